//! Builds the finding of a broken rule: location, message, figures, remedy.

use std::borrow::Cow;
use std::sync::Arc;

use chrono::{Datelike, NaiveDate};

use crate::calendar::hours::Zone;
use crate::diagnostic::{self, Diagnostic, Label, Severity};
use crate::message::{LocalizedText, Message, catalogue};
use crate::read::keys;
use crate::request::{Fact, Request, Round, Timing, When};
use crate::resolve::{Basis, Case, ResolvedMention};
use crate::rules::condition::{Quantity, Truth};
use crate::rules::eval::{Item, View};
use crate::rules::explain::{Value, compared_name, dates_of, explain, interval};
use crate::rules::pack::{Place, Rule};
use crate::source::Span;

/// The finding on a hearing that ends before it starts.
pub(super) fn hearing_reversed(case: &Case<'_>) -> Diagnostic {
    let hearing = case.request.hearing.as_ref();
    let end = hearing
        .and_then(|hearing| hearing.end.span())
        .unwrap_or(case.request.head);
    let message = catalogue::HEARING_REVERSED.message();
    let mut found = Diagnostic::reader(diagnostic::UNREADABLE_VALUE, end, message)
        .with_help(catalogue::HEARING_REVERSED_HELP.message());
    if let Some(start) = hearing.and_then(|hearing| hearing.start.span()) {
        found = found.with_related(start, catalogue::HEARING_START_HERE.message());
    }
    found.request = Some(case.request.index);
    found
}

/// Findings on yearless dates that resolve to next year but were recently past: 9/7 in a request sent on 9/8. Read
/// literally, the due would be in a year and break nothing.
pub(super) fn recently_past_dates(case: &Case<'_>) -> Vec<Diagnostic> {
    /// How many days ago such a date may have been.
    const DAYS_AGO_LIMIT: i64 = 60;
    let request = case.request;
    let Some(sent) = case.sent.at.map(|at| Zone::Japan.local(at).date) else {
        return Vec::new();
    };
    let dues = request.dues.iter().map(|due| &due.at);
    let start = request.hearing.iter().map(|hearing| &hearing.start);
    let found = dues.chain(start).filter_map(|fact| {
        let Timing::Known(When::Stated(written), span) = fact else {
            return None;
        };
        if written.year.is_some() || written.years_ahead.is_some() {
            return None;
        }
        let taken = written.date(case.anchor)?;
        let lately = NaiveDate::from_ymd_opt(taken.year().checked_sub(1)?, taken.month(), taken.day())?;
        let ago = sent.signed_duration_since(lately).num_days();
        // A weekday that matches the resolved date confirms it.
        let sure = written
            .weekday
            .as_ref()
            .is_some_and(|day| day.weekday == taken.weekday());
        if sure || !(1..=DAYS_AGO_LIMIT).contains(&ago) {
            return None;
        }
        let dates = dates_of(case).with_year();
        let message = catalogue::JUST_PAST
            .arg("taken", Message::date(taken, dates))
            .arg("lately", Message::date(lately, dates));
        let mut found = Diagnostic::reader(diagnostic::UNREADABLE_VALUE, *span, message)
            .with_help(catalogue::JUST_PAST_HELP.message());
        found.request = Some(request.index);
        Some(found)
    });
    found.collect()
}

/// The finding of a rule broken for each of `views`, one per group of recipients.
///
/// `remedy` is the sentence with the nearest complying times.
pub(super) fn finding(
    rule: &Rule,
    views: &[View<'_>],
    due: Option<usize>,
    remedy: Option<Message>,
) -> Diagnostic {
    let Some((view, explained)) = views
        .first()
        .zip(explain(views, &rule.require, rule.reads_recipient))
    else {
        return Diagnostic::reader(diagnostic::LIMIT_EXCEEDED, Span::default(), Message::default());
    };
    let case = view.case;
    let year = dates_of(case);
    let facts = &explained.facts;
    let filled = |texts: &Arc<LocalizedText>| {
        let names = texts.placeholders();
        let values = facts.iter().filter(|(known, _)| names.contains(known));
        let args = values.map(|(name, value)| (*name, value.words(year)));
        Message::Template(Arc::clone(texts), exact(args))
    };
    let message = rule
        .messages
        .iter()
        .find(|message| {
            message
                .when
                .as_ref()
                .is_none_or(|when| view.evaluate(when) == Truth::True)
        })
        .map(|message| filled(&message.text))
        .unwrap_or_default();
    let help = rule.help.as_ref().map(filled);
    let hint = is_follow_up(rule, view).then(|| catalogue::SUBJECT_IS_FOLLOW_UP.message());
    let help = [remedy, help, hint].into_iter().flatten().reduce(Message::then);
    let span = place(case, rule.at, due, view.item).unwrap_or(case.request.head);
    let label = explained.quantity.and_then(|(quantity, value)| {
        let entry = match quantity {
            Quantity::Elapsed => catalogue::LABEL_ELAPSED,
            Quantity::Open => catalogue::LABEL_OPEN,
            Quantity::Working => catalogue::LABEL_WORKING,
            Quantity::Effort => return None,
        };
        Some(entry.arg("value", Message::Duration(value)))
    });
    let label = label.or_else(|| match view.item {
        Some(Item::Date(date)) if !date.is_right() => {
            use chrono::Datelike as _;
            let right = Message::WeekdayName(date.date.weekday());
            Some(catalogue::WEEKDAY_LABEL.arg("right", right))
        }
        _ => None,
    });
    let related = rule
        .also
        .iter()
        .flat_map(|also| match (also, view.item) {
            (Place::Due, Some(Item::Mention(mention))) if due.is_none() => compared(case, mention),
            _ => {
                let span = place(case, *also, due, view.item);
                let label = span.zip(named(case, *also, due));
                Vec::from_iter(label.map(|(span, message)| Label { span, message }))
            }
        })
        .filter(|label| label.span != span)
        .collect();
    Diagnostic {
        code: Cow::Owned(rule.code.to_string()),
        name: Cow::Owned(rule.name.to_string()),
        severity: rule.severity,
        message,
        help,
        note: rule
            .note
            .as_ref()
            .map(|note| Message::Template(Arc::clone(note), Vec::new())),
        label,
        span,
        request: Some(case.request.index),
        related,
        facts: exact(
            facts
                .iter()
                .filter(|(_, value)| !matches!(value, Value::Sentence(_)))
                .filter(|(name, value)| is_figure(name, value))
                .map(|(name, value)| (*name, value.machine())),
        ),
        clause: rule.clause.clone(),
        fixes: Vec::new(),
        exception: None,
        protected: rule.protected,
        deviation: None,
        remedy: None,
    }
}

/// Collects without spare capacity: tens of thousands of findings are held.
fn exact<T>(items: impl Iterator<Item = T>) -> Vec<T> {
    let mut all: Vec<T> = items.collect();
    all.shrink_to_fit();
    all
}

/// Whether the subject calls the request a follow-up while 段階 does not, and the rule would not apply to a follow-up.
fn is_follow_up(rule: &Rule, view: &View<'_>) -> bool {
    let request = view.case.request;
    let says = |subject: &Cow<'_, str>| {
        let subject = keys::as_follow_up(subject);
        ["再質問", "再意見", "再協議"]
            .iter()
            .any(|word| subject.contains(word))
    };
    if rule.severity < Severity::Error
        || !request.round.is_absent()
        || !request.subject.known().is_some_and(says)
    {
        return false;
    }
    let follow_up = Request {
        round: Fact::Known(Round::FollowUp, request.head),
        ..request.clone()
    };
    let case = Case::new(&follow_up, view.case.env);
    let view = View { case: &case, ..*view };
    view.evaluate(&rule.when) == Truth::False
}

/// Whether a fact is shown as a figure; sending, due and sender are members of the request already.
fn is_figure(name: &str, value: &Value) -> bool {
    !matches!(name, "sent" | "due" | "hearing" | "sender" | "plan_end") && !value.machine().is_empty()
}

/// Location of a part of the request.
fn place(case: &Case<'_>, at: Place, due: Option<usize>, item: Option<Item<'_>>) -> Option<Span> {
    let request = case.request;
    let hearing = request.hearing.as_ref();
    match at {
        Place::Kind => request.kind.span(),
        Place::From => request.from.span(),
        Place::To => request.to.first().map(|office| office.span),
        Place::Sent => case.sent.span,
        Place::Due => due.and_then(|due| case.dues.get(due)).map(|due| due.span),
        Place::Effort => request.effort.span(),
        Place::Considerable => request.considerable.span(),
        // Where it is missing, at 種別, which requires it.
        Place::Necessity => request.necessity.span().or(request.kind.span()),
        Place::Subject => request.subject.span(),
        Place::Body => request.body.span(),
        Place::Materials => request.materials.first().map(|material| material.span),
        Place::Hearing | Place::HearingStart => {
            hearing.map(|hearing| hearing.start.span().unwrap_or(hearing.span))
        }
        Place::HearingEnd => hearing.map(|it| it.end.span().or(it.start.span()).unwrap_or(it.span)),
        Place::HearingOnline => hearing.map(|it| it.online.span().or(it.start.span()).unwrap_or(it.span)),
        Place::Item => match item? {
            Item::Material(material) => Some(material.span),
            Item::Date(date) => Some(date.span),
            Item::Mention(mention) => Some(mention.span),
        },
    }
}

/// Labels for the first dues that a mention differs from.
fn compared(case: &Case<'_>, mention: &ResolvedMention) -> Vec<Label> {
    const LABELS_LIMIT: usize = 5;
    let year = dates_of(case);
    let labels = mention.differs_from.iter().take(LABELS_LIMIT).map(|with| Label {
        span: with.span,
        message: catalogue::DUE_HERE
            .arg("due_name", compared_name(case, with))
            .arg("at", Message::moment(with.at.japan(), year)),
    });
    labels.collect()
}

/// Label for a part of the request.
fn named(case: &Case<'_>, at: Place, due: Option<usize>) -> Option<Message> {
    let year = dates_of(case);
    let local = |at: crate::calendar::hours::Moment| Message::moment(at.japan(), year);
    match at {
        Place::Sent => {
            let entry = if case.sent.basis == Basis::Now {
                catalogue::SENT_NOW
            } else {
                catalogue::SENT_HERE
            };
            Some(entry.arg("at", local(case.sent.at?)))
        }
        Place::Due => {
            let due = case.dues.get(due?)?;
            let name = Message::due_name(due.name, due.key);
            Some(
                catalogue::DUE_HERE
                    .arg("due_name", name)
                    .arg("at", local(due.at?)),
            )
        }
        Place::Effort => {
            let effort = Message::Duration(*case.request.effort.known()?);
            Some(catalogue::EFFORT_HERE.arg("effort", effort))
        }
        Place::Hearing | Place::HearingStart | Place::HearingEnd => {
            let hearing = case.hearing?;
            let (from, until) = match interval(hearing.start, hearing.end, year) {
                Some(interval) => interval,
                None => {
                    let (first, last) = case.hearing_days();
                    let day = |day| Message::date(day, year);
                    let last = last.filter(|last| first.is_none_or(|first| first != *last));
                    match first {
                        Some(first) => (day(first), last.map(day)),
                        None => (day(last?), None),
                    }
                }
            };
            Some(match until {
                Some(until) => catalogue::HEARING_HERE.arg("from", from).arg("until", until),
                None => catalogue::HEARING_STARTS.arg("from", from),
            })
        }
        Place::To => Some(catalogue::RECIPIENT_HERE.message()),
        _ => None,
    }
}
