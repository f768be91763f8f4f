//! A calendar end to end: bytes → text → requests → findings → JSON.
#![no_main]

#[path = "../src/calendar.rs"]
mod calendar;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| calendar::run(bytes));
