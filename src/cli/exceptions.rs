//! `kigen exceptions`: every exception record with its status, as a table or as `kigen/exceptions/v1`.

use std::collections::HashMap;
use std::path::Path;

use clap::ArgMatches;
use rayon::iter::{IntoParallelIterator, ParallelIterator};

use super::check::{Task, task};
use super::configuration::{Configurations, Overrides};
use super::files;
use super::paths::Paths;
use super::records::ExceptionMatches;
use super::rules::{json, wants_json};
use super::{CLEAN, FAILED, FOUND, Failure, Outcome, cannot_read, output, threads, walk};
use crate::calendar::hours::Moment;
use crate::check::FileReport;
use crate::check::check_file;
use crate::check::exceptions::ExceptionStatus;
use crate::engine::OutputNeeds;
use crate::exception::ConfiguredException;
use crate::message::{Entry, Lang, catalogue, words};
use crate::report::exceptions::{Exception, Summary, is_unread, of_record, output as contract};
use crate::report::human::columns::{display_width, pad, wrap};
use crate::source::printable;

type Row = (ExceptionStatus, Exception);

/// The result of one file.
enum FileOutcome {
    Read {
        rows: Vec<Row>,
        unread: Option<String>,
        matched: ExceptionMatches,
    },
    Unreachable(Failure),
}

pub(super) fn run(matches: &ArgMatches, lang: Lang, now: Moment) -> Outcome {
    let paths = Paths::of(matches)?.all;
    let working = std::env::current_dir().unwrap_or_default();
    let mut configurations = Configurations::new(Overrides {
        output: OutputNeeds {
            edits: false,
            remedies: false,
            ..OutputNeeds::default()
        },
        ..Overrides::of(matches, now)?
    })?;
    configurations.roots(&paths)?;
    let now = configurations.plain().now;
    let (mut tasks, mut reported) = (Vec::new(), Vec::new());
    walk::walk(&paths, |step| {
        tasks.extend(task(step, &mut configurations, &mut reported));
        true
    });
    let judged = || {
        tasks
            .into_par_iter()
            .map(|task| outcome_of(task, &working))
            .collect()
    };
    let done: Vec<FileOutcome> = threads::pool()?.install(judged);
    let (mut rows, mut unread, mut failed, mut matched) =
        (Vec::new(), Vec::new(), false, ExceptionMatches::default());
    for done in done {
        match done {
            FileOutcome::Read {
                rows: more,
                unread: part,
                matched: of_file,
            } => {
                matched.extend(of_file);
                rows.extend(more);
                unread.extend(part);
            }
            FileOutcome::Unreachable(why) => {
                failed = true;
                output::print_failure(&why, lang);
            }
        }
    }
    let mut rows = gathered(rows);
    for mut one in configurations.records(&paths) {
        one.whole &= !failed;
        let listed = rows
            .iter()
            .any(|(_, row)| row.request.is_none() && is_of(row, &one.record));
        if let (Some((record, _)), false) = (matched.review(&one), listed) {
            let report = FileReport::default();
            let row = of_record(&one.record.source, &report, &record, &one.setup.engine);
            rows.push((record.status, row));
        }
    }
    for path in &unread {
        output::print_error(&catalogue::EXCEPTIONS_UNREAD.fill(lang, &[("path", &printable(path))]));
    }
    let status = match (failed, unread.is_empty()) {
        (true, _) => FAILED,
        (false, false) => FOUND,
        (false, true) => CLEAN,
    };
    if wants_json(matches) {
        output::print(json(&contract(rows, unread, now)))?;
    } else {
        let width = output::terminal_width();
        output::print(table(rows, width, lang))?;
    }
    Ok(status)
}

/// Judges one file for its records.
fn outcome_of(task: Task, working: &Path) -> FileOutcome {
    let (path, named, setup) = match task {
        Task::Judge(path, named, setup) => (path, named, setup),
        Task::Unreachable(unreachable) => {
            let path = files::display(&unreachable.path, working);
            return FileOutcome::Unreachable(Failure::of(cannot_read(&path, &unreachable.error)));
        }
        Task::Refused(refused) => return FileOutcome::Unreachable(refused.why.clone()),
        Task::LeaveOut(..) | Task::Spare(_) => {
            return FileOutcome::Read {
                rows: Vec::new(),
                unread: None,
                matched: ExceptionMatches::default(),
            };
        }
    };
    let engine = &setup.engine;
    let name = files::display(&path, working);
    let bytes = match files::read_named(&path) {
        Ok(bytes) => bytes,
        Err(error) => return FileOutcome::Unreachable(Failure::of(cannot_read(&name, &error))),
    };
    let (source, report) = check_file(&name, bytes, named, engine, setup.now);
    let rows = report
        .exceptions
        .iter()
        .map(|listed| (listed.status, of_record(&source, &report, listed, engine)))
        .collect();
    let mut matched = ExceptionMatches::default();
    matched.add(&report);
    FileOutcome::Read {
        rows,
        matched,
        unread: is_unread(&report).then_some(name),
    }
}

/// Whether a row shows a configured record.
fn is_of(row: &Exception, record: &ConfiguredException) -> bool {
    row.path == record.source.path() && row.range.start.byte == record.source.position(record.span.start).byte
}

/// A configured record is listed by every file that it matches: it is merged into one row with all findings.
fn gathered(rows: Vec<Row>) -> Vec<Row> {
    let mut places: HashMap<(String, usize), usize> = HashMap::new();
    let mut out: Vec<Row> = Vec::with_capacity(rows.len());
    for (standing, row) in rows {
        if row.request.is_none() {
            let place = (row.path.clone(), row.range.start.byte);
            if let Some(known) = places.get(&place) {
                out[*known].1.findings += row.findings;
                continue;
            }
            places.insert(place, out.len());
        }
        out.push((standing, row));
    }
    out
}

/// The table: records in force first, then deviations, then invalid ones.
fn table(mut rows: Vec<Row>, width: Option<usize>, lang: Lang) -> String {
    if rows.is_empty() {
        return format!("{}\n", catalogue::EXCEPTIONS_NONE.text(lang));
    }
    rows.sort_by_key(|(standing, _)| *standing);
    let nothing = || "-".to_owned();
    let text = |text: &Option<String>| {
        text.as_deref().map_or_else(nothing, |text| {
            printable(&text.split_whitespace().collect::<Vec<_>>().join(" ")).into_owned()
        })
    };
    let mut summary = Summary::default();
    let mut lines: Vec<[String; 7]> = vec![
        [
            catalogue::EXCEPTIONS_STANDING,
            catalogue::EXCEPTIONS_RULE,
            catalogue::EXCEPTIONS_FINDINGS,
            catalogue::EXCEPTIONS_EXPIRES,
            catalogue::EXCEPTIONS_APPROVED_BY,
            catalogue::EXCEPTIONS_PLACE,
            catalogue::EXCEPTIONS_REASON,
        ]
        .map(|entry: Entry| entry.text(lang).to_owned()),
    ];
    for (standing, row) in &rows {
        summary.add(*standing);
        let rule = row.rule.as_deref().map_or_else(nothing, crate::read::shown);
        lines.push([
            standing_word(*standing).text(lang).to_owned(),
            rule,
            row.findings.to_string(),
            text(&row.expires),
            text(&row.approved_by),
            format!("{}:{}", printable(&row.path), row.range.start.line),
            text(&row.reason),
        ]);
    }
    let mut columns = [0; 6];
    for line in &lines {
        for (column, cell) in columns.iter_mut().zip(line) {
            *column = display_width(cell).max(*column);
        }
    }
    let mut out: String = lines.iter().map(|line| one_line(line, &columns, width)).collect();
    out.push_str(&counted(summary, lang));
    out
}

/// One line; a reason that exceeds the terminal's width goes below.
fn one_line(line: &[String; 7], columns: &[usize; 6], width: Option<usize>) -> String {
    /// Narrower columns would break a sentence into single words.
    const MIN_COLUMN: usize = 30;
    const GAP: &str = "  ";
    let [cells @ .., reason] = line;
    let mut out = String::new();
    for (cell, column) in cells.iter().zip(columns) {
        out.push_str(&pad(cell, *column));
        out.push_str(GAP);
    }
    let before = display_width(&out);
    match width {
        Some(width) if width >= before + MIN_COLUMN => {
            let indent = " ".repeat(before);
            out.push_str(&wrap(reason, width - before, "").join(&format!("\n{indent}")));
        }
        Some(width) => {
            let indent = " ".repeat(columns[0] + GAP.len());
            let options = textwrap::Options::new(width.max(indent.len() + 10))
                .initial_indent(&indent)
                .subsequent_indent(&indent);
            out = format!("{}\n{}", out.trim_end(), textwrap::fill(reason, options));
        }
        None => out.push_str(reason),
    }
    out.push('\n');
    out
}

/// A record's status in a word.
fn standing_word(standing: ExceptionStatus) -> Entry {
    match standing {
        ExceptionStatus::InForce => catalogue::STANDING_IN_FORCE,
        ExceptionStatus::Deviation => catalogue::STANDING_DEVIATION,
        ExceptionStatus::Unused => catalogue::STANDING_UNUSED,
        ExceptionStatus::Expired => catalogue::STANDING_EXPIRED,
        ExceptionStatus::Incomplete => catalogue::STANDING_INCOMPLETE,
        ExceptionStatus::Refused => catalogue::STANDING_REFUSED,
    }
}

/// The last line: the number of records by status.
fn counted(summary: Summary, lang: Lang) -> String {
    let counts = [
        (ExceptionStatus::InForce, summary.in_force),
        (ExceptionStatus::Deviation, summary.deviation),
        (ExceptionStatus::Unused, summary.unused),
        (ExceptionStatus::Expired, summary.expired),
        (ExceptionStatus::Incomplete, summary.incomplete),
        (ExceptionStatus::Refused, summary.refused),
    ];
    let parts: Vec<String> = counts
        .iter()
        .filter(|(standing, count)| *count > 0 || *standing == ExceptionStatus::InForce)
        .map(|(standing, count)| {
            let values = [
                ("standing", standing_word(*standing).text(lang)),
                ("count", &*count.to_string()),
            ];
            catalogue::EXCEPTIONS_COUNT.fill(lang, &values)
        })
        .collect();
    let parts: Vec<&str> = parts.iter().map(String::as_str).collect();
    words::list(&parts, lang) + words::full_stop(lang) + "\n"
}
