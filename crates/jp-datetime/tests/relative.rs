//! Moments relative to a sending, and the windows in which templates are sent.

#![allow(clippy::unwrap_used, reason = "tests")]

use chrono::{NaiveDate, Weekday};
use jp_datetime::relative::{
    At, DayAfter, Relative, RelativeErrorKind as Kind, SendDays, read, read_before_limit, read_dates,
    read_days, read_hours, read_window,
};

const fn open(days: u32, at: At) -> Relative {
    Relative::On(DayAfter::Open(days), at)
}

const fn calendar(days: u32, at: At) -> Relative {
    Relative::On(DayAfter::Calendar(days), at)
}

const fn minutes(count: i64) -> Relative {
    Relative::Later(count * 60)
}

#[test]
fn what_counts_from_the_sending() {
    let five = At::Minute(17 * 60);
    for (text, expected) in [
        ("48時間後", minutes(48 * 60)),
        ("+48h", minutes(48 * 60)),
        ("+ 48 hours", minutes(48 * 60)),
        ("発出から48時間", minutes(48 * 60)),
        ("発出日時から 48時間以内", minutes(48 * 60)),
        ("within 48 hours", minutes(48 * 60)),
        ("48 hours later", minutes(48 * 60)),
        ("48 hrs after sending", minutes(48 * 60)),
        ("48時間30分後", minutes(48 * 60 + 30)),
        ("+1h 15min", minutes(75)),
        ("+90m", minutes(90)),
        ("90分後", minutes(90)),
        ("90分間以内に", minutes(90)),
        ("４８時間後", minutes(48 * 60)),
        ("3開庁日後 17:00", open(3, five)),
        ("3開庁日後の17時", open(3, five)),
        ("3営業日以内", open(3, At::Closing)),
        ("3営業日以内 17:00", open(3, five)),
        ("+3 open days 17:00", open(3, five)),
        ("+1 business day at 17:00", open(1, five)),
        ("+2 working days at noon", open(2, At::Minute(720))),
        ("within 3 open days", open(3, At::Closing)),
        ("3平日後終業", open(3, At::Closing)),
        ("3稼働日後 終業時刻", open(3, At::Closing)),
        ("3開庁日後 closing", open(3, At::Closing)),
        ("3開庁日後", open(3, At::Unsaid)),
        ("3開庁日後 24:00", open(3, At::Minute(1440))),
        ("3日後 9:30", calendar(3, At::Minute(570))),
        ("3日間以内", calendar(3, At::Closing)),
        ("2週間後", calendar(14, At::Unsaid)),
        ("2週後", calendar(14, At::Unsaid)),
        ("+2 weeks", calendar(14, At::Unsaid)),
        ("+2w", calendar(14, At::Unsaid)),
        ("+5d", calendar(5, At::Unsaid)),
        ("5 calendar days later", calendar(5, At::Unsaid)),
        ("翌日", calendar(1, At::Unsaid)),
        ("翌々日 12:00", calendar(2, At::Minute(720))),
        ("翌翌日", calendar(2, At::Unsaid)),
        ("翌開庁日 12:00", open(1, At::Minute(720))),
        ("翌々営業日中", open(2, At::Closing)),
        ("翌日中に", calendar(1, At::Closing)),
        ("当日 17:00", calendar(0, five)),
        ("同日中", calendar(0, At::Closing)),
        ("same day 17:00", calendar(0, five)),
        ("next day", calendar(1, At::Unsaid)),
        ("next open day at closing", open(1, At::Closing)),
        ("next business day 17:00", open(1, five)),
        ("発出日の翌日", calendar(1, At::Unsaid)),
        ("発出日の3日後", calendar(3, At::Unsaid)),
        (" 3開庁日後 17:00 まで ", open(3, five)),
        ("3開庁日後17時必着", open(3, five)),
        ("1000開庁日後", open(1000, At::Unsaid)),
        ("142週間後", calendar(994, At::Unsaid)),
        ("24000時間後", minutes(24_000 * 60)),
    ] {
        assert_eq!(read(text), Ok(expected), "{text:?}");
    }
}

#[test]
fn what_does_not_and_where() {
    for (text, kind, words) in [
        ("", Kind::NotRelative, ""),
        ("  ", Kind::NotRelative, ""),
        ("48時間", Kind::NotRelative, "48時間"),
        ("3開庁日", Kind::NotRelative, "3開庁日"),
        ("3日 17:00", Kind::NotRelative, "3日 17:00"),
        ("後", Kind::NotRelative, "後"),
        ("+", Kind::NotRelative, "+"),
        ("+3", Kind::NotRelative, "+3"),
        ("+3 opendays", Kind::NotRelative, "+3 opendays"),
        ("+3 open", Kind::NotRelative, "+3 open"),
        ("next week", Kind::NotRelative, "next week"),
        ("next open", Kind::NotRelative, "next open"),
        ("翌朝", Kind::NotRelative, "翌朝"),
        ("2025-09-11", Kind::NotRelative, "2025-09-11"),
        ("3日後\u{0}", Kind::NotRelative, "3日後\u{0}"),
        (" 1001開庁日後 17:00", Kind::TooFar, "1001開庁日後"),
        ("+1001d", Kind::TooFar, "+1001d"),
        ("143週間後", Kind::TooFar, "143週間後"),
        ("24000時間1分後", Kind::TooFar, "24000時間1分後"),
        ("24001時間後", Kind::TooFar, "24001時間後"),
        ("3開庁日後 25:00", Kind::NoSuchTime, "25"),
        ("3開庁日後 17:60", Kind::NoSuchTime, "60"),
        ("3開庁日後 17:00:30", Kind::NoSuchTime, "17:00:30"),
        ("3開庁日後 17:00 です", Kind::Trailing, "です"),
        ("48時間後 17:00", Kind::Trailing, "17:00"),
        ("翌日か翌々日", Kind::Trailing, "か翌々日"),
    ] {
        let error = read(text).unwrap_err();
        assert_eq!((error.kind, &text[error.span]), (kind, words), "{text:?}");
    }
    let long = format!("3開庁日後{}", " ".repeat(2000));
    assert_eq!(read(&long).map_err(|error| error.kind), Err(Kind::NotRelative));
}

#[test]
fn where_the_words_of_a_limit_begin() {
    for (text, said) in [
        ("3開庁日後 17:00まで", "3開庁日後 17:00"),
        ("3開庁日後 17:00 必着", "3開庁日後 17:00"),
        (" 翌日中に提出", ""),
        ("48時間後", "48時間後"),
        ("3営業日以内に", "3営業日以内に"),
    ] {
        let found = read_before_limit(text).map(|(_, at)| &text[..at]);
        match found {
            Ok(found) => assert_eq!(found, said, "{text:?}"),
            Err(error) => assert_eq!((error.kind, said), (Kind::Trailing, ""), "{text:?}"),
        }
    }
}

#[test]
fn a_relative_moment_is_written_as_it_is_read() {
    for count in [1, 2, 3, 10] {
        for minute in [0, 5, 570, 600, 1020, 1439] {
            for latin in [false, true] {
                let text = Relative::open_days(count, minute, latin);
                assert_eq!(read(&text), Ok(open(count, At::Minute(minute))), "{text}");
                assert_eq!(text.is_ascii(), latin);
            }
        }
    }
    assert_eq!(Relative::open_days(3, 1020, false), "3開庁日後 17:00");
    assert_eq!(Relative::open_days(3, 545, true), "+3 open days 9:05");
    assert_eq!(Relative::open_days(1, 545, true), "+1 open day 9:05");
}

fn day(text: &str) -> NaiveDate {
    NaiveDate::parse_from_str(text, "%Y-%m-%d").unwrap()
}

/// A window as text: its dates for 2025-09-09, its days (one letter per weekday) and its hours.
fn window(text: &str) -> Option<String> {
    let window = read_window(text)?;
    let dates = window.dates.map_or_else(String::new, |dates| {
        let resolved = dates.resolve(day("2025-09-09"));
        resolved.map_or_else(|| "none ".to_owned(), |(first, last)| format!("{first}..{last} "))
    });
    let hours: Vec<String> = window
        .hours
        .iter()
        .map(|(from, until)| format!(" {}:{:02}-{}:{:02}", from / 60, from % 60, until / 60, until % 60))
        .collect();
    Some(format!("{dates}{}{}", shown(window.days), hours.join("")))
}

fn shown(days: SendDays) -> String {
    match days {
        SendDays::Open => "open".to_owned(),
        SendDays::Every => "every".to_owned(),
        SendDays::Weekdays(bits) => "月火水木金土日"
            .chars()
            .enumerate()
            .filter(|(at, _)| bits >> at & 1 == 1)
            .map(|(_, c)| c)
            .collect(),
    }
}

#[test]
fn windows_of_dates_days_and_hours() {
    for (text, expected) in [
        ("平日 9:30〜12:00", Some("open 9:30-12:00")),
        ("開庁日の9時30分から12時", Some("open 9:30-12:00")),
        ("毎日 9:30", Some("every 9:30-9:30")),
        ("全日", Some("every")),
        ("daily 9:30-12:00", Some("every 9:30-12:00")),
        (
            "weekdays 9:30-12:00, 13:00-17:00",
            Some("open 9:30-12:00 13:00-17:00"),
        ),
        ("business days", Some("open")),
        ("9:30〜12:00、13:00〜17:00", Some("open 9:30-12:00 13:00-17:00")),
        ("9:30〜12:00まで", Some("open 9:30-12:00")),
        ("月・水・金", Some("月水金")),
        ("毎週月曜日", Some("月")),
        ("火〜木 10:00", Some("火水木 10:00-10:00")),
        ("金〜月", Some("月金土日")),
        ("月〜月", Some("月")),
        ("月、水〜金、日", Some("月水木金日")),
        ("月及び火と水/木", Some("月火水木")),
        ("Mon-Wed, Friday", Some("月火水金")),
        ("sunday", Some("日")),
        ("令和8年4月1日〜4月30日", Some("2026-04-01..2026-04-30 open")),
        (
            "2026-04-01〜2026-04-30 平日 9:30〜12:00",
            Some("2026-04-01..2026-04-30 open 9:30-12:00"),
        ),
        ("4/1〜4/10", Some("2026-04-01..2026-04-10 open")),
        ("10月1日", Some("2025-10-01..2025-10-01 open")),
        ("12/20〜1/10 毎日", Some("2025-12-20..2026-01-10 every")),
        ("2026-04-30〜2026-04-01", Some("none open")),
        ("9:30〜9:30", Some("open 9:30-9:30")),
        ("12:00〜9:30", None),
        ("9:30〜12:00、12:00〜13:00", None),
        ("9:30〜12:00、12:01〜13:00", Some("open 9:30-12:00 12:01-13:00")),
        ("13:00〜17:00、9:30〜12:00", None),
        ("9:30〜", None),
        ("9:30:30〜12:00", None),
        ("25:00", None),
        ("", None),
        ("、", None),
        ("いつでも", None),
        ("平日 いつでも", None),
        ("4月1日 17:00〜4月2日", None),
        ("平日 平日", None),
        ("9:30〜12:00 平日", None),
    ] {
        assert_eq!(window(text).as_deref(), expected, "{text:?}");
    }
    assert_eq!(read_window(&format!("平日{}", " ".repeat(2000))), None);
}

#[test]
fn the_parts_of_a_window_by_themselves() {
    assert!(read_dates("4/1〜4/10").is_some());
    assert_eq!(read_dates("4/1 毎日"), None);
    assert_eq!(read_dates("4/1〜4/10 9:30"), None);
    assert_eq!(read_dates("平日"), None);
    for (text, expected) in [
        (" 平日 ", Some("open")),
        ("毎日", Some("every")),
        ("土日", Some("土日")),
        ("土・日", Some("土日")),
        ("平日 9:30", None),
        ("月曜", Some("月")),
        ("", None),
    ] {
        assert_eq!(read_days(text).map(shown).as_deref(), expected, "{text:?}");
    }
    assert_eq!(read_days(&format!("平日{}", " ".repeat(2000))), None);
    for (text, expected) in [
        ("9:30〜12:00", Some(vec![(570, 720)])),
        ("9:30〜12:00、13:00〜17:00", Some(vec![(570, 720), (780, 1020)])),
        ("平日 9:30〜12:00", Some(vec![(570, 720)])),
        ("毎日 9:30〜12:00", None),
        ("4/1 9:30〜12:00", None),
        ("平日", None),
    ] {
        assert_eq!(read_hours(text), expected, "{text:?}");
    }
}

#[test]
fn the_last_day_of_a_window_is_within_a_year() {
    let last = |text: &str| {
        let dates = read_dates(text).unwrap();
        dates.last_after(dates.first.date(day("2025-09-09")).unwrap())
    };
    assert_eq!(last("2025-10-01〜9/30"), Some(day("2026-09-30")));
    assert_eq!(last("2025-10-01〜10/1"), Some(day("2025-10-01")));
    assert_eq!(last("2027-03-01〜2/29"), Some(day("2028-02-29")));
    // Without a year 29 February is at most one year ahead.
    assert_eq!(last("2025-02-01〜2月29日"), None);
    assert_eq!(last("2025-10-01〜2030-09-30"), Some(day("2030-09-30")));
}

#[test]
fn days_that_a_window_takes() {
    let days = [
        Weekday::Mon,
        Weekday::Tue,
        Weekday::Wed,
        Weekday::Thu,
        Weekday::Fri,
        Weekday::Sat,
        Weekday::Sun,
    ];
    let taken = |send: SendDays, closed: bool| -> Vec<usize> {
        (0..7).filter(|at| send.take(days[*at], closed)).collect()
    };
    let all: Vec<usize> = (0..7).collect();
    assert_eq!(
        (taken(SendDays::Open, false), taken(SendDays::Open, true)),
        (all.clone(), vec![])
    );
    assert_eq!(
        (taken(SendDays::Every, false), taken(SendDays::Every, true)),
        (all.clone(), all)
    );
    // A named weekday does not include a holiday, but a named Saturday is included.
    let named = SendDays::Weekdays(0b110_0101);
    assert_eq!(
        (taken(named, false), taken(named, true)),
        (vec![0, 2, 5, 6], vec![5, 6])
    );
}
