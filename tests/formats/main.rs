//! The output formats from outside, each held to its own specification, on Japanese text with characters
//! outside the BMP, in every encoding and with every line end.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

#[path = "../common/mod.rs"]
mod common;

mod corpus;
mod files;
mod lines;
mod places;
mod sarif;
mod xml;
