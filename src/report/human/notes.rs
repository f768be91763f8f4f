//! Notes on the requests of a file, one line each.

use super::{Human, Style};
use crate::check::{self, FileReport};
use crate::diagnostic::{Applicability, Diagnostic, is_of_reading};
use crate::message::{Entry, Message, catalogue};
use crate::report::Checked;
use crate::source::printable;

impl Style {
    /// Reading errors of a file, and what was left out.
    pub(super) fn unread(&self, Checked { source, report, .. }: Checked<'_>) -> String {
        let found = report.diagnostics.iter();
        let unread = found.filter(|found| is_of_reading(&found.code));
        let mut text: String = unread.map(|found| self.finding(source, found, None)).collect();
        text.push_str(&self.left_out(source.path(), report));
        text
    }

    /// The number of typing errors in a named file that can be fixed safely.
    pub(super) fn fixable(&self, report: &FileReport, human: &Human) -> String {
        let is_slip = |found: &&Diagnostic| {
            let mut fixes = found.fixes.iter();
            is_of_reading(&found.code) && fixes.any(|fix| fix.applicability == Applicability::Safe)
        };
        let count = report.diagnostics.iter().filter(is_slip).count();
        if count == 0 || !human.named {
            return String::new();
        }
        let values = [("count", &*count.to_string())];
        catalogue::REPORT_FIXABLE.fill(self.lang, &values) + "\n"
    }

    /// Assumptions made for the requests.
    pub fn notes(&self, path: &str, report: &FileReport) -> String {
        self.listed(path, report, catalogue::REPORT_NOTE, |request| {
            request.notes.iter()
        })
    }

    /// Closed days until the dues.
    pub(super) fn closed_days(&self, path: &str, report: &FileReport) -> String {
        self.listed(path, report, catalogue::REPORT_NOTE, |request| {
            request.closed_days.as_deref().into_iter()
        })
    }

    /// Moments of the requests that are past.
    pub fn past(&self, path: &str, report: &FileReport) -> String {
        self.listed(path, report, catalogue::REPORT_NOTE, |request| {
            request.past.iter().map(|past| &past.message)
        })
    }

    /// One line for each message of each request.
    fn listed<'r, I: Iterator<Item = &'r Message>>(
        &self,
        path: &str,
        report: &'r FileReport,
        entry: Entry,
        messages: impl Fn(&'r check::Summary) -> I,
    ) -> String {
        let several = report.requests.len() > 1;
        let mut out = String::new();
        for request in &report.requests {
            for note in messages(request) {
                let at = self.request_name(path, request.index, several);
                let note = note.render(self.lang);
                out.push_str(&entry.fill(self.lang, &[("path", &at), ("note", &printable(&note))]));
                out.push('\n');
            }
        }
        out
    }

    /// How values that the documents do not state were derived.
    pub fn explanations(&self, path: &str, report: &FileReport) -> String {
        let entry = catalogue::REPORT_EXPLANATION;
        self.listed(path, report, entry, |request| request.explanations.iter())
    }
}
