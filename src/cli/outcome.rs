//! What a subcommand comes to, and why it could not do its work.

use std::sync::Arc;

use super::replace;
use crate::calendar::hours::Moment;
use crate::diagnostic::Diagnostic;
use crate::message::{Message, catalogue};
use crate::source::{self, Source};
use jp_datetime::moment;

/// Nothing at or above the bar was found.
pub(super) const CLEAN: u8 = 0;

/// Something was.
pub(super) const FOUND: u8 = 1;

/// The work could not be done.
pub(super) const FAILED: u8 = 2;

/// What a subcommand comes to.
pub(super) type Outcome = Result<u8, Failure>;

/// Why the work could not be done: one reason or several.
#[derive(Clone, Debug)]
pub(super) struct Failure(pub Vec<Reason>);

/// One reason why the work could not be done.
#[derive(Clone, Debug)]
pub(super) struct Reason {
    /// The findings that lead to it, each with the text it was found in.
    pub found: Vec<(Arc<Source>, Diagnostic)>,
    /// How many more there are.
    pub more: usize,
    /// What they come to.
    pub sentence: Message,
}

impl Failure {
    pub(super) fn of(sentence: impl Into<Message>) -> Self {
        Self::found(std::iter::empty(), sentence)
    }

    /// Of findings, and what they come to.
    pub(super) fn found(
        mut found: impl Iterator<Item = (Arc<Source>, Diagnostic)>,
        sentence: impl Into<Message>,
    ) -> Self {
        /// More than this nobody reads at once.
        const MOST: usize = 100;
        Self(vec![Reason {
            found: found.by_ref().take(MOST).collect(),
            more: found.count(),
            sentence: sentence.into(),
        }])
    }

    /// All of it as one message, for where a finding cannot be shown in its text.
    pub(super) fn message(&self) -> Message {
        let mut lines: Vec<Message> = Vec::new();
        for reason in &self.0 {
            for (source, found) in &reason.found {
                let place = source.position(found.span.start);
                let place = format!("{}:{}: ", source::printable(source.path()), place.line);
                lines.push(Message::Joined(vec![Message::text(place), found.message.clone()]));
            }
            if reason.more > 0 {
                lines.push(catalogue::MORE_PROBLEMS.arg("count", reason.more));
            }
            lines.push(reason.sentence.clone());
        }
        Message::Lines(lines)
    }
}

/// A moment given on the command line: with its year and time.
pub(super) fn parse_now(text: &str) -> Result<Moment, Failure> {
    let bad = || Failure::of(catalogue::BAD_NOW.with(&[("value", &source::printable(text))]));
    let written = moment::read(text)
        .ok()
        .filter(|written| written.year.is_some())
        .ok_or_else(bad)?;
    let local = written.local(chrono::NaiveDate::default()).ok_or_else(bad)?;
    Ok(match written.offset_seconds {
        Some(offset) => Moment(local.and_utc().timestamp() - i64::from(offset)),
        None => Moment::from_japan(local),
    })
}

/// Why a path cannot be read.
pub(super) fn cannot_read(path: &str, error: &std::io::Error) -> Message {
    catalogue::CANNOT_READ
        .with(&[("path", &source::printable(path))])
        .arg("error", reason(error))
}

/// What the system says is wrong.
pub(super) fn reason(error: &std::io::Error) -> Message {
    if let Some(refusal) = replace::Refusal::of(error) {
        let entry = match refusal {
            replace::Refusal::HardLinks => catalogue::REFUSED_HARD_LINKS,
            replace::Refusal::Owner => catalogue::REFUSED_OWNER,
            replace::Refusal::Attributes => catalogue::REFUSED_ATTRIBUTES,
            replace::Refusal::Dangling => catalogue::REFUSED_DANGLING,
            replace::Refusal::Link => catalogue::REFUSED_LINK,
            replace::Refusal::LinkedFolder => catalogue::REFUSED_LINKED_FOLDER,
        };
        return entry.message();
    }
    match error.kind() {
        std::io::ErrorKind::NotFound => catalogue::NO_SUCH_FILE.message(),
        std::io::ErrorKind::PermissionDenied => catalogue::PERMISSION_DENIED.message(),
        std::io::ErrorKind::NotADirectory => catalogue::NOT_A_FOLDER.message(),
        std::io::ErrorKind::Unsupported => catalogue::NOT_A_FILE.message(),
        std::io::ErrorKind::IsADirectory => catalogue::IS_A_FOLDER.message(),
        std::io::ErrorKind::FileTooLarge => catalogue::FILE_TOO_LARGE.message(),
        std::io::ErrorKind::StorageFull | std::io::ErrorKind::QuotaExceeded => {
            catalogue::STORAGE_FULL.message()
        }
        std::io::ErrorKind::ReadOnlyFilesystem => catalogue::READ_ONLY.message(),
        // Nor have EMFILE and ENXIO, which opening a socket gives.
        _ if error.raw_os_error() == Some(24) && cfg!(unix) => catalogue::TOO_MANY_OPEN.message(),
        _ if error.raw_os_error() == Some(6) && cfg!(unix) => catalogue::NOT_A_FILE.message(),
        // What names a loop has no stable kind: Linux's ELOOP.
        _ if error.raw_os_error() == Some(40) && cfg!(target_os = "linux") => catalogue::LINK_LOOP.message(),
        // A NUL in a name.
        std::io::ErrorKind::InvalidInput => catalogue::BAD_FILE_NAME.message(),
        std::io::ErrorKind::InvalidFilename => catalogue::BAD_FILE_NAME.message(),
        _ => Message::text(error.to_string()),
    }
}
