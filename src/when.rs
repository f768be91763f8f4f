//! When a request may be sent and when its answer may be due: the complying times, a timeline of them, and the
//! sentence that asks for the answer.

pub mod sentence;
pub mod timeline;
mod times;

use crate::calendar::hours::Moment;
use crate::engine::Engine;
use crate::fix::sending::{self, SendingQuery};
use crate::fix::target::{Target, target};
use crate::fix::{self, FixSubject, hearing_complies};
use crate::message::Message;
use crate::resolve::{Basis, Case};
use timeline::Timeline;
pub use times::{DueTimes, HearingTimes, Times};

impl Times {
    /// Computes the times of a request; rules in `excepted` are disregarded for `latest_sent`.
    pub fn of(engine: &Engine, case: &Case<'_>, excepted: &[&str]) -> Self {
        let query = SendingQuery {
            excepted,
            ..SendingQuery::default()
        };
        let earliest_due = case
            .sent
            .at
            .and_then(|sent| fix::earliest_due(engine, case, sent));
        let mut dues: Vec<DueTimes> = case
            .dues
            .iter()
            .enumerate()
            .map(|(number, due)| {
                let number = Some(number);
                let earliest = match (due.name, case.sent.at) {
                    (Some(_), Some(sent)) => fix::earliest_due_from(engine, case, number, sent, sent),
                    _ => earliest_due,
                };
                let compliant = match (case.sent.at, due.at) {
                    (Some(sent), Some(at)) if fix::due_complies(engine, case, number, sent, at) => Some(at),
                    // The first complying due from sending on, if not before `at`, is also the first from `at` on.
                    (Some(_), Some(at)) if earliest.is_none_or(|earliest| earliest >= at) => earliest,
                    (Some(sent), Some(at)) => fix::earliest_due_from(engine, case, number, sent, at),
                    _ => None,
                };
                let query = SendingQuery { due: number, ..query };
                let latest_sent = due.at.and_then(|_| sending::last(engine, case, query));
                let then = latest_sent.zip(due.at);
                DueTimes {
                    name: due.name.map(str::to_owned),
                    called: Message::due_name(due.name, due.key),
                    at: due.at,
                    basis: due.basis,
                    earliest,
                    complies: due.at.is_some() && compliant == due.at,
                    compliant,
                    latest_sent,
                    but_for_hours: then
                        .is_some_and(|(sent, at)| !fix::due_complies(engine, case, number, sent, at)),
                }
            })
            .collect();
        let hearing = case.hearing.map(|hearing| {
            let complies = hearing.start.is_some() && hearing_complies(engine, case);
            let materials = dues.iter().all(|due| due.basis != Basis::Hearing || due.complies);
            let (first, last) = case.hearing_days();
            let days = first.map(|first| (first, last.unwrap_or(first)));
            let days = days.filter(|_| hearing.start.is_none());
            let (mut compliant, mut compliant_days) = (None, None);
            if complies && materials {
                compliant = hearing.start.zip(hearing.end);
            } else if hearing.start.is_some() || !hearing_complies(engine, case) {
                match target(engine, case, FixSubject::Hearing, None) {
                    Some(Target::Hearing(from, until)) => compliant = until.map(|until| (from, until)),
                    Some(Target::Days(first, last)) => compliant_days = Some((first, last.unwrap_or(first))),
                    _ => {}
                }
            }
            HearingTimes {
                start: hearing.start,
                end: hearing.end,
                complies,
                slot: fix::hearing_slot(case),
                compliant,
                days,
                compliant_days,
            }
        });
        for due in dues.iter_mut().filter(|due| due.basis == Basis::Hearing) {
            let hearing: Option<&HearingTimes> = hearing.as_ref();
            due.compliant = match hearing.and_then(|hearing| hearing.compliant) {
                Some((start, _)) => Some(start),
                None => due.compliant.filter(|at| Some(*at) == due.at),
            };
        }
        let mut times = Self {
            earliest_due,
            unproven: case
                .sent
                .at
                .zip(earliest_due)
                .is_some_and(|(sent, due)| fix::is_unproven(engine, case, sent, due)),
            latest_sent: sending::last(engine, case, query),
            dues,
            hearing,
            timeline: None,
            sentences: Vec::new(),
            past: false,
            doubtful: case.written_dates().iter().any(|date| !date.is_right()),
        };
        times.timeline = Timeline::of(case, times.earliest_due);
        let now = case.env.now;
        let slot = times.hearing.and_then(|hearing| hearing.compliant);
        let compliant = times.dues.iter().filter_map(|due| due.compliant);
        times.past = compliant.chain(slot.map(|(from, _)| from)).any(|at| at < now);
        if !times.doubtful {
            // A rule of which it is not known whether it applies must not be broken by what is offered.
            let offered = |number: Option<usize>, at: Moment| {
                let sent = case.sent.at?;
                if fix::is_unproven(engine, case, sent, at) {
                    fix::earliest_due_whatever_applies(engine, case, number, sent, at)
                } else {
                    Some(at)
                }
            };
            times.sentences = sentence::of(case, &times, &offered);
        }
        times
    }

    /// Marks the request as partly unreadable: no sentence is then offered.
    pub fn mark_doubtful(&mut self) {
        self.doubtful = true;
        self.sentences.clear();
    }
}
