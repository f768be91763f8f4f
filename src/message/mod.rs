//! Messages: an identifier with typed values, rendered only when a report is written. Each folder in
//! `languages/` holds one language's sentences and its formats of dates, numbers and lists.

/// Declares a language's table: one sentence per identifier.
macro_rules! sentences {
    ($($id:ident: $text:literal;)+) => {
        $(pub(in crate::message) const $id: &str = $text;)+
    };
}

pub mod form;
#[macro_use]
mod languages;
pub mod catalogue;
mod value;
pub mod words;

pub use form::Spelling;
pub use languages::Lang;
pub use value::{Args, LocalizedText, Message, in_one_line};

use std::borrow::Cow;
use std::fmt::Write as _;

/// Sentence of the catalogue in each language, in the order of [`Lang::ALL`], with `{name}` placeholders.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Entry(&'static [&'static str; Lang::ALL.len()]);

impl Entry {
    /// The template, placeholders included.
    pub fn text(&self, lang: Lang) -> &'static str {
        self.0.get(lang as usize).copied().unwrap_or_default()
    }

    /// The sentence with its placeholders filled; `{count file|files}` becomes the value and the noun that agrees.
    pub fn fill(&self, lang: Lang, values: &[(&str, &str)]) -> String {
        fill(self.text(lang), |name| {
            values
                .iter()
                .find(|(key, _)| *key == name)
                .map(|(_, value)| *value)
        })
    }
}

/// Fills `{name}`, and `{name one|many}` with the value and the noun that agrees in number. A placeholder without
/// a value is kept, so that the omission is visible.
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

/// The name of a placeholder, and its singular and plural noun.
fn parts(placeholder: &str) -> (&str, Option<(&str, &str)>) {
    match placeholder.split_once(' ') {
        Some((name, noun)) => (name, noun.split_once('|')),
        None => (placeholder, None),
    }
}

/// The placeholder names of a template.
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
