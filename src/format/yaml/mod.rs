//! YAML, one or more documents.

mod aliases;
mod cursor;
mod edit;
mod front;
mod place;
mod read;
mod record;
mod unread;

use super::cursor::Cursor;
use super::edit::Editable;
use super::input_format::{Extension, InputFormat, Place, ReadEnvironment};
use crate::read::{Context, Reading};
use crate::source::{DecodeError, Source};

pub(super) use edit::rewrite_quoted;
pub(super) use front::front_matter;
pub(super) use place::in_front_matter as front_place;

/// The format.
pub(super) struct Yaml;

impl InputFormat for Yaml {
    fn extensions(&self) -> &'static [Extension] {
        const fn looked_at(name: &'static str) -> Extension {
            Extension {
                name,
                in_folders: true,
            }
        }
        const ALL: [Extension; 2] = [looked_at("yaml"), looked_at("yml")];
        &ALL
    }

    fn languages(&self) -> &'static [&'static str] {
        &["yaml"]
    }

    /// Never: any text may be YAML, the fallback format.
    fn is_content(&self, _bytes: &[u8]) -> bool {
        false
    }

    fn decode(&self, path: &str, bytes: Vec<u8>) -> Result<Source, DecodeError> {
        Source::decode(path, bytes)
    }

    fn read<'a>(&self, source: &'a Source, context: Context<'_>, _: ReadEnvironment<'_>) -> Reading<'a> {
        read::read(source, context)
    }

    fn editor<'a>(&self, source: &'a Source) -> Option<Box<dyn Editable + 'a>> {
        Some(Box::new(edit::Editor::new(source)))
    }

    /// By `---` lines: the exact number, or a few more.
    fn documents(&self, text: &str) -> usize {
        let parts = |line: &&str| line.trim_start_matches('\u{feff}').starts_with("---");
        text.split(['\n', '\r']).filter(parts).count() + 1
    }

    fn place(&self, source: &Source, at: u32) -> Option<Place> {
        place::at(source.text(), at)
    }

    fn cursor<'t>(&self, text: &'t str, at: usize) -> Option<Cursor<'t>> {
        Cursor::in_yaml(text, at)
    }
}
