//! Conversion of requests, findings and the rest to the types of the output format.

use super::contract::{
    BasisName, Clause, Clocks, Column, Decoded, Diagnostic, Edit, Fix, Hearing, LeftOut, NamedDue,
    PastMoment, Position, Range, Recipient, Record, Related, Request, Sender, Tool, UndeterminedRule, Window,
};
use super::fingerprint::{FingerprintCounts, fingerprint};
use crate::calendar::clocks;
use crate::calendar::hours::Moment;
use crate::check::Undetermined;
use crate::diagnostic::{self, Applicability, Origin};
use crate::message::{Lang, Message};
use crate::read;
use crate::report::Checked;
use crate::report::links::rule_url;
use crate::resolve::Basis;
use crate::source::{self, Source};
use jp_datetime::duration;

/// A span in the output format.
pub fn range_of(source: &Source, span: source::Span) -> Range {
    let place = |source::Position {
                     byte,
                     line,
                     column,
                     utf16,
                 }| Position {
        byte,
        line,
        column,
        utf16,
    };
    let (start, end) = source.range(span);
    Range {
        start: place(start),
        end: place(end),
    }
}

/// The decoded line that contains a span, if the file has it encoded.
pub fn decoded_of(source: &Source, span: source::Span) -> Option<Decoded<'_>> {
    let (line, [start, end]) = source.decoded(span)?;
    let column = |(column, utf16)| Column { column, utf16 };
    Some(Decoded {
        line,
        start: column(start),
        end: column(end),
    })
}

pub(in crate::report) fn moment(at: Option<Moment>) -> Option<String> {
    at.map(Moment::rfc3339)
}

pub(in crate::report) fn basis(basis: Basis) -> BasisName {
    match basis {
        Basis::Stated => BasisName::Stated,
        Basis::Date => BasisName::Date,
        Basis::Now => BasisName::Now,
        Basis::Hearing => BasisName::Hearing,
        Basis::Window => BasisName::Window,
        Basis::Relative => BasisName::Relative,
    }
}

pub(in crate::report) fn clocks_of(clocks: clocks::Clocks) -> Clocks {
    Clocks {
        elapsed: duration::iso(clocks.elapsed),
        open: duration::iso(clocks.open),
        working: duration::iso(clocks.working),
    }
}

/// A request in the output format.
pub fn request_of<'a>(path: &'a str, request: &'a crate::check::Summary, lang: Lang) -> Request<'a> {
    Request {
        path,
        index: request.index,
        verdict: request.verdict.name(),
        send_by: moment(request.send_by),
        kind: request.kind,
        subject: request.subject.as_deref(),
        sent: moment(request.sent),
        sent_basis: basis(request.sent_basis),
        sent_property: request.sent_property,
        due: moment(request.due),
        due_basis: request.due_basis.map(basis),
        dues: request
            .dues
            .iter()
            .map(|(name, at)| NamedDue {
                name,
                at: moment(*at),
            })
            .collect(),
        hearing: request.hearing.map(|(start, end)| Hearing {
            start: moment(start),
            end: moment(end),
        }),
        occurrences: request.occurrences,
        template: request.template,
        window: request.window.as_deref().map(|window| Window {
            from: moment(window.first),
            until: moment(window.last),
            minutes: window.minutes,
            days: window.days,
        }),
        clocks: request.clocks.map(clocks_of),
        from: request
            .senders
            .iter()
            .map(|sender| Sender {
                office: &sender.office,
                ministry: sender.ministry.as_deref(),
            })
            .collect(),
        recipients: request
            .recipients
            .iter()
            .map(|recipient| Recipient {
                office: &recipient.office,
                ministry: recipient.ministry.as_deref(),
                hours_assumed: recipient.hours_assumed,
                working: recipient.working.map(duration::iso),
            })
            .collect(),
        effort: request.effort.map(duration::iso),
        past: past_of(request, lang),
        // Assumptions for YAML are expressed by `sent_basis` and `due_basis`.
        notes: if request.from_calendar || request.from_letter {
            rendered(&request.notes, lang)
        } else {
            Vec::new()
        },
        explanations: rendered(&request.explanations, lang),
    }
}

fn rendered(messages: &[Message], lang: Lang) -> Vec<String> {
    messages.iter().map(|message| message.render(lang)).collect()
}

/// Past moments of a request in the output format.
pub(in crate::report) fn past_of(request: &crate::check::Summary, lang: Lang) -> Vec<PastMoment<'_>> {
    let past = request.past.iter().map(|past| PastMoment {
        field: past.field,
        name: past.name.as_deref(),
        at: past.at.rfc3339(),
        message: past.message.render(lang),
    });
    past.collect()
}

/// A finding in the output format.
pub fn diagnostic_of<'a>(
    file: Checked<'a>,
    found: &'a diagnostic::Diagnostic,
    lang: Lang,
    seen: &mut FingerprintCounts,
) -> Diagnostic<'a> {
    let Checked {
        source,
        report,
        engine,
    } = file;
    let path = source.path();
    Diagnostic {
        code: &found.code,
        name: &found.name,
        severity: found.severity.name(),
        message: found.message.render(lang),
        help: found.help.as_ref().map(|help| help.render(lang)),
        request: found.request,
        range: range_of(source, found.span),
        decoded: decoded_of(source, found.span),
        related: found
            .related
            .iter()
            .map(|label| Related {
                message: label.message.render(lang),
                path,
                range: range_of(source, label.span),
            })
            .collect(),
        facts: found
            .facts
            .iter()
            .map(|(name, value)| ((*name).to_owned(), value.clone().into()))
            .collect(),
        clause: found.clause.as_deref().map(|clause| Clause {
            plan: &clause.plan,
            plan_title: clause.title.text(lang),
            section: &clause.section,
            quote: clause.quote.render(lang),
        }),
        fixes: found
            .fixes
            .iter()
            .map(|fix| Fix {
                title: fix.title.render(lang),
                applicability: match fix.applicability {
                    Applicability::Safe => "safe",
                    Applicability::Unsafe => "unsafe",
                },
                edits: fix
                    .edits
                    .iter()
                    .map(|edit| Edit {
                        range: range_of(source, edit.span),
                        text: &edit.text,
                    })
                    .collect(),
            })
            .collect(),
        exception: found.exception.as_deref().map(|record| record_of(source, record)),
        deviation: found.deviation.as_deref().map(|record| record_of(source, record)),
        // Independent of the language, as all but texts are; pages link to their translation.
        url: rule_url(engine, &found.code, Lang::default()),
        fingerprint: fingerprint(source, report, found, seen),
        path,
    }
}

/// A record in the output format. `source` is the finding's file.
fn record_of<'a>(source: &'a Source, record: &'a diagnostic::Record) -> Record<'a> {
    let (source, span) = match &record.origin {
        Origin::Document(span) => (source, *span),
        Origin::Configured(source, span) => (&**source, *span),
    };
    Record {
        reason: &record.reason,
        approved_by: &record.approved_by,
        expires: record.expires.map(|day| day.to_string()),
        path: source.path(),
        range: range_of(source, span),
    }
}

/// An undetermined rule in the output format.
pub fn undetermined_of<'a>(path: &'a str, rule: &'a Undetermined) -> UndeterminedRule<'a> {
    UndeterminedRule {
        code: &rule.code,
        path,
        request: rule.request,
        missing: rule.missing.to_vec(),
    }
}

/// A left-out document in the output format.
pub fn left_out_of<'a>(source: &'a Source, left: &'a read::LeftOut, lang: Lang) -> LeftOut<'a> {
    LeftOut {
        path: source.path(),
        reason: left.reason.render(lang),
        uid: left.uid.as_deref(),
        range: left.span.map(|span| range_of(source, span)),
    }
}

/// The program in the output format.
pub fn tool() -> Tool {
    Tool {
        name: "kigen".to_owned(),
        version: env!("CARGO_PKG_VERSION").to_owned(),
    }
}
