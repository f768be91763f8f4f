//! The bodies of the fuzz targets, run on their seeds and on every fixture, whole and truncated: the targets keep
//! compiling, and old findings stay fixed.

#[path = "../../../fuzz/src/calendar.rs"]
mod calendar;
#[path = "../../../fuzz/src/config.rs"]
mod config;
#[path = "../../../fuzz/src/exceptions.rs"]
mod exceptions;
#[path = "../../../fuzz/src/letters.rs"]
mod letters;
#[path = "../../../fuzz/src/lsp.rs"]
mod lsp;
#[path = "../../../fuzz/src/packs.rs"]
mod packs;
#[path = "../../../fuzz/src/prose.rs"]
mod prose;
#[path = "../../../fuzz/src/tokenizer.rs"]
mod tokenizer;
#[path = "../../../fuzz/src/yaml.rs"]
mod yaml;

use std::fs;

/// Runs it on each file of a folder, whole and truncated at a few places; the number of files.
fn each(folder: &str, run: impl Fn(&[u8])) -> usize {
    each_of(folder, "", run)
}

/// As [`each`], for files with this ending.
fn each_of(folder: &str, ending: &str, run: impl Fn(&[u8])) -> usize {
    let mut files = 0;
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() || !path.to_string_lossy().ends_with(ending) {
            continue;
        }
        let bytes = fs::read(path).unwrap();
        run(&bytes);
        for part in 1..8 {
            run(&bytes[..bytes.len() * part / 8]);
        }
        files += 1;
    }
    files
}

/// Each fuzz target's body is run on its seeds by a test: here, or beside the property's own tests.
#[test]
fn every_target_is_run_here_or_beside_its_promise() {
    let read = |path: &str| fs::read_to_string(path).unwrap();
    let manifest = read("fuzz/Cargo.toml");
    let tests = [
        ("fuzz_targets/fix.rs", "tests/it/fix/settles.rs", "harness::run("),
        ("fuzz_targets/page.rs", "web/tests/calls.rs", "page::run("),
    ];
    let mut targets = 0;
    for path in manifest.lines().filter_map(|line| line.strip_prefix("path = \"")) {
        let path = path.trim_end_matches('"');
        let target = read(&format!("fuzz/{path}"));
        let (_, call) = target.split_once("|bytes: &[u8]| ").unwrap();
        let call = call.split('(').next().unwrap();
        let elsewhere = tests.iter().find(|(target, ..)| *target == path);
        let (file, called) = elsewhere.map_or(("tests/it/read/fuzz_seeds.rs", call), |(_, file, called)| {
            (file, called)
        });
        // Only what follows counts as a call: the table above names every function.
        let body = read(file);
        let body = body.rsplit_once("let tests = [").map_or(&*body, |(_, rest)| rest);
        assert!(body.contains(called), "{path}: no test calls {called}");
        let name = path.trim_start_matches("fuzz_targets/").trim_end_matches(".rs");
        assert!(
            read("fuzz/README.md").contains(&format!("cargo fuzz run {name} ")),
            "{name}"
        );
        targets += 1;
    }
    assert_eq!(targets, fs::read_dir("fuzz/fuzz_targets").unwrap().count());
}

#[test]
fn calendars() {
    for folder in ["fuzz/seeds/ics", "fixtures/calendars"] {
        assert!(each(folder, calendar::run) > 3, "{folder}");
        assert!(each(folder, tokenizer::run) > 3, "{folder}");
    }
}

#[test]
fn requests() {
    assert!(each("fixtures/requests", yaml::run) > 3);
}

#[test]
fn configurations() {
    assert!(each("fuzz/seeds/config", config::run) > 3);
}

#[test]
fn exceptions_and_baselines() {
    assert!(each("fuzz/seeds/exceptions", exceptions::run) > 1);
}

#[test]
fn messages_of_an_editor() {
    assert!(each("fuzz/seeds/lsp", lsp::run) > 1);
}

#[test]
fn rule_packs() {
    assert!(each("fuzz/seeds/packs", packs::run) > 3);
}

#[test]
fn prose_of_letters() {
    assert!(each_of("fixtures/letters", ".tsv", prose::run) > 3);
    assert!(each("fixtures/letters/whole", prose::run) > 30);
}

#[test]
fn mails_messages_and_documents() {
    for folder in ["fixtures/letters", "fixtures/letters/whole", "fuzz/seeds/mail"] {
        assert!(each_of(folder, ".eml", letters::mail) > 0, "{folder}");
    }
    assert!(each_of("fixtures/letters", ".msg", letters::msg) > 0);
    assert!(each_of("fixtures/letters/whole", ".docx", letters::docx) > 1);
}

/// Changes each byte of a small file: containers keep their offsets in the first bytes.
#[test]
fn containers_with_one_byte_changed() {
    for (path, run) in [
        ("fixtures/letters/協議の案.msg", letters::msg as fn(&[u8])),
        ("fixtures/letters/whole/32.docx", letters::docx),
    ] {
        let bytes = fs::read(path).unwrap();
        for at in (0..bytes.len()).step_by(bytes.len() / 150 + 1).chain(0..64) {
            let mut changed = bytes.clone();
            changed[at] ^= 0xff;
            run(&changed);
        }
    }
}
