//! Where a run's output goes: each format asked for, its parts put together in the files' order.

use std::io::{Seek, Write};

use tempfile::SpooledTempFile;

use crate::cli::{Failure, output};
use crate::report::{Part, Reporter, Totals};
use crate::text::Lang;

/// How much of each kept list is in memory, in bytes; the rest is in an unnamed file, so that memory does
/// not grow with the findings.
const IN_MEMORY: usize = 1024 * 1024;

/// Every output of a run.
pub(super) struct Outputs {
    reporters: Vec<Box<dyn Reporter>>,
}

impl Outputs {
    pub(super) fn new(reporters: Vec<Box<dyn Reporter>>) -> Self {
        Self { reporters }
    }

    /// What each format makes of something.
    pub(super) fn parts(&self, make: impl Fn(&dyn Reporter) -> Part) -> Vec<Part> {
        self.reporters.iter().map(|reporter| make(&**reporter)).collect()
    }

    /// Begins every output.
    pub(super) fn open(&self, lang: Lang) -> Vec<Output<'_>> {
        self.reporters
            .iter()
            .map(|reporter| Output::new(&**reporter, lang))
            .collect()
    }
}

/// One output.
pub(super) struct Output<'o> {
    reporter: &'o dyn Reporter,
    lang: Lang,
    /// Whether a part has been written.
    begun: bool,
    said_once: Vec<String>,
    /// What is to be written next.
    out: Vec<u8>,
    kept: Vec<SpooledTempFile>,
}

impl<'o> Output<'o> {
    fn new(reporter: &'o dyn Reporter, lang: Lang) -> Self {
        let lists = reporter.frame().lists.iter();
        Self {
            reporter,
            lang,
            begun: false,
            said_once: Vec::new(),
            out: reporter.head().into_bytes(),
            kept: lists.map(|_| SpooledTempFile::new(IN_MEMORY)).collect(),
        }
    }

    /// Takes in the next file's part.
    pub(super) fn take(&mut self, part: Part) -> Result<(), Failure> {
        let frame = self.reporter.frame();
        if !part.now.is_empty() {
            let before = if self.begun { frame.between } else { frame.first };
            self.begun = true;
            self.out.extend_from_slice(before.as_bytes());
            self.out.extend_from_slice(&part.now);
        }
        for (code, text) in part.once {
            if !self.said_once.contains(&code) {
                self.said_once.push(code);
                self.out.extend_from_slice(text.as_bytes());
            }
        }
        for (list, part) in self.kept.iter_mut().zip(&part.later) {
            keep(list, part, frame.between).map_err(|error| output::cannot_write(&error, self.lang))?;
        }
        Ok(())
    }

    /// Writes what has come together.
    pub(super) fn flush(&mut self) -> Result<(), Failure> {
        if !self.out.is_empty() {
            output::print(&self.out, self.lang)?;
            self.out.clear();
        }
        Ok(())
    }

    /// Writes all that is left.
    pub(super) fn finish(mut self, totals: &Totals) -> Result<(), Failure> {
        self.flush()?;
        for (before, list) in self.reporter.frame().lists.iter().zip(&mut self.kept) {
            output::print(before, self.lang)?;
            output::copy(list, self.lang)?;
        }
        output::print(self.reporter.tail(totals), self.lang)
    }
}

fn keep(list: &mut SpooledTempFile, part: &[u8], between: &str) -> std::io::Result<()> {
    if part.is_empty() {
        return Ok(());
    }
    if list.stream_position()? > 0 {
        list.write_all(between.as_bytes())?;
    }
    list.write_all(part)
}
