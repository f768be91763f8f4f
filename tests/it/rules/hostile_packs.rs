//! Untrusted packs and configurations: what exceeds a bound is refused at its place, at once.

mod spent;
mod whole;

use std::fmt::Write as _;
use std::fs;

use crate::common::{check, codes, folder, kigen, list, run};

const PLAN: &str = "plan: hostile\ntitle: {ja: 試し, en: A try}\nprefix: XX\n";
const REQUEST: &str =
    "種別: その他\n件名: 名簿\n宛先: 財務省\n発出日時: 2025-09-08 10:00\n期限: 2025-09-12 17:00\n";
const EXAMPLE: &str =
    "    - {種別: その他, 件名: 名簿, 発出日時: 2025-09-08 10:00, 期限: 2025-09-12 17:00}\n";

/// A rule with these conditions and examples.
fn rule(code: &str, when: &str, examples: &str) -> String {
    format!(
        "code: {code}\nname: hostile\nsummary: {{ja: 試し, en: A try}}\nbinding: practice\nseverity: info\n\
         when: {when}\nrequire: {{present: subject}}\nat: due\nmessage: {{ja: 試し, en: A try}}\nexamples:\n{examples}"
    )
}

fn two_examples() -> String {
    format!("  bad:\n{EXAMPLE}  good:\n{EXAMPLE}")
}

/// Named conditions, each built from the one before.
fn conditions(count: usize, of_before: impl Fn(&str) -> String) -> String {
    let mut out = format!("{PLAN}conditions:\n  c0: {{kind: consultation}}\n");
    for number in 1..count {
        let _ = writeln!(out, "  c{number}: {}", of_before(&format!("c{}", number - 1)));
    }
    out
}

/// The result of a check with a pack of these files, the same by `--rules` and by a configuration.
fn by_pack(files: &[(&str, String)]) -> (Option<i32>, String) {
    let mut all = vec![
        ("kigen.yaml".to_owned(), "規則集: [pack]\n".to_owned()),
        ("request.yaml".to_owned(), REQUEST.to_owned()),
    ];
    all.extend(
        files
            .iter()
            .map(|(name, text)| (format!("pack/{name}"), text.clone())),
    );
    let all: Vec<(&str, &str)> = all
        .iter()
        .map(|(name, text)| (name.as_str(), text.as_str()))
        .collect();
    let folder = folder(&all);
    let named = check(folder.path(), &["--no-config", "--rules", "pack", "request.yaml"]);
    let configured = check(folder.path(), &["request.yaml"]);
    assert_eq!(
        named.status, configured.status,
        "{}{}",
        named.stderr, configured.stderr
    );
    (named.status, named.stderr)
}

fn refused(files: &[(&str, String)], place: &str) {
    let (status, said) = by_pack(files);
    assert_eq!(status, Some(2), "{said}");
    assert!(said.contains(place), "{place}: {said}");
    assert!(said.len() < 100_000, "{} bytes", said.len());
}

fn taken(files: &[(&str, String)]) {
    let (status, said) = by_pack(files);
    assert_eq!((status, said.as_str()), (Some(0), ""));
}

#[test]
fn conditions_that_double_are_refused_where_they_are_too_many() {
    for word in ["all", "any"] {
        let doubling = |count| {
            conditions(count, |before| {
                format!("{{{word}: [{{is: {before}}}, {{is: {before}}}]}}")
            })
        };
        let used = |name: &str| rule("XX001", &format!("{{is: {name}}}"), &two_examples());
        // c0 is one condition; each further one is two more and twice the one before.
        taken(&[("plan.yaml", doubling(11)), ("XX001.yaml", used("c10"))]);
        refused(
            &[("plan.yaml", doubling(40)), ("XX001.yaml", used("c39"))],
            "pack/plan.yaml:17:",
        );
    }
}

#[test]
fn conditions_that_stand_too_deep_in_one_another_are_refused() {
    let nested = |count| conditions(count, |before| format!("{{not: {{is: {before}}}}}"));
    let used = |name: &str| rule("XX001", &format!("{{is: {name}}}"), &two_examples());
    taken(&[("plan.yaml", nested(31)), ("XX001.yaml", used("c30"))]);
    refused(&[("plan.yaml", nested(33)), ("XX001.yaml", used("c32"))], "pack/");
    refused(
        &[("plan.yaml", nested(6000)), ("XX001.yaml", used("c5999"))],
        "pack/plan.yaml:",
    );
    let written = "{not: ".repeat(6000) + "{kind: survey}" + &"}".repeat(6000);
    refused(
        &[
            ("plan.yaml", PLAN.to_owned()),
            ("XX001.yaml", rule("XX001", &written, &two_examples())),
        ],
        "pack/XX001.yaml:6:",
    );
}

#[test]
fn a_wide_condition_is_counted_too() {
    let wide = |count: usize| format!("{{any: [{}]}}", vec!["{kind: survey}"; count].join(", "));
    let with = |count| {
        [
            ("plan.yaml", PLAN.to_owned()),
            ("XX001.yaml", rule("XX001", &wide(count), &two_examples())),
        ]
    };
    taken(&with(9_900));
    refused(&with(10_100), "pack/XX001.yaml:6:");
    // A list used by alias counts as long as a written one.
    let plan = format!(
        "{PLAN}conditions:\n  c0: &c {{all: [{}]}}\n  c1: {{any: [{}]}}\n",
        vec!["{kind: survey}"; 200].join(", "),
        vec!["*c"; 200].join(", ")
    );
    refused(
        &[
            ("plan.yaml", plan),
            ("XX001.yaml", rule("XX001", "{is: c1}", &two_examples())),
        ],
        "pack/plan.yaml:5:",
    );
}

#[test]
fn the_rules_of_a_pack_are_counted_together() {
    let plan = format!(
        "{PLAN}conditions:\n  c0: {{any: [{}]}}\n",
        vec!["{kind: survey}"; 5_000].join(", ")
    );
    let mut files = vec![("plan.yaml".to_owned(), plan)];
    for number in 1..=11 {
        let code = format!("XX{number:03}");
        files.push((format!("{code}.yaml"), rule(&code, "{is: c0}", &two_examples())));
    }
    let files: Vec<(&str, String)> = files
        .iter()
        .map(|(name, text)| (name.as_str(), text.clone()))
        .collect();
    taken(&files[..10]);
    refused(&files, "pack/XX010.yaml:7:");
}

/// A condition's cost depends on the text it reads: a few over a long text cost as much as many.
#[test]
fn what_judging_a_file_costs_is_bounded_whatever_its_conditions_are() {
    let pack = |uses: usize| {
        let plan = format!(
            "{PLAN}conditions:\n  m: {{matches: {{field: body, pattern: '(x|yz)[0-9]'}}}}\n  c0: {{any: [{}]}}\n",
            vec!["{is: m}"; uses].join(", ")
        );
        [
            ("pack/plan.yaml", plan),
            (
                "pack/XX001.yaml",
                rule("XX001", "{not: {is: c0}}", &two_examples())
                    .replace("present: subject", "absent: subject"),
            ),
            ("kigen.yaml", "規則集: [pack]\n".to_owned()),
            (
                "request.yaml",
                format!(
                    "{REQUEST}本文: a\n---\n{REQUEST}本文: {}\n---\n{REQUEST}本文: a\n",
                    "メモ。".repeat(111_000)
                ),
            ),
        ]
    };
    for (uses, judged) in [(90, [true; 3]), (110, [true, false, false])] {
        let files = pack(uses);
        let files = files.each_ref().map(|(name, text)| (*name, text.as_str()));
        let folder = folder(&files);
        let output = check(folder.path(), &["--format", "json", "request.yaml"]).json();
        let raised = |code: &str, request: usize| {
            let found = crate::common::list(&output, "diagnostics").iter();
            found
                .filter(|found| found["code"] == code && found["request"] == request)
                .count()
        };
        for (request, judged) in judged.into_iter().enumerate() {
            // An unjudged request is never called clean, and has no other finding.
            let wanted = if judged { (1, 0) } else { (0, 1) };
            assert_eq!(
                (raised("XX001", request), raised("KG008", request)),
                wanted,
                "{uses}, {request}"
            );
            let verdict = &output["requests"][request]["verdict"];
            assert_eq!(verdict == "must-fix", !judged, "{uses}, {request}: {verdict}");
        }
    }
}

#[test]
fn examples_past_a_thousand_are_refused_and_fewer_are_not_run() {
    let many = |count: usize| format!("  bad:\n{}  good:\n{EXAMPLE}", EXAMPLE.repeat(count));
    let with = |count| {
        [
            ("plan.yaml", PLAN.to_owned()),
            ("XX001.yaml", rule("XX001", "{kind: other}", &many(count))),
        ]
    };
    // Examples that are not what they claim to be: a check does not run them.
    taken(&with(999));
    refused(&with(1001), "pack/XX001.yaml:1012:");
    refused(&with(20_000), "pack/XX001.yaml:1012:");
    // More examples than a file may have items.
    refused(&with(50_000), "pack/XX001.yaml:");
    // A text used by alias counts at each use.
    let long = format!("    - &e {{種別: その他, 本文: {}}}\n", "あ".repeat(20_000));
    let aliased = format!("  bad:\n{long}{}  good:\n{EXAMPLE}", "    - *e\n".repeat(900));
    let (status, _) = by_pack(&[
        ("plan.yaml", PLAN.to_owned()),
        ("XX001.yaml", rule("XX001", "{kind: other}", &aliased)),
    ]);
    assert!(matches!(status, Some(0 | 2)));
}

#[test]
fn parameters_rules_and_patterns_have_bounds() {
    let params = |count: usize| {
        let mut out = format!("{PLAN}params:\n");
        for number in 0..count {
            let _ = writeln!(out, "  p{number}: PT48H");
        }
        out
    };
    let one = || rule("XX001", "{kind: other}", &two_examples());
    taken(&[("plan.yaml", params(500)), ("XX001.yaml", one())]);
    refused(
        &[("plan.yaml", params(501)), ("XX001.yaml", one())],
        "pack/plan.yaml:505:",
    );
    refused(
        &[("plan.yaml", params(100_000)), ("XX001.yaml", one())],
        "pack/plan.yaml:505:",
    );

    let matching = |count: usize, pattern: &str| {
        let one = format!("{{matches: {{field: subject, pattern: '{pattern}'}}}}");
        let when = format!("{{any: [{}]}}", vec![one; count].join(", "));
        [
            ("plan.yaml", PLAN.to_owned()),
            ("XX001.yaml", rule("XX001", &when, &two_examples())),
        ]
    };
    taken(&matching(100, "電波"));
    refused(&matching(101, "電波"), "pack/XX001.yaml:6:");
    refused(&matching(1, r"\w{1000}{1000}"), "pack/XX001.yaml:6:");
    refused(&matching(1, &"あ".repeat(1400)), "pack/XX001.yaml:6:");
}

#[test]
fn the_patterns_of_titles_have_bounds() {
    let kinds = |count: usize, pattern: &str, example: &str| {
        let mut out = String::from("kinds:\n");
        for number in 0..count {
            let _ = writeln!(
                out,
                "  - {{name: n{number}, kind: 照会, pattern: '{pattern}', examples: ['{example}']}}"
            );
        }
        [
            ("plan.yaml", PLAN.to_owned()),
            ("XX001.yaml", rule("XX001", "{kind: other}", &two_examples())),
            ("kinds.yaml", out),
        ]
    };
    taken(&kinds(100, "問合せ", "問合せ"));
    refused(&kinds(101, "問合せ", "問合せ"), "pack/kinds.yaml:102:");
    refused(
        &kinds(1, r"(\w{200}){200}|問合せ", "問合せ"),
        "pack/kinds.yaml:2:",
    );
    refused(&kinds(1, &"あ|".repeat(2000), "問合せ"), "pack/kinds.yaml:2:");
    let hosts = format!(
        "online: {{hosts: [{}]}}\n",
        vec!["a.example.jp"; 200_000].join(", ")
    );
    refused(
        &[
            ("plan.yaml", PLAN.to_owned()),
            ("XX001.yaml", rule("XX001", "{kind: other}", &two_examples())),
            ("kinds.yaml", hosts),
        ],
        "pack/kinds.yaml",
    );
}

#[test]
fn a_pack_of_a_thousand_faults_shows_the_first() {
    let mut plan = format!("{PLAN}conditions:\n");
    for number in 0..5_000 {
        let _ = writeln!(plan, "  c{number}: {{knid: survey}}");
    }
    let (status, said) = by_pack(&[("plan.yaml", plan)]);
    assert_eq!(status, Some(2));
    assert!(
        said.contains("pack/plan.yaml:5:") && said.len() < 100_000,
        "{} bytes",
        said.len()
    );
    // Fifty faults, with the conditions that are none.
    assert_eq!(said.matches("[pack/plan.yaml:").count(), 50, "{said}");
}

/// Forty lines expand to 2⁴⁰ conditions.
#[test]
fn aliases_that_double_are_counted_as_conditions() {
    let mut plan = format!("{PLAN}conditions:\n  c0: &a0 {{kind: survey}}\n");
    for number in 1..40 {
        let before = number - 1;
        let _ = writeln!(plan, "  c{number}: &a{number} {{all: [*a{before}, *a{before}]}}");
    }
    refused(&[("plan.yaml", plan)], "pack/plan.yaml:");
}

#[test]
fn globs_have_a_bound_of_choices() {
    let with = |count: usize| {
        let glob = format!("'{}.yaml'", "{a,b}".repeat(50));
        let list = vec![glob; count].join(", ");
        let folder = folder(&[
            ("kigen.yaml", &format!("対象外: [{list}]\n")),
            ("request.yaml", REQUEST),
        ]);
        check(folder.path(), &["request.yaml"])
    };
    assert_eq!(with(40).status, Some(0), "{}", with(40).stderr);
    for count in [41, 900] {
        let run = with(count);
        assert_eq!(run.status, Some(2));
        assert!(run.stderr.contains("kigen.yaml:1:"), "{}", run.stderr);
    }
}

#[test]
fn packs_past_thirty_two_are_refused() {
    let folder = folder(&[
        ("pack/plan.yaml", PLAN),
        (
            "pack/XX001.yaml",
            &rule("XX001", "{kind: other}", &two_examples()),
        ),
        ("request.yaml", REQUEST),
        ("kigen.yaml", "x"),
    ]);
    for (count, wanted) in [(32, 0), (33, 2)] {
        let list = vec!["pack"; count].join(", ");
        fs::write(folder.path().join("kigen.yaml"), format!("規則集: [{list}]\n")).unwrap();
        assert_eq!(
            check(folder.path(), &["request.yaml"]).status,
            Some(wanted),
            "{count}"
        );
    }
}

#[test]
fn a_plan_s_period_is_stated_anew() {
    let late = REQUEST
        .replace("2025-09-08", "2026-09-07")
        .replace("2025-09-12", "2026-09-11");
    let with = |configuration: &str| {
        let folder = folder(&[("kigen.yaml", configuration), ("request.yaml", &late)]);
        let run = check(
            folder.path(),
            &["--format", "json", "--select", "KG404", "request.yaml"],
        );
        (
            run.status,
            run.stdout.contains("\"code\":\"KG404\"") || run.stdout.contains("\"code\": \"KG404\""),
            run.stderr,
        )
    };
    assert!(with("言語: 日本語\n").1);
    for renewed in [
        "計画: {soumu-wlb: {期間: {終了: 2031-03-31}}}\n",
        "計画: {soumu-wlb: {期間: {開始: 令和8年4月1日, 終了: 令和13年3月31日}}}\n",
        "plans: {soumu-wlb: {period: {until: 2031-03-31}}}\n",
    ] {
        assert_eq!(with(renewed), (Some(0), false, String::new()), "{renewed}");
    }
    // To the minute: the last day is included.
    assert!(with("計画: {soumu-wlb: {期間: {終了: 2026-09-06}}}\n").1);
    assert!(!with("計画: {soumu-wlb: {期間: {終了: 2026-09-07}}}\n").1);
    // Before its first day it is not in force.
    assert!(with("計画: {soumu-wlb: {期間: {開始: 2026-10-01, 終了: 2031-03-31}}}\n").1);
    for (wrong, place) in [
        ("計画: {soumu-wbl: {期間: {終了: 2031-03-31}}}\n", "soumu-wlb"),
        ("計画: {common: {期間: {終了: 2031-03-31}}}\n", "kigen.yaml:1:6"),
        (
            "計画: {soumu-wlb: {期間: {終了: 2025-03-31, 開始: 2026-04-01}}}\n",
            "kigen.yaml:1:",
        ),
        ("計画: {soumu-wlb: {期間: {終了: いつか}}}\n", "kigen.yaml:1:"),
        ("計画: {soumu-wlb: {期間: {}}}\n", "kigen.yaml:1:"),
        ("計画: {soumu-wlb: {}}\n", "kigen.yaml:1:"),
        ("計画: {soumu-wlb: 2031-03-31}\n", "kigen.yaml:1:"),
        ("計画: soumu-wlb\n", "kigen.yaml:1:"),
    ] {
        let (status, _, said) = with(wrong);
        assert_eq!(status, Some(2), "{wrong}");
        assert!(said.contains(place), "{wrong}{said}");
    }
    // `config` shows the effective period.
    let folder = folder(&[("kigen.yaml", "計画: {soumu-wlb: {期間: {終了: 2031-03-31}}}\n")]);
    let shown = run(kigen(folder.path()).args(["config", "--format", "json"]));
    assert!(
        shown.stdout.contains("plans.soumu-wlb.period"),
        "{}{}",
        shown.stdout,
        shown.stderr
    );
}

#[test]
fn rules_words_and_the_bytes_of_examples_have_bounds() {
    let rules = |count: usize| {
        let names: Vec<String> = (0..count).map(|number| format!("r{number:04}.yaml")).collect();
        let mut files = vec![("plan.yaml", PLAN.to_owned())];
        for (number, name) in names.iter().enumerate() {
            let code = format!("XX{:03}", number % 1000);
            files.push((name, rule(&code, "{kind: consultation}", &two_examples())));
        }
        by_pack(&files)
    };
    // As many rules as a prefix has codes.
    assert_eq!(rules(1000), (Some(0), String::new()));
    let (status, said) = rules(1001);
    assert_eq!(status, Some(2));
    assert!(
        said.contains("pack/r1000.yaml:1:") && said.contains("1000"),
        "{said}"
    );

    let words = |count: usize| {
        let when = format!("{{kind: [{}]}}", vec!["other"; count].join(", "));
        [
            ("plan.yaml", PLAN.to_owned()),
            ("XX001.yaml", rule("XX001", &when, &two_examples())),
        ]
    };
    taken(&words(100));
    refused(&words(101), "pack/XX001.yaml:6:");

    // The pattern compiles small at any length, so only the bound on its text can refuse it.
    let pattern = |bytes: usize| {
        let when = format!(
            "{{matches: {{field: subject, pattern: '名簿|[{}]'}}}}",
            "x".repeat(bytes - 9)
        );
        [
            ("plan.yaml", PLAN.to_owned()),
            ("XX001.yaml", rule("XX001", &when, &two_examples())),
        ]
    };
    taken(&pattern(4096));
    refused(&pattern(4097), "pack/XX001.yaml:6:");

    // Bytes between an example's braces, plus the braces.
    let example = |bytes: usize| {
        let head = "{種別: その他, 件名: 名簿, 発出日時: 2025-09-08 10:00, 期限: 2025-09-12 17:00, 本文: ";
        format!("    - {head}{}}}\n", "x".repeat(bytes - head.len() - 1))
    };
    let mebibyte = 1 << 20;
    let of_rule = |bytes: usize| {
        let small = EXAMPLE.trim().len() - 2;
        let examples = format!("  bad:\n{}  good:\n{EXAMPLE}", example(bytes - small));
        rule("XX001", "{kind: other}", &examples)
    };
    taken(&[("plan.yaml", PLAN.to_owned()), ("XX001.yaml", of_rule(mebibyte))]);
    refused(
        &[
            ("plan.yaml", PLAN.to_owned()),
            ("XX001.yaml", of_rule(mebibyte + 1)),
        ],
        "pack/XX001.yaml:",
    );

    let hosts = |count: usize| {
        let hosts = vec!["a.example.jp"; count].join(", ");
        [
            ("plan.yaml", PLAN.to_owned()),
            ("XX001.yaml", rule("XX001", "{kind: other}", &two_examples())),
            ("kinds.yaml", format!("online: {{hosts: [{hosts}]}}\n")),
        ]
    };
    taken(&hosts(1000));
    refused(&hosts(1001), "pack/kinds.yaml:1:");
}

#[test]
fn lists_of_a_configuration_have_bounds() {
    let said = |text: String| {
        let folder = folder(&[("kigen.yaml", &text), ("request.yaml", REQUEST)]);
        let run = check(folder.path(), &["request.yaml"]);
        (run.status, run.stderr)
    };
    let holds = |what: &str, at: usize, text: &dyn Fn(usize) -> String| {
        let (status, complaint) = said(text(at));
        assert!(matches!(status, Some(0 | 1)), "{what}: {complaint}");
        let (status, complaint) = said(text(at + 1));
        assert_eq!(status, Some(2), "{what}");
        assert!(complaint.contains("kigen.yaml:"), "{what}: {complaint}");
    };
    let days = |count: usize| {
        let mut text = "閉庁日:\n".to_owned();
        for number in 0..count {
            let _ = writeln!(
                text,
                "  - {{日付: {}-02-0{}, 理由: x}}",
                1950 + number % 200,
                1 + number / 200
            );
        }
        text
    };
    holds("entries", 1000, &days);
    let overrides = |count: usize| {
        let mut text = "個別設定:\n".to_owned();
        for number in 0..count {
            let _ = writeln!(
                text,
                "  - {{対象: [\"request.yaml\", \"{number}.yaml\"], 現在: 2025-09-08T10:00}}"
            );
        }
        text
    };
    holds("overrides", 100, &overrides);
}

/// The budget for searches grows with the file: each request has its own.
#[test]
fn a_long_file_of_plain_requests_is_judged_to_its_end() {
    const REQUEST: &str = "種別: 照会\n発出元: 総務省\n宛先: 財務省\n発出日時: 2025-09-09 10:00\n回答期限: 2025-09-12 17:00\n想定作業量: 2時間\n";
    let text = vec![REQUEST; 4500].join("---\n");
    let place = folder(&[("a.yaml", &text)]);
    let output = check(place.path(), &["--no-config", "--format", "json", "a.yaml"]).json();
    assert_eq!(list(&output, "requests").len(), 4500);
    assert!(codes(&output).is_empty(), "{:?}", &codes(&output)[..1]);
    let last = list(&output, "requests").last().unwrap();
    assert_eq!(last["send_by"], "2025-09-12T15:00:00+09:00", "{last}");
}

#[test]
fn a_pattern_that_is_none_is_refused_in_one_line_with_its_reason() {
    let when = "{matches: {field: subject, pattern: '取り急ぎ(|恐縮'}}";
    let files = [
        ("plan.yaml", PLAN.to_owned()),
        ("XX101.yaml", rule("XX101", when, &two_examples())),
    ];
    let (_, said) = by_pack(&files);
    assert!(
        said.contains("正規表現が正しくありません（unclosed group）。"),
        "{said}"
    );
    assert!(said.contains("対処：") && !said.contains('\u{fffd}'), "{said}");
}

#[test]
fn what_asks_of_a_mention_needs_the_mentions() {
    let test = "{mention: {role: deadline}}";
    let plan = ("plan.yaml", PLAN.to_owned());
    let of = |text: String| [plan.clone(), ("XX101.yaml", text)];
    let text = rule("XX101", test, &two_examples());
    let place = format!("XX101.yaml:6:{}", "when: {".len() + 1);
    refused(&of(text.clone()), &place);
    refused(&of(text.clone()), "each: mentions");
    refused(&of(text.replace("at: due", "at: due\neach: dates")), &place);
    taken(&of(text.replace("at: due", "at: item\neach: mentions")));
    // Where it stands in a named condition, the place is that of its use.
    let named = format!("{PLAN}conditions:\n  asked: {test}\n");
    let text = rule("XX101", "{is: asked}", &two_examples());
    refused(&[("plan.yaml", named), ("XX101.yaml", text)], "XX101.yaml:6:");
}
