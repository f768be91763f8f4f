//! Positions in every unit: each format's columns, counted independently from the bytes of the file.

use std::fs;
use std::path::Path;

use serde_json::Value;

use super::corpus::{all, folder, json};
use super::lines::objects;
use crate::common::{Place, count, decode, list, text};

/// The column in UTF-8 bytes of the line on disk.
fn utf8_column(file: &[u8], byte: usize) -> usize {
    let wide = file.starts_with(&[0xff, 0xfe]);
    let before = &file[..byte];
    if !wide {
        let line = before
            .iter()
            .rposition(|b| matches!(b, b'\n' | b'\r'))
            .map_or(0, |at| at + 1);
        // The byte order mark is no column.
        let line = if line == 0 && file.starts_with("\u{feff}".as_bytes()) {
            3
        } else {
            line
        };
        return byte - line + 1;
    }
    let text = decode(before).expect("whole characters");
    let line = text.rsplit(['\n', '\r']).next().unwrap();
    line.trim_start_matches('\u{feff}').len() + 1
}

struct Wanted {
    path: String,
    code: String,
    start: Place,
    end: Place,
    utf8: (usize, usize),
}

/// Every finding with its positions counted from the bytes.
fn wanted(folder: &Path) -> Vec<Wanted> {
    let output = json(folder);
    let found: Vec<Wanted> = list(&output, "diagnostics")
        .iter()
        .map(|found| {
            let file = fs::read(folder.join(text(found, "path"))).unwrap();
            let [start, end] = ["start", "end"].map(|side| Place::said(&found["range"][side]));
            // Inside a folded character, or in invalid text, nothing can be decoded.
            for place in [&start, &end] {
                if !text(found, "path").ends_with("event.ics")
                    && let Some(counted) = Place::counted(&file, place.byte)
                {
                    assert_eq!(&counted, place, "{found}");
                }
            }
            Wanted {
                path: text(found, "path").to_owned(),
                code: text(found, "code").to_owned(),
                utf8: (utf8_column(&file, start.byte), utf8_column(&file, end.byte)),
                start,
                end,
            }
        })
        .collect();
    assert!(found.len() >= 25, "{}", found.len());
    // The corpus has positions where the units differ, in the middle of a line.
    let apart = |found: &&Wanted| {
        found.start.column != found.start.utf16
            && found.start.utf16 != found.utf8.0
            && found.start.column > 20
    };
    assert!(found.iter().filter(apart).count() >= 6);
    found
}

#[test]
fn sarif_counts_utf16_code_units() {
    let folder = folder();
    let log = all(folder.path(), "sarif").json();
    let results: Vec<&Value> = list(&log["runs"][0], "results")
        .iter()
        .filter(|result| result["suppressions"].is_null())
        .collect();
    let wanted = wanted(folder.path());
    assert_eq!(results.len(), wanted.len());
    for (result, wanted) in results.into_iter().zip(wanted) {
        assert_eq!(text(result, "ruleId"), wanted.code);
        let region = &result["locations"][0]["physicalLocation"]["region"];
        let said = ["startLine", "startColumn", "endLine", "endColumn"].map(|name| count(region, name));
        let Wanted { start, end, .. } = wanted;
        assert_eq!(said, [start.line, start.utf16, end.line, end.utf16], "{result}");
    }
}

#[test]
fn rdjsonl_counts_bytes_of_utf8() {
    let folder = folder();
    let said: Vec<Value> = objects(&all(folder.path(), "rdjsonl").stdout)
        .into_iter()
        .filter(|line| line["code"]["value"] != "undetermined")
        .collect();
    let wanted = wanted(folder.path());
    assert_eq!(said.len(), wanted.len());
    for (said, wanted) in said.into_iter().zip(wanted) {
        assert_eq!(said["location"]["path"], *wanted.path);
        assert_eq!(said["code"]["value"], *wanted.code);
        let range = &said["location"]["range"];
        let at = |side: &str| (count(&range[side], "line"), count(&range[side], "column"));
        assert_eq!(at("start"), (wanted.start.line, wanted.utf8.0), "{said}");
        assert_eq!(at("end"), (wanted.end.line, wanted.utf8.1), "{said}");
    }
}

#[test]
fn concise_counts_utf16_code_units_and_github_code_points() {
    let folder = folder();
    let concise = all(folder.path(), "concise").stdout;
    let github = all(folder.path(), "github").stdout;
    let concise: Vec<&str> = concise
        .lines()
        .filter(|line| !line.contains(" undetermined "))
        .collect();
    let github: Vec<&str> = github
        .lines()
        .filter(|line| !line.contains("title=未判定"))
        .collect();
    let wanted = wanted(folder.path());
    assert_eq!((concise.len(), github.len()), (wanted.len(), wanted.len()));
    for ((concise, github), Wanted { code, start, end, .. }) in concise.into_iter().zip(github).zip(wanted) {
        let place = format!(":{}:{}: ", start.line, start.utf16);
        assert!(concise.contains(&place), "{concise} {start:?}");
        assert!(concise.contains(&format!(" {code} ")), "{concise}");
        let lines = format!(",line={},endLine={}", start.line, end.line);
        let columns = if start.line == end.line {
            format!(",col={},endColumn={}", start.column, end.column)
        } else {
            String::new()
        };
        assert!(
            github.contains(&format!("{lines}{columns},title={code} ")),
            "{github} {start:?}"
        );
    }
}

/// Each format with edits outputs the edit of the JSON contract.
#[test]
fn an_edit_is_the_same_edit_in_every_format() {
    let folder = folder();
    let output = json(folder.path());
    let log = all(folder.path(), "sarif").json();
    let rdjsonl = objects(&all(folder.path(), "rdjsonl").stdout);
    let results: Vec<&Value> = list(&log["runs"][0], "results")
        .iter()
        .filter(|result| result["suppressions"].is_null())
        .collect();
    let rdjsonl: Vec<&Value> = rdjsonl
        .iter()
        .filter(|line| line["code"]["value"] != "undetermined")
        .collect();
    let mut seen = 0;
    for ((found, result), line) in list(&output, "diagnostics").iter().zip(results).zip(rdjsonl) {
        let fixes = list(found, "fixes");
        let none = Vec::new();
        let sarif = result["fixes"].as_array().unwrap_or(&none);
        let suggestions = line["suggestions"].as_array().unwrap_or(&none);
        assert_eq!(fixes.len(), sarif.len());
        let file = fs::read(folder.path().join(text(found, "path"))).unwrap();
        let mut suggestions = suggestions.iter();
        for (fix, said) in fixes.iter().zip(sarif) {
            let edits = list(fix, "edits");
            let replacements = list(&said["artifactChanges"][0], "replacements");
            assert_eq!(replacements.len(), edits.len());
            for (edit, replacement) in edits.iter().zip(replacements) {
                seen += 1;
                let [start, end] = ["start", "end"].map(|side| Place::said(&edit["range"][side]));
                assert_eq!(replacement["insertedContent"]["text"], edit["text"]);
                let region = &replacement["deletedRegion"];
                let said =
                    ["startLine", "startColumn", "endLine", "endColumn"].map(|name| count(region, name));
                assert_eq!(said, [start.line, start.utf16, end.line, end.utf16]);
                // rdjsonl's suggestions are alternatives: a fix of several edits cannot be expressed.
                if edits.len() == 1 {
                    let suggestion = suggestions.next().unwrap();
                    assert_eq!(suggestion["text"], edit["text"]);
                    let range = &suggestion["range"];
                    assert_eq!(count(&range["start"], "column"), utf8_column(&file, start.byte));
                    assert_eq!(count(&range["end"], "column"), utf8_column(&file, end.byte));
                }
            }
        }
        assert!(suggestions.next().is_none());
    }
    assert!(seen >= 6, "{seen}");
}
