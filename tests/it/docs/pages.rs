//! Documents generated from the rules are current: `docs/interpretation.md` whole, and the marked parts of
//! `docs/rules.md`. `UPDATE_DOCS=1 cargo test docs::` rewrites them.

use std::path::{Path, PathBuf};
use std::process::Command;

use super::interpretation::{self, Clauses};
use kigen::engine::{Engine, builtin_files, common_files};
use kigen::message::Lang;
use kigen::rules::{Binding, Pack, load};

use crate::common::repositories::{commit, git};
use crate::common::{files_below, root};

const HOW: &str = "run `UPDATE_DOCS=1 cargo test docs::` and look at what changed";

pub(super) fn packs() -> Vec<Pack> {
    let files = [builtin_files(), common_files()];
    let loaded = files.iter().map(|files| load(files));
    loaded.map(|pack| pack.expect("a pack that is shipped")).collect()
}

fn clauses() -> Clauses {
    interpretation::builtin().expect("rules/clauses/soumu-wlb.yaml")
}

fn page() -> String {
    interpretation::page(&packs(), &clauses()).expect("a page")
}

fn path(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(name)
}

pub(super) fn read(name: &str) -> String {
    let text = std::fs::read_to_string(path(name)).unwrap_or_else(|error| panic!("{name}: {error}; {HOW}"));
    text.replace("\r\n", "\n")
}

/// Both READMEs, every page of `docs/`, and these.
pub(super) fn pages(besides: &[&str]) -> Vec<String> {
    let mut names = vec!["README.md".to_owned(), "README.en.md".to_owned()];
    names.extend(besides.iter().map(|name| (*name).to_owned()));
    let all = files_below(&path("docs")).into_iter().map(|file| {
        let name = file.strip_prefix(root()).unwrap().to_string_lossy();
        name.replace('\\', "/")
    });
    names.extend(all.filter(|name| name.ends_with(".md")));
    names
}

/// Compares a document with its expected text, or writes it under UPDATE_DOCS.
pub(super) fn hold(name: &str, wanted: &str) {
    if std::env::var_os("UPDATE_DOCS").is_some() {
        std::fs::write(path(name), wanted).unwrap();
        return;
    }
    let found = read(name);
    for (number, (found, wanted)) in found.lines().zip(wanted.lines()).enumerate() {
        assert_eq!(
            found,
            wanted,
            "{name}, line {}: not what the rules say; {HOW}",
            number + 1
        );
    }
    assert_eq!(
        found.lines().count(),
        wanted.lines().count(),
        "{name} is longer or shorter; {HOW}"
    );
}

#[test]
fn the_interpretation_is_what_the_rules_say() {
    hold("docs/interpretation.md", &page());
}

/// The generated parts of documents, each between a marker's two comments.
#[test]
fn the_documents_list_what_the_rules_say() {
    let packs = packs();
    for (name, lang) in [("docs/rules.md", Lang::Ja), ("docs/en/rules.md", Lang::En)] {
        let ending = if lang == Lang::Ja { "ja" } else { "en" };
        let mut text = read(name);
        for (marker, part) in [
            ("rules", interpretation::catalogue_table(&packs, lang)),
            ("measures", measures(&packs, lang)),
        ] {
            text = between(name, &text, &format!("{marker}-{ending}"), &part);
        }
        hold(name, &text);
    }
}

fn measures(packs: &[Pack], lang: Lang) -> String {
    format!(
        "{}\n{}",
        interpretation::measures(packs, lang),
        interpretation::practices(packs, lang)
    )
}

/// The document checked in the picture and on the page on usage.
const SHOWN: &str = "fixtures/requests/協議_電気通信事業法の一部改正.yaml";
/// The time of that check: messages about its dates depend on it.
const NOW: &str = "2025-09-09T17:30";

/// The examples still show what they are meant to show; that their output is current is tested in `examples.rs`.
#[test]
fn the_examples_show_what_they_are_for() {
    for (name, command, shown) in [
        ("README.md", "$ kigen check --now ", "KG101"),
        ("README.en.md", "$ kigen check --now ", "KG101"),
        ("docs/usage.md", "$ kigen check ../requests/協議_電気", "KG103"),
        ("docs/en/usage.md", "$ kigen check ../requests/協議_電気", "KG103"),
        ("docs/templates.md", "--select KG202 ", "1開庁日後 18:15まで"),
        ("docs/en/templates.md", "--select KG202 ", "+1 open day 18:15"),
        ("docs/fixes.md", "$ kigen check --diff ", "\n+回答期限: "),
        ("docs/en/fixes.md", "$ kigen check --diff ", "\n+回答期限: "),
        (
            "docs/when.md",
            "$ kigen when --now ",
            "までに御回答くださいますよう",
        ),
        ("docs/en/when.md", "$ kigen when --now ", "until"),
        ("docs/icalendar.md", "$ kigen check ", "KG201"),
        ("docs/en/icalendar.md", "$ kigen check ", "KG201"),
    ] {
        let page = read(name);
        let (_, rest) = page
            .split_once(command)
            .unwrap_or_else(|| panic!("{name} has no {command}"));
        let block = rest.split("\n```").next().unwrap_or_default();
        assert!(block.contains(shown), "{name}: {shown} is not in {block}");
    }
    let checked = kigen(&["check", "--lang", "ja", SHOWN]);
    assert_eq!(
        checked.status.code(),
        Some(1),
        "the README says that it exits with 1"
    );
}

/// The READMEs stay short, and every document is linked from them, directly or not.
#[test]
fn the_readme_is_short_and_leads_to_every_document() {
    for (name, folder) in [("README.md", "docs"), ("README.en.md", "docs/en")] {
        let text = read(name);
        let lines = text.lines().count();
        assert!(lines <= 150, "{name} has {lines} lines");
        for entry in std::fs::read_dir(path(folder)).unwrap() {
            let page = entry.unwrap().file_name().into_string().unwrap();
            if page.ends_with(".md") && page != "SUMMARY.md" {
                let link = format!("{folder}/{page}");
                assert!(text.contains(&link), "{name} does not lead to {link}");
            }
        }
    }
}

/// Links between documents resolve to existing files and headings.
#[test]
fn links_lead_somewhere() {
    let heading = |line: &str| -> String {
        let words = line.trim_start_matches('#').trim().to_lowercase();
        let kept = words
            .chars()
            .filter(|c| c.is_alphanumeric() || " -_".contains(*c));
        kept.collect::<String>().replace(' ', "-")
    };
    for name in pages(&["CONTRIBUTING.md"]) {
        let text = read(&name);
        for link in text
            .split("](")
            .skip(1)
            .map(|rest| rest.split(')').next().unwrap())
        {
            if link.contains("://") {
                continue;
            }
            let (file, anchor) = link.split_once('#').unwrap_or((link, ""));
            let target = path(&name).parent().unwrap().join(file);
            let target = if file.is_empty() { path(&name) } else { target };
            assert!(target.exists(), "{name} leads to {link}");
            if !anchor.is_empty() {
                let page = std::fs::read_to_string(&target).unwrap();
                let mut headings = page.lines().filter(|line| line.starts_with('#')).map(heading);
                assert!(headings.any(|found| found == anchor), "{name} leads to {link}");
            }
        }
    }
}

/// The pictures of a check, as the README of each language shows it.
#[test]
fn the_pictures_are_of_real_output() {
    for (name, lang, shown) in [
        (
            "docs/images/check.svg",
            "ja",
            format!("$ kigen check {SHOWN} --now {NOW}"),
        ),
        (
            "docs/images/check.en.svg",
            "en",
            format!("$ kigen check --lang en {SHOWN} --now {NOW}"),
        ),
    ] {
        if std::env::var_os("UPDATE_DOCS").is_some() {
            draw(name, lang, &shown);
        }
        let picture = read(name);
        let drawn: String = picture
            .split("<text ")
            .skip(1)
            .map(|rest| rest.split_once('>').unwrap().1.split_once("</text>").unwrap().0)
            .collect();
        let drawn = drawn
            .replace("&lt;", "<")
            .replace("&gt;", ">")
            .replace("&quot;", "\"")
            .replace("&#x27;", "'")
            .replace("&amp;", "&");
        let output = kigen(&["check", "--lang", lang, "--color", "never", SHOWN, "--now", NOW]);
        let text = String::from_utf8(output.stdout).unwrap();
        let frame = |c: char| c.is_whitespace() || ('\u{2500}'..='\u{257f}').contains(&c);
        let wanted = format!("{shown}{text}").replace(frame, "");
        assert_eq!(drawn.replace(frame, ""), wanted, "{name}; {HOW}");
    }
}

fn draw(name: &str, lang: &str, command: &str) {
    let output = kigen(&["check", "--lang", lang, "--color", "always", SHOWN, "--now", NOW]);
    let mut script = Command::new("python3")
        .arg(path("scripts/picture.py"))
        .arg(command)
        .stdin(std::process::Stdio::piped())
        .stdout(std::fs::File::create(path(name)).unwrap())
        .spawn()
        .expect("python3 runs");
    std::io::Write::write_all(&mut script.stdin.take().unwrap(), &output.stdout).unwrap();
    assert!(script.wait().unwrap().success());
}

fn kigen(arguments: &[&str]) -> std::process::Output {
    std::process::Command::new(env!("CARGO_BIN_EXE_kigen"))
        .args(arguments)
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .unwrap()
}

/// The text with `part` between the marker's two comments.
fn between(name: &str, text: &str, marker: &str, part: &str) -> String {
    let (begin, end) = (format!("<!-- {marker} -->\n"), format!("<!-- /{marker} -->\n"));
    let (before, rest) = text
        .split_once(&begin)
        .unwrap_or_else(|| panic!("{name}: no {begin}"));
    let (_, after) = rest
        .split_once(&end)
        .unwrap_or_else(|| panic!("{name}: no {end}"));
    format!("{before}{begin}\n{part}\n{end}{after}")
}

#[test]
fn every_rule_and_every_sentence_stands_on_the_page() {
    let (packs, clauses, page) = (packs(), clauses(), page());
    for rule in packs.iter().flat_map(|pack| &pack.rules) {
        assert!(
            page.contains(&format!("\n| {} |", rule.code)),
            "{} has no row",
            rule.code
        );
    }
    let sentences: Vec<_> = clauses
        .sections
        .iter()
        .flat_map(|section| section.sentences.iter().map(move |sentence| (section, sentence)))
        .collect();
    assert_eq!(sentences.len(), 6);
    for (section, sentence) in sentences {
        assert!(
            page.contains(&format!("\n> {}\n", sentence.text)),
            "{}",
            sentence.text
        );
        assert!(
            !interpretation::judging(&packs, section, sentence).is_empty(),
            "no rule judges: {}",
            sentence.text
        );
    }
    let of_rules = packs
        .iter()
        .flat_map(|pack| &pack.rules)
        .flat_map(|rule| &rule.params);
    for param in packs.iter().flat_map(|pack| &pack.params).chain(of_rules) {
        assert!(
            param.in_plan || page.contains(&format!("\n| `{}` |", param.name)),
            "{} has no row",
            param.name
        );
    }
}

/// Every binding rule quotes the plan.
#[test]
fn what_binds_has_a_clause() {
    for rule in packs().iter().flat_map(|pack| &pack.rules) {
        assert!(
            rule.clause.is_some() || rule.binding == Binding::Practice,
            "{}",
            rule.code
        );
    }
}

#[test]
fn every_code_that_a_document_names_exists() {
    let engine = Engine::new(&[]).unwrap();
    let mut codes = engine.rules.codes();
    // The worked examples of new rules.
    codes.extend(["KG209", "KG418"]);
    for name in pages(&["CHANGELOG.md"]) {
        let text = read(&name);
        for (at, _) in text.match_indices("KG") {
            let code = text.get(at..at + 5).unwrap_or_default();
            if code.bytes().skip(2).all(|byte| byte.is_ascii_digit()) && code.len() == 5 {
                assert!(codes.contains(&code), "{name} names {code}");
            }
        }
    }
}

/// The page and `kigen explain` name the same values for every rule.
#[test]
fn the_values_are_those_that_explain_shows() {
    let output = kigen(&["rules", "--format", "json", "--lang", "ja"]);
    let listed: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let packs = packs();
    for rule in listed["rules"].as_array().unwrap() {
        let code = rule["code"].as_str().unwrap();
        let mut shown: Vec<&str> = rule["params"]
            .as_array()
            .unwrap()
            .iter()
            .map(|param| param["name"].as_str().unwrap())
            .collect();
        let mut used: Vec<&str> = packs
            .iter()
            .flat_map(|pack| &pack.params)
            .map(|param| param.name.as_str())
            .filter(|name| interpretation::used_by(&packs, name).contains(&code))
            .collect();
        used.extend(
            packs
                .iter()
                .filter_map(|pack| pack.rule(code))
                .flat_map(|rule| &rule.params)
                .map(|param| param.name.as_str()),
        );
        used.sort_unstable();
        used.dedup();
        shown.sort_unstable();
        used.sort_unstable();
        assert_eq!(shown, used, "{code}");
    }
}

/// Every dependency is listed in the document that gives its reason.
#[test]
fn every_dependency_has_its_reason() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let leaves = std::fs::read_dir(root.join("crates")).unwrap();
    let manifests =
        leaves.map(|leaf| std::fs::read_to_string(leaf.unwrap().path().join("Cargo.toml")).unwrap());
    let manifest = manifests.fold(read("Cargo.toml"), |all, one| all + "\n" + &one);
    for name in ["docs/dependencies.md", "docs/en/dependencies.md"] {
        let page = read(name);
        let mut inside = false;
        let mut seen = 0;
        for line in manifest.lines() {
            if line.starts_with('[') {
                inside = matches!(line, "[dependencies]" | "[dev-dependencies]");
            } else if let (true, Some((dependency, _))) =
                (inside && !line.starts_with('#'), line.split_once(" = "))
            {
                assert!(page.contains(dependency), "{name} does not name {dependency}");
                seen += 1;
            }
        }
        assert!(seen > 10);
    }
}

/// The guide's worked example is a valid rule: the pack loads with it, and its examples pass.
#[test]
fn the_guide_s_examples_are_rules() {
    for name in ["docs/rule-packs.md", "docs/en/rule-packs.md"] {
        the_examples_of_a_guide_are_rules(&read(name));
    }
}

fn the_examples_of_a_guide_are_rules(guide: &str) {
    let blocks: Vec<&str> = guide
        .split("```yaml\n")
        .skip(1)
        .map(|rest| rest.split("```").next().unwrap())
        .collect();
    let [rule, of_mentions, plan, other] = blocks.as_slice() else {
        panic!("{} YAML blocks", blocks.len())
    };
    let folder = tempfile::tempdir().unwrap();
    let (own, others) = (folder.path().join("own"), folder.path().join("others"));
    for folder in [&own, &others] {
        std::fs::create_dir(folder).unwrap();
    }
    for file in builtin_files() {
        std::fs::write(
            own.join(file.path.rsplit('/').next().unwrap()),
            file.text.as_bytes(),
        )
        .unwrap();
    }
    std::fs::write(own.join("new.yaml"), rule).unwrap();
    std::fs::write(own.join("of_mentions.yaml"), of_mentions).unwrap();
    std::fs::write(others.join("plan.yaml"), plan).unwrap();
    std::fs::write(others.join("new.yaml"), other).unwrap();
    for folder in [own, others] {
        let output = kigen(&["rules", "test", folder.to_str().unwrap()]);
        assert!(
            output.status.success(),
            "{}",
            String::from_utf8_lossy(&output.stderr)
        );
    }
}

/// Every kigen command on the page on pipelines runs as described, in a repository like the page's.
#[test]
fn the_commands_for_pipelines_run() {
    for name in ["docs/ci.md", "docs/en/ci.md"] {
        // The folder's name on the page is the reader's, in the reader's language.
        the_commands_of_a_page_run(&read(name).replace(" requests", " 依頼"));
    }
}

fn the_commands_of_a_page_run(page: &str) {
    let shown: Vec<&str> = page
        .lines()
        .filter_map(|line| line.strip_prefix("$ "))
        .inspect(|line| assert!(line.starts_with("kigen check "), "{line}"))
        .collect();
    assert!(shown.len() >= 8, "{shown:?}");
    let folder = tempfile::tempdir().unwrap();
    let place = folder.path();
    std::fs::create_dir(place.join("依頼")).unwrap();
    let request = "種別: 照会\n件名: 資料の所在\n発出元: 総務省行政管理局\n宛先: 財務省主計局\n発出日時: 2025-09-08 10:00\n回答期限: 2025-09-12 17:00\n想定作業量: 1時間\n";
    std::fs::write(place.join("依頼/a.yaml"), request).unwrap();
    git(place, &["init", "-q"]);
    commit(place);
    for line in shown {
        let words: Vec<&str> = line.split(' ').skip(1).collect();
        let run = Command::new(env!("CARGO_BIN_EXE_kigen"))
            .args(&words)
            .current_dir(place)
            .output()
            .unwrap();
        assert_eq!(
            run.status.code(),
            Some(0),
            "{line}: {}",
            String::from_utf8_lossy(&run.stderr)
        );
        for written in words
            .iter()
            .filter_map(|word| word.split_once('='))
            .map(|(_, path)| path)
        {
            assert!(place.join(written).exists(), "{line}: {written}");
        }
    }
    assert!(place.join("kigen-baseline.json").exists());
    // What the page says of exit statuses and of an empty folder.
    std::fs::create_dir(place.join("空")).unwrap();
    std::fs::write(place.join("依頼/b.yaml"), request.replace("12 17:00", "8 09:00")).unwrap();
    for (arguments, status) in [
        (&["依頼"][..], 1),
        (&["--fail-on", "never", "依頼"], 0),
        (&["空"], 0),
        (&["--fail-on", "warning", "空"], 1),
        (&["ない"], 2),
        (&["--since", "ない", "依頼"], 2),
    ] {
        let run = Command::new(env!("CARGO_BIN_EXE_kigen"))
            .arg("check")
            .args(arguments)
            .current_dir(place)
            .output();
        assert_eq!(run.unwrap().status.code(), Some(status), "{arguments:?}");
    }
}

/// The value of a constant in its source file: a number or a product of numbers.
fn constant(file: &str, name: &str) -> u64 {
    let text = read(file);
    let (_, rest) = text
        .split_once(&format!("const {name}: "))
        .unwrap_or_else(|| panic!("{file} has no {name}"));
    let value = rest.split_once(" = ").unwrap().1.split_once(';').unwrap().0;
    value
        .split('*')
        .map(|factor| factor.trim().replace('_', "").parse::<u64>().unwrap())
        .product()
}

/// Every bound on the page equals the constant in the code, and the tests it names exist.
#[test]
fn the_bounds_of_the_page_are_those_of_the_code() {
    let mut tests = String::new();
    let mut bounds = Vec::new();
    let folders = ["tests/it", "src", "crates", "web"];
    let files = folders.iter().flat_map(|folder| files_below(&path(folder)));
    for path in files.filter(|path| path.extension().is_some_and(|ending| ending == "rs")) {
        let text = std::fs::read_to_string(&path).unwrap();
        let file = path.strip_prefix(root()).unwrap();
        let file = file.to_string_lossy().replace('\\', "/");
        let named = |name: &&str| name.starts_with("MAX_") && !file.starts_with("tests/");
        let names = text
            .split("const ")
            .skip(1)
            .filter_map(|rest| rest.split(':').next());
        bounds.extend(names.filter(named).map(|name| format!("`{file}` `{name}`")));
        tests += &text;
    }
    let page = read("docs/limits.md");
    assert!(bounds.len() > 40, "{bounds:?}");
    for bound in bounds {
        assert!(page.contains(&bound), "{bound} stands in no row");
    }
    let is_row =
        |line: &&str| line.starts_with("| ") && (line.contains("| `src/") || line.contains("| `crates/"));
    let rows: Vec<Vec<&str>> = page
        .lines()
        .filter(is_row)
        .map(|line| line.split('|').map(str::trim).collect())
        .collect();
    assert!(rows.len() > 40, "{} rows", rows.len());
    for row in rows {
        let is_place = |cell: &&str| cell.starts_with("`src/") || cell.starts_with("`crates/");
        let at = row.iter().position(is_place).unwrap();
        let (file, name) = row[at].trim_matches('`').split_once("` `").unwrap();
        let bound: u64 = row[2].replace(',', "").parse().unwrap();
        assert_eq!(bound, constant(file, name), "{}", row[1]);
        let test = row[at + 1].trim_matches('`');
        assert!(
            tests.contains(&format!("fn {test}()")),
            "{}: no test {test}",
            row[1]
        );
    }
}
