//! `--fix` and `--diff`: applies the fixes of findings and checks the file again.

use std::collections::{BTreeMap, HashSet};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use super::replace::{Replaced, replace_swept, sweep};
use super::{files, output, reason};
use crate::check::FileReport;
use crate::diagnostic::{Applicability, Diagnostic, EXCEPTION_UNUSED, UNREADABLE_FILE, is_of_readers};
use crate::fix::choose::{ChosenFixes, PASSES_LIMIT, choose};
use crate::message::{Lang, Message, catalogue, words};
use crate::report::{Totals, diff};
use crate::source::{Source, printable};

/// Options for fixes.
#[derive(Debug)]
pub(super) struct Fixing {
    /// Whether unsafe fixes are applied too.
    pub with_unsafe: bool,
    /// Whether to show a diff instead of writing.
    pub diff: bool,
    /// On a terminal: whether the diff is coloured.
    pub on_terminal: Option<bool>,
    pub lang: Lang,
    /// Files written in this run: one may be reached under several names.
    pub written: Mutex<HashSet<PathBuf>>,
    /// Folders already cleared of a killed run's temporary files.
    pub swept: Mutex<HashSet<PathBuf>>,
}

/// A fixed file, and the lines to show about it.
#[derive(Debug)]
pub(super) struct FixedFile {
    pub bytes: Vec<u8>,
    pub source: Source,
    pub report: FileReport,
    /// What was done, and what remains to be done by hand.
    pub notices: Vec<String>,
    /// Number of fixes made.
    pub count: usize,
    /// Number of further fixes that `--unsafe-fixes` would make.
    pub more: usize,
    /// The original bytes, if a fix was made.
    pub old: Option<Vec<u8>>,
}

/// The name, in a diff, of a file above the working directory: neither `git apply` nor `patch` follows `..`. It is
/// relative to the root of the working directory's repository, as git writes it, or else to the file system's root.
fn name_from_above(name: &str, path: &Path) -> Option<String> {
    if !name.split('/').any(|part| part == "..") {
        return None;
    }
    let whole = path.canonicalize().ok()?;
    let working = std::env::current_dir()
        .and_then(|folder| folder.canonicalize())
        .ok()?;
    let root = super::since::holding(&working);
    let below = root.and_then(|root| whole.strip_prefix(root).ok());
    let name = below.unwrap_or(&whole).to_path_buf();
    let name = files::simple(name).into_os_string().into_string().ok()?;
    Some(name.replace(std::path::MAIN_SEPARATOR, "/"))
}

impl Fixing {
    /// Fixes a file until no fix is left. `check` judges bytes.
    pub fn apply(
        &self,
        bytes: Vec<u8>,
        source: Source,
        report: FileReport,
        check: impl Fn(Vec<u8>) -> (Source, FileReport),
    ) -> FixedFile {
        let mut fixed = FixedFile {
            bytes,
            source,
            report,
            notices: Vec::new(),
            count: 0,
            more: 0,
            old: None,
        };
        for _ in 0..PASSES_LIMIT {
            let chosen = choose(&fixed.report.diagnostics, self.with_unsafe);
            if chosen.edits.is_empty() {
                break;
            }
            let bytes = fixed.source.edited(&fixed.bytes, chosen.edits.iter().copied());
            let name = printable(fixed.source.path()).into_owned();
            let (source, report) = check(bytes.clone());
            if !self.raises_nothing_new(&fixed.report, &report, &chosen) {
                // A file is never left worse than before.
                let sentence = catalogue::FIX_GIVEN_UP.fill(self.lang, &[("path", &name)]);
                fixed.notices.push(sentence);
                break;
            }
            let mut notices = self.sentences(&fixed.source, &fixed.report, &chosen);
            let count = chosen.fixes.len();
            fixed.notices.append(&mut notices);
            fixed.count += count;
            let before = std::mem::replace(&mut fixed.bytes, bytes);
            fixed.old.get_or_insert(before);
            (fixed.source, fixed.report) = (source, report);
        }
        fixed.more = choose(&fixed.report.diagnostics, true).fixes.len();
        fixed
    }

    /// Whether the fixes raised no new finding. Allowed are an exception that is no longer used, what an unsafe fix
    /// uncovers, and anything that was hidden by an unreadable part, whole requests included.
    fn raises_nothing_new(&self, before: &FileReport, after: &FileReport, chosen: &ChosenFixes<'_>) -> bool {
        let count = |report: &FileReport| {
            let mut counts: BTreeMap<String, usize> = BTreeMap::new();
            // A text that still has the old due is reported for its author, and is changed by unsafe fixes only.
            let of_a_text = |found: &&Diagnostic| found.facts.iter().any(|(name, _)| *name == "item_at");
            for found in report.diagnostics.iter().filter(|found| !of_a_text(found)) {
                *counts.entry(found.code.to_string()).or_default() += 1;
            }
            counts
        };
        let (was, is) = (count(before), count(after));
        let fixed: Vec<&str> = chosen
            .fixes
            .iter()
            .flat_map(|fix| fix.codes.iter().copied())
            .collect();
        if fixed.iter().any(|code| is_of_readers(code)) {
            // Of a file that cannot be read nothing is uncovered.
            let unreadable = UNREADABLE_FILE.code;
            return before.requests.len() <= after.requests.len()
                && is.get(unreadable) <= was.get(unreadable)
                && fixed.iter().all(|code| is.get(*code) <= was.get(*code));
        }
        before.requests.len() == after.requests.len()
            && is.iter().all(|(code, count)| {
                let is_idle = code == EXCEPTION_UNUSED.code;
                let is_readers = is_of_readers(code) && !is_idle;
                is_idle || self.with_unsafe && !is_readers || was.get(code) >= Some(count)
            })
    }

    fn sentences(&self, source: &Source, report: &FileReport, chosen: &ChosenFixes<'_>) -> Vec<String> {
        let lang = self.lang;
        let path = printable(source.path()).into_owned();
        let line = |at: u32| source.position(at).line.to_string();
        let entry = if self.diff {
            catalogue::FIX_WOULD
        } else {
            catalogue::FIX_DONE
        };
        // If the flag was given and something remains, no flag would change it.
        let left = if self.diff && !self.with_unsafe {
            catalogue::FIX_LEFT_DIFF
        } else {
            catalogue::FIX_LEFT
        };
        let mut notices: Vec<String> = chosen
            .fixes
            .iter()
            .map(|made| {
                let codes = words::list(&made.codes, lang);
                let line = line(made.span.start);
                let values = [
                    ("path", path.as_str()),
                    ("line", &line),
                    ("title", &*made.title.render(lang)),
                    ("codes", &codes),
                ];
                entry.fill(lang, &values)
            })
            .collect();
        // After the due is moved, no finding would mention the body again.
        let mut seen = HashSet::new();
        let fixed_findings = report.diagnostics.iter().filter(|found| is_fixed(found, chosen));
        for fix in fixed_findings.flat_map(|found| &found.fixes) {
            let Some(edit) = fix.edits.first() else { continue };
            let is_made = chosen.edits.iter().any(|(span, text)| {
                let same = *span == edit.span;
                same && *text == edit.text
            });
            if fix.applicability == Applicability::Unsafe && !is_made && seen.insert(edit.span) {
                let line = line(edit.span.start);
                let values = [
                    ("path", path.as_str()),
                    ("line", &line),
                    ("title", &fix.title.render(self.lang)),
                ];
                notices.push(left.fill(lang, &values));
            }
        }
        notices
    }

    /// Prints the summary of the run.
    pub fn summary(&self, totals: &Totals) {
        let count = totals.fixed.to_string();
        let entry = match (self.diff, totals.fixed) {
            // Files that could not be written have been reported.
            (_, 0) if totals.failed => None,
            (_, 0) => Some(catalogue::FIX_NONE),
            (true, _) => Some(catalogue::FIX_SUMMARY_DIFF),
            (false, _) => Some(catalogue::FIX_SUMMARY),
        };
        if let Some(entry) = entry {
            output::print_notice(&entry.fill(self.lang, &[("count", &count)]));
        }
        if totals.fixable > 0 && !self.with_unsafe {
            let count = totals.fixable.to_string();
            output::print_notice(&catalogue::FIX_MORE.fill(self.lang, &[("count", &count)]));
        }
    }

    /// The diff, for `git apply` or, on a terminal, for people.
    pub fn shown_diff(&self, name: &str, path: Option<&Path>, old: &[u8], new: &[u8]) -> Vec<u8> {
        let whole = path.and_then(|path| name_from_above(name, path));
        let name = whole.as_deref().unwrap_or(name);
        match self.on_terminal {
            None => diff::unified(name, old, new),
            Some(color) => {
                let (old, new) = (diff::in_utf8(old), diff::in_utf8(new));
                diff::shown(&diff::unified(name, &old, &new), color).into_bytes()
            }
        }
    }

    /// Removes temporary files of a killed run, once per folder.
    pub fn sweep_beside(&self, path: &Path) {
        let Some(folder) = path
            .canonicalize()
            .ok()
            .as_deref()
            .and_then(Path::parent)
            .map(Path::to_owned)
        else {
            return;
        };
        let mut swept = self.swept.lock().unwrap_or_else(PoisonError::into_inner);
        if !swept.contains(&folder) {
            sweep(&folder);
            swept.insert(folder);
        }
    }

    /// Writes a fixed file; a sentence if it could not be written.
    pub fn write(&self, path: &Path, name: &str, old: &[u8], new: &[u8]) -> Option<Message> {
        let true_path = path.canonicalize().unwrap_or_else(|_| path.to_owned());
        // One at a time: the same file may be reached under two names at once.
        let mut written = self.written.lock().unwrap_or_else(PoisonError::into_inner);
        let path_shown = printable(name);
        let (entry, why) = match replace_swept(path, old, new) {
            Ok(Replaced::Done) => {
                written.insert(true_path);
                return None;
            }
            // Changed by this run, under its other name.
            Ok(Replaced::Changed) if written.contains(&true_path) => return None,
            Ok(Replaced::Changed) => (catalogue::FIX_CHANGED, Message::default()),
            Ok(Replaced::Kept(kept)) => {
                let kept = kept.to_string_lossy();
                let values = [("path", &*path_shown), ("kept", &*printable(&kept))];
                return Some(catalogue::FIX_KEPT.with(&values));
            }
            Ok(Replaced::NoFile) => (catalogue::FIX_NO_FILE, Message::default()),
            Err(error) => (catalogue::FIX_FAILED, reason(&error)),
        };
        Some(entry.with(&[("path", &path_shown)]).arg("error", why))
    }
}

/// Whether a fix of a finding is among those chosen.
fn is_fixed(found: &Diagnostic, chosen: &ChosenFixes<'_>) -> bool {
    found
        .fixes
        .iter()
        .filter_map(|fix| fix.edits.first())
        .any(|edit| {
            chosen
                .edits
                .iter()
                .any(|(span, text)| *span == edit.span && *text == edit.text)
        })
}
