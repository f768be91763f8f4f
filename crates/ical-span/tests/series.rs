//! Series: occurrences, exclusions, and changes from one occurrence on.

#![allow(clippy::unwrap_used, reason = "tests")]

use chrono::{NaiveDate, NaiveDateTime};
use docspan::Span;
use ical_span::recurrence::rule::{MAX_STARTS, Rule};
use ical_span::recurrence::{
    DateOrDateTime, Occurrence, Occurrences, Rdate, Recurrence, StartOffset, ThisAndFuture,
};
use ical_span::zones::{Clock, by_name};
use office_calendar::hours::{Moment, Zone};

const HOUR: i64 = 3600;
const DAY: i64 = 24 * HOUR;

fn local(text: &str) -> NaiveDateTime {
    NaiveDateTime::parse_from_str(text, "%Y%m%dT%H%M%S").unwrap()
}

fn day(text: &str) -> NaiveDate {
    NaiveDate::parse_from_str(text, "%Y%m%d").unwrap()
}

fn japan(text: &str) -> Moment {
    Moment::from_japan(local(text))
}

fn utc(text: &str) -> Moment {
    Moment(local(text).and_utc().timestamp())
}

/// Starts on Monday 2025-09-08 at 14:00.
fn series(rules: &[&str]) -> Recurrence {
    let clock = Clock::Zone(Zone::Japan);
    let mut series = Recurrence::new(Span::default(), local("20250908T140000"), false, clock);
    series.rules = rules.iter().map(|rule| Rule::parse(rule).unwrap()).collect();
    series
}

fn days(rules: &[&str]) -> Recurrence {
    let clock = Clock::Zone(Zone::Japan);
    let mut series = Recurrence::new(Span::default(), local("20250908T000000"), true, clock);
    series.rules = rules.iter().map(|rule| Rule::parse(rule).unwrap()).collect();
    series
}

/// The days of September on which an occurrence starts in Japan, with the time if it is not 14:00 or midnight.
fn shown(found: &Occurrences) -> Vec<String> {
    let one = |start: &Occurrence| {
        let at = start.at.japan();
        match at.format("%H%M%S").to_string().as_str() {
            "140000" | "000000" => at.format("%-d").to_string(),
            other => format!("{}@{other}", at.format("%-d")),
        }
    };
    found.starts.iter().map(one).collect()
}

#[test]
fn a_window_holds_what_is_not_over_and_what_starts_in_it() {
    let daily = series(&["FREQ=DAILY;COUNT=6"]);
    let between = |series: &Recurrence, from: Moment, until: Moment| shown(&series.between(from, until));
    let third = japan("20250910T140000");
    let fifth = japan("20250912T140000");
    assert_eq!(between(&daily, third, fifth), ["10", "11", "12"]);
    assert_eq!(between(&daily, third.plus(1), fifth.plus(-1)), ["11"]);
    assert_eq!(
        between(&daily, japan("20250801T000000"), fifth),
        ["8", "9", "10", "11", "12"]
    );
    assert_eq!(
        between(&daily, third, japan("20251001T000000")),
        ["10", "11", "12", "13"]
    );
    // An occurrence stays in the window until its due, or else for its length.
    for (due, length, seconds) in [
        (None, Some(StartOffset::Time(HOUR)), HOUR),
        (
            Some(StartOffset::Time(2 * HOUR)),
            Some(StartOffset::Time(60)),
            2 * HOUR,
        ),
        (Some(StartOffset::Time(-HOUR)), None, 0),
        (None, Some(StartOffset::Time(3 * DAY)), 3 * DAY),
        // To the end of the day in Japan.
        (Some(StartOffset::Day(0)), None, 10 * HOUR - 1),
        (
            Some(StartOffset::Day(2)),
            Some(StartOffset::Time(1)),
            2 * DAY + 10 * HOUR - 1,
        ),
    ] {
        let mut task = series(&["FREQ=WEEKLY;COUNT=2"]);
        (task.due_after, task.length) = (due, length);
        let first = japan("20250908T140000");
        let until = japan("20250914T000000");
        assert_eq!(
            between(&task, first.plus(seconds), until),
            ["8"],
            "{due:?} {length:?}"
        );
        assert!(
            between(&task, first.plus(seconds + 1), until).is_empty(),
            "{due:?} {length:?}"
        );
        let second = japan("20250915T140000");
        let far = japan("20251001T000000");
        assert_eq!(
            between(&task, second.plus(seconds), far),
            ["15"],
            "{due:?} {length:?}"
        );
        assert!(
            between(&task, second.plus(seconds + 1), far).is_empty(),
            "{due:?} {length:?}"
        );
    }
    // A DATE lasts until the day's end.
    let dates = days(&["FREQ=WEEKLY;COUNT=2"]);
    let far = japan("20251001T000000");
    assert_eq!(between(&dates, japan("20250915T235959"), far), ["15"]);
    assert!(between(&dates, japan("20250916T000000"), far).is_empty());
    // A period has its own length.
    let mut periods = series(&[]);
    periods.length = Some(StartOffset::Time(10 * HOUR));
    periods.rdates.push(Rdate {
        at: DateOrDateTime::Floating(local("20250910T140000")),
        length: Some(2 * HOUR),
    });
    assert_eq!(between(&periods, third.plus(2 * HOUR), far), ["10"]);
    assert!(between(&periods, third.plus(2 * HOUR + 1), far).is_empty());
}

#[test]
fn dates_besides_and_of_two_at_one_time_that_with_a_length() {
    let mut series = series(&["FREQ=DAILY;COUNT=3"]);
    for (at, length) in [
        (DateOrDateTime::Floating(local("20250909T140000")), Some(HOUR)),
        (
            DateOrDateTime::Moment(utc("20250911T050000"), local("20250911T050000")),
            None,
        ),
        (DateOrDateTime::Day(day("20250912")), None),
        (DateOrDateTime::Floating(local("20250907T140000")), None),
    ] {
        series.rdates.push(Rdate { at, length });
    }
    let found = series.between(japan("20250901T000000"), japan("20251001T000000"));
    assert_eq!(shown(&found), ["7", "8", "9", "10", "11", "12"]);
    let lengths: Vec<Option<i64>> = found.starts.iter().map(|start| start.length).collect();
    assert_eq!(lengths, [None, None, Some(HOUR), None, None, None]);
    let days: Vec<NaiveDate> = found.starts.iter().map(|start| start.day).collect();
    assert!(
        days.iter()
            .map(|day| day.format("%-d").to_string())
            .eq(shown(&found))
    );
}

#[test]
fn what_is_excluded_does_not_start_and_what_excludes_nothing_is_told() {
    let (from, until) = (japan("20250901T000000"), japan("20250930T000000"));
    for (excluded, left, unmatched) in [
        (
            DateOrDateTime::Moment(utc("20250909T050000"), local("20250909T050000")),
            vec!["8", "10"],
            vec![],
        ),
        (
            DateOrDateTime::Floating(local("20250910T140000")),
            vec!["8", "9"],
            vec![],
        ),
        (DateOrDateTime::Day(day("20250908")), vec!["9", "10"], vec![]),
        (
            DateOrDateTime::Floating(local("20250910T140001")),
            vec!["8", "9", "10"],
            vec![japan("20250910T140001")],
        ),
        (
            DateOrDateTime::Day(day("20250911")),
            vec!["8", "9", "10"],
            vec![japan("20250911T000000")],
        ),
        // Outside the window nothing is compared.
        (
            DateOrDateTime::Floating(local("20250831T140000")),
            vec!["8", "9", "10"],
            vec![],
        ),
        (
            DateOrDateTime::Floating(local("20250930T000000")),
            vec!["8", "9", "10"],
            vec![until],
        ),
        (
            DateOrDateTime::Floating(local("20250901T000000")),
            vec!["8", "9", "10"],
            vec![from],
        ),
        (
            DateOrDateTime::Floating(local("20250930T000001")),
            vec!["8", "9", "10"],
            vec![],
        ),
    ] {
        let mut series = series(&["FREQ=DAILY;COUNT=3"]);
        series.exclude([excluded]);
        let found = series.between(from, until);
        assert_eq!(
            (shown(&found), found.unmatched),
            (left.iter().map(|day| (*day).to_owned()).collect(), unmatched),
            "{excluded:?}"
        );
        assert!(!found.cut);
    }
    // Each once, in order.
    let mut several = series(&["FREQ=DAILY;COUNT=3"]);
    let odd = [
        DateOrDateTime::Day(day("20250920")),
        DateOrDateTime::Floating(local("20250919T140000")),
        DateOrDateTime::Day(day("20250920")),
    ];
    several.exclude(odd);
    assert_eq!(
        several.between(from, until).unmatched,
        [japan("20250919T140000"), japan("20250920T000000")]
    );
    // In a series of DATEs an excluded time means its day: in Japan, or as written.
    for (excluded, left) in [
        (
            DateOrDateTime::Moment(utc("20250909T000000"), local("20250909T000000")),
            ["8", "10"],
        ),
        (
            DateOrDateTime::Moment(utc("20250908T150000"), local("20250908T150000")),
            ["8", "10"],
        ),
        (
            DateOrDateTime::Moment(utc("20250908T150000"), local("20250909T000000")),
            ["8", "10"],
        ),
        (
            DateOrDateTime::Moment(utc("20250909T133000"), local("20250909T133000")),
            ["8", "10"],
        ),
        // One o'clock in Japan, and four in the afternoon where it was written.
        (
            DateOrDateTime::Moment(utc("20250909T160000"), local("20250909T160000")),
            ["8", "10"],
        ),
        (DateOrDateTime::Floating(local("20250909T090000")), ["8", "10"]),
        (DateOrDateTime::Day(day("20250910")), ["8", "9"]),
    ] {
        let mut dates = days(&["FREQ=DAILY;COUNT=3"]);
        dates.exclude([excluded]);
        assert_eq!(shown(&dates.between(from, until)), left, "{excluded:?}");
    }
}

/// A time besides the rule of a series of dates is the day that it means.
#[test]
fn dates_besides_in_a_series_of_dates() {
    let mut dates = days(&["FREQ=DAILY;COUNT=2"]);
    for at in [
        DateOrDateTime::Moment(utc("20250910T150000"), local("20250910T150000")),
        DateOrDateTime::Floating(local("20250912T090000")),
        DateOrDateTime::Day(day("20250913")),
        DateOrDateTime::Moment(utc("20250914T000000"), local("20250914T000000")),
    ] {
        dates.rdates.push(Rdate { at, length: None });
    }
    let found = dates.between(japan("20250901T000000"), japan("20250930T000000"));
    assert_eq!(shown(&found), ["8", "9", "11", "12", "13", "14"]);
}

#[test]
fn a_rule_that_is_not_followed_to_its_end_is_told() {
    let window = (japan("20250901T000000"), japan("20250930T000000"));
    for (rules, cut) in [
        (&["FREQ=DAILY"][..], true),
        (&["FREQ=DAILY", "FREQ=DAILY;COUNT=1"], true),
        (&["FREQ=DAILY;COUNT=1", "FREQ=DAILY"], true),
        (&["FREQ=DAILY;COUNT=1"], false),
    ] {
        let found = series(rules).between_within(window.0, window.1, &mut 8);
        assert_eq!(found.cut, cut, "{rules:?}");
    }
}

#[test]
fn rules_that_exclude() {
    let (from, until) = (japan("20250901T000000"), japan("20250930T000000"));
    let mut daily = series(&["FREQ=DAILY;COUNT=6"]);
    daily.exrules.push(Rule::parse("FREQ=DAILY;INTERVAL=2").unwrap());
    assert_eq!(shown(&daily.between(from, until)), ["9", "11", "13"]);
    daily.exrules.push(Rule::parse("FREQ=WEEKLY;BYDAY=TH").unwrap());
    assert_eq!(shown(&daily.between(from, until)), ["9", "13"]);
    // An occurrence whose exclusion could not be checked is left out, and the cut is reported.
    let mut steps = 12;
    let found = daily.between_within(from, until, &mut steps);
    assert!(found.cut && found.starts.len() < 2, "{found:?}");
    assert!(found.unmatched.is_empty());
    assert!(steps < 12);
}

#[test]
fn what_is_changed_from_one_on_and_all_that_follow() {
    let (from, until) = (japan("20250901T000000"), japan("20250930T000000"));
    let mut whole = series(&["FREQ=DAILY;COUNT=7"]);
    whole.length = Some(StartOffset::Time(HOUR));
    let change = |start: &str, end: usize| ThisAndFuture {
        span: Span::new(1, end),
        start: japan(start),
        due_after: Some(StartOffset::Time(5)),
        length: Some(StartOffset::Time(6)),
    };
    let floating = |text: &str| DateOrDateTime::Floating(local(text));
    let parts = whole.split(&[
        (floating("20250913T140000"), None),
        (floating("20250910T140000"), Some(change("20250910T150000", 2))),
        (
            DateOrDateTime::Day(day("20250911")),
            Some(change("20250911T160000", 3)),
        ),
        (floating("20250912T140000"), Some(change("20250911T133000", 4))),
    ]);
    assert_eq!(shown(&whole.between(from, until)), ["8", "9"]);
    let shown_parts: Vec<Option<Vec<String>>> = parts
        .iter()
        .map(|part| part.as_ref().map(|part| shown(&part.between(from, until))))
        .collect();
    let texts = |all: &[&str]| Some(all.iter().map(|text| (*text).to_owned()).collect());
    // A DATE matches nothing in a series of times.
    assert_eq!(
        shown_parts,
        [
            None,
            texts(&["10@150000", "11@150000"]),
            None,
            texts(&["11@133000"])
        ]
    );
    let moved = parts[1].as_ref().unwrap();
    assert_eq!(
        (moved.span, moved.due_after, moved.length),
        (
            Span::new(1, 2),
            Some(StartOffset::Time(5)),
            Some(StartOffset::Time(6))
        )
    );
    // The window applies to the moved times.
    assert_eq!(
        shown(&moved.between(japan("20250910T150005"), until)),
        ["10@150000", "11@150000"]
    );
    assert_eq!(
        shown(&moved.between(japan("20250910T150006"), until)),
        ["11@150000"]
    );
    assert_eq!(
        shown(&moved.between(from, japan("20250911T145959"))),
        ["10@150000"]
    );
    let days_of: Vec<NaiveDate> = moved
        .between(from, until)
        .starts
        .iter()
        .map(|start| start.day)
        .collect();
    assert_eq!(days_of, [day("20250910"), day("20250911")]);
    // Moved past midnight, it belongs to the next day.
    let mut night = series(&["FREQ=DAILY;COUNT=3"]);
    let parts = night.split(&[(floating("20250909T140000"), Some(change("20250910T010000", 2)))]);
    let found = parts[0].as_ref().unwrap().between(from, until);
    assert_eq!(shown(&found), ["10@010000", "11@010000"]);
    assert_eq!(found.starts[0].day, day("20250910"));
    // A DATE matches in a series of DATEs.
    let mut dates = days(&["FREQ=DAILY;COUNT=4"]);
    let parts = dates.split(&[(
        DateOrDateTime::Day(day("20250910")),
        Some(change("20250911T000000", 2)),
    )]);
    assert_eq!(shown(&dates.between(from, until)), ["8", "9"]);
    assert_eq!(
        shown(&parts[0].as_ref().unwrap().between(from, until)),
        ["11", "12"]
    );
    assert_eq!(
        shown(&series(&["FREQ=DAILY;COUNT=2"]).between(from, until)),
        ["8", "9"]
    );
}

#[test]
fn no_more_starts_than_the_bound() {
    let (from, until) = (japan("20250901T000000"), japan("20400101T000000"));
    for (count, cut) in [
        (MAX_STARTS, false),
        (MAX_STARTS + 1, true),
        (MAX_STARTS + 2, true),
    ] {
        let found = series(&[&format!("FREQ=DAILY;COUNT={count}")]).between(from, until);
        assert_eq!((found.starts.len(), found.cut), (MAX_STARTS, cut), "{count}");
    }
}

#[test]
fn until_in_utc_is_compared_as_a_moment() {
    let (from, until) = (utc("20250301T000000"), utc("20250401T000000"));
    // New York changes from UTC-5 to UTC-4 on 9 March.
    for (last, count) in [
        ("20250308T235959Z", 1),
        ("20250309T000000Z", 2),
        ("20250309T225959Z", 2),
        ("20250309T230000Z", 3),
        ("20250310T225959Z", 3),
        ("20250310T230000Z", 4),
    ] {
        let mut series = Recurrence::new(
            Span::default(),
            local("20250307T190000"),
            false,
            by_name("America/New_York").unwrap(),
        );
        series.rules = vec![Rule::parse(&format!("FREQ=DAILY;UNTIL={last}")).unwrap()];
        let found = series.between(from, until);
        assert_eq!(found.starts.len(), count, "{last}");
        assert_eq!(found.starts[0].at, utc("20250308T000000"));
        if count > 2 {
            assert_eq!(found.starts[2].at, utc("20250309T230000"));
        }
    }
    // Within a day, and as DATEs.
    let mut hourly = series(&["FREQ=HOURLY;UNTIL=20250908T070000Z"]);
    let wide = (japan("20250901T000000"), japan("20250930T000000"));
    assert_eq!(
        shown(&hourly.between(wide.0, wide.1)),
        ["8", "8@150000", "8@160000"]
    );
    hourly.rules = vec![Rule::parse("FREQ=HOURLY;COUNT=30").unwrap()];
    assert_eq!(
        shown(&hourly.between(japan("20250909T180000"), wide.1)),
        ["9@180000", "9@190000"]
    );
}

#[test]
fn the_day_by_which_people_know_an_occurrence() {
    let start = |at: Moment, day: NaiveDate, length| Occurrence { at, day, length };
    let night = start(utc("20250908T160000"), day("20250908"), None);
    let mut task = series(&[]);
    assert_eq!(
        (task.due_of(&night), task.day_here(night)),
        (None, day("20250909"))
    );
    task.due_after = Some(StartOffset::Time(24 * HOUR));
    assert_eq!(
        (task.due_of(&night), task.day_here(night)),
        (Some(StartOffset::Time(DAY)), day("20250910"))
    );
    task.due_after = Some(StartOffset::Day(3));
    assert_eq!(
        (task.due_of(&night), task.day_here(night)),
        (Some(StartOffset::Day(3)), day("20250911"))
    );
    let period = start(night.at, night.day, Some(60));
    assert_eq!(
        (task.due_of(&period), task.day_here(period)),
        (Some(StartOffset::Time(60)), day("20250909"))
    );
    let dates = days(&[]);
    assert_eq!(
        (dates.due_of(&period), dates.day_here(period)),
        (None, day("20250908"))
    );
    assert_eq!(night.day_after(2), day("20250910"));
    assert_eq!(night.day_after(-8), day("20250831"));
    assert_eq!(night.day_after(i64::MAX), night.day);
}
