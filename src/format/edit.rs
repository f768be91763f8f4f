//! A file that edits are written into, in its own notation.

use std::fmt::Debug;
use std::ops::Range;

use chrono::{Datelike as _, NaiveDate, NaiveDateTime, NaiveTime};

use crate::calendar::hours::Moment;
use crate::diagnostic::Edit;
use crate::source::{Source, Span};
use jp_datetime::moment::{self, Written};
use jp_datetime::time_of_day;

/// What an edit changes besides the value it is made for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reach {
    /// Nothing.
    #[default]
    Alone,
    /// The bytes of so many places that say the value by alias, which keep what they say.
    Kept(usize),
    /// Words of a sentence, which a person looks at again.
    Sentence,
    /// What other places say: it stands in something that is said several times.
    Others,
}

/// The edits that rewrite one value.
#[derive(Clone, Debug, Default)]
pub struct Rewritten {
    /// None overlap.
    pub edits: Vec<Edit>,
    /// What they change besides.
    pub reach: Reach,
}

impl Rewritten {
    /// A value rewritten in place.
    pub fn alone(edit: Edit) -> Self {
        Self {
            edits: vec![edit],
            reach: Reach::Alone,
        }
    }

    /// Takes in what rewrites another value; `None` where the two do not go together.
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
        self.reach = self.reach.max(other.reach);
        Some(self)
    }
}

/// What a value is, as far as moving it goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// A date, and its time or the place for one.
    DateTime,
    /// A date alone, and one it has to stay.
    Date,
    /// A length of time after another value.
    Duration,
}

/// A file that edits are written into. A format whose values people write by hand says how a value is replaced by
/// other words ([`Editable::rewrite`]), and all the rest follows; one of a notation of its own says the rest itself.
pub trait Editable: Debug {
    /// Its text.
    fn source(&self) -> &Source;

    /// The value at `span` in other words, where its format lets any be written. `together` are the values that
    /// this very fix moves to the same.
    fn rewrite(
        &self,
        span: Span,
        together: &[Span],
        rewrite: &dyn Fn(&str) -> Option<String>,
    ) -> Option<Rewritten>;

    /// What the value at `span` is; `None` where it is not to be rewritten.
    fn form(&self, _span: Span) -> Option<Form> {
        Some(Form::DateTime)
    }

    /// Whether other places say the value at `span` as well.
    fn is_said_elsewhere(&self, _span: Span) -> bool {
        false
    }

    /// Whether the end of a hearing goes with its start, and is not moved by itself; `None` where neither can be moved.
    fn end_follows(&self, _start: Option<Span>, _end: Span) -> Option<bool> {
        Some(false)
    }

    /// `text` in the place of `span`, folded where the format folds.
    fn edit(&self, span: Span, text: &str) -> Edit {
        let (span, text) = self.source().refold(span, text);
        Edit { span, text }
    }

    /// The value at `span` moved to a moment.
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
            // The edit is proven before it is offered.
            (moment::read(&new).ok()?.local(anchor)? == local).then_some(new)
        })
    }

    /// The date at `span` moved to another; its time, if any, stays.
    fn date(&self, span: Span, to: NaiveDate, anchor: NaiveDate, together: &[Span]) -> Option<Rewritten> {
        self.rewrite(span, together, &|text| moment::rewrite_date(text, to, anchor))
    }

    /// A day that takes its month from the date before it, as another of that month.
    fn day_alone(&self, span: Span, from: NaiveDate, to: NaiveDate) -> Option<Rewritten> {
        self.rewrite(span, &[], &|text| day_of_month(text, from, to))
    }

    /// The date at `span`, of a hearing, moved to another that is so many days later; no edit where a time alone
    /// stands there, whose day is the start's.
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

    /// The time alone at `span`, 「17時30分」, as another.
    fn time(&self, span: Span, to: NaiveTime) -> Option<Rewritten> {
        self.rewrite(span, &[], &|text| time_alone(text, to))
    }

    /// The length of time at `span` made longer by so many seconds, in the units it is written in; `offset` is that
    /// of the clock by which its end is told, if it is not Japan's.
    fn longer(&self, _span: Span, _seconds: i64, _offset: Option<i32>) -> Option<Rewritten> {
        None
    }

    /// Parts of the text at `span` replaced, by their places in it and in order.
    fn replace_in_text(&self, span: Span, parts: &[(Range<usize>, String)]) -> Option<Vec<Edit>> {
        let start = span.start as usize;
        let edit = |(part, text): &(Range<usize>, String)| {
            self.edit(Span::new(start + part.start, start + part.end), text)
        };
        Some(parts.iter().map(edit).collect())
    }

    /// The record of an exception to a rule, to be filled in, for the request that has a finding at `at`; `None`
    /// where one cannot be added.
    fn exception_record(&self, _at: Span, _code: &str) -> Option<Edit> {
        None
    }
}

/// A day alone, 「12日（木）」, as another day of the same month.
pub(super) fn day_of_month(text: &str, from: NaiveDate, to: NaiveDate) -> Option<String> {
    if (from.year(), from.month()) != (to.year(), to.month()) {
        return None;
    }
    // The month that it takes from the date before it is put there, and taken away again.
    let month = format!("{}月", from.month());
    let new = moment::rewrite_date(&format!("{month}{text}"), to, from.min(to))?;
    Some(new.strip_prefix(&month)?.to_owned())
}

/// What clocks show at a moment where the text's offset holds.
pub fn local_of(at: Moment, written: &Written) -> Option<NaiveDateTime> {
    match written.offset_seconds {
        None => Some(at.japan()),
        Some(offset) => chrono::DateTime::from_timestamp(at.0.checked_add(i64::from(offset))?, 0)
            .map(|utc| utc.naive_utc()),
    }
}

/// A time alone, 「17時30分」 or 「同日17時」, as another; `None` for what is none.
pub fn time_alone(text: &str, to: NaiveTime) -> Option<String> {
    let (day, time) = time_of_day::same_day(text);
    time_of_day::read_time(time).ok()?;
    let new = moment::rewrite_time(time, to)?;
    let minutes = time_of_day::read_time(&new).ok()?;
    (NaiveTime::from_hms_opt(minutes / 60, minutes % 60, 0)? == to).then(|| format!("{day}{new}"))
}

/// A text with edits made; they must not overlap.
pub fn apply(text: &str, edits: &[Edit]) -> String {
    let mut sorted: Vec<&Edit> = edits.iter().collect();
    sorted.sort_by_key(|edit| edit.span);
    let mut out = String::with_capacity(text.len() + 64);
    let mut done = 0;
    for edit in sorted {
        let Span { start, end } = edit.span;
        out.push_str(text.get(done..start as usize).unwrap_or_default());
        out.push_str(&edit.text);
        done = end as usize;
    }
    out.push_str(text.get(done..).unwrap_or_default());
    out
}
