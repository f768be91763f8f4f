//! The paths named on the architecture page exist, and each kind of change names its files.

use std::path::Path;

#[test]
fn every_path_of_the_architecture_exists() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let page = std::fs::read_to_string(root.join("docs/architecture.md")).unwrap();
    let named = page.split('`').skip(1).step_by(2);
    let paths: Vec<&str> = named
        .filter(|text| {
            ["src/", "crates/", "tests/", "rules/", "docs/"]
                .iter()
                .any(|room| text.starts_with(room))
        })
        .collect();
    assert!(paths.len() > 50, "{} paths", paths.len());
    let gone: Vec<&&str> = paths.iter().filter(|path| !root.join(path).exists()).collect();
    assert!(
        gone.is_empty(),
        "docs/architecture.md names what is not there: {gone:?}"
    );
}

/// The rows of “What a change touches”: what is added, and the paths that it touches.
fn changes() -> Vec<(String, Vec<String>)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let page = std::fs::read_to_string(root.join("docs/architecture.md")).unwrap();
    let (_, section) = page.split_once("## What a change touches").unwrap();
    let rows = section.lines().skip_while(|line| !line.starts_with("|---"));
    let rows = rows.skip(1).take_while(|line| line.starts_with('|'));
    rows.map(|row| {
        let cells: Vec<&str> = row.split('|').collect();
        let paths = cells[2].split('`').skip(1).step_by(2);
        let paths = paths.filter(|path| path.contains('/')).map(str::to_owned);
        (cells[1].trim().to_owned(), paths.collect())
    })
    .collect()
}

#[test]
fn every_kind_of_change_names_its_files() {
    let changes = changes();
    let kinds: Vec<&str> = changes.iter().map(|(kind, _)| kind.as_str()).collect();
    assert_eq!(
        kinds,
        [
            "a format of requests",
            "a rule",
            "an output format",
            "a language",
            "a notation of dates",
            "a front end"
        ]
    );
    for (kind, paths) in &changes {
        assert!(paths.len() > 1, "{kind}: {paths:?}");
    }
}

/// Every mention of one existing condition or output format is listed as a place that a new one must change.
#[test]
fn what_names_a_condition_or_an_output_format_is_named() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let changes = changes();
    for (kind, sign) in [("a rule", "WeekdayRight"), ("an output format", "Junit")] {
        let (_, named) = changes.iter().find(|(known, _)| known == kind).unwrap();
        let mut files = Vec::new();
        gather(root, &root.join("src"), sign, &mut files);
        files.retain(|file| !named.contains(file) && file != "src/report/junit.rs");
        assert!(
            files.is_empty(),
            "{kind}: docs/architecture.md does not name {files:?}"
        );
    }
}

fn gather(root: &Path, folder: &Path, sign: &str, files: &mut Vec<String>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            gather(root, &path, sign, files);
        } else if std::fs::read_to_string(&path).unwrap().contains(sign) {
            files.push(
                path.strip_prefix(root)
                    .unwrap()
                    .to_str()
                    .unwrap()
                    .replace('\\', "/"),
            );
        }
    }
}
