//! Rarer recurrences: within a day, by weeks of the year, periods, EXRULE, vCalendar 1.0 rules, and
//! RANGE=THISANDFUTURE.

use std::time::{Duration, Instant};

use crate::ics::support::{calendar, check, codes, counts, event, finding, rfc3339, task, under};
use kigen::check::FileReport;
use kigen::message::Lang;

const AT: &str = "X-KIGEN-ONLINE:可\nDTSTART;TZID=Asia/Tokyo:20250908T140000\nDURATION:PT1H\n";

fn occurrences(lines: &str) -> Option<usize> {
    let report = check(&event(lines));
    assert!(!codes(&report).contains(&"KG007"), "{lines}: {report:?}");
    report.requests.first().and_then(|request| request.occurrences)
}

/// The days in KG201 findings, each with the first number of the hours.
fn bad_days(report: &FileReport) -> Vec<String> {
    let found = report.diagnostics.iter().filter(|found| found.code == "KG201");
    let days = found.flat_map(|found| {
        let fact = found.facts.iter().find(|(name, _)| *name == "occurrence_dates");
        fact.map_or("all", |(_, days)| days).split(' ').map(str::to_owned)
    });
    days.collect()
}

#[test]
fn a_rule_within_a_day_is_bounded_and_says_so() {
    for (rule, cut) in [
        ("FREQ=HOURLY;INTERVAL=24", false),
        ("FREQ=HOURLY;BYDAY=MO;BYHOUR=14", false),
        ("FREQ=MINUTELY;INTERVAL=10080", false),
        ("FREQ=SECONDLY;BYHOUR=14;BYMINUTE=0;BYSECOND=0;BYDAY=MO", false),
        ("FREQ=HOURLY", true),
        ("FREQ=MINUTELY", true),
        ("FREQ=SECONDLY;COUNT=99999999", true),
        ("FREQ=SECONDLY;INTERVAL=4294967295", false),
        ("FREQ=MINUTELY;BYMONTH=2;BYMONTHDAY=30", false),
        (
            "FREQ=SECONDLY;BYSECOND=59;BYMINUTE=59;BYHOUR=23;BYMONTH=2;BYMONTHDAY=30",
            false,
        ),
    ] {
        let began = Instant::now();
        let text = event(&format!("{AT}RRULE:{rule}\n"));
        let report = check(&text);
        let codes = codes(&report);
        assert_eq!(codes.contains(&"KG008"), cut, "{rule}: {codes:?}");
        assert!(!codes.contains(&"KG007"), "{rule}");
        assert!(report.requests[0].occurrences.unwrap() <= 2000);
        // Generous for slow machines; without the bound it would take an hour.
        assert!(began.elapsed() < Duration::from_secs(60), "{rule}");
    }
    // An expansion past the bound is cut, and the cut is reported.
    let text = event("X-KIGEN-ONLINE:可\nDTSTART:20150908T050000Z\nRRULE:FREQ=SECONDLY;COUNT=999999999\n");
    let report = check(&text);
    assert_eq!(under(&text, &report, "KG008"), "FREQ=SECONDLY;COUNT=999999999");
}

#[test]
fn many_costly_series_in_a_file_take_a_bounded_time() {
    let one = "BEGIN:VEVENT\nSUMMARY:審査ヒアリング\nX-KIGEN-ONLINE:可\nDTSTART:19500908T050000Z\nRRULE:FREQ=SECONDLY;COUNT=999999999\nEND:VEVENT\n";
    let text = calendar(&one.repeat(200));
    let report = check(&text);
    assert_eq!(report.requests.len(), 200);
    let cut = report
        .diagnostics
        .iter()
        .filter(|found| found.code == "KG008")
        .count();
    assert_eq!(cut, 200);
    assert!(
        report
            .diagnostics
            .iter()
            .any(|found| found.message.render(Lang::Ja).contains("最初の1回だけ"))
    );
}

/// Found occurrences count against the bound as well as visited ones: many rules with thousands of starts each.
#[test]
fn many_rules_that_give_many_starts_take_a_bounded_time() {
    let rules = "RRULE:FREQ=DAILY;BYHOUR=1,2,3\n".repeat(49);
    let one = format!(
        "BEGIN:VEVENT\nSUMMARY:審査ヒアリング\nX-KIGEN-ONLINE:可\nDTSTART:20250910T010000Z\n{rules}END:VEVENT\n"
    );
    let report = check(&calendar(&one.repeat(60)));
    assert_eq!(report.requests.len(), 60);
    let cut: Vec<Option<usize>> = report
        .diagnostics
        .iter()
        .filter(|found| found.code == "KG008")
        .map(|found| found.request)
        .collect();
    // The first rules are expanded to their end, the last are not.
    assert!(!cut.contains(&Some(0)) && cut.contains(&Some(59)), "{cut:?}");
}

#[test]
fn hours_within_a_day_are_judged_each() {
    // 14:00, 17:00 and 20:00 of one day: the last is after hours.
    let report = check(&event(&format!("{AT}RRULE:FREQ=HOURLY;INTERVAL=3;COUNT=3\n")));
    assert_eq!(report.requests[0].occurrences, Some(3));
    let found = finding(&report, "KG201");
    assert!(
        found.message.render(Lang::Ja).contains("1回"),
        "{}",
        found.message.render(Lang::Ja)
    );
}

#[test]
fn weeks_of_the_year() {
    // The week of 20 October; not 3 November (文化の日).
    let report = check(&event(&format!(
        "{AT}RRULE:FREQ=YEARLY;BYWEEKNO=43,45;BYDAY=MO\n"
    )));
    assert_eq!(report.requests[0].occurrences, Some(3));
    assert_eq!(bad_days(&report), ["2025-11-03"]);
    // Parts that the rule omits come from DTSTART (a Monday).
    assert_eq!(
        occurrences(&format!("{AT}RRULE:FREQ=YEARLY;BYWEEKNO=43\n")),
        Some(2)
    );
}

#[test]
fn a_rule_by_our_own_calendar_is_as_one_without() {
    let plain = occurrences(&format!("{AT}RRULE:FREQ=MONTHLY;BYMONTHDAY=31;COUNT=4\n"));
    for scale in ["RSCALE=GREGORIAN;", "RSCALE=gregorian;SKIP=OMIT;"] {
        assert_eq!(
            occurrences(&format!("{AT}RRULE:{scale}FREQ=MONTHLY;BYMONTHDAY=31;COUNT=4\n")),
            plain
        );
    }
}

#[test]
fn a_period_has_its_own_length() {
    // 2025-09-24 14:00–17:00 and 2025-09-25 14:00–19:00: the second ends after hours.
    for second in [
        "20250925T140000/20250925T190000",
        "20250925T140000/PT5H",
        "20250925T140000/P0DT5H",
    ] {
        let report = check(&event(&format!(
            "{AT}RDATE;VALUE=PERIOD;TZID=Asia/Tokyo:20250924T140000/PT3H,{second}\n"
        )));
        assert_eq!(report.requests[0].occurrences, Some(3), "{second}");
        assert_eq!(bad_days(&report), ["2025-09-25"], "{second}");
    }
    // In UTC too, over two lines, and excluded again by EXDATE.
    let report = check(&event(&format!(
        "{AT}RDATE;VALUE=PERIOD:20250924T050000Z/PT9H\nRDATE;VALUE=PERIOD:20250925T050000Z/20250925T100000Z\nEXDATE:20250924T050000Z\n"
    )));
    assert_eq!(report.requests[0].occurrences, Some(2));
    assert_eq!(bad_days(&report), ["2025-09-25"]);
    // If the rule has the same start, the period's end counts.
    let report = check(&event(&format!(
        "{AT}RRULE:FREQ=DAILY;COUNT=2\nRDATE;VALUE=PERIOD;TZID=Asia/Tokyo:20250909T140000/PT9H\n"
    )));
    assert_eq!(report.requests[0].occurrences, Some(2));
    assert_eq!(bad_days(&report), ["2025-09-09"]);
    // A task's period ends at its due.
    let report = check(&task(
        "SUMMARY:【照会】月次\nX-KIGEN-SENT:2025-09-08 10:00\nX-KIGEN-EFFORT:1時間\nDTSTART;TZID=Asia/Tokyo:20250901T100000\nDUE;TZID=Asia/Tokyo:20250903T170000\nRDATE;VALUE=PERIOD;TZID=Asia/Tokyo:20250922T100000/20250922T150000\n",
    ));
    assert_eq!(rfc3339(report.requests[0].due), "2025-09-22T15:00:00+09:00");
}

#[test]
fn a_period_that_is_none_is_said() {
    for bad in [
        "20250924T140000/",
        "20250924T140000/PT",
        "20250924T140000/-PT1H",
        "20250924T140000/20250924T130000",
        "20250924T140000/P99999D",
        "/PT1H",
        "いつか/PT1H",
    ] {
        let text = event(&format!("{AT}RDATE;VALUE=PERIOD;TZID=Asia/Tokyo:{bad}\n"));
        let report = check(&text);
        assert_eq!(codes(&report), ["KG007"], "{bad}");
        assert_eq!(report.requests[0].occurrences, None, "{bad}");
    }
}

#[test]
fn what_exrule_names_is_left_out() {
    let weekly = format!("{AT}RRULE:FREQ=WEEKLY;COUNT=8\n");
    assert_eq!(occurrences(&weekly), Some(8));
    assert_eq!(
        occurrences(&format!("{weekly}EXRULE:FREQ=WEEKLY;INTERVAL=2\n")),
        Some(4)
    );
    // DTSTART itself is excluded only if the EXRULE matches it.
    assert_eq!(
        occurrences(&format!("{weekly}EXRULE:FREQ=MONTHLY;BYDAY=1MO\n")),
        Some(7)
    );
    assert_eq!(
        occurrences(&format!("{weekly}EXRULE:FREQ=DAILY;UNTIL=20250915T050000Z\n")),
        Some(6)
    );
    assert_eq!(
        occurrences(&format!("{weekly}EXRULE:FREQ=MINUTELY;INTERVAL=10080;COUNT=3\n")),
        Some(5)
    );
    // Everything is excluded: nothing is left to judge.
    let report = check(&event(&format!("{weekly}EXRULE:FREQ=DAILY\n")));
    assert_eq!((report.requests.len(), report.left_out.len()), (0, 1));
    // A rule that exceeds the bound.
    let report = check(&event(&format!(
        "{AT}RRULE:FREQ=DAILY\nEXRULE:FREQ=SECONDLY;BYHOUR=13;COUNT=999999999\n"
    )));
    assert!(codes(&report).contains(&"KG008"));
}

#[test]
fn a_rule_of_vcalendar_loses_what_is_excluded() {
    let text = event(&format!(
        "{AT}RRULE:W1 MO #4\nEXDATE:20250915T050000Z;20250922T050000Z\n"
    ))
    .replace("VERSION:2.0", "VERSION:1.0");
    assert_eq!(check(&text).requests[0].occurrences, Some(2));
}

fn series(rule: &str) -> String {
    format!("BEGIN:VEVENT\nUID:s\nSUMMARY:審査ヒアリング\n{AT}{rule}END:VEVENT\n")
}

fn onward(id: &str, lines: &str) -> String {
    format!(
        "BEGIN:VEVENT\nUID:s\nSUMMARY:審査ヒアリング（変更）\nX-KIGEN-ONLINE:可\nRECURRENCE-ID;RANGE=THISANDFUTURE;TZID=Asia/Tokyo:{id}\n{lines}END:VEVENT\n"
    )
}

#[test]
fn this_and_all_that_follow_are_held_otherwise() {
    let weekly = series("RRULE:FREQ=WEEKLY;COUNT=8\n");
    // From 22 September (the third; before it 8 and 15) 90 minutes longer, on Tuesdays.
    let change = onward(
        "20250922T140000",
        "DTSTART;TZID=Asia/Tokyo:20250923T160000\nDURATION:PT2H30M\n",
    );
    for text in [format!("{weekly}{change}"), format!("{change}{weekly}")] {
        let report = check(&calendar(&text));
        let mut of = counts(&report);
        of.sort_unstable();
        assert_eq!(of, [Some(2), Some(6)]);
        assert!(!codes(&report).contains(&"KG007"), "{report:?}");
        let changed = report
            .requests
            .iter()
            .find(|request| request.subject.as_deref() == Some("審査ヒアリング（変更）"))
            .unwrap();
        let (start, end) = changed.hearing.unwrap();
        assert_eq!(rfc3339(start), "2025-09-23T16:00:00+09:00");
        assert_eq!(rfc3339(end), "2025-09-23T18:30:00+09:00");
        // All six end after hours; the first is also on 秋分の日. 15 September is 敬老の日.
        let mut days = bad_days(&report);
        days.sort_unstable();
        assert_eq!(
            (days.len(), &*days[0], &*days[1]),
            (7, "2025-09-15", "2025-09-23")
        );
    }
    // Two changes: each applies until the next; the override of one occurrence is left out of both.
    let second = onward(
        "20251013T140000",
        "DTSTART;TZID=Asia/Tokyo:20251014T100000\nDURATION:PT1H\n",
    );
    let single = onward(
        "20250929T140000",
        "DTSTART;TZID=Asia/Tokyo:20251001T100000\nDURATION:PT1H\n",
    )
    .replace(";RANGE=THISANDFUTURE", "");
    let report = check(&calendar(&format!("{weekly}{change}{second}{single}")));
    assert_eq!(counts(&report), [Some(2), Some(2), Some(3), None]);
    // Cancelled from then on.
    let ended = onward(
        "20250922T140000",
        "STATUS:CANCELLED\nDTSTART;TZID=Asia/Tokyo:20250922T140000\n",
    );
    let report = check(&calendar(&format!("{weekly}{ended}")));
    assert_eq!((counts(&report), report.left_out.len()), (vec![Some(2)], 1));
}

#[test]
fn a_task_changes_for_all_that_follow() {
    let series = "BEGIN:VTODO\nUID:s\nSUMMARY:【照会】月次\nX-KIGEN-SENT:2025-09-08 10:00\nDTSTART;TZID=Asia/Tokyo:20250901T100000\nDUE;TZID=Asia/Tokyo:20250903T170000\nRRULE:FREQ=MONTHLY;COUNT=6\nEND:VTODO\n";
    let change = "BEGIN:VTODO\nUID:s\nSUMMARY:【照会】月次\nX-KIGEN-SENT:2025-09-08 10:00\nRECURRENCE-ID;RANGE=THISANDFUTURE;TZID=Asia/Tokyo:20251101T100000\nDTSTART;TZID=Asia/Tokyo:20251104T100000\nDUE;TZID=Asia/Tokyo:20251105T170000\nEND:VTODO\n";
    let report = check(&calendar(&format!("{series}{change}")));
    assert_eq!(counts(&report), [Some(1), Some(4)]);
    assert_eq!(rfc3339(report.requests[1].due), "2025-11-05T17:00:00+09:00");
}

#[test]
fn a_change_that_cannot_be_followed_is_said() {
    let alone = onward(
        "20250922T140000",
        "DTSTART;TZID=Asia/Tokyo:20250923T160000\nDURATION:PT1H\n",
    );
    for other in [
        String::new(),
        series(""),
        series("RRULE:FREQ=FORTNIGHTLY\n"),
        series("RRULE:FREQ=WEEKLY\n").replace("UID:s", "UID:t"),
    ] {
        let text = calendar(&format!("{alone}{other}"));
        let report = check(&text);
        let found = report
            .diagnostics
            .iter()
            .find(|found| found.message.render(Lang::Ja).contains("この回以降"));
        let found = found.unwrap_or_else(|| panic!("{other}: {report:?}"));
        assert_eq!(&text[found.span.range()], "RANGE=THISANDFUTURE");
        assert_eq!(report.requests[0].occurrences, None);
    }
    // A DATE override of a DATE-TIME series.
    let day = alone
        .replace(";TZID=Asia/Tokyo:20250922T140000", ";VALUE=DATE:20250922")
        .replace(";TZID=Asia/Tokyo:20250923T160000", ";VALUE=DATE:20250923");
    let text = calendar(&format!("{}{day}", series("RRULE:FREQ=WEEKLY;COUNT=8\n")));
    let report = check(&text);
    assert!(
        report
            .diagnostics
            .iter()
            .any(|found| found.message.render(Lang::Ja).contains("この回以降"))
    );
    assert_eq!(counts(&report), [Some(7), None]);
}

#[test]
fn a_whole_day_is_one_whatever_times_its_rule_names() {
    let report = check(&event(
        "X-KIGEN-ONLINE:可\nDTSTART;VALUE=DATE:20250908\nRRULE:FREQ=DAILY;COUNT=3;BYHOUR=9,10\n",
    ));
    assert!(report.requests[0].occurrences.unwrap() <= 3);
}
