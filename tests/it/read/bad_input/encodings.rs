//! Encodings, marks and line ends.

use super::*;

#[test]
fn marks_and_line_ends_of_every_sort_are_read() {
    doc(&format!("\u{feff}{SHORT}")).read().at(FOUND, 6, 7);
    doc(&SHORT.replace('\n', "\r\n")).read().at(FOUND, 6, 7);
    doc(&SHORT.replace('\n', "\r")).read().at(FOUND, 6, 7);
    doc(&format!("\u{feff}{}", SHORT.replace('\n', "\r\n")))
        .read()
        .at(FOUND, 6, 7);
    doc(SHORT.trim_end()).read().at(FOUND, 6, 7);
}

pub fn utf16(text: &str, unit: fn(u16) -> [u8; 2]) -> Vec<u8> {
    text.encode_utf16().flat_map(unit).collect()
}

#[test]
fn utf16_with_its_mark_is_read() {
    for (mark, unit) in [
        ([0xff, 0xfe], u16::to_le_bytes as fn(u16) -> [u8; 2]),
        ([0xfe, 0xff], u16::to_be_bytes),
    ] {
        let bytes = [&mark[..], &utf16(&with("電波", "𠮷野"), unit)].concat();
        let verdict = judge("案.yaml", &bytes).read().at(FOUND, 6, 7);
        let start = &of(&verdict.named, FOUND)[0]["range"]["start"];
        let before: usize = SHORT
            .lines()
            .take(5)
            .map(|line| 2 * (line.encode_utf16().count() + 1))
            .sum();
        // 𠮷 is a surrogate pair, 電 one UTF-16 unit.
        assert_eq!(count(start, "byte"), 2 + before + 2 * 6 + 2);
        // Truncated inside a UTF-16 unit.
        judge("案.yaml", &bytes[..bytes.len() - 1]).refused("KG001");
    }
}

#[test]
fn utf16_without_its_mark_is_refused_under_its_name() {
    for (name, unit) in [
        ("UTF-16LE", u16::to_le_bytes as fn(u16) -> [u8; 2]),
        ("UTF-16BE", u16::to_be_bytes),
    ] {
        judge("案.yaml", &utf16("kind: other\ndue: 2025-09-11\n", unit))
            .refused("KG001")
            .says("KG001", name);
    }
}

#[test]
fn utf16_in_japanese_without_its_mark_is_refused_under_its_name() {
    for (name, unit) in [
        ("UTF-16LE", u16::to_le_bytes as fn(u16) -> [u8; 2]),
        ("UTF-16BE", u16::to_be_bytes),
    ] {
        judge("案.yaml", &utf16(SHORT, unit))
            .refused("KG001")
            .says("KG001", name);
    }
}

/// The first two lines of [`SHORT`] in Japanese encodings, as literal bytes.
const SHIFT_JIS: &[u8] = b"\x8e\xed\x95\xca: \x8b\xa6\x8bc\n\x8c\x8f\x96\xbc: \x93d\x94g\x96@\n";
const EUC_JP: &[u8] = b"\xbc\xef\xca\xcc: \xb6\xa8\xb5\xc4\n\xb7\xef\xcc\xbe: \xc5\xc5\xc7\xc8\xcb\xa1\n";
const ISO_2022_JP: &[u8] = b"\x1b$B<oJL\x1b(B: \x1b$B6(5D\x1b(B\n\x1b$B7oL>\x1b(B: \x1b$BEEGHK!\x1b(B\n";

#[test]
fn shift_jis_and_euc_jp_are_refused_under_their_names_with_a_way_out() {
    for (name, bytes) in [("Shift_JIS", SHIFT_JIS), ("EUC-JP", EUC_JP)] {
        let bytes = [bytes, b"due: 2025-09-11\n"].concat();
        judge("案.yaml", &bytes)
            .refused("KG001")
            .at("KG001", 1, 1)
            .says("KG001", name)
            .says("KG001", "「名前を付けて保存」");
    }
}

#[test]
fn iso_2022_jp_is_refused_under_its_name() {
    judge("案.yaml", ISO_2022_JP)
        .refused("KG001")
        .says("KG001", "ISO-2022-JP");
}

#[test]
fn latin_1_and_bytes_of_no_encoding_are_refused_at_their_place() {
    judge(
        "案.yaml",
        b"kind: other\nsubject: caf\xe9\ndue: 2025-09-11 17:00\n",
    )
    .refused("KG001")
    .at("KG001", 2, 13);
    judge("案.yaml", b"kind: other\nsubject: \xff\xff\n")
        .refused("KG001")
        .at("KG001", 2, 10);
    judge("案.yaml", b"\x00\x01\x02\x03\xfe\xff").refused("KG001");
    judge("案.yaml", &[0xff, 0xfe, 0, 0, 1, 0, 0, 0])
        .refused("KG001")
        .says("KG001", "UTF-32");
    // Truncated inside the last character.
    let cut = SHORT.as_bytes();
    judge("案.yaml", &cut[..cut.len() - 2])
        .refused("KG001")
        .at("KG001", 7, 10);
}

// ── Characters ──
