//! Standard output and standard error. No other module writes to them.

use std::io::{self, IsTerminal, Write};
use std::sync::atomic::{AtomicBool, Ordering};

use clap::ArgMatches;

use super::outcome::{Failure, Reason};
use crate::message::{Lang, catalogue};
use crate::report::human::Style;
use crate::text::visible::no_commands;

/// Whether reports go to standard error because standard output carries fixed text.
static REPORT_TO_STDERR: AtomicBool = AtomicBool::new(false);

/// Sends further reports to standard error.
pub(super) fn report_to_stderr() {
    REPORT_TO_STDERR.store(true, Ordering::Relaxed);
}

/// The stream for reports.
fn report() -> Box<dyn Write> {
    if REPORT_TO_STDERR.load(Ordering::Relaxed) {
        Box::new(io::stderr().lock())
    } else {
        Box::new(io::stdout().lock())
    }
}

/// Prints a subcommand's output. EPIPE (`| head`) is no failure.
pub(super) fn print(text: impl AsRef<str>) -> Result<(), Failure> {
    print_report(no_commands(text.as_ref()).as_bytes())
}

/// Prints a part of a report unchanged.
pub(super) fn print_report(text: &[u8]) -> Result<(), Failure> {
    write(report(), text)
}

/// Prints a file's fixed text, or a diff, on standard output.
pub(super) fn print_text(text: &[u8]) -> Result<(), Failure> {
    write(io::stdout().lock(), text)
}

/// Whether standard output is a terminal.
pub(super) fn is_terminal() -> bool {
    io::stdout().is_terminal()
}

fn write(mut to: impl Write, text: &[u8]) -> Result<(), Failure> {
    ignore_broken_pipe(to.write_all(text).and_then(|()| to.flush()))
}

/// A failed write; a closed pipe (EPIPE) is no failure.
fn ignore_broken_pipe(written: io::Result<()>) -> Result<(), Failure> {
    match written {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => Err(cannot_write(&error)),
        _ => Ok(()),
    }
}

/// The metadata of the file behind standard input, where available.
pub(super) fn standard_input() -> Option<std::fs::Metadata> {
    #[cfg(unix)]
    {
        use std::os::fd::AsFd as _;
        let handle = io::stdin().as_fd().try_clone_to_owned().ok()?;
        std::fs::File::from(handle).metadata().ok()
    }
    #[cfg(not(unix))]
    None
}

/// Flushes standard output.
pub(super) fn flush() -> io::Result<()> {
    io::stdout().flush()
}

/// Copies spooled data to the stream for reports. EPIPE is no failure.
pub(super) fn copy(kept: &mut impl io::Read) -> Result<(), Failure> {
    let mut to = report();
    ignore_broken_pipe(io::copy(kept, &mut to).and_then(|_| to.flush()))
}

/// The failure of writing output.
pub(super) fn cannot_write(error: &io::Error) -> Failure {
    Failure::of(catalogue::WRITE_FAILED.arg("error", super::reason(error)))
}

/// Prints one line on standard error.
pub(super) fn print_notice(sentence: &str) {
    let _ = writeln!(io::stderr().lock(), "{}", no_commands(sentence));
}

/// Prints one sentence on standard error, with the program's name before it.
pub(super) fn print_error(sentence: &str) {
    print_notice(&format!("kigen: {sentence}"));
}

/// Prints a failure on standard error: findings with excerpts, then the sentences.
pub(super) fn print_failure(Failure(reasons): &Failure, lang: Lang) {
    let style = Style {
        color: color_stderr("auto"),
        ..style("auto", lang)
    };
    for Reason {
        found,
        more,
        sentence,
    } in reasons
    {
        let shown = found.iter().map(|(source, one)| style.finding(source, one, None));
        let mut findings: String = shown.collect();
        if *more > 0 {
            let more = catalogue::MORE_PROBLEMS.arg("count", *more);
            findings = findings + &more.render(lang) + "\n";
        }
        print_stderr(&findings);
        print_error(&sentence.render(lang));
    }
}

/// Prints text on standard error.
pub(super) fn print_stderr(text: &str) {
    let _ = io::stderr().lock().write_all(no_commands(text).as_bytes());
}

/// Shows progress on standard error, overwriting the last.
pub(super) fn progress(text: &str) {
    let mut stderr = io::stderr().lock();
    let _ = write!(stderr, "\r{text}\u{1b}[K");
    let _ = stderr.flush();
}

/// Whether standard error is a terminal.
pub(super) fn is_stderr_terminal() -> bool {
    io::stderr().is_terminal()
}

/// The styles of reports for people on standard output and standard error, by `--color`.
pub(super) fn styles(matches: &ArgMatches, lang: Lang) -> (Style, Style) {
    let choice = matches.get_one::<String>("color").map_or("auto", String::as_str);
    let style = style(choice, lang);
    let aside = Style {
        color: color_stderr(choice),
        ..style
    };
    (style, aside)
}

/// The style of reports for people on standard output.
pub(super) fn style(color_choice: &str, lang: Lang) -> Style {
    Style {
        lang,
        color: color(color_choice),
        width: width(),
        folds: terminal_width().is_some(),
    }
}

/// Whether standard output is coloured: by `--color`, else `NO_COLOR`, else if it is a terminal.
pub(super) fn color(choice: &str) -> bool {
    colored(choice, io::stdout().is_terminal())
}

/// As [`color`], for standard error.
pub(super) fn color_stderr(choice: &str) -> bool {
    colored(choice, io::stderr().is_terminal())
}

fn colored(choice: &str, terminal: bool) -> bool {
    match choice {
        "always" => true,
        "never" => false,
        _ => {
            let refused = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
            !refused && std::env::var_os("TERM").is_none_or(|term| term != "dumb") && terminal
        }
    }
}

/// The width in columns where no terminal gives one.
pub(super) const DEFAULT_WIDTH: usize = 100;

/// The width of reports in columns.
pub(super) fn width() -> usize {
    terminal_width().unwrap_or(DEFAULT_WIDTH)
}

/// The terminal's width in columns, at most 120: of standard output, else `COLUMNS` as set by a program with a
/// terminal of its own.
pub(super) fn terminal_width() -> Option<usize> {
    const WIDTH_LIMIT: usize = 120;
    let columns = match terminal_size::terminal_size() {
        Some((terminal_size::Width(columns), _)) if io::stdout().is_terminal() => Some(usize::from(columns)),
        _ => std::env::var("COLUMNS")
            .ok()
            .and_then(|columns| columns.parse().ok()),
    };
    columns.map(|columns| columns.clamp(40, WIDTH_LIMIT))
}
