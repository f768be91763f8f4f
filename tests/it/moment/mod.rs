//! Times of requests; their notations are tested with their crate, `crates/jp-datetime/tests/moment/`.

mod mentions;
mod written;
