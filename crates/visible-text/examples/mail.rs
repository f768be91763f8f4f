//! Prints what a person sees of a mail, and whose words they are: `mail FILE`.

use std::io::Write as _;

use visible_text::{Limits, mail};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut out = std::io::stdout().lock();
    let path = std::env::args().nth(1).ok_or("usage: mail FILE")?;
    let mail = mail::read(&std::fs::read(path)?, &Limits::default()).map_err(|error| format!("{error:?}"))?;
    if let Some(subject) = &mail.subject {
        writeln!(out, "Subject: {}", subject.text)?;
    }
    for block in &mail.blocks {
        writeln!(out, "-- {:?}\n{}", block.author, block.text.text)?;
    }
    Ok(())
}
