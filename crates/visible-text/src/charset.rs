//! Decodes bytes to text. The encoding is detected from the bytes, with the label as a hint.

use std::ops::Range;

use encoding_rs::{EUC_JP, Encoding, SHIFT_JIS, UTF_8};

use crate::jis;
use crate::places::OffsetMap;

/// An encoding.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Charset {
    Jis,
    /// ISO-2022-JP from which the ESC characters were removed.
    JisWithoutEscapes,
    Utf7,
    Other(&'static Encoding),
}

impl Charset {
    /// The encoding of a label, including the Japanese variants of Microsoft and Unix.
    pub(crate) fn by_label(label: &str) -> Option<Self> {
        let label = label.trim().trim_matches(['"', '\'']).trim().to_ascii_lowercase();
        let known = match label.as_str() {
            "cp932" | "ms932" | "windows-932" | "sjis-win" | "cp943" | "ibm-943" | "x-ms-cp932"
            | "shiftjis" | "shift-jisx0213" | "shift_jisx0213" | "shift_jis-2004" | "x-sjis-jp" => SHIFT_JIS,
            "eucjp-ms" | "euc-jp-ms" | "eucjp-win" | "cp51932" | "cp20932" | "x-euc" | "eucjp" | "ujis"
            | "euc-jisx0213" | "euc-jis-2004" => EUC_JP,
            "utf8n" | "utf-8n" | "utf8mb4" | "utf-8-sig" | "cp65001" => UTF_8,
            "utf-7" | "utf7" | "unicode-1-1-utf-7" | "x-unicode-2-0-utf-7" => return Some(Self::Utf7),
            _ if label.starts_with("iso-2022-jp")
                || label.starts_with("iso2022jp")
                || matches!(
                    label.as_str(),
                    "csiso2022jp"
                        | "jis"
                        | "iso-2022jp"
                        | "cp50220"
                        | "cp50221"
                        | "cp50222"
                        | "x-windows-iso2022jp"
                        | "x-windows-50220"
                        | "x-windows-50221"
                        | "iso_2022-jp"
                        | "iso-2022-ja"
                ) =>
            {
                return Some(Self::Jis);
            }
            _ => Encoding::for_label(label.as_bytes())?,
        };
        Some(Self::Other(known))
    }

    /// The encoding of a Windows code page.
    #[cfg(feature = "msg")]
    pub(crate) fn by_code_page(page: u32) -> Option<Self> {
        let label = match page {
            932 => return Some(Self::Other(SHIFT_JIS)),
            20932 | 51932 => return Some(Self::Other(EUC_JP)),
            50220..=50222 => return Some(Self::Jis),
            65000 => return Some(Self::Utf7),
            65001 => return Some(Self::Other(UTF_8)),
            20127 => "us-ascii".to_owned(),
            936 | 54936 => "gb18030".to_owned(),
            949 | 51949 => "euc-kr".to_owned(),
            950 => "big5".to_owned(),
            1200 => "utf-16le".to_owned(),
            20866 => "koi8-r".to_owned(),
            28591..=28606 => format!("iso-8859-{}", page - 28590),
            page => format!("windows-{page}"),
        };
        Encoding::for_label(label.as_bytes()).map(Self::Other)
    }

    /// Whether it is used for Japanese only.
    pub(crate) fn is_of_japan(self) -> bool {
        match self {
            Self::Jis => true,
            Self::JisWithoutEscapes | Self::Utf7 => false,
            Self::Other(encoding) => encoding == SHIFT_JIS || encoding == EUC_JP,
        }
    }

    /// Its name for display.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Jis => "ISO-2022-JP",
            Self::JisWithoutEscapes => "ISO-2022-JP (ESC lost)",
            Self::Utf7 => "UTF-7",
            Self::Other(encoding) => encoding.name(),
        }
    }
}

/// Decoded text.
pub(crate) struct Decoded {
    pub(crate) text: String,
    pub(crate) map: OffsetMap,
    /// The encoding used; `None` for ASCII.
    pub(crate) charset: Option<Charset>,
    /// Whether it differs from the label.
    pub(crate) wrong_label: bool,
    /// Number of characters that could not be decoded.
    pub(crate) errors: usize,
}

/// Decodes bytes with an optional label.
pub(crate) fn decode(bytes: &[u8], label: Option<&str>) -> Decoded {
    decode_as(bytes, label.and_then(Charset::by_label))
}

/// Decodes bytes with an optional declared encoding.
pub(crate) fn decode_as(bytes: &[u8], labelled: Option<Charset>) -> Decoded {
    if let Some(decoded) = as_labelled(bytes, labelled) {
        return decoded;
    }
    let charset = found(bytes, labelled);
    let (text, map, errors) = match charset {
        None => {
            let text = String::from_utf8_lossy(bytes).into_owned();
            let map = OffsetMap::same(0, text.len());
            (text, map, 0)
        }
        Some(charset) => with(charset, bytes),
    };
    Decoded {
        text,
        map,
        charset,
        wrong_label: charset.is_some() && charset != labelled,
        errors,
    }
}

/// Fast path for most mail: text that is valid in the labelled encoding.
fn as_labelled(bytes: &[u8], labelled: Option<Charset>) -> Option<Decoded> {
    let charset = labelled.filter(|label| label.is_of_japan() || *label == Charset::Other(UTF_8))?;
    if charset == Charset::Jis
        || bytes.is_ascii()
        || Encoding::for_bom(bytes).is_some()
        || jis::has_escapes(bytes)
    {
        return None;
    }
    let utf8 = std::str::from_utf8(bytes);
    let (text, map) = match utf8 {
        Ok(text) if charset == Charset::Other(UTF_8) => (text.to_owned(), OffsetMap::same(0, text.len())),
        Err(_) if charset != Charset::Other(UTF_8) => {
            let (text, map, errors) = with(charset, bytes);
            if errors > 0 || !text.contains(is_kana) {
                return None;
            }
            (text, map)
        }
        _ => return None,
    };
    Some(Decoded {
        text,
        map,
        charset: labelled,
        wrong_label: false,
        errors: 0,
    })
}

/// The encoding of bytes; `None` for ASCII.
fn found(bytes: &[u8], labelled: Option<Charset>) -> Option<Charset> {
    let wide =
        |encoding: &'static Encoding| encoding == encoding_rs::UTF_16LE || encoding == encoding_rs::UTF_16BE;
    if let Some(Charset::Other(encoding)) = labelled
        && wide(encoding)
    {
        return labelled;
    }
    if let Some((encoding, _)) = Encoding::for_bom(bytes) {
        return Some(Charset::Other(encoding));
    }
    if jis::has_escapes(bytes) {
        return Some(Charset::Jis);
    }
    if bytes.is_ascii() {
        if jis::lost_escapes(bytes, labelled == Some(Charset::Jis)) {
            return Some(Charset::JisWithoutEscapes);
        }
        let shifts = labelled == Some(Charset::Jis) && bytes.contains(&0x0E);
        let hangs = matches!(labelled, Some(Charset::Utf7)) && bytes.contains(&b'+');
        return (shifts || hangs).then_some(labelled?);
    }
    let utf8 = std::str::from_utf8(bytes);
    if utf8.is_ok() {
        let Some(Charset::Other(encoding)) = labelled.filter(|label| *label != Charset::Other(UTF_8)) else {
            return Some(Charset::Other(UTF_8));
        };
        // Two or three bytes may be valid in several encodings; longer runs are valid in UTF-8 only.
        let others = bytes.iter().filter(|byte| !byte.is_ascii()).count();
        let keep = others < 6 && !encoding.is_single_byte() && with(Charset::Other(encoding), bytes).2 == 0;
        return Some(Charset::Other(if keep { encoding } else { UTF_8 }));
    }
    let head = bytes.get(..bytes.len().min(0x1_0000)).unwrap_or_default();
    let score = |charset: Charset| match charset {
        Charset::Other(encoding) => {
            let (text, _) = encoding.decode_without_bom_handling(head);
            Score::of(&text)
        }
        charset => Score::of(&with(charset, head).0),
    };
    let mut best = labelled.map(|label| (label, score(label)));
    // The label cannot be improved on.
    if best.as_ref().is_some_and(|(_, held)| held.is_settled()) {
        return Some(
            labelled
                .filter(|_| !is_euc_as_chinese(head, labelled))
                .unwrap_or(Charset::Other(EUC_JP)),
        );
    }
    for encoding in [UTF_8, SHIFT_JIS, EUC_JP, encoding_rs::WINDOWS_1252] {
        let other = Charset::Other(encoding);
        if labelled == Some(other) {
            continue;
        }
        let score = score(other);
        let better = match &best {
            None => true,
            Some((held, best)) => score.beats(best, Some(*held) == labelled),
        };
        if better {
            best = Some((other, score));
        }
    }
    best.map(|(charset, _)| charset)
}

/// Whether a text labelled Chinese is EUC-JP. Both have kana at the same bytes, so kanji decide: those of official
/// letters are found in one of them only.
fn is_euc_as_chinese(bytes: &[u8], labelled: Option<Charset>) -> bool {
    const FREQUENT: &str = "年月日時分期限回答願協議総務省財厚生労働府庁局課室部御中別添照会調査依頼提出送付信本件標記法律案改正資料確認必要場合以下内容担当者宛先名一大臣官房行政管理主計前後午至急連絡電話番号線代表国質問意見締切";
    let chinese = [encoding_rs::GBK, encoding_rs::GB18030].map(|encoding| Some(Charset::Other(encoding)));
    if !chinese.contains(&labelled) {
        return false;
    }
    let frequent = |encoding: &'static Encoding| {
        let (text, _) = encoding.decode_without_bom_handling(bytes);
        let known = text.chars().filter(|c| FREQUENT.contains(*c)).count();
        (known, text.contains(char::REPLACEMENT_CHARACTER))
    };
    let (as_labelled, _) = frequent(encoding_rs::GB18030);
    let (as_japanese, is_broken) = frequent(EUC_JP);
    !is_broken && as_japanese > as_labelled
}

fn is_kana(character: char) -> bool {
    matches!(character, 'ぁ'..='ん' | 'ァ'..='ー')
}

/// How plausible a decoded text is.
struct Score {
    errors: usize,
    kana: usize,
    points: i64,
}

impl Score {
    fn of(text: &str) -> Self {
        let (mut errors, mut kana) = (0, 0);
        let mut points = 0;
        for character in text.chars().filter(|character| !character.is_ascii()) {
            points += match character {
                _ if is_kana(character) => {
                    kana += 1;
                    3
                }
                '一'..='鿿' | '、'..='】' | '！'..='～' => 1,
                '\u{FFFD}' => {
                    errors += 1;
                    -20
                }
                '\u{80}'..='\u{9F}' | '\u{E000}'..='\u{F8FF}' => -5,
                '｡'..='ﾟ' => -2,
                '\u{A0}'..='\u{24F}' => -1,
                _ => 0,
            };
        }
        Self { errors, kana, points }
    }

    /// Whether a label with this result is accepted without trying other encodings.
    fn is_settled(&self) -> bool {
        self.errors == 0 && self.kana > 0
    }

    fn beats(&self, other: &Self, labelled: bool) -> bool {
        if labelled && other.errors == 0 {
            // A label that decodes is accepted unless its text has no kana and the other's has.
            return self.errors == 0 && self.kana >= 2 && other.kana == 0;
        }
        self.points > other.points
    }
}

/// Decodes bytes in an encoding: text, map, and the number of errors.
pub(crate) fn with(charset: Charset, bytes: &[u8]) -> (String, OffsetMap, usize) {
    match charset {
        Charset::Jis => jis::decode(bytes),
        Charset::JisWithoutEscapes => jis::decode_without_escapes(bytes),
        Charset::Utf7 => utf7(bytes),
        Charset::Other(encoding) => by_units(encoding, bytes),
    }
}

fn by_units(encoding: &'static Encoding, bytes: &[u8]) -> (String, OffsetMap, usize) {
    if encoding == UTF_8
        && let Ok(text) = std::str::from_utf8(bytes)
    {
        let mark = if text.starts_with('\u{FEFF}') { 3 } else { 0 };
        let text = text.get(mark..).unwrap_or_default().to_owned();
        let map = OffsetMap::same(mark, text.len());
        return (text, map, 0);
    }
    let wide = encoding == encoding_rs::UTF_16LE || encoding == encoding_rs::UTF_16BE;
    let mut out = String::with_capacity(bytes.len() * 3 / 2);
    let mut map = OffsetMap::default();
    let mut errors = 0;
    let mut at = 0;
    while at < bytes.len() {
        let width = width(encoding, bytes, at);
        let mut end = at;
        let rest = bytes.get(at..).unwrap_or_default();
        if width == 1 && rest.first().is_some_and(u8::is_ascii) && !wide {
            end += rest
                .iter()
                .position(|byte| !byte.is_ascii())
                .unwrap_or(rest.len());
        }
        while end < bytes.len() && self::width(encoding, bytes, end) == width && end + width <= bytes.len() {
            end += width;
        }
        let end = if end == at { bytes.len() } else { end };
        run(encoding, bytes, at..end, width, &mut out, &mut map, &mut errors);
        at = end;
    }
    (out, map, errors)
}

/// Decodes a run of characters of equal width.
fn run(
    encoding: &'static Encoding,
    bytes: &[u8],
    range: Range<usize>,
    width: usize,
    out: &mut String,
    map: &mut OffsetMap,
    errors: &mut usize,
) {
    let piece = bytes.get(range.clone()).unwrap_or_default();
    let (text, broken) = encoding.decode_without_bom_handling(piece);
    if !broken && text.chars().count() * width == piece.len() {
        map.push_characters(range.start, &text, width);
        out.push_str(&text);
        return;
    }
    let mut at = range.start;
    for unit in piece.chunks(width) {
        let (text, broken) = encoding.decode_without_bom_handling(unit);
        *errors += usize::from(broken);
        // An ASCII byte after a broken lead byte is a character of its own.
        let text = if broken && width > 1 {
            "\u{FFFD}".to_owned()
        } else {
            text.into_owned()
        };
        map.push_units(at, text.len(), text.len(), unit.len());
        out.push_str(&text);
        at += unit.len();
    }
}

/// Width in bytes of the character at a position.
fn width(encoding: &'static Encoding, bytes: &[u8], at: usize) -> usize {
    let byte = |offset: usize| bytes.get(at + offset).copied().unwrap_or(0);
    let first = byte(0);
    if encoding == encoding_rs::UTF_16LE || encoding == encoding_rs::UTF_16BE {
        let high = if encoding == encoding_rs::UTF_16LE {
            byte(1)
        } else {
            first
        };
        return if (0xD8..0xDC).contains(&high) { 4 } else { 2 };
    }
    if first < 0x80 || encoding.is_single_byte() {
        return 1;
    }
    if encoding == UTF_8 {
        let wanted = match first {
            0xC2..=0xDF => 2,
            0xE0..=0xEF => 3,
            0xF0..=0xF4 => 4,
            _ => return 1,
        };
        let follow = (1..wanted)
            .take_while(|offset| byte(*offset) & 0xC0 == 0x80)
            .count();
        return 1 + follow;
    }
    if encoding == SHIFT_JIS {
        let second = byte(1);
        let lead = matches!(first, 0x81..=0x9F | 0xE0..=0xFC);
        return if lead && matches!(second, 0x40..=0x7E | 0x80..=0xFC) {
            2
        } else {
            1
        };
    }
    let follows = |offset: usize| byte(offset) >= 0x40;
    if encoding == EUC_JP && first == 0x8F && byte(1) >= 0xA1 && byte(2) >= 0xA1 {
        return 3;
    }
    if encoding == encoding_rs::GB18030 && (0x30..=0x39).contains(&byte(1)) {
        return 4;
    }
    if follows(1) && (encoding != EUC_JP || byte(1) >= 0xA1) {
        2
    } else {
        1
    }
}

/// UTF-7 (RFC 2152), written by old versions of Outlook.
fn utf7(bytes: &[u8]) -> (String, OffsetMap, usize) {
    let mut out = String::with_capacity(bytes.len());
    let mut map = OffsetMap::default();
    let mut errors = 0;
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        if byte != b'+' {
            let character = if byte.is_ascii() {
                char::from(byte)
            } else {
                char::REPLACEMENT_CHARACTER
            };
            errors += usize::from(!byte.is_ascii());
            out.push(character);
            map.push_units(at, character.len_utf8(), character.len_utf8(), 1);
            at += 1;
            continue;
        }
        let rest = bytes.get(at + 1..).unwrap_or_default();
        let len = rest
            .iter()
            .take_while(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'/'))
            .count();
        let closes = usize::from(rest.get(len) == Some(&b'-'));
        let text = if len == 0 {
            "+".to_owned()
        } else {
            let mut wide = Vec::new();
            let mut reader = crate::transfer::Base64::default();
            reader.feed(rest.get(..len).unwrap_or_default(), &mut wide);
            reader.finish(&mut wide);
            let even = wide.len() / 2 * 2;
            let (text, broken) =
                encoding_rs::UTF_16BE.decode_without_bom_handling(wide.get(..even).unwrap_or_default());
            errors += usize::from(broken);
            text.into_owned()
        };
        map.push_whole(at..at + 1 + len + closes, text.len());
        out.push_str(&text);
        at += 1 + len + closes;
    }
    (out, map, errors)
}
