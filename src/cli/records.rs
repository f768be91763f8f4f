//! The exceptions of a run's configurations: which of them what was judged has met, and what there is to
//! say of each at its place.

use std::collections::HashMap;
use std::sync::Arc;

use super::configuration::Setup;
use crate::check::FileReport;
use crate::check::exceptions::{Listed, review};
use crate::diagnostic::{Diagnostic, EXCEPTION_UNUSED, Origin};
use crate::exception::ConfiguredException;
use crate::message::catalogue;
use crate::report::exceptions::is_unread;
use crate::source::Span;

/// A configured exception in a run.
pub(super) struct Recorded {
    /// The record.
    pub record: Arc<ConfiguredException>,
    /// What its configuration's files are judged with.
    pub setup: Arc<Setup>,
    /// Whether it is for a file that was looked at.
    pub concerned: bool,
    /// Whether the run has looked at every file of its configuration.
    pub whole: bool,
    /// Where its globs begin, where none of them has met a file.
    pub without_files: Option<Span>,
}

/// Where a record stands: its configuration, and the byte that it begins at.
type Place = (String, u32);

/// What the files of a run have made of configured exceptions.
#[derive(Debug, Default)]
pub(super) struct ExceptionMatches {
    findings: HashMap<Place, usize>,
    /// Whether something could not be judged.
    unread: bool,
}

impl ExceptionMatches {
    /// Takes in what came of a file; its records may have met nothing that could be judged.
    pub(super) fn add(&mut self, report: &FileReport) {
        for listed in &report.exceptions {
            if let Origin::Configured(source, span) = &listed.origin {
                let place = (source.path().to_owned(), span.start);
                *self.findings.entry(place).or_default() += listed.findings;
            }
        }
        self.unread |= is_unread(report);
    }

    /// Takes in what came of others.
    pub(super) fn extend(&mut self, other: Self) {
        for (place, findings) in other.findings {
            *self.findings.entry(place).or_default() += findings;
        }
        self.unread |= other.unread;
    }

    /// What there is to say of a record; nothing where it is for no file that was looked at.
    pub(super) fn review(&self, recorded: &Recorded) -> Option<(Listed, Vec<Diagnostic>)> {
        let Recorded {
            record,
            setup,
            concerned,
            whole,
            without_files,
        } = recorded;
        let known = self
            .findings
            .get(&(record.source.path().to_owned(), record.span.start));
        let whole = *whole && !self.unread;
        if !concerned && !whole {
            return None;
        }
        // One that was met, though by nothing that could be judged, may be needed.
        let findings = match known {
            Some(0) => None,
            Some(matches) => Some(*matches),
            None => whole.then_some(0),
        };
        let (listed, mut found) = review(record, findings, &setup.engine, setup.now);
        if let Some(at) = without_files {
            for one in found.iter_mut().filter(|one| one.code == EXCEPTION_UNUSED.code) {
                let why = catalogue::EXCEPTION_WITHOUT_FILES.message();
                *one = one.clone().with_related(*at, why);
            }
        }
        Some((listed, found))
    }
}
