//! The opening of the report: verdicts of a file's requests, past dates, and what to do.

use super::{Human, Style};
use crate::check::{FileReport, RequestVerdict};
use crate::message::{catalogue, words};
use crate::report::verdict::{self, remedies};
use crate::source::printable;

impl Style {
    /// Verdicts of a file's requests as sentences. A file checked `alone` is not named; in other cases requests that
    /// may be sent are listed only if verbose.
    pub(super) fn outlooks(&self, path: &str, report: &FileReport, human: &Human) -> String {
        let Human {
            alone,
            named,
            verbose,
            ..
        } = *human;
        let several = report.requests.len() > 1;
        let raised = report.raised();
        let mut out = String::new();
        if verdict::unread(report).is_some() {
            let line = catalogue::OUTLOOK_UNREAD.text(self.lang);
            out.push_str(&self.outlook(&printable(path), line, alone));
        }
        for request in &report.requests {
            let may = request.verdict == RequestVerdict::MaySend;
            let is_silent = may && !alone && !verbose;
            if is_silent && (!named || request.past.is_empty()) {
                continue;
            }
            let name = self.request_name(path, request.index, several);
            let is_alone = alone && !several;
            // Past dates first: in a copy of last year's file they must be fixed before anything else.
            let past: String = request
                .past
                .iter()
                .filter(|_| named || verbose)
                .map(|past| self.outlook(&name, &past.message.render(self.lang), is_alone))
                .collect();
            if is_silent {
                out.push_str(&past);
                continue;
            }
            let line = verdict::sentence(request, self.lang);
            let remedies = remedies(raised.of(request.index), self.lang);
            let remedies = remedies
                .into_iter()
                .map(|remedy| verdict::remedy(remedy, self.lang));
            if is_alone {
                out.push_str(&self.outlook(&name, &line, true));
                out.push_str(&past);
                for remedy in remedies {
                    out.push_str(&self.outlook(&name, &remedy, true));
                }
            } else {
                let gap = words::sentence_gap(self.lang);
                let mut whole = line;
                for remedy in remedies {
                    whole.push_str(gap);
                    whole.push_str(&remedy);
                }
                out.push_str(&self.outlook(&name, &whole, false));
                out.push_str(&past);
            }
        }
        if !out.is_empty() {
            out.push('\n');
        }
        out
    }

    fn outlook(&self, name: &str, line: &str, alone: bool) -> String {
        if alone {
            return format!("{line}\n");
        }
        catalogue::REPORT_NOTE.fill(self.lang, &[("path", name), ("note", line)]) + "\n"
    }
}
