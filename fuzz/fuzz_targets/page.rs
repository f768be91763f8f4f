//! The page's exports: bytes → a call → an answer in JSON.
#![no_main]

#[path = "../src/page.rs"]
mod page;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| page::run(bytes));
