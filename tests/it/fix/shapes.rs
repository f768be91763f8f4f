//! The last sending and the earliest due by rules of every shape. Each was compared with a request at each minute of
//! office hours, and at each half hour and closing.

use crate::common::{check, folder, list, text};
use serde_json::Value;

/// The report on a request to the Ministry of Finance, judged by a rule with these conditions too, on 2025-09-08 at ten.
/// The fifteenth is a holiday.
fn judged(when: &str, require: &str, lines: &str) -> Value {
    let when = match when {
        "" => String::new(),
        when => format!("when: {when}\n"),
    };
    let rule = format!(
        "code: SN101\nname: r\nsummary: {{ja: 要旨, en: gist}}\nbinding: practice\nseverity: warning\n{when}require: {require}\n\
         at: due\nmessage: {{ja: 文, en: text}}\nexamples: {{bad: [{{種別: 協議}}], good: [{{種別: 協議}}]}}\n"
    );
    let document = format!("種別: その他\n件名: x\n宛先: 財務省\n{lines}");
    let here = folder(&[
        ("pack/plan.yaml", "plan: s\ntitle: {ja: 題, en: t}\nprefix: SN\n"),
        ("pack/SN101.yaml", &rule),
        ("a.yaml", &document),
    ]);
    let arguments = ["--no-config", "--format", "json", "--rules", "pack", "a.yaml"];
    check(here.path(), &arguments).json()
}

/// A sender, and an hour of work.
const HEAD: &str = "発出元: 総務省\n想定作業量: 1時間\n";

/// The day of September and the last minute for a request due on Thursday the eighteenth.
fn send_by(head: &str, due: &str, when: &str, require: &str) -> String {
    let output = judged(when, require, &format!("{head}回答期限: 2025-09-18 {due}\n"));
    let at = &list(&output, "requests")[0]["send_by"];
    let at = at.as_str().and_then(|at| at.get(8..16));
    at.map_or("-".to_owned(), |at| at.replace('T', " "))
}

/// What a due on Tuesday the ninth at half past six, of a request of that morning, is moved to.
fn due(when: &str, require: &str) -> String {
    const LINES: &str = "発出元: 総務省\n想定作業量: 1時間\n発出日時: 2025-09-09 10:00\n打合せ: {開始: 2025-09-11 11:00, 終了: 2025-09-11 11:45}\n\
                         回答期限: 2025-09-09 18:30\n";
    let output = judged(when, require, LINES);
    let fixes = list(&output, "diagnostics")
        .iter()
        .flat_map(|found| list(found, "fixes"));
    let texts = fixes
        .flat_map(|fix| list(fix, "edits"))
        .map(|edit| text(edit, "text"));
    let at = texts.map(|at| at.trim_start_matches("2025-"));
    at.min().unwrap_or("-").to_owned()
}

/// Each of the rows, and the same for a rule that is for this kind of request alone.
fn hold(rows: &[(&str, &str, &str)]) {
    for (when, require, expected) in rows {
        let of_kind = match *when {
            "" => "{kind: other}".to_owned(),
            when => format!("{{all: [{{kind: other}}, {when}]}}"),
        };
        for when in [when, &*of_kind] {
            assert_eq!(
                send_by(HEAD, "15:00", when, require),
                *expected,
                "{when} {require}"
            );
        }
    }
}

#[test]
fn a_clock_that_lacks_hours_goes_back_by_as_many() {
    hold(&[
        ("", "{elapsed: {at_least: PT30H}}", "16 18:15"),
        ("", "{elapsed: {more_than: PT24H}}", "17 14:59"),
        ("", "{elapsed: {at_most: PT100H}}", "18 14:00"),
        ("", "{elapsed: {less_than: PT2H}}", "18 14:00"),
        ("", "{not: {elapsed: {less_than: PT26H}}}", "17 13:00"),
        ("", "{not: {elapsed: {at_most: PT26H}}}", "17 12:59"),
        ("", "{not: {elapsed: {at_least: PT26H}}}", "18 14:00"),
        ("", "{open: {at_least: PT50H}}", "16 13:00"),
        ("", "{open: {more_than: PT50H}}", "16 12:59"),
        ("", "{not: {open: {less_than: PT53H}}}", "16 10:00"),
        ("", "{not: {open: {at_most: PT53H}}}", "16 09:59"),
        ("", "{working: {at_least: effort}}", "18 14:00"),
        ("", "{working: {at_least: PT20H}}", "16 09:30"),
        ("", "{working: {more_than: PT20H}}", "12 18:14"),
        ("", "{not: {working: {less_than: PT12H}}}", "17 09:45"),
        ("", "{not: {working: {at_most: PT12H}}}", "17 09:44"),
        ("", "{known: {elapsed: {at_least: PT30H}}}", "16 18:15"),
        ("", "{elapsed: {at_least: PT30H, at_most: PT50H}}", "16 18:15"),
        ("", "{elapsed: {at_least: PT30H, less_than: PT50H}}", "16 18:15"),
        (
            "",
            "{not: {elapsed: {at_least: PT5H, less_than: PT28H}}}",
            "18 14:00",
        ),
        ("", "{working: {at_least: PT100H}}", "-"),
    ]);
}

#[test]
fn of_several_clocks_all_or_any_are_met() {
    hold(&[
        (
            "",
            "{any: [{elapsed: {at_least: PT90H}}, {working: {at_least: PT10H}}]}",
            "17 11:45",
        ),
        (
            "",
            "{any: [{elapsed: {at_least: PT30H}}, {working: {at_least: PT30H}}]}",
            "16 18:15",
        ),
        (
            "",
            "{all: [{elapsed: {at_least: PT30H}}, {working: {at_least: PT10H}}]}",
            "16 18:15",
        ),
        (
            "",
            "{all: [{elapsed: {at_least: PT50H}}, {working: {at_least: PT10H}}]}",
            "16 13:00",
        ),
        (
            "",
            "{not: {any: [{elapsed: {less_than: PT28H}}, {working: {less_than: PT15H}}]}}",
            "16 15:30",
        ),
        (
            "",
            "{not: {all: [{elapsed: {less_than: PT28H}}, {working: {less_than: PT15H}}]}}",
            "17 11:00",
        ),
    ]);
}

#[test]
fn a_rule_that_no_longer_applies_is_kept() {
    hold(&[
        (
            "{elapsed: {less_than: PT60H}}",
            "{effort: {less_than: PT1H}}",
            "12 18:15",
        ),
        (
            "{working: {at_most: PT12H}}",
            "{effort: {less_than: PT1H}}",
            "17 09:44",
        ),
        (
            "{not: {open: {at_least: PT60H}}}",
            "{effort: {less_than: PT1H}}",
            "12 18:15",
        ),
        (
            "{elapsed: {less_than: PT40H}}",
            "{elapsed: {at_least: PT60H}}",
            "16 18:15",
        ),
        (
            "{working: {less_than: PT14H}, kind: other}",
            "{elapsed: {at_least: PT60H}}",
            "16 16:30",
        ),
    ]);
}

#[test]
fn an_evening_is_left_by_its_first_minute() {
    hold(&[
        (
            "",
            r#"{not: {evening_request: {from: "17:00", until: "15:00"}}}"#,
            "17 16:59",
        ),
        (
            "",
            r#"{not: {evening_request: {from: "11:00", until: end_of_day}}}"#,
            "17 10:59",
        ),
        (
            r#"{evening_request: {from: "14:00", until: "16:00"}}"#,
            "{elapsed: {at_least: PT20H}}",
            "17 18:15",
        ),
        (
            r#"{evening_request: {from: "14:00", until: "16:00"}}"#,
            "{effort: {less_than: PT1H}}",
            "17 13:59",
        ),
        (
            "",
            r#"{any: [{not: {evening_request: {from: "14:00", until: "16:00"}}}, {elapsed: {at_least: PT23H}}]}"#,
            "17 16:00",
        ),
        (
            "",
            r#"{sent: {time_of_day: {from: "9:00", until: "14:00"}}}"#,
            "18 13:59",
        ),
        (
            "",
            r#"{all: [{sent: {time_of_day: {from: "9:00", until: "14:00"}}}, {elapsed: {at_least: PT26H}}]}"#,
            "17 13:00",
        ),
        (
            "{sent: {in_office_hours: recipient}}",
            "{elapsed: {at_least: PT30H}}",
            "16 18:15",
        ),
    ]);
}

/// Of two senders each is at work at the minute that is said.
#[test]
fn it_is_a_minute_of_every_sender_s_hours() {
    const LATE: &str = "{府省: 財務省, 勤務時間: \"13:00-22:00\", 休憩: なし}";
    for (from, expected) in [
        ("総務省".to_owned(), "17 11:00"),
        (LATE.to_owned(), "16 22:00"),
        (format!("[総務省, {LATE}]"), "16 18:15"),
        (format!("[{LATE}, 総務省]"), "16 18:15"),
    ] {
        let found = send_by(
            &format!("発出元: {from}\n"),
            "15:00",
            "",
            "{elapsed: {at_least: PT28H}}",
        );
        assert_eq!(found, expected, "{from}");
    }
}

/// A due in a recipient's break, or when it opens: the last minutes before it hold no work.
#[test]
fn where_no_work_is_left_the_clock_goes_back_too() {
    const EARLY: &str = "{府省: 総務省, 勤務時間: \"8:30-17:15\"}";
    for (due, at_least, more) in [
        ("13:00", "17 09:45", "17 09:44"),
        ("09:30", "16 16:00", "16 15:59"),
    ] {
        for from in ["総務省", EARLY] {
            for (require, expected) in [
                ("{working: {at_least: PT10H}}", at_least),
                ("{not: {working: {less_than: PT10H}}}", at_least),
                ("{working: {more_than: PT10H}}", more),
                ("{not: {working: {at_most: PT10H}}}", more),
            ] {
                assert_eq!(
                    send_by(&format!("発出元: {from}\n"), due, "{kind: other}", require),
                    expected,
                    "{from} {due} {require}"
                );
            }
        }
    }
}

#[test]
fn a_due_is_moved_until_every_clock_is_met() {
    for (when, require, expected) in [
        ("", "{elapsed: {at_least: PT30H}}", "09-10 16:00"),
        ("", "{elapsed: {more_than: PT31H}}", "09-10 17:30"),
        ("", "{not: {elapsed: {less_than: PT55H}}}", "09-11 17:00"),
        ("", "{not: {elapsed: {at_most: PT55H}}}", "09-11 17:30"),
        ("", "{open: {at_least: PT100H}}", "09-16 14:00"),
        ("", "{working: {more_than: PT20H}}", "09-11 16:00"),
        ("", "{working: {at_least: PT20H}}", "09-11 15:30"),
        ("", "{known: {elapsed: {at_least: PT30H}}}", "09-10 16:00"),
        (
            "",
            "{any: [{elapsed: {at_least: PT90H}}, {working: {at_least: PT10H}}]}",
            "09-10 13:30",
        ),
        (
            "",
            "{all: [{elapsed: {at_least: PT30H}}, {working: {at_least: PT20H}}]}",
            "09-11 15:30",
        ),
        ("", "{elapsed: {at_least: PT30H, at_most: PT50H}}", "09-10 16:00"),
        ("", "{elapsed: {at_most: PT20H}}", "-"),
        (
            "",
            "{not: {all: [{elapsed: {less_than: PT75H}}, {working: {less_than: PT15H}}]}}",
            "09-10 18:15",
        ),
        ("", "{elapsed: {at_most: PT24H}}", "09-10 09:30"),
        ("", "{not: {elapsed: {more_than: PT24H}}}", "09-10 09:30"),
        (
            "{elapsed: {less_than: PT60H}}",
            "{effort: {less_than: PT1H}}",
            "09-12 09:30",
        ),
        (
            "{working: {at_most: PT12H}}",
            "{effort: {less_than: PT1H}}",
            "09-10 15:30",
        ),
        (
            "{elapsed: {less_than: PT30H}}",
            "{elapsed: {at_least: PT60H}}",
            "09-10 16:00",
        ),
    ] {
        assert_eq!(due(when, require), expected, "{when} {require}");
    }
}

#[test]
fn a_due_is_moved_until_its_day_and_hour_are_right() {
    for (when, require, expected) in [
        (
            "",
            r#"{due: {time_of_day: {from: "14:00", until: "15:00"}}}"#,
            "09-10 14:00",
        ),
        ("", "{due: {month: [10]}}", "10-01 09:30"),
        (
            "",
            "{due: {month: [10], in_office_hours: recipient}}",
            "10-01 09:30",
        ),
        ("", "{due: {after: hearing}}", "09-11 11:30"),
        ("", "{due: {not_before: hearing}}", "09-11 11:00"),
        ("", "{hearing: {before: due}}", "09-11 11:30"),
        ("", "{hearing: {not_after: due}}", "09-11 11:00"),
        ("", "{sent: {before: due}}", "09-10 09:30"),
        ("", "{due: {before: hearing}}", "09-10 09:30"),
        ("", "{hearing: {after: due}}", "09-10 09:30"),
        (
            "",
            r#"{not: {evening_request: {from: "9:00", until: "12:00"}}}"#,
            "09-10 13:00",
        ),
        (
            "",
            r#"{not: {evening_request: {from: "9:00", until: end_of_day}}}"#,
            "09-11 09:30",
        ),
        (
            "",
            r#"{any: [{due: {time_of_day: {from: "16:00"}}}, {elapsed: {at_least: PT55H}}]}"#,
            "09-10 16:00",
        ),
        ("", "{due: {in_office_hours: everyone}}", "09-10 09:30"),
        ("", "{due: {written_as: time}}", "09-10 09:30"),
        (
            "",
            "{all: [{elapsed: {at_least: PT40H}}, {due: {before: hearing}}]}",
            "09-11 09:30",
        ),
        (
            "",
            "{all: [{elapsed: {at_least: PT40H}}, {hearing: {after: due}}]}",
            "09-11 09:30",
        ),
        (
            "",
            r#"{evening_request: {from: "9:00", until: "11:00"}}"#,
            "09-10 09:30",
        ),
        (
            r#"{due: {time_of_day: {from: "11:00", until: "13:30"}}}"#,
            "{elapsed: {at_least: PT60H}}",
            "09-10 09:30",
        ),
        (
            r#"{due: {time_of_day: {from: "9:00", until: "14:00"}}}"#,
            "{elapsed: {at_least: PT60H}}",
            "09-10 14:00",
        ),
        (
            "{due: {in_office_hours: recipient}}",
            "{elapsed: {at_least: PT28H}}",
            "09-10 14:00",
        ),
        (
            "{not: {due: {month: [10]}}}",
            "{elapsed: {at_least: PT28H}}",
            "09-10 14:00",
        ),
        (
            "{elapsed: {less_than: PT80H}}",
            r#"{due: {time_of_day: {from: "16:00"}}}"#,
            "09-10 16:00",
        ),
    ] {
        assert_eq!(due(when, require), expected, "{when} {require}");
    }
}
