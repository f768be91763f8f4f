//! `cargo xtask page [FILE]`: builds the page (default: `target/kigen.html`).
//!
//! `cargo xtask year FOLDER [REQUESTS] [SEED]`: generates a year of requests (default: 50,000).
//!
//! `cargo xtask mutants OUT SCOPE…`: which mutants the tests catch; see `docs/mutants.md`.

mod bundle;
#[cfg(unix)]
mod mutants;
mod page;
mod toolchain;
mod year;

use std::error::Error;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// An error as a sentence.
type Failure = Box<dyn Error>;

const USAGE: &str = "usage: cargo xtask page [FILE] | cargo xtask year FOLDER [REQUESTS] [SEED] | \
    cargo xtask mutants OUT [--sample N] [--seed N] [--seconds N] SCOPE… [-- TESTS…]";

fn main() -> ExitCode {
    let mut arguments = std::env::args_os().skip(1);
    let task = arguments.next();
    #[cfg(unix)]
    if task.as_ref().is_some_and(|task| task == "mutants") {
        let texts = arguments.map(|argument| argument.to_string_lossy().into_owned());
        return print_result(mutants::measure(&root(), texts.collect()));
    }
    let file = arguments.next().map(PathBuf::from);
    let mut number = |otherwise: u64| -> Result<u64, Failure> {
        let Some(argument) = arguments.next() else {
            return Ok(otherwise);
        };
        let text = argument.to_str().ok_or("a number was expected")?;
        Ok(text.parse()?)
    };
    let done = match task.as_ref().and_then(|task| task.to_str()) {
        Some("page") => page::build(&root(), file),
        Some("year") => file.ok_or_else(|| USAGE.into()).and_then(|folder| {
            let (requests, seed) = (number(50_000)?, number(17)?);
            year::make(&folder, requests, seed)
        }),
        _ => Err(USAGE.into()),
    };
    print_result(done)
}

fn print_result(done: Result<String, Failure>) -> ExitCode {
    match done {
        Ok(said) => {
            println!("{said}");
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("xtask: {error}");
            ExitCode::FAILURE
        }
    }
}

/// The root of the workspace.
fn root() -> PathBuf {
    let own = Path::new(env!("CARGO_MANIFEST_DIR"));
    own.parent().unwrap_or(own).to_owned()
}
