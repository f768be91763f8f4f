//! Reports, one file per format.
//!
//! A format implements [`Reporter`]. The part for a file depends on that file only and is made on any thread; the
//! runner concatenates parts in the files' order. A run can therefore be of any length, and is judged once however
//! many formats are written.

pub mod bindings;
#[cfg(feature = "cli")]
pub mod brief;
pub mod checkstyle;
pub mod concise;
#[cfg(feature = "cli")]
pub mod diff;
pub mod entry;
pub mod exceptions;
mod format;
pub mod github;
pub mod gitlab;
#[cfg(feature = "cli")]
pub mod human;
pub mod json;
pub mod jsonl;
pub mod junit;
pub mod links;
pub mod mention;
mod output_text;
pub mod rdjsonl;
pub mod read_json;
pub mod readers;
pub mod sarif;
pub mod statistics;
pub mod texts;
pub mod undetermined;
pub mod verdict;
pub mod when_json;
mod xml;

pub use format::Format;
pub use output_text::Text;

use crate::baseline::Entry;
use crate::check::FileReport;
use crate::engine::Engine;
use crate::message::{Lang, catalogue};
use crate::source::Source;
use crate::source::printable;

/// Number of lists that a format may keep until all files are done.
pub const LISTS_LIMIT: usize = 5;

/// A file that was checked.
#[derive(Clone, Copy, Debug)]
pub struct Checked<'a> {
    /// The file.
    pub source: &'a Source,
    /// The results.
    pub report: &'a FileReport,
    /// The engine it was judged with.
    pub engine: &'a Engine,
}

/// The output of a format for one file.
#[derive(Debug, Default)]
pub struct FileOutput {
    /// Written in the file's turn.
    pub now: Text,
    /// Written after all files, each to its own list.
    pub later: [Text; LISTS_LIMIT],
    /// Written in the file's turn, but once a run: (key, text).
    pub once: Vec<(String, String)>,
}

impl From<Text> for FileOutput {
    fn from(now: Text) -> Self {
        Self {
            now,
            ..Self::default()
        }
    }
}

impl FileOutput {
    /// A file's part: text printed in turn, and the text for each list at the end.
    fn listed<const LISTS: usize>(now: Text, lists: [Text; LISTS]) -> Self {
        let mut output = Self::from(now);
        for (later, list) in output.later.iter_mut().zip(lists) {
            *later = list;
        }
        output
    }
}

/// Totals of a run.
#[derive(Clone, Debug, Default)]
pub struct Totals {
    /// Counts.
    pub counts: json::contract::Summary,
    /// Number of undetermined rules in files whose configuration fails the run for them.
    pub gated: usize,
    /// Number of documents and files that are not requests.
    pub left_out: usize,
    /// Whether a path could not be accessed.
    pub failed: bool,
    /// Whether a file was accessed but could not be read.
    pub unread: bool,
    /// Number of fixes applied, or shown as a diff.
    pub fixed: usize,
    /// Number of unsafe fixes available.
    pub fixable: usize,
    /// Use of the baseline, if there is one.
    pub baseline: Option<BaselineUse>,
    /// The revision since which changed files were checked, unless all were.
    pub since: Option<String>,
}

/// Use of a baseline in a run.
#[derive(Clone, Debug, Default)]
pub struct BaselineUse {
    /// Its file.
    pub path: String,
    /// Entries with findings that no longer occur, each with how many are gone.
    pub stale: Vec<Entry>,
    /// Number of findings in the baseline, if it was rewritten.
    pub written: Option<usize>,
}

impl Totals {
    /// Whether everything could be accessed and no request was found.
    pub fn found_nothing(&self) -> bool {
        self.counts.requests == 0 && !self.failed
    }

    /// The message that there was nothing to check, if so.
    pub fn nothing(&self, lang: Lang) -> Option<String> {
        // A file that could not be read may be a request.
        let nothing = self.found_nothing() && self.counts.error == 0;
        nothing.then(|| match &self.since {
            Some(since) => {
                let values = [("revision", &*printable(since))];
                catalogue::REPORT_SINCE_NOTHING.fill(lang, &values)
            }
            None => catalogue::REPORT_NOTHING.text(lang).to_owned(),
        })
    }
}

/// The complete output of a format for a single file.
pub fn whole(reporter: &dyn Reporter, file: Checked<'_>) -> std::io::Result<String> {
    let Frame { first, lists, .. } = reporter.frame();
    let part = reporter.part(file);
    let mut out = reporter.head().into_bytes();
    if !part.now.is_empty() {
        out.extend_from_slice(first.as_bytes());
        part.now.add_to(&mut out)?;
    }
    for (_, text) in &part.once {
        out.extend_from_slice(text.as_bytes());
    }
    for (before, list) in lists.iter().zip(part.later) {
        out.extend_from_slice(before.as_bytes());
        list.add_to(&mut out)?;
    }
    let totals = Totals {
        counts: json::contract::Summary::of(file.report),
        left_out: file.report.left_out.len(),
        ..Totals::default()
    };
    let mut out = String::from_utf8_lossy(&out).into_owned();
    out.push_str(&reporter.tail(&totals));
    Ok(out)
}

/// Fixed text around parts.
#[derive(Clone, Copy, Debug, Default)]
pub struct Frame {
    /// Before the first non-empty part.
    pub first: &'static str,
    /// Between non-empty parts, and between members of kept lists.
    pub between: &'static str,
    /// Before each kept list.
    pub lists: &'static [&'static str],
}

/// An output format.
pub trait Reporter: Send + Sync {
    /// Fixed text around parts.
    fn frame(&self) -> Frame {
        Frame::default()
    }

    /// Whether people read the output directly, possibly in a CI log.
    fn is_for_people(&self) -> bool {
        false
    }

    /// The beginning of the output.
    fn head(&self) -> String {
        String::new()
    }

    /// The part for one file; called on any thread.
    fn part(&self, file: Checked<'_>) -> FileOutput;

    /// The part for a path that could not be read, with the reason as a sentence.
    fn unreachable(&self, _path: &str, _why: &str) -> FileOutput {
        FileOutput::default()
    }

    /// Lines for standard error on a file.
    fn stderr_lines(&self, _file: Checked<'_>) -> String {
        String::new()
    }

    /// The end of the output.
    fn tail(&self, totals: &Totals) -> String;
}
