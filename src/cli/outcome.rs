//! What a subcommand comes to, and why it could not do its work.

use super::replace;
use crate::calendar::hours::Moment;
use crate::message::{Message, catalogue};
use crate::source;
use jp_datetime::moment;

/// Nothing at or above the bar was found.
pub(super) const CLEAN: u8 = 0;

/// Something was.
pub(super) const FOUND: u8 = 1;

/// The work could not be done.
pub(super) const FAILED: u8 = 2;

/// What a subcommand comes to.
pub(super) type Outcome = Result<u8, Failure>;

/// Why the work could not be done.
#[derive(Debug)]
pub(super) struct Failure(pub Message);

/// A moment given on the command line: with its year and time.
pub(super) fn parse_now(text: &str) -> Result<Moment, Failure> {
    let bad = || Failure(catalogue::BAD_NOW.with(&[("value", &source::printable(text))]));
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
        .arg("path", source::printable(path))
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
        _ => error.to_string().into(),
    }
}
