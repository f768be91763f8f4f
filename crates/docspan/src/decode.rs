//! Decodes bytes. UTF-8, and UTF-16 with a byte order mark, are accepted; anything else is rejected with its likely
//! name, since a file read in the wrong encoding would be judged by garbled text.

use encoding_rs::{EUC_JP, ISO_2022_JP, SHIFT_JIS, UTF_16BE, UTF_16LE};

/// Encoding of a decoded file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Encoding {
    /// UTF-8.
    Utf8,
    /// UTF-8 after a byte order mark.
    Utf8WithMark,
    /// UTF-16, little endian, after its mark.
    Utf16Le,
    /// UTF-16, big endian, after its mark.
    Utf16Be,
}

impl Encoding {
    /// Encodes `text`, without a byte order mark.
    pub fn encode(self, text: &str) -> Vec<u8> {
        match self {
            Self::Utf8 | Self::Utf8WithMark => text.as_bytes().to_vec(),
            Self::Utf16Le => text.encode_utf16().flat_map(u16::to_le_bytes).collect(),
            Self::Utf16Be => text.encode_utf16().flat_map(u16::to_be_bytes).collect(),
        }
    }
}

/// Why a file could not be decoded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DecodeError {
    /// Offset of the first invalid byte.
    pub byte: usize,
    /// The text before it, including a byte order mark, from which line and column can be computed.
    pub before: String,
    /// Name of the likely encoding, as editors label it.
    pub likely: Option<&'static str>,
}

pub(super) fn decode(bytes: Vec<u8>) -> Result<(String, Encoding), DecodeError> {
    // The BOM of UTF-32LE begins with that of UTF-16LE.
    if bytes.starts_with(&[0xff, 0xfe, 0, 0]) || bytes.starts_with(&[0, 0, 0xfe, 0xff]) {
        return Err(DecodeError {
            byte: 0,
            before: String::new(),
            likely: Some("UTF-32"),
        });
    }
    // ISO-2022-JP is valid UTF-8, with escape sequences for Japanese. (Searching for the ESC byte first makes other
    // files cheap.)
    let escape = |bytes: &[u8]| {
        bytes
            .windows(3)
            .position(|three| matches!(three, [0x1b, b'$', b'B' | b'@']))
    };
    if has(&bytes, 0x1b)
        && let Some(byte) = escape(&bytes)
    {
        let before = String::from_utf8_lossy(&bytes[..byte]).into_owned();
        return Err(DecodeError {
            byte,
            before,
            likely: Some(ISO_2022_JP.name()),
        });
    }
    match bytes.as_slice() {
        [0xff, 0xfe, rest @ ..] => utf16(rest, Encoding::Utf16Le),
        [0xfe, 0xff, rest @ ..] => utf16(rest, Encoding::Utf16Be),
        [0xef, 0xbb, 0xbf, ..] => utf8(bytes, Encoding::Utf8WithMark),
        _ => utf8(bytes, Encoding::Utf8),
    }
}

/// Whether a byte occurs: branch-free in blocks, which the compiler vectorizes.
pub(super) fn has(bytes: &[u8], wanted: u8) -> bool {
    bytes
        .chunks(256)
        .any(|block| block.iter().fold(false, |found, byte| found | (*byte == wanted)))
}

fn utf8(bytes: Vec<u8>, encoding: Encoding) -> Result<(String, Encoding), DecodeError> {
    // SIMD validation is many times faster than the standard library on Japanese text. (Copying into a String costs
    // less than that gains; only `unsafe` would avoid it.)
    match simdutf8::basic::from_utf8(&bytes) {
        Ok(text) => {
            let text = text
                .strip_prefix('\u{feff}')
                .filter(|_| encoding == Encoding::Utf8WithMark)
                .unwrap_or(text);
            // ASCII text in UTF-16 without BOM is valid UTF-8 with every other byte NUL. No request contains NUL, so
            // reject it under its right name.
            match utf16_without_mark(text.as_bytes()) {
                Some(likely) if encoding == Encoding::Utf8 => {
                    let byte = text.find('\0').unwrap_or_default();
                    Err(DecodeError {
                        byte,
                        before: text[..byte].to_owned(),
                        likely: Some(likely),
                    })
                }
                _ => Ok((text.to_owned(), encoding)),
            }
        }
        Err(_) => {
            let byte = std::str::from_utf8(&bytes)
                .err()
                .map_or(bytes.len(), |error| error.valid_up_to());
            // Keep the BOM, which counts in byte offsets.
            let before = String::from_utf8_lossy(bytes.get(..byte).unwrap_or_default()).into_owned();
            Err(DecodeError {
                byte,
                before,
                likely: likely(&bytes),
            })
        }
    }
}

/// The UTF-16 code units of a text.
pub(crate) fn utf16_units(bytes: &[u8], encoding: Encoding) -> impl Iterator<Item = u16> {
    bytes.chunks(2).map(move |pair| match (pair, encoding) {
        (&[a, b], Encoding::Utf16Be) => u16::from_be_bytes([a, b]),
        (&[a, b], _) => u16::from_le_bytes([a, b]),
        // A truncated last unit: an unpaired surrogate.
        _ => 0xdc00,
    })
}

fn utf16(bytes: &[u8], encoding: Encoding) -> Result<(String, Encoding), DecodeError> {
    let mut text = String::with_capacity(bytes.len());
    let mut units = 0;
    for decoded in char::decode_utf16(utf16_units(bytes, encoding)) {
        match decoded {
            Ok(c) => {
                units += c.len_utf16();
                text.push(c);
            }
            Err(_) => {
                return Err(DecodeError {
                    byte: 2 + 2 * units,
                    before: text,
                    likely: None,
                });
            }
        }
    }
    Ok((text, encoding))
}

/// Detects UTF-16 without BOM: line breaks and blanks are two bytes, one of them NUL.
pub(super) fn utf16_without_mark(bytes: &[u8]) -> Option<&'static str> {
    if !has(bytes, 0) {
        return None;
    }
    let sample = bytes.get(..bytes.len().min(4096)).unwrap_or_default();
    let ascii = |pair: &[u8]| match pair {
        [b'\n' | b'\r' | b' '..=b'~', 0] => Some(UTF_16LE.name()),
        [0, b'\n' | b'\r' | b' '..=b'~'] => Some(UTF_16BE.name()),
        _ => None,
    };
    let count = |name| sample.chunks(2).filter(|pair| ascii(pair) == Some(name)).count();
    let (little, big) = (count(UTF_16LE.name()), count(UTF_16BE.name()));
    // A single NUL may be a slip; in UTF-16, blanks and line breaks make up a tenth of a text.
    let (most, name) = if little > big {
        (little, UTF_16LE.name())
    } else {
        (big, UTF_16BE.name())
    };
    (most >= 2 && most * 20 >= sample.len() / 2 && little.min(big) * 4 < most).then_some(name)
}

/// Detects the encodings used in Japanese offices: the one that decodes without errors and mostly to Japanese, from
/// the first 64 KiB.
pub(super) fn likely(bytes: &[u8]) -> Option<&'static str> {
    let sample = bytes.get(..bytes.len().min(64 * 1024)).unwrap_or_default();
    if let Some(name) = utf16_without_mark(sample) {
        return Some(name);
    }
    [SHIFT_JIS, EUC_JP, ISO_2022_JP]
        .into_iter()
        .filter_map(|encoding| {
            let (text, _) = encoding.decode_without_bom_handling(sample);
            // The sample may end inside a character.
            let text = text.strip_suffix('\u{fffd}').unwrap_or(&text);
            if text.contains('\u{fffd}') {
                return None;
            }
            // EUC-JP misread as Shift_JIS looks like half-width katakana.
            let common = text.chars().filter(|c| matches!(c, '\u{3000}'..='\u{30ff}' | '\u{4e00}'..='\u{9fff}' | '\u{ff01}'..='\u{ff5e}')).count();
            let odd = text.chars().filter(|c| matches!(c, '\u{ff61}'..='\u{ff9f}' | '\u{80}'..='\u{9f}' | '\u{e000}'..='\u{f8ff}')).count();
            common.checked_sub(odd).filter(|score| *score > 0).map(|score| (score, encoding.name()))
        })
        .max_by_key(|(score, _)| *score)
        .map(|(_, name)| name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_the_likely_encoding() {
        let text = "種別: 協議\n件名: 行政手続法の一部改正について\n";
        for encoding in [SHIFT_JIS, EUC_JP] {
            let (bytes, _, _) = encoding.encode(text);
            let error = decode(bytes.into_owned()).unwrap_err();
            assert_eq!(error.likely, Some(encoding.name()));
            assert_eq!(error.byte, 0);
        }
        let latin = decode(b"kind: caf\xe9\n".to_vec()).unwrap_err();
        assert_eq!((latin.byte, latin.before.as_str()), (9, "kind: caf"));
    }

    #[test]
    fn more_odd_characters_than_common_ones_are_no_japanese() {
        // Found by fuzzing: half-width katakana in Shift_JIS, invalid in every other encoding.
        assert_eq!(
            decode(b"N;E\xc3\xae\xaa\xb0:x".to_vec()).unwrap_err().likely,
            None
        );
    }

    #[test]
    fn utf16_without_a_mark_and_utf32_are_refused() {
        let bytes: Vec<u8> = "kind: x".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(decode(bytes).unwrap_err().likely, Some("UTF-16LE"));
        assert_eq!(decode(vec![0xff, 0xfe, 0, 0]).unwrap_err().likely, Some("UTF-32"));
    }

    #[test]
    fn utf16_cut_in_the_middle_is_an_error_at_its_place() {
        let error = decode(vec![0xff, 0xfe, 0x41, 0x00, 0x42]).unwrap_err();
        assert_eq!((error.byte, error.before.as_str()), (4, "A"));
    }
}
