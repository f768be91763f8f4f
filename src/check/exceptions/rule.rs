//! What a record may name: a rule, by its code, whose clause allows exceptions.

use crate::diagnostic::{self, Diagnostic};
use crate::engine::Engine;
use crate::message::{Message, catalogue};
use crate::read::{keys, shown};
use crate::rules::{Binding, Rule};
use crate::source::{Span, is_hidden};

/// What comes of the rule that a record names.
#[derive(Clone, Copy)]
pub(super) enum Ruling<'e> {
    /// The plan says 「原則として」, or the measure is ours: it can be excepted.
    Allowed(&'e Rule),
    /// The plan leaves no room: no exception clears it.
    Must(&'e Rule),
    /// Nothing may except it.
    Protected,
    /// There is no such rule.
    Unknown,
}

/// What comes of a rule's code as it is written.
pub(super) fn ruling<'e>(code: &str, engine: &'e Engine) -> Ruling<'e> {
    let code = code.trim();
    match engine.rules.get(code) {
        _ if engine.rules.is_protected(code) => Ruling::Protected,
        Some((_, rule)) if rule.binding == Binding::Must => Ruling::Must(rule),
        Some((_, rule)) => Ruling::Allowed(rule),
        None => Ruling::Unknown,
    }
}

impl<'e> Ruling<'e> {
    /// The rule, where there is one that a record may name.
    pub fn rule(self) -> Option<&'e Rule> {
        match self {
            Self::Allowed(rule) | Self::Must(rule) => Some(rule),
            Self::Protected | Self::Unknown => None,
        }
    }

    /// Why it cannot be excepted.
    pub fn refuse(&self, code: &str, at: Span, engine: &Engine) -> Option<Diagnostic> {
        let rule = &shown(code);
        let filled = |entry: crate::message::Entry| entry.with(&[("rule", rule)]);
        match self {
            // Beside a finding that must stand it is a deviation, and no mistake.
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

/// What somebody who wrote this may have meant.
fn meant(written: &str, engine: &Engine) -> Message {
    /// A longer text is no code with a remark.
    const LONGEST: usize = 100;
    let folded: String = written.chars().take(LONGEST).filter_map(half_width).collect();
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

/// A letter in its narrow form; nothing for what is not seen.
fn half_width(c: char) -> Option<char> {
    match c {
        '\u{3000}' => Some(' '),
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0),
        c if is_hidden(c) => None,
        c => Some(c),
    }
}
