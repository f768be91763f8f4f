//! A compiled pack: a plan and its rules.

use std::sync::Arc;

use chrono::NaiveDate;

use super::condition::{Condition, List, MomentField, Subject, Whose};
use super::reads::Reads;
use crate::calendar::hours::{Hours, Moment};
use crate::calendar::yearly::YearlyPeriod;
use crate::diagnostic::{Clause, Severity};
pub use crate::message::LocalizedText;
use crate::message::Message;
use crate::request::Kind;

/// Binding force of the clause behind a rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Binding {
    /// Without 「原則として」: no exception clears a finding.
    Must,
    /// 「原則として」: an exception with a reason and an approver clears a finding.
    InPrinciple,
    /// Not in the plan: a duty or a measure that kigen adds.
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
    /// A duration in seconds.
    Duration(i64),
    /// A time of day, in minutes since midnight.
    Time(u32),
    /// A range of times of day.
    Hours(Hours),
    /// A count.
    Count(i64),
    /// A yearly period.
    Yearly(YearlyPeriod),
}

impl ParamValue {
    /// The value as text.
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
    /// Name, without `$`.
    pub name: String,
    /// The effective value.
    pub value: ParamValue,
    /// The pack's value, where configuration overrides it.
    pub default: Option<ParamValue>,
    /// Whether the value is in the plan's text.
    pub in_plan: bool,
    /// Meaning.
    pub meaning: LocalizedText,
}

/// A message with an optional condition.
#[derive(Clone, Debug)]
pub struct ConditionalMessage {
    /// When the message applies; `None` for always.
    pub when: Option<Condition>,
    /// The template, with `{facts}`.
    pub text: Arc<LocalizedText>,
}

/// Where a finding or a label points.
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

/// A compiled rule.
#[derive(Clone, Debug)]
pub struct Rule {
    /// Its code.
    pub code: Arc<str>,
    /// Its name.
    pub name: Arc<str>,
    /// The clause, if the rule is based on one.
    pub clause: Option<Arc<Clause>>,
    /// Binding force of the clause.
    pub binding: Binding,
    /// The effective severity.
    pub severity: Severity,
    /// The severity in the pack; the search for fixes uses it whatever is configured.
    pub default_severity: Severity,
    /// Whether configuration turns the rule off.
    pub off: bool,
    /// Parameters of the rule.
    pub params: Vec<Param>,
    /// Parameters of the plan that the rule uses.
    pub plan_params: Vec<String>,
    /// Purpose, in a sentence.
    pub summary: LocalizedText,
    /// Which requests it applies to.
    pub when: Condition,
    /// What those requests must satisfy.
    pub require: Condition,
    /// The list whose items are evaluated one by one.
    pub each: Option<List>,
    /// Where the finding points.
    pub at: Place,
    /// Places of additional labels.
    pub also: Vec<Place>,
    /// Messages; the first whose condition holds is used.
    pub messages: Vec<ConditionalMessage>,
    /// Help, followed by the note.
    pub help: Option<Arc<LocalizedText>>,
    /// The note that `help` ends with; reports for people print it once a run.
    pub note: Option<Arc<LocalizedText>>,
    /// Whether a finding stops the rules that read the due's moment.
    pub stops_due: bool,
    /// Whether a finding stops the rules that compare the hearing with the sending.
    pub stops_hearing: bool,
    /// Whether reports for people print it once a run.
    pub once: bool,
    /// Whether it cannot be excepted, ignored or lowered.
    pub protected: bool,
    /// Whether it is evaluated for each due.
    pub reads_due: bool,
    /// Whether it reads the due's moment.
    pub reads_due_moment: bool,
    /// Whether it compares the hearing with the sending.
    pub reads_hearing_from_sent: bool,
    /// Whether it is evaluated for each group of recipients.
    pub reads_recipient: bool,
    /// Whether `when` too depends on the recipient.
    pub applies_by_recipient: bool,
    /// Whether it reads the sending time.
    pub reads_sent: bool,
    /// Whether it reads the plan's period.
    pub reads_period: bool,
    /// Number of conditions, counting those inside named conditions at each use.
    pub conditions: usize,
    /// For each part of `when`: whether another sending time or due can change it.
    pub(super) varies: Box<[bool]>,
    /// Number of conditions in those parts and in `require`.
    pub varying_conditions: usize,
    /// Example documents that break and keep the rule.
    pub(crate) examples: Examples,
    /// Path of the rule's file.
    pub path: String,
}

impl Rule {
    /// The parts of `when` that no sending time or due changes.
    pub fn constant_parts(&self) -> impl Iterator<Item = &Condition> {
        self.parts_that(false)
    }

    /// The parts of `when` that depend on the sending time or the due.
    pub fn varying_parts(&self) -> impl Iterator<Item = &Condition> {
        self.parts_that(true)
    }

    fn parts_that(&self, vary: bool) -> impl Iterator<Item = &Condition> {
        let parts = self.when.conjuncts().iter().zip(&self.varies);
        parts
            .filter(move |(_, varies)| **varies == vary)
            .map(|(part, _)| part)
    }

    /// Whether its application or its requirement reads such facts.
    pub fn reads_any(&self, reads: fn(Reads) -> bool) -> bool {
        self.when.reads_any(reads) || self.require.reads_any(reads)
    }

    /// Whether a finding of this rule makes the other meaningless, so that it is not evaluated.
    pub fn stops(&self, other: &Self) -> bool {
        self.stops_due && other.reads_due_moment && !other.stops_due
            || self.stops_hearing && other.reads_hearing_from_sent && !other.stops_hearing
    }

    /// Whether `require` is that a due is within the recipient's office hours.
    pub fn asks_due_hours(&self) -> bool {
        self.require.office_hours() == Some((MomentField::Due, Whose::Recipient))
    }

    /// Whether the rule may apply to a kind of request. False only if a necessary condition names other kinds, so
    /// skipping the rule is sound.
    pub fn may_apply_to(&self, kind: Kind) -> bool {
        fn may(condition: &Condition, kind: Kind) -> bool {
            if let Condition::Kind(kinds) = condition {
                return kinds.contains(&kind);
            }
            if let Condition::Any(items) = condition {
                return items.iter().any(|item| may(item, kind));
            }
            // Other conditions imply nothing about the kind.
            let Condition::All(items) = condition else {
                return true;
            };
            items.iter().all(|item| may(item, kind))
        }
        may(&self.when, kind)
    }
}

/// Examples: documentation and test of a rule.
#[derive(Clone, Debug, Default)]
pub struct Examples {
    /// Requests that break it.
    pub bad: Vec<Example>,
    /// Requests that keep it.
    pub good: Vec<Example>,
}

/// One example document.
#[derive(Clone, Debug)]
pub struct Example {
    /// The request, as YAML text.
    pub text: String,
    /// Line in the rule's file, for reports of failing tests.
    pub line: usize,
}

/// A plan with its rules.
#[derive(Clone, Debug)]
pub struct Pack {
    /// The plan's id.
    pub plan: String,
    /// Its title.
    pub title: LocalizedText,
    /// The title used in findings; the full one if no short one is given.
    pub short_title: LocalizedText,
    /// The issuer.
    pub issuer: String,
    /// URL or citation of the plan's text.
    pub source: String,
    /// Names of the ministries that it binds.
    pub binds: Vec<String>,
    /// First day of its period, if any.
    pub from: Option<NaiveDate>,
    /// Last day of its period, if any.
    pub until: Option<NaiveDate>,
    /// Prefix of its codes.
    pub prefix: String,
    /// Its parameters.
    pub params: Vec<Param>,
    /// Its rules.
    pub rules: Vec<Rule>,
    /// For each rule on a due: the requests to which its clause applies.
    pub due_clauses: Vec<Condition>,
    /// For each rule on a hearing: the requests to which its clause applies.
    pub hearing_clauses: Vec<Condition>,
}

/// Id of the pack of rules of no plan, which is always loaded.
pub const COMMON: &str = "common";

impl Pack {
    /// Whether it is a plan's pack, not [`COMMON`].
    pub fn is_plan(&self) -> bool {
        self.plan != COMMON
    }

    /// Whether the plan's period has a start or an end.
    pub fn has_period(&self) -> bool {
        self.from.is_some() || self.until.is_some()
    }

    /// The requests to which its clauses on a subject apply.
    pub fn clauses(&self, subject: Subject) -> &[Condition] {
        match subject {
            Subject::Due => &self.due_clauses,
            Subject::Hearing => &self.hearing_clauses,
        }
    }

    /// Computes `due_clauses` and `hearing_clauses` from the rules: a clause applies where a rule based on it
    /// applies, disregarding times.
    pub(super) fn note_clauses(&mut self) {
        let conditions_of = |test: fn(&Rule) -> bool| {
            let rules = self
                .rules
                .iter()
                .filter(|rule| rule.clause.is_some() && test(rule));
            rules.map(|rule| rule.when.timeless()).collect()
        };
        self.due_clauses = conditions_of(|rule| rule.reads_due);
        self.hearing_clauses = conditions_of(|rule| {
            matches!(rule.at, Place::Hearing | Place::HearingStart | Place::HearingEnd)
                || rule.require.reads_any(|reads| reads.hearing)
        });
    }

    /// Whether `at` is within the plan's period, which includes 24:00 of its last day.
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
