//! Hover on a time: its distance by each clock, the closed days in between with their reasons, and the nearest times
//! that comply.

mod target;

use super::analysis::Analysis;
use super::codes;
use crate::calendar::hours::Moment;
use crate::check::closed_days;
use crate::engine::Engine;
use crate::fix;
use crate::message::{Entry, Lang, catalogue, words};
use crate::report::mention;
use crate::request::TimeMention;
use crate::resolve::{Basis, Case, DueAt, Group};
use crate::rules::explain::{dates_of, interval};
use crate::source::{Span, printable};
use target::HoverTarget;

/// Limit on closed days that are named; beyond it they are counted.
const DAYS_LIMIT: usize = 12;
/// Limit on groups of recipients, and on names in a group.
const NAMES_LIMIT: usize = 5;

/// A hover: a title, further lines, and the span it is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Hover {
    pub title: String,
    pub lines: Vec<String>,
    pub span: Span,
}

impl Hover {
    /// As Markdown, with the document's text escaped.
    pub fn markdown(&self) -> String {
        let mut text = format!("**{}**\n", escape(&self.title));
        for line in &self.lines {
            text.push_str("\n- ");
            text.push_str(&escape(line));
        }
        text
    }

    /// As plain text.
    pub fn plain(&self) -> String {
        let mut text = self.title.clone();
        for line in &self.lines {
            text.push('\n');
            text.push_str(line);
        }
        text
    }
}

fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if matches!(
            c,
            '\\' | '`' | '*' | '_' | '{' | '}' | '[' | ']' | '<' | '>' | '#' | '|' | '~' | '&' | '!'
        ) {
            out.push('\\');
        }
        out.push(if c == '\n' { ' ' } else { c });
    }
    out
}

/// The hover at a byte of the source's text.
pub(super) fn hover(analysis: &Analysis, at: u32, lang: Lang) -> Option<Hover> {
    let engine = analysis.engine();
    if let Some(code) = codes::at(analysis.source.text(), at, engine, lang) {
        return Some(Hover {
            title: code.title,
            lines: code.lines,
            span: code.span,
        });
    }
    let place = analysis.format.input_format().place(&analysis.source, at)?;
    analysis.with_cases(
        |request| target::is_of(place, request),
        |case| {
            let (target, span) = target::at(place, at, case, engine)?;
            let about = RequestHover { engine, case, lang };
            let (title, mut lines) = match target {
                HoverTarget::Sent => about.sent()?,
                HoverTarget::Due(due) => about.due(due)?,
                HoverTarget::Hearing => about.hearing()?,
                HoverTarget::Mention(mention) => about.mention(&mention),
            };
            if case.request.window.is_some() {
                lines.insert(0, catalogue::HOVER_TEMPLATE.text(lang).to_owned());
            }
            Some(Hover { title, lines, span })
        },
    )
}

/// A request with what its hover text needs.
struct RequestHover<'a> {
    engine: &'a Engine,
    case: &'a Case<'a>,
    lang: Lang,
}

impl RequestHover<'_> {
    fn local(&self, at: Moment) -> String {
        words::moment(at.japan(), dates_of(self.case), self.lang)
    }

    fn fill(&self, entry: &Entry, value: &str) -> String {
        entry.fill(self.lang, &[("at", value), ("value", value)])
    }

    /// A due with its name.
    fn due_line(&self, due: &DueAt<'_>, at: Moment) -> String {
        let values = [
            ("due_name", &*words::due_name(due.name, due.key, self.lang)),
            ("at", &*self.local(at)),
        ];
        catalogue::DUE_HERE.fill(self.lang, &values)
    }

    /// The sending, stated or assumed.
    fn sent_line(&self, sent: Moment) -> String {
        let entry = if self.case.sent.basis == Basis::Now {
            catalogue::SENT_NOW
        } else {
            catalogue::SENT_HERE
        };
        self.fill(&entry, &self.local(sent))
    }

    fn sent(&self) -> Option<(String, Vec<String>)> {
        let sent = self.case.sent.at?;
        let title = self.sent_line(sent);
        let mut lines = Vec::new();
        let dues = self.case.dues.iter().enumerate();
        let earliest = dues
            .filter(|(_, due)| due.at.is_some())
            .min_by_key(|(_, due)| due.at);
        if let Some((number, due)) = earliest
            && let Some(at) = due.at
        {
            lines.push(self.due_line(due, at));
            self.between(sent, at, &mut lines);
            self.nearest(number, &mut lines);
        }
        Some((title, lines))
    }

    fn due(&self, number: usize) -> Option<(String, Vec<String>)> {
        let due = self.case.dues.get(number)?;
        if due.basis == Basis::Hearing {
            return self.hearing();
        }
        let at = due.at?;
        let title = self.due_line(due, at);
        let mut lines = Vec::new();
        if let Some(sent) = self.case.sent.at {
            lines.push(self.sent_line(sent));
            self.between(sent, at, &mut lines);
            self.nearest(number, &mut lines);
        }
        Some((title, lines))
    }

    fn hearing(&self) -> Option<(String, Vec<String>)> {
        let hearing = self.case.hearing?;
        let start = hearing.start.or(hearing.end)?;
        let title = match interval(hearing.start, hearing.end, dates_of(self.case))? {
            (from, Some(until)) => catalogue::HEARING_HERE.arg("from", from).arg("until", until),
            (from, None) => catalogue::HEARING_STARTS.arg("from", from),
        };
        let title = title.render(self.lang);
        let mut lines = Vec::new();
        for group in self.case.groups.iter().take(NAMES_LIMIT) {
            if let Some(hours) = group.hours {
                let hours = words::hours(hours.office.from, hours.office.until, self.lang);
                let values = [("office", &*self.names(group)), ("value", &*hours)];
                lines.push(catalogue::HOVER_HOURS.fill(self.lang, &values));
            }
        }
        if let Some(sent) = self.case.sent.at {
            lines.push(self.sent_line(sent));
            self.between(sent, start, &mut lines);
        }
        if let Some((from, until)) = fix::hearing_slot(self.case)
            && from > self.case.env.now
            && (Some(from), Some(until)) != (hearing.start, hearing.end)
        {
            let interval = interval(Some(from), Some(until), dates_of(self.case));
            let (from, until) = interval.unwrap_or_default();
            let remedy = catalogue::REMEDY_HEARING
                .arg("from", from)
                .arg("until", until.unwrap_or_default());
            lines.push(remedy.render(self.lang));
        }
        Some((title, lines))
    }

    /// A moment that is mentioned in a text and is none of the above.
    fn mention(&self, mention: &TimeMention) -> (String, Vec<String>) {
        let title = mention::sentence(mention, dates_of(self.case), self.lang);
        let mut lines = Vec::new();
        let at = mention.at.filter(|_| mention.role.is_deadline() && !mention.open);
        if let (Some(sent), Some(at)) = (self.case.sent.at, at) {
            lines.push(self.sent_line(sent));
            self.between(sent, Moment::from_japan(at), &mut lines);
        }
        (title, lines)
    }

    /// The three clocks and the closed days between two moments.
    fn between(&self, from: Moment, until: Moment, lines: &mut Vec<String>) {
        if until <= from {
            // A negative duration would not be understood.
            lines.push(catalogue::HOVER_NOT_AFTER.text(self.lang).to_owned());
            return;
        }
        let clocks = self.case.clocks(from, until);
        let strictest = self.case.strictest(from, until);
        let duration = |seconds| words::duration(seconds, self.lang);
        if let Some(clocks) = strictest {
            lines.push(self.fill(&catalogue::HOVER_ELAPSED, &duration(clocks.elapsed)));
            lines.push(self.fill(&catalogue::HOVER_OPEN, &duration(clocks.open)));
        }
        let several = clocks.len() > 1;
        for (group, clocks) in self.case.groups.iter().zip(&clocks).take(NAMES_LIMIT) {
            let Some(clocks) = clocks else { continue };
            let working = duration(clocks.working);
            lines.push(if several {
                let values = [("office", &*self.names(group)), ("value", &*working)];
                catalogue::HOVER_WORKING_OF.fill(self.lang, &values)
            } else {
                self.fill(&catalogue::HOVER_WORKING, &working)
            });
        }
        if let Some(effort) = self.case.request.effort.known() {
            let effort = duration(*effort);
            lines.push(catalogue::EFFORT_HERE.fill(self.lang, &[("effort", &effort)]));
        }
        let dates = dates_of(self.case);
        let closed = closed_days::named(&self.engine.data.closed, (from, until), DAYS_LIMIT, dates);
        if let Some((count, days)) = closed {
            let values = [("count", &*count.to_string()), ("days", &*days.render(self.lang))];
            lines.push(catalogue::HOVER_CLOSED.fill(self.lang, &values));
        }
    }

    /// The nearest times at which a due complies.
    fn nearest(&self, number: usize, lines: &mut Vec<String>) {
        let Some(due) = self.case.dues.get(number) else {
            return;
        };
        let (Some(sent), Some(_)) = (self.case.sent.at, due.at) else {
            return;
        };
        let now = self.case.env.now;
        if let Some(earliest) = fix::earliest_due(self.engine, self.case, sent).filter(|at| *at > now) {
            lines.push(self.fill(&catalogue::HOVER_EARLIEST, &self.local(earliest)));
        }
        let query = fix::sending::SendingQuery {
            due: Some(number),
            from: Some(now),
            ..fix::sending::SendingQuery::default()
        };
        if let Some(latest) = fix::sending::last(self.engine, self.case, query) {
            lines.push(self.fill(&catalogue::HOVER_LATEST, &self.local(latest)));
        }
    }

    /// The recipients of a group.
    fn names(&self, group: &Group) -> String {
        let parties = group
            .members
            .iter()
            .filter_map(|number| self.case.recipients.get(*number));
        let named: Vec<String> = parties
            .filter(|party| !party.office.is_empty())
            .take(NAMES_LIMIT)
            .map(|party| printable(&party.office).into_owned())
            .collect();
        if named.is_empty() {
            return catalogue::RECIPIENT.text(self.lang).to_owned();
        }
        let mut text = words::list(&named.iter().map(String::as_str).collect::<Vec<_>>(), self.lang);
        if let Some(more @ 1..) = group.members.len().checked_sub(named.len()) {
            text.push_str(&catalogue::AND_OTHERS.fill(self.lang, &[("count", &more.to_string())]));
        }
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_document_says_is_no_markup() {
        let hover = Hover {
            title: "a*b".to_owned(),
            lines: vec!["[x](y) <b>\n# z".to_owned()],
            span: Span::default(),
        };
        assert_eq!(hover.markdown(), "**a\\*b**\n\n- \\[x\\](y) \\<b\\> \\# z");
        assert_eq!(hover.plain().lines().count(), 3);
    }
}
