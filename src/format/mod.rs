//! Input formats of requests, one folder each, behind the trait [`InputFormat`].
//!
//! To add a format, implement [`InputFormat`] in a folder and add a variant to [`Format`].

pub mod cursor;
pub mod edit;
pub mod ics;
pub mod input_format;
mod letter;
mod party;
mod yaml;

use std::path::Path;

pub use input_format::{Extension, HORIZON_DAYS, InputFormat, Place, ReadEnvironment};
pub use letter::time_mentions;

/// The format of a file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Format {
    /// YAML, one or more documents; the fallback for texts of no other format.
    #[default]
    Yaml,
    /// iCalendar, or its predecessor vCalendar 1.0.
    Calendar,
    /// Mail, Outlook message, Word document, plain text.
    Letter,
}

impl Format {
    /// Every format, in order of detection by content.
    const ALL: [Self; 3] = [Self::Calendar, Self::Letter, Self::Yaml];

    /// Its implementation.
    pub fn input_format(self) -> &'static dyn InputFormat {
        match self {
            Self::Yaml => &yaml::Yaml,
            Self::Calendar => &ics::Calendar,
            Self::Letter => &letter::Letter,
        }
    }

    /// The format of a file name, by its extension, case-insensitive.
    pub fn by_name(name: &str) -> Option<Self> {
        extension(Path::new(name)).map(|(format, _)| format)
    }

    /// The format of an editor's language identifier.
    pub fn by_language(language: &str) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|format| format.input_format().languages().contains(&language))
    }

    /// Whether a text is of a format by its name or language alone, as any note in Markdown or plain text is.
    pub fn is_general_text(name: &str, language: &str) -> bool {
        match extension(Path::new(name)) {
            Some((_, extension)) => !extension.in_folders,
            None => Self::by_language(language)
                .is_some_and(|format| format.input_format().has_general_languages()),
        }
    }

    /// The format of contents without a recognised name.
    pub fn by_content(bytes: &[u8]) -> Self {
        Self::ALL
            .into_iter()
            .find(|format| format.input_format().is_content(bytes))
            .unwrap_or_default()
    }

    /// The format of a file.
    pub fn of(name: &str, bytes: &[u8]) -> Self {
        // A request saved as .txt stays a request.
        let is_other = || !letter::is_content(bytes) || Self::Calendar.input_format().is_content(bytes);
        match Self::by_name(name) {
            Some(named) if named != Self::Letter || !is_other() => named,
            None if letter::foreign_kind(name).is_some() => Self::Letter,
            _ => Self::by_content(bytes),
        }
    }
}

/// The extension of a path, or the one before a `.txt` that Windows has appended: `協議.yaml.txt`. The rest of the name
/// need not be Unicode.
pub(crate) fn extension(path: &Path) -> Option<(Format, Extension)> {
    let last = path.extension()?;
    let inner = || by_extension(Path::new(path.file_stem()?).extension()?.to_str()?);
    let inner = last.eq_ignore_ascii_case("txt").then(inner).flatten();
    inner.or_else(|| by_extension(last.to_str()?))
}

fn by_extension(written: &str) -> Option<(Format, Extension)> {
    Format::ALL.into_iter().find_map(|format| {
        let known = format.input_format().extensions().iter();
        let found = known
            .copied()
            .find(|known| written.eq_ignore_ascii_case(known.name));
        found.map(|extension| (format, extension))
    })
}
