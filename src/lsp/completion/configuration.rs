//! Completion of rule codes in a configuration: as keys of severities and parameters, and as an exception's rule.

use super::item::{Completions, Item};
use crate::config::keys::{CONFIG, ConfigKey, EXCEPTION, ExceptionKey};
use crate::engine::Engine;
use crate::lsp::codes;
use crate::message::Lang;

/// The role of a code at the cursor.
enum Slot {
    /// The key of a setting of a rule.
    Key(ConfigKey),
    /// The rule of an exception.
    Value,
}

/// Completes rule codes at byte `at` of a configuration's text.
pub(in crate::lsp) fn complete(text: &str, at: usize, engine: &Engine, lang: Lang) -> Completions {
    let before = text.get(..at).unwrap_or_default();
    let typed = before.len() - before.trim_end_matches(|c: char| c.is_ascii_alphanumeric()).len();
    let start = before.len() - typed;
    let rest = text.get(at..).unwrap_or_default();
    let end = rest
        .find(|c: char| !c.is_ascii_alphanumeric())
        .unwrap_or(rest.len());
    let Some(slot) = slot(text.get(..start).unwrap_or_default()) else {
        return Completions::default();
    };
    let has_colon = rest
        .get(end..)
        .is_some_and(|rest| rest.trim_start_matches(' ').starts_with(':'));
    let rules = engine.rules.iter().filter(|(_, rule)| match slot {
        Slot::Key(ConfigKey::Params) => !rule.params.is_empty(),
        Slot::Key(_) | Slot::Value => !rule.protected,
    });
    let items = rules.map(|(_, rule)| Item {
        insert: match slot {
            Slot::Key(_) if !has_colon => Some(format!("{}: ", rule.code)),
            Slot::Key(_) | Slot::Value => None,
        },
        ..codes::item(rule, lang)
    });
    Completions {
        replaces: start..at + end,
        items: items.collect(),
        is_incomplete: false,
    }
}

/// The role of a code that follows this text, if any.
fn slot(before: &str) -> Option<Slot> {
    let line_start = before.rfind('\n').map_or(0, |at| at + 1);
    let (above, line) = before.split_at(line_start);
    // In a flow collection the part after the last indicator counts.
    let part = line.rfind(['{', ',', '[']).map_or(line, |at| &line[at + 1..]);
    let key = part.trim_start_matches(['-', ' ']);
    if let Some((key, value)) = key.split_once(':') {
        let is_rule = word(key).is_some_and(|key| EXCEPTION.get(key) == Some(ExceptionKey::Rule));
        let is_open = value.trim_matches([' ', '\'', '"']).is_empty();
        return (is_rule && is_open).then_some(Slot::Value);
    }
    if !key.trim_start_matches(['\'', '"']).is_empty() {
        return None;
    }
    let of_key = |key: &str| match CONFIG.get(word(key)?) {
        Some(key @ (ConfigKey::Severities | ConfigKey::Params)) => Some(Slot::Key(key)),
        _ => None,
    };
    if let Some(open) = line.rfind('{') {
        return of_key(line[..open].trim_end().strip_suffix(':')?);
    }
    // The enclosing block's key: the nearest less indented line above.
    let indent = line.len() - line.trim_start_matches(' ').len();
    let outer = above.lines().rev().find(|line| {
        let text = line.trim_start_matches(' ');
        let is_blank = text.trim().is_empty() || text.starts_with('#');
        !is_blank && line.len() - text.len() < indent
    })?;
    let outer = outer.split(" #").next().unwrap_or_default().trim_end();
    of_key(outer.trim_start_matches(['-', ' ']).strip_suffix(':')?)
}

/// A key without quotes.
fn word(key: &str) -> Option<&str> {
    let key = key.trim().trim_matches(['\'', '"']);
    (!key.is_empty()).then_some(key)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_stands_for_a_key_or_a_value() {
        let slot_name = |text: &str| match slot(text) {
            Some(Slot::Key(ConfigKey::Severities)) => "severity",
            Some(Slot::Key(_)) => "parameter",
            Some(Slot::Value) => "rule",
            None => "",
        };
        for (text, want) in [
            ("重さ:\n  ", "severity"),
            ("重さ:  # 既定より\n  KG402: 違反\n\n  # 注\n  ", "severity"),
            ("重さ: {", "severity"),
            ("severities: {KG402: error, ", "severity"),
            ("値:\n  ", "parameter"),
            ("個別設定:\n  - 対象: a\n    値:\n      ", "parameter"),
            ("例外:\n  - 規則: ", "rule"),
            ("exceptions: [{paths: a, rule: '", "rule"),
            ("例外:\n  - 対象: ", ""),
            ("重さ:\n  KG402: ", ""),
            ("重さ:\n", ""),
            ("", ""),
            ("値:\n  KG101:\n    ", ""),
            ("対象:\n  - ", ""),
        ] {
            assert_eq!(slot_name(text), want, "{text:?}");
        }
    }
}
