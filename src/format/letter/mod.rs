//! Letters: mail, Outlook messages, Word documents, plain text. Written for people, with the deadline in a sentence.

mod blanks;
mod content;
mod direction;
mod edit;
mod front;
mod heading;
mod line;
mod list;
mod markdown;
mod offices;
mod prose;
mod read;
mod times;
mod troubles;

use std::path::Path;

use visible_text::Limits;

use super::cursor::Cursor;
use super::edit::Editable;
use super::input_format::{Extension, InputFormat, Place, ReadEnvironment, has_extension};
use super::yaml;
use crate::read::{Context, Reading};
use crate::source::{DecodeError, Source};

pub use prose::time_mentions;

/// The format.
pub(super) struct Letter;

impl InputFormat for Letter {
    fn extensions(&self) -> &'static [Extension] {
        const fn extension(name: &'static str, in_folders: bool) -> Extension {
            Extension { name, in_folders }
        }
        const ALL: [Extension; 8] = [
            extension("eml", true),
            extension("msg", true),
            extension("docx", false),
            extension("docm", false),
            extension("txt", false),
            extension("text", false),
            extension("md", false),
            extension("markdown", false),
        ];
        &ALL
    }

    fn languages(&self) -> &'static [&'static str] {
        &["markdown", "plaintext"]
    }

    fn has_general_languages(&self) -> bool {
        true
    }

    fn is_content(&self, bytes: &[u8]) -> bool {
        visible_text::kind(bytes).is_some() || content::is_letter(bytes)
    }

    fn decode(&self, path: &str, bytes: Vec<u8>) -> Result<Source, DecodeError> {
        let kind = visible_text::kind(&bytes).or_else(|| foreign_kind(path));
        let is_named = |names: &[&str]| has_extension(path, names);
        let limits = Limits::default();
        let content = match kind {
            // Mail without a header may still be encoded, so it is not plain text.
            None if is_named(&["eml"]) => visible_text::mail::read(&bytes, &limits),
            // No program opens anything else under these names, so it is no text without a deadline.
            None if is_named(&["msg", "docx", "docm"]) => Err(visible_text::Error::NotOfThisKind),
            // NUL occurs in no text; that of other encodings is detected below.
            None if bytes.contains(&0) && std::str::from_utf8(&bytes).is_ok() => {
                Err(visible_text::Error::NotOfThisKind)
            }
            None => {
                let foreign = visible_text::text::read(&bytes, &limits).ok().filter(|document| {
                    document
                        .blocks
                        .iter()
                        .any(|block| content::reads(&block.text.text))
                });
                match foreign {
                    Some(document) => Ok(document),
                    None => return Source::decode(path, bytes),
                }
            }
            Some(_) => visible_text::read(&bytes, &limits),
        };
        Ok(Source::of_letter(
            path,
            bytes,
            content.map_err(|error| (error, kind)),
        ))
    }

    fn read<'a>(
        &self,
        source: &'a Source,
        context: Context<'_>,
        read_environment: ReadEnvironment<'_>,
    ) -> Reading<'a> {
        read::read(source, context, read_environment)
    }

    fn editor<'a>(&self, source: &'a Source) -> Option<Box<dyn Editable + 'a>> {
        let editor = edit::Editor::new(source)?;
        Some(Box::new(editor))
    }

    fn place(&self, source: &Source, at: u32) -> Option<Place> {
        let is_plain = source
            .letter()
            .is_none_or(|letter| letter.content.as_ref().is_ok_and(|document| document.plain));
        let matter = front::matter(source.text()).filter(|matter| is_plain && (at as usize) < matter.inner);
        match matter {
            Some(matter) => yaml::front_place(source, matter.inner, at),
            None => Some(Place::Prose),
        }
    }

    fn cursor<'t>(&self, _text: &'t str, _at: usize) -> Option<Cursor<'t>> {
        None
    }
}

/// Whether a file with a letter's extension is one, rather than a request's mapping.
pub(super) fn is_content(bytes: &[u8]) -> bool {
    visible_text::kind(bytes).is_some() || content::is_text(bytes)
}

/// The kind by name alone, where no reader supports it: its text is not what a person reads in it.
pub(super) fn foreign_kind(path: &str) -> Option<visible_text::Kind> {
    use visible_text::Kind;
    let extension = Path::new(path).extension()?.to_str()?.to_ascii_lowercase();
    match extension.as_str() {
        "pdf" => Some(Kind::Pdf),
        "doc" => Some(Kind::OldWord),
        "jtd" | "jtdc" | "jtt" | "jttc" | "jsw" | "jfw" | "jaw" | "jbw" => Some(Kind::Ichitaro),
        _ => None,
    }
}
