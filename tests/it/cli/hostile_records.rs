//! Malformed and hostile exception records: each is reported at its place, with hidden characters escaped, and
//! clears nothing.

use crate::common::{NOW, count, folder, is_harmless, limited, list, put, run, text};

/// Breaks KG202 (in principle).
const REVIEW: &str = "種別: 査定\n件名: 追加資料\n発出元: 総務省行政管理局\n宛先: 財務省主計局\n発出日時: 2025-09-09 17:30\n提出期限: 2025-09-10 10:00\n資料: [{名称: 資料, 目的: 確認}]\n想定作業量: 15分\n";
/// The number of lines of `REVIEW`: the record is on the next one.
const LINES: usize = 8;
/// The same request as a VTODO.
const TASK: &str = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//x//x//JA\r\nBEGIN:VTODO\r\nUID:1\r\nDTSTAMP:20250909T083000Z\r\nSUMMARY:追加資料\r\nX-KIGEN-KIND:査定\r\nORGANIZER;CN=総務省行政管理局:mailto:a@soumu.go.jp\r\nATTENDEE;CN=財務省主計局:mailto:b@mof.go.jp\r\nX-KIGEN-SENT:20250909T173000\r\nDUE:20250910T100000\r\nRECORD\r\nEND:VTODO\r\nEND:VCALENDAR\r\n";

/// A record in a document, and a code expected for it.
const RECORDS: &[(&str, &str)] = &[
    ("3", "KG006"),
    ("あ", "KG006"),
    ("true", "KG006"),
    ("[a, b]", "KG006"),
    ("[[{規則: KG202}]]", "KG006"),
    ("{}", "KG011"),
    ("{規則: [KG202], 理由: a, 承認者: b}", "KG006"),
    ("{規則: {KG202: a}, 理由: a, 承認者: b}", "KG006"),
    ("{規則: , 理由: a, 承認者: b}", "KG011"),
    ("{規則: '', 理由: a, 承認者: b}", "KG011"),
    ("{規則: KG2, 理由: a, 承認者: b}", "KG011"),
    ("{規則: kg202, 理由: a, 承認者: b}", "KG011"),
    ("{規則: ＫＧ２０２, 理由: a, 承認者: b}", "KG011"),
    ("{規則: 'KG202,KG203', 理由: a, 承認者: b}", "KG011"),
    ("{規則: 'KG*', 理由: a, 承認者: b}", "KG011"),
    ("{規則: all, 理由: a, 承認者: b}", "KG011"),
    (
        "{規則: evening-request-next-morning, 理由: a, 承認者: b}",
        "KG011",
    ),
    ("{規則: \"\\u202eKG202\", 理由: a, 承認者: b}", "KG011"),
    ("{規則: KG416, 理由: a, 承認者: b}", "KG012"),
    ("{規則: KG001, 理由: a, 承認者: b}", "KG012"),
    ("{規則: KG401, 理由: a, 承認者: b}", "KG012"),
    ("{規則: KG018, 理由: a, 承認者: b}", "KG012"),
    ("{規則: KG202, 承認者: b}", "KG011"),
    ("{規則: KG202, 理由: a}", "KG011"),
    ("{規則: KG202, 理由: ' ', 承認者: b}", "KG011"),
    ("{規則: KG202, 理由: '　', 承認者: b}", "KG011"),
    ("{規則: KG202, 理由: \"\\u202e\", 承認者: b}", "KG011"),
    ("{規則: KG202, 理由: \"\\u200b\", 承認者: b}", "KG011"),
    ("{規則: KG202, 理由: \"\\0\", 承認者: b}", "KG011"),
    ("{規則: KG202, 理由: 未定, 承認者: ○○}", "KG011"),
    ("{規則: KG202, 理由: '-', 承認者: '-'}", "KG011"),
    ("{規則: KG202, 理由: 3, 承認者: b}", "KG011"),
    ("{規則: KG202, 理由: [a], 承認者: b}", "KG006"),
    ("{規則: KG202, 理由: a, 承認者: {名: b}}", "KG006"),
    ("{規則: KG202, 理由: a, 承認者: b, 有効期限: 2025-09-07}", "KG013"),
    ("{規則: KG202, 理由: a, 承認者: b, 有効期限: 2026-02-29}", "KG007"),
    ("{規則: KG202, 理由: a, 承認者: b, 有効期限: 2026-13-01}", "KG007"),
    (
        "{規則: KG202, 理由: a, 承認者: b, 有効期限: 平成40年1月1日}",
        "KG007",
    ),
    ("{規則: KG202, 理由: a, 承認者: b, 有効期限: 12/28}", "KG007"),
    ("{規則: KG202, 理由: a, 承認者: b, 有効期限: 明日}", "KG007"),
    (
        "{規則: KG202, 理由: a, 承認者: b, 有効期限: 2026-10-01T10:00}",
        "KG007",
    ),
    ("{規則: KG202, 理由: a, 承認者: b, 有効期限: 9999-12-31}", "KG007"),
    (
        "{規則: KG202, 理由: a, 承認者: b, 有効期限: 2026-10-01（月）}",
        "KG405",
    ),
    (
        "{規則: KG202, 理由: a, 承認者: b, 有効期限: [2026-10-01]}",
        "KG006",
    ),
    ("{規則: KG202, 理由: a, 承認者: b, 有効期限: }", "KG007"),
    ("{規則: KG202, 理由: a, 承認者: b, 期限: 2026-10-01}", "KG003"),
    ("{規則: KG202, 理由: a, 承認者: b, 対象: a.yaml}", "KG003"),
    ("{規則: KG203, 規則: KG202, 理由: a, 承認者: b}", "KG004"),
    ("{規則: KG201, 理由: a, 承認者: b}", "KG010"),
    ("&a [*a]", "KG002"),
    ("*a", "KG002"),
    ("[{規則: KG202, 理由: a", "KG002"),
    ("{規則: KG202, 理由: a\u{1b}[31m, 承認者: b}", "KG002"),
    ("{規則: KG202, 理由: a\u{0}, 承認者: b}", "KG002"),
];

/// A line of a calendar, and a code expected for it.
const LINES_OF_CALENDARS: &[(&str, &str)] = &[
    ("X-KIGEN-EXCEPTION;APPROVED-BY=b:a", "KG011"),
    ("X-KIGEN-EXCEPTION;RULE=KG202:a", "KG011"),
    ("X-KIGEN-EXCEPTION;RULE=KG202;APPROVED-BY=b:", "KG011"),
    ("X-KIGEN-EXCEPTION;RULE=;APPROVED-BY=:a", "KG011"),
    ("X-KIGEN-EXCEPTION:KG202", "KG011"),
    ("X-KIGEN-EXCEPTION;RULE=KG202", "KG015"),
    ("X-KIGEN-EXCEPTION;RULE=\"KG202;APPROVED-BY=b:a", "KG015"),
    ("X-KIGEN-EXCEPTION;RULE=KG202;APPROVER=b:a", "KG003"),
    ("X-KIGEN-EXEPTION;RULE=KG202;APPROVED-BY=b:a", "KG003"),
    ("X-KIGEN-EXCEPTION;RULE=KG202;RULE=KG203;APPROVED-BY=b:a", "KG004"),
    ("X-KIGEN-EXCEPTION;RULE=KG202,KG203;APPROVED-BY=b:a", "KG006"),
    ("X-KIGEN-EXCEPTION;RULE=kg202;APPROVED-BY=b:a", "KG011"),
    ("X-KIGEN-EXCEPTION;RULE=KG416;APPROVED-BY=b:a", "KG012"),
    ("X-KIGEN-EXCEPTION;RULE=KG405;APPROVED-BY=b:a", "KG012"),
    (
        "X-KIGEN-EXCEPTION;RULE=KG202;APPROVED-BY=b;EXPIRES=20250907:a",
        "KG013",
    ),
    (
        "X-KIGEN-EXCEPTION;RULE=KG202;APPROVED-BY=b;EXPIRES=20260229:a",
        "KG007",
    ),
    (
        "X-KIGEN-EXCEPTION;RULE=KG202;APPROVED-BY=b;EXPIRES=soon:a",
        "KG007",
    ),
    ("X-KIGEN-EXCEPTION;RULE=KG202;APPROVED-BY=^n^n:a", "KG011"),
    ("X-KIGEN-EXCEPTION;RULE=KG202;APPROVED-BY=b:\u{7}", "KG002"),
    ("X-KIGEN-EXCEPTION;RULE=KG201;APPROVED-BY=b:a", "KG010"),
];

/// The codes reported for a file at or below a line.
fn said(root: &std::path::Path, name: &str, from: usize) -> (Vec<String>, usize) {
    let run = run(limited(root).args(["check", "--now", NOW, "--format", "json", name]));
    assert_eq!(run.status, Some(1), "{name}: {}", run.stderr);
    assert!(run.stderr.is_empty(), "{}", run.stderr);
    let output = run.json();
    let found = list(&output, "diagnostics")
        .iter()
        .filter(|one| count(&one["range"]["start"], "line") >= from)
        .map(|one| {
            let words = format!(
                "{}{}",
                text(one, "message"),
                one["help"].as_str().unwrap_or_default()
            );
            assert!(words.chars().all(is_harmless), "{words}");
            text(one, "code").to_owned()
        });
    (found.collect(), list(&output, "excepted").len())
}

/// Whether the record still applies under this finding: with an unknown key beside it, with a duplicate (the first
/// counts), or with a doubtful weekday. The file fails because of the finding itself.
fn stands(code: &str) -> bool {
    ["KG003", "KG004", "KG405"].contains(&code)
}

#[test]
fn a_record_that_is_wrong_is_said_at_its_place_and_clears_nothing() {
    let place = folder(&[]);
    let root = place.path();
    for (record, code) in RECORDS {
        put(root, "a.yaml", format!("{REVIEW}例外: {record}\n").as_bytes());
        let (codes, excepted) = said(root, "a.yaml", LINES + 1);
        assert!(codes.iter().any(|known| known == code), "{record}: {codes:?}");
        assert!(excepted == 0 || stands(code), "{record}");
    }
}

#[test]
fn a_line_of_a_calendar_that_is_wrong_is_said_at_its_place() {
    let place = folder(&[]);
    let root = place.path();
    for (line, code) in LINES_OF_CALENDARS {
        put(root, "a.ics", TASK.replace("RECORD", line).as_bytes());
        let (codes, excepted) = said(root, "a.ics", 13);
        assert!(codes.iter().any(|known| known == code), "{line}: {codes:?}");
        assert!(excepted == 0 || stands(code), "{line}");
    }
}
