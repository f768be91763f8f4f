//! Rewrites times of a calendar in their form: UTC, with a zone or floating, a date alone, or a handwritten moment in
//! an X-KIGEN- property.

use std::cell::{OnceCell, RefCell};
use std::ops::Range;

use chrono::{NaiveDate, NaiveDateTime};

use super::property::Prop;
use crate::calendar::hours::{DAY, JAPAN_OFFSET, Moment};
use crate::diagnostic::Edit;
use crate::format::edit::{Editable, Form, Rewritten, day_of_month};
use crate::source::{Source, Span};
use ical_span::lines::{ContentLine, lines};
use ical_span::value::duration;
use ical_span::zones::{Clock, Zones};
use jp_datetime::moment::{self, Written};

/// Editor of a calendar.
#[derive(Debug)]
pub(super) struct Rewriter<'a> {
    source: &'a Source,
    /// Cached: zones are defined anywhere in the file.
    zones: RefCell<Zones<'a>>,
    /// Whether the calendar has a zone of its own (vCalendar 1.0), computed on first use.
    has_zone: OnceCell<bool>,
}

impl<'a> Rewriter<'a> {
    /// For a source of [`Source::decode_calendar`].
    pub fn new(source: &'a Source) -> Self {
        Self {
            source,
            zones: RefCell::new(Zones::new(source.text())),
            has_zone: OnceCell::new(),
        }
    }

    /// Type of the value at `span`, and whether it has a time.
    fn form_and_time(&self, span: Span) -> Option<(Form, bool)> {
        let (line, value) = property(self.source, span)?;
        if line.name == "DURATION" {
            return Some((Form::Duration, false));
        }
        let is_date = line
            .param_value("VALUE")
            .is_some_and(|value| value.trim().eq_ignore_ascii_case("DATE"));
        let written = moment::read(value).ok()?;
        match (is_date, written.has_time()) {
            // A midnight that was read as a date.
            (true, true) => None,
            (true, false) => Some((Form::Date, false)),
            (false, has_time) => Some((Form::DateTime, has_time)),
        }
    }

    /// The value at `span` moved to a moment; `None` if its form cannot express it.
    fn rewritten(&self, span: Span, to: Moment, anchor: NaiveDate) -> Option<String> {
        let (line, value) = property(self.source, span)?;
        let written = moment::read(value).ok()?;
        let local = match (written.offset_seconds, line.param_value("TZID").map(str::trim)) {
            (Some(offset), _) => local_at(&Clock::Fixed(offset), to)?,
            (None, Some(tzid)) if !tzid.is_empty() => {
                local_at(&self.zones.borrow_mut().resolve(tzid).ok()?, to)?
            }
            // In the zone of the whole calendar (vCalendar 1.0), which is not available here.
            _ if self.has_zone() => return None,
            _ => to.japan(),
        };
        around(
            self.source.slice(span),
            value,
            moment::rewrite(value, local, anchor)?,
        )
    }

    fn has_zone(&self) -> bool {
        let is_zone = |line: &str| {
            let name = line.get(..2).is_some_and(|name| name.eq_ignore_ascii_case("TZ"));
            name && line.get(2..).is_some_and(|rest| rest.starts_with([':', ';']))
        };
        let any = || self.source.text().split(['\r', '\n']).any(is_zone);
        *self.has_zone.get_or_init(any)
    }

    /// The date at `span` moved, keeping its time; within a text, a date among words.
    fn dated(&self, span: Span, to: NaiveDate, anchor: NaiveDate) -> Option<String> {
        let Some((_, value)) = property(self.source, span) else {
            return self.in_text(span, |written| moment::rewrite_date(written, to, anchor));
        };
        around(
            self.source.slice(span),
            value,
            moment::rewrite_date(value, to, anchor)?,
        )
    }

    /// A part of a text rewritten.
    fn in_text(&self, span: Span, rewrite: impl Fn(&str) -> Option<String>) -> Option<String> {
        let new = rewrite(mention(self.source, span)?)?;
        (!new.contains(['\\', ';', ',', '\n', '\r'])).then_some(new)
    }

    fn alone(&self, span: Span, text: Option<String>) -> Option<Rewritten> {
        Some(Rewritten::alone(self.edit(span, &text?)))
    }
}

impl Editable for Rewriter<'_> {
    fn source(&self) -> &Source {
        self.source
    }

    /// Values of a calendar have no alternative wording.
    fn rewrite(&self, _: Span, _: &[Span], _: &dyn Fn(&str) -> Option<String>) -> Option<Rewritten> {
        None
    }

    /// `None` for quoted-printable, escapes, and repaired characters.
    fn form(&self, span: Span) -> Option<Form> {
        self.form_and_time(span).map(|(form, _)| form)
    }

    /// An event without an end ends at its start, and a duration is relative to the start.
    fn end_follows(&self, start: Option<Span>, end: Span) -> Option<bool> {
        Some(start == Some(end) || self.form(end)? == Form::Duration)
    }

    fn moment(
        &self,
        span: Span,
        written: &Written,
        to: Moment,
        anchor: NaiveDate,
        _: &[Span],
    ) -> Option<Rewritten> {
        let text = match self.form_and_time(span)? {
            // A midnight that was read as a whole day.
            (Form::DateTime, has_time) if has_time != written.has_time() => None,
            (Form::DateTime, _) => self.rewritten(span, to, anchor),
            (Form::Date | Form::Duration, _) => None,
        };
        self.alone(span, text)
    }

    fn date(&self, span: Span, to: NaiveDate, anchor: NaiveDate, _: &[Span]) -> Option<Rewritten> {
        self.alone(span, self.dated(span, to, anchor))
    }

    fn day_alone(&self, span: Span, from: NaiveDate, to: NaiveDate) -> Option<Rewritten> {
        self.alone(span, self.in_text(span, |text| day_of_month(text, from, to)))
    }

    /// DTEND is exclusive: both ends move by the same number of days.
    fn days_later(
        &self,
        span: Span,
        days: i64,
        _: NaiveDate,
        anchor: NaiveDate,
        _: &[Span],
    ) -> Option<Rewritten> {
        self.form(span)?;
        let (_, value) = property(self.source, span)?;
        let later = chrono::TimeDelta::try_days(days)?;
        let to = moment::read(value)
            .ok()?
            .date(anchor)?
            .checked_add_signed(later)?;
        self.alone(span, self.dated(span, to, anchor))
    }

    fn longer(&self, span: Span, seconds: i64, offset: Option<i32>) -> Option<Rewritten> {
        let (_, value) = property(self.source, span)?;
        // In other zones a day may have 23 hours: keep days and add hours.
        let even = offset.is_none_or(|offset| i64::from(offset) == JAPAN_OFFSET);
        self.alone(
            span,
            around(self.source.slice(span), value, longer(value, seconds, even)?),
        )
    }

    /// A single edit over all parts, since refolding one line can shift the next.
    fn replace_in_text(&self, span: Span, parts: &[(Range<usize>, String)]) -> Option<Vec<Edit>> {
        property(self.source, span)?;
        let raw = self.source.slice(span);
        let (first, last) = (parts.first()?.0.start, parts.last()?.0.end);
        let mut text = String::new();
        let mut at = first;
        for (range, new) in parts {
            text.push_str(raw.get(at..range.start)?);
            text.push_str(new);
            at = range.end;
        }
        let start = span.start as usize;
        Some(vec![self.edit(Span::new(start + first, start + last), &text)])
    }
}

/// Local time on a clock; `None` for times that occur twice where it is set back, which would be read as the other
/// one.
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

/// The property whose value is at `span`, and that value trimmed.
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

/// A part of a property's value that is verbatim in the file.
fn mention(source: &Source, span: Span) -> Option<&str> {
    let at = source.line_span(source.line_of(span.start));
    let line = lines(source.slice(at)).next()?.ok()?;
    let text = source.slice(span);
    let (start, end) = (line.value_span.start + at.start, line.value_span.end + at.start);
    let is_inside = (start..=end).contains(&span.start) && (start..=end).contains(&span.end);
    let is_plain = !Prop::is_quoted_printable(&line) && !text.contains(['\\', char::REPLACEMENT_CHARACTER]);
    (is_inside && is_plain).then_some(text)
}

/// Lengthens a duration (§3.3.6); with `even`, days count as 24 hours. Minutes stay minutes, and weeks stay weeks
/// where possible.
fn longer(value: &str, seconds: i64, even: bool) -> Option<String> {
    let old = duration(value)?;
    let has = |unit: char| value.chars().any(|c| c.eq_ignore_ascii_case(&unit));
    let (dates, times) = value.split_once(['T', 't']).unwrap_or((value, ""));
    let in_days = dates.contains(['D', 'd', 'W', 'w']);
    let (mut days, mut rest) = (old.days, old.seconds.checked_add(seconds)?);
    if days < 0 || rest < 0 {
        return None;
    }
    if even && in_days {
        days += rest / DAY;
        rest %= DAY;
    }
    let mut out = String::from("P");
    if has('W') && days % 7 == 0 && rest == 0 {
        out.push_str(&format!("{}W", days / 7));
    } else if days > 0 {
        out.push_str(&format!("{days}D"));
    }
    if rest > 0 {
        let in_minutes = !in_days && times.contains(['M', 'm']) && !times.contains(['H', 'h', 'S', 's']);
        let (hours, minutes, seconds) = if in_minutes && rest % 60 == 0 {
            (0, rest / 60, 0)
        } else {
            (rest / 3600, rest % 3600 / 60, rest % 60)
        };
        out.push('T');
        // §3.3.6: hours and seconds need minutes between them.
        let between = hours > 0 && seconds > 0;
        for (number, unit, needed) in [
            (hours, 'H', false),
            (minutes, 'M', between),
            (seconds, 'S', false),
        ] {
            if number > 0 || needed {
                out.push_str(&format!("{number}{unit}"));
            }
        }
    }
    let reread = duration(&out)?;
    let sum = |length: ical_span::value::Duration| length.days * DAY + length.seconds;
    (sum(reread) == sum(old) + seconds && (even || reread.days == old.days)).then_some(out)
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_length_grows_in_its_own_units() {
        const HOUR: i64 = 3600;
        for (old, seconds, new) in [
            ("PT48H", 90 * 60, "PT49H30M"),
            ("PT2880M", 90 * 60, "PT2970M"),
            ("P2D", 24 * HOUR, "P3D"),
            ("P1D", 7 * HOUR, "P1DT7H"),
            ("P1DT20H", 5 * HOUR, "P2DT1H"),
            ("P1W", 168 * HOUR, "P2W"),
            ("P1W", 24 * HOUR, "P8D"),
            ("PT1H", 30, "PT1H0M30S"),
            ("pt1h", HOUR, "PT2H"),
        ] {
            assert_eq!(longer(old, seconds, true).as_deref(), Some(new), "{old}");
        }
        assert_eq!(longer("P1DT20H", 5 * HOUR, false).as_deref(), Some("P1DT25H"));
        for bad in ["-PT1H", "", "1H"] {
            assert_eq!(longer(bad, HOUR, true), None, "{bad}");
        }
    }
}
