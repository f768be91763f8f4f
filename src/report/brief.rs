//! `--brief`: one line per request with verdict, path, subject and remedy.

use super::human::columns::{beginning, display_width};
use super::texts::{brief, one_line, request_name};
use super::undetermined::Group;
use super::{Checked, FileOutput, Reporter, Text, Totals, undetermined, verdict};
use crate::check::{RequestVerdict, Summary};
use crate::diagnostic::Diagnostic;
use crate::message::{Lang, catalogue, words};
use crate::source::{Source, printable};

/// Target width of a line in columns, as far as the subject's minimum allows.
const LINE: usize = 80;
/// Minimum width of a subject in columns: a dozen kanji.
const SUBJECT: usize = 24;

/// The format.
#[derive(Clone, Copy, Debug)]
pub struct Brief {
    /// The language of messages.
    pub lang: Lang,
}

impl Reporter for Brief {
    fn is_for_people(&self) -> bool {
        true
    }

    fn part(&self, file: Checked<'_>) -> FileOutput {
        let report = file.report;
        let path = printable(file.source.path());
        let mut out = Text::default();
        if let Some(found) = verdict::unread(report) {
            let line = file.source.shown_position(found.span.start).line.to_string();
            let at = catalogue::BRIEF_LINE.fill(self.lang, &[("path", &path), ("line", &line)]);
            let help = found.help.as_ref().unwrap_or(&found.message).render(self.lang);
            out.push(self.line(catalogue::BRIEF_UNREAD.text(self.lang), &at, "", &help));
        }
        let raised = report.raised();
        let groups = undetermined::groups(report);
        for request in &report.requests {
            let verdict = match request.verdict {
                RequestVerdict::MustFix => catalogue::BRIEF_MUST_FIX,
                RequestVerdict::Review => catalogue::BRIEF_REVIEW,
                RequestVerdict::Undetermined => catalogue::BRIEF_UNDETERMINED,
                RequestVerdict::MaySend => catalogue::BRIEF_MAY_SEND,
            };
            let several = report.requests.len() > 1;
            let name = request_name(file.source.path(), request.index, several, self.lang);
            let subject = request.subject.as_deref().unwrap_or_default();
            let first = groups.partition_point(|group| group.request < request.index);
            let following = groups.get(first..).unwrap_or_default().iter();
            let of_request = following.take_while(|group| group.request == request.index);
            let remedy = self.remedy(file.source, request, raised.of(request.index), of_request);
            out.push(self.line(verdict.text(self.lang), &name, subject, &remedy));
        }
        FileOutput::from(out)
    }

    fn unreachable(&self, path: &str, why: &str) -> FileOutput {
        let path = printable(path);
        let line = self.line(catalogue::BRIEF_UNREAD.text(self.lang), &path, "", why);
        FileOutput::from(Text::from(line))
    }

    fn tail(&self, totals: &Totals) -> String {
        totals
            .nothing(self.lang)
            .map_or_else(String::new, |nothing| nothing + "\n")
    }
}

impl Brief {
    fn line(&self, verdict: &str, path: &str, subject: &str, remedy: &str) -> String {
        let mut line = format!("{verdict}  {path}");
        let remedy = one_line(remedy);
        if !subject.is_empty() {
            let rest = if remedy.is_empty() {
                0
            } else {
                2 + display_width(&remedy)
            };
            let room = LINE.saturating_sub(display_width(&line) + 2 + rest).max(SUBJECT);
            line.push_str("  ");
            let subject = brief(subject);
            if display_width(&subject) <= room {
                line.push_str(&subject);
            } else {
                line.push_str(beginning(&subject, room - 1));
                line.push('…');
            }
        }
        if !remedy.is_empty() {
            line.push_str("  ");
            line.push_str(&remedy);
        }
        line.push('\n');
        line
    }

    /// The remedy of findings on dues and hearing; else the most severe finding; else what to state for undetermined
    /// rules; for a request that may be sent, until when.
    fn remedy<'g>(
        &self,
        source: &Source,
        request: &Summary,
        raised: &[&Diagnostic],
        groups: impl Iterator<Item = &'g Group<'g>>,
    ) -> String {
        let gap = words::sentence_gap(self.lang);
        let remedies: Vec<String> = verdict::remedies(raised, self.lang)
            .into_iter()
            .map(|(remedy, _)| remedy)
            .collect();
        if !remedies.is_empty() {
            return remedies.join(gap);
        }
        let gravest = raised
            .iter()
            .max_by_key(|found| (found.severity, std::cmp::Reverse(found.span.start)));
        if let Some(found) = gravest {
            let parts = [Some(&found.message), found.help.as_ref()];
            let parts: Vec<String> = parts
                .into_iter()
                .flatten()
                .map(|part| part.render(self.lang))
                .collect();
            return parts.join(gap);
        }
        let missing: Vec<String> = groups
            .filter(|_| request.verdict == RequestVerdict::Undetermined)
            .map(|group| group.to_do(source, self.lang))
            .collect();
        if !missing.is_empty() {
            return missing.join(gap);
        }
        match verdict::until(request).zip(request.sent) {
            Some((send_by, sent)) if request.verdict == RequestVerdict::MaySend => {
                let year = chrono::Datelike::year(&sent.japan());
                let at = words::moment(send_by.japan(), year, self.lang);
                catalogue::BRIEF_UNTIL.fill(self.lang, &[("at", &at)])
            }
            _ => String::new(),
        }
    }
}
