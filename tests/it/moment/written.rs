//! Dates as people write them: common notations are read, a wrong weekday is found in any brackets and after any
//! range, and a day just past is not silently taken for next year's.

use serde_json::Value;

use crate::common::{check, codes, folder, judged, kigen, list, of, run, text};

fn due(written: &str, sent: &str) -> Value {
    judged(&format!(
        "種別: 照会\n件名: 統計の整備について（照会）\n発出元: 総務省\n宛先: 国土交通省\n発出日時: {sent}\n\
         回答期限: '{written}'\n相当の作業量: なし\n"
    ))
}

#[test]
fn what_a_person_reads_at_once_is_read() {
    for written in [
        "本年9月10日（水）17時",
        "今年の9月10日(水)17:00",
        "9.10(水) 17:00",
        "9.10（水）17時",
        "9.10 17:00",
        "9-10（水）17:00",
        "9月10日（水）17時必着",
        "9月10日（水）17時厳守",
        "9月10日（水）17時〆",
        "9月10日（水）17時〆切",
        "9月10日（水）17時締切",
        "9月10日（水）17時まで（必着）",
        "９月１０日（水）１７：００【厳守】",
        "R7.9.10（水）17:00",
        "令和7年9月10日水曜日午後5時まで",
        "令和７年９月１０日(水)午後５時００分",
        "10 September 2025 17:00",
        "September 10, 2025 17:00",
        "10 Sep 2025 5:00 PM",
        "Sept. 10, 2025, 17:00 JST",
        "Wed, 10 September 2025 17:00",
        "Wednesday 10 September 17:00",
        "10th September 2025 at 17:00",
        "10 September (Wed) 17:00",
        "9月10日〔水〕17時",
        "9月10日［水］17時",
    ] {
        let output = due(written, "2025-09-08 10:00");
        assert_eq!(codes(&output), [""; 0], "{written}: {output:#}");
        assert_eq!(
            output["requests"][0]["due"], "2025-09-10T17:00:00+09:00",
            "{written}"
        );
    }
    for written in [
        "9月10日(水)中",
        "9月10日（水）中に",
        "令和7年9月10日中まで",
        "10 September 2025",
    ] {
        let output = due(written, "2025-09-08 10:00");
        assert_eq!(codes(&output), ["KG408"], "{written}: {output:#}");
        assert_eq!(
            output["requests"][0]["due"], "2025-09-10T18:15:00+09:00",
            "{written}"
        );
    }
    let output = due("来年1月9日（金）正午", "2025-12-25 10:00");
    assert_eq!(output["requests"][0]["due"], "2026-01-09T12:00:00+09:00");
}

#[test]
fn what_would_be_a_guess_stays_unread() {
    for written in [
        "9.10",
        "9月中",
        "9月10日17時中",
        "9月10日（水）夕方",
        "9月10日（水）午前中",
        "昨年9月10日17時",
        "本年2025年9月10日17時",
        "May",
        "10 Septembre 2025",
        "Sun 2025",
        "31 September 2025 17:00",
        "同日17時",
    ] {
        let found = due(written, "2025-09-08 10:00");
        assert!(codes(&found).contains(&"KG007"), "{written}: {found:#}");
    }
}

#[test]
fn the_same_day_may_end_a_hearing() {
    for end in ["同日18時", "同日　18:00", "同日の18時00分", "18時"] {
        let document = format!(
            "種別: 査定\n件名: 要求\n発出元: 総務省\n宛先: 財務省\n発出日時: 2025-09-08 10:00\n\
             ヒアリング: {{開始: 9月10日（水）17時, 終了: {end}, オンライン: 可}}\n"
        );
        let output = judged(&document);
        assert_eq!(codes(&output), [""; 0], "{end}: {output:#}");
        assert_eq!(
            output["requests"][0]["hearing"]["end"], "2025-09-10T18:00:00+09:00",
            "{end}"
        );
    }
}

#[test]
fn a_fix_keeps_the_hand_that_wrote() {
    for (old, hand) in [
        ("9月9日(火)中", "日("),
        ("本年9月9日（火）9時", "回答期限: '本年"),
        ("9.9(火) 9:00", "回答期限: '9."),
        ("9 September 2025 09:00", " September 2025 "),
        ("Tue, 9 Sep 2025 9:00 AM", ", "),
        ("30 Sep 2025 09:00", "30 Sep 2025 09:30"),
    ] {
        let document = format!(
            "種別: 協議\n件名: 法律案\n発出元: 総務省\n宛先: 財務省\n発出日時: 2025-09-08 10:00\n回答期限: '{old}'\n"
        );
        let folder = folder(&[("a.yaml", &document)]);
        let run = check(folder.path(), &["--fix", "a.yaml"]);
        let fixed = std::fs::read_to_string(folder.path().join("a.yaml")).unwrap();
        let again = check(folder.path(), &["--format", "json", "a.yaml"]).json();
        assert!(
            !codes(&again)
                .iter()
                .any(|code| ["KG007", "KG101", "KG405"].contains(code)),
            "{old}: {fixed} {run:?}"
        );
        assert!(fixed.contains(hand), "{old}: {fixed}");
        assert!(!fixed.contains("中'"), "{old}: {fixed}");
    }
}

#[test]
fn a_day_just_past_is_not_taken_for_the_next_years_in_silence() {
    for written in ["9/5 17:00", "9月7日17時まで", "8月25日", "7/10 12:00"] {
        let output = due(written, "2025-09-08 10:00");
        let found = of(&output, "KG007");
        assert_eq!(found.len(), 1, "{written}: {output:#}");
        assert!(text(found[0], "message").contains("2026年"), "{found:?}");
        assert!(text(found[0], "message").contains("2025年"), "{found:?}");
        assert!(
            output["requests"][0]["due"]
                .as_str()
                .unwrap()
                .starts_with("2026-"),
            "{written}"
        );
    }
    for (written, sent) in [
        ("9/8 17:00", "2025-09-08 10:00"),
        ("1/9(金) 17:00", "2025-12-25 10:00"),
        ("1月9日17時", "2025-12-25 10:00"),
        ("7月1日17時", "2025-09-08 10:00"),
        ("2026-09-07 17:00", "2025-09-08 10:00"),
        ("来年9月7日（月）17時", "2025-09-08 10:00"),
        ("9月7日（月）17時", "2025-09-08 10:00"),
    ] {
        let output = due(written, sent);
        assert!(!codes(&output).contains(&"KG007"), "{written}: {output:#}");
    }
}

/// The weekdays that KG405 marks in a body.
fn marked(body: &str) -> Vec<String> {
    let document = format!(
        "種別: 照会\n件名: 統計の整備について（照会）\n発出元: 総務省\n宛先: 国土交通省\n発出日時: 2025-09-08 10:00\n\
         回答期限: 2025-09-11 17:00\n相当の作業量: なし\n本文: '{body}'\n"
    );
    let output = judged(&document);
    list(&output, "diagnostics")
        .iter()
        .filter(|found| found["code"] == "KG405")
        .map(|found| {
            let byte = |end: &str| usize::try_from(found["range"][end]["byte"].as_u64().unwrap()).unwrap();
            document[byte("start")..byte("end")].to_owned()
        })
        .collect()
}

#[test]
fn a_wrong_weekday_is_seen_in_any_bracket_and_behind_any_range() {
    for (body, wanted) in [
        ("9月11日（木）～12日（木）です。", "12日（木）"),
        ("9月11日（木）・12日（木）です。", "12日（木）"),
        ("9月11日（木）及び12日（土）です。", "12日（土）"),
        ("9月11日（木）から１２日（木）まで", "１２日（木）"),
        ("令和7年12月29日（月）～3日（日）", "3日（日）"),
        ("9月11日〔水〕まで", "9月11日〔水〕"),
        ("9月11日[水]まで", "9月11日[水]"),
        ("9月11日【水】まで", "9月11日【水】"),
        ("9月11日（水・午前）まで", "9月11日（水・午前）"),
        ("9月11日（水、午前中）まで", "9月11日（水、午前中）"),
        ("9月11日（　水　）まで", "9月11日（　水　）"),
        ("9月11日「水曜」", ""),
        ("9月11日（水曜）まで", "9月11日（水曜）"),
        ("by 11 September (Wed)", "11 September (Wed)"),
        ("9/11 (Wed.) 17:00", "9/11 (Wed.)"),
        ("9/11(Wednesday)", "9/11(Wednesday)"),
        // A day besides those of the request's fields: its weekday is wrong in every near year.
        ("説明会は9月16日（木）です。", "9月16日（木）"),
        ("8月5日（木）に御案内した件", "8月5日（木）"),
    ] {
        let wanted: Vec<&str> = [wanted].into_iter().filter(|it| !it.is_empty()).collect();
        assert_eq!(marked(body), wanted, "{body}");
    }
}

#[test]
fn brackets_that_name_no_weekday_are_left_alone() {
    for body in [
        "9月11日（木）～12日（金）",
        "9月11日（木）・12日（金）・16日（火）",
        "9月10日（日程調整中）",
        "平成29年3月1日（月例報告）",
        "9月10日（金額）",
        "9月10日（土木）、9月10日（火災）、9月10日（水道）",
        "所要12日（月）",
        "9月13日・14日（土・日）",
        "9月13日（土）・14日（日）",
        "9月8日（月～金）",
        "昨年度の9月16日（月）の会議",
        "R6.9.16に続き、9月16日（月）に",
        "令和6年9月11日（水）",
        "3月16日（月）",
        "9月30日（火）～10月1日（水）",
        "第11回（水）",
    ] {
        assert_eq!(marked(body), [""; 0], "{body}");
    }
}

#[test]
fn the_plans_end_is_told_with_its_year() {
    let output = due("2026-04-03 17:00", "2026-04-01 10:00");
    let found = of(&output, "KG404");
    assert!(
        text(found[0], "message").contains("2026年3月31日（火）"),
        "{found:?}"
    );
}

/// The findings of a document checked at a moment, as `(code, marked text)`.
fn found_at(now: &str, name: &str, document: &str) -> Vec<(String, String)> {
    let folder = folder(&[(name, document)]);
    let mut command = kigen(folder.path());
    let output = run(command.args(["check", "--now", now, "--no-config", "--format", "json", name])).json();
    let at = |found: &Value| {
        let byte = |side: &str| usize::try_from(found["range"][side]["byte"].as_u64().unwrap()).unwrap();
        document[byte("start")..byte("end")].to_owned()
    };
    let findings = list(&output, "diagnostics").iter();
    findings
        .map(|found| (text(found, "code").to_owned(), at(found)))
        .collect()
}

#[test]
fn a_leap_day_that_no_year_it_can_mean_has_is_said_at_its_place() {
    let base = "種別: 協議\n件名: a\n発出元: 総務省\n宛先: 財務省\n想定作業量: 1時間\n";
    let with = |rest: &str| format!("{base}{rest}\n");
    let ics = |rest: &str| {
        format!(
            "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VTODO\r\nUID:1\r\nX-KIGEN-KIND:協議\r\nSUMMARY:a\r\n{rest}\r\n\
             END:VTODO\r\nEND:VCALENDAR\r\n"
        )
    };
    let sent = "発出日時: 2026-02-24 10:00\n";
    let cases = [
        (
            "a.yaml",
            with(&format!("{sent}回答期限: 2月29日 17時")),
            "2月29日 17時",
        ),
        (
            "a.yaml",
            with(&format!("{sent}回答期限: \"2/29 17:00\"")),
            "\"2/29 17:00\"",
        ),
        (
            "a.yaml",
            with(&format!("{sent}回答期限: ２月２９日（日）")),
            "２月２９日（日）",
        ),
        (
            "a.yaml",
            with(&format!("{sent}回答期限: 本年2月29日 17時")),
            "本年2月29日 17時",
        ),
        (
            "a.yaml",
            with(&format!("{sent}回答期限: 来年2月29日 17時")),
            "来年2月29日 17時",
        ),
        (
            "a.yaml",
            with(&format!(
                "{sent}質問期限: 2月27日 17時\n意見期限: 29 February 17:00"
            )),
            "29 February 17:00",
        ),
        (
            "a.yaml",
            with(&format!(
                "{sent}回答期限: {{質問: 2月29日 17時, 意見: 3月3日 17時}}"
            )),
            "2月29日 17時",
        ),
        (
            "a.yaml",
            with(&format!("{sent}ヒアリング: {{開始: 2月29日 10時, 終了: 11時}}")),
            "2月29日 10時",
        ),
        (
            "a.yaml",
            with(&format!(
                "{sent}ヒアリング: {{開始: 2月28日 10時, 終了: 2月29日 11時}}"
            )),
            "2月29日 11時",
        ),
        (
            "a.yaml",
            with("発出日時: 2月29日 10時\n回答期限: 2026-03-10 17:00"),
            "2月29日 10時",
        ),
        (
            "a.yaml",
            with("発出日時: 今年2月29日\n回答期限: 2026-03-10 17:00"),
            "今年2月29日",
        ),
        (
            "a.yaml",
            with("雛形: true\n回答期限: 2月29日 17時"),
            "2月29日 17時",
        ),
        (
            "a.yaml",
            with("雛形: true\n発出日時: 2月29日\n回答期限: 翌開庁日 17:00"),
            "2月29日",
        ),
        (
            "a.yaml",
            with("雛形: true\n発出日時: 2月1日〜2月29日\n回答期限: 翌開庁日 17:00"),
            "2月1日〜2月29日",
        ),
        (
            "a.yaml",
            with("雛形: true\n発出日時: {期間: 本年2月29日}\n回答期限: 翌開庁日 17:00"),
            "{期間: 本年2月29日}",
        ),
        (
            "a.ics",
            ics("X-KIGEN-SENT:2026-02-24 10:00\r\nX-KIGEN-DUE:2月29日 17時"),
            "2月29日 17時",
        ),
        (
            "a.ics",
            ics("X-KIGEN-SENT:2026-02-24 10:00\r\nX-KIGEN-DUE:本年2月29日 17時"),
            "本年2月29日 17時",
        ),
        (
            "a.ics",
            ics("X-KIGEN-SENT:2026-02-24 10:00\r\nX-KIGEN-OPINION-DUE:2月29日 17時"),
            "2月29日 17時",
        ),
        (
            "a.ics",
            ics("X-KIGEN-SENT:2月29日 10時\r\nDUE:20260310T170000"),
            "2月29日 10時",
        ),
        (
            "a.ics",
            ics("X-KIGEN-SENT:2026-02-24 10:00\r\nDUE:2月29日 17時"),
            "2月29日 17時",
        ),
        (
            "a.ics",
            ics("X-KIGEN-SENT:2026-02-24 10:00\r\nDUE;TZID=Asia/Tokyo:来年2月29日 17時"),
            "来年2月29日 17時",
        ),
    ];
    for (name, document, place) in &cases {
        let found = found_at("2026-03-02T10:00", name, document);
        let unreadable: Vec<&str> = found
            .iter()
            .filter(|(code, _)| code == "KG007")
            .map(|(_, at)| at.as_str())
            .collect();
        assert_eq!(unreadable, [*place], "{document}\n{found:?}");
    }
    // A 29 February that only one of the two years has is of that year.
    for (sent, written, meant) in [
        ("2028-02-24 10:00", "2月29日 17時", "2028-02-29T17:00:00+09:00"),
        ("2027-12-24 10:00", "2月29日 17時", "2028-02-29T17:00:00+09:00"),
        ("2027-03-01 10:00", "2/29 17:00", "2028-02-29T17:00:00+09:00"),
        (
            "2027-02-01 10:00",
            "来年2月29日 17時",
            "2028-02-29T17:00:00+09:00",
        ),
        // Past in this year, and taken as this year's: the due is before the sending.
        ("2028-03-01 10:00", "2月29日 17時", "2028-02-29T17:00:00+09:00"),
        ("2096-03-01 10:00", "2月29日 17時", "2096-02-29T17:00:00+09:00"),
    ] {
        let output = judged(&with(&format!("発出日時: {sent}\n回答期限: {written}")));
        assert_eq!(output["requests"][0]["due"], meant, "{sent} {written}");
    }
    // In a template the day would have to exist for every sending.
    let template = with("雛形: true\n回答期限: 2月29日 17時");
    let found = found_at("2027-03-02T10:00", "a.yaml", &template);
    assert!(
        found.contains(&("KG007".into(), "2月29日 17時".into())),
        "{found:?}"
    );
    for sent in ["2028-12-31 10:00", "2029-01-01 10:00", "2026-12-31 10:00"] {
        let output = judged(&with(&format!("発出日時: {sent}\n回答期限: 2月29日 17時")));
        let wanted = if sent.starts_with("2028") {
            [""; 0].to_vec()
        } else {
            vec!["KG007"]
        };
        assert_eq!(of(&output, "KG007").len(), wanted.len(), "{sent}: {output:#}");
    }
}

#[test]
fn a_length_that_ends_beyond_the_calendar_is_said() {
    for (kind, name) in [("VEVENT", "協議"), ("VTODO", "協議")] {
        let document = format!(
            "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:{kind}\r\nUID:1\r\nX-KIGEN-KIND:{name}\r\nSUMMARY:a\r\n\
             DTSTAMP:20260301T000000Z\r\nDTSTART:20260310T100000\r\nDURATION:P90000D\r\nEND:{kind}\r\nEND:VCALENDAR\r\n"
        );
        let found = found_at("2026-03-02T10:00", "a.ics", &document);
        assert!(
            found.contains(&("KG007".into(), "P90000D".into())),
            "{kind}: {found:?}"
        );
    }
}
