//! Patterns that derive a request's kind, and whether a hearing is online: data from `rules/kinds.yaml` and from
//! packs.

use std::sync::OnceLock;

use regex::{Regex, RegexBuilder, RegexSet, RegexSetBuilder};

use crate::read::keys::KindWord;
use crate::request::Round;

/// Size limit of patterns compiled together, in bytes.
const COMPILED_BYTES_LIMIT: usize = 1 << 22;

/// A pattern over SUMMARY, or over a letter's sentences.
#[derive(Clone, Debug)]
pub struct KindPattern {
    /// Its name, shown by `--verbose`.
    pub name: String,
    /// The kind it implies.
    pub kind: KindWord,
    /// The round it implies, if any.
    pub round: Option<Round>,
    /// Regular expression, case-insensitive.
    pub pattern: String,
    /// Titles for which it must be the first match.
    pub examples: Vec<String>,
}

/// Patterns in order; the first that matches decides.
#[derive(Debug, Default)]
struct Patterns {
    all: Vec<KindPattern>,
    set: OnceLock<Option<RegexSet>>,
}

impl Patterns {
    fn new(all: Vec<KindPattern>) -> Self {
        Self {
            all,
            set: OnceLock::new(),
        }
    }

    fn before(mut self, others: &Self) -> Vec<KindPattern> {
        let own_count = self.all.len();
        for other in &others.all {
            if !self
                .all
                .iter()
                .take(own_count)
                .any(|known| known.name == other.name)
            {
                self.all.push(other.clone());
            }
        }
        self.all
    }

    fn compiled(&self) -> Option<&RegexSet> {
        let written = self.all.iter().map(|pattern| &*pattern.pattern);
        self.set.get_or_init(|| any_case(written)).as_ref()
    }

    fn first(&self, text: &str) -> Option<&KindPattern> {
        // Matches are in order of the patterns.
        self.all.get(self.compiled()?.matches(text).iter().next()?)
    }
}

/// All patterns, compiled on first use: a run over YAML never needs them.
#[derive(Debug, Default)]
pub struct Kinds {
    titles: Patterns,
    sentences: Patterns,
    hosts: Vec<String>,
    places: Vec<String>,
    meeting: OnceLock<Option<Regex>>,
    place: OnceLock<Option<RegexSet>>,
}

impl Kinds {
    /// Patterns over titles, patterns over a letter's sentences, hosts of online meetings, and patterns of online
    /// places.
    pub fn new(
        patterns: Vec<KindPattern>,
        sentences: Vec<KindPattern>,
        hosts: Vec<String>,
        places: Vec<String>,
    ) -> Self {
        Self {
            titles: Patterns::new(patterns),
            sentences: Patterns::new(sentences),
            hosts,
            places,
            ..Self::default()
        }
    }

    /// These, followed by `others` without those of the same name.
    #[must_use]
    pub fn before(mut self, others: &Self) -> Self {
        self.hosts.extend_from_slice(&others.hosts);
        self.places.extend_from_slice(&others.places);
        let (titles, sentences) = (
            self.titles.before(&others.titles),
            self.sentences.before(&others.sentences),
        );
        Self::new(titles, sentences, self.hosts, self.places)
    }

    /// Whether all patterns compile as one set; each compiles alone.
    pub fn compiles(&self) -> bool {
        self.titles.compiled().is_some()
            && self.sentences.compiled().is_some()
            && any_case(self.places.iter().map(|place| &**place)).is_some()
            && self.compile_meeting().is_some()
    }

    fn compile_meeting(&self) -> Option<Regex> {
        let hosts: Vec<String> = self.hosts.iter().map(|host| regex::escape(host)).collect();
        let hosts = hosts.join("|");
        let pattern =
            format!(r#"\b(?:https?|msteams|zoommtg)://(?:[a-z0-9-]+\.)*(?:{hosts})(?:[/:?#\s"'<>)]|$)"#);
        RegexBuilder::new(&pattern)
            .case_insensitive(true)
            .unicode(true)
            .size_limit(COMPILED_BYTES_LIMIT)
            .build()
            .ok()
    }

    /// Patterns over titles, in order.
    pub fn patterns(&self) -> &[KindPattern] {
        &self.titles.all
    }

    /// The first pattern that matches a title.
    pub fn of(&self, title: &str) -> Option<&KindPattern> {
        self.titles.first(title)
    }

    /// Patterns over a letter's sentences, in order.
    pub fn sentences(&self) -> &[KindPattern] {
        &self.sentences.all
    }

    /// The first pattern that matches a letter's text without blanks and line ends: 「下記のとおり協議します」.
    pub fn of_text(&self, text: &str) -> Option<&KindPattern> {
        self.sentences.first(text)
    }

    /// Whether a text contains the URL of an online meeting.
    pub fn has_meeting(&self, text: &str) -> bool {
        // A substring test rules out most texts before the regex.
        text.contains("://")
            && self
                .meeting
                .get_or_init(|| self.compile_meeting())
                .as_ref()
                .is_some_and(|regex| regex.is_match(text))
    }

    /// Whether a place is online.
    pub fn is_online_place(&self, place: &str) -> bool {
        let set = self
            .place
            .get_or_init(|| any_case(self.places.iter().map(|place| &**place)))
            .as_ref();
        set.is_some_and(|set| set.is_match(place.trim()))
    }
}

fn any_case<'p>(patterns: impl Iterator<Item = &'p str>) -> Option<RegexSet> {
    RegexSetBuilder::new(patterns)
        .case_insensitive(true)
        .size_limit(COMPILED_BYTES_LIMIT)
        .build()
        .ok()
}
