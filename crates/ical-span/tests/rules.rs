//! Which rules are valid, at each bound of their parts, and what their expansion costs.

#![allow(clippy::unwrap_used, reason = "tests")]

use chrono::{Days, NaiveDateTime};
use ical_span::recurrence::rule::{Rule, Window};

fn at(text: &str) -> NaiveDateTime {
    NaiveDateTime::parse_from_str(text, "%Y%m%dT%H%M%S").unwrap()
}

fn list(count: usize, item: &str) -> String {
    vec![item; count].join(",")
}

#[test]
fn parts_at_their_bounds() {
    for (parts, is_read) in [
        ("INTERVAL=1", true),
        ("INTERVAL=0", false),
        ("COUNT=1", true),
        ("COUNT=0", false),
        ("BYMONTH=1,12", true),
        ("BYMONTH=0", false),
        ("BYMONTH=13", false),
        ("BYMONTH=-1", false),
        ("BYMONTHDAY=31,-31", true),
        ("BYMONTHDAY=32", false),
        ("BYMONTHDAY=-32", false),
        ("BYMONTHDAY=0", false),
        ("BYYEARDAY=366,-366", true),
        ("BYYEARDAY=367", false),
        ("BYSETPOS=366,-366", true),
        ("BYSETPOS=0", false),
        ("BYHOUR=0,23", true),
        ("BYHOUR=24", false),
        ("BYHOUR=-1", false),
        ("BYMINUTE=59", true),
        ("BYMINUTE=60", false),
        ("BYSECOND=60", true),
        ("BYSECOND=61", false),
        ("WKST=SU", true),
        ("WKST=XX", false),
        ("RSCALE=gregorian", true),
        ("RSCALE=CHINESE", false),
        ("SKIP=omit", true),
        ("SKIP=BACKWARD", false),
        ("UNTIL=20251231", true),
        ("UNTIL=99991231T235959Z", true),
        ("UNTIL=soon", false),
        ("X=1", false),
        ("X", false),
        ("", true),
    ] {
        assert_eq!(
            Rule::parse(&format!("FREQ=DAILY;{parts}")).is_ok(),
            is_read,
            "{parts}"
        );
    }
    for part in ["BYMONTHDAY=1", "BYMONTH=1"] {
        let of = |count: usize| format!("FREQ=DAILY;{part}{}", ",1".repeat(count - 1));
        assert!(Rule::parse(&of(400)).is_ok());
        assert!(Rule::parse(&of(401)).is_err());
        assert!(Rule::parse(&of(402)).is_err());
    }
    assert!(Rule::parse(&format!("FREQ=WEEKLY;BYDAY={}", list(400, "MO"))).is_ok());
    assert!(Rule::parse(&format!("FREQ=WEEKLY;BYDAY={}", list(401, "MO"))).is_err());
    let long = |length: usize| format!("FREQ=DAILY{}", ";".repeat(length - "FREQ=DAILY".len()));
    assert!(Rule::parse(&long(4000)).is_ok());
    assert!(Rule::parse(&long(4001)).is_err());
}

#[test]
fn parts_that_go_together() {
    let numbers = |count: u32| {
        (0..count)
            .map(|number| number.to_string())
            .collect::<Vec<_>>()
            .join(",")
    };
    let (hours, minutes) = (numbers(24), numbers(60));
    for (rule, is_read) in [
        // An ordinal needs a month or a year.
        ("FREQ=DAILY;BYDAY=1MO".to_owned(), false),
        ("FREQ=WEEKLY;BYDAY=1MO".into(), false),
        ("FREQ=WEEKLY;BYDAY=MO".into(), true),
        ("FREQ=MONTHLY;BYDAY=1MO".into(), true),
        ("FREQ=YEARLY;BYDAY=53MO,-53MO".into(), true),
        ("FREQ=YEARLY;BYDAY=54MO".into(), false),
        ("FREQ=YEARLY;BYDAY=0MO".into(), false),
        ("FREQ=YEARLY;BYWEEKNO=1;BYDAY=1MO".into(), false),
        ("FREQ=YEARLY;BYWEEKNO=1;BYDAY=MO".into(), true),
        ("FREQ=DAILY;BYWEEKNO=1;BYDAY=MO".into(), true),
        // As many as a day has minutes.
        (format!("FREQ=DAILY;BYHOUR={hours};BYMINUTE={minutes}"), true),
        (
            format!("FREQ=DAILY;BYHOUR={hours};BYMINUTE={minutes};BYSECOND=1"),
            true,
        ),
        (
            format!("FREQ=DAILY;BYHOUR={hours};BYMINUTE={minutes};BYSECOND=1,2"),
            false,
        ),
        (
            format!("FREQ=YEARLY;BYMINUTE={minutes};BYSECOND={minutes}"),
            false,
        ),
        (format!("FREQ=HOURLY;BYMINUTE={minutes};BYSECOND={minutes}"), true),
        ("INTERVAL=2".into(), false),
    ] {
        assert_eq!(
            Rule::parse(&rule).is_ok(),
            is_read,
            "{}",
            &rule[..rule.len().min(80)]
        );
    }
    let utc = |rule| Rule::parse(rule).unwrap().until_utc();
    assert_eq!(
        utc("FREQ=DAILY;UNTIL=20251231T000000Z"),
        Some(at("20251231T000000"))
    );
    assert_eq!(
        utc("FREQ=DAILY;UNTIL=2025-12-31T09:00:00+09:00"),
        Some(at("20251231T000000"))
    );
    assert_eq!(utc("FREQ=DAILY;UNTIL=20251231T000000"), None);
    assert_eq!(utc("FREQ=DAILY"), None);
}

#[test]
fn words_of_vcalendar_at_their_bounds() {
    let first = at("20250908T140000");
    let long = |length: usize| format!("YD1{}", " ".repeat(length - 3));
    for (rule, is_read) in [
        ("D1", true),
        ("D0", false),
        ("D", false),
        ("1", false),
        ("Q1", false),
        ("MP1 MO", false),
        ("MP1 1+ MO", true),
        ("MP1 5- MO", true),
        ("MP1 6+ MO", false),
        ("MP1 1+", false),
        ("MP1 1+ MO 2+", false),
        ("MD1 31", true),
        ("MD1 32", false),
        ("MD1 31-", true),
        ("MD1 +5", false),
        ("MD1 ld", true),
        ("YM1 12", true),
        ("YM1 13", false),
        ("YM1 0", false),
        ("YD1 366", true),
        ("YD1 367", false),
        ("YD1 +5", false),
        ("W1 MO TU", true),
        ("W1 1", false),
        ("D1 MO", false),
        ("D1 #x", false),
        ("D1 20251231", true),
        ("D1 20251331", false),
        ("", false),
    ] {
        assert_eq!(Rule::of(rule, first).is_ok(), is_read, "{rule}");
    }
    assert!(Rule::of(&long(4000), first).is_ok());
    assert!(Rule::of(&long(4001), first).is_err());
    // YM takes the day of the start, and without months also its month.
    let window = Window {
        from: first,
        until: at("20301231T000000"),
    };
    for (old, new) in [
        ("YM1 #3", "FREQ=YEARLY;COUNT=3"),
        ("YM2 9 #2", "FREQ=YEARLY;INTERVAL=2;BYMONTH=9;COUNT=2"),
        ("D3 #3", "FREQ=DAILY;INTERVAL=3;COUNT=3"),
        ("M90 #5", "FREQ=MINUTELY;INTERVAL=90;COUNT=5"),
        ("MD1 #4", "FREQ=MONTHLY;COUNT=4"),
    ] {
        let starts = |rule: Rule| rule.starts(first, window).0;
        let (old_starts, new_starts) = (
            starts(Rule::of(old, first).unwrap()),
            starts(Rule::parse(new).unwrap()),
        );
        assert_eq!(old_starts, new_starts, "{old}");
        assert!(!old_starts.is_empty(), "{old}");
    }
}

/// Expansion is bounded, and reports what it has spent.
#[test]
fn a_rule_costs_what_it_looks_at() {
    let first = at("19500908T140000");
    let year = Window {
        from: at("20250908T000000"),
        until: at("20260907T000000"),
    };
    for (rule, most, starts) in [
        // The search starts near the window.
        ("FREQ=DAILY;INTERVAL=30", 120, 12),
        ("FREQ=WEEKLY", 700, 52),
        ("FREQ=MONTHLY", 1200, 12),
        // An excluded month costs one look, and a yearly date is searched for in its month only.
        ("FREQ=YEARLY", 300, 1),
        ("FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=1", 300, 1),
    ] {
        let mut steps = most;
        let (found, cut) = Rule::parse(rule).unwrap().starts_within(first, year, &mut steps);
        assert_eq!(
            (found.len(), cut),
            (starts, false),
            "{rule}: {steps} left of {most}"
        );
        assert!(steps < most, "{rule}");
    }
    // COUNT must be expanded from the start.
    let counted = Rule::parse("FREQ=YEARLY;COUNT=100").unwrap();
    assert!(!counted.starts_within(first, year, &mut 4000).1);
    assert!(counted.starts_within(first, year, &mut 1000).1);
    // Without budget nothing is expanded, and no more than the budget is spent.
    for rule in ["FREQ=DAILY", "FREQ=SECONDLY", "FREQ=HOURLY;BYMINUTE=0,30"] {
        for given in 0..12 {
            let mut steps = given;
            let (found, cut) = Rule::parse(rule)
                .unwrap()
                .starts_within(year.from, year, &mut steps);
            assert!(
                cut && found.len() <= given && steps <= given,
                "{rule} {given}: {steps}"
            );
        }
    }
    // Several starts in one hour cost a look each.
    let day = Window {
        from: at("20250908T000000"),
        until: at("20250908T235959"),
    };
    let spent = |rule: &str| {
        let mut steps = 1_000_000;
        let (found, cut) = Rule::parse(rule)
            .unwrap()
            .starts_within(day.from, day, &mut steps);
        assert!(!cut, "{rule}");
        (found.len(), 1_000_000 - steps)
    };
    let (one, of_one) = spent("FREQ=HOURLY;BYMINUTE=5");
    let (three, of_three) = spent("FREQ=HOURLY;BYMINUTE=5,15,25");
    assert_eq!((one, three), (24, 72));
    // Keeping a start costs four looks more.
    assert_eq!((of_one, of_three - of_one), (24 * 5 + 1, 48 * 5));
    assert_eq!(
        day.from.checked_add_days(Days::new(1)),
        Some(at("20250909T000000"))
    );
}
