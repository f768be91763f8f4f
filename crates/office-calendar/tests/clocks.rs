//! Compares the clocks with a minute-by-minute count, and tests the relation of intervals to office hours.

#![allow(clippy::unwrap_used, clippy::panic, reason = "tests")]

use chrono::{NaiveDate, NaiveDateTime};
use office_calendar::clocks::{Clocks, Fit, OfficeCalendar, PauseFit};
use office_calendar::closed_days::ClosedDays;
use office_calendar::hours::{DAY, Hours, JAPAN_OFFSET, Moment, OfficeHours, Zone};
use office_calendar::yearly::YearlyPeriod;

const OFFICE: Hours = Hours {
    from: 9 * 60 + 30,
    until: 18 * 60 + 15,
};
const PAUSE: Hours = Hours {
    from: 12 * 60,
    until: 13 * 60,
};

fn day(text: &str) -> NaiveDate {
    NaiveDate::parse_from_str(text, "%Y-%m-%d").unwrap()
}

fn local(text: &str) -> NaiveDateTime {
    NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M:%S")
        .or_else(|_| NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M"))
        .unwrap()
}

fn japan(text: &str) -> Moment {
    Moment::from_japan(local(text))
}

fn hours(zone: Zone) -> OfficeHours {
    OfficeHours {
        office: OFFICE,
        pause: Some(PAUSE),
        zone,
    }
}

fn named(name: &str) -> Zone {
    Zone::by_name(name).unwrap()
}

/// The clocks by counting every minute; for moments on whole minutes.
fn by_minutes(calendar: &OfficeCalendar<'_>, from: Moment, until: Moment) -> Clocks {
    let mut clocks = Clocks {
        elapsed: until.0 - from.0,
        open: 0,
        working: 0,
    };
    let mut at = from;
    while at < until {
        let shown = calendar.hours.zone.local(at);
        if !calendar.closed.is_closed(shown.date) {
            clocks.open += 60;
            let minute = u32::try_from(shown.second / 60).unwrap();
            let is_in = |hours: Hours| (hours.from..hours.until).contains(&minute);
            if is_in(calendar.hours.office) && !calendar.hours.pause.is_some_and(is_in) {
                clocks.working += 60;
            }
        }
        at = at.plus(60);
    }
    clocks
}

#[test]
fn the_clocks_agree_with_a_count_of_minutes() {
    // Clock changes are on Sundays, which are closed; a closure and an opening of the office's own vary that.
    let closed = ClosedDays::new()
        .with_closures([(day("2025-09-10"), "移転".to_owned())])
        .with_openings([(day("2025-03-09"), "審議".to_owned())]);
    let mut pairs = 0;
    for (zone, first) in [
        (Zone::Japan, "2025-09-05 16:07"),
        (Zone::Japan, "2025-12-26 08:59"),
        (named("America/New_York"), "2025-03-07 20:13"),
        (named("America/New_York"), "2025-10-31 20:13"),
        (named("Europe/London"), "2025-03-28 18:31"),
        (named("Australia/Lord_Howe"), "2025-10-03 07:00"),
    ] {
        let calendar = OfficeCalendar {
            closed: &closed,
            hours: hours(zone),
        };
        let moments: Vec<Moment> = (0..17)
            .map(|step| japan(first).plus(step * (7 * 3600 + 11 * 60)))
            .collect();
        for from in &moments {
            for until in &moments {
                let expected = if until > from {
                    by_minutes(&calendar, *from, *until)
                } else {
                    Clocks {
                        elapsed: until.0 - from.0,
                        open: 0,
                        working: 0,
                    }
                };
                assert_eq!(
                    calendar.between(*from, *until),
                    expected,
                    "{zone:?} {from:?} {until:?}"
                );
                pairs += 1;
            }
        }
    }
    assert_eq!(pairs, 6 * 17 * 17);
}

#[test]
fn seconds_count_too() {
    let closed = ClosedDays::new();
    let calendar = OfficeCalendar {
        closed: &closed,
        hours: hours(Zone::Japan),
    };
    let clocks = |from, until| {
        let Clocks {
            elapsed,
            open,
            working,
        } = calendar.between(japan(from), japan(until));
        (elapsed, open, working)
    };
    assert_eq!(clocks("2025-09-09 09:29:59", "2025-09-09 09:30:01"), (2, 2, 1));
    assert_eq!(
        clocks("2025-09-09 11:59:58", "2025-09-09 13:00:03"),
        (3605, 3605, 5)
    );
    assert_eq!(
        clocks("2025-09-12 18:14:59", "2025-09-13 00:00:01"),
        (20_702, 20_701, 1)
    );
    // A Saturday, and from a Saturday into the Monday after it.
    assert_eq!(clocks("2025-09-13 10:00", "2025-09-13 11:00"), (3600, 0, 0));
    assert_eq!(
        clocks("2025-09-06 10:00", "2025-09-08 10:00"),
        (2 * DAY, 10 * 3600, 1800)
    );
}

#[test]
fn hours_and_their_seconds() {
    assert_eq!((OFFICE.start(), OFFICE.end()), (34_200, 65_700));
    assert_eq!(OFFICE.overlap(0, DAY), 31_500);
    assert_eq!(OFFICE.overlap(34_190, 34_205), 5);
    assert_eq!(OFFICE.overlap(65_690, 70_000), 10);
    assert_eq!(OFFICE.overlap(65_700, 70_000), 0);
    assert_eq!(OFFICE.overlap(70_000, 71_000), 0);
    let with_pause = hours(Zone::Japan);
    assert_eq!(with_pause.working_day(), 27_900);
    assert_eq!(
        OfficeHours {
            pause: None,
            ..with_pause
        }
        .working_day(),
        31_500
    );
    assert_eq!(with_pause.working_between(40_000, 50_000), 10_000 - 3600);
    assert_eq!(with_pause.working_between(50_000, 40_000), 0);
    for (second, is_in) in [
        (34_199, false),
        (34_200, true),
        (50_000, true),
        (65_700, true),
        (65_701, false),
    ] {
        assert_eq!(with_pause.contains(second), is_in, "{second}");
    }
}

#[test]
fn an_interval_lies_inside_or_outside() {
    let closed = ClosedDays::new();
    let calendar = OfficeCalendar {
        closed: &closed,
        hours: hours(Zone::Japan),
    };
    let late = OfficeHours {
        office: Hours {
            from: 13 * 60,
            until: 24 * 60,
        },
        pause: None,
        zone: Zone::Japan,
    };
    let until_midnight = OfficeCalendar {
        closed: &closed,
        hours: late,
    };
    for (from, until, expected) in [
        ("2025-09-09 09:30", "2025-09-09 18:15", Fit::Inside),
        ("2025-09-09 09:29:59", "2025-09-09 10:00", Fit::BeforeOpening(1)),
        ("2025-09-09 18:00", "2025-09-09 18:15:01", Fit::AfterClosing(1)),
        ("2025-09-09 08:00", "2025-09-09 19:00", Fit::BeforeOpening(5400)),
        (
            "2025-09-13 10:00",
            "2025-09-13 11:00",
            Fit::ClosedDay(day("2025-09-13")),
        ),
        (
            "2025-09-12 17:00",
            "2025-09-13 10:00",
            Fit::ClosedDay(day("2025-09-13")),
        ),
        ("2025-09-11 17:00", "2025-09-12 10:00", Fit::SeveralDays),
        ("2025-09-11 17:00", "2025-09-12 00:00", Fit::AfterClosing(20_700)),
        ("2025-09-12 00:00", "2025-09-12 00:00", Fit::BeforeOpening(34_200)),
        ("2025-09-10 17:00", "2025-09-12 00:00", Fit::SeveralDays),
    ] {
        assert_eq!(
            calendar.fit(japan(from), japan(until)),
            expected,
            "{from} {until}"
        );
    }
    let fit = |from, until| until_midnight.fit(japan(from), japan(until));
    assert_eq!(fit("2025-09-11 17:00", "2025-09-12 00:00"), Fit::Inside);
    assert_eq!(fit("2025-09-12 17:00", "2025-09-13 00:00"), Fit::Inside);
    assert_eq!(fit("2025-09-11 17:00", "2025-09-12 00:01"), Fit::SeveralDays);
}

#[test]
fn an_interval_meets_the_break_or_not() {
    let closed = ClosedDays::new();
    let calendar = OfficeCalendar {
        closed: &closed,
        hours: hours(Zone::Japan),
    };
    for (from, until, expected) in [
        ("2025-09-09 10:00", "2025-09-09 12:00", PauseFit::Clear),
        ("2025-09-09 13:00", "2025-09-09 14:00", PauseFit::Clear),
        ("2025-09-09 12:00", "2025-09-09 13:00", PauseFit::Within),
        ("2025-09-09 12:10", "2025-09-09 12:50", PauseFit::Within),
        ("2025-09-09 11:59:59", "2025-09-09 13:00", PauseFit::Over(3600)),
        ("2025-09-09 12:00", "2025-09-09 13:00:01", PauseFit::Over(3600)),
        ("2025-09-09 11:30", "2025-09-09 12:15", PauseFit::Over(900)),
        ("2025-09-09 12:45", "2025-09-09 14:00", PauseFit::Over(900)),
        ("2025-09-09 12:30", "2025-09-10 12:45", PauseFit::Clear),
        ("2025-09-09 12:00", "2025-09-09 12:00", PauseFit::Within),
        ("2025-09-09 11:59", "2025-09-09 11:59", PauseFit::Clear),
        ("2025-09-09 13:00", "2025-09-09 13:00", PauseFit::Clear),
    ] {
        assert_eq!(
            calendar.pause_fit(japan(from), japan(until)),
            expected,
            "{from} {until}"
        );
    }
    let without = OfficeCalendar {
        closed: &closed,
        hours: OfficeHours {
            pause: None,
            ..hours(Zone::Japan)
        },
    };
    let (from, until) = (japan("2025-09-09 12:10"), japan("2025-09-09 12:50"));
    assert_eq!(without.pause_fit(from, until), PauseFit::Clear);
}

#[test]
fn an_office_is_open_or_not() {
    let closed = ClosedDays::new();
    let until = |until| OfficeHours {
        office: Hours { from: 570, until },
        pause: None,
        zone: Zone::Japan,
    };
    for (closing, moment, is_open) in [
        (1095, "2025-09-09 09:29:59", false),
        (1095, "2025-09-09 09:30", true),
        (1095, "2025-09-09 18:15", true),
        (1095, "2025-09-09 18:15:01", false),
        (1095, "2025-09-13 10:00", false),
        (1095, "2025-09-10 00:00", false),
        (1440, "2025-09-10 00:00", true),
        (1440, "2025-09-10 00:00:01", false),
        // Friday's 24:00, and Saturday's.
        (1440, "2025-09-13 00:00", true),
        (1440, "2025-09-14 00:00", false),
        (1440, "2025-09-15 00:00", false),
    ] {
        let calendar = OfficeCalendar {
            closed: &closed,
            hours: until(closing),
        };
        assert_eq!(calendar.is_open_at(japan(moment)), is_open, "{closing} {moment}");
        assert_eq!(
            calendar.office(),
            Hours {
                from: 570,
                until: closing
            }
        );
    }
    let calendar = OfficeCalendar {
        closed: &closed,
        hours: until(1095),
    };
    assert_eq!(
        calendar.opening(day("2025-09-09")),
        Some(japan("2025-09-09 09:30"))
    );
    assert_eq!(
        calendar.closing(day("2025-09-09")),
        Some(japan("2025-09-09 18:15"))
    );
    assert_eq!(
        calendar.at(day("2025-09-09"), DAY),
        Some(japan("2025-09-10 00:00"))
    );
}

#[test]
fn the_day_after_an_evening() {
    let closed = ClosedDays::new();
    let calendar = OfficeCalendar {
        closed: &closed,
        hours: hours(Zone::Japan),
    };
    for (moment, expected) in [
        ("2025-09-09 16:59:59", "2025-09-09"),
        ("2025-09-09 17:00", "2025-09-10"),
        ("2025-09-09 09:00", "2025-09-09"),
        // Friday's evening holds over a week-end and a holiday on the Monday.
        ("2025-09-12 17:00", "2025-09-16"),
        ("2025-09-14 12:00", "2025-09-16"),
        ("2025-09-16 08:00", "2025-09-16"),
    ] {
        let found = calendar.day_after_evening(japan(moment), 17 * 3600);
        assert_eq!(found, Some(day(expected)), "{moment}");
    }
}

#[test]
fn moments_in_japan() {
    let at = japan("2025-09-09 17:30:05");
    assert_eq!(at, Moment(1_757_406_605));
    assert_eq!(at.japan(), local("2025-09-09 17:30:05"));
    for (moment, written) in [
        (at, "2025-09-09T17:30:05+09:00"),
        (Moment(-JAPAN_OFFSET), "1970-01-01T00:00:00+09:00"),
        (japan("1948-12-31 23:59:59"), "1948-12-31T23:59:59+09:00"),
        (japan("2150-10-20 00:10:00"), "2150-10-20T00:10:00+09:00"),
    ] {
        assert_eq!(moment.rfc3339(), written);
    }
    assert_eq!(at.plus(-5).plus(0), Moment(1_757_406_600));
    assert_eq!(Moment(i64::MAX).plus(1), Moment(i64::MAX));
    let wall = |text| Zone::Japan.local(japan(text)).wall();
    assert_eq!(wall("2025-09-10 00:00:01") - wall("2025-09-09 23:59:59"), 2);
    assert_eq!(wall("0001-01-01 00:00:05"), DAY + 5);
    assert_eq!(Zone::Japan.local(at).naive(), at.japan());
}

#[test]
fn clocks_that_are_changed() {
    let zone = named("America/New_York");
    let utc = |text| Moment(local(text).and_utc().timestamp());
    // 2025-03-09 2:00 → 3:00, 2025-11-02 2:00 → 1:00.
    for (moment, offset) in [
        ("2025-03-09 06:59:59", -5),
        ("2025-03-09 07:00:00", -4),
        ("2025-11-02 05:59:59", -4),
        ("2025-11-02 06:00:00", -5),
    ] {
        assert_eq!(zone.offset(utc(moment)), offset * 3600, "{moment}");
        let shown = zone.local(utc(moment)).naive();
        assert_eq!(
            shown - local(moment),
            chrono::TimeDelta::hours(offset),
            "{moment}"
        );
    }
    for (shown, moment) in [
        ("2025-03-09 01:59:59", "2025-03-09 06:59:59"),
        // A gap is read by the offset before it.
        ("2025-03-09 02:30:00", "2025-03-09 07:30:00"),
        ("2025-03-09 03:00:00", "2025-03-09 07:00:00"),
        // The first of two.
        ("2025-11-02 01:30:00", "2025-11-02 05:30:00"),
        ("2025-11-02 02:00:00", "2025-11-02 07:00:00"),
    ] {
        assert_eq!(zone.moment(local(shown)), utc(moment), "{shown}");
    }
    assert_eq!(zone.at(day("2025-11-02"), DAY), Some(utc("2025-11-03 05:00:00")));
    let changes: Vec<Moment> = zone
        .changes(utc("2025-01-01 00:00:00"), utc("2025-12-31 00:00:00"))
        .collect();
    assert_eq!(changes, [utc("2025-03-09 07:00:00"), utc("2025-11-02 06:00:00")]);
    let bounded: Vec<Moment> = zone.changes(changes[0], changes[1]).collect();
    assert_eq!(bounded, [changes[1]], "the first left out, the last not");
    assert_eq!(Zone::Japan.changes(Moment(0), changes[1]).count(), 0);
    // Future changes by rule.
    let far: Vec<Moment> = zone
        .changes(utc("2149-01-01 00:00:00"), utc("2150-01-01 00:00:00"))
        .collect();
    assert_eq!(far, [utc("2149-03-09 07:00:00"), utc("2149-11-02 06:00:00")]);
    assert_eq!(zone.offset(utc("1800-01-01 00:00:00")), -(4 * 3600 + 56 * 60 + 2));
    // Closed days that are not 24 hours long: both Sundays.
    let closed = ClosedDays::new();
    let longer = |from, until| closed.longer(zone, day(from), day(until));
    assert_eq!(longer("2025-03-09", "2025-03-10"), -3600);
    assert_eq!(longer("2025-11-02", "2025-11-03"), 3600);
    assert_eq!(longer("2025-03-01", "2025-12-01"), 0);
    assert_eq!(longer("2025-03-10", "2025-11-02"), 0);
    assert_eq!(longer("2025-03-10", "2025-11-03"), 3600);
    assert_eq!(longer("2025-11-03", "2025-03-10"), 0);
    assert_eq!(
        closed.longer(Zone::Japan, day("2025-03-01"), day("2025-12-01")),
        0
    );
}

#[test]
fn openings_of_an_office() {
    let closed = ClosedDays::new()
        .with_closures([(day("2025-09-10"), "移転".to_owned())])
        .with_openings([
            (day("2025-09-10"), "窓口".to_owned()),
            (day("2025-09-11"), "平日".to_owned()),
            (day("2025-09-13"), "審議".to_owned()),
            (day("2025-09-20"), "審議".to_owned()),
        ]);
    let found: Vec<_> = closed.openings(day("2025-09-01"), day("2025-09-13")).collect();
    // A day that is open by law is not listed.
    assert_eq!(found, [(day("2025-09-10"), "窓口"), (day("2025-09-13"), "審議")]);
    assert_eq!(closed.openings(day("2025-09-14"), day("2025-09-19")).count(), 0);
}

#[test]
fn periods_of_every_year() {
    let summer = YearlyPeriod {
        from: (7, 1),
        until: (9, 30),
    };
    let winter = YearlyPeriod {
        from: (12, 28),
        until: (1, 3),
    };
    for (period, inside, outside) in [
        (
            summer,
            ["2025-07-01", "2025-08-15", "2025-09-30"],
            ["2025-06-30", "2025-10-01", "2025-01-01"],
        ),
        (
            winter,
            ["2025-12-28", "2025-12-31", "2026-01-03"],
            ["2025-12-27", "2026-01-04", "2026-07-01"],
        ),
    ] {
        assert!(inside.iter().all(|date| period.holds(day(date))), "{period:?}");
        assert!(!outside.iter().any(|date| period.holds(day(date))), "{period:?}");
    }
}

#[test]
fn zones_are_told_apart_by_their_names() {
    let (york, london) = (named("America/New_York"), named("Europe/London"));
    assert_ne!(york, london);
    assert_ne!(york, Zone::Japan);
    assert_eq!(Zone::in_any_case("america/new_york"), Some(york));
    for (zone, name) in [(york, "America/New_York"), (london, "Europe/London")] {
        match zone {
            Zone::Named(zone) => assert_eq!(zone.name(), name),
            Zone::Japan => panic!("{name}"),
        }
    }
}

/// A holiday not yet announced is certain to be closed if the office has closed that day itself.
#[test]
fn how_firmly_a_reason_is_known() {
    use office_calendar::holidays::Basis;
    // 2031-03-21 is a Friday.
    let equinox = day("2031-03-21");
    let basis = |closed: &ClosedDays, date| closed.reason(date).unwrap().basis;
    assert_eq!(basis(&ClosedDays::new(), equinox), Basis::Predicted);
    let closure = |date| ClosedDays::new().with_closures([(date, "移転".to_owned())]);
    assert_eq!(basis(&closure(equinox), equinox), Basis::Configuration);
    assert_eq!(basis(&closure(day("2031-05-05")), day("2031-05-05")), Basis::Law);
    assert_eq!(
        basis(&closure(day("2031-05-08")), day("2031-05-08")),
        Basis::Configuration
    );
}
