//! `kigen rules`: the catalogue, as a table or as `kigen/rules/v1`.

mod test;

use clap::ArgMatches;
use serde::Serialize;

use super::{CLEAN, Outcome, configuration, output};
use crate::config::Level;
use crate::diagnostic::{READER_CODES, ReaderCode, Severity};
use crate::engine::Engine;
use crate::message::{Entry, Lang, catalogue};
use crate::report::bindings;
use crate::report::human::columns::{display_width, pad, wrap};
use crate::rules::pack::LocalizedText;
use crate::rules::{Pack, Param, ParamValue, Rule};
use crate::source::printable;
use jp_datetime::duration;

pub(super) use crate::report::readers::explanation;

/// Schema id of `--format json`.
const SCHEMA: &str = "kigen/rules/v1";

/// The JSON output.
#[derive(Serialize)]
pub(super) struct Output<T> {
    pub schema: &'static str,
    pub rules: Vec<T>,
}

/// A rule in JSON.
#[derive(Serialize)]
pub(super) struct ListedRule {
    code: String,
    name: String,
    severity: &'static str,
    /// The severity without a configuration.
    default_severity: &'static str,
    /// Where the configuration sets it, as `file:line`.
    severity_origin: Option<String>,
    /// Null for readers' codes, as are plan, clause and path: they belong to no pack.
    binding: Option<&'static str>,
    plan: Option<String>,
    clause: Option<String>,
    quote: Option<String>,
    summary: String,
    params: Vec<ListedParam>,
    path: Option<String>,
}

#[derive(Serialize)]
struct ListedParam {
    name: String,
    value: String,
    /// The pack's value, where the configuration sets another.
    default: Option<String>,
    /// Where the configuration sets it, as `file:line`.
    origin: Option<String>,
    in_plan: bool,
    meaning: Option<String>,
}

impl ListedRule {
    pub(super) fn rule(engine: &Engine, pack: &Pack, rule: &Rule, lang: Lang) -> Self {
        let configured = engine.file.configured.as_ref();
        let listed = |param: Param| ListedParam {
            value: machine(param.value),
            default: param.default.map(machine),
            origin: configured.and_then(|configured| configured.param_origin(&rule.code, &param.name)),
            in_plan: param.in_plan,
            meaning: Some(param.meaning.text(lang).to_owned()).filter(|meaning| !meaning.is_empty()),
            name: param.name,
        };
        let clause = rule.clause.as_ref();
        Self {
            code: rule.code.to_string(),
            name: rule.name.to_string(),
            severity: if rule.off {
                Level::Off.name()
            } else {
                rule.severity.name()
            },
            default_severity: rule.default_severity.name(),
            severity_origin: configured.and_then(|configured| configured.severity_origin(&rule.code)),
            binding: Some(rule.binding.name()),
            plan: Some(pack.plan.clone()),
            clause: clause.map(|clause| clause.section.clone()),
            quote: clause.map(|clause| clause.quote.render(lang)),
            summary: rule.summary.text(lang).to_owned(),
            params: parameters(engine, pack, rule).into_iter().map(listed).collect(),
            path: Some(rule.path.clone()),
        }
    }

    /// The rule's summary in one sentence.
    pub(super) fn summary(&self) -> &str {
        &self.summary
    }

    pub(super) fn reader(code: &ReaderCode, lang: Lang) -> Self {
        Self {
            code: code.code.to_owned(),
            name: code.name.to_owned(),
            severity: code.severity.name(),
            default_severity: code.severity.name(),
            severity_origin: None,
            binding: None,
            plan: None,
            clause: None,
            quote: None,
            summary: crate::report::readers::summary(code, lang).to_owned(),
            params: Vec::new(),
            path: None,
        }
    }
}

pub(super) fn run(matches: &ArgMatches, lang: Lang) -> Outcome {
    if let Some(("test", matches)) = matches.subcommand() {
        return test::run(matches, lang);
    }
    let setup = configuration::here(matches)?;
    let engine = &setup.engine;
    let text = if wants_json(matches) {
        let readers = READER_CODES.iter().map(|code| ListedRule::reader(code, lang));
        let rules = engine.rules.packs.iter().flat_map(|pack| {
            pack.rules
                .iter()
                .map(move |rule| ListedRule::rule(engine, pack, rule, lang))
        });
        json(&Output {
            schema: SCHEMA,
            rules: readers.chain(rules).collect(),
        })
    } else {
        /// The width of a terminal by default; a pipe has none.
        const NARROW: usize = 80;
        table(engine, output::terminal_width().unwrap_or(NARROW), lang)
    };
    output::print(&text)?;
    Ok(CLEAN)
}

/// Whether `--format json` was given.
pub(super) fn wants_json(matches: &ArgMatches) -> bool {
    matches
        .get_one::<String>("format")
        .is_some_and(|format| format == "json")
}

/// A value as JSON with line breaks.
pub(super) fn json(value: &impl Serialize) -> String {
    crate::text::visible::json_in_lines(value)
}

/// The word for a severity.
pub(super) fn severity(severity: Severity) -> Entry {
    match severity {
        Severity::Error => catalogue::SEVERITY_ERROR,
        Severity::Warning => catalogue::SEVERITY_WARNING,
        Severity::Info => catalogue::SEVERITY_INFO,
    }
}

/// The word for the effective severity, marked where the configuration sets it.
fn in_force(rule: &Rule, lang: Lang) -> String {
    let word = if rule.off {
        catalogue::SEVERITY_OFF
    } else {
        severity(rule.severity)
    };
    let changed = rule.off || rule.severity != rule.default_severity;
    format!("{}{}", word.text(lang), if changed { "*" } else { "" })
}

/// The parameters that affect a rule: its own, the plan's that it names, and those that it reads implicitly through a
/// clock or an office's hours.
pub(super) fn parameters(engine: &Engine, pack: &Pack, rule: &Rule) -> Vec<Param> {
    let (mut hours, mut pause, mut effort) = (false, false, false);
    for condition in [&rule.when, &rule.require] {
        condition.visit(&mut |inner| {
            let reads = inner.reads();
            hours |= reads.hours;
            pause |= reads.pause;
            effort |= reads.working_day;
        });
    }
    let mut found = rule.params.clone();
    let mut add = |param: Param| {
        if !found.iter().any(|known| known.name == param.name) {
            found.push(param);
        }
    };
    let named = |pack: &Pack, name: &str| pack.params.iter().find(|param| param.name == name).cloned();
    for name in &rule.plan_params {
        named(pack, name).map(&mut add);
    }
    // Default office hours come from the pack of the common rules, whichever pack the rule is in.
    let common = engine
        .rules
        .packs
        .iter()
        .find(|pack| !pack.is_plan())
        .unwrap_or(pack);
    for (name, read) in [("office_hours", hours), ("break", pause)] {
        named(common, name).filter(|_| read).map(&mut add);
    }
    if effort {
        let value = ParamValue::Duration(engine.data.working_day);
        let derived = Param {
            name: "working_day".to_owned(),
            value,
            default: None,
            in_plan: false,
            meaning: LocalizedText::new(|lang| catalogue::EXPLAIN_WORKING_DAY.text(lang).to_owned()),
        };
        add(named(pack, "working_day")
            .filter(|param| param.value == value)
            .unwrap_or(derived));
    }
    found
}

/// A parameter's value in a pack's notation.
pub(super) fn machine(value: ParamValue) -> String {
    let time = |minutes: u32| format!("{:02}:{:02}", minutes / 60, minutes % 60);
    match value {
        ParamValue::Duration(seconds) => duration::iso(seconds),
        ParamValue::Time(minutes) => time(minutes),
        ParamValue::Hours(hours) => format!("{}-{}", time(hours.from), time(hours.until)),
        ParamValue::Count(count) => count.to_string(),
        ParamValue::Yearly(period) => {
            let day = |(month, day): (u32, u32)| format!("{month:02}-{day:02}");
            format!("{}/{}", day(period.from), day(period.until))
        }
    }
}

/// A table row: the columns, and the summary below them.
type Row = [String; 6];

/// The table, with a heading for the readers' codes and for each plan.
fn table(engine: &Engine, width: usize, lang: Lang) -> String {
    let nothing = || "-".to_owned();
    let reader = |code: &ReaderCode| -> Row {
        let summary = crate::report::readers::summary(code, lang).to_owned();
        [
            code.code.to_owned(),
            code.name.to_owned(),
            match code.severity {
                Severity::Error => catalogue::SEVERITY_MISTAKE,
                other => severity(other),
            }
            .text(lang)
            .to_owned(),
            nothing(),
            nothing(),
            summary,
        ]
    };
    let rule = |rule: &Rule| -> Row {
        let shown = |text: &str| printable(text).into_owned();
        [
            shown(&rule.code),
            shown(&rule.name),
            in_force(rule, lang),
            bindings::short(rule.binding).text(lang).to_owned(),
            rule.clause
                .as_ref()
                .map_or_else(nothing, |clause| shown(&clause.section)),
            shown(rule.summary.text(lang)),
        ]
    };
    let heads = [
        catalogue::RULES_CODE,
        catalogue::RULES_NAME,
        catalogue::RULES_SEVERITY,
        catalogue::RULES_BINDING,
        catalogue::RULES_CLAUSE,
        catalogue::RULES_SUMMARY,
    ];
    let head: Row = heads.map(|entry| entry.text(lang).to_owned());
    let mut groups = vec![(
        catalogue::RULES_READERS.text(lang).to_owned(),
        READER_CODES.iter().map(reader).collect::<Vec<_>>(),
    )];
    for pack in engine.rules.packs.iter() {
        let values = [("title", pack.title.text(lang)), ("plan", pack.plan.as_str())];
        let title = catalogue::RULES_PLAN.fill(lang, &values);
        groups.push((
            printable(&title).into_owned(),
            pack.rules.iter().map(rule).collect(),
        ));
    }
    let mut columns = [0; 6];
    let rows = || groups.iter().flat_map(|(_, rows)| rows);
    for row in rows().chain([&head]) {
        for (column, cell) in columns.iter_mut().zip(row) {
            *column = display_width(cell).max(*column);
        }
    }
    let mut out = entry(&head, &columns, width);
    for (title, rows) in &groups {
        out.push_str(&format!("\n{}\n", wrap(title, width, "").join("\n")));
        for row in rows {
            out.push_str(&entry(row, &columns, width));
        }
    }
    if let Some(configured) = engine
        .file
        .configured
        .as_ref()
        .filter(|_| rows().any(|row| row[2].ends_with('*')))
    {
        let path = printable(configured.source.path());
        let note = catalogue::RULES_CONFIGURED.fill(lang, &[("path", &path)]);
        out.push_str(&format!("\n{}\n", wrap(&note, width, "").join("\n")));
    }
    out
}

/// A row's columns in one line, with the summary below.
fn entry(row: &Row, columns: &[usize; 6], width: usize) -> String {
    const GAP: &str = "  ";
    let [cells @ .., summary] = row;
    let cells: Vec<String> = cells
        .iter()
        .zip(columns)
        .map(|(cell, column)| pad(cell, *column))
        .collect();
    let mut out = cells.join(GAP).trim_end().to_owned();
    let indent = " ".repeat(columns[0] + GAP.len());
    for line in wrap(summary, width.saturating_sub(indent.len()).max(20), "") {
        out.push_str(&format!("\n{indent}{line}"));
    }
    out.push('\n');
    out
}
