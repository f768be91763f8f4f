//! What is shipped in the binary: the plan's rules and those of no plan, the directory, the patterns of kinds.

use std::borrow::Cow;
use std::sync::{Arc, OnceLock};

use crate::directory::Directory;
use crate::read::kinds::Kinds;
use crate::rules::{Pack, PackFile, PackProblem, ParamChange, Parsed, TitlePatterns, load_kinds, load_with};
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

fn files(shipped: &'static [(&'static str, &'static str)]) -> Vec<PackFile<'static>> {
    let file = |(path, text): &(&'static str, &'static str)| PackFile {
        path: Cow::Borrowed(path),
        text: Cow::Borrowed(text),
    };
    shipped.iter().map(file).collect()
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
    [builtin_files(), common_files()].map(|files| load_with(&files, changes))
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
        .is_some_and(|rule| BUILTIN_PACK.iter().any(|(path, _)| *path == rule.path))
}
