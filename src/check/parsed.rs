//! What was understood of a request: its fields and the times mentioned in its texts, for `kigen read`.

use chrono::NaiveDateTime;
use jp_datetime::duration;
use jp_datetime::prose::{Precision, Role};

use crate::calendar::hours::Moment;
use crate::engine::Engine;
use crate::format;
use crate::mentions::Passage;
use crate::message::Message;
use crate::request::{Fact, Request, TimeMention};
use crate::resolve::{Basis, Case, Party};
use crate::source::Span;

/// What was understood of a request.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ParsedRequest {
    /// Index in the file.
    pub index: usize,
    /// 種別
    pub kind: Option<&'static str>,
    /// 発出元
    pub from: Option<ParsedOffice>,
    /// 宛先
    pub to: Vec<ParsedOffice>,
    /// Sending time.
    pub sent: Option<Moment>,
    /// 回答期限
    pub dues: Vec<ParsedDue>,
    /// ヒアリング
    pub hearing: Option<(Option<Moment>, Option<Moment>)>,
    /// Fields, in document order.
    pub facts: Vec<ParsedFact>,
    /// Times mentioned in prose.
    pub mentions: Vec<TimeMention>,
    /// How the file was read, as sentences.
    pub notes: Vec<Message>,
}

/// An office as read.
#[derive(Clone, Debug, PartialEq)]
pub struct ParsedOffice {
    /// The name as written.
    pub office: String,
    /// Its ministry, if known.
    pub ministry: Option<String>,
}

/// A due as read.
#[derive(Clone, Debug, PartialEq)]
pub struct ParsedDue {
    /// Its name, if there are several.
    pub name: Option<String>,
    /// The moment, if it was read.
    pub at: Option<Moment>,
    /// Its precision, if it was read.
    pub precision: Option<Precision>,
}

/// A field as read.
#[derive(Clone, Debug, PartialEq)]
pub struct ParsedFact {
    /// The field, by its name in machine output.
    pub field: &'static str,
    /// The value as understood; `None` if it could not be read.
    pub value: Option<String>,
    /// Location in the source.
    pub span: Span,
}

/// Collects what was understood of a request.
pub(super) fn parse(case: &Case<'_>, engine: &Engine) -> ParsedRequest {
    let request = case.request;
    let office = |party: &Party<'_>| ParsedOffice {
        office: party.office.clone().into_owned(),
        ministry: case.ministry(party),
    };
    let mentions = mentions(case, engine);
    let mut facts = facts(case);
    facts.sort_by_key(|fact| fact.span);
    ParsedRequest {
        index: request.index,
        kind: request.kind.known().map(|kind| kind.name()),
        from: request.from.known().map(|_| office(&case.sender)),
        to: case
            .recipients
            .iter()
            .filter(|party| !party.office.is_empty())
            .map(office)
            .collect(),
        sent: case.sent.at,
        dues: dues(case, &mentions),
        hearing: case.hearing.map(|hearing| (hearing.start, hearing.end)),
        facts,
        mentions,
        notes: request.notes.clone(),
    }
}

/// Times mentioned in the free texts of a request.
pub fn mentions(case: &Case<'_>, engine: &Engine) -> Vec<TimeMention> {
    let request = case.request;
    if request.from_letter {
        return request.time_mentions.clone();
    }
    let sent = case.sent.at.unwrap_or(case.env.now).japan();
    let read_environment = engine.read_environment(case.env.now);
    let mut passages: Vec<&Passage> = request.mentions.passages.iter().collect();
    passages.sort_by_key(|passage| passage.places.first().map(|(span, _)| *span));
    passages
        .into_iter()
        .flat_map(|passage| {
            let mentions = format::time_mentions(&passage.reading, 0, sent, read_environment);
            let placed = mentions.into_iter().zip(&passage.places);
            placed.map(|(mention, (span, _))| TimeMention {
                span: *span,
                ..mention
            })
        })
        .collect()
}

fn dues(case: &Case<'_>, mentions: &[TimeMention]) -> Vec<ParsedDue> {
    let mut dues: Vec<ParsedDue> = Vec::new();
    for due in &case.dues {
        let mention = mentions
            .iter()
            .find(|mention| mention.span == due.span && mention.role.is_deadline());
        let precision = match (mention, due.at) {
            (Some(mention), _) => mention.precision,
            (None, None) => None,
            (None, Some(_)) if due.basis == Basis::Date => Some(Precision::Day),
            (None, Some(_)) => Some(Precision::Minute),
        };
        let at = due.at.or_else(|| mention?.at.map(Moment::from_japan));
        dues.push(ParsedDue {
            name: due.name.map(str::to_owned),
            at,
            precision,
        });
    }
    dues
}

fn facts(case: &Case<'_>) -> Vec<ParsedFact> {
    let request: &Request<'_> = case.request;
    let mut all = Vec::new();
    let mut push = |field, value: Option<String>, span: Option<Span>| {
        if let Some(span) = span.filter(|span| !span.is_empty()) {
            all.push(ParsedFact { field, value, span });
        }
    };
    fn text<T>(fact: &Fact<T>, shown: impl Fn(&T) -> String) -> (Option<String>, Option<Span>) {
        (fact.known().map(shown), fact.span())
    }
    macro_rules! fact {
        ($field:literal, $fact:expr, $shown:expr) => {
            let (value, span) = text($fact, $shown);
            push($field, value, span);
        };
    }
    fact!("kind", &request.kind, |kind| kind.name().to_owned());
    fact!("scope", &request.scope, |scope| scope.name().to_owned());
    fact!("subject", &request.subject, |subject| subject
        .clone()
        .into_owned());
    fact!("from", &request.from, |office| office.name.clone().into_owned());
    for office in &request.co_senders {
        push("from", Some(office.name.clone().into_owned()), Some(office.span));
    }
    for office in &request.to {
        push("to", Some(office.name.clone().into_owned()), Some(office.span));
    }
    push("to", None, request.to_unreadable);
    push("sent", case.sent.at.map(Moment::rfc3339), request.sent.span());
    for due in &case.dues {
        push("due", due.at.map(Moment::rfc3339), Some(due.span));
    }
    fact!("round", &request.round, |round| round.name().to_owned());
    fact!("effort", &request.effort, |effort| duration::iso(*effort));
    fact!("considerable", &request.considerable, |considerable| considerable
        .to_string());
    fact!("necessity", &request.necessity, |necessity| necessity
        .clone()
        .into_owned());
    for material in &request.materials {
        push(
            "material",
            Some(material.name.clone().into_owned()),
            Some(material.span),
        );
    }
    push("materials", None, request.materials_unreadable);
    if let Some(hearing) = &request.hearing {
        let at = case.hearing;
        push(
            "hearing.start",
            at.and_then(|at| at.start).map(Moment::rfc3339),
            hearing.start.span(),
        );
        push(
            "hearing.end",
            at.and_then(|at| at.end).map(Moment::rfc3339),
            hearing.end.span(),
        );
        fact!("hearing.place", &hearing.place, |place| place
            .clone()
            .into_owned());
        fact!("hearing.online", &hearing.online, |online| online
            .name()
            .to_owned());
        fact!("hearing.reason", &hearing.reason, |reason| reason
            .clone()
            .into_owned());
    }
    push("hearing", None, request.hearing_unreadable);
    for exception in &request.exceptions {
        fact!("exception", &exception.rule, |rule| rule.clone().into_owned());
    }
    all
}

/// A local moment of Japan in RFC 3339.
pub fn rfc3339(at: NaiveDateTime) -> String {
    Moment::from_japan(at).rfc3339()
}

/// The name of a role in machine output.
pub fn role(role: Role) -> &'static str {
    match role {
        Role::Deadline => "deadline",
        Role::RelativeDeadline => "relative-deadline",
        Role::Hearing => "hearing",
        Role::Mention => "mention",
        Role::Vague => "vague",
    }
}

/// The name of a precision in machine output.
pub fn precision(precision: Precision) -> &'static str {
    match precision {
        Precision::Minute => "minute",
        Precision::Day => "day",
        Precision::Close => "close",
        Precision::Morning => "morning",
        Precision::Evening => "evening",
    }
}
