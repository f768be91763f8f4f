//! `kigen report`: formats of the yearly figures, all based on [`contract::Output`].

pub mod contract;
mod csv;
#[cfg(feature = "cli")]
mod html;
#[cfg(feature = "cli")]
mod human;
#[cfg(feature = "cli")]
mod svg;
#[cfg(feature = "cli")]
mod tables;
#[cfg(feature = "cli")]
mod xlsx;

pub use csv::csv;
#[cfg(feature = "cli")]
pub use html::html;
#[cfg(feature = "cli")]
pub use human::human;
#[cfg(feature = "cli")]
pub use tables::Titles;
#[cfg(feature = "cli")]
pub use xlsx::xlsx;
