//! How many findings of a file are kept: a megabyte may break a rule a hundred thousand times over, and nobody reads
//! that.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use crate::diagnostic::{self, Diagnostic, Severity};
use crate::engine::Engine;
use crate::message::catalogue;
use crate::rules::Rule;
use crate::source::Span;

/// So many of a file are kept, and of each further request the gravest; the others are counted.
const MAX_IN_FILE: usize = 5_000;

/// How many findings were not kept.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Dropped {
    /// Errors.
    pub error: usize,
    /// Warnings.
    pub warning: usize,
    /// Remarks.
    pub info: usize,
    /// Those that an exception clears.
    pub excepted: usize,
}

/// The findings of a file as they come.
#[derive(Clone, Copy)]
pub(super) struct FindingSink<'e> {
    engine: &'e Engine,
    count: usize,
    pub unkept: Dropped,
    /// The first finding that was not kept: its request and where it stands.
    first: Option<(Option<usize>, Span)>,
}

impl<'e> FindingSink<'e> {
    /// Of a file in which so many were found already.
    pub fn new(engine: &'e Engine, count: usize) -> Self {
        Self {
            engine,
            count,
            unkept: Dropped::default(),
            first: None,
        }
    }

    /// Those of the findings of a request that are kept.
    pub fn take(&mut self, found: Vec<Diagnostic>) -> Vec<Diagnostic> {
        let mut found = found;
        let room = self.room().max(1);
        if found.len() > room {
            // What tells whether a request may go out, and whether at another time, is kept.
            found.sort_by_key(|found| Reverse((found.severity, no_sending_clears(self.engine, found))));
            for one in found.split_off(room) {
                self.first.get_or_insert((one.request, one.span));
                match one.severity {
                    Severity::Error => self.unkept.error += 1,
                    Severity::Warning => self.unkept.warning += 1,
                    Severity::Info => self.unkept.info += 1,
                }
            }
        }
        self.count += found.len();
        found
    }

    /// As [`Self::take`], of those that an exception clears.
    pub fn take_excepted(&mut self, found: Vec<Diagnostic>) -> Vec<Diagnostic> {
        let mut found = found;
        let rest = found.split_off(self.room().min(found.len()));
        if let Some(one) = rest.first() {
            self.first.get_or_insert((one.request, one.span));
        }
        self.unkept.excepted += rest.len();
        self.count += found.len();
        found
    }

    /// As [`Self::take`], of many requests at once.
    pub fn take_all(&mut self, found: Vec<Diagnostic>) -> Vec<Diagnostic> {
        if found.len() <= self.room() {
            self.count += found.len();
            return found;
        }
        let mut by_request: BTreeMap<Option<usize>, Vec<Diagnostic>> = BTreeMap::new();
        for one in found {
            by_request.entry(one.request).or_default().push(one);
        }
        by_request
            .into_values()
            .flat_map(|found| self.take(found))
            .collect()
    }

    fn room(&self) -> usize {
        MAX_IN_FILE.saturating_sub(self.count)
    }

    /// A finding with the count of those that were not kept; `None` where all were.
    pub fn overflow(&self) -> Option<Diagnostic> {
        let (request, at) = self.first?;
        let Dropped {
            error,
            warning,
            info,
            excepted,
        } = self.unkept;
        let message = catalogue::LIMIT_FINDINGS_IN_FILE
            .arg("limit", MAX_IN_FILE)
            .arg("count", error + warning + info + excepted);
        let mut found = Diagnostic::reader(diagnostic::LIMIT_EXCEEDED, at, message);
        found.request = request;
        Some(found)
    }
}

/// Whether a finding is there whenever a request is sent. One on a due's own hours is no reason to send at
/// another time.
pub(super) fn no_sending_clears(engine: &Engine, found: &Diagnostic) -> bool {
    let timed = |(_, rule): (_, &Rule)| rule.reads_sent || rule.asks_due_hours();
    !engine.rules.get(&found.code).is_some_and(timed)
}
