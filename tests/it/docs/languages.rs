//! Messages become text only in reports: reading, resolving and judging do not depend on the language.

use std::path::Path;

use super::modules::imports;

/// The modules that turn messages into text or hold texts of their own in each language.
const SPEAK: &[&str] = &["message", "report", "schema", "lsp", "cli"];

/// The parts of the two front ends that find, read and judge: they pass messages on unrendered.
const SILENT: &[&str] = &[
    "cli/baseline.rs",
    "cli/check/destination.rs",
    "cli/check/folders.rs",
    "cli/check/outputs.rs",
    "cli/check/record.rs",
    "cli/configuration/",
    "cli/files.rs",
    "cli/ignores.rs",
    "cli/path_patterns.rs",
    "cli/outcome.rs",
    "cli/packs.rs",
    "cli/paths.rs",
    "cli/records.rs",
    "cli/replace",
    "cli/since",
    "cli/threads.rs",
    "cli/walk.rs",
    "lsp/analysis.rs",
    "lsp/document.rs",
    "lsp/edits.rs",
    "lsp/frames.rs",
    "lsp/history.rs",
    "lsp/host.rs",
];

/// The setting `lang` of a configuration: it names a language without rendering anything.
const SETTING: &[&str] = &["config.rs", "config/keys.rs", "config/read.rs"];

#[test]
fn only_reports_and_front_ends_know_a_language() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut silent = 0;
    for file in imports(&root).keys() {
        let room = file.split(['/', '.']).next().unwrap();
        let is_silent = SILENT.iter().any(|silent| file.starts_with(silent));
        if !is_silent && (SPEAK.contains(&room) || SETTING.contains(&file.as_str())) {
            continue;
        }
        silent += 1;
        let text = std::fs::read_to_string(root.join(file)).unwrap();
        let code = text.split("\n#[cfg(test)]\nmod tests").next().unwrap();
        for (number, line) in code.lines().enumerate() {
            let line = line.trim_start();
            let is_comment = line.starts_with("//");
            let mut words = line.split(|c: char| !c.is_alphanumeric() && c != '_');
            let speaks = words.any(|word| matches!(word, "Lang" | "lang" | "render"));
            assert!(is_comment || !speaks, "{file}:{}: {line}", number + 1);
        }
    }
    assert!(silent > 100, "{silent}");
}

/// Only a language's folder and its registration name it, so that a further language touches nothing else. Texts
/// without sentences (a pack, a page, a key) are chosen by `Lang::spelling`.
#[test]
fn a_language_is_named_where_it_is_registered_alone() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut read = 0;
    for package in ["src", "web/src"].map(|folder| root.join(folder)) {
        for file in imports(&package).keys() {
            if file.starts_with("message/languages") {
                continue;
            }
            read += 1;
            let text = std::fs::read_to_string(package.join(file)).unwrap();
            let code = text.split("\n#[cfg(test)]\nmod tests").next().unwrap();
            for (number, line) in code.lines().enumerate() {
                let names = ["Lang::Ja", "Lang::En", "\"ja\"", "\"en\""];
                let names = names.iter().any(|name| line.contains(name));
                let is_data = file == "directory.rs" && line.contains("ministry.en");
                assert!(!names || is_data, "{file}:{}: {line}", number + 1);
            }
        }
    }
    assert!(read > 300, "{read}");
}
