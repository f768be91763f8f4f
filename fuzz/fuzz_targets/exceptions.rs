//! Exceptions and baselines: configuration, request and baseline → findings; none is added and none lost.
#![no_main]

#[path = "../src/exceptions.rs"]
mod exceptions;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| exceptions::run(bytes));
