//! The record of one request for statistics, as a line of JSON. It holds no subject, body, reason or approver.

use std::collections::BTreeSet;

use jp_datetime::duration;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::calendar::hours::Moment;

use crate::check::{FileReport, RequestVerdict, Summary};
use crate::diagnostic::{Diagnostic, Severity};
use crate::directory::Directory;
use crate::resolve::Basis;

/// Identifier of the format.
pub const SCHEMA: &str = "kigen/record/v1";

/// A request as it is counted. Moments are RFC 3339 in Japan time, durations ISO 8601 in hours, minutes and seconds.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct Record {
    /// Always `kigen/record/v1`.
    pub schema: String,
    /// When it was recorded.
    pub recorded: Option<String>,
    /// consultation, review, survey, inquiry or other; null where it cannot be read.
    pub kind: Option<String>,
    /// Those that send it.
    pub from: Vec<Office>,
    /// Those it goes to.
    pub recipients: Vec<Recipient>,
    /// When it goes out; null where that is not known.
    pub sent: Option<String>,
    /// What `sent` was taken from: stated, date, now (a draft) or window (a template).
    pub sent_basis: Option<String>,
    /// The earliest due.
    pub due: Option<String>,
    /// The strictest recipient's clocks from sent until due.
    pub clocks: Option<Clocks>,
    /// 想定作業量; null where it is not stated.
    pub effort: Option<String>,
    /// Whether it is a template, which is no request that was sent.
    pub template: bool,
    /// must-fix, review, undetermined or may-send.
    pub verdict: String,
    /// The codes of its findings of severity error, each once.
    pub error: BTreeSet<String>,
    /// Of severity warning.
    pub warning: BTreeSet<String>,
    /// Of severity info.
    pub info: BTreeSet<String>,
    /// Of findings that an exception clears.
    pub excepted: BTreeSet<String>,
    /// Of findings for which a deviation is recorded.
    pub deviated: BTreeSet<String>,
    /// Of rules that could not be judged.
    pub undetermined: BTreeSet<String>,
}

/// An office that sends.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct Office {
    /// Its name, with its ministry's.
    pub office: String,
    /// Its ministry; null for what is none or not known.
    pub ministry: Option<String>,
}

/// A recipient.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct Recipient {
    /// Its ministry; null for what is none or not known.
    pub ministry: Option<String>,
}

/// Three clocks.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct Clocks {
    /// Wall time.
    pub elapsed: String,
    /// Wall time less closed days.
    pub open: String,
    /// The strictest recipient's working time.
    pub working: String,
}

impl Record {
    /// The records of a file's requests, in order.
    pub fn of_file(report: &FileReport, directory: &Directory) -> Vec<Self> {
        let mut records: Vec<Self> = report
            .requests
            .iter()
            .map(|request| Self::of(request, directory))
            .collect();
        // By position, not by index: indices may have gaps.
        let place = |request: Option<usize>| report.place_of(request?);
        let standing = report.diagnostics.iter().chain(&report.baselined);
        for found in standing {
            if let Some(record) = place(found.request).and_then(|place| records.get_mut(place)) {
                record.raise(found);
            }
        }
        for found in &report.excepted {
            if let Some(record) = place(found.request).and_then(|place| records.get_mut(place)) {
                record.excepted.insert(found.code.to_string());
            }
        }
        for unknown in &report.undetermined {
            if let Some(record) = place(Some(unknown.request)).and_then(|place| records.get_mut(place)) {
                record.undetermined.insert(unknown.code.to_string());
            }
        }
        records
    }

    fn of(request: &Summary, directory: &Directory) -> Self {
        let recipients: BTreeSet<Recipient> = request
            .recipients
            .iter()
            .map(|recipient| Recipient {
                ministry: recipient.ministry.clone(),
            })
            .collect();
        Self {
            schema: SCHEMA.to_owned(),
            kind: request.kind.map(str::to_owned),
            from: request
                .senders
                .iter()
                .map(|sender| Office {
                    office: directory.canonical(&sender.office).to_string(),
                    ministry: sender.ministry.clone(),
                })
                .collect(),
            recipients: recipients.into_iter().collect(),
            sent: request.sent.map(Moment::rfc3339),
            sent_basis: Some(basis(request.sent_basis).to_owned()),
            due: request.due.map(Moment::rfc3339),
            clocks: request.clocks.map(|clocks| Clocks {
                elapsed: duration::iso(clocks.elapsed),
                open: duration::iso(clocks.open),
                working: duration::iso(clocks.working),
            }),
            effort: request.effort.map(duration::iso),
            template: request.template,
            verdict: request.verdict.name().to_owned(),
            ..Self::default()
        }
    }

    fn raise(&mut self, found: &Diagnostic) {
        self.codes(found.severity).insert(found.code.to_string());
        if found.deviation.is_some() {
            self.deviated.insert(found.code.to_string());
        }
    }

    /// The codes of findings of a severity.
    pub(super) fn codes(&mut self, severity: Severity) -> &mut BTreeSet<String> {
        match severity {
            Severity::Error => &mut self.error,
            Severity::Warning => &mut self.warning,
            Severity::Info => &mut self.info,
        }
    }

    /// Whether it has a finding that must be fixed.
    pub(super) fn is_breach(&self) -> bool {
        self.verdict == RequestVerdict::MustFix.name()
    }

    /// Whether its most severe finding is a warning.
    pub(super) fn is_warned(&self) -> bool {
        self.verdict == RequestVerdict::Review.name()
    }

    /// When it was sent.
    pub(super) fn sent_at(&self) -> Option<Moment> {
        moment(self.sent.as_deref()?)
    }

    /// When it is due.
    pub(super) fn due_at(&self) -> Option<Moment> {
        moment(self.due.as_deref()?)
    }

    /// Whether it has no sending time and was judged as if sent at the time of the check.
    pub(super) fn is_draft(&self) -> bool {
        self.sent_basis.as_deref() == Some(basis(Basis::Now))
    }

    /// Elapsed and working time from sending to due, in seconds.
    pub(super) fn given(&self) -> Option<(i64, i64)> {
        let clocks = self.clocks.as_ref()?;
        Some((seconds(&clocks.elapsed)?, seconds(&clocks.working)?))
    }

    /// The effort, in seconds.
    pub(super) fn effort_seconds(&self) -> Option<i64> {
        seconds(self.effort.as_deref()?)
    }
}

fn basis(basis: Basis) -> &'static str {
    match basis {
        Basis::Stated => "stated",
        Basis::Date => "date",
        Basis::Now => "now",
        Basis::Hearing => "hearing",
        Basis::Window => "window",
        Basis::Relative => "relative",
    }
}

/// Parses an RFC 3339 moment.
fn moment(text: &str) -> Option<Moment> {
    let read = chrono::DateTime::parse_from_rfc3339(text).ok()?;
    Some(Moment(read.timestamp()))
}

/// Parses an ISO 8601 duration of hours, minutes and seconds, possibly negative, into seconds.
pub fn seconds(text: &str) -> Option<i64> {
    let (sign, text) = match text.strip_prefix('-') {
        Some(rest) => (-1, rest),
        None => (1, text),
    };
    let mut rest = text.strip_prefix("PT").filter(|rest| !rest.is_empty())?;
    let mut all: i64 = 0;
    for (unit, length) in [('H', 3600), ('M', 60), ('S', 1)] {
        if let Some((number, after)) = rest.split_once(unit) {
            let number: i64 = number.parse().ok().filter(|number| *number >= 0)?;
            all = all.checked_add(number.checked_mul(length)?)?;
            rest = after;
        }
    }
    rest.is_empty().then_some(sign * all)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_duration_is_read_as_it_is_written() {
        for all in [0, 1, 59, 60, 3600, 171_000, 172_800, -60, 359_999_999] {
            assert_eq!(seconds(&duration::iso(all)), Some(all));
        }
        for wrong in [
            "",
            "PT",
            "P1D",
            "PT1",
            "PT-1H",
            "PT1S1H",
            "1H",
            "PT99999999999999999999H",
        ] {
            assert_eq!(seconds(wrong), None, "{wrong}");
        }
    }
}
