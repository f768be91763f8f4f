//! What a person sees of a mail, an Outlook message or a Word document, with its places in the file.
//!
//! ```
//! use visible_text::{Author, Limits, mail};
//!
//! let file = "From: =?UTF-8?B?5bGx55Sw?= <yamada@example.go.jp>\r\nSubject: test\r\n\r\n9月11日まで\r\n> 9月1日まで\r\n";
//! let mail = mail::read(file.as_bytes(), &Limits::default())?;
//! assert_eq!(mail.from[0].name.as_deref(), Some("山田"));
//! let own = mail.blocks.iter().find(|block| block.author == Author::Sender).unwrap();
//! let at = own.text.text.find("11日").unwrap();
//! let place = own.text.places.in_file(at..at + "11日".len()).unwrap();
//! assert_eq!(&file[place], "11日");
//! # Ok::<(), visible_text::Error>(())
//! ```

mod blocks;
mod charset;
pub mod docx;
mod header;
mod html;
mod jis;
mod kind;
pub mod mail;
#[cfg(feature = "msg")]
pub mod msg;
mod places;
#[cfg(feature = "msg")]
mod rtf;
pub mod text;
mod transfer;

use std::ops::Range;

pub use blocks::{Author, Block, copied_header, own_headers, plain};
pub use header::{Address, Timestamp};
pub use kind::{Kind, kind};
pub use places::{Places, Text};

/// Reads a file by its detected kind. [`Error::NotOfThisKind`] if it is neither mail, message nor document: [`kind`]
/// tells what it is, and [`plain`] handles text.
pub fn read(bytes: &[u8], limits: &Limits) -> Result<Document, Error> {
    match kind(bytes) {
        Some(Kind::Mail) => mail::read(bytes, limits),
        #[cfg(feature = "msg")]
        Some(Kind::OutlookMessage) => msg::read(bytes, limits),
        Some(Kind::WordDocument) => docx::read(bytes, limits),
        Some(Kind::EncryptedOffice) => Err(Error::Encrypted),
        _ => Err(Error::NotOfThisKind),
    }
}

/// Decodes bytes without a declared encoding.
pub fn text_of(bytes: &[u8]) -> String {
    charset::decode(bytes, None).text
}

/// Limits of reading. What exceeds them is listed in [`Document::notices`].
#[derive(Clone, Debug)]
pub struct Limits {
    /// Bytes of a decoded text: a body, a header field, a part of a document.
    pub text: usize,
    /// Number of parts of a mail, entries of a container, recipients.
    pub parts: usize,
    /// Nesting of parts and elements.
    pub depth: usize,
}

const MAX_TEXT: usize = 8 * 1024 * 1024;
const MAX_PARTS: usize = 10_000;
const MAX_DEPTH: usize = 64;

impl Default for Limits {
    fn default() -> Self {
        Self {
            text: MAX_TEXT,
            parts: MAX_PARTS,
            depth: MAX_DEPTH,
        }
    }
}

/// The visible contents of a file.
#[derive(Clone, Debug, Default)]
pub struct Document {
    /// Senders.
    pub from: Vec<Address>,
    /// Recipients.
    pub to: Vec<Address>,
    /// Recipients of copies.
    pub cc: Vec<Address>,
    /// Subject or title.
    pub subject: Option<Text>,
    /// Sending time as written, and parsed.
    pub date: Option<(Text, Option<Timestamp>)>,
    /// Whether it is plain text, whose blocks have not been attributed to authors.
    pub plain: bool,
    /// Whether it is a draft: marked as one, or without a date.
    pub unsent: bool,
    /// Time and place of an appointment or an invitation.
    pub meeting: Option<Meeting>,
    /// Due date of a task, and its midnight.
    pub due: Option<(Text, Timestamp)>,
    /// The text, in visible order.
    pub blocks: Vec<Block>,
    /// Attachments; only calendars are decoded.
    pub attachments: Vec<Attachment>,
    /// What could not be read, or was not as declared.
    pub notices: Vec<Notice>,
}

/// Times of an appointment in Japan time.
#[derive(Clone, Debug)]
pub struct Meeting {
    /// The times as text: RFC 3339, or dates, separated by `/`.
    pub words: Text,
    /// Start.
    pub start: Timestamp,
    /// End.
    pub end: Option<Timestamp>,
    /// Whether it lasts whole days, so that the times are midnights.
    pub whole_days: bool,
    /// Place.
    pub place: Option<Text>,
}

/// An attachment.
#[derive(Clone, Debug, Default)]
pub struct Attachment {
    /// Its name.
    pub name: Option<String>,
    /// Its media type, in lower case.
    pub media_type: String,
    /// Its range in the file, encoded.
    pub range: Range<usize>,
    /// Its text, if it is a calendar.
    pub calendar: Option<Text>,
}

/// What could not be read, or was not as declared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// The problem.
    pub problem: Problem,
    /// Byte range in the file.
    pub range: Range<usize>,
}

/// A problem with a part of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Problem {
    /// The encoding is not the labelled one; the detected one was used.
    WrongCharset {
        /// The label, if there is one.
        label: Option<String>,
        /// The detected encoding.
        found: &'static str,
    },
    /// Characters that could not be decoded.
    Unreadable {
        /// Their number.
        characters: usize,
    },
    /// An unknown transfer encoding; the part was not read.
    UnknownTransfer {
        /// The label.
        label: String,
    },
    /// Bytes that are invalid in the transfer encoding.
    BrokenTransfer,
    /// Encrypted.
    Encrypted,
    /// Enveloped by a signature.
    Signed,
    /// A visible part of an unsupported media type.
    UnknownKind {
        /// Its media type.
        media_type: String,
    },
    /// A part lacks its closing boundary: the file is truncated or broken.
    NotClosed,
    /// Exceeds the limit; the rest was not read.
    TooLong,
    /// Too many parts.
    TooManyParts,
    /// Nested too deeply.
    TooDeep,
    /// There is no header field.
    NoHeader,
    /// There is no text: empty, or only an image.
    NoText,
    /// The only text is in an attached mail.
    AttachedMailOnly,
    /// A recurring appointment; only the first occurrence was read.
    Recurring,
    /// Content shown by following or running something, which is never done.
    NotFollowed {
        /// What it is: a macro, an included file.
        part: String,
    },
    /// A stream or an entry is broken.
    Broken {
        /// Its name.
        part: String,
    },
}

/// Why a file could not be read at all.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Error {
    /// Not of the expected kind, or empty.
    NotOfThisKind,
    /// Encrypted.
    Encrypted,
    /// A broken container.
    Broken(String),
    /// Exceeds the limits.
    TooLarge,
}

impl std::fmt::Display for Error {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::NotOfThisKind => f.write_str("not a file of this kind"),
            Self::Encrypted => f.write_str("encrypted"),
            Self::Broken(why) => write!(f, "broken: {why}"),
            Self::TooLarge => f.write_str("too large"),
        }
    }
}

impl std::error::Error for Error {}
