//! Bytes → unfolded text → content lines, and every position back to the file.
#![no_main]

#[path = "../src/tokenizer.rs"]
mod tokenizer;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| tokenizer::run(bytes));
