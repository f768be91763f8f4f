//! Templates: every minute at which one may be sent, judged at once.

mod fixes;
mod folded;
mod forms;
mod hours;
mod limits;
mod proof;
mod searched;
mod sendings;
