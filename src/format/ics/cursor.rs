//! Completion in a calendar's text: only the rule of an exception can be completed.

use std::ops::Range;

use crate::format::cursor::{Cursor, Group, Slot, word_at};

/// The cursor at a byte; `None` where nothing can be completed.
pub(super) fn at(text: &str, at: usize) -> Option<Cursor<'_>> {
    let Range { start, end } = word_at(text, at)?;
    is_rule_parameter(text.get(..start)?).then(|| Cursor {
        group: Group::Exception,
        slot: Slot::Value("rule".to_owned()),
        typed: text.get(start..at).unwrap_or_default(),
        replaces: start..end,
        has_colon: false,
        is_item: false,
        used: Vec::new(),
        is_japanese: false,
    })
}

/// Whether the text ends where the value of RULE in an X-KIGEN-EXCEPTION begins.
fn is_rule_parameter(before: &str) -> bool {
    // Unfold: a continuation line begins with a blank.
    let mut line = String::new();
    for part in before.rsplit('\n') {
        match part.strip_prefix([' ', '\t']) {
            Some(rest) => line.insert_str(0, rest.trim_end_matches('\r')),
            None => {
                line.insert_str(0, part.trim_end_matches('\r'));
                break;
            }
        }
    }
    let line = line.to_ascii_uppercase();
    let Some(parameters) = line.strip_prefix("X-KIGEN-EXCEPTION") else {
        return false;
    };
    // Ignore separators inside quotes.
    let bare: String = parameters.split('"').step_by(2).collect();
    let last = parameters.rsplit(';').next().unwrap_or_default();
    !bare.contains(':') && matches!(last, "RULE=" | "RULE=\"")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_stands_behind_rule_alone() {
        for (before, wanted) in [
            ("X-KIGEN-EXCEPTION;RULE=", true),
            ("BEGIN:VEVENT\r\nx-kigen-exception;rule=\"", true),
            ("X-KIGEN-EXCEPTION;APPROVED-BY=\"a:b;c\";RULE=", true),
            ("X-KIGEN-EXCEP\r\n TION;RU\r\n LE=", true),
            ("X-KIGEN-EXCEPTION;APPROVED-BY=a;RULE=KG201:a;RULE=", false),
            ("X-KIGEN-EXCEPTION;APPROVED-BY=", false),
            ("X-KIGEN-KIND;RULE=", false),
            ("RRULE=", false),
            ("", false),
        ] {
            assert_eq!(is_rule_parameter(before), wanted, "{before:?}");
        }
    }
}
