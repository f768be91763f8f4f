//! What each condition reads. Analyses of rules use this table, and a new condition does not compile until it is
//! listed.

use super::condition::{Bound, Condition, Field, List, MentionTest, MomentField, Quantity, Until, Whose};

/// What a condition reads of a request, not counting conditions inside it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Reads {
    /// The sending time.
    pub sent: bool,
    /// The due's moment.
    pub due: bool,
    /// The hearing's times.
    pub hearing: bool,
    /// Whether there is a due.
    pub due_given: bool,
    /// The due's name.
    pub due_name: bool,
    /// A plan's clauses, which may read anything.
    pub clause: bool,
    /// The precision in which a moment is written.
    pub written: Option<MomentField>,
    /// The dates written in the document.
    pub dates: bool,
    /// Opening and closing of an office.
    pub hours: bool,
    /// The break of an office.
    pub pause: bool,
    /// The length of a working day.
    pub working_day: bool,
    /// Each recipient's hours, separately.
    pub recipient: bool,
    /// The plan's period.
    pub period: bool,
}

impl Reads {
    const NOTHING: Self = Self {
        sent: false,
        due: false,
        hearing: false,
        due_given: false,
        due_name: false,
        clause: false,
        written: None,
        dates: false,
        hours: false,
        pause: false,
        working_day: false,
        recipient: false,
        period: false,
    };

    fn and_moment(self, field: MomentField) -> Self {
        match field {
            MomentField::Sent => Self { sent: true, ..self },
            MomentField::Due => Self { due: true, ..self },
            MomentField::Hearing => Self {
                hearing: true,
                ..self
            },
        }
    }

    /// Whether it depends on a moment.
    pub fn is_timed(self) -> bool {
        self.sent || self.due || self.hearing
    }
}

impl Condition {
    /// Number of conditions in it, itself included.
    pub fn count(&self) -> usize {
        let mut count = 0;
        self.visit(&mut |_| count += 1);
        count
    }

    /// Visits the condition and every one inside it.
    pub fn visit(&self, each: &mut impl FnMut(&Condition)) {
        each(self);
        self.parts().iter().for_each(|part| part.visit(each));
    }

    /// The conditions it is composed of.
    pub fn parts(&self) -> &[Condition] {
        match self {
            Self::All(items) | Self::Any(items) => items,
            Self::Not(item) | Self::Known(item) => std::slice::from_ref(&**item),
            Self::Kind(_)
            | Self::Scope(_)
            | Self::Round(_)
            | Self::Online(_)
            | Self::Flag(..)
            | Self::UnderClause(_)
            | Self::Present(_)
            | Self::Absent(_)
            | Self::Matches(..)
            | Self::Count(..)
            | Self::Ministries(_)
            | Self::Time(..)
            | Self::Order(..)
            | Self::EveningRequest { .. }
            | Self::InOfficeHours(..)
            | Self::InBreak(_)
            | Self::OverBreak(_)
            | Self::WithinPlan(_)
            | Self::Month(..)
            | Self::TimeOfDay { .. }
            | Self::WrittenAs(..)
            | Self::WeekdayRight
            | Self::Mention(_) => &[],
        }
    }

    /// What the condition itself reads.
    pub fn reads(&self) -> Reads {
        let nothing = Reads::NOTHING;
        match self {
            Self::All(_)
            | Self::Any(_)
            | Self::Not(_)
            | Self::Known(_)
            | Self::Kind(_)
            | Self::Scope(_)
            | Self::Round(_)
            | Self::Online(_)
            | Self::Flag(..)
            | Self::Ministries(_)
            | Self::Count(List::Materials | List::To | List::Dues, _) => nothing,
            Self::UnderClause(_) => Reads {
                clause: true,
                ..nothing
            },
            Self::Present(field) | Self::Absent(field) | Self::Matches(field, _) => Reads {
                due_given: *field == Field::Due,
                due_name: *field == Field::DueName,
                ..nothing
            },
            Self::Count(List::Dates | List::Mentions | List::Deadlines, _) | Self::WeekdayRight => Reads {
                dates: true,
                ..nothing
            },
            Self::Mention(test) => match test {
                MentionTest::Role(_) | MentionTest::Open(_) | MentionTest::ToldApart(_) => Reads {
                    dates: true,
                    ..nothing
                },
                MentionTest::AgreesWithDue(_) | MentionTest::AfterSent(_) => Reads {
                    dates: true,
                    sent: true,
                    ..nothing
                },
            },
            Self::Time(Quantity::Effort, _) => Reads {
                working_day: true,
                ..nothing
            },
            Self::Time(quantity @ (Quantity::Elapsed | Quantity::Open | Quantity::Working), _) => {
                let working = *quantity == Quantity::Working;
                Reads {
                    sent: true,
                    due: true,
                    recipient: true,
                    hours: working,
                    pause: working,
                    working_day: working,
                    ..nothing
                }
            }
            Self::Order(a, _, b) => nothing.and_moment(*a).and_moment(*b),
            Self::EveningRequest { of, .. } => Reads {
                sent: true,
                recipient: true,
                ..nothing.and_moment(*of)
            },
            Self::InOfficeHours(field, whose) => Reads {
                hours: true,
                recipient: *whose == Whose::Recipient,
                ..nothing.and_moment(*field)
            },
            Self::InBreak(whose) | Self::OverBreak(whose) => Reads {
                hearing: true,
                pause: true,
                recipient: *whose == Whose::Recipient,
                ..nothing
            },
            Self::WithinPlan(field) => Reads {
                period: true,
                ..nothing.and_moment(*field)
            },
            Self::Month(field, _) | Self::TimeOfDay { field, .. } => nothing.and_moment(*field),
            Self::WrittenAs(field, _) => Reads {
                written: Some(*field),
                ..nothing
            },
        }
    }

    /// The conditions that must all hold for it to hold.
    pub fn conjuncts(&self) -> &[Condition] {
        match self {
            Self::All(parts) => parts,
            other => std::slice::from_ref(other),
        }
    }

    /// Whether it concerns the request as a whole, independent of a list item.
    pub fn is_of_the_request(&self) -> bool {
        matches!(
            self,
            Self::Kind(_) | Self::Scope(_) | Self::Round(_) | Self::Flag(..)
        )
    }

    /// Whether another sending time or due of the same request can change its value.
    pub fn may_change(&self) -> bool {
        self.reads_any(|reads| {
            // Years of yearless dates are resolved from the day of sending.
            reads.is_timed()
                || reads.dates
                || reads.due_given
                || reads.due_name
                || reads.written.is_some()
                || reads.period
                || reads.clause
        })
    }

    /// Whether the condition or one inside it reads this.
    pub fn reads_any(&self, test: fn(Reads) -> bool) -> bool {
        test(self.reads()) || self.parts().iter().any(|part| part.reads_any(test))
    }

    /// The condition without parts that depend on moments, which gives the requests it is meant for.
    pub fn timeless(&self) -> Condition {
        match self {
            Self::All(items) => Self::All(items.iter().map(Condition::timeless).collect()),
            other if other.reads_any(|reads| reads.is_timed() || reads.written.is_some()) => {
                Self::All([].into())
            }
            other => other.clone(),
        }
    }

    /// The quantity of time that the condition itself compares, and its bounds.
    pub fn time(&self) -> Option<(Quantity, &[Bound])> {
        match self {
            Self::Time(quantity, bounds) => Some((*quantity, bounds)),
            Self::All(_)
            | Self::Any(_)
            | Self::Not(_)
            | Self::Known(_)
            | Self::Kind(_)
            | Self::Scope(_)
            | Self::Round(_)
            | Self::Online(_)
            | Self::Flag(..)
            | Self::UnderClause(_)
            | Self::Present(_)
            | Self::Absent(_)
            | Self::Matches(..)
            | Self::Count(..)
            | Self::Ministries(_)
            | Self::Order(..)
            | Self::EveningRequest { .. }
            | Self::InOfficeHours(..)
            | Self::InBreak(_)
            | Self::OverBreak(_)
            | Self::WithinPlan(_)
            | Self::Month(..)
            | Self::TimeOfDay { .. }
            | Self::WrittenAs(..)
            | Self::WeekdayRight
            | Self::Mention(_) => None,
        }
    }

    /// For the evening rule itself: the start of the evening, and the end of the forbidden period.
    pub fn evening(&self) -> Option<(i64, Until)> {
        match self {
            Self::EveningRequest {
                evening,
                until,
                of: _,
            } => Some((*evening, *until)),
            Self::All(_)
            | Self::Any(_)
            | Self::Not(_)
            | Self::Known(_)
            | Self::Kind(_)
            | Self::Scope(_)
            | Self::Round(_)
            | Self::Online(_)
            | Self::Flag(..)
            | Self::UnderClause(_)
            | Self::Present(_)
            | Self::Absent(_)
            | Self::Matches(..)
            | Self::Count(..)
            | Self::Ministries(_)
            | Self::Time(..)
            | Self::Order(..)
            | Self::InOfficeHours(..)
            | Self::InBreak(_)
            | Self::OverBreak(_)
            | Self::WithinPlan(_)
            | Self::Month(..)
            | Self::TimeOfDay { .. }
            | Self::WrittenAs(..)
            | Self::WeekdayRight
            | Self::Mention(_) => None,
        }
    }

    /// For the office-hours condition itself: the moment and whose hours.
    pub fn office_hours(&self) -> Option<(MomentField, Whose)> {
        match self {
            Self::InOfficeHours(field, whose) => Some((*field, *whose)),
            Self::All(_)
            | Self::Any(_)
            | Self::Not(_)
            | Self::Known(_)
            | Self::Kind(_)
            | Self::Scope(_)
            | Self::Round(_)
            | Self::Online(_)
            | Self::Flag(..)
            | Self::UnderClause(_)
            | Self::Present(_)
            | Self::Absent(_)
            | Self::Matches(..)
            | Self::Count(..)
            | Self::Ministries(_)
            | Self::Time(..)
            | Self::Order(..)
            | Self::EveningRequest { .. }
            | Self::InBreak(_)
            | Self::OverBreak(_)
            | Self::WithinPlan(_)
            | Self::Month(..)
            | Self::TimeOfDay { .. }
            | Self::WrittenAs(..)
            | Self::WeekdayRight
            | Self::Mention(_) => None,
        }
    }
}
