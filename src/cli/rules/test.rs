//! `kigen rules test`: runs a pack's examples and reports those with another result than expected.

use std::path::{Path, PathBuf};

use clap::ArgMatches;

use crate::check::rule_test::{self, Actual, Expected, RuleTestResult};
use crate::cli::{CLEAN, FOUND, Failure, Outcome, output, packs};
use crate::engine::Engine;
use crate::message::{Lang, catalogue, words};
use crate::rules::{Pack, load};
use crate::source::printable;

pub(super) fn run(matches: &ArgMatches, lang: Lang) -> Outcome {
    let folder = matches.get_one::<PathBuf>("folder").map(|path| folder_of(path));
    let folders: Vec<PathBuf> = folder.iter().map(|path| path.to_path_buf()).collect();
    let engine = packs::engine(&folders)?;
    let packs: Vec<&Pack> = match folder {
        None => engine.rules.packs.iter().collect(),
        Some(folder) => of_folder(&engine, folder)?.into_iter().collect(),
    };
    if packs.iter().all(|pack| pack.rules.is_empty()) {
        return Err(Failure::of(catalogue::TEST_NO_RULES.message()));
    }
    let mut result = RuleTestResult::default();
    for pack in packs {
        let of_pack = rule_test::run(&engine, pack);
        result.rules += of_pack.rules;
        result.examples += of_pack.examples;
        result.failures.extend(of_pack.failures);
    }
    output::print(report(&result, lang))?;
    Ok(if result.failures.is_empty() { CLEAN } else { FOUND })
}

/// The pack's folder: a file of the pack selects all of it.
fn folder_of(path: &Path) -> &Path {
    match path.parent() {
        Some(parent) if path.is_file() => {
            if parent.as_os_str().is_empty() {
                Path::new(".")
            } else {
                parent
            }
        }
        _ => path,
    }
}

/// The pack of a folder, found by its plan since it may have replaced a built-in one.
fn of_folder<'e>(engine: &'e Engine, folder: &Path) -> Result<Option<&'e Pack>, Failure> {
    let files = packs::read_folder(folder)?;
    let plan = load(&files).map(|pack| pack.plan).unwrap_or_default();
    Ok(engine.rules.packs.iter().find(|pack| pack.plan == plan))
}

/// A line per failed example, and one with the counts.
fn report(result: &RuleTestResult, lang: Lang) -> String {
    let mut out = String::new();
    for failure in &result.failures {
        let expected = match failure.expected {
            Expected::Raised => catalogue::TEST_WANTED_RAISED,
            Expected::NotRaised => catalogue::TEST_WANTED_NOT_RAISED,
        };
        let expected = expected.fill(lang, &[("code", &failure.code)]);
        let actual = actual(&failure.actual, lang);
        let path = format!("{}:{}", printable(&failure.path), failure.line);
        let values = [("path", path.as_str()), ("wanted", &expected), ("came", &actual)];
        out.push_str(&printable(&catalogue::TEST_FAILED.fill(lang, &values)));
        out.push('\n');
    }
    let count = |count: usize| count.to_string();
    let (rules, examples, failed) = (
        count(result.rules),
        count(result.examples),
        count(result.failures.len()),
    );
    let last = if result.failures.is_empty() {
        catalogue::TEST_PASSED
    } else {
        catalogue::TEST_SUMMARY
    };
    out.push_str(&last.fill(
        lang,
        &[("rules", &rules), ("examples", &examples), ("failed", &failed)],
    ));
    out.push('\n');
    out
}

fn actual(actual: &Actual, lang: Lang) -> String {
    let list = |items: &[&str]| words::list(items, lang);
    match actual {
        Actual::Raised(message) => catalogue::TEST_RAISED.fill(lang, &[("message", &message.render(lang))]),
        Actual::NotRaised(others) if others.is_empty() => catalogue::TEST_NOTHING.text(lang).to_owned(),
        Actual::NotRaised(others) => {
            let codes: Vec<&str> = others.iter().map(String::as_str).collect();
            catalogue::TEST_OTHERS.fill(lang, &[("codes", &list(&codes))])
        }
        Actual::Undetermined(missing) => {
            catalogue::TEST_UNDETERMINED.fill(lang, &[("missing", &list(missing))])
        }
        Actual::Excepted => catalogue::TEST_EXCEPTED.text(lang).to_owned(),
        Actual::Stopped(code) => catalogue::TEST_STOPPED.fill(lang, &[("code", code)]),
        Actual::Unreadable { code, message } => {
            catalogue::TEST_UNREADABLE.fill(lang, &[("code", code), ("message", &message.render(lang))])
        }
    }
}
