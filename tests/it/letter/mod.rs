//! Letters: mail, Outlook messages, Word documents and plain text.

mod check;
mod containers;
mod fixes;
mod labelled;
mod parties;
mod people;
mod read;
mod slips;
mod times;
mod unread;
mod whole;

use crate::common::{check, folder, list, put, text};

fn json(name: &str, bytes: &(impl AsRef<[u8]> + ?Sized)) -> serde_json::Value {
    let folder = folder(&[]);
    put(folder.path(), name, bytes.as_ref());
    check(folder.path(), &["--no-config", "--format", "json", name]).json()
}

/// Codes of the rules that could not be determined.
fn undetermined(output: &serde_json::Value) -> Vec<&str> {
    let all = list(output, "undetermined").iter();
    all.map(|rule| text(rule, "code")).collect()
}
