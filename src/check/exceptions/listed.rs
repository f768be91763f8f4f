//! A record as it is listed, and how it stands.

use chrono::NaiveDate;

use crate::diagnostic::Origin;

/// How a record stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ExceptionStatus {
    /// It clears findings, or would if there were any that could be judged.
    InForce,
    /// 逸脱: its rule allows no exception; the finding remains, with the record.
    Deviation,
    /// It matches nothing.
    Unused,
    /// Its last day is over.
    Expired,
    /// Something that it must state is missing or cannot be read.
    Incomplete,
    /// What it names cannot be excepted, or is no rule.
    Refused,
}

impl ExceptionStatus {
    /// Every standing.
    pub const ALL: [Self; 6] = [
        Self::InForce,
        Self::Deviation,
        Self::Unused,
        Self::Expired,
        Self::Incomplete,
        Self::Refused,
    ];

    /// The name in machine output.
    pub fn name(self) -> &'static str {
        match self {
            Self::InForce => "in-force",
            Self::Deviation => "deviation",
            Self::Unused => "unused",
            Self::Expired => "expired",
            Self::Incomplete => "incomplete",
            Self::Refused => "refused",
        }
    }
}

/// A record as it is listed: what it says, and what came of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listed {
    /// The request that it is of, by its index in the file.
    pub request: usize,
    /// The rule as it is written; empty where none is.
    pub rule: String,
    /// 理由
    pub reason: Option<String>,
    /// 承認者
    pub approved_by: Option<String>,
    /// 有効期限
    pub expires: Option<NaiveDate>,
    /// Where it stands.
    pub origin: Origin,
    /// How it stands.
    pub standing: ExceptionStatus,
    /// How many findings it clears, or is recorded for.
    pub findings: usize,
}
