//! Zones whose clocks change at midnight, or that skipped a day: closed days start and end by the local clock.

#![allow(clippy::unwrap_used, reason = "tests")]

use std::hash::{DefaultHasher, Hash, Hasher};

use chrono::{NaiveDate, NaiveDateTime};
use office_calendar::clocks::OfficeCalendar;
use office_calendar::closed_days::ClosedDays;
use office_calendar::hours::{Hours, OfficeHours, Zone};
use office_calendar::zone;

fn named(name: &str) -> Zone {
    Zone::by_name(name).unwrap()
}

/// Open hours between two local moments of an office.
fn open(zone: Zone, from: &str, until: &str) -> i64 {
    let closed = ClosedDays::new();
    let calendar = OfficeCalendar {
        closed: &closed,
        hours: OfficeHours {
            office: Hours {
                from: 9 * 60 + 30,
                until: 18 * 60 + 15,
            },
            pause: None,
            zone,
        },
    };
    let at = |text| zone.moment(NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M").unwrap());
    let open = calendar.between(at(from), at(until)).open;
    assert_eq!(open % 3600, 0);
    open / 3600
}

#[test]
fn clocks_that_are_changed_as_a_closed_day_begins() {
    // On Sunday 2025-03-09 Havana's clocks jump from 0:00 to 1:00.
    let havana = named("America/Havana");
    for (from, until, hours) in [
        // The Sunday of 23 hours is a whole day between the two moments.
        ("2025-03-08 12:00", "2025-03-10 12:00", 12),
        // The second moment lies in it.
        ("2025-03-07 12:00", "2025-03-09 12:00", 12),
        ("2025-03-07 12:00", "2025-03-10 12:00", 24),
        // The Sunday of 25 hours, on which clocks go back from 1:00 to 0:00.
        ("2025-10-31 12:00", "2025-11-03 12:00", 12),
    ] {
        assert_eq!(open(havana, from, until), hours, "{from} {until}");
    }
    // 2025-04-05 has 25 hours in Santiago: at 24:00 clocks go back to 23:00.
    let santiago = named("America/Santiago");
    assert_eq!(open(santiago, "2025-04-04 12:00", "2025-04-07 12:00"), 24);
}

#[test]
fn a_closed_day_that_an_island_never_had() {
    // Samoa skipped 30 December 2011: of seven calendar days six passed, and the year's end is closed.
    let apia = named("Pacific/Apia");
    assert_eq!(open(apia, "2011-12-28 12:00", "2012-01-04 12:00"), 24);
    let closed = ClosedDays::new();
    let day = |date| NaiveDate::from_ymd_opt(2011, 12, date).unwrap();
    assert_eq!(closed.longer(apia, day(30), day(31)), -24 * 3600);
    assert_eq!(closed.longer(apia, day(29), day(30)), 0);
    assert_eq!(closed.longer(apia, day(31), day(31).succ_opt().unwrap()), 0);
}

#[test]
fn zones_and_calendars_say_what_they_are() {
    let hashed = |zone: Zone| {
        let mut hasher = DefaultHasher::new();
        zone.hash(&mut hasher);
        hasher.finish()
    };
    let (apia, havana) = (named("Pacific/Apia"), named("America/Havana"));
    assert_ne!(hashed(apia), hashed(havana));
    assert_eq!(format!("{apia:?} {:?}", Zone::Japan), "Named(Pacific/Apia) Japan");
    // 2025a, 2025b …
    let (year, letter) = zone::edition().split_at(4);
    assert!(year.parse::<u16>().is_ok_and(|year| year >= 2025), "{year}");
    assert!(letter.len() == 1 && letter.starts_with(|c: char| c.is_ascii_lowercase()));
    let day = NaiveDate::from_ymd_opt(2025, 6, 2).unwrap();
    let closed = ClosedDays::new()
        .with_closures([(day, "開庁記念日".to_owned())])
        .with_openings([(day.pred_opt().unwrap(), "臨時開庁".to_owned())]);
    let shown = format!("{closed:?}");
    assert!(
        shown.contains("開庁記念日") && shown.contains("臨時開庁"),
        "{shown}"
    );
}
