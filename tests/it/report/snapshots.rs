//! Every document of `fixtures/requests`: snapshots of its report for people and for machines, and invariants of any
//! report, so that a wrong report cannot be accepted as a snapshot unnoticed.

use std::collections::BTreeSet;
use std::fs;
use std::ops::Range;

use crate::common::{Place, check, codes, count, decode, is_harmless, kigen, list, root, run, text};
use serde_json::{Map, Value};

/// The documents, by their names in order.
fn fixtures() -> Vec<String> {
    let folder = fs::read_dir(root().join("fixtures/requests")).expect("fixtures");
    let mut names: Vec<String> = folder
        .map(|entry| entry.expect("an entry").file_name().into_string().expect("UTF-8"))
        .collect();
    names.retain(|name| name.ends_with(".yaml"));
    names.sort();
    assert!(names.len() >= 20, "{names:?}");
    names
}

fn path(name: &str) -> String {
    format!("fixtures/requests/{name}")
}

fn human(name: &str, lang: &str) -> String {
    let run = check(root(), &["--lang", lang, "--verbose", &path(name)]);
    assert_eq!(run.stderr, "", "{name}");
    assert!(matches!(run.status, Some(0 | 1)), "{name}: {:?}", run.status);
    run.stdout
}

fn json(name: &str, lang: &str) -> Value {
    check(root(), &["--lang", lang, "--format", "json", &path(name)]).json()
}

/// Members sorted by name.
fn sorted(value: &Value) -> Value {
    match value {
        Value::Object(members) => {
            let names: BTreeSet<&String> = members.keys().collect();
            Value::Object(
                names
                    .into_iter()
                    .map(|name| (name.clone(), sorted(&members[name])))
                    .collect::<Map<_, _>>(),
            )
        }
        Value::Array(items) => Value::Array(items.iter().map(sorted).collect()),
        other => other.clone(),
    }
}

/// Every range inside a value.
fn ranges<'v>(value: &'v Value, found: &mut Vec<&'v Value>) {
    match value {
        Value::Object(members) => {
            found.extend(members.get("range"));
            members.values().for_each(|member| ranges(member, found));
        }
        Value::Array(items) => items.iter().for_each(|item| ranges(item, found)),
        _ => {}
    }
}

/// A value without the sentences in the run's language.
fn wordless(value: &Value) -> Value {
    match value {
        Value::Object(members) => {
            let kept = members.iter().filter(|(name, _)| {
                !matches!(
                    name.as_str(),
                    "message" | "help" | "reason" | "title" | "plan_title"
                )
            });
            Value::Object(
                kept.map(|(name, member)| (name.clone(), wordless(member)))
                    .collect(),
            )
        }
        Value::Array(items) => Value::Array(items.iter().map(wordless).collect()),
        other => other.clone(),
    }
}

/// The byte offset of a line and a column, found by walking the file's text.
fn walked(file: &[u8], line: usize, column: usize) -> Option<usize> {
    let whole = decode(file)?;
    let unit = |c: char| match file {
        [0xff, 0xfe, ..] | [0xfe, 0xff, ..] => 2 * c.len_utf16(),
        _ => c.len_utf8(),
    };
    let (mut byte, mut at) = (0, (1, 1));
    let mut characters = whole.chars().peekable();
    if characters.peek() == Some(&'\u{feff}') {
        byte += characters.next().map_or(0, unit);
    }
    while at != (line, column) {
        let c = characters.next()?;
        byte += unit(c);
        at = match c {
            '\r' if characters.peek() == Some(&'\n') => at,
            '\r' | '\n' => (at.0 + 1, 1),
            _ => (at.0, at.1 + 1),
        };
    }
    Some(byte)
}

#[test]
fn every_document_is_reported_as_before() {
    insta::with_settings!({ omit_expression => true, prepend_module_to_snapshot => false }, {
        for name in fixtures() {
            let stem = name.trim_end_matches(".yaml");
            insta::assert_snapshot!(format!("{stem}.ja"), human(&name, "ja"));
            insta::assert_snapshot!(format!("{stem}.en"), human(&name, "en"));
            let mut output = sorted(&json(&name, "ja"));
            output["tool"]["version"] = "[version]".into();
            // The address of the documentation is not part of the snapshot.
            let output = serde_json::to_string_pretty(&output).expect("JSON");
            let output = output.replace(env!("CARGO_PKG_HOMEPAGE"), "HOMEPAGE/");
            insta::assert_snapshot!(format!("{stem}.json"), output);
        }
    });
}

#[test]
fn the_folder_as_a_whole_is_reported_as_before() {
    let run = check(root(), &["fixtures/requests"]);
    assert_eq!((run.status, run.stderr.as_str()), (Some(1), ""));
    insta::with_settings!({ omit_expression => true, prepend_module_to_snapshot => false }, {
        insta::assert_snapshot!("folder.ja", run.stdout);
    });
}

#[test]
fn every_range_lies_in_its_file_and_says_one_place_four_ways() {
    let mut seen = 0;
    for name in fixtures() {
        let file = fs::read(root().join(path(&name))).expect("a fixture");
        let output = json(&name, "ja");
        let mut found = Vec::new();
        ranges(&output, &mut found);
        for range in found {
            seen += 1;
            let [start, end] = ["start", "end"].map(|side| Place::said(&range[side]));
            assert!(
                start.byte <= end.byte && end.byte <= file.len(),
                "{name}: {range}"
            );
            for place in [start, end] {
                assert_eq!(Place::counted(&file, place.byte).as_ref(), Some(&place), "{name}");
                if decode(&file).is_some() {
                    assert_eq!(
                        walked(&file, place.line, place.column),
                        Some(place.byte),
                        "{name}: {place:?}"
                    );
                }
            }
        }
    }
    assert!(seen > 80, "{seen}");
}

#[test]
fn a_range_covers_the_whole_value_and_nothing_of_what_is_around_it() {
    for name in fixtures() {
        let file = fs::read(root().join(path(&name))).expect("a fixture");
        for found in list(&json(&name, "ja"), "diagnostics") {
            let range: Range<usize> =
                count(&found["range"]["start"], "byte")..count(&found["range"]["end"], "byte");
            let mut marked = file[range.clone()].to_vec();
            let mark: &[u8] = if file.starts_with(&[0xff, 0xfe]) {
                &[0xff, 0xfe]
            } else {
                &[]
            };
            marked.splice(0..0, mark.iter().copied());
            let marked = decode(&marked).expect("whole characters");
            let marked = marked.trim_start_matches('\u{feff}');
            assert_eq!(marked.trim(), marked, "{name}: {found}");
            assert!(
                !marked.ends_with('#') && !marked.starts_with(':'),
                "{name}: {marked}"
            );
            let quotes = marked.matches('"').count();
            assert!(
                quotes.is_multiple_of(2) || text(found, "code") == "KG002",
                "{name}: {marked}"
            );
        }
    }
}

#[test]
fn every_code_is_in_the_catalogue_and_has_its_name_and_severity_there() {
    let catalogue = run(kigen(root()).args(["rules", "--format", "json"])).json();
    for name in fixtures() {
        for found in list(&json(&name, "ja"), "diagnostics") {
            let rule = list(&catalogue, "rules")
                .iter()
                .find(|rule| rule["code"] == found["code"]);
            let rule = rule.unwrap_or_else(|| panic!("{name}: {} is not in the catalogue", found["code"]));
            assert_eq!(
                (&rule["name"], &rule["severity"]),
                (&found["name"], &found["severity"]),
                "{name}"
            );
        }
    }
}

#[test]
fn every_rule_of_the_catalogue_fires_on_a_document_or_on_its_own_example() {
    let catalogue = run(kigen(root()).args(["rules", "--format", "json"])).json();
    let mut fired = BTreeSet::new();
    for name in fixtures() {
        let output = json(&name, "ja");
        fired.extend(codes(&output).into_iter().map(str::to_owned));
    }
    let hostile = check(root(), &["--format", "json", "fixtures/hostile"]).json();
    fired.extend(codes(&hostile).into_iter().map(str::to_owned));
    // A rule's bad examples must raise it.
    let engine = kigen::engine::Engine::new(&[]).expect("the pack that is shipped");
    for pack in engine.rules.packs.iter() {
        let tested = kigen::check::rule_test::run(&engine, pack);
        assert!(tested.failures.is_empty(), "{:?}", tested.failures);
        fired.extend(
            pack.rules
                .iter()
                .filter(|rule| !kigen::engine::examples(rule).bad.is_empty())
                .map(|rule| rule.code.to_string()),
        );
    }
    for rule in list(&catalogue, "rules") {
        let code = text(rule, "code");
        // Raised by no fixture: KG015 is iCalendar's, the others have tests of their own.
        let elsewhere = ["KG015", "KG016", "KG017", "KG018", "KG019", "KG020", "KG021"].contains(&code);
        assert!(fired.contains(code) || elsewhere, "{code} fires nowhere");
    }
}

#[test]
fn the_summary_counts_what_is_listed() {
    for name in fixtures() {
        let output = json(&name, "ja");
        let summary = &output["summary"];
        for severity in ["error", "warning", "info"] {
            let listed = list(&output, "diagnostics")
                .iter()
                .filter(|found| text(found, "severity") == severity);
            assert_eq!(count(summary, severity), listed.count(), "{name}");
        }
        for lists in ["requests", "undetermined", "excepted"] {
            assert_eq!(count(summary, lists), list(&output, lists).len(), "{name}");
        }
        assert_eq!(count(summary, "files"), 1, "{name}");
    }
}

#[test]
fn both_languages_give_the_same_findings() {
    for name in fixtures() {
        let (ja, en) = (json(&name, "ja"), json(&name, "en"));
        assert_eq!(wordless(&ja), wordless(&en), "{name}");
        for (ja, en) in list(&ja, "diagnostics").iter().zip(list(&en, "diagnostics")) {
            assert_ne!(text(ja, "message"), text(en, "message"), "{name}");
        }
    }
}

/// The file after an edit, in its own encoding.
fn edited(file: &[u8], fix: &Value) -> Vec<u8> {
    let mut edits: Vec<(Range<usize>, &str)> = list(fix, "edits")
        .iter()
        .map(|edit| {
            let [start, end] = ["start", "end"].map(|side| count(&edit["range"][side], "byte"));
            (start..end, text(edit, "text"))
        })
        .collect();
    edits.sort_by_key(|(range, _)| std::cmp::Reverse(range.start));
    let mut file = file.to_vec();
    for (range, text) in edits {
        let text: Vec<u8> = match file[..] {
            [0xff, 0xfe, ..] => text.encode_utf16().flat_map(u16::to_le_bytes).collect(),
            [0xfe, 0xff, ..] => text.encode_utf16().flat_map(u16::to_be_bytes).collect(),
            _ => text.as_bytes().to_vec(),
        };
        file.splice(range, text);
    }
    file
}

#[test]
fn an_edit_mends_its_finding_and_brings_no_other() {
    let mut seen = 0;
    for name in fixtures() {
        let file = fs::read(root().join(path(&name))).expect("a fixture");
        let before = json(&name, "ja");
        for found in list(&before, "diagnostics") {
            for fix in list(found, "fixes")
                .iter()
                .filter(|fix| !list(fix, "edits").is_empty())
            {
                seen += 1;
                let folder = crate::common::folder(&[]);
                crate::common::put(folder.path(), &name, &edited(&file, fix));
                let after = check(folder.path(), &["--format", "json", &name]).json();
                let all = |output: &Value, code: &str| crate::common::of(output, code).len();
                let code = text(found, "code");
                assert!(
                    all(&after, code) < all(&before, code),
                    "{name}: {code} still stands after {fix}"
                );
                for other in codes(&after) {
                    assert!(
                        all(&after, other) <= all(&before, other),
                        "{name}: {fix} brings {other}"
                    );
                }
                assert_eq!(
                    after["requests"].as_array().map(Vec::len),
                    before["requests"].as_array().map(Vec::len)
                );
            }
        }
    }
    assert!(seen >= 5, "{seen}");
}

#[test]
fn fingerprints_tell_the_findings_of_a_run_apart() {
    let output = check(root(), &["--format", "json", "fixtures/requests"]).json();
    let found = list(&output, "diagnostics");
    let distinct: BTreeSet<&str> = found.iter().map(|found| text(found, "fingerprint")).collect();
    assert_eq!(distinct.len(), found.len());
}

#[test]
fn what_people_are_shown_holds_no_control_character_but_the_line_break() {
    for name in fixtures() {
        for lang in ["ja", "en"] {
            let shown = human(&name, lang);
            let odd: Vec<char> = shown.chars().filter(|c| !is_harmless(*c)).collect();
            assert!(odd.is_empty(), "{name}: {odd:?}");
        }
    }
}

#[test]
fn every_finding_for_machines_is_shown_to_people() {
    for name in fixtures() {
        let shown = human(&name, "ja");
        let output = json(&name, "ja");
        for code in codes(&output) {
            assert!(shown.contains(&format!("[{code}]")), "{name}: {code}");
        }
        for rule in list(&output, "undetermined") {
            assert!(shown.contains(text(rule, "code")), "{name}: {rule}");
        }
    }
}

#[test]
fn the_figures_of_every_finding_add_up() {
    let seconds = |found: &Value, name: &str| {
        let written = found["facts"][name].as_str()?;
        let (sign, written) = written.strip_prefix('-').map_or((1, written), |rest| (-1, rest));
        jp_datetime::duration::read(written, 0)
            .ok()
            .map(|seconds| sign * seconds)
    };
    let mut seen = 0;
    for name in fixtures() {
        for found in list(&json(&name, "ja"), "diagnostics") {
            let clock = match text(found, "code") {
                "KG101" | "KG105" => "elapsed",
                "KG102" => "open",
                "KG103" | "KG104" | "KG203" | "KG204" | "KG303" | "KG304" => "working",
                _ => continue,
            };
            seen += 1;
            let [value, required, shortfall] =
                [clock, "required", "shortfall"].map(|name| seconds(found, name).expect("a duration"));
            assert_eq!(required - value, shortfall, "{name}: {found}");
            assert!(shortfall > 0 || (required, value) == (0, 0), "{name}: {found}");
        }
    }
    assert!(seen >= 8, "{seen}");
}
