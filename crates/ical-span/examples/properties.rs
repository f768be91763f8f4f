//! Prints the properties of a calendar with their places: `properties FILE`.

use std::io::Write as _;

use docspan::Source;
use ical_span::lines::lines;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut out = std::io::stdout().lock();
    let path = std::env::args().nth(1).ok_or("usage: properties FILE")?;
    let source =
        Source::decode_calendar(&path, std::fs::read(&path)?).map_err(|error| format!("{error:?}"))?;
    for line in lines(source.text()) {
        match line {
            Ok(line) => {
                let (start, _) = source.range(line.value_span);
                writeln!(
                    out,
                    "{path}:{}:{}\t{}\t{}",
                    start.line, start.column, line.name, line.value
                )?;
            }
            Err(error) => writeln!(out, "{path}\t{error:?}")?,
        }
    }
    Ok(())
}
