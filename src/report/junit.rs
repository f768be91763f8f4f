//! `junit`: JUnit XML for Jenkins and GitLab. A file is a suite; a finding at or above the severity of `--fail-on` is
//! a failed test, in accordance with the exit status.

use std::fmt::Write as _;

use super::entry::{Place, UNREADABLE};
use super::texts::{deviation, one_line, record_words};
use super::xml::{DECLARATION, attribute, escape};
use super::{Checked, FileOutput, Reporter, Text, Totals, undetermined};
use crate::diagnostic::{Diagnostic, Severity};
use crate::message::{Lang, catalogue};

/// The format.
#[derive(Clone, Copy, Debug)]
pub struct Junit {
    /// The language of messages.
    pub lang: Lang,
    /// The severity from which a finding fails; `None` for never.
    pub bar: Option<Severity>,
}

/// Outcome of a test case.
enum Outcome<'a> {
    Passed,
    /// Passed, with output.
    Said(&'a str),
    Skipped(&'a str),
    /// Type, message and text.
    Failed(&'a str, &'a str, &'a str),
    Error(&'a str, &'a str),
}

/// A test suite being written.
#[derive(Default)]
struct Suite {
    cases: Text,
    tests: usize,
    failures: usize,
    errors: usize,
    skipped: usize,
}

impl Suite {
    fn case(&mut self, path: &str, name: &str, outcome: &Outcome<'_>) {
        let mut case = String::from("<testcase");
        let out = &mut case;
        self.tests += 1;
        attribute(out, "classname", path);
        attribute(out, "name", name);
        attribute(out, "time", "0");
        match outcome {
            Outcome::Passed => {
                out.push_str("/>\n");
                return self.cases.push(case);
            }
            Outcome::Said(text) => {
                out.push_str("><system-out>");
                escape(out, text);
                out.push_str("</system-out>");
            }
            Outcome::Skipped(message) => {
                self.skipped += 1;
                out.push_str("><skipped");
                attribute(out, "message", message);
                out.push_str("/>");
            }
            Outcome::Failed(kind, message, text) => {
                self.failures += 1;
                out.push_str("><failure");
                attribute(out, "type", kind);
                attribute(out, "message", message);
                out.push('>');
                escape(out, text);
                out.push_str("</failure>");
            }
            Outcome::Error(kind, message) => {
                self.errors += 1;
                out.push_str("><error");
                attribute(out, "type", kind);
                attribute(out, "message", message);
                out.push_str("/>");
            }
        }
        out.push_str("</testcase>\n");
        self.cases.push(case);
    }

    fn finish(self, path: &str) -> FileOutput {
        let mut out = String::from("<testsuite");
        attribute(&mut out, "name", path);
        attribute(&mut out, "file", path);
        for (name, count) in [
            ("tests", self.tests),
            ("failures", self.failures),
            ("errors", self.errors),
            ("skipped", self.skipped),
        ] {
            attribute(&mut out, name, &count.to_string());
        }
        attribute(&mut out, "time", "0");
        out.push_str(">\n");
        let mut now = Text::from(out);
        now.append(self.cases);
        now.push("</testsuite>\n");
        FileOutput::from(now)
    }
}

impl Reporter for Junit {
    fn head(&self) -> String {
        format!("{DECLARATION}<testsuites name=\"kigen\">\n")
    }

    fn part(&self, file: Checked<'_>) -> FileOutput {
        let Checked { source, report, .. } = file;
        let path = source.path();
        let mut suite = Suite::default();
        for request in &report.requests {
            let index = Some(request.index);
            if !report.diagnostics.iter().any(|found| found.request == index) {
                let number = (request.index + 1).to_string();
                let subject = one_line(request.subject.as_deref().unwrap_or_default());
                let values = [("number", &*number), ("subject", &*subject)];
                let name = catalogue::REPORT_JUNIT_REQUEST.fill(self.lang, &values);
                suite.case(path, name.trim(), &Outcome::Passed);
            }
        }
        for found in &report.diagnostics {
            let text = self.text(file, found);
            let message = one_line(&found.message.render(self.lang));
            let outcome = if self.bar.is_some_and(|bar| found.severity >= bar) {
                Outcome::Failed(&found.code, &message, &text)
            } else {
                Outcome::Said(&text)
            };
            suite.case(path, &self.name(file, found), &outcome);
        }
        for found in &report.excepted {
            let message = one_line(&found.message.render(self.lang));
            let record = found.exception.as_ref();
            let record = record
                .map(|record| record_words(record, self.lang))
                .unwrap_or_default();
            let values = [
                ("path", path),
                ("code", &*found.code),
                ("message", &*message),
                ("record", &*record),
            ];
            let why = catalogue::REPORT_EXCEPTED.fill(self.lang, &values);
            suite.case(path, &self.name(file, found), &Outcome::Skipped(&why));
        }
        for found in &report.baselined {
            let message = one_line(&found.message.render(self.lang));
            let values = [("path", path), ("code", &*found.code), ("message", &*message)];
            let why = catalogue::REPORT_BASELINED.fill(self.lang, &values);
            suite.case(path, &self.name(file, found), &Outcome::Skipped(&why));
        }
        for group in undetermined::groups(report) {
            let name = format!(
                "{} {}",
                catalogue::REPORT_UNDETERMINED_TITLE.text(self.lang),
                group.codes.join(" ")
            );
            suite.case(
                path,
                &name,
                &Outcome::Skipped(&group.words(file.source, self.lang)),
            );
        }
        for left in &report.left_out {
            let name = catalogue::REPORT_LEFT_OUT_TITLE.text(self.lang);
            suite.case(path, name, &Outcome::Skipped(&left.reason.render(self.lang)));
        }
        suite.finish(path)
    }

    fn unreachable(&self, path: &str, why: &str) -> FileOutput {
        let mut suite = Suite::default();
        suite.case(path, path, &Outcome::Error(UNREADABLE, why));
        suite.finish(path)
    }

    fn tail(&self, _: &Totals) -> String {
        "</testsuites>\n".to_owned()
    }
}

impl Junit {
    fn name(&self, file: Checked<'_>, found: &Diagnostic) -> String {
        let place = Place::in_code_points(file.source, found.span);
        format!("{} {} ({}:{})", found.code, found.name, place.line, place.column)
    }

    /// The text of a finding, as shown by the CI server.
    fn text(&self, file: Checked<'_>, found: &Diagnostic) -> String {
        let place = Place::in_code_points(file.source, found.span);
        let path = file.source.path();
        let mut out = format!("{path}:{}:{}\n", place.line, place.column);
        // Writing to a String cannot fail.
        let _ = writeln!(
            out,
            "{} {}",
            found.severity.name(),
            one_line(&found.message.render(self.lang))
        );
        if let Some(help) = &found.help {
            let help =
                catalogue::REPORT_HELP.fill(self.lang, &[("help", &one_line(&help.render(self.lang)))]);
            let _ = writeln!(out, "{help}");
        }
        if let Some(clause) = &found.clause {
            let title = clause.title.text(self.lang);
            let quote = clause.quote.render(self.lang);
            let quote = quote.trim();
            let _ = writeln!(out, "{title} {} 「{quote}」", clause.section);
        }
        if let Some(deviation) = deviation(found, self.lang) {
            let _ = writeln!(out, "{deviation}");
        }
        out
    }
}
