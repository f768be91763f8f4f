//! `kigen check --fix` of letters.

use std::fs;

use serde_json::Value;

use super::undetermined;

use crate::common::{check, codes, folder, kigen, run};

/// A letter after `--fix`, and its remaining findings.
fn fixed(name: &str, letter: &str, more: &[&str]) -> (String, Value) {
    let folder = folder(&[(name, letter)]);
    let arguments = [&["--no-config", "--fix"], more, &[name]].concat();
    check(folder.path(), &arguments);
    let after = fs::read_to_string(folder.path().join(name)).unwrap();
    let after_that = check(folder.path(), &["--no-config", "--format", "json", name]);
    (after, after_that.json())
}

const LETTER: &str = "件名：○○法の一部改正について（法令協議）（９／１０　９時〆）\n\n財務省主計局　御担当者様\n\n標記について協議します。昨年は９月１０日（火）９時を期限としました。\nつきましては、９月１０日（水）９時までに御回答願います。\n９月１０日（水）９時に総理会見があります。\n";

#[test]
fn the_deadline_moves_in_its_sentence_wherever_it_is_the_deadline() {
    let (after, output) = fixed("案.txt", LETTER, &["--unsafe-fixes"]);
    let expected = LETTER
        .replace("９／１０　９時〆", "９／１０　１０時〆")
        .replace("９月１０日（水）９時までに", "９月１０日（水）１０時までに");
    assert_eq!(after, expected);
    assert!(codes(&output).is_empty(), "{output}");
}

#[test]
fn words_of_a_sentence_are_left_to_a_person_without_the_flag() {
    let (after, _) = fixed("案.txt", LETTER, &[]);
    assert_eq!(after, LETTER);
}

#[test]
fn a_due_that_front_matter_states_is_a_field() {
    let text =
        "---\r\n種別: 協議\r\n宛先: 財務省\r\n回答期限: '9月10日（水）9時'\r\n---\r\n御回答願います。\r\n";
    let (after, output) = fixed("案.md", text, &[]);
    assert_eq!(after, text.replace("9時'", "10時'"));
    assert!(codes(&output).is_empty(), "{output}");
    // A value used by alias would change elsewhere too.
    let text = text.replace("'9月10日（水）9時'", "&a '9月10日（水）9時'");
    let (after, _) = fixed("案.md", &text, &["--unsafe-fixes"]);
    assert_eq!(after, text);
}

#[test]
fn words_that_are_no_date_and_mails_are_not_rewritten() {
    let relative = "件名：○○について（協議）\n\n財務省　御中\n\n明朝までに御回答願います。\n";
    let (after, _) = fixed("案.txt", relative, &["--unsafe-fixes"]);
    assert_eq!(after, relative);
    let mail = "From: a@soumu.go.jp\r\nTo: b@mof.go.jp\r\nSubject: [協議] x\r\nX-Unsent: 1\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n９月１０日（水）９時までに御回答願います。\r\n";
    let (after, _) = fixed("案.eml", mail, &["--unsafe-fixes"]);
    assert_eq!(after, mail);
}

/// The time of sending is not written: the due complies at the day's last minute as at every other one that is left.
#[test]
fn a_due_of_a_letter_dated_by_its_day_complies_at_every_minute_left() {
    const DATED: &str = "令和7年9月9日\n財務省主計局　御中\n総務省自治財政局\n\n電気通信事業法の一部を改正する法律案について（法令協議）\n\n標記について、協議します。\nつきましては、９月１０日（水）１７時までに御回答ください。\n";
    for (now, due) in [
        ("2025-09-09T10:00", "９月１１日（木）１８時１５分"),
        // After closing it goes out at once or not on this day.
        ("2025-09-09T20:00", "９月１２日（金）９時３０分"),
        // The day is over: every minute of it counts.
        ("2025-09-10T09:00", "９月１１日（木）１８時１５分"),
    ] {
        let folder = folder(&[("案.txt", DATED)]);
        let at = |arguments: &[&str]| {
            let check = ["check", "--no-config", "--now", now, "案.txt"];
            run(kigen(folder.path()).args(check).args(arguments))
        };
        at(&["--fix", "--unsafe-fixes"]);
        let after = fs::read_to_string(folder.path().join("案.txt")).unwrap();
        assert_eq!(after, DATED.replace("９月１０日（水）１７時", due), "{now}");
        let output = at(&["--format", "json"]).json();
        assert!(codes(&output).is_empty(), "{output}");
        assert!(!undetermined(&output).contains(&"KG101"), "{now}: {output}");
    }
}
