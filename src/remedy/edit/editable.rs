//! A file that edits are written into, in its own notation.

use chrono::{NaiveDate, NaiveDateTime};

use crate::calendar::hours::Moment;
use crate::case::WrittenDate;
use crate::diagnostic::Edit;
use crate::read::Format;
use crate::read::ics::rewrite::{Form, Rewriter};
use crate::remedy::scalar::{Rewritten, Yaml};
use crate::source::{Source, Span};
use jp_datetime::moment::{self, Written};

/// A file that edits are written into.
#[derive(Debug)]
pub enum Editable<'a> {
    /// YAML.
    Yaml(Yaml<'a>),
    /// A calendar.
    Calendar(Rewriter<'a>),
}

impl<'a> Editable<'a> {
    /// A file of a format.
    pub fn new(source: &'a Source, format: Format) -> Self {
        match format {
            Format::Yaml => Self::Yaml(Yaml::new(source)),
            Format::Calendar => Self::Calendar(Rewriter::new(source)),
        }
    }

    /// Its text.
    pub fn source(&self) -> &'a Source {
        match self {
            Self::Yaml(yaml) => yaml.source(),
            Self::Calendar(rewriter) => rewriter.source(),
        }
    }

    /// `text` in the place of `span`, folded where the format folds.
    pub(in crate::remedy) fn edit(&self, span: Span, text: &str) -> Edit {
        let (span, text) = self.source().refold(span, text);
        Edit { span, text }
    }

    /// The value at `span` moved to a moment, with the others that this very fix moves.
    pub(super) fn moment(
        &self,
        span: Span,
        written: &Written,
        to: Moment,
        anchor: NaiveDate,
        together: &[Span],
    ) -> Option<Rewritten> {
        match self {
            Self::Yaml(yaml) => yaml.rewrite(span, together, |text| {
                let local = local_of(to, written)?;
                let new = moment::rewrite(text, local, anchor)?;
                // The edit is proven before it is offered.
                (moment::read(&new).ok()?.local(anchor)? == local).then_some(new)
            }),
            Self::Calendar(rewriter) => {
                let text = match rewriter.form(span)? {
                    // A time that was not taken for one: a midnight that stands for a whole day.
                    Form::DateTime { has_time } if has_time != written.has_time() => None,
                    Form::DateTime { .. } => rewriter.moment(span, to, anchor),
                    Form::Date | Form::Duration => None,
                };
                Some(Rewritten::alone(self.edit(span, &text?)))
            }
        }
    }

    /// A day that takes its month from the date before it, as another of that month.
    pub(in crate::remedy) fn day_alone(&self, written: &WrittenDate, to: NaiveDate) -> Option<Rewritten> {
        let (span, from) = (written.span, written.date);
        match self {
            Self::Yaml(yaml) => yaml.rewrite(span, &[], |text| day_of_month(text, from, to)),
            Self::Calendar(rewriter) => {
                let text = rewriter.in_text(span, |text| day_of_month(text, from, to))?;
                Some(Rewritten::alone(self.edit(span, &text)))
            }
        }
    }

    /// The date at `span` moved to another, with the others that this very fix moves.
    pub(in crate::remedy) fn date(
        &self,
        span: Span,
        to: NaiveDate,
        anchor: NaiveDate,
        together: &[Span],
    ) -> Option<Rewritten> {
        match self {
            Self::Yaml(yaml) => yaml.rewrite(span, together, |text| moment::rewrite_date(text, to, anchor)),
            Self::Calendar(rewriter) => {
                let text = rewriter.date(span, to, anchor)?;
                Some(Rewritten::alone(self.edit(span, &text)))
            }
        }
    }
}

/// A day alone, 「12日（木）」, as another day of the same month.
fn day_of_month(text: &str, from: NaiveDate, to: NaiveDate) -> Option<String> {
    use chrono::Datelike as _;
    if (from.year(), from.month()) != (to.year(), to.month()) {
        return None;
    }
    // The month that it takes from the date before it is put there, and taken away again.
    let month = format!("{}月", from.month());
    let new = moment::rewrite_date(&format!("{month}{text}"), to, from.min(to))?;
    Some(new.strip_prefix(&month)?.to_owned())
}

/// What clocks show at a moment where the text's offset holds.
pub(super) fn local_of(at: Moment, written: &Written) -> Option<NaiveDateTime> {
    match written.offset_seconds {
        None => Some(at.japan()),
        Some(offset) => chrono::DateTime::from_timestamp(at.0.checked_add(i64::from(offset))?, 0)
            .map(|utc| utc.naive_utc()),
    }
}
