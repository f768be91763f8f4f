//! Conditions of a pack on documents for which they hold, do not hold, and cannot be told.

use crate::common::{check, folder, list, text};

const PLAN: &str = "plan: conditions\ntitle: {ja: 条件, en: Conditions}\nprefix: CN\n";

/// Whether a rule requiring the condition finds it met.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Stated {
    Holds,
    Fails,
    Unknown,
}
use Stated::{Fails, Holds, Unknown};

/// Each of the rows: a condition, for each item of a list if one is named, and what it is for the document.
fn hold(name: &str, document: &str, rows: &[(&str, &str, Stated)]) {
    let code = |number: usize| format!("CN{}", number + 100);
    let rules: Vec<(String, String)> = rows
        .iter()
        .enumerate()
        .map(|(number, (each, condition, _))| {
            let (each, at) = match *each {
                "" => (String::new(), "kind"),
                list => (format!("each: {list}\n"), "item"),
            };
            let code = code(number);
            let text = format!(
                "code: {code}\nname: r\nsummary: {{ja: 要旨, en: gist}}\nbinding: practice\nseverity: warning\n{each}\
                 require: {condition}\nat: {at}\nmessage: {{ja: 文, en: text}}\nexamples: {{bad: [{{種別: 協議}}], good: [{{種別: 協議}}]}}\n"
            );
            (format!("pack/{code}.yaml"), text)
        })
        .collect();
    let mut files = vec![("pack/plan.yaml", PLAN), (name, document)];
    files.extend(rules.iter().map(|(path, text)| (&**path, &**text)));
    let here = folder(&files);
    let run = check(here.path(), &["--rules", "pack", "--format", "json", name]);
    assert!(run.stderr.is_empty(), "{}", run.stderr);
    let output = run.json();
    let has = |name: &str, code: &str| list(&output, name).iter().any(|one| text(one, "code") == code);
    for (number, (each, condition, expected)) in rows.iter().enumerate() {
        let code = code(number);
        let told = match (has("diagnostics", &code), has("undetermined", &code)) {
            (true, _) => Fails,
            (false, true) => Unknown,
            (false, false) => Holds,
        };
        assert_eq!(told, *expected, "{each} {condition} for\n{document}");
    }
}

const REVIEW: &str = "種別: 査定・審査
件名: 定員について
発出元: 総務省大臣官房
宛先: 財務省主計局
発出日時: 2025-09-09 10:00
提出期限: 2025-09-12 24:00
ヒアリング: {開始: 2025-09-18 14:00, 終了: 2025-09-18 15:00, 場所: 第1会議室, オンライン: 検討済み, 理由: 原本による}
資料: [{名称: 一覧, 目的: 確認}]
";

#[test]
fn a_text_is_that_of_its_own_field() {
    hold(
        "a.yaml",
        REVIEW,
        &[
            ("", "{matches: {field: subject, pattern: 定員}}", Holds),
            ("", "{matches: {field: hearing.place, pattern: 会議室}}", Holds),
            ("", "{matches: {field: hearing.place, pattern: 原本}}", Fails),
            ("", "{matches: {field: hearing.reason, pattern: 原本}}", Holds),
            ("", "{matches: {field: hearing.reason, pattern: 会議室}}", Fails),
            ("", "{matches: {field: necessity, pattern: 会議室}}", Unknown),
            ("materials", "{present: item.name}", Holds),
            ("materials", "{present: item.purpose}", Holds),
            ("materials", "{matches: {field: item.name, pattern: 一覧}}", Holds),
            ("materials", "{matches: {field: item.name, pattern: 確認}}", Fails),
            (
                "materials",
                "{matches: {field: item.purpose, pattern: 確認}}",
                Holds,
            ),
            (
                "materials",
                "{matches: {field: item.purpose, pattern: 一覧}}",
                Fails,
            ),
        ],
    );
}

/// A due at midnight belongs to the day that it ends.
#[test]
fn a_due_at_the_end_of_a_day_is_within_hours_up_to_it() {
    hold(
        "a.yaml",
        REVIEW,
        &[
            ("", "{due: {time_of_day: {from: \"16:00\"}}}", Holds),
            (
                "",
                "{due: {time_of_day: {from: \"16:00\", until: \"24:00\"}}}",
                Holds,
            ),
            (
                "",
                "{due: {time_of_day: {from: \"16:00\", until: \"23:59\"}}}",
                Fails,
            ),
            (
                "",
                "{due: {time_of_day: {from: \"0:00\", until: \"1:00\"}}}",
                Fails,
            ),
            ("", "{sent: {time_of_day: {from: \"9:00\"}}}", Holds),
            ("", "{sent: {time_of_day: {from: \"10:01\"}}}", Fails),
            (
                "",
                "{hearing: {time_of_day: {from: \"14:59\", until: \"24:00\"}}}",
                Holds,
            ),
            (
                "",
                "{hearing: {time_of_day: {from: \"15:00\", until: \"24:00\"}}}",
                Fails,
            ),
        ],
    );
}

/// What a letter does not state in a field may stand in its prose.
#[test]
fn what_a_letter_does_not_state_is_unknown() {
    let document =
        "種別: 調査\n発出元: 総務省\n宛先: 財務省\n発出日時: 2025-09-09 10:00\n期限: 2025-09-12 17:00\n";
    hold(
        "a.yaml",
        document,
        &[
            ("", "{present: necessity}", Fails),
            ("", "{present: body}", Fails),
        ],
    );
    let letter = "From: a@soumu.go.jp\nTo: b@mof.go.jp\nSubject: =?utf-8?B?6Kq/5p+744Gr44Gk44GE44Gm?=\n\
                  Date: Tue, 09 Sep 2025 10:00:00 +0900\nContent-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: 8bit\n\n\
                  財務省主計局 御中\n\n調査について、9月12日（金）17時までに御回答ください。\n\n総務省大臣官房\n";
    hold(
        "a.eml",
        letter,
        &[
            ("", "{present: necessity}", Unknown),
            ("", "{present: body}", Holds),
        ],
    );
}

/// A template states when it is sent by the times at which it may be.
#[test]
fn a_template_with_sending_times_states_its_sending() {
    let template = |sent: &str| {
        format!("雛形: true\n種別: 協議\n発出元: 総務省\n宛先: 財務省\n{sent}期限: 3開庁日後 17:00\n")
    };
    for sent in ["", "発出日時: 平日 9:30〜12:00\n", "発出日時: 2025-09-09 10:00\n"] {
        hold(
            "a.yaml",
            &template(sent),
            &[
                ("", "{present: sent}", Holds),
                ("", "{absent: sent}", Fails),
                ("", "{present: due}", Holds),
            ],
        );
    }
}

/// Also where the rule reads nothing else of it.
#[test]
fn a_due_is_stated_for_a_rule_on_anything() {
    let request = |line: &str| {
        format!("種別: その他\n発出元: 総務省\n宛先: 財務省\n発出日時: 2025-09-09 10:00\n{line}\n")
    };
    let hearing = "打合せ: {開始: 2025-09-18 14:00, 終了: 2025-09-18 15:00}";
    for (line, stated, unstated) in [
        ("期限: 2025-09-12 17:00", Holds, Fails),
        // It is a due all the same.
        ("期限: 未定", Holds, Fails),
        (hearing, Fails, Holds),
    ] {
        let rows = [
            ("", "{present: due}", stated),
            ("", "{absent: due}", unstated),
            ("", "{any: [{absent: due}, {present: necessity}]}", unstated),
        ];
        hold("a.yaml", &request(line), &rows);
    }
}

/// A hearing of a whole day is on the day after the evening, from its first second to its last. Midnight belongs to
/// both days.
#[test]
fn a_whole_day_is_within_the_day_after_the_evening() {
    let until =
        |until: &str| format!("{{evening_request: {{of: hearing, from: \"17:00\", until: {until}}}}}");
    for (day, midnight, end_of_day, noon) in [
        ("10", Holds, Holds, Unknown),
        ("11", Unknown, Fails, Fails),
        ("12", Fails, Fails, Fails),
    ] {
        let document = format!(
            "種別: その他\n発出元: 総務省\n宛先: 財務省\n発出日時: 2025-09-09 17:30\n打合せ: {{開始: 2025-09-{day}}}\n"
        );
        let rows = [
            ("", &*until("\"24:00\""), midnight),
            ("", &*until("end_of_day"), end_of_day),
            ("", &*until("\"12:00\""), noon),
        ];
        hold("a.yaml", &document, &rows);
    }
}
