//! Documents that are hard to output, and the output of every format.

use std::path::Path;

use serde_json::Value;
use tempfile::TempDir;

use crate::common::{self, Run, check, put};

/// In one line, after characters outside the BMP: raises KG101 with an edit.
pub const FLOW: &str = "{種別: 協議, 件名: \"𠮷野家の😀👨‍👩‍👧法案\", 発出元: 総務省, 宛先: [𠮷野省], 発出日時: 2025-09-09 17:00, 回答期限: 2025-09-11 16:59, 想定作業量: 1時間}";
/// A clean request.
pub const CLEAN: &str = "種別: 協議\n件名: 電波法の一部改正について（協議）\n発出元: 総務省\n宛先: 財務省\n\
    発出日時: 2025-09-09 17:00\n回答期限: 2025-09-11 17:00\n想定作業量: 1時間\n";

fn utf16(text: &str) -> Vec<u8> {
    let mut bytes = vec![0xff, 0xfe];
    bytes.extend(text.encode_utf16().flat_map(u16::to_le_bytes));
    bytes
}

/// The documents, in a folder.
pub fn folder() -> TempDir {
    let folder = common::folder(&[
        ("flow.yaml", FLOW),
        (
            "crlf.yaml",
            &format!("# 𠮷\r\n---\r\n{FLOW}\r\n---\r\n{FLOW}\r\n"),
        ),
        ("cr.yaml", &format!("# 𠮷\r---\r{FLOW}\r")),
        ("bom.yaml", &format!("\u{feff}{FLOW}\n")),
        ("clean.yaml", CLEAN),
        ("values.yaml", "replicas: 2\n"),
        ("syntax.yaml", &format!("{CLEAN}\"𠮷😀\": {{発出日時: x\r\n")),
        // Control characters, bidirectional controls, characters invalid in XML, and each format's own syntax.
        (
            "odd.yaml",
            "種別: 査定・審査\n件名: \"50%: a, b <&>\\\"' \\u202E\\u0007\\uFFFE𠮷\"\n発出元: 総務省\n宛先: \"財務省\\u001B[31m主計局\"\n\
             発出日時: 令和7年9月9日（火）17時30分\n提出期限: 令和7年9月10日（木）9時\n資料: [\"\\u202E資料::%0A\\t\\u0085\\u2028,😀\"]\n\
             ヒアリング: {開始: 2025-09-10 12:00, 終了: 2025-09-10 13:00, オンライン: \"x\\u0000y\"}\n",
        ),
        // Without a workload: undetermined rules, in the second request.
        (
            "effort.yaml",
            &format!(
                "{CLEAN}---\n種別: 照会\n件名: 𠮷\n発出元: 総務省\n宛先: 財務省\n発出日時: 2025-09-08 10:00\n回答期限: 2025-09-12 17:00\n"
            ),
        ),
        // With an exception.
        (
            "excepted.yaml",
            "種別: 査定・審査\n件名: 追加資料\n発出元: 総務省\n宛先: 財務省\n発出日時: 2025-09-09 17:00\n提出期限: 2025-09-10 12:00\n\
             想定作業量: 30分\n例外:\n  - {規則: KG202, 理由: 予算編成の日程による, 承認者: 会計課長, 有効期限: 2026-12-31}\n",
        ),
        // Two findings that differ only in their position.
        (
            "twice.yaml",
            "種別: 査定・審査\n件名: 追加資料\n発出元: 総務省\n宛先: 財務省\n発出日時: 2025-09-09 10:00\n提出期限: 2025-09-12 12:00\n\
             想定作業量: 30分\n資料: [別紙, 別紙]\n",
        ),
        // After the plan's period, from an office that it does not bind: remarks that people see once a run.
        (
            "late.yaml",
            "種別: その他\n件名: 連絡\n発出元: 財務省\n宛先: 法務省\n発出日時: 2026-09-08 10:00\n提出期限: 2026-09-11 12:00\n---\n\
             種別: その他\n件名: 連絡2\n発出元: 財務省\n宛先: 法務省\n発出日時: 2026-09-08 10:00\n提出期限: 2026-09-11 12:00\n",
        ),
        // Multi-line values.
        (
            "block.yaml",
            "種別: 協議\n件名: あ\n発出元: 総務省\n宛先: 財務省\n発出日時: >-\n  これは\n  𠮷日時ではない\n回答期限: 2025-09-11\n",
        ),
        // A name with characters that formats treat specially.
        ("a b,c%41：d;😀'&/@#?+[x]=1/期限🗓.yaml", FLOW),
    ]);
    put(folder.path(), "utf16.yaml", &utf16(&format!("{FLOW}\r\n")));
    put(
        folder.path(),
        "sjis.yaml",
        b"\x8e\xed\x95\xca: \x8b\xa6\x8b\x63\n",
    );
    put(
        folder.path(),
        "half.yaml",
        "種別: 協議\n件名: 𠮷\n".as_bytes().split_at(20).0,
    );
    let event = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\nBEGIN:VEVENT\r\nUID:1\r\nDTSTAMP:20250908T010000Z\r\n\
        SUMMARY:【ヒアリング】𠮷😀令和8年度機構・定\r\n 員要求\r\nORGANIZER;CN=\"総務省𠮷局\":mailto:a@soumu.go.jp\r\n\
        ATTENDEE;CN=\"𠮷財務省主計局総務課\";X-NOTE=\"😀\":mailto:b@mof.go.jp\r\n\
        DTSTART;X-NOTE=\"𠮷😀\";TZID=Asia/Tokyo:20250910T18\r\n 3000\r\nDTEND;TZID=Asia/Tokyo:20250910T200000\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";
    // With a fold inside a character.
    let mut folded = event.as_bytes().to_vec();
    let at = event.find("財務").unwrap() + 1;
    folded.splice(at..at, *b"\r\n ");
    put(folder.path(), "event.ics", &folded);
    put(folder.path(), "event-utf16.ics", &utf16(event));
    if cfg!(unix) {
        put(folder.path(), "c:\"<|>*\\\u{7}\u{202e}\nd.yaml", FLOW.as_bytes());
    }
    folder
}

/// What a format prints of the whole folder.
pub fn all(folder: &Path, format: &str) -> Run {
    let run = check(folder, &["--lang", "ja", "--format", format, "."]);
    assert_eq!((run.status, run.stderr.as_str()), (Some(1), ""), "{format}");
    run
}

/// The JSON output of the whole folder, the reference for the other formats.
pub fn json(folder: &Path) -> Value {
    all(folder, "json").json()
}
