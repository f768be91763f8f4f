//! Why a field of a request is unknown although it is written.

use crate::directory::Affiliation;
use crate::message::{Message, catalogue};
use crate::request::{Fact, Hearing, Timing, UnreadHours};
use crate::resolve::Case;
use crate::source::Span;

/// Why a written field is unknown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UnknownReason {
    /// It could not be read.
    Unread,
    /// It was read, and the words fit more than one moment.
    Open,
    /// A part of it is not stated: a hearing's end.
    PartUnstated,
    /// Its key is misspelt.
    Misspelt,
    /// Recipients whose number of ministries is not stated: 別記.
    Uncounted,
    /// A text with more dates than are read.
    Cut,
    /// It was read, but does not decide the rule.
    Unsettled,
    /// A template with too many sending times to judge each.
    TooMany,
}

/// A field that is written but unknown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownField {
    /// The field, by its name in machine output.
    pub fact: &'static str,
    /// The reason.
    pub why: UnknownReason,
    /// Location in the source.
    pub span: Span,
    /// A due's label.
    pub called: Option<Message>,
}

/// Fields of a request that are written but unknown.
pub(super) fn unknown_fields(case: &Case<'_>) -> Vec<UnknownField> {
    let request = case.request;
    let mut found: Vec<UnknownField> = Vec::new();
    let mut add = |fact, why, span: Option<Span>| {
        let called = None;
        found.extend(span.map(|span| UnknownField {
            fact,
            why,
            span,
            called,
        }));
    };
    fn span_of<T>(fact: &Fact<T>) -> Option<Span> {
        fact.span().filter(|_| fact.is_unreadable())
    }
    for (fact, span) in [
        ("kind", span_of(&request.kind)),
        ("scope", span_of(&request.scope)),
        ("round", span_of(&request.round)),
        ("subject", span_of(&request.subject)),
        ("from", span_of(&request.from)),
        ("sent", span_of(&request.sent)),
        ("effort", span_of(&request.effort)),
        ("considerable", span_of(&request.considerable)),
        ("necessity", span_of(&request.necessity)),
        ("body", span_of(&request.body)),
        ("recipients", request.to_unreadable),
        ("materials", request.materials_unreadable),
        ("hearing", request.hearing_unreadable),
    ] {
        add(fact, UnknownReason::Unread, span);
    }
    if let Some(hearing) = &request.hearing {
        let unread = |timing: &Timing| timing.span().filter(|_| timing.is_unreadable());
        let (start, end) = (unread(&hearing.start), unread(&hearing.end));
        add("hearing", UnknownReason::Unread, start.or(end));
        add("hearing.place", UnknownReason::Unread, span_of(&hearing.place));
        add("hearing.online", UnknownReason::Unread, span_of(&hearing.online));
        add("hearing.reason", UnknownReason::Unread, span_of(&hearing.reason));
    }
    if case.sent.at.is_none() && request.window.is_none() && !request.sent.is_unreadable() {
        add("sent", UnknownReason::Unsettled, request.sent.span());
    }
    let parties = || case.senders().chain(&case.recipients);
    for party in parties().filter(|party| party.affiliation == Affiliation::Uncounted) {
        if !party.office.is_empty() {
            add("recipients", UnknownReason::Uncounted, party.span);
        }
    }
    if request.mentions.cut {
        add(
            "body",
            UnknownReason::Cut,
            request.body.span().or(Some(request.head)),
        );
    }
    found.extend(request.hearing.as_deref().and_then(half_of_hearing));
    for party in parties().filter(|party| !party.office.is_empty()) {
        let UnreadHours { office, pause, zone } = party.unread;
        let parts = [
            (office, catalogue::FACT_HOURS),
            (pause, catalogue::FACT_BREAK),
            (zone, catalogue::FACT_ZONE),
        ];
        for (_, part) in parts.iter().filter(|(is_unread, _)| *is_unread) {
            found.extend(party.span.map(|span| UnknownField {
                fact: "hours",
                why: UnknownReason::Unread,
                span,
                called: Some(part.message()),
            }));
        }
    }
    for (due, at) in request.dues.iter().zip(&case.dues) {
        if at.at.is_none() {
            let is_open = request
                .time_mentions
                .iter()
                .any(|mention| mention.open && mention.span == at.span);
            let unread = due.at.is_unreadable();
            found.push(UnknownField {
                fact: "due",
                why: if is_open {
                    UnknownReason::Open
                } else if unread {
                    UnknownReason::Unread
                } else {
                    UnknownReason::Unsettled
                },
                span: at.span,
                called: Some(Message::due_name(at.name, at.key)),
            });
        }
    }
    for known in &mut found {
        if known.why == UnknownReason::Unread && request.misspelt.contains(&known.span) {
            known.why = UnknownReason::Misspelt;
        }
    }
    found
}

/// The start or the end of a hearing that states only the other.
fn half_of_hearing(hearing: &Hearing<'_>) -> Option<UnknownField> {
    let is_stated = |timing: &Timing| timing.stated().is_some() || timing.counted().is_some();
    let part = match (&hearing.start, &hearing.end) {
        (start, Timing::Absent) if is_stated(start) => catalogue::FACT_HEARING_END,
        (Timing::Absent, end) if is_stated(end) => catalogue::FACT_HEARING_START,
        _ => return None,
    };
    Some(UnknownField {
        fact: "hearing",
        why: UnknownReason::PartUnstated,
        span: hearing.span,
        called: Some(part.message()),
    })
}
