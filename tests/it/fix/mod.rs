//! The nearest compliant times, and the edits that write them.

mod command;
mod earliest;
mod edits;
mod further;
mod hearings;
mod nearest;
mod offers;
mod settles;
mod shapes;
mod together;
