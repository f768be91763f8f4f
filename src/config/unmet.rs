//! Globs that no file of a run has met: of one that is written wrong, nothing else would tell.

use super::Config;
use super::globs::Globs;
use crate::diagnostic::{self, Diagnostic};
use crate::exception::Stated;
use crate::message::catalogue;
use crate::read::shown;
use crate::source::Span;

/// Of which part of a configuration a glob is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum GlobOwner {
    Include,
    Override(usize),
    Exception(usize),
}

#[derive(Clone, Debug)]
struct UnmetGlob {
    of: GlobOwner,
    number: usize,
    /// Whether it matched files, all of which are left out.
    left_out: bool,
}

/// The globs of a configuration that have met no file yet.
#[derive(Clone, Debug)]
pub struct Unmet(Vec<UnmetGlob>);

impl Unmet {
    /// Those that say which files something is for. One that leaves files out may well find none.
    pub fn new(config: &Config) -> Self {
        let of = |of: GlobOwner, globs: &Globs| {
            let waiting = move |number| UnmetGlob {
                of,
                number,
                left_out: false,
            };
            (0..globs.written.len()).map(waiting).collect::<Vec<_>>()
        };
        let include = config
            .include
            .iter()
            .flat_map(|globs| of(GlobOwner::Include, globs));
        let overrides = (0..).zip(&config.overrides);
        let overrides = overrides.flat_map(|(index, one)| of(GlobOwner::Override(index), &one.paths));
        let exceptions = (0..).zip(&config.exceptions);
        let exceptions = exceptions.flat_map(|(index, one)| of(GlobOwner::Exception(index), &one.paths));
        Self(include.chain(overrides).chain(exceptions).collect())
    }

    /// Takes in a file, by its path relative to the configuration's folder, and whether it is judged.
    pub fn see(&mut self, config: &Config, path: &str, judged: bool) {
        self.0.retain_mut(|one| {
            let matches = one
                .of
                .globs(config)
                .is_some_and(|globs| globs.matches_one(one.number, path));
            one.left_out |= matches;
            !(matches && judged)
        });
    }

    /// Whether every glob has met a file.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// What there is to say once every file has been seen. Of an exception none of whose globs met a file,
    /// it is said that it matches nothing: not here again.
    pub fn review(&self, config: &Config) -> Vec<Diagnostic> {
        let waiting = self.0.iter().filter(|one| match one.of {
            GlobOwner::Exception(_) => {
                let globs = one.of.globs(config).map_or(0, |globs| globs.written.len());
                self.0.iter().filter(|other| other.of == one.of).count() < globs
            }
            GlobOwner::Include | GlobOwner::Override(_) => true,
        });
        let said = waiting.filter_map(|one| {
            let glob = one.of.globs(config)?.written.get(one.number)?;
            Some(unused(glob, one.left_out))
        });
        let mut said: Vec<_> = said.collect();
        said.sort_by_key(|found| found.span);
        said
    }

    /// Where the first glob of an exception stands, where none of them has met a file.
    pub fn without_files(&self, config: &Config, record: Span) -> Option<Span> {
        let index = config
            .exceptions
            .iter()
            .position(|one| one.record.span == record)?;
        let globs = &config.exceptions.get(index)?.paths.written;
        let waiting = self
            .0
            .iter()
            .filter(|one| one.of == GlobOwner::Exception(index))
            .count();
        (waiting == globs.len()).then(|| globs.first().map(|glob| glob.span))?
    }
}

impl GlobOwner {
    fn globs(self, config: &Config) -> Option<&Globs> {
        match self {
            Self::Include => config.include.as_ref(),
            Self::Override(index) => config.overrides.get(index).map(|one| &one.paths),
            Self::Exception(index) => config.exceptions.get(index).map(|one| &one.paths),
        }
    }
}

fn unused(glob: &Stated<String>, left_out: bool) -> Diagnostic {
    let values = [("value", &*shown(&glob.value))];
    if left_out {
        let message = catalogue::CONFIG_GLOB_EXCLUDED.with(&values);
        return Diagnostic::reader(diagnostic::GLOB_UNUSED, glob.span, message);
    }
    let message = catalogue::CONFIG_GLOB_UNUSED.with(&values);
    let written = glob.value.as_str();
    // What people most often mean by it comes first.
    let hint = if written.starts_with('/') {
        Some(catalogue::CONFIG_GLOB_UNUSED_ROOT)
    } else if written.contains('[') {
        Some(catalogue::CONFIG_GLOB_UNUSED_CLASS)
    } else if written.contains(['／', '＊', '？']) {
        Some(catalogue::CONFIG_GLOB_UNUSED_WIDE)
    } else {
        None
    };
    let help = catalogue::CONFIG_GLOB_UNUSED_HELP.message();
    let help = match hint {
        Some(hint) => hint.message().then(help),
        None => help,
    };
    Diagnostic::reader(diagnostic::GLOB_UNUSED, glob.span, message).with_help(help)
}
