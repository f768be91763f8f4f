//! Standard output and standard error. The only room that writes to either.

use std::io::{self, IsTerminal, Write};

use super::Failure;
use crate::text::{Lang, catalogue};

/// Writes to standard output. A reader that has gone away (`| head`) is no failure.
pub(super) fn print(text: impl AsRef<[u8]>, lang: Lang) -> Result<(), Failure> {
    let mut stdout = io::stdout().lock();
    match stdout.write_all(text.as_ref()).and_then(|()| stdout.flush()) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => Err(Failure(
            catalogue::WRITE_FAILED.fill(lang, &[("error", &error.to_string())]),
        )),
        _ => Ok(()),
    }
}

/// Copies what was kept, from its beginning, to standard output.
pub(super) fn copy(kept: &mut (impl io::Read + io::Seek), lang: Lang) -> Result<(), Failure> {
    let mut stdout = io::stdout().lock();
    let copied = kept
        .rewind()
        .and_then(|()| io::copy(kept, &mut stdout))
        .and_then(|_| stdout.flush());
    match copied {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => Err(cannot_write(&error, lang)),
        _ => Ok(()),
    }
}

/// Why the result cannot be written.
pub(super) fn cannot_write(error: &io::Error, lang: Lang) -> Failure {
    Failure(catalogue::WRITE_FAILED.fill(lang, &[("error", &error.to_string())]))
}

/// One sentence on standard error.
pub(super) fn complain(sentence: &str) {
    let _ = writeln!(io::stderr().lock(), "kigen: {sentence}");
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

/// Whether colours are wanted on standard output: `--color`, else `NO_COLOR`, else whether it is a
/// terminal.
pub(super) fn color(choice: &str) -> bool {
    match choice {
        "always" => true,
        "never" => false,
        _ => {
            let refused = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
            !refused
                && std::env::var_os("TERM").is_none_or(|term| term != "dumb")
                && io::stdout().is_terminal()
        }
    }
}

/// How wide a report may be.
pub(super) fn width() -> usize {
    const WIDEST: usize = 120;
    const USUAL: usize = 100;
    match terminal_size::terminal_size() {
        Some((terminal_size::Width(columns), _)) if io::stdout().is_terminal() => {
            usize::from(columns).clamp(40, WIDEST)
        }
        _ => USUAL,
    }
}
