//! `cargo xtask mutants OUT SCOPE…`: runs the tests against the mutants that cargo-mutants lists.
//!
//! cargo-mutants builds once for each mutant, which takes most of its time. Here one build contains all of them, and
//! an environment variable activates one.

mod build;
mod mutant;
mod sites;
mod switch;
mod trial;

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs::{self, OpenOptions};
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use crate::Failure;
use crate::year::Numbers;
use build::Copy;
use mutant::Mutant;
use trial::{Trials, Verdict};

use crate::USAGE;

/// The command line.
struct Arguments {
    out: PathBuf,
    /// Number of mutants per scope; None for all.
    sample: Option<usize>,
    seed: u64,
    /// Time limit in seconds for the tests of one mutant, as measured without it.
    seconds: u64,
    /// Path prefixes whose mutants are tried.
    scopes: Vec<String>,
    /// Name prefixes of the integration tests to run; empty for all.
    tests: Vec<String>,
}

impl Arguments {
    fn parse(arguments: Vec<String>) -> Result<Self, Failure> {
        let mut arguments = arguments.into_iter();
        let mut asked = Self {
            out: arguments.next().ok_or(USAGE)?.into(),
            sample: None,
            seed: 19,
            seconds: 20,
            scopes: Vec::new(),
            tests: Vec::new(),
        };
        while let Some(argument) = arguments.next() {
            let mut number = || {
                arguments
                    .next()
                    .ok_or(USAGE)?
                    .parse::<u64>()
                    .map_err(Failure::from)
            };
            match argument.as_str() {
                "--sample" => asked.sample = Some(usize::try_from(number()?)?),
                "--seed" => asked.seed = number()?,
                "--seconds" => asked.seconds = number()?,
                "--" => asked.tests = arguments.by_ref().collect(),
                _ => asked.scopes.push(argument),
            }
        }
        if asked.scopes.is_empty() {
            return Err(USAGE.into());
        }
        Ok(asked)
    }

    /// The index of the longest scope that is a prefix of the file.
    fn scope(&self, file: &str) -> Option<usize> {
        let scopes = self.scopes.iter().enumerate();
        let own = scopes.filter(|(_, scope)| file.starts_with(scope.as_str()));
        own.max_by_key(|(_, scope)| scope.len()).map(|(at, _)| at)
    }
}

/// The figures of one scope.
#[derive(Default)]
struct Tally {
    all: usize,
    tried: usize,
    caught: usize,
    timeouts: usize,
    missed: Vec<String>,
    unviable: usize,
    not_switched: Vec<String>,
}

/// Tries the mutants; the figures as Markdown.
pub fn measure(root: &Path, arguments: Vec<String>) -> Result<String, Failure> {
    let asked = Arguments::parse(arguments)?;
    fs::create_dir_all(&asked.out)?;
    let out = asked.out.canonicalize()?;
    let listed = Command::new("cargo")
        .args(["mutants", "--list", "--json", "--workspace"])
        .current_dir(root)
        .output()?;
    if !listed.status.success() {
        return Err("cargo mutants is missing: cargo install cargo-mutants --locked".into());
    }
    let listed: Vec<Mutant> = serde_json::from_slice(&listed.stdout)?;
    let mut tallies: Vec<Tally> = asked.scopes.iter().map(|_| Tally::default()).collect();
    let chosen = choose(&asked, listed, &mut tallies);
    let mut packages: Vec<String> = chosen.values().map(|one| one.package.clone()).collect();
    packages.sort();
    packages.dedup();
    let record = out.join("verdicts");
    let known = trial::known(&record);
    let refused = |word: &str| {
        let named = |mutant: &Mutant| {
            known
                .get(&mutant.name)
                .is_some_and(|verdict| verdict.word() == word)
        };
        let all = chosen.iter().filter(move |(_, mutant)| named(mutant));
        all.map(|(id, _)| *id).collect()
    };
    let before = (refused("unviable"), refused("not switched"));
    let mut copy = Copy::new(root, &out, &chosen, before)?;
    copy.settle(root, &packages)?;
    let mut programs = Vec::new();
    for package in packages.iter().filter(|package| *package != ROOT) {
        programs.extend(copy.programs(&["-p", package, "--lib", "--tests"])?);
    }
    if packages.iter().any(|package| package == ROOT) {
        programs.extend(copy.programs(&["-p", ROOT, "--lib", "--test", "it"])?);
    } else if !asked.tests.is_empty() {
        programs.extend(copy.programs(&["-p", ROOT, "--test", "it"])?);
    }
    let limit = Duration::from_secs(asked.seconds);
    let mut trials = Trials::new(&copy, programs, &asked.tests, limit, &out)?;
    let mut log = OpenOptions::new().append(true).create(true).open(&record)?;
    for (id, mutant) in &chosen {
        let Some(tally) = asked.scope(&mutant.file).and_then(|at| tallies.get_mut(at)) else {
            continue;
        };
        tally.tried += 1;
        let verdict = match known.get(&mutant.name) {
            _ if copy.unviable.contains(id) => Verdict::Unviable,
            _ if copy.left_out.contains(id) => Verdict::NotSwitched,
            Some(verdict) => verdict.clone(),
            None => trials.judge(*id)?,
        };
        if !known.contains_key(&mutant.name) {
            writeln!(log, "{}\t{}", verdict.word(), mutant.name)?;
        }
        match verdict {
            Verdict::Caught(_) => tally.caught += 1,
            Verdict::Timeout => tally.timeouts += 1,
            Verdict::Unviable => tally.unviable += 1,
            Verdict::Missed => tally.missed.push(mutant.name.clone()),
            Verdict::Unreached => tally.missed.push(format!("{} (not reached)", mutant.name)),
            Verdict::NotSwitched => tally.not_switched.push(mutant.name.clone()),
        }
    }
    render(&asked.scopes, &tallies)
}

/// The package of the main program.
const ROOT: &str = "kigen";

/// Samples the list by scope and counts it. A mutant's id is its place in the list, whatever is sampled.
fn choose(asked: &Arguments, listed: Vec<Mutant>, tallies: &mut [Tally]) -> BTreeMap<u32, Mutant> {
    let mut by_scope: Vec<Vec<(u32, Mutant)>> = asked.scopes.iter().map(|_| Vec::new()).collect();
    for (id, mutant) in (1..).zip(listed) {
        let at = asked.scope(&mutant.file);
        if let Some(own) = at.and_then(|at| by_scope.get_mut(at)) {
            own.push((id, mutant));
        }
    }
    let mut chosen = BTreeMap::new();
    for (mut own, tally) in by_scope.into_iter().zip(tallies) {
        tally.all = own.len();
        let mut numbers = Numbers::new(asked.seed);
        let count = asked.sample.unwrap_or(own.len());
        while remove_random(&mut own, count, &mut numbers) {}
        chosen.extend(own);
    }
    chosen
}

/// Removes a random element if there are more than `count`; whether one was removed.
fn remove_random<T>(own: &mut Vec<T>, count: usize, numbers: &mut Numbers) -> bool {
    if own.len() <= count {
        return false;
    }
    let at = usize::try_from(numbers.below(own.len() as u64)).unwrap_or_default();
    own.remove(at);
    true
}

fn render(scopes: &[String], tallies: &[Tally]) -> Result<String, Failure> {
    let mut said = String::from(
        "| scope | mutants | tried | caught | timeouts | missed | unviable | not switched |\n|---|---:|---:|---:|---:|---:|---:|---:|\n",
    );
    for (scope, tally) in scopes.iter().zip(tallies) {
        writeln!(
            said,
            "| {scope} | {} | {} | {} | {} | {} | {} | {} |",
            tally.all,
            tally.tried,
            tally.caught,
            tally.timeouts,
            tally.missed.len(),
            tally.unviable,
            tally.not_switched.len()
        )?;
    }
    for (heading, names) in [
        (
            "missed",
            tallies.iter().flat_map(|tally| &tally.missed).collect::<Vec<_>>(),
        ),
        (
            "not switched",
            tallies.iter().flat_map(|tally| &tally.not_switched).collect(),
        ),
    ] {
        writeln!(said, "\n{heading}:")?;
        for name in names {
            writeln!(said, "- {name}")?;
        }
    }
    Ok(said)
}
