//! Checks the templates of `benches/templates/` and one request, one process each: minimum and median over rounds,
//! beside the time of `--version`. Asserts nothing.
//!
//! `cargo bench --bench template -- [ROUNDS]` (default: 40 rounds).

#![allow(clippy::print_stdout, reason = "a benchmark prints its figures")]

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// Target time for a template.
const GOAL: Duration = Duration::from_millis(10);

fn main() -> io::Result<()> {
    let rounds = std::env::args().find_map(|word| word.parse().ok()).unwrap_or(40);
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut paths: Vec<PathBuf> = fs::read_dir(root.join("benches/templates"))?
        .map(|entry| Ok(entry?.path()))
        .collect::<io::Result<_>>()?;
    paths.push(root.join("fixtures/requests/雛形_査定の追加資料.yaml"));
    paths.sort();
    let mut times = vec![Vec::new(); paths.len() + 1];
    for _ in 0..rounds {
        times[0].push(timed(&["--version"], None)?);
        for (path, times) in paths.iter().zip(&mut times[1..]) {
            times.push(timed(&ARGUMENTS, Some(path))?);
        }
    }
    let names = paths.iter().filter_map(|path| path.file_stem()?.to_str());
    for (name, mut times) in std::iter::once("--version").chain(names).zip(times) {
        times.sort();
        let (least, median) = (times[0], times[times.len() / 2]);
        println!(
            "{least:>9.1?} {median:>9.1?}  ratio {:.2}  {name}",
            least.as_secs_f64() / GOAL.as_secs_f64()
        );
    }
    Ok(())
}

const ARGUMENTS: [&str; 6] = [
    "check",
    "--no-config",
    "--now",
    "2025-09-09T10:00",
    "--format",
    "json",
];

fn timed(arguments: &[&str], path: Option<&PathBuf>) -> io::Result<Duration> {
    let mut command = Command::new(env!("CARGO_BIN_EXE_kigen"));
    command.args(arguments).args(path).stdout(Stdio::null());
    let start = Instant::now();
    let status = command.status()?;
    let time = start.elapsed();
    match status.code() {
        Some(0 | 1) => Ok(time),
        other => Err(io::Error::other(format!("kigen ended with {other:?}"))),
    }
}
