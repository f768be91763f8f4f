//! Dates and times in prose: bytes → text → expressions → mentions.
#![no_main]

#[path = "../src/prose.rs"]
mod prose;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| prose::run(bytes));
