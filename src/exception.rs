//! Exceptions (例外) that a configuration records for files by their paths.

use std::sync::Arc;

use chrono::NaiveDate;

use crate::source::{Source, Span};

/// A value with its location.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Spanned<T> {
    /// The value.
    pub value: T,
    /// Location of the value in the configuration's text.
    pub span: Span,
}

/// A record of `exceptions:` (例外) in a configuration. The rule is known to exist. Whether the rule allows
/// exceptions, and whether the record is complete and not expired, is left to the check.
#[derive(Clone, Debug)]
pub struct ConfiguredException {
    /// The configuration that contains it; all spans here index its text.
    pub source: Arc<Source>,
    /// The whole record.
    pub span: Span,
    /// 規則: a rule's code.
    pub rule: Spanned<String>,
    /// 理由
    pub reason: Option<Spanned<String>>,
    /// 承認者
    pub approved_by: Option<Spanned<String>>,
    /// 有効期限: the last day on which the record is valid.
    pub expires: Option<Spanned<NaiveDate>>,
}
