//! Letters: mail, Outlook messages, Word documents and plain text.

mod check;
mod containers;
mod fixes;
mod parties;
mod read;
mod whole;
