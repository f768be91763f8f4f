//! The format `kigen/exceptions/v1`: every exception record with its status.

use schemars::JsonSchema;
use serde::Serialize;

use super::json::{Range, Tool, range_of, tool};
use crate::calendar::hours::Moment;
use crate::check::FileReport;
use crate::check::exceptions::{ExceptionStatus, ListedException};
use crate::diagnostic::{self, Diagnostic, Origin};
use crate::engine::Engine;
use crate::source::Source;

/// Identifier of the format.
pub const SCHEMA: &str = "kigen/exceptions/v1";

/// The whole output of `kigen exceptions --format json`.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Output {
    /// Always `kigen/exceptions/v1`.
    pub schema: String,
    /// The program.
    pub tool: Tool,
    /// The moment that last days were held against: RFC 3339 in Japan time.
    pub now: String,
    /// Every record, in the order of the files and of their lines.
    pub exceptions: Vec<Exception>,
    /// Files a part of which could not be read: records there may be missing.
    pub unread: Vec<String>,
    /// Counts.
    pub summary: Summary,
}

/// A record.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Exception {
    /// The rule as it is written; null where none is.
    pub rule: Option<String>,
    /// The rule's name; null where there is no such rule.
    pub name: Option<String>,
    /// How binding its clause is: must, in-principle or practice.
    pub binding: Option<&'static str>,
    /// How the record stands: in-force, deviation (its rule allows no exception: the finding stands),
    /// unused, expired, incomplete or refused.
    pub standing: &'static str,
    /// 理由
    pub reason: Option<String>,
    /// 承認者
    pub approved_by: Option<String>,
    /// 有効期限: the last day on which it holds (2025-09-30).
    pub expires: Option<String>,
    /// How many findings it clears, or is recorded for.
    pub findings: usize,
    /// The file that it stands in.
    pub path: String,
    /// The whole record.
    pub range: Range,
    /// The request that it is of, by its index in the file; null where it stands in a configuration.
    pub request: Option<usize>,
    /// 件名 of that request.
    pub subject: Option<String>,
}

/// Counts by standing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Summary {
    /// 有効
    pub in_force: usize,
    /// 逸脱
    pub deviation: usize,
    /// 該当なし
    pub unused: usize,
    /// 期限切れ
    pub expired: usize,
    /// 不備
    pub incomplete: usize,
    /// 不可
    pub refused: usize,
}

impl Summary {
    /// Counts one.
    pub fn add(&mut self, standing: ExceptionStatus) {
        *match standing {
            ExceptionStatus::InForce => &mut self.in_force,
            ExceptionStatus::Deviation => &mut self.deviation,
            ExceptionStatus::Unused => &mut self.unused,
            ExceptionStatus::Expired => &mut self.expired,
            ExceptionStatus::Incomplete => &mut self.incomplete,
            ExceptionStatus::Refused => &mut self.refused,
        } += 1;
    }
}

/// A record in the output format. `source` and `report` are those of the file that it applies to.
pub fn of_record(
    source: &Source,
    report: &FileReport,
    listed: &ListedException,
    engine: &Engine,
) -> Exception {
    let (place, span, request) = match &listed.origin {
        Origin::Document(span) => (source, *span, report.request(listed.request)),
        Origin::Configured(source, span) => (&**source, *span, None),
    };
    let rule = engine.rules.get(&listed.rule).map(|(_, rule)| rule);
    Exception {
        rule: Some(listed.rule.clone()).filter(|rule| !rule.is_empty()),
        name: rule.map(|rule| rule.name.to_string()),
        binding: rule.map(|rule| rule.binding.name()),
        standing: listed.status.name(),
        reason: listed.reason.clone(),
        approved_by: listed.approved_by.clone(),
        expires: listed.expires.map(|day| day.to_string()),
        findings: listed.findings,
        path: place.path().to_owned(),
        range: range_of(place, span),
        request: request.map(|request| request.index),
        subject: request.and_then(|request| request.subject.clone()),
    }
}

/// Whether part of a file could not be read.
pub fn is_unread(report: &FileReport) -> bool {
    report.diagnostics.iter().any(says_unread)
}

/// Whether a finding means that part of a file was not read.
fn says_unread(found: &Diagnostic) -> bool {
    let codes = [
        diagnostic::UNREADABLE_FILE,
        diagnostic::SYNTAX,
        diagnostic::LIMIT_EXCEEDED,
        diagnostic::MALFORMED_LINE,
    ];
    codes.iter().any(|code| code.code == found.code)
}

/// The complete output.
pub fn output(rows: Vec<(ExceptionStatus, Exception)>, unread: Vec<String>, now: Moment) -> Output {
    let mut summary = Summary::default();
    for (standing, _) in &rows {
        summary.add(*standing);
    }
    Output {
        schema: SCHEMA.to_owned(),
        tool: tool(),
        now: now.rfc3339(),
        exceptions: rows.into_iter().map(|(_, row)| row).collect(),
        unread,
        summary,
    }
}
