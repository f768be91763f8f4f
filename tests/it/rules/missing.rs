//! The facts that an undetermined rule names as missing: all that it needs, and none without which it can be
//! determined.

use std::collections::BTreeMap;

use proptest::prelude::*;
use serde_json::Value;

use crate::common::{check, check_input, folder, list, root};

/// How a fact is given in a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    Said,
    Absent,
    Unread,
}

/// The facts, each with alternative lines that state it and unreadable ones. A hearing's facts and an office's hours
/// are parts of others.
const FACTS: [(&str, &[&str], &str); 13] = [
    ("kind", &["協議", "査定", "調査", "照会", "その他"], "謎"),
    ("scope", &["法令", "政策調整", "その他"], "謎"),
    (
        "from",
        &[
            "総務省",
            "厚生労働省",
            // The same ministry as a recipient below, at work all day.
            "{府省: 財務省, 勤務時間: \"7:00-22:00\", 休憩: \"なし\"}",
            "{府省: 総務省, 勤務時間: \"8:00-20:00\", 休憩: \"18:00-18:40\"}",
        ],
        "【発出元】",
    ),
    (
        "recipients",
        &["財務省", "[財務省, 国土交通省]", "総務省大臣官房"],
        "別記",
    ),
    (
        "sent",
        &["2025-09-08 10:00", "2025-09-08 17:30", "2025-09-06 12:00"],
        "いつか",
    ),
    (
        "due",
        &["2025-09-09 10:00", "2025-09-10 17:00", "2025-09-12 19:00"],
        "いずれ",
    ),
    ("round", &["初回", "再質問"], "謎"),
    ("effort", &["2時間", "3日"], "丸一日"),
    ("considerable", &["あり", "なし"], "謎"),
    ("necessity", &["予算の見積りに用いるため"], "【必要性】"),
    ("materials", &["[{名称: 一覧, 目的: 積算のため}]"], "【資料】"),
    ("hearing", &["10:00", "18:30", "9:00"], "いつか"),
    ("hours", &["8:30-17:00", "10:00-19:00"], "ずっと"),
];

fn key(fact: &str) -> &'static str {
    match fact {
        "kind" => "種別",
        "scope" => "協議区分",
        "from" => "発出元",
        "sent" => "発出日時",
        "due" => "回答期限",
        "round" => "段階",
        "effort" => "想定作業量",
        "considerable" => "相当の作業量",
        "necessity" => "必要性",
        "materials" => "資料",
        _ => "",
    }
}

/// A request with these states; `pick` chooses among a fact's values.
fn document(states: &BTreeMap<&str, State>, pick: impl Fn(&str) -> usize) -> String {
    let mut text = String::from("件名: x\n");
    let value = |fact: &str| -> Option<&str> {
        let (_, said, unread) = FACTS.iter().find(|(name, ..)| *name == fact).unwrap();
        match states[fact] {
            State::Said => Some(said[pick(fact) % said.len()]),
            State::Absent => None,
            State::Unread => Some(unread),
        }
    };
    for (fact, ..) in FACTS {
        match (fact, value(fact)) {
            ("recipients" | "hours", _) | (_, None) => {}
            ("hearing", Some("いつか")) => text.push_str("ヒアリング: {開始: いつか, オンライン: 可}\n"),
            ("hearing", Some(time)) => {
                let until = time.replace(":00", ":45").replace(":30", ":50");
                text.push_str(&format!(
                    "ヒアリング: {{開始: 2025-09-10 {time}, 終了: 2025-09-10 {until}, オンライン: 可}}\n"
                ));
            }
            (fact, Some(value)) => text.push_str(&format!("{}: {value}\n", key(fact))),
        }
    }
    match (value("recipients"), value("hours")) {
        (None, _) => {}
        (Some("財務省"), Some(hours)) => {
            text.push_str(&format!("宛先: {{府省: 財務省, 勤務時間: {hours}}}\n"))
        }
        (Some(to), _) => text.push_str(&format!("宛先: {to}\n")),
    }
    text
}

/// The undetermined rules of each document, with their missing facts.
fn undetermined(documents: &[String]) -> Vec<BTreeMap<String, Vec<String>>> {
    let run = check_input(
        root(),
        &["--no-config", "--format", "json", "-"],
        documents.join("---\n").as_bytes(),
    );
    let json: Value = run.json();
    let mut found = vec![BTreeMap::new(); documents.len()];
    for one in list(&json, "undetermined") {
        let request = usize::try_from(one["request"].as_u64().unwrap()).unwrap();
        let missing = list(one, "missing")
            .iter()
            .map(|fact| fact.as_str().unwrap().to_owned());
        found[request].insert(one["code"].as_str().unwrap().to_owned(), missing.collect());
    }
    found
}

/// The table's fact for a machine name.
fn fact(name: &str) -> &'static str {
    let name = match name {
        "to" => "recipients",
        "dues" => "due",
        name if name.starts_with("hearing") => "hearing",
        name if name.starts_with("item") => "materials",
        name => name,
    };
    FACTS
        .iter()
        .find(|(fact, ..)| *fact == name)
        .unwrap_or_else(|| panic!("{name}"))
        .0
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 4, max_shrink_iters: 0, ..ProptestConfig::default() })]

    /// If all named facts are stated, with any values, the rule is determined; if one is missing, it may not be.
    #[test]
    fn what_is_missing_is_all_that_is_needed_and_no_more(
        requests in prop::collection::vec(prop::collection::vec(0_u8..6, FACTS.len()), 20),
        seed in 0_usize..1000,
    ) {
        let requests: Vec<BTreeMap<&str, State>> = requests
            .iter()
            .map(|request| {
                let states = FACTS.iter().zip(request).map(|((name, ..), state)| {
                    // A request always has a kind and a due, though perhaps unreadable.
                    let needed = matches!(*name, "kind" | "due");
                    let state = match state {
                        0 => State::Unread,
                        1 | 2 if !needed => State::Absent,
                        _ => State::Said,
                    };
                    (*name, state)
                });
                let mut states: BTreeMap<_, _> = states.collect();
                // Unknown recipients count as others than the sender.
                if states["recipients"] != State::Said && states["from"] == State::Unread {
                    states.insert("from", State::Said);
                }
                // Without recipients no hours can be stated.
                if states["recipients"] != State::Said && states["hours"] == State::Unread {
                    states.insert("hours", State::Absent);
                }
                states
            })
            .collect();
        // The value of a fact that is stated from the start.
        let of = |number: usize, fact: &str| (seed + number * 7) / (fact.len() + 1);
        let first: Vec<String> = requests.iter().enumerate().map(|(n, it)| document(it, |fact| of(n, fact))).collect();
        // For each rule: all named facts stated, then all but one of each, with every value.
        let mut filled = Vec::new();
        let mut asked = Vec::new();
        for (number, rules) in undetermined(&first).into_iter().enumerate() {
            for (code, missing) in rules {
                prop_assert!(!missing.is_empty(), "{code}: nothing is named\n{}", first[number]);
                let facts: Vec<&'static str> = missing.iter().map(|name| fact(name)).collect();
                for left in std::iter::once(None).chain(facts.iter().map(|name| Some(*name))) {
                    let said: Vec<_> = FACTS.iter().filter(|(name, ..)| facts.contains(name) && Some(*name) != left).collect();
                    let mut states = requests[number].clone();
                    states.extend(said.iter().map(|(name, ..)| (*name, State::Said)));
                    let from = filled.len();
                    for way in 0..said.iter().map(|(_, values, _)| values.len()).product() {
                        let pick = |fact: &str| {
                            let mut way = way;
                            for (name, values, _) in &said {
                                if *name == fact {
                                    return way;
                                }
                                way /= values.len();
                            }
                            of(number, fact)
                        };
                        filled.push(document(&states, pick));
                    }
                    asked.push((number, code.clone(), left, missing.clone(), from..filled.len()));
                }
            }
        }
        let found = undetermined(&filled);
        for (number, code, left, missing, ways) in &asked {
            let open = ways.clone().find(|way| found[*way].contains_key(code));
            match (left, open) {
                (None, Some(way)) => prop_assert!(
                    false,
                    "{code} lacks more than {missing:?}: {:?}\n{}\nbecame\n{}", found[way][code], first[*number], filled[way]
                ),
                (Some(left), None) => prop_assert!(
                    false,
                    "{code} is told without {left} of {missing:?}\n{}", first[*number]
                ),
                _ => {}
            }
        }
    }
}

/// Of several deadlines one may lack what another has: the rule names what any of them lacks, each once.
#[test]
fn a_rule_of_several_dues_names_what_each_lacks() {
    let undetermined = |dues: &str| -> Vec<(String, Vec<String>)> {
        let document = format!(
            "種別: 協議\n件名: x\n発出元: 総務省\n宛先: {{府省: 財務省, 勤務時間: 8時半から}}\n\
             発出日時: 2025-09-09 10:00\n期限: {dues}\n"
        );
        let output = check_input(
            root(),
            &["--no-config", "--format", "json", "-"],
            document.as_bytes(),
        )
        .json();
        let of = |one: &Value| {
            let missing = list(one, "missing")
                .iter()
                .map(|name| name.as_str().unwrap().to_owned());
            (one["code"].as_str().unwrap().to_owned(), missing.collect())
        };
        list(&output, "undetermined").iter().map(of).collect()
    };
    let (known, unread) = ("2025-09-12 17:00", "追って");
    for (dues, expected) in [
        (known.to_owned(), &["hours"][..]),
        (format!("{{質問: {known}, 意見: {unread}}}"), &["hours", "due"]),
        (format!("{{質問: {unread}, 意見: {known}}}"), &["due", "hours"]),
    ] {
        let all = undetermined(&dues);
        let (_, missing) = all.iter().find(|(code, _)| code == "KG402").unwrap();
        assert_eq!(missing, expected, "{dues}");
    }
}

/// The missing fields of the rule with a code, for the document of a folder and its pack.
fn missing(files: &[(&str, &str)], code: &str) -> Vec<String> {
    let here = folder(files);
    let arguments = ["--no-config", "--rules", "pack", "--format", "json", "a.yaml"];
    let output = check(here.path(), &arguments).json();
    let all = list(&output, "undetermined").iter();
    let of_code = all.filter(|one| one["code"] == code);
    let names = of_code.flat_map(|one| list(one, "missing"));
    names.map(|name| name.as_str().unwrap().to_owned()).collect()
}

const PLAN: &str = "plan: s\ntitle: {ja: 題, en: t}\nprefix: SN\n";

#[test]
fn what_counts_a_list_lacks_that_list() {
    for (list, to, materials, expected) in [
        ("to", "[財務省, {a: b}]", "[一覧]", Some("to")),
        ("to", "財務省", "[[a]]", None),
        ("materials", "財務省", "[[a]]", Some("materials")),
        ("materials", "[財務省, {a: b}]", "[一覧]", None),
    ] {
        let rule = format!(
            "code: SN101\nname: r\nsummary: {{ja: 要旨, en: gist}}\nbinding: practice\nseverity: warning\n\
             require: {{count: {{of: {list}, at_least: 5}}}}\nat: kind\nmessage: {{ja: 文, en: text}}\n\
             examples: {{bad: [{{種別: 協議}}], good: [{{種別: 協議}}]}}\n"
        );
        let document = format!(
            "種別: 協議\n発出元: 総務省\n宛先: {to}\n資料: {materials}\n発出日時: 2025-09-09 10:00\n期限: 2025-09-12 17:00\n"
        );
        let files = [
            ("pack/plan.yaml", PLAN),
            ("pack/SN101.yaml", &rule),
            ("a.yaml", &document),
        ];
        assert_eq!(
            missing(&files, "SN101"),
            Vec::from_iter(expected),
            "{list} {to} {materials}"
        );
    }
}

/// Sent on a day without a time, a rule that lacks something at every time of it lacks that and not the time.
#[test]
fn what_no_time_of_the_day_would_decide_lacks_no_time() {
    for (to, due, expected) in [
        ("{府省: 財務省, 勤務時間: 8時半から}", "2025-09-12 17:00", "hours"),
        ("財務省", "2025-09-11 17:00", "sent.time"),
    ] {
        let document = format!(
            "種別: 協議\n発出元: 総務省\n宛先: {to}\n発出日時: 2025-09-09\n期限: {due}\n想定作業量: 16時間\n"
        );
        let files = [("pack/plan.yaml", PLAN), ("a.yaml", &document)];
        assert_eq!(missing(&files, "KG103"), [expected], "{to}");
    }
}
