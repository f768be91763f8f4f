//! Zones and recurrences of calendars.

use crate::ics::support::{calendar, check, codes, event, finding, rfc3339, task, under};
use kigen::calendar::hours::Moment;
use kigen::calendar::zone::{self, Zone};
use kigen::message::Lang;

fn start(line: &str) -> String {
    let report = check(&event(&format!("{line}\n")));
    rfc3339(report.requests[0].hearing.and_then(|(start, _)| start))
}

#[test]
fn every_way_to_write_japan_time_is_the_same_moment() {
    for line in [
        "DTSTART:20250910T080000Z",
        "DTSTART;TZID=Asia/Tokyo:20250910T170000",
        "DTSTART;TZID=Japan:20250910T170000",
        "DTSTART;TZID=JST:20250910T170000",
        "DTSTART;TZID=\"Tokyo Standard Time\":20250910T170000",
        "DTSTART;TZID=\"(UTC+09:00) Osaka, Sapporo, Tokyo\":20250910T170000",
        "DTSTART;TZID=\"(UTC+09:00) 大阪、札幌、東京\":20250910T170000",
        "DTSTART;TZID=/mozilla.org/20050126_1/Asia/Tokyo:20250910T170000",
        "DTSTART;TZID=/freeassociation.sourceforge.net/Asia/Tokyo:20250910T170000",
        "DTSTART;TZID=Korea Standard Time:20250910T170000",
        "DTSTART;TZID=Singapore Standard Time:20250910T160000",
        "DTSTART;TZID=UTC:20250910T080000",
        "DTSTART;TZID=W. Europe Standard Time:20250910T100000",
        "DTSTART;TZID=America/New_York:20250910T040000",
        "DTSTART;TZID=Eastern Standard Time:20250910T040000",
        "DTSTART;TZID=Asia/Tokyo:20250910T080000Z",
        "DTSTART:20250910T170000",
        "DTSTART;TZID=:20250910T170000",
        "DTSTART:2025-09-10T17:00:00+09:00",
    ] {
        assert_eq!(start(line), "2025-09-10T17:00:00+09:00", "{line}");
    }
}

#[test]
fn floating_times_are_said_to_be_taken_as_japans() {
    let notes = |line: &str| {
        check(&event(&format!("{line}\n"))).requests[0]
            .notes
            .iter()
            .map(|note| note.render(Lang::Ja))
            .collect::<String>()
    };
    assert!(notes("DTSTART:20250910T140000").contains("日本時間"));
    assert!(!notes("DTSTART:20250910T050000Z").contains("日本時間"));
    assert!(!notes("DTSTART;VALUE=DATE:20250910").contains("日本時間"));
    // X-KIGEN times are read as in YAML.
    assert!(!notes("DTSTART:20250910T050000Z\nX-KIGEN-SENT:2025-09-08 10:00").contains("日本時間"));
}

#[test]
fn an_unknown_zone_is_known_by_the_file_or_not_at_all() {
    let zone = |parts: &str| {
        event("DTSTART;TZID=庁内:20250710T170000\n").replace(
            "BEGIN:VEVENT",
            &format!("BEGIN:VTIMEZONE\nTZID:庁内\n{parts}END:VTIMEZONE\nBEGIN:VEVENT").replace('\n', "\r\n"),
        )
    };
    let at = |text: &str| rfc3339(check(text).requests[0].hearing.and_then(|(start, _)| start));
    let standard = "BEGIN:STANDARD\nDTSTART:16010101T030000\nRRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10\nTZOFFSETFROM:+0200\nTZOFFSETTO:+0100\nEND:STANDARD\n";
    let summer = "BEGIN:DAYLIGHT\nDTSTART:16010101T020000\nRRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3\nTZOFFSETFROM:+0100\nTZOFFSETTO:+0200\nEND:DAYLIGHT\n";
    let text = zone(&format!("{standard}{summer}"));
    assert_eq!(at(&text), "2025-07-11T00:00:00+09:00");
    assert_eq!(
        at(&text.replace("20250710T170000", "20250110T170000")),
        "2025-01-11T01:00:00+09:00"
    );
    // A skipped local hour is read with the offset before it, a repeated one as the first (RFC 5545 3.3.5).
    assert_eq!(
        at(&text.replace("20250710T170000", "20250330T023000")),
        "2025-03-30T10:30:00+09:00"
    );
    assert_eq!(
        at(&text.replace("20250710T170000", "20251026T023000")),
        "2025-10-26T09:30:00+09:00"
    );
    // libical names the IANA zone in X-LIC-LOCATION.
    assert_eq!(
        at(&zone("X-LIC-LOCATION:Asia/Seoul\n")),
        "2025-07-10T17:00:00+09:00"
    );
    // With an unreadable definition the zone is unknown (KG014).
    for parts in [
        "",
        "BEGIN:STANDARD\nDTSTART:16010101T030000\nEND:STANDARD\n",
        &standard.replace("YEARLY", "HOURLY"),
    ] {
        let text = zone(parts);
        let report = check(&text);
        assert_eq!(under(&text, &report, "KG014"), "TZID=庁内");
        assert_eq!(report.requests[0].hearing, Some((None, None)));
        assert!(report.undetermined.iter().any(|rule| &*rule.code == "KG201"));
    }
}

#[test]
fn offsets_that_have_ended_are_found_once() {
    // Sixty past observances, each by a rule that has ended, and series with a thousand occurrences.
    let old: String = (0..60)
        .map(|year| {
            format!(
                "BEGIN:STANDARD\nDTSTART:{0}0101T030000\nRRULE:FREQ=YEARLY;UNTIL={0}0601T000000Z\nTZOFFSETFROM:+0200\nTZOFFSETTO:+0900\nEND:STANDARD\n",
                1950 + year
            )
        })
        .collect();
    let series = "BEGIN:VEVENT\nSUMMARY:審査ヒアリング\nX-KIGEN-ONLINE:可\nDTSTART;TZID=庁内:20250908T140000\nRRULE:FREQ=DAILY\nEND:VEVENT\n";
    let text = calendar(&format!(
        "BEGIN:VTIMEZONE\nTZID:庁内\n{old}END:VTIMEZONE\n{}",
        series.repeat(3)
    ));
    let began = std::time::Instant::now();
    let report = check(&text);
    assert_eq!(report.requests.len(), 3);
    assert_eq!(
        rfc3339(report.requests[0].hearing.unwrap().0),
        "2025-09-08T14:00:00+09:00"
    );
    // Looking up each offset afresh took a minute.
    assert!(
        began.elapsed() < std::time::Duration::from_secs(20),
        "{:?}",
        began.elapsed()
    );
}

/// The days for which KG201 reports that a recurring hearing cannot be held.
fn bad_days(lines: &str) -> Vec<String> {
    let report = check(&event(&format!("X-KIGEN-ONLINE:可\n{lines}")));
    let found: Vec<_> = report
        .diagnostics
        .iter()
        .filter(|found| found.code == "KG201")
        .collect();
    assert!(found.len() <= 1, "{found:?}");
    let facts = found.first().map(|found| &found.facts);
    let days = facts.and_then(|facts| facts.iter().find(|(name, _)| *name == "occurrence_dates"));
    days.map(|(_, days)| days.split(' ').map(str::to_owned).collect())
        .unwrap_or_default()
}

fn occurrences(lines: &str) -> Option<usize> {
    check(&event(lines))
        .requests
        .first()
        .and_then(|request| request.occurrences)
}

const AT: &str = "DTSTART;TZID=Asia/Tokyo:20250901T140000\nDURATION:PT1H\n";

#[test]
fn a_weekly_hearing_on_closed_days_is_one_finding_with_its_dates() {
    let days = bad_days(&format!(
        "{AT}RRULE:FREQ=WEEKLY;BYDAY=MO;UNTIL=20251201T000000Z\n"
    ));
    assert_eq!(days, ["2025-09-15", "2025-10-13", "2025-11-03", "2025-11-24"]);
    let report = check(&event(&format!(
        "X-KIGEN-ONLINE:可\n{AT}RRULE:FREQ=WEEKLY;UNTIL=20251201T000000Z\n"
    )));
    let found = finding(&report, "KG201");
    assert!(
        found.message.render(Lang::Ja).contains("繰り返しのうち4回")
            && found.message.render(Lang::Ja).contains("11月24日（月）"),
        "{}",
        found.message.render(Lang::Ja)
    );
    // The report shows the next occurrence from now on.
    assert_eq!(
        rfc3339(report.requests[0].hearing.unwrap().0),
        "2025-09-08T14:00:00+09:00"
    );
    assert_eq!(report.requests[0].occurrences, Some(12));
    // A finding that does not depend on the occurrence is raised once, for the request.
    let report = check(&event(&format!("{AT}RRULE:FREQ=WEEKLY\n")));
    let online = finding(&report, "KG206");
    assert!(
        !online.message.render(Lang::Ja).contains("繰り返し"),
        "{}",
        online.message.render(Lang::Ja)
    );
}

#[test]
fn dates_that_are_added_left_out_or_taken_over() {
    let weekly = format!("{AT}RRULE:FREQ=WEEKLY;COUNT=5\n");
    assert_eq!(occurrences(&weekly), Some(4));
    assert_eq!(
        occurrences(&format!(
            "{weekly}EXDATE;TZID=Asia/Tokyo:20250915T140000,20250922T140000\n"
        )),
        Some(2)
    );
    assert_eq!(
        occurrences(&format!("{weekly}EXDATE;VALUE=DATE:20250915\n")),
        Some(3)
    );
    assert_eq!(occurrences(&format!("{weekly}RDATE:20250930T050000Z\n")), Some(5));
    assert_eq!(
        occurrences(&format!("{AT}RDATE;TZID=Asia/Tokyo:20250930T140000\n")),
        Some(1)
    );
    let with = |other: &str| {
        let master =
            format!("BEGIN:VEVENT\nUID:s\nSUMMARY:審査ヒアリング\nX-KIGEN-ONLINE:可\n{weekly}END:VEVENT\n");
        check(&calendar(&format!("{other}{master}")))
    };
    let moved = "BEGIN:VEVENT\nUID:s\nRECURRENCE-ID:20250915T050000Z\nSUMMARY:審査ヒアリング\nX-KIGEN-ONLINE:可\n\
                 DTSTART:20250916T050000Z\nDURATION:PT1H\nEND:VEVENT\n";
    let report = with(moved);
    assert_eq!(
        report
            .requests
            .iter()
            .map(|it| it.occurrences)
            .collect::<Vec<_>>(),
        [None, Some(3)]
    );
    assert!(!codes(&report).contains(&"KG201"));
    let report = with(&moved.replace("SUMMARY", "STATUS:CANCELLED\nSUMMARY"));
    assert_eq!(
        (report.requests[0].occurrences, report.left_out.len()),
        (Some(3), 1)
    );
}

#[test]
fn only_recurrences_end_at_the_horizon_and_never_in_silence() {
    assert_eq!(occurrences("DTSTART:20190902T050000Z\n"), None);
    assert_eq!(check(&event("DTSTART:20190902T050000Z\n")).requests.len(), 1);
    assert_eq!(check(&event("DTSTART:20350902T050000Z\n")).requests.len(), 1);
    assert_eq!(
        occurrences("DTSTART:20190902T050000Z\nRRULE:FREQ=DAILY\n"),
        Some(365)
    );
    let report = check(&event("DTSTART:20190902T050000Z\nRRULE:FREQ=DAILY;COUNT=3\n"));
    assert_eq!(
        (report.requests.len(), report.left_out.len(), codes(&report)),
        (0, 1, vec!["KG009"])
    );
    let text = event("DTSTART:20250901T050000Z\nRRULE:FREQ=DAILY;BYHOUR=9,10,11,12,13,14,15,16\n");
    let report = check(&text);
    assert_eq!(
        under(&text, &report, "KG008"),
        "FREQ=DAILY;BYHOUR=9,10,11,12,13,14,15,16"
    );
}

#[test]
fn a_rule_that_is_not_expanded_is_said() {
    for rule in [
        "INTERVAL=2",
        "FREQ=WEEKLY;INTERVAL=0",
        "FREQ=DAILY;BYDAY=1MO",
        "FREQ=HOURLY;BYDAY=1MO",
        "FREQ=YEARLY;BYWEEKNO=20;BYDAY=1MO",
        "FREQ=YEARLY;BYWEEKNO=54",
        "FREQ=YEARLY;BYWEEKNO=0",
        "FREQ=WEEKLY;BYDAY=XX",
        "FREQ=DAILY;COUNT=-1",
        "FREQ=FORTNIGHTLY",
        "FREQ=MONTHLY;RSCALE=HEBREW",
        "RSCALE=CHINESE;FREQ=YEARLY",
        "RSCALE=GREGORIAN;FREQ=MONTHLY;SKIP=FORWARD",
        "FREQ=DAILY;BYMONTHDAY=-2147483648",
        "FREQ=MONTHLY;BYDAY=-2147483648MO",
        "FREQ=DAILY;UNTIL=never",
        // vCalendar 1.0: times among the days, end markers, nested rules, and malformed ones.
        "D2 0600 1200 #2",
        "W2 MO$ TU #2",
        "MD1 10 #24 D1 #5",
        "W1 #4 M5 #2",
        "W0 MO",
        "MP1 MO #3",
        "MP1 6+ MO",
        "MP1 1+",
        "MD1 32",
        "YM1 13",
        "D1 #x",
        "D1 20259999",
        "X1",
        "W",
    ] {
        let text = event(&format!("X-KIGEN-ONLINE:可\n{AT}RRULE:{rule}\n"));
        let report = check(&text);
        // Findings on the first occurrence are not tested here.
        let read: Vec<_> = codes(&report)
            .into_iter()
            .filter(|code| code.starts_with("KG0"))
            .collect();
        assert_eq!(read, ["KG007"], "{rule}");
        assert_eq!(under(&text, &report, "KG007"), rule);
        assert_eq!(report.requests[0].occurrences, None);
    }
    let text = event(&format!(
        "X-KIGEN-ONLINE:可\n{AT}RRULE:FREQ=DAILY\nEXRULE:FREQ=NEVER\n"
    ));
    assert_eq!(under(&text, &check(&text), "KG007"), "FREQ=NEVER");
    let text = event(&format!(
        "X-KIGEN-ONLINE:可\n{AT}RRULE:FREQ=DAILY\nEXDATE:いつか\n"
    ));
    let report = check(&text);
    assert_eq!(under(&text, &report, "KG007"), "いつか");
}

#[test]
fn a_task_that_comes_again_is_due_again() {
    let text = task(
        "SUMMARY:【照会】月次\nX-KIGEN-SENT:2025-09-08 10:00\nX-KIGEN-EFFORT:1時間\nDTSTART;TZID=Asia/Tokyo:20250901T100000\nDUE;TZID=Asia/Tokyo:20250903T170000\nRRULE:FREQ=MONTHLY;BYMONTHDAY=1;COUNT=4\n",
    );
    let report = check(&text);
    assert_eq!(report.requests[0].occurrences, Some(3));
    assert_eq!(rfc3339(report.requests[0].due), "2025-10-03T17:00:00+09:00");
    // 1 November and 3 November (文化の日).
    assert_eq!(codes(&report), ["KG402"], "{report:?}");
    let found = &report.diagnostics[0];
    assert!(
        found.message.render(Lang::Ja).contains("11月"),
        "{}",
        found.message.render(Lang::Ja)
    );
    assert_eq!(under(&text, &report, "KG402"), "20250903T170000");
}

#[test]
fn a_whole_day_that_comes_again_stays_a_day() {
    let report = check(&event(
        "X-KIGEN-ONLINE:可\nDTSTART;VALUE=DATE:20250908\nRRULE:FREQ=WEEKLY;COUNT=3\n",
    ));
    // Today's has begun and is still judged.
    assert_eq!(report.requests[0].occurrences, Some(3));
    assert!(report.undetermined.iter().any(|rule| &*rule.code == "KG201"));
}

#[test]
fn a_series_keeps_the_wall_clock_of_its_zone() {
    // 9:30 in New York is 22:30 in Japan in summer and 23:30 in winter.
    let report = check(&event(
        "DTSTART;TZID=America/New_York:20251027T093000\nRRULE:FREQ=WEEKLY;COUNT=2\n",
    ));
    assert_eq!(
        rfc3339(report.requests[0].hearing.unwrap().0),
        "2025-10-27T22:30:00+09:00"
    );
    let report = check(&event(
        "DTSTART;TZID=America/New_York:20251027T093000\nRRULE:FREQ=WEEKLY;COUNT=2\nEXDATE:20251027T133000Z\n",
    ));
    assert_eq!(
        rfc3339(report.requests[0].hearing.unwrap().0),
        "2025-11-03T23:30:00+09:00"
    );
}

/// Offsets of every zone in six years, from the PyPI package tzdata (`scripts/zones.py`).
const OFFSETS: &str = include_str!("data/zones.txt");

#[test]
fn every_zone_has_the_offsets_of_this_years_database() {
    let mut lines = OFFSETS.lines();
    let edition = lines.next().unwrap().strip_prefix("# tzdata ").unwrap();
    assert_eq!(
        edition,
        zone::edition(),
        "tests/it/ics/data/zones.txt is of another edition"
    );
    let first = chrono::DateTime::parse_from_rfc3339("2026-01-01T00:00:00Z")
        .unwrap()
        .timestamp();
    let offset = |zone: Zone, at: i64| zone.local(Moment(at)).naive().and_utc().timestamp() - at;
    let (mut zones, mut changes) = (0, 0);
    for line in lines {
        let mut words = line.split(' ');
        let name = words.next().unwrap();
        let zone = Zone::by_name(name).unwrap_or_else(|| panic!("{name}"));
        let mut known: i64 = words.next().unwrap().parse().unwrap();
        assert_eq!(offset(zone, first), known, "{name}");
        for change in words {
            let (at, to) = change.split_once(':').unwrap();
            let (at, to): (i64, i64) = (at.parse().unwrap(), to.parse().unwrap());
            assert_eq!(
                (offset(zone, at - 1), offset(zone, at)),
                (known, to),
                "{name} at {at}"
            );
            // A repeated local time is the first of both; a skipped one is read with the offset before.
            for wall in [
                at + known - 3600,
                at + known - 1,
                at + known,
                at + known + 1799,
                at + to,
                at + to + 60,
            ] {
                let local = chrono::DateTime::from_timestamp(wall, 0).unwrap().naive_utc();
                let expected = if wall < at + known || wall < at + to && to > known {
                    wall - known
                } else {
                    wall - to
                };
                assert_eq!(zone.moment(local).0, expected, "{name}: {local}");
            }
            (known, changes) = (to, changes + 1);
        }
        zones += 1;
    }
    assert!(zones > 590 && changes > 1_500, "{zones} zones, {changes} changes");
    // British Columbia stays on daylight time from March 2026 on.
    let winter = "DTSTART;TZID=America/Vancouver:20261215T090000";
    assert_eq!(start(winter), "2026-12-16T01:00:00+09:00");
}

#[test]
fn zones_agree_with_another_reader_where_their_rules_are_as_they_were() {
    use chrono::{Offset, TimeZone};
    for known in chrono_tz::TZ_VARIANTS {
        let zone = Zone::by_name(known.name()).unwrap();
        // Old data have been corrected since, and some of this year's rules are new: within these years all agree.
        for at in (480_000_000..1_750_000_000_i64).step_by(86_400 * 9 + 3_607) {
            let utc = chrono::DateTime::from_timestamp(at, 0).unwrap().naive_utc();
            let offset = known.offset_from_utc_datetime(&utc).fix().local_minus_utc();
            let found = zone.local(Moment(at)).naive().and_utc().timestamp() - at;
            assert_eq!(found, i64::from(offset), "{known} at {utc}");
        }
    }
}

#[test]
fn zone_data_is_of_the_year_of_the_release() {
    let changelog = include_str!("../../../CHANGELOG.md");
    let dated = changelog
        .lines()
        .filter(|line| line.starts_with("## ["))
        .find_map(|line| chrono::NaiveDate::parse_from_str(line.rsplit(' ').next()?, "%Y-%m-%d").ok());
    // Not released yet: December 2026 is the earliest date.
    let released = dated.unwrap_or_else(|| chrono::NaiveDate::from_ymd_opt(2026, 12, 1).unwrap());
    let edition: i32 = zone::edition()[..4].parse().unwrap();
    // An edition's name gives its year only; the first of a year appears in its first months.
    use chrono::Datelike;
    let year = released.year() - i32::from(released.month() <= 3);
    assert!(
        edition >= year,
        "tzdata {} in a release of {released}",
        zone::edition()
    );
}

#[test]
fn the_files_own_zone_goes_before_a_name_in_other_letters() {
    let own = |id: &str, offset: &str| {
        format!(
            "BEGIN:VTIMEZONE\r\nTZID:{id}\r\nBEGIN:STANDARD\r\nDTSTART:19700101T000000\r\n\
             TZOFFSETFROM:{offset}\r\nTZOFFSETTO:{offset}\r\nEND:STANDARD\r\nEND:VTIMEZONE\r\nBEGIN:VEVENT"
        )
    };
    let at = |id: &str, offset: &str| {
        let text = event(&format!("DTSTART;TZID={id}:20250910T170000\n"));
        let report = check(&text.replacen("BEGIN:VEVENT", &own(id, offset), 1));
        rfc3339(report.requests[0].hearing.and_then(|(start, _)| start))
    };
    for id in [
        "asia/tokyo",
        "ASIA/TOKYO",
        "japan",
        "/x.org/1/asia/tokyo",
        "Tokyo-2",
        "us/eastern",
        "est5edt",
    ] {
        assert_eq!(at(id, "+0800"), "2025-09-10T18:00:00+09:00", "{id}");
    }
    // An IANA or Windows name takes precedence over the file's definition.
    for id in [
        "Asia/Tokyo",
        "Japan",
        "Tokyo Standard Time",
        "/x.org/1/Asia/Tokyo",
    ] {
        assert_eq!(at(id, "+0800"), "2025-09-10T17:00:00+09:00", "{id}");
    }
    // Without a definition the name suffices, also with an unreadable one.
    assert_eq!(
        start("DTSTART;TZID=asia/tokyo:20250910T170000"),
        "2025-09-10T17:00:00+09:00"
    );
    assert_eq!(at("asia/tokyo", "9"), "2025-09-10T17:00:00+09:00");
}
