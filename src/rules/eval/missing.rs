//! The fields whose absence makes a condition unknown.

use super::View;
use crate::resolve::{Basis, Party};
use crate::rules::condition::{
    Condition, Field, Flag, MentionTest, MomentField, Operand, Quantity, Truth, Whose,
};

/// A part of an office's hours.
#[derive(Clone, Copy)]
pub(super) enum HoursPart {
    /// The zone, which determines the closed days.
    Zone,
    /// Opening and closing.
    Office,
    /// The break.
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

/// What a condition would evaluate to with further fields stated.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Determination {
    /// True.
    Yes,
    /// False.
    No,
    /// True or false, depending on the values stated.
    Either,
    /// Still unknown.
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
    /// Collects the fields needed by the unknown parts of an unknown condition, and no others.
    pub fn missing(&self, condition: &Condition, found: &mut Vec<&'static str>) {
        if self.evaluate(condition) != Truth::Unknown || !self.spend(0) {
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
            // `internal` depends on both the sender and the recipients.
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
            // A date was read or reported; only dates beyond the limit of a text are missing.
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

    /// What a condition would evaluate to if these fields were stated.
    pub fn determine(&self, condition: &Condition, stated: &[&'static str]) -> Determination {
        if !self.spend(1) {
            return Determination::Open;
        }
        match condition {
            Condition::All(items) => {
                Determination::all(items.iter().map(|item| self.determine(item, stated)))
            }
            Condition::Any(items) => {
                !Determination::all(items.iter().map(|item| !self.determine(item, stated)))
            }
            Condition::Not(item) => !self.determine(item, stated),
            Condition::Known(item) => match self.determine(item, stated) {
                Determination::Open => Determination::No,
                determined => determined,
            },
            Condition::UnderClause(subject) => {
                let clauses = self.clauses(*subject);
                !Determination::all(clauses.map(|(view, clause)| !view.determine(clause, stated)))
            }
            Condition::Present(field) if stated.contains(&field.name()) => Determination::Yes,
            Condition::Absent(field) if stated.contains(&field.name()) => Determination::No,
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
                    let all_stated = needed.iter().all(|name| stated.contains(name));
                    if all_stated {
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

    /// The fields missing for an unknown moment: itself, or the sending it is relative to.
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
            // A date alone is taken for an opening, which needs the sender's hours.
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
            // A date alone is taken for a closing, which needs the recipients' hours.
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

    /// The fields missing for these offices' hours: the offices themselves where they are blank.
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
