//! What people are shown of a letter: the lines of its text, its values in words, and no time that nobody wrote.

use crate::common::{self, folder, kigen, put, root};

/// The output of a command on one file.
fn shown(command: &[&str], name: &str, text: &str) -> String {
    let folder = folder(&[]);
    put(folder.path(), name, text.as_bytes());
    let run = common::run(kigen(folder.path()).args(command).args([
        "--no-config",
        "--now",
        "2025-09-09T10:00",
        name,
    ]));
    run.stdout + &run.stderr
}

fn mail(subject: &str, body: &str) -> String {
    format!(
        "From: 総務省自治財政局 <a@soumu.go.jp>\nTo: 国土交通省水管理・国土保全局 <b@mlit.go.jp>\n\
         Subject: {subject}\nX-Unsent: 1\nContent-Type: text/plain; charset=utf-8\n\n{body}"
    )
}

#[test]
fn the_line_of_a_subject_is_the_one_in_the_file() {
    let text = mail(
        "【照会・9/11(木)17時〆】経営状況について",
        "９月１２日（金）１７時までに御回答ください。\n",
    );
    let checked = shown(&["check"], "a.eml", &text);
    assert!(checked.contains("[a.eml:3:14]"), "{checked}");
    assert!(checked.contains("\n 3 │ Subject: "), "{checked}");
    let read = shown(&["read"], "a.eml", &text);
    assert!(read.contains("    3: Subject: "), "{read}");
    assert!(read.contains("    7: [９月１２日（金）１７時]"), "{read}");
}

#[test]
fn a_message_without_lines_counts_those_of_its_text() {
    let letters = root().join("fixtures/letters");
    let run = |arguments: &[&str]| {
        let settings = ["--no-config", "--now", "2025-09-09T10:00", "協議の案.msg"];
        common::run(kigen(&letters).args(arguments).args(settings)).stdout
    };
    let concise = run(&["check", "--format", "concise"]);
    assert!(concise.starts_with("協議の案.msg:9:8: error KG405"), "{concise}");
    let human = run(&["check"]);
    assert!(human.contains("[協議の案.msg:9:8]"), "{human}");
    assert!(human.contains("\n 9 │ つきましては、"), "{human}");
    assert!(run(&["read"]).contains("    9: つきましては、["));
    // The contract's range stays that of the bytes.
    let json = run(&["check", "--format", "json"]);
    assert!(!json.contains("\"line\": 9"), "{json}");
}

#[test]
fn no_time_is_shown_that_nobody_wrote() {
    let text = mail(
        "【照会】経営状況について",
        "６月６日（金）に公布された法律です。９月１２日（金）１７時までに御回答ください。\n\
         ヒアリングは９月１７日（水）に行います。\n",
    );
    let read = shown(&["read"], "a.eml", &text);
    assert!(read.contains("文中の日時：2025年6月6日（金）\n"), "{read}");
    assert!(read.contains("文中のヒアリング：2025年9月17日（水）\n"), "{read}");
    assert!(read.contains("文中の期限：2025年9月12日（金）17時\n"), "{read}");
}

#[test]
fn open_words_are_said_to_be_open_and_not_unread() {
    let text = mail("【照会】経営状況について", "９月中旬を目途に御回答ください。\n");
    let read = shown(&["read"], "a.eml", &text);
    assert!(
        read.contains("期限：一つの日時に定まりません　←「９月中旬」"),
        "{read}"
    );
    assert!(read.contains("文中の期限：一つの日時に定まりません\n"), "{read}");
    let checked = shown(&["check"], "a.eml", &text);
    assert!(
        checked.contains("期限「９月中旬」が一つの日時に定まらず"),
        "{checked}"
    );
    let english = shown(&["check", "--lang", "en"], "a.eml", &text);
    assert!(english.contains("not one definite time: "), "{english}");
    let english = shown(&["read", "--lang", "en"], "a.eml", &text);
    assert!(english.contains("due: not one definite time"), "{english}");
}

#[test]
fn values_are_shown_in_words() {
    let text = "種別: 照会\n発出元: 総務省\n宛先: 財務省\n発出日時: 2025-09-09 10:00\n回答期限: 2025-09-12 17:00\n\
        段階: follow-up\n相当の作業量: false\n想定作業量: PT15H30M\n\
        ヒアリング: {開始: 2025-09-11 10:00, 終了: 2025-09-11 11:00, オンライン: considered}\n";
    let read = shown(&["read"], "a.yaml", text);
    for line in [
        "相当の作業量：なし",
        "想定作業量：15時間30分",
        "オンライン：検討済み",
        "段階：再質問・再意見",
    ] {
        assert!(read.contains(line), "{line}\n{read}");
    }
    let read = shown(
        &["read", "--lang", "en"],
        "a.yaml",
        &text.replace("PT15H30M", "2日"),
    );
    assert!(read.contains("considerable: no"), "{read}");
    assert!(read.contains("effort: 15 h 30 min"), "{read}");
}
