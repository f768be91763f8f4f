//! The request's schema and reader agree: what the schema accepts has no error of shape, and what the reader accepts
//! without a finding the schema accepts.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use kigen::calendar::hours::Moment;
use kigen::diagnostic::Diagnostic;
use kigen::engine::Engine;
use kigen::format::Format;
use kigen::read::{Context, FileSelection, keys};
use kigen::source::Source;
use proptest::prelude::*;
use serde_json::{Value, json};

use super::{REQUEST, complaints, load_yaml};

static ENGINE: LazyLock<Engine> = LazyLock::new(|| Engine::new(&[]).unwrap());

/// The reader's findings for one document.
fn read(text: &str) -> Vec<Diagnostic> {
    let source = Source::from_text("a.yaml", text);
    let context = Context {
        named: FileSelection::Explicit,
        working_day: 27_900,
        unread: &[],
    };
    let read_environment = ENGINE.read_environment(Moment(0));
    Format::Yaml
        .input_format()
        .read(&source, context, read_environment)
        .diagnostics
}

/// Codes about a document's shape, which a schema can judge too: unknown key, duplicate key, missing field, wrong
/// type. Of KG007, an unreadable value, it knows the words but not the dates.
fn about_shape(found: &Diagnostic) -> bool {
    matches!(&*found.code, "KG003" | "KG004" | "KG005" | "KG006")
}

/// Asserts the agreement: what the schema accepts has no error of shape, and what the reader accepts without a
/// finding the schema accepts.
fn agree(text: &str) {
    let (found, complaints) = (read(text), complaints(&REQUEST, &load_yaml(text)));
    if complaints.is_empty() {
        let faults: Vec<_> = found
            .iter()
            .filter(|found| about_shape(found))
            .map(|found| &found.message)
            .collect();
        assert!(
            faults.is_empty(),
            "the schema accepts, the reader does not: {text}\n{faults:?}"
        );
    }
    if found.is_empty() {
        assert!(
            complaints.is_empty(),
            "the reader accepts, the schema does not: {text}\n{complaints:?}"
        );
    }
}

/// Fixed documents that both must accept or both must reject.
#[test]
fn documents_that_both_judge_alike() {
    let good = [
        "kind: survey\ndue: 2025-09-11",
        "種別: 調査\ndue: 20250911",
        "種別: 法令協議\n提出期限: {質問: 9/10 12:00, 意見: 9/11 12:00}",
        "種別: その他\n質問期限: 9/10 12:00\n意見期限: 9/11 12:00",
        "種別: 査定\nヒアリング: {開始: 2025-09-11 15:00, end: '17:00', 場所: 5, online: 可（Webex）, 理由: }",
        "種別: 照会\n期限: 2025-09-11\n相当の作業量: true\n段階: 2\n雛形: false\n件名: 2025\n本文: |\n  123\n",
        "種別: 照会\n期限: 2025-09-11\n相当の作業量: no\n段階: 第2回\n想定作業量:\n必要性: ~\n資料: [a, 1, {名称: b, purpose: c}]",
        "種別: 調査\n期限: 2025-09-11\n発出元: [総務省, {府省: 財務省, 部局: 主計局}]",
        "種別: 照会\n期限: 2025-09-11\nfrom: {府省: 総務省, bureau: 行政管理局, 勤務時間: 8:30-17:15, 休憩: なし}\nto: [財務省, {部局: 主計局}, ~]",
        "雛形: true\n種別: 照会\n期限: {質問: 翌開庁日正午, 意見: +48h}\n発出日時: 平日 9:30〜12:00\n",
        "ひな形: yes\n種別: 照会\n提出期限: 5営業日以内\nsent: {曜日: 月・水, hours: '9:30〜12:00', 期間: 2026-04-01〜2026-04-30}\n",
        "様式: あり\n種別: 査定\nヒアリング: {開始: 3開庁日後 14:00, 終了: '15:00'}\n",
        "種別: 照会\n期限: 2025-09-11\n宛先: {府省: 財務省}\n例外: {規則: KG301, 理由: a, 決裁者: b, 有効期限: 2025-09-30}",
        "種別: 査定\nヒアリング: 20250910 14:00-15:00",
        "種別: 査定\nヒアリング: 9-10 14:00～15:00",
        "種別: 査定\nヒアリング: 令和７年９月１０日（水）午後２時から３時まで",
        "種別: 照会\n期限: 2025-09-11\n例外: [{規則: KG301}, {rule: KG303}]\n資料:\n宛先:\nヒアリング:\n",
    ];
    for text in good {
        let wrong = complaints(&REQUEST, &load_yaml(text));
        assert!(wrong.is_empty(), "{text}\n{wrong:#?}");
        assert!(!read(text).iter().any(about_shape), "{text}\n{:#?}", read(text));
    }
    let bad = [
        ("KG005", "種別: 照会\n期限: {}"),
        ("KG005", "種別: 査定\nヒアリング: {場所: x}"),
        ("KG003", "種別: 調査\n期限: 2025-09-11\n期眼: 2025-09-11"),
        ("KG003", "種別: 調査\n期限: 2025-09-11\nKind: survey"),
        (
            "KG003",
            "種別: 調査\n期限: 2025-09-11\n宛先: {府省: 財務省, 課: a}",
        ),
        (
            "KG003",
            "種別: 調査\n期限: 2025-09-11\n資料: [{名称: a, 用途: b}]",
        ),
        (
            "KG003",
            "種別: 調査\nヒアリング: {開始: 2025-09-11 15:00, 終わり: 16時}",
        ),
        ("KG003", "種別: 調査\n期限: 2025-09-11\n例外: {rules: KG301}"),
        ("KG004", "種別: 調査\nkind: survey\n期限: 2025-09-11"),
        ("KG004", "種別: 調査\n期限: 2025-09-11\n〆切:"),
        (
            "KG004",
            "種別: 調査\n期限: 2025-09-11\n宛先: {府省: 財務省, ministry: 財務省}",
        ),
        (
            "KG004",
            "種別: 調査\n期限: 2025-09-11\n例外: [{規則: KG301, 了解者: a, 決裁者: b}]",
        ),
        ("KG006", "種別: 照会\n期限: 2025-09-11\nsent: {曜日: 月}"),
        (
            "KG006",
            "雛形: no\n種別: 照会\n期限: 2025-09-11\n発出予定: {曜日: 月}",
        ),
        (
            "KG003",
            "雛形: true\n種別: 照会\n期限: 2025-09-11\nsent: {日: 月}",
        ),
        (
            "KG004",
            "雛形: true\n種別: 照会\n期限: 2025-09-11\nsent: {days: 月, 曜日: 火}",
        ),
        ("KG005", "期限: 2025-09-11"),
        ("KG005", "種別:\n期限: 2025-09-11"),
        ("KG005", "種別: 調査"),
        ("KG005", "種別: 調査\n期限:\nヒアリング: ~"),
        (
            "KG005",
            "種別: 調査\n期限: 2025-09-11\n発出元: {勤務時間: 9:00-17:00}",
        ),
        (
            "KG020",
            "種別: 調査\n期限: 2025-09-11\n宛先: [{府省: ' ', 部局: }]",
        ),
        ("KG006", "種別: 調査\n期限: 2025-09-11\n件名: {開始: , 終了: }"),
        ("KG006", "種別: [調査]\n期限: 2025-09-11"),
        ("KG006", "種別: 調査\n期限: [2025-09-11]"),
        ("KG006", "種別: 調査\n期限: {質問: {日: 1}}"),
        ("KG006", "種別: 調査\n期限: 2025-09-11\n件名: {a: b}"),
        ("KG006", "種別: 調査\n期限: 2025-09-11\n宛先: [[財務省]]"),
        ("KG006", "種別: 調査\n期限: 2025-09-11\n資料: [[a]]"),
        ("KG006", "種別: 調査\nヒアリング: 2025-09-11 15:00"),
        // An office's hours are no hearing: they have no day.
        ("KG006", "種別: 調査\n期限: 2025-09-11\nヒアリング: 9:00-17:00"),
        (
            "KG006",
            "種別: 調査\n期限: 2025-09-11\nヒアリング: ９時３０分～１７時",
        ),
        ("KG006", "種別: 調査\n期限: 2025-09-11\n例外: KG301"),
        ("KG006", "種別: 調査\n期限: 2025-09-11\n例外: [~]"),
        ("KG006", "[種別, 調査]"),
        // Of unreadable values the schema rejects words and numbers.
        ("KG007", "種別: 調さ\n期限: 2025-09-11"),
        ("KG007", "種別: 調査\n期限: 2025"),
        ("KG005", "種別: 調査\n期限: {質問: }"),
        ("KG007", "種別: 調査\n期限: 2025-09-11\n段階: 0"),
        ("KG007", "種別: 調査\n期限: 2025-09-11\n想定作業量: 6"),
        ("KG007", "種別: 調査\n期限: 2025-09-11\n雛形: 1"),
        (
            "KG007",
            "種別: 調査\nヒアリング: {開始: 2025-09-11 15:00, オンライン: 可変（a）}",
        ),
    ];
    for (code, text) in bad {
        assert!(
            read(text).iter().any(|found| &*found.code == code),
            "{code}: {text}\n{:#?}",
            read(text)
        );
        assert!(
            !REQUEST.is_valid(&load_yaml(text)),
            "the schema accepts ({code}): {text}"
        );
    }
}

/// An empty field is reported by the reader (KG020), and is no error of shape.
#[test]
fn a_field_left_empty_is_one_to_fill_in() {
    for key in [
        "協議区分",
        "件名",
        "発出元",
        "宛先",
        "発出日時",
        "質問期限",
        "段階",
        "想定作業量",
        "相当の作業量",
        "必要性",
        "資料",
        "ヒアリング",
        "本文",
        "雛形",
    ] {
        for blank in ["", "''", "'　'", "'-'", "~", "[]", "{}", "[~]"] {
            // A material may be an empty mapping, and nothing else.
            if (key, blank) == ("資料", "{}") {
                continue;
            }
            let text = format!("種別: 照会\n期限: 2025-09-11\n{key}: {blank}\n");
            let found = read(&text);
            assert!(
                found.iter().any(|found| found.code == "KG020"),
                "{text}{found:#?}"
            );
            assert!(!found.iter().any(about_shape), "{text}{found:#?}");
            let wrong = complaints(&REQUEST, &load_yaml(&text));
            assert!(wrong.is_empty(), "{text}{wrong:#?}");
        }
    }
    for text in [
        "種別: 照会\n期限: {質問: , 意見: 2025-09-11}",
        "種別: 照会\n期限: 2025-09-11\nヒアリング: {開始: 2025-09-10 10:00, 終了: '', 場所: , オンライン: ''}",
        "種別: 照会\n期限: 2025-09-11\n宛先: {府省: 財務省, 勤務時間: '', 休憩: , 時間帯: []}",
    ] {
        assert!(read(text).iter().any(|found| found.code == "KG020"), "{text}");
        let wrong = complaints(&REQUEST, &load_yaml(text));
        assert!(wrong.is_empty(), "{text}\n{wrong:#?}");
    }
}

#[test]
fn every_word_is_known_and_no_two_of_one_meaning_stand_together() {
    let documents = |row: &keys::Row<keys::Key>, words: &[&str]| {
        let value = match row.meaning {
            keys::Key::Kind => json!("調査"),
            keys::Key::Scope => json!("法令"),
            keys::Key::Round => json!(2),
            keys::Key::Considerable | keys::Key::Template => json!(true),
            keys::Key::Effort => json!("PT6H"),
            keys::Key::Hearing | keys::Key::Exceptions => json!({"理由": "a"}),
            _ => json!("2025-09-11"),
        };
        let mut document = json!({"種別": "調査", "期限": "2025-09-11"});
        let members = document.as_object_mut().unwrap();
        for own in row.words {
            members.remove(*own);
        }
        members.extend(words.iter().map(|word| ((*word).to_owned(), value.clone())));
        document
    };
    for row in keys::REQUEST.rows {
        for (at, word) in row.words.iter().enumerate() {
            let alone = documents(row, &[word]);
            assert!(REQUEST.is_valid(&alone), "{alone}");
            assert!(read(&alone.to_string()).is_empty(), "{alone}");
            for other in &row.words[at + 1..] {
                let both = documents(row, &[word, other]);
                assert!(!REQUEST.is_valid(&both), "{both}");
                assert!(
                    read(&both.to_string())
                        .iter()
                        .any(|found| &*found.code == "KG004"),
                    "{both}"
                );
            }
        }
    }
    for (key, words) in [
        ("種別", keys::KIND.words().collect::<Vec<_>>()),
        ("協議区分", keys::SCOPE.words().collect()),
        ("段階", keys::ROUND.words().collect()),
        ("相当の作業量", keys::TRUTH.words().collect()),
    ] {
        for word in words {
            // Unquoted, so that it gets its YAML type.
            let kind = if key == "種別" { "" } else { "種別: 照会\n" };
            let text = format!("{kind}期限: 2025-09-11\n{key}: {word}\n");
            assert!(REQUEST.is_valid(&load_yaml(&text)), "{text}");
            assert!(read(&text).is_empty(), "{text}");
        }
    }
}

/// Scalars of every type, among them valid ones for some members.
fn scalars() -> impl Strategy<Value = Value> + Clone {
    let rare = json!([
        null,
        true,
        false,
        0,
        2,
        20_250_911,
        1.5,
        "",
        " ",
        "6時間",
        "第3回",
        "可（a）",
        "なし",
        "9:00-17:00",
        "法令",
        "あり",
        "Asia/Tokyo",
        "no"
    ]);
    let rare = rare.as_array().unwrap().clone();
    prop_oneof![
        Just(json!("2025-09-11 17:00")),
        Just(json!("調査")),
        prop::sample::select(rare)
    ]
}

/// A mapping with keys of a table, sometimes with one of another table.
fn mapping(words: impl Iterator<Item = &'static str>) -> impl Strategy<Value = Value> {
    let words: Vec<&str> = words.collect();
    let stray = prop::sample::select(vec!["質問", "部局", "理由", "名称"]);
    let word = prop_oneof![20 => prop::sample::select(words), 1 => stray].prop_map(str::to_owned);
    let value =
        prop_oneof![12 => scalars(), 1 => prop::collection::vec(scalars(), 0..2).prop_map(Value::from)];
    prop::collection::btree_map(word, value, 0..4).prop_map(|map| Value::Object(map.into_iter().collect()))
}

/// Values of every shape.
fn values() -> impl Strategy<Value = Value> {
    let one = prop_oneof![
        3 => scalars(),
        1 => mapping(keys::OFFICE.words()),
        1 => mapping(keys::HEARING.words()),
        1 => mapping(keys::MATERIAL.words()),
        1 => mapping(keys::EXCEPTION.words()),
    ]
    .boxed();
    prop_oneof![3 => one.clone(), 1 => prop::collection::vec(one, 0..3).prop_map(Value::from)]
}

/// A value that is mostly valid for its key.
fn apt(key: Option<keys::Key>) -> BoxedStrategy<Value> {
    use keys::Key;
    let list = |one: BoxedStrategy<Value>| {
        prop_oneof![
            one.clone(),
            prop::collection::vec(one, 0..3).prop_map(Value::from)
        ]
        .boxed()
    };
    let text = || scalars().boxed();
    match key {
        Some(Key::From) => prop_oneof![text(), mapping(keys::OFFICE.words())].boxed(),
        Some(Key::To) => list(prop_oneof![text(), mapping(keys::OFFICE.words())].boxed()),
        Some(Key::Materials) => list(prop_oneof![text(), mapping(keys::MATERIAL.words())].boxed()),
        Some(Key::Exceptions) => list(mapping(keys::EXCEPTION.words()).boxed()),
        Some(Key::Sent) => prop_oneof![4 => text(), 1 => mapping(keys::WINDOW.words())].boxed(),
        Some(Key::Hearing) => mapping(keys::HEARING.words()).boxed(),
        Some(Key::Due) => prop_oneof![text(), mapping(["質問", "意見"].into_iter())].boxed(),
        _ => text(),
    }
}

fn documents() -> impl Strategy<Value = BTreeMap<String, Value>> {
    let words: Vec<&str> = keys::REQUEST.words().collect();
    let known = prop::sample::select(words).prop_flat_map(|word| {
        (
            Just(word),
            prop_oneof![8 => apt(keys::REQUEST.get(word)), 1 => values().boxed()],
        )
    });
    let member = prop_oneof![20 => known, 1 => (Just("備考"), values())];
    // Most documents have the required members, so that the other members are tested.
    let needed = (prop::bool::weighted(0.9), prop::bool::weighted(0.9));
    (prop::collection::vec(member, 0..4), needed).prop_map(|(members, (kind, due))| {
        let mut document: BTreeMap<_, _> = members
            .into_iter()
            .map(|(word, value)| (word.to_owned(), value))
            .collect();
        if kind {
            document.insert("種別".to_owned(), json!("協議"));
        }
        if due {
            document.insert("期限".to_owned(), json!("2025-09-11"));
        }
        document
    })
}

/// Whether any value is empty: blank text, null, a list or a mapping without members.
fn has_blank(value: &Value) -> bool {
    match value {
        // 「部局: なし」 means empty.
        Value::String(text) => matches!(text.trim(), "" | "なし"),
        Value::Array(items) => items.is_empty() || items.iter().any(has_blank),
        Value::Object(members) => members.is_empty() || members.values().any(has_blank),
        Value::Null => true,
        _ => false,
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 4000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_schema_and_the_reader_agree(document in documents()) {
        // An empty field may be missing, reported or a template's blank, by its meaning: a schema cannot know.
        if document.values().any(has_blank) {
            return Ok(());
        }
        agree(&serde_json::to_string(&document).unwrap());
    }
}
