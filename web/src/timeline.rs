//! The timeline of a request, for drawing.

use kigen::check::Summary;
use kigen::message::{Lang, catalogue, words};
use kigen::report::texts;
use kigen::when::Times;
use kigen::when::timeline::{Cell, Event, Mark, Row};
use serde::Serialize;

/// The days from sending to due.
#[derive(Serialize)]
pub struct Timeline {
    rows: Vec<Line>,
    /// Whether hours of offices abroad are shown in Japan time.
    abroad: bool,
}

/// A day, or folded days.
#[derive(Serialize)]
struct Line {
    /// The day or days in words.
    label: String,
    /// A letter per hour: `.` before sending or after the due, `x` closed, `-` other time, `=` working time; empty
    /// for folded days.
    hours: String,
    /// Why it is closed.
    #[serde(skip_serializing_if = "Option::is_none")]
    closed: Option<String>,
    marks: Vec<TimelineEvent>,
}

/// An event.
#[derive(Serialize)]
struct TimelineEvent {
    /// `sent`, `due`, `earliest` or `hearing`.
    what: &'static str,
    /// Kind and time in words.
    words: String,
    /// Minute of the day.
    minute: u32,
    /// Whether a due complies.
    #[serde(skip_serializing_if = "Option::is_none")]
    complies: Option<bool>,
}

/// The timeline of a request whose times were computed.
pub fn of(request: &Summary, lang: Lang) -> Option<Timeline> {
    let times = request.times.as_deref()?;
    let timeline = times.timeline.as_ref()?;
    let label = |day| words::date(day, request.dates, lang);
    let rows = timeline.rows.iter().map(|row| match row {
        Row::Day(day) => Line {
            label: label(day.date),
            hours: day.cells.iter().map(|cell| letter(*cell)).collect(),
            closed: day
                .closed
                .as_ref()
                .map(|closed| texts::closed_for(closed, lang).to_owned()),
            marks: day
                .marks
                .iter()
                .map(|mark| event(mark, times, request, lang))
                .collect(),
        },
        Row::Folded {
            from,
            until,
            open,
            closed,
        } => Line {
            label: texts::folded_days((*from, *until), (*open, *closed), request.dates, lang),
            hours: String::new(),
            closed: None,
            marks: Vec::new(),
        },
    });
    Some(Timeline {
        rows: rows.collect(),
        abroad: timeline.abroad,
    })
}

fn letter(cell: Cell) -> char {
    match cell {
        Cell::Outside => '.',
        Cell::Closed => 'x',
        Cell::Waiting => '-',
        Cell::Working => '=',
    }
}

fn event(mark: &Mark, times: &Times, request: &Summary, lang: Lang) -> TimelineEvent {
    let mut complies = None;
    let (what, word) = match mark.what {
        Event::Due(number) => {
            let due = times.dues.get(number);
            complies = due.map(|due| due.complies);
            let called = due.map(|due| due.called.render(lang));
            ("due", called.unwrap_or_else(|| words::due_name(None, "", lang)))
        }
        Event::Sent => ("sent", catalogue::WHEN_SENT.text(lang).to_owned()),
        Event::Earliest => ("earliest", catalogue::WHEN_EARLIEST.text(lang).to_owned()),
        Event::Hearing => ("hearing", catalogue::WHEN_HEARING.text(lang).to_owned()),
    };
    let at = mark.at.japan();
    let time = words::moment(at, request.dates, lang);
    TimelineEvent {
        what,
        words: catalogue::WHEN_MARK.fill(lang, &[("what", &word), ("time", &time)]),
        minute: chrono::Timelike::hour(&at) * 60 + chrono::Timelike::minute(&at),
        complies,
    }
}
