//! A mutant and its place.

use serde::Deserialize;

/// A mutant as `cargo mutants --list --json` names it. Lines and columns count from 1, columns in code points.
#[derive(Debug, Clone, Deserialize)]
pub struct Mutant {
    pub file: String,
    pub genre: String,
    pub name: String,
    pub package: String,
    pub replacement: String,
    pub span: Lines,
}

#[derive(Debug, Clone, Deserialize)]
pub struct Lines {
    pub start: Place,
    pub end: Place,
}

#[derive(Debug, Clone, Copy, Deserialize)]
pub struct Place {
    pub line: usize,
    pub column: usize,
}
