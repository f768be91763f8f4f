//! The edits that write a remedy: the author's own notation and quotes, and not a byte beyond the value.

use chrono::{NaiveDate, NaiveDateTime};

use crate::calendar::hours::{DAY, Moment, Zone};
use crate::case::{Basis, Case, nearest_anchor};
use crate::diagnostic::{Applicability, Edit, Fix};
use crate::engine::Engine;
use crate::read::ics::rewrite::{Form, Rewriter};
use crate::read::moment::{self, Written};
use crate::read::tree::Tree;
use crate::read::{Format, time_of_day};
use crate::request::Fact;
use crate::rules::explain::{interval, year_of};
use crate::source::{Source, Span};
use crate::text::{Lang, catalogue, words};

use super::latest_sent;
use super::target::{Target, is_settled};

/// A file that edits are written into.
#[derive(Debug)]
pub enum Editable<'a> {
    /// YAML.
    Yaml(&'a Source),
    /// A calendar.
    Calendar(Rewriter<'a>),
}

impl<'a> Editable<'a> {
    /// A file of a format.
    pub fn new(source: &'a Source, format: Format) -> Self {
        match format {
            Format::Yaml => Self::Yaml(source),
            Format::Calendar => Self::Calendar(Rewriter::new(source)),
        }
    }

    /// Its text.
    pub fn source(&self) -> &'a Source {
        match self {
            Self::Yaml(source) => source,
            Self::Calendar(rewriter) => rewriter.source(),
        }
    }

    /// `text` in the place of `span`, folded where the format folds.
    pub(super) fn edit(&self, span: Span, text: &str) -> Edit {
        let (span, text) = self.source().refold(span, text);
        Edit { span, text }
    }

    /// The value at `span` moved to a moment.
    fn moment(&self, span: Span, written: &Written, to: Moment, anchor: NaiveDate) -> Option<Edit> {
        let text = match self {
            Self::Yaml(source) => rewrite_scalar(source, span, |text| {
                let local = local_of(to, written)?;
                let new = moment::rewrite(text, local, anchor)?;
                // The edit is proven before it is offered.
                (moment::read(&new).ok()?.local(anchor)? == local).then_some(new)
            }),
            Self::Calendar(rewriter) => match rewriter.form(span)? {
                // A time that was not taken for one: a midnight that stands for a whole day.
                Form::DateTime { has_time } if has_time != written.has_time() => None,
                Form::DateTime { .. } => rewriter.moment(span, to, anchor),
                Form::Date | Form::Duration => None,
            },
        };
        Some(self.edit(span, &text?))
    }

    /// The date at `span` moved to another.
    pub(super) fn date(&self, span: Span, to: NaiveDate, anchor: NaiveDate) -> Option<Edit> {
        let text = match self {
            Self::Yaml(source) => rewrite_scalar(source, span, |text| moment::rewrite_date(text, to, anchor)),
            Self::Calendar(rewriter) => rewriter.date(span, to, anchor),
        };
        Some(self.edit(span, &text?))
    }
}

/// Moves a due or a hearing to a time found for it; `None` where it is there already, or is written in a
/// way that cannot be rewritten in kind: by alias, with escapes, over several lines, in quoted-printable.
pub fn fix(
    engine: &Engine,
    case: &Case<'_>,
    due: Option<usize>,
    target: Target,
    editable: &Editable<'_>,
    lang: Lang,
) -> Option<Fix> {
    let (edits, title, right) = match target {
        Target::Due(to) => due_edits(case, due?, to, editable, lang)?,
        Target::Hearing(from, until) => hearing_edits(case, from, until, editable, lang)?,
    };
    Some(Fix {
        title,
        // Where the weekday is not the date's, the author may have meant another day.
        applicability: if right || is_settled(engine, case, due, target) {
            Applicability::Safe
        } else {
            Applicability::Unsafe
        },
        edits,
    })
}

/// Moves the sending to the last moment at which a due complies; `None` where the document does not say
/// when it goes out, no earlier time helps, or the time has gone by.
///
/// A finding carries no such fix: it would be made beside that of the due, and one of the two is enough.
pub fn sent_fix(
    engine: &Engine,
    case: &Case<'_>,
    due: usize,
    editable: &Editable<'_>,
    lang: Lang,
) -> Option<Fix> {
    let Fact::Known(written, span) = &case.request.sent else {
        return None;
    };
    let (sent, at) = (case.sent.at?, case.dues.get(due)?.at?);
    let latest = latest_sent(engine, case, at).filter(|latest| *latest < sent)?;
    if latest < case.world.now && sent >= case.world.now || !written.has_time() {
        return None;
    }
    let today = Zone::Japan.local(case.world.now).date;
    let edit = editable.moment(*span, written, latest, nearest_anchor(written, today))?;
    let at = words::moment(latest.japan(), year_of(case), lang);
    Some(Fix {
        title: catalogue::FIX_SENT.fill(lang, &[("at", &at)]),
        applicability: Applicability::Unsafe,
        edits: vec![edit],
    })
}

/// The edits, what they do, and whether the weekdays of what they replace are right.
type Edits = (Vec<Edit>, String, bool);

fn due_edits(case: &Case<'_>, due: usize, to: Moment, editable: &Editable<'_>, lang: Lang) -> Option<Edits> {
    let resolved = case.dues.get(due)?;
    let at = resolved.at?;
    let written = case.request.dues.get(due)?.at.known()?;
    // A date alone gets its time, even where that is the one it was taken for.
    if resolved.basis == Basis::Stated && to <= at {
        return None;
    }
    let anchor = anchor(case)?;
    let span = resolved.span;
    let date_form = match editable {
        Editable::Calendar(rewriter) => rewriter.form(span)? == Form::Date,
        Editable::Yaml(_) => false,
    };
    let year = year_of(case);
    let length = match editable {
        Editable::Calendar(rewriter) if rewriter.form(span)? == Form::Duration => Some(rewriter),
        _ => None,
    };
    let (edit, at) = if let Some(rewriter) = length {
        // Counted from the start: as much longer as the due comes later.
        let (text, at) = if written.has_time() {
            let text = rewriter.longer(span, to.0 - at.0, written.offset_seconds)?;
            (text, words::moment(to.japan(), year, lang))
        } else {
            let day = Zone::Japan.local(to).date;
            if case.closing(day)? < to || Some(day) == written.date(anchor) {
                return None;
            }
            let days = (day - written.date(anchor)?).num_days();
            (
                rewriter.longer(span, days * DAY, None)?,
                words::date(day, year, lang),
            )
        };
        (editable.edit(span, &text), at)
    } else if date_form {
        // It stays a date, which is due when the strictest recipient closes.
        let day = Zone::Japan.local(to).date;
        let closing = case.closing(day)?;
        if closing < to || Some(day) == written.date(anchor) {
            return None;
        }
        (editable.date(span, day, anchor)?, words::date(day, year, lang))
    } else {
        let edit = editable.moment(span, written, to, anchor)?;
        (edit, words::moment(to.japan(), year, lang))
    };
    let title = catalogue::FIX_DUE.fill(lang, &[("at", &at)]);
    Some((vec![edit], title, written.weekday_mismatch(anchor).is_none()))
}

fn hearing_edits(
    case: &Case<'_>,
    from: Moment,
    until: Option<Moment>,
    editable: &Editable<'_>,
    lang: Lang,
) -> Option<Edits> {
    let hearing = case.request.hearing.as_ref()?;
    let anchor = anchor(case)?;
    let Fact::Known(start, start_span) = &hearing.start else {
        return None;
    };
    let mut edits = vec![editable.moment(*start_span, start, from, anchor)?];
    let mut right = start.weekday_mismatch(anchor).is_none();
    if let (Some(until), Fact::Known(end, span)) = (until, &hearing.end) {
        let kept = match editable {
            // A calendar's event without an end ends as it starts, and a length of time stays one.
            Editable::Calendar(rewriter) => span == start_span || rewriter.form(*span)? == Form::Duration,
            Editable::Yaml(_) => false,
        };
        if !kept {
            right &= end.weekday_mismatch(anchor).is_none();
            let edit = editable.moment(*span, end, until, anchor);
            edits.push(edit.or_else(|| end_of_day(editable, *span, (start, from), (end, until)))?);
        }
    }
    let (from, until) = interval(Some(from), until, lang, year_of(case));
    let title = match until {
        Some(until) => catalogue::FIX_HEARING.fill(lang, &[("from", &from), ("until", &until)]),
        None => catalogue::FIX_HEARING_START.fill(lang, &[("from", &from)]),
    };
    Some((edits, title, right))
}

/// An end that is a time alone, 「17時30分」: its day is the start's.
fn end_of_day(
    editable: &Editable<'_>,
    span: Span,
    (start, from): (&Written, Moment),
    (end, until): (&Written, Moment),
) -> Option<Edit> {
    let Editable::Yaml(source) = editable else {
        return None;
    };
    let (from, until) = (local_of(from, start)?, local_of(until, end)?);
    if from.date() != until.date() {
        return None;
    }
    let text = rewrite_scalar(source, span, |text| {
        let (day, time) = time_of_day::same_day(text);
        time_of_day::read_time(time).ok()?;
        let new = moment::rewrite_time(time, until.time())?;
        let minutes = time_of_day::read_time(&new).ok()?;
        let shown = chrono::NaiveTime::from_hms_opt(minutes / 60, minutes % 60, 0)?;
        (shown == until.time()).then(|| format!("{day}{new}"))
    })?;
    Some(editable.edit(span, &text))
}

/// Where dates without a year are counted from.
pub(super) fn anchor(case: &Case<'_>) -> Option<NaiveDate> {
    case.sent.at.map(|_| case.anchor)
}

/// What clocks show at a moment where the text's offset holds.
fn local_of(at: Moment, written: &Written) -> Option<NaiveDateTime> {
    match written.offset_seconds {
        None => Some(at.japan()),
        Some(offset) => chrono::DateTime::from_timestamp(at.0.checked_add(i64::from(offset))?, 0)
            .map(|utc| utc.naive_utc()),
    }
}

/// A scalar rewritten inside its own quotes; `None` where its text does not stand there as it is, or
/// where it stands under a name and another place says it by that.
pub(crate) fn rewrite_scalar(
    source: &Source,
    span: Span,
    rewrite: impl Fn(&str) -> Option<String>,
) -> Option<String> {
    let before = source.slice(Span::new(0, span.start as usize));
    let line = before.rsplit(['\n', '\r']).next().unwrap_or_default();
    let name = line
        .split_whitespace()
        .rev()
        .take_while(|word| word.starts_with(['&', '!']))
        .find_map(|word| word.strip_prefix('&'));
    let is_said_again = |name: &str| source.text().contains(&format!("*{name}"));
    // In a block the name stands on the line before.
    let above = before
        .lines()
        .rev()
        .nth(usize::from(!line.is_empty()))
        .unwrap_or_default();
    let may_be_named = above.ends_with(['|', '>', '-', '+']) && above.contains('&');
    if name.is_some_and(is_said_again) || may_be_named {
        return None;
    }
    rewrite_quoted(source.slice(span), rewrite)
}

fn rewrite_quoted(raw: &str, rewrite: impl Fn(&str) -> Option<String>) -> Option<String> {
    let quote = raw.chars().next().filter(|c| matches!(c, '"' | '\''));
    match quote {
        Some('"') if raw.contains('\\') => {
            // Escapes: the text they stand for is rewritten, and written as it is.
            let tree = Tree::parse(raw);
            let text = tree.text(tree.documents.first()?.root?)?;
            let new = rewrite(text)?;
            let plain = |c: char| c != '"' && c != '\\' && !c.is_control();
            new.chars().all(plain).then(|| format!("\"{new}\""))
        }
        Some(quote) => {
            let inner = raw.strip_prefix(quote)?.strip_suffix(quote)?;
            if inner.contains(['"', '\'']) {
                return None;
            }
            Some(format!("{quote}{}{quote}", rewrite(inner)?))
        }
        None => {
            if raw.starts_with(['*', '|', '>', '&', '!']) {
                return None;
            }
            let new = rewrite(raw)?;
            // What would end a plain scalar, or begin a comment, must not come into one.
            let breaks = new.contains(": ")
                || new.contains(" #")
                || new.ends_with(':')
                || new.contains(['[', ']', '{', '}', ',']) && !raw.contains(['[', ']', '{', '}', ',']);
            (!breaks).then_some(new)
        }
    }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotes_stay_and_what_cannot_be_rewritten_in_kind_is_left() {
        let new = |_: &str| Some("x".to_owned());
        assert_eq!(rewrite_quoted("'a'", new).as_deref(), Some("'x'"));
        assert_eq!(rewrite_quoted("\"a\"", new).as_deref(), Some("\"x\""));
        assert_eq!(rewrite_quoted("a", new).as_deref(), Some("x"));
        assert_eq!(rewrite_quoted("\"a\\u3042\"", new).as_deref(), Some("\"x\""));
        let read = |text: &str| (text == "あ 1").then(|| "い 2".to_owned());
        assert_eq!(
            rewrite_quoted("\"\\u3042\\x201\"", read).as_deref(),
            Some("\"い 2\"")
        );
        let lines = |text: &str| Some(text.replace('b', "c"));
        assert_eq!(rewrite_quoted("a\n  b", lines).as_deref(), Some("a\n  c"));
        for raw in ["*a", "'it''s'", "|\n a"] {
            assert_eq!(rewrite_quoted(raw, new), None, "{raw}");
        }
    }

    #[test]
    fn what_has_a_name_is_left_as_others_may_say_it_too() {
        let new = |_: &str| Some("x".to_owned());
        for (text, is_left) in [
            ("他: *a\n期限: &a v", true),
            ("他: *a\n期限: &a !!str v", true),
            ("期限: &a |\n  v", true),
            ("期限: &a v", false),
            ("期限: !!str v", false),
            ("期限: v", false),
        ] {
            let source = Source::from_text("a.yaml", text);
            let span = Span::new(text.len() - 1, text.len());
            assert_eq!(rewrite_scalar(&source, span, new).is_none(), is_left, "{text}");
        }
    }
}
