//! The report for people: excerpts of the file with marks, rendered by miette. Control and bidirectional characters
//! of the input never reach the terminal.

pub mod columns;
mod excerpt;
mod notes;
mod printed;
mod read;
mod verdict;
mod when;

pub use read::Read;
pub use when::When;

use std::fmt;
use std::sync::{Arc, OnceLock};

use miette::{GraphicalReportHandler, GraphicalTheme, LabeledSpan, ThemeCharacters, ThemeStyles};

use crate::calendar::hours::OfficeHours;
use crate::check::FileReport;
use crate::diagnostic::{Diagnostic, Severity};
use crate::engine::Engine;
use crate::message::{Entry, Lang, Message, catalogue, words};
use crate::read::LeftOut;
use crate::report::json::Summary;
use crate::report::texts::{self, brief, record_words};
use crate::report::verdict::remedies;
use crate::report::{Checked, FileOutput, Reporter, Text, Totals, undetermined};
use crate::rules::Binding;
use crate::source::{Source, printable};

use columns::{display_width, measurable, written};
use excerpt::{Excerpt, Place};
use printed::{Printed, blocks};

/// Style of a report.
#[derive(Clone, Copy, Debug)]
pub struct Style {
    /// The language of messages.
    pub lang: Lang,
    /// Whether colours are used.
    pub color: bool,
    /// Width of the terminal, in columns.
    pub width: usize,
    /// Whether to wrap lines at that width; output meant for searching is not wrapped.
    pub folds: bool,
}

/// The format.
#[derive(Debug)]
pub struct Human {
    /// Style.
    pub style: Style,
    /// Whether a single file was named.
    pub alone: bool,
    /// Whether only files were named, no folders.
    pub named: bool,
    /// Whether to list what was left out, excepted findings and explanations too.
    pub verbose: bool,
    /// The note on default hours, which the files of a run share.
    pub assumed: AssumedHours,
}

/// Default hours, and the note on them as it is printed.
#[derive(Debug, Default)]
pub struct AssumedHours(OnceLock<(OfficeHours, String)>);

impl AssumedHours {
    fn note(&self, engine: &Engine, style: Style) -> String {
        let hours = engine.data.default_hours;
        let note = || style.folded(&(texts::hours_assumed(engine, style.lang) + "\n"));
        let (known, shared) = self.0.get_or_init(|| (hours, note()));
        if *known == hours { shared.clone() } else { note() }
    }
}

impl Reporter for Human {
    fn is_for_people(&self) -> bool {
        true
    }

    fn part(&self, file: Checked<'_>) -> FileOutput {
        let Checked {
            source,
            report,
            engine,
        } = file;
        let style = &self.style;
        let mut text = Text::from(style.folded(&style.outlooks(source.path(), report, self)));
        let mut once: Vec<(String, String)> = Vec::new();
        let mut printed = Printed::default();
        if let [request] = &report.requests[..] {
            for (remedy, _) in remedies(report.raised().of(request.index), style.lang) {
                // Printed by the opening of the report already.
                let _ = printed.take_new(&printable(&remedy), "");
            }
        }
        for block in blocks(report, engine, style.lang) {
            let Some(found) = block.first() else { continue };
            let rule = engine.rules.get(&found.code).map(|(_, rule)| rule);
            if let Some(note) = &found.note {
                let note = note.render(style.lang);
                let values = [("code", &*found.code), ("note", &*printable(&note))];
                let line = catalogue::REPORT_ASIDE.fill(style.lang, &values);
                if !once.iter().any(|(known, _)| *known == note) {
                    once.push((note, line + "\n"));
                }
            }
            if !rule.is_some_and(|rule| rule.once) {
                let binding = rule.map(|rule| rule.binding);
                text.push(style.block(source, &block, binding, &mut printed));
            } else {
                // A finding on several plans is printed once per plan.
                let plan = found.facts.iter().find(|(name, _)| *name == "plan");
                let key = format!("{} {}", found.code, plan.map_or("", |(_, plan)| plan));
                if !once.iter().any(|(known, _)| *known == key) {
                    once.push((key, style.once(found)));
                }
            }
        }
        let path = source.path();
        style.fold_into(&mut text, &style.fixable(report, self));
        style.fold_into(&mut text, &style.notes(path, report));
        style.fold_into(&mut text, &style.closed_days(path, report));
        style.fold_into(&mut text, &style.undetermined(source, report));
        if self.verbose {
            style.fold_into(&mut text, &style.explanations(path, report));
            style.fold_into(&mut text, &style.left_out(path, report));
            style.fold_into(&mut text, &style.excepted(path, report));
            style.fold_into(&mut text, &style.baselined(path, report));
        }
        for (_, line) in &mut once {
            *line = style.folded(line);
        }
        if report.requests.iter().any(|request| request.hours_assumed) {
            once.push((ASSUMED.to_owned(), self.assumed.note(engine, self.style)));
        }
        FileOutput {
            once,
            ..FileOutput::from(text)
        }
    }

    fn tail(&self, totals: &Totals) -> String {
        let line = self.style.about_run(totals, self.verbose)
            + &self.style.summary(&totals.counts, totals.left_out, self.verbose);
        let line = self.style.folded(&line);
        match totals.nothing(self.style.lang) {
            Some(nothing) => format!("{nothing}\n{line}"),
            None => line,
        }
    }
}

/// Columns that miette leaves free at the right, before a message, and before a footer.
const MARGIN: usize = 2;
const MESSAGE_INDENT: usize = 4;
const FOOTER_INDENT: usize = 2;

/// Key of the note on default hours, which is printed once a run; not a code.
const ASSUMED: &str = "hours-assumed";

/// A finding in miette's terms.
struct Shown {
    code: String,
    message: String,
    severity: Severity,
    labels: Vec<LabeledSpan>,
    excerpt: Excerpt,
}

impl fmt::Debug for Shown {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.code)
    }
}

impl fmt::Display for Shown {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for Shown {}

impl miette::Diagnostic for Shown {
    fn code<'a>(&'a self) -> Option<Box<dyn fmt::Display + 'a>> {
        Some(Box::new(&self.code))
    }

    fn severity(&self) -> Option<miette::Severity> {
        Some(match self.severity {
            Severity::Error => miette::Severity::Error,
            Severity::Warning => miette::Severity::Warning,
            Severity::Info => miette::Severity::Advice,
        })
    }

    fn source_code(&self) -> Option<&dyn miette::SourceCode> {
        Some(&self.excerpt)
    }

    fn labels(&self) -> Option<Box<dyn Iterator<Item = LabeledSpan> + '_>> {
        Some(Box::new(self.labels.iter().cloned()))
    }
}

impl Style {
    /// Wraps text to the terminal's width, if there is a terminal.
    fn folded(&self, text: &str) -> String {
        if !self.folds {
            return text.to_owned();
        }
        text.lines().map(|line| self.folded_line(line)).collect()
    }

    fn folded_line(&self, line: &str) -> String {
        let parts = columns::wrap(line, self.width, "  ");
        parts.iter().flat_map(|part| [part, "\n"]).collect()
    }

    /// As [`Style::folded`], line by line, so that ten thousand lines are not copied as a whole.
    fn fold_into(&self, text: &mut Text, lines: &str) {
        if self.folds {
            lines.lines().for_each(|line| text.push(self.folded_line(line)));
        } else {
            text.push(lines);
        }
    }

    /// One finding; `binding` is the binding force of its clause.
    pub fn finding(&self, source: &Source, found: &Diagnostic, binding: Option<Binding>) -> String {
        self.block(source, &[found], binding, &mut Printed::default())
    }

    /// Findings with equal messages, each location shown.
    fn block(
        &self,
        source: &Source,
        block: &[&Diagnostic],
        binding: Option<Binding>,
        printed: &mut Printed,
    ) -> String {
        /// Limit on locations shown for a block.
        const LOCATIONS_LIMIT: usize = 8;
        /// Columns between a location and its label.
        const BEFORE_LABEL: usize = 4;
        let Some((found, others)) = block.split_first() else {
            return String::new();
        };
        let primary = std::iter::once((found.span, found.label.as_ref()));
        let related = found
            .related
            .iter()
            .map(|label| (label.span, Some(&label.message)));
        let others_too = others
            .iter()
            .take(LOCATIONS_LIMIT - 1)
            .map(|found| (found.span, None));
        let (labelled, texts): (Vec<Place>, Vec<Option<String>>) = primary
            .chain(related)
            .chain(others_too)
            .map(|(span, text)| {
                let text = text.map(|text| measurable(&printable(&text.render(self.lang))).into_owned());
                let words = text
                    .as_deref()
                    .map_or(0, |text| BEFORE_LABEL + display_width(text));
                (Place { span, words }, text)
            })
            .unzip();
        let (excerpt, places) = Excerpt::new(source, &labelled, self.width);
        let mut labels = Vec::with_capacity(places.len());
        for (number, (place, text)) in places.into_iter().zip(texts).enumerate() {
            labels.push(if number == 0 {
                LabeledSpan::new_primary_with_span(text, place)
            } else {
                LabeledSpan::new_with_span(text, place)
            });
        }
        let severity = texts::severity(found, self.lang);
        let message = found.message.render(self.lang);
        let message = printable(&message);
        let message = if others.is_empty() {
            message.into_owned()
        } else {
            let values = [("message", &*message), ("count", &*others.len().to_string())];
            catalogue::REPORT_SAME.fill(self.lang, &values)
        };
        let mut shown = Shown {
            code: format!("{severity}[{}] {}", found.code, found.name),
            message: measurable(&message).into_owned(),
            severity: found.severity,
            labels,
            excerpt,
        };
        let mut out = String::new();
        let footer = self.footer(found, binding, printed);
        let footer = measurable(&footer);
        // Wrapped here with a cache; miette would wrap again, more slowly.
        let room = self.width.saturating_sub(MARGIN);
        let message = columns::folded(&shown.message, room, MESSAGE_INDENT);
        let folded_footer = if footer.is_empty() {
            Some(String::new())
        } else {
            columns::folded(&footer, room, FOOTER_INDENT)
        };
        let (handler, footer) = match (message, folded_footer) {
            (Some(message), Some(footer)) => {
                shown.message = message;
                (self.handler().with_wrap_lines(false), footer)
            }
            _ => (self.handler(), footer.into_owned()),
        };
        let handler = if footer.is_empty() {
            handler
        } else {
            handler.with_footer(footer)
        };
        // Writing to a String cannot fail, but rendering may: fall back to the text.
        if handler.render_report(&mut out, &shown).is_err() {
            out = format!("{}: {}: {}\n", source.path(), shown.code, shown.message);
        }
        out.push('\n');
        written(&out).into_owned()
    }

    /// A finding that is printed once a run, on a line of its own.
    fn once(&self, found: &Diagnostic) -> String {
        let mut text = printable(&found.message.render(self.lang)).into_owned();
        if let Some(help) = &found.help {
            text.push_str(words::sentence_gap(self.lang));
            text.push_str(&printable(&help.render(self.lang)));
        }
        let values = [
            ("severity", texts::severity(found, self.lang)),
            ("code", &*found.code),
            ("text", &*text),
        ];
        catalogue::REPORT_ONCE.fill(self.lang, &values) + "\n"
    }

    fn handler(&self) -> GraphicalReportHandler {
        let theme = GraphicalTheme {
            characters: ThemeCharacters::unicode(),
            styles: if self.color {
                ThemeStyles::ansi()
            } else {
                ThemeStyles::none()
            },
        };
        GraphicalReportHandler::new_themed(theme)
            .with_width(self.width)
            .with_context_lines(1)
            .with_links(false)
    }

    /// Help and clause, without what an earlier finding of the file has printed.
    fn footer(&self, found: &Diagnostic, binding: Option<Binding>, printed: &mut Printed) -> String {
        let mut lines = Vec::new();
        let rendered = |part: &Option<Message>| part.as_ref().map(|part| part.render(self.lang));
        let help = rendered(&found.help).unwrap_or_default();
        let help = help.replacen(&rendered(&found.note).unwrap_or_default(), "", 1);
        if !help.trim().is_empty() {
            let help = printable(help.trim());
            let (help, before) = printed.take_new(&help, &found.code);
            let printed_above = match before.as_deref() {
                Some("") => Some(catalogue::REPORT_HELP_ABOVE.text(self.lang).to_owned()),
                Some(code) if help.trim().is_empty() => {
                    Some(catalogue::REPORT_HELP_AGAIN.fill(self.lang, &[("code", code)]))
                }
                _ => None,
            };
            let gap = printed_above
                .as_ref()
                .map_or("", |_| words::sentence_gap(self.lang));
            let help = printed_above.unwrap_or_default() + gap + help.trim();
            lines.push(catalogue::REPORT_HELP.fill(self.lang, &[("help", help.trim())]));
        }
        if let Some(clause) = &found.clause {
            let binding = texts::binding(binding, self.lang);
            let before = printed
                .clauses
                .iter()
                .find(|(known, _)| known.plan == clause.plan && known.section == clause.section);
            let (entry, code) = match before {
                Some((_, code)) => (catalogue::REPORT_CLAUSE_AGAIN, code.as_str()),
                None => (catalogue::REPORT_CLAUSE, ""),
            };
            let quote = clause.quote.render(self.lang);
            let values = [
                ("plan", clause.title.text(self.lang)),
                ("section", clause.section.as_str()),
                ("quote", quote.trim()),
                ("binding", binding),
                ("code", code),
            ];
            let line = entry.fill(self.lang, &values);
            if before.is_none() {
                printed.clauses.push((Arc::clone(clause), found.code.to_string()));
            }
            lines.push(line);
        }
        if let Some(record) = &found.deviation {
            let record = record_words(record, self.lang);
            lines.push(catalogue::REPORT_DEVIATION.fill(self.lang, &[("record", &record)]));
        }
        lines.join("\n")
    }

    /// Undetermined rules of a file, one line for rules that lack the same fields.
    pub fn undetermined(&self, source: &Source, report: &FileReport) -> String {
        let path = source.path();
        let several = report.requests.len() > 1;
        let mut out = String::new();
        for group in undetermined::groups(report) {
            let note = group.words(source, self.lang);
            let at = self.request_name(path, group.request, several);
            out.push_str(&catalogue::REPORT_UNDETERMINED.fill(self.lang, &[("path", &at), ("note", &note)]));
            out.push('\n');
        }
        out
    }

    /// What was left out, one line each.
    pub fn left_out(&self, path: &str, report: &FileReport) -> String {
        let path = printable(path);
        let line = |left: &LeftOut| {
            let reason = left.reason.render(self.lang);
            catalogue::REPORT_LEFT_OUT.fill(self.lang, &[("path", &path), ("reason", &reason)]) + "\n"
        };
        report.left_out.iter().map(line).collect()
    }

    /// Excepted findings, one line each.
    pub fn excepted(&self, path: &str, report: &FileReport) -> String {
        self.set_aside(catalogue::REPORT_EXCEPTED, path, &report.excepted)
    }

    /// Findings in the baseline, one line each.
    pub fn baselined(&self, path: &str, report: &FileReport) -> String {
        self.set_aside(catalogue::REPORT_BASELINED, path, &report.baselined)
    }

    fn set_aside(&self, entry: Entry, path: &str, findings: &[Diagnostic]) -> String {
        let path = printable(path);
        let line = |found: &Diagnostic| {
            let message = found.message.render(self.lang);
            let record = found.exception.as_ref();
            let record = record.map(|record| record_words(record, self.lang));
            let values = [
                ("path", &*path),
                ("code", &*found.code),
                ("message", &*printable(&message)),
                ("record", record.as_deref().unwrap_or_default()),
            ];
            entry.fill(self.lang, &values) + "\n"
        };
        findings.iter().map(line).collect()
    }

    /// Notes on the run as a whole: files not checked, and changes to the baseline.
    fn about_run(&self, totals: &Totals, verbose: bool) -> String {
        /// Number of entries listed, unless verbose.
        const LISTED_LIMIT: usize = 20;
        let mut out = String::new();
        if let Some(since) = totals.since.as_ref().filter(|_| !totals.found_nothing()) {
            let values = [("revision", &*printable(since))];
            out = catalogue::REPORT_SINCE.fill(self.lang, &values) + "\n";
        }
        let Some(used) = &totals.baseline else { return out };
        let path = printable(&used.path);
        if let Some(written) = used.written {
            let values = [("path", &*path), ("count", &*written.to_string())];
            out += &(catalogue::BASELINE_WRITTEN.fill(self.lang, &values) + "\n");
        }
        if used.stale.is_empty() {
            return out;
        }
        let count: usize = used.stale.iter().map(|entry| entry.count).sum();
        let values = [("path", &*path), ("count", &*count.to_string())];
        let head = match used.written {
            Some(_) => catalogue::BASELINE_REMOVED,
            None => catalogue::BASELINE_STALE,
        };
        out += &(head.fill(self.lang, &values) + "\n");
        let named = if verbose { used.stale.len() } else { LISTED_LIMIT };
        for entry in used.stale.iter().take(named) {
            let text = brief(entry.text.first().map_or("", String::as_str));
            let values = [
                ("path", &*printable(&entry.path)),
                ("code", &*printable(&entry.code)),
                ("text", &*text),
                ("count", &*entry.count.to_string()),
            ];
            out += &(catalogue::BASELINE_STALE_ENTRY.fill(self.lang, &values) + "\n");
        }
        if used.stale.len() > named {
            let count = (used.stale.len() - named).to_string();
            out += &(catalogue::BASELINE_STALE_MORE.fill(self.lang, &[("count", &count)]) + "\n");
        }
        out
    }

    fn request_name(&self, path: &str, index: usize, several: bool) -> String {
        texts::request_name(path, index, several, self.lang)
    }

    /// The last line.
    pub fn summary(&self, summary: &Summary, left_out: usize, verbose: bool) -> String {
        let number = |count: usize| count.to_string();
        let values = [
            ("files", number(summary.files)),
            ("requests", number(summary.requests)),
            ("error", number(summary.error)),
            ("warning", number(summary.warning)),
            ("info", number(summary.info)),
            ("undetermined", number(summary.undetermined)),
            ("excepted", number(summary.excepted)),
            ("deviations", number(summary.deviations)),
            ("baselined", number(summary.baselined)),
            ("left_out", number(left_out)),
        ];
        let values: Vec<(&str, &str)> = values
            .iter()
            .map(|(name, value)| (*name, value.as_str()))
            .collect();
        let mut line = catalogue::REPORT_SUMMARY.fill(self.lang, &values);
        if summary.excepted > 0 {
            line.push_str(&catalogue::REPORT_SUMMARY_EXCEPTED.fill(self.lang, &values));
        }
        if summary.baselined > 0 {
            line.push_str(&catalogue::REPORT_SUMMARY_BASELINED.fill(self.lang, &values));
        }
        if summary.deviations > 0 {
            line.push_str(&catalogue::REPORT_SUMMARY_DEVIATIONS.fill(self.lang, &values));
        }
        if left_out > 0 {
            line.push_str(&catalogue::REPORT_SUMMARY_LEFT_OUT.fill(self.lang, &values));
            line.push_str(if verbose {
                ""
            } else {
                catalogue::REPORT_SUMMARY_LISTED_BY.text(self.lang)
            });
        }
        line.push_str(words::full_stop(self.lang));
        line.push('\n');
        line
    }
}
