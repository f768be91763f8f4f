//! The typed request (依頼): what a document states, each fact with its span, before the calendar, directory
//! and rules are applied. Texts are borrowed from the file wherever its bytes are the value.

mod fact;
mod occurrence;
mod timing;

use std::borrow::Cow;

use chrono::NaiveDateTime;
use jp_datetime::prose::{Precision, Role};

use crate::calendar::hours::{Hours, Zone};
use crate::mentions::Mentions;
use crate::message::Message;
use crate::source::Span;
use ical_span::recurrence::Recurrence;
use jp_datetime::moment::Written;
use jp_datetime::relative::Window;

pub use fact::Fact;
pub use timing::{Timing, When};

impl<'a> Request<'a> {
    /// The hearing, and in a letter those after it.
    pub fn hearings(&self) -> impl Iterator<Item = &Hearing<'a>> {
        self.hearing.as_deref().into_iter().chain(&self.further_hearings)
    }

    /// Whether it is a consultation whose scope cannot be determined: 意見照会 without 協議区分.
    pub fn scope_is_unstated(&self) -> bool {
        self.scope_is_open && self.scope.is_absent()
    }

    /// Applies the scope that the word for 種別 implies; a stated 協議区分 takes precedence.
    pub(crate) fn take_kind_scope(&mut self, scope: KindScope, span: Span) {
        match scope {
            KindScope::Usual => {}
            KindScope::Is(scope) if self.scope.is_absent() => self.scope = Fact::Known(scope, span),
            KindScope::Is(_) => {}
            KindScope::Open => self.scope_is_open = true,
        }
    }
}

/// The scope that a word for 種別 implies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KindScope {
    /// None: unless the document states one, [`Scope::default`] applies.
    Usual,
    /// 法令協議
    Is(Scope),
    /// 意見照会: may be any scope, so rules on the scope stay undetermined until the document states it.
    Open,
}

/// 種別: which clause of the plan applies.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// 協議
    Consultation,
    /// 査定・審査
    Review,
    /// 調査
    Survey,
    /// 照会
    Inquiry,
    /// その他, 国会関係 among them.
    Other,
}

/// 協議区分: the subject matter of a consultation; a law by default.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Scope {
    /// 法令
    #[default]
    Law,
    /// 政策調整
    PolicyCoordination,
    /// その他
    Other,
}

/// 段階: the first round of a consultation, or a re-question.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Round {
    /// 初回・質問・意見
    #[default]
    First,
    /// 再質問・再意見
    FollowUp,
}

/// Whether a hearing may be held online, as the document states it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Online {
    /// 可
    Offered,
    /// 検討済み
    Considered,
    /// 不可
    No,
}

macro_rules! names {
    ($type:ty { $($variant:ident => $en:literal, $ja:literal;)+ }) => {
        impl $type {
            /// Every value, in the order of the plan's clauses.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The name in machine output and in rules.
            pub fn name(self) -> &'static str {
                match self { $(Self::$variant => $en),+ }
            }

            /// The name in Japanese text.
            pub fn ja(self) -> &'static str {
                match self { $(Self::$variant => $ja),+ }
            }
        }
    };
}

names!(Kind {
    Consultation => "consultation", "協議";
    Review => "review", "査定・審査";
    Survey => "survey", "調査";
    Inquiry => "inquiry", "照会";
    Other => "other", "その他";
});
names!(Scope {
    Law => "law", "法令";
    PolicyCoordination => "policy-coordination", "政策調整";
    Other => "other", "その他";
});
names!(Round {
    First => "first", "初回";
    FollowUp => "follow-up", "再質問・再意見";
});
names!(Online {
    Offered => "offered", "可";
    Considered => "considered", "検討済み";
    No => "no", "不可";
});

/// 府省・部局 as written, not yet resolved by the directory.
#[derive(Clone, Debug, PartialEq)]
pub struct Office<'a> {
    /// The ministry, or the whole name where it is written as one text.
    pub name: Cow<'a, str>,
    /// 部局, where the document states it separately.
    pub bureau: Option<Cow<'a, str>>,
    /// Location in the source.
    pub span: Span,
    /// 勤務時間 and 休憩, where stated.
    pub hours: HoursWritten,
    /// 時間帯 of its hours, where stated.
    pub zone: Option<Zone>,
}

/// Office hours that a document states for an office.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct HoursWritten {
    /// Opening and closing.
    pub office: Option<Hours>,
    /// The break; `Some(None)` states that there is none.
    pub pause: Option<Option<Hours>>,
    /// Parts that are written but could not be read.
    pub unread: UnreadHours,
}

/// Parts of an office's hours that are written but could not be read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct UnreadHours {
    /// 勤務時間
    pub office: bool,
    /// 休憩
    pub pause: bool,
    /// 時間帯
    pub zone: bool,
}

impl UnreadHours {
    /// All of them.
    pub const ALL: Self = Self {
        office: true,
        pause: true,
        zone: true,
    };

    /// Whether any part could not be read.
    pub fn any(self) -> bool {
        self.office || self.pause || self.zone
    }
}

/// One 回答期限, with its name where the request has several (質問, 意見).
#[derive(Clone, Debug, PartialEq)]
pub struct Due<'a> {
    /// Its name.
    pub name: Option<Cow<'a, str>>,
    /// The key as written, where it adds to the name: 回答期限, 提出期限, 意見期限.
    pub key: Cow<'a, str>,
    /// The moment, as written.
    pub at: Timing,
}

/// A time expression in a letter's prose.
#[derive(Clone, Debug, PartialEq)]
pub struct TimeMention {
    /// The smallest span that states it.
    pub span: Span,
    /// Its role, such as deadline or hearing.
    pub role: Role,
    /// The moment in Japan time, resolved with the letter's sending time; `None` where it cannot be.
    pub at: Option<NaiveDateTime>,
    /// The end, for a meeting.
    pub until: Option<NaiveDateTime>,
    /// Precision of `at`.
    pub precision: Option<Precision>,
    /// Whether the wording leaves the moment open.
    pub open: bool,
    /// Whether another mention states the same moment more precisely.
    pub repeats: bool,
    /// The date as written, where it does not exist: 9月31日.
    pub nonexistent: Option<Written>,
}

/// 資料: material that the recipients are asked to prepare.
#[derive(Clone, Debug, PartialEq)]
pub struct Material<'a> {
    /// Its name.
    pub name: Cow<'a, str>,
    /// What it is for.
    pub purpose: Fact<Cow<'a, str>>,
    /// Location in the source.
    pub span: Span,
}

/// ヒアリング
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Hearing<'a> {
    /// Location of the whole hearing.
    pub span: Span,
    /// 開始
    pub start: Timing,
    /// 終了
    pub end: Timing,
    /// 場所
    pub place: Fact<Cow<'a, str>>,
    /// オンライン
    pub online: Fact<Online>,
    /// 理由: why not online.
    pub reason: Fact<Cow<'a, str>>,
}

/// The window in which a template may be sent.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct SendWindow {
    /// The window.
    pub window: Window,
    /// Its location; `None` where the template does not state it.
    pub span: Option<Span>,
    /// Whether the window is wholly or partly an unfilled placeholder; `window` then holds an assumed one.
    pub blank: bool,
}

/// 例外: a recorded exception with its approver.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Exception<'a> {
    /// Location of the record.
    pub span: Span,
    /// 規則: a rule's code.
    pub rule: Fact<Cow<'a, str>>,
    /// 理由
    pub reason: Fact<Cow<'a, str>>,
    /// 承認者
    pub approved_by: Fact<Cow<'a, str>>,
    /// 有効期限: the last day on which the record is valid.
    pub expires: Fact<Written>,
}

/// 依頼: one outgoing request.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Request<'a> {
    /// Index among the file's requests, from 0.
    pub index: usize,
    /// Its first bytes: findings on missing fields point there.
    pub head: Span,
    /// 種別
    pub kind: Fact<Kind>,
    /// 協議区分
    pub scope: Fact<Scope>,
    /// Whether 種別 leaves the scope open unless 協議区分 states it: 意見照会.
    pub scope_is_open: bool,
    /// 件名
    pub subject: Fact<Cow<'a, str>>,
    /// 発出元
    pub from: Fact<Office<'a>>,
    /// The further senders, where 発出元 is a list.
    pub co_senders: Vec<Office<'a>>,
    /// 宛先; empty if none is stated.
    pub to: Vec<Office<'a>>,
    /// Location of a 宛先 that could not be read, in whole or in part.
    pub to_unreadable: Option<Span>,
    /// 発出日時
    pub sent: Fact<Written>,
    /// 回答期限: none, one, or several named ones.
    pub dues: Vec<Due<'a>>,
    /// 段階
    pub round: Fact<Round>,
    /// 想定作業量, in seconds of working time.
    pub effort: Fact<i64>,
    /// 相当の作業量
    pub considerable: Fact<bool>,
    /// 必要性
    pub necessity: Fact<Cow<'a, str>>,
    /// 資料
    pub materials: Vec<Material<'a>>,
    /// Location of 資料 that could not be read, in whole or in part.
    pub materials_unreadable: Option<Span>,
    /// ヒアリング
    pub hearing: Option<Box<Hearing<'a>>>,
    /// Hearings that a letter states after the first; rules on hearings judge each.
    pub further_hearings: Vec<Hearing<'a>>,
    /// Location of a ヒアリング of which nothing could be read.
    pub hearing_unreadable: Option<Span>,
    /// Values under misspelt keys, which are not read.
    pub misspelt: Vec<Span>,
    /// 本文
    pub body: Fact<Cow<'a, str>>,
    /// Dates written with a weekday in 件名, 必要性 and 本文.
    pub mentions: Mentions,
    /// 例外
    pub exceptions: Vec<Exception<'a>>,
    /// 雛形
    pub template: bool,
    /// The sending window of a template that states no sending time.
    pub window: Option<Box<SendWindow>>,
    /// The iCalendar property that `sent` was taken from, unless it is one that states the sending itself.
    pub sent_property: Option<&'static str>,
    /// Whether no edit of it is offered (iCalendar): a line of it could not be read, a property is written twice, or
    /// the whole component is, so that moving a time would change what else is read.
    pub is_read_only: bool,
    /// Recurrence of the hearing or the due.
    pub recurrence: Option<Box<Recurrence>>,
    /// Time expressions in the prose of a letter.
    pub time_mentions: Vec<TimeMention>,
    /// Whether it was read from a letter, where fields that prose does not state are not required.
    pub from_letter: bool,
    /// Whether it was read from a calendar, which states few fields explicitly.
    pub from_calendar: bool,
    /// Assumptions made by the reader, as sentences.
    pub notes: Vec<Message>,
    /// How the reader derived what the document does not state, as sentences.
    pub explanations: Vec<Message>,
}
