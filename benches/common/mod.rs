//! Helpers of the benchmarks with many files: writing them, and running the program.

use std::fs;
use std::io;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use rayon::iter::{IntoParallelIterator, ParallelIterator};

const FILES_A_FOLDER: usize = 1000;

/// Writes documents, a thousand per folder.
pub fn write(
    folder: &Path,
    files: usize,
    extension: &str,
    document: impl Fn(usize) -> String + Sync,
) -> io::Result<()> {
    for part in 0..files.div_ceil(FILES_A_FOLDER) {
        fs::create_dir_all(folder.join(format!("{part:03}")))?;
    }
    (0..files).into_par_iter().try_for_each(|number| {
        let path = folder
            .join(format!("{:03}", number / FILES_A_FOLDER))
            .join(format!("{number:06}.{extension}"));
        fs::write(path, document(number))
    })
}

/// The running time (wall clock) of `kigen check`; an error if it exits with another status.
pub fn kigen(path: &Path, format: &str, wanted: i32) -> io::Result<Duration> {
    let start = Instant::now();
    let status = command(path, format).status()?;
    let time = start.elapsed();
    match status.code() {
        Some(status) if status == wanted => Ok(time),
        other => Err(io::Error::other(format!("kigen ended with {other:?}"))),
    }
}

fn command(path: &Path, format: &str) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_kigen"));
    command
        .args([
            "check",
            "--format",
            format,
            "--now",
            "2025-09-09T10:00",
            "--lang",
            "ja",
        ])
        .arg(path);
    command.stdout(Stdio::null());
    command
}

/// Peak memory of `kigen check` in KiB; None without GNU time.
pub fn memory(path: &Path, format: &str) -> Option<f64> {
    let inner = command(path, format);
    let output = Command::new("/usr/bin/time")
        .args(["-f", "%M"])
        .arg(inner.get_program())
        .args(inner.get_args())
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .output();
    let text = String::from_utf8_lossy(&output.ok()?.stderr).into_owned();
    text.lines().last()?.trim().parse().ok()
}
