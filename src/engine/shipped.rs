//! What is shipped in the binary: the plan's rules and those of no plan, the directory, the patterns of kinds.

use std::borrow::Cow;
use std::sync::{Arc, OnceLock};

use crate::directory::Directory;
use crate::read::kinds::Kinds;
use crate::rules::{
    Examples, Pack, PackFile, PackProblem, ParamChange, Parsed, Rule, TitlePatterns, load, load_kinds,
    load_without_examples,
};
use crate::source::Span;

include!(concat!(env!("OUT_DIR"), "/builtin_pack.rs"));

/// The directory of ministries, as shipped.
const OFFICES: &str = include_str!("../../rules/offices.yaml");
/// What tells the kind of a calendar's component, as shipped.
const KINDS: &str = include_str!("../../rules/kinds.yaml");

/// The files of the plan's pack that is shipped.
pub fn builtin_files() -> Vec<PackFile<'static>> {
    files(BUILTIN_PACK)
}

/// The files of the pack that belongs to no plan and is always loaded.
pub fn common_files() -> Vec<PackFile<'static>> {
    files(COMMON_PACK)
}

/// The files of the packs that are shipped and not loaded unless somebody asks: each with its plan's id.
pub fn optional_files() -> [(&'static str, Vec<PackFile<'static>>); 1] {
    [("yukatsu", files(YUKATSU_PACK))]
}

/// A file's path, its text, and that without examples.
type ShippedFile = (&'static str, &'static str, &'static str);

fn files(shipped: &'static [ShippedFile]) -> Vec<PackFile<'static>> {
    shipped.iter().map(|(path, text, _)| file(path, text)).collect()
}

fn file(path: &'static str, text: &'static str) -> PackFile<'static> {
    PackFile {
        path: Cow::Borrowed(path),
        text: Cow::Borrowed(text),
    }
}

/// The examples of a rule. `Rule::examples` of one that ships are empty, as they are read when they are first asked for here.
pub fn examples(rule: &Rule) -> &Examples {
    static WHOLE: OnceLock<[Parsed; 2]> = OnceLock::new();
    if !rule.examples.bad.is_empty() {
        return &rule.examples;
    }
    let whole = WHOLE.get_or_init(|| [builtin_files(), common_files()].map(|files| load(&files)));
    let mut rules = whole.iter().flatten().flat_map(|pack| &pack.rules);
    let same = rules.find(|whole| whole.path == rule.path);
    same.map_or(&rule.examples, |whole| &whole.examples)
}

/// What is shipped, read once: a repository may hold many configurations.
pub(super) struct Shipped {
    /// The plan's, and the one of no plan.
    pub packs: [Parsed; 2],
    pub directory: Arc<Directory>,
    pub kinds: Arc<Kinds>,
    pub problems: Vec<PackProblem>,
}

pub(super) fn packs_shipped(changes: &[ParamChange<'_>]) -> [Parsed; 2] {
    [BUILTIN_PACK, COMMON_PACK].map(|shipped| {
        let files = shipped.iter().map(|(path, _, short)| file(path, short));
        load_without_examples(&files.collect::<Vec<_>>(), changes)
    })
}

pub(super) fn shipped() -> &'static Shipped {
    static SHIPPED: OnceLock<Shipped> = OnceLock::new();
    SHIPPED.get_or_init(|| {
        let mut problems = Vec::new();
        let mut wrong = |path: &str, span: Span, message: String| {
            problems.push(PackProblem {
                path: path.to_owned(),
                span,
                message: message.into(),
                help: None,
            });
        };
        let directory = Directory::parse(OFFICES).unwrap_or_else(|error| {
            wrong("rules/offices.yaml", error.span, error.message);
            Directory::default()
        });
        let kinds = PackFile {
            path: Cow::Borrowed("rules/kinds.yaml"),
            text: Cow::Borrowed(KINDS),
        };
        let kinds = load_kinds(&kinds, true).unwrap_or_else(|wrong| {
            problems.extend(wrong);
            TitlePatterns::default()
        });
        Shipped {
            packs: packs_shipped(&[]),
            directory: Arc::new(directory),
            kinds: Arc::new(kinds.kinds),
            problems,
        }
    })
}

/// Whether a pack is that of the plan that is shipped.
pub(super) fn is_builtin(pack: &Pack) -> bool {
    pack.rules
        .first()
        .is_some_and(|rule| BUILTIN_PACK.iter().any(|(path, ..)| *path == rule.path))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rule_read_without_its_examples_is_the_same_rule() {
        let whole = [builtin_files(), common_files()].map(|files| load(&files));
        for (short, whole) in packs_shipped(&[]).into_iter().zip(whole) {
            let (mut short, whole) = (short.unwrap(), whole.unwrap());
            for (rule, whole) in short.rules.iter_mut().zip(&whole.rules) {
                assert!(rule.examples.bad.is_empty() && rule.examples.good.is_empty());
                rule.examples = examples(rule).clone();
                assert_eq!(format!("{rule:?}"), format!("{whole:?}"));
            }
            assert_eq!(short.rules.len(), whole.rules.len());
        }
    }
}
