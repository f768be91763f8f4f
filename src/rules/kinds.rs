//! `kinds.yaml`: patterns that derive a request's kind from a calendar title or a letter's sentences, and hosts of
//! online meetings. The built-in file is read by the same code as a pack's.

use super::reader::{PackFile, PackProblem, PackReader, read_file};
use crate::message::catalogue;
use crate::read::keys;
use crate::read::kinds::{KindPattern, Kinds};
use crate::read::tree::NodeRef;
use crate::request::Kind;

/// Limit on hosts of online meetings.
const MAX_HOSTS: usize = 1000;

/// The file's name in a pack.
const KINDS_FILE: &str = "kinds.yaml";

/// A parsed `kinds.yaml`.
#[derive(Debug, Default)]
pub struct TitlePatterns {
    /// Whether its patterns replace those of earlier files; otherwise they precede them.
    pub replace: bool,
    /// The patterns.
    pub kinds: Kinds,
}

/// Whether a file of a pack is its `kinds.yaml`.
pub fn is_kinds(file: &PackFile<'_>) -> bool {
    file.path.rsplit(['/', '\\']).next() == Some(KINDS_FILE)
}

/// Parses a file of patterns. Those of a user's pack are compiled and checked against their examples. Built-in ones
/// are not: a test does that, and a run over YAML never needs them compiled.
///
/// # Errors
/// Everything wrong in the file, with its place.
pub fn load_kinds(file: &PackFile<'_>, shipped: bool) -> Result<TitlePatterns, Vec<PackProblem>> {
    let mut problems = Vec::new();
    let mut replace = false;
    let (mut patterns, mut sentences) = (Vec::new(), Vec::new());
    let (mut hosts, mut places) = (Vec::new(), Vec::new());
    read_file(file, &mut problems, |reader, root| {
        for (word, _, value) in reader.mapping(root, &["replace", "kinds", "sentences", "online"]) {
            match word {
                "replace" => replace = reader.truth(value).unwrap_or_default(),
                "kinds" => {
                    for item in reader.items(value) {
                        patterns.extend(pattern(reader, item, shipped));
                    }
                }
                "sentences" => {
                    for item in reader.items(value) {
                        sentences.extend(pattern(reader, item, shipped));
                    }
                }
                _ => {
                    for (word, _, value) in reader.mapping(value, &["hosts", "places"]) {
                        let texts = texts(reader, value);
                        if word == "hosts" {
                            if let Some((_, at)) = texts.get(MAX_HOSTS) {
                                let most = MAX_HOSTS.to_string();
                                let message = catalogue::KINDS_HOSTS.with(&[("most", &most)]);
                                reader.refuse(at.span, message, None);
                            }
                            hosts.extend(texts.into_iter().map(|(text, _)| text));
                            continue;
                        }
                        for (text, at) in texts {
                            if shipped || reader.regex(at, &text, true).is_some() {
                                places.push(text);
                            }
                        }
                    }
                }
            }
        }
    });
    if problems.is_empty() {
        Ok(TitlePatterns {
            replace,
            kinds: Kinds::new(patterns, sentences, hosts, places),
        })
    } else {
        Err(problems)
    }
}

fn pattern(reader: &mut PackReader<'_>, at: NodeRef, shipped: bool) -> Option<KindPattern> {
    let (mut name, mut kind, mut round) = (None, None, None);
    let (mut written, mut examples) = (None, Vec::new());
    let entries = reader.mapping(at, &["name", "kind", "round", "pattern", "examples"]);
    let has_kind = entries.iter().any(|(word, ..)| *word == "kind");
    for (word, _, value) in entries {
        match word {
            "name" => name = reader.scalar(value).map(str::to_owned),
            "kind" => {
                let text = reader.scalar(value)?;
                kind = keys::KIND.get(text);
                if kind.is_none() {
                    let known: Vec<&str> = Kind::ALL.iter().map(|kind| kind.ja()).collect();
                    reader.unknown(value.span, text, &known);
                }
            }
            "round" => {
                let text = reader.scalar(value)?;
                round = keys::ROUND.get(text);
                if round.is_none() {
                    reader.unknown(value.span, text, &["first", "follow-up"]);
                }
            }
            "pattern" => written = reader.written(value).map(|text| (text.to_owned(), value)),
            _ => examples = texts(reader, value),
        }
    }
    let mut complete = true;
    let missing = [
        ("name", name.is_none()),
        ("kind", !has_kind),
        ("pattern", written.is_none()),
        ("examples", examples.is_empty()),
    ];
    for (key, missing) in missing {
        if missing {
            let message = catalogue::PACK_RULE_NEEDS.with(&[("key", key)]);
            reader.refuse(at.span, message, None);
            complete = false;
        }
    }
    let (text, place) = written.filter(|_| complete)?;
    if !shipped {
        let regex = reader.regex(place, &text, true)?;
        for (example, at) in &examples {
            if !regex.is_match(example) {
                reader.refuse(at.span, catalogue::KINDS_EXAMPLE.message(), None);
            }
        }
    }
    Some(KindPattern {
        name: name?,
        kind: kind?,
        round,
        pattern: text,
        examples: examples.into_iter().map(|(text, _)| text).collect(),
    })
}

fn texts(reader: &mut PackReader<'_>, at: NodeRef) -> Vec<(String, NodeRef)> {
    let mut found = Vec::new();
    for item in reader.items(at) {
        if let Some(text) = reader.scalar(item) {
            found.push((text.to_owned(), item));
        }
    }
    found
}
