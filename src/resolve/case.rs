//! A request as rules see it: moments resolved, offices looked up in the directory, clocks computed. This module
//! knows no rule.

use std::cell::OnceCell;

use chrono::NaiveDate;

use super::anchor::anchor;
use super::environment::Environment;
use super::mention::ResolvedMention;
use super::moments::{Basis, DueAt, HearingAt, HearingDays, Sent, Trial};
use super::parties::Parties;
use super::party::{Group, MinistryCount, Party};
use crate::calendar::hours::{Moment, Zone};
use crate::directory::Affiliation;
use crate::request::Request;

/// A resolved request.
#[derive(Clone, Debug)]
pub struct Case<'a> {
    /// The request.
    pub request: &'a Request<'a>,
    /// Everything besides the rules that it is judged against.
    pub env: Environment<'a>,
    /// The sender; with default hours if not stated.
    pub sender: Party<'a>,
    /// Further senders.
    pub co_senders: Vec<Party<'a>>,
    /// Distinct recipients; if none is stated, a single nameless one with default hours.
    pub recipients: Vec<Party<'a>>,
    /// Recipients grouped by equal hours.
    pub groups: Vec<Group>,
    /// 発出
    pub sent: Sent,
    /// 期限
    pub dues: Vec<DueAt<'a>>,
    /// ヒアリング
    pub hearing: Option<HearingAt>,
    /// Whether it is not between ministries: every recipient belongs to a sender's own ministry, or to no ministry
    /// (都道府県, 独立行政法人). `None` if unknown.
    pub internal: Option<bool>,
    /// Whether a loaded plan binds a sender; `None` if unknown.
    pub bound: Option<bool>,
    /// Whether each loaded plan judges the request, in order of the plans.
    pub judged_by: Vec<bool>,
    /// Number of ministries addressed.
    pub ministries: MinistryCount,
    /// A trial value that replaces a due or the hearing, relative to sending.
    pub trial: Option<Trial>,
    /// Restricts resolution to the due with this index, for searches.
    pub only_due: Option<usize>,
    /// Trial days that replace those of a hearing stated in days.
    pub held_on: Option<HearingDays>,
    /// The day from which yearless dates are resolved: the day of sending as written, else today.
    pub anchor: NaiveDate,
    /// Memo of the last permitted sending time, which every finding shares.
    pub(crate) last_sending: OnceCell<Option<Moment>>,
    /// Memo of [`Case::mentioned`], which rules read at each moment tried.
    pub(super) mentioned: OnceCell<Vec<ResolvedMention>>,
}

impl<'a> Case<'a> {
    /// Resolves a request.
    pub fn new(request: &'a Request<'a>, env: Environment<'a>) -> Self {
        Self::with(request, env, Parties::of(request, &env))
    }

    /// As [`Case::new`], with the parties already resolved.
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
            // Yearless dates keep the anchor of the sending as written.
            case.sent = case.sent_now();
        }
        case.hearing = case.resolve_hearing();
        case.dues = case.resolve_dues();
        case
    }

    /// Runs a search within the file's budget; the default value once that is spent.
    pub(crate) fn search<T: Default>(&self, search: impl FnOnce() -> T) -> T {
        match self.env.budget {
            Some(work) => work.search(search),
            None => search(),
        }
    }

    /// The ministry of an office (for 省内各局 the sender's); `None` if it belongs to none or is unknown.
    pub fn ministry(&self, party: &Party<'_>) -> Option<String> {
        let affiliation = match (&party.affiliation, &self.sender.affiliation) {
            (Affiliation::Own, Affiliation::Ministry(_) | Affiliation::Unlisted(_)) => {
                &self.sender.affiliation
            }
            (affiliation, _) => affiliation,
        };
        match affiliation {
            Affiliation::Ministry(id) => self.env.directory.get(*id).map(|ministry| ministry.name.clone()),
            Affiliation::Unlisted(name) => Some(name.clone()),
            Affiliation::Several | Affiliation::Uncounted | Affiliation::Own | Affiliation::NoMinistry => {
                None
            }
        }
    }

    /// All senders.
    pub fn senders(&self) -> impl Iterator<Item = &Party<'a>> {
        std::iter::once(&self.sender).chain(&self.co_senders)
    }

    /// A copy in which hours that a template leaves blank are unknown; `None` if it leaves none.
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

    /// Resolves the request as sent at `sent`, ignoring the sending time it states; moments relative to sending move
    /// with it.
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

    /// Restricts resolution to one due, or to none.
    pub(crate) fn ask_only(&mut self, due: Option<usize>) {
        self.only_due = due;
        self.mentioned = OnceCell::new();
        self.dues = self.resolve_dues();
    }
}
