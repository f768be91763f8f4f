//! Exceptions (例外) that a configuration records for files by their paths.

use std::sync::Arc;

use chrono::NaiveDate;

use crate::source::{Source, Span};

/// A value and where it is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stated<T> {
    /// The value.
    pub value: T,
    /// Where it stands.
    pub span: Span,
}

/// A record of `exceptions:` (例外) in a configuration. Its rule is known to exist; whether it allows an
/// exception, whether the record is complete and whether it is still good is for the check to say.
#[derive(Clone, Debug)]
pub struct ConfiguredException {
    /// The configuration it stands in: all spans here are of its text.
    pub source: Arc<Source>,
    /// The whole record.
    pub span: Span,
    /// 対象: globs as written, relative to the configuration's folder. Which of them match a file has
    /// been told already where the record is among an engine's.
    pub paths: Vec<String>,
    /// 規則: a rule's code.
    pub rule: Stated<String>,
    /// 理由
    pub reason: Option<Stated<String>>,
    /// 承認者
    pub approved_by: Option<Stated<String>>,
    /// 有効期限: the last day on which it holds.
    pub expires: Option<Stated<NaiveDate>>,
}
