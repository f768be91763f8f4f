//! Which fixes of a file are made together: of a weekday and of its time, of a time and of the texts that repeat it.

use std::fs;

use crate::common::{folder, kigen, run};

/// A file after `--fix --unsafe-fixes` on 2025-09-09 at six, and the fixes that are told.
fn fixed(name: &str, document: &str) -> (String, Vec<String>) {
    let here = folder(&[(name, document)]);
    let arguments = [
        "check",
        "--no-config",
        "--lang",
        "ja",
        "--now",
        "2025-09-09T18:00",
        "--fix",
        "--unsafe-fixes",
        name,
    ];
    let told = run(kigen(here.path()).args(arguments)).stderr;
    let fixes = told.lines().filter_map(|line| line.strip_prefix("修正："));
    let after = fs::read_to_string(here.path().join(name)).unwrap();
    (after, fixes.map(str::to_owned).collect())
}

#[test]
fn a_wrong_weekday_goes_with_its_time_where_that_moves() {
    for (kind, due, new, told) in [
        (
            "その他",
            "9月10日（木）9:30",
            "9月10日（水）13:00",
            "回答期限を9月10日（水）13時にする（KG406）",
        ),
        (
            "協議",
            "9月10日（木）9:30",
            "9月11日（木）18:00",
            "回答期限を9月11日（木）18時にする（KG101、KG104）",
        ),
        (
            "その他",
            "9月12日（木）17:00",
            "9月12日（金）17:00",
            "曜日を改め、9月12日（金）とする（KG405）",
        ),
    ] {
        let document = format!(
            "種別: {kind}\n件名: x\n発出元: 総務省\n宛先: 財務省\n発出日時: 2025-09-09 18:00\n回答期限: {due}\n"
        );
        let expected = (document.replace(due, new), vec![format!("a.yaml:6：{told}")]);
        assert_eq!(fixed("a.yaml", &document), expected);
    }
}

/// A text that may mean another time of the request is left alone, unless it says that it means the deadline.
#[test]
fn a_text_that_may_mean_the_hearing_is_left_alone() {
    const OF_DAY: (&str, &str) = (
        "9月10日（水）に御回答ください。",
        "9月11日（木）に御回答ください。",
    );
    const OF_MINUTE: (&str, &str) = (
        "9月10日17時に御回答ください。",
        "9月11日17時30分に御回答ください。",
    );
    const LIMITS: [(&str, &str); 2] = [
        (
            "9月10日（水）17時までに御回答ください。",
            "9月11日（木）17時30分までに御回答ください。",
        ),
        ("9月10日までに御回答ください。", "9月11日までに御回答ください。"),
    ];
    for (hearing, moved) in [
        ("", &[OF_DAY, OF_MINUTE][..]),
        (
            "{開始: 2025-09-16 17:00, 終了: 2025-09-16 18:00, オンライン: 可}",
            &[OF_DAY, OF_MINUTE],
        ),
        // On the day of the due, at another time.
        (
            "{開始: 2025-09-10 14:00, 終了: 2025-09-10 15:00, オンライン: 可}",
            &[OF_MINUTE],
        ),
        // At the due, or on its day without a time.
        (
            "{開始: 2025-09-10 17:00, 終了: 2025-09-10 18:00, オンライン: 可}",
            &[],
        ),
        ("{開始: 2025-09-10, オンライン: 可}", &[]),
    ] {
        let hearing = match hearing {
            "" => String::new(),
            hearing => format!("ヒアリング: {hearing}\n"),
        };
        let body: String = [OF_DAY, OF_MINUTE]
            .iter()
            .chain(&LIMITS)
            .map(|(old, _)| format!("  {old}\n"))
            .collect();
        let document = format!(
            "種別: 協議\n件名: x\n発出元: 総務省\n宛先: 財務省\n発出日時: 2025-09-09 17:30\n回答期限: 2025-09-10 17:00\n\
             {hearing}本文: |\n{body}"
        );
        let (after, _) = fixed("a.yaml", &document);
        let body = after.split("本文: |\n").nth(1).unwrap();
        for ((old, new), lines) in [OF_DAY, OF_MINUTE].iter().chain(&LIMITS).zip(body.lines()) {
            let moves = moved.contains(&(*old, *new)) || LIMITS.contains(&(*old, *new));
            assert_eq!(lines.trim(), if moves { *new } else { *old }, "{after}");
        }
    }
}

/// In a letter the due is itself in a text: its place is edited once, with the others that repeat it.
#[test]
fn a_letter_s_deadline_is_one_fix_of_all_its_places() {
    const LETTER: &str = "件名：○○法の一部改正について（法令協議）（９／１２　９時〆）\n\n財務省主計局　御担当者様\n\n標記について協議します。\nつきましては、９月１２日（金）９時までに御回答願います。\n９月１２日（金）９時に総理会見があります。\n";
    let expected = LETTER
        .replace("９時〆", "９時３０分〆")
        .replace("９時までに", "９時３０分までに");
    let (after, told) = fixed("案.txt", LETTER);
    assert_eq!(after, expected);
    assert_eq!(told, ["案.txt:1：期限を9月12日（金）9時30分にする（KG402）"]);
}

/// A task's length in days stays one in days.
#[test]
fn a_duration_in_days_is_lengthened_by_days() {
    let task = |duration: &str| {
        format!(
            "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//t//t//JA\r\nBEGIN:VTODO\r\nUID:1\r\nDTSTAMP:20250908T010000Z\r\n\
             X-KIGEN-SENT:20250909T173000\r\nX-KIGEN-FROM:総務省大臣官房\r\nX-KIGEN-TO:財務省主計局\r\n\
             DTSTART;VALUE=DATE:20250909\r\nDURATION:{duration}\r\nSUMMARY:【協議】法案\r\nEND:VTODO\r\nEND:VCALENDAR\r\n"
        )
    };
    for (duration, new) in [("P1D", "P2D"), ("P5D", "P7D"), ("P3D", "P3D")] {
        assert_eq!(fixed("a.ics", &task(duration)).0, task(new), "{duration}");
    }
}

/// A range of days in a text moves as a whole, and alone where it is that of the hearing.
#[test]
fn days_of_a_hearing_move_with_the_range_that_repeats_them() {
    let request = |from: &str, until: &str, body: &str| {
        format!(
            "種別: 査定・審査\n件名: x\n発出元: 総務省\n宛先: 財務省\n発出日時: 2025-09-09 18:00\n\
             ヒアリング: {{開始: {from}, 終了: {until}, オンライン: 可}}\n本文: {body}\n"
        )
    };
    for (until, new_until, body, new_body) in [
        (
            "2025-09-14",
            "2025-09-17",
            "9月13日（土）〜14日（日）に行います。",
            "9月16日（火）〜17日（水）に行います。",
        ),
        (
            "2025-09-14",
            "2025-09-17",
            "9月13日（土）〜15日（月）は閉庁します。",
            "9月13日（土）〜15日（月）は閉庁します。",
        ),
        (
            "2025-09-13",
            "2025-09-16",
            "9月13日（土）に行います。",
            "9月16日（火）に行います。",
        ),
    ] {
        let (after, _) = fixed("a.yaml", &request("2025-09-13", until, body));
        assert_eq!(after, request("2025-09-16", new_until, new_body));
    }
}
