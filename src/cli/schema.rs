//! `kigen schema`: prints the published JSON Schemas.

use clap::ArgMatches;

use super::{CLEAN, Outcome, output};
use crate::schema::Document;

/// Prints one schema.
pub(super) fn run(matches: &ArgMatches) -> Outcome {
    // clap accepts no other value.
    let document = matches
        .get_one::<String>("document")
        .and_then(|name| Document::by_name(name))
        .unwrap_or(Document::Request);
    output::print(document.text())?;
    Ok(CLEAN)
}
