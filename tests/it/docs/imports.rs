//! The law of imports: which room of `src/` may import which, and no circle between files.

use std::collections::{BTreeMap, BTreeSet};

use super::modules::{Imports, imports};

/// Each room with all the rooms that it imports, from the ground up.
const LAW: &[(&str, &str)] = &[
    ("source", ""),
    ("calendar", ""),
    ("exception", "source"),
    ("diagnostic", "source"),
    ("text", "source"),
    ("request", "calendar source"),
    ("read", "calendar diagnostic request source text"),
    ("directory", "source text"),
    ("bound", "directory"),
    ("offices", "calendar diagnostic directory read source text"),
    ("case", "bound calendar directory offices read request source"),
    ("rules", "calendar case diagnostic read request source text"),
    (
        "config",
        "calendar diagnostic directory exception offices read request rules source text",
    ),
    (
        "engine",
        "bound calendar case config diagnostic directory exception offices read request rules source text",
    ),
    (
        "remedy",
        "calendar case diagnostic engine read request rules source text",
    ),
    (
        "when",
        "calendar case engine read remedy request rules source text",
    ),
    (
        "check",
        "calendar case diagnostic directory engine exception offices read remedy request rules source text when",
    ),
    ("baseline", "check diagnostic engine read source text"),
    (
        "rule_test",
        "calendar check diagnostic engine read rules source text",
    ),
    (
        "report",
        "baseline calendar case check diagnostic engine read rules source text when",
    ),
    (
        "schema",
        "baseline config diagnostic engine read report request rules text",
    ),
    ("interpretation", "diagnostic read rules text"),
    (
        "lsp",
        "calendar case check config diagnostic engine read remedy report request rules schema source text",
    ),
    (
        "cli",
        "baseline calendar check config diagnostic directory engine exception lsp read remedy report rule_test rules schema source text",
    ),
];

/// Imports of a higher room, which the law forbids. None may be added; one that is no more is to be struck.
const UPWARD: &[(&str, &str)] = &[
    ("request", "read"),
    ("read", "directory"),
    ("directory", "read"),
    ("remedy", "check"),
];

/// Imports that close a circle today. None may be added; one that closes none any more is to be struck.
const CIRCLES: &[(&str, &str)] = &[
    ("calendar/hours.rs", "calendar/zone.rs"),
    ("check.rs", "check/template.rs"),
    ("check.rs", "check/template/proof.rs"),
    ("check/exceptions.rs", "check/exceptions/record.rs"),
    ("check/judge.rs", "check/template/day.rs"),
    ("check/judge.rs", "check/template/mend.rs"),
    ("check/judge.rs", "check/template/proof.rs"),
    ("check/report.rs", "check/exceptions.rs"),
    ("check/report.rs", "when.rs"),
    ("check/template/sendings.rs", "check.rs"),
    ("check/template/sweep.rs", "check/template/proof.rs"),
    ("cli/calendar/grid.rs", "cli/calendar.rs"),
    ("cli/check/destination.rs", "cli/check/outputs.rs"),
    ("cli/check/mod.rs", "cli/check/judge.rs"),
    ("cli/check/mod.rs", "cli/check/run.rs"),
    ("cli/configuration.rs", "cli/configuration/file.rs"),
    ("cli/configuration.rs", "cli/rules.rs"),
    ("cli/mod.rs", "cli/baseline.rs"),
    ("cli/mod.rs", "cli/calendar.rs"),
    ("cli/mod.rs", "cli/check/run.rs"),
    ("cli/mod.rs", "cli/completions.rs"),
    ("cli/mod.rs", "cli/config.rs"),
    ("cli/mod.rs", "cli/configuration.rs"),
    ("cli/mod.rs", "cli/exceptions.rs"),
    ("cli/mod.rs", "cli/explain.rs"),
    ("cli/mod.rs", "cli/init.rs"),
    ("cli/mod.rs", "cli/lsp/mod.rs"),
    ("cli/mod.rs", "cli/man.rs"),
    ("cli/mod.rs", "cli/rules.rs"),
    ("cli/mod.rs", "cli/schema.rs"),
    ("cli/mod.rs", "cli/threads.rs"),
    ("cli/mod.rs", "cli/when.rs"),
    ("cli/output.rs", "cli/mod.rs"),
    ("config/read.rs", "config/read/days.rs"),
    ("interpretation.rs", "interpretation/asks.rs"),
    ("lsp/analysis.rs", "lsp/document.rs"),
    ("lsp/history.rs", "lsp/document.rs"),
    ("read/fields.rs", "read/wording.rs"),
    ("read/ics.rs", "read/ics/kind.rs"),
    ("read/ics.rs", "read/ics/mapping.rs"),
    ("read/ics.rs", "read/ics/versions.rs"),
    ("read/ics/mapping.rs", "read/ics/kind.rs"),
    ("read/ics/own.rs", "read/ics/mapping.rs"),
    ("read/ics/recurrence.rs", "read/ics/moments.rs"),
    ("read/ics/recurrence/rule.rs", "read/ics/moments.rs"),
    ("read/ics/recurrence/rule.rs", "read/ics/recurrence/rule/parts.rs"),
    (
        "read/ics/recurrence/rule.rs",
        "read/ics/recurrence/rule/vcalendar.rs",
    ),
    ("read/ics/recurring.rs", "read/ics/mapping.rs"),
    ("read/ics/zones.rs", "read/ics/zones/own.rs"),
    ("read/mod.rs", "request.rs"),
    ("read/moment.rs", "read/moment/iso.rs"),
    ("read/moment.rs", "read/moment/mentions.rs"),
    ("read/moment.rs", "read/moment/parse.rs"),
    ("read/moment.rs", "read/moment/rewrite.rs"),
    ("read/moment/parse.rs", "read/moment/calendar.rs"),
    ("read/tree.rs", "read/unseen.rs"),
    ("read/unseen.rs", "read/fields.rs"),
    ("read/unseen.rs", "read/keys.rs"),
    ("remedy.rs", "check/judge.rs"),
    ("remedy.rs", "remedy/hearing.rs"),
    ("remedy.rs", "remedy/sending.rs"),
    ("remedy/edit.rs", "remedy/edit/hearing.rs"),
    ("remedy/lasting.rs", "remedy.rs"),
    ("remedy/target.rs", "remedy.rs"),
    ("remedy/target.rs", "remedy/edit.rs"),
    ("remedy/target.rs", "remedy/hearing.rs"),
    ("report/entry.rs", "report/undetermined.rs"),
    ("report/json.rs", "report/mod.rs"),
    ("report/sarif.rs", "report/sarif/rules.rs"),
    ("request.rs", "read/ics/recurrence.rs"),
    ("request.rs", "read/keys.rs"),
    ("rules/load.rs", "rules/kinds.rs"),
    ("rules/load.rs", "rules/load/conditions.rs"),
    ("rules/load.rs", "rules/load/params.rs"),
    ("rules/load.rs", "rules/reader.rs"),
    ("schema.rs", "schema/config.rs"),
    ("schema.rs", "schema/rule.rs"),
    ("schema/request.rs", "schema.rs"),
    ("source.rs", "source/calendar.rs"),
    ("source.rs", "source/map.rs"),
    ("when.rs", "when/sentence.rs"),
    ("when.rs", "when/timeline.rs"),
];

#[test]
fn each_room_imports_only_what_the_law_allows() {
    let imports = imports();
    let mut may: BTreeSet<(&str, &str)> = UPWARD.iter().copied().collect();
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
            let known = rooms.0 == rooms.1 || may.contains(&rooms) || CIRCLES.contains(&(from, to));
            assert!(
                known,
                "the law does not let a file of `{}` import one of `{}`: {from} -> {to}",
                rooms.0, rooms.1
            );
            used.insert(rooms);
        }
    }
    for (from, to) in UPWARD {
        assert!(
            used.contains(&(*from, *to)),
            "no import today, strike it: {from} -> {to}"
        );
    }
}

/// The first folder or file below `src/`.
fn room(file: &str) -> &str {
    file.split(['/', '.']).next().unwrap_or(file)
}

#[test]
fn no_circle_runs_between_files() {
    let imports = imports();
    let mut open = imports.clone();
    for (from, to) in CIRCLES {
        let known = open.get_mut(*from).is_some_and(|to_all| to_all.remove(*to));
        assert!(known, "no import today, strike it: {from} -> {to}");
        assert!(
            reached(&imports, to).contains(from),
            "closes no circle, strike it: {from} -> {to}"
        );
    }
    let circles: Vec<String> = circles(&open)
        .iter()
        .map(|files| describe(&open, files))
        .collect();
    assert!(circles.is_empty(), "circles of imports:\n{}", circles.join("\n"));
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

/// All that is reached from a file, itself left out unless a circle leads back.
fn reached<'a>(imports: &'a Imports, from: &'a str) -> BTreeSet<&'a str> {
    let mut seen = BTreeSet::new();
    let mut left = vec![from];
    while let Some(file) = left.pop() {
        let next = imports.get(file).into_iter().flatten().map(String::as_str);
        left.extend(next.filter(|file| seen.insert(*file)));
    }
    seen
}

/// The groups of files that reach each other.
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
