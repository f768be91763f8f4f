//! Weekdays beside dates in free text (KG405): at their exact place, in YAML and in calendars, and no false
//! alarm on what is no date.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod common;

use chrono::{Datelike, Days, NaiveDate, Weekday};
use proptest::prelude::*;
use serde_json::Value;

use common::{check_input, codes, list, root};

const HEAD: &str = "種別: 照会\n件名: 統計の整備について（照会）\n発出元: 総務省\n宛先: 国土交通省\n\
    発出日時: 2025-09-08 10:00\n回答期限: 2025-09-11 17:00\n相当の作業量: なし\n";

fn kanji(day: Weekday) -> char {
    "月火水木金土日"
        .chars()
        .nth(day.num_days_from_monday() as usize)
        .unwrap()
}

/// The texts that KG405 marks, cut out of the file by the bytes that JSON gives.
fn marked(input: &str, name: &str) -> Vec<String> {
    let run = check_input(
        root(),
        &[
            "--format",
            "json",
            "--select",
            "KG405",
            "--stdin-filename",
            name,
            "-",
        ],
        input.as_bytes(),
    );
    let json = run.json();
    list(&json, "diagnostics")
        .iter()
        .map(|found| {
            assert_eq!(found["code"], "KG405", "{found}");
            let byte = |end: &str| usize::try_from(found["range"][end]["byte"].as_u64().unwrap()).unwrap();
            input[byte("start")..byte("end")].to_owned()
        })
        .collect()
}

#[test]
fn a_wrong_weekday_in_any_style_of_text_is_marked_alone() {
    for body in [
        "本文: |\n  つきましては、９月１１日（水）までに御回答ください。\n",
        "本文: >-\n  つきましては、\n  ９月１１日（水）までに御回答ください。\n",
        "本文: つきましては、９月１１日（水）までに御回答ください。\n",
        "本文: \"つきましては、\\t９月１１日（水）までに御回答ください。\"\n",
        "必要性: '９月１１日（水）の会議のため'\n",
    ] {
        assert_eq!(
            marked(&format!("{HEAD}{body}"), "a.yaml"),
            ["９月１１日（水）"],
            "{body}"
        );
        let crlf = format!("{HEAD}{body}").replace('\n', "\r\n");
        assert_eq!(marked(&crlf, "a.yaml"), ["９月１１日（水）"], "{body}");
    }
}

#[test]
fn a_calendars_description_is_looked_at_too_across_folds() {
    let folded = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\nMETHOD:REQUEST\r\nBEGIN:VTODO\r\nUID:1\r\n\
        DTSTAMP:20250908T010000Z\r\nDUE:20250911T080000Z\r\nX-KIGEN-KIND:inquiry\r\nSUMMARY:照会\r\n\
        DESCRIPTION:標記について\\, ９月１１\r\n 日（水）までに御回答ください。\r\nEND:VTODO\r\nEND:VCALENDAR\r\n";
    assert_eq!(marked(folded, "a.ics"), ["９月１１\r\n 日（水）"]);
    assert_eq!(marked(&folded.replace("（水）", "（木）"), "a.ics"), [""; 0]);
}

#[test]
fn more_dates_than_are_looked_at_leave_the_rule_undetermined() {
    let body = "９月１１日（木）".repeat(1001);
    let run = check_input(
        root(),
        &["--format", "json", "-"],
        format!("{HEAD}本文: {body}\n").as_bytes(),
    );
    let json = run.json();
    let undetermined: Vec<&Value> = list(&json, "undetermined")
        .iter()
        .filter(|it| it["code"] == "KG405")
        .collect();
    assert_eq!(undetermined.len(), 1, "{json}");
    assert!(!codes(&json).contains(&"KG405"));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// Whatever stands around it, a date with its year is an alarm if and only if its weekday is wrong.
    #[test]
    fn a_dated_mention_is_judged_by_the_calendar(
        days in 0u64..36_500,
        shift in 0u64..7,
        before in "[ぁ-んァ-ヶ亜-煕、。「（ ]{0,12}",
        after in "[ぁ-んァ-ヶ亜-煕、。」） ]{0,12}",
        style in 0usize..4,
    ) {
        let date = NaiveDate::from_ymd_opt(1990, 1, 1).unwrap() + Days::new(days);
        let day = kanji((date + Days::new(shift)).weekday());
        let (y, m, d) = (date.year(), date.month(), date.day());
        let written = match style {
            0 => format!("{y}年{m}月{d}日（{day}）"),
            1 => format!("{y}/{m}/{d}({day})"),
            2 => format!("{y}-{m:02}-{d:02} ({day}曜)"),
            _ => format!("{y}年{m}月{d}日{day}曜日"),
        };
        // Kanji that could belong to the date itself are no surroundings.
        prop_assume!(!before.chars().any(|c| "年月日元令和平成昭大正明治一二三四五六七八九十百千〇".contains(c)));
        let found = marked(&format!("{HEAD}本文: '。{before}{written}{after}'\n"), "a.yaml");
        let wanted: Vec<String> = if shift == 0 { Vec::new() } else { vec![written] };
        prop_assert_eq!(found, wanted);
    }
}
