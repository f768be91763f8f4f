//! Rules on hearings after the sending, on workload and on several dues, and their remedies.

use crate::common::{check_input, codes, judged, of, root, text};

fn has(document: &str, code: &str) -> bool {
    !of(&judged(document), code).is_empty()
}

const REVIEW: &str = "種別: 査定・審査\n件名: 定員要求に係るヒアリングについて\n発出元: 総務省行政管理局\n宛先: 国土交通省大臣官房\n";

fn review(sent: &str, from: &str, until: &str, more: &str) -> String {
    format!("{REVIEW}発出日時: {sent}\nヒアリング: {{開始: {from}, 終了: {until}, オンライン: 可}}\n{more}")
}

#[test]
fn a_hearing_starts_after_its_sending_to_the_minute() {
    for (sent, raised) in [
        ("2025-09-09 13:59", false),
        ("2025-09-09 14:00", true),
        ("2025-09-09 14:01", true),
        ("2025-09-19 18:00", true),
    ] {
        let output = judged(&review(sent, "2025-09-09 14:00", "2025-09-09 15:00", ""));
        assert_eq!(!of(&output, "KG416").is_empty(), raised, "{sent}");
        // A hearing that is over raises no finding about the evening.
        assert!(!raised || of(&output, "KG208").is_empty(), "{sent}");
    }
    // Without `sent` the draft counts as sent now.
    let draft =
        format!("{REVIEW}ヒアリング: {{開始: 2025-09-01 14:00, 終了: 2025-09-01 15:00, オンライン: 可}}\n");
    assert!(has(&draft, "KG416"));
    // Another meeting as well as a review's hearing.
    let meeting = "種別: その他\n発出日時: 2025-09-09 10:00\n打合せ: {開始: 2025-09-08 14:00, 終了: 2025-09-08 15:00}\n";
    assert!(has(meeting, "KG416"));
    // Materials due when the hearing starts are judged by another rule.
    let due = review(
        "2025-09-09 14:00",
        "2025-09-09 10:00",
        "2025-09-09 11:00",
        "資料: [{名称: 調査票, 目的: 確認}]\n",
    );
    assert!(!has(&due, "KG416") && has(&due, "KG401"));
}

#[test]
fn nothing_turns_off_that_a_hearing_is_not_after_its_sending() {
    let document = review("2025-09-09 14:00", "2025-09-09 14:00", "2025-09-09 15:00", "");
    let args = ["--no-config", "--select", "KG101", "--format", "json", "-"];
    let run = check_input(root(), &args, document.as_bytes());
    assert_eq!(run.status, Some(1));
    assert_eq!(of(&run.json(), "KG416").len(), 1);
    let args = ["--no-config", "--ignore", "KG416", "-"];
    assert_eq!(check_input(root(), &args, document.as_bytes()).status, Some(2));
    let excepted = format!("{document}例外: [{{規則: KG416, 理由: 日程による, 承認者: 課長}}]\n");
    let output = judged(&excepted);
    assert_eq!(of(&output, "KG416").len(), 1);
    assert_eq!(of(&output, "KG012").len(), 1);
}

#[test]
fn in_a_calendar_the_sending_is_known_only_where_it_is_said() {
    let event = |more: &str| {
        format!(
            "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//t//t//JA\r\nBEGIN:VEVENT\r\nUID:1\r\nDTSTAMP:20250910T010000Z\r\n\
             CREATED:20250910T010000Z\r\n{more}DTSTART;TZID=Asia/Tokyo:20250909T140000\r\nDTEND;TZID=Asia/Tokyo:20250909T150000\r\n\
             SUMMARY:【ヒアリング】定員要求\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
        )
    };
    let codes_of = |text: &str| {
        let args = [
            "--no-config",
            "--format",
            "json",
            "--stdin-filename",
            "a.ics",
            "-",
        ];
        codes(&check_input(root(), &args, text.as_bytes()).json()).join(",")
    };
    assert!(!codes_of(&event("")).contains("KG416"));
    let said = codes_of(&event("X-KIGEN-SENT:20250910T100000\r\n"));
    assert!(said.contains("KG416"), "{said:?}");
}

#[test]
fn a_hearing_is_not_called_in_the_evening_before() {
    for (sent, from, raised) in [
        ("2025-09-09 18:00", "2025-09-10 9:30", true),
        ("2025-09-09 17:00", "2025-09-10 12:00", true),
        ("2025-09-09 17:00", "2025-09-10 12:01", false),
        ("2025-09-09 16:59", "2025-09-10 9:30", false),
        ("2025-09-05 17:00", "2025-09-08 10:00", true),
        ("2025-09-06 14:00", "2025-09-08 10:00", true),
        ("2025-09-09 10:00", "2025-09-09 11:00", true),
        ("2025-09-09 10:00", "2025-09-09 13:00", false),
    ] {
        let until = from
            .replace(":00", ":59")
            .replace(":30", ":59")
            .replace(":01", ":59");
        assert_eq!(
            has(&review(sent, from, &until, ""), "KG208"),
            raised,
            "{sent} {from}"
        );
    }
    // A due of its own does not suppress it; a due at its start does.
    let sent = ("2025-09-09 18:00", "2025-09-10 9:30", "2025-09-10 10:30");
    assert!(has(
        &review(sent.0, sent.1, sent.2, "提出期限: 2025-09-12 17:00\n"),
        "KG208"
    ));
    let materials = review(sent.0, sent.1, sent.2, "資料: [{名称: 調査票, 目的: 確認}]\n");
    assert!(!has(&materials, "KG208") && has(&materials, "KG202"));
}

#[test]
fn a_hearing_by_day_alone_is_told_where_every_minute_of_its_day_agrees() {
    // The hearing's day; the results of KG416 and KG208: raised, passed, or undetermined.
    for (sent, day, called, evening) in [
        ("2025-09-02 10:00", "2025-09-05", Some(false), Some(false)),
        ("2025-09-02 18:00", "2025-09-04", Some(false), Some(false)),
        ("2025-09-02 18:00", "2025-09-03", Some(false), None),
        ("2025-09-02 10:00", "2025-09-02", None, None),
        ("2025-09-03 00:00", "2025-09-02", Some(true), Some(false)),
        ("2025-09-03 10:00", "2025-09-02", Some(true), Some(false)),
    ] {
        let output = judged(&review(sent, day, day, ""));
        for (code, wanted) in [("KG416", called), ("KG208", evening)] {
            let undetermined = crate::common::list(&output, "undetermined");
            let unknown = undetermined.iter().any(|it| it["code"] == code);
            assert_eq!(unknown, wanted.is_none(), "{code} {sent} {day}");
            assert_eq!(
                !of(&output, code).is_empty(),
                wanted == Some(true),
                "{code} {sent} {day}"
            );
        }
        for found in of(&output, "KG416") {
            assert!(text(found, "message").contains("（9月2日（火））"), "{found}");
        }
    }
    let event = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//x//x\r\nBEGIN:VEVENT\r\nUID:1\r\nDTSTAMP:20250901T000000Z\r\nSUMMARY:査定ヒアリング\r\nX-KIGEN-SENT:20250902T100000\r\nX-KIGEN-FROM:総務省\r\nX-KIGEN-TO:財務省\r\nDTSTART;VALUE=DATE:20250905\r\nDTEND;VALUE=DATE:20250906\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";
    let output = judged(event);
    let unknown = crate::common::list(&output, "undetermined");
    assert!(
        unknown
            .iter()
            .all(|it| it["code"] != "KG208" && it["code"] != "KG416"),
        "{unknown:?}"
    );
}

#[test]
fn a_template_is_held_to_it_at_every_minute() {
    let template = |window: &str, start: &str, end: &str| {
        format!(
            "{REVIEW}雛形: true\n発出日時: {window}\nヒアリング: {{開始: {start}, 終了: {end}, オンライン: 可}}\n"
        )
    };
    // With sendings until 16:59 only, the evening rule does not apply; from 17:00 it does.
    for (window, raised) in [("9:30〜16:59", false), ("9:30〜17:00", true)] {
        let output = judged(&template(window, "翌開庁日 10:00", "翌開庁日 11:00"));
        assert_eq!(!of(&output, "KG208").is_empty(), raised, "{window} {output}");
    }
    // A due counted in hours moves with the sending.
    let output = judged(&template("9:30〜18:15", "17時間後", "18時間後"));
    let found = of(&output, "KG208");
    assert_eq!(found.len(), 1, "{output}");
}

const INQUIRY: &str =
    "種別: 照会\n件名: 整備状況について（照会）\n発出元: 総務省行政管理局\n宛先: 防衛省大臣官房\n";

#[test]
fn what_is_said_of_the_work_does_not_contradict_its_effort() {
    for (more, raised) in [
        ("相当の作業量: なし\n想定作業量: 3日\n", true),
        ("相当の作業量: なし\n想定作業量: 1日\n", true),
        ("相当の作業量: なし\n想定作業量: 7時間44分\n", false),
        ("相当の作業量: あり\n想定作業量: 3日\n必要性: 整備のため\n", false),
        ("想定作業量: 3日\n必要性: 整備のため\n", false),
        ("相当の作業量: なし\n", false),
    ] {
        let document = format!("{INQUIRY}発出日時: 2025-09-08 10:00\n回答期限: 2025-09-26 17:00\n{more}");
        assert_eq!(has(&document, "KG415"), raised, "{more}");
    }
}

#[test]
fn an_effort_is_more_than_nothing() {
    for effort in ["0時間", "0分", "PT0S", "0日", "0h", "０時間", "P0D"] {
        let document = format!(
            "種別: 協議\n発出元: 総務省\n宛先: 財務省\n発出日時: 2025-09-08 10:00\n回答期限: 2025-09-12 17:00\n想定作業量: {effort}\n"
        );
        let output = judged(&document);
        let found = of(&output, "KG007");
        assert_eq!(found.len(), 1, "{effort} {output}");
        assert_eq!(found[0]["range"]["start"]["line"], 6);
        // An unstated workload does not count as none.
        let open = output["undetermined"].as_array().unwrap().iter();
        assert!(open.clone().any(|rule| rule["code"] == "KG103"), "{effort}");
    }
    let calendar = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//t//t//JA\r\nBEGIN:VTODO\r\nUID:1\r\nDTSTAMP:20250908T010000Z\r\n\
        DUE:20250912T170000\r\nSUMMARY:【協議】法案\r\nX-KIGEN-EFFORT:PT0H\r\nEND:VTODO\r\nEND:VCALENDAR\r\n";
    let args = [
        "--no-config",
        "--format",
        "json",
        "--stdin-filename",
        "a.ics",
        "-",
    ];
    assert_eq!(
        of(&check_input(root(), &args, calendar.as_bytes()).json(), "KG007").len(),
        1
    );
}

#[test]
fn work_outside_the_clauses_fits_too() {
    let inquiry = |sent: &str, due: &str, effort: &str| {
        format!("{INQUIRY}発出日時: {sent}\n回答期限: {due}\n想定作業量: {effort}\n相当の作業量: なし\n")
    };
    for (due, effort, raised) in [
        ("2025-09-09 17:00", "半日", true),
        ("2025-09-10 14:00", "5時間45分", false),
        ("2025-09-10 14:00", "5時間46分", true),
    ] {
        let output = judged(&inquiry("2025-09-09 16:00", due, effort));
        let found = of(&output, "KG417");
        assert_eq!(!found.is_empty(), raised, "{due} {effort}: {output}");
        assert!(found.iter().all(|found| found["severity"] == "warning"));
    }
    // Requests covered by a clause, or without a workload, are judged by other rules.
    let consultation = "種別: 協議\n発出元: 総務省\n宛先: 財務省\n発出日時: 2025-09-09 16:00\n回答期限: 2025-09-09 17:00\n想定作業量: 半日\n";
    assert!(!has(consultation, "KG417") && has(consultation, "KG103"));
    assert!(!has(
        &format!("{INQUIRY}発出日時: 2025-09-09 16:00\n回答期限: 2025-09-09 17:00\n"),
        "KG417"
    ));
    let other = "種別: 国会関係\n発出元: 総務省\n宛先: 財務省\n発出日時: 2025-09-09 16:00\n回答期限: 2025-09-09 17:00\n想定作業量: 2時間\n";
    assert!(has(other, "KG417"));
}

const CONSULTATION: &str = "種別: 協議\n協議区分: 法令\n件名: 法律案について（協議）\n発出元: 総務省行政管理局\n宛先: 財務省主計局\n発出日時: 2025-09-08 10:00\n";

#[test]
fn a_question_due_beside_another_is_not_the_answers() {
    let raised = |dues: &str| {
        let output = judged(&format!("{CONSULTATION}{dues}"));
        let found = codes(&output).into_iter().map(str::to_owned);
        let of_time = |code: &String| matches!(&**code, "KG101" | "KG102" | "KG105");
        found.filter(of_time).collect::<Vec<String>>()
    };
    assert_eq!(
        raised("質問期限: 2025-09-09 17:00\n意見期限: 2025-09-11 17:00\n"),
        ["KG105"]
    );
    assert_eq!(
        raised("回答期限: {質問: 2025-09-09 17:00, 意見: 2025-09-11 17:00}\n"),
        ["KG105"]
    );
    assert_eq!(
        raised("question_due: 2025-09-09 17:00\nopinion_due: 2025-09-11 17:00\n"),
        ["KG105"]
    );
    assert_eq!(
        raised("質問期限: 2025-09-09 17:00\n回答期限: 2025-09-11 17:00\n"),
        ["KG105"]
    );
    // The answer's due is still judged by the plan; a due for questions alone counts as the answer's.
    assert_eq!(
        raised("質問期限: 2025-09-11 17:00\n意見期限: 2025-09-09 17:00\n"),
        ["KG101"]
    );
    assert_eq!(raised("質問期限: 2025-09-09 17:00\n"), ["KG101"]);
    assert_eq!(
        raised("回答期限: {第1: 2025-09-09 17:00, 第2: 2025-09-11 17:00}\n"),
        ["KG101"]
    );
    assert_eq!(
        raised("質問期限: 2025-09-10 10:00\n意見期限: 2025-09-11 17:00\n"),
        Vec::<String>::new()
    );
}

#[test]
fn a_message_names_the_due_it_means() {
    let document = format!("{CONSULTATION}質問期限: 2025-09-10 17:00\n意見期限: 2025-09-09 18:30\n");
    let output = judged(&document);
    let found = of(&output, "KG101")[0];
    assert!(
        text(found, "message").starts_with("意見期限までの時間は"),
        "{found}"
    );
    assert!(text(found, "help").starts_with("意見期限を"), "{found}");
    let outside = of(&output, "KG402")[0];
    assert!(
        text(outside, "message").starts_with("意見期限（9月9日（火）18時30分）は"),
        "{outside}"
    );
    // With only one due its name is that of the draft.
    let submitted = format!("{CONSULTATION}提出期限: 2025-09-12 18:30\n");
    let output = judged(&submitted);
    assert!(
        text(of(&output, "KG402")[0], "message").starts_with("提出期限（"),
        "{output}"
    );
}

/// The report for people on a document, in a language.
fn told(document: &str, more: &[&str]) -> String {
    let args = [&["--no-config"], more, &["-"]].concat();
    check_input(root(), &args, document.as_bytes()).stdout
}

const SURVEY: &str = "種別: 照会\n件名: 事務の現況について\n発出元: 総務省行政評価局\n発出日時: 2025-09-08 10:00\n回答期限: 2025-09-19 17:00\n必要性: 制度の見直しに現況の把握を要するため\n";

#[test]
fn what_is_undetermined_says_why_and_what_to_write() {
    let to = "宛先: [財務省主計局, 厚生労働省大臣官房]\n";
    for (more, said, not_said) in [
        (to.to_owned(), "想定作業量の記載がないため、", "読み取れ"),
        (
            format!("{to}想定作業量: 丸一日\n"),
            "想定作業量「丸一日」を読み取れないため、",
            "想定作業量の記載が",
        ),
        (
            format!("{to}想定作業量: \"丸一日\"\n"),
            "想定作業量「丸一日」を読み取れないため、",
            "\"丸一日\"」",
        ),
        (
            "宛先: {部局長: 海上保安庁}\n想定作業量: 2日\n".to_owned(),
            "宛先「{部局長: 海上保安庁}」を読み取れないため、",
            "勤務時間を読み取れ",
        ),
    ] {
        let shown = told(&format!("{SURVEY}{more}"), &[]);
        let lines: Vec<&str> = shown
            .lines()
            .filter(|line| line.starts_with("未判定："))
            .collect();
        assert_eq!(lines.len(), 1, "{shown}");
        assert!(lines[0].contains(said), "{shown}");
        assert!(lines[0].ends_with("を記載すると判定できます。"), "{shown}");
        assert!(!lines[0].contains(not_said), "{shown}");
    }
    // Unreadable hours are reported as missing.
    let hours = format!(
        "{SURVEY}想定作業量: 2日\n宛先:\n  - {{府省: 国土交通省, 部局: 航空局, 勤務時間: 8時半から}}\n"
    );
    assert!(told(&hours, &[]).contains("勤務時間を読み取れないため、"));
    // The number of ministries that a name stands for.
    let survey = SURVEY.replace("照会", "調査") + "想定作業量: 2日\n宛先: 別記\n";
    let shown = told(&survey, &[]);
    assert!(
        shown.contains("宛先「別記」から府省の数が分からないため、"),
        "{shown}"
    );
    assert!(
        shown.contains("宛先の府省名を記載すると判定できます。"),
        "{shown}"
    );
    // Several facts in one sentence, each named once.
    let draft = "件名: 現況について\n発出元: 総務省\n想定作業量: 丸一日\n回答期限: 2025-09-19 17:00\n";
    let shown = told(draft, &[]);
    assert_eq!(shown.matches("想定作業量「丸一日」").count(), 1, "{shown}");
    let english = told(draft, &["--lang", "en"]);
    let line = english
        .lines()
        .find(|line| line.starts_with("Undetermined:"))
        .expect("a line");
    assert!(line.contains("not stated: kind, recipients"), "{line}");
    assert!(line.contains("cannot be read: effort “丸一日”"), "{line}");
    assert!(line.contains("To have it judged, state: "), "{line}");
}

#[test]
fn the_fact_that_is_missing_is_who_is_asked_and_not_their_hours() {
    let missing = |document: &str| {
        let output = judged(document);
        let mut facts: Vec<String> = crate::common::list(&output, "undetermined")
            .iter()
            .flat_map(|rule| crate::common::list(rule, "missing"))
            .filter_map(|fact| fact.as_str().map(str::to_owned))
            .collect();
        facts.sort();
        facts.dedup();
        facts
    };
    let base = "種別: その他\n発出元: 総務省\n発出日時: 2025-09-08 10:00\n";
    // A date alone is due at the recipient's closing time.
    for due in ["2025-09-09", "2025-09-09 17:00"] {
        let document = format!("{base}宛先: {{部局長: 海上保安庁}}\n回答期限: {due}\n");
        assert_eq!(missing(&document), ["to"], "{due}");
    }
    // An unreadable sender: its hours would be needed for a sending that is a date alone.
    let document = "種別: その他\n発出元: {課: 総務課}\n宛先: 財務省\n発出日時: 2025-09-08\n回答期限: 2025-09-09 17:00\n";
    assert!(
        !missing(document)
            .iter()
            .any(|fact| fact == "hours" || fact == "sent")
    );
}

#[test]
fn a_bare_word_is_no_necessity_and_is_pointed_at() {
    let to = "宛先: [財務省主計局, 厚生労働省大臣官房]\n";
    let survey = SURVEY.replace("照会", "調査") + to;
    let at = |document: &str| {
        let output = judged(document);
        let found = of(&output, "KG302");
        found.first().map(|found| {
            let line = found["range"]["start"]["line"].as_u64().unwrap();
            (line, text(found, "message").to_owned())
        })
    };
    assert_eq!(at(&survey), None);
    let stated = "制度の見直しに現況の把握を要するため";
    for word in ["あり", "同上", "なし", "\"なし\"", "true", "（未定）"] {
        let (line, message) = at(&survey.replace(stated, word)).expect(word);
        assert_eq!(line, 6, "{word}");
        assert!(message.contains("語句のみ"), "{word}: {message}");
    }
    let (line, message) = at(&survey.replace(&format!("必要性: {stated}\n"), "")).expect("a finding");
    assert_eq!((line, &*message), (1, "必要性の記載がありません。"));
    // The same for a material's purpose.
    let review = |purpose: &str| {
        let output = judged(&review(
            "2025-09-08 10:00",
            "2025-09-11 10:00",
            "2025-09-11 11:00",
            &format!("資料: [{{名称: 調査票{purpose}}}]\n"),
        ));
        text(of(&output, "KG205")[0], "message").to_owned()
    };
    assert!(review(", 目的: 同上").contains("語句のみ"));
    assert!(review("").ends_with("目的の記載がありません。"));
}

#[test]
fn an_internal_request_says_that_the_clauses_are_left_aside() {
    const NOTE: &str = "省内の依頼のため、①〜③は適用していません。";
    let internal = SURVEY.replace("照会", "調査") + "宛先: [総務省行政管理局, 総務省消防庁]\n";
    let other = SURVEY.replace("照会", "調査") + "宛先: [総務省行政管理局, 財務省]\n";
    let folder = crate::common::folder(&[("a.yaml", &internal), ("b.yaml", &other)]);
    let shown = |arguments: &[&str]| crate::common::check(folder.path(), arguments).stdout;
    assert!(shown(&["a.yaml"]).contains(NOTE));
    assert!(!shown(&["b.yaml"]).contains(NOTE));
    assert!(!shown(&["."]).contains(NOTE));
    assert!(shown(&["--verbose", "."]).contains(NOTE));
    let mut when = crate::common::kigen(folder.path());
    assert!(
        crate::common::run(when.args(["when", "--now", crate::common::NOW, "a.yaml"]))
            .stdout
            .contains(NOTE)
    );
    // A kind that no clause covers is not reported as exempt.
    assert!(!told(&internal.replace("調査", "その他"), &["--verbose"]).contains(NOTE));
}

#[test]
fn default_hours_are_said_once_a_run() {
    const NOTE: &str = "既定の勤務時間（9時30分〜18時15分、休憩12時〜13時）";
    let given = "{府省: 財務省, 勤務時間: \"9:00-17:45\", 休憩: \"12:00-13:00\"}";
    let document = |to: &str| {
        let from = given.replace("財務省", "総務省");
        format!(
            "種別: その他\n発出元: {from}\n宛先: {to}\n発出日時: 2025-09-08 10:00\n回答期限: 2025-09-19 17:00\n"
        )
    };
    let folder = crate::common::folder(&[
        ("a.yaml", &document("財務省")),
        ("b.yaml", &document("厚生労働省")),
        ("given/c.yaml", &document(given)),
    ]);
    let shown = crate::common::check(folder.path(), &["."]).stdout;
    assert_eq!(shown.matches(NOTE).count(), 1, "{shown}");
    let shown = crate::common::check(folder.path(), &["given"]).stdout;
    assert!(!shown.contains("既定の勤務時間"), "{shown}");
}

#[test]
fn of_a_day_of_sending_what_only_some_minute_raises_is_undetermined_though_others_stop_it() {
    // From 17:00 on the sending is after the due, which stops every rule that reads the due.
    let document = "種別: 査定・審査\n件名: a\n発出元: 総務省行政管理局\n宛先: 国土交通省\n発出日時: 2025-09-09\n提出期限: 2025-09-09 17:00\n";
    let output = judged(document);
    let undetermined: Vec<_> = output["undetermined"]
        .as_array()
        .expect("a list")
        .iter()
        .map(|it| text(it, "code"))
        .collect();
    for code in ["KG204", "KG401"] {
        assert!(of(&output, code).is_empty(), "{code}: {output:#}");
        assert!(undetermined.contains(&code), "{code}: {output:#}");
    }
    // With the due before every minute of the day.
    let output = judged(&document.replace("2025-09-09 17:00", "2025-09-09 9:00"));
    assert_eq!(of(&output, "KG401").len(), 1, "{output:#}");
}
