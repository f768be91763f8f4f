//! The calendars of `fixtures/calendars` with their expected findings.

use crate::ics::support::{check_bytes, codes};
use kigen::read::FileSelection;

/// File, codes, requests, left out.
const EXPECTED: &[(&str, &[&str], usize, usize)] = &[
    ("outlook_昼休みのヒアリング.ics", &["KG201"], 1, 0),
    (
        "google_月曜の定例ヒアリング.ics",
        &["KG201", "KG201", "KG206"],
        2,
        1,
    ),
    ("thunderbird_照会のタスク.ics", &["KG301", "KG302", "KG304"], 1, 0),
    ("終日の調査.ics", &["KG206", "KG408"], 2, 0),
    ("取消し.ics", &[], 0, 1),
    ("知らない時間帯.ics", &["KG014", "KG014", "KG201"], 2, 0),
    ("日本の時間帯の書き方.ics", &["KG201"; 6], 6, 0),
    (
        "vcalendar10_quoted-printable.ics",
        &["KG201", "KG206", "KG402"],
        2,
        0,
    ),
    (
        "壊れた予定表.ics",
        &[
            "KG003", "KG007", "KG007", "KG015", "KG015", "KG015", "KG015", "KG201", "KG206",
        ],
        2,
        1,
    ),
];

fn read(name: &str) -> Vec<u8> {
    std::fs::read(format!(
        "{}/fixtures/calendars/{name}",
        env!("CARGO_MANIFEST_DIR")
    ))
    .unwrap()
}

#[test]
fn every_fixture_shows_what_it_is_there_for() {
    let folder = format!("{}/fixtures/calendars", env!("CARGO_MANIFEST_DIR"));
    let files = std::fs::read_dir(folder).unwrap().filter(|entry| {
        entry
            .as_ref()
            .unwrap()
            .path()
            .extension()
            .is_some_and(|it| it == "ics")
    });
    assert_eq!(files.count(), EXPECTED.len());
    for (name, expected, requests, left_out) in EXPECTED {
        let report = check_bytes(&read(name), FileSelection::Explicit);
        assert_eq!(codes(&report), *expected, "{name}");
        assert_eq!(
            (report.requests.len(), report.left_out.len()),
            (*requests, *left_out),
            "{name}"
        );
    }
}

#[test]
fn outlooks_folds_split_characters_and_the_title_is_whole() {
    let bytes = read("outlook_昼休みのヒアリング.ics");
    let folds = bytes.windows(3).enumerate().filter(|(_, it)| it == b"\r\n ");
    assert!(
        folds.clone().any(|(at, _)| bytes[at + 3] & 0xc0 == 0x80),
        "a fold inside a character"
    );
    let report = check_bytes(&bytes, FileSelection::Explicit);
    let subject = report.requests[0].subject.as_deref();
    assert_eq!(
        subject,
        Some("【ヒアリング】令和8年度機構・定員要求（主計局、農林水産省大臣官房）に係るヒアリングについて")
    );
}

#[test]
fn a_weekly_hearing_names_its_closed_days() {
    let report = check_bytes(&read("google_月曜の定例ヒアリング.ics"), FileSelection::Explicit);
    let found = report
        .diagnostics
        .iter()
        .find(|found| found.code == "KG201" && found.request == Some(0))
        .unwrap();
    let days = found
        .facts
        .iter()
        .find(|(name, _)| *name == "occurrence_dates")
        .map(|(_, days)| days.as_str());
    assert_eq!(days, Some("2025-10-13 2025-11-03 2025-11-24 2025-12-29"));
}
