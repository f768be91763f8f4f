//! Exceptions (例外): records of who answers for a departure, and which findings they clear.

use crate::calendar::hours::Zone;
use crate::case::Case;
use crate::diagnostic::{self, Diagnostic};
use crate::engine::Engine;
use crate::request::{Exception, Fact, Request};
use crate::rules::Binding;
use crate::source::{Span, printable};
use crate::text::{Lang, catalogue, words};

/// Sorts the findings of a request into those that stand and those an exception clears, and adds what
/// there is to say of the exceptions themselves.
pub(super) fn apply(
    request: &Request<'_>,
    case: &Case<'_>,
    engine: &Engine,
    found: Vec<Diagnostic>,
    lang: Lang,
) -> (Vec<Diagnostic>, Vec<Diagnostic>) {
    if request.exceptions.is_empty() {
        return (found, Vec::new());
    }
    let mut standing = found;
    let mut excepted = Vec::new();
    let mut about = Vec::new();
    for exception in &request.exceptions {
        if let Some(trouble) = refuse(exception, case, engine, lang) {
            about.push(trouble);
            continue;
        }
        let Some(code) = exception.rule.known().map(|code| code.trim()) else {
            continue;
        };
        let (cleared, rest): (Vec<_>, Vec<_>) =
            standing.into_iter().partition(|finding| finding.code == code);
        standing = rest;
        if cleared.is_empty() {
            let message = catalogue::EXCEPTION_UNUSED.fill(lang, &[("rule", code)]);
            let at = exception.rule.span().unwrap_or(exception.span);
            about.push(
                Diagnostic::reader(diagnostic::EXCEPTION_UNUSED, at, message)
                    .with_help(catalogue::EXCEPTION_UNUSED_HELP.text(lang).to_owned()),
            );
        }
        excepted.extend(cleared);
    }
    for finding in &mut about {
        finding.request = Some(request.index);
    }
    standing.extend(about);
    (standing, excepted)
}

/// Why an exception does not hold.
fn refuse(exception: &Exception<'_>, case: &Case<'_>, engine: &Engine, lang: Lang) -> Option<Diagnostic> {
    let at = exception.rule.span().unwrap_or(exception.span);
    let ja = lang == Lang::Ja;
    let mut missing = Vec::new();
    if exception.rule.is_absent() {
        missing.push(if ja { "規則" } else { "the rule" });
    }
    if exception.reason.is_absent() {
        missing.push(if ja { "理由" } else { "the reason" });
    }
    if exception.approved_by.is_absent() {
        missing.push(if ja { "承認者" } else { "who approved it" });
    }
    let code = exception.rule.known().map(|code| code.trim());
    if let Some(code) = code
        && let Some(refused) = not_allowed(code, at, engine, lang)
    {
        return Some(refused);
    }
    if !missing.is_empty() {
        let missing = words::list(&missing, lang);
        let message = catalogue::EXCEPTION_INCOMPLETE.fill(lang, &[("missing", &missing)]);
        let help = catalogue::EXCEPTION_INCOMPLETE_HELP.text(lang).to_owned();
        return Some(
            Diagnostic::reader(diagnostic::EXCEPTION_INCOMPLETE, exception.span, message).with_help(help),
        );
    }
    // What is written but could not be read has its own finding; the record does not hold meanwhile.
    let unreadable = [&exception.rule, &exception.reason, &exception.approved_by]
        .into_iter()
        .any(Fact::is_unreadable);
    if unreadable || exception.expires.is_unreadable() {
        let message = catalogue::EXCEPTION_INCOMPLETE.fill(
            lang,
            &[(
                "missing",
                if ja {
                    "読み取れる値"
                } else {
                    "values that can be read"
                },
            )],
        );
        return Some(Diagnostic::reader(
            diagnostic::EXCEPTION_INCOMPLETE,
            exception.span,
            message,
        ));
    }
    if let Fact::Known(written, span) = &exception.expires {
        let today = Zone::Japan.local(case.world.now).date;
        let expires = written.date(today);
        // The last day itself is still good.
        if expires.is_none_or(|last| last < today) {
            let day = expires
                .map(|day| words::date(day, i32::MIN, lang))
                .unwrap_or_default();
            let rule = code.unwrap_or_default();
            let message = catalogue::EXCEPTION_EXPIRED.fill(lang, &[("rule", rule), ("expires", &day)]);
            let help = catalogue::EXCEPTION_EXPIRED_HELP.text(lang).to_owned();
            return Some(Diagnostic::reader(diagnostic::EXCEPTION_EXPIRED, *span, message).with_help(help));
        }
    }
    None
}

fn not_allowed(code: &str, at: Span, engine: &Engine, lang: Lang) -> Option<Diagnostic> {
    let shown = printable(code);
    if Diagnostic::is_protected(code) && engine.codes().contains(&code) {
        let message = catalogue::EXCEPTION_NOT_ALLOWED_READER.fill(lang, &[("rule", &shown)]);
        return Some(Diagnostic::reader(diagnostic::EXCEPTION_NOT_ALLOWED, at, message));
    }
    match engine.rule(code) {
        None => {
            let message = catalogue::EXCEPTION_UNKNOWN_RULE.fill(lang, &[("rule", &shown)]);
            let mut found = Diagnostic::reader(diagnostic::EXCEPTION_INCOMPLETE, at, message);
            if let Some(near) = crate::read::keys::nearest(code, engine.codes().into_iter()) {
                found.help = Some(catalogue::UNKNOWN_KEY_NEAR.fill(lang, &[("near", near)]));
            }
            Some(found)
        }
        Some((_, rule)) if rule.binding == Binding::Must => {
            let message = catalogue::EXCEPTION_NOT_ALLOWED.fill(lang, &[("rule", &shown)]);
            let help = catalogue::EXCEPTION_NOT_ALLOWED_HELP.text(lang).to_owned();
            let mut found =
                Diagnostic::reader(diagnostic::EXCEPTION_NOT_ALLOWED, at, message).with_help(help);
            found.clause.clone_from(&rule.clause);
            Some(found)
        }
        Some(_) => None,
    }
}
