//! Notations of a template's sendings and dues, and its placeholders: those of `docs/templates.md`, and the command
//! line.

use crate::common::{check, codes, folder, judged};
use chrono::Weekday;
use jp_datetime::relative::RelativeErrorKind as Kind;
use jp_datetime::relative::{At, DayAfter, Relative, SendDays, read, read_window};
use proptest::prelude::*;
use serde_json::Value;

const H: i64 = 3600;

#[test]
fn moments_counted_from_the_sending() {
    let open = |days, at| Relative::On(DayAfter::Open(days), at);
    let day = |days, at| Relative::On(DayAfter::Calendar(days), at);
    let at = |hour: u32, minute: u32| At::Minute(hour * 60 + minute);
    for (text, meant) in [
        ("+48h", Relative::Later(48 * H)),
        ("＋４８ｈ", Relative::Later(48 * H)),
        ("48時間後", Relative::Later(48 * H)),
        ("４８時間以内必着", Relative::Later(48 * H)),
        ("発出から48時間", Relative::Later(48 * H)),
        ("48時間30分後まで", Relative::Later(48 * H + 1800)),
        ("90分後", Relative::Later(5400)),
        ("48 hours later", Relative::Later(48 * H)),
        ("翌開庁日正午", open(1, at(12, 0))),
        ("翌 開 庁 日 正 午", open(1, at(12, 0))),
        ("翌々開庁日17時", open(2, at(17, 0))),
        ("3開庁日後 17:00", open(3, at(17, 0))),
        ("三開庁日後の午後5時半", open(3, at(17, 30))),
        ("発出日の翌営業日 10:00まで", open(1, at(10, 0))),
        ("+3 open days 17:00", open(3, at(17, 0))),
        ("next working day noon", open(1, at(12, 0))),
        ("5営業日以内", open(5, At::Closing)),
        ("５営業日以内（必着）", open(5, At::Closing)),
        ("5営業日以内 17:00", open(5, at(17, 0))),
        ("within 5 open days", open(5, At::Closing)),
        ("翌開庁日の終業時刻まで", open(1, At::Closing)),
        ("翌開庁日中", open(1, At::Closing)),
        ("3開庁日後", open(3, At::Unsaid)),
        ("翌日 10:00", day(1, at(10, 0))),
        ("翌々日24時", day(2, at(24, 0))),
        ("当日 17:00", day(0, at(17, 0))),
        ("2週間後 17:00", day(14, at(17, 0))),
        ("+1 day 10:00", day(1, at(10, 0))),
    ] {
        assert_eq!(read(text), Ok(meant), "{text}");
    }
    for (text, kind) in [
        ("", Kind::NotRelative),
        ("3開庁日", Kind::NotRelative),
        ("48時間", Kind::NotRelative),
        ("+", Kind::NotRelative),
        ("+48", Kind::NotRelative),
        ("来週", Kind::NotRelative),
        ("2025-09-11 17:00", Kind::NotRelative),
        ("翌開庁日\u{202e}正午", Kind::NotRelative),
        ("翌開庁日25時", Kind::NoSuchTime),
        ("翌開庁日 17:00:30", Kind::NoSuchTime),
        ("翌開庁日正午頃", Kind::Trailing),
        ("+48h 17:00", Kind::Trailing),
        ("1001開庁日後", Kind::TooFar),
        ("+99999999999999999999h", Kind::TooFar),
    ] {
        assert_eq!(read(text).map_err(|error| error.kind), Err(kind), "{text}");
    }
}

#[test]
fn windows() {
    let of = |text: &str| read_window(text).unwrap_or_else(|| panic!("{text}"));
    for text in [
        "9:30〜12:00",
        "平日9:30-12:00",
        "開庁日の9時30分から正午まで",
        "weekdays 9:30-12:00",
    ] {
        let window = of(text);
        assert_eq!(
            (window.days, &*window.hours),
            (SendDays::Open, &[(570, 720)][..]),
            "{text}"
        );
        assert!(window.dates.is_none());
    }
    assert_eq!(of("9:30-12:00、13:00-17:00").hours, [(570, 720), (780, 1020)]);
    assert_eq!(of("毎日 0:00〜24:00").days, SendDays::Every);
    assert_eq!(of("月・水").days, SendDays::Weekdays(0b101));
    assert_eq!(of("金〜月 10:00").days, SendDays::Weekdays(0b111_0001));
    let window = of("令和8年4月1日（水）〜4月30日 平日 9:30〜12:00");
    let today = chrono::NaiveDate::from_ymd_opt(2025, 9, 8).unwrap();
    let (first, last) = window.dates.unwrap().resolve(today).unwrap();
    assert_eq!(
        (first.to_string(), last.to_string()),
        ("2026-04-01".into(), "2026-04-30".into())
    );
    assert!(SendDays::Weekdays(0b110_0000).take(Weekday::Sat, true));
    assert!(!SendDays::Weekdays(0b000_0001).take(Weekday::Mon, true));
    for text in [
        "",
        "いつでも",
        "12:00〜9:30",
        "25時〜26時",
        "9:30〜12:00〜",
        "9:30-12:00、11:00-13:00",
        "平日 夕方",
    ] {
        assert_eq!(read_window(text), None, "{text}");
    }
}

proptest! {
    #[test]
    fn no_text_is_too_much(text in "[0-9０-９翌々開庁日営業時間分後以内正午の+＋〜:月火\\PC ]{0,40}") {
        if let Err(error) = read(&text) {
            prop_assert!(text.get(error.span).is_some());
        }
        let _ = read_window(&text);
    }
}

#[test]
fn a_template_shows_its_worst_sending_and_a_fix() {
    let output = judged("雛形: true\n種別: 調査\n宛先: 各府省\n必要性: 有\n期限: \"翌日 10:00必着\"\n");
    let found = output["diagnostics"].as_array().unwrap();
    let of = |code: &str| found.iter().find(|it| it["code"] == code).expect("a finding");
    let facts = &of("KG301")["facts"];
    // Friday evening is the worst minute: the due is on a closed day, and no work can be done.
    assert_eq!(facts["counterexample_sent"], "2025-09-12T18:15:00+09:00");
    assert_eq!(facts["counterexample_due"], "2025-09-13T10:00:00+09:00");
    assert_eq!(
        facts["sending_days"],
        output["requests"][0]["window"]["days"].to_string()
    );
    let fix = &of("KG301")["fixes"][0];
    assert_eq!(fix["edits"][0]["text"], "\"2開庁日後 9:30必着\"");
    let request = &output["requests"][0];
    assert!(request["sent"].is_null() && request["due"].is_null() && request["clocks"].is_null());
    assert_eq!(
        (&request["template"], &request["sent_basis"]),
        (&true.into(), &"window".into())
    );
    assert_eq!(codes(&output).iter().filter(|code| **code == "KG301").count(), 1);
}

#[test]
fn what_a_template_leaves_open_is_undetermined_and_no_mistake() {
    for due in [
        "{{ due }}",
        "○月○日（○）",
        "<期限>",
        "YYYY-MM-DD",
        "\"${due}\"",
        "TBD",
    ] {
        let output = judged(&format!("種別: 協議\n宛先: 財務省\n期限: {due}\n様式: true\n"));
        assert!(
            !codes(&output)
                .iter()
                .any(|code| code.starts_with("KG0") || *code == "KG409"),
            "{due}"
        );
        let unknown = output["undetermined"].as_array().unwrap();
        assert!(unknown.iter().any(|it| it["code"] == "KG101"), "{due}: {output}");
        // In a request the same text is a finding.
        let output = judged(&format!("種別: 協議\n宛先: 財務省\n期限: {due}\n"));
        let codes = codes(&output);
        assert!(
            codes.contains(&"KG007") && codes.contains(&"KG409"),
            "{due}: {codes:?}"
        );
    }
}

/// What is broken with the default hours is reported; other rules name the placeholder as missing.
#[test]
fn what_can_be_judged_of_a_template_with_blanks_is_judged() {
    const LINES: [&str; 8] = [
        "種別: 査定・審査",
        "発出元: 総務省行政管理局",
        "宛先: 財務省",
        "発出日時: {時間帯: 16:00-18:00}",
        "回答期限: 翌開庁日10:00",
        "ヒアリング: {開始: 翌開庁日18:00, 終了: 翌開庁日19:00}",
        "想定作業量: 2日",
        "必要性: 確認のため",
    ];
    let with = |line: &str| {
        let key = line.split(':').next().unwrap();
        let lines = LINES
            .iter()
            .map(|one| if one.starts_with(key) { line } else { one });
        let text = lines.collect::<Vec<_>>().join("\n");
        judged(&format!("雛形: true\n{text}\n"))
    };
    let output = with(LINES[0]);
    let whole = codes(&output);
    assert!(whole.contains(&"KG202") && whole.contains(&"KG203"), "{whole:?}");
    let undetermined = |output: &Value| -> Vec<(String, Vec<String>)> {
        let all = output["undetermined"].as_array().unwrap().iter();
        all.map(|one| {
            let missing = one["missing"].as_array().unwrap().iter();
            let missing = missing.map(|name| name.as_str().unwrap().to_owned()).collect();
            (one["code"].as_str().unwrap().to_owned(), missing)
        })
        .collect()
    };
    // No break could make two days of work fit, or bring a due or a hearing into the hours.
    let output = with("宛先: {府省: 財務省, 休憩: ○○時から○○時}");
    assert_eq!(codes(&output), whole);
    assert!(undetermined(&output).is_empty(), "{output}");
    for (line, code, missing) in [
        ("宛先: 【宛先】", "KG402", "to"),
        ("宛先: ○○省", "KG402", "to"),
        ("宛先: {府省: ○○省, 部局: ○○課}", "KG402", "to"),
        ("宛先: [財務省, 【宛先】]", "KG402", "to"),
        ("宛先: {府省: 財務省, 勤務時間: 【勤務時間】}", "KG402", "hours"),
        ("宛先: {府省: 財務省, 時間帯: 【時間帯】}", "KG402", "hours"),
        ("発出元: 【発出元】", "KG403", "from"),
        ("発出元: {府省: 総務省, 勤務時間: 【勤務時間】}", "KG403", "hours"),
        ("発出日時: 【発出日時】", "KG403", "sent"),
        ("発出日時: {期間: 【期間】, 時間帯: 16:00-18:00}", "KG403", "sent"),
        ("発出日時: {曜日: 【曜日】, 時間帯: 【時間帯】}", "KG403", "sent"),
    ] {
        let output = with(line);
        assert_eq!(codes(&output), whole, "{line}");
        let open = undetermined(&output);
        assert!(
            open.iter().any(|(open, why)| open == code && *why == [missing]),
            "{line}: {open:?}"
        );
    }
    for (line, code, missing) in [
        ("種別: 【種別】", "KG203", "kind"),
        ("想定作業量: 【作業量】", "KG203", "effort"),
        ("回答期限: 【期限】", "KG203", "due"),
        ("ヒアリング: 【ヒアリング】", "KG201", "hearing"),
    ] {
        let output = with(line);
        let found = codes(&output);
        assert!(
            !found.iter().any(|code| code.starts_with("KG00")),
            "{line}: {found:?}"
        );
        let open = undetermined(&output);
        assert!(
            open.iter().any(|(open, why)| open == code && *why == [missing]),
            "{line}: {open:?}"
        );
    }
    let survey = "雛形: true\n種別: 調査\n宛先: [財務省, 厚生労働省]\n回答期限: 20開庁日後 17:00\n";
    let output = judged(&format!("{survey}必要性: 【必要性】\n"));
    assert!(
        undetermined(&output).contains(&("KG302".to_owned(), vec!["necessity".to_owned()])),
        "{output}"
    );
}

#[test]
fn a_moment_counted_from_the_sending_is_for_templates_alone() {
    let output = judged("種別: 協議\n宛先: 財務省\n発出日時: 2025-09-08 10:00\n期限: 3開庁日後 17:00\n");
    let found = &output["diagnostics"][0];
    assert_eq!(found["code"], "KG007");
    assert!(found["help"].as_str().unwrap().contains("雛形: true"), "{found}");
    assert!(
        output["undetermined"]
            .as_array()
            .unwrap()
            .iter()
            .any(|it| it["code"] == "KG101")
    );
}

#[test]
fn a_window_to_a_day_that_its_year_lacks_says_that_year() {
    for (window, said) in [
        ("2月24日〜2月29日", "2月29日という日は、2026年にありません。"),
        ("10月1日〜2月29日", "2月29日という日は、2026年にありません。"),
    ] {
        let output = judged(&format!(
            "雛形: true\n種別: 協議\n宛先: 財務省\n発出日時: {window}\n期限: +72h\n"
        ));
        let messages: Vec<&str> = output["diagnostics"]
            .as_array()
            .unwrap()
            .iter()
            .filter(|it| it["code"] == "KG007")
            .map(|it| it["message"].as_str().unwrap())
            .collect();
        assert_eq!(messages, [said], "{window}");
    }
}

#[test]
fn a_window_that_is_over_proves_nothing() {
    let text = "雛形: true\n種別: 協議\n宛先: 財務省\n発出日時: 2024-04-01〜2024-04-30\n期限: +24h\n";
    let output = judged(text);
    assert_eq!(output["requests"][0]["window"]["minutes"], 0);
    assert!(
        output["undetermined"]
            .as_array()
            .unwrap()
            .iter()
            .any(|it| it["code"] == "KG101")
    );
    assert!(!codes(&output).contains(&"KG101"));
}

#[test]
fn a_template_with_a_stated_sending_is_judged_for_that_alone() {
    let text = "雛形: true\n種別: 協議\n宛先: 財務省\n発出日時: 2025-09-09 17:30\n期限: 翌々開庁日17時\n";
    let output = judged(text);
    assert_eq!(output["requests"][0]["due"], "2025-09-11T17:00:00+09:00");
    assert_eq!(output["requests"][0]["due_basis"], "relative");
    let found = output["diagnostics"].as_array().unwrap();
    let found = found
        .iter()
        .find(|it| it["code"] == "KG101")
        .expect("47 h 30 min");
    assert_eq!(found["facts"]["shortfall"], "PT30M");
}

#[test]
fn blanks_cannot_be_ignored_or_excepted() {
    let folder = folder(&[(
        "a.yaml",
        "種別: 協議\n宛先: 財務省\n発出日時: 2025-09-08 10:00\n期限: 2025-09-11 17:00\n本文: ○月○日までに御回答ください。\n例外: {規則: KG409, 理由: a, 承認者: b}\n",
    )]);
    let output = check(
        folder.path(),
        &["--format", "json", "--select", "KG101", "a.yaml"],
    );
    let output = output.json();
    let codes = codes(&output);
    assert!(codes.contains(&"KG409") && codes.contains(&"KG012"), "{codes:?}");
    let refused = check(folder.path(), &["--ignore", "KG409", "a.yaml"]);
    assert_eq!(refused.status, Some(2), "{}", refused.stderr);
}

#[test]
fn ordinary_texts_raise_nothing() {
    let output = judged(
        "種別: その他\n件名: ○○法の一部を改正する法律案について\n宛先: 財務省\n発出日時: 2025-09-08 10:00\n期限: 2025-09-11 17:00\n本文: |\n  ＜提出期限＞\n  ○　令和7年9月11日（木）17時\n  日付は「○月○日」のように記載してください。<https://www.soumu.go.jp/>\n",
    );
    assert_eq!(codes(&output), Vec::<String>::new());
}
