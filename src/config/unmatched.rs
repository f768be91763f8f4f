//! Globs that matched no file in a run: a misspelt one would otherwise go unnoticed.

use super::Config;
use super::globs::Globs;
use crate::diagnostic::{self, Diagnostic};
use crate::exception::Spanned;
use crate::message::catalogue;
use crate::read::shown;
use crate::source::Span;

/// The part of a configuration that a glob belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum GlobOwner {
    Include,
    Override(usize),
    Exception(usize),
}

#[derive(Clone, Debug)]
struct UnmatchedGlob {
    owner: GlobOwner,
    number: usize,
    /// Whether it matched files that are all left out.
    left_out: bool,
}

/// Globs of a configuration that have matched no judged file yet.
#[derive(Clone, Debug)]
pub struct UnmatchedGlobs(Vec<UnmatchedGlob>);

impl UnmatchedGlobs {
    /// Tracks the globs that select files; one that excludes files may well match none.
    pub fn new(config: &Config) -> Self {
        let globs_of = |owner: GlobOwner, globs: &Globs| {
            let waiting = move |number| UnmatchedGlob {
                owner,
                number,
                left_out: false,
            };
            (0..globs.written.len()).map(waiting).collect::<Vec<_>>()
        };
        let include = config
            .include
            .iter()
            .flat_map(|globs| globs_of(GlobOwner::Include, globs));
        let overrides = (0..).zip(&config.overrides);
        let overrides = overrides.flat_map(|(index, one)| globs_of(GlobOwner::Override(index), &one.paths));
        let exceptions = (0..).zip(&config.exceptions);
        let exceptions =
            exceptions.flat_map(|(index, one)| globs_of(GlobOwner::Exception(index), &one.paths));
        Self(include.chain(overrides).chain(exceptions).collect())
    }

    /// Records a file: its path relative to the configuration's folder, and whether it is judged.
    pub fn see(&mut self, config: &Config, path: &str, judged: bool) {
        self.0.retain_mut(|one| {
            let matches = one
                .owner
                .globs(config)
                .is_some_and(|globs| globs.matches_one(one.number, path));
            one.left_out |= matches;
            !(matches && judged)
        });
    }

    /// Whether every glob has matched a judged file.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Findings once all files have been seen. An exception of which no glob matched is left out here: it has a
    /// finding of its own (KG010).
    pub fn review(&self, config: &Config) -> Vec<Diagnostic> {
        let waiting = self.0.iter().filter(|one| match one.owner {
            GlobOwner::Exception(_) => {
                let globs = one.owner.globs(config).map_or(0, |globs| globs.written.len());
                self.0.iter().filter(|other| other.owner == one.owner).count() < globs
            }
            GlobOwner::Include | GlobOwner::Override(_) => true,
        });
        let findings = waiting.filter_map(|one| {
            let glob = one.owner.globs(config)?.written.get(one.number)?;
            Some(unused(glob, one.left_out))
        });
        let mut findings: Vec<_> = findings.collect();
        findings.sort_by_key(|found| found.span);
        findings
    }

    /// Location of the first glob of an exception of which no glob matched.
    pub fn without_files(&self, config: &Config, record: Span) -> Option<Span> {
        let index = config
            .exceptions
            .iter()
            .position(|one| one.record.span == record)?;
        let globs = &config.exceptions.get(index)?.paths.written;
        let waiting = self
            .0
            .iter()
            .filter(|one| one.owner == GlobOwner::Exception(index))
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

fn unused(glob: &Spanned<String>, left_out: bool) -> Diagnostic {
    let values = [("value", &*shown(&glob.value))];
    if left_out {
        let message = catalogue::CONFIG_GLOB_EXCLUDED.with(&values);
        return Diagnostic::reader(diagnostic::GLOB_UNUSED, glob.span, message);
    }
    let message = catalogue::CONFIG_GLOB_UNUSED.with(&values);
    let written = glob.value.as_str();
    // The most common mistake first.
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
