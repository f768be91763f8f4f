//! The nearest times that comply.

mod offers;
mod remedies;
mod when;
