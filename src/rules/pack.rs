//! A pack: a plan and its rules, compiled.

use std::sync::Arc;

use chrono::NaiveDate;

use super::condition::{Condition, List, MomentField, Subject, Whose};
use crate::calendar::hours::{Hours, Moment};
use crate::calendar::yearly::YearlyPeriod;
use crate::diagnostic::{Clause, Severity};
pub use crate::message::LocalizedText;
use crate::message::Message;
use crate::request::Kind;

/// How binding the clause behind a rule is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Binding {
    /// No 「原則として」: no exception clears it.
    Must,
    /// 「原則として」: an exception with a reason and an approver clears it.
    InPrinciple,
    /// The duty or the measure is kigen's own, not in the plan's words.
    Practice,
}

impl Binding {
    /// Every binding.
    pub const ALL: [Self; 3] = [Self::Must, Self::InPrinciple, Self::Practice];

    /// The name in rules and machine output.
    pub fn name(self) -> &'static str {
        match self {
            Self::Must => "must",
            Self::InPrinciple => "in-principle",
            Self::Practice => "practice",
        }
    }
}

/// A parameter's value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ParamValue {
    /// Seconds.
    Duration(i64),
    /// Minutes since midnight.
    Time(u32),
    /// From one time of day to another.
    Hours(Hours),
    /// A number of things.
    Count(i64),
    /// A period of every year.
    Yearly(YearlyPeriod),
}

impl ParamValue {
    /// The value in words.
    pub fn words(self) -> Message {
        match self {
            Self::Duration(seconds) => Message::Duration(seconds),
            Self::Time(minutes) => Message::TimeOfDay(minutes),
            Self::Hours(hours) => Message::Hours(hours.from, hours.until),
            Self::Count(count) => Message::Number(count),
            Self::Yearly(period) => Message::Yearly(period.from, period.until),
        }
    }
}

/// A parameter of a plan or of a rule.
#[derive(Clone, Debug, PartialEq)]
pub struct Param {
    /// Its name, without the `$`.
    pub name: String,
    /// Its value.
    pub value: ParamValue,
    /// The pack's own value, where configuration sets another.
    pub default: Option<ParamValue>,
    /// Whether the plan's own words give it.
    pub in_plan: bool,
    /// What it means.
    pub meaning: LocalizedText,
}

/// A message, perhaps only under a condition.
#[derive(Clone, Debug)]
pub struct ConditionalMessage {
    /// When it is the one to say; `None` always.
    pub when: Option<Condition>,
    /// Its words, with `{facts}`.
    pub text: Arc<LocalizedText>,
}

/// What a finding or a label points at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "named as in the request")]
pub enum Place {
    Kind,
    From,
    To,
    Sent,
    Due,
    Effort,
    Considerable,
    Necessity,
    Subject,
    Body,
    Materials,
    Hearing,
    HearingStart,
    HearingEnd,
    HearingOnline,
    /// The item under `each`.
    Item,
}

/// A rule, compiled.
#[derive(Clone, Debug)]
pub struct Rule {
    /// Its code.
    pub code: Arc<str>,
    /// Its name.
    pub name: Arc<str>,
    /// Its clause, where it has one.
    pub clause: Option<Arc<Clause>>,
    /// How binding that is.
    pub binding: Binding,
    /// The severity in force.
    pub severity: Severity,
    /// The severity unless configuration says otherwise: remedies go by it.
    pub default_severity: Severity,
    /// Whether configuration turns it off.
    pub off: bool,
    /// Its own parameters.
    pub params: Vec<Param>,
    /// The plan's parameters that it uses.
    pub plan_params: Vec<String>,
    /// What it is for, in a sentence.
    pub summary: LocalizedText,
    /// To which requests it applies.
    pub when: Condition,
    /// What it asks of them.
    pub require: Condition,
    /// The list each item of which is asked.
    pub each: Option<List>,
    /// Where its finding points.
    pub at: Place,
    /// What else is labelled.
    pub also: Vec<Place>,
    /// Its messages; the first whose condition holds is used.
    pub messages: Vec<ConditionalMessage>,
    /// What to do, and what is to be noted.
    pub help: Option<Arc<LocalizedText>>,
    /// What is to be noted, as `help` ends with it: said once a run to people.
    pub note: Option<Arc<LocalizedText>>,
    /// It stops the rules that read due's moment.
    pub stops_due: bool,
    /// It stops the rules that compare the hearing with the sending.
    pub stops_hearing: bool,
    /// Said once a run to people.
    pub once: bool,
    /// Nothing excepts, ignores or lowers it.
    pub protected: bool,
    /// Judged for each due.
    pub reads_due: bool,
    /// Reads due's moment.
    pub reads_due_moment: bool,
    /// Compares the hearing with the sending.
    pub reads_hearing_from_sent: bool,
    /// Judged for each recipient.
    pub reads_recipient: bool,
    /// Whether it applies is asked for each recipient too.
    pub applies_by_recipient: bool,
    /// Reads the moment of sending.
    pub reads_sent: bool,
    /// Reads the plan's period.
    pub reads_period: bool,
    /// How many conditions it is made of, those inside named ones counted wherever these are used.
    pub conditions: usize,
    /// Which parts of `when` may come out otherwise for another sending, or another due of the same request.
    pub(super) varies: Box<[bool]>,
    /// How many conditions those have, and what it asks.
    pub varying_conditions: usize,
    /// Example documents that break it and that keep it, as written.
    pub(crate) examples: Examples,
    /// The file it was read from.
    pub path: String,
}

impl Rule {
    /// The parts of `when` that are the same whenever a request is sent and due.
    pub fn lasting(&self) -> impl Iterator<Item = &Condition> {
        self.parts_that(false)
    }

    /// The parts of `when` that are not.
    pub fn varying(&self) -> impl Iterator<Item = &Condition> {
        self.parts_that(true)
    }

    fn parts_that(&self, vary: bool) -> impl Iterator<Item = &Condition> {
        let parts = self.when.conjuncts().iter().zip(&self.varies);
        parts
            .filter(move |(_, varies)| **varies == vary)
            .map(|(part, _)| part)
    }

    /// Whether it stops another: what that one reads makes no sense where this one is raised.
    pub fn stops(&self, other: &Self) -> bool {
        self.stops_due && other.reads_due_moment && !other.stops_due
            || self.stops_hearing && other.reads_hearing_from_sent && !other.stops_hearing
    }

    /// Whether it asks that a due lies inside a recipient's office hours.
    pub fn asks_due_hours(&self) -> bool {
        self.require.office_hours() == Some((MomentField::Due, Whose::Recipient))
    }

    /// Whether the rule may apply to a kind of request: false only where a condition that must hold names
    /// other kinds. Rules that cannot apply need not be asked.
    pub fn may_apply_to(&self, kind: Kind) -> bool {
        fn may(condition: &Condition, kind: Kind) -> bool {
            if let Condition::Kind(kinds) = condition {
                return kinds.contains(&kind);
            }
            if let Condition::Any(items) = condition {
                return items.iter().any(|item| may(item, kind));
            }
            // Of the others nothing follows about the kind.
            let Condition::All(items) = condition else {
                return true;
            };
            items.iter().all(|item| may(item, kind))
        }
        may(&self.when, kind)
    }
}

/// A rule's examples: its documentation and its test.
#[derive(Clone, Debug, Default)]
pub struct Examples {
    /// Requests it must raise.
    pub bad: Vec<Example>,
    /// Requests it must not raise.
    pub good: Vec<Example>,
}

/// One example document.
#[derive(Clone, Debug)]
pub struct Example {
    /// The request, as YAML text.
    pub text: String,
    /// Where it stands in the rule's file, for the report of a test that fails.
    pub line: usize,
}

/// A plan and its rules.
#[derive(Clone, Debug)]
pub struct Pack {
    /// The plan's id.
    pub plan: String,
    /// Its title.
    pub title: LocalizedText,
    /// Its title as findings cite it; the whole one where no shorter is given.
    pub short_title: LocalizedText,
    /// Who issued it.
    pub issuer: String,
    /// Where its text is.
    pub source: String,
    /// The names of the ministries it binds.
    pub binds: Vec<String>,
    /// Its first day, where one is set.
    pub from: Option<NaiveDate>,
    /// Its last day, where one is set.
    pub until: Option<NaiveDate>,
    /// The letters its codes begin with.
    pub prefix: String,
    /// Its parameters.
    pub params: Vec<Param>,
    /// Its rules, by code.
    pub rules: Vec<Rule>,
    /// To which requests its clauses on a due apply: one a rule.
    pub due_clauses: Vec<Condition>,
    /// To which requests its clauses on a hearing apply.
    pub hearing_clauses: Vec<Condition>,
}

/// The id of the pack that belongs to no plan and is always loaded.
pub const COMMON: &str = "common";

impl Pack {
    /// Whether it is a plan's: there is one besides whose rules belong to none.
    pub fn is_plan(&self) -> bool {
        self.plan != COMMON
    }

    /// Whether the plan has a first or a last day.
    pub fn has_period(&self) -> bool {
        self.from.is_some() || self.until.is_some()
    }

    /// To which requests its clauses on a subject apply.
    pub fn clauses(&self, subject: Subject) -> &[Condition] {
        match subject {
            Subject::Due => &self.due_clauses,
            Subject::Hearing => &self.hearing_clauses,
        }
    }

    /// Notes to which requests its clauses apply, once its rules are there: a clause applies where a rule
    /// that holds to it does, whatever the times are.
    pub(super) fn note_clauses(&mut self) {
        let of = |test: fn(&Rule) -> bool| {
            let rules = self
                .rules
                .iter()
                .filter(|rule| rule.clause.is_some() && test(rule));
            rules.map(|rule| rule.when.timeless()).collect()
        };
        self.due_clauses = of(|rule| rule.reads_due);
        self.hearing_clauses = of(|rule| {
            matches!(rule.at, Place::Hearing | Place::HearingStart | Place::HearingEnd)
                || rule.require.reads_any(|reads| reads.hearing)
        });
    }

    /// Whether `at` lies in the plan's period. It ends with its last day's 24:00, and that moment is not
    /// after it.
    pub fn in_force_at(&self, at: Moment) -> bool {
        let start = |date: NaiveDate| date.and_hms_opt(0, 0, 0).map(Moment::from_japan);
        let begun = self.from.and_then(start).is_none_or(|from| from <= at);
        let over = self
            .until
            .and_then(|day| day.succ_opt())
            .and_then(start)
            .is_some_and(|end| at > end);
        begun && !over
    }

    /// A parameter by its name.
    pub fn param(&self, name: &str) -> Option<ParamValue> {
        self.params
            .iter()
            .find(|param| param.name == name)
            .map(|param| param.value)
    }

    /// A rule by its code.
    pub fn rule(&self, code: &str) -> Option<&Rule> {
        self.rules.iter().find(|rule| &*rule.code == code)
    }
}
