//! Dates in the past, years other than the present one, and midnight as 24時.

use crate::common;

use common::{check, kigen, run};

/// A consultation, half an hour short of 48 h.
fn consultation(sent: &str, due: &str) -> String {
    format!(
        "種別: 協議\n件名: 電波法の一部改正について（協議）\n発出元: 総務省総合通信基盤局\n宛先: 財務省主計局\n\
         発出日時: {sent}\n回答期限: {due}\n想定作業量: 6時間\n"
    )
}

fn said(command: &str, text: &str, now: &str, more: &[&str]) -> common::Run {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("a.yaml"), text).unwrap();
    let mut program = kigen(folder.path());
    let arguments = [command, "--no-config", "--now", now];
    run(program.args(arguments).args(more))
}

const ERA: (&str, &str) = ("令和7年9月9日（火）17時30分", "令和7年9月11日（木）17時");

#[test]
fn a_named_file_with_past_dates_says_how_long_ago() {
    let text = consultation(ERA.0, ERA.1);
    for (now, sent, due) in [
        ("2025-09-08T10:00", None, None),
        ("2025-09-09T18:00", None, None),
        (
            "2025-09-11T17:01",
            Some("発出日時は2日前です。"),
            Some("期限は既に過ぎています。"),
        ),
        (
            "2025-09-20T10:00",
            Some("発出日時は11日前です。日付を御確認ください。"),
            Some("期限は9日前です。"),
        ),
        (
            "2025-12-20T10:00",
            Some("発出日時は約3か月前です。"),
            Some("期限は約3か月前です。"),
        ),
        (
            "2026-09-08T10:00",
            Some("発出日時は約1年前です。昨年の日付のままではありませんか。"),
            Some("期限は約1年前です。昨年の日付のままではありませんか。"),
        ),
        (
            "2028-09-08T10:00",
            Some("発出日時は約3年前です。以前の日付のままではありませんか。"),
            Some("期限は約3年前です。"),
        ),
    ] {
        let found = said("check", &text, now, &["a.yaml"]).stdout;
        for (what, wanted) in [("発出日時は", sent), ("期限は", due)] {
            let line = format!("a.yaml：{what}");
            match wanted {
                Some(wanted) => assert!(found.contains(wanted), "{now}: {wanted}\n{found}"),
                None => assert!(!found.contains(&line), "{now}: {line}\n{found}"),
            }
        }
    }
    // A folder holds many requests that were sent long ago.
    let folder = said("check", &text, "2026-09-08T10:00", &["."]).stdout;
    assert!(!folder.contains("約1年前"), "{folder}");
}

#[test]
fn machines_are_told_of_the_past_as_a_field_of_the_request() {
    let text = consultation(ERA.0, ERA.1);
    let json = |now| said("check", &text, now, &["--format", "json", "a.yaml"]).json();
    let past = json("2026-09-08T10:00")["requests"][0]["past"].clone();
    assert_eq!(past[0]["field"], "sent");
    assert_eq!(past[0]["at"], "2025-09-09T17:30:00+09:00");
    assert_eq!(past[1]["field"], "due");
    assert!(past[1]["message"].as_str().unwrap().contains("昨年の日付"));
    let requests = json("2025-09-08T10:00")["requests"].clone();
    assert!(requests[0].get("past").is_none(), "{requests}");
}

#[test]
fn no_sentence_to_paste_is_given_for_a_past_time() {
    let text = consultation(ERA.0, ERA.1);
    for (now, offered) in [("2025-09-08T10:00", true), ("2026-09-08T10:00", false)] {
        let people = said("when", &text, now, &["a.yaml"]).stdout;
        assert_eq!(people.contains("つきましては"), offered, "{people}");
        assert_eq!(people.contains("約1年前"), !offered, "{people}");
        let json = said("when", &text, now, &["--format", "json", "a.yaml"]).json();
        let sentences = json["requests"][0]["sentences"].as_array().unwrap().len();
        assert_eq!(sentences > 0, offered, "{json}");
        assert_eq!(json["requests"][0].get("past").is_some(), !offered, "{json}");
    }
}

#[test]
fn another_year_is_said_in_the_hand_of_the_request() {
    for ((sent, due), now, wanted) in [
        (
            ("2025年12月26日 17:30", "2026年1月5日 9:00"),
            "2025-12-26T10:00",
            "期限を2026年1月6日（火）17時30分以降",
        ),
        (ERA, "2025-09-08T10:00", "期限を9月11日（木）17時30分以降"),
        // The due is in the next year.
        (
            ("R7.12.26 17:30", "R8.1.5 9:00"),
            "2025-12-26T10:00",
            "期限を令和8年1月6日（火）17時30分以降",
        ),
    ] {
        let found = said("check", &consultation(sent, due), now, &["a.yaml"]).stdout;
        assert!(found.contains(wanted), "{wanted}\n{found}");
    }
}

#[test]
fn no_time_that_has_gone_by_is_offered() {
    let due = |now: &str| {
        let json = said(
            "check",
            &consultation(ERA.0, ERA.1),
            now,
            &["--format", "json", "a.yaml"],
        )
        .json();
        let found = json["diagnostics"].as_array().unwrap().iter();
        let found = found.filter(|found| found["code"] == "KG101").collect::<Vec<_>>();
        assert_eq!(found.len(), 1, "{json}");
        let fixes = found[0]["fixes"].as_array().unwrap().len();
        let help = found[0]["help"].as_str().unwrap_or_default().to_owned();
        (help, fixes)
    };
    // Sent; the due may still be moved by half an hour.
    let (help, fixes) = due("2025-09-11T17:15");
    assert!(help.contains("17時30分以降") && fixes == 1, "{help}");
    // The due has passed.
    for now in ["2025-09-11T17:30", "2025-09-20T10:00", "2026-09-08T10:00"] {
        let (help, fixes) = due(now);
        assert!(
            !help.contains("以降") && !help.contains("までに発出") && fixes == 0,
            "{now}: {help}"
        );
    }
    // A hearing with times, and one of whole days.
    let review = |hearing: &str| {
        format!(
            "種別: 査定\n件名: 令和8年度予算\n発出元: 財務省主計局\n宛先: 総務省\n発出日時: 2025-09-08 9:30\n\
             ヒアリング: {{{hearing}, オンライン: 可}}\n"
        )
    };
    for (hearing, early, late) in [
        (
            "開始: 2025-09-11 18:30, 終了: 2025-09-11 19:30",
            "2025-09-11T19:00",
            "2025-09-12T09:30",
        ),
        ("開始: 2025-09-13", "2025-09-13T10:00", "2025-09-17T10:00"),
    ] {
        for (now, offered) in [(early, true), (late, false)] {
            let json = said("check", &review(hearing), now, &["--format", "json", "a.yaml"]).json();
            let found = json["diagnostics"].as_array().unwrap().iter();
            let found = found.filter(|found| found["code"] == "KG201").collect::<Vec<_>>();
            assert_eq!(found.len(), 1, "{json}");
            assert_eq!(
                !found[0]["fixes"].as_array().unwrap().is_empty(),
                offered,
                "{now} {hearing}: {json}"
            );
        }
    }
}

#[test]
fn midnight_is_said_as_it_is_written() {
    for (due, wanted, other) in [
        (
            "9月10日24時",
            "9月10日（水）24時）は財務省主計局の勤務時間（18時15分まで）を5時間45分",
            "11日（木）0時",
        ),
        (
            "9月11日0時",
            "9月11日（木）0時）は財務省主計局の勤務時間（9時30分から）より9時間30分",
            "24時",
        ),
        // 24時 is the end of the open day.
        (
            "9月12日（金）24時",
            "9月12日（金）24時）は財務省主計局の勤務時間（18時15分まで）",
            "13日（土）0時",
        ),
    ] {
        let found = said(
            "check",
            &consultation("9月8日（月）10時", due),
            "2025-09-08T09:00",
            &["a.yaml"],
        );
        assert!(found.stdout.contains(wanted), "{wanted}\n{}", found.stdout);
        assert!(!found.stdout.contains(other), "{other}\n{}", found.stdout);
    }
    // Where both dues are written, each keeps its notation.
    let both = consultation("9月8日（月）10時", "{質問: 9月10日24時, 意見: 9月12日0時}");
    let found = said("check", &both, "2025-09-08T09:00", &["a.yaml"]).stdout;
    assert!(
        found.contains("9月10日（水）24時") && found.contains("9月12日（金）0時"),
        "{found}"
    );
}

/// A calendar's stamp is when it was written: it stands for the sending, which nobody stated.
#[test]
fn the_stamp_of_a_calendar_is_no_date_that_was_mistaken() {
    let event = |sent: &str| {
        format!(
            "BEGIN:VCALENDAR\nVERSION:2.0\nMETHOD:REQUEST\nBEGIN:VEVENT\nUID:1\nDTSTAMP:20250901T010000Z\n{sent}\
             SUMMARY:機構・定員ヒアリング\nORGANIZER:mailto:kanri@soumu.go.jp\nATTENDEE:mailto:a@mof.go.jp\n\
             DTSTART:20250903T010000Z\nDTEND:20250903T020000Z\nEND:VEVENT\nEND:VCALENDAR\n"
        )
    };
    let here = tempfile::tempdir().unwrap();
    for (sent, expected) in [
        ("", &["hearing"][..]),
        ("X-KIGEN-SENT:20250901T100000\n", &["sent", "hearing"]),
    ] {
        std::fs::write(here.path().join("a.ics"), event(sent)).unwrap();
        let output = check(here.path(), &["--no-config", "--format", "json", "a.ics"]).json();
        let past = output["requests"][0]["past"].as_array().unwrap();
        let fields: Vec<_> = past.iter().map(|one| one["field"].as_str().unwrap()).collect();
        assert_eq!(fields, expected, "{output}");
    }
}
