//! Parts of the zip package (ECMA-376 part 2).

use std::io::{Cursor, Read};
use std::ops::Range;

use zip::ZipArchive;

use super::xml::{Event, Events};
use crate::{Error, Limits, Notice, Problem, charset};

/// Allowance for markup relative to text.
const MARKUP: usize = 4;

pub(super) struct Package<'a> {
    archive: ZipArchive<Cursor<&'a [u8]>>,
    len: usize,
    limits: &'a Limits,
    pub(super) notices: Vec<Notice>,
}

impl<'a> Package<'a> {
    pub(super) fn open(bytes: &'a [u8], limits: &'a Limits) -> Result<Self, Error> {
        let archive =
            ZipArchive::new(Cursor::new(bytes)).map_err(|error| Error::Broken(error.to_string()))?;
        if archive.len() > limits.parts {
            return Err(Error::TooLarge);
        }
        let mut package = Self {
            archive,
            len: bytes.len(),
            limits,
            notices: Vec::new(),
        };
        if package.archive.index_for_name("word/vbaProject.bin").is_some() {
            package.notices.push(Notice {
                problem: Problem::NotFollowed {
                    part: "word/vbaProject.bin".to_owned(),
                },
                range: 0..bytes.len(),
            });
        }
        Ok(package)
    }

    /// Text of a part up to the limit, and its byte range in the file.
    pub(super) fn text(&mut self, name: &str) -> Option<(String, Range<usize>)> {
        let most = self.limits.text.saturating_mul(MARKUP);
        let mut entry = self.archive.by_name(name).ok()?;
        let start = usize::try_from(entry.data_start()).unwrap_or(0).min(self.len);
        let held = usize::try_from(entry.compressed_size()).unwrap_or(self.len);
        let range = start..start.saturating_add(held).min(self.len);
        let mut bytes = Vec::new();
        // Declared sizes cannot be trusted: limit while reading.
        let read = entry
            .by_ref()
            .take(u64::try_from(most).ok()?.saturating_add(1))
            .read_to_end(&mut bytes);
        if bytes.len() > most {
            bytes.truncate(most);
            self.notices.push(Notice {
                problem: Problem::TooLong,
                range: range.clone(),
            });
        } else if read.is_err() {
            self.notices.push(Notice {
                problem: Problem::Broken {
                    part: name.to_owned(),
                },
                range: range.clone(),
            });
        }
        drop(entry);
        if let Some((encoding, _)) = encoding_rs::Encoding::for_bom(&bytes) {
            let (text, _) = encoding.decode_with_bom_removal(&bytes);
            return Some((text.into_owned(), range));
        }
        let label = declared(&bytes).unwrap_or("utf-8");
        let decoded = charset::decode(&bytes, Some(label));
        if let Some(found) = decoded.charset.filter(|_| decoded.wrong_label) {
            self.notices.push(Notice {
                problem: Problem::WrongCharset {
                    label: Some(label.to_owned()),
                    found: found.name(),
                },
                range: range.clone(),
            });
        }
        if decoded.errors > 0 {
            self.notices.push(Notice {
                problem: Problem::Unreadable {
                    characters: decoded.errors,
                },
                range: range.clone(),
            });
        }
        Some((decoded.text, range))
    }

    /// Name of the main part.
    pub(super) fn main(&mut self) -> String {
        let relations = self.text("_rels/.rels").map(|(text, _)| text).unwrap_or_default();
        let target = Events::new(&relations).find_map(|event| match event {
            Event::Open(tag) if tag.name == "Relationship" => {
                let is_main = tag
                    .get("Type")
                    .is_some_and(|kind| kind.ends_with("/officeDocument"));
                tag.get("Target").filter(|_| is_main)
            }
            _ => None,
        });
        let target = target.map(|target| target.trim_start_matches('/').to_owned());
        let known = target.filter(|target| self.archive.index_for_name(target).is_some());
        known.unwrap_or_else(|| "word/document.xml".to_owned())
    }

    /// Visible parts in page order: headers first, footers last.
    pub(super) fn shown(&self, main: &str) -> Vec<String> {
        let folder = main.rsplit_once('/').map_or("", |(folder, _)| folder);
        let named = |kind: &str| {
            let mut found: Vec<String> = self
                .archive
                .file_names()
                .filter(|name| {
                    let rest = name
                        .strip_prefix(folder)
                        .and_then(|rest| rest.trim_start_matches('/').strip_prefix(kind));
                    let number = rest.and_then(|rest| rest.strip_suffix(".xml"));
                    number.is_some_and(|number| number.bytes().all(|byte| byte.is_ascii_digit()))
                })
                .map(str::to_owned)
                .collect();
            found.sort();
            found
        };
        let mut shown = named("header");
        shown.push(main.to_owned());
        for kind in ["footnotes", "endnotes", "footer"] {
            shown.extend(named(kind));
        }
        shown
    }
}

/// The encoding that an XML declaration names.
fn declared(bytes: &[u8]) -> Option<&str> {
    let head = bytes.get(..bytes.len().min(256)).unwrap_or_default();
    let head = head.strip_prefix(b"<?xml")?;
    let end = memchr::memmem::find(head, b"?>")?;
    let head = std::str::from_utf8(head.get(..end)?).ok()?;
    let (_, value) = head.split_once("encoding")?;
    let value = value.trim_start().strip_prefix('=')?.trim_start();
    let quote = value.chars().next().filter(|quote| matches!(quote, '"' | '\''))?;
    value.get(1..)?.split(quote).next()
}
