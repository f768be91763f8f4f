//! The language server.

mod config;
mod help;
mod language;
mod laws;
mod letters;
mod process;
mod server;
mod support;
