//! Exit statuses, and the reasons of a failure.

use std::sync::Arc;

use clap::ArgMatches;

use super::replace;
use crate::calendar::hours::Moment;
use crate::diagnostic::Diagnostic;
use crate::message::{Message, catalogue};
use crate::source::{self, Source};
use jp_datetime::moment;

/// Exit status: no finding at or above the `--fail-on` severity.
pub(super) const CLEAN: u8 = 0;

/// Exit status: findings at or above it.
pub(super) const FOUND: u8 = 1;

/// Exit status: the run failed.
pub(super) const FAILED: u8 = 2;

/// The exit status of a subcommand, or its failure.
pub(super) type Outcome = Result<u8, Failure>;

/// The reasons of a failure: one or several.
#[derive(Clone, Debug)]
pub(super) struct Failure(pub Vec<Reason>);

/// One reason of a failure.
#[derive(Clone, Debug)]
pub(super) struct Reason {
    /// The findings that cause it, each with its source.
    pub found: Vec<(Arc<Source>, Diagnostic)>,
    /// The number of further findings.
    pub more: usize,
    /// The sentence that sums them up.
    pub sentence: Message,
}

impl Failure {
    pub(super) fn of(sentence: impl Into<Message>) -> Self {
        Self::found(std::iter::empty(), sentence)
    }

    /// From findings and a sentence that sums them up.
    pub(super) fn found(
        mut found: impl Iterator<Item = (Arc<Source>, Diagnostic)>,
        sentence: impl Into<Message>,
    ) -> Self {
        /// Limit on findings shown.
        const FINDINGS_LIMIT: usize = 100;
        Self(vec![Reason {
            found: found.by_ref().take(FINDINGS_LIMIT).collect(),
            more: found.count(),
            sentence: sentence.into(),
        }])
    }

    /// All reasons as one message, where excerpts cannot be shown.
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

/// `--now`, if given.
pub(super) fn stated_now(matches: &ArgMatches) -> Result<Option<Moment>, Failure> {
    match matches.try_get_one::<String>("now") {
        Ok(Some(text)) => Ok(Some(parse_now(text)?)),
        _ => Ok(None),
    }
}

/// The moment of `--now`, with a year and a time.
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

/// The message that a path cannot be read.
pub(super) fn cannot_read(path: &str, error: &std::io::Error) -> Message {
    catalogue::CANNOT_READ
        .with(&[("path", &source::printable(path))])
        .arg("error", reason(error))
}

/// The message for a system error.
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
        // These have no `ErrorKind`: EMFILE, and ENXIO (opening a socket).
        _ if error.raw_os_error() == Some(24) && cfg!(unix) => catalogue::TOO_MANY_OPEN.message(),
        _ if error.raw_os_error() == Some(6) && cfg!(unix) => catalogue::NOT_A_FILE.message(),
        // ELOOP on Linux: its `ErrorKind` is not stable.
        _ if error.raw_os_error() == Some(40) && cfg!(target_os = "linux") => catalogue::LINK_LOOP.message(),
        // A name with NUL.
        std::io::ErrorKind::InvalidInput => catalogue::BAD_FILE_NAME.message(),
        std::io::ErrorKind::InvalidFilename => catalogue::BAD_FILE_NAME.message(),
        _ => Message::text(error.to_string()),
    }
}
