//! Editing of values in a file's own notation.

use std::fmt::Debug;
use std::ops::Range;

use chrono::{Datelike as _, NaiveDate, NaiveDateTime, NaiveTime};

use crate::calendar::hours::Moment;
use crate::diagnostic::Edit;
use crate::source::{Source, Span};
use jp_datetime::moment::{self, Written};
use jp_datetime::time_of_day;

/// Side effects of an edit on other places.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum SideEffect {
    /// None.
    #[default]
    None,
    /// Bytes of this many aliases of the value change; their meaning does not.
    Aliases(usize),
    /// Words within a sentence, which a person must review.
    Sentence,
    /// Other places change meaning: the value is inside an aliased node.
    OtherValues,
}

/// Edits that rewrite one value.
#[derive(Clone, Debug, Default)]
pub struct Rewritten {
    /// Edits, which do not overlap.
    pub edits: Vec<Edit>,
    /// Side effects.
    pub side_effect: SideEffect,
}

impl Rewritten {
    /// A value replaced in place.
    pub fn alone(edit: Edit) -> Self {
        Self {
            edits: vec![edit],
            side_effect: SideEffect::None,
        }
    }

    /// Merges edits of another value; `None` if the two conflict.
    pub fn and(mut self, other: Self) -> Option<Self> {
        for edit in other.edits {
            if self.edits.contains(&edit) {
                continue;
            }
            let overlaps =
                |known: &Edit| known.span.start < edit.span.end && edit.span.start < known.span.end;
            if self.edits.iter().any(overlaps) {
                return None;
            }
            self.edits.push(edit);
        }
        self.side_effect = self.side_effect.max(other.side_effect);
        Some(self)
    }
}

/// Type of a value, as far as moving it is concerned.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// A date with a time, or where a time may be added.
    DateTime,
    /// A date that must stay a date.
    Date,
    /// A duration relative to another value.
    Duration,
}

/// A file whose values can be edited. A format of handwritten values implements [`Editable::rewrite`], from which the
/// other methods follow; one with a notation of its own overrides them.
pub trait Editable: Debug {
    /// The file.
    fn source(&self) -> &Source;

    /// Replaces the value at `span` by other words, if its notation allows. `together` are values that the same fix
    /// moves to the same moment.
    fn rewrite(
        &self,
        span: Span,
        together: &[Span],
        rewrite: &dyn Fn(&str) -> Option<String>,
    ) -> Option<Rewritten>;

    /// Type of the value at `span`; `None` if it must not be rewritten.
    fn form(&self, _span: Span) -> Option<Form> {
        Some(Form::DateTime)
    }

    /// Whether aliases refer to the value at `span`.
    fn is_used_elsewhere(&self, _span: Span) -> bool {
        false
    }

    /// Whether a hearing's end moves implicitly with its start; `None` if neither can be moved.
    fn end_follows(&self, _start: Option<Span>, _end: Span) -> Option<bool> {
        Some(false)
    }

    /// Replaces `span` by `text`, folding lines as the format requires.
    fn edit(&self, span: Span, text: &str) -> Edit {
        let (span, text) = self.source().refold(span, text);
        Edit { span, text }
    }

    /// Moves the value at `span` to a moment.
    fn moment(
        &self,
        span: Span,
        written: &Written,
        to: Moment,
        anchor: NaiveDate,
        together: &[Span],
    ) -> Option<Rewritten> {
        self.rewrite(span, together, &|text| {
            let local = local_of(to, written)?;
            let new = moment::rewrite(text, local, anchor)?;
            // The new text must read back as the target.
            (moment::read(&new).ok()?.local(anchor)? == local).then_some(new)
        })
    }

    /// Moves the date at `span`; a time of day is kept.
    fn date(&self, span: Span, to: NaiveDate, anchor: NaiveDate, together: &[Span]) -> Option<Rewritten> {
        self.rewrite(span, together, &|text| moment::rewrite_date(text, to, anchor))
    }

    /// Moves a day of the month that takes its month from the preceding date, within that month.
    fn day_alone(&self, span: Span, from: NaiveDate, to: NaiveDate) -> Option<Rewritten> {
        self.rewrite(span, &[], &|text| day_of_month(text, from, to))
    }

    /// Moves the date of a hearing by whole days; no edit if only a time of day is written, which is on the start's
    /// day.
    fn days_later(
        &self,
        span: Span,
        _days: i64,
        to: NaiveDate,
        anchor: NaiveDate,
        together: &[Span],
    ) -> Option<Rewritten> {
        let is_time_alone = |text: &str| {
            let (_, time) = time_of_day::same_day(text);
            time_of_day::read_time(time).is_ok().then(String::new)
        };
        self.date(span, to, anchor, together).or_else(|| {
            self.rewrite(span, &[], &is_time_alone)
                .map(|_| Rewritten::default())
        })
    }

    /// Replaces a time of day without date, 「17時30分」.
    fn time(&self, span: Span, to: NaiveTime) -> Option<Rewritten> {
        self.rewrite(span, &[], &|text| time_alone(text, to))
    }

    /// Lengthens the duration at `span` by `seconds`, in its own units. `offset` is the UTC offset (seconds) in which
    /// its end is stated, if not Japan's.
    fn longer(&self, _span: Span, _seconds: i64, _offset: Option<i32>) -> Option<Rewritten> {
        None
    }

    /// Replaces parts of the text at `span`, given by their ranges in it, sorted.
    fn replace_in_text(&self, span: Span, parts: &[(Range<usize>, String)]) -> Option<Vec<Edit>> {
        let start = span.start as usize;
        let edit = |(part, text): &(Range<usize>, String)| {
            self.edit(Span::new(start + part.start, start + part.end), text)
        };
        Some(parts.iter().map(edit).collect())
    }

    /// An empty exception record for the request with a finding at `at`; `None` if one cannot be inserted.
    fn exception_record(&self, _at: Span, _code: &str) -> Option<Edit> {
        None
    }
}

/// Rewrites a day of the month, 「12日（木）」, to another day of the same month.
pub(super) fn day_of_month(text: &str, from: NaiveDate, to: NaiveDate) -> Option<String> {
    if (from.year(), from.month()) != (to.year(), to.month()) {
        return None;
    }
    // Prepend the month for rewriting, and remove it again.
    let month = format!("{}月", from.month());
    let new = moment::rewrite_date(&format!("{month}{text}"), to, from.min(to))?;
    Some(new.strip_prefix(&month)?.to_owned())
}

/// Local time of a moment in the offset of the text.
pub fn local_of(at: Moment, written: &Written) -> Option<NaiveDateTime> {
    match written.offset_seconds {
        None => Some(at.japan()),
        Some(offset) => chrono::DateTime::from_timestamp(at.0.checked_add(i64::from(offset))?, 0)
            .map(|utc| utc.naive_utc()),
    }
}

/// Rewrites a time of day without date, 「17時30分」 or 「同日17時」; `None` if the text is not one.
pub fn time_alone(text: &str, to: NaiveTime) -> Option<String> {
    let (day, time) = time_of_day::same_day(text);
    time_of_day::read_time(time).ok()?;
    let new = moment::rewrite_time(time, to)?;
    let minutes = time_of_day::read_time(&new).ok()?;
    (NaiveTime::from_hms_opt(minutes / 60, minutes % 60, 0)? == to).then(|| format!("{day}{new}"))
}
