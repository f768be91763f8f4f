//! Decompresses RTF (MS-OXRTFCP). Implemented here: the existing crate panics on less than 16 bytes and allocates the
//! size that the header claims.

const DICTIONARY: &[u8] = b"{\\rtf1\\ansi\\mac\\deff0\\deftab720{\\fonttbl;}{\\f0\\fnil \\froman \\fswiss \\fmodern \\fscript \\fdecor MS Sans SerifSymbolArialTimes New RomanCourier{\\colortbl\\red0\\green0\\blue0\r\n\\par \\pard\\plain\\f0\\fs20\\b\\i\\u\\tab\\tx";
const RING: usize = 4096;

/// Decompresses up to `most` bytes, and returns whether the result is complete; `None` if the input is not compressed
/// RTF.
pub(crate) fn expand(bytes: &[u8], most: usize) -> Option<(Vec<u8>, bool)> {
    let word =
        |at: usize| -> Option<u32> { Some(u32::from_le_bytes(bytes.get(at..at + 4)?.try_into().ok()?)) };
    let claimed = usize::try_from(word(4)?).ok()?;
    let data = bytes.get(16..)?;
    if word(8)? == 0x414C_454D {
        let len = claimed.min(data.len()).min(most);
        return Some((data.get(..len)?.to_vec(), len == claimed));
    }
    if word(8)? != 0x7546_5A4C {
        return None;
    }
    let mut ring = [0u8; RING];
    for (slot, byte) in ring.iter_mut().zip(DICTIONARY) {
        *slot = *byte;
    }
    let mut write = DICTIONARY.len();
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
    let whole = out.len() == claimed;
    Some((out, whole))
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
        let (text, whole) = expand(&bytes, 1 << 20).unwrap();
        assert_eq!(text, b"{\\rtf1\\ansi\\ansicpg1252\\pard hello world}\r\n");
        assert!(whole);
        // A bound, and every truncation.
        assert_eq!(expand(&bytes, 5).unwrap(), (b"{\\rtf".to_vec(), false));
        for len in 0..bytes.len() {
            if let Some((_, whole)) = expand(&bytes[..len], 1 << 20) {
                assert!(len >= bytes.len() - 4 || !whole);
            }
        }
        let mut claims = bytes;
        claims[4..8].copy_from_slice(&u32::MAX.to_le_bytes());
        assert!(!expand(&claims, 1 << 20).unwrap().1);
    }
}
