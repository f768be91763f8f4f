//! Maps a VEVENT or VTODO to a request.

use std::borrow::Cow;

use chrono::Datelike;

use super::components::{Calendar, Component};
use super::facts::Facts;
use super::kind::{ComponentKind, SkipReason};
use super::moments::Time;
use super::property::Prop;
use super::reader::Reader;
use super::recurring;
use super::x_properties::XProperty;
use crate::diagnostic::{self, Diagnostic};
use crate::mentions::{FreeText, Mentions, unescaped};
use crate::message::{Message, catalogue};
use crate::read::keys::KindWord;
use crate::read::masked::read_filled;
use crate::request::{Due, Fact, Hearing, Kind, KindScope, Office, Request, Round, Scope, Timing, When};
use crate::source::Span;
use ical_span::recurrence::{DateOrDateTime, ThisAndFuture};
use jp_datetime::moment;

/// Result for a component.
pub(super) enum MappedComponent<'a> {
    /// A request.
    Request(Box<Request<'a>>),
    /// Not a request: its title, and the reason.
    LeftOut(String, SkipReason),
}

/// A mapped component, with what the rest of the file needs to know.
pub(super) struct Mapped<'a> {
    pub outcome: MappedComponent<'a>,
    pub uid: Option<Cow<'a, str>>,
    /// The occurrence of a series that it overrides (RECURRENCE-ID).
    pub recurrence_id: Option<DateOrDateTime>,
    /// Span of RANGE=THISANDFUTURE, if it overrides all following occurrences too.
    pub this_and_future: Option<Span>,
    /// How it changes those; `None` if unknown.
    pub change: Option<ThisAndFuture>,
    /// Whether it recurs itself, rather than overriding an occurrence.
    pub recurs: bool,
}

/// Properties that an overriding occurrence inherits from its series.
#[derive(Clone, Debug)]
pub(super) struct Series<'a> {
    kind: Fact<Kind>,
    scope: Fact<Scope>,
    scope_is_open: bool,
    round: Fact<Round>,
    from: Fact<Office<'a>>,
    to: Vec<Office<'a>>,
    to_unreadable: Option<Span>,
    explanations: Vec<Message>,
}

impl<'a> Series<'a> {
    /// The inheritable properties of a series.
    pub fn of(request: &Request<'a>) -> Self {
        Self {
            kind: request.kind.clone(),
            scope: request.scope.clone(),
            scope_is_open: request.scope_is_open,
            round: request.round.clone(),
            from: request.from.clone(),
            to: request.to.clone(),
            to_unreadable: request.to_unreadable,
            explanations: request.explanations.clone(),
        }
    }

    fn component_kind(&self) -> ComponentKind {
        let kind = match &self.kind {
            Fact::Known(kind, span) => Fact::Known(KindWord(*kind, KindScope::Usual), *span),
            Fact::Unreadable(span) => Fact::Unreadable(*span),
            Fact::Absent => Fact::Absent,
        };
        ComponentKind {
            kind,
            round: None,
            explanation: None,
        }
    }

    fn complete(&self, request: &mut Request<'a>) {
        if request.scope.is_absent() {
            request.scope = self.scope.clone();
            request.scope_is_open |= self.scope_is_open;
        }
        if request.round.is_absent() {
            request.round = self.round.clone();
        }
        if request.from.is_absent() {
            request.from = self.from.clone();
        }
        if request.to.is_empty() && request.to_unreadable.is_none() {
            request.to.clone_from(&self.to);
            request.to_unreadable = self.to_unreadable;
        }
        request.explanations.extend(self.explanations.iter().cloned());
    }
}

impl<'a> Reader<'a, '_> {
    /// Maps a component.
    ///
    /// `of` is the series that it overrides an occurrence of, if that is a request.
    pub fn component(
        &mut self,
        component: &Component<'a>,
        calendar: &Calendar,
        series: Option<&Series<'a>>,
    ) -> Mapped<'a> {
        let facts = Facts::of(component);
        self.offset = calendar.offset();
        let uid = facts.uid.map(|uid| uid.value.clone());
        let recurrence_id = facts.recurrence_id.and_then(|prop| {
            let before = self.diagnostics.len();
            let time = self.time(prop);
            // Reported again below if this is a request.
            self.diagnostics.truncate(before);
            Some(time?.of_series())
        });
        let subject = || {
            facts
                .summary
                .map(|summary| summary.text().into_owned())
                .unwrap_or_default()
        };
        let mut change = None;
        let inherits = facts.recurrence_id.is_some() && facts.x_property(XProperty::Kind).is_none();
        let kind = match (self.skip_cancelled(&facts, calendar), series) {
            (Some(why), _) => Err(why),
            (None, Some(series)) if inherits => Ok(series.component_kind()),
            (None, _) => {
                self.is_template = Self::says_template(&facts);
                self.kind(component, &facts)
            }
        };
        let outcome = match kind {
            Ok(kind) => {
                let (mut request, found) = self.request(component, &facts, calendar, kind);
                change = found;
                if let Some(series) = series.filter(|_| inherits) {
                    series.complete(&mut request);
                }
                MappedComponent::Request(Box::new(request))
            }
            Err(why) => MappedComponent::LeftOut(subject(), why),
        };
        Mapped {
            outcome,
            uid,
            recurrence_id,
            this_and_future: recurring::this_and_future(&facts),
            change,
            recurs: facts.recurrence_id.is_none() && !(facts.rules.is_empty() && facts.extra.is_empty()),
        }
    }

    fn request(
        &mut self,
        component: &Component<'a>,
        facts: &Facts<'_, 'a>,
        calendar: &Calendar,
        component_kind: ComponentKind,
    ) -> (Request<'a>, Option<ThisAndFuture>) {
        self.is_template = Self::says_template(facts);
        for (repeated, first) in &facts.duplicates {
            self.duplicate(repeated, first);
        }
        let mut request = Request {
            head: component.head,
            from_calendar: true,
            is_read_only: component.is_malformed || !facts.duplicates.is_empty(),
            ..Request::default()
        };
        request.explanations.extend(component_kind.explanation);
        match component_kind.kind {
            Fact::Known(KindWord(kind, scope), span) => {
                request.kind = Fact::Known(kind, span);
                request.take_kind_scope(scope, span);
                request.round = component_kind
                    .round
                    .map_or(Fact::Absent, |round| Fact::Known(round, span));
            }
            other => request.kind = other.span().map_or(Fact::Absent, Fact::Unreadable),
        }
        if let Some(blank) = facts.summary.filter(|prop| prop.is_empty()) {
            self.blank_property(blank);
        }
        request.subject = self.text_with_dates(FreeText::Subject, facts.summary, &mut request.mentions);
        request.body = self.text_with_dates(FreeText::Body, facts.description, &mut request.mentions);
        self.blanks(facts);
        self.offices(facts, &mut request);
        self.read_x_properties(facts, &mut request);
        self.sent(facts, calendar, &mut request);
        let mut floating = false;
        // A series may begin in years that are otherwise rejected: only its next occurrences are judged.
        self.any_year = facts.rules.iter().any(|rule| rule.name == "RRULE");
        let start = facts.start.and_then(|prop| self.time(prop));
        let start = if facts.all_day {
            start.map(Time::into_day)
        } else {
            start
        };
        let mut due_time = None;
        if component.event {
            request.hearing = self.hearing(facts, start.as_ref(), &mut floating).map(Box::new);
        } else if request.dues.is_empty() {
            due_time = self.due(facts, start.as_ref(), &mut request, &mut floating);
        }
        floating |= start.as_ref().is_some_and(|start| start.floating);
        if floating {
            let entry = match calendar.zone {
                Some(_) => catalogue::NOTE_FLOATING_TZ,
                None => catalogue::NOTE_FLOATING,
            };
            request.notes.push(entry.message());
        }
        if request.dues.is_empty() && request.hearing.is_none() {
            let (message, help) = if component.event {
                (catalogue::ICS_MISSING_START, catalogue::ICS_MISSING_START_HELP)
            } else {
                (catalogue::ICS_MISSING_DUE, catalogue::ICS_MISSING_DUE_HELP)
            };
            let (message, help) = (message.message(), help.message());
            self.report(diagnostic::MISSING_FIELD, component.head, message, Some(help));
        }
        let start = start.or_else(|| due_time.clone());
        let change = self.recurs(facts, start, due_time, &mut request);
        self.any_year = false;
        (request, change)
    }

    fn duplicate(&mut self, repeated: &Prop<'_>, first: &Prop<'_>) {
        let values = [("key", &*repeated.name), ("first", &*first.name)];
        let found = Diagnostic::reader(
            diagnostic::DUPLICATE_KEY,
            repeated.name_span,
            catalogue::DUPLICATE_KEY.with(&values),
        );
        let found = found
            .with_help(catalogue::DUPLICATE_KEY_HELP.message())
            .with_related(first.name_span, catalogue::DUPLICATE_KEY_FIRST.message());
        self.push(found);
    }

    /// A text; absent if empty.
    pub fn text_fact(&mut self, prop: Option<&Prop<'a>>) -> Fact<Cow<'a, str>> {
        let Some(prop) = prop.filter(|prop| !prop.is_empty()) else {
            return Fact::Absent;
        };
        if !prop.decoded {
            self.undecoded(prop);
            return Fact::Unreadable(prop.value_span);
        }
        Fact::Known(prop.text(), prop.value_span)
    }

    /// A free text, whose dates are collected.
    pub fn text_with_dates(
        &mut self,
        text: FreeText,
        prop: Option<&Prop<'a>>,
        mentions: &mut Mentions,
    ) -> Fact<Cow<'a, str>> {
        let fact = self.text_fact(prop);
        if let (Fact::Known(..), Some(prop)) = (&fact, prop) {
            let known = mentions.dates.len();
            let known_days = mentions.days_alone.len();
            let (known_passages, base) = (mentions.passages.len(), prop.value_span.start);
            mentions.take(text, &prop.value, base, read_filled(&unescaped(&prop.value)));
            // Decoded quoted-printable has no matching bytes in the file: mark the whole value.
            if matches!(prop.value, Cow::Owned(_)) {
                for found in mentions.dates.iter_mut().skip(known) {
                    found.span = prop.value_span;
                }
                for found in mentions.days_alone.iter_mut().skip(known_days) {
                    found.span = prop.value_span;
                }
                let passages = mentions.passages.iter_mut().skip(known_passages);
                for (span, _) in passages.flat_map(|passage| &mut passage.places) {
                    *span = prop.value_span;
                }
            }
        }
        fact
    }

    /// The sending time. RFC 5545 §3.8.7.2: with a METHOD, DTSTAMP is when this message was created.
    fn sent(&mut self, facts: &Facts<'_, 'a>, calendar: &Calendar, request: &mut Request<'a>) {
        if !request.sent.is_absent() {
            return;
        }
        let is_message = matches!(&*calendar.method, "REQUEST" | "PUBLISH");
        let candidates = [
            facts.stamp.filter(|_| is_message).map(|prop| (prop, "DTSTAMP")),
            facts.created.map(|prop| (prop, "CREATED")),
        ];
        if let Some((prop, name)) = candidates
            .into_iter()
            .flatten()
            .find(|(prop, _)| !prop.is_empty() && !is_before_all(&prop.value))
        {
            request.sent = match self.time(prop) {
                Some(time) => Fact::Known(time.written, prop.value_span),
                None => Fact::Unreadable(prop.value_span),
            };
            request.sent_property = Some(name);
        }
    }

    /// VEVENT → ヒアリング (§3.6.1).
    fn hearing(
        &mut self,
        facts: &Facts<'_, 'a>,
        start: Option<&Time>,
        floating: &mut bool,
    ) -> Option<Hearing<'a>> {
        let prop = facts.start?;
        let span = prop.value_span;
        let mut hearing = Hearing {
            span,
            ..Hearing::default()
        };
        hearing.start = match start {
            Some(time) => Timing::of(time.written.clone(), span),
            None => Timing::Unreadable(span),
        };
        hearing.end = match (facts.end, facts.duration) {
            (Some(end), duration) => {
                if let Some(duration) = duration {
                    self.duplicate(duration, end);
                }
                match self.time(end) {
                    Some(time) => {
                        let time = if facts.all_day { time.into_day() } else { time };
                        *floating |= time.floating;
                        self.last_moment(end, start, &time)
                    }
                    None => Timing::Unreadable(end.value_span),
                }
            }
            (None, Some(duration)) => match (start, self.duration(duration)) {
                (Some(start), Some(length)) => {
                    let mut length = length;
                    // An exclusive end: the day after a whole day does not belong to it.
                    length.days -= i64::from(start.is_date() && length.seconds == 0 && length.days > 0);
                    self.after(start, length, duration)
                }
                _ => Timing::Unreadable(duration.value_span),
            },
            // RFC 5545 §3.6.1: a DATE lasts one day, a DATE-TIME has no duration.
            (None, None) => hearing.start.clone(),
        };
        hearing.place = self.text_fact(facts.x_property(XProperty::Place).or(facts.location));
        hearing.online = self.online(facts);
        hearing.reason = self.text_fact(facts.x_property(XProperty::Reason));
        Some(hearing)
    }

    /// DTEND; for a date it is exclusive (§3.6.1).
    fn last_moment(&mut self, prop: &Prop<'a>, start: Option<&Time>, end: &Time) -> Timing {
        let span = prop.value_span;
        // Some programs write a date also after a start with a time.
        let Some(start) = start.filter(|_| end.is_date()) else {
            return Timing::of(end.written.clone(), span);
        };
        let (first, after) = (start.local.date(), end.local.date());
        if after < first {
            let help = catalogue::HEARING_REVERSED_HELP.message();
            let message = catalogue::HEARING_REVERSED.message();
            self.report(diagnostic::UNREADABLE_VALUE, span, message, Some(help));
            return Timing::Unreadable(span);
        }
        let last = after.pred_opt().unwrap_or(first).max(first);
        Timing::of(moment::Written::of_date(last), span)
    }

    /// VTODO → 期限: DUE, or DTSTART and DURATION (§3.6.2).
    fn due(
        &mut self,
        facts: &Facts<'_, 'a>,
        start: Option<&Time>,
        request: &mut Request<'a>,
        floating: &mut bool,
    ) -> Option<Time> {
        if let Some(due) = facts.due {
            if let Some(duration) = facts.duration {
                self.duplicate(duration, due);
            }
            let time = self.time(due);
            *floating |= time.as_ref().is_some_and(|time| time.floating);
            let at = match &time {
                Some(time) => Timing::of(time.written.clone(), due.value_span),
                None => Timing::Unreadable(due.value_span),
            };
            // A feed holds tens of thousands: no room for more.
            request.dues = vec![Due {
                name: None,
                key: "".into(),
                at,
            }];
            return time;
        }
        let (duration, _) = (facts.duration?, facts.start?);
        let length = self.duration(duration);
        let at = match start.zip(length) {
            Some((start, length)) => self.after(start, length, duration),
            None => Timing::Unreadable(duration.value_span),
        };
        request.dues.push(Due {
            name: None,
            key: "".into(),
            at: at.clone(),
        });
        let start = start?;
        let Timing::Known(When::Stated(written), _) = at else {
            return None;
        };
        let local = written
            .local(start.local.date())
            .or_else(|| written.date(start.local.date())?.and_hms_opt(0, 0, 0))?;
        let clock = match written.offset_seconds {
            Some(offset) => ical_span::zones::Clock::Fixed(offset),
            None => start.clock.clone(),
        };
        Some(Time {
            written,
            clock,
            local,
            floating: false,
        })
    }
}

/// Whether a time precedes all supported years: some programs write the year 0 or 1900 for “unknown”.
fn is_before_all(value: &str) -> bool {
    ical_span::value::basic_date_time(value).is_some_and(|basic| basic.local.year() < *moment::YEARS.start())
}
