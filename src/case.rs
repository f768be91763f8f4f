//! A request as rules see it: its moments resolved, its offices placed in the directory, its clocks
//! computed. Rules ask here; nothing here knows a rule.

mod mentioned;

use std::borrow::Cow;
use std::cell::{Cell, OnceCell};
use std::collections::{HashMap, HashSet};

use chrono::{Datelike, NaiveDate, Weekday};

use crate::bound::{self, Bound};
use crate::calendar::clocks::{Clocks, OfficeCalendar};
use crate::calendar::closed_days::ClosedDays;
use crate::calendar::hours::{DAY, Moment, OfficeHours, Zone};
use crate::directory::{Belongs, Directory};
use crate::mentions::{Mention, Occasion, Year, YearNumber, YearSaid};
use crate::offices::OfficeBook;
use crate::request::{Due, Fact, HoursUnread, Office, Request};
use crate::source::Span;
use jp_datetime::moment::Written;
use jp_datetime::relative::{At, DayAfter, Relative};

pub use mentioned::Mentioned;

/// What a request is judged against besides the rules.
#[derive(Clone, Copy, Debug)]
pub struct World<'a> {
    /// Closed days.
    pub closed: &'a ClosedDays,
    /// The directory of ministries.
    pub directory: &'a Directory,
    /// The hours of an office whose own are not known.
    pub default_hours: OfficeHours,
    /// The hours that configuration gives to offices by name.
    pub offices: &'a OfficeBook,
    /// Whom each loaded plan binds.
    pub plans: &'a [Bound],
    /// The present, handed in.
    pub now: Moment,
    /// Every request is taken as sent now, whatever it says.
    pub send_now: bool,
    /// Hours that a template leaves blank are taken for the default, and its sender for another ministry; else
    /// they are not known.
    pub assume_hours: bool,
    /// What the searches of a file may still cost, where there is a bound; nothing once there was too much to search.
    pub(crate) searches: Option<&'a Cell<usize>>,
}

/// A sender or a recipient.
#[derive(Clone, Debug)]
pub struct Party<'a> {
    /// Its name as the document writes it; empty for a recipient that is not said.
    pub office: Cow<'a, str>,
    /// Where it belongs.
    pub belongs: Belongs,
    /// Its hours in force; of what cannot be read the default.
    pub hours: OfficeHours,
    /// Whether they are the default.
    pub assumed: bool,
    /// What of them cannot be read.
    pub unread: HoursUnread,
    /// Where it stands.
    pub span: Option<Span>,
}

impl Party<'_> {
    /// Its hours, where all of them are known.
    pub fn known_hours(&self) -> Option<OfficeHours> {
        (!self.unread.any()).then_some(self.hours)
    }

    /// The same, for what asks of opening and closing alone.
    pub fn opening_hours(&self) -> Option<OfficeHours> {
        (!self.unread.office && !self.unread.zone).then_some(self.hours)
    }

    /// The same, for what asks of the break alone.
    pub fn break_hours(&self) -> Option<OfficeHours> {
        (!self.unread.pause && !self.unread.zone).then_some(self.hours)
    }
}

impl Group {
    /// Their hours, for what asks of opening and closing alone.
    pub fn opening_hours(&self) -> Option<OfficeHours> {
        (!self.unread.office && !self.unread.zone).then_some(self.taken)
    }

    /// The same, for what asks of the days of their zone alone.
    pub fn days(&self) -> Option<OfficeHours> {
        (!self.unread.zone).then_some(self.taken)
    }
}

/// What a moment was taken from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Basis {
    /// Written with its time.
    #[default]
    Stated,
    /// A date alone: due at the closing of the strictest recipient; sent at the sender's opening.
    Date,
    /// Not written, or not asked for: a draft is sent now.
    Now,
    /// Not written: a review's materials are due when its hearing starts.
    Hearing,
    /// Open: a template may be sent at any minute of its window.
    Window,
    /// Counted from the sending of a template, with its time.
    Relative,
}

/// When the request goes out.
#[derive(Clone, Copy, Debug)]
pub struct Sent {
    /// The moment; `None` where it is written but cannot be read.
    pub at: Option<Moment>,
    /// What it was taken from.
    pub basis: Basis,
    /// Where it stands.
    pub span: Option<Span>,
}

/// A due moment.
#[derive(Clone, Debug)]
pub struct DueAt<'a> {
    /// Its name among several.
    pub name: Option<&'a str>,
    /// The key it stands under, where that says more than its name.
    pub key: &'a str,
    /// The moment; `None` where it is written but cannot be read.
    pub at: Option<Moment>,
    /// What it was taken from.
    pub basis: Basis,
    /// Where it stands.
    pub span: Span,
}

/// A hearing's two moments.
#[derive(Clone, Copy, Debug)]
pub struct HearingAt {
    /// Its start, where it is known.
    pub start: Option<Moment>,
    /// Its end, where it is known.
    pub end: Option<Moment>,
    /// The end was written before the start.
    pub reversed: bool,
}

/// The first and the last day of a hearing, where they are stated without a time.
pub type HearingDays = (Option<NaiveDate>, Option<NaiveDate>);

/// A date the document writes, for its weekday.
#[derive(Clone, Debug)]
pub struct WrittenDate {
    /// The date it was taken for.
    pub date: NaiveDate,
    /// The weekday written beside it.
    pub weekday: Weekday,
    /// Where the value stands.
    pub span: Span,
    /// Whether a day alone stands there, which takes its month from the date before it.
    pub is_day_alone: bool,
}

impl WrittenDate {
    /// Whether the weekday is that date's.
    pub fn is_right(&self) -> bool {
        self.date.weekday() == self.weekday
    }
}

/// How many ministries the request goes to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct MinistryCount {
    /// At least so many.
    pub at_least: i64,
    /// There may be more: not said, or not readable.
    pub open_ended: bool,
}

/// What a template is tried with in place of what it says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Moved {
    /// A due, by its number.
    Due(usize, Relative),
    /// The hearing's start, and its end where it has one.
    Hearing(Relative, Option<Relative>),
}

/// A request, resolved.
#[derive(Clone, Debug)]
pub struct Case<'a> {
    /// The request.
    pub request: &'a Request<'a>,
    /// The world it is judged in.
    pub world: World<'a>,
    /// The sender; default hours where it is not said.
    pub sender: Party<'a>,
    /// Those who send it together with the sender.
    pub co_senders: Vec<Party<'a>>,
    /// The recipients, each once; one nameless with default hours where none is said.
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
    /// (都道府県, 独立行政法人). `None` where it cannot be told.
    pub internal: Option<bool>,
    /// Whether a loaded plan binds a sender; `None` where it cannot be told.
    pub bound: Option<bool>,
    /// Which of the loaded plans judge the request, in their order.
    pub judged_by: Vec<bool>,
    /// How many ministries are asked.
    pub ministries: MinistryCount,
    /// What is tried at another moment than the one written, counted from the sending.
    pub moved: Option<Moved>,
    /// The one due that is asked about: those beside it are not resolved anew.
    pub only_due: Option<usize>,
    /// A hearing of days alone, tried on other days.
    pub held_on: Option<HearingDays>,
    /// Where dates without a year are counted from: the day of sending as written, else today.
    pub anchor: NaiveDate,
    /// Until when it may be sent from now on, once that was looked for: it is the same for every finding.
    pub(crate) last_sending: OnceCell<Option<Moment>>,
}

/// Recipients that keep the same hours: judged once.
#[derive(Clone, Debug)]
pub struct Group {
    /// Their hours; `None` where some of them cannot be read.
    pub hours: Option<OfficeHours>,
    /// The same, with the default for what cannot be read.
    pub taken: OfficeHours,
    /// What cannot be read.
    pub unread: HoursUnread,
    /// Their numbers among the recipients.
    pub members: Vec<usize>,
}

/// The parties of a request, resolved: the same for every occurrence of one that comes again.
#[derive(Clone, Debug)]
pub(crate) struct Parties<'a> {
    sender: Party<'a>,
    co_senders: Vec<Party<'a>>,
    recipients: Vec<Party<'a>>,
    groups: Vec<Group>,
    internal: Option<bool>,
    ministries: MinistryCount,
    bound: Option<bool>,
    judged_by: Vec<bool>,
}

impl<'a> Parties<'a> {
    /// Resolves the sender and the recipients.
    pub(crate) fn of(request: &'a Request<'_>, world: &World<'_>) -> Self {
        let assume_hours = world.assume_hours && request.template;
        let world = &World {
            assume_hours,
            ..*world
        };
        let mut senders = senders(request, world);
        let mut recipients = Vec::with_capacity(request.to.len().max(1));
        for office in &request.to {
            recipients.extend(parties(office, world));
        }
        each_once(&mut recipients, world);
        if let Some(span) = request.to_unreadable {
            recipients.push(Party {
                unread: unread_unless(assume_hours),
                ..nameless(world, Some(span))
            });
        }
        let ministries = count(&recipients);
        let unreadable_sender = request.from.is_unreadable() && !assume_hours;
        let internal = internal(request, unreadable_sender, &senders, &recipients);
        let (judged_by, bound) = {
            let named: Vec<_> = senders
                .iter()
                .map(|sender| (&*sender.office, sender.belongs.clone()))
                .collect();
            bound::judging(world.plans, &named)
        };
        let sender = if senders.is_empty() {
            Party {
                unread: unread_unless(!request.from.is_unreadable() || assume_hours),
                belongs: Belongs::Uncounted,
                ..nameless(world, request.from.span())
            }
        } else {
            senders.remove(0)
        };
        if recipients.is_empty() {
            recipients.push(nameless(world, None));
        }
        Self {
            sender,
            co_senders: senders,
            groups: group(&recipients),
            recipients,
            internal,
            ministries,
            bound,
            judged_by,
        }
    }

    /// What judging an occurrence costs, where one of a single recipient costs one.
    pub(crate) fn weight(&self) -> usize {
        /// Recipients of the same hours, which are judged once, and named each.
        const NAMED: usize = 10;
        self.groups.len().max(self.recipients.len() / NAMED)
    }
}

impl<'a> Case<'a> {
    /// Resolves a request.
    pub fn new(request: &'a Request<'a>, world: World<'a>) -> Self {
        Self::with(request, world, Parties::of(request, &world))
    }

    /// As [`Case::new`], where its parties are known already.
    pub(crate) fn with(request: &'a Request<'a>, world: World<'a>, parties: Parties<'a>) -> Self {
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
            world,
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
            moved: None,
            only_due: None,
            held_on: None,
            anchor: anchor(request, world.now),
            last_sending: OnceCell::new(),
        };
        case.sent = case.resolve_sent();
        if world.send_now {
            // What its dates without a year mean is not changed by that.
            case.sent = case.sent_now();
        }
        case.hearing = case.resolve_hearing();
        case.dues = case.resolve_dues();
        case
    }

    /// Whether the moment of sending is what the document says of it, or the present: a calendar's DTSTAMP and
    /// CREATED say when an entry was written.
    pub fn sent_is_stated(&self) -> bool {
        self.sent.basis == Basis::Now || self.request.window.is_some() || self.request.sent_property.is_none()
    }

    /// Whether what is asked for is due when the hearing starts.
    pub fn hearing_is_due(&self) -> bool {
        self.dues.iter().any(|due| due.basis == Basis::Hearing)
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
        (self.world.assume_hours && request.template && blank).then(|| {
            let world = World {
                assume_hours: false,
                ..self.world
            };
            Self::new(request, world)
        })
    }

    /// A calendar with an office's hours.
    pub fn calendar(&self, hours: OfficeHours) -> OfficeCalendar<'a> {
        OfficeCalendar {
            closed: self.world.closed,
            hours,
        }
    }

    fn sent_now(&self) -> Sent {
        Sent {
            at: Some(self.world.now),
            basis: Basis::Now,
            span: None,
        }
    }

    /// The request as it is when it is sent at `sent`, whatever it says of its sending. What a template
    /// counts from there comes with it.
    pub fn send_at(&mut self, sent: Moment) {
        self.sent.at = Some(sent);
        self.last_sending = OnceCell::new();
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
        self.dues = self.resolve_dues();
    }

    fn resolve_sent(&self) -> Sent {
        if let Some(window) = &self.request.window {
            return Sent {
                at: None,
                basis: Basis::Window,
                span: window.span,
            };
        }
        match &self.request.sent {
            Fact::Absent => self.sent_now(),
            Fact::Unreadable(span) => Sent {
                at: None,
                basis: Basis::Stated,
                span: Some(*span),
            },
            Fact::Known(written, span) => {
                let (at, basis) = if written.has_time() {
                    let anchor = nearest_anchor(written, Zone::Japan.local(self.world.now).date);
                    (moment_of(written, anchor), Basis::Stated)
                } else {
                    let hours = self.sent_date().and_then(|date| self.sending_hours(date));
                    (hours.map(|(from, _)| from), Basis::Date)
                };
                Sent {
                    at,
                    basis,
                    span: Some(*span),
                }
            }
        }
    }

    /// The first and the last moment at which a request whose sending has a date alone may go out.
    pub fn sent_on_day(&self) -> Option<(Moment, Moment)> {
        if self.sent.basis != Basis::Date {
            return None;
        }
        self.sending_hours(self.sent_date()?)
    }

    /// The day of sending, as it is written.
    fn sent_date(&self) -> Option<NaiveDate> {
        let written = self.request.sent.known()?;
        written.date(nearest_anchor(written, Zone::Japan.local(self.world.now).date))
    }

    /// The hours of a day in which everybody who sends is at work; where there are none such, those in which
    /// somebody is. `None` where somebody's are not known.
    fn sending_hours(&self, date: NaiveDate) -> Option<(Moment, Moment)> {
        let mut found: Option<[(Moment, Moment); 2]> = None;
        for party in self.senders() {
            let calendar = self.calendar(party.opening_hours()?);
            let (from, until) = (calendar.opening(date)?, calendar.closing(date)?);
            let [all, any] = found.unwrap_or([(from, until); 2]);
            found = Some([
                (all.0.max(from), all.1.min(until)),
                (any.0.min(from), any.1.max(until)),
            ]);
        }
        let [all, any] = found?;
        Some(if all.0 <= all.1 { all } else { any })
    }

    fn resolve_hearing(&self) -> Option<HearingAt> {
        let hearing = self.request.hearing.as_ref()?;
        let anchor = self.anchor;
        let at = |fact: &Fact<Written>, relative: Option<Relative>| match relative {
            // A day alone is no time to meet at.
            Some(Relative::On(_, At::Unsaid)) => None,
            Some(relative) => self.counted(relative).0,
            None => moment_of(fact.known()?, anchor),
        };
        let (start, end) = match self.moved {
            Some(Moved::Hearing(start, end)) => {
                (self.counted(start).0, end.and_then(|end| self.counted(end).0))
            }
            _ => (
                at(&hearing.start, hearing.start_relative),
                at(&hearing.end, hearing.end_relative),
            ),
        };
        // Where a time is not said on either side the days are compared.
        let reversed = match (start, end) {
            (Some(start), Some(end)) => end < start,
            _ => {
                let day = |fact: &Fact<Written>| fact.known()?.date(anchor);
                day(&hearing.start)
                    .zip(day(&hearing.end))
                    .is_some_and(|(first, last)| last < first)
            }
        };
        Some(HearingAt {
            start,
            end: end.filter(|_| !reversed),
            reversed,
        })
    }

    /// The first and last day of a hearing that states days and no times.
    pub fn hearing_days(&self) -> HearingDays {
        if let Some(days) = self.held_on {
            return days;
        }
        if let Some(Moved::Hearing(..)) = self.moved {
            return (None, None);
        }
        let hearing = self.request.hearing.as_ref();
        let reversed = self.hearing.is_some_and(|hearing| hearing.reversed);
        let day = |fact: &Fact<Written>, relative: Option<Relative>| {
            if let Some(Relative::On(day, At::Unsaid)) = relative {
                return self.day_after(day, self.sent.at?);
            }
            let written = fact.known().filter(|written| !written.has_time())?;
            written.date(self.anchor)
        };
        let end = hearing
            .filter(|_| !reversed)
            .and_then(|hearing| day(&hearing.end, hearing.end_relative));
        let start = hearing.and_then(|hearing| day(&hearing.start, hearing.start_relative));
        (start, end)
    }

    fn resolve_dues(&self) -> Vec<DueAt<'a>> {
        let request = self.request;
        let dues: Vec<_> = request
            .dues
            .iter()
            .enumerate()
            .filter_map(|(number, due)| {
                let span = due.at.span()?;
                let (at, basis) = self.due_at(number, due);
                Some(DueAt {
                    name: due.name.as_deref(),
                    key: &due.key,
                    at,
                    basis,
                    span,
                })
            })
            .collect();
        if !dues.is_empty() || request.materials.is_empty() && request.materials_unreadable.is_none() {
            return dues;
        }
        // ②: materials asked for a hearing are needed when it starts.
        let review = matches!(request.kind, Fact::Known(crate::request::Kind::Review, _));
        match (&request.hearing, self.hearing) {
            (Some(written), Some(hearing)) if review => {
                let span = written.start.span().unwrap_or(written.span);
                vec![DueAt {
                    name: None,
                    key: "",
                    at: hearing.start,
                    basis: Basis::Hearing,
                    span,
                }]
            }
            _ => dues,
        }
    }

    fn due_at(&self, number: usize, due: &Due<'_>) -> (Option<Moment>, Basis) {
        let counted = match self.moved {
            Some(Moved::Due(moved, relative)) if moved == number => Some(relative),
            _ => due.relative,
        };
        match (counted, due.at.known()) {
            _ if self.only_due.is_some_and(|only| only != number) => (None, Basis::Stated),
            (Some(relative), _) => self.counted(relative),
            (None, None) => (None, Basis::Stated),
            (None, Some(written)) if written.has_time() => (moment_of(written, self.anchor), Basis::Stated),
            (None, Some(written)) => (
                written.date(self.anchor).and_then(|date| self.closing(date)),
                Basis::Date,
            ),
        }
    }

    /// A moment counted from the sending, and whether its time was said; `None` where the sending is not
    /// known.
    fn counted(&self, relative: Relative) -> (Option<Moment>, Basis) {
        let basis = match relative {
            Relative::On(_, At::Unsaid) => Basis::Date,
            _ => Basis::Relative,
        };
        (self.sent.at.and_then(|sent| self.count(relative, sent)), basis)
    }

    /// The moment that is counted so from `sent`; `None` beyond the calendar.
    pub fn count(&self, relative: Relative, sent: Moment) -> Option<Moment> {
        let (day, at) = match relative {
            Relative::Later(seconds) => return Some(sent.plus(seconds)),
            Relative::On(day, at) => (day, at),
        };
        let date = self.day_after(day, sent)?;
        match at {
            At::Minute(minute) => {
                let midnight = Moment::from_japan(date.and_hms_opt(0, 0, 0)?);
                Some(midnight.plus(i64::from(minute) * 60))
            }
            At::Closing | At::Unsaid => self.closing(date),
        }
    }

    /// The day that is counted so from `sent`; `None` beyond the calendar.
    fn day_after(&self, day: DayAfter, sent: Moment) -> Option<NaiveDate> {
        let sent = Zone::Japan.local(sent).date;
        match day {
            DayAfter::Calendar(days) => sent.checked_add_days(chrono::Days::new(u64::from(days))),
            DayAfter::Open(days) => self.world.closed.open_after(sent, days),
        }
    }

    /// The closing of the strictest recipient on a date; `None` where somebody's hours are not readable.
    pub fn closing(&self, date: NaiveDate) -> Option<Moment> {
        let mut least = None;
        for group in &self.groups {
            let closing = self.calendar(group.opening_hours()?).closing(date)?;
            least = Some(least.map_or(closing, |least: Moment| least.min(closing)));
        }
        least
    }

    /// The three clocks from `sent` until `due` for each group of recipients.
    pub fn clocks(&self, sent: Moment, due: Moment) -> Vec<Option<Clocks>> {
        // Nearly all offices share one clock on the wall.
        let of_zone = |zone: Zone| (zone.local(sent), zone.local(due));
        let japan = of_zone(Zone::Japan);
        let between = |group: &Group| {
            let hours = group.hours?;
            let (a, b) = match hours.zone {
                Zone::Japan => japan,
                zone => of_zone(zone),
            };
            Some(self.calendar(hours).between_local((sent, a), (due, b)))
        };
        self.groups.iter().map(between).collect()
    }

    /// The strictest recipient's clocks: those with the least working time.
    pub fn strictest(&self, sent: Moment, due: Moment) -> Option<Clocks> {
        self.clocks(sent, due)
            .into_iter()
            .flatten()
            .min_by_key(|clocks| (clocks.working, clocks.open))
    }

    /// The sending, the dues and the hearing as they are written, each with the day that a year left out is
    /// counted from.
    pub fn written_moments(&self) -> impl Iterator<Item = (&Written, NaiveDate)> {
        let today = Zone::Japan.local(self.world.now).date;
        let sent = self.request.sent.known();
        let sent = sent.map(|written| (written, nearest_anchor(written, today)));
        let dues = self.request.dues.iter().map(|due| &due.at);
        let hearing = self.request.hearing.iter().flat_map(|it| [&it.start, &it.end]);
        let after = dues.chain(hearing).filter_map(|fact| fact.known());
        sent.into_iter()
            .chain(after.map(|written| (written, self.anchor)))
    }

    /// The days whose end a template counts from the sending: 「2開庁日後 24時」.
    pub fn counted_day_ends(&self) -> impl Iterator<Item = NaiveDate> {
        let dues = self.request.dues.iter().map(|due| due.relative);
        let hearing = self.request.hearing.iter();
        let hearing = hearing.flat_map(|it| [it.start_relative, it.end_relative]);
        dues.chain(hearing).filter_map(|counted| match counted? {
            Relative::On(day, At::Minute(minute)) if i64::from(minute) * 60 == DAY => {
                self.day_after(day, self.sent.at?)
            }
            Relative::On(..) | Relative::Later(_) => None,
        })
    }

    /// Every date of the document that a weekday stands beside.
    pub fn written_dates(&self) -> Vec<WrittenDate> {
        let today = Zone::Japan.local(self.world.now).date;
        let anchor = self.anchor;
        let request = self.request;
        let mut dates = Vec::new();
        let mut take = |fact: &Fact<Written>, anchor: NaiveDate| {
            if let Fact::Known(written, span) = fact
                && let Some(weekday) = &written.weekday
                && let Some(date) = written.date(anchor)
            {
                dates.push(WrittenDate {
                    date,
                    weekday: weekday.weekday,
                    span: *span,
                    is_day_alone: false,
                });
            }
        };
        let sent_anchor = request
            .sent
            .known()
            .map_or(today, |written| nearest_anchor(written, today));
        take(&request.sent, sent_anchor);
        for due in &request.dues {
            take(&due.at, anchor);
        }
        if let Some(hearing) = &request.hearing {
            take(&hearing.start, anchor);
            take(&hearing.end, anchor);
        }
        for exception in &request.exceptions {
            take(&exception.expires, today);
        }
        let facts = request.dues.iter().map(|due| &due.at);
        let facts = facts.chain(
            request
                .hearing
                .iter()
                .flat_map(|hearing| [&hearing.start, &hearing.end]),
        );
        let stated: Vec<NaiveDate> = facts.filter_map(|fact| fact.known()?.date(anchor)).collect();
        let mut resolved = Vec::with_capacity(request.mentions.dates.len());
        for mention in &request.mentions.dates {
            let found = mentioned(mention, anchor, &stated, &resolved);
            if let (Some(weekday), Some((date, _))) = (&mention.written.weekday, found) {
                dates.push(WrittenDate {
                    date,
                    weekday: weekday.weekday,
                    span: mention.span,
                    is_day_alone: mention.of.is_some(),
                });
            }
            resolved.push(found.and_then(|(date, sure)| sure.then_some(date)));
        }
        if let Some(window) = &request.window
            && let (Some(written), Some(span)) = (&window.window.dates, window.span)
            && let Some((first, last)) = written.resolve(today)
        {
            let both = [(&written.first, first), (&written.last, last)];
            // One day alone is both.
            let count = if written.first == written.last { 1 } else { 2 };
            for (written, date) in both.into_iter().take(count) {
                if let Some(weekday) = &written.weekday {
                    dates.push(WrittenDate {
                        date,
                        weekday: weekday.weekday,
                        span,
                        is_day_alone: false,
                    });
                }
            }
        }
        dates
    }
}

/// The date that a text mentions, and whether its year is known. Where nothing says its year it is of last,
/// this or the next year: the one whose weekday fits, where one does.
fn mentioned(
    mention: &Mention,
    anchor: NaiveDate,
    stated: &[NaiveDate],
    resolved: &[Option<NaiveDate>],
) -> Option<(NaiveDate, bool)> {
    let written = &mention.written;
    let of = |year: i32| NaiveDate::from_ymd_opt(year, written.month, written.day);
    // A range runs on over the end of a year.
    let after = |year: i32, day: (u32, u32)| {
        let later = (written.month, written.day) >= day;
        of(if later { year } else { year.checked_add(1)? })
    };
    if written.year.is_some() || written.years_ahead.is_some() {
        return Some((written.date(anchor)?, true));
    }
    let weekday = written.weekday.as_ref().map(|written| written.weekday);
    let fits = |date: &NaiveDate| Some(date.weekday()) == weekday;
    let said = match mention.year {
        YearSaid::Is(year) => return Some((of(in_year(year, written.month, anchor)?)?, true)),
        YearSaid::MayBe(year) => in_year(year, written.month, anchor).and_then(of).filter(fits),
        YearSaid::Below(number) => {
            let above = resolved.get(number).copied().flatten();
            let below = above.and_then(|above| after(above.year(), (above.month(), above.day())));
            below.filter(fits)
        }
        YearSaid::After(year, day) => return Some((after(year, day)?, true)),
        YearSaid::Continues(number) => match resolved.get(number).copied().flatten() {
            Some(first) => return Some((after(first.year(), (first.month(), first.day()))?, true)),
            None => None,
        },
        YearSaid::No => None,
    };
    if let Some(date) = said {
        return Some((date, true));
    }
    let day = mention.of.unwrap_or((written.month, written.day));
    let known = stated.iter().find(|date| (date.month(), date.day()) == day);
    match (mention.occasion, known) {
        (Occasion::Ever, _) => return None,
        (Occasion::Any, Some(known)) => return Some((written.date(*known)?, true)),
        (Occasion::Any, None) | (Occasion::Before, _) => {}
    }
    let years = [0, 1, -1]
        .into_iter()
        .filter_map(|years| of(anchor.year().checked_add(years)?));
    let fitting = years.clone().find(fits);
    let near = || years.min_by_key(|date| date.signed_duration_since(anchor).num_days().abs());
    Some((fitting.or_else(near)?, false))
}

/// The calendar year of a month in a year that words tell.
fn in_year(year: Year, month: u32, anchor: NaiveDate) -> Option<i32> {
    const FIRST_MONTH: u32 = 4;
    let before = |month: u32| i32::from(year.is_fiscal && month < FIRST_MONTH);
    let first = match year.number {
        YearNumber::Given(year) => year,
        YearNumber::Ahead(years) => (anchor.year() - before(anchor.month())).checked_add(years)?,
    };
    first.checked_add(before(month))
}

/// The anchor that takes a date without a year for the one nearest to `today`: a draft is sent soon, a
/// request that is checked again went out lately. 2月29日 is this year's or the next's, as for a due.
pub(crate) fn nearest_anchor(written: &Written, today: NaiveDate) -> NaiveDate {
    if written.year.or(written.years_ahead.map(i32::from)).is_some() {
        return today;
    }
    let half_a_year_ago = today.checked_sub_days(chrono::Days::new(183)).unwrap_or(today);
    if (written.month, written.day) != (2, 29) {
        return half_a_year_ago;
    }
    let leap_day = NaiveDate::from_ymd_opt(today.year(), 2, 29);
    leap_day.map_or(today, |day| day.min(half_a_year_ago))
}

/// Where the dates without a year of a request's dues and hearing are counted from: the day of its sending as
/// written, else today.
pub(crate) fn anchor(request: &Request<'_>, now: Moment) -> NaiveDate {
    let today = Zone::Japan.local(now).date;
    let day_of = |written: &Written| {
        let near = nearest_anchor(written, today);
        match moment_of(written, near) {
            Some(at) => Some(Zone::Japan.local(at).date),
            None => written.date(near),
        }
    };
    request.sent.known().and_then(day_of).unwrap_or(today)
}

/// The moment a text with a time names: Japan time, unless it carries an offset.
fn moment_of(written: &Written, anchor: NaiveDate) -> Option<Moment> {
    let local = written.local(anchor)?;
    Some(match written.offset_seconds {
        Some(offset) => Moment(local.and_utc().timestamp() - i64::from(offset)),
        None => Moment::from_japan(local),
    })
}

fn office_name<'a>(office: &'a Office<'_>) -> Cow<'a, str> {
    match &office.bureau {
        Some(bureau) => Cow::Owned(format!("{}{bureau}", office.name)),
        None => Cow::Borrowed(&office.name),
    }
}

/// The offices that one entry names.
fn parties<'a>(office: &'a Office<'_>, world: &World<'_>) -> Vec<Party<'a>> {
    match office.bureau {
        None => {
            let names = world.directory.split(&office.name).into_iter();
            names
                .map(|name| party(office, Cow::Borrowed(name), world))
                .collect()
        }
        Some(_) => vec![party(office, office_name(office), world)],
    }
}

fn party<'a>(office: &'a Office<'_>, name: Cow<'a, str>, world: &World<'_>) -> Party<'a> {
    let written = office.hours;
    let belongs = world.directory.resolve(&name);
    // The document's own before the configuration's.
    let given = world.offices.find(&name, world.directory).unwrap_or_default();
    let hours = OfficeHours {
        office: written
            .office
            .or(given.hours)
            .unwrap_or(world.default_hours.office),
        pause: written.pause.or(given.pause).unwrap_or(world.default_hours.pause),
        zone: office.zone.or(given.zone).unwrap_or_default(),
    };
    Party {
        belongs,
        office: name,
        hours,
        assumed: written.office.is_none() && given.hours.is_none(),
        unread: if world.assume_hours {
            HoursUnread::default()
        } else {
            written.unread
        },
        span: Some(office.span),
    }
}

/// Leaves of offices that are one by whatever names, and have the same hours, the first. Where their hours differ, or
/// some cannot be read, they are judged apart: a further recipient clears no finding.
fn each_once(parties: &mut Vec<Party<'_>>, world: &World<'_>) {
    if parties.len() > 1 {
        let mut seen = HashSet::with_capacity(parties.len());
        parties.retain(|party| {
            let office = world.directory.canonical(&party.office);
            seen.insert((office, party.hours, party.unread))
        });
    }
}

fn nameless<'a>(world: &World<'_>, span: Option<Span>) -> Party<'a> {
    Party {
        office: Cow::Borrowed(""),
        belongs: Belongs::Uncounted,
        hours: world.default_hours,
        assumed: true,
        unread: HoursUnread::default(),
        span,
    }
}

fn unread_unless(known: bool) -> HoursUnread {
    if known {
        HoursUnread::default()
    } else {
        HoursUnread::ALL
    }
}

fn count(recipients: &[Party<'_>]) -> MinistryCount {
    let mut distinct: HashSet<&Belongs> = HashSet::new();
    let mut found = MinistryCount {
        at_least: 0,
        open_ended: recipients.is_empty(),
    };
    for party in recipients {
        match &party.belongs {
            Belongs::Several => {
                found.at_least = found.at_least.max(2);
                found.open_ended = true;
            }
            Belongs::Uncounted => found.open_ended = true,
            Belongs::NoMinistry => {}
            Belongs::Own => found.at_least = found.at_least.max(1),
            one @ (Belongs::Ministry(_) | Belongs::Unlisted(_)) => {
                distinct.insert(one);
            }
        }
    }
    let distinct = i64::try_from(distinct.len()).unwrap_or(i64::MAX);
    found.at_least = found.at_least.max(distinct);
    found
}

/// The senders that the document names.
fn senders<'a>(request: &'a Request<'_>, world: &World<'_>) -> Vec<Party<'a>> {
    let offices = request.from.known().into_iter().chain(&request.co_senders);
    offices.flat_map(|office| parties(office, world)).collect()
}

/// Whether the request is not between ministries: it stays inside a sender's own, as any of several makes it, or
/// goes to none.
fn internal(
    request: &Request<'_>,
    unreadable_sender: bool,
    senders: &[Party<'_>],
    recipients: &[Party<'_>],
) -> Option<bool> {
    let readable = || recipients.iter().filter(|party| !party.office.is_empty());
    let whole = request.to_unreadable.is_none();
    // A recipient that is not said is taken for another ministry.
    if readable().next().is_none() {
        return if whole && !recipients.is_empty() {
            None
        } else {
            Some(false)
        };
    }
    let of = |belongs: &Belongs, party: &Party<'_>| {
        party.belongs == *belongs && matches!(belongs, Belongs::Ministry(_) | Belongs::Unlisted(_))
    };
    let is = |party: &Party<'_>, belongs: Belongs| party.belongs == belongs;
    // Others who are no ministry make it no request to another.
    let own = |party: &Party<'_>| is(party, Belongs::Own) || is(party, Belongs::NoMinistry);
    let mut by_sender = senders.iter();
    let inside = readable().all(own)
        || by_sender.any(|sender| readable().all(|party| own(party) || of(&sender.belongs, party)));
    if inside {
        return whole.then_some(true);
    }
    // A sender that is not said is taken for another ministry; one that cannot be read may be any, but of no more
    // than one.
    let others = || readable().filter(|party| !own(party));
    let may_be = |first: &Party<'_>| others().all(|party| of(&first.belongs, party));
    let open = unreadable_sender && others().next().is_some_and(may_be);
    (!open).then_some(false)
}

fn group(recipients: &[Party<'_>]) -> Vec<Group> {
    /// As many are looked through faster than they are looked up.
    const FEW: usize = 8;
    let mut groups: Vec<Group> = Vec::with_capacity(1);
    let mut known: HashMap<(OfficeHours, HoursUnread), usize> = HashMap::new();
    for (number, party) in recipients.iter().enumerate() {
        let key = (party.hours, party.unread);
        let place = if groups.len() <= FEW {
            groups.iter().position(|group| (group.taken, group.unread) == key)
        } else {
            known.get(&key).copied()
        };
        if let Some(group) = place.and_then(|place| groups.get_mut(place)) {
            group.members.push(number);
            continue;
        }
        groups.push(Group {
            hours: party.known_hours(),
            taken: party.hours,
            unread: party.unread,
            members: vec![number],
        });
        if groups.len() > FEW {
            let new = groups.iter().enumerate().skip(known.len());
            known.extend(new.map(|(place, group)| ((group.taken, group.unread), place)));
        }
    }
    groups
}
