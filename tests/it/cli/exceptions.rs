//! Exceptions (例外) and deviations (逸脱): which are valid, which are not, and where they are reported.

mod calendar;
mod configured;
mod in_kigen_yaml;
mod words;

use crate::common::{FORMATS, check, codes, count, folder, is_harmless, judged, list, of, put, text};
use serde_json::Value;

/// A review whose material is asked for in the evening for the next morning: raises KG202; 1 hour of work fits.
const REVIEW: &str = "種別: 審査\n件名: 資料\n発出元: 総務省大臣官房会計課\n宛先: 財務省主計局\n\
発出日時: 令和7年9月9日（火）17時\n提出期限: 令和7年9月10日（水）11時\n想定作業量: 1時間\n";

/// A consultation due after 47.5 hours: raises KG101.
const CONSULTATION: &str = "種別: 協議\n件名: 法律案\n発出元: 総務省行政管理局\n宛先: 財務省主計局\n\
発出日時: 令和7年9月9日（火）17時30分\n回答期限: 令和7年9月11日（木）17時\n想定作業量: 1時間\n";

const HOLDS: &str = "{規則: KG202, 理由: 予算編成の日程, 承認者: 会計課長}";

fn with(exceptions: &str) -> Value {
    judged(&format!("{REVIEW}例外: {exceptions}\n"))
}

/// A hearing in the evening, as a calendar event with these lines.
fn hearing(lines: &str) -> Value {
    let text = format!(
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nMETHOD:REQUEST\r\nBEGIN:VEVENT\r\nUID:1\r\n\
DTSTAMP:20250908T010000Z\r\nSUMMARY:予算のヒアリング\r\nX-KIGEN-KIND:査定・審査\r\nX-KIGEN-ONLINE:可\r\n\
X-KIGEN-FROM:総務省大臣官房会計課\r\nX-KIGEN-TO:財務省主計局\r\nDTSTART;TZID=Asia/Tokyo:20250910T190000\r\n\
DTEND;TZID=Asia/Tokyo:20250910T200000\r\n{lines}END:VEVENT\r\nEND:VCALENDAR\r\n"
    );
    let folder = folder(&[]);
    put(folder.path(), "a.ics", text.as_bytes());
    check(folder.path(), &["--format", "json", "a.ics"]).json()
}

#[test]
fn the_documents_break_one_rule_each() {
    assert_eq!(codes(&judged(REVIEW)), ["KG202"]);
    assert_eq!(codes(&judged(CONSULTATION)), ["KG101"]);
}

#[test]
fn a_whole_record_clears_its_finding_and_is_exported() {
    let output = with(&format!(
        "[{}]",
        HOLDS.replace('}', ", 有効期限: 令和7年9月8日（月）}")
    ));
    assert_eq!(codes(&output), [""; 0]);
    let [cleared] = list(&output, "excepted") else {
        panic!("{output}")
    };
    assert_eq!(text(cleared, "code"), "KG202");
    let record = &cleared["exception"];
    assert_eq!(text(record, "reason"), "予算編成の日程");
    assert_eq!(text(record, "approved_by"), "会計課長");
    assert_eq!(text(record, "expires"), "2025-09-08");
    assert_eq!(text(record, "path"), "<stdin>");
    assert_eq!(count(&record["range"]["start"], "line"), 8);
    assert_eq!(count(&output["summary"], "excepted"), 1);
    assert_eq!(count(&output["summary"], "error"), 0);
    assert!(cleared.get("deviation").is_none());
}

#[test]
fn what_is_excepted_is_counted_and_listed_on_demand_with_its_record() {
    let folder = folder(&[("a.yaml", &format!("{REVIEW}例外: [{HOLDS}]\n"))]);
    let run = check(folder.path(), &["a.yaml"]);
    assert_eq!(run.status, Some(0), "{run:?}");
    assert!(
        run.stdout.contains("例外1件") && !run.stdout.contains("予算編成"),
        "{run:?}"
    );
    let run = check(folder.path(), &["--verbose", "a.yaml"]);
    assert!(
        run.stdout.contains("理由「予算編成の日程」、承認者「会計課長」"),
        "{run:?}"
    );
    let run = check(folder.path(), &["--verbose", "--lang", "en", "a.yaml"]);
    assert!(run.stdout.contains("approved by “会計課長”"), "{run:?}");
}

#[test]
fn the_last_day_is_inclusive_in_japan_time() {
    let document = format!(
        "{REVIEW}例外: [{}]\n",
        HOLDS.replace('}', ", 有効期限: 2025-09-10}")
    );
    let folder = folder(&[("a.yaml", &document)]);
    for (now, holds) in [
        ("2025-09-10T23:59:59", true),
        ("2025-09-11T00:00", false),
        ("2025-09-10T14:59:59Z", true),
        ("2025-09-10T15:00Z", false),
    ] {
        let output = crate::common::run(
            crate::common::kigen(folder.path()).args(["check", "--now", now, "--format", "json", "a.yaml"]),
        )
        .json();
        let wanted: &[&str] = if holds { &[] } else { &["KG202", "KG013"] };
        assert_eq!(codes(&output), wanted, "{now}");
    }
}

/// Each of these exceptions clears nothing and raises the findings listed.
const MISSPELT: &str = "[{規則: KG202, 理由: x, 承認: y}]";

#[test]
fn an_exception_that_does_not_hold_is_answered_at_its_place() {
    let record = |rule: &str, reason: &str, by: &str, more: &str| {
        format!("[{{規則: {rule}, 理由: {reason}, 承認者: {by}{more}}}]")
    };
    let expires = |day: &str| record("KG202", "x", "y", &format!(", 有効期限: {day}"));
    let rule = |rule: &str| record(rule, "x", "y", "");
    let reason = |reason: &str| record("KG202", reason, "y", "");
    let by = |by: &str| record("KG202", "x", by, "");
    let table: Vec<(String, &[&str])> = vec![
        // Wrong type.
        ("KG202".into(), &["KG006"]),
        ("2025".into(), &["KG006"]),
        ("true".into(), &["KG006"]),
        ("[KG202]".into(), &["KG006"]),
        ("[[{規則: KG202}]]".into(), &["KG006"]),
        ("[null]".into(), &["KG006"]),
        ("{}".into(), &["KG011"]),
        ("[{}]".into(), &["KG011"]),
        ("{KG202: 急ぐため}".into(), &["KG003", "KG011"]),
        // The misspelt key's value is not read; it is one finding, and KG011 (no approver) is not raised as well.
        (MISSPELT.into(), &["KG003"]),
        (
            "[{規則: KG202, 理由: x, 承認者: y, 期限: 2025-09-30}]".into(),
            &["KG003"],
        ),
        (
            "[{規則: KG202, 規則: KG203, 理由: x, 承認者: y}]".into(),
            &["KG004"],
        ),
        (
            "[{rule: KG202, 規則: KG202, 理由: x, 承認者: y}]".into(),
            &["KG004"],
        ),
        (
            "[{規則: KG202, 理由: x, 承認者: y, 決裁者: z}]".into(),
            &["KG004"],
        ),
        (rule("[KG202]"), &["KG006"]),
        (rule("[KG202, KG203]"), &["KG006"]),
        (rule("{KG202: x}"), &["KG006"]),
        (reason("[x]"), &["KG006"]),
        (reason("{a: b}"), &["KG006"]),
        (by("[課長, 局長]"), &["KG006"]),
        (by("{名: 課長}"), &["KG006"]),
        (expires("[2025-09-30]"), &["KG006"]),
        (expires("{年: 2025}"), &["KG006"]),
        // Empty values.
        (rule("\"\""), &["KG011"]),
        (rule("~"), &["KG011"]),
        (rule("なし"), &["KG011"]),
        (reason("\"\""), &["KG011"]),
        (reason("~"), &["KG011"]),
        (reason("null"), &["KG011"]),
        (reason("\" \""), &["KG011"]),
        (reason("\"　\""), &["KG011"]),
        (reason("\"\\n\""), &["KG011"]),
        (reason("\"\\u200b\""), &["KG011"]),
        (reason("\"\\ufeff\""), &["KG011"]),
        (reason("\"\\u202e\\u2066\""), &["KG011", "KG021"]),
        (reason("\"-\""), &["KG011"]),
        (reason("…"), &["KG011"]),
        (reason("。"), &["KG011"]),
        (reason("？"), &["KG011"]),
        (reason("なし"), &["KG011"]),
        (reason("特になし"), &["KG011"]),
        (reason("N/A"), &["KG011"]),
        (reason("TBD"), &["KG011"]),
        (by("\"\""), &["KG011"]),
        (by("\"  \""), &["KG011"]),
        (by("未定"), &["KG011"]),
        (reason("（なし）"), &["KG011"]),
        (reason("なし。"), &["KG011"]),
        (reason("＜理由＞"), &["KG011"]),
        (reason("<reason>"), &["KG011"]),
        (reason("【理由】"), &["KG011"]),
        (reason("理由"), &["KG011"]),
        (reason("理由を記入"), &["KG011"]),
        (reason("理由を記入してください。"), &["KG011"]),
        (reason("XXX"), &["KG011"]),
        (reason("○○"), &["KG011"]),
        (reason("〇〇〇"), &["KG011"]),
        (reason("同上"), &["KG011"]),
        (reason("\"-\""), &["KG011"]),
        (reason("１２３"), &["KG011"]),
        (reason("123"), &["KG011"]),
        (reason("true"), &["KG011"]),
        (reason("\"\\u3164\""), &["KG011"]),
        (reason("\"\\u115f\\u2800\""), &["KG011"]),
        (reason("aaa"), &["KG011"]),
        (reason("要記入"), &["KG011"]),
        (reason("（未定）"), &["KG011"]),
        (reason("テスト"), &["KG011"]),
        (by("（なし）"), &["KG011"]),
        (by("○○課長"), &["KG011"]),
        (by("＜承認者＞"), &["KG011"]),
        (by("承認者"), &["KG011"]),
        (by("承認者名を記入"), &["KG011"]),
        (by("XXX"), &["KG011"]),
        (by("同上"), &["KG011"]),
        (by("1"), &["KG011"]),
        (by("true"), &["KG011"]),
        (by("\"\\u3164\""), &["KG011"]),
        (
            "[{規則: KG202, 理由: x, 承認者: y, 有効期限: }]".into(),
            &["KG007"],
        ),
        (expires("~"), &["KG007"]),
        (expires("null"), &["KG007"]),
        (expires("未定"), &["KG007"]),
        (by("―"), &["KG011"]),
        (by("\"\\u2060\""), &["KG011"]),
        ("[{規則: KG202}]".into(), &["KG011"]),
        ("[{規則: KG202, 理由: x}]".into(), &["KG011"]),
        ("[{規則: KG202, 承認者: y}]".into(), &["KG011"]),
        ("[{理由: x, 承認者: y}]".into(), &["KG011"]),
        ("[{有効期限: 2025-09-30}]".into(), &["KG011"]),
        // Unknown rule.
        (rule("ＫＧ２０２"), &["KG011"]),
        (rule("KG２０２"), &["KG011"]),
        (rule("kg202"), &["KG011"]),
        (rule("KG-202"), &["KG011"]),
        (rule("KG 202"), &["KG011"]),
        (rule("202"), &["KG011"]),
        (rule("KG2"), &["KG011"]),
        (rule("KG20"), &["KG011"]),
        (rule("KG2022"), &["KG011"]),
        (rule("KG999"), &["KG011"]),
        (rule("KG099"), &["KG011"]),
        (rule("\"KG202,KG203\""), &["KG011"]),
        (rule("KG202とKG203"), &["KG011"]),
        (rule("KG202〜KG204"), &["KG011"]),
        (rule("KG2??"), &["KG011"]),
        (rule("\"*\""), &["KG011"]),
        (rule("all"), &["KG011"]),
        (rule("すべて"), &["KG011"]),
        (rule("evening-request-next-morning"), &["KG011"]),
        (rule("\"KG202\\u200b\""), &["KG011"]),
        (rule("\"\\u202eKG202\""), &["KG011", "KG021"]),
        (rule("\"KG202\\0\""), &["KG011"]),
        (rule("𠮷202"), &["KG011"]),
        (rule("ΚG202"), &["KG011"]),
        (rule(&"K".repeat(10_000)), &["KG011"]),
        // A record for a rule without exceptions is a deviation, and no mistake.
        (rule("KG101"), &[]),
        (rule("KG103"), &[]),
        // Not clearable.
        (rule("KG001"), &["KG012"]),
        (rule("KG006"), &["KG012"]),
        (rule("KG010"), &["KG012"]),
        (rule("KG012"), &["KG012"]),
        (rule("KG401"), &["KG012"]),
        (rule("KG405"), &["KG012"]),
        (record("KG101", "\"\"", "y", ""), &["KG011"]),
        (record("KG101", "x", "y", ", 有効期限: 2025-09-07"), &["KG013"]),
        (record("KG999", "\"\"", "y", ""), &["KG011", "KG011"]),
        // `expires` before the sending.
        (expires("2025-09-07"), &["KG013"]),
        (expires("1999-12-31"), &["KG013"]),
        (expires("令和7年9月7日"), &["KG013"]),
        (expires("平成31年4月30日"), &["KG013"]),
        (expires("20250907"), &["KG013"]),
        (expires("2025-02-30"), &["KG007"]),
        (expires("令和7年2月30日"), &["KG007"]),
        (expires("2025-13-01"), &["KG007"]),
        (expires("平成40年1月1日"), &["KG007"]),
        (expires("令和元年4月30日"), &["KG007"]),
        (expires("令和0年1月1日"), &["KG007"]),
        (expires("9月30日"), &["KG007"]),
        (expires("9/30"), &["KG007"]),
        (expires("2025年9月"), &["KG007"]),
        (expires("2025-09-30T17:00"), &["KG007"]),
        (expires("2025-09-30T17:00:00+09:00"), &["KG007"]),
        (expires("令和7年9月30日24時"), &["KG007"]),
        (expires("9999-12-31"), &["KG007"]),
        (expires("0000-00-00"), &["KG007"]),
        (expires("99999999999999999999"), &["KG007"]),
        (expires("無期限"), &["KG007"]),
        (expires("当分の間"), &["KG007"]),
        (expires("明日"), &["KG007"]),
        (expires("30日間"), &["KG007"]),
        (expires("P30D"), &["KG007"]),
        (expires("\"\""), &["KG007"]),
        (expires("\"\\u202e2025-09-30\""), &["KG021"]),
        (expires("令和7年9月30日（月）"), &["KG405"]),
        // Matches no finding; listed twice.
        (rule("KG203"), &["KG010"]),
        (rule("KG402"), &["KG010"]),
        (rule("KG301"), &["KG010"]),
    ];
    assert!(table.len() > 100, "{}", table.len());
    for (exceptions, wanted) in &table {
        let output = with(exceptions);
        // KG202 is cleared only where the record is valid in spite of the mistake.
        let cleared = list(&output, "excepted").len();
        let whole = [["KG003"], ["KG004"], ["KG021"], ["KG405"]]
            .iter()
            .any(|one| one == wanted)
            && exceptions != MISSPELT;
        assert_eq!(cleared, usize::from(whole), "{exceptions}: {output:#}");
        let mut found: Vec<&str> = codes(&output)
            .into_iter()
            .filter(|code| *code != "KG202")
            .collect();
        found.sort_unstable();
        assert_eq!(&found, wanted, "{exceptions}");
        for finding in list(&output, "diagnostics") {
            assert_eq!(finding["request"], 0, "{exceptions}");
            let message = text(finding, "message");
            assert!(
                message.ends_with('。') && message.chars().all(is_harmless),
                "{message}"
            );
            if text(finding, "code") != "KG202" {
                let line = count(&finding["range"]["start"], "line");
                assert_eq!(line, 8, "{exceptions}: {finding:#}");
                let end = count(&finding["range"]["end"], "byte");
                assert!(count(&finding["range"]["start"], "byte") < end, "{finding}");
            }
        }
    }
}

#[test]
fn a_rule_that_is_not_there_is_answered_with_the_one_that_was_meant() {
    for written in [
        "ＫＧ２０２",
        "kg202",
        "202",
        "２０２",
        "KG-202",
        "evening-request-next-morning",
        "\"KG202\\u200b\"",
        "KG202（夕方）",
    ] {
        let output = with(&format!("[{{規則: {written}, 理由: x, 承認者: y}}]"));
        let help = text(of(&output, "KG011")[0], "help");
        assert!(
            help.contains("「KG202」の誤り") || written == "KG-202" && help.contains("KG20"),
            "{written}: {help}"
        );
    }
    let help = |written: &str| {
        let output = with(&format!("[{{規則: \"{written}\", 理由: x, 承認者: y}}]"));
        text(of(&output, "KG011")[0], "help").to_owned()
    };
    assert!(help("KG202、KG203").contains("一つだけ"));
    assert!(help("夕方の規則").contains("kigen rules"));
}

#[test]
fn a_rule_without_in_principle_stands_and_its_record_beside_it() {
    let record = "例外:\n  - {規則: KG101, 理由: 閣議の日程, 承認者: 行政管理局長, 有効期限: 2025-09-30}\n";
    let document = format!("{CONSULTATION}{record}");
    let output = judged(&document);
    // The record itself has no mistake.
    assert_eq!(codes(&output), ["KG101"]);
    let [finding] = of(&output, "KG101")[..] else {
        panic!("{output}")
    };
    assert_eq!(text(finding, "severity"), "error");
    assert_eq!(text(&finding["deviation"], "reason"), "閣議の日程");
    assert_eq!(text(&finding["deviation"], "approved_by"), "行政管理局長");
    assert_eq!(text(&finding["deviation"], "expires"), "2025-09-30");
    assert_eq!(count(&output["summary"], "deviations"), 1);
    assert_eq!(count(&output["summary"], "excepted"), 0);
    let folder = folder(&[("a.yaml", &document)]);
    let run = check(folder.path(), &["a.yaml"]);
    assert_eq!(run.status, Some(1));
    assert!(
        run.stdout
            .contains("逸脱の記録：理由「閣議の日程」、承認者「行政管理局長」、有効期限2025年9月30日（火）"),
        "{}",
        run.stdout
    );
    assert!(run.stdout.contains("逸脱の記録1件"), "{}", run.stdout);
}

#[test]
fn a_deviation_without_reason_or_approver_or_over_is_no_record() {
    for (record, also) in [
        ("{規則: KG101, 理由: x}", "KG011"),
        ("{規則: KG101, 承認者: y}", "KG011"),
        ("{規則: KG101, 理由: なし, 承認者: y}", "KG011"),
        ("{規則: KG101, 理由: x, 承認者: y, 有効期限: 2025-09-07}", "KG013"),
        ("{規則: KG101, 理由: x, 承認者: y, 有効期限: いつか}", "KG007"),
        ("{規則: KG101, 理由: [x], 承認者: y}", "KG006"),
    ] {
        let output = judged(&format!("{CONSULTATION}例外: [{record}]\n"));
        assert!(
            !codes(&output).contains(&"KG012") && codes(&output).contains(&also),
            "{record}: {:?}",
            codes(&output)
        );
        assert!(of(&output, "KG101")[0].get("deviation").is_none(), "{record}");
        assert!(output["summary"].get("deviations").is_none());
    }
}

#[test]
fn the_first_of_two_records_for_a_rule_is_applied_and_the_second_is_said_to_be_too_many() {
    let second = HOLDS.replace("会計課長", "官房長");
    let output = with(&format!("\n  - {HOLDS}\n  - {second}\n"));
    assert_eq!(codes(&output), ["KG010"]);
    assert_eq!(
        text(&list(&output, "excepted")[0]["exception"], "approved_by"),
        "会計課長"
    );
    let found = of(&output, "KG010")[0];
    assert_eq!(count(&found["range"]["start"], "line"), 10);
    assert_eq!(count(&found["related"][0]["range"]["start"], "line"), 9);
    // An invalid first record does not prevent the second from applying.
    let output = with(&format!("[{{規則: KG202, 理由: x}}, {second}]"));
    assert_eq!(codes(&output), ["KG011"]);
    assert_eq!(list(&output, "excepted").len(), 1);
}

#[test]
fn of_a_rule_that_was_not_judged_nobody_says_that_its_exception_is_not_needed() {
    // The rule is not selected.
    let document = format!("{REVIEW}例外: [{HOLDS}]\n");
    let folder = folder(&[("a.yaml", &document)]);
    for arguments in [&["--ignore", "KG202"][..], &["--select", "KG201"]] {
        let run = check(
            folder.path(),
            &[arguments, &["--format", "json", "a.yaml"]].concat(),
        );
        assert_eq!(codes(&run.json()), [""; 0], "{arguments:?}");
    }
    // Undetermined: the inquiry does not state its workload.
    let inquiry = REVIEW.replace("審査", "照会").replace(
        "想定作業量: 1時間\n",
        "例外: [{規則: KG301, 理由: x, 承認者: y}]\n",
    );
    assert!(!codes(&judged(&inquiry)).contains(&"KG010"));
    // Stopped by an error: the due is before the sending.
    let reversed = document.replace("9月10日（水）", "9月9日（火）");
    assert_eq!(codes(&judged(&reversed)), ["KG401"]);
}

#[test]
fn an_exception_is_of_its_own_request() {
    let document = format!("{REVIEW}例外: [{HOLDS}]\n---\n{REVIEW}");
    let output = judged(&document);
    assert_eq!(codes(&output), ["KG202"]);
    assert_eq!(of(&output, "KG202")[0]["request"], 1);
    assert_eq!(list(&output, "excepted")[0]["request"], 0);
}

#[test]
fn ten_thousand_exceptions_end_and_are_said_to_be_too_many() {
    let all = vec![HOLDS; 10_000].join(", ");
    let output = with(&format!("[{all}]"));
    assert_eq!(of(&output, "KG008").len(), 1);
    assert_eq!(of(&output, "KG010").len(), 99);
    assert_eq!(list(&output, "excepted").len(), 1);
    let ics: String = (0..10_000)
        .map(|_| "X-KIGEN-EXCEPTION;RULE=KG201;APPROVED-BY=y:x\r\n")
        .collect();
    let output = hearing(&ics);
    assert_eq!(of(&output, "KG008").len(), 1, "{output:#}");
    assert_eq!(list(&output, "excepted").len(), 1);
}

/// In no format is a cleared finding listed as open; a deviation's record is shown beside its finding in every
/// format that carries more than the message.
#[test]
fn every_format_says_what_became_of_exceptions_deviations_and_the_baseline() {
    let folder = folder(&[
        ("a.yaml", &format!("{REVIEW}例外: [{HOLDS}]\n")),
        (
            "b.yaml",
            &format!("{CONSULTATION}例外: [{{規則: KG101, 理由: 閣議の日程, 承認者: 局長}}]\n"),
        ),
        ("c.yaml", CONSULTATION),
    ]);
    let written = check(folder.path(), &["--write-baseline=c.json", "c.yaml"]);
    assert_eq!(written.status, Some(0), "{written:?}");
    for format in FORMATS {
        let run = check(folder.path(), &["--baseline", "c.json", "--format", format]);
        assert_eq!((run.status, run.stderr.as_str()), (Some(1), ""), "{format}");
        assert!(!run.stdout.contains("{record}"), "{format}: {}", run.stdout);
        assert_eq!(
            run.stdout.contains("閣議の日程"),
            format != "concise",
            "{format}: {}",
            run.stdout
        );
        let lists = ["json", "jsonl", "sarif", "junit"].contains(&format);
        assert_eq!(
            run.stdout.contains("予算編成の日程"),
            lists,
            "{format}: {}",
            run.stdout
        );
        // In the formats for people a deviation is no finding, but its request may still not go out.
        assert_eq!(
            run.stdout.contains("c.yaml"),
            lists || format == "human",
            "{format}"
        );
    }
    let sarif = check(folder.path(), &["--baseline", "c.json", "--format", "sarif"]).json();
    let suppressed: Vec<(&str, &str, bool)> = list(&sarif["runs"][0], "results")
        .iter()
        .filter_map(|result| {
            let suppression = result["suppressions"].as_array()?.first()?;
            let uri = text(
                &result["locations"][0]["physicalLocation"]["artifactLocation"],
                "uri",
            );
            Some((
                uri,
                text(suppression, "kind"),
                suppression["justification"].is_string(),
            ))
        })
        .collect();
    assert_eq!(
        suppressed,
        [("a.yaml", "inSource", true), ("c.yaml", "external", true)]
    );
}

/// A reason that counts as empty in a document counts as empty in a configuration.
#[test]
fn a_configured_exception_without_a_reason_clears_nothing() {
    for (reason, by, holds) in [
        ("予算編成の日程", "会計課長", true),
        ("（なし）", "会計課長", false),
        ("＜理由＞", "会計課長", false),
        ("理由を記入", "会計課長", false),
        ("予算編成の日程", "○○課長", false),
        ("予算編成の日程", "\"\\u3164\"", false),
        ("123", "会計課長", false),
        ("true", "会計課長", false),
    ] {
        let settings = format!("例外:\n  - {{対象: a.yaml, 規則: KG202, 理由: {reason}, 承認者: {by}}}\n");
        let folder = folder(&[("a.yaml", REVIEW), ("kigen.yaml", &settings)]);
        let output = check(folder.path(), &["--format", "json", "."]).json();
        let wanted: &[&str] = if holds { &[] } else { &["KG202", "KG011"] };
        assert_eq!(codes(&output), wanted, "{reason} {by}: {output:#}");
    }
}
