//! Which kind of request a component is, and whether it is held online: patterns as data, read from
//! `rules/kinds.yaml`. No word of a title stands in this file.

use std::sync::OnceLock;

use regex::{Regex, RegexBuilder, RegexSet, RegexSetBuilder};

use crate::read::keys::{self, KindWord};
use crate::read::tree::{Node, Tree, Use};
use crate::request::Round;

/// A pattern over SUMMARY.
#[derive(Clone, Debug)]
pub struct KindPattern {
    /// Its name, as `--verbose` shows it.
    pub name: String,
    /// What it says.
    pub kind: KindWord,
    /// The round, where it says that too.
    pub round: Option<Round>,
    /// Titles that it must be the first to match.
    pub examples: Vec<String>,
}

/// The patterns. They are compiled when first asked: a run over YAML never needs them.
#[derive(Debug, Default)]
pub struct Kinds {
    patterns: Vec<KindPattern>,
    written: Vec<String>,
    hosts: Vec<String>,
    places: Vec<String>,
    set: OnceLock<Option<RegexSet>>,
    meeting: OnceLock<Option<Regex>>,
    place: OnceLock<Option<RegexSet>>,
}

impl Kinds {
    /// Reads a file of patterns.
    ///
    /// # Errors
    /// What is not of its form, in English: the file is written by developers.
    pub fn parse(text: &str) -> Result<Self, String> {
        let tree = Tree::parse(text);
        let mut kinds = Self::default();
        let document = tree.documents.first().filter(|document| document.error.is_none());
        let root = document
            .and_then(|document| document.root)
            .ok_or("not a YAML document")?;
        for (key, value) in entries(&tree, root)? {
            match key {
                "kinds" => {
                    for item in items(&tree, value)? {
                        kinds.pattern(&tree, item)?;
                    }
                }
                "online" => {
                    for (key, value) in entries(&tree, value)? {
                        match key {
                            "hosts" => kinds.hosts = texts(&tree, value)?,
                            "places" => kinds.places = texts(&tree, value)?,
                            _ => return Err(format!("unknown key of online: {key}")),
                        }
                    }
                }
                _ => return Err(format!("unknown key: {key}")),
            }
        }
        Ok(kinds)
    }

    fn pattern(&mut self, tree: &Tree<'_>, at: Use) -> Result<(), String> {
        let (mut name, mut kind, mut round) = (String::new(), None, None);
        let (mut written, mut examples) = (String::new(), Vec::new());
        for (key, value) in entries(tree, at)? {
            let word = || tree.text(value).unwrap_or_default();
            match key {
                "name" => word().clone_into(&mut name),
                "kind" => {
                    kind = Some(
                        keys::KIND
                            .get(word())
                            .ok_or_else(|| format!("no kind: {}", word()))?,
                    )
                }
                "round" => {
                    round = Some(
                        keys::ROUND
                            .get(word())
                            .ok_or_else(|| format!("no round: {}", word()))?,
                    )
                }
                "pattern" => word().clone_into(&mut written),
                "examples" => examples = texts(tree, value)?,
                _ => return Err(format!("unknown key of a pattern: {key}")),
            }
        }
        let kind = kind.ok_or_else(|| format!("a pattern needs a kind: {name}"))?;
        if name.is_empty() || written.is_empty() {
            return Err(format!("a pattern needs a name and a pattern: {name}"));
        }
        self.patterns.push(KindPattern {
            name,
            kind,
            round,
            examples,
        });
        self.written.push(written);
        Ok(())
    }

    /// The patterns, in order.
    pub fn patterns(&self) -> &[KindPattern] {
        &self.patterns
    }

    /// Whether every pattern compiles.
    ///
    /// # Errors
    /// The first that does not.
    pub fn check_patterns(&self) -> Result<(), String> {
        for written in self.written.iter().chain(&self.places) {
            Regex::new(written).map_err(|error| format!("{written}: {error}"))?;
        }
        Ok(())
    }

    /// The first pattern that a title matches.
    pub fn of(&self, title: &str) -> Option<&KindPattern> {
        let set = self.set.get_or_init(|| any_case(&self.written)).as_ref()?;
        // Matches come in the order of the patterns.
        self.patterns.get(set.matches(title).iter().next()?)
    }

    /// Whether a text holds the address of a meeting online.
    pub fn has_meeting(&self, text: &str) -> bool {
        let compile = || {
            let hosts: Vec<String> = self.hosts.iter().map(|host| regex::escape(host)).collect();
            let hosts = hosts.join("|");
            let pattern =
                format!(r#"\b(?:https?|msteams|zoommtg)://(?:[a-z0-9-]+\.)*(?:{hosts})(?:[/:?#\s"'<>)]|$)"#);
            RegexBuilder::new(&pattern)
                .case_insensitive(true)
                .unicode(true)
                .build()
                .ok()
        };
        // Looking for the colon first spares most bodies the search.
        text.contains("://")
            && self
                .meeting
                .get_or_init(compile)
                .as_ref()
                .is_some_and(|regex| regex.is_match(text))
    }

    /// Whether a place is one online.
    pub fn is_online_place(&self, place: &str) -> bool {
        let set = self.place.get_or_init(|| any_case(&self.places)).as_ref();
        set.is_some_and(|set| set.is_match(place.trim()))
    }
}

fn any_case(patterns: &[String]) -> Option<RegexSet> {
    RegexSetBuilder::new(patterns).case_insensitive(true).build().ok()
}

fn entries<'t>(tree: &'t Tree<'_>, at: Use) -> Result<Vec<(&'t str, Use)>, String> {
    match tree.node(at.node) {
        Node::Mapping(entries) => Ok(entries
            .iter()
            .map(|(key, value)| (tree.text(*key).unwrap_or_default(), *value))
            .collect()),
        _ => Err("a mapping belongs here".to_owned()),
    }
}

fn items(tree: &Tree<'_>, at: Use) -> Result<Vec<Use>, String> {
    match tree.node(at.node) {
        Node::Sequence(items) => Ok(items.clone()),
        _ => Err("a list belongs here".to_owned()),
    }
}

fn texts(tree: &Tree<'_>, at: Use) -> Result<Vec<String>, String> {
    let text = |item: Use| {
        tree.text(item)
            .map(str::to_owned)
            .ok_or_else(|| "text belongs here".to_owned())
    };
    items(tree, at)?.into_iter().map(text).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::request::Kind;

    fn shipped() -> Kinds {
        Kinds::parse(include_str!("../../../rules/kinds.yaml")).unwrap()
    }

    #[test]
    fn every_example_is_matched_by_its_own_pattern_first() {
        let kinds = shipped();
        kinds.check_patterns().unwrap();
        for pattern in kinds.patterns() {
            assert!(!pattern.examples.is_empty(), "{}", pattern.name);
            for example in &pattern.examples {
                assert_eq!(
                    kinds.of(example).map(|found| &*found.name),
                    Some(&*pattern.name),
                    "{example}"
                );
            }
        }
    }

    #[test]
    fn bodies_and_people_are_no_kind() {
        let kinds = shipped();
        for title in [
            "地方財政審議会",
            "全国知事会との協議会",
            "情報公開審査会",
            "税制調査会",
            "定例会",
            "Lunch",
            "調査官会議",
            "審査官の面談",
            "人事評価面談",
            "全国町村会協議会総会",
            "",
        ] {
            assert!(kinds.of(title).is_none(), "{title}: {:?}", kinds.of(title));
        }
        assert_eq!(
            kinds.of("統計調査の結果について（照会）").unwrap().kind.0,
            Kind::Inquiry
        );
    }

    #[test]
    fn meetings_online() {
        let kinds = shipped();
        assert!(kinds.has_meeting("参加: <https://teams.microsoft.com/l/meetup-join/19%3a>"));
        assert!(kinds.has_meeting("HTTPS://soumu.webex.com/meet/x"));
        assert!(kinds.has_meeting("https://us02web.zoom.us/j/1?pwd=x"));
        assert!(kinds.has_meeting("https://meet.google.com"));
        assert!(!kinds.has_meeting("https://notzoom.us/j/1 https://zoom.us.example.com/ zoom.us"));
        assert!(!kinds.has_meeting("https://example.go.jp/?u=teams.microsoft.com"));
        assert!(kinds.is_online_place("Microsoft Teams 会議"));
        assert!(!kinds.is_online_place("総務省第1会議室"));
    }
}
