//! A run: one thread walks the files, all cores judge them in chunks, and they are reported in order. The number of
//! chunks in flight is bounded so that no core idles and memory does not grow with the files.

use std::collections::{BTreeMap, VecDeque};
use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::{Arc, mpsc};

use super::destination::Target;
use super::judge::{FileOutcome, Judge, Task};
use super::options::Options;
use super::outputs::{self, Output};
use super::progress::Progress;
use super::record::Recording;
use crate::cli::configuration::{ConfigurationReport, Configurations, Disposition, Refused};
use crate::cli::files;
use crate::cli::records::ExceptionMatches;
use crate::cli::since;
use crate::cli::walk::{self, FileEntry, Step};
use crate::cli::{Failure, baseline, cannot_read, output, threads};
use crate::config;
use crate::message::{Lang, catalogue};
use crate::read::FileSelection;
use crate::report::{BaselineUse, Totals};
use crate::source::{self, printable};

/// Limit on files per chunk: large enough that the hand-over costs nothing, small enough to hold the results.
const CHUNK: usize = 64;

/// Checks everything under `paths` and writes every output; standard input is reported as `stdin_name`.
pub(super) fn run(
    judge: Judge<'_>,
    targets: Vec<Target>,
    paths: &[PathBuf],
    stdin_name: Option<&str>,
    mut configurations: Configurations,
) -> Result<Totals, Failure> {
    let lang = judge.options.lang;
    let rewrites = judge
        .options
        .baseline
        .as_ref()
        .is_some_and(|baseline| baseline.rewrite);
    let mut run = Run {
        lang,
        outputs: judge.outputs.open(targets, rewrites),
        totals: Totals {
            since: judge.options.since.as_ref().map(|(revision, _)| revision.clone()),
            ..Totals::default()
        },
        baseline: baseline::Progress::default(),
        matches: ExceptionMatches::default(),
        recording: judge.options.recording.as_ref(),
    };
    run.flush()?;
    let mut progress = Progress::new(lang);
    let (stdin, files): (Vec<_>, Vec<_>) = paths.iter().cloned().partition(|path| path.as_os_str() == "-");
    if !stdin.is_empty() {
        // The file redirected to standard input, and the file it replaces, are inputs too.
        let named = stdin_name.map(Path::new);
        let redirected = output::standard_input().filter(|file| judge.outputs.would_replace(file));
        let instead = named.filter(|name| judge.outputs.replaces(name));
        if redirected.is_some() || instead.is_some() {
            let name = named.unwrap_or(Path::new("<stdin>"));
            run.take(judge.task(Task::Spare(name.to_owned())))?;
        }
        run.take(standard_input(judge, stdin_name, &mut configurations)?)?;
        run.flush()?;
    }
    let pool = threads::pool()?;
    let ahead = 2 * pool.current_num_threads();
    let (send, receive) = mpsc::sync_channel(ahead);
    let configurations = std::thread::scope(|walker| {
        // Standard input replaces the file of its name, which is not judged as well.
        let instead = stdin_name
            .filter(|_| !stdin.is_empty())
            .map(|name| files::display(Path::new(name), judge.working));
        let besides = move |path: &Path| {
            let named = |instead: &String| files::display(path, judge.working) == *instead;
            instead.as_ref().is_some_and(named)
        };
        let walker = threads::builder()
            .spawn_scoped(walker, move || {
                walk(judge, &files, &besides, configurations, &send)
            })
            .map_err(|_| threads::none())?;
        pool.in_place_scope(|workers| {
            let mut under_way = VecDeque::with_capacity(ahead + 1);
            for chunk in receive {
                let (send, done) = mpsc::sync_channel(1);
                workers.spawn(move |_| {
                    let done: Vec<FileOutcome> = chunk.into_iter().map(|task| judge.task(task)).collect();
                    // The receiver is gone if an output could not be written.
                    let _ = send.send(done);
                });
                under_way.push_back(done);
                if under_way.len() > ahead
                    && let Some(first) = under_way.pop_front()
                {
                    run.take_next(&first)?;
                    progress.show(run.totals.counts.files);
                }
            }
            under_way.iter().try_for_each(|next| run.take_next(next))
        })?;
        // The channel is closed, so the walker has ended; if it panicked, files are missing.
        walker.join().map_err(|panic| std::panic::resume_unwind(panic))
    })?;
    progress.clear();
    // Configurations below the start folders, and their packs, are known only now.
    outputs::spare(&judge.outputs.names, configurations.read_paths())?;
    run.configured(judge, &configurations, paths)?;
    if !run.totals.failed {
        for (name, is_list) in judge.options.folders.empty() {
            run.take(judge.without_requests(name, is_list))?;
        }
        run.flush()?;
    }
    run.settle(judge.options)?;
    run.finish()
}

/// Sends everything under `paths` in chunks, the first ones small, so that a few large files are shared between the
/// cores.
fn walk(
    judge: Judge<'_>,
    paths: &[PathBuf],
    besides: &(dyn Fn(&Path) -> bool + Sync),
    mut configurations: Configurations,
    send: &mpsc::SyncSender<Vec<Task>>,
) -> Configurations {
    let mut reported = Vec::new();
    let mut sent = 0;
    let mut chunk = Vec::new();
    let mut folder = since::Folder::default();
    walk::walk(paths, |step| {
        if let Step::FileEntry(found) = &step
            && judge.outputs.replaces(&found.path)
        {
            chunk.push(Task::Spare(found.path.clone()));
            return false;
        }
        if let (Some((_, since)), Step::FileEntry(found)) = (&judge.options.since, &step)
            && !since.takes(&found.path, &mut folder)
        {
            look_into(judge, found, &mut configurations);
            return true;
        }
        if let Step::FileEntry(found) = &step
            && besides(&found.path)
        {
            return true;
        }
        let Some(task) = task(step, &mut configurations, &mut reported) else {
            return true;
        };
        chunk.push(task);
        if chunk.len() <= (sent / 8).min(CHUNK) {
            return true;
        }
        sent += chunk.len();
        send.send(std::mem::take(&mut chunk)).is_ok()
    });
    let _ = send.send(chunk);
    configurations
}

/// Records that the folder of an unchanged (thus unjudged) file is not without a request.
fn look_into(judge: Judge<'_>, found: &FileEntry, configurations: &mut Configurations) {
    if found.asked_for || is_configuration(found) || !judge.options.folders.lacks_content(&found.path) {
        return;
    }
    if let Disposition::Judge(setup, named) = configurations.disposition(&found.path, found.named) {
        judge.by(&setup).look_into(&found.path, named);
    }
}

fn is_configuration(found: &FileEntry) -> bool {
    let name = found.path.file_name();
    found.named == FileSelection::Walked && name.is_some_and(|name| name == config::FILE_NAME)
}

/// The task for a step of the walk; none for a configuration, nor for files under an unusable one after it was
/// reported once.
pub(in crate::cli) fn task(
    step: Step,
    configurations: &mut Configurations,
    reported: &mut Vec<Arc<Refused>>,
) -> Option<Task> {
    let found = match step {
        Step::FileEntry(found) => found,
        Step::LeftOut(path, why) => {
            return Some(Task::LeaveOut(path, why.message()));
        }
        Step::Unreachable(unreachable) => return Some(Task::Unreachable(unreachable)),
    };
    match configurations.disposition(&found.path, found.named) {
        Disposition::Refused(refused) => {
            if reported.iter().any(|known| Arc::ptr_eq(known, &refused)) {
                return None;
            }
            reported.push(Arc::clone(&refused));
            Some(Task::Refused(refused))
        }
        _ if is_configuration(&found) => None,
        // Judged as a file of its folder: one without a request is no finding.
        Disposition::Judge(setup, named) if found.asked_for => {
            (named == FileSelection::Explicit).then(|| Task::Judge(found.path, FileSelection::Walked, setup))
        }
        Disposition::LeaveOut(_) if found.asked_for => None,
        Disposition::Judge(setup, named) => Some(Task::Judge(found.path, named, setup)),
        Disposition::LeaveOut(reason) => Some(Task::LeaveOut(found.path, reason)),
    }
}

fn standard_input(
    judge: Judge<'_>,
    name: Option<&str>,
    configurations: &mut Configurations,
) -> Result<FileOutcome, Failure> {
    // Without a name, the current folder's configuration applies.
    let setup = match configurations.disposition(Path::new(name.unwrap_or("-")), FileSelection::Explicit) {
        Disposition::Judge(setup, _) => setup,
        Disposition::LeaveOut(_) => Arc::clone(configurations.plain()),
        Disposition::Refused(refused) => return Ok(judge.refused(&refused)),
    };
    let name = name.unwrap_or("<stdin>");
    let mut bytes = Vec::new();
    std::io::stdin()
        .lock()
        .take(source::MAX_STREAM_BYTES + 1)
        .read_to_end(&mut bytes)
        .map_err(|error| Failure::of(cannot_read(name, &error)))?;
    let limit = source::MAX_STREAM_BYTES;
    Ok(judge
        .by(&setup)
        .bytes(name, None, bytes, limit, FileSelection::Explicit))
}

/// The results of a run so far.
struct Run<'o> {
    lang: Lang,
    outputs: Vec<Output<'o>>,
    totals: Totals,
    baseline: baseline::Progress,
    matches: ExceptionMatches,
    recording: Option<&'o Recording>,
}

impl Run<'_> {
    fn take(&mut self, done: FileOutcome) -> Result<(), Failure> {
        if let Some(path) = done.would_be_replaced {
            let values = [("path", &*printable(&path))];
            return Err(Failure::of(catalogue::OUTPUT_INPUT.with(&values)));
        }
        let counts = &mut self.totals.counts;
        counts.files += done.counts.files;
        counts.requests += done.counts.requests;
        counts.error += done.counts.error;
        counts.warning += done.counts.warning;
        counts.info += done.counts.info;
        counts.undetermined += done.counts.undetermined;
        counts.excepted += done.counts.excepted;
        counts.deviations += done.counts.deviations;
        counts.baselined += done.counts.baselined;
        self.totals.gated += done.gated;
        self.totals.left_out += done.left_out;
        self.totals.unread |= done.unread;
        self.totals.fixed += done.fixes.made;
        self.totals.fixable += done.fixes.more;
        output::print_text(&done.fixes.text)?;
        done.fixes
            .notices
            .iter()
            .for_each(|notice| output::print_notice(notice));
        if let Some(why) = done.unreachable {
            self.totals.failed = true;
            output::print_failure(&why, self.lang);
        }
        if !done.aside.is_empty() {
            output::print_stderr(&done.aside);
        }
        self.matches.extend(done.matches);
        if let Some(part) = done.baseline {
            self.baseline.add(part);
        }
        if let Some(recording) = self.recording {
            recording.add(done.recorded)?;
        }
        for (output, part) in self.outputs.iter_mut().zip(done.parts) {
            output.take(part)?;
        }
        Ok(())
    }

    /// Reports findings about exceptions of the configurations, and records and globs that matched nothing where
    /// every file that they apply to was judged.
    fn configured(
        &mut self,
        judge: Judge<'_>,
        configurations: &Configurations,
        paths: &[PathBuf],
    ) -> Result<(), Failure> {
        let mut all = configurations.records(paths);
        let partial = self.totals.failed || judge.options.since.is_some();
        all.iter_mut().for_each(|one| one.whole &= !partial);
        let matches = std::mem::take(&mut self.matches);
        // By configuration, in the order of their paths.
        let mut reports: BTreeMap<String, ConfigurationReport> = BTreeMap::new();
        let reviewed = all.iter().filter_map(|one| {
            Some(ConfigurationReport {
                setup: Arc::clone(&one.setup),
                source: Arc::clone(&one.record.source),
                found: matches.review(one)?.1,
            })
        });
        let unmatched = if partial {
            Vec::new()
        } else {
            configurations.unmatched(paths)
        };
        for one in configurations
            .notices()
            .into_iter()
            .chain(reviewed)
            .chain(unmatched)
        {
            match reports.get_mut(one.source.path()) {
                Some(known) => known.found.extend(one.found),
                None => _ = reports.insert(one.source.path().to_owned(), one),
            }
        }
        for mut one in reports.into_values() {
            one.found.sort_by_key(|found| found.span);
            if !one.found.is_empty() {
                self.take(judge.configured(&one.setup, &one.source, one.found))?;
            }
        }
        self.flush()
    }

    /// Waits for the next chunk in order and adds its results.
    fn take_next(&mut self, next: &mpsc::Receiver<Vec<FileOutcome>>) -> Result<(), Failure> {
        for done in next.recv().unwrap_or_default() {
            self.take(done)?;
        }
        self.flush()
    }

    fn flush(&mut self) -> Result<(), Failure> {
        self.outputs.iter_mut().try_for_each(Output::flush)
    }

    /// Reports the baseline's results, and writes it if requested and every file could be read.
    fn settle(&mut self, options: &Options) -> Result<(), Failure> {
        let Some(baseline) = &options.baseline else {
            return Ok(());
        };
        let mut progress = std::mem::take(&mut self.baseline);
        baseline.finish(&mut progress);
        let stale = std::mem::take(&mut progress.stale);
        let mut written = None;
        if baseline.rewrite && !self.totals.failed {
            written = Some(baseline.write(progress)?);
        }
        self.totals.baseline = Some(BaselineUse {
            path: baseline.name.clone(),
            stale,
            written,
        });
        Ok(())
    }

    fn finish(self) -> Result<Totals, Failure> {
        let mut whole = Vec::with_capacity(self.outputs.len());
        for output in self.outputs {
            whole.push(output.finish(&self.totals)?);
        }
        // No file is renamed into place before all are written; standard output, the first, comes last.
        for destination in whole.into_iter().rev() {
            destination.finish()?;
        }
        Ok(self.totals)
    }
}
