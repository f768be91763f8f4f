//! kigen in a browser: the library with plain exports for wasm32.
//!
//! A call takes three steps: [`input`] allocates a buffer and returns its address; the caller writes a [`call::Call`]
//! as one line of JSON, a newline and a file's bytes into it; [`call()`] answers, and the answer (JSON in UTF-8) is
//! at [`output`]. No pointer is dereferenced on this side.

pub mod call;
mod export;
mod shown;
mod timeline;
mod view;

use std::cell::RefCell;

thread_local! {
    static INPUT: RefCell<Vec<u8>> = const { RefCell::new(Vec::new()) };
    static OUTPUT: RefCell<Vec<u8>> = const { RefCell::new(Vec::new()) };
}

/// Allocates the next call's buffer of `length` bytes; returns its address.
#[allow(unsafe_code, reason = "an export keeps its name; nothing else here is unsafe")]
#[unsafe(no_mangle)]
pub extern "C" fn input(length: usize) -> *mut u8 {
    INPUT.with_borrow_mut(|input| {
        input.clear();
        input.resize(length, 0);
        input.as_mut_ptr()
    })
}

/// Answers the call in the buffer; returns the length of the answer in bytes.
#[allow(unsafe_code, reason = "an export keeps its name; nothing else here is unsafe")]
#[unsafe(no_mangle)]
pub extern "C" fn call() -> usize {
    let input = INPUT.take();
    let answer = call::answer(&input);
    OUTPUT.with_borrow_mut(|output| {
        *output = answer.into_bytes();
        output.len()
    })
}

/// Address of the last answer.
#[allow(unsafe_code, reason = "an export keeps its name; nothing else here is unsafe")]
#[unsafe(no_mangle)]
pub extern "C" fn output() -> *const u8 {
    OUTPUT.with_borrow(|output| output.as_ptr())
}
