//! The rule file's schema and loader agree.

use kigen::rules::PackFile;

use super::{RULE, complaints, load_yaml};

const PLAN: &str = "plan: p\nprefix: AB\nparams: {least: PT48H, evening: '17:00'}\nconditions: {law: {kind: consultation}}\n";
const RULE_FILE: &str = "
code: AB101
name: n
summary: {ja: 一, en: a}
binding: must
severity: error
when: {is: law, scope: [law, policy-coordination], round: first}
require: {elapsed: {at_least: $least}}
at: due
message: {ja: '{elapsed}', en: a}
examples: {bad: [{種別: 協議, 期限: 2025-09-11}], good: {種別: 協議, 期限: 2025-09-11}}
";

/// A rule file with one line replaced.
fn changed(line: &str) -> String {
    let key = line.split(':').next().unwrap();
    let kept: String = RULE_FILE
        .lines()
        .filter(|old| old.split(':').next() != Some(key))
        .map(|old| format!("{old}\n"))
        .collect();
    format!("{kept}{line}\n")
}

#[test]
fn rules_that_the_schema_and_the_loader_judge_alike() {
    let both = |text: &str| {
        let files = [("plan.yaml", PLAN), ("rule.yaml", text)];
        let files = files.map(|(path, text)| PackFile::new(path, text));
        (
            complaints(&RULE, &load_yaml(text)),
            kigen::rules::load(&files).map(|_| ()),
        )
    };
    assert!(RULE.is_valid(&load_yaml(PLAN)));
    let good = [
        "code: AB102",
        "when: {all: [{internal: false}, {not: {known: {any: {online: no}}}}]}",
        "when: {present: [due, hearing.online], absent: to, count: {of: dues, at_least: 2, less_than: 5}}",
        "when: {ministries: {more_than: 1}, weekday: right, matches: {field: subject, pattern: '^(?i)a'}}",
        "require: {hearing: {in_office_hours: everyone, over_break: sender}, due: {after: sent, written_as: date}}",
        "require: {not: {evening_request: {from: $evening, until: end_of_day}}, sent: {within: plan}}",
        "require: {working: {at_least: effort, more_than: PT0S}}",
        "message: [{if: {kind: review}, ja: 一, en: a}, {ja: 二, en: b}]",
        "help: {ja: 一, en: '{due}'}",
        "params: {n: 2, t: {value: '17:00', in_plan: false, ja: 一}}",
        "stop: due",
        "once: true",
        "each: materials",
        "also: [sent, hearing.start]",
    ];
    for line in good {
        let (wrong, loaded) = both(&changed(line));
        assert!(
            wrong.is_empty() && loaded.is_ok(),
            "{line}\n{wrong:#?}\n{loaded:#?}"
        );
    }
    let bad = [
        "code: AB1",
        "binding: perhaps",
        "severity: fatal",
        "colour: red",
        "at: round",
        "each: dues",
        "stop: sent",
        "once: maybe",
        "summary: {ja: 一}",
        "message: {ja: 一, en: '{elapse}'}",
        "message: {if: {kind: review}, ja: 一, en: a}",
        "message: []",
        "examples: {bad: [], good: {種別: 協議, 期限: 2025-09-11}}",
        "examples: {bad: {種別: 協議, 期限: 2025-09-11}}",
        "when: {kinds: review}",
        "when: {kind: 協議}",
        "when: {present: [dew]}",
        "when: {count: {at_least: 2}}",
        "when: {all: [{not: {nothing: 1}}]}",
        "require: {elapsed: {least: PT48H}}",
        "require: {elapsed: {at_least: 48}}",
        "require: {ministries: {at_least: PT1H}}",
        "require: {sent: {written_as: date}}",
        "require: {due: {in_break: sender}}",
        "require: {evening_request: {from: '17:00'}}",
        "require: []",
        "params: {n: {in_plan: false}}",
    ];
    for line in bad {
        let (wrong, loaded) = both(&changed(line));
        assert!(
            !wrong.is_empty() && loaded.is_err(),
            "{line}\n{wrong:#?}\n{loaded:#?}"
        );
    }
    // A missing pattern is rejected by the schema only; the loader drops the condition.
    assert!(!RULE.is_valid(&load_yaml(&changed("when: {matches: {field: subject}}"))));
    for key in [
        "code", "name", "summary", "binding", "severity", "require", "at", "message", "examples",
    ] {
        let text = changed(&format!("{key}: x")).replace(&format!("\n{key}: x\n"), "\n");
        let (wrong, loaded) = both(&text);
        assert!(!wrong.is_empty() && loaded.is_err(), "without {key}");
    }
}
