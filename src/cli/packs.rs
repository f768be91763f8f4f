//! `--rules DIR`: loads packs from folders and reports invalid ones.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use clap::ArgMatches;

use super::{Failure, files};
use crate::diagnostic::{Diagnostic, ReaderCode, Severity};
use crate::engine::{Configured, Engine, optional_files};
use crate::message::{Message, catalogue};
use crate::read::keys::nearest;
use crate::rules::{PackFile, PackProblem};
use crate::source::{Source, printable};

/// Limit on the bytes of a pack's files in total.
const MAX_BYTES: u64 = 16 * 1024 * 1024;

/// An engine with the built-in packs and those of `folders`.
pub(super) fn engine(folders: &[PathBuf]) -> Result<Engine, Failure> {
    let mut packs = Vec::with_capacity(folders.len());
    for folder in folders {
        packs.push(read_folder(folder)?);
    }
    build(&packs, true, None)
}

/// An engine with these packs, under a configuration.
pub(super) fn build(
    packs: &[Vec<PackFile<'static>>],
    builtin: bool,
    configured: Option<Arc<Configured>>,
) -> Result<Engine, Failure> {
    Engine::with(packs, builtin, configured).map_err(|problems| invalid(&problems, packs))
}

/// An engine restricted to the plans of `--plan`, if any; optional built-in plans are loaded if they are named.
pub(super) fn chosen(
    packs: &[Vec<PackFile<'static>>],
    builtin: bool,
    plans: &[String],
    configured: Option<Arc<Configured>>,
) -> Result<Engine, Failure> {
    if plans.is_empty() {
        return build(packs, builtin, configured);
    }
    let optional = optional_files();
    let requested = optional
        .iter()
        .filter(|(plan, _)| plans.iter().any(|name| name == plan));
    // A user's pack replaces a built-in one of the same plan.
    let all: Vec<_> = requested
        .map(|(_, files)| files.clone())
        .chain(packs.iter().cloned())
        .collect();
    let engine = build(&all, true, configured)?;
    let plans_of_packs = engine.rules.packs.iter().filter(|pack| pack.is_plan());
    let known: BTreeSet<String> = plans_of_packs
        .map(|pack| &*pack.plan)
        .chain(optional.iter().map(|(plan, _)| *plan))
        .map(str::to_owned)
        .collect();
    engine.of_plans(plans).map_err(|unknown| {
        let near = nearest(&unknown, known.iter().map(String::as_str));
        let entry = match near {
            Some(_) => catalogue::PLAN_UNKNOWN_NEAR,
            None => catalogue::PLAN_UNKNOWN,
        };
        let values = [
            ("plan", &*printable(&unknown)),
            ("near", near.unwrap_or_default()),
        ];
        Failure::of(entry.with(&values).arg("known", Message::texts(&known)))
    })
}

/// The YAML files of a pack's folder, sorted by name.
pub(super) fn read_folder(folder: &Path) -> Result<Vec<PackFile<'static>>, Failure> {
    let working = std::env::current_dir().unwrap_or_default();
    let unreadable = |path: &Path, error: &std::io::Error| {
        let path = files::display(path, &working);
        Failure::of(super::cannot_read(&path, error))
    };
    let entries = std::fs::read_dir(folder).map_err(|error| unreadable(folder, &error))?;
    let mut paths = Vec::new();
    for entry in entries {
        let path = entry.map_err(|error| unreadable(folder, &error))?.path();
        if is_of_pack(&path) {
            paths.push(path);
        }
    }
    paths.sort();
    if !paths
        .iter()
        .any(|path| path.file_name().is_some_and(|name| name == "plan.yaml"))
    {
        let folder = files::display(folder, &working);
        return Err(about(&folder, catalogue::PACK_NO_PLAN.message()));
    }
    let mut found = Vec::with_capacity(paths.len());
    let mut left = MAX_BYTES;
    for path in paths {
        let bytes = files::read_regular(&path, MAX_BYTES).map_err(|error| unreadable(&path, &error))?;
        let name = files::display(&path, &working);
        let size = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
        let Some(less) = left.checked_sub(size) else {
            let most = MAX_BYTES.to_string();
            let message = catalogue::PACK_TOO_LARGE.with(&[("bytes", &most)]);
            return Err(about(&printable(&name), message));
        };
        left = less;
        let text =
            String::from_utf8(bytes).map_err(|_| about(&printable(&name), catalogue::ENCODING.message()))?;
        found.push(PackFile::new(name, text));
    }
    Ok(found)
}

/// A failure about a file or folder, with its path first.
fn about(path: &str, message: Message) -> Failure {
    Failure::of(Message::Joined(vec![
        Message::text(format!("{}: ", printable(path))),
        message,
    ]))
}

/// The failure of invalid packs, with every problem at its place.
fn invalid(problems: &[PackProblem], packs: &[Vec<PackFile<'static>>]) -> Failure {
    const CODE: ReaderCode = ReaderCode {
        code: "RULES",
        name: "rule-pack",
        severity: Severity::Error,
    };
    let mut last: Option<Arc<Source>> = None;
    let found = problems.iter().map(|problem| {
        let source = match last.take().filter(|source| source.path() == problem.path) {
            Some(same) => same,
            None => {
                let file = packs.iter().flatten().find(|file| file.path == problem.path);
                let text = file.map_or("", |file| &*file.text);
                Arc::new(Source::from_text(problem.path.clone(), text))
            }
        };
        last = Some(Arc::clone(&source));
        let mut found = Diagnostic::reader(CODE, problem.span, problem.message.clone());
        found.help.clone_from(&problem.help);
        (source, found)
    });
    Failure::found(found, catalogue::BAD_PACK)
}

/// The folders of `--rules`.
pub(super) fn folders(matches: &ArgMatches) -> Vec<PathBuf> {
    matches
        .try_get_many::<PathBuf>("rules")
        .ok()
        .flatten()
        .into_iter()
        .flatten()
        .cloned()
        .collect()
}

/// Whether a file in a pack's folder belongs to the pack.
pub(super) fn is_of_pack(path: &Path) -> bool {
    path.extension()
        .is_some_and(|extension| extension == "yaml" || extension == "yml")
}
