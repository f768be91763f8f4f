//! The edit that writes a remedy: the author's own notation and quotes, and not a byte beyond the value.

use chrono::NaiveDateTime;

use super::earliest_due_from;
use crate::calendar::hours::{Moment, Zone};
use crate::case::{Basis, Case};
use crate::diagnostic::{Applicability, Edit, Fix};
use crate::engine::Engine;
use crate::read::moment::{self, Written};
use crate::rules::explain::year_of;
use crate::source::{Source, Span};
use crate::text::{Lang, catalogue, words};

/// Moves a due to the first moment that complies and is not before the present one.
///
/// `None` where there is no such moment, or the value is written in a way that cannot be rewritten in
/// kind: by alias, with escapes, over several lines.
pub fn due_fix(engine: &Engine, case: &Case<'_>, due: usize, source: &Source, lang: Lang) -> Option<Fix> {
    let resolved = case.dues.get(due)?;
    // A due taken from the hearing stands nowhere.
    if resolved.basis == Basis::Hearing {
        return None;
    }
    let (at, sent) = (resolved.at?, case.sent.at?);
    let written = case.request.dues.get(due)?.at.known()?;
    let better = earliest_due_from(engine, case, sent, at)?;
    // Past a date alone, the closing hour it was taken for is already what it says.
    if better == at {
        return None;
    }
    let anchor = Zone::Japan.local(sent).date;
    let text = rewrite_scalar(source.slice(resolved.span), |text| {
        let local = local_of(better, written)?;
        let new = moment::rewrite(text, local, anchor)?;
        // The edit is proven before it is offered.
        (moment::read(&new).ok()?.local(anchor)? == local).then_some(new)
    })?;
    let words = words::moment(better.japan(), year_of(case), lang);
    Some(Fix {
        title: catalogue::FIX_DUE.fill(lang, &[("at", &words)]),
        applicability: Applicability::Safe,
        edits: vec![Edit {
            span: resolved.span,
            text,
        }],
    })
}

/// What clocks show at a moment where the text's offset holds.
fn local_of(at: Moment, written: &Written) -> Option<NaiveDateTime> {
    match written.offset_seconds {
        None => Some(at.japan()),
        Some(offset) => chrono::DateTime::from_timestamp(at.0.checked_add(i64::from(offset))?, 0)
            .map(|utc| utc.naive_utc()),
    }
}

/// A scalar rewritten inside its own quotes; `None` where its text does not stand there as it is.
fn rewrite_scalar(raw: &str, rewrite: impl Fn(&str) -> Option<String>) -> Option<String> {
    let quote = raw.chars().next().filter(|c| matches!(c, '"' | '\''));
    match quote {
        Some(quote) => {
            let inner = raw.strip_prefix(quote)?.strip_suffix(quote)?;
            if inner.contains(['\\', '"', '\'', '\n', '\r']) {
                return None;
            }
            Some(format!("{quote}{}{quote}", rewrite(inner)?))
        }
        None => {
            if raw.starts_with(['*', '|', '>', '&', '!']) || raw.contains(['\n', '\r']) {
                return None;
            }
            let new = rewrite(raw)?;
            // What would end a plain scalar, or begin a comment, must not come into one.
            let breaks = new.contains(": ") || new.contains(" #") || new.ends_with(':');
            (!breaks).then_some(new)
        }
    }
}

/// A text with edits made; they must not overlap.
pub fn apply(text: &str, edits: &[Edit]) -> String {
    let mut sorted: Vec<&Edit> = edits.iter().collect();
    sorted.sort_by_key(|edit| edit.span);
    let mut out = String::with_capacity(text.len() + 64);
    let mut done = 0;
    for edit in sorted {
        let Span { start, end } = edit.span;
        out.push_str(text.get(done..start as usize).unwrap_or_default());
        out.push_str(&edit.text);
        done = end as usize;
    }
    out.push_str(text.get(done..).unwrap_or_default());
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotes_stay_and_what_cannot_be_rewritten_in_kind_is_left() {
        let new = |_: &str| Some("x".to_owned());
        assert_eq!(rewrite_scalar("'a'", new).as_deref(), Some("'x'"));
        assert_eq!(rewrite_scalar("\"a\"", new).as_deref(), Some("\"x\""));
        assert_eq!(rewrite_scalar("a", new).as_deref(), Some("x"));
        for raw in ["*a", "\"a\\u3042\"", "a\n  b", "'it''s'", "|\n a"] {
            assert_eq!(rewrite_scalar(raw, new), None, "{raw}");
        }
    }
}
