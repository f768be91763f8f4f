//! What a file whose budget ends is told of the requests before, at and after that point.

use serde_json::Value;

use super::*;
use crate::common::text;

/// A rule without clauses that costs as much as the body is long, wherever it is evaluated.
const COSTLY: &str = "{any: [{matches: {field: body, pattern: q}}, {due: {before: sent}}]}";

/// A rule of a pack, raised for each material of a request if `require` fails.
fn of_materials(require: &str) -> String {
    format!(
        "code: XX001\nname: hostile\nsummary: {{ja: 試し, en: A try}}\nbinding: practice\nseverity: warning\n\
         each: materials\nrequire: {require}\nat: item\nmessage: {{ja: 試し, en: A try}}\nexamples:\n{}",
        two_examples()
    )
}

/// The findings of one code: their requests, in order.
fn requests(output: &Value, code: &str) -> Vec<u64> {
    let found = list(output, "diagnostics").iter();
    let found = found.filter(|found| text(found, "code") == code);
    found.map(|found| found["request"].as_u64().unwrap()).collect()
}

/// A pack whose rule matches the body a hundred and ten times, which a body of a megabyte makes too much.
fn long_texts() -> [(&'static str, String); 2] {
    let plan = format!(
        "{PLAN}conditions:\n  m: {{matches: {{field: body, pattern: '(x|yz)[0-9]'}}}}\n  c0: {{any: [{}]}}\n",
        vec!["{is: m}"; 110].join(", ")
    );
    let rule =
        rule("XX001", "{not: {is: c0}}", &two_examples()).replace("present: subject", "absent: subject");
    [("pack/plan.yaml", plan), ("pack/XX001.yaml", rule)]
}

fn judged(name: &str, document: &str, pack: &[(&'static str, String)]) -> Value {
    let mut files: Vec<(&str, &str)> = pack.iter().map(|(name, text)| (*name, text.as_str())).collect();
    files.push((name, document));
    let here = folder(&files);
    check(
        here.path(),
        &["--no-config", "--rules", "pack", "--format", "json", name],
    )
    .json()
}

#[test]
fn what_was_judged_before_stays_and_what_was_begun_is_told_once() {
    let excepted = "例外: {規則: XX001, 理由: 試し, 承認者: 課長}\n";
    let document = format!(
        "{REQUEST}本文: a\n---\n{REQUEST}本文: a\n{excepted}---\n{REQUEST}本文: a\n---\n\
         {REQUEST}{excepted}本文: {}\n---\n{REQUEST}本文: a\n",
        "メモ。".repeat(111_000)
    );
    let output = judged("a.yaml", &document, &long_texts());
    let indices = list(&output, "requests")
        .iter()
        .map(|request| request["index"].as_u64());
    assert_eq!(indices.collect::<Vec<_>>(), (0..5).map(Some).collect::<Vec<_>>());
    assert_eq!(requests(&output, "XX001"), [0, 2], "{output}");
    assert_eq!(requests(&output, "KG008"), [3, 4]);
    let excepted: Vec<_> = list(&output, "excepted")
        .iter()
        .map(|one| one["request"].as_u64())
        .collect();
    assert_eq!(excepted, [Some(1)]);
}

/// None of a letter's hearings is judged where the letter is not.
#[test]
fn further_hearings_of_a_letter_are_judged_with_it_or_not_at_all() {
    let letter = |rest: &str| {
        format!(
            "財務省主計局御担当者様\n\n９月２５日（木）１７時までに御回答ください。\n\
             ヒアリングは９月１８日（木）１０時から、９月１９日（金）１９時から行います。\n{rest}"
        )
    };
    for (rest, found, is_judged) in [
        (String::new(), "KG407", true),
        ("メモ。\n".repeat(100_000), "KG008", false),
    ] {
        let output = judged("案.txt", &letter(&rest), &long_texts());
        assert!(codes(&output).contains(&found), "{:?}", codes(&output));
        assert_eq!(requests(&output, "KG008").len(), usize::from(!is_judged));
        let undetermined = list(&output, "undetermined");
        assert_eq!(undetermined.is_empty(), !is_judged, "{undetermined:?}");
    }
}

/// Searches are paid apart: past their budget requests are judged as before, and the first without one says so.
#[test]
fn from_which_request_on_no_time_is_looked_for_is_said_once() {
    const SHORT: &str = "種別: 協議\n件名: x\n発出元: 総務省\n宛先: 財務省\n発出日時: 2025-09-08 10:00\n期限: 2025-09-09 17:00\n";
    let pack = [
        ("pack/plan.yaml", PLAN.to_owned()),
        ("pack/XX001.yaml", of_materials(COSTLY)),
    ];
    let costly = format!(
        "{SHORT}資料: [{{名称: 一覧, 目的: 確認}}]\n本文: {}\n",
        "メモ。".repeat(6_000)
    );
    let document = [SHORT, &costly, SHORT, SHORT].join("---\n");
    let output = judged("a.yaml", &document, &pack);
    assert_eq!(requests(&output, "KG008"), [1], "{:?}", codes(&output));
    assert_eq!(requests(&output, "KG101"), [0, 1, 2, 3]);
    let short = list(&output, "diagnostics")
        .iter()
        .filter(|found| text(found, "code") == "KG101");
    let fixes: Vec<usize> = short.map(|found| list(found, "fixes").len()).collect();
    assert_eq!(fixes, [1, 0, 0, 0]);
}
