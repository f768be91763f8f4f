//! Templates: every sending minute at once.

mod fixes;
mod forms;
mod hours;
mod limits;
mod proof;
