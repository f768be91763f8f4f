//! The formats that requests are written in: a folder each, and all that the rest asks of one behind a trait.
//!
//! To add a format: a folder with an implementation of [`Notation`], and its variant of [`Format`] here.

pub mod cursor;
pub mod edit;
pub mod ics;
mod letter;
pub mod notation;
mod party;
mod yaml;

use std::path::Path;

pub use letter::time_mentions;
pub use notation::{Background, Extension, HORIZON_DAYS, Notation, Place};

/// The format a file is written in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Format {
    /// YAML, one or more documents: what a text is taken for that nothing else claims.
    #[default]
    Yaml,
    /// iCalendar, or the vCalendar before it.
    Calendar,
    /// Mail, an Outlook message, a Word document, plain text.
    Letter,
}

impl Format {
    /// Each of them, those first that know their own by content.
    const ALL: [Self; 3] = [Self::Calendar, Self::Letter, Self::Yaml];

    /// What it can do.
    pub fn notation(self) -> &'static dyn Notation {
        match self {
            Self::Yaml => &yaml::Yaml,
            Self::Calendar => &ics::Calendar,
            Self::Letter => &letter::Letter,
        }
    }

    /// The format that a file's name says, in any case of its letters.
    pub fn by_name(name: &str) -> Option<Self> {
        Self::by_path(Path::new(name))
    }

    /// The format that a path's extension says.
    pub fn by_path(path: &Path) -> Option<Self> {
        extension(path).map(|(format, _)| format)
    }

    /// Whether a path is looked at that is met in a folder.
    pub fn is_looked_at(path: &Path) -> bool {
        extension(path).is_some_and(|(_, extension)| extension.in_folders)
    }

    /// The format that an editor's name for a language says.
    pub fn by_language(language: &str) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|format| format.notation().languages().contains(&language))
    }

    /// The format of what comes under no telling name.
    pub fn by_content(bytes: &[u8]) -> Self {
        Self::ALL
            .into_iter()
            .find(|format| format.notation().is_content(bytes))
            .unwrap_or_default()
    }

    /// The format of a file.
    pub fn of(name: &str, bytes: &[u8]) -> Self {
        // What is written as a request stays one under the name of a text.
        let is_other = || !letter::is_content(bytes) || Self::Calendar.notation().is_content(bytes);
        let named = Self::by_name(name).filter(|named| *named != Self::Letter || !is_other());
        named.unwrap_or_else(|| Self::by_content(bytes))
    }
}

/// What a path's extension says, or the one before it where Windows has hidden that and added its own:
/// `協議.yaml.txt`. Of a name that is not Unicode the extension still is.
fn extension(path: &Path) -> Option<(Format, Extension)> {
    let of = |path: &Path| by_extension(path.extension()?.to_str()?);
    let is_txt = path.extension()?.eq_ignore_ascii_case("txt");
    let inner = is_txt.then(|| of(Path::new(path.file_stem()?))).flatten();
    inner.or_else(|| of(path))
}

fn by_extension(written: &str) -> Option<(Format, Extension)> {
    Format::ALL.into_iter().find_map(|format| {
        let known = format.notation().extensions().iter();
        let found = known
            .copied()
            .find(|known| written.eq_ignore_ascii_case(known.name));
        found.map(|extension| (format, extension))
    })
}
