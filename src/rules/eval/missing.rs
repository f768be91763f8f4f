//! What a condition lacks where it cannot be told.

use super::{View, hours_of};
use crate::case::Basis;
use crate::rules::condition::{Condition, Field, Flag, MomentField, Operand, Quantity, Truth, Whose};

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
                    self.missing_between(&mut need, MomentField::Due, *quantity != Quantity::Elapsed);
                }
            }
            Condition::EveningRequest { of, .. } => self.missing_between(&mut need, *of, true),
            Condition::Order(a, _, b) => {
                for field in [a, b] {
                    self.missing_moment(*field, &mut need);
                }
            }
            Condition::WithinPlan(field) => self.missing_moment(*field, &mut need),
            Condition::WrittenAs(field, _) => need(field.name()),
            Condition::InOfficeHours(field, whose) => {
                if *field == MomentField::Hearing {
                    self.missing_hearing(*whose, &mut need);
                } else if self.moment(*field).is_none() {
                    self.missing_moment(*field, &mut need);
                } else {
                    self.missing_hours(*whose, &mut need);
                }
            }
            Condition::InBreak(whose) | Condition::OverBreak(whose) => {
                self.missing_hearing(*whose, &mut need);
            }
            // Dates are read or reported; only of a text with too many of them some are not looked at.
            Condition::WeekdayRight => need(Field::Body.name()),
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
        hours: bool,
    ) {
        self.missing_moment(MomentField::Sent, need);
        self.missing_moment(until, need);
        if hours {
            self.missing_hours(Whose::Recipient, need);
        }
    }

    /// What is missing for a moment that is not known: itself, or what it is counted from.
    pub(super) fn missing_moment(&self, field: MomentField, need: &mut impl FnMut(&'static str)) {
        if self.moment(field).is_some() {
            return;
        }
        let sender = &self.case.sender;
        if field == MomentField::Sent && self.case.sent.basis == Basis::Date && !sender.hours_known {
            // It is sent at an opening.
            return self.missing_hours(Whose::Sender, need);
        }
        let counted = match field {
            MomentField::Sent => false,
            MomentField::Due => self
                .due
                .is_some_and(|due| matches!(due.basis, Basis::Date | Basis::Relative)),
            MomentField::Hearing => {
                let hearing = self.case.request.hearing.as_ref();
                hearing.is_some_and(|hearing| hearing.start_relative.is_some())
            }
        };
        if counted && self.sent.is_none() {
            need(MomentField::Sent.name());
        } else if counted && self.case.groups.iter().any(|group| group.hours.is_none()) {
            // It is due at a closing.
            for group in 0..self.case.groups.len() {
                Self { group, ..*self }.missing_hours(Whose::Recipient, need);
            }
        } else {
            need(field.name());
        }
    }

    pub(super) fn missing_hearing(&self, whose: Whose, need: &mut impl FnMut(&'static str)) {
        if self.hearing_whole() {
            self.missing_hours(whose, need);
        } else if self.moment(MomentField::Hearing).is_none() {
            self.missing_moment(MomentField::Hearing, need);
        } else {
            need(MomentField::Hearing.name());
        }
    }

    /// What is to be stated for the hours of these offices to be known: the offices, where they are blank.
    pub(super) fn missing_hours(&self, whose: Whose, need: &mut impl FnMut(&'static str)) {
        for (number, party) in self.parties(whose) {
            if hours_of(party).is_none() {
                need(match (number, party.office.is_empty()) {
                    (None, true) => Field::From.name(),
                    (Some(_), true) => Field::To.name(),
                    (_, false) => "hours",
                });
            }
        }
    }
}
