//! A calendar's time moved, in the form it is written in: UTC, a zone's own time or floating, a date
//! alone, or the way people write it in a property of ours.

use std::cell::RefCell;

use chrono::{NaiveDate, NaiveDateTime};

use super::lines::{ContentLine, lines};
use super::property::Prop;
use super::zones::{Clock, Zones};
use crate::calendar::hours::Moment;
use crate::read::moment;
use crate::source::{Source, Span};

/// What a value is, as far as moving it goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// A date, and a time beside it or room for one.
    DateTime {
        /// Whether one is written.
        has_time: bool,
    },
    /// `VALUE=DATE`: a date alone, and one it has to stay.
    Date,
    /// A length of time after another property.
    Duration,
}

/// Writes into one calendar.
#[derive(Debug)]
pub struct Rewriter<'a> {
    source: &'a Source,
    /// Kept, as the zones that a file defines are looked for in the whole of it.
    zones: RefCell<Zones<'a>>,
}

impl<'a> Rewriter<'a> {
    /// Of a source of [`Source::decode_calendar`].
    pub fn new(source: &'a Source) -> Self {
        Self {
            source,
            zones: RefCell::new(Zones::new(source.text())),
        }
    }

    /// What it writes into.
    pub fn source(&self) -> &'a Source {
        self.source
    }

    /// The form of the property whose value `span` is; `None` where its value is not to be rewritten: in
    /// quoted-printable, with escapes, or with characters that were repaired.
    pub fn form(&self, span: Span) -> Option<Form> {
        let (line, value) = property(self.source, span)?;
        if line.name == "DURATION" {
            return Some(Form::Duration);
        }
        let is_date = line
            .param_value("VALUE")
            .is_some_and(|value| value.trim().eq_ignore_ascii_case("DATE"));
        let written = moment::read(value).ok()?;
        match (is_date, written.has_time()) {
            // A midnight that was read as its date.
            (true, true) => None,
            (true, false) => Some(Form::Date),
            (false, has_time) => Some(Form::DateTime { has_time }),
        }
    }

    /// The value at `span` moved to a moment; `None` where that cannot be done in its form.
    pub fn moment(&self, span: Span, to: Moment, anchor: NaiveDate) -> Option<String> {
        let (line, value) = property(self.source, span)?;
        let written = moment::read(value).ok()?;
        let local = match (written.offset_seconds, line.param_value("TZID").map(str::trim)) {
            (Some(offset), _) => local_at(&Clock::Fixed(offset), to)?,
            (None, Some(tzid)) if !tzid.is_empty() => local_at(&self.zones.borrow_mut().resolve(tzid)?, to)?,
            _ => to.japan(),
        };
        around(
            self.source.slice(span),
            value,
            moment::rewrite(value, local, anchor)?,
        )
    }

    /// The date at `span` moved to another; its time, if any, stays.
    pub fn date(&self, span: Span, to: NaiveDate, anchor: NaiveDate) -> Option<String> {
        let (_, value) = property(self.source, span)?;
        around(
            self.source.slice(span),
            value,
            moment::rewrite_date(value, to, anchor)?,
        )
    }

    /// Whether the value of a property may be edited where it stands.
    pub fn is_plain(&self, span: Span) -> bool {
        property(self.source, span).is_some()
    }
}

/// What a clock shows at a moment. Where it is set back it shows some times twice: then nothing is
/// written that would be read as the other.
fn local_at(clock: &Clock, to: Moment) -> Option<NaiveDateTime> {
    let mut local = to.japan();
    for _ in 0..3 {
        let off = clock.moment(local).0.checked_sub(to.0)?;
        if off == 0 {
            return Some(local);
        }
        local = local.checked_sub_signed(chrono::TimeDelta::try_seconds(off)?)?;
    }
    None
}

/// The property whose value stands at `span`, and the value without blanks around it.
fn property(source: &Source, span: Span) -> Option<(ContentLine<'_>, &str)> {
    let at = source.line_span(source.line_of(span.start));
    let line = lines(source.slice(at)).next()?.ok()?;
    let value = source.slice(span);
    let is_it = line.value_span.start + at.start == span.start && line.value == value;
    if !is_it || Prop::is_quoted_printable(&line) || value.contains(char::REPLACEMENT_CHARACTER) {
        return None;
    }
    Some((line, value.trim()))
}

fn around(raw: &str, value: &str, new: String) -> Option<String> {
    if value.contains('\\') || new.contains(['\\', ';', ',', '\n', '\r']) {
        return None;
    }
    let lead = raw.len() - raw.trim_start().len();
    Some(format!(
        "{}{new}{}",
        raw.get(..lead)?,
        raw.get(lead + value.len()..)?
    ))
}
