//! What a condition lacks where it cannot be told.

use super::View;
use crate::resolve::{Basis, Party};
use crate::rules::condition::{
    Condition, Field, Flag, MentionTest, MomentField, Operand, Quantity, Truth, Whose,
};

/// What of an office's hours is asked for.
#[derive(Clone, Copy)]
pub(super) enum Part {
    /// Its zone: which days are closed there.
    Zone,
    /// When it opens and closes.
    Office,
    /// Its break.
    Break,
    /// All of them.
    All,
}

impl Part {
    fn is_known(self, party: &Party<'_>) -> bool {
        match self {
            Self::Zone => !party.unread.zone,
            Self::Office => party.opening_hours().is_some(),
            Self::Break => party.break_hours().is_some(),
            Self::All => party.known_hours().is_some(),
        }
    }
}

/// What would be told of a condition.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Told {
    /// That it holds.
    Yes,
    /// That it does not.
    No,
    /// The one or the other.
    Either,
    /// Nothing.
    Open,
}

impl Told {
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

impl std::ops::Not for Told {
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
        if self.judge(condition) != Truth::Unknown {
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
            // Whether a request is internal is told from both sides.
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
                        Quantity::Open => Some(Part::Zone),
                        Quantity::Working => Some(Part::All),
                    };
                    self.missing_between(&mut need, MomentField::Due, hours);
                }
            }
            Condition::EveningRequest { of, .. } => self.missing_between(&mut need, *of, Some(Part::Zone)),
            Condition::Order(a, _, b) => {
                for field in [a, b] {
                    self.missing_moment(*field, &mut need);
                }
            }
            Condition::WithinPlan(field) => self.missing_moment(*field, &mut need),
            Condition::WrittenAs(field, _) => need(field.name()),
            Condition::InOfficeHours(field, whose) => {
                if *field == MomentField::Hearing {
                    self.missing_hearing(*whose, Part::Office, &mut need);
                } else {
                    self.missing_moment(*field, &mut need);
                    self.missing_hours(*whose, Part::Office, &mut need);
                }
            }
            Condition::InBreak(whose) | Condition::OverBreak(whose) => {
                self.missing_hearing(*whose, Part::Break, &mut need);
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

    /// What would be told of a condition, were these facts said.
    pub fn told(&self, condition: &Condition, said: &[&'static str]) -> Told {
        match condition {
            Condition::All(items) => Told::all(items.iter().map(|item| self.told(item, said))),
            Condition::Any(items) => !Told::all(items.iter().map(|item| !self.told(item, said))),
            Condition::Not(item) => !self.told(item, said),
            Condition::Known(item) => match self.told(item, said) {
                Told::Open => Told::No,
                told => told,
            },
            Condition::UnderClause(subject) => {
                let clauses = self.clauses(*subject);
                !Told::all(clauses.map(|(view, clause)| !view.told(clause, said)))
            }
            Condition::Present(field) if said.contains(&field.name()) => Told::Yes,
            Condition::Absent(field) if said.contains(&field.name()) => Told::No,
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
            | Condition::WrittenAs(..)
            | Condition::InOfficeHours(..)
            | Condition::InBreak(_)
            | Condition::OverBreak(_)
            | Condition::WeekdayRight
            | Condition::Mention(_) => match self.judge(condition) {
                Truth::True => Told::Yes,
                Truth::False => Told::No,
                Truth::Unknown => {
                    let mut needed = Vec::new();
                    self.missing(condition, &mut needed);
                    let all_said = needed.iter().all(|name| said.contains(name));
                    if all_said { Told::Either } else { Told::Open }
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
        hours: Option<Part>,
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
        let known = || self.case.senders().all(|sender| Part::Office.is_known(sender));
        if field == MomentField::Sent && self.case.sent.basis == Basis::Date && !known() {
            // It is sent at an opening.
            return self.missing_hours(Whose::Sender, Part::Office, need);
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
                Self { group, ..*self }.missing_hours(Whose::Recipient, Part::Office, need);
            }
        } else {
            need(field.name());
        }
    }

    pub(super) fn missing_hearing(&self, whose: Whose, part: Part, need: &mut impl FnMut(&'static str)) {
        if self.moment(MomentField::Hearing).is_none() {
            self.missing_moment(MomentField::Hearing, need);
        } else if !self.hearing_whole() {
            need(MomentField::Hearing.name());
        }
        self.missing_hours(whose, part, need);
    }

    /// What is to be stated for the hours of these offices to be known: the offices, where they are blank.
    pub(super) fn missing_hours(&self, whose: Whose, part: Part, need: &mut impl FnMut(&'static str)) {
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
