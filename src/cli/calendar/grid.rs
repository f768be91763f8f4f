//! Month grids: weeks from Sunday (usual in Japan), every closed day marked, and below each month the days that are
//! closed for another reason than the weekend.

use chrono::{Datelike, Days, Months, NaiveDate, Weekday};
use textwrap::core::display_width;

use crate::calendar::closed_days::{ClosedDay, ClosedDays, Reason};
use crate::calendar::holidays::{Basis, holidays_of};
use crate::message::{Lang, catalogue, words};
use crate::report::human::columns::pad;
use crate::report::texts;
use crate::source::printable;
use jp_datetime::moment::Era;

/// Width of a day in columns: a blank, two digits, the mark.
const CELL: usize = 4;
/// Width of a month in columns.
const MONTH: usize = 7 * CELL;
/// The gap between two months.
const GAP: &str = "    ";
/// The mark of a closed day, visible without colour.
const MARK: char = '*';
const RED: &str = "\u{1b}[31m";
const PLAIN: &str = "\u{1b}[0m";

/// The days to show.
pub(super) struct Calendar<'a> {
    pub closed: &'a ClosedDays,
    pub from: NaiveDate,
    pub until: NaiveDate,
    pub lang: Lang,
    pub color: bool,
}

/// A rendered month: lines of display width `MONTH`, perhaps with colour codes.
struct Month {
    grid: Vec<String>,
    notes: Vec<String>,
}

impl Calendar<'_> {
    /// The months in rows: three from 100 columns on, two from 64, else one.
    pub fn show(&self, width: usize) -> String {
        let in_row = match width {
            100.. => 3,
            64.. => 2,
            _ => 1,
        };
        let mut out = String::new();
        let months: Vec<_> = self.months().collect();
        for row in months.chunks(in_row) {
            let mut row: Vec<Month> = row.iter().map(|first| self.month(*first)).collect();
            let tallest = row.iter().map(|month| month.grid.len()).max().unwrap_or_default();
            for month in &mut row {
                month.grid.resize(tallest, String::new());
                month.grid.append(&mut month.notes);
            }
            let lines = row.iter().map(|month| month.grid.len()).max().unwrap_or_default();
            for number in 0..lines {
                let cells = row
                    .iter()
                    .map(|month| pad(month.grid.get(number).map_or("", |line| line), MONTH));
                out.push_str(cells.collect::<Vec<_>>().join(GAP).trim_end());
                out.push('\n');
            }
            out.push('\n');
        }
        for (date, reason) in self.closed.openings(self.from, self.until) {
            let day = words::date(date, i32::MIN, self.lang);
            let reason = printable(reason);
            let values = [("day", day.as_str()), ("reason", &*reason)];
            out.push_str(&catalogue::CALENDAR_OPEN.fill(self.lang, &values));
            out.push('\n');
        }
        out.push_str(catalogue::CALENDAR_LEGEND.text(self.lang));
        out.push('\n');
        if (self.from.year()..=self.until.year()).any(|year| self.predicts_in(year)) {
            out.push_str(catalogue::CALENDAR_LEGEND_PREDICTED.text(self.lang));
            out.push('\n');
        }
        out
    }

    /// The first days of the months shown.
    fn months(&self) -> impl Iterator<Item = NaiveDate> {
        let first = self.from.with_day(1);
        let next = |month: &NaiveDate| month.checked_add_months(Months::new(1));
        std::iter::successors(first, next).take_while(|month| *month <= self.until)
    }

    fn shows(&self, day: NaiveDate) -> bool {
        (self.from..=self.until).contains(&day)
    }

    fn predicts_in(&self, year: i32) -> bool {
        holidays_of(year)
            .iter()
            .any(|holiday| holiday.basis == Basis::Predicted && self.shows(holiday.date))
    }

    fn month(&self, first: NaiveDate) -> Month {
        let title = self.title(first);
        let before = MONTH.saturating_sub(display_width(&title)) / 2;
        let mut grid = vec![format!("{}{title}", " ".repeat(before))];
        let names = [
            Weekday::Sun,
            Weekday::Mon,
            Weekday::Tue,
            Weekday::Wed,
            Weekday::Thu,
            Weekday::Fri,
            Weekday::Sat,
        ];
        grid.push(
            names
                .map(|day| pad(&format!(" {:.2}", words::weekday(day, self.lang)), CELL))
                .concat(),
        );
        let mut line = " ".repeat(CELL * first.weekday().num_days_from_sunday() as usize);
        for day in first.iter_days().take_while(|day| day.month() == first.month()) {
            line.push_str(&self.cell(day));
            if day.weekday() == Weekday::Sat {
                grid.push(std::mem::take(&mut line));
            }
        }
        grid.push(line);
        // Drop weeks entirely outside the range.
        grid.retain(|line| !line.trim_end().is_empty());
        Month {
            grid,
            notes: self.notes(first),
        }
    }

    /// 「2026年1月（令和8年）」, “January 2026”. An era that changes within the month is named with both.
    fn title(&self, first: NaiveDate) -> String {
        let last = first
            .checked_add_months(Months::new(1))
            .and_then(|next| next.pred_opt())
            .unwrap_or(first);
        let mut eras: Vec<String> = [first, last].into_iter().filter_map(in_era).collect();
        eras.dedup();
        words::month_title(first, &eras, self.lang)
    }

    /// A day's cell: blank outside the range, marked if closed.
    fn cell(&self, day: NaiveDate) -> String {
        if !self.shows(day) {
            return " ".repeat(CELL);
        }
        let number = day.day();
        match (self.closed.is_closed(day), self.color) {
            (false, _) => format!("{number:>3} "),
            (true, false) => format!("{number:>3}{MARK}"),
            (true, true) => format!("{RED}{number:>3}{MARK}{PLAIN}"),
        }
    }

    /// The named closed days of a month; consecutive days with the same reason share a note.
    fn notes(&self, first: NaiveDate) -> Vec<String> {
        let last = first
            .checked_add_months(Months::new(1))
            .and_then(|next| next.pred_opt())
            .unwrap_or(first);
        let named = |day: &ClosedDay| !matches!(day.reason, Reason::Saturday | Reason::Sunday);
        let days = self.closed.between(first.max(self.from), last.min(self.until));
        let days: Vec<ClosedDay> = days.into_iter().filter(named).collect();
        let together = |a: &ClosedDay, b: &ClosedDay| {
            a.reason == b.reason && a.date.checked_add_days(Days::new(1)) == Some(b.date)
        };
        let mut lines = Vec::new();
        for run in days.chunk_by(together) {
            let (Some(first), Some(last)) = (run.first(), run.last()) else {
                continue;
            };
            let text = self.note(first, last);
            let options = textwrap::Options::new(MONTH).subsequent_indent("    ");
            lines.extend(
                textwrap::wrap(&text, options)
                    .into_iter()
                    .map(std::borrow::Cow::into_owned),
            );
        }
        lines
    }

    /// 「11日（水）建国記念の日」
    fn note(&self, first: &ClosedDay, last: &ClosedDay) -> String {
        let reason = texts::closed_for(first, self.lang);
        let (a, b) = (first.date, last.date);
        let mut text = words::closed_days(a, b, reason, self.lang);
        // By the name, not the closure: a distant equinox on a Saturday is closed by law, but its name is predicted.
        let holidays = holidays_of(a.year());
        if holidays
            .iter()
            .any(|holiday| holiday.date == a && holiday.basis == Basis::Predicted)
        {
            text.push_str(catalogue::CALENDAR_PREDICTED.text(self.lang));
        }
        text
    }
}

/// 「令和8年」; the first year of an era is 元年.
fn in_era(day: NaiveDate) -> Option<String> {
    let era = Era::of(day)?;
    Some(match era.year(day.year())? {
        1 => format!("{}元年", era.name()),
        year => format!("{}{year}年", era.name()),
    })
}
