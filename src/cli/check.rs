//! `kigen check`: walk, read, judge, report. Files are judged in parallel, a chunk at a time, and
//! reported in order, so that memory does not grow with their number.

use std::io::{Read, Seek, Write};
use std::path::{Path, PathBuf};
use std::sync::mpsc;
use std::time::{Duration, Instant};

use clap::ArgMatches;
use rayon::iter::{IntoParallelIterator, ParallelIterator};
use tempfile::SpooledTempFile;

use super::files::{self, Found, Step};
use super::{CLEAN, FAILED, FOUND, Failure, Outcome, output, packs};
use crate::calendar::hours::Moment;
use crate::check::{self, FileReport};
use crate::diagnostic::{self, Diagnostic, Severity};
use crate::engine::{Engine, Selection};
use crate::read::{Format, Named, moment};
use crate::report::human::Style;
use crate::report::json::{self, Parts, Summary};
use crate::source::{self, Source, Span};
use crate::text::{Lang, catalogue};

/// Files judged together: enough to keep every core busy, few enough to hold.
const CHUNK: usize = 256;

/// How the run was asked for.
struct Options {
    json: bool,
    verbose: bool,
    fail_on: Option<Severity>,
    style: Style,
    now: Moment,
    lang: Lang,
}

/// What came of one file.
struct Done {
    rendered: Rendered,
    counts: Summary,
    left_out: usize,
    /// Codes said once a run, and how they read.
    once: Vec<(String, String)>,
}

enum Rendered {
    Human(String),
    Json(Box<Parts>),
    Unreadable(String),
}

pub(super) fn run(matches: &ArgMatches, lang: Lang, now: Moment) -> Outcome {
    let many = |name: &str| -> Vec<String> {
        matches
            .get_many::<String>(name)
            .into_iter()
            .flatten()
            .map(|code| code.trim().to_owned())
            .collect()
    };
    let one = |name: &str| matches.get_one::<String>(name).map(String::as_str);
    let folders: Vec<PathBuf> = matches
        .get_many::<PathBuf>("rules")
        .into_iter()
        .flatten()
        .cloned()
        .collect();
    let mut engine = packs::engine(&folders, lang)?;
    engine.selection = selection(many("select"), many("ignore"), &engine, lang)?;
    let now = match one("now") {
        Some(text) => parse_now(text, lang)?,
        None => now,
    };
    let options = Options {
        json: one("format") == Some("json"),
        verbose: matches.get_flag("verbose"),
        fail_on: one("fail-on").and_then(Severity::by_name),
        style: Style {
            lang,
            color: output::color(one("color").unwrap_or("auto")),
            width: output::width(),
        },
        now,
        lang,
    };
    let mut paths: Vec<PathBuf> = matches
        .get_many::<PathBuf>("paths")
        .into_iter()
        .flatten()
        .cloned()
        .collect();
    if paths.is_empty() {
        paths.push(PathBuf::from("."));
    }
    let stdin_name = one("stdin-filename").unwrap_or("<stdin>").to_owned();
    engine.details = options.json;
    if let Some(days) = matches.get_one::<u32>("horizon") {
        engine.horizon_days = *days;
    }
    Run {
        engine: &engine,
        options: &options,
        tally: Tally::default(),
    }
    .all(&paths, &stdin_name)
}

fn selection(
    select: Vec<String>,
    ignore: Vec<String>,
    engine: &Engine,
    lang: Lang,
) -> Result<Selection, Failure> {
    let codes = engine.codes();
    for code in select.iter().chain(&ignore) {
        if code.is_empty() || !codes.iter().any(|known| known.starts_with(code.as_str())) {
            return Err(Failure(
                catalogue::BAD_CODE.fill(lang, &[("code", &source::printable(code))]),
            ));
        }
    }
    if let Some(code) = ignore
        .iter()
        .find(|code| codes.contains(&code.as_str()) && Diagnostic::is_protected(code))
    {
        return Err(Failure(catalogue::CODE_PROTECTED.fill(lang, &[("code", code)])));
    }
    Ok(Selection { select, ignore })
}

/// A moment given on the command line: with its year and time.
pub(super) fn parse_now(text: &str, lang: Lang) -> Result<Moment, Failure> {
    let bad = || Failure(catalogue::BAD_NOW.fill(lang, &[("value", &source::printable(text))]));
    let written = moment::read(text)
        .ok()
        .filter(|written| written.year.is_some())
        .ok_or_else(bad)?;
    let local = written.local(chrono::NaiveDate::default()).ok_or_else(bad)?;
    Ok(match written.offset_seconds {
        Some(offset) => Moment(local.and_utc().timestamp() - i64::from(offset)),
        None => Moment::from_japan(local),
    })
}

/// Why a path cannot be read, in a sentence.
pub(super) fn cannot_read(path: &str, error: &std::io::Error, lang: Lang) -> String {
    let why = match error.kind() {
        std::io::ErrorKind::NotFound => catalogue::NO_SUCH_FILE.text(lang).to_owned(),
        std::io::ErrorKind::PermissionDenied => catalogue::PERMISSION_DENIED.text(lang).to_owned(),
        std::io::ErrorKind::NotADirectory => catalogue::NOT_A_FOLDER.text(lang).to_owned(),
        std::io::ErrorKind::IsADirectory => catalogue::IS_A_FOLDER.text(lang).to_owned(),
        std::io::ErrorKind::InvalidFilename => catalogue::BAD_FILE_NAME.text(lang).to_owned(),
        _ => error.to_string(),
    };
    catalogue::CANNOT_READ.fill(lang, &[("path", &source::printable(path)), ("error", &why)])
}

/// What JSON says after the requests: in memory while it is small, in an unnamed file beyond, so that
/// memory does not grow with the findings.
struct Rest {
    diagnostics: SpooledTempFile,
    excepted: SpooledTempFile,
    undetermined: SpooledTempFile,
    left_out: SpooledTempFile,
}

/// How much of each is kept in memory, in bytes.
const IN_MEMORY: usize = 1024 * 1024;

impl Default for Rest {
    fn default() -> Self {
        let new = || SpooledTempFile::new(IN_MEMORY);
        Self {
            diagnostics: new(),
            excepted: new(),
            undetermined: new(),
            left_out: new(),
        }
    }
}

impl Rest {
    /// Takes in a file's part.
    fn append(&mut self, parts: &Parts) -> std::io::Result<()> {
        for (whole, part) in [
            (&mut self.diagnostics, &parts.diagnostics),
            (&mut self.excepted, &parts.excepted),
            (&mut self.undetermined, &parts.undetermined),
            (&mut self.left_out, &parts.left_out),
        ] {
            if part.is_empty() {
                continue;
            }
            if whole.stream_position()? > 0 {
                whole.write_all(b",\n")?;
            }
            whole.write_all(part)?;
        }
        Ok(())
    }
}

/// What the run has come to so far.
#[derive(Default)]
struct Tally {
    counts: Summary,
    left_out: usize,
    failed: bool,
    /// Whether anything has been printed of `requests`.
    begun: bool,
    /// What JSON says after the requests, kept until the end.
    rest: Rest,
    said_once: Vec<String>,
    /// What is to be printed after this chunk.
    out: Vec<u8>,
}

struct Run<'a> {
    engine: &'a Engine,
    options: &'a Options,
    tally: Tally,
}

impl Run<'_> {
    fn all(mut self, paths: &[PathBuf], stdin_name: &str) -> Outcome {
        let working = std::env::current_dir().unwrap_or_default();
        let mut progress = Progress::new(self.options.lang);
        if self.options.json {
            let tool = serde_json::to_string(&json::tool()).unwrap_or_default();
            output::print(
                format!(
                    "{{\"schema\":\"{}\",\"tool\":{tool},\n\"requests\":[",
                    json::SCHEMA
                ),
                self.options.lang,
            )?;
        }
        let (stdin, files): (Vec<_>, Vec<_>) =
            paths.iter().cloned().partition(|path| path.as_os_str() == "-");
        if !stdin.is_empty() {
            let done = self.standard_input(stdin_name)?;
            self.take(done)?;
            self.flush()?;
        }
        let (send, receive) = mpsc::sync_channel::<Vec<Step>>(4);
        std::thread::scope(|scope| {
            scope.spawn(move || {
                let mut chunk = Vec::with_capacity(CHUNK);
                files::walk(&files, |step| {
                    chunk.push(step);
                    if chunk.len() < CHUNK {
                        return true;
                    }
                    send.send(std::mem::replace(&mut chunk, Vec::with_capacity(CHUNK)))
                        .is_ok()
                });
                let _ = send.send(chunk);
            });
            for chunk in receive {
                let (engine, options, working) = (self.engine, self.options, working.as_path());
                let done: Vec<Done> = chunk
                    .into_par_iter()
                    .map(|step| judge(step, engine, options, working))
                    .collect();
                for done in done {
                    self.take(done)?;
                }
                self.flush()?;
                progress.show(self.tally.counts.files);
            }
            Ok(())
        })?;
        progress.clear();
        self.finish()
    }

    fn standard_input(&self, name: &str) -> Result<Done, Failure> {
        let mut bytes = Vec::new();
        let limit = source::MAX_BYTES + 1;
        std::io::stdin()
            .lock()
            .take(limit)
            .read_to_end(&mut bytes)
            .map_err(|error| Failure(cannot_read(name, &error, self.options.lang)))?;
        Ok(judge_bytes(
            name,
            bytes,
            Named::Explicitly,
            self.engine,
            self.options,
        ))
    }

    /// Prints what has come together.
    fn flush(&mut self) -> Result<(), Failure> {
        if !self.tally.out.is_empty() {
            output::print(&self.tally.out, self.options.lang)?;
            self.tally.out.clear();
        }
        Ok(())
    }

    fn take(&mut self, done: Done) -> Result<(), Failure> {
        let counts = &mut self.tally.counts;
        counts.files += done.counts.files;
        counts.requests += done.counts.requests;
        counts.error += done.counts.error;
        counts.warning += done.counts.warning;
        counts.info += done.counts.info;
        counts.undetermined += done.counts.undetermined;
        counts.excepted += done.counts.excepted;
        self.tally.left_out += done.left_out;
        match done.rendered {
            Rendered::Unreadable(sentence) => {
                self.tally.failed = true;
                output::complain(&sentence);
            }
            Rendered::Human(mut text) => {
                for (code, finding) in done.once {
                    if !self.tally.said_once.contains(&code) {
                        self.tally.said_once.push(code);
                        text.push_str(&finding);
                    }
                }
                self.tally.out.extend_from_slice(text.as_bytes());
            }
            Rendered::Json(mut parts) => {
                let requests = std::mem::take(&mut parts.requests);
                if !requests.is_empty() {
                    self.tally
                        .out
                        .extend_from_slice(if self.tally.begun { b",\n" } else { b"\n" });
                    self.tally.begun = true;
                    self.tally.out.extend_from_slice(&requests);
                }
                let kept = self.tally.rest.append(&parts);
                return kept.map_err(|error| output::cannot_write(&error, self.options.lang));
            }
        }
        Ok(())
    }

    fn finish(self) -> Outcome {
        let Self {
            options, mut tally, ..
        } = self;
        if options.json {
            let summary = serde_json::to_string(&tally.counts).unwrap_or_default();
            let rest = &mut tally.rest;
            for (before, list) in [
                ("],\n\"diagnostics\":[\n", &mut rest.diagnostics),
                ("],\n\"excepted\":[", &mut rest.excepted),
                ("],\n\"undetermined\":[", &mut rest.undetermined),
                ("],\n\"left_out\":[", &mut rest.left_out),
            ] {
                output::print(before, options.lang)?;
                output::copy(list, options.lang)?;
            }
            output::print(format!("],\n\"summary\":{summary}}}\n"), options.lang)?;
        } else {
            let mut line = options.style.summary(&tally.counts, tally.left_out);
            if tally.counts.requests == 0 && !tally.failed {
                line = format!("{}\n{line}", catalogue::REPORT_NOTHING.text(options.lang));
            }
            output::print(line, options.lang)?;
        }
        if tally.failed {
            return Ok(FAILED);
        }
        let Summary {
            error, warning, info, ..
        } = tally.counts;
        let counted = match options.fail_on {
            None => 0,
            Some(Severity::Error) => error,
            Some(Severity::Warning) => error + warning,
            Some(Severity::Info) => error + warning + info,
        };
        Ok(if counted > 0 { FOUND } else { CLEAN })
    }
}

fn judge(step: Step, engine: &Engine, options: &Options, working: &Path) -> Done {
    let Found { path, named } = match step {
        Ok(found) => found,
        Err(unreachable) => {
            let path = files::display(&unreachable.path, working);
            return unreadable(cannot_read(&path, &unreachable.error, options.lang));
        }
    };
    let name = files::display(&path, working);
    match read_file(&path) {
        Ok(bytes) => judge_bytes(&name, bytes, named, engine, options),
        Err(error) => unreadable(cannot_read(&name, &error, options.lang)),
    }
}

/// A file's bytes, and one more than the limit where it is longer.
fn read_file(path: &Path) -> std::io::Result<Vec<u8>> {
    let file = std::fs::File::open(path)?;
    let size = file.metadata()?.len();
    let mut bytes = Vec::with_capacity(usize::try_from(size.min(source::MAX_BYTES)).unwrap_or_default() + 1);
    file.take(source::MAX_BYTES + 1).read_to_end(&mut bytes)?;
    Ok(bytes)
}

fn unreadable(sentence: String) -> Done {
    Done {
        rendered: Rendered::Unreadable(sentence),
        counts: Summary::default(),
        left_out: 0,
        once: Vec::new(),
    }
}

fn judge_bytes(name: &str, bytes: Vec<u8>, named: Named, engine: &Engine, options: &Options) -> Done {
    let lang = options.lang;
    if bytes.len() as u64 > source::MAX_BYTES {
        let limit = format!("{} MiB", source::MAX_BYTES / (1024 * 1024));
        let message = catalogue::LIMIT_SIZE.fill(lang, &[("limit", &limit)]);
        let found = Diagnostic::reader(diagnostic::LIMIT_EXCEEDED, Span::default(), message);
        let report = FileReport {
            diagnostics: vec![found],
            ..FileReport::default()
        };
        return render(&Source::from_text(name, ""), &report, engine, options);
    }
    let format = Format::of(name, &bytes);
    let decoded = match format {
        Format::Yaml => Source::decode(name, bytes),
        Format::Calendar => Source::decode_calendar(name, bytes),
    };
    match decoded {
        Ok(source) => {
            let report = check::check_source(&source, format, named, engine, options.now, lang);
            render(&source, &report, engine, options)
        }
        Err(error) => {
            let (source, found) = check::undecodable(name, &error, lang);
            let report = FileReport {
                diagnostics: vec![found],
                ..FileReport::default()
            };
            render(&source, &report, engine, options)
        }
    }
}

fn render(source: &Source, report: &FileReport, engine: &Engine, options: &Options) -> Done {
    let of = |severity| {
        report
            .diagnostics
            .iter()
            .filter(|found| found.severity == severity)
            .count()
    };
    let counts = Summary {
        files: 1,
        requests: report.requests.len(),
        error: of(Severity::Error),
        warning: of(Severity::Warning),
        info: of(Severity::Info),
        undetermined: report.undetermined.len(),
        excepted: report.excepted.len(),
    };
    let mut done = Done {
        rendered: Rendered::Human(String::new()),
        counts,
        left_out: report.left_out.len(),
        once: Vec::new(),
    };
    if options.json {
        done.rendered = Rendered::Json(Box::new(Parts::of(source, report)));
        return done;
    }
    let mut text = String::new();
    for found in &report.diagnostics {
        let rule = engine.rule(&found.code).map(|(_, rule)| rule);
        let shown = options
            .style
            .finding(source, found, rule.map(|rule| rule.binding));
        if rule.is_some_and(|rule| rule.once) {
            if !done.once.iter().any(|(code, _)| *code == found.code) {
                done.once.push((found.code.to_string(), shown));
            }
        } else {
            text.push_str(&shown);
        }
    }
    text.push_str(&options.style.notes(source.path(), report));
    text.push_str(&options.style.undetermined(source.path(), report));
    if options.verbose {
        text.push_str(&options.style.explanations(source.path(), report));
        text.push_str(&options.style.left_out(source.path(), report));
        text.push_str(&options.style.excepted(source.path(), report));
    }
    done.rendered = Rendered::Human(text);
    done
}

/// How far the work has come, shown on a terminal once it has taken a second.
struct Progress {
    lang: Lang,
    started: Instant,
    shown: Option<Instant>,
    seen: bool,
}

impl Progress {
    fn new(lang: Lang) -> Self {
        Self {
            lang,
            started: Instant::now(),
            shown: None,
            seen: output::progress_is_seen(),
        }
    }

    fn show(&mut self, files: usize) {
        let last = self.shown.unwrap_or(self.started);
        let wait = if self.shown.is_some() {
            Duration::from_millis(200)
        } else {
            Duration::from_secs(1)
        };
        if self.seen && last.elapsed() >= wait {
            self.shown = Some(Instant::now());
            output::progress(&catalogue::PROGRESS.fill(self.lang, &[("count", &files.to_string())]));
        }
    }

    fn clear(&self) {
        if self.shown.is_some() {
            output::progress("");
        }
    }
}
