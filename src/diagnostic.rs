//! Findings: location, message with figures, clause and fixes. Independent of any output format.

use std::borrow::Cow;
use std::sync::Arc;

use chrono::NaiveDate;

use crate::message::{LocalizedText, Message};
use crate::source::{Source, Span};

/// Severity of a finding, ordered: [`Severity::Info`] < [`Severity::Warning`] < [`Severity::Error`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// 参考
    Info,
    /// 注意
    Warning,
    /// 違反
    Error,
}

impl Severity {
    /// Every severity, most severe first.
    pub const ALL: [Self; 3] = [Self::Error, Self::Warning, Self::Info];

    /// The name in machine output and in rules.
    pub fn name(self) -> &'static str {
        match self {
            Self::Info => "info",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }

    /// A severity by its name.
    pub fn by_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|severity| severity.name() == name)
    }
}

/// A finding.
#[derive(Clone, Debug, PartialEq)]
pub struct Diagnostic {
    /// The rule's code.
    pub code: Cow<'static, str>,
    /// The rule's name.
    pub name: Cow<'static, str>,
    /// The effective severity, after configuration.
    pub severity: Severity,
    /// What is wrong, with the figures that show it.
    pub message: Message,
    /// What the author should do.
    pub help: Option<Message>,
    /// The part of the message that reports for people print at most once a run.
    pub note: Option<Message>,
    /// A short label for the marked text.
    pub label: Option<Message>,
    /// Location: the whole scalar, quotes included.
    pub span: Span,
    /// Index of the request in the file; `None` for a finding on the file itself.
    pub request: Option<usize>,
    /// Other locations that bear on the finding.
    pub related: Vec<Label>,
    /// Figures by name: durations in ISO 8601, of the clock that the name gives; moments in RFC 3339.
    pub facts: Vec<(&'static str, String)>,
    /// The clause it breaks.
    pub clause: Option<Arc<Clause>>,
    /// Edits that fix it.
    pub fixes: Vec<Fix>,
    /// 例外: the record that exempts this finding.
    pub exception: Option<Arc<Record>>,
    /// Whether configuration and exceptions cannot except, ignore or lower it.
    pub protected: bool,
    /// 逸脱: the record of a departure from a rule that allows no exception. The finding stands.
    pub deviation: Option<Arc<Record>>,
    /// The sentence of `help` that gives the nearest complying times; readable on its own.
    pub remedy: Option<Message>,
}

/// A recorded departure from a rule: the reason, and who approved it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Record {
    /// 理由
    pub reason: String,
    /// 承認者
    pub approved_by: String,
    /// 有効期限: the last day on which the record is valid.
    pub expires: Option<NaiveDate>,
    /// Location of the record.
    pub origin: Origin,
}

/// Location of a record.
#[derive(Clone, Debug)]
pub enum Origin {
    /// In the file of the finding.
    Document(Span),
    /// In a configuration.
    Configured(Arc<Source>, Span),
}

impl PartialEq for Origin {
    fn eq(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Document(one), Self::Document(other)) => one == other,
            (Self::Configured(one, here), Self::Configured(other, there)) => {
                one.path() == other.path() && here == there
            }
            _ => false,
        }
    }
}

impl Eq for Origin {}

/// A secondary location with its message.
#[derive(Clone, Debug, PartialEq)]
pub struct Label {
    /// The message for that location.
    pub message: Message,
    /// The location.
    pub span: Span,
}

/// A clause of a plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Clause {
    /// The plan's id.
    pub plan: String,
    /// The plan's title, the short one if it has one.
    pub title: LocalizedText,
    /// The section's number.
    pub section: String,
    /// The clause's text, as quoted.
    pub quote: Message,
}

/// How far an edit can be trusted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Applicability {
    /// Applying it changes nothing but what the title says.
    Safe,
    /// It changes text whose meaning a person has to confirm.
    Unsafe,
}

/// An edit that fixes a finding.
#[derive(Clone, Debug, PartialEq)]
pub struct Fix {
    /// What the fix does.
    pub title: Message,
    /// How far it can be trusted.
    pub applicability: Applicability,
    /// Replacements, which do not overlap.
    pub edits: Vec<Edit>,
}

/// One replacement.
#[derive(Clone, Debug, PartialEq)]
pub struct Edit {
    /// The range that is replaced.
    pub span: Span,
    /// The new text.
    pub text: String,
}

/// A code raised by the readers themselves. Codes of rules come from packs, as data.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ReaderCode {
    /// `KG0xx`.
    pub code: &'static str,
    /// Its name.
    pub name: &'static str,
    /// Its severity, which configuration cannot change.
    pub severity: Severity,
}

macro_rules! reader_codes {
    ($($(#[$doc:meta])+ $id:ident = $code:literal $name:literal $severity:ident;)+) => {
        $($(#[$doc])+ pub const $id: ReaderCode =
            ReaderCode { code: $code, name: $name, severity: Severity::$severity };)+
        /// Every code of the readers, in order.
        pub const READER_CODES: &[ReaderCode] = &[$($id),+];
    };
}

reader_codes! {
    /// 文字コードが読めない。
    UNREADABLE_FILE = "KG001" "unreadable-file" Error;
    /// 書き方の誤り。
    SYNTAX = "KG002" "syntax" Error;
    /// 知らない項目。
    UNKNOWN_KEY = "KG003" "unknown-key" Error;
    /// 同じ項目が二つ。
    DUPLICATE_KEY = "KG004" "duplicate-key" Error;
    /// 要る項目がない。
    MISSING_FIELD = "KG005" "missing-field" Error;
    /// 値の形が違う。
    WRONG_TYPE = "KG006" "wrong-type" Error;
    /// 値が読めない。
    UNREADABLE_VALUE = "KG007" "unreadable-value" Error;
    /// 上限を超えた。
    LIMIT_EXCEEDED = "KG008" "limit-exceeded" Error;
    /// 名指しのファイルに依頼がない。
    NO_REQUEST_FOUND = "KG009" "no-request-found" Warning;
    /// 当たる所見のない例外。
    EXCEPTION_UNUSED = "KG010" "exception-unused" Warning;
    /// 理由か承認者のない例外。
    EXCEPTION_INCOMPLETE = "KG011" "exception-incomplete" Error;
    /// 例外の許されない規則。
    EXCEPTION_NOT_ALLOWED = "KG012" "exception-not-allowed" Error;
    /// 期限の切れた例外。
    EXCEPTION_EXPIRED = "KG013" "exception-expired" Error;
    /// 知らない時間帯。
    UNKNOWN_TIME_ZONE = "KG014" "unknown-time-zone" Error;
    /// 読めない行。
    MALFORMED_LINE = "KG015" "malformed-line" Error;
    /// 当たるファイルのない範囲。
    GLOB_UNUSED = "KG016" "glob-unused" Warning;
    /// 依頼のないフォルダ。
    NOTHING_TO_CHECK = "KG017" "nothing-to-check" Warning;
    /// 計画の定めを弱める設定。
    PLAN_WEAKENED = "KG018" "plan-weakened" Warning;
    /// 名簿にない名称の勤務時間。
    UNLISTED_OFFICE = "KG019" "unlisted-office" Info;
    /// 項目があり、値がない。
    BLANK_FIELD = "KG020" "blank-field" Warning;
    /// 目に見えない文字。
    INVISIBLE_CHARACTER = "KG021" "invisible-character" Warning;
    /// 記入漏れ。
    UNFILLED_PLACEHOLDER = "KG409" "unfilled-placeholder" Error;
}

/// Whether a code belongs to the readers: it cannot be excepted, ignored or lowered.
pub fn is_of_readers(code: &str) -> bool {
    READER_CODES.iter().any(|known| known.code == code)
}

/// Whether a code reports that a file or a value could not be read. The codes listed here are the readers' too,
/// but report something that was read.
pub fn is_of_reading(code: &str) -> bool {
    let judged = [
        EXCEPTION_UNUSED,
        EXCEPTION_INCOMPLETE,
        EXCEPTION_NOT_ALLOWED,
        EXCEPTION_EXPIRED,
        GLOB_UNUSED,
        NOTHING_TO_CHECK,
        PLAN_WEAKENED,
        UNLISTED_OFFICE,
        INVISIBLE_CHARACTER,
    ];
    is_of_readers(code) && !judged.iter().any(|known| known.code == code)
}

impl Diagnostic {
    /// A finding of a reader.
    pub fn reader(code: ReaderCode, span: Span, message: impl Into<Message>) -> Self {
        Self {
            code: Cow::Borrowed(code.code),
            name: Cow::Borrowed(code.name),
            severity: code.severity,
            message: message.into(),
            help: None,
            note: None,
            label: None,
            span,
            request: None,
            related: Vec::new(),
            facts: Vec::new(),
            clause: None,
            fixes: Vec::new(),
            exception: None,
            protected: true,
            deviation: None,
            remedy: None,
        }
    }

    /// Sets the help text.
    pub fn with_help(mut self, help: impl Into<Message>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// Adds a secondary location.
    pub fn with_related(mut self, span: Span, message: impl Into<Message>) -> Self {
        let message = message.into();
        self.related.push(Label { message, span });
        self
    }
}
