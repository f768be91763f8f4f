//! `kigen rules`, `kigen rules test` and `kigen explain`.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use serde_json::Value;

use crate::common::clean;

fn kigen(arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_kigen"));
    for name in ["LC_ALL", "LC_MESSAGES", "LANG"] {
        command.env_remove(name);
    }
    command.args(arguments).output().expect("kigen runs")
}

/// Standard output of a successful run; asserts that standard error is empty.
fn text(arguments: &[&str]) -> String {
    clean(kigen(arguments))
}

fn json(arguments: &[&str]) -> Value {
    serde_json::from_str(&text(&[arguments, &["--format", "json"]].concat())).expect("JSON")
}

/// Standard error of a failed run; asserts that standard output is empty.
fn refused(arguments: &[&str]) -> String {
    let output = kigen(arguments);
    assert_eq!(output.status.code(), Some(2), "{arguments:?}");
    assert!(output.stdout.is_empty(), "{arguments:?}");
    String::from_utf8(output.stderr).expect("UTF-8")
}

fn catalogue() -> Vec<Value> {
    let value = json(&["rules"]);
    assert_eq!(value["schema"], "kigen/rules/v1");
    value["rules"].as_array().expect("rules").clone()
}

fn codes() -> Vec<String> {
    catalogue()
        .iter()
        .map(|rule| rule["code"].as_str().expect("code").to_owned())
        .collect()
}

#[test]
fn the_catalogue_is_whole_in_both_forms_and_languages() {
    let codes = codes();
    assert!(codes.len() >= 40);
    let mut distinct = codes.clone();
    distinct.sort();
    distinct.dedup();
    assert_eq!(distinct.len(), codes.len());
    for known in ["KG001", "KG015", "KG101", "KG201", "KG304", "KG414"] {
        assert!(codes.iter().any(|code| code == known), "{known}");
    }
    for lang in ["ja", "en"] {
        let page = text(&["rules", "--lang", lang]);
        for code in &codes {
            assert_eq!(
                page.lines()
                    .filter(|line| line.starts_with(code.as_str()))
                    .count(),
                1,
                "{code}"
            );
        }
    }
}

#[test]
fn every_rule_says_what_a_machine_needs() {
    for rule in catalogue() {
        let code = rule["code"].as_str().expect("code");
        assert!(["error", "warning", "info"].contains(&rule["severity"].as_str().expect("severity")));
        assert!(!rule["summary"].as_str().expect("summary").is_empty() && rule["name"].is_string());
        assert!(rule["params"].is_array());
        assert_eq!(rule["clause"].is_string(), rule["quote"].is_string(), "{code}");
        let of_plan = !(code.starts_with("KG0") || code == "KG409");
        for member in ["binding", "plan", "path"] {
            assert_eq!(rule[member].is_string(), of_plan, "{code} {member}");
        }
    }
    let of = |code: &str| {
        catalogue()
            .into_iter()
            .find(|rule| rule["code"] == code)
            .expect("the rule")
    };
    let min_response = &of("KG101")["params"][0];
    assert_eq!(
        (&min_response["name"], &min_response["value"]),
        (&"min_response".into(), &"PT48H".into())
    );
    assert_eq!(min_response["in_plan"], true);
    let hours = of("KG103")["params"].as_array().expect("params").clone();
    for name in ["office_hours", "break", "working_day"] {
        assert!(
            hours
                .iter()
                .any(|param| param["name"] == name && param["in_plan"] == false),
            "{name}"
        );
    }
}

#[test]
fn columns_are_aligned_under_full_width_text() {
    let page = text(&["rules"]);
    let clauses: Vec<usize> = page
        .lines()
        .filter_map(|line| Some(textwrap::core::display_width(&line[..line.find("Ⅲ.１.（１）")?])))
        .collect();
    assert!(
        clauses.len() > 10 && clauses.windows(2).all(|pair| pair[0] == pair[1]),
        "{clauses:?}"
    );
}

#[test]
fn every_code_is_explained() {
    let codes = codes();
    let all: Vec<&str> = codes.iter().map(String::as_str).collect();
    for lang in ["ja", "en"] {
        let arguments = [&["explain", "--lang", lang], all.as_slice()].concat();
        let page = text(&arguments);
        for code in &codes {
            assert_eq!(
                page.lines()
                    .filter(|line| line.starts_with(&format!("{code} ")))
                    .count(),
                1,
                "{code}"
            );
        }
        let explained = json(&arguments);
        assert_eq!(explained["schema"], "kigen/explain/v1");
        assert_eq!(explained["rules"].as_array().expect("rules").len(), codes.len());
        for rule in explained["rules"].as_array().expect("rules") {
            let code = rule["code"].as_str().expect("code");
            let reader = code.starts_with("KG0") || code == "KG409";
            assert_eq!(rule["explanation"].is_string(), reader, "{code}");
            for sort in ["bad", "good"] {
                assert_eq!(
                    rule["examples"][sort].as_array().expect("examples").is_empty(),
                    reader,
                    "{code}"
                );
            }
        }
    }
}

#[test]
fn what_is_not_in_the_plan_is_labelled_so() {
    let ja = text(&["explain", "KG202"]);
    assert!(ja.contains("17時") && ja.contains("12時") && ja.contains("計画に定めなし"));
    assert!(ja.contains("原則") && ja.contains("違反となる例（1）") && ja.contains("違反とならない例（1）"));
    assert!(text(&["explain", "KG202", "--lang", "en"]).contains("not in the plan"));
    let must = text(&["explain", "kg101"]);
    assert!(
        must.contains("例外なし") && must.contains("48時間    計画の定め") || must.contains("計画の定め")
    );
    assert!(!must.contains("計画に定めなし"));
}

#[test]
fn an_unknown_code_is_refused_with_the_nearest() {
    assert!(refused(&["explain", "KG1O1"]).contains("「KG101」の誤りではありませんか"));
    assert!(refused(&["explain", "KG1O1", "--lang", "en"]).contains("Did you mean “KG101”?"));
    assert!(refused(&["explain", "KG101", "nothing"]).contains("kigen rules"));
    refused(&["explain"]);
    refused(&["rules", "--rules", "no-such-folder"]);
}

#[test]
fn the_pack_that_is_shipped_does_as_its_examples_say() {
    for arguments in [
        &["rules", "test"][..],
        &["rules", "test", "rules/soumu-wlb"],
        &["rules", "test", "rules/soumu-wlb/KG101.yaml"],
        &["rules", "test", "rules/common"],
    ] {
        let page = text(arguments);
        assert_eq!(page.lines().count(), 1, "{page}");
        assert!(page.contains("すべて期待どおり"), "{page}");
    }
}

const PLAN: &str = "plan: test\ntitle: {ja: 試しの計画, en: A plan to test with}\nprefix: XX\n";

/// A rule about 件名, with these examples.
fn rule(code: &str, examples: &str) -> String {
    format!(
        "code: {code}\nname: subject\nsummary: {{ja: 件名, en: Subject}}\nbinding: practice\nseverity: info\n\
         when: {{due: {{after: sent}}}}\nrequire: {{present: subject}}\nat: due\nmessage: {{ja: 件名なし, en: No subject}}\nexamples:\n{examples}"
    )
}

/// A request as an example.
fn example(more: &str) -> String {
    format!("    - 種別: その他\n      発出日時: 2025-09-08 10:00\n      期限: 2025-09-12 17:00\n{more}")
}

fn pack(folder: &Path, files: &[(&str, String)]) {
    fs::write(folder.join("plan.yaml"), PLAN).expect("written");
    for (name, text) in files {
        fs::write(folder.join(name), text).expect("written");
    }
}

#[test]
fn an_example_that_does_not_do_as_it_should_fails_at_its_line() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().to_str().expect("a path").to_owned();
    let named = example("      件名: 名簿\n");
    let unnamed = example("");
    let (bad, good) = ("  bad:\n", "  good:\n");
    pack(
        folder.path(),
        &[(
            "XX001.yaml",
            rule("XX001", &format!("{bad}{unnamed}{good}{named}")),
        )],
    );
    assert!(text(&["rules", "test", &path]).contains("規則1件の例2件"));

    let undetermined =
        "    - 種別: その他\n      件名: 名簿\n      発出日時: いつか\n      期限: 2025-09-12 17:00\n";
    let stopped = "    - 種別: その他\n      発出日時: 2025-09-08 10:00\n      期限: 2025-09-08 09:00\n";
    let excepted = example("      例外: [{規則: XX004, 理由: 試し, 承認者: 課長}]\n");
    pack(
        folder.path(),
        &[
            (
                "XX001.yaml",
                rule("XX001", &format!("{bad}{named}{good}{unnamed}")),
            ),
            (
                "XX002.yaml",
                rule("XX002", &format!("{bad}{unnamed}{good}{undetermined}")),
            ),
            (
                "XX003.yaml",
                rule("XX003", &format!("{bad}{unnamed}{good}{stopped}")),
            ),
            (
                "XX004.yaml",
                rule("XX004", &format!("{bad}{excepted}{good}{excepted}")),
            ),
        ],
    );
    for lang in ["ja", "en"] {
        let output = kigen(&["rules", "test", &path, "--lang", lang]);
        assert_eq!(output.status.code(), Some(1));
        assert!(output.stderr.is_empty());
        let page = String::from_utf8(output.stdout).expect("UTF-8");
        let lines: Vec<&str> = page.lines().collect();
        // XX002's unreadable 発出日時 is reported at its own line, the others at their example's first line.
        let places = [
            "XX001.yaml:12",
            "XX001.yaml:17",
            "XX002.yaml:18",
            "XX003.yaml:16",
            "XX004.yaml:12",
        ];
        assert_eq!(lines.len(), places.len() + 1, "{page}");
        for (line, place) in lines.iter().zip(places) {
            assert!(line.contains(place), "{place}: {page}");
        }
        assert!(lines[2].contains("KG007") && lines[3].contains("KG401"), "{page}");
        assert!(lines[5].contains('8') && lines[5].contains('5'), "{page}");
    }
}

#[test]
fn nothing_run_is_nothing_passed() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().to_str().expect("a path").to_owned();
    refused(&["rules", "test", &path]);
    pack(folder.path(), &[]);
    assert!(refused(&["rules", "test", &path]).contains("規則がない"));
    assert!(refused(&["rules", "test", &path, "--lang", "en"]).contains("no rule"));
    // A rule needs a good and a bad example for the pack to load.
    pack(
        folder.path(),
        &[("XX001.yaml", rule("XX001", &format!("  bad:\n{}", example(""))))],
    );
    assert!(refused(&["rules", "test", &path]).contains("good"));
    refused(&["rules", "test", "no-such-folder"]);
}

#[test]
fn a_pack_of_ones_own_is_listed_and_explained() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().to_str().expect("a path").to_owned();
    let examples = format!(
        "  bad:\n{}  good:\n{}",
        example(""),
        example("      件名: 名簿\n")
    );
    pack(folder.path(), &[("XX001.yaml", rule("XX001", &examples))]);
    assert!(text(&["rules", "--rules", &path]).contains("試しの計画（test）"));
    assert!(text(&["explain", "XX001", "--rules", &path]).contains("件名: 名簿"));
    refused(&["explain", "XX001"]);
}

/// Without the indentation of the list, and with that of what is nested.
#[test]
fn an_example_is_shown_as_it_is_written() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().to_str().expect("a path").to_owned();
    let bad = "    - {種別: その他,\n     発出日時: 2025-09-08 10:00,\n       期限: 2025-09-12 17:00}\n";
    let good = example("      件名: 名簿\n      宛先:\n        - 府省: 財務省\n          部局: 主計局\n");
    let examples = format!("  bad:\n{bad}  good:\n{good}");
    pack(folder.path(), &[("XX001.yaml", rule("XX001", &examples))]);
    assert!(text(&["rules", "test", &path]).contains("規則1件の例2件は、すべて期待どおりです。"));
    let told = text(&["explain", "XX001", "--rules", &path]);
    for shown in [
        "    {種別: その他,\n    発出日時: 2025-09-08 10:00,\n     期限: 2025-09-12 17:00}\n",
        "    件名: 名簿\n    宛先:\n      - 府省: 財務省\n        部局: 主計局\n",
    ] {
        assert!(told.contains(shown), "{shown}\n{told}");
    }
}
