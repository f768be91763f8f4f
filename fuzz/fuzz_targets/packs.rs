//! A rule pack end to end: files → compiled rules → findings.
#![no_main]

#[path = "../src/packs.rs"]
mod packs;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| packs::run(bytes));
