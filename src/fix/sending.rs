//! The last minute at which a request may be sent unchanged, found by evaluating the rules.

use super::budget::Budget;
use super::monotonic::PackRule;
use super::shortfall;
use crate::calendar::clocks::OfficeCalendar;
use crate::calendar::hours::{DAY, Moment};
use crate::diagnostic::Severity;
use crate::engine::Engine;
use crate::engine::partial_rule;
use crate::engine::verdict::{ask_rules, due_views};
use crate::resolve::Case;
use crate::rules::condition::Truth;
use crate::rules::eval::{DueView, View};

/// A minute, in seconds.
const MINUTE: i64 = 60;
/// How far back the search goes, in days of 24 hours.
const DAYS_BACK: i64 = 60;

/// Parameters of the search for a sending time.
#[derive(Clone, Copy, Debug, Default)]
pub struct SendingQuery<'w> {
    /// Restricts the search to one due, by index; `None` for the whole request.
    pub due: Option<usize>,
    /// Lower bound of the sending time.
    pub from: Option<Moment>,
    /// Rules whose findings are excepted.
    pub excepted: &'w [&'w str],
}

/// The last minute within the senders' office hours, before every due and hearing and at most sixty days before them,
/// that raises no error and no warning depending on the sending. Rules lowered or turned off by configuration count
/// as in their pack.
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
    let rules: Vec<AskedRule<'_>> = engine
        .rules
        .for_request(case)
        .filter(|(_, rule)| rule.reads_sent && rule.default_severity.max(rule.severity) > Severity::Info)
        .filter(|(_, rule)| !wanted.excepted.contains(&&*rule.code))
        .filter_map(|rule| Some((rule, partial_rule::PartialRule::of(engine, rule, case)?)))
        .collect();
    let mut search = Search {
        engine,
        case,
        due: wanted.due,
        budget: Budget::new(case, &[]),
        views: Vec::new(),
    };
    let mut at = open_minute(&senders, limit.plus(-1), floor)?;
    loop {
        let Some(raised) = search.raised(&rules, at)? else {
            return Some(at);
        };
        let before = search.before(rules.get(raised..=raised)?, at, floor)?;
        at = open_minute(&senders, before, floor)?;
    }
}

/// The moment before which a request must be sent.
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

/// The last whole minute, at or before `at` and not before `floor`, within all of the offices' hours.
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

fn minute_at_or_before(at: Moment) -> Moment {
    Moment(at.0 - at.0.rem_euclid(MINUTE))
}

fn minute_of(office: &OfficeCalendar<'_>, at: Moment, floor: Moment) -> Option<Moment> {
    let mut day = office.hours.zone.local(at).date;
    loop {
        if office.closing(day)? < floor {
            return None;
        }
        if !office.closed.is_closed(day) {
            let last = minute_at_or_before(at.min(office.closing(day)?));
            if last >= office.opening(day)? {
                return Some(last).filter(|last| *last >= floor);
            }
        }
        day = day.pred_opt()?;
    }
}

/// A rule, and its partial evaluation for the request.
type AskedRule<'e> = (PackRule<'e>, partial_rule::PartialRule<'e>);

struct Search<'a, 'c> {
    engine: &'a Engine,
    case: &'a Case<'c>,
    due: Option<usize>,
    budget: Budget<'c>,
    /// The dues as seen from the moment last evaluated.
    views: Vec<DueView>,
}

impl Search<'_, '_> {
    /// The index of a rule broken when sent at `sent`; `None` if the budget is spent.
    fn raised(&mut self, rules: &[AskedRule<'_>], sent: Moment) -> Option<Option<usize>> {
        let conditions: usize = rules.iter().map(|(_, known)| known.conditions).sum();
        let asked = conditions.max(1).saturating_mul(self.case.dues.len().max(1));
        self.budget
            .spend(asked.saturating_mul(self.case.groups.len().max(1)))?;
        self.views = due_views(self.case, Some(sent));
        let mut found = None;
        ask_rules(
            rules.iter().map(|(rule, _)| *rule),
            self.engine,
            self.case,
            Some(sent),
            &self.views,
            |asked, view| {
                // One rule that is broken is enough.
                if found.is_some() {
                    return false;
                }
                let is_asked = self.due.is_none() || asked.due.is_none() || asked.due == self.due;
                let known = rules.get(asked.number).map(|(_, known)| known);
                let raised = is_asked && known.is_some_and(|known| known.is_raised(view));
                found = raised.then_some(asked.number);
                raised
            },
        );
        Some(found)
    }

    /// The last minute before `at` (which breaks `rule`) at which evaluating all rules is worthwhile.
    fn before(&mut self, rule: &[AskedRule<'_>], at: Moment, floor: Moment) -> Option<Moment> {
        let ((pack, asked), _) = rule.first()?;
        let latest = self.last_that_may_clear((pack, asked), at)?;
        if latest < at {
            return Some(latest);
        }
        if super::monotonic::breaks_in_one_interval(asked) {
            return self.last_without(rule, at, floor);
        }
        Some(at.plus(-MINUTE))
    }

    /// Binary search for the last minute before `at` that keeps `rule`, given that every minute after it up to `at`
    /// breaks it.
    fn last_without(&mut self, rule: &[AskedRule<'_>], at: Moment, floor: Moment) -> Option<Moment> {
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

    /// The last minute, at or before `sent` (evaluated last, and found to break the rule), at which its conditions do not
    /// rule out that it is kept; `None` if there is none.
    fn last_that_may_clear(&self, (pack, rule): PackRule<'_>, sent: Moment) -> Option<Moment> {
        // Conditions on an item cannot be analysed without the item.
        if rule.each.is_some() {
            return Some(sent);
        }
        let dues = self.views.iter().enumerate();
        let dues = dues.filter(|(number, _)| self.due.is_none_or(|due| due == *number));
        let mut dues: Vec<Option<&DueView>> = dues.map(|(_, due)| Some(due)).collect();
        if !rule.reads_due || dues.is_empty() {
            dues = vec![None];
        }
        let groups = if rule.reads_recipient {
            self.case.groups.len()
        } else {
            1
        };
        let views = (0..groups).flat_map(|group| {
            dues.iter().map(move |due| View {
                case: self.case,
                pack,
                packs: &self.engine.rules.packs,
                sent: Some(sent),
                due: *due,
                group,
                item: None,
            })
        });
        let breaks = |view: &View<'_>| {
            view.evaluate(&rule.require) == Truth::False && view.evaluate(&rule.when) == Truth::True
        };
        let held = views
            .filter(breaks)
            .map(|view| shortfall::last_that_may_clear(&view, rule));
        held.min().unwrap_or(Some(sent)).map(minute_at_or_before)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use proptest::sample::select;

    use super::*;
    use crate::engine::partial_rule::tests::{NOW, read};
    use crate::source::Source;

    /// [`last_of`] by brute force, minute by minute.
    fn minute_by_minute(engine: &Engine, case: &Case<'_>, wanted: SendingQuery<'_>) -> Option<Moment> {
        let senders: Vec<_> = case
            .senders()
            .map(|party| case.calendar(party.opening_hours().unwrap()))
            .collect();
        let limit = limit(case, wanted.due)?;
        let floor = wanted.from?;
        let of_sending = |(_, rule): &PackRule<'_>| rule.reads_sent && rule.default_severity > Severity::Info;
        let rules = engine.rules.for_request(case).filter(of_sending);
        let rules: Vec<_> = rules
            .filter_map(|rule| Some((rule, partial_rule::PartialRule::of(engine, rule, case)?)))
            .collect();
        let mut search = Search {
            engine,
            case,
            due: wanted.due,
            budget: Budget::new(case, &[]),
            views: Vec::new(),
        };
        let mut at = minute_at_or_before(limit.plus(-1));
        while at >= floor {
            let at_work = senders
                .iter()
                .all(|sender: &OfficeCalendar<'_>| sender.is_open_at(at));
            if at_work && search.raised(&rules, at).unwrap().is_none() {
                return Some(at);
            }
            at = at.plus(-MINUTE);
        }
        None
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

        #[test]
        fn the_last_sending_is_that_of_a_search_minute_by_minute(
            kind in select(&["consultation", "consultation\nscope: other", "consultation\nround: follow-up", "review", "survey", "inquiry\nconsiderable: true", "other"][..]),
            zone in select(&["", "", "", ", zone: Europe/Paris", ", zone: America/New_York", ", zone: Australia/Lord_Howe"][..]),
            hours in select(&["'9:30-18:15'", "'8:30-17:15'", "'0:00-24:00', break: なし", "'13:00-22:00', break: なし"][..]),
            effort in prop_oneof![Just(None), (1..1800_i64).prop_map(Some)],
            // Includes days on which clocks change abroad.
            (month, day) in prop_oneof![(9..11_u32, 5..28_u32), Just((10, 27)), Just((11, 3)), Just((4, 6))],
            (hour, minute) in (0..24_u32, 0..60_u32),
            second_due in any::<bool>(),
            hearing in any::<bool>(),
        ) {
            let mut text = format!(
                "kind: {kind}\nfrom: 総務省\nto: [財務省, {{ministry: 外務省, hours: {hours}{zone}}}]\nsubject: s\nsent: 2025-09-01 10:00\n"
            );
            let due = format!("2025-{month:02}-{day:02} {hour:02}:{minute:02}");
            text += &if second_due {
                format!("due: {{質問: '{due}', 意見: 2025-12-01 17:00}}\n")
            } else {
                format!("due: {due}\n")
            };
            if let Some(minutes) = effort {
                text += &format!("effort: {minutes}分\n");
            }
            if hearing {
                text += "hearing: {start: 2025-11-28 10:00, end: 2025-11-28 11:00}\n";
            }
            let engine = Engine::new(&[]).unwrap();
            let source = Source::from_text("a.yaml", text.as_str());
            let reading = read(&source, &engine);
            let case = Case::new(&reading.requests[0], engine.environment(NOW));
            let limit = limit(&case, Some(0)).unwrap();
            let wanted = SendingQuery { due: Some(0), from: Some(limit.plus(-5 * DAY)), excepted: &[] };
            prop_assert_eq!(
                last_of(&engine, &case, wanted),
                minute_by_minute(&engine, &case, wanted),
                "{}", text
            );
        }
    }
}
