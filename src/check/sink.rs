//! Bounds the findings kept for a file: one megabyte can break a rule a hundred thousand times.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use crate::diagnostic::{self, Diagnostic, Severity};
use crate::engine::Engine;
use crate::message::catalogue;
use crate::rules::Rule;
use crate::source::Span;

/// Limit on findings kept for a file; beyond it, only the most severe one of each request is kept.
const MAX_IN_FILE: usize = 5_000;

/// Numbers of findings dropped.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Dropped {
    /// Errors.
    pub error: usize,
    /// Warnings.
    pub warning: usize,
    /// Infos.
    pub info: usize,
    /// Excepted findings.
    pub excepted: usize,
}

/// Collector of a file's findings.
#[derive(Clone, Copy)]
pub(super) struct FindingSink<'e> {
    engine: &'e Engine,
    count: usize,
    pub dropped: Dropped,
    /// Request and location of the first dropped finding.
    first: Option<(Option<usize>, Span)>,
}

impl<'e> FindingSink<'e> {
    /// A collector for a file with `count` findings so far.
    pub fn new(engine: &'e Engine, count: usize) -> Self {
        Self {
            engine,
            count,
            dropped: Dropped::default(),
            first: None,
        }
    }

    /// The findings of a request that are kept.
    pub fn take(&mut self, found: Vec<Diagnostic>) -> Vec<Diagnostic> {
        let mut found = found;
        let room = self.room().max(1);
        if found.len() > room {
            // Keep those that decide the verdict, and whether another sending time helps.
            found.sort_by_key(|found| Reverse((found.severity, no_sending_clears(self.engine, found))));
            for one in found.split_off(room) {
                self.first.get_or_insert((one.request, one.span));
                match one.severity {
                    Severity::Error => self.dropped.error += 1,
                    Severity::Warning => self.dropped.warning += 1,
                    Severity::Info => self.dropped.info += 1,
                }
            }
        }
        self.count += found.len();
        found
    }

    /// As [`Self::take`], for excepted findings.
    pub fn take_excepted(&mut self, found: Vec<Diagnostic>) -> Vec<Diagnostic> {
        let mut found = found;
        let rest = found.split_off(self.room().min(found.len()));
        if let Some(one) = rest.first() {
            self.first.get_or_insert((one.request, one.span));
        }
        self.dropped.excepted += rest.len();
        self.count += found.len();
        found
    }

    /// As [`Self::take`], for the findings of many requests.
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

    /// The finding that reports the number of dropped ones; `None` if none was dropped.
    pub fn overflow(&self) -> Option<Diagnostic> {
        let (request, at) = self.first?;
        let Dropped {
            error,
            warning,
            info,
            excepted,
        } = self.dropped;
        let message = catalogue::LIMIT_FINDINGS_IN_FILE
            .arg("limit", MAX_IN_FILE)
            .arg("count", error + warning + info + excepted);
        let mut found = Diagnostic::reader(diagnostic::LIMIT_EXCEEDED, at, message);
        found.request = request;
        Some(found)
    }
}

/// Whether no other sending time clears a finding. One on a due's own hours does not count: it is no reason to change
/// the sending.
pub(super) fn no_sending_clears(engine: &Engine, found: &Diagnostic) -> bool {
    let timed = |(_, rule): (_, &Rule)| rule.reads_sent || rule.asks_due_hours();
    !engine.rules.get(&found.code).is_some_and(timed)
}
