//! Figures of a finding: which comparison failed, by how much, and for which recipients.

mod value;

use std::collections::HashSet;

use chrono::Datelike;

use super::condition::{Condition, MomentField, Order, Quantity, Truth, Whose};
use super::eval::{Item, View};
use super::pack::Pack;
use crate::calendar::clocks::{Fit, PauseFit};
use crate::calendar::closed_days::Reason;
use crate::calendar::hours::{DAY, Hours, Moment, Zone};
use crate::message::words::Dates;
use crate::message::{Entry, Message, catalogue};
use crate::resolve::{Case, Compared, Group, Party};
use jp_datetime::moment::Era;

pub use value::Value;
use value::recipient_names;

/// Figures by name.
pub type Facts = Vec<(&'static str, Value)>;

/// Figures of a rule that failed for some groups of recipients.
pub struct Explanation {
    /// Figures of the strictest group.
    pub facts: Facts,
    /// The comparison that failed: the quantity and the value required, in seconds.
    pub quantity: Option<(Quantity, i64)>,
}

/// Explains why `require` failed in each of `views`, one per group.
pub fn explain(views: &[View<'_>], require: &Condition, names_recipients: bool) -> Option<Explanation> {
    let failing = |view: &View<'_>| comparison(view, require);
    // Independent of the order in which recipients are listed.
    let strictest = views
        .iter()
        .min_by_key(|view| {
            let short = failing(view).map(|found| found.value - found.required);
            let over = outside_by(view, require);
            let hours = view
                .group()
                .map(|group| group.taken)
                .map(|hours| (hours.office.until, hours.office.from));
            (
                short,
                view.quantity(Quantity::Working),
                std::cmp::Reverse(over),
                hours,
            )
        })
        .or_else(|| views.first())?;
    let case = strictest.case;
    let dates = dates_of(case);
    let mut facts = Facts::new();
    let found = failing(strictest);
    for (name, quantity) in [
        ("elapsed", Quantity::Elapsed),
        ("open", Quantity::Open),
        ("working", Quantity::Working),
        ("effort", Quantity::Effort),
    ] {
        if let Some(seconds) = strictest.quantity(quantity) {
            facts.push((name, Value::Duration(seconds)));
        }
    }
    if let Some(found) = &found {
        facts.push(("required", Value::Duration(found.required)));
        facts.push(("shortfall", Value::Duration(found.required - found.value)));
    }
    let mut concerned: Vec<usize> = Vec::new();
    if names_recipients {
        for view in views {
            concerned.extend(
                case.groups
                    .get(view.group)
                    .into_iter()
                    .flat_map(|group| &group.members),
            );
        }
    }
    if let Some((sentence, over, parties)) = breach(strictest, views, require, dates) {
        facts.push(("breach", Value::Sentence(sentence)));
        facts.extend(over.map(|seconds| ("over", Value::Duration(seconds))));
        concerned.extend(parties);
    }
    concerned.sort_unstable();
    concerned.dedup();
    let name = |number: &usize| {
        case.recipients
            .get(*number)
            .map(|party| party.office.clone().into_owned())
    };
    facts.push((
        "recipient",
        Value::Names(concerned.iter().filter_map(name).collect()),
    ));
    if let Some(at) = strictest.sent {
        facts.push(("sent", Value::Moment(at)));
    }
    if let Some(at) = strictest.moment(MomentField::Due) {
        facts.push(("due", Value::Moment(at)));
    }
    if strictest.due.is_some() {
        facts.push(("due_name", Value::Sentence(strictest.due_called())));
    }
    if let Some(at) = strictest.moment(MomentField::Hearing) {
        facts.push(("hearing", Value::Moment(at)));
    } else if let Some(day) = case.hearing_days().0 {
        facts.push(("hearing", Value::Date(day)));
    }
    evening_facts(strictest, require, &mut facts);
    item_facts(strictest, &mut facts);
    if require.reads_any(|reads| reads.period) {
        let Pack {
            plan, short_title, ..
        } = strictest.pack;
        facts.push((
            "plan",
            Value::Plan {
                id: plan.clone(),
                title: short_title.clone(),
            },
        ));
    }
    if let Some(until) = strictest.pack.until {
        facts.push(("plan_end", Value::WholeDate(until)));
    }
    let sender = match &*case.sender.office {
        "" => Value::Sentence(catalogue::SENDER.message()),
        name => Value::Text(name.to_owned()),
    };
    facts.push(("sender", sender));
    Some(Explanation {
        facts,
        quantity: found.map(|found| (found.quantity, found.value)),
    })
}

/// Formatting of dates in messages about a request: the current year omitted, era years where the request uses
/// them, and midnight as 24:00 where the request writes it so.
pub fn dates_of(case: &Case<'_>) -> Dates {
    let today = Zone::Japan.local(case.env.now).date;
    let mut dates = Dates::from(today.year());
    for (written, anchor) in case.written_moments() {
        if written.era.is_some() {
            dates.eras = Era::STARTS;
        }
        if written.time.as_ref().is_some_and(|time| time.hour == 24)
            && let Some(day) = written.date(anchor)
        {
            dates.end_at(day);
        }
    }
    for day in case.counted_day_ends() {
        dates.end_at(day);
    }
    dates
}

struct Comparison {
    quantity: Quantity,
    value: i64,
    required: i64,
}

/// The first failing comparison of a clock with a lower bound.
fn comparison(view: &View<'_>, condition: &Condition) -> Option<Comparison> {
    let mut found = None;
    condition.visit(&mut |inner| {
        let Some((quantity, bounds)) = inner.time() else {
            return;
        };
        if found.is_some() || view.evaluate(inner) != Truth::False {
            return;
        }
        for bound in bounds {
            if let (Order::AtLeast | Order::MoreThan, Some(value), Some(required)) =
                (bound.order, view.quantity(quantity), view.operand(bound.with))
                && !bound.order.holds(value, required)
            {
                found = Some(Comparison {
                    quantity,
                    value,
                    required,
                });
            }
        }
    });
    found
}

/// How far a due is outside this group's office hours, in seconds; a closed day counts as the most.
fn outside_by(view: &View<'_>, condition: &Condition) -> Option<i64> {
    let at = view.moment(MomentField::Due)?;
    let mut reads_office_hours = false;
    condition.visit(&mut |inner| {
        reads_office_hours |= inner.office_hours() == Some((MomentField::Due, Whose::Recipient));
    });
    let calendar = view.case.calendar(
        view.group()
            .and_then(Group::opening_hours)
            .filter(|_| reads_office_hours)?,
    );
    Some(match calendar.fit(at, at) {
        Fit::Inside => 0,
        Fit::BeforeOpening(seconds) | Fit::AfterClosing(seconds) => seconds,
        Fit::ClosedDay(_) | Fit::SeveralDays => i64::MAX,
    })
}

/// The failed office-hours or break condition as a sentence, by how much, and for whom. `all` are the groups for
/// which it failed, `view` the strictest.
fn breach(
    view: &View<'_>,
    all: &[View<'_>],
    condition: &Condition,
    dates: Dates,
) -> Option<(Message, Option<i64>, Vec<usize>)> {
    let mut found = None;
    condition.visit(&mut |inner| {
        if found.is_some() {
            return;
        }
        found = match inner {
            Condition::InOfficeHours(field, whose) if view.evaluate(inner) == Truth::False => {
                outside(view, all, *field, *whose, dates)
            }
            Condition::InBreak(whose) if view.evaluate(inner) == Truth::True => {
                in_break(view, *whose, PauseFit::Within, dates)
            }
            Condition::OverBreak(whose) if view.evaluate(inner) == Truth::True => {
                in_break(view, *whose, PauseFit::Over(0), dates)
            }
            Condition::All(_)
            | Condition::Any(_)
            | Condition::Not(_)
            | Condition::Known(_)
            | Condition::Kind(_)
            | Condition::Scope(_)
            | Condition::Round(_)
            | Condition::Online(_)
            | Condition::Flag(..)
            | Condition::UnderClause(_)
            | Condition::Present(_)
            | Condition::Absent(_)
            | Condition::Matches(..)
            | Condition::Count(..)
            | Condition::Ministries(_)
            | Condition::Time(..)
            | Condition::Order(..)
            | Condition::EveningRequest { .. }
            | Condition::InOfficeHours(..)
            | Condition::InBreak(_)
            | Condition::OverBreak(_)
            | Condition::WithinPlan(_)
            | Condition::Month(..)
            | Condition::TimeOfDay { .. }
            | Condition::WrittenAs(..)
            | Condition::WeekdayRight
            | Condition::Mention(_) => None,
        };
    });
    found
}

fn outside(
    view: &View<'_>,
    all: &[View<'_>],
    field: MomentField,
    whose: Whose,
    dates: Dates,
) -> Option<(Message, Option<i64>, Vec<usize>)> {
    let hearing = field == MomentField::Hearing;
    let fit_of = |party: &Party<'_>| {
        if hearing {
            return view.hearing_fit(party).map(|(fit, _)| fit);
        }
        let at = view.moment(field)?;
        let calendar = view.case.calendar(party.opening_hours()?);
        if calendar.is_open_at(at) {
            return None;
        }
        // 24:00 counts as outside the hours of the day that it ends.
        Some(if dates.ended_by(party.hours.zone.local(at).naive()).is_some() {
            match calendar.fit(at.plus(-1), at.plus(-1)) {
                Fit::AfterClosing(seconds) => Fit::AfterClosing(seconds + 1),
                fit => fit,
            }
        } else {
            calendar.fit(at, at)
        })
    };
    let failing: Vec<_> = view
        .parties(whose)
        .filter_map(|(number, party)| Some((number, party, fit_of(party)?)))
        .filter(|(_, _, fit)| *fit != Fit::Inside)
        .collect();
    // Strictest first: a closed day, then the largest distance from office hours.
    let (number, party, fit) = failing.iter().max_by_key(|(_, _, fit)| match fit {
        Fit::ClosedDay(_) => i64::MAX,
        Fit::SeveralDays => i64::MAX - 1,
        Fit::BeforeOpening(seconds) | Fit::AfterClosing(seconds) => *seconds,
        Fit::Inside => 0,
    })?;
    let concerned = members(view, failing.iter().filter_map(|(number, ..)| *number));
    let mut office = office_name(party, number.is_none());
    // Name all recipients concerned, the strictest first.
    if number.is_some() {
        let concerned = if whose == Whose::Recipient {
            // A closed day concerns others regardless of their hours.
            let is_concerned = |other: &&View<'_>| {
                let closed = |(_, party)| fit_of(party).as_ref() == Some(fit);
                other.group == view.group
                    || matches!(fit, Fit::ClosedDay(_)) && other.parties(whose).any(closed)
            };
            let groups = all.iter().filter(is_concerned);
            let groups = groups.filter_map(|other| view.case.groups.get(other.group));
            let mut members: Vec<usize> = groups.flat_map(|group| group.members.clone()).collect();
            members.sort_unstable();
            members
        } else {
            concerned.clone()
        };
        let mut names = vec![party.office.clone().into_owned()];
        let mut seen: HashSet<&str> = HashSet::from([&*party.office]);
        let others = concerned
            .iter()
            .filter_map(|number| view.case.recipients.get(*number));
        names.extend(
            others
                .filter(|other| seen.insert(&other.office))
                .map(|other| other.office.clone().into_owned()),
        );
        office = recipient_names(&names);
    }
    let local = |at: Moment| {
        let shown = Message::moment(party.hours.zone.local(at).naive(), dates);
        match party.hours.zone {
            Zone::Japan => shown,
            Zone::Named(_) => catalogue::LOCAL_TIME.arg("at", shown),
        }
    };
    let what = what(view, field, *fit, dates, local);
    let (sentence, over) = match fit {
        Fit::ClosedDay(date) => {
            let reason = view.case.env.closed.reason(*date);
            let reason = reason.map(|day| closed_reason(&day.reason));
            let sentence = catalogue::FIT_CLOSED
                .arg("what", what)
                .arg("office", office)
                .arg("day", Message::date(*date, dates))
                .arg("reason", reason.unwrap_or_default());
            (sentence, None)
        }
        Fit::BeforeOpening(seconds) => {
            let sentence = catalogue::FIT_BEFORE
                .arg("what", what)
                .arg("office", office)
                .arg("opening", Message::TimeOfDay(party.hours.office.from))
                .arg("over", Message::Duration(*seconds));
            (sentence, Some(*seconds))
        }
        Fit::AfterClosing(seconds) => {
            let sentence = catalogue::FIT_AFTER
                .arg("what", what)
                .arg("office", office)
                .arg("closing", Message::TimeOfDay(party.hours.office.until))
                .arg("over", Message::Duration(*seconds));
            (sentence, Some(*seconds))
        }
        Fit::SeveralDays | Fit::Inside => (catalogue::FIT_DAYS.arg("what", what), None),
    };
    Some((sentence, over, concerned))
}

/// What is outside, in words: the end of the hearing if that is what overruns.
fn what(
    view: &View<'_>,
    field: MomentField,
    fit: Fit,
    dates: Dates,
    local: impl Fn(Moment) -> Message,
) -> Message {
    let with_moment =
        |entry: Entry, moment: Option<Moment>| entry.arg("at", moment.map(&local).unwrap_or_default());
    match field {
        MomentField::Due => {
            with_moment(catalogue::WHAT_DUE, view.moment(field)).arg("due_name", view.due_called())
        }
        MomentField::Sent => with_moment(catalogue::WHAT_SENT, view.sent),
        MomentField::Hearing => {
            let hearing = view.case.hearing;
            let (start, end) = (hearing.and_then(|it| it.start), hearing.and_then(|it| it.end));
            match (fit, start, end) {
                (Fit::BeforeOpening(_), Some(_), _) => with_moment(catalogue::WHAT_HEARING_START, start),
                (Fit::AfterClosing(_), _, Some(_)) => with_moment(catalogue::WHAT_HEARING_END, end),
                (_, None, None) => {
                    let (first, last) = view.case.hearing_days();
                    let day = |day: chrono::NaiveDate| Message::date(day, dates);
                    match (first, last) {
                        (Some(first), Some(last)) if first != last => catalogue::WHAT_HEARING
                            .arg("from", day(first))
                            .arg("until", day(last)),
                        _ => {
                            let day = first.or(last).map(day).unwrap_or_default();
                            catalogue::WHAT_HEARING_DAY.arg("day", day)
                        }
                    }
                }
                (_, None, Some(_)) => with_moment(catalogue::WHAT_HEARING_END, end),
                _ => hearing_words(start, end, dates),
            }
        }
    }
}

/// 「ヒアリング（9月10日（水）14時〜15時）」.
fn hearing_words(start: Option<Moment>, end: Option<Moment>, dates: Dates) -> Message {
    match interval(start, end, dates) {
        Some((from, Some(until))) => catalogue::WHAT_HEARING.arg("from", from).arg("until", until),
        Some((from, None)) => catalogue::WHAT_HEARING_START.arg("at", from),
        None => catalogue::WHAT_HEARING_START.arg("at", Message::default()),
    }
}

/// An interval in words, naming a common date once; `None` without a start.
pub fn interval(
    start: Option<Moment>,
    end: Option<Moment>,
    dates: Dates,
) -> Option<(Message, Option<Message>)> {
    let from = Message::moment(start.or(end)?.japan(), dates);
    let until = end.map(|at| {
        let local = Zone::Japan.local(at);
        let (day, second) = match dates.ended_by(local.naive()) {
            Some(ended) => (ended, DAY),
            None => (local.date, local.second),
        };
        if start.is_some_and(|start| Zone::Japan.local(start).date == day) && second % 60 == 0 {
            Message::TimeOfDay(u32::try_from(second / 60).unwrap_or_default())
        } else {
            Message::moment(local.naive(), dates)
        }
    });
    Some((from, until))
}

fn in_break(
    view: &View<'_>,
    whose: Whose,
    wanted: PauseFit,
    dates: Dates,
) -> Option<(Message, Option<i64>, Vec<usize>)> {
    let failing: Vec<_> = view
        .parties(whose)
        .filter_map(|(number, party)| Some((number, party, view.hearing_pause(party)?)))
        .filter(|(_, _, fit)| std::mem::discriminant(fit) == std::mem::discriminant(&wanted))
        .collect();
    let (number, party, fit) = failing.iter().max_by_key(|(_, _, fit)| match fit {
        PauseFit::Over(seconds) => *seconds,
        _ => 0,
    })?;
    let concerned = members(view, failing.iter().filter_map(|(number, ..)| *number));
    let office = office_name(party, number.is_none());
    let Hours { from, until } = party.hours.pause?;
    let hearing = view.case.hearing?;
    let entry = match fit {
        PauseFit::Over(_) => catalogue::FIT_PAUSE_OVER,
        _ => catalogue::FIT_PAUSE,
    };
    let sentence = entry
        .arg("what", hearing_words(hearing.start, hearing.end, dates))
        .arg("office", office)
        .arg("pause", Message::Hours(from, until));
    Some(match fit {
        PauseFit::Over(seconds) => {
            let sentence = sentence.arg("over", Message::Duration(*seconds));
            (sentence, Some(*seconds), concerned)
        }
        _ => (sentence, None, concerned),
    })
}

/// Every recipient in the same groups as `numbers`.
fn members(view: &View<'_>, numbers: impl Iterator<Item = usize>) -> Vec<usize> {
    let groups = &view.case.groups;
    let same = |number: usize| groups.iter().find(move |group| group.members.contains(&number));
    numbers
        .filter_map(same)
        .flat_map(|group| group.members.iter().copied())
        .collect()
}

fn office_name(party: &Party<'_>, sender: bool) -> Message {
    match (&*party.office, sender) {
        ("", true) => catalogue::SENDER.message(),
        ("", false) => catalogue::RECIPIENT.message(),
        (name, _) => Message::text(crate::source::printable(name)),
    }
}

fn evening_facts(view: &View<'_>, condition: &Condition, facts: &mut Facts) {
    condition.visit(&mut |inner| {
        let Some((evening, _)) = inner.evening() else {
            return;
        };
        let (Some(sent), Some(hours)) = (view.sent, view.group().and_then(Group::days)) else {
            return;
        };
        let calendar = view.case.calendar(hours);
        if let Some(next) = calendar.day_after_evening(sent, evening) {
            facts.push(("next_open", Value::Date(next)));
        }
    });
}

fn item_facts(view: &View<'_>, facts: &mut Facts) {
    match view.item {
        Some(Item::Material(material)) => {
            facts.push(("item", Value::Text(material.name.clone().into_owned())))
        }
        Some(Item::Date(date)) => {
            facts.push((
                "as_written",
                Value::Sentence(Message::DateAs(date.date, date.weekday)),
            ));
            facts.push(("date", Value::Date(date.date)));
            facts.push(("written", Value::Weekday(date.weekday)));
            facts.push(("right", Value::Weekday(date.date.weekday())));
        }
        Some(Item::Mention(mention)) => {
            let words = crate::source::printable(&mention.words).into_owned();
            facts.push(("as_written", Value::Text(words)));
            facts.extend(mention.at.map(|at| ("item_at", Value::Moment(at))));
            let due = view.case.dues.iter().filter_map(|due| due.at).min();
            let due = mention.differs_from.iter().map(|with| with.at).min().or(due);
            let known = facts.iter().any(|(name, _)| *name == "due");
            facts.extend(due.filter(|_| !known).map(|at| ("due", Value::Moment(at))));
            let dates = dates_of(view.case);
            let with = mention.differs_from.iter().map(|with| {
                catalogue::STATED_DUE
                    .arg("due_name", compared_name(view.case, with))
                    .arg("at", Message::moment(with.at.japan(), dates))
            });
            facts.push(("stated_dues", Value::Sentence(Message::list(with))));
        }
        None => {}
    }
}

/// What a deadline that a mention differs from is called: by the field that states it, or as one of the text's own.
pub fn compared_name(case: &Case<'_>, with: &Compared) -> Message {
    let due = with.due.and_then(|number| case.dues.get(number));
    // A letter's due may itself have been read from its text.
    let stated = due.filter(|due| {
        case.request
            .time_mentions
            .iter()
            .all(|mention| mention.span != due.span)
    });
    match stated {
        Some(due) => Message::due_name(due.name, due.key),
        None => catalogue::DUE_IN_BODY.message(),
    }
}

/// Why a day is closed, in words.
pub fn closed_reason(reason: &Reason) -> Message {
    let [ja, en] = [reason.ja(), reason.en()].map(crate::source::printable);
    Message::bilingual(&ja, &en)
}
