//! Progress on a terminal.

use std::time::{Duration, Instant};

use crate::cli::output;
use crate::message::{Lang, catalogue};

/// The progress of a run, shown on a terminal after one second (wall clock).
pub(super) struct Progress {
    lang: Lang,
    started: Instant,
    shown: Option<Instant>,
    seen: bool,
}

impl Progress {
    pub(super) fn new(lang: Lang) -> Self {
        Self {
            lang,
            started: Instant::now(),
            shown: None,
            seen: output::is_stderr_terminal(),
        }
    }

    pub(super) fn show(&mut self, files: usize) {
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

    pub(super) fn clear(&self) {
        if self.shown.is_some() {
            output::progress("");
        }
    }
}
