//! kigen in a browser: the library with plain exports for wasm32.
//!
//! A call goes in three steps: [`input`] makes room and says where, the caller writes a [`call::Call`] as one line
//! of JSON, a newline and the bytes of a file there, [`call()`] answers, and the answer (JSON in UTF-8) stands at
//! [`output`]. No pointer is followed on this side.

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

/// Makes room for the next call's `length` bytes and says where they go.
#[allow(unsafe_code, reason = "an export keeps its name; nothing else here is unsafe")]
#[unsafe(no_mangle)]
pub extern "C" fn input(length: usize) -> *mut u8 {
    INPUT.with_borrow_mut(|input| {
        input.clear();
        input.resize(length, 0);
        input.as_mut_ptr()
    })
}

/// Answers the call that was written to [`input`]; the length of the answer in bytes.
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

/// Where the last answer stands.
#[allow(unsafe_code, reason = "an export keeps its name; nothing else here is unsafe")]
#[unsafe(no_mangle)]
pub extern "C" fn output() -> *const u8 {
    OUTPUT.with_borrow(|output| output.as_ptr())
}
