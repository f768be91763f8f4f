//! Runs the tests: each once without a mutant to see which mutants it reaches, then those needed for each mutant.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::fs;
use std::io::Read;
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use super::build::{Copy, Program};
use crate::Failure;

/// Number of tests run before the others: most mutants fail one of them.
const FIRST: usize = 6;

/// Memory limit in KiB: a mutant may allocate without end.
const MEMORY: u32 = 6_000_000;

/// A test, and its run without a mutant.
struct Test {
    program: usize,
    name: String,
    took: Duration,
    reaches: BTreeSet<u32>,
    /// Number of mutants it has caught.
    caught: usize,
}

/// The result for a mutant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict {
    /// The name of the test that failed.
    Caught(String),
    Timeout,
    Missed,
    /// No test reaches it.
    Unreached,
    /// It does not compile.
    Unviable,
    /// It cannot be switched on.
    NotSwitched,
}

impl Verdict {
    /// The verdict's notation in the record.
    pub fn word(&self) -> String {
        match self {
            Self::Caught(by) => format!("caught by {by}"),
            Self::Timeout => "timeout".to_owned(),
            Self::Missed => "missed".to_owned(),
            Self::Unreached => "not reached".to_owned(),
            Self::Unviable => "unviable".to_owned(),
            Self::NotSwitched => "not switched".to_owned(),
        }
    }
}

pub struct Trials<'c> {
    copy: &'c Copy<'c>,
    programs: Vec<Program>,
    tests: Vec<Test>,
    /// Limit on the unmutated running time of one mutant's tests in total. A test that alone takes longer is left
    /// out: it would be run hundreds of times.
    limit: Duration,
    log: PathBuf,
}

enum Ended {
    Passed,
    Failed(Vec<String>),
    Late,
}

impl<'c> Trials<'c> {
    /// Runs every test once; of `it` only those with a name prefix in `chosen`, or all if it is empty.
    pub fn new(
        copy: &'c Copy<'c>,
        programs: Vec<Program>,
        chosen: &[String],
        limit: Duration,
        out: &Path,
    ) -> Result<Self, Failure> {
        let mut trials = Self {
            copy,
            programs,
            tests: Vec::new(),
            limit,
            log: out.join("reached"),
        };
        let mut left_out = Vec::new();
        for at in 0..trials.programs.len() {
            let Some(program) = trials.programs.get(at) else {
                continue;
            };
            let listed = trials
                .command(program, 0, 600)
                .args(["--list", "--format", "terse"])
                .output()?;
            let listed = String::from_utf8(listed.stdout)?;
            for line in listed.lines() {
                let Some(name) = line.strip_suffix(": test") else {
                    continue;
                };
                let wanted = |begin: &String| name.starts_with(begin.as_str());
                if program.name == "it" && !chosen.is_empty() && !chosen.iter().any(wanted) {
                    continue;
                }
                let _ = fs::remove_file(&trials.log);
                let began = Instant::now();
                let names = [name.to_owned()];
                let ended = trials.run(program, 0, &names, Duration::from_secs(60), true)?;
                let took = began.elapsed();
                if !matches!(ended, Ended::Passed) || took > limit {
                    left_out.push(format!("{name} ({:.1} s)", took.as_secs_f32()));
                    continue;
                }
                let reached = fs::read_to_string(&trials.log).unwrap_or_default();
                trials.tests.push(Test {
                    program: at,
                    name: name.to_owned(),
                    took,
                    reaches: reached.lines().filter_map(|id| id.parse().ok()).collect(),
                    caught: 0,
                });
            }
        }
        let total: Duration = trials.tests.iter().map(|test| test.took).sum();
        eprintln!(
            "mutants: {} tests in {:.0} s; left out: {}",
            trials.tests.len(),
            total.as_secs_f32(),
            left_out.join(", ")
        );
        Ok(trials)
    }

    /// Runs the tests that reach a mutant, first those that have caught the most, then the fastest.
    pub fn judge(&mut self, id: u32) -> Result<Verdict, Failure> {
        let mut own: Vec<usize> = (0..self.tests.len())
            .filter(|at| self.tests.get(*at).is_some_and(|test| test.reaches.contains(&id)))
            .collect();
        if own.is_empty() {
            return Ok(Verdict::Unreached);
        }
        own.sort_by_key(|at| {
            let test = self.tests.get(*at);
            test.map(|test| (usize::MAX - test.caught, test.took))
        });
        let mut taken = Duration::ZERO;
        own.retain(|at| {
            let took = self.tests.get(*at).map_or(Duration::ZERO, |test| test.took);
            taken += took;
            taken - took < self.limit
        });
        let (first, rest) = own.split_at(own.len().min(FIRST));
        for part in [first, rest] {
            match self.run_all(part, id)? {
                Ended::Passed => {}
                Ended::Late => return Ok(Verdict::Timeout),
                Ended::Failed(failed) => {
                    for test in &mut self.tests {
                        test.caught += usize::from(failed.contains(&test.name));
                    }
                    let by = failed.into_iter().next();
                    return Ok(Verdict::Caught(by.unwrap_or_else(|| "(it ended)".into())));
                }
            }
        }
        Ok(Verdict::Missed)
    }

    /// Runs tests with a mutant until one test binary fails.
    fn run_all(&self, part: &[usize], id: u32) -> Result<Ended, Failure> {
        let mut by_program: BTreeMap<usize, Vec<&Test>> = BTreeMap::new();
        for test in part.iter().filter_map(|at| self.tests.get(*at)) {
            by_program.entry(test.program).or_default().push(test);
        }
        for (at, tests) in by_program {
            let Some(program) = self.programs.get(at) else {
                continue;
            };
            let clean: Duration = tests.iter().map(|test| test.took).sum();
            let names: Vec<String> = tests.iter().map(|test| test.name.clone()).collect();
            let limit = clean * 6 + Duration::from_secs(10);
            match self.run(program, id, &names, limit, false)? {
                Ended::Passed => {}
                ended => return Ok(ended),
            }
        }
        Ok(Ended::Passed)
    }

    fn command(&self, program: &Program, id: u32, seconds: u64) -> Command {
        let mut command = Command::new("sh");
        let limits =
            format!("ulimit -v {MEMORY} -t {seconds} -c 0 2>/dev/null; exec nice -n 10 \"$0\" \"$@\"");
        command
            .args(["-c", &limits])
            .arg(&program.path)
            .current_dir(&program.folder)
            .env("KIGEN_MUTANT", id.to_string())
            .env("CARGO_MANIFEST_DIR", &program.folder)
            .env("INSTA_UPDATE", "no")
            .env("INSTA_WORKSPACE_ROOT", &self.copy.root)
            .env("PROPTEST_RNG_SEED", "20260331")
            .env("PROPTEST_DISABLE_FAILURE_PERSISTENCE", "1")
            .env("PROPTEST_MAX_SHRINK_ITERS", "0")
            .stdin(Stdio::null());
        command
    }

    fn run(
        &self,
        program: &Program,
        id: u32,
        names: &[String],
        limit: Duration,
        record: bool,
    ) -> Result<Ended, Failure> {
        let mut command = self.command(program, id, limit.as_secs() + 1);
        command
            .args(["--exact", "--test-threads=1"])
            .args(names)
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .process_group(0);
        if record {
            command.env("KIGEN_MUTANTS_REACHED", &self.log);
        }
        let mut child = command.spawn()?;
        let output = child.stdout.take();
        let reader = thread::spawn(move || {
            let mut text = Vec::new();
            let read = output.map(|mut output| output.read_to_end(&mut text));
            (read, text)
        });
        let Some(passed) = wait(&mut child, limit)? else {
            return Ok(Ended::Late);
        };
        let (_, text) = reader.join().map_err(|_| "the reader of a test's output ended")?;
        if passed {
            return Ok(Ended::Passed);
        }
        let text = String::from_utf8_lossy(&text);
        let failed = text
            .lines()
            .filter_map(|line| line.strip_prefix("test ")?.strip_suffix(" ... FAILED"));
        Ok(Ended::Failed(failed.map(str::to_owned).collect()))
    }
}

/// Whether a process passed within the limit; None if it was killed with its process group.
fn wait(child: &mut Child, limit: Duration) -> Result<Option<bool>, Failure> {
    let began = Instant::now();
    let mut pause = Duration::from_millis(2);
    loop {
        if let Some(status) = child.try_wait()? {
            return Ok(Some(status.success()));
        }
        if began.elapsed() > limit {
            let group = format!("-{}", child.id());
            Command::new("kill").args(["-KILL", "--", &group]).status()?;
            child.wait()?;
            return Ok(None);
        }
        thread::sleep(pause);
        pause = (pause * 2).min(Duration::from_millis(50));
    }
}

/// Verdicts of an earlier run, by the mutant's name.
pub fn known(path: &Path) -> HashMap<String, Verdict> {
    let text = fs::read_to_string(path).unwrap_or_default();
    let rows = text.lines().filter_map(|line| {
        let (verdict, name) = line.split_once('\t')?;
        let verdict = match verdict {
            "timeout" => Verdict::Timeout,
            "unviable" => Verdict::Unviable,
            "not switched" => Verdict::NotSwitched,
            _ => Verdict::Caught(verdict.strip_prefix("caught by ")?.to_owned()),
        };
        Some((name.to_owned(), verdict))
    });
    rows.collect()
}
