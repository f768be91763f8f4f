//! The rule that a record names, and whether it can be excepted.

use crate::diagnostic::{self, Diagnostic};
use crate::engine::Engine;
use crate::message::{Message, catalogue};
use crate::read::{keys, shown};
use crate::rules::{Binding, Rule};
use crate::source::{Span, is_hidden};

/// Whether the rule of a record can be excepted.
#[derive(Clone, Copy)]
pub(super) enum Exceptability<'e> {
    /// In principle or practice: an exception clears its findings.
    Allowed(&'e Rule),
    /// Must: no exception clears its findings.
    Must(&'e Rule),
    /// Protected: neither exception nor deviation.
    Protected,
    /// No such rule.
    Unknown,
}

/// Classifies a rule's code as written.
pub(super) fn exceptability<'e>(code: &str, engine: &'e Engine) -> Exceptability<'e> {
    let code = code.trim();
    match engine.rules.get(code) {
        _ if engine.rules.is_protected(code) => Exceptability::Protected,
        Some((_, rule)) if rule.binding == Binding::Must => Exceptability::Must(rule),
        Some((_, rule)) => Exceptability::Allowed(rule),
        None => Exceptability::Unknown,
    }
}

impl<'e> Exceptability<'e> {
    /// The rule, if a record may name it.
    pub fn rule(self) -> Option<&'e Rule> {
        match self {
            Self::Allowed(rule) | Self::Must(rule) => Some(rule),
            Self::Protected | Self::Unknown => None,
        }
    }

    /// The finding on a record that cannot take effect.
    pub fn refuse(&self, code: &str, at: Span, engine: &Engine) -> Option<Diagnostic> {
        let rule = &shown(code);
        let filled = |entry: crate::message::Entry| entry.with(&[("rule", rule)]);
        match self {
            // For a `must` rule the record is a deviation, which is no mistake.
            Self::Allowed(_) | Self::Must(_) => None,
            Self::Protected => {
                let message = filled(catalogue::EXCEPTION_NOT_ALLOWED);
                Some(Diagnostic::reader(diagnostic::EXCEPTION_NOT_ALLOWED, at, message))
            }
            Self::Unknown => {
                let message = filled(catalogue::EXCEPTION_UNKNOWN_RULE);
                let help = meant(code, engine);
                Some(Diagnostic::reader(diagnostic::EXCEPTION_INCOMPLETE, at, message).with_help(help))
            }
        }
    }
}

/// Suggestion for what a wrong code may have meant.
fn meant(written: &str, engine: &Engine) -> Message {
    /// A longer text is not a code with a remark.
    const CODE_LIMIT: usize = 100;
    let folded: String = written.chars().take(CODE_LIMIT).filter_map(half_width).collect();
    let codes: Vec<&str> = engine.rules.codes();
    let is_code = |word: &str| codes.iter().find(|code| code.eq_ignore_ascii_case(word)).copied();
    let named: Vec<&str> = folded
        .split(|c: char| !c.is_ascii_alphanumeric())
        .filter_map(is_code)
        .collect();
    let near = match named.as_slice() {
        [_, _, ..] => return catalogue::EXCEPTION_ONE_RULE_HELP.message(),
        [one] => Some(*one),
        [] => {
            let name = folded.trim();
            let by_name = || engine.rules.iter().find(|(_, rule)| &*rule.name == name);
            is_code(&format!("KG{name}"))
                .or_else(|| by_name().map(|(_, rule)| &*rule.code))
                .or_else(|| keys::nearest(name, codes.iter().copied()))
        }
    };
    match near {
        Some(near) => catalogue::UNKNOWN_KEY_NEAR.with(&[("near", near)]),
        None => catalogue::EXPLAIN_LIST.message(),
    }
}

/// The half-width form of a character; `None` for invisible ones.
fn half_width(c: char) -> Option<char> {
    match c {
        '\u{3000}' => Some(' '),
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0),
        c if is_hidden(c) => None,
        c => Some(c),
    }
}
