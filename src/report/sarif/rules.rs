//! The driver: the program with every rule that results may refer to.

use serde::Serialize;

use crate::diagnostic::{READER_CODES, Severity};
use crate::engine::Engine;
use crate::message::{Lang, catalogue};
use crate::report::bindings;
use crate::report::links::{self, rule_url};
use crate::report::readers;

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Driver {
    name: &'static str,
    version: &'static str,
    semantic_version: &'static str,
    information_uri: &'static str,
    language: &'static str,
    rules: Vec<ReportingDescriptor>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct ReportingDescriptor {
    id: String,
    name: String,
    short_description: Message,
    full_description: Message,
    help: MultiformatMessage,
    #[serde(skip_serializing_if = "Option::is_none")]
    help_uri: Option<String>,
    default_configuration: ReportingConfiguration,
}

#[derive(Serialize)]
struct MultiformatMessage {
    text: String,
    markdown: String,
}

#[derive(Serialize)]
struct ReportingConfiguration {
    level: &'static str,
}

/// The driver with the rules of `codes`, in their order.
pub(super) fn driver(engine: &Engine, codes: &[String], lang: Lang) -> Driver {
    Driver {
        name: "kigen",
        version: env!("CARGO_PKG_VERSION"),
        semantic_version: env!("CARGO_PKG_VERSION"),
        information_uri: links::DOCUMENTS,
        language: lang.tag(),
        rules: codes.iter().filter_map(|code| rule(engine, code, lang)).collect(),
    }
}

fn rule(engine: &Engine, code: &str, lang: Lang) -> Option<ReportingDescriptor> {
    if let Some((_, rule)) = engine.rules.get(code) {
        let summary = rule.summary.text(lang).trim().to_owned();
        let mut full = vec![summary.clone()];
        let mut markdown = vec![summary.clone()];
        if let Some(clause) = &rule.clause {
            let binding = bindings::word(rule.binding).text(lang);
            let quote = clause.quote.render(lang);
            let quote = quote.trim();
            let values = [
                ("plan", clause.title.text(lang)),
                ("section", &*clause.section),
                ("quote", quote),
                ("binding", binding),
            ];
            full.push(catalogue::REPORT_CLAUSE.fill(lang, &values));
            let title = clause.title.text(lang);
            markdown.push(format!("> {quote}\n>\n> {title} {} ({binding})", clause.section));
        }
        if let Some(help) = &rule.help {
            let help = help.text(lang).trim();
            full.push(help.to_owned());
            markdown.push(help.to_owned());
        }
        return Some(ReportingDescriptor {
            id: code.to_owned(),
            name: pascal_case(&rule.name),
            full_description: Message {
                text: full.join("\n"),
            },
            short_description: Message { text: summary },
            help: MultiformatMessage {
                text: full.join("\n\n"),
                markdown: markdown.join("\n\n"),
            },
            help_uri: rule_url(engine, code, lang),
            default_configuration: ReportingConfiguration {
                level: level(rule.severity),
            },
        });
    }
    let reader = READER_CODES.iter().find(|reader| reader.code == code)?;
    let summary = readers::summary(reader, lang);
    let more = readers::explanation(reader, lang);
    let whole = format!("{summary}\n\n{more}");
    Some(ReportingDescriptor {
        id: code.to_owned(),
        name: pascal_case(reader.name),
        short_description: Message {
            text: summary.to_owned(),
        },
        full_description: Message {
            text: more.to_owned(),
        },
        help: MultiformatMessage {
            text: whole.clone(),
            markdown: whole,
        },
        help_uri: rule_url(engine, code, lang),
        default_configuration: ReportingConfiguration {
            level: level(reader.severity),
        },
    })
}

/// `response-under-48-hours` in PascalCase, as SARIF recommends: `ResponseUnder48Hours`.
fn pascal_case(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    for word in name.split('-') {
        let mut letters = word.chars();
        out.extend(letters.next().map(|first| first.to_ascii_uppercase()));
        out.push_str(letters.as_str());
    }
    out
}

#[derive(Clone, Debug, Serialize)]
pub(super) struct Message {
    pub text: String,
}

/// The SARIF level of a severity.
pub(super) fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "note",
    }
}
