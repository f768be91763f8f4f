//! Finds where a free text repeats a moment: 「９月１１日（木）17時までに御回答ください」.

use chrono::{Datelike, NaiveDate, NaiveDateTime, NaiveTime, Weekday};
use std::ops::Range;

use jp_datetime::moment::tokens::{fold, is_blank};
use jp_datetime::moment::{self, MomentErrorKind, Written, rewrite, rewrite_date, rewrite_time};
use jp_datetime::prose::{self, DateYear, Day, Expression, Joined};

use crate::mentions::unescaped;

/// Words that make a date a deadline.
const LIMITS: &[&str] = &["まで", "迄", "〆", "締", "必着", "厳守", "期限", "期日"];

/// Length limit of texts searched, in bytes.
const TEXT_LIMIT: usize = 256 * 1024;
/// Length limit of a moment, in characters.
const MOMENT_LIMIT: usize = 60;
/// Separators between the two times of a range.
const RANGE: &[&str] = &["〜", "～", "~", "-", "－", "–", "—", "から", "より"];

/// A moment that moves, with its new value.
#[derive(Clone, Copy, Debug)]
pub struct Move {
    /// Old date.
    pub date: NaiveDate,
    /// Old time of day; `None` for a date alone.
    pub time: Option<NaiveTime>,
    /// The mismatched weekday written with it, if any: it may have been copied along with the date.
    pub wrong: Option<Weekday>,
    /// New moment.
    pub to: NaiveDateTime,
    /// Whether it is a deadline: a date marked as one (「9/11〆」) then needs no weekday to match.
    pub is_limit: bool,
    /// Whether another moment of the request is on the old date, which a date alone may then mean.
    pub shares_day: bool,
    /// Whether another moment of the request equals the old one.
    pub shares_moment: bool,
    /// Old and new end, for an event that ends on the same day.
    pub until: Option<(NaiveTime, NaiveTime)>,
    /// Old and new last day, for an event in days without times.
    pub last: Option<(NaiveDate, NaiveDate)>,
}

/// Ranges of `text` that mention the moment, with the new words in the same notation. A date with its time matches,
/// and a date with its weekday. A bare date may mean anything on that day and does not match, nor does a date with a
/// wrong weekday unless the moment was written so or its time follows. In a range with an end of its own both ends
/// are rewritten, or neither.
pub fn mentions(text: &str, shift: Move, anchor: NaiveDate) -> Vec<(Range<usize>, String)> {
    let mut found = Vec::new();
    if text.len() > TEXT_LIMIT {
        return found;
    }
    let mut done = 0;
    let reading = prose::read(&unescaped(text));
    let expressions = reading.expressions();
    for (expression, next) in expressions.iter().zip(1..) {
        let at = expression.range.start;
        let neighbors = Neighbors {
            expression,
            next: expressions.get(next),
        };
        let of_another_year =
            matches!(expression.day, Day::Date { year: DateYear::Ahead(years), .. } if years != 0);
        if at < done || expression.quoted || of_another_year {
            continue;
        }
        // The end of a range that is not marked as a deadline may end a period.
        let ends_range = expression.joined == Joined::Range;
        let moves = match shift.until {
            None if shift.is_limit => expression.role.is_deadline() && (expression.labelled || !ends_range),
            _ => shift.time.is_some() || !ends_range,
        };
        if !moves {
            continue;
        }
        let rest = text.get(at..).unwrap_or_default();
        let new = wrapped(rest, neighbors, shift, anchor).or_else(|| {
            let line = rest.split(['\n', '\r']).next()?;
            mention(line, neighbors, shift, anchor).map(|found| (found.end, found.new))
        });
        if let Some((end, new)) = new {
            done = at + end;
            found.push((at..done, new));
        }
    }
    found
}

/// A moment wrapped over two lines: a date of which part is on the next line, or whose time is there and matches.
fn wrapped(rest: &str, neighbors: Neighbors<'_>, shift: Move, anchor: NaiveDate) -> Option<(usize, String)> {
    let first = rest.find(['\n', '\r'])?;
    if rest.get(..first)?.chars().count() > MOMENT_LIMIT {
        return None;
    }
    let next = rest.get(first..)?;
    let next = next.strip_prefix('\r').unwrap_or(next);
    let next = next.strip_prefix('\n').unwrap_or(next);
    let start = rest.len() - next.len();
    let end = next.find(['\n', '\r']).map_or(rest.len(), |end| start + end);
    let found = mention(rest.get(..end)?, neighbors, shift, anchor)?;
    (found.date_end > first || found.time_end > first).then_some((found.end, found.new))
}

/// An expression and its successor.
#[derive(Clone, Copy)]
struct Neighbors<'r> {
    expression: &'r Expression,
    next: Option<&'r Expression>,
}

impl Neighbors<'_> {
    /// Whether further days or times of the same group follow a moment of this length, which would remain unchanged:
    /// 「13日（土）・14日（日）」, 「午後５時（17:00）」.
    fn lists_more(&self, length: usize, after: &str) -> bool {
        let repeats = self.expression.range.start + length < self.expression.range.end
            && after.starts_with(['（', '(']);
        repeats || self.next.is_some_and(|next| next.joined == Joined::List)
    }

    /// Whether another time of day follows within a few words.
    fn says_a_time_soon(&self) -> bool {
        /// In bytes: 12 characters.
        const DISTANCE_LIMIT: usize = 36;
        let near = |next: &&Expression| next.range.start < self.expression.range.end + DISTANCE_LIMIT;
        self.expression.time_follows || self.next.filter(near).is_some_and(|next| next.time.is_some())
    }
}

/// A mention of the moment, with its new words.
struct Repeat {
    /// Its end, including the end of a range that begins with it.
    end: usize,
    new: String,
    /// End of its date and weekday.
    date_end: usize,
    /// End of its time, if any.
    time_end: usize,
}

/// The mention at the start of `line`.
fn mention(line: &str, neighbors: Neighbors<'_>, shift: Move, anchor: NaiveDate) -> Option<Repeat> {
    let end = line
        .char_indices()
        .nth(MOMENT_LIMIT)
        .map_or(line.len(), |(at, _)| at);
    let (end, written) = read_head(line.get(..end)?)?;
    let (old, after) = line.split_at_checked(end)?;
    if written.offset_seconds.is_some()
        || written.date(anchor)? != shift.date
        || neighbors.lists_more(end, after)
    {
        return None;
    }
    let says_limit = || {
        let rest = old.get(written.date_span.end..).unwrap_or_default();
        shift.is_limit && LIMITS.iter().any(|word| rest.contains(word))
    };
    if let Some((wrong, _)) = written.weekday_mismatch(anchor)
        && shift.wrong != Some(wrong)
        && !written.has_time()
    {
        return None;
    }
    let found = |end: usize, new: String| Repeat {
        end,
        new,
        date_end: (written.weekday.as_ref())
            .map_or(0, |day| day.span.end)
            .max(written.date_span.end),
        time_end: written.time.as_ref().map_or(0, |time| time.span.end),
    };
    let Some(time) = written.local(anchor) else {
        // A range of days, or a day with an unsupported word for its time.
        if (written.weekday.is_none() || shift.shares_day) && !says_limit() {
            return None;
        }
        if old.contains('中') || shift.to.date() == shift.date {
            return None;
        }
        // A due that was a date alone gets a time, so as not to mean the whole day.
        let new = if shift.time.is_none() && shift.is_limit {
            rewrite(old, shift.to, anchor)?
        } else {
            rewrite_date(old, shift.to.date(), anchor)?
        };
        let Some(until) = after_range(after) else {
            return Some(found(end, new));
        };
        let (old_last, new_last) = shift.last?;
        let (length, text) = last_day(until, (shift.date, shift.to.date()), (old_last, new_last), anchor)?;
        let sign = after.get(..after.len() - until.len())?;
        return Some(found(end + sign.len() + length, format!("{new}{sign}{text}")));
    };
    if shift.time.map(|time| shift.date.and_time(time)) != Some(time) {
        return None;
    }
    if shift.shares_moment && !says_limit() {
        return None;
    }
    let new = rewrite(old, shift.to, anchor)?;
    let Some(until) = after_range(after) else {
        // 10時開始、11時終了: the end would remain unchanged.
        let ends = shift.until.is_some() && neighbors.says_a_time_soon();
        return (!ends).then(|| found(end, new));
    };
    let (old_end, new_end) = shift.until?;
    let head = until.split(['\n', '\r']).next()?;
    let cut = head
        .char_indices()
        .nth(MOMENT_LIMIT)
        .map_or(head.len(), |(at, _)| at);
    let head = head.get(..cut)?;
    if let Some((_, other)) = read_head(head) {
        // An end with its own date is found separately.
        return other.has_time().then(|| found(end, new));
    }
    let length = time_head(head, old_end)?;
    let text = rewrite_time(until.get(..length)?, new_end)?;
    let sign = after.get(..after.len() - until.len())?;
    Some(found(end + sign.len() + length, format!("{new}{sign}{text}")))
}

/// The last day at the start of a text, if it is the one that moves: its length and new words. 「14日（日）」 takes its
/// month from the first day.
fn last_day(
    text: &str,
    (first, new_first): (NaiveDate, NaiveDate),
    (last, new_last): (NaiveDate, NaiveDate),
    anchor: NaiveDate,
) -> Option<(usize, String)> {
    let line = text.split(['\n', '\r']).next()?;
    let end = line
        .char_indices()
        .nth(MOMENT_LIMIT)
        .map_or(line.len(), |(at, _)| at);
    let head = line.get(..end)?;
    let is_last = |written: &Written| written.date(anchor) == Some(last) && !written.has_time();
    if let Some((end, written)) = read_head(head) {
        let new = rewrite_date(head.get(..end)?, new_last, anchor)?;
        return is_last(&written).then_some((end, new));
    }
    let month = |day: NaiveDate| (day.year(), day.month());
    if month(first) != month(last) || month(new_first) != month(new_last) {
        return None;
    }
    let prefix = format!("{}月", last.month());
    let whole = format!("{prefix}{head}");
    let (end, written) = read_head(&whole)?;
    let new = rewrite_date(whole.get(..end)?, new_last, anchor)?;
    let new = new.strip_prefix(&format!("{}月", new_last.month()))?;
    is_last(&written).then(|| Some((end.checked_sub(prefix.len())?, new.to_owned())))?
}

/// The moment at the start of a text, with its length.
fn read_head(text: &str) -> Option<(usize, Written)> {
    let end = match moment::read(text) {
        Ok(_) => text.len(),
        Err(error) if error.kind == MomentErrorKind::Trailing => error.span.start,
        Err(_) => return None,
    };
    let end = text.get(..end)?.trim_end_matches(is_blank).len();
    let written = moment::read(text.get(..end)?).ok()?;
    // Not a moment if part of a longer one: 17:00 of 17:00:30, 17時 of 17時過ぎ.
    let next = text.get(end..)?.chars().next().map(fold);
    let cut = next.is_some_and(|c| c.is_ascii_digit() || matches!(c, ':' | '半' | '分' | '時'));
    (!cut).then_some((end, written))
}

/// Length of a time of day at the start of a text, if it equals `time`.
fn time_head(text: &str, time: NaiveTime) -> Option<usize> {
    const DAY: &str = "2001年1月1日";
    let (end, written) = read_head(&format!("{DAY}{text}"))?;
    let at = written.local(NaiveDate::default())?;
    (at.time() == time).then(|| end.checked_sub(DAY.len()))?
}

/// The text after a range sign and blanks.
fn after_range(text: &str) -> Option<&str> {
    let text = text.trim_start_matches(is_blank);
    let rest = RANGE.iter().find_map(|sign| text.strip_prefix(sign))?;
    Some(rest.trim_start_matches(is_blank))
}

#[cfg(test)]
mod tests;
