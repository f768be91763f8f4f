//! The guide to rule packs lists every keyword of conditions, and each example in its tables parses.

use serde_json::Value;

use kigen::schema::Document;

use crate::common::{folder, kigen, root, run};

const GUIDES: [&str; 2] = ["docs/rule-packs.md", "docs/en/rule-packs.md"];

/// The property names and enum values of a schema.
fn words(of: &Value) -> Vec<String> {
    let properties = of["properties"]
        .as_object()
        .into_iter()
        .flat_map(|all| all.keys().cloned());
    let choices = of["enum"].as_array().into_iter().flatten();
    properties
        .chain(choices.map(|word| word.as_str().unwrap().to_owned()))
        .collect()
}

#[test]
fn the_guide_names_every_word_of_a_condition() {
    let schema = Document::Rule.schema();
    let definitions = &schema["definitions"];
    let conditions = &definitions["condition"]["properties"];
    let mut all = words(&definitions["condition"]);
    for moment in ["sent", "due", "hearing"] {
        all.extend(words(&conditions[moment]));
    }
    all.extend(words(&definitions["field"]));
    all.extend(words(&definitions["time_bounds"]));
    all.extend(words(&conditions["count"]["properties"]["of"]));
    all.extend(words(&definitions["place"]));
    all.extend(words(&definitions["rule"]["properties"]["severity"]));
    assert!(all.len() > 60, "{all:?}");
    for guide in GUIDES {
        let text = std::fs::read_to_string(root().join(guide)).unwrap();
        let lacks: Vec<&String> = all
            .iter()
            .filter(|word| !text.contains(&format!("`{word}`")) && !text.contains(&format!("`{word}:")))
            .collect();
        assert!(lacks.is_empty(), "{guide} lacks {lacks:?}");
    }
}

#[test]
fn every_example_of_the_table_is_a_condition() {
    for guide in GUIDES {
        let text = std::fs::read_to_string(root().join(guide)).unwrap();
        let (_, table) = text.split_once("|---|---|\n| `all: ").expect("the table");
        let table = format!("| `all: {table}");
        let rows = table.lines().take_while(|line| line.starts_with("| `"));
        let mut count = 0;
        for row in rows {
            count += 1;
            let condition = row.split('`').nth(1).unwrap();
            let each = match condition.split(':').next().unwrap() {
                "weekday" => "each: dates\n",
                "mention" => "each: mentions\n",
                _ => "",
            };
            let rule = format!(
                "code: ZZ101\nname: a\nsummary: {{ja: a, en: a}}\nbinding: practice\nseverity: info\n{each}\
                 params: {{unused: PT1H}}\nwhen: {{{condition}}}\nrequire: {{not: {{{condition}}}}}\nat: kind\n\
                 message: {{ja: a, en: a}}\nexamples:\n  bad: [{{種別: 調査}}]\n  good: [{{種別: 調査}}]\n"
            );
            let plan = "plan: zz\ntitle: {ja: a, en: a}\nprefix: ZZ\nparams: {working_day: PT7H45M}\n\
                        conditions: {clause-3: {kind: survey}}\n";
            let place = folder(&[("plan.yaml", plan), ("ZZ101.yaml", &rule)]);
            let listed = run(kigen(place.path()).args(["rules", "--no-config", "--rules", "."]));
            assert_eq!(listed.status, Some(0), "{guide}: {condition}: {}", listed.stderr);
        }
        assert!(count > 30, "{guide}: {count}");
    }
}
