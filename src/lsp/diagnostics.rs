//! Findings as LSP diagnostics.

use gen_lsp_types as types;
use types::{DiagnosticRelatedInformation, DiagnosticSeverity, DiagnosticTag, Location, Uri};

use super::analysis::Analysis;
use super::document::Document;
use super::position::Units;
use crate::diagnostic::{self, Diagnostic, Severity};
use crate::engine::Engine;
use crate::message::{Lang, catalogue};
use crate::report::links::rule_url;
use crate::report::{bindings, undetermined};
use crate::rules::Binding;
use crate::source::{Span, printable};

/// The `source` of every diagnostic.
const SOURCE: &str = "kigen";
/// Limit on a document's findings that are sent; further ones are counted.
const DIAGNOSTICS_LIMIT: usize = 500;

/// All diagnostics of a document: findings by severity, and as hints (nothing is silent) cleared findings,
/// undetermined rules, assumptions, and that a file is no request.
pub(super) fn all(
    document: &Document,
    analysis: &Analysis,
    units: Units,
    lang: Lang,
) -> Vec<types::Diagnostic> {
    let report = &analysis.report;
    let mut found: Vec<types::Diagnostic> = report
        .diagnostics
        .iter()
        .take(DIAGNOSTICS_LIMIT)
        .map(|finding| one(finding, document, analysis, units, lang))
        .collect();
    let mut note = |span: Span, severity, code: Option<&str>, message: String| {
        found.push(types::Diagnostic {
            range: analysis.range(span, document, units),
            severity: Some(severity),
            code: code.map(|code| types::Code::String(code.to_owned())),
            source: Some(SOURCE.to_owned()),
            message: types::Message::String(message),
            ..types::Diagnostic::default()
        });
    };
    if document.is_out_of_sync {
        let message = catalogue::LSP_OUT_OF_STEP.text(lang).to_owned();
        note(Span::default(), DiagnosticSeverity::Warning, None, message);
    }
    if let Some(more @ 1..) = report.diagnostics.len().checked_sub(DIAGNOSTICS_LIMIT) {
        let message = catalogue::LSP_MORE.fill(lang, &[("count", &more.to_string())]);
        note(Span::default(), DiagnosticSeverity::Information, None, message);
    }
    let hint = DiagnosticSeverity::Hint;
    for finding in report.excepted.iter().take(DIAGNOSTICS_LIMIT) {
        let message = finding.message.render(lang);
        let message = catalogue::LSP_EXCEPTED.fill(lang, &[("message", &printable(&message))]);
        note(finding.span, hint, Some(&finding.code), message);
    }
    let head = |index: usize| {
        report
            .request(index)
            .map_or(Span::default(), |request| request.head)
    };
    for group in undetermined::groups(report).into_iter().take(DIAGNOSTICS_LIMIT) {
        let message =
            catalogue::LSP_UNDETERMINED.fill(lang, &[("note", &group.words(&analysis.source, lang))]);
        note(head(group.request), hint, None, message);
    }
    for request in report.requests.iter().take(DIAGNOSTICS_LIMIT) {
        let past = request.past.iter().map(|past| &past.message);
        for text in request.notes.iter().chain(past) {
            note(
                request.head,
                hint,
                None,
                printable(&text.render(lang)).into_owned(),
            );
        }
    }
    let left_out = report.left_out.iter();
    let left_out = left_out.filter(|left| left.span.is_some() || !document.is_general_text);
    for left in left_out.take(DIAGNOSTICS_LIMIT) {
        let reason = left.reason.render(lang);
        let message = catalogue::LSP_LEFT_OUT.fill(lang, &[("reason", &printable(&reason))]);
        note(left.span.unwrap_or_default(), hint, None, message);
    }
    found
}

/// A finding: message, help and clause.
pub(super) fn one(
    finding: &Diagnostic,
    document: &Document,
    analysis: &Analysis,
    units: Units,
    lang: Lang,
) -> types::Diagnostic {
    let engine = analysis.engine();
    let uri = Uri(document.uri.clone());
    let related = finding.related.iter().map(|label| DiagnosticRelatedInformation {
        location: Location {
            uri: uri.clone(),
            range: analysis.range(label.span, document, units),
        },
        message: printable(&label.message.render(lang)).into_owned(),
    });
    types::Diagnostic {
        range: analysis.range(finding.span, document, units),
        severity: Some(match finding.severity {
            Severity::Error => DiagnosticSeverity::Error,
            Severity::Warning => DiagnosticSeverity::Warning,
            Severity::Info => DiagnosticSeverity::Information,
        }),
        code: Some(types::Code::String(finding.code.to_string())),
        code_description: rule_url(engine, &finding.code, lang)
            .map(|href| types::CodeDescription { href: Uri(href) }),
        source: Some(SOURCE.to_owned()),
        message: types::Message::String(message(finding, engine, lang)),
        tags: is_without_effect(finding).then(|| vec![DiagnosticTag::Unnecessary]),
        related_information: Some(related.collect::<Vec<_>>()).filter(|related| !related.is_empty()),
        data: Some(serde_json::json!({
            "name": finding.name,
            "fixes": finding.fixes.iter().map(|fix| fix.title.render(lang)).collect::<Vec<_>>(),
        })),
    }
}

fn message(finding: &Diagnostic, engine: &Engine, lang: Lang) -> String {
    let mut text = printable(&finding.message.render(lang)).into_owned();
    if let Some(help) = &finding.help {
        text.push('\n');
        text.push_str(&catalogue::REPORT_HELP.fill(lang, &[("help", &printable(&help.render(lang)))]));
    }
    if let Some(clause) = &finding.clause {
        let refused = finding.code == diagnostic::EXCEPTION_NOT_ALLOWED.code;
        let binding = match engine.rules.get(&finding.code) {
            Some((_, rule)) => bindings::word(rule.binding).text(lang),
            None if refused => bindings::word(Binding::Must).text(lang),
            None => bindings::word(Binding::Practice).text(lang),
        };
        let values = [
            ("plan", clause.title.text(lang)),
            ("section", clause.section.as_str()),
            ("binding", binding),
        ];
        text.push('\n');
        text.push_str(&catalogue::LSP_CLAUSE.fill(lang, &values));
    }
    text
}

/// Whether a finding is about unused text, which an editor fades.
fn is_without_effect(finding: &Diagnostic) -> bool {
    [diagnostic::EXCEPTION_UNUSED.code, diagnostic::DUPLICATE_KEY.code].contains(&&*finding.code)
}
