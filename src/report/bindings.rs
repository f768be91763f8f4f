//! How binding a rule is, in words, and what a record of an exception does to its findings.

use crate::message::{Entry, catalogue};
use crate::rules::{Binding, Rule};

/// How binding a clause is, in a word.
pub fn word(binding: Binding) -> Entry {
    match binding {
        Binding::Must => catalogue::BINDING_MUST,
        Binding::InPrinciple => catalogue::BINDING_IN_PRINCIPLE,
        Binding::Practice => catalogue::BINDING_PRACTICE,
    }
}

/// As [`word`], for a column of a table.
pub fn short(binding: Binding) -> Entry {
    match binding {
        Binding::Must | Binding::InPrinciple => word(binding),
        Binding::Practice => catalogue::BINDING_PRACTICE_SHORT,
    }
}

/// Whether an exception clears a rule.
pub fn is_exceptable(rule: &Rule) -> bool {
    rule.binding != Binding::Must && !rule.protected
}

/// Why an exception clears a rule, or does not.
pub fn note(rule: &Rule) -> Entry {
    match rule.binding {
        Binding::Must => catalogue::EXPLAIN_MUST,
        Binding::InPrinciple => catalogue::EXPLAIN_IN_PRINCIPLE,
        Binding::Practice if is_exceptable(rule) => catalogue::EXPLAIN_PRACTICE,
        Binding::Practice => catalogue::EXPLAIN_PRACTICE_PROTECTED,
    }
}
