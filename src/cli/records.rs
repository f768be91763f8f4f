//! The exceptions of a run's configurations: which of them matched findings, and the findings about each.

use std::collections::HashMap;
use std::sync::Arc;

use super::configuration::Setup;
use crate::check::FileReport;
use crate::check::exceptions::{ListedException, review};
use crate::diagnostic::{Diagnostic, EXCEPTION_UNUSED, Origin};
use crate::exception::ConfiguredException;
use crate::message::catalogue;
use crate::report::exceptions::is_unread;
use crate::source::Span;

/// A configured exception in a run.
pub(super) struct ConfiguredRecord {
    /// The record.
    pub record: Arc<ConfiguredException>,
    /// The setup of its configuration.
    pub setup: Arc<Setup>,
    /// Whether it applies to a file in the run.
    pub concerned: bool,
    /// Whether the run covers every file of its configuration.
    pub whole: bool,
    /// The span of its globs, if none of them matched a file.
    pub without_files: Option<Span>,
}

/// The key of a record: its configuration and start byte.
type Place = (String, u32);

/// The findings that configured exceptions matched.
#[derive(Debug, Default)]
pub(super) struct ExceptionMatches {
    findings: HashMap<Place, usize>,
    /// Whether a file could not be read.
    unread: bool,
}

impl ExceptionMatches {
    /// Adds the results of a file.
    pub(super) fn add(&mut self, report: &FileReport) {
        for listed in &report.exceptions {
            if let Origin::Configured(source, span) = &listed.origin {
                let place = (source.path().to_owned(), span.start);
                *self.findings.entry(place).or_default() += listed.findings;
            }
        }
        self.unread |= is_unread(report);
    }

    /// Adds the results of others.
    pub(super) fn extend(&mut self, other: Self) {
        for (place, findings) in other.findings {
            *self.findings.entry(place).or_default() += findings;
        }
        self.unread |= other.unread;
    }

    /// The findings about a record; None if it applies to no file in the run.
    pub(super) fn review(&self, recorded: &ConfiguredRecord) -> Option<(ListedException, Vec<Diagnostic>)> {
        let ConfiguredRecord {
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
        // A record met only by undetermined rules may be needed.
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
