//! Where a free text says a moment again: 「９月１１日（木）17時までに御回答ください」.

use chrono::{Datelike, NaiveDate, NaiveDateTime, NaiveTime, Weekday};
use std::ops::Range;

use jp_datetime::moment::tokens::{fold, is_blank};
use jp_datetime::moment::{self, MomentErrorKind, Written, rewrite, rewrite_date, rewrite_time};
use jp_datetime::prose::{self, DateYear, Day, Expression, Joined};

use crate::mentions::unescaped;

/// What makes a date a limit.
const LIMITS: &[&str] = &["まで", "迄", "〆", "締", "必着", "厳守", "期限", "期日"];

/// The longest text that is looked through, in bytes: more pages than anybody sends.
const MOST: usize = 256 * 1024;
/// The longest moment that is looked for, in characters.
const LONGEST: usize = 60;
/// What stands between the two times of a range.
const RANGE: &[&str] = &["〜", "～", "~", "-", "－", "–", "—", "から", "より"];

/// A moment that moves.
#[derive(Clone, Copy, Debug)]
pub struct Move {
    /// Its old day.
    pub date: NaiveDate,
    /// Its old time; `None` for a date alone.
    pub time: Option<NaiveTime>,
    /// The weekday written with it, where that is another day's: it was copied with the date.
    pub wrong: Option<Weekday>,
    /// Where it goes.
    pub to: NaiveDateTime,
    /// Whether it is a limit: then a date that says it is one (「9/11〆」) needs no weekday.
    pub is_limit: bool,
    /// Whether something else of the request is on its old day: then a date alone may mean that.
    pub shares_day: bool,
    /// Whether something else of the request is at the old moment itself.
    pub shares_moment: bool,
    /// The old and the new time at which what starts then ends, on the same day.
    pub until: Option<(NaiveTime, NaiveTime)>,
    /// The old and the new last day of what begins on that day and has no time.
    pub last: Option<(NaiveDate, NaiveDate)>,
}

/// The places of `text` that name the moment before it moves, each with the new words in the hand of the
/// old. A date and its time count, and a date with its weekday and no time; a date by itself may mean
/// anything that happens that day, and so may a date whose weekday is wrong, unless the moment itself was
/// written so or its time is there too. Of a range that goes on to a time of its own both are rewritten, or
/// neither.
pub fn mentions(text: &str, moved: Move, anchor: NaiveDate) -> Vec<(Range<usize>, String)> {
    let mut found = Vec::new();
    if text.len() > MOST {
        return found;
    }
    let mut done = 0;
    let reading = prose::read(&unescaped(text));
    let expressions = reading.expressions();
    for (said, next) in expressions.iter().zip(1..) {
        let at = said.range.start;
        let around = Around {
            said,
            next: expressions.get(next),
        };
        let of_another_year =
            matches!(said.day, Day::Date { year: DateYear::Ahead(years), .. } if years != 0);
        if at < done || said.quoted || of_another_year {
            continue;
        }
        // The end of a range that is not said to be a limit may be a period's.
        let ends_range = said.joined == Joined::Range;
        let moves = match moved.until {
            None if moved.is_limit => said.role.is_deadline() && (said.labelled || !ends_range),
            _ => moved.time.is_some() || !ends_range,
        };
        if !moves {
            continue;
        }
        let rest = text.get(at..).unwrap_or_default();
        let new = wrapped(rest, around, moved, anchor).or_else(|| {
            let line = rest.split(['\n', '\r']).next()?;
            mention(line, around, moved, anchor).map(|found| (found.end, found.new))
        });
        if let Some((end, new)) = new {
            done = at + end;
            found.push((at..done, new));
        }
    }
    found
}

/// A moment that goes on in the next line, where lines are wrapped: a date of which a part stands there, or
/// a date whose time there is the very one.
fn wrapped(rest: &str, around: Around<'_>, moved: Move, anchor: NaiveDate) -> Option<(usize, String)> {
    let first = rest.find(['\n', '\r'])?;
    if rest.get(..first)?.chars().count() > LONGEST {
        return None;
    }
    let next = rest.get(first..)?;
    let next = next.strip_prefix('\r').unwrap_or(next);
    let next = next.strip_prefix('\n').unwrap_or(next);
    let start = rest.len() - next.len();
    let end = next.find(['\n', '\r']).map_or(rest.len(), |end| start + end);
    let found = mention(rest.get(..end)?, around, moved, anchor)?;
    (found.date_end > first || found.time_end > first).then_some((found.end, found.new))
}

/// What the text says there, and what it says next.
#[derive(Clone, Copy)]
struct Around<'r> {
    said: &'r Expression,
    next: Option<&'r Expression>,
}

impl Around<'_> {
    /// Whether another day or time of the same group stands behind a moment that is so long, which would stay:
    /// 「13日（土）・14日（日）」, 「午後５時（17:00）」.
    fn lists_more(&self, length: usize, after: &str) -> bool {
        let repeats = self.said.range.start + length < self.said.range.end && after.starts_with(['（', '(']);
        repeats || self.next.is_some_and(|next| next.joined == Joined::List)
    }

    /// Whether another time of day stands behind it, with no more than a few words between.
    fn says_a_time_soon(&self) -> bool {
        /// In bytes: 12 characters.
        const NEAR: usize = 36;
        let near = |next: &&Expression| next.range.start < self.said.range.end + NEAR;
        self.said.time_follows || self.next.filter(near).is_some_and(|next| next.time.is_some())
    }
}

/// A moment in a text and its new words.
struct Repeat {
    /// How far it goes, with what ends a range that begins with it.
    end: usize,
    new: String,
    /// How far its date goes, with its weekday.
    date_end: usize,
    /// How far its time goes, where it has one.
    time_end: usize,
}

/// The moment at the head of `line`.
fn mention(line: &str, around: Around<'_>, moved: Move, anchor: NaiveDate) -> Option<Repeat> {
    let end = line.char_indices().nth(LONGEST).map_or(line.len(), |(at, _)| at);
    let (end, written) = read_head(line.get(..end)?)?;
    let (old, after) = line.split_at_checked(end)?;
    if written.offset_seconds.is_some()
        || written.date(anchor)? != moved.date
        || around.lists_more(end, after)
    {
        return None;
    }
    let says_limit = || {
        let rest = old.get(written.date_span.end..).unwrap_or_default();
        moved.is_limit && LIMITS.iter().any(|word| rest.contains(word))
    };
    if let Some((wrong, _)) = written.weekday_mismatch(anchor)
        && moved.wrong != Some(wrong)
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
        // A range of days, or a day with a word for its time that is not read.
        if (written.weekday.is_none() || moved.shares_day) && !says_limit() {
            return None;
        }
        if old.contains('中') || moved.to.date() == moved.date {
            return None;
        }
        // A due that is a date alone gets a time, and must not seem to last the whole day.
        let new = if moved.time.is_none() && moved.is_limit {
            rewrite(old, moved.to, anchor)?
        } else {
            rewrite_date(old, moved.to.date(), anchor)?
        };
        let Some(until) = after_range(after) else {
            return Some(found(end, new));
        };
        let (old_last, new_last) = moved.last?;
        let (length, text) = last_day(until, (moved.date, moved.to.date()), (old_last, new_last), anchor)?;
        let sign = after.get(..after.len() - until.len())?;
        return Some(found(end + sign.len() + length, format!("{new}{sign}{text}")));
    };
    if moved.time.map(|time| moved.date.and_time(time)) != Some(time) {
        return None;
    }
    if moved.shares_moment && !says_limit() {
        return None;
    }
    let new = rewrite(old, moved.to, anchor)?;
    let Some(until) = after_range(after) else {
        // 10時開始、11時終了: its end would stay.
        let ends = moved.until.is_some() && around.says_a_time_soon();
        return (!ends).then(|| found(end, new));
    };
    let (old_end, new_end) = moved.until?;
    let head = until.split(['\n', '\r']).next()?;
    let cut = head.char_indices().nth(LONGEST).map_or(head.len(), |(at, _)| at);
    let head = head.get(..cut)?;
    if let Some((_, other)) = read_head(head) {
        // The end says its date itself, and is found by itself.
        return other.has_time().then(|| found(end, new));
    }
    let length = time_head(head, old_end)?;
    let text = rewrite_time(until.get(..length)?, new_end)?;
    let sign = after.get(..after.len() - until.len())?;
    Some(found(end + sign.len() + length, format!("{new}{sign}{text}")))
}

/// The last day of a range at the head of a text, if it is the one that moves: how far it goes and its new
/// words. Of a day alone, 「14日（日）」, the month is that of the first day.
fn last_day(
    text: &str,
    (first, new_first): (NaiveDate, NaiveDate),
    (last, new_last): (NaiveDate, NaiveDate),
    anchor: NaiveDate,
) -> Option<(usize, String)> {
    let line = text.split(['\n', '\r']).next()?;
    let end = line.char_indices().nth(LONGEST).map_or(line.len(), |(at, _)| at);
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

/// The moment at the head of a text, and how far it goes.
fn read_head(text: &str) -> Option<(usize, Written)> {
    let end = match moment::read(text) {
        Ok(_) => text.len(),
        Err(error) if error.kind == MomentErrorKind::Trailing => error.span.start,
        Err(_) => return None,
    };
    let end = text.get(..end)?.trim_end_matches(is_blank).len();
    let written = moment::read(text.get(..end)?).ok()?;
    // 17:00 of 17:00:30, 17時 of 17時過ぎ: what is not read as one is no mention.
    let next = text.get(end..)?.chars().next().map(fold);
    let cut = next.is_some_and(|c| c.is_ascii_digit() || matches!(c, ':' | '半' | '分' | '時'));
    (!cut).then_some((end, written))
}

/// How far a time of day at the head of a text goes, if it is `time`.
fn time_head(text: &str, time: NaiveTime) -> Option<usize> {
    const DAY: &str = "2001年1月1日";
    let (end, written) = read_head(&format!("{DAY}{text}"))?;
    let at = written.local(NaiveDate::default())?;
    (at.time() == time).then(|| end.checked_sub(DAY.len()))?
}

/// What stands after the sign of a range, with the blanks around it.
fn after_range(text: &str) -> Option<&str> {
    let text = text.trim_start_matches(is_blank);
    let rest = RANGE.iter().find_map(|sign| text.strip_prefix(sign))?;
    Some(rest.trim_start_matches(is_blank))
}

#[cfg(test)]
mod tests;
