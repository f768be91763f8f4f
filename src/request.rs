//! The typed request (依頼): what a document says, every fact with its place, before any calendar,
//! directory or rule has looked at it. Texts are borrowed from the file where they stand in it as they are.

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
pub use timing::Timing;

impl Request<'_> {
    /// Whether it is a consultation of which nobody can say what it is about: 意見照会 without 協議区分.
    pub fn scope_is_unsaid(&self) -> bool {
        self.scope_is_open && self.scope.is_absent()
    }

    /// What the word for 種別 says of the scope: 協議区分 goes before it.
    pub(crate) fn take_kind_scope(&mut self, scope: KindScope, span: Span) {
        match scope {
            KindScope::Usual => {}
            KindScope::Is(scope) if self.scope.is_absent() => self.scope = Fact::Known(scope, span),
            KindScope::Is(_) => {}
            KindScope::Open => self.scope_is_open = true,
        }
    }
}

/// What a word for 種別 says of the scope.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KindScope {
    /// Nothing: where the document does not say either, it is the usual one.
    Usual,
    /// 法令協議
    Is(Scope),
    /// 意見照会: it may be any, until the document says which.
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

/// 協議区分: what a consultation is about; a law by default.
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

/// Whether a hearing may be held online.
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
            /// Every value, in the design's order.
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

/// 府省・部局 as the document names it; the directory has not been asked yet.
#[derive(Clone, Debug, PartialEq)]
pub struct Office<'a> {
    /// The ministry, or the whole name where it is written as one text.
    pub name: Cow<'a, str>,
    /// 部局, where the document gives it apart.
    pub bureau: Option<Cow<'a, str>>,
    /// Where it stands.
    pub span: Span,
    /// 勤務時間 and 休憩, where the document gives them.
    pub hours: HoursWritten,
    /// The zone its hours are in, where the document gives one.
    pub zone: Option<Zone>,
}

/// The hours a document states for an office.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct HoursWritten {
    /// Opening and closing.
    pub office: Option<Hours>,
    /// The break; `Some(None)` says that there is none.
    pub pause: Option<Option<Hours>>,
    /// What was written that could not be read.
    pub unread: HoursUnread,
}

/// Parts of an office's hours that are written and cannot be read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct HoursUnread {
    /// 勤務時間
    pub office: bool,
    /// 休憩
    pub pause: bool,
    /// 時間帯
    pub zone: bool,
}

impl HoursUnread {
    /// All of them.
    pub const ALL: Self = Self {
        office: true,
        pause: true,
        zone: true,
    };

    /// Whether any part is.
    pub fn any(self) -> bool {
        self.office || self.pause || self.zone
    }
}

/// A due moment, with its name where the request sets several (質問, 意見).
#[derive(Clone, Debug, PartialEq)]
pub struct Due<'a> {
    /// Its name.
    pub name: Option<Cow<'a, str>>,
    /// The key it stands under, where that says more than its name: 回答期限, 提出期限, 意見期限.
    pub key: Cow<'a, str>,
    /// When.
    pub at: Timing,
}

/// What a text says of time at one place.
#[derive(Clone, Debug, PartialEq)]
pub struct TimeMention {
    /// The smallest words that say it.
    pub span: Span,
    /// What it is to the reader.
    pub role: Role,
    /// When, in Japan's time, for a letter sent as this one is.
    pub at: Option<NaiveDateTime>,
    /// Of a meeting, its end.
    pub until: Option<NaiveDateTime>,
    /// How exactly.
    pub precision: Option<Precision>,
    /// Whether the words leave the moment open.
    pub open: bool,
    /// Whether another says the same more exactly.
    pub repeats: bool,
}

/// 資料: something the recipients are asked to make.
#[derive(Clone, Debug, PartialEq)]
pub struct Material<'a> {
    /// Its name.
    pub name: Cow<'a, str>,
    /// What it is for.
    pub purpose: Fact<Cow<'a, str>>,
    /// Where it stands.
    pub span: Span,
}

/// ヒアリング
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Hearing<'a> {
    /// Where the whole of it stands.
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

/// When a template may be sent, and where it says so.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct SendWindow {
    /// The window.
    pub window: Window,
    /// Where it stands; nowhere where the template does not say.
    pub span: Option<Span>,
    /// Whether the window, or a part of it, is a blank, and what stands here a guess.
    pub blank: bool,
}

/// 例外: a record that somebody answers for.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Exception<'a> {
    /// Where the record stands.
    pub span: Span,
    /// 規則: a rule's code.
    pub rule: Fact<Cow<'a, str>>,
    /// 理由
    pub reason: Fact<Cow<'a, str>>,
    /// 承認者
    pub approved_by: Fact<Cow<'a, str>>,
    /// 有効期限: the last day on which it holds.
    pub expires: Fact<Written>,
}

/// 依頼: one outgoing request.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Request<'a> {
    /// Its place among the file's requests, from 0.
    pub index: usize,
    /// Its first bytes: where a finding on what is missing points.
    pub head: Span,
    /// 種別
    pub kind: Fact<Kind>,
    /// 協議区分
    pub scope: Fact<Scope>,
    /// Whether 種別 leaves the scope open where the document does not state it: 意見照会.
    pub scope_is_open: bool,
    /// 件名
    pub subject: Fact<Cow<'a, str>>,
    /// 発出元
    pub from: Fact<Office<'a>>,
    /// The further ones, where 発出元 is a list.
    pub co_senders: Vec<Office<'a>>,
    /// 宛先; empty where none is stated.
    pub to: Vec<Office<'a>>,
    /// 宛先 that could not be read, in whole or in part.
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
    /// 資料 that could not be read, in whole or in part.
    pub materials_unreadable: Option<Span>,
    /// ヒアリング
    pub hearing: Option<Hearing<'a>>,
    /// ヒアリング that could not be read at all.
    pub hearing_unreadable: Option<Span>,
    /// Values of misspelt keys, which are not read.
    pub misspelt: Vec<Span>,
    /// 本文
    pub body: Fact<Cow<'a, str>>,
    /// Dates with their weekdays in 件名, 必要性 and 本文.
    pub mentions: Mentions,
    /// 例外
    pub exceptions: Vec<Exception<'a>>,
    /// 雛形
    pub template: bool,
    /// When a template may be sent, where it does not state the moment.
    pub window: Option<Box<SendWindow>>,
    /// The calendar property that `sent` was taken from, where it is not one that says so itself.
    pub sent_property: Option<&'static str>,
    /// When it is held or due again.
    pub recurrence: Option<Box<Recurrence>>,
    /// What its prose says of time, where it is a letter.
    pub said: Vec<TimeMention>,
    /// Whether it was read from a letter: what that does not state it need not.
    pub from_letter: bool,
    /// Whether it was read from a calendar, which states little of it in so many words.
    pub from_calendar: bool,
    /// What its reader assumed, in sentences.
    pub notes: Vec<Message>,
    /// How its reader came to what the document does not state, in sentences.
    pub explanations: Vec<Message>,
}
