//! `kigen report`: the figures of a year, as each format writes them. All go by [`contract::Output`].

pub mod contract;
mod csv;
#[cfg(feature = "cli")]
mod human;
mod tables;

pub use csv::csv;
#[cfg(feature = "cli")]
pub use human::human;
pub use tables::Titles;
