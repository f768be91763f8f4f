//! The properties of fixes: bytes → findings → edits → the same file, judged again.
#![no_main]

#[path = "../src/fix.rs"]
mod fix;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| fix::run(bytes));
