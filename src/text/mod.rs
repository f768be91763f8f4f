//! Text utilities: trimming, unfilled placeholders, and characters that are unsafe in logs and terminals.

mod trim;
pub mod unfilled;
pub mod visible;

pub use trim::trim;

use std::ops::Range;

/// Where a part of a text, which is a slice of it, lies in it, in bytes.
pub fn range_in(text: &str, part: &str) -> Range<usize> {
    let start = part.as_ptr() as usize - text.as_ptr() as usize;
    start..start + part.len()
}

/// Length in bytes of the UTF-8 sequence that `lead` begins; 1 for a byte that begins none.
pub fn width(lead: u8) -> usize {
    const WIDTH: [u8; 256] = {
        let mut table = [1; 256];
        let mut lead = 0xC0;
        while lead < 256 {
            table[lead] = match lead {
                0xC0..=0xDF => 2,
                0xE0..=0xEF => 3,
                _ => 4,
            };
            lead += 1;
        }
        table
    };
    usize::from(WIDTH[usize::from(lead)])
}
