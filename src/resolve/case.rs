//! A request as rules see it: its moments resolved, its offices placed in the directory, its clocks
//! computed. Rules ask here; nothing here knows a rule.

use std::cell::OnceCell;

use chrono::NaiveDate;

use super::anchor::anchor;
use super::environment::Environment;
use super::mention::Mentioned;
use super::moments::{Basis, DueAt, HearingAt, HearingDays, Sent, Trial};
use super::parties::Parties;
use super::party::{Group, MinistryCount, Party};
use crate::calendar::hours::{Moment, Zone};
use crate::directory::Belongs;
use crate::request::Request;

/// A request, resolved.
#[derive(Clone, Debug)]
pub struct Case<'a> {
    /// The request.
    pub request: &'a Request<'a>,
    /// What it is judged against besides the rules.
    pub env: Environment<'a>,
    /// The sender; default hours where it is not said.
    pub sender: Party<'a>,
    /// Those who send it together with the sender.
    pub co_senders: Vec<Party<'a>>,
    /// The recipients, each once; where none is stated, one without a name, with default hours.
    pub recipients: Vec<Party<'a>>,
    /// The distinct hours among recipients, each with those who keep them.
    pub groups: Vec<Group>,
    /// 発出
    pub sent: Sent,
    /// 期限
    pub dues: Vec<DueAt<'a>>,
    /// ヒアリング
    pub hearing: Option<HearingAt>,
    /// Whether it is not between ministries: every recipient belongs to a sender's own ministry, or none to any
    /// (都道府県, 独立行政法人). `None` where it is not known.
    pub internal: Option<bool>,
    /// Whether a loaded plan binds a sender; `None` where it is not known.
    pub bound: Option<bool>,
    /// Which of the loaded plans judge the request, in their order.
    pub judged_by: Vec<bool>,
    /// How many ministries are asked.
    pub ministries: MinistryCount,
    /// What is tried at another moment than the one written, counted from the sending.
    pub trial: Option<Trial>,
    /// The one due that is needed: the others are not resolved again.
    pub only_due: Option<usize>,
    /// A hearing of days alone, tried on other days.
    pub held_on: Option<HearingDays>,
    /// Where dates without a year are counted from: the day of sending as written, else today.
    pub anchor: NaiveDate,
    /// Until when it may be sent from now on, once that was looked for: it is the same for every finding.
    pub(crate) last_sending: OnceCell<Option<Moment>>,
    /// What its texts say of time, once that was asked: rules ask it at each moment that is tried.
    pub(super) mentioned: OnceCell<Vec<Mentioned>>,
}

impl<'a> Case<'a> {
    /// Resolves a request.
    pub fn new(request: &'a Request<'a>, env: Environment<'a>) -> Self {
        Self::with(request, env, Parties::of(request, &env))
    }

    /// As [`Case::new`], where its parties are known already.
    pub(crate) fn with(request: &'a Request<'a>, env: Environment<'a>, parties: Parties<'a>) -> Self {
        let Parties {
            sender,
            co_senders,
            recipients,
            groups,
            internal,
            ministries,
            bound,
            judged_by,
        } = parties;
        let mut case = Self {
            request,
            env,
            sender,
            co_senders,
            groups,
            recipients,
            sent: Sent {
                at: None,
                basis: Basis::Now,
                span: None,
            },
            dues: Vec::new(),
            hearing: None,
            internal,
            bound,
            judged_by,
            ministries,
            trial: None,
            only_due: None,
            held_on: None,
            anchor: anchor(request, env.now),
            last_sending: OnceCell::new(),
            mentioned: OnceCell::new(),
        };
        case.sent = case.resolve_sent();
        if env.send_now {
            // What its dates without a year mean is not changed by that.
            case.sent = case.sent_now();
        }
        case.hearing = case.resolve_hearing();
        case.dues = case.resolve_dues();
        case
    }

    /// What a search for a time finds; nothing where too much was searched in its file.
    pub(crate) fn search<T: Default>(&self, search: impl FnOnce() -> T) -> T {
        match self.env.work {
            Some(work) => work.search(search),
            None => search(),
        }
    }

    /// The ministry that an office belongs to, for 省内各局 the sender's; none for what is none or not known.
    pub fn ministry(&self, party: &Party<'_>) -> Option<String> {
        let belongs = match (&party.belongs, &self.sender.belongs) {
            (Belongs::Own, Belongs::Ministry(_) | Belongs::Unlisted(_)) => &self.sender.belongs,
            (belongs, _) => belongs,
        };
        match belongs {
            Belongs::Ministry(id) => self.env.directory.get(*id).map(|ministry| ministry.name.clone()),
            Belongs::Unlisted(name) => Some(name.clone()),
            Belongs::Several | Belongs::Uncounted | Belongs::Own | Belongs::NoMinistry => None,
        }
    }

    /// Everybody who sends it.
    pub fn senders(&self) -> impl Iterator<Item = &Party<'a>> {
        std::iter::once(&self.sender).chain(&self.co_senders)
    }

    /// The same, with the hours that a template leaves blank not known; `None` where it leaves none.
    pub fn without_assumed_hours(&self) -> Option<Self> {
        let request = self.request;
        let mut offices = request.from.known().into_iter().chain(&request.to);
        let blank = request.from.is_unreadable()
            || request.to_unreadable.is_some()
            || offices.any(|office| office.hours.unread.any());
        (self.env.assume_hours && request.template && blank).then(|| {
            let env = Environment {
                assume_hours: false,
                ..self.env
            };
            Self::new(request, env)
        })
    }

    /// The request as it is when it is sent at `sent`, whatever it says of its sending. What a template
    /// counts from there comes with it.
    pub fn send_at(&mut self, sent: Moment) {
        self.sent.at = Some(sent);
        self.last_sending = OnceCell::new();
        self.mentioned = OnceCell::new();
        self.anchor = Zone::Japan.local(sent).date;
        self.hearing = self.resolve_hearing();
        let first = self.dues.first().map(|due| due.basis);
        if first.is_none_or(|basis| basis == Basis::Hearing) || self.dues.len() != self.request.dues.len() {
            self.dues = self.resolve_dues();
            return;
        }
        let all = 0..self.dues.len();
        for number in self.only_due.map_or(all, |only| only..only.saturating_add(1)) {
            if let Some(written) = self.request.dues.get(number) {
                let (at, basis) = self.due_at(number, written);
                if let Some(due) = self.dues.get_mut(number) {
                    (due.at, due.basis) = (at, basis);
                }
            }
        }
    }

    /// Asks about one due from now on, or about none by itself.
    pub(crate) fn ask_only(&mut self, due: Option<usize>) {
        self.only_due = due;
        self.mentioned = OnceCell::new();
        self.dues = self.resolve_dues();
    }
}
