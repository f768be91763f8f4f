//! `cargo xtask page [FILE]`: builds the page, `target/kigen.html` unless another file is named.

mod bundle;
mod page;
mod toolchain;

use std::error::Error;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// What went wrong, in a sentence.
type Failure = Box<dyn Error>;

fn main() -> ExitCode {
    let mut arguments = std::env::args_os().skip(1);
    let task = arguments.next();
    let file = arguments.next().map(PathBuf::from);
    let done = match task.as_ref().and_then(|task| task.to_str()) {
        Some("page") => page::build(&root(), file),
        _ => Err("usage: cargo xtask page [FILE]".into()),
    };
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

/// The folder of the workspace.
fn root() -> PathBuf {
    let own = Path::new(env!("CARGO_MANIFEST_DIR"));
    own.parent().unwrap_or(own).to_owned()
}
