//! `kinds.yaml`: patterns over the titles of a calendar's components, which tell a request's kind, and what
//! counts as a meeting online. The one that is shipped is read by the same code as a pack's own.

use regex::RegexBuilder;

use super::load::{PackFile, PackProblem, read_file};
use super::reader::PackReader;
use crate::read::keys::{self, KindWord};
use crate::read::tree::Use;
use crate::request::{Kind, Round};
use crate::text::{Lang, catalogue};

/// The name of the file in a pack.
pub const KINDS_FILE: &str = "kinds.yaml";

/// What a file of patterns says.
#[derive(Clone, Debug, Default)]
pub struct TitlePatterns {
    /// Whether it stands in place of those before it; else it goes before them.
    pub replace: bool,
    /// The patterns over titles, in order: the first that matches decides.
    pub patterns: Vec<TitlePattern>,
    /// Hosts of meetings online.
    pub hosts: Vec<String>,
    /// Patterns of places that are online.
    pub places: Vec<String>,
}

/// A pattern over SUMMARY.
#[derive(Clone, Debug)]
pub struct TitlePattern {
    /// Its name, as `--verbose` shows it.
    pub name: String,
    /// What it says.
    pub kind: KindWord,
    /// The round, where it says that too.
    pub round: Option<Round>,
    /// A regular expression, in any letter case.
    pub pattern: String,
    /// Titles that it matches.
    pub examples: Vec<String>,
}

/// Whether a file of a pack holds patterns, and no rule.
pub fn is_kinds(file: &PackFile<'_>) -> bool {
    file.path.rsplit(['/', '\\']).next() == Some(KINDS_FILE)
}

/// Reads a file of patterns. Those of a pack are compiled and tried on their examples; those that are
/// shipped are not, as a test holds them and a run over YAML never needs them.
///
/// # Errors
/// Everything that is wrong in it, at its place.
pub fn load_kinds(file: &PackFile<'_>, shipped: bool, lang: Lang) -> Result<TitlePatterns, Vec<PackProblem>> {
    let mut problems = Vec::new();
    let mut found = TitlePatterns::default();
    read_file(file, lang, &mut problems, |reader, root| {
        for (word, _, value) in reader.mapping(root, &["replace", "kinds", "online"]) {
            match word {
                "replace" => found.replace = reader.truth(value).unwrap_or_default(),
                "kinds" => {
                    for item in reader.items(value) {
                        let known = pattern(reader, item, shipped);
                        found.patterns.extend(known);
                    }
                }
                _ => {
                    for (word, _, value) in reader.mapping(value, &["hosts", "places"]) {
                        let texts = texts(reader, value);
                        if word == "hosts" {
                            found.hosts.extend(texts.into_iter().map(|(text, _)| text));
                            continue;
                        }
                        for (text, at) in texts {
                            if shipped || compiles(reader, &text, at).is_some() {
                                found.places.push(text);
                            }
                        }
                    }
                }
            }
        }
    });
    if problems.is_empty() {
        Ok(found)
    } else {
        Err(problems)
    }
}

fn pattern(reader: &mut PackReader<'_>, at: Use, shipped: bool) -> Option<TitlePattern> {
    let (mut name, mut kind, mut round) = (None, None, None);
    let (mut written, mut examples) = (None, Vec::new());
    let entries = reader.mapping(at, &["name", "kind", "round", "pattern", "examples"]);
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
            "pattern" => written = reader.scalar(value).map(|text| (text.to_owned(), value)),
            _ => examples = texts(reader, value),
        }
    }
    let mut complete = true;
    let missing = [
        ("name", name.is_none()),
        ("kind", kind.is_none() && !entries_have(reader, at, "kind")),
        ("pattern", written.is_none()),
        ("examples", examples.is_empty()),
    ];
    for (key, missing) in missing {
        if missing {
            let message = catalogue::PACK_RULE_NEEDS.fill(reader.lang, &[("key", key)]);
            reader.refuse(at.span, message, None);
            complete = false;
        }
    }
    let (text, place) = written.filter(|_| complete)?;
    if !shipped {
        let regex = compiles(reader, &text, place)?;
        for (example, at) in &examples {
            if !regex.is_match(example) {
                reader.refuse(
                    at.span,
                    catalogue::KINDS_EXAMPLE.text(reader.lang).to_owned(),
                    None,
                );
            }
        }
    }
    Some(TitlePattern {
        name: name?,
        kind: kind?,
        round,
        pattern: text,
        examples: examples.into_iter().map(|(text, _)| text).collect(),
    })
}

/// Whether a mapping has a key, whatever its value.
fn entries_have(reader: &PackReader<'_>, at: Use, key: &str) -> bool {
    match reader.tree.node(at.node) {
        crate::read::tree::Node::Mapping(entries) => entries
            .iter()
            .any(|(known, _)| reader.tree.text(*known) == Some(key)),
        _ => false,
    }
}

fn compiles(reader: &mut PackReader<'_>, text: &str, at: Use) -> Option<regex::Regex> {
    /// A megabyte: one pattern of a title needs a few kilobytes.
    const MOST: usize = 1 << 20;
    match RegexBuilder::new(text)
        .case_insensitive(true)
        .size_limit(MOST)
        .build()
    {
        Ok(regex) => Some(regex),
        Err(error) => {
            let message = catalogue::PACK_PATTERN.fill(reader.lang, &[("error", &error.to_string())]);
            reader.refuse(at.span, message, None);
            None
        }
    }
}

fn texts(reader: &mut PackReader<'_>, at: Use) -> Vec<(String, Use)> {
    let mut found = Vec::new();
    for item in reader.items(at) {
        if let Some(text) = reader.scalar(item) {
            found.push((text.to_owned(), item));
        }
    }
    found
}
