//! The language server.

mod config;
mod help;
mod laws;
mod process;
mod server;
mod support;
