//! Records from lines of JSON: `kigen/record/v1`, or the output of `kigen check --format jsonl`.

use std::borrow::Cow;
use std::collections::BTreeSet;

use serde::Deserialize;
use serde::de::IgnoredAny;

use super::record::{Record, SCHEMA};
use super::tally::RecordSource;
use crate::diagnostic::{LIMIT_EXCEEDED, SYNTAX, Severity, UNREADABLE_FILE};
use crate::directory::Directory;

/// Incremental reader of such lines.
#[derive(Debug, Default)]
pub struct Stream {
    /// Requests of the current file; their findings come on the lines after them.
    pending: Vec<PendingRecord>,
    /// Whether a finding on them has been read.
    has_findings: bool,
    /// Whether a check's output has begun and its last line has not been read.
    is_open: bool,
    /// Number of records read.
    pub records: u64,
    /// Number of lines that are of neither format, or truncated.
    pub skipped: u64,
    /// Number of files and documents that the check could not read.
    pub unread: u64,
}

/// An error of the stream as a whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StreamProblem {
    /// No line is a record.
    NoRecord,
    /// The stream ends before the check's last line.
    CutShort,
}

#[derive(Debug)]
struct PendingRecord {
    record: Record,
    path: String,
    index: usize,
    subject: Option<String>,
}

/// Members that identify the kind of a line.
#[derive(Deserialize)]
struct LineHead<'a> {
    #[serde(borrow)]
    schema: Option<Cow<'a, str>>,
    #[serde(borrow, rename = "type")]
    kind: Option<Cow<'a, str>>,
}

/// Location of a request.
#[derive(Deserialize)]
struct Place {
    path: String,
    index: usize,
    #[serde(default)]
    subject: Option<String>,
}

/// A finding or an undetermined rule.
#[derive(Deserialize)]
struct Entry<'a> {
    #[serde(borrow)]
    code: Cow<'a, str>,
    #[serde(borrow, default)]
    severity: Option<Cow<'a, str>>,
    request: Option<usize>,
    #[serde(default)]
    deviation: Option<IgnoredAny>,
}

impl Stream {
    /// Reads one line, without its terminator. A record is passed to `each` once all its findings have been read.
    pub fn line(
        &mut self,
        line: &[u8],
        directory: &Directory,
        each: &mut impl FnMut(&Record, RecordSource<'_>),
    ) {
        if line.iter().all(u8::is_ascii_whitespace) {
            return;
        }
        if self.take(line, directory, each).is_none() {
            self.skipped += 1;
        }
    }

    /// Finishes the stream.
    pub fn end(&mut self, each: &mut impl FnMut(&Record, RecordSource<'_>)) -> Option<StreamProblem> {
        self.flush(each);
        if self.is_open {
            Some(StreamProblem::CutShort)
        } else if self.records == 0 && self.skipped > 0 {
            Some(StreamProblem::NoRecord)
        } else {
            None
        }
    }

    fn take(
        &mut self,
        line: &[u8],
        directory: &Directory,
        each: &mut impl FnMut(&Record, RecordSource<'_>),
    ) -> Option<()> {
        let head: LineHead<'_> = serde_json::from_slice(line).ok()?;
        let Some(kind) = head.kind else {
            if head.schema.as_deref() != Some(SCHEMA) {
                return None;
            }
            let record: Record = serde_json::from_slice(line).ok()?;
            self.records += 1;
            each(&record, RecordSource::default());
            return Some(());
        };
        match &*kind {
            "request" => {
                let place: Place = serde_json::from_slice(line).ok()?;
                let mut record: Record = serde_json::from_slice(line).ok()?;
                for sender in &mut record.from {
                    sender.office = directory.canonical(&sender.office).to_string();
                }
                let recipients: BTreeSet<_> = std::mem::take(&mut record.recipients).into_iter().collect();
                record.recipients = recipients.into_iter().collect();
                if self.has_findings || self.pending.first().is_some_and(|first| first.path != place.path) {
                    self.flush(each);
                }
                self.pending.push(PendingRecord {
                    record,
                    path: place.path,
                    index: place.index,
                    subject: place.subject,
                });
            }
            "diagnostic" | "baselined" | "excepted" | "undetermined" => {
                let entry: Entry<'_> = serde_json::from_slice(line).ok()?;
                self.has_findings = true;
                self.add_finding(&kind, &entry);
            }
            "unreadable" => self.unread += 1,
            "left_out" => self.has_findings = true,
            "summary" => {
                self.flush(each);
                self.is_open = false;
                return Some(());
            }
            _ => return None,
        }
        self.is_open = true;
        Some(())
    }

    fn add_finding(&mut self, kind: &str, entry: &Entry<'_>) {
        let Some(request) = entry.request else {
            let unread = [UNREADABLE_FILE, SYNTAX, LIMIT_EXCEEDED];
            self.unread += u64::from(unread.iter().any(|unread| unread.code == entry.code));
            return;
        };
        let Some(pending) = self.pending.iter_mut().find(|pending| pending.index == request) else {
            return;
        };
        let code = entry.code.to_string();
        let record = &mut pending.record;
        match (kind, entry.severity.as_deref().and_then(Severity::by_name)) {
            ("excepted", _) => _ = record.excepted.insert(code),
            ("undetermined", _) => _ = record.undetermined.insert(code),
            (_, Some(severity)) => {
                if entry.deviation.is_some() {
                    record.deviated.insert(code.clone());
                }
                record.codes(severity).insert(code);
            }
            (_, None) => {}
        }
    }

    /// Passes the pending requests to `each`.
    fn flush(&mut self, each: &mut impl FnMut(&Record, RecordSource<'_>)) {
        self.has_findings = false;
        for pending in self.pending.drain(..) {
            self.records += 1;
            let whose = RecordSource {
                path: Some(&pending.path),
                index: Some(pending.index),
                subject: pending.subject.as_deref(),
            };
            each(&pending.record, whose);
        }
    }
}
