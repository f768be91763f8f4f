//! Plain text in the encodings before Unicode.

#![allow(clippy::unwrap_used)]

use encoding_rs::{EUC_JP, ISO_2022_JP, SHIFT_JIS};
use visible_text::{Error, Limits, Problem, text};

const LETTER: &str = "財務省主計局　御中\r\n標記について、９月１１日（木）１７時までに御回答願います。\r\n";

#[test]
fn text_is_read_in_each_encoding_of_japan_with_its_places() {
    for encoding in [SHIFT_JIS, EUC_JP, ISO_2022_JP] {
        let (bytes, _, _) = encoding.encode(LETTER);
        let document = text::read(&bytes, &Limits::default()).unwrap();
        let [block] = &document.blocks[..] else { panic!() };
        assert_eq!(block.text.text, LETTER);
        let at = LETTER.find("９月").unwrap();
        let place = block.text.places.in_file(at..at + "９月".len()).unwrap();
        let (words, _) = encoding.decode_without_bom_handling(&bytes[..place.end]);
        assert!(words.ends_with("９月"), "{words}");
        assert!(matches!(
            document.notices[0].problem,
            Problem::WrongCharset { .. }
        ));
    }
}

#[test]
fn what_is_none_of_them_beyond_doubt_is_refused() {
    let refused = |bytes: &[u8]| text::read(bytes, &Limits::default()).map(drop);
    let utf_16: Vec<u8> = LETTER.encode_utf16().flat_map(u16::to_le_bytes).collect();
    for bytes in [
        LETTER.as_bytes(),
        b"plain",
        b"",
        b"caf\xE9 au lait",
        &utf_16,
        b"\x00\x82\xA0\x82\xA0\x00",
        &SHIFT_JIS.encode(LETTER).0[..1],
    ] {
        assert_eq!(refused(bytes), Err(Error::NotOfThisKind), "{bytes:?}");
    }
}
