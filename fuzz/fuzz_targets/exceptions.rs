//! Exceptions and baselines: a configuration, a request and a baseline → findings, none added and none lost.
#![no_main]

#[path = "../src/exceptions.rs"]
mod exceptions;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| exceptions::run(bytes));
