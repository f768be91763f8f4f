//! Every letter of the repository's fixtures: places that lie in the file, and what is seen, as it was seen before.
//!
//! `UPDATE_FIXTURES=1` writes `data/letters.tsv` anew.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    missing_docs,
    reason = "a test fails by a panic"
)]

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use visible_text::{Document, Error, Limits, Places, Text, plain, read, text};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// The files, by name.
fn letters() -> Vec<PathBuf> {
    let mut found = Vec::new();
    for folder in ["fixtures/letters", "fixtures/letters/whole", "fuzz/seeds/mail"] {
        for entry in fs::read_dir(root().join(folder)).unwrap() {
            let path = entry.unwrap().path();
            let is_letter = path.extension().is_none_or(|end| end != "tsv")
                && path.file_name().is_some_and(|name| name != "README.md");
            if path.is_file() && is_letter {
                found.push(path);
            }
        }
    }
    found.sort();
    assert!(found.len() > 2_500, "{}", found.len());
    found
}

/// FNV-1a.
fn digest(text: &str) -> u64 {
    text.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    })
}

/// What is seen, and where each line of it is in the file.
fn seen(document: &Document, file: &[u8]) -> String {
    let mut out = String::new();
    let mut put = |name: &str, text: &str, places: &Places| {
        writeln!(out, "{name} {text:?}").unwrap();
        let mut at = 0;
        for line in text.split_inclusive('\n') {
            let place = places.in_file(at..at + line.len());
            if let Some(place) = &place {
                assert!(
                    place.start <= place.end && place.end <= file.len(),
                    "{name} {place:?}"
                );
            }
            writeln!(out, "  {place:?}").unwrap();
            at += line.len();
        }
    };
    let mut text = |name: &str, text: &Text| put(name, &text.text, &text.places);
    if let Some(subject) = &document.subject {
        text("subject", subject);
    }
    if let Some((written, at)) = &document.date {
        text(&format!("date {at:?}"), written);
    }
    if let Some((written, at)) = &document.due {
        text(&format!("due {at:?}"), written);
    }
    if let Some(meeting) = &document.meeting {
        text(
            &format!(
                "meeting {:?} {:?} {}",
                meeting.start, meeting.end, meeting.whole_days
            ),
            &meeting.words,
        );
    }
    for block in &document.blocks {
        text(&format!("{:?}", block.author), &block.text);
    }
    for attachment in &document.attachments {
        let name = format!(
            "attachment {:?} {} {:?}",
            attachment.name, attachment.media_type, attachment.range
        );
        match &attachment.calendar {
            Some(calendar) => text(&name, calendar),
            None => text(&name, &Text::default()),
        }
    }
    for (name, addresses) in [
        ("from", &document.from),
        ("to", &document.to),
        ("cc", &document.cc),
    ] {
        for one in addresses {
            writeln!(out, "{name} {:?} {:?} {:?}", one.name, one.address, one.range()).unwrap();
        }
    }
    writeln!(
        out,
        "{} {} {:?}",
        document.plain, document.unsent, document.notices
    )
    .unwrap();
    out
}

fn of(bytes: &[u8]) -> Result<Document, Error> {
    let limits = Limits::default();
    match read(bytes, &limits) {
        Err(Error::NotOfThisKind) => match text::read(bytes, &limits) {
            Err(Error::NotOfThisKind) => {
                let text = std::str::from_utf8(bytes).map_err(|_| Error::NotOfThisKind)?;
                Ok(Document {
                    blocks: plain(text),
                    ..Document::default()
                })
            }
            read => read,
        },
        read => read,
    }
}

#[test]
fn letters_are_seen_as_before() {
    let data = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/letters.tsv");
    let mut now = String::new();
    for path in letters() {
        let bytes = fs::read(&path).unwrap();
        let seen = match of(&bytes) {
            Ok(document) => seen(&document, &bytes),
            Err(error) => error.to_string(),
        };
        let name = path.file_name().unwrap().to_str().unwrap();
        writeln!(now, "{name}\t{:016x}", digest(&seen)).unwrap();
    }
    if std::env::var_os("UPDATE_FIXTURES").is_some() {
        fs::write(&data, &now).unwrap();
    }
    let before = fs::read_to_string(&data).unwrap_or_default();
    let changed: Vec<&str> = now
        .lines()
        .filter(|line| !before.lines().any(|was| was == *line))
        .take(20)
        .collect();
    assert!(
        changed.is_empty() && before.lines().count() == now.lines().count(),
        "seen differently: {changed:?}"
    );
}
