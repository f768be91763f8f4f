//! Properties of a message, recipient or attachment (MS-OXMSG §2.4).

use std::collections::HashMap;
use std::io::{Cursor, Read};

use cfb::CompoundFile;

use crate::charset::{Charset, decode_as};
use crate::places::{OffsetMap, Places, Text};

pub(super) type Container<'a> = CompoundFile<Cursor<&'a [u8]>>;

/// Properties of an object.
pub(super) struct Properties {
    folder: String,
    fixed: HashMap<u16, u64>,
    /// Code page of its 8-bit strings.
    pub(super) page: Option<Charset>,
}

/// A stream up to `most` bytes, and whether it is longer.
pub(super) fn stream(container: &mut Container<'_>, path: &str, most: usize) -> Option<(Vec<u8>, bool)> {
    if !container.is_stream(path) {
        return None;
    }
    let mut bytes = Vec::new();
    let limit = u64::try_from(most).ok()?.checked_add(1)?;
    container
        .open_stream(path)
        .ok()?
        .take(limit)
        .read_to_end(&mut bytes)
        .ok()?;
    let longer = bytes.len() > most;
    bytes.truncate(most);
    Some((bytes, longer))
}

/// The property id that a message assigns to a named property, by set and number (MS-OXMSG §2.2.3).
pub(super) fn named(container: &mut Container<'_>, set: [u8; 16], number: u32) -> Option<u16> {
    /// Index of the first property set listed in the message.
    const LISTED: usize = 3;
    const BYTES_LIMIT: usize = 1 << 20;
    let (sets, _) = stream(
        container,
        "/__nameid_version1.0/__substg1.0_00020102",
        BYTES_LIMIT,
    )?;
    let (entries, _) = stream(
        container,
        "/__nameid_version1.0/__substg1.0_00030102",
        BYTES_LIMIT,
    )?;
    let set = LISTED + sets.chunks_exact(16).position(|known| known == set)?;
    entries.chunks_exact(8).find_map(|entry| {
        let name = u32::from_le_bytes(entry.get(..4)?.try_into().ok()?);
        let kind = u16::from_le_bytes(entry.get(4..6)?.try_into().ok()?);
        let index = u16::from_le_bytes(entry.get(6..8)?.try_into().ok()?);
        let is_number = kind & 1 == 0;
        let is_it = is_number && name == number && usize::from(kind >> 1) == set;
        is_it.then(|| index.checked_add(0x8000)).flatten()
    })
}

impl Properties {
    /// Reads the properties in a storage, whose table follows a header of a given size.
    pub(super) fn read(
        container: &mut Container<'_>,
        folder: &str,
        head: usize,
        page: Option<Charset>,
    ) -> Self {
        let table = stream(container, &format!("{folder}/__properties_version1.0"), 1 << 20);
        let table = table.map(|(table, _)| table).unwrap_or_default();
        let mut fixed = HashMap::new();
        for entry in table.get(head..).unwrap_or_default().chunks_exact(16) {
            let word = |at: usize| {
                entry
                    .get(at..at + 2)
                    .and_then(|two| two.try_into().ok())
                    .map(u16::from_le_bytes)
            };
            let value = entry
                .get(8..16)
                .and_then(|eight| eight.try_into().ok())
                .map(u64::from_le_bytes);
            if let (Some(id), Some(value)) = (word(2), value) {
                fixed.insert(id, value);
            }
        }
        Self {
            folder: folder.to_owned(),
            fixed,
            page,
        }
    }

    /// An integer property.
    pub(super) fn long(&self, id: u16) -> Option<u32> {
        self.fixed.get(&id).map(|value| *value as u32)
    }

    /// A time property (100 ns since 1601).
    pub(super) fn time(&self, id: u16) -> Option<u64> {
        self.fixed.get(&id).copied().filter(|time| *time != 0)
    }

    /// A binary property.
    pub(super) fn binary(
        &self,
        container: &mut Container<'_>,
        id: u16,
        most: usize,
    ) -> Option<(Vec<u8>, bool)> {
        stream(
            container,
            &format!("{}/__substg1.0_{id:04X}0102", self.folder),
            most,
        )
    }

    /// The declared code page, and the one in which the message's own 8-bit strings are. Names alone are too short to
    /// tell.
    pub(super) fn true_page(
        &self,
        container: &mut Container<'_>,
        ids: &[u16],
        most: usize,
    ) -> Option<(Charset, Charset)> {
        let declared = self.page?;
        let mut all = Vec::new();
        for id in ids {
            let narrow = format!("{}/__substg1.0_{id:04X}001E", self.folder);
            if let Some((bytes, _)) = stream(container, &narrow, most) {
                all.extend(bytes);
                all.push(b'\n');
            }
        }
        let decoded = decode_as(&all, Some(declared));
        let found = decoded
            .charset
            .filter(|_| decoded.wrong_label && decoded.errors == 0)?;
        Some((declared, found))
    }

    /// A string property, with the location of its stream if contiguous.
    pub(super) fn text(
        &self,
        container: &mut Container<'_>,
        file: &[u8],
        id: u16,
        most: usize,
    ) -> Option<TextProperty> {
        let wide = format!("{}/__substg1.0_{id:04X}001F", self.folder);
        let (bytes, longer, charset) = match stream(container, &wide, most) {
            Some((bytes, longer)) => (bytes, longer, Some(Charset::Other(encoding_rs::UTF_16LE))),
            None => {
                let narrow = format!("{}/__substg1.0_{id:04X}001E", self.folder);
                let (bytes, longer) = stream(container, &narrow, most)?;
                (bytes, longer, self.page)
            }
        };
        Some(found(file, &bytes, longer, charset, self.folder.is_empty()))
    }
}

/// A string property that was read.
pub(super) struct TextProperty {
    pub(super) text: Text,
    /// Whether the text was cut at the limit.
    pub(super) longer: bool,
    /// Number of undecodable sequences.
    pub(super) errors: usize,
    /// The declared encoding and the one that was found, if they differ.
    pub(super) mislabelled: Option<(Charset, Charset)>,
}

/// Text of a stream. Only streams of the message itself are located; attachments may have thousands.
pub(super) fn found(
    file: &[u8],
    bytes: &[u8],
    longer: bool,
    charset: Option<Charset>,
    own: bool,
) -> TextProperty {
    let sought = own && !bytes.is_empty();
    let whole = sought.then(|| memchr::memmem::find(file, bytes)).flatten();
    let range = whole.map_or(0..file.len(), |at| at..at + bytes.len());
    let decoded = decode_as(bytes, charset);
    let kept = decoded.text.trim_end_matches('\0').len();
    let mut text = decoded.text;
    text.truncate(kept);
    let mut map = OffsetMap::default();
    map.push_whole(range, kept);
    TextProperty {
        text: Text {
            text,
            places: Places::first(map, true),
        },
        longer,
        errors: decoded.errors,
        mislabelled: charset.zip(decoded.charset.filter(|_| decoded.wrong_label)),
    }
}
