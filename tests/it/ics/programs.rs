//! Non-standard output of other programs: read as they mean it, or reported.

use crate::ics::support::{calendar, check, codes, event, finding, notes, rfc3339, task, under};
use kigen::check::FileReport;
use kigen::message::Lang;

const REVIEW: &str = "X-KIGEN-KIND:review\nX-KIGEN-ONLINE:可\n";

fn start(report: &FileReport) -> String {
    rfc3339(report.requests[0].hearing.and_then(|(start, _)| start))
}

fn end(report: &FileReport) -> String {
    rfc3339(report.requests[0].hearing.and_then(|(_, end)| end))
}

#[test]
fn a_sign_at_the_end_of_a_value_does_not_swallow_the_property_after_it() {
    let of = |next: &str| {
        check(&calendar(&format!(
            "BEGIN:VEVENT\n{REVIEW}SUMMARY:審査\nDTSTART:20250910T070000Z\nDESCRIPTION;ENCODING=QUOTED-PRINTABLE:memo=0D=0A=\n{next}\nEND:VEVENT\n"
        )))
    };
    for next in [
        "DTEND:20250910T120000Z",
        "DTEND;TZID=Asia/Tokyo:20250910T210000",
        "DTEND;VALUE=DATE-TIME:20250910T120000Z",
    ] {
        let report = of(next);
        assert_eq!(end(&report), "2025-09-10T21:00:00+09:00", "{next}");
        assert!(codes(&report).contains(&"KG201"), "{next}");
    }
    assert!(codes(&of("X-KIGEN-NO-SUCH:1")).contains(&"KG003"));
    // Such lines are no properties: they continue the description.
    for next in [
        "DTEND: to be told",
        "DTEND:tomorrow",
        "Dtend:20250910T120000Z",
        "NOTE:20250910T120000Z",
        "LOCATION: 2F",
        "URL:https://example.jp/a=0D=0A=",
        "dtend",
        "X-",
    ] {
        let report = of(next);
        assert_eq!(end(&report), start(&report), "{next}");
        assert!(!codes(&report).contains(&"KG015"), "{next}");
    }
}

fn zone(id: &str, more: &str) -> String {
    format!(
        "BEGIN:VTIMEZONE\nTZID:{id}\nBEGIN:STANDARD\nDTSTART:20071104T020000\nRRULE:FREQ=YEARLY;BYMONTH=11;BYDAY=1SU\nTZOFFSETFROM:-0400\nTZOFFSETTO:-0500\nEND:STANDARD\nBEGIN:DAYLIGHT\nDTSTART:20070311T020000\nRRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=2SU{more}\nTZOFFSETFROM:-0500\nTZOFFSETTO:-0400\nEND:DAYLIGHT\nEND:VTIMEZONE\n"
    )
}

fn in_zone(zone: &str, tzid: &str) -> FileReport {
    check(&calendar(&format!(
        "{zone}BEGIN:VEVENT\nSUMMARY:審査\n{REVIEW}DTSTART;TZID={tzid}:20250910T200000\nDURATION:PT1H\nEND:VEVENT\n"
    )))
}

/// 20:00 at UTC-4, the daylight time that the file defines.
const SUMMER: &str = "2025-09-11T09:00:00+09:00";

#[test]
fn a_file_s_own_zone_goes_before_an_offset_by_name() {
    for id in [
        "EST",
        "GMT -0500",
        "(GMT-05:00)",
        "UTC-5",
        "GMT",
        "Etc/GMT+5",
        "UTC",
    ] {
        let tzid = format!("\"{id}\"");
        assert_eq!(start(&in_zone(&zone(id, ""), &tzid)), SUMMER, "{id}");
    }
    // Without a definition such names have their usual meaning; a zone of the IANA database is never replaced.
    assert_eq!(start(&in_zone("", "EST")), "2025-09-11T10:00:00+09:00");
    assert_eq!(start(&in_zone("", "\"GMT -0500\"")), "2025-09-11T10:00:00+09:00");
    assert_eq!(
        start(&in_zone(&zone("Asia/Tokyo", ""), "Asia/Tokyo")),
        "2025-09-10T20:00:00+09:00"
    );
    assert_eq!(
        start(&in_zone(&zone("Tokyo Standard Time", ""), "Tokyo Standard Time")),
        "2025-09-10T20:00:00+09:00"
    );
    // `UTC` is UTC even if its definition is empty.
    let bare = "BEGIN:VTIMEZONE\nTZID:UTC\nEND:VTIMEZONE\n";
    assert_eq!(start(&in_zone(bare, "UTC")), "2025-09-11T05:00:00+09:00");
}

#[test]
fn a_zone_is_found_however_its_name_is_written() {
    for (id, tzid) in [
        (
            "(UTC+02:00) Athens\\, Bucharest\\, Istanbul X",
            "\"(UTC+02:00) Athens, Bucharest, Istanbul X\"",
        ),
        ("Custom\\, Zone", "\"Custom\\, Zone\""),
        ("My Zone", "MY ZONE"),
        ("\"My Zone\"", "My Zone"),
        ("My Zone", "\" My Zone \""),
    ] {
        let report = in_zone(&zone(id, ""), tzid);
        assert!(!codes(&report).contains(&"KG014"), "{id}");
        assert_eq!(start(&report), SUMMER, "{id}");
    }
    // Names that differ by case only are different zones.
    let both = format!("{}{}", zone("Own", ""), zone("OWN", "").replace("-0400", "-0300"));
    assert_eq!(start(&in_zone(&both, "Own")), SUMMER);
    assert_eq!(start(&in_zone(&both, "OWN")), "2025-09-11T08:00:00+09:00");
}

#[test]
fn a_zone_s_definition_reaches_before_and_beyond_the_years_that_are_read() {
    for until in ["99991231T000000Z", "99991231", "21510101T000000Z"] {
        assert_eq!(
            start(&in_zone(&zone("Zed", &format!(";UNTIL={until}")), "Zed")),
            SUMMER,
            "{until}"
        );
    }
    let old = "BEGIN:DAYLIGHT\nDTSTART:19180331T020000\nRRULE:FREQ=YEARLY;UNTIL=19190330T070000Z;BYMONTH=3;BYDAY=-1SU\nTZOFFSETFROM:-0500\nTZOFFSETTO:-0100\nEND:DAYLIGHT\n";
    for more in [
        old,
        "BEGIN:STANDARD\nDTSTART:19450814T190000\nRDATE:\nTZOFFSETFROM:-0500\nTZOFFSETTO:-0400\nEND:STANDARD\n",
        "BEGIN:STANDARD\nDTSTART:19450814T190000\nRDATE;VALUE=PERIOD:19460101T000000/PT1H,19470101T000000/19470102T000000\nTZOFFSETFROM:-0500\nTZOFFSETTO:-0400\nEND:STANDARD\n",
        "BEGIN:STANDARD\nDTSTART:00010101T000000\nTZOFFSETFROM:-0500\nTZOFFSETTO:-0400\nEND:STANDARD\n",
    ] {
        let defined = zone("Hist", "").replace("END:VTIMEZONE\n", &format!("{more}END:VTIMEZONE\n"));
        assert_eq!(start(&in_zone(&defined, "Hist")), SUMMER, "{more}");
    }
}

#[test]
fn a_definition_that_cannot_be_read_is_not_called_absent() {
    let message = |zone: &str| {
        let report = in_zone(zone, "霞が関");
        let found = report.diagnostics.iter().find(|found| found.code == "KG014");
        found.unwrap().message.render(Lang::Ja)
    };
    let broken = zone("霞が関", "").replace("TZOFFSETTO:-0400", "TZOFFSETTO:summer");
    assert!(
        message(&broken).contains("読み取れません"),
        "{}",
        message(&broken)
    );
    assert!(message("").contains("ありません"));
    // Of two definitions the readable one counts.
    let both = format!("{broken}{}", zone("霞が関", ""));
    assert_eq!(start(&in_zone(&both, "霞が関")), SUMMER);
    // An unreadable definition is not replaced by the usual meaning of its name.
    assert!(codes(&in_zone(&broken.replace("霞が関", "EST"), "EST")).contains(&"KG014"));
}

#[test]
fn the_zone_of_a_vcalendar_is_that_of_its_times() {
    let of = |head: &str, lines: &str| {
        check(&format!(
            "BEGIN:VCALENDAR\nVERSION:1.0\n{head}BEGIN:VEVENT\n{REVIEW}SUMMARY:審査\n{lines}END:VEVENT\nEND:VCALENDAR\nBEGIN:VCALENDAR\nVERSION:2.0\nBEGIN:VEVENT\n{REVIEW}SUMMARY:審査\nDTSTART:20250911T100000\nEND:VEVENT\nEND:VCALENDAR\n"
        ))
    };
    let times = "DTSTART:20250910T100000\nDTEND:20250910T110000\n";
    for zone in ["TZ:-05:00", "TZ:-0500", "TZ:-05", "TZ:-05:00\nDAYLIGHT:FALSE"] {
        let report = of(&format!("{zone}\n"), times);
        assert_eq!(start(&report), "2025-09-11T00:00:00+09:00", "{zone}");
        assert_eq!(end(&report), "2025-09-11T01:00:00+09:00", "{zone}");
        assert!(
            report.requests[0]
                .notes
                .iter()
                .all(|note| !note.render(Lang::Ja).contains("時間帯")),
            "{zone}"
        );
        // TZ of one VCALENDAR does not apply to the next one in the file.
        let other = &report.requests[1];
        assert_eq!(rfc3339(other.hearing.unwrap().0), "2025-09-11T10:00:00+09:00");
        assert!(other.notes[0].render(Lang::Ja).contains("時間帯の記載がない"));
    }
    // A zone with daylight time, or an unreadable one, is reported as not used.
    for zone in [
        "TZ:-05:00\nDAYLIGHT:TRUE;-04;20250309T020000;20251102T020000;EST;EDT",
        "TZ:Eastern",
    ] {
        let report = of(&format!("{zone}\n"), times);
        assert_eq!(start(&report), "2025-09-10T10:00:00+09:00", "{zone}");
        assert!(notes(&report).contains("用いず"), "{zone}");
    }
    // Times with a zone and X-KIGEN times are not affected.
    let report = of(
        "TZ:-05:00\n",
        "X-KIGEN-SENT:2025-09-09 10:00\nDTSTART:20250910T010000Z\nDTEND:20250910T020000Z\n",
    );
    assert_eq!(start(&report), "2025-09-10T10:00:00+09:00");
    assert_eq!(rfc3339(report.requests[0].sent), "2025-09-09T10:00:00+09:00");
}

#[test]
fn what_a_closed_calendar_said_does_not_reach_further() {
    let report = check(&format!(
        "BEGIN:VCALENDAR\nMETHOD:CANCEL\nEND:VCALENDAR\nBEGIN:VEVENT\n{REVIEW}SUMMARY:審査\nDTSTART:20250909T190000Z\nEND:VEVENT\n"
    ));
    assert_eq!((report.requests.len(), report.left_out.len()), (1, 0));
    assert!(codes(&report).contains(&"KG201"));
}

const WEEKLY: &str = "SUMMARY:審査\nDTSTART;TZID=Asia/Tokyo:20250901T100000\nDURATION:PT1H\n";

#[test]
fn for_ever_is_written_as_a_last_year() {
    let of = |rule: &str| {
        check(&event(
            &format!("{REVIEW}{WEEKLY}RRULE:FREQ=WEEKLY{rule}\n").replace("SUMMARY:審査\n", ""),
        ))
    };
    let endless = of("");
    for until in ["99991231T000000Z", "99991231T235959", "99991231", "21510101"] {
        let report = of(&format!(";UNTIL={until}"));
        assert!(!codes(&report).contains(&"KG007"), "{until}");
        assert_eq!(
            report.requests[0].occurrences, endless.requests[0].occurrences,
            "{until}"
        );
    }
    for until in ["19010101T000000Z", "00010101"] {
        let report = of(&format!(";UNTIL={until}"));
        assert_eq!((report.requests.len(), report.left_out.len()), (0, 1), "{until}");
    }
    assert!(codes(&of(";UNTIL=99991331T000000Z")).contains(&"KG007"));
}

#[test]
fn a_series_within_a_day_that_is_over_is_left_out() {
    for until in ["20250902T170000Z", "20250907T170000Z", "20250908T000000Z"] {
        for freq in ["HOURLY", "MINUTELY;INTERVAL=10"] {
            let report = check(&event(&format!(
                "{REVIEW}DTSTART:20250901T090000Z\nDURATION:PT5M\nRRULE:FREQ={freq};UNTIL={until}\n"
            )));
            assert_eq!(
                (report.requests.len(), report.left_out.len()),
                (0, 1),
                "{freq} {until}"
            );
            assert!(!codes(&report).contains(&"KG008"), "{freq} {until}");
        }
    }
    // The last one of a rule that ends, at 9:30 in Japan, which is now.
    let report = check(&event(&format!(
        "{REVIEW}DTSTART:20250901T003000Z\nRRULE:FREQ=HOURLY;UNTIL=20250908T003000Z\n"
    )));
    assert_eq!(report.requests[0].occurrences, Some(1));
}

#[test]
fn a_year_that_stands_for_none_is_no_sending_time() {
    for (created, message) in [
        ("00001231T000000Z", false),
        ("19000101T120000Z", false),
        ("00001231T000000Z", true),
    ] {
        let name = if message { "DTSTAMP" } else { "CREATED" };
        let text = format!(
            "BEGIN:VEVENT\n{REVIEW}SUMMARY:審査\n{name}:{created}\nDTSTART;TZID=Asia/Tokyo:20250910T100000\nDURATION:PT1H\nEND:VEVENT\n"
        );
        let text = if message {
            calendar(&text)
        } else {
            calendar(&text).replace("METHOD:REQUEST\r\n", "")
        };
        let report = check(&text);
        assert!(!codes(&report).contains(&"KG007"), "{created}");
        assert_eq!(
            report.requests[0].sent,
            Some(crate::ics::support::NOW),
            "{created}"
        );
        assert!(notes(&report).contains("現在"), "{created}");
    }
    // An unreadable value is still reported.
    let text = calendar(&format!(
        "BEGIN:VEVENT\n{REVIEW}SUMMARY:審査\nCREATED:いつか\nDTSTART;TZID=Asia/Tokyo:20250910T100000\nEND:VEVENT\n"
    ));
    let report = check(&text.replace("METHOD:REQUEST\r\n", ""));
    assert!(codes(&report).contains(&"KG007"));
}

#[test]
fn a_series_may_have_begun_long_ago() {
    for first in ["19400512", "19000512", "16010512", "00010512"] {
        let report = check(&event(&format!(
            "{REVIEW}DTSTART;VALUE=DATE:{first}\nRRULE:FREQ=YEARLY\n"
        )));
        assert!(!codes(&report).contains(&"KG007"), "{first}: {report:?}");
        assert_eq!(report.requests[0].occurrences, Some(1), "{first}");
        assert_eq!(start(&report), "2026-05-12T00:00:00+09:00", "{first}");
    }
    let report = check(&event(&format!(
        "{REVIEW}DTSTART:19400512T010000Z\nDTEND:19400512T020000Z\nRRULE:FREQ=WEEKLY;BYDAY=SA\n"
    )));
    assert_eq!(report.requests[0].occurrences, Some(52));
    let report = check(&task(
        "SUMMARY:【照会】月次\nDTSTART;TZID=Asia/Tokyo:19400501T100000\nDUE;TZID=Asia/Tokyo:19400503T170000\nRRULE:FREQ=MONTHLY\n",
    ));
    assert_eq!(rfc3339(report.requests[0].due), "2025-10-03T17:00:00+09:00");
    // A past event that does not recur is outside the supported years.
    let text = event(&format!("{REVIEW}DTSTART;VALUE=DATE:19400512\n"));
    assert_eq!(under(&text, &check(&text), "KG007"), "19400512");
    // So is one that begins after the last supported year.
    let text = event(&format!(
        "{REVIEW}DTSTART;VALUE=DATE:21510512\nRRULE:FREQ=YEARLY\n"
    ));
    assert!(codes(&check(&text)).contains(&"KG007"));
}

#[test]
fn a_leap_second_is_the_last_of_its_minute() {
    let report = check(&event(&format!(
        "{REVIEW}DTSTART;TZID=Asia/Tokyo:20250910T100060\nDTEND:20250910T015960Z\n"
    )));
    assert!(!codes(&report).contains(&"KG007"));
    assert_eq!(start(&report), "2025-09-10T10:00:59+09:00");
    assert_eq!(end(&report), "2025-09-10T10:59:59+09:00");
    let rule = "DTSTART;TZID=Asia/Tokyo:20250910T100000\nDURATION:PT1H\nRRULE:FREQ=DAILY;COUNT=3;BYSECOND=";
    let report = check(&event(&format!("{REVIEW}{rule}59,60\n")));
    assert!(!codes(&report).contains(&"KG007"));
    assert_eq!(report.requests[0].occurrences, Some(3));
    for bad in [
        "20250910T100061",
        "20250910T106060",
        "20250910T246060",
        "20250231T100060",
    ] {
        let text = event(&format!("{REVIEW}DTSTART;TZID=Asia/Tokyo:{bad}\n"));
        assert!(codes(&check(&text)).contains(&"KG007"), "{bad}");
    }
    assert!(codes(&check(&event(&format!("{REVIEW}{rule}61\n")))).contains(&"KG007"));
}

#[test]
fn a_hearing_of_a_day_is_told_by_its_day() {
    let report = check(&event(&format!("{REVIEW}DTSTART;VALUE=DATE:20250913\n")));
    let found = finding(&report, "KG201");
    assert!(
        found
            .message
            .render(Lang::Ja)
            .starts_with("ヒアリング（9月13日（土））は"),
        "{}",
        found.message.render(Lang::Ja)
    );
    let said = report
        .diagnostics
        .iter()
        .map(|found| found.message.render(Lang::Ja));
    assert!(said.chain([notes(&report)]).all(|said| !said.contains("（）")));
    assert_eq!(start(&report), "2025-09-13T00:00:00+09:00");
    assert_eq!(end(&report), "2025-09-14T00:00:00+09:00");
    let report = check(&event(&format!(
        "{REVIEW}DTSTART;VALUE=DATE:20250910\nDTEND;VALUE=DATE:20250913\n"
    )));
    assert_eq!(start(&report), "2025-09-10T00:00:00+09:00");
    assert_eq!(end(&report), "2025-09-13T00:00:00+09:00");
    let found = report.requests[0].due;
    assert_eq!(found, None);
}

#[test]
fn an_occurrence_is_of_the_kind_of_its_series() {
    let series = "BEGIN:VEVENT\nUID:1\nX-KIGEN-KIND:審査\nX-KIGEN-TO:財務省\nSUMMARY:s\nDTSTART:20250908T010000Z\nDTEND:20250908T020000Z\nRRULE:FREQ=WEEKLY;COUNT=3\nEND:VEVENT\n";
    let one = |lines: &str| {
        format!(
            "BEGIN:VEVENT\nUID:1\n{lines}RECURRENCE-ID:20250915T010000Z\nDTSTART:20250916T190000Z\nDTEND:20250916T200000Z\nEND:VEVENT\n"
        )
    };
    for summary in ["SUMMARY:s\n", "SUMMARY:時間変更\n", "SUMMARY:【照会】時間変更\n"] {
        let changed = one(summary);
        for text in [format!("{series}{changed}"), format!("{changed}{series}")] {
            let report = check(&calendar(&text));
            assert_eq!((report.requests.len(), report.left_out.len()), (2, 0), "{text}");
            let request = report
                .requests
                .iter()
                .find(|request| request.occurrences.is_none())
                .unwrap();
            assert_eq!(request.kind, Some("review"), "{text}");
            assert_eq!(request.recipients[0].office, "財務省", "{text}");
            let found = report.diagnostics.iter().filter(|found| found.code == "KG201");
            assert!(
                found
                    .into_iter()
                    .any(|found| found.request == Some(request.index)),
                "{text}"
            );
            // In the file's order.
            assert!(report.requests[0].head < report.requests[1].head);
        }
    }
    // Its own kind and recipients take precedence over the master's.
    let own = one("SUMMARY:s\nX-KIGEN-KIND:照会\nX-KIGEN-TO:法務省\n");
    let report = check(&calendar(&format!("{series}{own}")));
    assert_eq!(report.requests[1].kind, Some("inquiry"));
    assert_eq!(report.requests[1].recipients[0].office, "法務省");
    // An override of a series that is no request is none either; nor is a cancelled one.
    let lunch = series
        .replace("X-KIGEN-KIND:審査\n", "")
        .replace("X-KIGEN-TO:財務省\n", "");
    let report = check(&calendar(&format!("{lunch}{}", one("SUMMARY:s\n"))));
    assert_eq!((report.requests.len(), report.left_out.len()), (0, 2));
    let report = check(&calendar(&format!(
        "{series}{}",
        one("SUMMARY:s\nSTATUS:CANCELLED\n")
    )));
    assert_eq!((report.requests.len(), report.left_out.len()), (1, 1));
    // An override without its master.
    let report = check(&calendar(&one("SUMMARY:s\n")));
    assert_eq!((report.requests.len(), report.left_out.len()), (0, 1));
}

#[test]
fn a_component_of_a_program_s_own_may_hold_others() {
    let one = |number: u8| {
        format!(
            "BEGIN:VEVENT\nUID:{number}\nSUMMARY:審査\n{REVIEW}DTSTART:20250910T010000Z\nDURATION:PT1H\nEND:VEVENT\n"
        )
    };
    let report = check(&calendar(&format!(
        "BEGIN:X-WRAP\n{}{}END:X-WRAP\n",
        one(1),
        one(2)
    )));
    assert!(!codes(&report).contains(&"KG015"), "{:?}", codes(&report));
    assert_eq!(report.requests.len(), 2);
    // An unterminated component inside an event does not swallow the next event.
    let broken = one(1).replace("END:VEVENT\n", "BEGIN:X-NOTE\n");
    let report = check(&calendar(&format!("{broken}{}", one(2))));
    assert!(codes(&report).contains(&"KG015"));
    assert_eq!(report.requests.len(), 2);
}
