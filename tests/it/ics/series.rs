//! Series: which occurrences are judged, which are excluded, and the dates that findings name.

use crate::ics::support::{calendar, check, codes, counts, event, finding, notes, rfc3339, task};
use kigen::check::FileReport;
use kigen::message::Lang;

const REVIEW: &str = "X-KIGEN-KIND:review\nX-KIGEN-ONLINE:可\n";
const SURVEY: &str = "SUMMARY:調査票\nX-KIGEN-KIND:survey\nX-KIGEN-SENT:2025-09-01 10:00\n";

/// The dates named in every finding of a code.
fn dates(report: &FileReport, code: &str) -> Vec<String> {
    let found = report.diagnostics.iter().filter(|found| found.code == code);
    found
        .map(|found| {
            let fact = found.facts.iter().find(|(name, _)| *name == "occurrence_dates");
            fact.map_or_else(|| "all".to_owned(), |(_, dates)| dates.clone())
        })
        .collect()
}

#[test]
fn a_task_is_judged_until_it_is_due() {
    let of = |lines: &str| check(&task(&format!("{SURVEY}{lines}")));
    // Starts before now (8 September 9:30), due on a Saturday after it.
    let times = "DTSTART;TZID=Asia/Tokyo:20250829T100000\nDUE;TZID=Asia/Tokyo:20250913T210000\n";
    let report = of(&format!("{times}RRULE:FREQ=MONTHLY;COUNT=1\n"));
    assert_eq!(counts(&report), [Some(1)], "{:?}", report.left_out);
    let alone = of(times);
    assert_eq!(codes(&report), codes(&alone));
    assert!(codes(&report).contains(&"KG402"));
    assert_eq!(rfc3339(report.requests[0].due), "2025-09-13T21:00:00+09:00");
    // The next occurrence too; the one before is over.
    let report = of(&format!("{times}RRULE:FREQ=WEEKLY;COUNT=3\n"));
    assert_eq!(counts(&report), [Some(3)]);
    let report = of(
        "DTSTART;TZID=Asia/Tokyo:20250815T100000\nDUE;TZID=Asia/Tokyo:20250901T170000\nRRULE:FREQ=WEEKLY;COUNT=4\n",
    );
    // Due on 1, 8, 15 and 22 September at 17:00.
    assert_eq!(counts(&report), [Some(3)]);
    // To the second: due now, and due a second ago.
    for (due, judged) in [("20250908T093000", 1), ("20250908T092959", 0)] {
        let report = of(&format!(
            "DTSTART;TZID=Asia/Tokyo:20250901T100000\nDUE;TZID=Asia/Tokyo:{due}\nRRULE:FREQ=DAILY;COUNT=1\n"
        ));
        assert_eq!(report.requests.len(), judged, "{due}");
    }
    // A due of a whole day is over when the day is.
    for (due, judged) in [("20250908", 1), ("20250907", 0)] {
        for start in [
            "DTSTART;VALUE=DATE:20250901",
            "DTSTART;TZID=Asia/Tokyo:20250901T100000",
        ] {
            let report = of(&format!(
                "{start}\nDUE;VALUE=DATE:{due}\nRRULE:FREQ=DAILY;COUNT=1\n"
            ));
            assert_eq!(report.requests.len(), judged, "{start} {due}");
        }
    }
}

#[test]
fn a_hearing_is_judged_until_it_ends() {
    for (start, end, judged) in [
        ("20250908T080000", "20250908T093000", 1),
        ("20250908T080000", "20250908T092959", 0),
        ("20250905T080000", "20250909T170000", 1),
    ] {
        let report = check(&event(&format!(
            "{REVIEW}DTSTART;TZID=Asia/Tokyo:{start}\nDTEND;TZID=Asia/Tokyo:{end}\nRRULE:FREQ=YEARLY;COUNT=1\n"
        )));
        assert_eq!(report.requests.len(), judged, "{start} {end}");
        if judged == 1 {
            assert!(codes(&report).contains(&"KG201"), "{start}");
        }
    }
    // Several days, the last of which is today; DTEND is the day after.
    for (end, judged) in [("20250909", 1), ("20250908", 0)] {
        let report = check(&event(&format!(
            "{REVIEW}DTSTART;VALUE=DATE:20250904\nDTEND;VALUE=DATE:{end}\nRRULE:FREQ=YEARLY;COUNT=1\n"
        )));
        assert_eq!(report.requests.len(), judged, "{end}");
    }
}

#[test]
fn dates_are_those_that_people_in_japan_know() {
    // Friday 23:00 UTC is Saturday morning in Japan.
    let report = check(&event(&format!(
        "{REVIEW}DTSTART:20250911T230000Z\nDTEND:20250912T000000Z\nRRULE:FREQ=DAILY;COUNT=2\n"
    )));
    assert_eq!(dates(&report, "KG201"), ["2025-09-12 2025-09-13"]);
    let found = finding(&report, "KG201");
    assert!(
        found
            .message
            .render(Lang::Ja)
            .contains("9月12日（金）、9月13日（土）"),
        "{}",
        found.message.render(Lang::Ja)
    );
    // A daylight-time change that moves them across midnight in Japan.
    let zone = "DTSTART;TZID=America/New_York:20250912T200000\nDURATION:PT1H\n";
    let report = check(&event(&format!(
        "{REVIEW}{zone}RRULE:FREQ=WEEKLY;COUNT=3;BYDAY=FR\nEXDATE;TZID=America/New_York:20250919T200000\n"
    )));
    assert_eq!(
        dates(&report, "KG201"),
        ["2025-09-13 2025-09-27"].map(String::from).to_vec()
    );
    // A task's dates are those of its due, not of its start.
    let report = check(&task(&format!(
        "{SURVEY}DTSTART;TZID=Asia/Tokyo:20250910T100000\nDUE;TZID=Asia/Tokyo:20250913T170000\nRRULE:FREQ=DAILY;COUNT=4\n"
    )));
    assert_eq!(dates(&report, "KG402"), ["2025-09-13 2025-09-14 2025-09-15"]);
}

/// EXDATE and RECURRENCE-ID are matched also where they are written in another form than DTSTART.
#[test]
fn what_is_left_out_is_found_by_the_clock_of_the_series() {
    let days = "DTSTART;VALUE=DATE:20250908\nDTEND;VALUE=DATE:20250909\nRRULE:FREQ=WEEKLY;COUNT=4\n";
    let berlin = "DTSTART;TZID=Europe/Berlin:20250908T110000\nDURATION:PT1H\nRRULE:FREQ=WEEKLY;COUNT=4\n";
    let utc = "DTSTART:20250908T010000Z\nDURATION:PT1H\nRRULE:FREQ=WEEKLY;COUNT=4\n";
    let own = "DTSTART;TZID=Own:20250908T200000\nDURATION:PT1H\nRRULE:FREQ=WEEKLY;COUNT=4\n";
    let vtimezone = "BEGIN:VTIMEZONE\nTZID:Own\nBEGIN:STANDARD\nDTSTART:19700101T000000\nTZOFFSETFROM:-0500\nTZOFFSETTO:-0500\nEND:STANDARD\nEND:VTIMEZONE\n";
    for (series, time) in [
        (days, ":20250915T000000Z"),
        // Midnight in Japan, in UTC.
        (days, ":20250914T150000Z"),
        (days, ";TZID=Europe/Berlin:20250915T000000"),
        (days, ":20250915T000000"),
        (days, ";VALUE=DATE:20250915"),
        (berlin, ":20250915T110000"),
        (berlin, ":20250915T090000Z"),
        (berlin, ";TZID=Asia/Tokyo:20250915T180000"),
        (berlin, ";VALUE=DATE:20250915"),
        (utc, ":20250915T010000"),
        (utc, ";TZID=Asia/Tokyo:20250915T100000"),
        (own, ":20250915T200000"),
        (own, ":20250916T010000Z"),
        (own, ";VALUE=DATE:20250915"),
    ] {
        let of =
            |lines: &str| format!("BEGIN:VEVENT\nUID:1\nSUMMARY:審査ヒアリング\n{REVIEW}{lines}END:VEVENT\n");
        let report = check(&calendar(&format!(
            "{vtimezone}{}",
            of(&format!("{series}EXDATE{time}\n"))
        )));
        assert_eq!(counts(&report), [Some(3)], "EXDATE{time} of {series}");
        assert!(!notes(&report).contains("一致しない"), "EXDATE{time} of {series}");
        let moved = of(&format!(
            "RECURRENCE-ID{time}\nDTSTART:20250918T010000Z\nDURATION:PT1H\n"
        ));
        let report = check(&calendar(&format!("{vtimezone}{}{moved}", of(series))));
        assert_eq!(
            counts(&report),
            [Some(3), None],
            "RECURRENCE-ID{time} of {series}"
        );
        assert!(
            !notes(&report).contains("一致しない"),
            "RECURRENCE-ID{time} of {series}"
        );
    }
}

#[test]
fn what_is_left_out_and_is_no_occurrence_is_said() {
    let weekly = "DTSTART;TZID=Asia/Tokyo:20250908T140000\nDURATION:PT1H\nRRULE:FREQ=WEEKLY;COUNT=4\n";
    for time in [
        ";TZID=Asia/Tokyo:20250916T140000",
        ";TZID=Asia/Tokyo:20250915T143000",
        ":20250915T140000Z",
        ";VALUE=DATE:20250916",
    ] {
        let report = check(&event(&format!("{REVIEW}{weekly}EXDATE{time}\n")));
        assert_eq!(counts(&report), [Some(4)], "{time}");
        assert!(
            notes(&report).contains("どの回とも一致しないもの"),
            "{time}: {}",
            notes(&report)
        );
    }
    // Overrides that are past, or beyond the horizon, are not reported.
    for time in [
        ";TZID=Asia/Tokyo:20250801T140000",
        ";TZID=Asia/Tokyo:20270801T140000",
    ] {
        let report = check(&event(&format!("{REVIEW}{weekly}EXDATE{time}\n")));
        assert!(!notes(&report).contains("一致しない"), "{time}");
    }
}

#[test]
fn one_occurrence_does_not_come_again_by_itself() {
    let one = |lines: &str| {
        format!("BEGIN:VEVENT\nUID:1\nSUMMARY:審査ヒアリング\n{REVIEW}DURATION:PT1H\n{lines}END:VEVENT\n")
    };
    let series = one("DTSTART:20250908T010000Z\nRRULE:FREQ=DAILY;COUNT=10\n");
    for again in [
        "RRULE:FREQ=WEEKLY",
        "RDATE:20250920T010000Z",
        "EXDATE:20250912T010000Z",
    ] {
        let changed = one(&format!(
            "RECURRENCE-ID:20250909T010000Z\nDTSTART:20250909T020000Z\n{again}\n"
        ));
        let report = check(&calendar(&format!("{series}{changed}")));
        assert_eq!(counts(&report), [Some(9), None], "{again}");
        let field = again.split(':').next().unwrap();
        assert!(
            notes(&report).contains(&format!("その{field}は用いていません")),
            "{again}"
        );
    }
}

/// A DATE-TIME end is judged with its time even where DTSTART is a DATE.
#[test]
fn a_series_keeps_the_times_of_its_ends() {
    let same = |component: fn(&str) -> String, lines: &str| {
        let alone = check(&component(lines));
        let report = check(&component(&format!("{lines}RRULE:FREQ=WEEKLY;COUNT=1\n")));
        assert_eq!(counts(&report), [Some(1)], "{lines}");
        assert_eq!(codes(&report), codes(&alone), "{lines}");
        let (one, other) = (&report.requests[0], &alone.requests[0]);
        assert_eq!((one.due, one.hearing), (other.due, other.hearing), "{lines}");
        report
    };
    let report = same(
        task,
        &format!("{SURVEY}DTSTART;VALUE=DATE:20250909\nDUE;TZID=Asia/Tokyo:20250911T090000\n"),
    );
    assert!(codes(&report).contains(&"KG402") && !codes(&report).contains(&"KG408"));
    let report = same(
        event,
        &format!("{REVIEW}DTSTART;VALUE=DATE:20250910\nDTEND:20250910T120000Z\n"),
    );
    assert!(codes(&report).contains(&"KG201"));
    let report = same(
        task,
        &format!("{SURVEY}DTSTART;TZID=Asia/Tokyo:20250909T100000\nDUE;VALUE=DATE:20250911\n"),
    );
    assert!(codes(&report).contains(&"KG408"));
    let dated = format!("{SURVEY}DTSTART;VALUE=DATE:20250909\nDUE;VALUE=DATE:20250911\n");
    same(task, &dated);
    // Each later one is judged as the first.
    let report = check(&task(&format!(
        "{SURVEY}DTSTART;VALUE=DATE:20250902\nDUE;TZID=Asia/Tokyo:20250904T090000\nRRULE:FREQ=WEEKLY;COUNT=2\n"
    )));
    assert_eq!(rfc3339(report.requests[0].due), "2025-09-11T09:00:00+09:00");
}

/// A version of a hearing with a UID of its own.
fn version(hour: u32, lines: &str) -> String {
    format!(
        "BEGIN:VEVENT\nUID:v\nSUMMARY:機構・定員ヒアリング\nORGANIZER:mailto:kanri@soumu.go.jp\n\
         ATTENDEE:mailto:a@mof.go.jp\nX-KIGEN-ONLINE:可\nDTSTART;TZID=Asia/Tokyo:20250911T{hour:02}0000\n\
         DURATION:PT1H\n{lines}END:VEVENT\n"
    )
}

/// The starting hours of the judged hearings, and the number of components left out.
fn judged(components: &str) -> (Vec<String>, usize) {
    judged_of(&check(&calendar(components)))
}

fn judged_of(report: &FileReport) -> (Vec<String>, usize) {
    let starts = report.requests.iter().map(|request| {
        let hearing = request.hearing.as_ref().unwrap();
        rfc3339(hearing.0)[11..13].to_owned()
    });
    (starts.collect(), report.left_out.len())
}

const FIRST: &str = "SEQUENCE:0\nDTSTAMP:20250908T010000Z\n";

#[test]
fn of_two_versions_the_newer_stands() {
    for (old, new) in [
        (FIRST, "SEQUENCE:1\nDTSTAMP:20250908T000000Z\n"),
        (
            "DTSTAMP:20250908T010000Z\n",
            "SEQUENCE:1\nDTSTAMP:20250908T010000Z\n",
        ),
        ("SEQUENCE:9\n", "SEQUENCE:10\n"),
        (FIRST, "SEQUENCE:0\nDTSTAMP:20250908T010001Z\n"),
        (FIRST, "DTSTAMP;TZID=Asia/Tokyo:20250908T100001\n"),
        (
            "DTSTAMP:20250908T010000Z\nLAST-MODIFIED:20250901T000000Z\n",
            "DTSTAMP:20250908T010000Z\nLAST-MODIFIED:20250902T000000Z\n",
        ),
        // DTSTAMP takes precedence over LAST-MODIFIED.
        (
            "DTSTAMP:20250908T010000Z\nLAST-MODIFIED:20250902T000000Z\n",
            "DTSTAMP:20250908T020000Z\nLAST-MODIFIED:20250901T000000Z\n",
        ),
        // Cancelled, then confirmed by a later SEQUENCE.
        ("SEQUENCE:1\nSTATUS:CANCELLED\n", "SEQUENCE:2\nSTATUS:CONFIRMED\n"),
    ] {
        let (old, new) = (version(19, old), version(14, new));
        for both in [format!("{old}{new}"), format!("{new}{old}")] {
            assert_eq!(judged(&both), (vec!["14".to_owned()], 1), "{both}");
            assert!(!codes(&check(&calendar(&both))).contains(&"KG201"));
        }
    }
    let three: String = [1, 3, 2]
        .map(|sequence| version(10 + sequence, &format!("SEQUENCE:{sequence}\n")))
        .concat();
    assert_eq!(judged(&three), (vec!["13".to_owned()], 2));
}

#[test]
fn what_does_not_say_which_is_newer_is_judged_beside_the_others() {
    let both = |a: &str, b: &str| judged(&format!("{}{}", version(10, a), version(14, b)));
    let all = (vec!["10".to_owned(), "14".to_owned()], 0);
    // A copy with another time, an invalid SEQUENCE, a DTSTAMP on one side only: both are kept.
    assert_eq!(both(FIRST, FIRST), all);
    assert_eq!(both("SEQUENCE:1\n", "SEQUENCE:二\n"), all);
    assert_eq!(
        both("SEQUENCE:1\nDTSTAMP:20250908T010000Z\n", "SEQUENCE:1\n"),
        all
    );
    // Of two equal versions the cancelled one is left out because of its STATUS.
    assert_eq!(
        both(FIRST, &format!("{FIRST}STATUS:CANCELLED\n")),
        (vec!["10".to_owned()], 1)
    );
    // Identical copies count once.
    let one = version(19, FIRST);
    assert_eq!(judged(&format!("{one}{one}{one}")), (vec!["19".to_owned()], 2));
    // Components without UID, with an empty one, of another kind.
    let bare = |text: String| text.replace("UID:v\n", "");
    assert_eq!(
        judged(&format!(
            "{}{}",
            bare(one.clone()),
            bare(version(14, "SEQUENCE:1\n"))
        ))
        .1,
        0
    );
    let empty = |text: String| text.replace("UID:v\n", "UID: \n");
    assert_eq!(
        judged(&format!(
            "{}{}",
            empty(one.clone()),
            empty(version(14, "SEQUENCE:1\n"))
        ))
        .1,
        0
    );
    let todo = "BEGIN:VTODO\nUID:v\nSEQUENCE:3\nX-KIGEN-KIND:その他\nDUE:20250930T050000Z\nEND:VTODO\n";
    assert_eq!(check(&calendar(&format!("{one}{todo}"))).requests.len(), 2);
}

#[test]
fn a_version_that_cancels_leaves_nothing_and_is_no_wrong_file() {
    let (old, cancelled) = (version(19, FIRST), version(19, "SEQUENCE:2\nSTATUS:CANCELLED\n"));
    let report = check(&calendar(&format!("{old}{cancelled}")));
    assert_eq!((judged_of(&report), codes(&report)), ((vec![], 2), vec![]));
    assert!(
        report
            .left_out
            .iter()
            .all(|left| left.uid.as_deref() == Some("v"))
    );
    // A cancellation sent as a message of its own is all that is left.
    let message = calendar(&version(19, "SEQUENCE:1\n")).replace("REQUEST", "CANCEL");
    let report = check(&format!("{}{message}", calendar(&old)));
    assert_eq!((judged_of(&report), codes(&report)), ((vec![], 2), vec![]));
    assert!(codes(&check(&message)).is_empty());
    // Replies do not supersede a request and are no requests.
    for method in ["REPLY", "REFRESH", "DECLINECOUNTER", "COUNTER", "ADD"] {
        let answer = calendar(&version(20, "SEQUENCE:5\n")).replace("REQUEST", method);
        let report = check(&format!("{}{answer}", calendar(&old)));
        assert_eq!(judged_of(&report).0[0], "19", "{method}");
    }
    let reply = calendar(&old).replace("REQUEST", "REPLY");
    assert_eq!(codes(&check(&reply)), ["KG009"]);
}

#[test]
fn versions_of_a_series_and_of_its_occurrences() {
    let series = |lines: &str| version(14, &format!("RRULE:FREQ=DAILY;COUNT=2\n{lines}"));
    let of = |components: &str| {
        let report = check(&calendar(components));
        (counts(&report), report.left_out.len())
    };
    // An EXDATE added, and one removed, in a later version.
    let without = series("SEQUENCE:1\nEXDATE;TZID=Asia/Tokyo:20250912T140000\n");
    assert_eq!(of(&format!("{}{without}", series(""))), (vec![Some(1)], 1));
    assert_eq!(
        of(&format!("{without}{}", series("SEQUENCE:2\n"))),
        (vec![Some(2)], 1)
    );
    // Two versions of one override, with RECURRENCE-ID in different notations.
    let at = "RECURRENCE-ID;TZID=Asia/Tokyo:20250912T140000\n";
    let old = version(19, at);
    let new = version(15, "SEQUENCE:1\nRECURRENCE-ID:20250912T050000Z\n");
    for components in [
        format!("{}{old}{new}", series("SEQUENCE:7\n")),
        format!("{new}{old}{}", series("SEQUENCE:7\n")),
    ] {
        // The master was changed after the override: the override still applies.
        let report = check(&calendar(&components));
        assert_eq!(report.left_out.len(), 1, "{components}");
        assert!(!codes(&report).contains(&"KG201"), "{components}");
        let mut all = counts(&report);
        all.sort_unstable();
        assert_eq!(all, [None, Some(1)]);
    }
    // A cancelled override removes its occurrence.
    let gone = version(14, &format!("{at}SEQUENCE:1\nSTATUS:CANCELLED\n"));
    assert_eq!(of(&format!("{}{old}{gone}", series(""))), (vec![Some(1)], 2));
    // A cancelled series cancels its overrides, except one that was changed later.
    let ended = series("SEQUENCE:2\nSTATUS:CANCELLED\n");
    assert_eq!(of(&format!("{ended}{old}{new}")), (vec![], 3));
    let later = version(15, &format!("{at}SEQUENCE:3\n"));
    assert_eq!(of(&format!("{ended}{old}{later}")), (vec![None], 2));
    // A THISANDFUTURE change and an override of the same occurrence are different components.
    let onward = version(
        16,
        "RECURRENCE-ID;RANGE=THISANDFUTURE;TZID=Asia/Tokyo:20250912T140000\n",
    );
    let three = series("").replace("COUNT=2", "COUNT=3");
    assert_eq!(of(&format!("{three}{onward}{new}")).1, 0);
}

#[test]
fn of_tasks_the_newer_due_is_judged() {
    let of = |due: &str, sequence: u32| {
        format!(
            "BEGIN:VTODO\nUID:t\nSUMMARY:調査票\nX-KIGEN-KIND:survey\nDUE;TZID=Asia/Tokyo:{due}\n\
             SEQUENCE:{sequence}\nEND:VTODO\n"
        )
    };
    let text = calendar(&format!(
        "{}{}",
        of("20250908T110000", 0),
        of("20250912T170000", 1)
    ));
    let report = check(&text);
    assert_eq!(rfc3339(report.requests[0].due), "2025-09-12T17:00:00+09:00");
    let left = report.left_out[0].span.unwrap();
    assert_eq!(&text[left.range()], "BEGIN:VTODO");
    assert_eq!(left.start as usize, text.find("BEGIN:VTODO").unwrap());
}

#[test]
fn of_a_series_for_thousands_the_next_occurrence_alone_is_judged() {
    // 365 occurrences, each costing a tenth of its recipients: 100,000 per file.
    let of = |recipients: usize| {
        let people: String = (0..recipients)
            .map(|number| format!("ATTENDEE;CN=第{number}省:mailto:a{number}@example.com\n"))
            .collect();
        let series =
            format!("{people}DTSTART;TZID=Asia/Tokyo:20250908T190000\nDURATION:PT1H\nRRULE:FREQ=DAILY\n");
        let report = check(&event(&format!("{REVIEW}{series}")));
        let cut = codes(&report).contains(&"KG008");
        assert!(codes(&report).contains(&"KG201"));
        assert_eq!(report.requests[0].recipients.len(), recipients + 1);
        (report.requests[0].occurrences, cut)
    };
    assert_eq!(of(2_738), (Some(365), false));
    assert_eq!(of(2_739), (Some(1), true));
}
