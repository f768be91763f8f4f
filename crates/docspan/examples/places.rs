//! Prints where some words stand in a file: `places FILE WORDS`.

use std::io::Write as _;

use docspan::{Source, Span};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut out = std::io::stdout().lock();
    let mut arguments = std::env::args().skip(1);
    let (path, words) = arguments
        .next()
        .zip(arguments.next())
        .ok_or("usage: places FILE WORDS")?;
    let source = Source::decode(&path, std::fs::read(&path)?).map_err(|error| format!("{error:?}"))?;
    for (at, found) in source.text().match_indices(&words) {
        let (start, end) = source.range(Span::new(at, at + found.len()));
        writeln!(
            out,
            "{path}:{}:{}\tbytes {} to {}",
            start.line, start.column, start.byte, end.byte
        )?;
    }
    Ok(())
}
