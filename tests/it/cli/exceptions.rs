//! Exceptions (例外) and deviations (逸脱), from outside: what holds, what does not, and where it is said.

use crate::common::{FORMATS, check, codes, count, folder, is_harmless, list, of, put, text};
use serde_json::Value;

/// A review whose material is asked for in the evening for the next morning: KG202 is raised, and 1 hour
/// of work fits.
const REVIEW: &str = "種別: 審査\n件名: 資料\n発出元: 総務省大臣官房会計課\n宛先: 財務省主計局\n\
発出日時: 令和7年9月9日（火）17時\n提出期限: 令和7年9月10日（水）11時\n想定作業量: 1時間\n";

/// A consultation of 47 hours and a half: KG101 is raised.
const CONSULTATION: &str = "種別: 協議\n件名: 法律案\n発出元: 総務省行政管理局\n宛先: 財務省主計局\n\
発出日時: 令和7年9月9日（火）17時30分\n回答期限: 令和7年9月11日（木）17時\n想定作業量: 1時間\n";

const HOLDS: &str = "{規則: KG202, 理由: 予算編成の日程, 承認者: 会計課長}";

fn judged(document: &str) -> Value {
    let folder = folder(&[("a.yaml", document)]);
    check(folder.path(), &["--format", "json", "a.yaml"]).json()
}

fn with(exceptions: &str) -> Value {
    judged(&format!("{REVIEW}例外: {exceptions}\n"))
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
    assert_eq!(text(record, "path"), "a.yaml");
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

/// An exception of each of these sorts clears nothing, and is answered with these findings.
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
        // Of the wrong shape.
        ("KG202".into(), &["KG006"]),
        ("2025".into(), &["KG006"]),
        ("true".into(), &["KG006"]),
        ("[KG202]".into(), &["KG006"]),
        ("[[{規則: KG202}]]".into(), &["KG006"]),
        ("[null]".into(), &["KG006"]),
        ("{}".into(), &["KG011"]),
        ("[{}]".into(), &["KG011"]),
        ("{KG202: 急ぐため}".into(), &["KG003", "KG011"]),
        ("[{規則: KG202, 理由: x, 承認: y}]".into(), &["KG003", "KG011"]),
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
        // Nothing is stated.
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
        // No such rule.
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
        // Of a rule without exception it would be a deviation, and is no mistake.
        (rule("KG101"), &[]),
        (rule("KG103"), &[]),
        // Not to be excepted.
        (rule("KG001"), &["KG012"]),
        (rule("KG006"), &["KG012"]),
        (rule("KG010"), &["KG012"]),
        (rule("KG012"), &["KG012"]),
        (rule("KG401"), &["KG012"]),
        (rule("KG405"), &["KG012"]),
        (record("KG101", "\"\"", "y", ""), &["KG011"]),
        (record("KG101", "x", "y", ", 有効期限: 2025-09-07"), &["KG013"]),
        (record("KG999", "\"\"", "y", ""), &["KG011", "KG011"]),
        // The last day.
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
        // Matching nothing, or twice.
        (rule("KG203"), &["KG010"]),
        (rule("KG402"), &["KG010"]),
        (rule("KG301"), &["KG010"]),
    ];
    assert!(table.len() > 100, "{}", table.len());
    for (exceptions, wanted) in &table {
        let output = with(exceptions);
        // KG202 is cleared only where one mistake leaves the record whole.
        let cleared = list(&output, "excepted").len();
        let whole = [["KG003"], ["KG004"], ["KG021"], ["KG405"]]
            .iter()
            .any(|one| one == wanted);
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
    // The record is whole: there is no mistake in it.
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
    // A first that does not hold does not stand in the second's way.
    let output = with(&format!("[{{規則: KG202, 理由: x}}, {second}]"));
    assert_eq!(codes(&output), ["KG011"]);
    assert_eq!(list(&output, "excepted").len(), 1);
}

#[test]
fn of_a_rule_that_was_not_judged_nobody_says_that_its_exception_is_not_needed() {
    // Not selected.
    let document = format!("{REVIEW}例外: [{HOLDS}]\n");
    let folder = folder(&[("a.yaml", &document)]);
    for arguments in [&["--ignore", "KG202"][..], &["--select", "KG201"]] {
        let run = check(
            folder.path(),
            &[arguments, &["--format", "json", "a.yaml"]].concat(),
        );
        assert_eq!(codes(&run.json()), [""; 0], "{arguments:?}");
    }
    // Undetermined: whether the inquiry is of considerable workload is not said.
    let inquiry = REVIEW.replace("審査", "照会").replace(
        "想定作業量: 1時間\n",
        "例外: [{規則: KG301, 理由: x, 承認者: y}]\n",
    );
    assert!(!codes(&judged(&inquiry)).contains(&"KG010"));
    // Stopped: the due is before the sending.
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

/// A hearing in the evening, in a calendar, with these lines in it.
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
fn a_calendar_records_exceptions_in_a_property() {
    assert_eq!(codes(&hearing("")), ["KG201"]);
    let output = hearing(
        "X-KIGEN-EXCEPTION;RULE=KG201;APPROVED-BY=会計課長;EXPIRES=2025-12-31:先方の希望\\, 夜間\r\n",
    );
    assert_eq!(codes(&output), [""; 0]);
    let record = &list(&output, "excepted")[0]["exception"];
    assert_eq!(text(record, "reason"), "先方の希望, 夜間");
    assert_eq!(text(record, "approved_by"), "会計課長");
    assert_eq!(text(record, "expires"), "2025-12-31");
}

#[test]
fn an_exception_of_a_calendar_that_does_not_hold_is_answered_at_its_place() {
    let table: &[(&str, &[&str])] = &[
        (";RULE=KG201;APPROVED-BY=y:", &["KG011"]),
        (";RULE=KG201;APPROVED-BY=y:　", &["KG011"]),
        (";RULE=KG201;APPROVED-BY=y:\\n", &["KG011"]),
        (";RULE=KG201;APPROVED-BY=y:なし", &["KG011"]),
        (";RULE=KG201;APPROVED-BY=:x", &["KG011"]),
        (";RULE=KG201:x", &["KG011"]),
        (";APPROVED-BY=y:x", &["KG011"]),
        (":KG201", &["KG011"]),
        (";RULE=KG999;APPROVED-BY=y:x", &["KG011"]),
        (";RULE=ＫＧ２０１;APPROVED-BY=y:x", &["KG011"]),
        (";RULE=KG201,KG206;APPROVED-BY=y:x", &["KG006"]),
        (";RULE=KG201;RULE=KG206;APPROVED-BY=y:x", &["KG004"]),
        (";RULE=KG201;APPROVER=y:x", &["KG003", "KG011"]),
        (";RULE=KG201;APPROVED-BY=y;EXPIRE=2025-09-01:x", &["KG003"]),
        (";RULE=KG201;APPROVED-BY=y;EXPIRES=2025-02-30:x", &["KG007"]),
        (";RULE=KG201;APPROVED-BY=y;EXPIRES=:x", &["KG007"]),
        (";RULE=KG201;APPROVED-BY=y;EXPIRES=\"\":x", &["KG007"]),
        (";RULE=KG201;APPROVED-BY=y;EXPIRES=9/30:x", &["KG007"]),
        (";RULE=KG201;APPROVED-BY=y;EXPIRES=20251231T000000Z:x", &["KG007"]),
        (";RULE=KG201;APPROVED-BY=y;EXPIRES=20250907:x", &["KG013"]),
        (";RULE=KG201;APPROVED-BY=y;EXPIRES=令和7年9月7日:x", &["KG013"]),
        (";RULE=KG101;APPROVED-BY=y:x", &[]),
        (";RULE=KG405;APPROVED-BY=y:x", &["KG012"]),
        (";RULE=KG207;APPROVED-BY=y:x", &["KG010"]),
    ];
    for (written, wanted) in table {
        let output = hearing(&format!("X-KIGEN-EXCEPTION{written}\r\n"));
        let whole = [["KG003"], ["KG004"]].iter().any(|one| one == wanted);
        let mut found: Vec<&str> = codes(&output)
            .into_iter()
            .filter(|code| *code != "KG201")
            .collect();
        found.sort_unstable();
        assert_eq!(&found, wanted, "{written}: {output:#}");
        assert_eq!(codes(&output).contains(&"KG201"), !whole, "{written}");
        for finding in list(&output, "diagnostics") {
            assert!(
                text(finding, "code") == "KG201" || count(&finding["range"]["start"], "line") == 14,
                "{written}: {finding:#}"
            );
        }
    }
}

/// The findings of each format: an exception is no standing finding in any, and a deviation's record is
/// beside its finding in all that say more than the message.
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
        // For people a known error is no finding, but its request may still not go out.
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

mod configured {
    //! Records of a configuration, as an engine is given them.

    use std::sync::Arc;

    use chrono::NaiveDate;
    use kigen::calendar::hours::Moment;
    use kigen::check::exceptions::{Standing, review};
    use kigen::check::{FileReport, check_yaml};
    use kigen::diagnostic::Origin;
    use kigen::engine::Engine;
    use kigen::exception::{ConfiguredException, Stated};
    use kigen::read::Named;
    use kigen::source::{Source, Span};
    use kigen::text::Lang;

    use super::{CONSULTATION, HOLDS, REVIEW};

    const CONFIGURATION: &str =
        "例外:\n  - 対象: 査定/**\n    規則: KG202\n    理由: 査定の日程\n    承認者: 次長\n";

    fn now() -> Moment {
        let day = NaiveDate::from_ymd_opt(2025, 9, 8).unwrap();
        Moment::from_japan(day.and_hms_opt(10, 0, 0).unwrap())
    }

    /// The record above, with another rule and last day.
    fn record(rule: &str, reason: &str, expires: Option<(i32, u32, u32)>) -> ConfiguredException {
        let text = CONFIGURATION.replace("KG202", rule);
        let stated = |value: &str, name: &str| {
            let at = text.find(name).unwrap() + name.len() + 2;
            let end = at + text[at..].find('\n').unwrap();
            Stated {
                value: value.to_owned(),
                span: Span::new(at, end),
            }
        };
        ConfiguredException {
            span: Span::new(text.find("対象").unwrap(), text.len() - 1),
            paths: vec!["査定/**".to_owned()],
            rule: stated(rule, "規則"),
            reason: Some(stated(reason, "理由")),
            approved_by: Some(stated("次長", "承認者")),
            expires: expires.map(|(year, month, day)| Stated {
                value: NaiveDate::from_ymd_opt(year, month, day).unwrap(),
                span: Span::new(0, 1),
            }),
            source: Arc::new(Source::from_text("kigen.yaml", text)),
        }
    }

    fn judged(document: &str, records: Vec<ConfiguredException>) -> FileReport {
        let mut engine = Engine::new(&[], Lang::Ja).unwrap();
        engine.exceptions = records.into_iter().map(Arc::new).collect();
        let source = Source::from_text("a.yaml", document);
        check_yaml(&source, Named::Explicitly, &engine, now(), Lang::Ja)
    }

    fn codes(report: &FileReport) -> Vec<&str> {
        report.diagnostics.iter().map(|found| &*found.code).collect()
    }

    #[test]
    fn a_configured_record_clears_and_says_where_it_stands() {
        let report = judged(REVIEW, vec![record("KG202", "査定の日程", None)]);
        assert_eq!(codes(&report), [""; 0]);
        let record = report.excepted[0].exception.as_ref().unwrap();
        assert_eq!(
            (record.reason.as_str(), record.approved_by.as_str()),
            ("査定の日程", "次長")
        );
        let Origin::Configured(source, span) = &record.origin else {
            panic!("{record:?}")
        };
        assert_eq!(source.path(), "kigen.yaml");
        assert!(source.slice(*span).starts_with("対象: 査定/**"));
        assert_eq!(
            (report.exceptions[0].standing, report.exceptions[0].findings),
            (Standing::InForce, 1)
        );
    }

    #[test]
    fn the_request_s_own_goes_first_and_neither_is_one_too_many() {
        let document = format!("{REVIEW}例外: [{HOLDS}]\n");
        let report = judged(&document, vec![record("KG202", "査定の日程", None)]);
        assert_eq!(codes(&report), [""; 0]);
        let record = report.excepted[0].exception.as_ref().unwrap();
        assert!(matches!(record.origin, Origin::Document(_)));
    }

    #[test]
    fn one_that_does_not_hold_clears_nothing_and_is_no_finding_of_the_request() {
        for (rule, reason, expires) in [
            ("KG202", "なし", None),
            ("KG202", "x", Some((2025, 9, 7))),
            ("KG203", "x", None),
            ("KG999", "x", None),
            ("KG405", "x", None),
        ] {
            let report = judged(REVIEW, vec![record(rule, reason, expires)]);
            assert_eq!(codes(&report), ["KG202"], "{rule} {reason}");
            assert!(report.excepted.is_empty() && report.exceptions.is_empty());
        }
        let report = judged(CONSULTATION, vec![record("KG101", "閣議", None)]);
        assert_eq!(codes(&report), ["KG101"]);
        assert_eq!(report.diagnostics[0].deviation.as_ref().unwrap().reason, "閣議");
    }

    #[test]
    fn what_is_wrong_with_one_is_said_at_its_place_in_the_configuration() {
        let engine = Engine::new(&[], Lang::Ja).unwrap();
        for (rule, reason, expires, findings, standing, wanted) in [
            ("KG202", "x", None, Some(2), Standing::InForce, &[][..]),
            ("KG202", "x", None, None, Standing::InForce, &[]),
            ("KG202", "x", None, Some(0), Standing::Unused, &["KG010"]),
            ("KG202", "なし", None, Some(0), Standing::Incomplete, &["KG011"]),
            ("KG999", "x", None, Some(0), Standing::Refused, &["KG011"]),
            ("KG101", "x", None, Some(0), Standing::Deviation, &[]),
            ("KG101", "x", None, Some(1), Standing::Deviation, &[]),
            ("KG405", "x", None, Some(0), Standing::Refused, &["KG012"]),
            (
                "KG202",
                "x",
                Some((2025, 9, 7)),
                Some(0),
                Standing::Expired,
                &["KG013"],
            ),
            ("KG202", "x", Some((2025, 9, 8)), Some(1), Standing::InForce, &[]),
        ] {
            let record = record(rule, reason, expires);
            let (listed, found) = review(&record, findings, &engine, now(), Lang::Ja);
            let codes: Vec<&str> = found.iter().map(|found| &*found.code).collect();
            assert_eq!(
                (listed.standing, codes.as_slice()),
                (standing, wanted),
                "{rule} {reason}"
            );
            for found in &found {
                let marked = record.source.slice(found.span);
                assert!(
                    marked == rule || marked == "査定の日程" || expires.is_some(),
                    "{rule} {reason}: {marked}"
                );
            }
        }
    }
}

mod in_kigen_yaml {
    //! Records of a configuration, by the program.

    use super::*;
    use crate::common::{kigen, run};

    fn configuration(records: &str) -> String {
        format!("例外:\n{records}")
    }

    fn record(paths: &str, rule: &str, more: &str) -> String {
        format!("  - {{対象: {paths}, 規則: {rule}, 理由: 査定の日程, 承認者: 次長{more}}}\n")
    }

    /// Where each finding stands, and its code.
    fn places(output: &Value) -> Vec<(String, usize, String)> {
        list(output, "diagnostics")
            .iter()
            .map(|found| {
                let line = count(&found["range"]["start"], "line");
                (
                    text(found, "path").to_owned(),
                    line,
                    text(found, "code").to_owned(),
                )
            })
            .collect()
    }

    fn place(path: &str, line: usize, code: &str) -> (String, usize, String) {
        (path.to_owned(), line, code.to_owned())
    }

    #[test]
    fn one_clears_what_its_paths_name_and_the_export_says_where_it_stands() {
        let folder = folder(&[
            (
                "kigen.yaml",
                &configuration(&record("査定/**", "KG202", ", 有効期限: 令和7年9月30日")),
            ),
            ("査定/a.yaml", REVIEW),
            ("b.yaml", REVIEW),
        ]);
        let run = check(folder.path(), &["--format", "json"]);
        let output = run.json();
        assert_eq!(places(&output), [place("b.yaml", 6, "KG202")]);
        let record = &list(&output, "excepted")[0]["exception"];
        assert_eq!(
            (text(record, "path"), text(record, "reason")),
            ("kigen.yaml", "査定の日程")
        );
        assert_eq!(count(&record["range"]["start"], "line"), 2);
        assert_eq!(text(record, "expires"), "2025-09-30");
        // No request's file.
        assert_eq!(count(&output["summary"], "files"), 2);
    }

    #[test]
    fn one_that_does_not_hold_is_answered_at_its_line() {
        for (rule, more, code) in [
            ("KG202", ", 有効期限: 2025-09-07", "KG013"),
            ("KG405", "", "KG012"),
            ("KG203", "", "KG010"),
        ] {
            let folder = folder(&[
                ("kigen.yaml", &configuration(&record("\"*.yaml\"", rule, more))),
                ("a.yaml", REVIEW),
                ("b.yaml", REVIEW),
            ]);
            let output = check(folder.path(), &["--format", "json"]).json();
            let wanted = [
                place("a.yaml", 6, "KG202"),
                place("b.yaml", 6, "KG202"),
                place("kigen.yaml", 2, code),
            ];
            assert_eq!(places(&output), wanted, "{rule}");
            let run = check(folder.path(), &[]);
            assert_eq!(run.stdout.matches("kigen.yaml:2:").count(), 1, "{}", run.stdout);
        }
        let blank = configuration("  - {対象: \"*.yaml\", 規則: KG202, 理由: \"-\", 承認者: なし}\n");
        let folder = folder(&[("kigen.yaml", &blank), ("a.yaml", REVIEW)]);
        let output = check(folder.path(), &["--format", "json"]).json();
        let wanted = [place("a.yaml", 6, "KG202"), place("kigen.yaml", 2, "KG011")];
        assert_eq!(places(&output), wanted);
    }

    #[test]
    fn of_one_whose_files_were_not_all_judged_nobody_says_that_it_is_not_needed() {
        let clean = REVIEW.replace("10日（水）", "11日（木）");
        let folder = folder(&[
            ("kigen.yaml", &configuration(&record("\"**\"", "KG202", ""))),
            ("a/x.yaml", &clean),
            ("b/y.yaml", &clean),
        ]);
        let unused = |arguments: &[&str]| {
            let output = check(folder.path(), &[&["--format", "json"], arguments].concat()).json();
            codes(&output).contains(&"KG010")
        };
        assert!(unused(&[]) && unused(&["."]));
        for arguments in [&["a"][..], &["a/x.yaml"], &["a", "b"], &["--ignore", "KG202"]] {
            assert!(!unused(arguments), "{arguments:?}");
        }
        put(folder.path(), "b/broken.yaml", "種別: [審査\n".as_bytes());
        assert!(!unused(&[]));
        // One for other files is no concern of this one.
        let expired = configuration(&record("b/**", "KG202", ", 有効期限: 2025-09-07"));
        put(folder.path(), "kigen.yaml", expired.as_bytes());
        let run = check(folder.path(), &["a/x.yaml"]);
        assert_eq!(run.status, Some(0), "{run:?}");
        assert_eq!(check(folder.path(), &["b/y.yaml"]).status, Some(1));
    }

    #[test]
    fn they_are_listed_once_with_what_they_met() {
        let records = [
            record("\"*.yaml\"", "KG202", ""),
            record("\"*.yaml\"", "KG203", ""),
            record("x/**", "KG206", ", 有効期限: 2025-09-07"),
        ];
        let folder = folder(&[
            ("kigen.yaml", &configuration(&records.concat())),
            ("a.yaml", REVIEW),
            ("b.yaml", REVIEW),
        ]);
        let output =
            run(kigen(folder.path()).args(["exceptions", "--now", crate::common::NOW, "--format", "json"]));
        let rows: Vec<(String, String, usize, usize)> = list(&output.json(), "exceptions")
            .iter()
            .map(|row| {
                let line = count(&row["range"]["start"], "line");
                (
                    text(row, "rule").to_owned(),
                    text(row, "standing").to_owned(),
                    count(row, "findings"),
                    line,
                )
            })
            .collect();
        let row = |rule: &str, standing: &str, findings, line| {
            (rule.to_owned(), standing.to_owned(), findings, line)
        };
        assert_eq!(
            rows,
            [
                row("KG202", "in-force", 2, 2),
                row("KG203", "unused", 0, 3),
                row("KG206", "expired", 0, 4)
            ]
        );
    }
}

/// What says nothing in a document says nothing in a configuration.
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
