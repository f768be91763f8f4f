//! What is said: a sentence by its identifier with typed values, put into words when a report is written. One table
//! of sentences a language; dates and durations as an office writes them.

/// A language's table: the sentence of each identifier.
macro_rules! sentences {
    ($($id:ident: $text:literal;)+) => {
        $(pub(in crate::message) const $id: &str = $text;)+
    };
}

pub mod catalogue;
mod en;
mod ja;
mod value;
pub mod words;

pub use value::{Args, Bilingual, Message};

use std::borrow::Cow;
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

/// A sentence of the catalogue, in the languages' order. `{name}` stands for a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Entry(&'static [&'static str; 2]);

impl Entry {
    /// The sentence as it stands.
    pub fn text(&self, lang: Lang) -> &'static str {
        let [ja, en] = *self.0;
        match lang {
            Lang::Ja => ja,
            Lang::En => en,
        }
    }

    /// The sentence with its values put in; `{count file|files}` is the value and the noun in its number.
    pub fn fill(&self, lang: Lang, values: &[(&str, &str)]) -> String {
        fill(self.text(lang), |name| {
            values
                .iter()
                .find(|(key, _)| *key == name)
                .map(|(_, value)| *value)
        })
    }
}

/// Puts values in for `{name}`, and for `{name one|many}` the value with the noun that goes with it. A name
/// without a value stays as it is, so that a gap is seen.
pub fn fill<'v>(template: &str, value: impl Fn(&str) -> Option<&'v str>) -> String {
    fill_with(template, |name| value(name).map(Cow::Borrowed))
}

fn fill_with<'v>(template: &str, value: impl Fn(&str) -> Option<Cow<'v, str>>) -> String {
    let mut out = String::with_capacity(template.len() * 2);
    let mut rest = template;
    while let Some(open) = rest.find('{') {
        let (before, after) = rest.split_at(open);
        out.push_str(before);
        let filled = after.find('}').and_then(|close| {
            let (name, noun) = parts(after.get(1..close)?);
            Some((close, value(name)?, noun))
        });
        match filled {
            Some((close, text, noun)) => {
                out.push_str(&text);
                if let Some((one, many)) = noun {
                    out.push(' ');
                    out.push_str(if text == "1" { one } else { many });
                }
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

/// The name of a placeholder, and its noun for one and for many.
fn parts(placeholder: &str) -> (&str, Option<(&str, &str)>) {
    match placeholder.split_once(' ') {
        Some((name, noun)) => (name, noun.split_once('|')),
        None => (placeholder, None),
    }
}

/// The names that stand in braces in a template.
pub fn placeholders(template: &str) -> Vec<&str> {
    let mut names = Vec::new();
    let mut rest = template;
    while let Some(open) = rest.find('{') {
        let after = &rest[open + 1..];
        let Some(close) = after.find('}') else { break };
        names.push(parts(&after[..close]).0);
        rest = &after[close + 1..];
    }
    names
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_noun_goes_with_its_number() {
        let filled = |count: &str| {
            fill("{count file|files} of {path}", |name| match name {
                "count" => Some(count.to_owned().leak() as &str),
                _ => None,
            })
        };
        assert_eq!(filled("1"), "1 file of {path}");
        assert_eq!(filled("0"), "0 files of {path}");
        assert_eq!(filled("1,001"), "1,001 files of {path}");
        assert_eq!(placeholders("{count file|files} of {path}"), ["count", "path"]);
    }
}
