//! Days and moments of a configuration: closed and open days, and what is taken as now.

use chrono::NaiveDate;

use super::reader::{MAX_DAYS, MAX_ENTRIES, Reader, missing, refuse, text};
use crate::calendar::hours::Moment;
use crate::config::keys::{self, DayKey};
use crate::config::{CODE, DaySetting, Layer};
use crate::diagnostic::{self, Diagnostic};
use crate::exception::Spanned;
use crate::message::{Message, catalogue};
use crate::read::fields::Fields;
use crate::read::tree::NodeRef;
use crate::request::Fact;
use crate::source::Span;
use jp_datetime::moment::Written;

impl<'a> Reader<'_, 'a> {
    pub(super) fn days(
        &mut self,
        fields: &mut Fields<'_, 'a>,
        field: &str,
        value: NodeRef,
        open: bool,
        layer: &mut Layer,
    ) {
        let tree = self.tree;
        for item in fields.list(field, value, MAX_ENTRIES) {
            let Some(entries) = fields.entries(item) else {
                fields.wrong_type(field, item, catalogue::EXPECTED_MAPPING);
                continue;
            };
            let (mut one, mut from, mut until, mut reason) = (None, None, None, None);
            let before = fields.diagnostics.len();
            fields.members(entries, &keys::DAY, |fields, key, key_use, value| {
                let field = tree.text(key_use).unwrap_or_default().trim();
                match key {
                    DayKey::Date => one = Some((date(fields, field, value), value.span)),
                    DayKey::From => from = date(fields, field, value),
                    DayKey::Until => until = date(fields, field, value).map(|day| (day, value.span)),
                    DayKey::Reason => reason = text(fields, field, value),
                }
            });
            if let (Some((_, at)), true) = (one, from.is_some() || until.is_some()) {
                refuse(fields, at, &catalogue::CONFIG_DAY_OR_PERIOD, None);
                continue;
            }
            // Unreadable parts have been reported.
            let clean = fields.diagnostics.len() == before;
            let period = match (one, from, until) {
                (Some((Some(day), at)), ..) => Some((day, (day, at))),
                (None, Some(from), Some(until)) => Some((from, until)),
                (None, None, None) if clean => {
                    missing(fields, field, item, &keys::DAY, DayKey::Date);
                    None
                }
                (None, Some(_), None) if clean => {
                    missing(fields, field, item, &keys::DAY, DayKey::Until);
                    None
                }
                (None, None, Some(_)) if clean => {
                    missing(fields, field, item, &keys::DAY, DayKey::From);
                    None
                }
                _ => None,
            };
            if reason.is_none() && clean {
                missing(fields, field, item, &keys::DAY, DayKey::Reason);
            }
            let (Some((from, (until, until_at))), Some(reason)) = (period, reason) else {
                continue;
            };
            if until < from {
                refuse(fields, until_at, &catalogue::CONFIG_DAYS_REVERSED, None);
                continue;
            }
            if (until - from).num_days() >= MAX_DAYS {
                refuse(fields, until_at, &catalogue::CONFIG_DAYS_MANY, None);
                continue;
            }
            let same = |day: &&DaySetting| day.open == open && day.from <= until && from <= day.until;
            if let Some(first) = layer.days.iter().find(same) {
                let day = Message::date(from.max(first.from), i32::MIN);
                let message = catalogue::CONFIG_DAY_TWICE.arg("day", day);
                let here = catalogue::DUPLICATE_KEY_FIRST.message();
                let at = fields.first_line(item.span);
                let found = Diagnostic::reader(diagnostic::DUPLICATE_KEY, at, message);
                fields.push(found.with_related(first.span, here));
                continue;
            }
            layer.days.push(DaySetting {
                from,
                until,
                open,
                reason: reason.value,
                span: item.span,
            });
        }
    }
}

/// A day, with its year.
pub(super) fn date(fields: &mut Fields<'_, '_>, field: &str, value: NodeRef) -> Option<NaiveDate> {
    let Fact::Known(written, span) = fields.moment(field, value) else {
        return None;
    };
    let whole = written.year.is_some() && !written.has_time();
    let Some(date) = written.date(NaiveDate::default()).filter(|_| whole) else {
        refuse(
            fields,
            span,
            &catalogue::CONFIG_DATE,
            Some(&catalogue::CONFIG_DATE_HELP),
        );
        return None;
    };
    right_weekday(fields, &written, date, span).then_some(date)
}

/// A moment, with its year and time.
pub(super) fn now(fields: &mut Fields<'_, '_>, field: &str, value: NodeRef) -> Option<Spanned<Moment>> {
    let Fact::Known(written, span) = fields.moment(field, value) else {
        return None;
    };
    let local = written.year.and(written.local(NaiveDate::default()));
    let Some(local) = local.filter(|_| written.has_time()) else {
        refuse(
            fields,
            span,
            &catalogue::CONFIG_NOW,
            Some(&catalogue::CONFIG_NOW_HELP),
        );
        return None;
    };
    if !right_weekday(fields, &written, local.date(), span) {
        return None;
    }
    let value = match written.offset_seconds {
        Some(offset) => Moment(local.and_utc().timestamp() - i64::from(offset)),
        None => Moment::from_japan(local),
    };
    Some(Spanned { value, span })
}

fn right_weekday(fields: &mut Fields<'_, '_>, written: &Written, date: NaiveDate, span: Span) -> bool {
    let Some((_, right)) = written.weekday_mismatch(date) else {
        return true;
    };
    let message = catalogue::CONFIG_WEEKDAY.arg("right", Message::Weekday(right));
    fields.report(CODE, span, message, None);
    false
}

/// A day cannot be closed and open.
pub(super) fn not_both(fields: &mut Fields<'_, '_>, layer: &Layer) {
    for open in layer.days.iter().filter(|day| day.open) {
        let closed = layer
            .days
            .iter()
            .find(|day| !day.open && day.from <= open.until && open.from <= day.until);
        if let Some(closed) = closed {
            let day = Message::date(open.from.max(closed.from), i32::MIN);
            let message = catalogue::CONFIG_DAY_BOTH.arg("day", day);
            let here = catalogue::CONFIG_DAY_CLOSED_HERE.message();
            fields.push(Diagnostic::reader(CODE, open.span, message).with_related(closed.span, here));
        }
    }
}
