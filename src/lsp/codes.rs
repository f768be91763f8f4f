//! Rule codes in a document: hover text, and completion.

use super::completion::item::{Item, Sort};
use crate::diagnostic::{Diagnostic, READER_CODES, ReaderCode};
use crate::engine::Engine;
use crate::format::cursor::word_at;
use crate::message::{Entry, Lang, catalogue};
use crate::report::{bindings, readers};
use crate::rules::{Binding, Rule};
use crate::source::Span;

/// The hover text of a code.
pub(super) struct Code {
    /// The code and the name of its rule.
    pub title: String,
    pub lines: Vec<String>,
    pub span: Span,
}

/// The code at byte `at` of a text.
pub(super) fn at(text: &str, at: u32, engine: &Engine, lang: Lang) -> Option<Code> {
    let word = word_at(text, at as usize)?;
    let code = text.get(word.clone())?;
    let same = |known: &str| known.eq_ignore_ascii_case(code);
    let (title, lines) = if let Some((_, rule)) = engine.rules.iter().find(|(_, rule)| same(&rule.code)) {
        (format!("{} {}", rule.code, rule.name), about(rule, lang))
    } else {
        let reader = READER_CODES.iter().find(|reader| same(reader.code))?;
        (
            format!("{} {}", reader.code, reader.name),
            about_reader(reader, lang),
        )
    };
    Some(Code {
        title,
        lines,
        span: Span::new(word.start, word.end),
    })
}

fn about(rule: &Rule, lang: Lang) -> Vec<String> {
    let mut lines = vec![rule.summary.text(lang).to_owned()];
    if let Some(clause) = &rule.clause {
        let quote = clause.quote.render(lang);
        let values = [
            ("plan", clause.title.text(lang)),
            ("section", clause.section.as_str()),
            ("binding", bindings::word(rule.binding).text(lang)),
            ("quote", quote.trim()),
        ];
        lines.push(catalogue::REPORT_CLAUSE.fill(lang, &values));
    }
    lines.extend(binding(rule, lang));
    lines
}

fn about_reader(reader: &ReaderCode, lang: Lang) -> Vec<String> {
    let term = |term: Entry, note: Entry| {
        let values = [("term", term.text(lang)), ("note", note.text(lang))];
        catalogue::EXPLAIN_TERM.fill(lang, &values)
    };
    vec![
        readers::summary(reader, lang).to_owned(),
        readers::explanation(reader, lang).to_owned(),
        term(catalogue::RULES_SEVERITY, catalogue::EXPLAIN_READER),
    ]
}

/// How binding a rule is, and the effect of an exception record.
fn binding(rule: &Rule, lang: Lang) -> Vec<String> {
    let mut lines = vec![bindings::explained(rule, lang)];
    if rule.binding == Binding::Must {
        lines.push(catalogue::EXPLAIN_DEVIATION.text(lang).to_owned());
    }
    lines
}

/// A completion item for a rule.
pub(super) fn item(rule: &Rule, lang: Lang) -> Item {
    let mut about = vec![rule.summary.text(lang).to_owned()];
    about.extend(binding(rule, lang));
    Item {
        label: rule.code.to_string(),
        detail: Some(format!(
            "{} ({})",
            rule.name,
            bindings::word(rule.binding).text(lang)
        )),
        about: Some(about.join("\n")),
        kind: Sort::Rule,
        ..Item::default()
    }
}

/// The rules that a record may name: first those with findings, and then those that a record clears before those for
/// which it is a deviation.
pub(super) fn recordable(engine: &Engine, found: &[Diagnostic], lang: Lang) -> Vec<Item> {
    let rules = engine.rules.iter().map(|(_, rule)| rule);
    rules
        .filter(|rule| !rule.protected)
        .map(|rule| {
            let raised = found.iter().any(|finding| finding.code == *rule.code);
            Item {
                rank: 2 * usize::from(!raised) + usize::from(rule.binding == Binding::Must),
                ..item(rule, lang)
            }
        })
        .collect()
}
