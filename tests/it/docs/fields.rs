//! The tables of all fields, `docs/fields.md` and `docs/en/fields.md`: generated from the schema, with an example of
//! each that is read. `UPDATE_DOCS=1 cargo test docs::fields` rewrites them.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;

use crate::common::{check_input, codes, kigen, root, run};
use serde_json::Value;

/// A request to which one field is added or in which it is changed, by language.
const AROUND: [(&str, &[(&str, &str)]); 2] = [
    (
        "ja",
        &[
            ("種別", "種別: 調査"),
            ("発出日時", "発出日時: 2025-09-08 10:00"),
            ("回答期限", "回答期限: 2025-09-19 17:00"),
        ],
    ),
    (
        "en",
        &[
            ("kind", "kind: survey"),
            ("sent", "sent: 2025-09-08 10:00"),
            ("due", "due: 2025-09-19 17:00"),
        ],
    ),
];

/// Each field by its name in the schema, with its example in Japanese and in English.
const EXAMPLES: &[(&str, &str, &str)] = &[
    ("request.kind", "種別: 協議", "kind: consultation"),
    ("request.scope", "協議区分: 法令", "scope: law"),
    (
        "request.subject",
        "件名: ○○法の一部を改正する法律案について（協議）",
        "subject: On the bill (consultation)",
    ),
    (
        "request.from",
        "発出元: 総務省行政管理局",
        "from: 総務省行政管理局",
    ),
    (
        "request.to",
        "宛先: [財務省主計局, 厚生労働省大臣官房]",
        "to: [財務省主計局, 厚生労働省大臣官房]",
    ),
    (
        "request.sent",
        "発出日時: 令和7年9月8日（月）10時",
        "sent: 2025-09-08 10:00",
    ),
    (
        "request.due",
        "回答期限: 令和7年9月19日（金）17時",
        "due: 2025-09-19 17:00",
    ),
    (
        "request.question_due",
        "質問期限: 9月11日（木）17時",
        "question_due: 2025-09-11 17:00",
    ),
    (
        "request.opinion_due",
        "意見期限: 9月19日（金）17時",
        "opinion_due: 2025-09-19 17:00",
    ),
    ("request.round", "段階: 初回", "round: first"),
    ("request.effort", "想定作業量: 6時間", "effort: 6h"),
    ("request.considerable", "相当の作業量: あり", "considerable: true"),
    (
        "request.necessity",
        "必要性: 施行状況を把握し、見直しの検討に用いるため",
        "necessity: to know how the Act is carried out",
    ),
    (
        "request.materials",
        "資料: [{名称: 要求の概要, 目的: 要求内容の把握}]",
        "materials: [{name: Outline, purpose: to know what is asked for}]",
    ),
    (
        "request.hearing",
        "ヒアリング: 9月17日（水）14時〜15時",
        "hearing: 2025-09-17 14:00-15:00",
    ),
    (
        "request.body",
        "本文: 御多忙のところ恐縮ですが、よろしくお願いします。",
        "body: Kindly let us have your answer.",
    ),
    (
        "request.exceptions",
        "例外: [{規則: KG301, 理由: 国会審議のため, 承認者: 総務課長}]",
        "exceptions: [{rule: KG301, reason: for the Diet, approved_by: Director}]",
    ),
    ("request.template", "雛形: true", "template: true"),
    ("office.ministry", "府省: 厚生労働省", "ministry: 厚生労働省"),
    ("office.bureau", "部局: 大臣官房", "bureau: 大臣官房"),
    (
        "office.hours",
        "勤務時間: \"8:30-17:15\"",
        "hours: \"8:30-17:15\"",
    ),
    ("office.break", "休憩: \"12:00-13:00\"", "break: \"12:00-13:00\""),
    ("office.zone", "時間帯: Europe/Paris", "zone: Europe/Paris"),
    (
        "hearing.start",
        "開始: 9月17日（水）14時",
        "start: 2025-09-17 14:00",
    ),
    ("hearing.end", "終了: 15時", "end: 15:00"),
    (
        "hearing.place",
        "場所: 中央合同庁舎第2号館",
        "place: 中央合同庁舎第2号館",
    ),
    ("hearing.online", "オンライン: 可", "online: offered"),
    (
        "hearing.reason",
        "理由: 現物を確認するため",
        "reason: the thing itself is to be seen",
    ),
    ("material.name", "名称: 要求の概要", "name: Outline"),
    (
        "material.purpose",
        "目的: 要求内容の把握",
        "purpose: to know what is asked for",
    ),
    ("exception.rule", "規則: KG201", "rule: KG201"),
    (
        "exception.reason",
        "理由: 先方の希望により",
        "reason: as they wished",
    ),
    (
        "exception.approved_by",
        "承認者: 総務課長",
        "approved_by: Director",
    ),
    ("exception.expires", "有効期限: 2026-03-31", "expires: 2026-03-31"),
    (
        "window.dates",
        "期間: 2026-04-01〜2026-04-30",
        "dates: 2026-04-01〜2026-04-30",
    ),
    ("window.days", "曜日: 平日", "days: weekdays"),
    ("window.hours", "時間帯: 9:30〜12:00", "hours: 9:30-12:00"),
];

const HEADS: &[(&str, &str, &str)] = &[
    ("request", "依頼", "The request"),
    (
        "office",
        "府省・部局（`発出元`、`宛先` の中）",
        "An office (in `from`, `to`)",
    ),
    ("hearing", "`ヒアリング` の中", "In `hearing`"),
    ("material", "`資料` の中", "In `materials`"),
    ("exception", "`例外` の中", "In `exceptions`"),
    ("window", "雛形の `発出日時` の中", "In a template's `sent`"),
];

fn schema() -> Value {
    serde_json::from_str(&run(kigen(root()).args(["schema", "request"])).stdout).unwrap()
}

/// All spellings of a field's key; the primary name first.
fn words(schema: &Value, of: &str) -> BTreeMap<String, Vec<String>> {
    let members = if of == "request" {
        &schema["properties"]
    } else {
        &schema["definitions"][of]["properties"]
    };
    let mut words: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for (word, member) in members.as_object().unwrap() {
        let alias = member["allOf"][0]["$ref"].as_str();
        if let Some(field) = member["$ref"].as_str().or(alias) {
            let field = field.rsplit('/').next().unwrap().to_owned();
            words.entry(field).or_default().push(word.clone());
        }
    }
    words
}

fn table(lang: &str) -> String {
    let schema = schema();
    let is_ja = lang == "ja";
    let mut out = String::new();
    for (of, ja, en) in HEADS {
        let words = words(&schema, of);
        let head = if is_ja {
            "| 項目 | 意味 | 記載例 | ほかの書き方 |"
        } else {
            "| Key | Meaning | Example | Also |"
        };
        let _ = write!(
            out,
            "\n## {}\n\n{head}\n|---|---|---|---|\n",
            if is_ja { ja } else { en }
        );
        for (field, ja, en) in EXAMPLES
            .iter()
            .filter(|(field, ..)| field.split('.').next() == Some(of))
        {
            let example = if is_ja { ja } else { en };
            let key = example.split(':').next().unwrap();
            let description = schema["definitions"][field]["description"].as_str().unwrap();
            let (ja, en) = description.split_once('\n').unwrap();
            let mut others: Vec<&str> = words[*field]
                .iter()
                .map(String::as_str)
                .filter(|word| *word != key)
                .collect();
            others.sort_unstable();
            let others: Vec<String> = others.iter().map(|word| format!("`{word}`")).collect();
            let meaning = if is_ja { ja } else { en }.replace('|', "\\|");
            let _ = writeln!(
                out,
                "| `{key}` | {meaning} | `{example}` | {} |",
                others.join(if is_ja { "、" } else { ", " })
            );
        }
    }
    out
}

#[test]
fn the_tables_are_those_of_the_schema() {
    let schema = schema();
    let known: Vec<&str> = EXAMPLES.iter().map(|(field, ..)| *field).collect();
    for field in schema["definitions"]
        .as_object()
        .unwrap()
        .keys()
        .filter(|field| field.contains('.'))
    {
        assert!(known.contains(&field.as_str()), "{field} has no example");
    }
    for (lang, path) in [("ja", "docs/fields.md"), ("en", "docs/en/fields.md")] {
        let path = root().join(path);
        let page = fs::read_to_string(&path).unwrap().replace("\r\n", "\n");
        let (head, rest) = page.split_once("<!-- fields -->\n").expect("a mark");
        let (_, tail) = rest.split_once("<!-- /fields -->").expect("a mark");
        let right = format!("{head}<!-- fields -->\n{}\n<!-- /fields -->{tail}", table(lang));
        if std::env::var_os("UPDATE_DOCS").is_some() {
            fs::write(&path, right).unwrap();
        } else {
            assert_eq!(page, right, "run `UPDATE_DOCS=1 cargo test docs::fields`");
        }
    }
}

#[test]
fn every_example_is_read() {
    for (field, ja, en) in EXAMPLES {
        for (example, (lang, around)) in [ja, en].into_iter().zip(AROUND) {
            let inside = match (field.split('.').next().unwrap(), lang) {
                ("office", "ja") => format!("宛先: {{府省: 財務省, {example}}}"),
                ("office", _) => format!("to: {{ministry: 財務省, {example}}}"),
                ("hearing", "ja") => format!("ヒアリング: {{開始: 2025-09-17 13:00, {example}}}"),
                ("hearing", _) => format!("hearing: {{start: 2025-09-17 13:00, {example}}}"),
                ("material", "ja") => format!("資料: [{{{example}}}]"),
                ("material", _) => format!("materials: [{{{example}}}]"),
                ("exception", "ja") => format!("例外: [{{規則: KG301, 理由: あ, 承認者: い, {example}}}]"),
                ("exception", _) => {
                    format!("exceptions: [{{rule: KG301, reason: a, approved_by: b, {example}}}]")
                }
                ("window", "ja") => format!("雛形: true\n発出日時: {{{example}}}"),
                ("window", _) => format!("template: true\nsent: {{{example}}}"),
                _ => (*example).to_string(),
            };
            let key = example.split(':').next().unwrap();
            // If the wrapper has the key already, the example itself is used.
            let inside = [", 府省: 厚生労働省", ", ministry: 厚生労働省"]
                .iter()
                .fold(inside, |text, twice| text.replace(twice, ""));
            let inside = if field.starts_with("exception.") || field == &"hearing.start" {
                let first = inside.find(&format!("{key}:")).unwrap();
                let last = inside.rfind(&format!("{key}:")).unwrap();
                if first == last {
                    inside
                } else {
                    let end = inside[first..].find(", ").unwrap() + first + 2;
                    inside[..first].to_owned() + &inside[end..]
                }
            } else {
                inside
            };
            let mut document = String::new();
            for (word, line) in around {
                if !inside.lines().any(|line| line.starts_with(&format!("{word}:"))) {
                    document.push_str(line);
                    document.push('\n');
                }
            }
            document.push_str(&inside);
            document.push('\n');
            let output = check_input(
                root(),
                &["--no-config", "--format", "json", "-"],
                document.as_bytes(),
            );
            let judged = output.json();
            let found = codes(&judged);
            let read = |code: &&&str| code.starts_with("KG00");
            assert_eq!(found.iter().find(read), None, "{document}\n{}", output.stdout);
        }
    }
}
