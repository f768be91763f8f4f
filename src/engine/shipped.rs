//! Data embedded in the binary: rule packs, the directory of ministries, patterns of kinds.

use std::sync::{Arc, OnceLock};

use crate::directory::Directory;
use crate::message::Message;
use crate::read::kinds::Kinds;
use crate::read::tree::Tree;
use crate::rules::{
    Examples, Pack, PackFile, PackProblem, ParamChange, Parsed, Rule, TitlePatterns, load, load_kinds,
    load_without_examples,
};
use crate::source::Span;

include!(concat!(env!("OUT_DIR"), "/builtin_pack.rs"));

/// The directory of ministries.
const OFFICES: &str = include_str!("../../rules/offices.yaml");
/// Patterns that classify a calendar's components by kind.
const KINDS: &str = include_str!("../../rules/kinds.yaml");

/// Files of the built-in plan's pack.
pub fn builtin_files() -> Vec<PackFile<'static>> {
    files(BUILTIN_PACK)
}

/// Files of the pack of no plan, which is always loaded.
pub fn common_files() -> Vec<PackFile<'static>> {
    files(COMMON_PACK)
}

/// Files of packs loaded only on request, with their plan's id.
pub fn optional_files() -> [(&'static str, Vec<PackFile<'static>>); 1] {
    [("yukatsu", files(YUKATSU_PACK))]
}

/// Path, text, the text without examples, and the YAML events of that.
type ShippedFile = (&'static str, &'static str, &'static str, &'static [u8]);

fn files(shipped: &'static [ShippedFile]) -> Vec<PackFile<'static>> {
    let whole = |(path, text, ..): &ShippedFile| PackFile::new(*path, *text);
    shipped.iter().map(whole).collect()
}

/// A file whose YAML the build has parsed.
fn recorded(path: &'static str, text: &'static str, events: &'static [u8]) -> PackFile<'static> {
    PackFile {
        events,
        ..PackFile::new(path, text)
    }
}

/// The examples of a rule. `Rule::examples` of a built-in rule is empty: its examples are parsed here on first use.
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

/// Parsed once per process: a repository may contain many configurations.
pub(super) struct Shipped {
    /// The built-in plan's pack and the common pack.
    pub packs: [Parsed; 2],
    pub directory: Arc<Directory>,
    pub kinds: Arc<Kinds>,
    pub problems: Vec<PackProblem>,
}

pub(super) fn packs_shipped(changes: &[ParamChange<'_>]) -> [Parsed; 2] {
    [BUILTIN_PACK, COMMON_PACK].map(|shipped| {
        let files = shipped
            .iter()
            .map(|(path, _, short, events)| recorded(path, short, events));
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
                message: Message::text(message),
                help: None,
            });
        };
        let offices = Tree::recorded(OFFICES, OFFICES_EVENTS);
        let directory = Directory::of(&offices).unwrap_or_else(|error| {
            wrong("rules/offices.yaml", error.span, error.message);
            Directory::default()
        });
        let kinds = recorded("rules/kinds.yaml", KINDS, KINDS_EVENTS);
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

/// Whether a pack is the built-in plan's.
pub(super) fn is_builtin(pack: &Pack) -> bool {
    pack.rules
        .first()
        .is_some_and(|rule| BUILTIN_PACK.iter().any(|(path, ..)| *path == rule.path))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn recorded_events_give_the_tree_that_is_parsed() {
        let packs = [BUILTIN_PACK, COMMON_PACK, YUKATSU_PACK].into_iter().flatten();
        let files = packs.map(|(_, _, short, events)| (*short, *events));
        let mut count = 0;
        for (text, events) in files.chain([(OFFICES, OFFICES_EVENTS), (KINDS, KINDS_EVENTS)]) {
            let (parsed, recorded) = (Tree::parse(text), Tree::recorded(text, events));
            assert_eq!(format!("{parsed:?}"), format!("{recorded:?}"));
            count += parsed.nodes().len();
        }
        assert!(count > 3_000, "{count}");
    }

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
