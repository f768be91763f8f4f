//! Selects which fixes of a file are applied together.

use std::collections::{BTreeMap, HashMap};

use crate::diagnostic::{Applicability, Diagnostic, Fix};
use crate::message::Message;
use crate::source::Span;

/// How often a file is fixed and judged again. A weekday that is corrected may uncover an early due, and a value that is
/// quoted the next one that YAML refuses: of each document, one in each pass.
pub const PASSES_LIMIT: usize = 16;

/// Edits to apply to a file.
#[derive(Clone, Debug, Default)]
pub struct ChosenFixes<'d> {
    /// Non-overlapping edits, without duplicates.
    pub edits: Vec<(Span, &'d str)>,
    /// The fixes they belong to, by location.
    pub fixes: Vec<ChosenFix<'d>>,
}

/// A selected fix.
#[derive(Clone, Debug)]
pub struct ChosenFix<'d> {
    /// What it does, in words.
    pub title: &'d Message,
    /// Start of its first edit.
    pub span: Span,
    /// Codes of the findings it fixes.
    pub codes: Vec<&'d str>,
}

/// Selects the safe fixes, and with `with_unsafe` the others too. A fix shared by several findings is applied once;
/// of two that overlap, the safer is applied, else the first.
pub fn choose(diagnostics: &[Diagnostic], with_unsafe: bool) -> ChosenFixes<'_> {
    let mut chosen = ChosenFixes::default();
    let mut taken: BTreeMap<u32, (Span, &str)> = BTreeMap::new();
    let mut made: HashMap<(Span, &Message), usize> = HashMap::new();
    // Moving a time also rewrites its weekday: the weekday alone is fixed only if the time stays.
    let is_of_weekday = |found: &Diagnostic| found.facts.iter().any(|(name, _)| *name == "written");
    let rank = |found: &Diagnostic, fix: &Fix| match fix.applicability {
        Applicability::Safe => 0,
        Applicability::Unsafe if !is_of_weekday(found) => 1,
        Applicability::Unsafe => 2,
    };
    let mut all: Vec<(u8, &Diagnostic, &Fix)> = diagnostics
        .iter()
        .flat_map(|found| found.fixes.iter().map(move |fix| (found, fix)))
        .map(|(found, fix)| (rank(found, fix), found, fix))
        .filter(|(rank, ..)| *rank == 0 || with_unsafe)
        .collect();
    all.sort_by_key(|(rank, ..)| *rank);
    for (_, found, fix) in all {
        let Some(first) = fix.edits.first() else { continue };
        let key = (first.span, &fix.title);
        let is_there =
            |span: Span, text: &str| taken.get(&span.start).is_some_and(|known| *known == (span, text));
        if let Some(known) = made.get(&key)
            && fix.edits.iter().all(|edit| is_there(edit.span, &edit.text))
        {
            let codes = &mut chosen.fixes[*known].codes;
            if !codes.contains(&&*found.code) {
                codes.push(&found.code);
            }
            continue;
        }
        let free = |span: Span| {
            let before = taken.range(..span.end.max(span.start + 1)).next_back();
            before.is_none_or(|(_, (known, _))| known.end <= span.start)
        };
        if !fix.edits.iter().all(|edit| free(edit.span)) {
            continue;
        }
        for edit in &fix.edits {
            taken.insert(edit.span.start, (edit.span, &edit.text));
        }
        made.insert(key, chosen.fixes.len());
        chosen.fixes.push(ChosenFix {
            title: &fix.title,
            span: first.span,
            codes: vec![&found.code],
        });
    }
    chosen.edits = taken.into_values().collect();
    chosen.fixes.sort_by_key(|made| made.span);
    chosen
}
