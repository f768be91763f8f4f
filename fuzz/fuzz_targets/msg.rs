//! An Outlook message end to end: bytes → visible text → request → findings → JSON.
#![no_main]

#[path = "../src/letters.rs"]
mod letters;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| letters::msg(bytes));
