//! Validity of a record: its rule allows exceptions, reason and approver are given, and it has not expired.

use std::borrow::Cow;
use std::sync::Arc;

use chrono::NaiveDate;

use crate::calendar::hours::{Moment, Zone};
use crate::diagnostic::{self, Diagnostic, Origin, Record};
use crate::engine::Engine;
use crate::exception::{ConfiguredException, Spanned};
use crate::message::{Entry, Message, catalogue};
use crate::read::shown;
use crate::request::{Exception, Fact};
use crate::rules::Rule;
use crate::source::Span;
use crate::text::unfilled;
use jp_datetime::moment::Written;

use super::listed::{ExceptionStatus, ListedException};
use super::rule::{Exceptability, exceptability};

/// A record, assessed on its own.
pub(super) struct AssessedRecord<'e> {
    /// Its rule, if it exists.
    pub rule: Option<&'e Rule>,
    /// Its contents, if complete.
    pub record: Option<Arc<Record>>,
    /// Its status before any finding is considered.
    pub status: ExceptionStatus,
    /// Findings on the record.
    pub problems: Vec<Diagnostic>,
    listed: ListedException,
}

/// Today in Japan, against which expiry is judged.
pub(super) fn today(now: Moment) -> NaiveDate {
    Zone::Japan.local(now).date
}

impl<'e> AssessedRecord<'e> {
    /// Assesses a record of a document.
    pub fn of_request(exception: &Exception<'_>, engine: &'e Engine, today: NaiveDate) -> Self {
        Self::assessed(exception, Origin::Document(exception.span), engine, today)
    }

    fn assessed(exception: &Exception<'_>, origin: Origin, engine: &'e Engine, today: NaiveDate) -> Self {
        let mut problems = Vec::new();
        let name = exception.rule.known().map(|name| name.trim()).unwrap_or_default();
        let at = exception.rule.span().unwrap_or(exception.span);
        let exceptability = match &exception.rule {
            Fact::Known(name, _) if names_a_rule(name) => Some(exceptability(name, engine)),
            _ => None,
        };
        let refused = exceptability
            .as_ref()
            .and_then(|exceptability| exceptability.refuse(name, at, engine));
        let complete = missing(exception).is_none_or(|trouble| {
            problems.push(trouble);
            false
        });
        let mut expired = false;
        let expires = match &exception.expires {
            Fact::Known(written, span) => match last_day(written) {
                Ok(last) => {
                    if last < today {
                        expired = true;
                        problems.push(expired_record(name, last, *span));
                    }
                    Some(last)
                }
                Err(why) => {
                    problems.push(no_last_day(why, *span));
                    None
                }
            },
            _ => None,
        };
        // An unreadable field has a finding of its own; the record is not valid.
        let readable = !exception.rule.is_unreadable()
            && !exception.reason.is_unreadable()
            && !exception.approved_by.is_unreadable()
            && exception.expires.is_absent() == expires.is_none();
        let status = status(exceptability.as_ref(), complete && readable, expired);
        problems.extend(refused);
        let text = |fact: &Fact<Cow<'_, str>>| {
            let text = fact.known().map(|text| text.trim()).unwrap_or_default();
            states_something(text).then(|| text.to_owned())
        };
        let listed = ListedException {
            request: 0,
            rule: name.to_owned(),
            reason: text(&exception.reason),
            approved_by: text(&exception.approved_by),
            expires,
            origin,
            status,
            findings: 0,
        };
        Self::new(listed, exceptability, problems)
    }

    /// Assesses a configured record; its findings are located in the configuration.
    pub fn of_configuration(configured: &ConfiguredException, engine: &'e Engine, today: NaiveDate) -> Self {
        let text = |stated: &'_ Option<Spanned<String>>| match stated {
            Some(stated) => Fact::Known(Cow::Owned(stated.value.clone()), stated.span),
            None => Fact::Absent,
        };
        let exception = Exception {
            span: configured.span,
            rule: Fact::Known(Cow::Borrowed(&configured.rule.value), configured.rule.span),
            reason: text(&configured.reason),
            approved_by: text(&configured.approved_by),
            expires: match &configured.expires {
                Some(stated) => Fact::Known(Written::of_date(stated.value), stated.span),
                None => Fact::Absent,
            },
        };
        let origin = Origin::Configured(Arc::clone(&configured.source), configured.span);
        Self::assessed(&exception, origin, engine, today)
    }

    fn new(
        listed: ListedException,
        exceptability: Option<Exceptability<'e>>,
        problems: Vec<Diagnostic>,
    ) -> Self {
        let holds = matches!(
            listed.status,
            ExceptionStatus::InForce | ExceptionStatus::Deviation
        );
        let record = holds.then(|| {
            Arc::new(Record {
                reason: listed.reason.clone().unwrap_or_default(),
                approved_by: listed.approved_by.clone().unwrap_or_default(),
                expires: listed.expires,
                origin: listed.origin.clone(),
            })
        });
        Self {
            rule: exceptability.and_then(Exceptability::rule),
            record,
            status: listed.status,
            problems,
            listed,
        }
    }

    /// The record for listing.
    pub fn listed(&self, request: usize, status: ExceptionStatus, findings: usize) -> ListedException {
        ListedException {
            request,
            status,
            findings,
            ..self.listed.clone()
        }
    }
}

fn status(exceptability: Option<&Exceptability<'_>>, complete: bool, expired: bool) -> ExceptionStatus {
    match exceptability {
        Some(Exceptability::Unknown | Exceptability::Protected) => ExceptionStatus::Refused,
        None => ExceptionStatus::Incomplete,
        _ if !complete => ExceptionStatus::Incomplete,
        _ if expired => ExceptionStatus::Expired,
        Some(Exceptability::Must(_)) => ExceptionStatus::Deviation,
        Some(Exceptability::Allowed(_)) => ExceptionStatus::InForce,
    }
}

/// Whether a text states anything: not blanks, hidden characters, a dash, 「なし」 or a placeholder.
pub fn states_something(text: &str) -> bool {
    !unfilled::states_nothing(text)
}

/// Whether a text names a rule; a bare number (202) counts, as it shows which one was meant.
fn names_a_rule(text: &str) -> bool {
    states_something(text) || text.chars().any(|c| c.is_numeric())
}

/// Whether a text names an approver: 「○○課長」 does not.
fn names_approver(text: &str) -> bool {
    states_something(text) && !unfilled::holds_signs(text)
}

/// The finding on required fields that are missing.
fn missing(exception: &Exception<'_>) -> Option<Diagnostic> {
    type States = fn(&str) -> bool;
    let members: [(_, States, _); 3] = [
        (&exception.rule, names_a_rule, Message::Key(["the rule", "規則"])),
        (
            &exception.reason,
            states_something,
            Message::Key(["the reason", "理由"]),
        ),
        (
            &exception.approved_by,
            names_approver,
            Message::Key(["who approved it", "承認者"]),
        ),
    ];
    let mut at = None;
    let mut missing = Vec::new();
    for (fact, states, name) in members {
        match fact {
            Fact::Absent => missing.push(name),
            Fact::Known(text, span) if !states(text) => {
                at = at.or(Some(*span));
                missing.push(name);
            }
            _ => {}
        }
    }
    if missing.is_empty() {
        return None;
    }
    let message = catalogue::EXCEPTION_INCOMPLETE.arg("missing", Message::List(missing));
    let help = catalogue::EXCEPTION_INCOMPLETE_HELP.message();
    let at = at.unwrap_or(exception.span);
    Some(Diagnostic::reader(diagnostic::EXCEPTION_INCOMPLETE, at, message).with_help(help))
}

/// The last day of a record, or why it is not valid: a day without a year would never pass, and one with a time would
/// end before its day does.
fn last_day(written: &Written) -> Result<NaiveDate, Entry> {
    if written.has_time() || written.offset_seconds.is_some() {
        return Err(catalogue::EXCEPTION_EXPIRES_TIME);
    }
    let day = written
        .year
        .and_then(|year| NaiveDate::from_ymd_opt(year, written.month, written.day));
    day.ok_or(catalogue::EXCEPTION_EXPIRES_YEAR)
}

fn no_last_day(why: Entry, at: Span) -> Diagnostic {
    Diagnostic::reader(diagnostic::UNREADABLE_VALUE, at, why.message())
        .with_help(catalogue::EXCEPTION_EXPIRES_HELP.message())
}

fn expired_record(rule: &str, last: NaiveDate, at: Span) -> Diagnostic {
    let message = catalogue::EXCEPTION_EXPIRED
        .with(&[("rule", &shown(rule))])
        .arg("expires", Message::date(last, i32::MIN));
    let help = catalogue::EXCEPTION_EXPIRED_HELP.message();
    Diagnostic::reader(diagnostic::EXCEPTION_EXPIRED, at, message).with_help(help)
}
