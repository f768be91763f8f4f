//! A rule's binding force in words, and whether an exception clears its findings.

use crate::message::{Entry, Lang, catalogue};
use crate::rules::{Binding, Rule};

/// The binding force in a word.
pub fn word(binding: Binding) -> Entry {
    match binding {
        Binding::Must => catalogue::BINDING_MUST,
        Binding::InPrinciple => catalogue::BINDING_IN_PRINCIPLE,
        Binding::Practice => catalogue::BINDING_PRACTICE,
    }
}

/// As [`word`], for a table column.
pub fn short(binding: Binding) -> Entry {
    match binding {
        Binding::Must | Binding::InPrinciple => word(binding),
        Binding::Practice => catalogue::BINDING_PRACTICE_SHORT,
    }
}

/// Whether an exception clears findings of a rule.
pub fn is_exceptable(rule: &Rule) -> bool {
    rule.binding != Binding::Must && !rule.protected
}

/// Why an exception does or does not clear findings of a rule.
pub fn note(rule: &Rule) -> Entry {
    match rule.binding {
        Binding::Must => catalogue::EXPLAIN_MUST,
        Binding::InPrinciple => catalogue::EXPLAIN_IN_PRINCIPLE,
        Binding::Practice if is_exceptable(rule) => catalogue::EXPLAIN_PRACTICE,
        Binding::Practice => catalogue::EXPLAIN_PRACTICE_PROTECTED,
    }
}

/// The binding force and what it means for exceptions.
pub fn explained(rule: &Rule, lang: Lang) -> String {
    let values = [
        ("term", word(rule.binding).text(lang)),
        ("note", note(rule).text(lang)),
    ];
    catalogue::EXPLAIN_TERM.fill(lang, &values)
}
