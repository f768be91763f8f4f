//! Evaluation of a condition for one request, sending time, due and group of recipients.

mod hearing;
mod mention;
mod missing;
mod partial;

pub use missing::Determination;
pub use partial::PartialCondition;

use std::borrow::Cow;

use chrono::{Datelike, Days, NaiveDate};

use super::condition::{
    Bound, Condition, Field, Flag, List, MomentField, Operand, Order, Precision, Quantity, Subject, Truth,
    Until, Whose,
};
use super::pack::Pack;
use crate::calendar::clocks::Clocks;
use crate::calendar::hours::{DAY, Local, Moment, OfficeHours, Zone};
use crate::message::Message;
use crate::request::{Fact, Material};
use crate::resolve::{Basis, Case, DueAt, Group, Party, ResolvedMention, WrittenDate};
use crate::text::unfilled;
use jp_datetime::relative::{At, Relative};

/// The due that a rule is evaluated for.
#[derive(Clone, Debug)]
pub struct DueView {
    /// The moment; `None` if it could not be read.
    pub at: Option<Moment>,
    /// What the moment was taken from.
    pub basis: Basis,
    /// Index among the request's dues; `None` for a moment that a search tries.
    pub number: Option<usize>,
    /// The clocks from sending to this due, for each group of recipients.
    pub clocks: Vec<Option<Clocks>>,
}

/// The list item that a rule is evaluated for.
#[derive(Clone, Copy, Debug)]
pub enum Item<'a> {
    /// 資料
    Material(&'a Material<'a>),
    /// A date written with its weekday.
    Date(&'a WrittenDate),
    /// A moment mentioned in a text.
    Mention(&'a ResolvedMention),
}

/// The context in which a condition is evaluated.
#[derive(Clone, Copy)]
pub struct View<'a> {
    /// The request.
    pub case: &'a Case<'a>,
    /// The pack of the rule.
    pub pack: &'a Pack,
    /// All loaded packs, whose clauses may apply.
    pub packs: &'a [Pack],
    /// The sending time, if known.
    pub sent: Option<Moment>,
    /// The due; `None` for rules that read none, or a request without one.
    pub due: Option<&'a DueView>,
    /// Index of the group of recipients.
    pub group: usize,
    /// The item, under `each`.
    pub item: Option<Item<'a>>,
}

impl<'a> View<'a> {
    /// Evaluates a condition.
    pub fn evaluate(&self, condition: &Condition) -> Truth {
        if !self.spend(1) {
            return Truth::Unknown;
        }
        let request = self.case.request;
        match condition {
            Condition::All(items) => self.fold(items, Truth::True, Truth::False),
            Condition::Any(items) => self.fold(items, Truth::False, Truth::True),
            Condition::Not(item) => !self.evaluate(item),
            Condition::Known(item) => (self.evaluate(item) == Truth::True).into(),
            Condition::Kind(kinds) => one_of(&request.kind, kinds, None),
            Condition::Scope(_) if request.scope_is_unstated() => Truth::Unknown,
            Condition::Scope(scopes) => {
                one_of(&request.scope, scopes, Some(crate::request::Scope::default()))
            }
            Condition::Round(rounds) => {
                one_of(&request.round, rounds, Some(crate::request::Round::default()))
            }
            Condition::Online(words) => match &request.hearing {
                Some(hearing) => one_of(&hearing.online, words, None),
                None => Truth::Unknown,
            },
            Condition::Flag(flag, wanted) => self.flag(*flag).map(|value| value == *wanted).into(),
            Condition::UnderClause(subject) => {
                let mut found = Truth::False;
                for (view, clause) in self.clauses(*subject) {
                    match view.evaluate(clause) {
                        Truth::True => return Truth::True,
                        Truth::Unknown => found = Truth::Unknown,
                        Truth::False => {}
                    }
                }
                found
            }
            Condition::Present(field) => self.written(*field),
            Condition::Absent(field) => !self.written(*field),
            Condition::Matches(field, pattern) => self
                .text(*field)
                .filter(|text| self.spend(text.len()))
                .map_or(Truth::Unknown, |text| pattern.is_match(text).into()),
            Condition::Count(list, bounds) => self.count(*list, bounds),
            Condition::Ministries(bounds) => self.ministries(bounds),
            Condition::Time(quantity, bounds) => self.time(*quantity, bounds),
            Condition::Order(a, order, b) => match (self.bounds(*a), self.bounds(*b)) {
                (Some(a), Some(b)) => agreed(order.holds(a.0, b.1), order.holds(a.1, b.0)),
                _ => Truth::Unknown,
            },
            Condition::EveningRequest { of, evening, until } => self.evening(*of, *evening, *until),
            Condition::InOfficeHours(field, whose) => self.in_office_hours(*field, *whose),
            Condition::InBreak(whose) => {
                self.over_parties(*whose, Truth::True, |view, party| view.in_break(party))
            }
            Condition::OverBreak(whose) => {
                self.over_parties(*whose, Truth::True, |view, party| view.over_break(party))
            }
            Condition::WithinPlan(field) => self.moment(*field).map(|at| self.pack.in_force_at(at)).into(),
            Condition::Month(field, months) => self
                .day_and_second(*field)
                .map(|(day, _)| months.contains(&day.month()))
                .into(),
            Condition::TimeOfDay { field, from, until } => self.time_of_day(*field, *from, *until),
            Condition::WrittenAs(field, precision) => {
                self.precision(*field).map(|found| found == *precision).into()
            }
            Condition::WeekdayRight => match self.item {
                Some(Item::Date(date)) => date.is_right().into(),
                Some(Item::Material(_) | Item::Mention(_)) | None => Truth::Unknown,
            },
            Condition::Mention(test) => match self.item {
                Some(Item::Mention(mention)) => self.mention(mention, test),
                Some(Item::Material(_) | Item::Date(_)) | None => Truth::Unknown,
            },
        }
    }

    /// Spends steps of the file's budget; `false` once it is spent.
    pub(crate) fn spend(&self, steps: usize) -> bool {
        self.case.env.budget.is_none_or(|work| work.spend(steps))
    }

    fn fold(&self, items: &[Condition], neutral: Truth, decisive: Truth) -> Truth {
        let mut found = neutral;
        for item in items {
            let truth = self.evaluate(item);
            if truth == decisive {
                return decisive;
            }
            if truth == Truth::Unknown {
                if !self.spend(0) {
                    return Truth::Unknown;
                }
                found = Truth::Unknown;
            }
        }
        found
    }

    fn flag(&self, flag: Flag) -> Option<bool> {
        match flag {
            Flag::Internal => self.case.internal,
            Flag::ScopeUnsaid => Some(self.case.request.scope_is_unstated()),
            Flag::Considerable => self.case.request.considerable.known().copied(),
            Flag::Template => Some(self.case.request.template),
            Flag::Bound => self.case.bound,
            Flag::SentStated => Some(self.case.sent_is_stated()),
            Flag::HearingIsDue => Some(self.case.hearing_is_due()),
        }
    }

    /// The clauses on a subject, of the plans that judge the request, each with a view under its own plan.
    fn clauses(&self, subject: Subject) -> impl Iterator<Item = (View<'a>, &'a Condition)> {
        let judging = self.packs.iter().zip(&self.case.judged_by);
        let view = *self;
        judging.filter(|(_, judges)| **judges).flat_map(move |(pack, _)| {
            let clauses = pack.clauses(subject).iter();
            clauses.map(move |clause| (View { pack, ..view }, clause))
        })
    }

    /// Whether a field is written; unknown where it is written but could not be read.
    fn written(&self, field: Field) -> Truth {
        fn is_known<T>(fact: &Fact<T>) -> Truth {
            match fact {
                Fact::Absent => Truth::False,
                Fact::Unreadable(_) => Truth::Unknown,
                Fact::Known(..) => Truth::True,
            }
        }
        // 「必要性: なし」 does not state a necessity.
        fn stated(fact: &Fact<Cow<'_, str>>) -> Truth {
            match fact {
                Fact::Known(text, _)
                    if unfilled::states_nothing(text) || unfilled::points_elsewhere(text) =>
                {
                    Truth::False
                }
                fact => is_known(fact),
            }
        }
        fn list(found: usize, unreadable: bool) -> Truth {
            if found > 0 {
                Truth::True
            } else if unreadable {
                Truth::Unknown
            } else {
                Truth::False
            }
        }
        let request = self.case.request;
        let hearing = request.hearing.as_ref();
        let in_hearing = |fact: Option<Truth>| match (fact, request.hearing_unreadable) {
            (Some(truth), _) => truth,
            (None, Some(_)) => Truth::Unknown,
            (None, None) => Truth::False,
        };
        // A letter may state it in prose, which is not analysed for this field.
        let in_prose = |truth: Truth| match truth {
            Truth::False if request.from_letter => Truth::Unknown,
            truth => truth,
        };
        match field {
            Field::Kind => is_known(&request.kind),
            Field::Scope => is_known(&request.scope),
            Field::Subject => is_known(&request.subject),
            Field::From => is_known(&request.from),
            Field::To => list(request.to.len(), request.to_unreadable.is_some()),
            // A template with a window will have a sending time.
            Field::Sent if request.window.is_some() => Truth::True,
            Field::Sent => is_known(&request.sent),
            // An unreadable due is still a due; rules that need its moment are undetermined.
            Field::Due => (self.due.is_some() || !self.case.dues.is_empty()).into(),
            Field::DueName => self.due_name().is_some().into(),
            Field::Round => is_known(&request.round),
            Field::Effort => is_known(&request.effort),
            Field::Considerable => is_known(&request.considerable),
            Field::Necessity => in_prose(stated(&request.necessity)),
            Field::Materials => list(request.materials.len(), request.materials_unreadable.is_some()),
            Field::Hearing => in_hearing(hearing.map(|_| Truth::True)),
            Field::HearingPlace => in_hearing(hearing.map(|hearing| in_prose(is_known(&hearing.place)))),
            Field::HearingOnline => in_hearing(hearing.map(|hearing| in_prose(is_known(&hearing.online)))),
            Field::HearingReason => in_hearing(hearing.map(|hearing| in_prose(stated(&hearing.reason)))),
            Field::Body => is_known(&request.body),
            Field::ItemName | Field::ItemPurpose => match self.item {
                Some(Item::Material(material)) if field == Field::ItemPurpose => stated(&material.purpose),
                Some(Item::Material(material)) => (!material.name.is_empty()).into(),
                _ => Truth::Unknown,
            },
            Field::ItemWords => match self.item {
                Some(Item::Mention(_)) => Truth::True,
                _ => Truth::Unknown,
            },
        }
    }

    fn text(&self, field: Field) -> Option<&'a str> {
        let request = self.case.request;
        let hearing = request.hearing.as_ref();
        let fact = match field {
            Field::Subject => &request.subject,
            Field::Necessity => &request.necessity,
            Field::Body => &request.body,
            Field::HearingPlace => &hearing?.place,
            Field::HearingReason => &hearing?.reason,
            Field::From => return Some(&request.from.known()?.name),
            Field::DueName => return self.due_name(),
            Field::ItemName | Field::ItemPurpose => match self.item? {
                Item::Material(material) if field == Field::ItemPurpose => &material.purpose,
                Item::Material(material) => return Some(&material.name),
                Item::Date(_) | Item::Mention(_) => return None,
            },
            Field::ItemWords => match self.item? {
                Item::Mention(mention) => return Some(&mention.words),
                Item::Material(_) | Item::Date(_) => return None,
            },
            _ => return None,
        };
        fact.known().map(|text| &**text)
    }

    fn count(&self, list: List, bounds: &[Bound]) -> Truth {
        let request = self.case.request;
        let (found, unreadable) = match list {
            List::Materials => (request.materials.len(), request.materials_unreadable.is_some()),
            List::To => (request.to.len(), request.to_unreadable.is_some()),
            List::Dues => (self.case.dues.len(), false),
            List::Dates => (self.case.written_dates().len(), false),
            List::Mentions => (self.case.resolved_mentions().len(), false),
            List::Deadlines => {
                let mentioned = self.case.resolved_mentions();
                (
                    mentioned.iter().filter(|one| one.role.is_deadline()).count(),
                    false,
                )
            }
        };
        let found = i64::try_from(found).unwrap_or(i64::MAX);
        all(bounds, |bound| bound_of_count(found, unreadable, bound))
    }

    fn ministries(&self, bounds: &[Bound]) -> Truth {
        let found = self.case.ministries;
        all(bounds, |bound| {
            bound_of_count(found.at_least, found.open_ended, bound)
        })
    }

    /// A quantity of time for this group of recipients, in seconds.
    pub fn quantity(&self, quantity: Quantity) -> Option<i64> {
        if quantity == Quantity::Effort {
            return self.case.request.effort.known().copied();
        }
        let due = self.due?;
        // Wall time does not depend on office hours.
        if quantity == Quantity::Elapsed {
            return Some(due.at?.0.saturating_sub(self.sent?.0));
        }
        if let Some(clocks) = *due.clocks.get(self.group)? {
            return Some(if quantity == Quantity::Open {
                clocks.open
            } else {
                clocks.working
            });
        }
        // Closed days depend on the zone only, so unreadable hours do not matter.
        let days = self.group()?.days()?;
        (quantity == Quantity::Open).then_some(self.case.calendar(days).between(self.sent?, due.at?).open)
    }

    /// The right-hand side of a bound, in seconds or as a count.
    pub fn operand(&self, operand: Operand) -> Option<i64> {
        match operand {
            Operand::Number(number) => Some(number),
            Operand::Effort => self.quantity(Quantity::Effort),
        }
    }

    fn time(&self, quantity: Quantity, bounds: &[Bound]) -> Truth {
        let Some(value) = self.quantity(quantity) else {
            return Truth::Unknown;
        };
        all(bounds, |bound| {
            self.operand(bound.with)
                .map(|with| bound.order.holds(value, with))
                .into()
        })
    }

    /// The due's name, if the request has several.
    pub fn due_name(&self) -> Option<&'a str> {
        self.due_at()?.name
    }

    /// The due's label.
    pub fn due_called(&self) -> Message {
        self.due_at().map_or_else(
            || Message::due_name(None, ""),
            |due| Message::due_name(due.name, due.key),
        )
    }

    fn due_at(&self) -> Option<&'a DueAt<'a>> {
        self.case.dues.get(self.due?.number?)
    }

    /// A moment of the request; the start of a hearing.
    pub fn moment(&self, field: MomentField) -> Option<Moment> {
        match field {
            MomentField::Sent => self.sent,
            MomentField::Due => self.due?.at,
            MomentField::Hearing => self.case.hearing?.start,
        }
    }

    /// The date, and the second since its midnight, of a moment in Japan time. A due at midnight is the last second
    /// of the day it ends.
    fn day_and_second(&self, field: MomentField) -> Option<(NaiveDate, i64)> {
        let at = self.moment(field)?;
        let Local { date, second } = Zone::Japan.local(at);
        if second == 0 && field == MomentField::Due {
            return Some((date.pred_opt()?, DAY));
        }
        Some((date, second))
    }

    /// Whether a moment, or part of the hearing, is between two times of day.
    fn time_of_day(&self, field: MomentField, from: i64, until: i64) -> Truth {
        let Some((_, second)) = self.day_and_second(field) else {
            return Truth::Unknown;
        };
        let begins_inside = from <= second && (second < until || second == DAY && until == DAY);
        if begins_inside || field != MomentField::Hearing {
            return begins_inside.into();
        }
        let (Some(start), Some(end)) = (self.moment(field), self.case.hearing.and_then(|it| it.end)) else {
            return Truth::Unknown;
        };
        // The hearing reaches the period if it lasts beyond the period's next start, on the same day or the next.
        let begins = if second < from { from } else { from + DAY };
        (end.0 - start.0 > begins - second).into()
    }

    /// The earliest and latest moment that a field can mean: the whole day for a hearing without a time.
    fn bounds(&self, field: MomentField) -> Option<(Moment, Moment)> {
        if let Some(at) = self.moment(field) {
            return Some((at, at));
        }
        match field {
            MomentField::Sent | MomentField::Due => None,
            MomentField::Hearing => {
                let first = Moment::from_japan(self.case.hearing_days().0?.and_hms_opt(0, 0, 0)?);
                Some((first, first.plus(DAY)))
            }
        }
    }

    fn precision(&self, field: MomentField) -> Option<Precision> {
        let date_alone = |yes: bool| if yes { Precision::Date } else { Precision::Time };
        match field {
            MomentField::Sent => Some(date_alone(self.case.sent.basis == Basis::Date)),
            MomentField::Due => {
                let due = self.due?;
                let known = due.at.is_some() || matches!(due.basis, Basis::Date | Basis::Relative);
                known.then(|| date_alone(due.basis == Basis::Date))
            }
            MomentField::Hearing => {
                let hearing = self.case.request.hearing.as_ref()?;
                if let Some(relative) = hearing.start.counted() {
                    return Some(date_alone(matches!(relative, Relative::On(_, At::Unsaid))));
                }
                Some(date_alone(!hearing.start.stated()?.has_time()))
            }
        }
    }

    /// The group of recipients.
    pub fn group(&self) -> Option<&'a Group> {
        self.case.groups.get(self.group)
    }

    fn evening(&self, moment: MomentField, evening: i64, until: Until) -> Truth {
        if !self.spend(8) {
            return Truth::Unknown;
        }
        let (Some(sent), Some((first, last))) = (self.sent, self.bounds(moment)) else {
            return Truth::Unknown;
        };
        // The day's end is exclusive.
        let last = if first == last { last } else { last.plus(-1) };
        let Some(days) = self.group().and_then(Group::days) else {
            return Truth::Unknown;
        };
        let calendar = self.case.calendar(days);
        let Some(next) = calendar.day_after_evening(sent, evening) else {
            return Truth::Unknown;
        };
        let limit = match until {
            Until::Second(second) => calendar.at(next, second),
            Until::EndOfDay => next
                .checked_add_days(Days::new(1))
                .and_then(|day| calendar.at(day, 0)),
        };
        let Some(limit) = limit else { return Truth::Unknown };
        let holds = |due: Moment| match until {
            Until::Second(_) => due <= limit,
            Until::EndOfDay => due < limit,
        };
        agreed(holds(first), holds(last))
    }

    fn in_office_hours(&self, field: MomentField, whose: Whose) -> Truth {
        if field == MomentField::Hearing {
            return self.over_parties(whose, Truth::False, |view, party| view.hearing_fits(party));
        }
        let Some(at) = self.moment(field) else {
            return Truth::Unknown;
        };
        let open = |hours: Option<OfficeHours>| hours.map(|hours| self.case.calendar(hours).is_open_at(at));
        match whose {
            Whose::Recipient => open(self.group().and_then(Group::opening_hours)).into(),
            Whose::Sender | Whose::Everyone => {
                self.over_parties(whose, Truth::False, |_, party| open(party.opening_hours()).into())
            }
        }
    }

    /// Evaluates each party concerned. One party with the value `decisive` decides for all: False for “all fit”, True
    /// for “any break is hit”.
    fn over_parties(&self, whose: Whose, decisive: Truth, ask: impl Fn(&Self, &Party<'_>) -> Truth) -> Truth {
        let mut found = !decisive;
        for (_, party) in self.parties(whose) {
            if !self.spend(8) {
                return Truth::Unknown;
            }
            match ask(self, party) {
                truth if truth == decisive => return decisive,
                Truth::Unknown => found = Truth::Unknown,
                _ => {}
            }
        }
        found
    }

    /// The parties concerned: senders (`None`), then one recipient for each group, with its index.
    pub fn parties(&self, whose: Whose) -> impl Iterator<Item = (Option<usize>, &'a Party<'a>)> {
        let case = self.case;
        let group = self.group;
        let sends = matches!(whose, Whose::Sender | Whose::Everyone);
        let senders = case.senders().filter(move |_| sends).map(|party| (None, party));
        let groups = case
            .groups
            .iter()
            .enumerate()
            .filter(move |(number, _)| match whose {
                Whose::Sender => false,
                Whose::Recipient => *number == group,
                Whose::Everyone => true,
            });
        let recipients = groups.filter_map(|(_, group)| {
            let first = *group.members.first()?;
            Some((Some(first), case.recipients.get(first)?))
        });
        senders.chain(recipients)
    }
}

/// The common value at both ends of an interval; unknown where they differ.
fn agreed(first: bool, last: bool) -> Truth {
    if first == last {
        first.into()
    } else {
        Truth::Unknown
    }
}

fn one_of<T: Copy + PartialEq>(fact: &Fact<T>, wanted: &[T], default: Option<T>) -> Truth {
    match fact {
        Fact::Known(value, _) => wanted.contains(value).into(),
        Fact::Absent => default.map(|value| wanted.contains(&value)).into(),
        Fact::Unreadable(_) => Truth::Unknown,
    }
}

pub(super) fn all(bounds: &[Bound], holds: impl Fn(&Bound) -> Truth) -> Truth {
    let mut found = Truth::True;
    for bound in bounds {
        match holds(bound) {
            Truth::False => return Truth::False,
            Truth::Unknown => found = Truth::Unknown,
            Truth::True => {}
        }
    }
    found
}

/// A count against a bound, where `open_ended` counts may be higher.
fn bound_of_count(found: i64, open_ended: bool, bound: &Bound) -> Truth {
    let Operand::Number(with) = bound.with else {
        return Truth::Unknown;
    };
    let holds = bound.order.holds(found, with);
    if !open_ended {
        return holds.into();
    }
    // A higher count can only satisfy “at least” and only violate “at most”.
    match (bound.order, holds) {
        (Order::AtLeast | Order::MoreThan, true) => Truth::True,
        (Order::AtMost | Order::LessThan, false) => Truth::False,
        _ => Truth::Unknown,
    }
}
