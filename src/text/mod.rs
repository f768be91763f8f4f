//! Words: the two languages, the catalogue of sentences, and dates and durations as an office writes
//! them.

pub mod catalogue;
mod trim;
pub mod unfilled;
pub mod words;

pub use trim::trim;

use std::fmt::Write as _;

/// A language of messages.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Lang {
    /// 日本語
    #[default]
    Ja,
    /// English
    En,
}

/// One sentence in both languages. `{name}` stands for a value.
#[derive(Clone, Copy, Debug)]
pub struct Entry {
    /// Japanese, as an office writes it.
    pub ja: &'static str,
    /// English.
    pub en: &'static str,
}

impl Entry {
    /// The sentence as it stands.
    pub fn text(&self, lang: Lang) -> &'static str {
        match lang {
            Lang::Ja => self.ja,
            Lang::En => self.en,
        }
    }

    /// The sentence with its values put in.
    pub fn fill(&self, lang: Lang, values: &[(&str, &str)]) -> String {
        fill(self.text(lang), |name| {
            values
                .iter()
                .find(|(key, _)| *key == name)
                .map(|(_, value)| *value)
        })
    }
}

/// Puts values in for `{name}`; a name without a value stays as it is, so that a gap is seen.
pub fn fill<'v>(template: &str, value: impl Fn(&str) -> Option<&'v str>) -> String {
    let mut out = String::with_capacity(template.len() * 2);
    let mut rest = template;
    while let Some(open) = rest.find('{') {
        let (before, after) = rest.split_at(open);
        out.push_str(before);
        match after
            .find('}')
            .and_then(|close| Some((close, value(after.get(1..close)?)?)))
        {
            Some((close, text)) => {
                out.push_str(text);
                rest = &after[close + 1..];
            }
            None => {
                out.push('{');
                rest = &after[1..];
            }
        }
    }
    let _ = write!(out, "{rest}");
    out
}

/// The names that stand in braces in a template.
pub fn placeholders(template: &str) -> Vec<&str> {
    let mut names = Vec::new();
    let mut rest = template;
    while let Some(open) = rest.find('{') {
        let after = &rest[open + 1..];
        let Some(close) = after.find('}') else { break };
        names.push(&after[..close]);
        rest = &after[close + 1..];
    }
    names
}
