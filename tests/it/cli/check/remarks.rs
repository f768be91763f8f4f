//! What is said of a request that is looked at by itself, beside its findings: at each bound.

use crate::common::{codes, judged, kigen, list, of, root, run_with_input, text};

const HEAD: &str = "件名: 統計について\n発出元: 総務省大臣官房\n";
const SENT: &str = "発出日時: 2025-09-09 10:00\n";
const MINISTRY: &str = "宛先: 財務省主計局\n";

/// The report of a request, judged on 2025-09-09 at ten, in one line.
fn said(document: &str) -> String {
    let arguments = [
        "check",
        "--no-config",
        "--lang",
        "ja",
        "--now",
        "2025-09-09T10:00:00+09:00",
        "-",
    ];
    run_with_input(kigen(root()).args(arguments), document.as_bytes())
        .stdout
        .replace([' ', '\n', '│'], "")
}

/// Each of the rows: the lines after the head, what is said, and what is not.
fn hold(kind: &str, rows: &[(&str, &[&str], &[&str])]) {
    for (lines, there, absent) in rows {
        let document = format!("種別: {kind}\n{HEAD}{lines}");
        let said = said(&document);
        for words in *there {
            assert!(said.contains(words), "{words} in\n{document}\n{said}");
        }
        for words in *absent {
            assert!(!said.contains(words), "no {words} in\n{document}\n{said}");
        }
    }
}

#[test]
fn what_lies_in_the_past_is_said_from_its_minute_on() {
    let rows: [(&str, &[&str], &[&str]); 5] = [
        (
            "宛先: 財務省主計局\n発出日時: 2025-09-05 10:00\n回答期限: 2025-09-09 10:00\n",
            &["発出日時は4日前です"],
            &["既に過ぎています"],
        ),
        (
            "宛先: 財務省主計局\n発出日時: 2025-09-05 10:00\n回答期限: 2025-09-09 09:59\n",
            &["発出日時は4日前です", "回答期限は既に過ぎています"],
            &[],
        ),
        (
            "宛先: 財務省主計局\n発出日時: 2025-09-08 23:59\n回答期限: 2025-09-12 10:00\n",
            &["発出日時は1日前です"],
            &["既に過ぎています"],
        ),
        // Of what went out today nothing is said.
        (
            "宛先: 財務省主計局\n発出日時: 2025-09-09 00:00\n回答期限: 2025-09-12 10:00\n",
            &[],
            &["日前です", "既に過ぎています"],
        ),
        (
            "宛先: 財務省主計局\n回答期限: 2025-09-12 10:00\n",
            &[],
            &["日前です"],
        ),
    ];
    hold("協議", &rows);
    let rows: [(&str, &[&str], &[&str]); 2] = [
        (
            "宛先: 財務省主計局\n発出日時: 2025-09-05 10:00\nヒアリング: {開始: 2025-09-09 09:59, 終了: 2025-09-09 11:00, オンライン: 可}\n",
            &["ヒアリングの開始は既に過ぎています"],
            &[],
        ),
        (
            "宛先: 財務省主計局\n発出日時: 2025-09-05 10:00\nヒアリング: {開始: 2025-09-09 10:00, 終了: 2025-09-09 11:00, オンライン: 可}\n",
            &[],
            &["既に過ぎています"],
        ),
    ];
    hold("査定・審査", &rows);
}

#[test]
fn a_request_inside_a_ministry_is_said_to_be_outside_the_clauses() {
    const SAID: &str = "省内の依頼のため、①〜③は適用していません";
    let due = "発出日時: 2025-09-09 10:00\n回答期限: 2025-09-12 17:00\n";
    for (kind, to, is_said) in [
        ("協議", "総務省行政評価局", true),
        ("協議", "財務省主計局", false),
        ("協議", "[総務省行政評価局, 財務省主計局]", false),
        // A local government is no ministry, and not inside one.
        ("協議", "北海道", false),
        // What no clause speaks of is outside anyway.
        ("その他", "総務省行政評価局", false),
    ] {
        let document = format!("種別: {kind}\n{HEAD}宛先: {to}\n{due}");
        assert_eq!(said(&document).contains(SAID), is_said, "{document}");
    }
}

#[test]
fn what_a_missing_time_was_taken_for_is_said() {
    let rows: [(&str, &[&str], &[&str]); 2] = [
        (
            "宛先: 財務省主計局\n発出日時: 2025-09-09 10:00\n資料: [{名称: 一覧, 目的: 確認}]\nヒアリング: {開始: 2025-09-18 14:00, 終了: 2025-09-18 15:00, オンライン: 可}\n",
            &[
                "資料の提出期限はヒアリングの開始（9月18日（木）14時）としました",
                "閉庁日は、3日です（9月13日（土）、9月14日（日）、9月15日（月）敬老の日）",
            ],
            &["ほか"],
        ),
        (
            "宛先: 財務省主計局\n発出日時: 2025-09-09 10:00\n資料: [{名称: 一覧, 目的: 確認}]\n回答期限: 2025-10-31 17:00\n",
            &[
                "閉庁日は、17日です（9月13日（土）、9月14日（日）、9月15日（月）敬老の日、9月20日（土）、9月21日（日）、9月23日（火）秋分の日、9月27日（土）、9月28日（日）ほか9日）",
            ],
            &["提出期限はヒアリング"],
        ),
    ];
    hold("査定・審査", &rows);
}

#[test]
fn a_date_of_the_last_sixty_days_is_not_taken_for_the_next_years_in_silence() {
    for (due, is_said) in [
        ("9/8 17:00", true),
        ("9/9 17:00", false),
        ("9/10 17:00", false),
        ("7/11 17:00", true),
        ("7/10 17:00", false),
        // The year, or a weekday that is the next year's, says which is meant.
        ("2026/9/7 17:00", false),
        ("来年9/7 17:00", false),
        ("9/7（月）17:00", false),
        ("9/7（日）17:00", true),
    ] {
        let document = format!("種別: 協議\n{HEAD}{MINISTRY}{SENT}回答期限: {due}\n");
        assert_eq!(
            said(&document).contains("発出の前の2025年"),
            is_said,
            "{document}"
        );
    }
}

#[test]
fn a_day_that_no_calendar_has_is_refused_with_its_years() {
    let rows: [(&str, &[&str], &[&str]); 3] = [
        (
            "宛先: 財務省主計局\n発出日時: 2025-09-09 10:00\n回答期限: 2月29日 17:00\n",
            &["2月29日という日は、2025年にも2026年にもありません"],
            &[],
        ),
        (
            "宛先: 財務省主計局\n発出日時: 2025-09-09 10:00\n回答期限: 来年2月29日 17:00\n",
            &["2月29日という日は、2026年にありません"],
            &["2025年"],
        ),
        (
            "宛先: 財務省主計局\n発出日時: 2027-09-09 10:00\n回答期限: 2月29日 17:00\n",
            &[],
            &["ありません"],
        ),
    ];
    hold("協議", &rows);
    // The last day of a template's sendings is that after the first.
    let template = |first: &str, last: &str| {
        format!("宛先: 財務省主計局\n雛形: true\n発出日時: {first}〜{last}\n回答期限: 48時間後\n")
    };
    for (first, last, year) in [
        ("2026年3月1日", "2月29日", "2027年"),
        ("2026年1月5日", "2月29日", "2026年"),
        ("2027年3月1日", "2月29日", ""),
    ] {
        let said = said(&format!("種別: 協議\n{HEAD}{}", template(first, last)));
        let words = format!("2月29日という日は、{year}にありません");
        assert_eq!(said.contains(&words), !year.is_empty(), "{first} {last} {said}");
    }
}

#[test]
fn a_subject_that_speaks_of_a_follow_up_is_told_how_to_say_so() {
    const HINT: &str = "段階:再質問";
    for (subject, round, hours, is_said) in [
        ("再質問について", "", 31, true),
        ("再意見の提出", "", 31, true),
        ("再協議（法令）", "", 31, true),
        ("質問について", "", 31, false),
        // It says what it is.
        ("再質問について", "段階: 初回\n", 31, false),
        // The rule has nothing to say.
        ("再質問について", "", 55, false),
    ] {
        let due = if hours == 31 {
            "2025-09-10 17:00"
        } else {
            "2025-09-11 17:00"
        };
        let document = format!(
            "種別: 協議\n{round}件名: {subject}\n発出元: 総務省大臣官房\n{MINISTRY}{SENT}回答期限: {due}\n"
        );
        assert_eq!(said(&document).contains(HINT), is_said, "{document}");
    }
    // Closed days are counted as a warning, which needs no other word.
    let document = format!(
        "種別: 協議\n件名: 再質問について\n発出元: 総務省大臣官房\n{MINISTRY}発出日時: 2025-09-12 17:00\n回答期限: 2025-09-16 17:00\n"
    );
    let said = said(&document);
    assert!(said.contains("KG102") && !said.contains(HINT), "{said}");
}

#[test]
fn of_two_records_on_one_rule_the_first_stays_with_its_finding() {
    let records =
        "例外: [{規則: KG101, 理由: 災害対応, 承認者: 課長}, {規則: KG101, 理由: 別件, 承認者: 課長}]\n";
    let output = judged(&format!(
        "種別: 協議\n{HEAD}{MINISTRY}{SENT}回答期限: 2025-09-10 17:00\n{records}"
    ));
    let found = of(&output, "KG101");
    assert_eq!(found.len(), 1);
    assert_eq!(text(&found[0]["deviation"], "reason"), "災害対応");
}

#[test]
fn a_ministry_that_no_list_has_is_said() {
    for (to, is_said) in [
        ("何とか庁", true),
        ("財務商主計局", true),
        ("財務省主計局", false),
    ] {
        let output = judged(&format!(
            "種別: 照会\n{HEAD}宛先: {to}\n{SENT}回答期限: 2025-09-12 17:00\n"
        ));
        assert_eq!(codes(&output).contains(&"KG019"), is_said, "{to}");
    }
}

/// What no other sending clears leaves no time to send by.
#[test]
fn until_when_a_request_may_be_sent() {
    const UNTIL: Option<&str> = Some("2025-09-10T17:00:00+09:00");
    for (lines, verdict, send_by) in [
        ("回答期限: 2025-09-12 17:00\n", "may-send", UNTIL),
        ("回答期限: 9/8 17:00\n", "must-fix", None),
        // An error of another field is there whenever it is sent, and so is a warning, which forbids nothing.
        (
            "回答期限: 2025-09-12 17:00\n想定作業量: 丸一日\n",
            "must-fix",
            None,
        ),
        ("回答期限: 2025-09-12 17:00\n必要性:\n", "review", UNTIL),
        // One of the sending is not.
        (
            "回答期限: 2025-09-11 09:00\n",
            "must-fix",
            Some("2025-09-08T18:15:00+09:00"),
        ),
    ] {
        let output = judged(&format!("種別: 協議\n{HEAD}{MINISTRY}{SENT}{lines}"));
        let request = &list(&output, "requests")[0];
        assert_eq!(
            (text(request, "verdict"), request["send_by"].as_str()),
            (verdict, send_by),
            "{lines}"
        );
    }
}

/// The year as the request writes it.
#[test]
fn years_are_said_in_the_era_of_the_request() {
    for (year, shown) in [("令和8年", "令和8年"), ("2026年", "2026年"), ("R8/", "令和8年")] {
        let due = match year {
            "R8/" => "R8/9/11 17:00".to_owned(),
            year => format!("{year}9月11日 17時"),
        };
        let document = format!("種別: 協議\n{HEAD}{MINISTRY}{SENT}回答期限: {due}\n想定作業量: 1日\n");
        let said = said(&document);
        assert!(
            said.contains(&format!("このまま、{shown}9月9日（水）17時まで発出できます")),
            "{said}"
        );
    }
}
