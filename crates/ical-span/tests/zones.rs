//! Zones defined in a file, and names that take precedence over a definition.

#![allow(clippy::unwrap_used, reason = "tests")]

use std::fmt::Write as _;

use chrono::NaiveDateTime;
use ical_span::zones::{Clock, ZoneError, Zones, by_name};
use office_calendar::hours::{Moment, Zone};

const HOUR: i32 = 3600;

fn local(text: &str) -> NaiveDateTime {
    NaiveDateTime::parse_from_str(text, "%Y%m%dT%H%M%S").unwrap()
}

fn utc(text: &str) -> Moment {
    Moment(local(text).and_utc().timestamp())
}

fn observance(kind: &str, start: &str, from: &str, to: &str, rest: &str) -> String {
    format!("BEGIN:{kind}\nDTSTART:{start}\nTZOFFSETFROM:{from}\nTZOFFSETTO:{to}\n{rest}END:{kind}\n")
}

fn zone(id: &str, parts: &str) -> String {
    format!("BEGIN:VTIMEZONE\nTZID:{id}\n{parts}END:VTIMEZONE\n")
}

/// UTC+1 in winter and UTC+2 in summer, from the last Sunday of March to that of October.
fn with_summer(id: &str) -> String {
    let standard = observance(
        "STANDARD",
        "16010101T030000",
        "+0200",
        "+0100",
        "RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10\n",
    );
    let daylight = observance(
        "DAYLIGHT",
        "16010101T020000",
        "+0100",
        "+0200",
        "RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3\n",
    );
    zone(id, &format!("{standard}{daylight}"))
}

fn resolved(text: &str, id: &str) -> Result<Clock, ZoneError> {
    Zones::new(text).resolve(id)
}

/// The offset at a moment, in seconds, of what a name resolves to.
fn offset(text: &str, id: &str, at: &str) -> Result<i64, ZoneError> {
    let clock = resolved(text, id)?;
    let at = utc(at);
    Ok(clock.local(at).and_utc().timestamp() - at.0)
}

#[test]
fn a_zone_of_the_file_has_its_summer() {
    let text = with_summer("役所");
    let clock = resolved(&text, "役所").unwrap();
    let berlin = by_name("Europe/Berlin").unwrap();
    assert!(matches!(clock, Clock::Defined(_)));
    // Berlin's rule, over many years, at the changes and next to them.
    for year in [1996, 2010, 2025, 2026, 2050, 2100, 2149] {
        for (month, from) in [(3, 25), (10, 25)] {
            for day in from..=31 {
                for (hour, second) in [(0, 59), (1, 0), (1, 59), (2, 0), (2, 59), (3, 0)] {
                    let shown = local(&format!("{year}{month:02}{day}T{hour:02}00{second:02}"));
                    assert_eq!(clock.moment(shown), berlin.moment(shown), "{shown}");
                    let at = Moment(shown.and_utc().timestamp() - 1);
                    assert_eq!(clock.local(at), berlin.local(at), "{shown}");
                    assert_eq!(clock.local(at.plus(1)), berlin.local(at.plus(1)), "{shown}");
                }
            }
        }
    }
    // Where the first change of all was that to summer.
    let late = text
        .replace("16010101T030000", "19001028T030000")
        .replace("16010101T020000", "19010331T020000");
    assert_eq!(offset(&late, "役所", "19480115T000000"), Ok(3600));
    // As far as times are read.
    for (at, hours) in [
        ("19480115T000000", 1),
        ("19480715T000000", 2),
        ("19481115T000000", 1),
        ("21500115T000000", 1),
        ("21500715T000000", 2),
        ("21501115T000000", 1),
    ] {
        assert_eq!(offset(&text, "役所", at), Ok(hours * 3600), "{at}");
    }
    // Before the earliest change its TZOFFSETFROM applies, whatever the order in the file.
    let later = observance("STANDARD", "20200101T000000", "+0300", "+0500", "");
    let earlier = observance("DAYLIGHT", "20100101T000000", "+0100", "+0300", "");
    for parts in [format!("{later}{earlier}"), format!("{earlier}{later}")] {
        let text = zone("X", &parts);
        for (at, hours) in [
            ("20000101T000000", 1),
            ("20091231T225959", 1),
            ("20091231T230000", 3),
            ("20191231T205959", 3),
            ("20191231T210000", 5),
            ("21000101T000000", 5),
        ] {
            assert_eq!(offset(&text, "X", at), Ok(hours * 3600), "{at}");
        }
        let clock = resolved(&text, "X").unwrap();
        assert_eq!(clock.moment(local("20000101T000000")), utc("19991231T230000"));
        // A skipped local time is read with the offset before the gap, and from its end with the one after it.
        assert_eq!(clock.moment(local("20100101T015959")), utc("20100101T005959"));
        assert_eq!(clock.moment(local("20100101T020000")), utc("20091231T230000"));
    }
}

#[test]
fn dates_and_periods_of_changes() {
    let dates = |list: &str| {
        let standard = observance("STANDARD", "20250101T000000", "+0100", "+0000", "");
        zone(
            "X",
            &format!(
                "{standard}{}",
                observance("DAYLIGHT", "20250601T000000", "+0000", "+0100", list)
            ),
        )
    };
    for (list, at, hours) in [
        ("", "20250531T235959", 0),
        ("", "20250601T000000", 1),
        ("", "20240101T000000", 1),
        // Repeating an onset changes nothing, nor does one before the start.
        ("RDATE:20250601T000000,20250301T000000\n", "20250401T000000", 0),
        ("RDATE:20250601T000000\n", "20250601T000000", 1),
    ] {
        assert_eq!(offset(&dates(list), "X", at), Ok(hours * 3600), "{list:?} {at}");
    }
    let twice = "RDATE:20260601T000000,20270601T000000/PT1H; 20280601\n";
    let standard = observance(
        "STANDARD",
        "20251001T000000",
        "+0100",
        "+0000",
        "RRULE:FREQ=YEARLY;BYMONTH=10;BYMONTHDAY=1\n",
    );
    let text = zone(
        "X",
        &format!(
            "{standard}{}",
            observance("DAYLIGHT", "20250601T000000", "+0000", "+0100", twice)
        ),
    );
    for year in [2025, 2026, 2027, 2028] {
        assert_eq!(
            offset(&text, "X", &format!("{year}0601T000000")),
            Ok(3600),
            "{year}"
        );
        assert_eq!(offset(&text, "X", &format!("{year}1101T000000")), Ok(0), "{year}");
    }
    assert_eq!(offset(&text, "X", "20290701T000000"), Ok(0));
    // UNTIL is in UTC and includes the last change: 1:00 local time before it is 0:00 UTC.
    for (until, hours) in [("20260601T000000Z", 2), ("20260531T235959Z", 1)] {
        let rule = format!("RRULE:FREQ=YEARLY;BYMONTH=6;BYMONTHDAY=1;UNTIL={until}\n");
        let winter = observance("STANDARD", "20251001T020000", "+0200", "+0100", "");
        let text = zone(
            "X",
            &format!(
                "{winter}{}",
                observance("DAYLIGHT", "20250601T010000", "+0100", "+0200", &rule)
            ),
        );
        assert_eq!(offset(&text, "X", "20260701T000000"), Ok(hours * 3600), "{until}");
    }
}

#[test]
fn a_definition_that_cannot_be_read_is_none() {
    let good = "DTSTART:20250101T000000\nTZOFFSETFROM:+0100\nTZOFFSETTO:+0200\n";
    let with = |body: &str| zone("X", &format!("BEGIN:STANDARD\n{body}END:STANDARD\n"));
    let many = |count: usize| vec!["20250301T000000"; count].join(",");
    for (body, reads) in [
        (good.to_owned(), true),
        ("DTSTART:20250101T000000\nTZOFFSETTO:+0200\n".into(), true),
        ("DTSTART:2025-01-01 00:00\nTZOFFSETTO:+0200\n".into(), true),
        ("DTSTART:20250101\nTZOFFSETTO:+0200\n".into(), true),
        ("DTSTART:20250101T000000\nTZOFFSETFROM:+0100\n".into(), false),
        ("DTSTART:20250101T000000\nTZOFFSETTO:2\n".into(), false),
        ("TZOFFSETFROM:+0100\nTZOFFSETTO:+0200\n".into(), false),
        ("DTSTART:soon\nTZOFFSETTO:+0200\n".into(), false),
        (format!("{good}RRULE:FREQ=HOURLY\n"), false),
        (format!("{good}RRULE:FREQ=HOURLY;COUNT=2\n"), false),
        (format!("{good}RRULE:FREQ=NEVER\n"), false),
        (format!("{good}RRULE:FREQ=DAILY;COUNT=3\n"), true),
        (format!("{good}RDATE:soon\n"), false),
        (format!("{good}RDATE:\n"), true),
        (format!("{good}RDATE:{}\n", many(500)), true),
        (format!("{good}RDATE:{}\n", many(501)), false),
        (
            format!("{good}RDATE:{}\nRDATE:20250301T000000\n", many(500)),
            false,
        ),
    ] {
        let expected = if reads {
            Ok(2 * 3600)
        } else {
            Err(ZoneError::Unreadable)
        };
        assert_eq!(
            offset(&with(&body), "X", "20260101T000000"),
            expected,
            "{}",
            &body[..body.len().min(120)]
        );
    }
    assert_eq!(resolved(&zone("X", ""), "X"), Err(ZoneError::Unreadable));
    assert_eq!(resolved("", "X"), Err(ZoneError::Unknown));
    // A definition with one unreadable part would be a different zone.
    let good = format!("BEGIN:STANDARD\n{good}END:STANDARD\n");
    assert_eq!(
        resolved(&zone("X", &format!("{good}BEGIN:DAYLIGHT\nEND:DAYLIGHT\n")), "X"),
        Err(ZoneError::Unreadable)
    );
    assert_eq!(
        resolved(&zone("X", &format!("{good}END:DAYLIGHT\n")), "X"),
        Err(ZoneError::Unreadable)
    );
    assert!(resolved(&zone("X", &good.repeat(200)), "X").is_ok());
    assert_eq!(
        resolved(&zone("X", &good.repeat(201)), "X"),
        Err(ZoneError::Unreadable)
    );
    // Past the limit on zones an unknown name may be one that was not read.
    let mut text = String::new();
    for number in 0..200 {
        text.push_str(&zone(&format!("Z{number}"), &good));
    }
    assert!(resolved(&text, "Z199").is_ok());
    assert_eq!(resolved(&text, "Z200"), Err(ZoneError::Unknown));
    text.push_str(&zone("Z200", &good));
    assert!(resolved(&text, "Z199").is_ok());
    assert_eq!(resolved(&text, "Z200"), Err(ZoneError::Unreadable));
    assert_eq!(resolved(&text, "anything"), Err(ZoneError::Unreadable));
    // Rules that exceed the budget.
    let costly = observance(
        "STANDARD",
        "00010101T000000",
        "+0100",
        "+0200",
        "RRULE:FREQ=DAILY;COUNT=9999999\n",
    );
    assert_eq!(resolved(&zone("X", &costly), "X"), Err(ZoneError::Unreadable));
    // Properties outside a VTIMEZONE are not part of one.
    let text = format!("{good}TZID:X\n{}", zone("Y", &good));
    assert_eq!(
        (resolved(&text, "X"), resolved(&text, "Y").is_ok()),
        (Err(ZoneError::Unknown), true)
    );
}

#[test]
fn a_name_that_is_known_goes_before_what_the_file_defines() {
    let own = |id: &str| offset(&with_summer(id), id, "20250701T000000").map(|seconds| seconds / 3600);
    // Names of IANA and Windows, and with a place.
    for id in [
        "Asia/Tokyo",
        "Tokyo Standard Time",
        "(UTC+09:00) Osaka, Sapporo, Tokyo",
        "Japan",
    ] {
        assert_eq!(own(id), Ok(9), "{id}");
    }
    // Names that only give an offset, or only resemble a known one: the definition counts.
    for id in [
        "EST",
        "MST",
        "HST",
        "GMT",
        "GMT0",
        "GMT+0",
        "GMT-0",
        "Greenwich",
        "UCT",
        "Universal",
        "Zulu",
        "UTC",
        "Etc/GMT+5",
        "GMT +0900",
        "東京の時刻",
        "asia/tokyo",
        "/x/asia/tokyo",
    ] {
        assert_eq!(own(id), Ok(2), "{id}");
    }
    // Without a definition the name counts.
    for (id, hours) in [
        ("EST", -5),
        ("GMT", 0),
        ("Zulu", 0),
        ("Etc/GMT+5", -5),
        ("GMT +0900", 9),
        ("東京の時刻", 9),
        ("asia/tokyo", 9),
        ("MST", -7),
    ] {
        assert_eq!(
            offset("", id, "20250701T000000").map(|seconds| seconds / 3600),
            Ok(hours),
            "{id}"
        );
    }
    // If the definition is unreadable, the offset in the name is only a guess, except UTC.
    for (id, expected) in [
        ("EST", Err(ZoneError::Unreadable)),
        ("GMT +0900", Err(ZoneError::Unreadable)),
        ("Etc/GMT+5", Err(ZoneError::Unreadable)),
        ("GMT +0000", Ok(0)),
        ("UTC", Ok(0)),
        ("utc", Ok(0)),
        ("Etc/UTC", Ok(0)),
        ("UCT", Ok(0)),
        ("Etc/UCT", Ok(0)),
        ("Zulu", Ok(0)),
        ("Universal", Ok(0)),
        ("Greenwich", Err(ZoneError::Unreadable)),
        ("東京の時刻", Ok(9)),
    ] {
        let read = offset(&zone(id, ""), id, "20250701T000000").map(|seconds| seconds / 3600);
        assert_eq!(read, expected, "{id}");
    }
}

#[test]
fn names_of_definitions() {
    let text = with_summer("Our Zone\\, here");
    for (id, expected) in [
        ("Our Zone\\, here", true),
        ("Our Zone, here", true),
        ("our zone, HERE", true),
        (" \"Our Zone, here\" ", true),
        ("Our Zone", false),
    ] {
        assert_eq!(resolved(&text, id).is_ok(), expected, "{id}");
    }
    // An exact match takes precedence over one that differs by case.
    let tokyo = zone(
        "x",
        &observance("STANDARD", "19700101T000000", "+0900", "+0900", ""),
    );
    let text = format!("{}{tokyo}", with_summer("X"));
    for (id, hours) in [("x", 9), ("X", 2)] {
        assert_eq!(offset(&text, id, "20250701T000000"), Ok(hours * 3600), "{id}");
    }
    // If the exact match is unreadable, one that differs by case does not replace it.
    let text = format!("{}{tokyo}", zone("X", ""));
    assert_eq!(resolved(&text, "X"), Err(ZoneError::Unreadable));
    // But another definition of exactly that name does.
    let text = format!("{}{}", zone("x", ""), tokyo);
    assert_eq!(offset(&text, "x", "20250701T000000"), Ok(9 * 3600));
    // X-LIC-LOCATION of libical takes precedence over the definition.
    let placed = with_summer("X").replace("TZID:X\n", "TZID:X\nX-LIC-LOCATION:Asia/Tokyo\n");
    assert_eq!(offset(&placed, "X", "20250701T000000"), Ok(9 * 3600));
    let nowhere = with_summer("X").replace("TZID:X\n", "TZID:X\nX-LIC-LOCATION:Nowhere\n");
    assert_eq!(offset(&nowhere, "X", "20250701T000000"), Ok(2 * 3600));
    // Each name is resolved once.
    let mut zones = Zones::new(&text);
    for number in 0..100 {
        assert_eq!(zones.resolve(&format!("none {number}")), Err(ZoneError::Unknown));
        assert_eq!(zones.resolve(&format!("none {number}")), Err(ZoneError::Unknown));
        assert!(zones.resolve("x").is_ok());
    }
}

#[test]
fn names_at_their_bounds() {
    let tokyo = Some(Clock::Zone(Zone::Japan));
    let path = |length: usize| {
        let mut name = String::from("/");
        let _ = write!(name, "{}/Asia/Tokyo", "x".repeat(length - "//Asia/Tokyo".len()));
        name
    };
    for (name, expected) in [
        (path(200), tokyo.clone()),
        (path(201), None),
        (" \" Asia/Tokyo \" ".into(), tokyo.clone()),
        ("\"\"".into(), None),
        ("  ".into(), None),
        ("x/Tokyo/Japan".into(), None),
        ("x/Japan".into(), None),
        ("Japan".into(), tokyo.clone()),
        ("(UTC+09:00)".into(), Some(Clock::Fixed(9 * HOUR))),
        ("(GMT)".into(), Some(Clock::Fixed(0))),
        ("+0900".into(), Some(Clock::Fixed(9 * HOUR))),
        ("(UTC+09:00) 日本".into(), tokyo.clone()),
        ("(UTC+08:00) 日本".into(), None),
        ("日本/東京".into(), None),
    ] {
        assert_eq!(by_name(&name), expected, "{name}");
    }
    let fixed = Clock::Fixed(9 * HOUR);
    assert_eq!(fixed.moment(local("20250911T090000")), utc("20250911T000000"));
    assert_eq!(fixed.local(utc("20250911T000000")), local("20250911T090000"));
}
