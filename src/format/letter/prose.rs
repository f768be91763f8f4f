//! Converts time expressions in a letter's prose to dues, hearings and mentions.

use std::borrow::Cow;
use std::collections::HashSet;

use chrono::{Datelike, NaiveDate, NaiveDateTime, Timelike};
use jp_datetime::moment::{TimeWritten, Written};
use jp_datetime::prose::{self, DateYear, Day, Mention, Precision, Reading, Role};

use crate::format::input_format::ReadEnvironment;
use crate::mentions::Mentions;
use crate::request::{Due, Hearing, TimeMention, Timing};
use crate::source::Span;

/// Resolves the time expressions of a text; spans are those of its source, in which it begins at `base`.
pub fn time_mentions(
    reading: &Reading,
    base: usize,
    sent: NaiveDateTime,
    read_environment: ReadEnvironment<'_>,
) -> Vec<TimeMention> {
    let is_closed = |day: NaiveDate| read_environment.closed.is_closed(day);
    let mut context = prose::Context::new(sent, &is_closed);
    context.closing = read_environment.hours.office.until;
    let mentions = reading.mentions(&context);
    mentions
        .into_iter()
        .map(|mention| time_mention(mention, base))
        .collect()
}

fn time_mention(mention: Mention, base: usize) -> TimeMention {
    TimeMention {
        span: Span::new(base + mention.range.start, base + mention.range.end),
        role: mention.role,
        at: mention.at,
        until: mention.until,
        precision: mention.precision,
        open: mention.open,
        repeats: mention.repeats.is_some(),
        nonexistent: nonexistent(&mention),
    }
}

/// The date of a mention as written, if it is one that does not exist.
fn nonexistent(mention: &Mention) -> Option<Written> {
    let Day::Date { year, month, day } = mention.expression.day else {
        return None;
    };
    let (year, years_ahead) = match year {
        DateYear::Written(year) => (Some(year), None),
        DateYear::Ahead(ahead) => (None, Some(u8::try_from(ahead).ok()?)),
        DateYear::Unspecified => (None, None),
        DateYear::AfterLast(_) => return None,
    };
    let is_own = !mention.expression.quoted;
    (is_own && mention.at.is_none()).then_some(Written {
        year,
        years_ahead,
        month,
        day,
        era: None,
        date_span: 0..0,
        time: None,
        offset_seconds: None,
        weekday: None,
    })
}

/// Merges a deadline stated both in the title and in the text: the more precise one is kept, else the text's.
pub(super) fn one_each(title: &mut [TimeMention], text: &mut [TimeMention]) {
    let is_exact = |mention: &TimeMention| mention.precision == Some(Precision::Minute);
    let repeat = |mention: &mut TimeMention| {
        mention.role = Role::Mention;
        mention.repeats = true;
    };
    for above in title.iter_mut().filter(|mention| mention.role.is_deadline()) {
        let same = text.iter_mut().find(|mention| {
            let day = mention.at.map(|at| at.date());
            let differ = is_exact(mention) && is_exact(above) && mention.at != above.at;
            mention.role.is_deadline() && day.is_some() && day == above.at.map(|at| at.date()) && !differ
        });
        let Some(below) = same else { continue };
        if is_exact(above) && !is_exact(below) {
            repeat(below);
        } else {
            repeat(above);
        }
    }
}

/// The dues among the mentions.
pub(super) fn dues<'a>(all: &[TimeMention], text: &str, mentions: &Mentions) -> Vec<Due<'a>> {
    let mut seen = HashSet::new();
    let deadlines = all.iter().filter(|mention| mention.role.is_deadline());
    let mut dues: Vec<Due<'a>> = deadlines
        // Skip repetitions of a moment.
        .filter(|mention| mention.at.is_none_or(|at| seen.insert(at)))
        .map(|mention| Due {
            name: name_before(text, mention.span).or_else(|| {
                let name = mentions.purpose_at(mention.span)?.name()?;
                Some(Cow::Owned(name.to_owned()))
            }),
            key: Cow::Borrowed("期限"),
            at: fact(mention),
        })
        .collect();
    // A name of two dues names neither; a question's is judged by rules of its own.
    let names: Vec<Option<Cow<'a, str>>> = dues.iter().map(|due| due.name.clone()).collect();
    for due in &mut dues {
        let same_name = names.iter().filter(|name| **name == due.name).count();
        if same_name > 1
            && !due
                .name
                .as_deref()
                .is_some_and(|name| JUDGED_NAMES.contains(&name))
        {
            due.name = None;
        }
    }
    // A single due needs no name.
    if let [only] = dues.as_mut_slice() {
        only.name = None;
    }
    dues
}

fn fact(mention: &TimeMention) -> Timing {
    let at = mention.at.filter(|_| !mention.open);
    let stated = at.map(|at| written(at, mention.precision));
    match stated.or_else(|| mention.nonexistent.clone()) {
        Some(written) => Timing::of(written, mention.span),
        None => Timing::Unreadable(mention.span),
    }
}

/// Names by which rules distinguish dues.
const JUDGED_NAMES: [&str; 2] = ["質問", "意見"];

/// 質問 or 意見, if the line names it before the deadline, or the next cell of its row does.
fn name_before<'a>(text: &str, span: Span) -> Option<Cow<'a, str>> {
    let before = text.get(..span.start as usize)?;
    let line = before.rsplit(['\n', '。', '、']).next()?;
    let named = JUDGED_NAMES
        .into_iter()
        .filter_map(|word| Some((line.rfind(word)?, word)))
        .max()
        .map(|(_, word)| word);
    // ｜９月１０日（水）１２時｜質問提出｜: the cell to the right names it.
    let in_cell = || {
        let behind = text.get(span.end as usize..)?.split('\n').next()?;
        let mut cells = behind.split(['|', '｜', '\t']);
        cells.next().filter(|rest| rest.trim().is_empty())?;
        let cell = cells.next()?;
        JUDGED_NAMES.into_iter().find(|word| cell.contains(word))
    };
    named.or_else(in_cell).map(Cow::Borrowed)
}

/// The hearings among the mentions, each once.
pub(super) fn hearings<'a>(all: &[TimeMention]) -> impl Iterator<Item = Hearing<'a>> {
    let mut seen = HashSet::new();
    // 「本日の打合せ」 of the subject is at the time that the text gives.
    let is_day = |mention: &TimeMention| mention.precision != Some(Precision::Minute);
    let timed: HashSet<NaiveDate> = all
        .iter()
        .filter(|mention| mention.role == Role::Hearing && !is_day(mention))
        .filter_map(|mention| mention.at.map(|at| at.date()))
        .collect();
    all.iter()
        .filter(|mention| mention.role == Role::Hearing && !mention.repeats)
        .filter(|mention| mention.at.is_some() || mention.nonexistent.is_some())
        .filter(move |mention| !is_day(mention) || mention.at.is_none_or(|at| !timed.contains(&at.date())))
        .filter(move |mention| mention.at.is_none_or(|at| seen.insert(at)))
        .map(|mention| Hearing {
            span: mention.span,
            start: fact(mention),
            end: mention.until.map_or(Timing::Absent, |until| {
                Timing::of(written(until, Some(Precision::Minute)), mention.span)
            }),
            ..Hearing::default()
        })
}

/// A resolved moment as if written; for precision of a day or closing, the date alone.
pub(super) fn written(at: NaiveDateTime, precision: Option<Precision>) -> Written {
    let to_the_day = matches!(precision, Some(Precision::Day | Precision::Close) | None);
    let time = (!to_the_day).then(|| TimeWritten {
        hour: at.hour(),
        minute: at.minute(),
        second: at.second(),
        span: 0..0,
    });
    Written {
        year: Some(at.year()),
        years_ahead: None,
        month: at.month(),
        day: at.day(),
        era: None,
        date_span: 0..0,
        time,
        offset_seconds: None,
        weekday: None,
    }
}
