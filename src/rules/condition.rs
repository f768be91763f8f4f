//! The vocabulary in which rules are written: small, typed and closed. Three-valued (Kleene): what is
//! missing is unknown.

use std::sync::Arc;

use super::pattern::Pattern;
use crate::request::{Kind, Online, Round, Scope};
use jp_datetime::prose::Role;

/// True, false, or not known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Truth {
    /// It holds.
    True,
    /// It does not hold.
    False,
    /// A fact it needs is missing.
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

/// A condition over one request. Parts are shared: a condition that is named costs what it is once, however
/// often it is used.
#[derive(Clone, Debug)]
pub enum Condition {
    /// Every one holds.
    All(Arc<[Condition]>),
    /// At least one holds.
    Any(Arc<[Condition]>),
    /// It does not hold.
    Not(Arc<Condition>),
    /// It is known to hold: false where it is unknown.
    Known(Arc<Condition>),
    /// 種別 is one of these.
    Kind(Vec<Kind>),
    /// 協議区分 is one of these.
    Scope(Vec<Scope>),
    /// 段階 is one of these.
    Round(Vec<Round>),
    /// オンライン is one of these.
    Online(Vec<Online>),
    /// A yes or no of the request is so.
    Flag(Flag, bool),
    /// A clause of a plan that judges the request applies to its due, or to its hearing.
    UnderClause(Subject),
    /// The field is written.
    Present(Field),
    /// The field is not written.
    Absent(Field),
    /// A text field matches.
    Matches(Field, Pattern),
    /// So many items in a list.
    Count(List, Vec<Bound>),
    /// So many distinct ministries asked.
    Ministries(Vec<Bound>),
    /// A quantity of time compared.
    Time(Quantity, Vec<Bound>),
    /// One moment compared with another.
    Order(MomentField, Order, MomentField),
    /// The evening rule: due no later than `until` on the first open day after the evening before.
    EveningRequest {
        /// What is due: the due, or the hearing's start.
        of: MomentField,
        /// From when it is evening, in seconds of the day.
        evening: i64,
        /// Until when on the next open day.
        until: Until,
    },
    /// A moment, or the whole hearing, inside the office hours of one open day.
    InOfficeHours(MomentField, Whose),
    /// The hearing lies wholly inside a break.
    InBreak(Whose),
    /// The hearing overlaps a break in part.
    OverBreak(Whose),
    /// A moment inside the plan's period.
    WithinPlan(MomentField),
    /// A moment in one of these months, in Japan time. Midnight ends the day of a due.
    Month(MomentField, Vec<u32>),
    /// A moment, or a part of the hearing, between two times of any day, in seconds and in Japan time: the first
    /// itself included. Midnight ends the day of a due.
    TimeOfDay {
        /// Which.
        field: MomentField,
        /// First.
        from: i64,
        /// One past the last.
        until: i64,
    },
    /// How precisely a moment is written.
    WrittenAs(MomentField, Precision),
    /// Under `each: {of: dates}`: the weekday written is the date's.
    WeekdayRight,
    /// Under `each: {of: mentions}`: what the mention is like.
    Mention(MentionTest),
}

/// The test of a moment that a text mentions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MentionTest {
    /// It is one of these to the addressee.
    Role(Vec<Role>),
    /// The words leave it open.
    Open(bool),
    /// It is one of the stated dues.
    AgreesWithDue(bool),
    /// It is the only deadline of its text, or one says what it is for.
    ToldApart(bool),
    /// So long after the sending.
    AfterSent(Vec<Bound>),
}

/// A yes or no of the request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Flag {
    /// Every recipient belongs to the sender's own ministry.
    Internal,
    /// A consultation of which it is not said what it is about (意見照会).
    ScopeUnsaid,
    /// 相当の作業量, as stated.
    Considerable,
    /// The sender is bound by a loaded plan.
    Bound,
    /// 雛形
    Template,
    /// The sending time is the document's own or the present, and not that of another calendar property.
    SentStated,
    /// What is asked for is due when the hearing starts.
    HearingIsDue,
}

/// What a clause of a plan is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Subject {
    /// 期限
    Due,
    /// ヒアリング
    Hearing,
}

/// A field that is written or not.
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
    /// Every moment that 件名, 必要性 and 本文 mention.
    Mentions,
    /// Those of them by which something is asked for.
    Deadlines,
}

/// A moment of the request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MomentField {
    /// 発出
    Sent,
    /// 期限
    Due,
    /// ヒアリング, from its start to its end.
    Hearing,
}

/// A quantity of time, in seconds: of wall time, of open time, of working time, and the effort in
/// working time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Quantity {
    /// From sent to due.
    Elapsed,
    /// From sent to due, without closed days.
    Open,
    /// From sent to due, in the recipient's hours.
    Working,
    /// As estimated.
    Effort,
}

/// A bound on a quantity.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bound {
    /// Which side, and whether the bound itself passes.
    pub order: Order,
    /// What it is compared with.
    pub with: Operand,
}

/// What a quantity is compared with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Operand {
    /// Seconds, or a count.
    Number(i64),
    /// The effort.
    Effort,
}

/// A comparison; of moments, “more than” is “after”.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "the names say it")]
pub enum Order {
    AtLeast,
    MoreThan,
    AtMost,
    LessThan,
}

impl Order {
    /// Whether `a` stands so to `b`.
    pub fn holds<T: PartialOrd>(self, a: T, b: T) -> bool {
        match self {
            Self::AtLeast => a >= b,
            Self::MoreThan => a > b,
            Self::AtMost => a <= b,
            Self::LessThan => a < b,
        }
    }
}

/// The end of the evening rule's reach.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Until {
    /// A second of the next open day, itself included (翌朝).
    Second(i64),
    /// The whole of the next open day, 24:00 not included (翌日).
    EndOfDay,
}

/// Whose hours are asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Whose {
    /// The sender's.
    Sender,
    /// The recipient's: each is judged by its own.
    Recipient,
    /// The sender's and every recipient's.
    Everyone,
}

/// How precisely a moment is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Precision {
    /// A date alone.
    Date,
    /// With a time.
    Time,
}
