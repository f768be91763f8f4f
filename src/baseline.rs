//! The baseline (既存の所見の一覧): findings that existed when a repository adopted kigen. They are counted but
//! not shown until the text they concern changes.
//!
//! A finding is identified by its file, its rule, its request's subject and the text it marks. It therefore
//! survives moved lines and edits elsewhere in the file, and reappears as soon as one of the marked values
//! changes. Findings on unreadable input, and all others that configuration may not lower
//! ([`Diagnostic::protected`]), never enter a baseline.

mod text;

use std::collections::HashMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::check::FileReport;
use crate::diagnostic::{self, Diagnostic};
use crate::engine::Selection;
use crate::read::nfc;
use crate::source::Source;

pub use text::{Problem, parse, write};

/// Identifier of the file format.
pub const SCHEMA: &str = "kigen/baseline/v1";

/// A baseline as it is written: one entry a line, in order, so that it can be reviewed and merged.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct File {
    /// Always `kigen/baseline/v1`.
    pub schema: String,
    /// The findings.
    pub entries: Vec<Entry>,
}

/// Findings that are alike.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Entry {
    /// The file, relative to the baseline's folder, with `/`.
    pub path: String,
    /// The rule's code.
    pub code: String,
    /// 件名 of the request; null where it has none.
    pub subject: Option<String>,
    /// What the finding marks: its place, then the others that bear on it. Blanks count as one, and a
    /// long text is cut and ends with a hash of the whole.
    pub text: Vec<String>,
    /// How many findings are alike in all this.
    pub count: usize,
}

/// A baseline to match findings against.
#[derive(Clone, Debug, Default)]
pub struct Baseline {
    entries: Vec<Entry>,
    by_path: HashMap<String, Vec<usize>>,
}

/// Result of matching one file against the baseline.
#[derive(Clone, Debug, Default)]
pub struct BaselineMatch {
    /// Entries with findings that no longer occur, each with how many are gone.
    pub stale: Vec<Entry>,
    /// The entries for this file in a baseline written now.
    pub entries: Vec<Entry>,
}

/// Identity of a finding within its file: code, subject, marked texts.
type Known = (String, Option<String>, Vec<String>);
/// [`Known`], borrowed.
type KnownBy<'k> = (&'k str, Option<&'k str>, &'k [String]);

impl Baseline {
    /// A baseline with these entries.
    pub fn new(entries: Vec<Entry>) -> Self {
        let mut by_path: HashMap<String, Vec<usize>> = HashMap::new();
        for (number, entry) in entries.iter().enumerate() {
            let path = nfc(&entry.path).into_owned();
            by_path.entry(path).or_default().push(number);
        }
        Self { entries, by_path }
    }

    /// Every entry.
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// The first entry whose code may not be in a baseline: its number from 1, and the code.
    pub fn protected(&self, is_protected: impl Fn(&str) -> bool) -> Option<(usize, &str)> {
        let mut entries = (1..).zip(&self.entries);
        let (number, entry) = entries.find(|(_, entry)| is_protected(&entry.code))?;
        Some((number, &entry.code))
    }

    /// Moves known findings from `report.diagnostics` to `report.baselined`; with `rewrite` (a new baseline is being
    /// written), every finding that may be in one. `path` is spelled as in the entries.
    pub fn take(
        &self,
        path: &str,
        source: &Source,
        report: &mut FileReport,
        selection: &Selection,
        rewrite: bool,
    ) -> BaselineMatch {
        let known: &[usize] = self.by_path.get(&*nfc(path)).map_or(&[], Vec::as_slice);
        if report.diagnostics.is_empty() && known.is_empty() {
            return BaselineMatch::default();
        }
        let mut left: Vec<usize> = known.iter().map(|number| self.entries[*number].count).collect();
        let mut exact: HashMap<KnownBy<'_>, Vec<usize>> = HashMap::new();
        let mut by_text: HashMap<(&str, &[String]), Vec<usize>> = HashMap::new();
        // With one request in the file the path identifies it, so its subject may change.
        let single = report.requests.len() <= 1;
        for (at, number) in known.iter().enumerate() {
            let entry = &self.entries[*number];
            let subject = entry.subject.as_deref();
            exact
                .entry((&entry.code, subject, &entry.text))
                .or_default()
                .push(at);
            if single {
                by_text.entry((&entry.code, &entry.text)).or_default().push(at);
            }
        }
        let found: Vec<Option<Known>> = report
            .diagnostics
            .iter()
            .map(|found| identity(found, source, report))
            .collect();
        let mut matched = vec![false; found.len()];
        let mut spend = |candidates: Option<&Vec<usize>>| {
            let free = candidates.and_then(|all| all.iter().copied().find(|at| left[*at] > 0));
            free.inspect(|at| left[*at] -= 1).is_some()
        };
        for (known, matched) in found.iter().zip(&mut matched) {
            if let Some((code, subject, text)) = known {
                *matched = spend(exact.get(&(code.as_str(), subject.as_deref(), text.as_slice())));
            }
        }
        for (known, matched) in found.iter().zip(&mut matched) {
            if let (Some((code, _, text)), false) = (known, *matched) {
                *matched = spend(by_text.get(&(code.as_str(), text.as_slice())));
            }
        }
        let judged = |code: &str| was_judged(code, report, selection);
        let mut taken = BaselineMatch::default();
        for (number, left) in known.iter().zip(left) {
            let entry = &self.entries[*number];
            if !judged(&entry.code) {
                taken.entries.push(entry.clone());
            } else if left > 0 {
                let entry = entry.clone();
                taken.stale.push(Entry { count: left, ..entry });
            }
        }
        if rewrite {
            let current = found.iter().flatten().filter(|(code, ..)| judged(code));
            count(path, current, &mut taken.entries);
        }
        let mut is_known = found
            .iter()
            .zip(matched)
            .map(|(known, matched)| matched || rewrite && known.is_some());
        let (known, standing) = std::mem::take(&mut report.diagnostics)
            .into_iter()
            .partition(|_| is_known.next().unwrap_or_default());
        report.diagnostics = standing;
        report.baselined = known;
        taken
    }
}

/// Appends findings to `entries`, counting identical ones in one entry.
fn count<'k>(path: &str, found: impl Iterator<Item = &'k Known>, entries: &mut Vec<Entry>) {
    let mut places: HashMap<&Known, usize> = HashMap::new();
    for known in found {
        if let Some(place) = places.get(known) {
            entries[*place].count += 1;
            continue;
        }
        places.insert(known, entries.len());
        let (code, subject, text) = known.clone();
        entries.push(Entry {
            path: path.to_owned(),
            code,
            subject,
            text,
            count: 1,
        });
    }
}

/// Whether a rule was judged for the whole file. If not, a missing finding does not mean that it was fixed.
fn was_judged(code: &str, report: &FileReport, selection: &Selection) -> bool {
    let unread = [
        diagnostic::UNREADABLE_FILE,
        diagnostic::SYNTAX,
        diagnostic::LIMIT_EXCEEDED,
    ];
    selection.takes(code)
        && !report.undetermined.iter().any(|unknown| &*unknown.code == code)
        && !report
            .diagnostics
            .iter()
            .any(|found| unread.iter().any(|unread| unread.code == found.code))
}

/// Identity of a finding; `None` if it may not be in a baseline.
fn identity(found: &Diagnostic, source: &Source, report: &FileReport) -> Option<Known> {
    if found.protected {
        return None;
    }
    let request = found.request.and_then(|index| report.request(index));
    let subject = request.and_then(|request| request.subject.as_deref()).map(clip);
    let marked = std::iter::once(found.span).chain(found.related.iter().map(|label| label.span));
    let text = marked.map(|span| clip(source.slice(span))).collect();
    Some((found.code.to_string(), subject, text))
}

/// A text with runs of blanks collapsed, and cut to a reviewable length with a hash of the whole.
fn clip(text: &str) -> String {
    const TEXT_LIMIT: usize = 200;
    let mut out = String::with_capacity(text.len().min(TEXT_LIMIT));
    for word in text.split_whitespace() {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
    }
    let Some((end, _)) = out.char_indices().nth(TEXT_LIMIT) else {
        return out;
    };
    let hash = Sha256::digest(&out);
    out.truncate(end);
    out.push('…');
    for byte in &hash[..8] {
        out.push_str(&format!("{byte:02x}"));
    }
    out
}
