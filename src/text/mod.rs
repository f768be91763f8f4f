//! Texts: blanks around them, what is not filled in, what a log or a terminal cannot obey.

mod trim;
pub mod unfilled;
pub mod visible;

pub use trim::trim;
