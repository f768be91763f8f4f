//! A record as listed, with its status.

use chrono::NaiveDate;

use crate::diagnostic::Origin;

/// Status of a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ExceptionStatus {
    /// It clears findings, or would clear one that could not be determined.
    InForce,
    /// 逸脱: its rule allows no exception; the finding stands, marked with the record.
    Deviation,
    /// It matches no finding.
    Unused,
    /// It has expired.
    Expired,
    /// A required field is missing or unreadable.
    Incomplete,
    /// Its rule does not exist, or cannot be excepted.
    Refused,
}

impl ExceptionStatus {
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

/// A record as listed: its contents and its effect.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListedException {
    /// Index of the request in the file.
    pub request: usize,
    /// The rule as written; empty if none is.
    pub rule: String,
    /// 理由
    pub reason: Option<String>,
    /// 承認者
    pub approved_by: Option<String>,
    /// 有効期限
    pub expires: Option<NaiveDate>,
    /// Location of the record.
    pub origin: Origin,
    /// Its status.
    pub status: ExceptionStatus,
    /// Number of findings it clears, or is recorded for.
    pub findings: usize,
}
