//! Findings → output. One file a format; miette stands in `human` alone.
//!
//! A format is a [`Reporter`]. What it makes of a file it makes on any thread and from that file alone;
//! whoever runs it puts the parts together in the files' order. So a run is as long as it likes, judged
//! once and rendered in as many formats as are asked for.

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
pub mod outlook;
mod part;
pub mod rdjsonl;
pub mod read_json;
pub mod readers;
pub mod sarif;
pub mod statistics;
pub mod texts;
pub mod undetermined;
pub mod when_json;
mod xml;

pub use format::Format;
pub use part::Text;

use crate::baseline::Entry;
use crate::check::FileReport;
use crate::engine::Engine;
use crate::message::{Lang, catalogue};
use crate::source::Source;
use crate::source::printable;

/// How many lists a format may keep until the files are done.
pub const KEPT: usize = 5;

/// A file that was judged.
#[derive(Clone, Copy, Debug)]
pub struct Checked<'a> {
    /// Its text.
    pub source: &'a Source,
    /// What there is to say of it.
    pub report: &'a FileReport,
    /// What it was judged with.
    pub engine: &'a Engine,
}

/// What a format makes of one file.
#[derive(Debug, Default)]
pub struct FileOutput {
    /// Written at the file's turn.
    pub now: Text,
    /// Written after the files, each to its own list.
    pub later: [Text; KEPT],
    /// Written at the file's turn, once a run: by code.
    pub once: Vec<(String, String)>,
}

/// What a run came to.
#[derive(Clone, Debug, Default)]
pub struct Totals {
    /// Counts.
    pub counts: json::contract::Summary,
    /// How many rules are undetermined of files whose configuration has a run fail for them.
    pub gated: usize,
    /// Documents and files that are no requests.
    pub left_out: usize,
    /// Whether something could not be looked at.
    pub failed: bool,
    /// Whether something could be looked at, and not be read.
    pub unread: bool,
    /// Fixes that were made, or shown.
    pub fixed: usize,
    /// Fixes that could be made if somebody reads them again.
    pub fixable: usize,
    /// What was made of a baseline, where there is one.
    pub baseline: Option<BaselineUse>,
    /// The revision since which files changed that were checked, where not all were.
    pub since: Option<String>,
}

/// What a run made of its baseline.
#[derive(Clone, Debug, Default)]
pub struct BaselineUse {
    /// Its file.
    pub path: String,
    /// Entries that match no longer, each with how many of its findings are gone.
    pub stale: Vec<Entry>,
    /// How many findings it holds, where it was written anew.
    pub written: Option<usize>,
}

impl Totals {
    /// Whether all was looked at, and no request found.
    pub fn found_nothing(&self) -> bool {
        self.counts.requests == 0 && !self.failed
    }

    /// That there was nothing to check, in a sentence; none where there was.
    pub fn nothing(&self, lang: Lang) -> Option<String> {
        // Of what could not be read nobody knows whether it is one.
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

/// A run over one file, as a format writes it whole.
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

/// What stands around the parts.
#[derive(Clone, Copy, Debug, Default)]
pub struct Frame {
    /// Before the first part that says something.
    pub first: &'static str,
    /// Between one part that says something and the next, in a kept list too.
    pub between: &'static str,
    /// Before each kept list.
    pub lists: &'static [&'static str],
}

/// An output format.
pub trait Reporter: Send + Sync {
    /// What stands around the parts.
    fn frame(&self) -> Frame {
        Frame::default()
    }

    /// Whether it is read by people as it is, in a build's log too.
    fn is_for_people(&self) -> bool {
        false
    }

    /// What stands before everything.
    fn head(&self) -> String {
        String::new()
    }

    /// One file's part; called on any thread.
    fn part(&self, file: Checked<'_>) -> FileOutput;

    /// The part of a path that could not be looked at, and why, in a sentence.
    fn unreachable(&self, _path: &str, _why: &str) -> FileOutput {
        FileOutput::default()
    }

    /// Lines on a file for standard error.
    fn aside(&self, _file: Checked<'_>) -> String {
        String::new()
    }

    /// What stands after everything.
    fn tail(&self, totals: &Totals) -> String;
}
