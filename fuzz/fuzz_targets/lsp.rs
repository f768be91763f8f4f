//! The language server: bytes → frames → messages → answers.
#![no_main]

#[path = "../src/lsp.rs"]
mod lsp;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| lsp::run(bytes));
