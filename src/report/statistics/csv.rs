//! The figures as CSV (RFC 4180), one figure per row with its key. With a byte order mark, without which spreadsheets
//! in Japan assume Shift_JIS.

use std::collections::BTreeMap;

use crate::source::printable;
use crate::text::visible::no_commands;

use super::contract::{Counts, Distribution, Figures, Group, Output};

/// Column names, the same in every language.
const HEADS: [&str; 6] = ["year", "table", "key", "measure", "value", "of"];

/// Every figure.
pub fn csv(output: &Output) -> String {
    let mut out = Rows::default();
    out.row(&HEADS.map(str::to_owned));
    let year = |year: Option<i32>| year.map(|year| year.to_string()).unwrap_or_default();
    out.year = year(output.year.as_ref().map(|year| year.fiscal_year));
    let sources = output.sources;
    for (name, value) in [
        ("files", sources.files),
        ("records", sources.records),
        ("unread", sources.unread),
        ("skipped_lines", sources.skipped_lines),
        ("left_out", sources.left_out),
        ("unnamed_records", sources.unnamed_records),
        ("templates", sources.templates),
        ("other_years", sources.other_years),
        ("undated", sources.undated),
    ] {
        out.figure("sources", "", name, value, None);
    }
    out.figures(&output.figures);
    if let Some(before) = &output.before {
        out.year = year(Some(before.year.fiscal_year));
        out.figures(&before.figures);
    }
    out.text
}

struct Rows {
    text: String,
    year: String,
}

impl Default for Rows {
    fn default() -> Self {
        Self {
            text: "\u{feff}".to_owned(),
            year: String::new(),
        }
    }
}

impl Rows {
    fn figures(&mut self, figures: &Figures) {
        let all = figures.counts.requests;
        self.counts("all", "", figures.counts);
        self.figure("all", "", "drafts", figures.drafts, Some(all));
        for clause in &figures.by_clause {
            let key = format!("{} {}", clause.plan, clause.section);
            self.figure("by_clause", &key, "requests", clause.requests, Some(all));
        }
        for rule in &figures.by_rule {
            let key = &rule.code;
            self.figure("by_rule", key, "requests", rule.requests, Some(rule.judged));
            self.figure("by_rule", key, "judged", rule.judged, Some(all));
            self.figure("by_rule", key, "undetermined", rule.undetermined, Some(all));
            self.figure("by_rule", key, "excepted", rule.excepted, Some(all));
            self.figure("by_rule", key, "deviated", rule.deviated, Some(rule.requests));
        }
        let name = |name: &Option<String>| name.clone().unwrap_or_default();
        for it in &figures.by_bureau {
            self.group("by_bureau", &name(&it.bureau), &it.group);
        }
        for it in &figures.by_month {
            self.group("by_month", &name(&it.month), &it.group);
        }
        for it in &figures.by_kind {
            self.group("by_kind", &name(&it.kind), &it.group);
        }
        for it in &figures.by_recipient {
            let key = name(&it.ministry);
            self.group("by_recipient", &key, &it.group);
            let requests = it.group.counts.requests;
            self.figure(
                "by_recipient",
                &key,
                "effort_stated",
                it.asked.requests,
                Some(requests),
            );
            self.measure(
                "by_recipient",
                &key,
                "effort",
                &it.asked.effort,
                Some(it.asked.requests),
            );
        }
        self.distribution("given_elapsed", &figures.given.elapsed);
        self.distribution("given_working", &figures.given.working);
        self.figure(
            "given",
            "",
            "not_after_sent",
            figures.given.not_after_sent,
            Some(all),
        );
        let sent = &figures.sent;
        self.figure("sent", "", "evening", sent.evening, Some(sent.requests));
        self.figure("sent", "", "closed_day", sent.closed_day, Some(sent.requests));
        for it in &sent.by_hour {
            let key = format!("{} {:02}", it.weekday, it.hour);
            self.figure("sent_by_hour", &key, "requests", it.requests, Some(sent.requests));
        }
        let dues = figures.dues;
        self.figure("dues", "", "closed_day", dues.closed_day, Some(dues.requests));
        self.group("intensive", "inside", &figures.intensive.inside);
        self.group("intensive", "outside", &figures.intensive.outside);
    }

    fn group(&mut self, table: &str, key: &str, group: &Group) {
        self.counts(table, key, group.counts);
        let by_rule: &BTreeMap<String, u64> = &group.by_rule;
        for (code, count) in by_rule {
            self.figure(table, key, code, *count, Some(group.counts.requests));
        }
    }

    fn counts(&mut self, table: &str, key: &str, counts: Counts) {
        let all = counts.requests;
        self.figure(table, key, "requests", all, None);
        for (name, count) in [
            ("judged", counts.judged),
            ("breached", counts.breached),
            ("warned", counts.warned),
            ("excepted", counts.excepted),
            ("deviated", counts.deviated),
            ("undetermined", counts.undetermined),
        ] {
            self.figure(table, key, name, count, Some(all));
        }
    }

    fn distribution(&mut self, table: &str, distribution: &Distribution) {
        let all = Some(distribution.requests);
        self.figure(table, &distribution.mark, "below", distribution.below, all);
        for (name, value) in [
            ("min", &distribution.min),
            ("median", &distribution.median),
            ("mean", &distribution.mean),
            ("max", &distribution.max),
        ] {
            if let Some(value) = value {
                self.measure(table, "", name, value, all);
            }
        }
        for bin in &distribution.bins {
            let key = format!("{}/{}", bin.from, bin.until.as_deref().unwrap_or_default());
            self.figure(table, &key, "requests", bin.requests, all);
        }
    }

    fn figure(&mut self, table: &str, key: &str, measure: &str, value: u64, total: Option<u64>) {
        self.measure(table, key, measure, &value.to_string(), total);
    }

    fn measure(&mut self, table: &str, key: &str, measure: &str, value: &str, total: Option<u64>) {
        let total = total.map(|total| total.to_string()).unwrap_or_default();
        let texts = [self.year.as_str(), table, key, measure, value, &total];
        self.row(&texts.map(str::to_owned));
    }

    fn row(&mut self, cells: &[String]) {
        let cells: Vec<String> = cells.iter().map(|cell| quoted(cell)).collect();
        self.text.push_str(&cells.join(","));
        self.text.push_str("\r\n");
    }
}

/// A cell on one line, since it may be printed in a CI log. Text that a spreadsheet would evaluate as a formula is
/// prefixed with an apostrophe.
fn quoted(cell: &str) -> String {
    let shown = printable(cell);
    let shown = no_commands(&shown);
    let cell = match cell.chars().next() {
        Some('=' | '+' | '-' | '@' | '\t' | '\r') => format!("'{shown}"),
        _ => shown.into_owned(),
    };
    if cell.contains(['"', ',', '\n', '\r']) {
        format!("\"{}\"", cell.replace('"', "\"\""))
    } else {
        cell
    }
}
