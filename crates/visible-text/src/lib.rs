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

pub use blocks::{Author, Block, copied_header, plain};
pub use header::{Address, Timestamp};
pub use kind::{Kind, kind};
pub use places::{Places, Text};

/// Reads a file by what its bytes say it is. What is neither a mail nor a message nor a document is
/// [`Error::NotOfThisKind`]: [`kind`] says which one, and [`plain`] reads text.
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

/// The text of bytes of which nothing says how they are encoded.
pub fn text_of(bytes: &[u8]) -> String {
    charset::decode(bytes, None).text
}

/// The most that is read of a file. [`Document::notices`] names what is beyond.
#[derive(Clone, Debug)]
pub struct Limits {
    /// Bytes of one text: a body, a header field, a part of a document, decoded.
    pub text: usize,
    /// Parts of a mail, entries of a container, recipients.
    pub parts: usize,
    /// Parts within parts, elements within elements.
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

/// What a person sees of a file.
#[derive(Clone, Debug, Default)]
pub struct Document {
    /// Who sends it.
    pub from: Vec<Address>,
    /// To whom.
    pub to: Vec<Address>,
    /// For whose information.
    pub cc: Vec<Address>,
    /// The subject, or the title.
    pub subject: Option<Text>,
    /// When it was sent: the words, and the moment that they say.
    pub date: Option<(Text, Option<Timestamp>)>,
    /// A plain text, whose words are nobody's until they are read.
    pub plain: bool,
    /// A draft: marked so, or without a date.
    pub unsent: bool,
    /// When and where people meet, of an appointment or an invitation to one.
    pub meeting: Option<Meeting>,
    /// The day by which a task is to be done, and its midnight.
    pub due: Option<(Text, Timestamp)>,
    /// What it says, in the order in which it is seen.
    pub blocks: Vec<Block>,
    /// What hangs on it. Calendars among it come with their text; the others are not read.
    pub attachments: Vec<Attachment>,
    /// What could not be read, or was not as it says.
    pub notices: Vec<Notice>,
}

/// The times of an appointment, in Japan's time.
#[derive(Clone, Debug)]
pub struct Meeting {
    /// Its times as text: RFC 3339, or days alone, with `/` between.
    pub words: Text,
    /// When it begins.
    pub start: Timestamp,
    /// When it ends.
    pub end: Option<Timestamp>,
    /// Whether it takes whole days, and its times are those of their midnights.
    pub whole_days: bool,
    /// Where.
    pub place: Option<Text>,
}

/// A file within the file.
#[derive(Clone, Debug, Default)]
pub struct Attachment {
    /// Its name.
    pub name: Option<String>,
    /// Its media type, in lower case.
    pub media_type: String,
    /// Its bytes as they stand in the file.
    pub range: Range<usize>,
    /// Its text, where it is a calendar.
    pub calendar: Option<Text>,
}

/// What could not be read, or was not as it says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// What it is.
    pub problem: Problem,
    /// Where.
    pub range: Range<usize>,
}

/// What was wrong with a part of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Problem {
    /// The bytes are in another encoding than the label says; they were read as what they are.
    WrongCharset {
        /// What it says, where it says something.
        label: Option<String>,
        /// What it is.
        found: &'static str,
    },
    /// Characters that are none in their encoding.
    Unreadable {
        /// How many.
        characters: usize,
    },
    /// A transfer encoding that is not known; the part was not read.
    UnknownTransfer {
        /// What it says.
        label: String,
    },
    /// Bytes that the transfer encoding has no meaning for.
    BrokenTransfer,
    /// Encrypted, or sealed in a signature.
    Encrypted,
    /// A part that is seen, but is of a kind that is not read.
    UnknownKind {
        /// Its media type.
        media_type: String,
    },
    /// A part ends before its mark: the file is cut off, or broken.
    NotClosed,
    /// Longer than is read; the rest was not.
    TooLong,
    /// More parts than are read.
    TooManyParts,
    /// Nested deeper than is read.
    TooDeep,
    /// No field of a header is there.
    NoHeader,
    /// There is no text at all: it is empty, or its text is a picture.
    NoText,
    /// There is no text but that of another mail, which hangs on it.
    AttachedMailOnly,
    /// It comes again and again; what was read is the first time.
    Recurring,
    /// What is shown by following or running something else, which is never done.
    NotFollowed {
        /// What it is: a macro, another file that is included.
        part: String,
    },
    /// A stream or an entry is broken.
    Broken {
        /// Its name.
        part: String,
    },
}

/// Why nothing of a file could be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Error {
    /// It is something else, or empty.
    NotOfThisKind,
    /// It is encrypted.
    Encrypted,
    /// Its container is broken.
    Broken(String),
    /// It says more than is read.
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
