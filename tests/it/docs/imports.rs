//! Allowed imports: which folder of `src/` may import which, without cycles between files; the crates likewise.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use super::modules::{Imports, imports};

/// Each folder or file below `src/` with all that it may import, lowest layer first.
const LAW: &[(&str, &str)] = &[
    ("exception", ""),
    ("text", ""),
    ("message", "text"),
    ("diagnostic", "message"),
    ("mentions", ""),
    ("request", "mentions message"),
    ("read", "diagnostic mentions message request text"),
    ("directory", "diagnostic message read text"),
    (
        "format",
        "diagnostic directory mentions message read request text",
    ),
    ("resolve", "directory mentions request"),
    ("rules", "diagnostic message read request resolve text"),
    (
        "config",
        "diagnostic directory exception message read request rules",
    ),
    (
        "engine",
        "config diagnostic directory exception format message read request resolve rules",
    ),
    (
        "fix",
        "diagnostic engine format message read request resolve rules",
    ),
    ("when", "engine fix message request resolve rules"),
    (
        "check",
        "diagnostic directory engine exception fix format mentions message read request resolve rules text when",
    ),
    ("statistics", "resolve check diagnostic directory"),
    ("baseline", "check diagnostic engine message read text"),
    (
        "report",
        "baseline check diagnostic engine message read request resolve rules statistics text when",
    ),
    (
        "schema",
        "baseline config diagnostic engine message read report request rules statistics",
    ),
    (
        "lsp",
        "check config diagnostic engine fix format message read report request resolve rules schema",
    ),
    (
        "cli",
        "baseline check config diagnostic directory engine exception fix format lsp message read report rules schema statistics text",
    ),
];

#[test]
fn each_room_imports_only_what_the_law_allows() {
    let imports = imports(&root().join("src"));
    let mut may: BTreeSet<(&str, &str)> = BTreeSet::new();
    let mut lower = BTreeSet::new();
    for (room, imports) in LAW {
        for import in imports.split_whitespace() {
            assert!(lower.contains(import), "no lower room: {room} -> {import}");
            may.insert((room, import));
        }
        lower.insert(*room);
    }
    let mut used = BTreeSet::new();
    for (from, all) in &imports {
        assert!(
            from == "lib.rs" || lower.contains(room(from)),
            "a room without a law: {from}"
        );
        for to in all {
            let rooms = (room(from), room(to));
            let known = rooms.0 == rooms.1 || may.contains(&rooms);
            assert!(
                known,
                "the law does not let a file of `{}` import one of `{}`: {from} -> {to}",
                rooms.0, rooms.1
            );
            used.insert(rooms);
        }
    }
    let idle: Vec<_> = may.difference(&used).collect();
    assert!(idle.is_empty(), "no import today, strike it: {idle:?}");
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The first folder or file below `src/`.
fn room(file: &str) -> &str {
    file.split(['/', '.']).next().unwrap_or(file)
}

#[test]
fn no_circle_runs_between_files() {
    let mut crates: Vec<_> = std::fs::read_dir(root().join("crates"))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    crates.extend(["", "web", "xtask"].map(|folder| root().join(folder)));
    let mut found = Vec::new();
    for package in crates {
        let imports = imports(&package.join("src"));
        assert!(!imports.is_empty(), "no source: {}", package.display());
        for files in circles(&imports) {
            found.push(format!("{}: {}", package.display(), describe(&imports, &files)));
        }
    }
    assert!(found.is_empty(), "circles of imports:\n{}", found.join("\n"));
}

fn describe(imports: &Imports, files: &BTreeSet<&str>) -> String {
    let mut lines = vec![format!("{} files:", files.len())];
    for from in files {
        for to in imports[*from].iter().filter(|to| files.contains(to.as_str())) {
            lines.push(format!("  {from} -> {to}"));
        }
    }
    lines.join("\n")
}

/// All files reachable from a file; the file itself only if it is part of a cycle.
fn reached<'a>(imports: &'a Imports, from: &'a str) -> BTreeSet<&'a str> {
    let mut seen = BTreeSet::new();
    let mut left = vec![from];
    while let Some(file) = left.pop() {
        let next = imports.get(file).into_iter().flatten().map(String::as_str);
        left.extend(next.filter(|file| seen.insert(*file)));
    }
    seen
}

/// The strongly connected groups of files.
fn circles(imports: &Imports) -> Vec<BTreeSet<&str>> {
    let all: BTreeMap<&str, BTreeSet<&str>> = imports
        .keys()
        .map(|file| (file.as_str(), reached(imports, file)))
        .collect();
    let mut left: BTreeSet<&str> = imports.keys().map(String::as_str).collect();
    let mut found = Vec::new();
    while let Some(file) = left.pop_first() {
        let group: BTreeSet<&str> = all[file]
            .iter()
            .copied()
            .filter(|other| all[other].contains(file))
            .collect();
        left.retain(|other| !group.contains(other));
        if !group.is_empty() {
            found.push(group);
        }
    }
    found
}
