//! A configuration: read, validated against the rules, or refused.

use std::ffi::OsStr;
use std::io::Read as _;
use std::path::Path;
use std::sync::Arc;

use super::overrides::Overrides;
use super::paths::{absolute, slashed};
use crate::check::decode_error;
use crate::cli::{Failure, cannot_read, files, packs};
use crate::config::check::CheckContext;
use crate::config::{self, CODE, Config, Inclusion, globs};
use crate::diagnostic::Diagnostic;
use crate::exception::Spanned;
use crate::message::{Message, catalogue};
use crate::rules::PackFile;
use crate::source::{Source, printable};

/// A valid configuration.
#[derive(Debug)]
pub(in crate::cli) struct File {
    /// Its settings.
    pub config: Config,
    /// Its folder, absolute, with `/`.
    pub(in crate::cli) folder: String,
    pub(in crate::cli) packs: Vec<Vec<PackFile<'static>>>,
    /// Notices shown in every run with it.
    pub(in crate::cli) notices: Vec<Diagnostic>,
}

/// An unusable configuration.
#[derive(Clone, Debug)]
pub(in crate::cli) struct Refused {
    /// Its text as far as it could be read, under the path shown.
    pub source: Arc<Source>,
    /// The findings in it.
    pub found: Vec<Diagnostic>,
    /// Those findings and other reasons, such as its packs.
    pub why: Failure,
}

/// A configuration, or why it is unusable.
pub(in crate::cli) type Loaded = Result<Arc<File>, Arc<Refused>>;

impl File {
    /// Reads the file at `path`, shown as `name`; `text` overrides the file on disk.
    pub(in crate::cli) fn read(
        path: &Path,
        name: String,
        text: Option<&String>,
        overrides: &Overrides,
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
                        let (source, found) = decode_error(&name, &error);
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
        // Packs of the command line come last: a later pack replaces an earlier one of the same plan.
        for folder in &overrides.packs {
            packs.extend(packs::read_folder(folder).ok());
        }
        // Findings against the rules are reported together with those of the parser.
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

    /// A path relative to the configuration's folder, as globs are matched.
    pub(super) fn inside(&self, path: &Path) -> String {
        let folder = absolute(path.parent().unwrap_or(Path::new("")));
        let name = path.file_name().unwrap_or(OsStr::new(""));
        globs::relative(&self.folder, &slashed(&folder.join(name)))
    }
}

impl Refused {
    /// From findings at their places, and the failure of its packs.
    fn of(source: Arc<Source>, found: Vec<Diagnostic>, of_packs: Option<Failure>) -> Arc<Self> {
        let located = found.iter().map(|one| (Arc::clone(&source), one.clone()));
        let Failure(found_reasons) = Failure::found(located, Self::sentence(&source));
        let mut reasons = of_packs.map_or_else(Vec::new, |Failure(reasons)| reasons);
        reasons.extend(found_reasons);
        Arc::new(Self {
            source,
            found,
            why: Failure(reasons),
        })
    }

    /// The sentence that a configuration is unusable.
    pub(in crate::cli) fn sentence(source: &Source) -> Message {
        catalogue::BAD_CONFIG.with(&[("path", &printable(source.path()))])
    }
}

/// Findings about globs with an absolute path inside the configuration's folder: they are matched relative to that
/// folder and so never match.
fn whole_paths(config: &Config, folder: &str) -> Vec<Diagnostic> {
    let near = |glob: &Spanned<String>| Some((glob.clone(), globs::within(folder, &glob.value)?));
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

/// A configuration's bytes, up to a little more than the limit so that an excess is noticed.
pub(in crate::cli) fn bytes_of(path: &Path) -> std::io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    files::open_regular(path)?
        // UTF-16 takes up to two bytes for one of UTF-8.
        .take(2 * config::MAX_BYTES as u64 + 4)
        .read_to_end(&mut bytes)?;
    Ok(bytes)
}
