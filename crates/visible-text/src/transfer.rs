//! Content-Transfer-Encoding (RFC 2045 §6).

use crate::places::OffsetMap;

/// A transfer encoding.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Transfer {
    /// 7bit, 8bit and binary.
    Identity,
    QuotedPrintable,
    Base64,
}

impl Transfer {
    /// The encoding of a label; `None` if unknown.
    pub(crate) fn by_label(label: &str) -> Option<Self> {
        let label: String = label
            .chars()
            .filter(|c| !c.is_whitespace() && !matches!(c, '"' | ';'))
            .collect();
        let label = label.to_ascii_lowercase();
        match label.as_str() {
            "" | "7bit" | "7-bit" | "8bit" | "8-bit" | "binary" | "none" | "7bits" | "8bits" => {
                Some(Self::Identity)
            }
            "quoted-printable" | "qp" => Some(Self::QuotedPrintable),
            "base64" | "b64" => Some(Self::Base64),
            _ => None,
        }
    }
}

/// Decoded bytes with their map.
pub(crate) struct Decoded {
    pub(crate) bytes: Vec<u8>,
    pub(crate) map: OffsetMap,
    /// Number of invalid bytes.
    pub(crate) strange: usize,
}

/// Decodes bytes located at `at` in the file.
pub(crate) fn decode(transfer: Transfer, bytes: &[u8], at: usize) -> Decoded {
    match transfer {
        Transfer::Identity => Decoded {
            bytes: bytes.to_vec(),
            map: OffsetMap::same(at, bytes.len()),
            strange: 0,
        },
        Transfer::QuotedPrintable => quoted_printable(bytes, at),
        Transfer::Base64 => base64_lines(bytes, at),
    }
}

fn lines(bytes: &[u8]) -> impl Iterator<Item = (usize, &[u8])> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let rest = bytes.get(at..).filter(|rest| !rest.is_empty())?;
        let len = memchr::memchr(b'\n', rest).map_or(rest.len(), |end| end + 1);
        let start = at;
        at += len;
        Some((start, rest.get(..len)?))
    })
}

fn quoted_printable(bytes: &[u8], at: usize) -> Decoded {
    let mut out = Decoded {
        bytes: Vec::with_capacity(bytes.len()),
        map: OffsetMap::default(),
        strange: 0,
    };
    for (start, line) in lines(bytes) {
        let before = out.bytes.len();
        let body = line.trim_ascii_end();
        let end = line.get(body.len()..).unwrap_or_default();
        let (body, soft) = match body.strip_suffix(b"=") {
            Some(body) => (body, true),
            None => (body, false),
        };
        out.strange += printable(body, false, &mut out.bytes);
        // Trailing blanks were added in transport.
        if !soft && end.contains(&b'\n') {
            out.bytes.push(b'\n');
        }
        out.map
            .push_whole(at + start..at + start + line.len(), out.bytes.len() - before);
    }
    out
}

/// Decodes `=XX`, and `_` to a blank in encoded words; returns the number of invalid `=`.
pub(crate) fn printable(bytes: &[u8], word: bool, out: &mut Vec<u8>) -> usize {
    let mut strange = 0;
    let mut rest = bytes;
    while let Some((&first, after)) = rest.split_first() {
        rest = after;
        match first {
            b'=' => match after {
                [high, low, tail @ ..] if high.is_ascii_hexdigit() && low.is_ascii_hexdigit() => {
                    out.push(hex(*high) << 4 | hex(*low));
                    rest = tail;
                }
                _ => {
                    strange += 1;
                    out.push(b'=');
                }
            },
            b'_' if word => out.push(b' '),
            _ => out.push(first),
        }
    }
    strange
}

pub(crate) fn hex(digit: u8) -> u8 {
    match digit {
        b'0'..=b'9' => digit - b'0',
        b'a'..=b'f' => digit - b'a' + 10,
        b'A'..=b'F' => digit - b'A' + 10,
        _ => 0,
    }
}

fn base64_lines(bytes: &[u8], at: usize) -> Decoded {
    let mut out = Decoded {
        bytes: Vec::with_capacity(bytes.len() / 4 * 3),
        map: OffsetMap::default(),
        strange: 0,
    };
    let mut reader = Base64::default();
    for (start, line) in lines(bytes) {
        let before = out.bytes.len();
        reader.feed(line, &mut out.bytes);
        out.map
            .push_whole(at + start..at + start + line.len(), out.bytes.len() - before);
    }
    let before = out.bytes.len();
    reader.finish(&mut out.bytes);
    out.map.push_whole(at..at + bytes.len(), out.bytes.len() - before);
    out.strange = reader.strange;
    out
}

/// Value of each base64 character; 64 for others.
static LETTERS: [u8; 256] = {
    let mut table = [64; 256];
    let mut value: u8 = 0;
    while value < 62 {
        let letter = match value {
            0..26 => b'A' + value,
            26..52 => b'a' + value - 26,
            _ => b'0' + value - 52,
        };
        table[letter as usize] = value;
        value += 1;
    }
    table[b'+' as usize] = 62;
    table[b'-' as usize] = 62;
    table[b'/' as usize] = 63;
    table[b'_' as usize] = 63;
    table
};

fn letter(byte: u8) -> u8 {
    LETTERS[usize::from(byte)]
}

/// Incremental base64 decoder; invalid characters are skipped and counted.
#[derive(Default)]
pub(crate) struct Base64 {
    held: u32,
    bits: u32,
    /// Number of invalid characters skipped.
    pub(crate) strange: usize,
}

impl Base64 {
    pub(crate) fn feed(&mut self, bytes: &[u8], out: &mut Vec<u8>) {
        let mut rest = bytes;
        while let Some((&byte, after)) = rest.split_first() {
            // Fast path: a whole quantum.
            if self.bits == 0
                && let [a, b, c, d, behind @ ..] = rest
                && let [a, b, c, d] = [letter(*a), letter(*b), letter(*c), letter(*d)]
                && (a | b | c | d) < 64
            {
                out.extend_from_slice(&[a << 2 | b >> 4, b << 4 | c >> 2, c << 6 | d]);
                rest = behind;
                continue;
            }
            rest = after;
            let value = match letter(byte) {
                value @ 0..64 => value,
                _ => match byte {
                    b'=' => {
                        // Padding ends a quantum; concatenated data may continue.
                        self.finish(out);
                        continue;
                    }
                    b'\r' | b'\n' | b' ' | b'\t' => continue,
                    _ => {
                        self.strange += 1;
                        continue;
                    }
                },
            };
            self.held = (self.held << 6 | u32::from(value)) & 0xFF_FFFF;
            self.bits += 6;
            if self.bits == 24 {
                out.extend_from_slice(&[(self.held >> 16) as u8, (self.held >> 8) as u8, self.held as u8]);
                self.bits = 0;
            }
        }
    }

    pub(crate) fn finish(&mut self, out: &mut Vec<u8>) {
        match self.bits {
            12 => out.push((self.held >> 4) as u8),
            18 => out.extend([(self.held >> 10) as u8, (self.held >> 2) as u8]),
            _ => {}
        }
        self.bits = 0;
        self.held = 0;
    }
}
