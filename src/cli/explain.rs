//! `kigen explain`: a rule with its clause's text, and which of its values are not the plan's.

use std::fmt::Write as _;

use clap::ArgMatches;
use serde::Serialize;

use super::rules::{self, ListedRule, json, wants_json};
use super::{CLEAN, Failure, Outcome, configuration, output};
use crate::diagnostic::{READER_CODES, ReaderCode};
use crate::engine::{Engine, examples};
use crate::message::{Entry, Lang, Spelling, catalogue, words};
use crate::read::keys::{self, HearingKey, Key, nearest};
use crate::report::bindings;
use crate::report::human::columns::{display_width, pad};
use crate::rules::condition::List;
use crate::rules::pack::{Example, Place};
use crate::rules::{Pack, Param, Rule};
use crate::source::printable;

/// Schema id of `--format json`.
const SCHEMA: &str = "kigen/explain/v1";

/// The meaning of a code.
enum Subject<'e> {
    Reader(&'static ReaderCode),
    Rule(&'e Pack, &'e Rule),
}

/// A rule in JSON.
#[derive(Serialize)]
struct ExplainOutput {
    #[serde(flatten)]
    listed: ListedRule,
    /// For readers' codes only.
    #[serde(skip_serializing_if = "Option::is_none")]
    explanation: Option<&'static str>,
    /// The plan's title.
    plan_title: Option<String>,
    /// Whether an exception with a reason and an approver clears its findings.
    exceptable: bool,
    /// The primary place of its findings, in words.
    at: Option<String>,
    /// The places of secondary labels, in words.
    also: Vec<String>,
    examples: ExampleTexts,
}

#[derive(Default, Serialize)]
struct ExampleTexts {
    bad: Vec<ExampleText>,
    good: Vec<ExampleText>,
}

#[derive(Serialize)]
struct ExampleText {
    text: String,
    line: usize,
}

pub(super) fn run(matches: &ArgMatches, lang: Lang) -> Outcome {
    let setup = configuration::here(matches)?;
    let engine = &setup.engine;
    let mut subjects = Vec::new();
    for code in matches.get_many::<String>("codes").into_iter().flatten() {
        subjects.push(find(engine, code.trim())?);
    }
    let text = if wants_json(matches) {
        let rules = subjects
            .iter()
            .map(|subject| explained(engine, subject, lang))
            .collect();
        json(&rules::Output {
            schema: SCHEMA,
            rules,
        })
    } else {
        let page = Page {
            engine,
            lang,
            width: output::width(),
        };
        let pages: Vec<_> = subjects.iter().map(|subject| page.of(subject)).collect();
        pages.join("\n")
    };
    output::print(&text)?;
    Ok(CLEAN)
}

/// Finds a rule by its code, ignoring case.
fn find<'e>(engine: &'e Engine, code: &str) -> Result<Subject<'e>, Failure> {
    let same = |known: &str| known.eq_ignore_ascii_case(code);
    if let Some(reader) = READER_CODES.iter().find(|reader| same(reader.code)) {
        return Ok(Subject::Reader(reader));
    }
    if let Some((pack, rule)) = engine.rules.iter().find(|(_, rule)| same(&rule.code)) {
        return Ok(Subject::Rule(pack, rule));
    }
    let more = match nearest(code, engine.rules.codes().into_iter()) {
        Some(near) => catalogue::UNKNOWN_KEY_NEAR.with(&[("near", near)]),
        None => catalogue::EXPLAIN_LIST.message(),
    };
    let unknown = catalogue::EXPLAIN_UNKNOWN.with(&[("code", &printable(code))]);
    Err(Failure::of(unknown.then(more)))
}

fn explained(engine: &Engine, subject: &Subject<'_>, lang: Lang) -> ExplainOutput {
    let (pack, rule) = match *subject {
        Subject::Reader(code) => {
            return ExplainOutput {
                listed: ListedRule::reader(code, lang),
                explanation: Some(rules::explanation(code, lang)),
                plan_title: None,
                exceptable: false,
                at: None,
                also: Vec::new(),
                examples: ExampleTexts::default(),
            };
        }
        Subject::Rule(pack, rule) => (pack, rule),
    };
    let texts = |examples: &[Example]| {
        let text = |example: &Example| ExampleText {
            text: example.text.clone(),
            line: example.line,
        };
        examples.iter().map(text).collect()
    };
    ExplainOutput {
        listed: ListedRule::rule(engine, pack, rule, lang),
        explanation: None,
        plan_title: Some(pack.title.text(lang).to_owned()),
        exceptable: bindings::is_exceptable(rule),
        at: Some(place(rule.at, rule, lang)),
        also: rule.also.iter().map(|at| place(*at, rule, lang)).collect(),
        examples: ExampleTexts {
            bad: texts(&examples(rule).bad),
            good: texts(&examples(rule).good),
        },
    }
}

/// A place of the request in words: the key as a request spells it.
fn place(at: Place, rule: &Rule, lang: Lang) -> String {
    let key_words = |key: Key, member: Option<HearingKey>| {
        let word = words::spelling([english(&keys::REQUEST, key), keys::REQUEST.ja(key)], lang);
        match (member, lang.spelling()) {
            (None, _) => word.to_owned(),
            (Some(member), Spelling::Japanese) => format!("{word}の{}", keys::HEARING.ja(member)),
            (Some(member), Spelling::English) => format!("{word}.{}", english(&keys::HEARING, member)),
        }
    };
    match at {
        Place::Kind => key_words(Key::Kind, None),
        Place::From => key_words(Key::From, None),
        Place::To => key_words(Key::To, None),
        Place::Sent => key_words(Key::Sent, None),
        Place::Due => key_words(Key::Due, None),
        Place::Effort => key_words(Key::Effort, None),
        Place::Considerable => key_words(Key::Considerable, None),
        Place::Necessity => key_words(Key::Necessity, None),
        Place::Subject => key_words(Key::Subject, None),
        Place::Body => key_words(Key::Body, None),
        Place::Materials => key_words(Key::Materials, None),
        Place::Hearing => key_words(Key::Hearing, None),
        Place::HearingStart => key_words(Key::Hearing, Some(HearingKey::Start)),
        Place::HearingEnd => key_words(Key::Hearing, Some(HearingKey::End)),
        Place::HearingOnline => key_words(Key::Hearing, Some(HearingKey::Online)),
        Place::Item if rule.each == Some(List::Dates) => catalogue::EXPLAIN_ITEM_DATE.text(lang).to_owned(),
        Place::Item if rule.each == Some(List::Mentions) => {
            catalogue::EXPLAIN_ITEM_MENTION.text(lang).to_owned()
        }
        Place::Item => catalogue::EXPLAIN_ITEM.text(lang).to_owned(),
    }
}

/// The English word for a meaning: that of its first row in the table.
fn english<T: Copy + PartialEq>(table: &keys::Table<T>, meaning: T) -> &'static str {
    table
        .rows
        .iter()
        .find(|row| row.meaning == meaning)
        .and_then(|row| row.words.first())
        .unwrap_or(&"")
}

/// The layout of a page.
struct Page<'e> {
    engine: &'e Engine,
    lang: Lang,
    width: usize,
}

impl Page<'_> {
    fn of(&self, subject: &Subject<'_>) -> String {
        match subject {
            Subject::Reader(code) => self.reader(code),
            Subject::Rule(pack, rule) => self.rule(pack, rule),
        }
    }

    fn reader(&self, code: &ReaderCode) -> String {
        let listed = ListedRule::reader(code, self.lang);
        let mut out = format!("{} {}\n", code.code, code.name);
        self.paragraph(&mut out, listed.summary());
        self.paragraph(&mut out, rules::explanation(code, self.lang));
        out.push('\n');
        let severity = rules::severity(code.severity).text(self.lang);
        let note = catalogue::EXPLAIN_READER.text(self.lang);
        self.entry(
            &mut out,
            catalogue::RULES_SEVERITY,
            &catalogue::EXPLAIN_TERM.fill(self.lang, &[("term", severity), ("note", note)]),
        );
        out
    }

    fn rule(&self, pack: &Pack, rule: &Rule) -> String {
        let lang = self.lang;
        let mut out = format!("{} {}\n", printable(&rule.code), printable(&rule.name));
        self.paragraph(&mut out, rule.summary.text(lang));
        out.push('\n');
        self.entry(&mut out, catalogue::EXPLAIN_PLAN, pack.title.text(lang));
        if let Some(clause) = &rule.clause {
            let quote = clause.quote.render(lang);
            let values = [("section", clause.section.as_str()), ("quote", quote.trim())];
            self.entry(
                &mut out,
                catalogue::RULES_CLAUSE,
                &catalogue::EXPLAIN_CLAUSE.fill(lang, &values),
            );
        }
        self.entry(
            &mut out,
            catalogue::RULES_BINDING,
            &bindings::explained(rule, lang),
        );
        self.entry(&mut out, catalogue::RULES_SEVERITY, &self.severity(rule));
        let also: Vec<String> = rule.also.iter().map(|at| place(*at, rule, lang)).collect();
        let also: Vec<&str> = also.iter().map(String::as_str).collect();
        let mut at = place(rule.at, rule, lang);
        if !also.is_empty() {
            at.push_str(&catalogue::EXPLAIN_ALSO.fill(lang, &[("places", &words::list(&also, lang))]));
        }
        self.entry(&mut out, catalogue::EXPLAIN_AT, &at);
        self.entry(&mut out, catalogue::EXPLAIN_FILE, &rule.path);
        self.parameters(&mut out, rule, &rules::parameters(self.engine, pack, rule));
        self.examples(&mut out, catalogue::EXPLAIN_BAD, &examples(rule).bad);
        self.examples(&mut out, catalogue::EXPLAIN_GOOD, &examples(rule).good);
        out
    }

    /// The effective severity, and where it was set.
    fn severity(&self, rule: &Rule) -> String {
        let lang = self.lang;
        let default = rules::severity(rule.default_severity).text(lang);
        let value = match rule.off {
            true => catalogue::SEVERITY_OFF.text(lang),
            false => rules::severity(rule.severity).text(lang),
        };
        let configured = self.engine.file.configured.as_ref();
        match configured.and_then(|configured| configured.severity_origin(&rule.code)) {
            Some(origin) => {
                let values = [("value", value), ("origin", &*origin), ("default", default)];
                catalogue::EXPLAIN_SET_TO.fill(lang, &values)
            }
            None => value.to_owned(),
        }
    }

    fn parameters(&self, out: &mut String, rule: &Rule, params: &[Param]) {
        let lang = self.lang;
        if params.is_empty() {
            return;
        }
        let rows: Vec<(String, String)> = params
            .iter()
            .map(|param| {
                (
                    printable(&param.name).into_owned(),
                    param.value.words().render(lang),
                )
            })
            .collect();
        let widest = |texts: &mut dyn Iterator<Item = &String>| {
            texts
                .map(|text| textwrap::core::display_width(text))
                .max()
                .unwrap_or_default()
        };
        let names = widest(&mut rows.iter().map(|(name, _)| name));
        let values = widest(&mut rows.iter().map(|(_, value)| value));
        let _ = writeln!(out, "\n{}", catalogue::EXPLAIN_PARAMS.text(lang));
        for (param, (name, value)) in params.iter().zip(&rows) {
            let source = if param.in_plan {
                catalogue::EXPLAIN_IN_PLAN
            } else {
                catalogue::EXPLAIN_NOT_IN_PLAN
            };
            let configured = self.engine.file.configured.as_ref();
            let origin = configured.and_then(|configured| configured.param_origin(&rule.code, &param.name));
            let source = match origin {
                Some(origin) => {
                    let default = param.default.unwrap_or(param.value).words().render(lang);
                    let values = [
                        ("source", source.text(lang)),
                        ("origin", &*origin),
                        ("default", &*default),
                    ];
                    catalogue::EXPLAIN_SET.fill(lang, &values)
                }
                None => source.text(lang).to_owned(),
            };
            let meaning = printable(param.meaning.text(lang));
            let values_of = [("term", &*source), ("note", &*meaning)];
            let text = match &*meaning {
                "" => source.clone(),
                _ => catalogue::EXPLAIN_TERM.fill(lang, &values_of),
            };
            let head = format!("  {}  {}  ", pad(name, names), pad(value, values));
            self.hang(out, &head, &text);
        }
    }

    fn examples(&self, out: &mut String, title: Entry, examples: &[Example]) {
        for (number, example) in examples.iter().enumerate() {
            let number = (number + 1).to_string();
            let _ = writeln!(out, "\n{}", title.fill(self.lang, &[("number", &number)]));
            for line in example.text.lines() {
                let _ = writeln!(out, "    {}", printable(line));
            }
        }
    }

    fn paragraph(&self, out: &mut String, text: &str) {
        self.hang(out, "  ", &printable(text));
    }

    /// A line with its title, padded to the widest title.
    fn entry(&self, out: &mut String, title: Entry, text: &str) {
        const TITLES: [Entry; 6] = [
            catalogue::EXPLAIN_PLAN,
            catalogue::RULES_CLAUSE,
            catalogue::RULES_BINDING,
            catalogue::RULES_SEVERITY,
            catalogue::EXPLAIN_AT,
            catalogue::EXPLAIN_FILE,
        ];
        let widest = TITLES.map(|title| display_width(title.text(self.lang)) + 1);
        let title = pad(title.text(self.lang), widest.into_iter().fold(10, usize::max));
        self.hang(
            out,
            &format!("  {title}"),
            &text.split('\n').map(printable).collect::<Vec<_>>().join("\n"),
        );
    }

    /// `text` after `head`, with a hanging indent.
    fn hang(&self, out: &mut String, head: &str, text: &str) {
        let indent = " ".repeat(textwrap::core::display_width(head));
        let options = textwrap::Options::new(self.width)
            .initial_indent(head)
            .subsequent_indent(&indent);
        let _ = writeln!(out, "{}", textwrap::fill(text, options));
    }
}
