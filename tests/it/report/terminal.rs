//! The report at a terminal's width: no line is wider, carets are under what they mark, and the most important comes
//! first.

use crate::common::{folder, kigen, run};
use textwrap::core::display_width;

fn shown(lang: &str, now: &str, document: &str, command: &str) -> String {
    let place = folder(&[("a.yaml", document)]);
    let mut program = kigen(place.path());
    program.env("COLUMNS", "80");
    run(program.args([command, "--no-config", "--lang", lang, "--now", now, "a.yaml"])).stdout
}

/// The columns of a text as a terminal shows them.
fn columns(text: &str) -> usize {
    display_width(&text.replace(['\u{ff9e}', '\u{ff9f}'], "x"))
}

fn draft(to: &str, due: &str) -> String {
    format!(
        "種別: 協議\n協議区分: 法令\n発出元: 総務省\n宛先: {to}\n発出日時: 2025-09-08 10:00\n{due}\n想定作業量: 2時間\n"
    )
}

#[test]
fn no_line_is_wider_than_the_terminal() {
    let many: Vec<String> = (0..30).map(|number| format!("財務省第{number}局")).collect();
    let long = draft(&format!("[{}]", many.join(", ")), "意見期限: 2025-09-09 9:00")
        + &format!(
            "本文: {} 9月10日（月）までに {}\n",
            "あ".repeat(120),
            "い".repeat(120)
        );
    let undetermined = "種別: 照会\n宛先: 別記\n回答期限: 2025-09-12 17:00\n";
    for document in [&*long, undetermined] {
        for lang in ["ja", "en"] {
            for command in ["check", "when"] {
                let text = shown(lang, "2025-09-08T10:00", document, command);
                for line in text.lines().filter(|line| !line.contains("つきましては")) {
                    let is_title = command == "when" && line.starts_with("a.yaml");
                    let is_paste = line.contains("We would be grateful");
                    assert!(columns(line) <= 80 || is_title || is_paste, "{lang}: {line}");
                }
            }
        }
    }
}

#[test]
fn what_is_marked_in_a_line_that_is_cut_is_in_view() {
    let document = draft(
        "財務省",
        &format!(
            "本文: {} 9月10日（月）までに {}\n意見期限: 2025-09-12 17:00",
            "あ".repeat(120),
            "い".repeat(120)
        ),
    );
    let text = shown("ja", "2025-09-08T10:00", &document, "check");
    let mut lines = text
        .lines()
        .skip_while(|line| !line.contains("9月10日（月）までに"));
    let (line, marks) = (lines.next().unwrap(), lines.next().unwrap());
    assert!(line.contains('…') && line.ends_with('…'), "{line}");
    let at = columns(&line[..line.find("9月10日").unwrap()]);
    assert_eq!(columns(&marks[..marks.find('─').unwrap()]), at, "{line}\n{marks}");
}

#[test]
fn marks_stand_under_half_width_voiced_letters_and_joined_marks() {
    for before in [
        "ｶﾞｷﾞｸﾞｹﾞｺﾞ",
        "ﾊﾟﾋﾟ",
        "か\u{3099}き\u{3099}",
        "e\u{301}e\u{301}",
        "財務省",
    ] {
        let document = format!(
            "種別: 調査\n発出元: 総務省\n宛先: 財務省\n回答期限: {{{before}: 2025-09-12 17:00, 質問: 9月10日（月）17時}}\n"
        );
        let text = shown("ja", "2025-09-08T10:00", &document, "check");
        let mut lines = text
            .lines()
            .skip_while(|line| !line.contains("曜日が日付と一致しません"));
        let line = lines.find(|line| line.contains("│ 回答期限: {")).unwrap();
        let marks = lines.next().unwrap();
        let at = columns(&line[..line.find("9月10日").unwrap()]);
        assert_eq!(columns(&marks[..marks.find('─').unwrap()]), at, "{line}\n{marks}");
    }
}

#[test]
fn what_is_past_stands_by_the_verdict_and_closed_days_are_named() {
    let document = draft("財務省", "意見期限: 2025-09-16 17:00");
    let text = shown("ja", "2026-09-08T10:00", &document, "check");
    let lines: Vec<&str> = text.lines().collect();
    assert!(lines[1].starts_with("発出日時は約1年前です。"), "{text}");
    assert!(lines[2].starts_with("意見期限は約1年前です。"), "{text}");
    let text = shown("ja", "2025-09-08T10:00", &document, "check").replace("\n  ", "");
    assert!(
        text.contains(
            "発出から意見期限までの閉庁日は、3日です（9月13日（土）、9月14日（日）、9月15日（月）敬老の日）。"
        ),
        "{text}"
    );
    let text = shown("en", "2025-09-08T10:00", &document, "check").replace("\n  ", " ");
    assert!(
        text.contains("Closed between the sending and the due time “意見期限”: 3 days ("),
        "{text}"
    );
}

#[test]
fn a_due_is_called_what_the_draft_calls_it() {
    for key in [
        "回答期限",
        "提出期限",
        "期限",
        "〆切",
        "締切",
        "期日",
        "報告期限",
        "意見期限",
    ] {
        let text = shown(
            "ja",
            "2025-09-08T10:00",
            &draft("財務省", &format!("{key}: 2025-09-09 9:00")),
            "check",
        );
        for said in [
            format!("対処：{key}を"),
            format!("{key}までの時間は"),
            format!("{key}（9月9日（火）9時）は"),
        ] {
            assert!(text.contains(&said), "{said}\n{text}");
        }
        let when = shown(
            "ja",
            "2025-09-08T10:00",
            &draft("財務省", &format!("{key}: 2025-09-09 9:00")),
            "when",
        );
        assert!(when.contains(&format!("\n  {key}")), "{when}");
    }
    let text = shown("ja", "2025-09-08T10:00", &draft("財務省", "〆切: 明日"), "check");
    assert!(text.contains("〆切「明日」を読み取れない"), "{text}");
}

#[test]
fn a_template_has_its_remedy_at_the_top_and_a_share_for_a_count() {
    let document =
        "種別: 協議\n協議区分: 法令\n雛形: true\n発出元: 総務省\n宛先: 財務省\n提出期限: 2開庁日後 17:00\n";
    let text = shown("ja", "2025-09-08T10:00", document, "check");
    assert_eq!(
        text.lines().nth(1),
        Some("対処：提出期限を「2開庁日後 18:15」とすれば、いつ発出しても適合します。これで、2"),
        "{text}"
    );
    let text = text.replace("\n  │ ", "");
    assert!(
        text.contains("発出し得る時刻の7.8％（398日）で該当します。") || text.contains("％（"),
        "{text}"
    );
    assert!(!text.contains("通り"), "{text}");
}

#[test]
fn when_names_what_is_written_wrongly_and_the_rules_apart() {
    let document = draft("財務省", "意見期限: 2025-09-09 9:00") + "備考欄: a\n";
    let text = shown("ja", "2025-09-08T10:00", &document, "when");
    assert!(text.contains("記載の誤り：KG003"), "{text}");
    assert!(text.contains("適合しない規則：KG101"), "{text}");
}

#[test]
fn the_list_of_rules_fits_eighty_columns() {
    let place = folder(&[]);
    for lang in ["ja", "en"] {
        let text = run(kigen(place.path()).args(["rules", "--lang", lang])).stdout;
        for line in text.lines() {
            assert!(columns(line) <= 80, "{lang}: {line}");
        }
    }
}

#[test]
fn slips_that_a_fix_mends_are_counted_and_no_request_is_not_missed() {
    let document = "種別：調査\n宛先:財務省\n回答期限: 2025-09-19 17:00\n";
    let text = shown("ja", "2025-09-08T10:00", document, "check");
    assert!(
        text.contains("\n書き損じのうち2件は、「kigen check --fix」で直せます。\n"),
        "{text}"
    );
    assert!(!text.contains("見つかりませんでした"), "{text}");
    let text = shown("en", "2025-09-08T10:00", document, "check");
    assert!(
        text.contains("\n“kigen check --fix” fixes 2 of these.\n"),
        "{text}"
    );
}

#[test]
fn a_note_says_of_which_finding_it_is() {
    let document = "種別: 査定\n発出元: 総務省\n宛先: 財務省\n発出日時: 2025-12-01 10:00\nヒアリング: 12月3日14時～15時\n";
    let text = shown("ja", "2025-12-01T10:00", document, "check");
    assert!(
        text.contains("\n※KG206：依頼に記載するのは本ツールの扱いで"),
        "{text}"
    );
}
