//! Output formats, schemas and snapshots.

mod formats;
mod schema;
mod snapshots;
mod terminal;
