//! Expansion of rules over a window, against other implementations and calendars.

#![allow(clippy::unwrap_used, clippy::panic, reason = "tests")]

use chrono::{Datelike, Days, NaiveDate, NaiveDateTime};
use ical_span::recurrence::rule::{MAX_STEPS, Rule, Window};

fn at(text: &str) -> NaiveDateTime {
    NaiveDateTime::parse_from_str(text, "%Y%m%dT%H%M%S").unwrap()
}

fn year() -> Window {
    let from = at("20250908T093000");
    Window {
        from,
        until: from + Days::new(365),
    }
}

#[test]
fn rules_of_weeks_and_times_expand_as_an_independent_library_expands_them() {
    let text = include_str!("data/recurrences_by_week_and_time.txt");
    let mut rows = 0;
    for line in text.lines().filter(|line| !line.starts_with('#')) {
        let [first, rule, except, expected] = *line.split('|').collect::<Vec<_>>() else {
            panic!("{line}")
        };
        let first = at(first);
        let (mut starts, cut) = Rule::parse(rule).unwrap().starts(first, year());
        assert!(!cut, "{line}");
        if first >= year().from && first <= year().until {
            starts.insert(0, first);
        }
        if !except.is_empty() {
            let rule = Rule::parse(except).unwrap();
            let (taken, cut) = rule.excluded_within(first, year(), &mut { MAX_STEPS });
            assert!(!cut, "{line}");
            starts.retain(|start| !taken.contains(start));
        }
        let starts: Vec<String> = starts
            .iter()
            .map(|at| at.format("%Y%m%dT%H%M%S").to_string())
            .collect();
        assert_eq!(starts.join(" "), expected, "{first} {rule} less {except}");
        rows += 1;
    }
    assert_eq!(rows, 394);
}

/// BYWEEKNO agrees with ISO 8601 weeks, from either end of the year, over two hundred years.
#[test]
fn weeks_are_those_of_iso_8601() {
    let window = Window {
        from: at("19480101T000000"),
        until: at("21501231T000000"),
    };
    let weeks_of = |year: i32| NaiveDate::from_ymd_opt(year, 12, 28).unwrap().iso_week().week();
    for week in [1, 2, 26, 52, 53] {
        let first = window.from;
        let days: Vec<NaiveDate> = first
            .date()
            .iter_days()
            .take_while(|day| day.year() <= 2150)
            .collect();
        let starts = |rule: String| {
            let (starts, _) = Rule::parse(&rule)
                .unwrap()
                .excluded_within(first, window, &mut { MAX_STEPS });
            starts.iter().map(NaiveDateTime::date).collect::<Vec<_>>()
        };
        let forward: Vec<NaiveDate> = days
            .iter()
            .copied()
            .filter(|day| day.iso_week().week() == week)
            .collect();
        let back: Vec<NaiveDate> = days
            .iter()
            .copied()
            .filter(|day| weeks_of(day.iso_week().year()) + 1 - day.iso_week().week() == week)
            .collect();
        let all = "BYDAY=MO,TU,WE,TH,FR,SA,SU";
        assert_eq!(starts(format!("FREQ=YEARLY;BYWEEKNO={week};{all}")), forward);
        assert_eq!(starts(format!("FREQ=YEARLY;BYWEEKNO=-{week};{all}")), back);
    }
}

#[test]
fn rules_expand_as_an_independent_library_expands_them() {
    let text = include_str!("data/recurrences.txt");
    let window = year();
    for line in text.lines().filter(|line| !line.starts_with('#')) {
        let [first, rule, expected] = *line.split('|').collect::<Vec<_>>() else {
            panic!("{line}")
        };
        let first = at(first);
        let (mut starts, cut) = Rule::parse(rule).unwrap().starts(first, window);
        assert!(!cut);
        if first >= window.from && first <= window.until {
            starts.insert(0, first);
        }
        let starts: Vec<String> = starts
            .iter()
            .map(|at| at.format("%Y%m%dT%H%M").to_string())
            .collect();
        assert_eq!(starts.join(" "), expected, "{first} {rule}");
    }
}

/// Each with the equivalent RFC 5545 rule.
#[test]
fn rules_of_vcalendar() {
    for (old, new) in [
        ("D1 #10", "FREQ=DAILY;COUNT=10"),
        ("D2", "FREQ=DAILY;INTERVAL=2;COUNT=2"),
        ("d3 #0", "FREQ=DAILY;INTERVAL=3"),
        ("W1 #4", "FREQ=WEEKLY;COUNT=4"),
        (
            "W2 MO WE 20251231T000000",
            "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,WE;UNTIL=20251231T000000",
        ),
        (
            "W1 TU TH 20251001T050000Z",
            "FREQ=WEEKLY;BYDAY=TU,TH;UNTIL=20251001T050000Z",
        ),
        ("W1 MO TH 20251001", "FREQ=WEEKLY;BYDAY=MO,TH;UNTIL=20251001"),
        // `#` counts periods, not occurrences: three weeks of two days.
        ("W1 MO FR #3", "FREQ=WEEKLY;BYDAY=MO,FR;COUNT=6"),
        ("MP1 1+ MO #0", "FREQ=MONTHLY;BYDAY=1MO"),
        ("MP6 2+ MO #2", "FREQ=MONTHLY;INTERVAL=6;BYDAY=2MO;COUNT=2"),
        ("MP1 1- FR #0", "FREQ=MONTHLY;BYDAY=-1FR"),
        (
            "MP1 1+ 3+ TU TH 1- FR #0",
            "FREQ=MONTHLY;BYDAY=1TU,3TU,1TH,3TH,-1FR",
        ),
        ("MP1 #3", "FREQ=MONTHLY;BYDAY=2MO;COUNT=3"),
        ("MD1 5 #0", "FREQ=MONTHLY;BYMONTHDAY=5"),
        ("MD1 8 20+ 3- #0", "FREQ=MONTHLY;BYMONTHDAY=8,20,-3"),
        ("MD2 LD #0", "FREQ=MONTHLY;INTERVAL=2;BYMONTHDAY=-1"),
        ("YM1 9 10 #1", "FREQ=YEARLY;BYMONTH=9,10;COUNT=2"),
        ("YM1 9 11 #0", "FREQ=YEARLY;BYMONTH=9,11"),
        ("YD1 100 251 #0", "FREQ=YEARLY;BYYEARDAY=100,251"),
        ("M60 #12", "FREQ=MINUTELY;INTERVAL=60;COUNT=12"),
        // An end date takes precedence over a count.
        ("D1 #2 20250910T235959", "FREQ=DAILY;UNTIL=20250910T235959"),
    ] {
        let first = at("20250908T140000");
        let starts = |rule: Rule| {
            let rule = rule.until_by(9 * 3600);
            let (starts, cut) = rule.starts(first, year());
            assert!(!cut);
            starts
        };
        let (a, b) = (
            starts(Rule::of(old, first).unwrap()),
            starts(Rule::parse(new).unwrap()),
        );
        assert_eq!(a, b, "{old} = {new}");
        assert!(!a.is_empty(), "{old}");
    }
}
