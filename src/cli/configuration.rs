//! Which configuration holds for a file: the `kigen.yaml` of its folder, or of the nearest folder above.
//!
//! Each folder is looked at once, and an engine is made once for each configuration and each choice of
//! its overrides and exceptions that some file has.

use std::collections::{BTreeMap, HashMap};
use std::ffi::OsStr;
use std::io::Read as _;
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;

use clap::ArgMatches;

use super::records::Recorded;
use super::{Failure, cannot_read, files, output, packs, parse_now};
use crate::calendar::hours::Moment;
use crate::check::undecodable;
use crate::config::check::Against;
use crate::config::unmet::Unmet;
use crate::config::{self, CODE, Config, FILE_NAME, Settings, Taken, globs};
use crate::diagnostic::Diagnostic;
use crate::engine::{Configured, Engine, Selection};
use crate::exception::{ConfiguredException, Stated};
use crate::read::Named;
use crate::report::human::Style;
use crate::rules::PackFile;
use crate::source::{Source, Span};
use crate::text::{Lang, catalogue};

/// What was asked for besides the configuration; it goes before it.
#[derive(Clone, Debug)]
pub(super) struct Wanted {
    /// Which configuration is meant.
    pub choice: Choice,
    /// The folders of `--rules`.
    pub packs: Vec<PathBuf>,
    /// `--select` and `--ignore`.
    pub selection: Selection,
    /// `--now`, where it is given.
    pub now: Option<Moment>,
    /// What is now, unless somebody says otherwise.
    pub clock: Moment,
    /// `--horizon`, where it is given.
    pub horizon_days: Option<u32>,
    /// Whether the output lists every request.
    pub details: bool,
    /// Whether the output, or the run, makes use of edits.
    pub edits: bool,
    /// Whether the output shows remedies.
    pub remedies: bool,
    /// Whether the output says of a clean request until when it may be sent.
    pub margin: bool,
    /// Whether the output shows the times that comply.
    pub times: bool,
    /// `--send-now`
    pub send_now: bool,
    /// The language.
    pub lang: Lang,
}

/// Which configuration is meant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Choice {
    /// The nearest to each file.
    Nearest,
    /// `--config FILE`, for all files.
    File(PathBuf),
    /// `--no-config`
    None,
}

impl Choice {
    /// What the command line says.
    pub(super) fn of(matches: &ArgMatches) -> Self {
        if matches.get_flag("no-config") {
            return Self::None;
        }
        match matches.get_one::<PathBuf>("config") {
            Some(path) => Self::File(path.clone()),
            None => Self::Nearest,
        }
    }
}

impl Wanted {
    /// What the command line says, for a subcommand that has `--rules`.
    pub(super) fn of(matches: &ArgMatches, lang: Lang, clock: Moment) -> Result<Self, Failure> {
        let now = match matches.try_get_one::<String>("now") {
            Ok(Some(text)) => Some(parse_now(text, lang)?),
            _ => None,
        };
        Ok(Self {
            choice: Choice::of(matches),
            packs: super::rules::folders(matches),
            selection: Selection::default(),
            now,
            clock,
            horizon_days: None,
            details: false,
            edits: false,
            remedies: true,
            margin: false,
            times: false,
            send_now: matches!(matches.try_get_one::<bool>("send-now"), Ok(Some(true))),
            lang,
        })
    }
}

/// What a file is judged with.
#[derive(Debug)]
pub(super) struct Setup {
    /// The engine.
    pub engine: Engine,
    /// The moment taken as now.
    pub now: Moment,
    /// The configuration; none where there is none.
    pub file: Option<Arc<File>>,
}

/// A configuration that was read and is valid.
#[derive(Debug)]
pub(super) struct File {
    /// What it says.
    pub config: Config,
    /// Its folder, absolute, with `/`.
    folder: String,
    packs: Vec<Vec<PackFile<'static>>>,
    /// What is said with every run by it.
    notices: Vec<Diagnostic>,
}

/// Why a configuration cannot be used.
#[derive(Clone, Debug)]
pub(super) struct Refused {
    /// Its text, as far as it could be read; its path is the one shown.
    pub source: Arc<Source>,
    /// What is wrong with it.
    pub found: Vec<Diagnostic>,
    /// All that in words and pictures, with what it comes to.
    pub sentence: Arc<str>,
}

/// A configuration or why there is none to use.
type Loaded = Result<Arc<File>, Arc<Refused>>;

/// What there is to say of a configuration in a run, at places in its text.
pub(super) struct Said {
    /// What its files are judged with.
    pub setup: Arc<Setup>,
    /// Its text.
    pub source: Arc<Source>,
    /// The findings.
    pub found: Vec<Diagnostic>,
}

/// What is to be done with a file.
pub(super) enum Look {
    /// Judge it.
    Judge(Arc<Setup>, Named),
    /// Leave it out, for this reason.
    LeaveOut(String),
    /// Its configuration cannot be used.
    Refused(Arc<Refused>),
}

/// The configurations of a run.
#[derive(Debug)]
pub(super) struct Configurations {
    wanted: Wanted,
    working: PathBuf,
    /// `--config`'s, or the one that there is without any.
    fixed: Option<Loaded>,
    /// Each folder that was looked at, and the configuration nearest to it.
    folders: HashMap<PathBuf, Option<Loaded>>,
    /// Each configuration by its path.
    files: HashMap<PathBuf, Loaded>,
    /// Texts that stand in for what is on disk, by absolute path.
    texts: HashMap<PathBuf, String>,
    plain: Arc<Setup>,
    /// The engines made so far, by configuration, overrides and exceptions.
    setups: HashMap<Key, Arc<Setup>>,
    /// The globs that have met no file yet, by configuration (its folder).
    unmet: HashMap<String, Watched>,
    /// The folder asked for last, and what came of it: files come folder by folder.
    last: Option<(PathBuf, Option<Loaded>)>,
}

/// A configuration (by its folder) and which of its overrides and exceptions are for a file.
type Key = (String, Vec<usize>, Vec<usize>);

/// A configuration and its globs that have met no file yet.
#[derive(Debug)]
struct Watched {
    file: Arc<File>,
    globs: Unmet,
}

impl Configurations {
    /// The configurations of a run. With `--config`, the file is read at once.
    ///
    /// # Errors
    /// A pack of `--rules`, or the configuration that was named, cannot be used.
    pub(super) fn new(wanted: Wanted) -> Result<Self, Failure> {
        let mut packs = Vec::with_capacity(wanted.packs.len());
        for folder in &wanted.packs {
            packs.push(packs::read_folder(folder, wanted.lang)?);
        }
        let engine = packs::build(&packs, true, None, wanted.lang)?;
        let now = wanted.now.unwrap_or(wanted.clock);
        let mut all = Self {
            plain: Arc::new(Setup {
                engine: tuned(engine, &wanted),
                now,
                file: None,
            }),
            wanted,
            working: std::env::current_dir().unwrap_or_default(),
            fixed: None,
            folders: HashMap::new(),
            files: HashMap::new(),
            texts: HashMap::new(),
            setups: HashMap::new(),
            unmet: HashMap::new(),
            last: None,
        };
        if let Choice::File(path) = &all.wanted.choice {
            let path = path.clone();
            let loaded = all.load(&path);
            if let Err(refused) = &loaded {
                return Err(Failure(refused.sentence.to_string()));
            }
            all.fixed = Some(loaded);
        }
        Ok(all)
    }

    /// The language of what is said of them.
    pub(super) fn lang(&self) -> Lang {
        self.wanted.lang
    }

    /// What is used where there is no configuration.
    pub(super) fn plain(&self) -> &Arc<Setup> {
        &self.plain
    }

    /// What is used where there is no configuration, and what is used in the folders that `paths` begin
    /// in: a mistake there keeps the run from beginning.
    ///
    /// # Errors
    /// All configurations among them that cannot be used.
    pub(super) fn roots(&mut self, paths: &[PathBuf]) -> Result<Vec<Arc<Setup>>, Failure> {
        let mut setups = vec![Arc::clone(&self.plain)];
        let mut refused: Vec<Arc<Refused>> = Vec::new();
        for path in paths {
            let folder = match path.is_dir() {
                true => path.as_path(),
                false => path.parent().unwrap_or(Path::new("")),
            };
            let setup = match self.nearest(folder) {
                None => continue,
                Some(Ok(file)) => self.setup(&file, ""),
                Some(Err(refused)) => Err(refused),
            };
            match setup {
                Ok(setup) => setups.push(setup),
                Err(one) if refused.iter().any(|known| Arc::ptr_eq(known, &one)) => {}
                Err(one) => refused.push(one),
            }
        }
        if refused.is_empty() {
            return Ok(setups);
        }
        let sentences: Vec<&str> = refused.iter().map(|one| &*one.sentence).collect();
        Err(Failure(sentences.join("\n")))
    }

    /// What every verdict hangs on besides the configurations that are found: the one that was named, and
    /// the folders of packs.
    pub(super) fn governing(&self, setups: &[Arc<Setup>]) -> Vec<PathBuf> {
        let mut all = self.wanted.packs.clone();
        if let Choice::File(path) = &self.wanted.choice {
            all.push(path.clone());
        }
        for file in setups.iter().filter_map(|setup| setup.file.as_ref()) {
            let packs = file.config.packs.iter();
            all.extend(packs.map(|pack| Path::new(&file.folder).join(&pack.value)));
        }
        all
    }

    /// The exceptions of every configuration in use, in the order of their places; `paths` is what the run
    /// looked at.
    pub(super) fn records(&self, paths: &[PathBuf]) -> Vec<Recorded> {
        let folders: Vec<PathBuf> = paths
            .iter()
            .filter(|path| path.is_dir())
            .map(|path| absolute(path))
            .collect();
        let mut places: HashMap<*const ConfiguredException, usize> = HashMap::new();
        let mut all: Vec<Recorded> = Vec::new();
        let mut setups: Vec<_> = self.setups.iter().collect();
        setups.sort_by_key(|(key, _)| *key);
        for (_, setup) in setups {
            let Some(file) = &setup.file else { continue };
            let whole = folders
                .iter()
                .any(|folder| Path::new(&file.folder).starts_with(folder));
            for one in &file.config.exceptions {
                places.entry(Arc::as_ptr(&one.record)).or_insert_with(|| {
                    all.push(Recorded {
                        record: Arc::clone(&one.record),
                        setup: Arc::clone(setup),
                        concerned: false,
                        whole,
                        without_files: self
                            .unmet
                            .get(&file.folder)
                            .and_then(|unmet| unmet.globs.without_files(&file.config, one.record.span)),
                    });
                    all.len() - 1
                });
            }
            for record in &setup.engine.exceptions {
                if let Some(place) = places.get(&Arc::as_ptr(record)) {
                    all[*place].concerned = true;
                }
            }
        }
        all.sort_by_cached_key(|one| (one.record.source.path().to_owned(), one.record.span));
        all
    }

    /// What is said with every run, of each configuration in use.
    pub(super) fn notices(&self) -> Vec<Said> {
        let mut said: BTreeMap<&str, Said> = BTreeMap::new();
        for (key, setup) in &self.setups {
            if let Some(file) = setup.file.as_ref().filter(|file| !file.notices.is_empty()) {
                said.entry(&key.0).or_insert_with(|| Said {
                    setup: Arc::clone(setup),
                    source: Arc::clone(&file.config.source),
                    found: file.notices.clone(),
                });
            }
        }
        said.into_values().collect()
    }

    /// What there is to say of the globs that met no file, of every configuration whose whole folder lies in
    /// one of `paths`.
    pub(super) fn unmet(&self, paths: &[PathBuf]) -> Vec<Said> {
        let folders: Vec<PathBuf> = paths
            .iter()
            .filter(|path| path.is_dir())
            .map(|path| absolute(path))
            .collect();
        let whole = |file: &File| {
            folders
                .iter()
                .any(|folder| Path::new(&file.folder).starts_with(folder))
        };
        let whole = self.unmet.values().filter(|unmet| whole(&unmet.file));
        whole
            .map(|Watched { file, globs }| {
                let setup = Setup {
                    engine: self.plain.engine.clone(),
                    now: self.plain.now,
                    file: Some(Arc::clone(file)),
                };
                let found = globs.review(&file.config, self.wanted.lang);
                Said {
                    setup: Arc::new(setup),
                    source: Arc::clone(&file.config.source),
                    found,
                }
            })
            .collect()
    }

    /// The configuration for a path that stands in `folder`.
    fn nearest(&mut self, folder: &Path) -> Option<Loaded> {
        match self.wanted.choice {
            Choice::None => return None,
            Choice::File(_) => return self.fixed.clone(),
            Choice::Nearest => {}
        }
        if let Some((last, loaded)) = &self.last
            && last == folder
        {
            return loaded.clone();
        }
        let loaded = self.above(&absolute(folder));
        self.last = Some((folder.to_owned(), loaded.clone()));
        loaded
    }

    /// The configuration of an absolute folder or of the nearest above it.
    fn above(&mut self, folder: &Path) -> Option<Loaded> {
        if let Some(known) = self.folders.get(folder) {
            return known.clone();
        }
        let path = folder.join(FILE_NAME);
        let loaded = if self.texts.contains_key(&path) || path.symlink_metadata().is_ok() {
            Some(self.load(&path))
        } else {
            folder.parent().and_then(|parent| self.above(parent))
        };
        self.folders.insert(folder.to_owned(), loaded.clone());
        loaded
    }

    /// What is to be done with a file.
    pub(super) fn look(&mut self, path: &Path, named: Named) -> Look {
        let folder = path.parent().unwrap_or(Path::new(""));
        let file = match self.nearest(folder) {
            None => return Look::Judge(Arc::clone(&self.plain), named),
            Some(Err(refused)) => return Look::Refused(refused),
            Some(Ok(file)) => file,
        };
        let config = &file.config;
        let asks = config.include.is_some() || !config.exclude.is_empty() || !config.is_uniform();
        let inside = if asks { file.inside(path) } else { String::new() };
        let taken = config.takes(&inside);
        let is_configuration = path.file_name().is_some_and(|name| name == FILE_NAME);
        if asks {
            let watched = self.unmet.entry(file.folder.clone()).or_insert_with(|| Watched {
                globs: Unmet::new(config),
                file: Arc::clone(&file),
            });
            let is_none = is_configuration && named == Named::ByFolder;
            if !is_none && !watched.globs.is_empty() {
                watched
                    .globs
                    .see(config, &inside, named == Named::Explicitly || taken != Taken::No);
            }
        }
        let named = match (named, taken) {
            (Named::ByFolder, Taken::No) if asks => {
                let path = config.source.path();
                let values = [("path", &*crate::source::printable(path))];
                return Look::LeaveOut(catalogue::LEFT_CONFIG.fill(self.wanted.lang, &values));
            }
            (Named::ByFolder, Taken::Yes) => Named::Explicitly,
            (named, _) => named,
        };
        match self.setup(&file, &inside) {
            Ok(setup) => Look::Judge(setup, named),
            Err(refused) => Look::Refused(refused),
        }
    }

    /// The engine for a file under its configuration.
    fn setup(&mut self, file: &Arc<File>, inside: &str) -> Result<Arc<Setup>, Arc<Refused>> {
        let config = &file.config;
        let key: Key = (
            file.folder.clone(),
            config.overrides_for(inside),
            config.exceptions_for(inside),
        );
        if let Some(known) = self.setups.get(&key) {
            return Ok(Arc::clone(known));
        }
        let (_, overrides, exceptions) = &key;
        let bare = (file.folder.clone(), overrides.clone(), Vec::new());
        let setup = match self.setups.get(&bare).filter(|_| !exceptions.is_empty()) {
            Some(known) => Setup {
                engine: known.engine.clone(),
                now: known.now,
                file: Some(Arc::clone(file)),
            },
            None => self.build(file, config.settings(overrides))?,
        };
        let setup = if exceptions.is_empty() {
            setup
        } else {
            let plain = Arc::new(setup);
            self.setups.insert(bare, Arc::clone(&plain));
            let mut engine = plain.engine.clone();
            let records = exceptions
                .iter()
                .filter_map(|number| config.exceptions.get(*number));
            engine.exceptions = records.map(|one| Arc::clone(&one.record)).collect();
            Setup {
                engine,
                now: plain.now,
                file: Some(Arc::clone(file)),
            }
        };
        let setup = Arc::new(setup);
        self.setups.insert(key, Arc::clone(&setup));
        Ok(setup)
    }

    fn build(&self, file: &Arc<File>, settings: Settings) -> Result<Setup, Arc<Refused>> {
        let lang = self.wanted.lang;
        let now = self.wanted.now.or(settings.now.map(|now| now.value));
        let configured = Configured {
            source: Arc::clone(&file.config.source),
            settings,
        };
        let builtin = file.config.builtin_pack.is_none_or(|builtin| builtin.value);
        let engine = packs::build(&file.packs, builtin, Some(Arc::new(configured)), lang);
        match engine {
            Ok(engine) => Ok(Setup {
                engine: tuned(engine, &self.wanted),
                now: now.unwrap_or(self.wanted.clock),
                file: Some(Arc::clone(file)),
            }),
            Err(Failure(sentence)) => Err(Arc::new(Refused {
                source: Arc::clone(&file.config.source),
                found: Vec::new(),
                sentence: sentence.into(),
            })),
        }
    }

    /// Reads a configuration, once.
    fn load(&mut self, path: &Path) -> Loaded {
        let path = absolute(path);
        if let Some(known) = self.files.get(&path) {
            return known.clone();
        }
        let loaded = self.read(&path);
        self.files.insert(path, loaded.clone());
        loaded
    }

    fn read(&self, path: &Path) -> Loaded {
        let lang = self.wanted.lang;
        let name = files::display(path, &self.working);
        let source = match self.texts.get(path) {
            Some(text) => Source::from_text(name, text.clone()),
            None => match bytes_of(path) {
                Err(error) => {
                    let sentence = cannot_read(&name, &error, lang);
                    return Err(Arc::new(Refused {
                        source: Arc::new(Source::from_text(name, "")),
                        found: Vec::new(),
                        sentence: sentence.into(),
                    }));
                }
                Ok(bytes) => match Source::decode(&name, bytes) {
                    Ok(source) => source,
                    Err(error) => {
                        let (source, found) = undecodable(&name, &error, lang);
                        return Err(self.refused(Arc::new(source), vec![found]));
                    }
                },
            },
        };
        let source = Arc::new(source);
        let (config, mut found) = config::parse(Arc::clone(&source), lang);
        let folder = path.parent().unwrap_or(Path::new("/"));
        found.extend(whole_paths(&config, &slashed(folder), lang));
        let mut packs = Vec::new();
        for written in &config.packs {
            match packs::read_folder(&folder.join(&written.value), lang) {
                Ok(files) => packs.push(files),
                Err(Failure(sentence)) => found.push(Diagnostic::reader(CODE, written.span, sentence)),
            }
        }
        // What the command line adds comes last: of two packs of one plan it replaces the other.
        for folder in &self.wanted.packs {
            packs.extend(packs::read_folder(folder, lang).ok());
        }
        // What the rules have to say of it is said along with what is wrong with its form.
        let builtin = config.builtin_pack.is_none_or(|builtin| builtin.value);
        let mut more = None;
        let mut notices = Vec::new();
        match packs::build(&packs, builtin, None, lang) {
            Ok(engine) => {
                let against = Against {
                    packs: &engine.packs,
                    directory: &engine.directory,
                    default_hours: engine.default_hours,
                    lang,
                };
                found.extend(config.check(&against));
                notices = config.notices(&against);
            }
            Err(Failure(sentence)) => more = Some(sentence),
        }
        found.sort_by_key(|one| one.span);
        if let Some(more) = more {
            let refused = self.refused(source, found);
            return Err(Arc::new(Refused {
                sentence: format!("{more}\n{}", refused.sentence).into(),
                ..Refused::clone(&refused)
            }));
        }
        if !found.is_empty() {
            return Err(self.refused(source, found));
        }
        Ok(Arc::new(File {
            config,
            folder: slashed(folder),
            packs,
            notices,
        }))
    }

    fn refused(&self, source: Arc<Source>, found: Vec<Diagnostic>) -> Arc<Refused> {
        /// More than this nobody reads at once.
        const MOST: usize = 100;
        let lang = self.wanted.lang;
        let style = Style {
            lang,
            color: output::color("auto"),
            width: output::width(),
        };
        let mut sentence = String::from("\n");
        for one in found.iter().take(MOST) {
            sentence.push_str(&style.finding(&source, one, None));
        }
        if found.len() > MOST {
            let limit = MOST.to_string();
            let rest = catalogue::LIMIT_FINDINGS.fill(lang, &[("limit", &limit)]);
            sentence.push_str(&style.finding(
                &source,
                &Diagnostic::reader(CODE, Span::default(), rest),
                None,
            ));
        }
        let path = crate::source::printable(source.path()).into_owned();
        sentence.push_str(&catalogue::BAD_CONFIG.fill(lang, &[("path", &path)]));
        Arc::new(Refused {
            source,
            found,
            sentence: sentence.into(),
        })
    }

    /// Takes `text` for what stands at `path`, which is an open editor's; `None` for what is on disk.
    pub(super) fn set_text(&mut self, path: &Path, text: Option<String>) {
        let path = absolute(path);
        match text {
            Some(text) => self.texts.insert(path, text),
            None => self.texts.remove(&path),
        };
        self.forget();
    }

    /// Forgets all that was read: files have changed.
    fn forget(&mut self) {
        self.folders.clear();
        self.files.clear();
        self.setups.clear();
        self.unmet.clear();
        self.last = None;
    }
}

impl File {
    /// Whether a file found in a folder is a request.
    pub(super) fn takes(&self, path: &Path) -> Taken {
        self.config.takes(&self.inside(path))
    }

    /// A path as the configuration's globs see it.
    fn inside(&self, path: &Path) -> String {
        let folder = absolute(path.parent().unwrap_or(Path::new("")));
        let name = path.file_name().unwrap_or(OsStr::new(""));
        globs::relative(&self.folder, &slashed(&folder.join(name)))
    }
}

/// What there is to say of globs that are written from the root, though within the configuration's folder:
/// they mean a folder in it of that name.
fn whole_paths(config: &Config, folder: &str, lang: Lang) -> Vec<Diagnostic> {
    let near = |glob: &Stated<String>| Some((glob.clone(), globs::within(folder, &glob.value)?));
    config
        .globs()
        .filter_map(near)
        .map(|(glob, near)| {
            let value = crate::read::shown(&glob.value);
            let message = catalogue::CONFIG_GLOB_NEVER.fill(lang, &[("value", &value)]);
            let near = crate::read::shown(&near);
            Diagnostic::reader(CODE, glob.span, message)
                .with_help(catalogue::CONFIG_GLOB_NEVER_HELP.fill(lang, &[("near", &near)]))
        })
        .collect()
}

/// An engine as the command line wants it.
fn tuned(mut engine: Engine, wanted: &Wanted) -> Engine {
    engine.selection = wanted.selection.clone();
    engine.details = wanted.details;
    engine.edits = wanted.edits;
    engine.remedies = wanted.remedies;
    engine.margin = wanted.margin;
    engine.times = wanted.times;
    engine.send_now = wanted.send_now;
    if let Some(days) = wanted.horizon_days {
        engine.horizon_days = days;
        engine.template_days = Some(days);
    }
    engine
}

/// What is used in the current folder.
///
/// # Errors
/// A pack, or the folder's configuration, cannot be used.
pub(super) fn here(matches: &ArgMatches, lang: Lang) -> Result<Arc<Setup>, Failure> {
    let mut all = Configurations::new(Wanted::of(matches, lang, Moment(0))?)?;
    let setups = all.roots(&[PathBuf::from(".")])?;
    Ok(setups
        .into_iter()
        .next_back()
        .unwrap_or_else(|| Arc::clone(all.plain())))
}

/// The language that the configuration of the current folder, or the one named, asks for. What is wrong
/// with it is said where it is used.
pub(super) fn language(choice: &Choice, lang: Lang) -> Option<Lang> {
    let path = match choice {
        Choice::None => return None,
        Choice::File(path) => path.clone(),
        Choice::Nearest => {
            let working = std::env::current_dir().ok()?;
            working
                .ancestors()
                .map(|folder| folder.join(FILE_NAME))
                .find(|path| path.exists())?
        }
    };
    let source = Source::decode("", bytes_of(&path).ok()?).ok()?;
    let (config, _) = config::parse(Arc::new(source), lang);
    config.lang.map(|lang| lang.value)
}

/// A configuration's bytes, and one more than may be where it is longer.
fn bytes_of(path: &Path) -> std::io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    files::open_regular(path)?
        // UTF-16 takes two bytes for one of a text's.
        .take(2 * config::MAX_BYTES as u64 + 4)
        .read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// A path from the root, without `.` and `..`. Links stay as they are named: a file belongs to the folder
/// by whose name it is reached.
fn absolute(path: &Path) -> PathBuf {
    let path = if path.as_os_str().is_empty() {
        Path::new(".")
    } else {
        path
    };
    let whole = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    if whole.components().any(|part| part == Component::ParentDir) {
        return whole.canonicalize().unwrap_or(whole);
    }
    whole
}

/// A path as text, with `/`.
fn slashed(path: &Path) -> String {
    let text = path.to_string_lossy();
    if std::path::MAIN_SEPARATOR == '/' {
        text.into_owned()
    } else {
        text.replace(std::path::MAIN_SEPARATOR, "/")
    }
}
