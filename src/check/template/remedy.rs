//! The smallest 「N開庁日後 HH:MM」 at which a due complies whenever the template is sent, proven over the
//! same minutes.

use super::proof::{Alike, MOST_ASKED, breaks, fold};
use super::sendings::{Minutes, SendingDay, at};
use super::shape::Shapes;
use super::sweep::{Asks, Sweep};
use crate::calendar::hours::Moment;
use crate::case::Case;
use crate::diagnostic::{Applicability, Edit, Fix};
use crate::engine::Engine;
use crate::read::relative::{self, At, DayAfter, Relative};
use crate::remedy::{applies_alike, due_rules, edit, lasting_of, met_for_good};
use crate::rules::condition::Truth;
use crate::rules::eval::View;
use crate::rules::{Pack, Rule};
use crate::source::Source;
use crate::text::{Lang, catalogue};

/// How many open days after the sending a due is tried: more than the work of a year.
const MOST_DAYS: u32 = 260;
/// Half an hour, in minutes.
const HALF_HOUR: u32 = 30;

/// The remedy for a due counted from the sending: its words.
pub(super) fn due(
    engine: &Engine,
    case: &Case<'_>,
    minutes: &Minutes,
    due: usize,
    moved: Case<'_>,
) -> Option<(u32, u32)> {
    case.request.dues.get(due)?.relative?;
    let rules: Vec<_> = due_rules(engine, case).collect();
    let lasting = lasting_of(&rules);
    // A hearing that is counted in hours moves under the rules while the due stands still.
    let hearing = case.request.hearing.iter();
    let moving = hearing
        .flat_map(|it| [it.start_relative, it.end_relative])
        .any(|it| matches!(it, Some(Relative::Later(_))));
    let lasts = |rule: &Rule| lasting.iter().any(|(_, lasting)| std::ptr::eq(*lasting, rule));
    let varying: Vec<_> = rules
        .iter()
        .copied()
        .filter(|(_, rule)| moving || rule.reads_sent && !lasts(rule))
        .collect();
    let asks = Asks::of(&varying);
    let mut search = Search {
        engine,
        minutes,
        due,
        rules: &rules,
        lasting: &lasting,
        varying: &varying,
        moving,
        sweep: Sweep::tried(moved, due, &asks, &varying, MOST_ASKED),
        broken: Vec::new(),
    };
    let times = times(case, minutes);
    for days in 1..=MOST_DAYS {
        let mut alike = None;
        let end = Relative::On(DayAfter::Open(days), At::Minute(24 * 60));
        search.sweep.case.moved = Some((due, end));
        if search.is_too_early()? {
            continue;
        }
        for time in &times {
            let candidate = Relative::On(DayAfter::Open(days), At::Minute(*time));
            search.sweep.case.moved = Some((due, candidate));
            if search.is_known_to_break()? {
                continue;
            }
            let alike = alike
                .get_or_insert_with(|| fold(minutes, &Shapes::new(&search.sweep.case, engine, Some(due))));
            if search.holds(alike)? {
                return Some((days, *time));
            }
        }
    }
    None
}

/// The times of day that are tried: full and half hours, and the closing of the strictest recipient.
fn times(case: &Case<'_>, minutes: &Minutes) -> Vec<u32> {
    let mut found: Vec<u32> = (0..24 * 60 / HALF_HOUR).map(|half| half * HALF_HOUR).collect();
    let closing = minutes.days.first().and_then(|day| case.closing(day.date));
    found.extend(closing.and_then(|at| {
        let second = crate::calendar::hours::Zone::Japan.local(at).second;
        u32::try_from(second / 60).ok()
    }));
    found.sort_unstable();
    found.dedup();
    found
}

struct Search<'e, 'c, 'r> {
    engine: &'e Engine,
    minutes: &'e Minutes,
    due: usize,
    rules: &'r [(&'r Pack, &'r Rule)],
    /// Those that hold for good once they hold.
    lasting: &'r [(&'r Pack, &'r Rule)],
    /// Those that one minute of a day may break and a later one not.
    varying: &'r [(&'r Pack, &'r Rule)],
    /// Whether the hearing moves through a day.
    moving: bool,
    sweep: Sweep<'c, 'r>,
    /// Sendings that broke a candidate: they will break most others.
    broken: Vec<Moment>,
}

impl Search<'_, '_, '_> {
    /// Whether a sending that broke another candidate breaks this one.
    fn is_known_to_break(&mut self) -> Option<bool> {
        for number in (0..self.broken.len()).rev() {
            if let Some(sent) = self.broken.get(number).copied()
                && self.breaks_at(sent, self.rules)?
            {
                return Some(true);
            }
        }
        Some(false)
    }

    /// Whether a sending that broke another candidate breaks this one, and so every earlier one as well: the
    /// end of a day tells of the whole day.
    fn is_too_early(&mut self) -> Option<bool> {
        match self.broken.last().copied() {
            Some(sent) => self.breaks_at(sent, self.lasting),
            None => Some(false),
        }
    }

    /// Whether the candidate complies at every minute.
    ///
    /// The due stands still through a day of sending. What only gets worse as the time up to it gets shorter
    /// is worst at the day's last minute, and so is what is the same at all of them; the due as it is written
    /// is latest then. Only the rest is asked all day.
    fn holds(&mut self, alike: &[Alike<'_>]) -> Option<bool> {
        for Alike { first, .. } in alike {
            let last = self.minutes.of_day(first).last();
            let last = last.and_then(|(_, until)| at(first.date, *until));
            if let Some(sent) = last
                && self.breaks_at(sent, self.rules)?
            {
                self.broken.push(sent);
                return Some(false);
            }
        }
        for Alike { first, .. } in alike {
            if self.is_met(first)? {
                continue;
            }
            for (from, until) in self.sweep.pieces(first.date, self.minutes.of_day(first))? {
                for sent in [from, until] {
                    if self.breaks_at(sent, self.varying)? {
                        self.broken.push(sent);
                        return Some(false);
                    }
                }
            }
        }
        Some(true)
    }

    /// Whether what the varying rules require is there at a day's last minute, and so at all of them.
    fn is_met(&mut self, day: &SendingDay) -> Option<bool> {
        if self.varying.is_empty() {
            return Some(true);
        }
        let last = self.minutes.of_day(day).last();
        let Some(sent) = last
            .and_then(|(_, until)| at(day.date, *until))
            .filter(|_| !self.moving)
        else {
            return Some(false);
        };
        let views = self.sweep.send_at(sent)?;
        let case = &self.sweep.case;
        Some(self.varying.iter().all(|(pack, rule)| {
            (0..case.groups.len()).all(|group| {
                let view = View {
                    case,
                    pack,
                    packs: &self.engine.packs,
                    sent: Some(sent),
                    due: views.first(),
                    group,
                    item: None,
                };
                applies_alike(rule) && view.judge(&rule.when) == Truth::False
                    || met_for_good(&view, &rule.require)
            })
        }))
    }

    /// Whether the candidate breaks a rule, or comes before the due as it is written: a remedy never
    /// shortens a deadline.
    fn breaks_at(&mut self, sent: Moment, rules: &[(&Pack, &Rule)]) -> Option<bool> {
        let views = self.sweep.send_at(sent)?;
        let case = &self.sweep.case;
        let Some(view) = views.first().filter(|view| view.at.is_some()) else {
            return Some(true);
        };
        let written = case.request.dues.get(self.due)?.relative?;
        if case.count(written, sent) > view.at {
            return Some(true);
        }
        Some(breaks(self.engine, rules, case, sent, view))
    }
}

/// The due as the template would write it, まで and the like kept.
pub(super) fn words(text: &str, days: u32, minute: u32) -> String {
    let limit = relative::read_before_limit(text)
        .ok()
        .and_then(|(_, end)| text.get(end..));
    // `+48h` is written beside Japanese too; a day in English is not.
    let english = text.is_ascii() && text.to_ascii_lowercase().contains("day");
    Relative::open_days(days, minute, english) + limit.unwrap_or_default().trim_end()
}

/// The edit that writes it; `None` where the value cannot be rewritten in kind.
pub(super) fn fix(
    case: &Case<'_>,
    due: usize,
    (days, minute): (u32, u32),
    source: &Source,
    lang: Lang,
) -> Option<Fix> {
    let span = case.dues.get(due)?.span;
    let text = edit::rewrite_scalar(source, span, |text| {
        let new = words(text, days, minute);
        // The edit says what was proven.
        let meant = Relative::On(DayAfter::Open(days), At::Minute(minute));
        (relative::read(&new).ok()? == meant).then_some(new)
    })?;
    let due = text.trim_matches(['"', '\'']);
    let title = catalogue::FIX_TEMPLATE.fill(lang, &[("due", due)]);
    Some(Fix {
        title,
        applicability: Applicability::Safe,
        edits: vec![Edit { span, text }],
    })
}
