//! Whether, and until when, a request may be sent.

use super::*;

const CLEAN: &str = "種別: 協議\n件名: 恩給法について（協議）\n発出元: 総務省\n宛先: 財務省\n想定作業量: 6時間\n回答期限: 2025-09-12 17:00\n";

#[test]
fn a_clean_draft_says_until_when_it_may_still_be_sent() {
    let folder = folder(&[("案.yaml", CLEAN), ("違反/短い.yaml", SHORT)]);
    let at = |now: &str, arguments: &[&str]| {
        run(kigen(folder.path()).args(["check", "--now", now]).args(arguments)).stdout
    };
    let line = "このまま、9月10日（水）17時まで発出できます。\n";
    let alone = at("2025-09-09T10:00", &["案.yaml"]);
    assert!(alone.lines().any(|shown| format!("{shown}\n") == line), "{alone}");
    assert!(alone.starts_with(line), "{alone}");
    // Verified: at that minute nothing is raised, and a minute later something is.
    assert!(!at("2025-09-10T17:00", &["案.yaml"]).contains("KG1"));
    assert!(at("2025-09-10T17:01", &["案.yaml"]).contains("KG101"));
    assert!(!at("2025-09-10T17:30", &["案.yaml"]).contains("まで発出できます"));
    assert!(!at("2025-09-09T10:00", &["."]).contains("まで発出できます"));
    let verbose = at("2025-09-09T10:00", &["--verbose", "."]);
    assert!(verbose.contains(&format!("案.yaml：{line}")), "{verbose}");
    assert!(!at("2025-09-09T10:00", &["違反/短い.yaml"]).contains("まで発出できます"));
    let english = at("2025-09-09T10:00", &["--lang", "en", "案.yaml"]);
    assert!(
        english.contains("This may be sent as it is until Wed 10 Sep 17:00.\n"),
        "{english}"
    );
    // No promise where a rule is undetermined.
    put(
        folder.path(),
        "照会.yaml",
        "種別: 照会\n発出元: 総務省\n宛先: 財務省\n期限: 2025-09-12 17:00\n".as_bytes(),
    );
    let open = at("2025-09-09T10:00", &["照会.yaml"]);
    assert!(
        open.contains("未判定") && !open.contains("まで発出できます"),
        "{open}"
    );
}

/// A request, further arguments, its verdict, its `send_by`, and the beginning of the text for people.
type Outlook<'a> = (&'a str, &'a [&'a str], &'a str, Option<&'a str>, &'a str);

#[test]
fn every_request_says_whether_and_until_when_it_may_be_sent() {
    const MUST_FIX: &str = "このままでは発出できません。";
    const SURVEY: &str =
        "種別: 調査\n発出元: 総務省\n宛先: [財務省, 厚生労働省]\n必要性: 実態を把握するため\n";
    let survey = |rest: &str| format!("{SURVEY}{rest}");
    // To be sent by 16:59: 17:00 counts as evening.
    let soon = survey("期限: 2025-09-11 17:00\n想定作業量: 1時間\n");
    let late = survey("発出日時: 2025-09-10 17:30\n期限: 2025-09-11 17:00\n想定作業量: 1時間\n");
    let over = survey("期限: 2025-09-09 09:00\n");
    let record = format!("{late}例外: [{{規則: KG301, 理由: 災害対応, 承認者: 局長}}]\n");
    let deviation = format!("{SHORT}例外: [{{規則: KG101, 理由: 災害対応, 承認者: 局長}}]\n");
    let review = "種別: 査定\n発出元: 総務省\n宛先: 農林水産省\nヒアリング: {開始: 2025-09-11 10:00, 終了: 2025-09-11 11:00, オンライン: 可}\n";
    let out_of_hours = survey("期限: 2025-09-12 20:00\n想定作業量: 1時間\n");
    let table: &[Outlook<'_>] = &[
        (
            &soon,
            &[],
            "may-send",
            Some("2025-09-10T16:59"),
            "このまま、9月10日（水）16時59分まで発出できます。",
        ),
        (&late, &[], "must-fix", Some("2025-09-10T16:59"), MUST_FIX),
        (
            &late,
            &["--ignore", "KG301"],
            "must-fix",
            Some("2025-09-10T16:59"),
            MUST_FIX,
        ),
        (
            &late,
            &["--select", "KG402"],
            "must-fix",
            Some("2025-09-10T16:59"),
            MUST_FIX,
        ),
        (
            &record,
            &[],
            "may-send",
            Some("2025-09-11T16:00"),
            "このまま、9月11日（木）16時まで発出できます。",
        ),
        (&deviation, &[], "must-fix", Some("2025-09-09T17:00"), MUST_FIX),
        (&over, &[], "must-fix", None, MUST_FIX),
        // KG208: a hearing announced on the evening before.
        (
            review,
            &[],
            "may-send",
            Some("2025-09-10T16:59"),
            "このまま、9月10日（水）16時59分まで発出できます。",
        ),
        // KG402 does not depend on the sending.
        (
            &out_of_hours,
            &[],
            "review",
            Some("2025-09-11T16:59"),
            "確認してください。",
        ),
        (
            "種別: 照会\n発出元: 総務省\n宛先: 財務省\n期限: 2025-09-12 17:00\n",
            &[],
            "undetermined",
            Some("2025-09-12T16:59"),
            "判断できない事項があります。",
        ),
        (
            "種別: 協義\n宛先: 財務省\n期限: 2025-09-20 17:00\n",
            &[],
            "must-fix",
            None,
            MUST_FIX,
        ),
    ];
    for (request, more, verdict, send_by, sentence) in table {
        let folder = folder(&[("a.yaml", request)]);
        let check = |arguments: &[&str]| {
            let mut all = kigen(folder.path());
            all.args(["check", "--now", "2025-09-09T10:00", "a.yaml"])
                .args(*more)
                .args(arguments);
            run(&mut all)
        };
        let output = check(&["--format", "json"]).json();
        let found = &list(&output, "requests")[0];
        assert_eq!(found["verdict"], *verdict, "{request}: {output:#}");
        let by = found["send_by"].as_str().map(|at| &at[..16]);
        assert_eq!(by, *send_by, "{request}");
        let line = check(&["--format", "jsonl"]).stdout;
        assert!(line.contains(&format!("\"verdict\":\"{verdict}\"")), "{line}");
        let shown = check(&[]).stdout;
        assert!(shown.starts_with(sentence), "{request}: {shown}");
    }
    let folder = folder(&[
        ("a.yaml", "種別: [\n"),
        ("kigen.yaml", "重さ: {KG301: 参考}\n"),
        ("b.yaml", &late),
    ]);
    let shown = run(kigen(folder.path()).args(["check", "--now", NOW, "a.yaml"])).stdout;
    assert!(shown.starts_with("記載の誤り"), "{shown}");
    let output = run(kigen(folder.path()).args(["check", "--now", NOW, "--format", "json", "b.yaml"])).json();
    assert_eq!(list(&output, "requests")[0]["verdict"], "must-fix", "{output:#}");
}

#[test]
fn send_now_judges_every_request_as_sent_now_and_says_so() {
    let calendar = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nMETHOD:REQUEST\r\nBEGIN:VTODO\r\nUID:1\r\nDTSTAMP:20250901T010000Z\r\nX-KIGEN-KIND:consultation\r\nSUMMARY:協議\r\nDUE:20250911T080000Z\r\nEND:VTODO\r\nEND:VCALENDAR\r\n";
    let folder = folder(&[
        (
            "a.yaml",
            "種別: 協議\n発出元: 総務省\n宛先: 財務省\n発出日時: 2025-09-08 17:00\n回答期限: 9/11 17:00\n",
        ),
        ("b.ics", calendar),
    ]);
    for command in ["check", "when"] {
        let json = |arguments: &[&str]| {
            let mut all = kigen(folder.path());
            all.args([command, "--now", NOW, "--format", "json"])
                .args(arguments);
            run(&mut all).json()
        };
        let now = "2025-09-09T17:30:00+09:00";
        for request in list(&json(&["--send-now", "."]), "requests") {
            assert_eq!(request["sent"], now, "{request}");
            assert_eq!(request["sent_basis"], "now", "{request}");
            assert_eq!(request.get("sent_property"), None, "{request}");
            // A date without a year keeps its meaning.
            assert_eq!(request["due"], "2025-09-11T17:00:00+09:00", "{request}");
            assert_eq!(request["clocks"]["elapsed"], "PT47H30M", "{request}");
        }
        for request in list(&json(&["."]), "requests") {
            assert_ne!(request["sent"], now, "{request}");
            assert_eq!(request["sent_basis"], "stated", "{request}");
        }
        let shown = run(kigen(folder.path()).args([command, "--now", NOW, "--send-now", "."])).stdout;
        assert_eq!(shown.matches("--send-nowの指定により").count(), 2, "{shown}");
        assert!(!shown.contains("DTSTAMP"), "{shown}");
        assert!(shown.contains("KG101"), "{shown}");
    }
    // A date's year, once fixed by the sending, does not depend on the day of the check.
    let late = run(kigen(folder.path()).args(["check", "--now", "2026-03-02T10:00", "--send-now", "a.yaml"]));
    assert!(late.stdout.contains("KG401"), "{}", late.stdout);
    let early = run(kigen(folder.path()).args(["check", "--now", NOW, "a.yaml"])).stdout;
    assert!(!early.contains("KG101"), "{early}");
}

/// The closing minute is one of office hours, and what is for information forbids no sending.
#[test]
fn the_last_minute_is_that_of_closing_and_a_plan_that_is_over_is_no_reason() {
    let at = |now: &str, due: &str| {
        let here = folder(&[(
            "案.yaml",
            &CLEAN.replace("6時間", "1時間").replace("2025-09-12 17:00", due),
        )]);
        let arguments = [
            "check",
            "--no-config",
            "--now",
            now,
            "--format",
            "json",
            "案.yaml",
        ];
        let output = run(kigen(here.path()).args(arguments)).json();
        let codes: Vec<String> = crate::common::codes(&output)
            .iter()
            .map(|code| (*code).to_owned())
            .collect();
        (list(&output, "requests")[0]["send_by"].clone(), codes)
    };
    let closing = Value::from("2025-09-10T18:15:00+09:00");
    assert_eq!(
        at("2025-09-10T18:15", "2025-09-12 18:15"),
        (closing.clone(), vec![])
    );
    assert_eq!(at("2025-09-10T18:14", "2025-09-12 18:15"), (closing, vec![]));
    let late = at("2025-09-10T18:16", "2025-09-12 18:15");
    let codes = ["KG403", "KG101"].map(str::to_owned);
    assert_eq!(late, (Value::Null, codes.to_vec()));
    let over = at("2026-04-06T10:00", "2026-04-10 17:00");
    let until = Value::from("2026-04-08T17:00:00+09:00");
    assert_eq!(over, (until, vec!["KG404".to_owned()]));
}
