//! The configuration of a file: `kigen.yaml` in its folder or in the nearest folder above.
//!
//! Each folder is queried once, and one engine is built for each configuration and each combination of its overrides
//! and exceptions that applies to some file.

mod file;
mod overrides;
mod paths;
mod reports;

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use clap::ArgMatches;

pub(super) use file::{File, Refused};
use file::{Loaded, bytes_of};
pub(super) use overrides::{Choice, Overrides};
use paths::absolute;
pub(super) use reports::ConfigurationReport;

use super::{Failure, files, packs};
use crate::calendar::hours::Moment;
use crate::config::unmatched::UnmatchedGlobs;
use crate::config::{self, FILE_NAME, Inclusion, Settings};
use crate::engine::{Configured, Engine};
use crate::message::{Lang, Message, catalogue};
use crate::read::FileSelection;
use crate::source::{Source, printable};

/// Everything a file is judged with.
#[derive(Debug)]
pub(super) struct Setup {
    /// The engine.
    pub engine: Engine,
    /// The present: of `--now`, else of the configuration, else the clock at the start of the run.
    pub now: Moment,
    /// The configuration, if there is one.
    pub file: Option<Arc<File>>,
}

/// How to treat a file.
pub(super) enum Disposition {
    /// Judge it.
    Judge(Arc<Setup>, FileSelection),
    /// Leave it out, for this reason.
    LeaveOut(Message),
    /// Its configuration cannot be used.
    Refused(Arc<Refused>),
}

/// The configurations of a run.
#[derive(Debug)]
pub(super) struct Configurations {
    overrides: Overrides,
    working: PathBuf,
    /// The configuration of `--config`.
    fixed: Option<Loaded>,
    /// Each folder queried so far, with its nearest configuration.
    folders: HashMap<PathBuf, Option<Loaded>>,
    /// Each configuration by its path.
    files: HashMap<PathBuf, Loaded>,
    /// Texts that override files on disk (open in an editor), by absolute path.
    texts: HashMap<PathBuf, String>,
    plain: Arc<Setup>,
    /// Why `plain` cannot be used: a plan of `--plan` is not loaded without a configuration that adds its pack.
    unplanned: Option<Arc<Refused>>,
    /// The engines made so far, by configuration, overrides and exceptions.
    setups: HashMap<Key, Arc<Setup>>,
    /// The globs without a match so far, by configuration (its folder).
    unmatched: HashMap<String, TrackedGlobs>,
    /// The last folder queried and its result: files come folder by folder.
    last: Option<(PathBuf, Option<Loaded>)>,
}

/// A configuration (by its folder) with the indices of its overrides and exceptions that apply to a file.
type Key = (String, Vec<usize>, Vec<usize>);

/// A configuration with its globs without a match so far.
#[derive(Debug)]
struct TrackedGlobs {
    file: Arc<File>,
    globs: UnmatchedGlobs,
}

impl Configurations {
    /// The configurations of a run. The file of `--config` is read at once.
    ///
    /// # Errors
    /// A pack of `--rules`, or the file of `--config`, is unusable.
    pub(super) fn new(overrides: Overrides) -> Result<Self, Failure> {
        let mut packs = Vec::with_capacity(overrides.packs.len());
        for folder in &overrides.packs {
            packs.push(packs::read_folder(folder)?);
        }
        let (engine, unplanned) = match packs::chosen(&packs, true, &overrides.plans, None) {
            Ok(engine) => (engine, None),
            Err(failure) if overrides.plans.is_empty() || overrides.choice == Choice::None => {
                return Err(failure);
            }
            Err(why) => {
                let source = Arc::new(Source::from_text("--plan", ""));
                let refused = Refused {
                    source,
                    found: Vec::new(),
                    why,
                };
                let engine = packs::build(&packs, true, None)?;
                (engine, Some(Arc::new(refused)))
            }
        };
        let now = overrides.now.unwrap_or(overrides.clock);
        let mut all = Self {
            plain: Arc::new(Setup {
                engine: with_options(engine, &overrides),
                now,
                file: None,
            }),
            unplanned,
            overrides,
            working: std::env::current_dir().unwrap_or_default(),
            fixed: None,
            folders: HashMap::new(),
            files: HashMap::new(),
            texts: HashMap::new(),
            setups: HashMap::new(),
            unmatched: HashMap::new(),
            last: None,
        };
        if let Choice::File(path) = &all.overrides.choice {
            let path = path.clone();
            let loaded = all.load(&path);
            if let Err(refused) = &loaded {
                return Err(refused.why.clone());
            }
            all.fixed = Some(loaded);
        }
        Ok(all)
    }

    /// The setup without a configuration.
    pub(super) fn plain(&self) -> &Arc<Setup> {
        &self.plain
    }

    /// The setup without a configuration, followed by those of the folders that `paths` start in: an error in one of
    /// them stops the run before it begins.
    ///
    /// # Errors
    /// All unusable configurations among them.
    pub(super) fn roots(&mut self, paths: &[PathBuf]) -> Result<Vec<Arc<Setup>>, Failure> {
        let mut setups = vec![Arc::clone(&self.plain)];
        let mut refused: Vec<Arc<Refused>> = Vec::new();
        for path in paths {
            let folder = match path.is_dir() {
                true => path.as_path(),
                false => path.parent().unwrap_or(Path::new("")),
            };
            let setup = match self.nearest(folder) {
                None => match &self.unplanned {
                    Some(refused) => Err(Arc::clone(refused)),
                    None => continue,
                },
                Some(Ok(file)) => self.setup(&file, ""),
                Some(Err(refused)) => Err(refused),
            };
            match setup {
                // In the order in which they were last named.
                Ok(setup) => {
                    setups.retain(|known| !Arc::ptr_eq(known, &setup));
                    setups.push(setup);
                }
                Err(one) if refused.iter().any(|known| Arc::ptr_eq(known, &one)) => {}
                Err(one) => refused.push(one),
            }
        }
        if refused.is_empty() {
            return Ok(setups);
        }
        let reasons = refused.iter().flat_map(|one| one.why.0.iter().cloned());
        Err(Failure(reasons.collect()))
    }

    /// If a plan of `--plan` is not loaded without a configuration, the current folder's setup replaces `plain`.
    ///
    /// # Errors
    /// There is no configuration, or it does not load the plan.
    pub(super) fn with_plans(mut self) -> Result<Self, Failure> {
        if self.unplanned.is_some() {
            let setups = self.roots(&[PathBuf::from(".")])?;
            if let Some(here) = setups.last() {
                self.plain = Arc::clone(here);
            }
        }
        Ok(self)
    }

    /// Files and folders that affect every verdict, besides the configurations found by the walk: the file of
    /// `--config` and the packs' folders.
    pub(super) fn governing_paths(&self, setups: &[Arc<Setup>]) -> Vec<PathBuf> {
        let mut all = self.overrides.packs.clone();
        if let Choice::File(path) = &self.overrides.choice {
            all.push(path.clone());
        }
        for file in setups.iter().filter_map(|setup| setup.file.as_ref()) {
            let packs = file.config.packs.iter();
            all.extend(packs.map(|pack| Path::new(&file.folder).join(&pack.value)));
        }
        all
    }

    /// Every file that has affected the run so far: configurations, packs' files, and their folders.
    pub(super) fn read_paths(&self) -> impl Iterator<Item = PathBuf> {
        let mut folders = self.overrides.packs.clone();
        for file in self.files.values().flatten() {
            let packs = file.config.packs.iter();
            folders.extend(packs.map(|pack| Path::new(&file.folder).join(&pack.value)));
        }
        let packs = folders.clone().into_iter().flat_map(std::fs::read_dir);
        let packs = packs.flatten().flatten().map(|entry| entry.path());
        self.files.keys().cloned().chain(packs).chain(folders)
    }

    /// The configuration for files in `folder`.
    fn nearest(&mut self, folder: &Path) -> Option<Loaded> {
        match self.overrides.choice {
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

    /// The configuration in an absolute folder or in the nearest one above.
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

    /// How to treat a file.
    pub(super) fn disposition(&mut self, path: &Path, named: FileSelection) -> Disposition {
        let folder = path.parent().unwrap_or(Path::new(""));
        let file = match self.nearest(folder) {
            None => {
                return match &self.unplanned {
                    Some(refused) => Disposition::Refused(Arc::clone(refused)),
                    None => Disposition::Judge(Arc::clone(&self.plain), named),
                };
            }
            Some(Err(refused)) => return Disposition::Refused(refused),
            Some(Ok(file)) => file,
        };
        let config = &file.config;
        let asks = config.include.is_some() || !config.exclude.is_empty() || !config.is_uniform();
        let inside = if asks { file.inside(path) } else { String::new() };
        let taken = config.takes(&inside);
        let is_configuration = path.file_name().is_some_and(|name| name == FILE_NAME);
        if asks {
            let watched = self
                .unmatched
                .entry(file.folder.clone())
                .or_insert_with(|| TrackedGlobs {
                    globs: UnmatchedGlobs::new(config),
                    file: Arc::clone(&file),
                });
            let is_none = is_configuration && named == FileSelection::Walked;
            if !is_none && !watched.globs.is_empty() {
                watched.globs.see(
                    config,
                    &inside,
                    named == FileSelection::Explicit || taken != Inclusion::No,
                );
            }
        }
        let named = match (named, taken) {
            (FileSelection::Walked, Inclusion::No) if asks => {
                let path = printable(config.source.path());
                return Disposition::LeaveOut(catalogue::LEFT_CONFIG.with(&[("path", &path)]));
            }
            (FileSelection::Walked, Inclusion::Yes) => FileSelection::Explicit,
            (named, _) => named,
        };
        match self.setup(&file, &inside) {
            Ok(setup) => Disposition::Judge(setup, named),
            Err(refused) => Disposition::Refused(refused),
        }
    }

    /// The setup for a file at `inside` (relative to the configuration's folder).
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
            engine.file.exceptions = records.map(|one| Arc::clone(&one.record)).collect();
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
        let now = self.overrides.now.or(settings.now.map(|now| now.value));
        let configured = Configured {
            source: Arc::clone(&file.config.source),
            settings,
        };
        let builtin = file.config.builtin_pack.is_none_or(|builtin| builtin.value);
        let configured = Some(Arc::new(configured));
        let engine = packs::chosen(&file.packs, builtin, &self.overrides.plans, configured);
        match engine {
            Ok(engine) => Ok(Setup {
                engine: with_options(engine, &self.overrides),
                now: now.unwrap_or(self.overrides.clock),
                file: Some(Arc::clone(file)),
            }),
            Err(why) => Err(Arc::new(Refused {
                source: Arc::clone(&file.config.source),
                found: Vec::new(),
                why,
            })),
        }
    }

    /// Reads a configuration, once.
    fn load(&mut self, path: &Path) -> Loaded {
        let path = absolute(path);
        if let Some(known) = self.files.get(&path) {
            return known.clone();
        }
        let name = files::display(&path, &self.working);
        let loaded = File::read(&path, name, self.texts.get(&path), &self.overrides);
        self.files.insert(path, loaded.clone());
        loaded
    }

    /// Overrides the file at `path` with an open editor's text; `None` removes the override.
    pub(super) fn set_text(&mut self, path: &Path, text: Option<String>) {
        let path = absolute(path);
        match text {
            Some(text) => self.texts.insert(path, text),
            None => self.texts.remove(&path),
        };
        self.forget();
    }

    /// Drops all cached data after files have changed.
    fn forget(&mut self) {
        self.folders.clear();
        self.files.clear();
        self.setups.clear();
        self.unmatched.clear();
        self.last = None;
    }
}

/// An engine with the options of the command line.
fn with_options(mut engine: Engine, overrides: &Overrides) -> Engine {
    engine.options.selection = overrides.selection.clone();
    engine.output = overrides.output;
    engine.options.send_now = overrides.send_now;
    if let Some(days) = overrides.horizon_days {
        engine.options.horizon_days = days;
        engine.options.template_days = Some(days);
    }
    engine
}

/// The setup of the current folder.
///
/// # Errors
/// A pack, or the folder's configuration, is unusable.
pub(super) fn here(matches: &ArgMatches) -> Result<Arc<Setup>, Failure> {
    let mut all = Configurations::new(Overrides::of(matches, Moment(0))?)?;
    let setups = all.roots(&[PathBuf::from(".")])?;
    Ok(setups
        .into_iter()
        .next_back()
        .unwrap_or_else(|| Arc::clone(all.plain())))
}

/// The language set in the configuration of the current folder or of `--config`. Errors in it are reported where it
/// is used.
pub(super) fn language(choice: &Choice) -> Option<Lang> {
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
    let (config, _) = config::parse(Arc::new(source));
    config.lang.map(|lang| lang.value)
}
