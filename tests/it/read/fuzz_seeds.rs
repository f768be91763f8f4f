//! What the fuzzers run, run on their seeds and on every fixture, whole and cut short: the targets stay up to
//! date, and what was once found stays found.

#[path = "../../../fuzz/src/calendar.rs"]
mod calendar;
#[path = "../../../fuzz/src/config.rs"]
mod config;
#[path = "../../../fuzz/src/packs.rs"]
mod packs;
#[path = "../../../fuzz/src/tokenizer.rs"]
mod tokenizer;
#[path = "../../../fuzz/src/yaml.rs"]
mod yaml;

use std::fs;

/// The files of a folder with what becomes of them when they are cut at a few places.
fn each(folder: &str, run: impl Fn(&[u8])) -> usize {
    let mut files = 0;
    for entry in fs::read_dir(folder).unwrap() {
        let bytes = fs::read(entry.unwrap().path()).unwrap();
        run(&bytes);
        for part in 1..8 {
            run(&bytes[..bytes.len() * part / 8]);
        }
        files += 1;
    }
    files
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
fn rule_packs() {
    assert!(each("fuzz/seeds/packs", packs::run) > 3);
}
