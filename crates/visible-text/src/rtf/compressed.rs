//! Decompresses RTF (MS-OXRTFCP). Implemented here: the existing crate panics on less than 16 bytes and allocates the
//! size that the header claims.

const DICTIONARY: &[u8] = b"{\\rtf1\\ansi\\mac\\deff0\\deftab720{\\fonttbl;}{\\f0\\fnil \\froman \\fswiss \\fmodern \\fscript \\fdecor MS Sans SerifSymbolArialTimes New RomanCourier{\\colortbl\\red0\\green0\\blue0\r\n\\par \\pard\\plain\\f0\\fs20\\b\\i\\u\\tab\\tx";
const RING: usize = 4096;

/// Decompressed RTF.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Expanded {
    pub(crate) rtf: Vec<u8>,
    /// Whether the limit cut it.
    pub(crate) longer: bool,
    /// Whether it is as long as its header says, and its checksum is right.
    pub(crate) intact: bool,
}

/// Decompresses up to `most` bytes; `None` if the input is not compressed RTF.
pub(crate) fn expand(bytes: &[u8], most: usize) -> Option<Expanded> {
    let word =
        |at: usize| -> Option<u32> { Some(u32::from_le_bytes(bytes.get(at..at + 4)?.try_into().ok()?)) };
    let claimed = usize::try_from(word(4)?).ok()?;
    let data = bytes.get(16..)?;
    let longer = claimed > most;
    if word(8)? == 0x414C_454D {
        let len = claimed.min(data.len()).min(most);
        return Some(Expanded {
            rtf: data.get(..len)?.to_vec(),
            longer,
            intact: claimed <= data.len(),
        });
    }
    if word(8)? != 0x7546_5A4C {
        return None;
    }
    let mut ring = [0u8; RING];
    for (slot, byte) in ring.iter_mut().zip(DICTIONARY) {
        *slot = *byte;
    }
    let mut write = DICTIONARY.len();
    // The first field counts what follows it: twelve bytes of the header, and the contents.
    let held = usize::try_from(word(0)?).ok()?.saturating_sub(12);
    let is_right = word(12)? == checksum(data.get(..held).unwrap_or(data));
    let most = claimed.min(most);
    let mut out = Vec::new();
    let mut rest = data.iter().copied();
    'all: while let Some(flags) = rest.next() {
        for bit in 0..8 {
            if out.len() >= most {
                break 'all;
            }
            let Some(first) = rest.next() else { break 'all };
            if flags >> bit & 1 == 0 {
                out.push(first);
                if let Some(slot) = ring.get_mut(write) {
                    *slot = first;
                }
                write = (write + 1) % RING;
                continue;
            }
            let Some(second) = rest.next() else { break 'all };
            let reference = usize::from(first) << 8 | usize::from(second);
            let mut from = reference >> 4;
            if from == write {
                break 'all;
            }
            for _ in 0..(reference & 0xF) + 2 {
                let byte = ring.get(from).copied().unwrap_or_default();
                from = (from + 1) % RING;
                out.push(byte);
                if let Some(slot) = ring.get_mut(write) {
                    *slot = byte;
                }
                write = (write + 1) % RING;
            }
        }
    }
    out.truncate(most);
    let whole = out.len() == most;
    Some(Expanded {
        rtf: out,
        longer,
        intact: whole && is_right,
    })
}

/// CRC-32 that starts at 0 and is not inverted at the end (MS-OXRTFCP §3.1.3.2).
fn checksum(bytes: &[u8]) -> u32 {
    const POLYNOMIAL: u32 = 0xEDB8_8320;
    bytes.iter().fold(0, |sum, byte| {
        (0..8).fold(sum ^ u32::from(*byte), |sum, _| {
            let odd = sum & 1 == 1;
            sum >> 1 ^ if odd { POLYNOMIAL } else { 0 }
        })
    })
}

#[cfg(test)]
mod tests {
    use super::expand;

    #[test]
    fn the_example_of_the_specification_is_expanded() {
        let bytes = [
            0x2d, 0, 0, 0, 0x2b, 0, 0, 0, 0x4c, 0x5a, 0x46, 0x75, 0xf1, 0xc5, 0xc7, 0xa7, 0x03, 0x00, 0x0a,
            0x00, 0x72, 0x63, 0x70, 0x67, 0x31, 0x32, 0x35, 0x42, 0x32, 0x0a, 0xf3, 0x20, 0x68, 0x65, 0x6c,
            0x09, 0x00, 0x20, 0x62, 0x77, 0x05, 0xb0, 0x6c, 0x64, 0x7d, 0x0a, 0x80, 0x0f, 0xa0,
        ];
        let expanded = expand(&bytes, 1 << 20).unwrap();
        assert_eq!(expanded.rtf, b"{\\rtf1\\ansi\\ansicpg1252\\pard hello world}\r\n");
        assert!(expanded.intact && !expanded.longer);
        let cut = expand(&bytes, 5).unwrap();
        assert_eq!(cut.rtf, b"{\\rtf");
        assert!(cut.intact && cut.longer);
        // Every truncation, and every changed byte of the contents.
        for len in 0..bytes.len() {
            assert!(
                expand(&bytes[..len], 1 << 20).is_none_or(|expanded| !expanded.intact),
                "{len}"
            );
        }
        for at in 12..bytes.len() {
            let mut other = bytes;
            other[at] ^= 0x10;
            assert!(!expand(&other, 1 << 20).unwrap().intact, "{at}");
        }
        let mut claims = bytes;
        claims[4..8].copy_from_slice(&u32::MAX.to_le_bytes());
        assert!(!expand(&claims, 1 << 20).unwrap().intact);
    }
}
