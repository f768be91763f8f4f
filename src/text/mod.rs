//! Texts: blanks around them, what is not filled in, what a log or a terminal cannot obey.

mod trim;
pub mod unfilled;
pub mod visible;

pub use trim::trim;

/// How many bytes the sign has that a byte begins; a byte that begins none is one by itself.
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
