//! Bounds of a pack as a whole, and what its plan may not say.

use super::*;

fn files(plan: String, rules: impl Iterator<Item = (String, String)>) -> Vec<(String, String)> {
    let rules = rules.map(|(code, text)| (format!("{code}.yaml"), text));
    std::iter::once(("plan.yaml".to_owned(), plan))
        .chain(rules)
        .collect()
}

fn named(files: &[(String, String)]) -> Vec<(&str, String)> {
    files
        .iter()
        .map(|(name, text)| (name.as_str(), text.clone()))
        .collect()
}

/// Fifty thousand conditions are taken, and one more is refused.
#[test]
fn conditions_of_all_rules_are_counted_to_the_last() {
    let pack = |last: usize| {
        let kinds = |count: usize| vec!["{kind: survey}"; count].join(", ");
        let plan = format!(
            "{PLAN}conditions:\n  c0: {{any: [{}]}}\n  c1: {{any: [{}]}}\n",
            kinds(4_990),
            kinds(last)
        );
        let rules = (1..=11).map(|number| {
            let code = format!("XX{number:03}");
            let when = if number == 11 { "{is: c1}" } else { "{is: c0}" };
            let text = rule(&code, when, &two_examples());
            (code, text)
        });
        files(plan, rules)
    };
    // Each rule has four more than its list.
    taken(&named(&pack(56)));
    refused(&named(&pack(57)), "pack/XX011.yaml:7:");
}

/// Sixteen mebibytes of examples are taken, whichever rules they are of: a list that is used twice counts twice.
#[test]
fn examples_of_all_rules_are_counted_together() {
    let pack = |count: usize| {
        let head = "{種別: その他, 件名: 名簿, 発出日時: 2025-09-08 10:00, 期限: 2025-09-12 17:00, 本文: ";
        let filling = "x".repeat((1 << 19) - head.len() - 1);
        let examples = format!("  bad: &a\n    - {head}{filling}}}\n  good: *a\n");
        let rules = (1..=count).map(|number| {
            let code = format!("XX{number:03}");
            let text = rule(&code, "{kind: other}", &examples);
            (code, text)
        });
        files(PLAN.to_owned(), rules)
    };
    taken(&named(&pack(16)));
    refused(&named(&pack(17)), "pack/XX017.yaml:");
}

#[test]
fn a_plan_without_a_prefix_or_with_days_that_are_none_is_refused() {
    let with = |plan: &str, code: &str| {
        let text = rule(code, "{kind: other}", &two_examples());
        files(plan.to_owned(), std::iter::once((code.to_owned(), text)))
    };
    taken(&named(&with(PLAN, "XX001")));
    for (prefix, code) in [
        ("prefix: xx\n", "xx001"),
        ("prefix: X1\n", "X1001"),
        ("prefix: ''\n", "001"),
        ("", "001"),
    ] {
        let plan = PLAN.replace("prefix: XX\n", prefix);
        refused(&named(&with(&plan, code)), "pack/plan.yaml:1:1");
    }
    let with_period = |period: &str| with(&format!("{PLAN}period: {{{period}}}\n"), "XX001");
    taken(&named(&with_period(
        "from: 2025-04-01, until: 令和８年３月３１日",
    )));
    for period in [
        "from: 4月1日",
        "from: 2025-04-01 10:00",
        "until: 3/31 24時",
        "until: 2026-02-30",
        "until: 来年",
    ] {
        refused(&named(&with_period(period)), "pack/plan.yaml:4:");
    }
    // A pattern is compiled wherever it is written.
    let conditions = "conditions:\n  c0: {matches: {field: subject, pattern: '名簿('}}\n";
    refused(
        &named(&with(&format!("{PLAN}{conditions}"), "XX001")),
        "pack/plan.yaml:5:",
    );
}

/// A condition that lacks a part is refused once, and so is one with a part that is none.
#[test]
fn what_a_condition_lacks_is_said_once() {
    let said = |when: &str| {
        by_pack(&[
            ("plan.yaml", PLAN.to_owned()),
            ("XX001.yaml", rule("XX001", when, &two_examples())),
        ])
    };
    for when in [
        "{matches: {field: subject}}",
        "{matches: {pattern: 名簿}}",
        "{matches: {field: subjct, pattern: 名簿}}",
        "{matches: {field: subject, pattern: '名簿('}}",
    ] {
        let (status, said) = said(when);
        assert_eq!(
            (status, said.matches("[pack/XX001.yaml:6:").count()),
            (Some(2), 1),
            "{when} {said}"
        );
    }
    assert_eq!(
        said("{matches: {field: subject, pattern: 名簿}}"),
        (Some(0), String::new())
    );
}

#[test]
fn roles_of_a_mention_and_no_time_have_bounds() {
    let mention = |count: usize| {
        let roles = vec!["deadline"; count].join(", ");
        let text = rule(
            "XX001",
            &format!("{{mention: {{role: [{roles}]}}}}"),
            &two_examples(),
        )
        .replace("at: due", "each: mentions\nat: item");
        [("plan.yaml", PLAN.to_owned()), ("XX001.yaml", text)]
    };
    taken(&mention(100));
    refused(&mention(101), "pack/XX001.yaml:6:");
    // No time at all is written in one way.
    let with = |value: &str| {
        let when = format!("{{elapsed: {{at_least: {value}}}}}");
        [
            ("plan.yaml", PLAN.to_owned()),
            ("XX001.yaml", rule("XX001", &when, &two_examples())),
        ]
    };
    for value in ["PT0S", "PT1S", "PT48H"] {
        taken(&with(value));
    }
    for value in ["PT0M", "PT0H", "PT"] {
        refused(&with(value), "pack/XX001.yaml:6:");
    }
}
