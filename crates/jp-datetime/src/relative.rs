//! Values of a template (雛形) that depend on its sending: moments relative to it, and its sending window. The
//! notations are described in `docs/templates.md`.

mod window;

use std::ops::Range;

pub use window::{SendDays, Window, WindowDates, read_dates, read_days, read_hours, read_window};

use super::moment::tokens::{Cursor, Number, is_stray, too_long, trimmed};
use super::moment::{limits, read_clock};

/// Limit on days after sending: four years of open days.
const MAX_DAYS: u32 = 1000;
/// Limit on minutes: as many days of 24 hours.
const MINUTES_LIMIT: u32 = MAX_DAYS * 24 * 60;

/// A moment relative to sending.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Relative {
    /// `+48h`, 48時間後: seconds of wall time later.
    Later(i64),
    /// 3開庁日後 17:00: a time of day, on a day relative to the day of sending in Japan.
    On(DayAfter, At),
}

/// A day relative to the day of sending.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DayAfter {
    /// The n-th open day (開庁日) after it.
    Open(u32),
    /// The n-th calendar day after it; 0 is the day of sending.
    Calendar(u32),
}

/// The time on that day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum At {
    /// Minutes since midnight, up to 24:00.
    Minute(u32),
    /// 以内, 中, 終業: the end of the strictest recipient's hours.
    Closing,
    /// Not stated: a date alone.
    Unsaid,
}

/// What is wrong with a text that should be counted from the sending.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RelativeErrorKind {
    /// It does not begin as one.
    NotRelative,
    /// Unparsed text follows.
    Trailing,
    /// 25時.
    NoSuchTime,
    /// More than 1,000 days.
    TooFar,
}

/// Why a text is not relative to sending, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RelativeError {
    /// What is wrong.
    pub kind: RelativeErrorKind,
    /// Range in the given text, on character boundaries.
    pub span: Range<usize>,
}

/// A unit of the offset.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Unit {
    Minutes(u32),
    Open,
    Calendar(u32),
}

/// Words for an open day, longest first.
const OPEN_DAY: &[&str] = &["開庁日", "営業日", "業務日", "執務日", "勤務日", "稼働日", "平日"];
/// Optional prefixes meaning “from sending”.
const FROM_SENDING: &[&str] = &[
    "発出日時から",
    "発出時から",
    "発出日から",
    "発出から",
    "発出日の",
    "発出の",
    "発出日後",
    "発出後",
];

/// Parses a moment relative to sending. The whole text must be one.
///
/// # Errors
/// See [`RelativeErrorKind`]; the span points into `text`.
pub fn read(text: &str) -> Result<Relative, RelativeError> {
    read_before_limit(text).map(|(found, _)| found)
}

/// As [`read`], with the offset at which まで, 必着 and the like, or trailing blanks, begin.
///
/// # Errors
/// As [`read`].
pub fn read_before_limit(text: &str) -> Result<(Relative, usize), RelativeError> {
    let whole = trimmed(text);
    let error = |kind, span| Err(RelativeError { kind, span });
    if too_long(text) || whole.is_empty() || text.chars().any(is_stray) {
        return error(RelativeErrorKind::NotRelative, whole);
    }
    let mut c = Cursor::new(text).at(whole.start);
    let Some(start) = start(&mut c) else {
        return error(RelativeErrorKind::NotRelative, whole);
    };
    if start.too_far() {
        return error(RelativeErrorKind::TooFar, whole.start..c.pos());
    }
    let found = match start {
        Start::Minutes(minutes) => Relative::Later(i64::from(minutes) * 60),
        Start::Day(day, within) => {
            let at = time_of(&mut c).map_err(|span| RelativeError {
                kind: RelativeErrorKind::NoSuchTime,
                span,
            })?;
            // 以内 means the closing of that day, unless a time follows.
            let at = if at == At::Unsaid && within {
                At::Closing
            } else {
                at
            };
            Relative::On(day, at)
        }
    };
    let end = c.pos();
    limits(&mut c);
    c.blanks();
    if !c.at_end() {
        return error(RelativeErrorKind::Trailing, c.pos()..whole.end);
    }
    Ok((found, end))
}

/// The parsed offset.
enum Start {
    Minutes(u32),
    /// The day, and whether 以内 or a synonym is written.
    Day(DayAfter, bool),
}

impl Start {
    fn too_far(&self) -> bool {
        match self {
            Self::Minutes(minutes) => *minutes > MINUTES_LIMIT,
            Self::Day(DayAfter::Open(days) | DayAfter::Calendar(days), _) => *days > MAX_DAYS,
        }
    }
}

fn start(c: &mut Cursor<'_>) -> Option<Start> {
    let prefixed = c.eat_any(FROM_SENDING);
    c.blanks();
    if let Some(named) = named_day(c) {
        return Some(named);
    }
    let within = eat_latin(c, &["within"]);
    c.blanks();
    let plus = !within && c.eat('+');
    c.blanks();
    let count = c.number()?;
    c.blanks();
    let unit = unit(c)?;
    let count = count.value;
    let mut minutes = 0;
    if let Unit::Minutes(each) = unit {
        minutes = count.saturating_mul(each);
        // 48時間30分後
        let mut more = *c;
        more.blanks();
        if each > 1
            && let Some(Number { value, .. }) = more.number()
        {
            more.blanks();
            if unit_of_minutes(&mut more) == Some(1) {
                minutes = minutes.saturating_add(value);
                *c = more;
            }
        }
    }
    c.blanks();
    let ends_within = c.eat_word("以内") || within;
    if ends_within {
        c.eat('に');
    }
    let later = ends_within || c.eat('後') || eat_latin(c, &["later", "after sending", "from sending"]);
    // 「48時間」 alone does not say from when.
    if !(plus || prefixed || later) {
        return None;
    }
    Some(match unit {
        Unit::Minutes(_) => Start::Minutes(minutes),
        Unit::Open => Start::Day(DayAfter::Open(count), ends_within),
        Unit::Calendar(each) => Start::Day(DayAfter::Calendar(count.saturating_mul(each)), ends_within),
    })
}

/// 翌開庁日, 翌々日, 当日; next open day, same day.
fn named_day(c: &mut Cursor<'_>) -> Option<Start> {
    let mut look = *c;
    let day = if look.eat('翌') {
        look.blanks();
        let count = if look.eat('々') || look.eat('翌') { 2 } else { 1 };
        look.blanks();
        if look.eat_any(OPEN_DAY) {
            DayAfter::Open(count)
        } else if look.eat('日') {
            DayAfter::Calendar(count)
        } else {
            return None;
        }
    } else if look.eat_any(&["当日", "同日"]) || eat_latin(&mut look, &["same day"]) {
        DayAfter::Calendar(0)
    } else if eat_latin(&mut look, &["next"]) {
        look.blanks();
        let open = eat_latin(&mut look, &["open", "working", "business"]);
        look.blanks();
        if !eat_latin(&mut look, &["day"]) {
            return None;
        }
        if open {
            DayAfter::Open(1)
        } else {
            DayAfter::Calendar(1)
        }
    } else {
        return None;
    };
    look.blanks();
    let within = look.eat('中');
    if within {
        look.eat('に');
    }
    *c = look;
    Some(Start::Day(day, within))
}

fn unit(c: &mut Cursor<'_>) -> Option<Unit> {
    if let Some(minutes) = unit_of_minutes(c) {
        return Some(Unit::Minutes(minutes));
    }
    if c.eat_any(OPEN_DAY) {
        return Some(Unit::Open);
    }
    if c.eat_any(&["週間", "週"]) {
        return Some(Unit::Calendar(7));
    }
    if c.eat('日') {
        c.eat('間');
        return Some(Unit::Calendar(1));
    }
    let mut look = *c;
    if eat_latin(&mut look, &["open", "working", "business"]) {
        look.blanks();
        if !eat_latin(&mut look, &["days", "day"]) {
            return None;
        }
        *c = look;
        return Some(Unit::Open);
    }
    if eat_latin(c, &["calendar days", "calendar day", "days", "day", "d"]) {
        return Some(Unit::Calendar(1));
    }
    eat_latin(c, &["weeks", "week", "w"]).then_some(Unit::Calendar(7))
}

/// Minutes in a unit of wall time.
fn unit_of_minutes(c: &mut Cursor<'_>) -> Option<u32> {
    if c.eat_word("時間") || eat_latin(c, &["hours", "hour", "hrs", "hr", "h"]) {
        return Some(60);
    }
    let minutes =
        c.eat_word("分間") || c.eat('分') || eat_latin(c, &["minutes", "minute", "mins", "min", "m"]);
    minutes.then_some(1)
}

/// The time after the day; an error with its range for one that does not exist.
fn time_of(c: &mut Cursor<'_>) -> Result<At, Range<usize>> {
    let mut look = *c;
    look.blanks();
    if look.eat('の') {
        look.blanks();
    }
    eat_latin(&mut look, &["at"]);
    look.blanks();
    if look.eat_any(&["終業時刻", "終業時間", "終業時", "終業"]) || eat_latin(&mut look, &["closing"])
    {
        *c = look;
        return Ok(At::Closing);
    }
    if eat_latin(&mut look, &["noon"]) {
        *c = look;
        return Ok(At::Minute(12 * 60));
    }
    match read_clock(&mut look, &mut ()) {
        Ok(Some(time)) if time.second == 0 => {
            *c = look;
            Ok(At::Minute(
                time.hour.saturating_mul(60).saturating_add(time.minute),
            ))
        }
        // Templates use whole minutes, so 17:00:30 is rejected.
        Ok(Some(time)) => Err(time.span),
        Ok(None) => Ok(At::Unsaid),
        Err(fault) => Err(fault.span),
    }
}

/// Consumes a Latin word that does not continue with another letter.
fn eat_latin(c: &mut Cursor<'_>, words: &[&str]) -> bool {
    for word in words {
        let mut look = *c;
        if look.eat_word(word) && !look.at_letter() {
            *c = look;
            return true;
        }
    }
    false
}

impl Relative {
    /// The notation for templates: 「3開庁日後 17:00」, or `+3 open days 17:00` in Latin text.
    pub fn open_days(count: u32, minute: u32, latin: bool) -> String {
        let (hour, minute) = (minute / 60, minute % 60);
        match (latin, count) {
            (false, _) => format!("{count}開庁日後 {hour}:{minute:02}"),
            (true, 1) => format!("+1 open day {hour}:{minute:02}"),
            (true, _) => format!("+{count} open days {hour}:{minute:02}"),
        }
    }
}
