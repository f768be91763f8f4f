//! Conditions: the closed, typed vocabulary of rules, evaluated in Kleene's three-valued logic (a missing fact is
//! unknown).

use std::sync::Arc;

use super::pattern::Pattern;
use crate::request::{Kind, Online, Round, Scope};
use jp_datetime::prose::Role;

/// Truth value of Kleene's logic.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Truth {
    /// The condition holds.
    True,
    /// The condition does not hold.
    False,
    /// A fact that decides it is missing.
    Unknown,
}

impl From<bool> for Truth {
    fn from(value: bool) -> Self {
        if value { Self::True } else { Self::False }
    }
}

impl From<Option<bool>> for Truth {
    fn from(value: Option<bool>) -> Self {
        value.map_or(Self::Unknown, Self::from)
    }
}

impl std::ops::BitAnd for Truth {
    type Output = Self;

    fn bitand(self, other: Self) -> Self {
        match (self, other) {
            (Self::False, _) | (_, Self::False) => Self::False,
            (Self::True, Self::True) => Self::True,
            (Self::Unknown, _) | (_, Self::Unknown) => Self::Unknown,
        }
    }
}

impl std::ops::Not for Truth {
    type Output = Self;

    fn not(self) -> Self {
        match self {
            Self::True => Self::False,
            Self::False => Self::True,
            Self::Unknown => Self::Unknown,
        }
    }
}

/// A condition over one request. Parts are shared, so a named condition is stored once however often it is used.
#[derive(Clone, Debug)]
pub enum Condition {
    /// All hold.
    All(Arc<[Condition]>),
    /// At least one holds.
    Any(Arc<[Condition]>),
    /// Negation.
    Not(Arc<Condition>),
    /// Known to hold: false where the condition is unknown.
    Known(Arc<Condition>),
    /// 種別 is one of these.
    Kind(Vec<Kind>),
    /// 協議区分 is one of these.
    Scope(Vec<Scope>),
    /// 段階 is one of these.
    Round(Vec<Round>),
    /// オンライン is one of these.
    Online(Vec<Online>),
    /// A boolean of the request has this value.
    Flag(Flag, bool),
    /// A clause of a plan that judges the request applies to its due or its hearing.
    UnderClause(Subject),
    /// The field is written. Neither true nor false for one that could not be read.
    Present(Field),
    /// The field is not written.
    Absent(Field),
    /// A text field matches.
    Matches(Field, Pattern),
    /// Bounds on the length of a list.
    Count(List, Vec<Bound>),
    /// Bounds on the number of distinct ministries addressed.
    Ministries(Vec<Bound>),
    /// Bounds on a quantity of time.
    Time(Quantity, Vec<Bound>),
    /// A comparison of two moments.
    Order(MomentField, Order, MomentField),
    /// The evening rule: due no later than `until` on the first open day after the evening preceding the sending.
    EveningRequest {
        /// The due, or the hearing's start.
        of: MomentField,
        /// Start of the evening, in seconds since midnight.
        evening: i64,
        /// End of the forbidden period on the next open day.
        until: Until,
    },
    /// A moment, or the whole hearing, is within the office hours of one open day.
    InOfficeHours(MomentField, Whose),
    /// The hearing is entirely within a break.
    InBreak(Whose),
    /// The hearing overlaps a break partly.
    OverBreak(Whose),
    /// A moment is within the plan's period.
    WithinPlan(MomentField),
    /// A moment is in one of these months in Japan time. A due at midnight belongs to the day it ends.
    Month(MomentField, Vec<u32>),
    /// A moment, or part of the hearing, is between two times of day, in seconds since midnight in Japan time;
    /// `from` inclusive. A due at midnight belongs to the day it ends.
    TimeOfDay {
        /// The moment.
        field: MomentField,
        /// Start, inclusive.
        from: i64,
        /// End, exclusive.
        until: i64,
    },
    /// Precision in which a moment is written.
    WrittenAs(MomentField, Precision),
    /// Under `each: {of: dates}`: the weekday matches the date.
    WeekdayRight,
    /// Under `each: {of: mentions}`: a test of the mention.
    Mention(MentionTest),
}

/// A test of a moment mentioned in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MentionTest {
    /// Its role is one of these.
    Role(Vec<Role>),
    /// Whether the wording leaves the moment open.
    Open(bool),
    /// Whether it is one of the stated dues.
    AgreesWithDue(bool),
    /// Whether it is the only deadline of its text, or one of them says what it is for.
    ToldApart(bool),
    /// Bounds on the time from sending to it, in seconds.
    AfterSent(Vec<Bound>),
}

/// A boolean of the request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Flag {
    /// Every recipient belongs to the sender's own ministry.
    Internal,
    /// A consultation whose scope is unknown: 意見照会 without 協議区分.
    ScopeUnsaid,
    /// 相当の作業量, as stated.
    Considerable,
    /// A loaded plan binds the sender.
    Bound,
    /// 雛形
    Template,
    /// The sending time is stated as such or is the current time, rather than taken from another iCalendar property.
    SentStated,
    /// Materials are due at the hearing's start.
    HearingIsDue,
}

/// What a plan's clause applies to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Subject {
    /// 期限
    Due,
    /// ヒアリング
    Hearing,
}

/// A field whose presence can be tested.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "named as in the request")]
pub enum Field {
    Kind,
    Scope,
    Subject,
    From,
    To,
    Sent,
    Due,
    /// Its name among several.
    DueName,
    Round,
    Effort,
    Considerable,
    Necessity,
    Materials,
    Hearing,
    HearingPlace,
    HearingOnline,
    HearingReason,
    Body,
    /// Under `each: {of: materials}`.
    ItemName,
    /// Under `each: {of: materials}`.
    ItemPurpose,
    /// Under `each: {of: mentions}`.
    ItemWords,
}

/// A list of the request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum List {
    /// 資料
    Materials,
    /// 宛先
    To,
    /// 期限
    Dues,
    /// Every date with a weekday.
    Dates,
    /// Every moment mentioned in 件名, 必要性 and 本文.
    Mentions,
    /// The deadlines among the mentions.
    Deadlines,
}

/// A moment of the request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MomentField {
    /// 発出
    Sent,
    /// 期限
    Due,
    /// ヒアリング: its start, and its end where the whole is meant.
    Hearing,
}

/// A quantity of time, in seconds of the clock that each names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Quantity {
    /// Wall time from sending to due.
    Elapsed,
    /// Wall time from sending to due, without closed days.
    Open,
    /// The recipient's working time from sending to due.
    Working,
    /// The stated effort, in working time.
    Effort,
}

/// A bound on a quantity.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bound {
    /// The comparison.
    pub order: Order,
    /// The bound.
    pub with: Operand,
}

/// The right-hand side of a bound.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Operand {
    /// A number of seconds, or a count.
    Number(i64),
    /// The stated effort, in seconds of working time.
    Effort,
}

/// A comparison operator; for moments, “more than” is “after”.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "the names say it")]
pub enum Order {
    AtLeast,
    MoreThan,
    AtMost,
    LessThan,
}

impl Order {
    /// Applies the operator.
    pub fn holds<T: PartialOrd>(self, a: T, b: T) -> bool {
        match self {
            Self::AtLeast => a >= b,
            Self::MoreThan => a > b,
            Self::AtMost => a <= b,
            Self::LessThan => a < b,
        }
    }
}

/// End of the period that the evening rule forbids.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Until {
    /// This second of the next open day, inclusive (翌朝).
    Second(i64),
    /// The end of the next open day, exclusive of 24:00 (翌日).
    EndOfDay,
}

/// Whose office hours apply.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Whose {
    /// The sender's.
    Sender,
    /// The recipient's; each group of recipients is evaluated separately.
    Recipient,
    /// The sender's and every recipient's.
    Everyone,
}

/// Precision in which a moment is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Precision {
    /// A date without a time.
    Date,
    /// A date with a time.
    Time,
}
