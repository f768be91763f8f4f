//! The timeline: a line per day, a cell per hour. Marks are ASCII only: the width of nicer characters differs between
//! terminals, and would misalign the hours.

use chrono::NaiveDate;

use super::super::columns::display_width;
use super::{BOLD, CYAN, DIM, GREEN, INDENT, MIN_EVENTS_WIDTH, Page, RED, cut, pad};
use crate::message::{catalogue, words};
use crate::report::texts;
use crate::source::printable;
use crate::when::timeline::{Cell, Day, Event, HOURS, Mark, Row, Timeline};

impl Page<'_> {
    pub(super) fn timeline(&mut self, timeline: &Timeline) {
        let lang = self.lang();
        let label = |day: NaiveDate| words::date(day, self.dates, lang);
        let widest = timeline.rows.iter().map(|row| match row {
            Row::Day(day) => display_width(&label(day.date)),
            Row::Folded { .. } => 0,
        });
        let first = widest.max().unwrap_or_default();
        let before = " ".repeat(INDENT.len() + first + 3);
        let mut out = format!("{before}0     6     12    18    24\n");
        for row in &timeline.rows {
            match row {
                Row::Day(day) => out.push_str(&self.day(day, &label(day.date), first)),
                Row::Folded {
                    from,
                    until,
                    open,
                    closed,
                } => {
                    let line = texts::folded_days((*from, *until), (*open, *closed), self.dates, lang);
                    let line = self.style.paint(DIM, &line);
                    out.push_str(&format!("{INDENT}: {line}\n"));
                }
            }
        }
        let mut legend = catalogue::WHEN_LEGEND.text(lang).to_owned();
        let marks = |row: &Row| match row {
            Row::Day(day) => day.marks.iter().any(|mark| mark.what == Event::Hearing),
            Row::Folded { .. } => false,
        };
        if timeline.rows.iter().any(marks) {
            legend.push_str(catalogue::WHEN_LEGEND_HEARING.text(lang));
        }
        if timeline.abroad {
            legend.push_str(catalogue::WHEN_LEGEND_ABROAD.text(lang));
        }
        self.out.push_str(&out);
        self.folded(&legend, DIM);
    }

    fn day(&self, day: &Day, label: &str, first: usize) -> String {
        let mut bar = String::new();
        for (hour, cell) in day.cells.iter().enumerate() {
            let marks = day.marks.iter().filter(|mark| hour_of(mark) == hour);
            bar.push_str(&match marks.min_by_key(|mark| rank(&mark.what)) {
                Some(mark) => self.mark(mark),
                None => match cell {
                    Cell::Outside => ".".to_owned(),
                    Cell::Closed => self.style.paint(RED, "x"),
                    Cell::Waiting => "-".to_owned(),
                    Cell::Working => "=".to_owned(),
                },
            });
        }
        let used = INDENT.len() + first + 2 + HOURS + 4;
        let room = self.style.width.saturating_sub(used).max(MIN_EVENTS_WIDTH);
        let mut notes: Vec<String> = day.marks.iter().map(|mark| self.note(mark)).collect();
        if let Some(closed) = &day.closed {
            let reason = printable(texts::closed_for(closed, self.lang()));
            notes.push(catalogue::WHEN_CLOSED.fill(self.lang(), &[("reason", &reason)]));
        }
        let mut out = format!("{INDENT}{}  |{bar}|", pad(label, first));
        for (number, note) in notes.iter().enumerate() {
            if number > 0 {
                out.push('\n');
                out.push_str(&" ".repeat(used - 2));
            }
            out.push_str(&format!("  {}", cut(note, room)));
        }
        out.push('\n');
        out
    }

    fn mark(&self, mark: &Mark) -> String {
        let complies = |number: usize| self.times.dues.get(number).is_some_and(|due| due.complies);
        match mark.what {
            Event::Due(number) => {
                let color = if complies(number) { GREEN } else { RED };
                self.style.paint(color, "<")
            }
            Event::Sent => self.style.paint(BOLD, ">"),
            Event::Earliest => self.style.paint(CYAN, "*"),
            Event::Hearing => self.style.paint(BOLD, "#"),
        }
    }

    fn note(&self, mark: &Mark) -> String {
        let lang = self.lang();
        let what = match mark.what {
            Event::Due(number) => match self.times.dues.get(number) {
                Some(due) => self.due_name(due),
                None => catalogue::WHEN_DUE.text(lang).to_owned(),
            },
            Event::Sent => catalogue::WHEN_SENT.text(lang).to_owned(),
            Event::Earliest => catalogue::WHEN_EARLIEST.text(lang).to_owned(),
            Event::Hearing => catalogue::WHEN_HEARING.text(lang).to_owned(),
        };
        let at = mark.at.japan();
        // The end of a day is shown on the next day's line.
        let time = match self.dates.ended_by(at) {
            Some(_) => self.at(mark.at),
            None => words::time(at, lang),
        };
        catalogue::WHEN_MARK.fill(lang, &[("what", &what), ("time", &time)])
    }
}

/// The hour of an event in Japan time.
fn hour_of(mark: &Mark) -> usize {
    let hour = chrono::Timelike::hour(&mark.at.japan());
    usize::try_from(hour).unwrap_or_default()
}

/// Of two marks in the same hour, the lesser is shown.
fn rank(what: &Event) -> u8 {
    match what {
        Event::Due(_) => 0,
        Event::Sent => 1,
        Event::Earliest => 2,
        Event::Hearing => 3,
    }
}
