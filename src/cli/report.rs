//! `kigen report`: the figures of a year's requests.

use std::ffi::OsStr;
use std::io::{BufRead, BufReader, Read, Write};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use clap::ArgMatches;
use walkdir::WalkDir;

use super::calendar;
use super::configuration::{Configurations, Overrides, Setup};
use super::paths::Paths;
use super::replace::{self, TempFile};
use super::{CLEAN, FAILED, Failure, Outcome, cannot_read, check, files, output};
use crate::calendar::hours::Moment;
use crate::calendar::yearly::YearlyPeriod;
use crate::diagnostic::{LIMIT_EXCEEDED, SYNTAX, UNREADABLE_FILE};
use crate::engine::{Engine, OutputNeeds};
use crate::message::{Lang, Message, catalogue};
use crate::report::statistics::{self as formats, Titles, contract};
use crate::report::{Checked, FileOutput, Reporter, Totals};
use crate::rules::ParamValue;
use crate::source::printable;
use crate::statistics::{FiscalYear, Record, RecordSource, Settings, Stream, StreamProblem, Years};

/// The minimum response time in seconds, as in Ⅲ.１.（１）①.
const RESPONSE: i64 = 48 * 3600;

/// 集中取組期間 if no plan defines it: July to September.
const INTENSIVE: YearlyPeriod = YearlyPeriod {
    from: (7, 1),
    until: (9, 30),
};

/// Limit on the bytes of a recorded line.
const LINE_LIMIT: u64 = 16 * 1024 * 1024;

pub(super) fn run(matches: &ArgMatches, lang: Lang, now: Moment) -> Outcome {
    let year = matches.get_one::<String>("year");
    let year = year.map(|text| fiscal_year(text)).transpose()?;
    let overrides = Overrides {
        output: OutputNeeds {
            details: true,
            verdicts: true,
            remedies: false,
            edits: false,
            ..OutputNeeds::default()
        },
        ..Overrides::of(matches, now)?
    };
    let mut paths = Paths::of(matches)?;
    let mut configurations = Configurations::new(overrides.clone())?;
    // With several configurations the last one's settings apply to the figures.
    let setups = configurations.roots(&paths.all)?;
    let plain = setups.last().unwrap_or_else(|| configurations.plain());
    let recorded: Vec<PathBuf> = paths
        .all
        .extract_if(.., |path| is_recorded(path, matches))
        .collect();
    let years = Years::new(year, matches.get_flag("compare"), settings(&plain.engine));
    let gathered = Arc::new(SharedTally {
        years: Mutex::new((years, contract::Sources::default())),
    });
    let mut failed = false;
    if !paths.all.is_empty() {
        let collect = TallyCollector(Arc::clone(&gathered));
        let totals = check::report(matches, overrides, &paths, lang, |_| Box::new(collect))?;
        failed |= totals.failed;
        gathered.with(|_, sources| {
            sources.files += totals.counts.files as u64;
            sources.left_out += totals.left_out as u64;
            sources.unnamed_records += paths.all.iter().map(|path| unnamed_records(path)).sum::<u64>();
        });
    }
    for path in &recorded {
        if let Err(why) = records(path, &gathered, plain) {
            output::print_failure(&why, lang);
            failed = true;
        }
    }
    let with_subjects = matches.get_flag("with-subjects");
    let output = gathered.with(|years, sources| contract::Output::new(years, *sources, with_subjects));
    let titles = titles(&plain.engine, lang);
    let format = matches.get_one::<String>("format").map(String::as_str);
    let bytes = match format {
        Some("json") => crate::text::visible::json_in_lines(&output).into_bytes(),
        Some("csv") => formats::csv(&output).into_bytes(),
        Some("html") => formats::html(&output, &titles, lang).into_bytes(),
        Some("xlsx") => formats::xlsx(&output, &titles, lang)
            .map_err(|why| Failure::of(catalogue::WRITE_FAILED.arg("error", Message::text(why))))?,
        _ => {
            let text = formats::human(&output, &titles, output::width(), lang);
            crate::text::visible::no_commands(&text).into_owned().into_bytes()
        }
    };
    match matches.get_one::<PathBuf>("output") {
        Some(path) => write(path, &bytes)?,
        None => output::print_report(&bytes)?,
    }
    Ok(if failed { FAILED } else { CLEAN })
}

/// Writes a file atomically.
fn write(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    let written = replace::output(path).and_then(|path| {
        let mut temp = TempFile::new(path)?;
        temp.write_all(bytes)?;
        temp.finish()
    });
    written.map_err(|error| {
        let shown = path.to_string_lossy();
        let message = catalogue::OUTPUT_FAILED.with(&[("path", &printable(&shown))]);
        Failure::of(message.arg("error", super::reason(&error)))
    })
}

/// The figures, shared between threads.
struct SharedTally {
    years: Mutex<(Years, contract::Sources)>,
}

impl SharedTally {
    fn with<T>(&self, act: impl FnOnce(&mut Years, &mut contract::Sources) -> T) -> T {
        let mut held = self.years.lock().unwrap_or_else(PoisonError::into_inner);
        let (years, sources) = &mut *held;
        act(years, sources)
    }
}

/// A reporter that counts each file, in any order.
struct TallyCollector(Arc<SharedTally>);

impl Reporter for TallyCollector {
    fn part(&self, file: Checked<'_>) -> FileOutput {
        let records = Record::of_file(file.report, &file.engine.data.directory);
        let unread = [UNREADABLE_FILE, SYNTAX, LIMIT_EXCEEDED];
        let unread =
            file.report.diagnostics.iter().filter(|found| {
                found.request.is_none() && unread.iter().any(|unread| unread.code == found.code)
            });
        let unread = unread.count() as u64;
        self.0.with(|years, sources| {
            sources.unread += unread;
            for (record, request) in records.iter().zip(&file.report.requests) {
                let whose = RecordSource {
                    path: Some(file.source.path()),
                    index: Some(request.index),
                    subject: request.subject.as_deref(),
                };
                years.add(record, whose);
            }
        });
        FileOutput::default()
    }

    fn tail(&self, _totals: &Totals) -> String {
        String::new()
    }
}

/// The settings that the figures depend on.
fn settings(engine: &Engine) -> Settings {
    let param = |name| {
        let packs = engine.rules.packs.iter();
        packs.filter_map(move |pack| pack.param(name))
    };
    let evening = param("evening").find_map(|value| match value {
        ParamValue::Time(minutes) => Some(minutes),
        _ => None,
    });
    let intensive = param("intensive_period").find_map(|value| match value {
        ParamValue::Yearly(period) => Some(period),
        _ => None,
    });
    let all = || engine.rules.iter().map(|(_, rule)| rule);
    let rules = || all().filter(|rule| engine.takes(rule));
    let clauses = rules().filter_map(|rule| {
        let clause = rule.clause.as_ref()?;
        Some((
            rule.code.to_string(),
            (clause.plan.clone(), clause.section.clone()),
        ))
    });
    Settings {
        closed: Arc::new(engine.data.closed.clone()),
        evening: evening.unwrap_or(17 * 60),
        response: RESPONSE,
        working_day: engine.data.working_day,
        intensive: intensive.unwrap_or(INTENSIVE),
        clauses: clauses.collect(),
        rules: rules().map(|rule| rule.code.to_string()).collect(),
    }
}

fn titles(engine: &Engine, lang: Lang) -> Titles {
    let rules = engine
        .rules
        .iter()
        .map(|(_, rule)| (rule.code.to_string(), rule.name.to_string()));
    let plans = engine.rules.packs.iter();
    let plans = plans.map(|pack| (pack.plan.clone(), pack.short_title.text(lang).to_owned()));
    let readers = crate::diagnostic::READER_CODES.iter();
    Titles {
        rules: rules
            .chain(readers.map(|code| (code.code.to_owned(), code.name.to_owned())))
            .collect(),
        plans: plans.collect(),
    }
}

/// A fiscal year, named by the year of its April: 2025, 令和7年度, R7.
fn fiscal_year(text: &str) -> Result<FiscalYear, Failure> {
    let bad = || Failure::of(catalogue::REPORT_BAD_YEAR.with(&[("value", &printable(text))]));
    let stem = text.trim().trim_end_matches('度').trim_start_matches("FY");
    let year = calendar::year(stem).map_err(|_| bad())?;
    Some(FiscalYear(year))
        .filter(|year| year.last().is_some())
        .ok_or_else(bad)
}

/// Whether a path holds records: by its extension, and for standard input by its name or first bytes.
fn is_recorded(path: &Path, matches: &ArgMatches) -> bool {
    let is_named = |path: &Path| {
        path.extension()
            .is_some_and(|end| end.eq_ignore_ascii_case("jsonl"))
            && !path.is_dir()
    };
    if path.as_os_str() != "-" {
        return is_named(path);
    }
    match matches.get_one::<String>("stdin-filename") {
        Some(name) => is_named(Path::new(name)),
        None => {
            // Peeked bytes stay in the buffer.
            let mut stdin = std::io::stdin().lock();
            stdin.fill_buf().is_ok_and(|begun| {
                begun.starts_with(b"{\"type\":") || begun.starts_with(b"{\"schema\":\"kigen/")
            })
        }
    }
}

/// The number of record files in a folder.
fn unnamed_records(folder: &Path) -> u64 {
    if !folder.is_dir() {
        return 0;
    }
    let entries = WalkDir::new(folder).into_iter().filter_map(Result::ok);
    let recorded = entries
        .filter(|entry| entry.file_type().is_file() && entry.path().extension() == Some(OsStr::new("jsonl")));
    recorded.count() as u64
}

/// Counts a record file, line by line.
fn records(path: &Path, gathered: &SharedTally, plain: &Setup) -> Result<(), Failure> {
    let working = std::env::current_dir().unwrap_or_default();
    let is_stdin = path.as_os_str() == "-";
    let name = if is_stdin {
        "<stdin>".to_owned()
    } else {
        files::display(path, &working)
    };
    let unreadable = |error: &std::io::Error| Failure::of(cannot_read(&name, error));
    let reader: Box<dyn Read> = if is_stdin {
        Box::new(std::io::stdin())
    } else {
        let file = std::fs::File::open(path).map_err(|error| unreadable(&error))?;
        Box::new(file)
    };
    let mut reader = BufReader::with_capacity(256 * 1024, reader);
    let mut stream = Stream::default();
    let mut line = Vec::new();
    let directory = &plain.engine.data.directory;
    let mut each =
        |record: &Record, whose: RecordSource<'_>| gathered.with(|years, _| years.add(record, whose));
    loop {
        line.clear();
        let read = (&mut reader).take(LINE_LIMIT).read_until(b'\n', &mut line);
        match read.map_err(|error| unreadable(&error))? {
            0 => break,
            _ => stream.line(&line, directory, &mut each),
        }
    }
    let problem = stream.end(&mut each);
    gathered.with(|_, sources| {
        sources.records += stream.records;
        sources.skipped_lines += stream.skipped;
        sources.unread += stream.unread;
    });
    let values = [("path", &*printable(&name))];
    match problem {
        Some(StreamProblem::NoRecord) => Err(Failure::of(catalogue::REPORT_NO_RECORD.with(&values))),
        Some(StreamProblem::CutShort) => Err(Failure::of(catalogue::REPORT_CUT_SHORT.with(&values))),
        None => Ok(()),
    }
}
