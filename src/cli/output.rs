//! Standard output and standard error. The only room that writes to either.

use std::io::{self, IsTerminal, Write};
use std::sync::atomic::{AtomicBool, Ordering};

use clap::ArgMatches;

use super::outcome::{Failure, Reason};
use crate::message::{Lang, catalogue};
use crate::report::human::Style;
use crate::text::visible::no_commands;

/// Whether reports go to standard error, as standard output is for the text that was fixed.
static ASIDE: AtomicBool = AtomicBool::new(false);

/// From now on reports go to standard error.
pub(super) fn report_aside() {
    ASIDE.store(true, Ordering::Relaxed);
}

/// Where reports go.
fn report() -> Box<dyn Write> {
    if ASIDE.load(Ordering::Relaxed) {
        Box::new(io::stderr().lock())
    } else {
        Box::new(io::stdout().lock())
    }
}

/// Writes what a subcommand says. A reader that has gone away (`| head`) is no failure.
pub(super) fn print(text: impl AsRef<str>) -> Result<(), Failure> {
    print_report(no_commands(text.as_ref()).as_bytes())
}

/// Writes a part of a report as it is.
pub(super) fn print_report(text: &[u8]) -> Result<(), Failure> {
    write(report(), text)
}

/// Writes a text that is not about a file but is the file, or a change of it.
pub(super) fn print_text(text: &[u8]) -> Result<(), Failure> {
    write(io::stdout().lock(), text)
}

/// Whether somebody sees standard output as it is.
pub(super) fn is_terminal() -> bool {
    io::stdout().is_terminal()
}

fn write(mut to: impl Write, text: &[u8]) -> Result<(), Failure> {
    match to.write_all(text).and_then(|()| to.flush()) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => Err(cannot_write(&error)),
        _ => Ok(()),
    }
}

/// The file that standard input is read from, where the system says.
pub(super) fn standard_input() -> Option<std::fs::Metadata> {
    #[cfg(unix)]
    {
        use std::os::fd::AsFd as _;
        let own = io::stdin().as_fd().try_clone_to_owned().ok()?;
        std::fs::File::from(own).metadata().ok()
    }
    #[cfg(not(unix))]
    None
}

/// Writes what standard output has not written yet.
pub(super) fn flush() -> io::Result<()> {
    io::stdout().flush()
}

/// Copies what was kept to where reports go. A reader that has gone away is no failure here either.
pub(super) fn copy(kept: &mut impl io::Read) -> Result<(), Failure> {
    let mut to = report();
    match io::copy(kept, &mut to).and_then(|_| to.flush()) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => Err(cannot_write(&error)),
        _ => Ok(()),
    }
}

/// Why the result cannot be written.
pub(super) fn cannot_write(error: &io::Error) -> Failure {
    Failure::of(catalogue::WRITE_FAILED.arg("error", super::reason(error)))
}

/// One line on standard error.
pub(super) fn say(sentence: &str) {
    let _ = writeln!(io::stderr().lock(), "{}", no_commands(sentence));
}

/// One sentence on standard error, by the program's name.
pub(super) fn complain(sentence: &str) {
    say(&format!("kigen: {sentence}"));
}

/// Why the work could not be done, on standard error: findings in their texts, and what they come to.
pub(super) fn complain_of(Failure(reasons): &Failure, lang: Lang) {
    let style = Style {
        color: color_aside("auto"),
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
        aside(&findings);
        complain(&sentence.render(lang));
    }
}

/// A line on standard error.
pub(super) fn aside(text: &str) {
    let _ = io::stderr().lock().write_all(no_commands(text).as_bytes());
}

/// Shows how far the work has come, on a terminal; overwritten by the next.
pub(super) fn progress(text: &str) {
    let mut stderr = io::stderr().lock();
    let _ = write!(stderr, "\r{text}\u{1b}[K");
    let _ = stderr.flush();
}

/// Whether somebody is watching standard error.
pub(super) fn progress_is_seen() -> bool {
    io::stderr().is_terminal()
}

/// How a report for people is written on standard output and on standard error, as `--color` has it.
pub(super) fn styles(matches: &ArgMatches, lang: Lang) -> (Style, Style) {
    let choice = matches.get_one::<String>("color").map_or("auto", String::as_str);
    let style = style(choice, lang);
    let aside = Style {
        color: color_aside(choice),
        ..style
    };
    (style, aside)
}

/// How a report for people is written on standard output.
pub(super) fn style(color_choice: &str, lang: Lang) -> Style {
    Style {
        lang,
        color: color(color_choice),
        width: width(),
        folds: edge().is_some(),
    }
}

/// Whether colours are wanted on standard output: `--color`, else `NO_COLOR`, else whether it is a
/// terminal.
pub(super) fn color(choice: &str) -> bool {
    colored(choice, io::stdout().is_terminal())
}

/// As [`color`], on standard error.
pub(super) fn color_aside(choice: &str) -> bool {
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

/// How wide a report is where no terminal says.
pub(super) const USUAL_WIDTH: usize = 100;

/// How wide a report may be.
pub(super) fn width() -> usize {
    edge().unwrap_or(USUAL_WIDTH)
}

/// How wide the terminal is: that of standard output, or of what runs it for a terminal of its own and says so.
pub(super) fn edge() -> Option<usize> {
    const WIDEST: usize = 120;
    let columns = match terminal_size::terminal_size() {
        Some((terminal_size::Width(columns), _)) if io::stdout().is_terminal() => Some(usize::from(columns)),
        _ => std::env::var("COLUMNS")
            .ok()
            .and_then(|columns| columns.parse().ok()),
    };
    columns.map(|columns| columns.clamp(40, WIDEST))
}
