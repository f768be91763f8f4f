//! The edits of findings: the result complies, keeps the author's notation, and changes nothing outside the value.

use crate::common::edited;
use kigen::calendar::hours::Moment;
use kigen::check::{FileReport, check_yaml};
use kigen::diagnostic::Severity;
use kigen::engine::Engine;
use kigen::read::FileSelection;
use kigen::source::Source;
use proptest::prelude::*;
use std::sync::OnceLock;

/// Tuesday 2025-09-09 10:00 JST, in seconds since the Unix epoch.
const NOW: Moment = Moment(1_757_379_600);

fn check(text: &str) -> FileReport {
    static ENGINE: OnceLock<Engine> = OnceLock::new();
    let engine = ENGINE.get_or_init(|| Engine::new(&[]).expect("the built-in pack is valid"));
    check_yaml(
        &Source::from_text("a.yaml", text),
        FileSelection::Explicit,
        engine,
        NOW,
    )
}

/// The rules that an edit of the due can satisfy.
const OF_DUE: [&str; 15] = [
    "KG101", "KG102", "KG103", "KG104", "KG105", "KG202", "KG203", "KG204", "KG301", "KG303", "KG304",
    "KG401", "KG402", "KG406", "KG408",
];

fn due_findings(report: &FileReport) -> Vec<&str> {
    let of_due = |code: &str| OF_DUE.contains(&code);
    let found = report
        .diagnostics
        .iter()
        .filter(|found| found.severity > Severity::Info);
    found
        .map(|found| &*found.code)
        .filter(|code| of_due(code))
        .collect()
}

fn first_fix(text: &str) -> Option<String> {
    let report = check(text);
    let fix = report.diagnostics.iter().find_map(|found| found.fixes.first())?;
    Some(edited(text, &fix.edits))
}

#[test]
fn the_due_is_rewritten_in_its_own_notation_and_nothing_else_changes() {
    for (due, fixed) in [
        ("2025-09-11T17:00+09:00", "2025-09-11T17:30+09:00"),
        ("\"2025-09-11 17:00\"  # 期限", "\"2025-09-11 17:30\"  # 期限"),
        (
            "令和７年９月１１日（木）１７時まで",
            "令和７年９月１１日（木）１７時３０分まで",
        ),
        ("'R7.9.11 17:00必着'", "'R7.9.11 17:30必着'"),
        ("9/11(木)17:00〆", "9/11(木)17:30〆"),
        ("2025-09-11T08:00:00Z", "2025-09-11T08:30:00Z"),
    ] {
        let document = |due: &str| {
            format!(
                "種別: 協議 # 注\r\n発出元: 総務省\r\n宛先: 財務省\r\n発出日時: 2025-09-09T17:30\r\n期限: {due}\r\n"
            )
        };
        assert_eq!(
            first_fix(&document(due)).as_deref(),
            Some(document(fixed).as_str()),
            "{due}"
        );
    }
}

#[test]
fn an_alias_makes_way_for_the_new_value_and_what_it_named_stays() {
    let text = "発出日時: &t 2025-09-09T17:30\n種別: 協議\n発出元: 総務省\n宛先: 財務省\n期限: *t\n";
    let report = check(text);
    assert!(report.diagnostics.iter().any(|found| found.code == "KG401"));
    assert_eq!(
        first_fix(text).as_deref(),
        Some(text.replace("*t", "2025-09-11T17:30").as_str())
    );
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]
    #[test]
    fn a_fixed_file_breaks_no_rule_of_its_due(
        kind in prop::sample::select(vec!["協議", "査定・審査", "調査", "照会", "その他"]),
        sent in 0_i64..60 * 24 * 40,
        span in -600_i64..60 * 24 * 9,
        effort in prop::option::of(1_i64..40),
        notation in 0..3,
        hours in prop::sample::select(vec!["", ", 勤務時間: \"8:30-17:15\"", ", 休憩: \"12:15-13:15\""]),
    ) {
        // From 2025-12-08 on: covers the year end.
        let start = Moment(1_765_119_600 + sent * 60);
        let due = start.plus(span * 60);
        let write = |at: Moment| match notation {
            0 => at.japan().format("%Y-%m-%d %H:%M").to_string(),
            1 => at.japan().format("%Y年%-m月%-d日%-H時%-M分").to_string(),
            _ => format!("\"{}\"", at.japan().format("%Y/%m/%d %H:%M")),
        };
        let effort = effort.map(|hours| format!("作業量: {hours}時間\n")).unwrap_or_default();
        let text = format!(
            "種別: {kind}\n発出元: 総務省\n宛先: [{{府省: 財務省{hours}}}, 厚生労働省]\n発出日時: {}\n期限: {} # 注\n{effort}",
            write(start), write(due),
        );
        let report = check(&text);
        if due_findings(&report).is_empty() {
            return Ok(());
        }
        let fix = report.diagnostics.iter().find_map(|found| found.fixes.first());
        prop_assert!(fix.is_some(), "no fix for\n{}", text);
        let edits = &fix.unwrap().edits;
        let fixed = edited(&text, edits);
        let after = check(&fixed);
        prop_assert_eq!(due_findings(&after), Vec::<&str>::new(), "\n{}", fixed);
        // Bytes outside the value are unchanged.
        let span = edits[0].span.range();
        prop_assert!(fixed.starts_with(&text[..span.start]) && fixed.ends_with(&text[span.end..]));
    }
}
