//! One configuration: read, held to the rules it is for, or refused.

use std::ffi::OsStr;
use std::io::Read as _;
use std::path::Path;
use std::sync::Arc;

use super::paths::{absolute, slashed};
use super::wanted::Overrides;
use crate::check::undecodable;
use crate::cli::{Failure, cannot_read, files, packs};
use crate::config::check::CheckContext;
use crate::config::{self, CODE, Config, Inclusion, globs};
use crate::diagnostic::Diagnostic;
use crate::exception::Stated;
use crate::message::{Message, catalogue};
use crate::rules::PackFile;
use crate::source::{Source, printable};

/// A configuration that was read and is valid.
#[derive(Debug)]
pub(in crate::cli) struct File {
    /// What it says.
    pub config: Config,
    /// Its folder, absolute, with `/`.
    pub(in crate::cli) folder: String,
    pub(in crate::cli) packs: Vec<Vec<PackFile<'static>>>,
    /// Notices that every run by it shows.
    pub(in crate::cli) notices: Vec<Diagnostic>,
}

/// Why a configuration cannot be used.
#[derive(Clone, Debug)]
pub(in crate::cli) struct Refused {
    /// Its text, as far as it could be read; its path is the one shown.
    pub source: Arc<Source>,
    /// What is wrong with it.
    pub found: Vec<Diagnostic>,
    /// That, and what else keeps it from use.
    pub why: Failure,
}

/// A configuration or why there is none to use.
pub(in crate::cli) type Loaded = Result<Arc<File>, Arc<Refused>>;

impl File {
    /// Reads the one at `path`, which is shown as `name`; `text` stands in for what is on disk.
    pub(in crate::cli) fn read(
        path: &Path,
        name: String,
        text: Option<&String>,
        wanted: &Overrides,
    ) -> Loaded {
        let source = match text {
            Some(text) => Source::from_text(name, text.clone()),
            None => match bytes_of(path) {
                Err(error) => {
                    let why = Failure::of(cannot_read(&name, &error));
                    return Err(Arc::new(Refused {
                        source: Arc::new(Source::from_text(name, "")),
                        found: Vec::new(),
                        why,
                    }));
                }
                Ok(bytes) => match Source::decode(&name, bytes) {
                    Ok(source) => source,
                    Err(error) => {
                        let (source, found) = undecodable(&name, &error);
                        return Err(Refused::of(Arc::new(source), vec![found], None));
                    }
                },
            },
        };
        let source = Arc::new(source);
        let (config, mut found) = config::parse(Arc::clone(&source));
        let folder = path.parent().unwrap_or(Path::new("/"));
        found.extend(whole_paths(&config, &slashed(folder)));
        let mut packs = Vec::new();
        for written in &config.packs {
            match packs::read_folder(&folder.join(&written.value)) {
                Ok(files) => packs.push(files),
                Err(why) => found.push(Diagnostic::reader(CODE, written.span, why.message())),
            }
        }
        // What the command line adds comes last: of two packs of one plan it replaces the other.
        for folder in &wanted.packs {
            packs.extend(packs::read_folder(folder).ok());
        }
        // Findings of the rules on it come with those on its form.
        let builtin = config.builtin_pack.is_none_or(|builtin| builtin.value);
        let mut of_packs = None;
        let mut notices = Vec::new();
        match packs::build(&packs, builtin, None) {
            Ok(engine) => {
                let against = CheckContext {
                    packs: &engine.rules.packs,
                    directory: &engine.data.directory,
                    default_hours: engine.data.default_hours,
                };
                found.extend(config.check(&against));
                notices = config.notices(&against);
            }
            Err(why) => of_packs = Some(why),
        }
        found.sort_by_key(|one| one.span);
        if of_packs.is_some() || !found.is_empty() {
            return Err(Refused::of(source, found, of_packs));
        }
        Ok(Arc::new(File {
            config,
            folder: slashed(folder),
            packs,
            notices,
        }))
    }

    /// Whether a file found in a folder is a request.
    pub(in crate::cli) fn takes(&self, path: &Path) -> Inclusion {
        self.config.takes(&self.inside(path))
    }

    /// A path as the configuration's globs see it.
    pub(super) fn inside(&self, path: &Path) -> String {
        let folder = absolute(path.parent().unwrap_or(Path::new("")));
        let name = path.file_name().unwrap_or(OsStr::new(""));
        globs::relative(&self.folder, &slashed(&folder.join(name)))
    }
}

impl Refused {
    /// Of what is wrong with it, at its places, and with its packs.
    fn of(source: Arc<Source>, found: Vec<Diagnostic>, of_packs: Option<Failure>) -> Arc<Self> {
        let own = found.iter().map(|one| (Arc::clone(&source), one.clone()));
        let Failure(own) = Failure::found(own, Self::sentence(&source));
        let mut reasons = of_packs.map_or_else(Vec::new, |Failure(reasons)| reasons);
        reasons.extend(own);
        Arc::new(Self {
            source,
            found,
            why: Failure(reasons),
        })
    }

    /// That a configuration cannot be used.
    pub(in crate::cli) fn sentence(source: &Source) -> Message {
        catalogue::BAD_CONFIG.with(&[("path", &printable(source.path()))])
    }
}

/// What there is to say of globs that are written from the root, though within the configuration's folder:
/// they mean a folder in it of that name.
fn whole_paths(config: &Config, folder: &str) -> Vec<Diagnostic> {
    let near = |glob: &Stated<String>| Some((glob.clone(), globs::within(folder, &glob.value)?));
    config
        .globs()
        .filter_map(near)
        .map(|(glob, near)| {
            let value = crate::read::shown(&glob.value);
            let message = catalogue::CONFIG_GLOB_NEVER.with(&[("value", &*value)]);
            let near = crate::read::shown(&near);
            Diagnostic::reader(CODE, glob.span, message)
                .with_help(catalogue::CONFIG_GLOB_NEVER_HELP.with(&[("near", &*near)]))
        })
        .collect()
}

/// A configuration's bytes, and one more than may be where it is longer.
pub(in crate::cli) fn bytes_of(path: &Path) -> std::io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    files::open_regular(path)?
        // UTF-16 takes two bytes for one of a text's.
        .take(2 * config::MAX_BYTES as u64 + 4)
        .read_to_end(&mut bytes)?;
    Ok(bytes)
}
