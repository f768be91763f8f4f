//! The whole way of an Outlook message: bytes → what a person sees → a request → findings → JSON.
#![no_main]

#[path = "../src/letters.rs"]
mod letters;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| letters::msg(bytes));
