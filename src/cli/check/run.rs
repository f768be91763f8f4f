//! A run: files are walked on one thread, judged in parallel, a chunk at a time, and reported in order, so
//! that memory does not grow with their number.

use std::io::Read;
use std::path::PathBuf;
use std::sync::mpsc;

use rayon::iter::{IntoParallelIterator, ParallelIterator};

use super::judge::{Done, Judge};
use super::outputs::Output;
use super::progress::Progress;
use crate::cli::files::{self, Step};
use crate::cli::{Failure, cannot_read, output};
use crate::read::Named;
use crate::report::Totals;
use crate::source;

/// Files judged together: enough to keep every core busy, few enough to hold.
const CHUNK: usize = 256;

/// Checks all that `paths` lead to and writes every output; standard input goes by `stdin_name`.
pub(super) fn run(judge: Judge<'_>, paths: &[PathBuf], stdin_name: &str) -> Result<Totals, Failure> {
    let lang = judge.options.lang;
    let mut run = Run {
        outputs: judge.outputs.open(lang),
        totals: Totals::default(),
    };
    run.flush()?;
    let mut progress = Progress::new(lang);
    let (stdin, files): (Vec<_>, Vec<_>) = paths.iter().cloned().partition(|path| path.as_os_str() == "-");
    if !stdin.is_empty() {
        run.take(standard_input(judge, stdin_name)?)?;
        run.flush()?;
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
            let done: Vec<Done> = chunk.into_par_iter().map(|step| judge.step(step)).collect();
            for done in done {
                run.take(done)?;
            }
            run.flush()?;
            progress.show(run.totals.counts.files);
        }
        Ok(())
    })?;
    progress.clear();
    run.finish()
}

fn standard_input(judge: Judge<'_>, name: &str) -> Result<Done, Failure> {
    let mut bytes = Vec::new();
    std::io::stdin()
        .lock()
        .take(source::MAX_BYTES + 1)
        .read_to_end(&mut bytes)
        .map_err(|error| Failure(cannot_read(name, &error, judge.options.lang)))?;
    Ok(judge.bytes(name, bytes, Named::Explicitly))
}

/// What the run has come to so far.
struct Run<'o> {
    outputs: Vec<Output<'o>>,
    totals: Totals,
}

impl Run<'_> {
    fn take(&mut self, done: Done) -> Result<(), Failure> {
        let counts = &mut self.totals.counts;
        counts.files += done.counts.files;
        counts.requests += done.counts.requests;
        counts.error += done.counts.error;
        counts.warning += done.counts.warning;
        counts.info += done.counts.info;
        counts.undetermined += done.counts.undetermined;
        counts.excepted += done.counts.excepted;
        self.totals.left_out += done.left_out;
        if let Some(why) = done.unreachable {
            self.totals.failed = true;
            output::complain(&why);
        }
        for (output, part) in self.outputs.iter_mut().zip(done.parts) {
            output.take(part)?;
        }
        Ok(())
    }

    fn flush(&mut self) -> Result<(), Failure> {
        self.outputs.iter_mut().try_for_each(Output::flush)
    }

    fn finish(self) -> Result<Totals, Failure> {
        for output in self.outputs {
            output.finish(&self.totals)?;
        }
        Ok(self.totals)
    }
}
