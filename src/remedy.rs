//! The nearest times that comply, found by running the rules: never by a formula beside them.
//!
//! Candidates are the full and half hours of Japan time and the moment at which the strictest recipient
//! closes. A due complies when no rule that reads its moment, and is an error or a warning by default,
//! is raised.

pub mod beside;
pub mod choose;
pub mod edit;
pub mod target;

use chrono::{Days, NaiveDate};

use crate::calendar::hours::{DAY, Moment, Zone};
use crate::case::{Basis, Case};
use crate::check::{breaks_any, due_view};
use crate::diagnostic::Severity;
use crate::engine::Engine;
use crate::rules::condition::{Condition, MomentField, Truth};
use crate::rules::eval::View;
use crate::rules::explain::{interval, year_of};
use crate::rules::pack::Place;
use crate::rules::{Pack, Rule};
use crate::text::{Lang, catalogue, words};
use target::Target;

/// How far ahead a due is looked for: the longest effort that can be stated, 100,000 hours of work, is
/// under sixty years.
const DAYS_AHEAD: u64 = 60 * 366;
/// How far back a sending time is looked for.
const DAYS_BACK: u64 = 60;
/// How often recipients of one kind are asked in one search. An honest request has one or two kinds and
/// is answered after some hundred; ten thousand recipients with hours of their own each are not worth
/// a minute of anybody's machine, and have no remedy.
const MOST_ASKED: usize = 2_000_000;
/// Half an hour, in seconds.
const HALF_HOUR: i64 = 1800;

/// The first due at or after `sent` at which every rule that reads its moment holds.
pub fn earliest_due(engine: &Engine, case: &Case<'_>, sent: Moment) -> Option<Moment> {
    earliest_due_from(engine, case, sent, sent)
}

/// As [`earliest_due`], and not before `floor`.
pub fn earliest_due_from(engine: &Engine, case: &Case<'_>, sent: Moment, floor: Moment) -> Option<Moment> {
    let rules: Vec<_> = due_rules(engine, case).collect();
    let in_hours = asks_for_office_hours(&rules, case, engine);
    let first = Zone::Japan.local(floor.max(sent)).date;
    let mut left = MOST_ASKED / case.groups.len().max(1);
    for day in days_from(first, DAYS_AHEAD) {
        // A day on which nobody's office opens has no candidate, where offices are asked for.
        if in_hours && case.groups.iter().all(|group| group.hours.is_some()) && is_closed_to_all(case, day) {
            continue;
        }
        for at in candidates(case, day) {
            if at < sent || at < floor || in_hours && !open_to_all(case, at) {
                continue;
            }
            if complies(engine, &rules, case, sent, at) {
                return Some(at);
            }
            left = left.checked_sub(1)?;
        }
    }
    None
}

/// The last moment before `due`, inside the sender's office hours, at which the due given complies; the
/// rule on the due's own hours is left aside, as no sending time mends it.
pub fn latest_sent(engine: &Engine, case: &Case<'_>, due: Moment) -> Option<Moment> {
    let rules: Vec<_> = due_rules(engine, case)
        .filter(|(_, rule)| !is_office_hours_of_due(&rule.require))
        .collect();
    let sender = case.calendar(case.sender.hours_known.then_some(case.sender.hours)?);
    let last = Zone::Japan.local(due).date;
    let mut left = MOST_ASKED / case.groups.len().max(1);
    for back in 0..=DAYS_BACK {
        let day = last.checked_sub_days(Days::new(back))?;
        for at in candidates(case, day).into_iter().rev() {
            if at >= due || !sender.is_open_at(at) {
                continue;
            }
            if complies(engine, &rules, case, at, due) {
                return Some(at);
            }
            left = left.checked_sub(1)?;
        }
    }
    None
}

/// The next slot of the hearing's length inside everybody's office hours, on a half hour, over no break
/// and not before it goes out.
pub fn hearing_slot(case: &Case<'_>) -> Option<(Moment, Moment)> {
    let hearing = case.hearing?;
    let (start, end) = (hearing.start?, hearing.end?);
    let length = end.0 - start.0;
    let floor = start.max(case.sent.at?);
    let mut calendars = vec![case.calendar(case.sender.hours_known.then_some(case.sender.hours)?)];
    for group in &case.groups {
        calendars.push(case.calendar(group.hours?));
    }
    days_from(Zone::Japan.local(floor).date, DAYS_BACK).find_map(|day| {
        half_hours(day).filter(|from| *from >= floor).find_map(|from| {
            let until = from.plus(length);
            let fits = calendars.iter().all(|calendar| {
                calendar.fit(from, until) == crate::calendar::clocks::Fit::Inside
                    && calendar.pause_fit(from, until) == crate::calendar::clocks::PauseFit::Clear
            });
            fits.then_some((from, until))
        })
    })
}

/// What a remedy moves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RemedyOf {
    /// 期限, or the sending before it.
    Due,
    /// ヒアリング
    Hearing,
}

impl RemedyOf {
    /// What a rule's finding calls to be moved, however grave it is.
    pub fn rule(rule: &Rule) -> Option<Self> {
        if rule.reads_due_moment || rule.at == Place::Due {
            return Some(Self::Due);
        }
        let mut of_hearing = false;
        rule.require.visit(&mut |inner| {
            of_hearing |= matches!(
                inner,
                Condition::InOfficeHours(MomentField::Hearing, _)
                    | Condition::InBreak(_)
                    | Condition::OverBreak(_)
            );
        });
        of_hearing.then_some(Self::Hearing)
    }
}

/// What to do about a finding, in a sentence: the nearest times that comply, among them `target`.
pub fn sentence(
    engine: &Engine,
    case: &Case<'_>,
    of: RemedyOf,
    due: Option<usize>,
    target: Option<Target>,
    lang: Lang,
) -> Option<String> {
    let year = year_of(case);
    if let Some(Target::Hearing(from, until)) = target {
        let (from, until) = interval(Some(from), until, lang, year);
        let entry = match (of, &until) {
            (RemedyOf::Hearing, Some(_)) => catalogue::REMEDY_HEARING,
            (RemedyOf::Hearing, None) => catalogue::REMEDY_HEARING_START,
            (RemedyOf::Due, Some(_)) => catalogue::REMEDY_MATERIALS,
            (RemedyOf::Due, None) => catalogue::REMEDY_MATERIALS_START,
        };
        let until = until.unwrap_or_default();
        return Some(entry.fill(lang, &[("from", &from), ("until", &until)]));
    }
    if of == RemedyOf::Hearing {
        return None;
    }
    let local = |at: Moment| words::moment(at.japan(), year, lang);
    let due = case.dues.get(due?)?;
    let sent = case.sent.at?;
    if due.basis == Basis::Hearing {
        return None;
    }
    let at = due.at?;
    if target == Some(Target::Due(at)) {
        // It complies, and only its time is not written.
        return (due.basis == Basis::Date)
            .then(|| catalogue::REMEDY_DUE_TIME.fill(lang, &[("at", &local(at))]));
    }
    // A due that complies but for its own hours is moved on, never back.
    let earliest = match target {
        Some(Target::Due(earliest)) => Some(local(earliest)),
        _ => None,
    };
    // A time gone by helps nobody, unless the request itself went out before now.
    let latest = latest_sent(engine, case, at)
        .filter(|latest| *latest < sent && (*latest >= case.world.now || sent < case.world.now))
        .map(local);
    let values = [
        ("earliest_due", earliest.as_deref().unwrap_or_default()),
        ("latest_sent", latest.as_deref().unwrap_or_default()),
    ];
    let entry = match (&earliest, &latest) {
        (Some(_), Some(_)) => catalogue::REMEDY_BOTH,
        (Some(_), None) => catalogue::REMEDY_DUE,
        (None, Some(_)) => catalogue::REMEDY_SENT,
        (None, None) => return None,
    };
    Some(entry.fill(lang, &values))
}

/// The rules a due must keep: those that read its moment and are not mere remarks, and that apply to
/// this request whatever its due.
pub(crate) fn due_rules<'e>(
    engine: &'e Engine,
    case: &Case<'_>,
) -> impl Iterator<Item = (&'e Pack, &'e Rule)> {
    let kind = case.request.kind.known().copied();
    engine
        .rules_for(kind)
        .filter(|(_, rule)| rule.reads_due_moment && rule.default_severity >= Severity::Warning)
}

fn complies(engine: &Engine, rules: &[(&Pack, &Rule)], case: &Case<'_>, sent: Moment, due: Moment) -> bool {
    let view = due_view(case, Some(sent), Some(due), Basis::Stated);
    !breaks_any(engine, rules.iter().copied(), case, sent, &view)
}

fn is_office_hours_of_due(require: &Condition) -> bool {
    let mut found = false;
    require.visit(&mut |inner| found |= matches!(inner, Condition::InOfficeHours(MomentField::Due, _)));
    found
}

/// Whether some rule asks a due of this request to lie in its recipients' hours: then no other moment
/// need be tried.
fn asks_for_office_hours(rules: &[(&Pack, &Rule)], case: &Case<'_>, engine: &Engine) -> bool {
    let due = due_view(case, case.sent.at, case.sent.at, Basis::Stated);
    rules.iter().any(|(pack, rule)| {
        let view = View {
            case,
            pack,
            packs: &engine.packs,
            sent: case.sent.at,
            due: Some(&due),
            group: 0,
            item: None,
        };
        matches!(
            &rule.require,
            Condition::InOfficeHours(MomentField::Due, crate::rules::condition::Whose::Recipient)
        ) && view.judge(&rule.when) == Truth::True
    })
}

fn open_to_all(case: &Case<'_>, at: Moment) -> bool {
    case.groups.iter().all(|group| {
        group
            .hours
            .is_none_or(|hours| case.calendar(hours).is_open_at(at))
    })
}

/// Whether a day and its neighbours in other zones are closed days: then no office of any zone is open
/// within it.
fn is_closed_to_all(case: &Case<'_>, day: NaiveDate) -> bool {
    let closed = |day: Option<NaiveDate>| day.is_some_and(|day| case.world.closed.is_closed(day));
    let abroad = case
        .groups
        .iter()
        .any(|group| group.hours.is_some_and(|hours| hours.zone != Zone::Japan));
    closed(Some(day)) && (!abroad || closed(day.pred_opt()) && closed(day.succ_opt()))
}

fn days_from(first: NaiveDate, count: u64) -> impl Iterator<Item = NaiveDate> {
    (0..=count).map_while(move |ahead| first.checked_add_days(Days::new(ahead)))
}

fn half_hours(day: NaiveDate) -> impl Iterator<Item = Moment> {
    let midnight = day.and_hms_opt(0, 0, 0).map(Moment::from_japan);
    midnight
        .into_iter()
        .flat_map(|midnight| (0..DAY / HALF_HOUR).map(move |half| midnight.plus(half * HALF_HOUR)))
}

/// The moments of a day that are tried, in order.
fn candidates(case: &Case<'_>, day: NaiveDate) -> Vec<Moment> {
    let mut all: Vec<Moment> = half_hours(day).chain(case.closing(day)).collect();
    all.sort_unstable();
    all.dedup();
    all
}
