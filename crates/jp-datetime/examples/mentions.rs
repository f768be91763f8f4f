//! Prints what a text says of time: `mentions 2025-09-09T10:00:00 < text`.

use std::io::Write as _;

use chrono::{Datelike, NaiveDate, Weekday};
use jp_datetime::prose::{Context, mentions};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut out = std::io::stdout().lock();
    let sent = std::env::args().nth(1).ok_or("no time of sending")?.parse()?;
    let text = std::io::read_to_string(std::io::stdin())?;
    let is_closed = |day: NaiveDate| matches!(day.weekday(), Weekday::Sat | Weekday::Sun);
    for one in mentions(&text, &Context::new(sent, &is_closed)) {
        let words = text.get(one.range.clone()).unwrap_or_default();
        let at = one.at.map_or_else(|| "-".to_owned(), |at| at.to_string());
        let open = if one.open { "?" } else { "" };
        writeln!(out, "{:?}{open}\t{at}\t{words}", one.role)?;
    }
    Ok(())
}
