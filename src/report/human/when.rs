//! `kigen when` for people: clocks, timeline and complying times of each request.

mod timeline;

use super::Style;
use super::columns::{beginning, display_width, pad, width_of, wrap};
use crate::calendar::hours::Moment;
use crate::check::{FileReport, Summary};
use crate::diagnostic::is_of_reading;
use crate::message::{Lang, catalogue, words};
use crate::report::{Checked, FileOutput, Reporter, Text, Totals};
use crate::resolve::Basis;
use crate::rules::explain::interval;
use crate::source::printable;
use crate::when::{DueTimes, HearingTimes, Times};

const BOLD: &str = "\u{1b}[1m";
const DIM: &str = "\u{1b}[2m";
const RED: &str = "\u{1b}[31m";
const GREEN: &str = "\u{1b}[32m";
const CYAN: &str = "\u{1b}[36m";
const PLAIN: &str = "\u{1b}[0m";
/// Indentation of lines within a request.
const INDENT: &str = "  ";
/// Minimum width of the events column.
const MIN_EVENTS_WIDTH: usize = 20;

/// Output of one request.
struct Page<'a> {
    style: &'a Style,
    times: &'a Times,
    /// Format of its dates.
    dates: words::Dates,
    now: Moment,
    out: String,
}

/// The format.
#[derive(Clone, Copy, Debug)]
pub struct When {
    /// Style.
    pub style: Style,
    /// Style of reading errors on standard error.
    pub aside: Style,
    /// The current time.
    pub now: Moment,
}

impl Reporter for When {
    fn is_for_people(&self) -> bool {
        true
    }

    fn part(&self, file: Checked<'_>) -> FileOutput {
        let path = file.source.path();
        let mut text = self.style.when(path, file.report, self.now);
        let mut notes = self.style.notes(path, file.report);
        notes.push_str(&self.style.past(path, file.report));
        notes.push_str(&self.style.undetermined(file.source, file.report));
        if !notes.is_empty() {
            notes.push('\n');
        }
        text.push(self.style.folded(&notes));
        FileOutput::from(text)
    }

    fn stderr_lines(&self, file: Checked<'_>) -> String {
        self.aside.unread(file)
    }

    fn tail(&self, totals: &Totals) -> String {
        if totals.counts.requests == 0 && !totals.failed {
            format!("{}\n", catalogue::REPORT_NOTHING.text(self.style.lang))
        } else {
            String::new()
        }
    }
}

impl Style {
    /// The requests of a file with their complying times.
    pub fn when(&self, path: &str, report: &FileReport, now: Moment) -> Text {
        let several = report.requests.len() > 1;
        let raised = report.raised();
        let mut out = Text::default();
        for request in &report.requests {
            let Some(times) = request.times.as_deref() else {
                continue;
            };
            let name = self.request_name(path, request.index, several);
            let title = match request.subject.as_deref().map(printable) {
                Some(subject) => {
                    catalogue::WHEN_TITLE.fill(self.lang, &[("path", &name), ("subject", subject.trim())])
                }
                None => name,
            };
            let mut page = Page {
                style: self,
                times,
                dates: request.dates,
                now,
                out: String::new(),
            };
            page.request(request, &raised.codes(request.index));
            out.push(format!("{}\n\n{}\n", self.paint(BOLD, &title), page.out));
        }
        out
    }

    fn paint(&self, color: &str, text: &str) -> String {
        if self.color {
            format!("{color}{text}{PLAIN}")
        } else {
            text.to_owned()
        }
    }
}

impl Page<'_> {
    fn lang(&self) -> Lang {
        self.style.lang
    }

    fn at(&self, at: Moment) -> String {
        words::moment(at.japan(), self.dates, self.lang())
    }

    fn request(&mut self, request: &Summary, raised: &[&str]) {
        let lang = self.lang();
        let mut facts: Vec<(String, String)> = Vec::new();
        let word = |entry: crate::message::Entry| entry.text(lang).to_owned();
        let unread = || catalogue::WHEN_UNREADABLE.text(lang).to_owned();
        let sent = request.sent.map_or_else(unread, |at| self.at(at));
        facts.push((word(catalogue::WHEN_SENT), sent));
        for due in &self.times.dues {
            let at = due.at.map_or_else(unread, |at| self.at(at));
            let breaks = if due.at.is_some() && request.sent.is_some() && !due.complies {
                catalogue::WHEN_BREAKS.text(lang)
            } else {
                ""
            };
            facts.push((self.due_name(due), at + breaks));
        }
        if self.times.dues.is_empty() && self.times.hearing.is_none() {
            facts.push((word(catalogue::WHEN_DUE), word(catalogue::WHEN_NONE)));
        }
        if let Some(clocks) = request.clocks.filter(|clocks| clocks.elapsed > 0) {
            let [elapsed, open, working] =
                [clocks.elapsed, clocks.open, clocks.working].map(|seconds| words::duration(seconds, lang));
            let values = [("elapsed", &*elapsed), ("open", &*open), ("working", &*working)];
            let mut value = catalogue::WHEN_CLOCKS_VALUE.fill(lang, &values);
            if request
                .recipients
                .iter()
                .any(|it| it.working != Some(clocks.working))
            {
                value.push_str(catalogue::WHEN_CLOCKS_STRICTEST.text(lang));
            }
            facts.push((word(catalogue::WHEN_CLOCKS), value));
        }
        if let Some(hearing) = self.times.hearing {
            let interval = interval(hearing.start, hearing.end, self.dates);
            let mut value = match interval.filter(|_| hearing.start.is_some()) {
                Some((from, Some(until))) => catalogue::WHEN_INTERVAL
                    .arg("from", from)
                    .arg("until", until)
                    .render(lang),
                Some((from, None)) => from.render(lang),
                _ => hearing.days.map_or_else(unread, |days| self.days(days)),
            };
            if hearing.start.is_some() && !hearing.complies || hearing.compliant_days.is_some() {
                value.push_str(catalogue::WHEN_BREAKS.text(lang));
            }
            facts.push((word(catalogue::WHEN_HEARING), value));
        }
        self.lines(&facts);
        let (miswritten, broken): (Vec<&str>, Vec<&str>) =
            raised.iter().partition(|code| is_of_reading(code));
        for (codes, entry) in [
            (miswritten, catalogue::WHEN_MISWRITTEN),
            (broken, catalogue::WHEN_RAISED),
        ] {
            if !codes.is_empty() {
                let line = entry.fill(lang, &[("codes", &words::list(&codes, lang))]);
                self.folded(&line, "");
            }
        }
        if let Some(timeline) = &self.times.timeline {
            self.out.push('\n');
            self.timeline(timeline);
        }
        self.out.push('\n');
        self.remedies(request);
        self.out.push('\n');
        if self.times.doubtful {
            let line = catalogue::WHEN_NO_SENTENCE.text(self.lang());
            self.out.push_str(&format!("{INDENT}{line}\n"));
        } else if self.times.past {
            let line = catalogue::WHEN_PAST.text(self.lang());
            self.out.push_str(&format!("{INDENT}{line}\n"));
        }
        for sentence in &self.times.sentences {
            // Not wrapped, since it is meant to be copied.
            self.out
                .push_str(&format!("{INDENT}{}\n", sentence.render(self.lang())));
        }
    }

    fn remedies(&mut self, request: &Summary) {
        let lang = self.lang();
        let word = |entry: crate::message::Entry| entry.text(lang).to_owned();
        let mut facts: Vec<(String, String)> = Vec::new();
        let asks = !self.times.dues.is_empty() || self.times.hearing.is_none();
        if asks && request.sent.is_some() {
            let earliest = self.times.earliest_due;
            let mut earliest = earliest.map_or_else(|| word(catalogue::WHEN_NO_EARLIEST), |at| self.at(at));
            if self.times.unproven {
                earliest.push_str(catalogue::WHEN_UNPROVEN.text(lang));
            }
            facts.push((word(catalogue::WHEN_EARLIEST), earliest));
        }
        for (index, due) in self.times.dues.iter().enumerate() {
            // Dues are labelled if there are several, by number if two have the same name.
            let called = due.called.render(lang);
            let same_name = self
                .times
                .dues
                .iter()
                .filter(|other| other.called.render(lang) == called);
            let name = match same_name.count() {
                ..2 => called.to_string(),
                _ => catalogue::WHEN_NUMBERED.fill(lang, &[("number", &(index + 1).to_string())]),
            };
            let named = |entry: crate::message::Entry| match self.times.dues.len() {
                ..2 => word(entry),
                _ => catalogue::WHEN_NAMED.fill(lang, &[("what", entry.text(lang)), ("name", &name)]),
            };
            // Shown if it differs from both the due and the earliest.
            if let Some(compliant) = due.compliant
                && !due.complies
                && Some(compliant) != self.times.earliest_due
            {
                facts.push((named(catalogue::WHEN_COMPLIANT), self.at(compliant)));
            }
            if due.at.is_none() {
                continue;
            }
            let latest = match due.latest_sent {
                Some(at) => {
                    let mut value = catalogue::WHEN_LATEST_VALUE.fill(lang, &[("at", &self.at(at))]);
                    if at < self.now {
                        value.push_str(catalogue::WHEN_LATEST_GONE.text(lang));
                    }
                    if due.but_for_hours {
                        value.push_str(catalogue::WHEN_LATEST_HOURS.text(lang));
                    }
                    value
                }
                None => word(catalogue::WHEN_NO_LATEST),
            };
            facts.push((named(catalogue::WHEN_LATEST), latest));
        }
        if let Some(days) = self.times.hearing.and_then(|hearing| hearing.compliant_days) {
            facts.push((word(catalogue::WHEN_DAYS), self.days(days)));
        }
        let by_time = |hearing: &HearingTimes| hearing.start.is_some() && hearing.compliant_days.is_none();
        if let Some(hearing) = self.times.hearing.filter(by_time) {
            let slot = hearing.slot.map(|slot| self.slot(slot));
            let slot = slot.unwrap_or_else(|| word(catalogue::WHEN_NO_SLOT));
            facts.push((word(catalogue::WHEN_SLOT), slot));
            // Materials due at its start may need more time than the next slot leaves.
            let compliant = hearing
                .compliant
                .filter(|compliant| Some(*compliant) != hearing.slot);
            if let Some(compliant) = compliant.filter(|(from, _)| Some(*from) != hearing.start) {
                facts.push((word(catalogue::WHEN_SLOT_MATERIALS), self.slot(compliant)));
            }
        }
        self.lines(&facts);
    }

    fn days(&self, (first, last): (chrono::NaiveDate, chrono::NaiveDate)) -> String {
        let day = |day| words::date(day, self.dates, self.lang());
        if first == last {
            return day(first);
        }
        let values = [("from", &*day(first)), ("until", &*day(last))];
        catalogue::WHEN_INTERVAL.fill(self.lang(), &values)
    }

    fn slot(&self, (from, until): (Moment, Moment)) -> String {
        let (from, until) = interval(Some(from), Some(until), self.dates).unwrap_or_default();
        catalogue::WHEN_INTERVAL
            .arg("from", from)
            .arg("until", until.unwrap_or_default())
            .render(self.lang())
    }

    fn due_name(&self, due: &DueTimes) -> String {
        match due.basis {
            Basis::Hearing => catalogue::WHEN_DUE_MATERIALS.text(self.lang()).to_owned(),
            _ => due.called.render(self.lang()),
        }
    }

    /// Names and values in two columns, values wrapped within theirs.
    fn lines(&mut self, facts: &[(String, String)]) {
        /// Maximum width of the first column.
        const LABEL_WIDTH_LIMIT: usize = 24;
        let widest = facts.iter().map(|(name, _)| display_width(name)).max();
        let first = widest.unwrap_or_default().min(LABEL_WIDTH_LIMIT);
        let room = self
            .style
            .width
            .saturating_sub(INDENT.len() + first + 2)
            .max(MIN_EVENTS_WIDTH);
        for (name, value) in facts {
            let name = pad(&cut(name, first), first);
            for (number, line) in wrap(value, room, "").iter().enumerate() {
                let head = if number == 0 { &*name } else { &*" ".repeat(first) };
                self.out.push_str(&format!("{INDENT}{head}  {line}\n"));
            }
        }
    }

    /// A text, wrapped.
    fn folded(&mut self, text: &str, color: &str) {
        let room = self
            .style
            .width
            .saturating_sub(INDENT.len())
            .max(MIN_EVENTS_WIDTH);
        for line in wrap(text, room, "") {
            let line = if color.is_empty() {
                line
            } else {
                self.style.paint(color, &line)
            };
            self.out.push_str(&format!("{INDENT}{line}\n"));
        }
    }
}

/// A text cut to a width, keeping its start and its end, which is the time.
fn cut(text: &str, width: usize) -> String {
    if display_width(text) <= width {
        return text.to_owned();
    }
    /// Columns kept at the end: a time of day.
    const END: usize = 10;
    let end_width = END.min(width.saturating_sub(1) / 2);
    let mut end = Vec::new();
    let mut used = 0;
    for c in text.chars().rev() {
        used += width_of(c);
        if used > end_width {
            break;
        }
        end.push(c);
    }
    let end: String = end.into_iter().rev().collect();
    let room = width.saturating_sub(display_width(&end) + 1);
    format!("{}~{end}", beginning(text, room))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_cut_keeps_its_end_and_its_width() {
        assert_eq!(cut("期限 17時", 20), "期限 17時");
        let long = format!("期限（{}） 17時30分", "意見".repeat(40));
        for width in 4..60 {
            let short = cut(&long, width);
            assert!(display_width(&short) <= width, "{width}: {short}");
        }
        assert!(cut(&long, 30).ends_with(" 17時30分"));
    }
}
