//! The facts that an unknown condition lacks.

use super::View;
use crate::resolve::{Basis, Party};
use crate::rules::condition::{
    Condition, Field, Flag, MentionTest, MomentField, Operand, Quantity, Truth, Whose,
};

/// What of an office's hours is asked for.
#[derive(Clone, Copy)]
pub(super) enum HoursPart {
    /// Its zone: which days are closed there.
    Zone,
    /// When it opens and closes.
    Office,
    /// Its break.
    Break,
    /// All of them.
    All,
}

impl HoursPart {
    fn is_known(self, party: &Party<'_>) -> bool {
        match self {
            Self::Zone => !party.unread.zone,
            Self::Office => party.opening_hours().is_some(),
            Self::Break => party.break_hours().is_some(),
            Self::All => party.known_hours().is_some(),
        }
    }
}

/// What a condition would evaluate to.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Determination {
    /// That it holds.
    Yes,
    /// That it does not.
    No,
    /// The one or the other.
    Either,
    /// Nothing.
    Open,
}

impl Determination {
    fn all(items: impl Iterator<Item = Self>) -> Self {
        let mut found = Self::Yes;
        for item in items {
            match (item, found) {
                (Self::No, _) => return Self::No,
                (Self::Open, _) => found = Self::Open,
                (Self::Either, Self::Yes) => found = Self::Either,
                (Self::Either | Self::Yes, _) => {}
            }
        }
        found
    }
}

impl std::ops::Not for Determination {
    type Output = Self;

    fn not(self) -> Self {
        match self {
            Self::Yes => Self::No,
            Self::No => Self::Yes,
            open => open,
        }
    }
}

impl View<'_> {
    /// What is missing for a condition that is unknown: the facts that its unknown parts need, and no
    /// other.
    pub fn missing(&self, condition: &Condition, found: &mut Vec<&'static str>) {
        if self.evaluate(condition) != Truth::Unknown || !self.pay(0) {
            return;
        }
        let mut need = |name| {
            if !found.contains(&name) {
                found.push(name);
            }
        };
        match condition {
            Condition::All(items) | Condition::Any(items) => {
                for item in items.iter() {
                    self.missing(item, found);
                }
            }
            Condition::Not(item) | Condition::Known(item) => self.missing(item, found),
            Condition::UnderClause(subject) => {
                for (view, clause) in self.clauses(*subject) {
                    view.missing(clause, found);
                }
            }
            Condition::Kind(_) => need("kind"),
            Condition::Scope(_) => need("scope"),
            Condition::Round(_) => need("round"),
            Condition::Online(_) => need("hearing.online"),
            // Whether a request is internal depends on both sides.
            Condition::Flag(Flag::Internal, _) if !self.case.request.from.is_unreadable() => {
                need("recipients")
            }
            Condition::Flag(Flag::Internal | Flag::Bound, _) => need("from"),
            Condition::Flag(Flag::Considerable, _) => need("considerable"),
            Condition::Flag(
                Flag::Template | Flag::ScopeUnsaid | Flag::SentStated | Flag::HearingIsDue,
                _,
            ) => {}
            Condition::Present(field) | Condition::Absent(field) | Condition::Matches(field, _) => {
                need(field.name());
            }
            Condition::Count(list, _) => need(list.name()),
            Condition::Ministries(_) => need("recipients"),
            Condition::Time(quantity, bounds) => {
                if *quantity == Quantity::Effort
                    || bounds
                        .iter()
                        .any(|bound| bound.with == Operand::Effort && self.operand(bound.with).is_none())
                {
                    need("effort");
                }
                if *quantity != Quantity::Effort {
                    let hours = match quantity {
                        Quantity::Effort | Quantity::Elapsed => None,
                        Quantity::Open => Some(HoursPart::Zone),
                        Quantity::Working => Some(HoursPart::All),
                    };
                    self.missing_between(&mut need, MomentField::Due, hours);
                }
            }
            Condition::EveningRequest { of, .. } => {
                self.missing_between(&mut need, *of, Some(HoursPart::Zone))
            }
            Condition::Order(a, _, b) => {
                for field in [a, b] {
                    self.missing_moment(*field, &mut need);
                }
            }
            Condition::Month(field, _) | Condition::TimeOfDay { field, .. } => {
                self.missing_moment(*field, &mut need);
            }
            Condition::WithinPlan(field) => self.missing_moment(*field, &mut need),
            Condition::WrittenAs(field, _) => need(field.name()),
            Condition::InOfficeHours(field, whose) => {
                if *field == MomentField::Hearing {
                    self.missing_hearing(*whose, HoursPart::Office, &mut need);
                } else {
                    self.missing_moment(*field, &mut need);
                    self.missing_hours(*whose, HoursPart::Office, &mut need);
                }
            }
            Condition::InBreak(whose) | Condition::OverBreak(whose) => {
                self.missing_hearing(*whose, HoursPart::Break, &mut need);
            }
            // Dates are read or reported; only of a text with too many of them some are not looked at.
            Condition::WeekdayRight => need(Field::Body.name()),
            Condition::Mention(test) => match test {
                MentionTest::AgreesWithDue(_) => {
                    if self.sent.is_none() {
                        need(MomentField::Sent.name());
                    } else {
                        need(MomentField::Due.name());
                    }
                }
                MentionTest::AfterSent(_) if self.sent.is_none() => need(MomentField::Sent.name()),
                MentionTest::Role(_)
                | MentionTest::Open(_)
                | MentionTest::ToldApart(_)
                | MentionTest::AfterSent(_) => need(Field::Body.name()),
            },
        }
    }

    /// What a condition would evaluate to if these facts were stated.
    pub fn determine(&self, condition: &Condition, said: &[&'static str]) -> Determination {
        if !self.pay(1) {
            return Determination::Open;
        }
        match condition {
            Condition::All(items) => Determination::all(items.iter().map(|item| self.determine(item, said))),
            Condition::Any(items) => {
                !Determination::all(items.iter().map(|item| !self.determine(item, said)))
            }
            Condition::Not(item) => !self.determine(item, said),
            Condition::Known(item) => match self.determine(item, said) {
                Determination::Open => Determination::No,
                told => told,
            },
            Condition::UnderClause(subject) => {
                let clauses = self.clauses(*subject);
                !Determination::all(clauses.map(|(view, clause)| !view.determine(clause, said)))
            }
            Condition::Present(field) if said.contains(&field.name()) => Determination::Yes,
            Condition::Absent(field) if said.contains(&field.name()) => Determination::No,
            Condition::Kind(_)
            | Condition::Scope(_)
            | Condition::Round(_)
            | Condition::Online(_)
            | Condition::Flag(..)
            | Condition::Present(_)
            | Condition::Absent(_)
            | Condition::Matches(..)
            | Condition::Count(..)
            | Condition::Ministries(_)
            | Condition::Time(..)
            | Condition::EveningRequest { .. }
            | Condition::Order(..)
            | Condition::WithinPlan(_)
            | Condition::Month(..)
            | Condition::TimeOfDay { .. }
            | Condition::WrittenAs(..)
            | Condition::InOfficeHours(..)
            | Condition::InBreak(_)
            | Condition::OverBreak(_)
            | Condition::WeekdayRight
            | Condition::Mention(_) => match self.evaluate(condition) {
                Truth::True => Determination::Yes,
                Truth::False => Determination::No,
                Truth::Unknown => {
                    let mut needed = Vec::new();
                    self.missing(condition, &mut needed);
                    let all_said = needed.iter().all(|name| said.contains(name));
                    if all_said {
                        Determination::Either
                    } else {
                        Determination::Open
                    }
                }
            },
        }
    }

    pub(super) fn hearing_whole(&self) -> bool {
        self.case
            .hearing
            .is_some_and(|hearing| hearing.start.is_some() && hearing.end.is_some())
    }

    pub(super) fn missing_between(
        &self,
        need: &mut impl FnMut(&'static str),
        until: MomentField,
        hours: Option<HoursPart>,
    ) {
        self.missing_moment(MomentField::Sent, need);
        self.missing_moment(until, need);
        if let Some(part) = hours {
            self.missing_hours(Whose::Recipient, part, need);
        }
    }

    /// What is missing for a moment that is not known: itself, or what it is counted from.
    pub(super) fn missing_moment(&self, field: MomentField, need: &mut impl FnMut(&'static str)) {
        if self.moment(field).is_some() {
            return;
        }
        let known = || {
            self.case
                .senders()
                .all(|sender| HoursPart::Office.is_known(sender))
        };
        if field == MomentField::Sent && self.case.sent.basis == Basis::Date && !known() {
            // It is sent at an opening.
            return self.missing_hours(Whose::Sender, HoursPart::Office, need);
        }
        let counted = match field {
            MomentField::Sent => false,
            MomentField::Due => self
                .due
                .is_some_and(|due| matches!(due.basis, Basis::Date | Basis::Relative)),
            MomentField::Hearing => {
                let hearing = self.case.request.hearing.as_ref();
                hearing.is_some_and(|hearing| hearing.start.counted().is_some())
            }
        };
        if counted && self.sent.is_none() {
            need(MomentField::Sent.name());
        } else if counted
            && self
                .case
                .groups
                .iter()
                .any(|group| group.opening_hours().is_none())
        {
            // It is due at a closing.
            for group in 0..self.case.groups.len() {
                Self { group, ..*self }.missing_hours(Whose::Recipient, HoursPart::Office, need);
            }
        } else {
            need(field.name());
        }
    }

    pub(super) fn missing_hearing(&self, whose: Whose, part: HoursPart, need: &mut impl FnMut(&'static str)) {
        if self.moment(MomentField::Hearing).is_none() {
            self.missing_moment(MomentField::Hearing, need);
        } else if !self.hearing_whole() {
            need(MomentField::Hearing.name());
        }
        self.missing_hours(whose, part, need);
    }

    /// What is to be stated for the hours of these offices to be known: the offices, where they are blank.
    pub(super) fn missing_hours(&self, whose: Whose, part: HoursPart, need: &mut impl FnMut(&'static str)) {
        for (number, party) in self.parties(whose) {
            if !part.is_known(party) {
                need(match (number, party.office.is_empty()) {
                    (None, true) => Field::From.name(),
                    (Some(_), true) => Field::To.name(),
                    (_, false) => "hours",
                });
            }
        }
    }
}
