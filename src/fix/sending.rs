//! Until when a request may be sent as it is, to the minute: found by asking the rules, as a report does.

use super::budget::Budget;
use super::lasting::Known;
use crate::calendar::clocks::OfficeCalendar;
use crate::calendar::hours::{DAY, Moment};
use crate::diagnostic::Severity;
use crate::engine::Engine;
use crate::engine::verdict::{self, Verdict, ask_rules, due_views};
use crate::resolve::Case;

/// A minute, in seconds.
const MINUTE: i64 = 60;
/// How far back a sending time is looked for, in days of 24 hours.
const DAYS_BACK: i64 = 60;

/// What a sending time is looked for.
#[derive(Clone, Copy, Debug, Default)]
pub struct SendingQuery<'w> {
    /// One due alone, by its number; none for the whole request.
    pub due: Option<usize>,
    /// No time before this one.
    pub from: Option<Moment>,
    /// Rules whose findings an exception clears.
    pub excepted: &'w [&'w str],
}

/// The last minute inside the sender's office hours, before every due and hearing and no more than sixty days
/// before them, at which no error and no warning is raised that depends on when it is sent. What configuration
/// lowers or turns off is asked all the same.
pub fn last(engine: &Engine, case: &Case<'_>, wanted: SendingQuery<'_>) -> Option<Moment> {
    case.search(|| last_of(engine, case, wanted))
}

fn last_of(engine: &Engine, case: &Case<'_>, wanted: SendingQuery<'_>) -> Option<Moment> {
    let senders = case
        .senders()
        .map(|party| Some(case.calendar(party.opening_hours()?)));
    let senders: Vec<OfficeCalendar<'_>> = senders.collect::<Option<_>>()?;
    let limit = limit(case, wanted.due)?;
    let earliest = limit.plus(-DAYS_BACK * DAY);
    let floor = wanted.from.map_or(earliest, |from| from.max(earliest));
    let rules: Vec<(Known<'_>, verdict::Known<'_>)> = engine
        .rules
        .for_request(case)
        .filter(|(_, rule)| rule.reads_sent && rule.default_severity.max(rule.severity) > Severity::Info)
        .filter(|(_, rule)| !wanted.excepted.contains(&&*rule.code))
        .filter_map(|rule| Some((rule, verdict::Known::of(engine, rule, case)?)))
        .collect();
    let mut search = Search {
        engine,
        case,
        due: wanted.due,
        budget: Budget::new(case, &[]),
    };
    let mut at = open_minute(&senders, limit.plus(-1), floor)?;
    loop {
        let Some(raised) = search.raised(&rules, at)? else {
            return Some(at);
        };
        let rule = rules.get(raised..=raised)?;
        let before = if rule
            .iter()
            .all(|((_, rule), _)| super::lasting::fails_to_the_end(rule))
        {
            search.last_without(rule, at, floor)?
        } else {
            at.plus(-MINUTE)
        };
        at = open_minute(&senders, before, floor)?;
    }
}

/// The moment that a request must go out before.
fn limit(case: &Case<'_>, due: Option<usize>) -> Option<Moment> {
    let dues = case.dues.iter().enumerate();
    let dues = dues.filter(|(number, _)| due.is_none_or(|due| due == *number));
    let hearing = case.hearing.and_then(|hearing| {
        let (first, last) = case.hearing_days();
        let day = first.or(last).and_then(super::candidates::start_of);
        hearing.start.or(day).or(hearing.end)
    });
    dues.filter_map(|(_, due)| due.at).chain(hearing).min()
}

/// The last whole minute at or before `at`, and not before `floor`, at which all of some offices are at work.
fn open_minute(offices: &[OfficeCalendar<'_>], at: Moment, floor: Moment) -> Option<Moment> {
    let mut at = at;
    loop {
        let before = at;
        for office in offices {
            at = minute_of(office, at, floor)?;
        }
        if at == before || offices.len() < 2 {
            return Some(at);
        }
    }
}

fn minute_of(office: &OfficeCalendar<'_>, at: Moment, floor: Moment) -> Option<Moment> {
    let minute = |at: Moment| Moment(at.0 - at.0.rem_euclid(MINUTE));
    let mut day = office.hours.zone.local(at).date;
    loop {
        if office.closing(day)? < floor {
            return None;
        }
        if !office.closed.is_closed(day) {
            let last = minute(at.min(office.closing(day)?));
            if last >= office.opening(day)? {
                return Some(last).filter(|last| *last >= floor);
            }
        }
        day = day.pred_opt()?;
    }
}

struct Search<'a, 'c> {
    engine: &'a Engine,
    case: &'a Case<'c>,
    due: Option<usize>,
    budget: Budget<'c>,
}

impl Search<'_, '_> {
    /// The number of a rule that is raised when it is sent at `sent`; `None` where the search has cost enough.
    fn raised(&mut self, rules: &[(Known<'_>, verdict::Known<'_>)], sent: Moment) -> Option<Option<usize>> {
        let conditions: usize = rules.iter().map(|(_, known)| known.conditions).sum();
        let asked = conditions.max(1).saturating_mul(self.case.dues.len().max(1));
        self.budget
            .pay(asked.saturating_mul(self.case.groups.len().max(1)))?;
        let views = due_views(self.case, Some(sent));
        let mut found = None;
        ask_rules(
            rules.iter().map(|(rule, _)| *rule),
            self.engine,
            self.case,
            Some(sent),
            &views,
            |asked, view| {
                let is_asked = self.due.is_none() || asked.due.is_none() || asked.due == self.due;
                let known = rules.get(asked.number).map(|(_, known)| known);
                let is_raised =
                    |known: &verdict::Known<'_>| matches!(known.verdict(view), Verdict::Raised(_));
                let raised = is_asked && known.is_some_and(is_raised);
                if raised && found.is_none() {
                    found = Some(asked.number);
                }
                raised
            },
        );
        Some(found)
    }

    /// The last minute before `at`, at which a rule is raised that stays so from the first such minute on, at
    /// which it is not.
    fn last_without(
        &mut self,
        rule: &[(Known<'_>, verdict::Known<'_>)],
        at: Moment,
        floor: Moment,
    ) -> Option<Moment> {
        let (mut raised, mut step) = (at, MINUTE);
        let mut free = loop {
            let tried = raised.plus(-step);
            if self.raised(rule, tried)?.is_none() {
                break tried;
            }
            if tried < floor {
                return None;
            }
            (raised, step) = (tried, step * 2);
        };
        while raised.0 - free.0 > MINUTE {
            let middle = free.plus((raised.0 - free.0) / (2 * MINUTE) * MINUTE);
            if self.raised(rule, middle)?.is_none() {
                free = middle;
            } else {
                raised = middle;
            }
        }
        Some(free)
    }
}
