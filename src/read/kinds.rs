//! Patterns that derive a request's kind, and whether a hearing is online: data from `rules/kinds.yaml` and from
//! packs.

use std::sync::OnceLock;

use regex::{Regex, RegexBuilder, RegexSet, RegexSetBuilder};

use crate::read::keys::KindWord;
use crate::request::Round;

/// Size limit of patterns compiled together, in bytes.
const MOST: usize = 1 << 22;

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

/// All patterns, compiled on first use: a run over YAML never needs them.
#[derive(Debug, Default)]
pub struct Kinds {
    patterns: Vec<KindPattern>,
    sentences: Vec<KindPattern>,
    hosts: Vec<String>,
    places: Vec<String>,
    said: OnceLock<Option<RegexSet>>,
    set: OnceLock<Option<RegexSet>>,
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
            patterns,
            sentences,
            hosts,
            places,
            ..Self::default()
        }
    }

    /// These, followed by `others` without those of the same name.
    #[must_use]
    pub fn before(mut self, others: &Self) -> Self {
        let join = |own: &mut Vec<KindPattern>, others: &[KindPattern]| {
            let of_own = own.len();
            for other in others {
                if !own.iter().take(of_own).any(|known| known.name == other.name) {
                    own.push(other.clone());
                }
            }
        };
        join(&mut self.patterns, &others.patterns);
        join(&mut self.sentences, &others.sentences);
        self.hosts.extend_from_slice(&others.hosts);
        self.places.extend_from_slice(&others.places);
        Self::new(self.patterns, self.sentences, self.hosts, self.places)
    }

    /// Whether all patterns compile as one set; each compiles alone.
    pub fn compiles(&self) -> bool {
        let written = self.patterns.iter().map(|pattern| &*pattern.pattern);
        any_case(written).is_some()
            && any_case(self.sentences.iter().map(|pattern| &*pattern.pattern)).is_some()
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
            .size_limit(MOST)
            .build()
            .ok()
    }

    /// Patterns over titles, in order.
    pub fn patterns(&self) -> &[KindPattern] {
        &self.patterns
    }

    /// The first pattern that matches a title.
    pub fn of(&self, title: &str) -> Option<&KindPattern> {
        let set = self
            .set
            .get_or_init(|| any_case(self.patterns.iter().map(|pattern| &*pattern.pattern)))
            .as_ref()?;
        // Matches are in order of the patterns.
        self.patterns.get(set.matches(title).iter().next()?)
    }

    /// Patterns over a letter's sentences, in order.
    pub fn sentences(&self) -> &[KindPattern] {
        &self.sentences
    }

    /// The first pattern that matches a letter's text without blanks and line ends: 「下記のとおり協議します」.
    pub fn of_text(&self, text: &str) -> Option<&KindPattern> {
        let set = self
            .said
            .get_or_init(|| any_case(self.sentences.iter().map(|pattern| &*pattern.pattern)))
            .as_ref()?;
        self.sentences.get(set.matches(text).iter().next()?)
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
        .size_limit(MOST)
        .build()
        .ok()
}
