//! Letters: mail, messages, documents and plain text, from outside.

mod check;
mod containers;
mod fixes;
mod parties;
mod read;
mod whole;
