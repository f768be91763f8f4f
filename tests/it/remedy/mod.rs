//! The nearest times that comply.

mod remedies;
mod when;
