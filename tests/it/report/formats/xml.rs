//! junit and checkstyle, parsed by an independent parser that rejects characters outside XML 1.0.

use roxmltree::{Document, Node};
use serde_json::Value;

use super::corpus::{CLEAN, all, folder, json};
use crate::common::{check, list, text};

/// An attribute as a number.
fn number(node: Node<'_, '_>, name: &str) -> u64 {
    node.attribute(name).unwrap().parse().unwrap()
}

fn children<'a, 'd>(node: Node<'a, 'd>) -> impl Iterator<Item = Node<'a, 'd>> {
    node.children().filter(Node::is_element)
}

/// A text with characters outside XML 1.0 made visible.
fn held(text: &str) -> String {
    text.replace(
        |c| matches!(c, '\0'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}'),
        "\u{fffd}",
    )
}

/// Asserts that elements have only a schema's attributes and children.
fn only(node: Node<'_, '_>, known: &[(&str, &[&str], &[&str])]) {
    let name = node.tag_name().name();
    let (_, attributes, inner) = known
        .iter()
        .find(|(known, ..)| *known == name)
        .unwrap_or_else(|| panic!("{name}"));
    for attribute in node.attributes() {
        assert!(attributes.contains(&attribute.name()), "{name} {attribute:?}");
    }
    for child in children(node) {
        assert!(inner.contains(&child.tag_name().name()), "{name} {child:?}");
        only(child, known);
    }
}

/// The elements of Jenkins' `junit-10.xsd` (xUnit plugin), written independently of the program.
const JUNIT: &[(&str, &[&str], &[&str])] = &[
    (
        "testsuites",
        &["name", "time", "tests", "failures", "errors"],
        &["testsuite"],
    ),
    (
        "testsuite",
        &[
            "name",
            "tests",
            "failures",
            "errors",
            "group",
            "time",
            "skipped",
            "timestamp",
            "hostname",
            "id",
            "package",
            "file",
            "log",
            "url",
        ],
        &["testcase", "properties", "system-out", "system-err"],
    ),
    (
        "testcase",
        &["name", "time", "classname", "group"],
        &["skipped", "error", "failure", "system-out", "system-err"],
    ),
    ("failure", &["type", "message"], &[]),
    ("error", &["type", "message"], &[]),
    ("skipped", &["type", "message"], &[]),
    ("system-out", &[], &[]),
];

#[test]
fn junit_counts_what_it_lists_and_fails_what_fails_the_run() {
    let folder = folder();
    let output = json(folder.path());
    for (bar, counted) in [
        ("error", vec!["error"]),
        ("info", vec!["error", "warning", "info"]),
        ("never", vec![]),
    ] {
        let run = check(folder.path(), &["--format", "junit", "--fail-on", bar, "."]);
        assert_eq!(run.status, Some(i32::from(!counted.is_empty())));
        let document = Document::parse(&run.stdout).unwrap();
        only(document.root_element(), JUNIT);
        let wanted = list(&output, "diagnostics")
            .iter()
            .filter(|found| counted.contains(&text(found, "severity")));
        let mut failures = 0;
        for suite in children(document.root_element()) {
            let of = |name: &str| suite.descendants().filter(|node| node.has_tag_name(name)).count() as u64;
            assert_eq!(number(suite, "tests"), of("testcase"));
            assert_eq!(number(suite, "failures"), of("failure"));
            assert_eq!(number(suite, "errors"), of("error"));
            assert_eq!(number(suite, "skipped"), of("skipped"));
            assert!(of("testcase") > 0, "{:?}", suite.attribute("name"));
            failures += of("failure");
        }
        assert_eq!(failures, wanted.count() as u64, "{bar}");
    }
}

#[test]
fn junit_says_all_there_is() {
    let folder = folder();
    let output = json(folder.path());
    let printed = all(folder.path(), "junit").stdout;
    let document = Document::parse(&printed).unwrap();
    let said: Vec<Node<'_, '_>> = document
        .descendants()
        .filter(|node| node.has_tag_name("testcase"))
        .filter(|node| node.attribute("name").unwrap().starts_with("KG"))
        .collect();
    let found = list(&output, "diagnostics").len() + list(&output, "excepted").len();
    assert_eq!(said.len(), found);
    for found in list(&output, "diagnostics") {
        let place = format!(
            "({}:{})",
            found["range"]["start"]["line"], found["range"]["start"]["column"]
        );
        let name = format!("{} {} {place}", text(found, "code"), text(found, "name"));
        let case = said.iter().find(|case| {
            case.attribute("name") == Some(&name)
                && case.attribute("classname") == Some(&held(text(found, "path")))
        });
        let case = case.unwrap_or_else(|| panic!("{name} {found}"));
        let words: String = case.descendants().filter_map(|node| node.text()).collect();
        let first = text(found, "message").split('。').next().unwrap();
        let shown = first.replace(|c| !crate::common::is_harmless(c), "\u{fffd}");
        assert!(words.contains(&shown), "{shown}\n{words}");
    }
    let skipped: String = document
        .descendants()
        .filter(|node| node.has_tag_name("skipped"))
        .filter_map(|node| node.attribute("message"))
        .collect();
    for rule in list(&output, "undetermined") {
        assert!(skipped.contains(text(rule, "code")), "{rule}");
    }
    for left_out in list(&output, "left_out") {
        assert!(skipped.contains(text(left_out, "reason")), "{left_out}");
    }
    let clean = crate::common::folder(&[("clean.yaml", CLEAN)]);
    let printed = check(clean.path(), &["--format", "junit", "."]).stdout;
    let document = Document::parse(&printed).unwrap();
    let case = document
        .descendants()
        .find(|node| node.has_tag_name("testcase"))
        .unwrap();
    assert!(children(case).next().is_none() && case.attribute("name").unwrap().contains("電波法"));
}

#[test]
fn checkstyle_names_every_finding_at_its_place() {
    let folder = folder();
    let output = json(folder.path());
    let printed = all(folder.path(), "checkstyle").stdout;
    let document = Document::parse(&printed).unwrap();
    let known: &[(&str, &[&str], &[&str])] = &[
        ("checkstyle", &["version"], &["file"]),
        ("file", &["name"], &["error"]),
        ("error", &["line", "column", "severity", "message", "source"], &[]),
    ];
    only(document.root_element(), known);
    let said: Vec<(String, Node<'_, '_>)> = children(document.root_element())
        .flat_map(|file| {
            let name = file.attribute("name").unwrap().to_owned();
            children(file).map(move |error| (name.clone(), error))
        })
        .filter(|(_, error)| error.attribute("source") != Some("kigen.undetermined"))
        .collect();
    assert_eq!(said.len(), list(&output, "diagnostics").len());
    for ((path, error), found) in said.into_iter().zip(list(&output, "diagnostics")) {
        assert_eq!(path, held(text(found, "path")));
        let start = &found["range"]["start"];
        assert_eq!(Value::from(number(error, "line")), start["line"]);
        assert_eq!(Value::from(number(error, "column")), start["column"]);
        assert_eq!(error.attribute("severity"), found["severity"].as_str());
        assert_eq!(
            error.attribute("source").unwrap(),
            format!("kigen.{}", text(found, "code"))
        );
        let shown = text(found, "message").replace(|c| !crate::common::is_harmless(c), "\u{fffd}");
        assert!(error.attribute("message").unwrap().starts_with(&shown));
    }
}

#[test]
fn what_cannot_be_read_is_an_error_in_both() {
    let folder = crate::common::folder(&[("clean.yaml", CLEAN)]);
    for format in ["junit", "checkstyle"] {
        let run = check(
            folder.path(),
            &["--format", format, "not-there.yaml", "clean.yaml"],
        );
        assert_eq!(run.status, Some(2));
        let document = Document::parse(&run.stdout).unwrap();
        let error = document
            .descendants()
            .find(|node| node.has_tag_name("error"))
            .unwrap();
        assert!(
            error.attribute("message").unwrap().contains("not-there.yaml"),
            "{format}"
        );
    }
}
