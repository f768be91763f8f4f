//! Character references: numeric, and the named ones that occur in mail.

/// Decodes the reference at the start of a text; returns the character and the length.
pub(super) fn decode(text: &str) -> Option<(char, usize)> {
    let rest = text.strip_prefix('&')?;
    if let Some(number) = rest.strip_prefix('#') {
        let (digits, radix, lead) = match number.strip_prefix(['x', 'X']) {
            Some(digits) => (digits, 16, 3),
            None => (number, 10, 2),
        };
        let len = digits
            .bytes()
            .take_while(|byte| char::from(*byte).is_digit(radix))
            .count();
        let code = u32::from_str_radix(digits.get(..len).filter(|_| len > 0 && len < 9)?, radix).ok()?;
        let closes = usize::from(digits.get(len..)?.starts_with(';'));
        return Some((character(code), lead + len + closes));
    }
    let len = rest
        .bytes()
        .take(32)
        .take_while(u8::is_ascii_alphanumeric)
        .count();
    let name = rest.get(..len)?;
    let closed = rest.get(len..)?.starts_with(';');
    let find = |name: &str| NAMES.iter().find(|(known, _)| *known == name);
    if let Some((_, character)) = find(name).filter(|_| closed) {
        return Some((*character, 2 + len));
    }
    // Without a semicolon only names of HTML 2 to 4 are valid, also where letters or digits follow.
    let name = LEGACY.iter().find(|known| name.starts_with(**known))?;
    find(name).map(|(_, character)| (*character, 1 + name.len()))
}

/// Names valid without a semicolon.
const LEGACY: [&str; 18] = [
    "amp", "lt", "gt", "quot", "nbsp", "copy", "reg", "yen", "sect", "para", "deg", "middot", "times",
    "divide", "plusmn", "laquo", "raquo", "shy",
];

fn character(code: u32) -> char {
    // As in browsers: C1 codes mean windows-1252.
    if let Ok(byte @ 0x80..=0x9F) = u8::try_from(code) {
        let bytes = [byte];
        let (text, _) = encoding_rs::WINDOWS_1252.decode_without_bom_handling(&bytes);
        return text.chars().next().unwrap_or(char::REPLACEMENT_CHARACTER);
    }
    char::from_u32(code)
        .filter(|c| *c != '\0')
        .unwrap_or(char::REPLACEMENT_CHARACTER)
}

const NAMES: &[(&str, char)] = &[
    ("amp", '&'),
    ("lt", '<'),
    ("gt", '>'),
    ("quot", '"'),
    ("apos", '\''),
    ("nbsp", '\u{A0}'),
    ("copy", '©'),
    ("reg", '®'),
    ("trade", '™'),
    ("hellip", '…'),
    ("mldr", '…'),
    ("ndash", '–'),
    ("mdash", '—'),
    ("horbar", '―'),
    ("minus", '−'),
    ("times", '×'),
    ("divide", '÷'),
    ("plusmn", '±'),
    ("yen", '¥'),
    ("sect", '§'),
    ("para", '¶'),
    ("deg", '°'),
    ("middot", '·'),
    ("bull", '•'),
    ("laquo", '«'),
    ("raquo", '»'),
    ("lsquo", '‘'),
    ("rsquo", '’'),
    ("ldquo", '“'),
    ("rdquo", '”'),
    ("ensp", ' '),
    ("emsp", ' '),
    ("thinsp", ' '),
    ("numsp", ' '),
    ("puncsp", ' '),
    ("zwnj", '\u{200C}'),
    ("zwj", '\u{200D}'),
    ("lrm", '\u{200E}'),
    ("rlm", '\u{200F}'),
    ("shy", '\u{AD}'),
    ("ZeroWidthSpace", '\u{200B}'),
    ("NoBreak", '\u{2060}'),
    ("larr", '←'),
    ("rarr", '→'),
    ("uarr", '↑'),
    ("darr", '↓'),
    ("harr", '↔'),
    ("rArr", '⇒'),
    ("hArr", '⇔'),
    ("colon", ':'),
    ("comma", ','),
    ("period", '.'),
    ("sol", '/'),
    ("bsol", '\\'),
    ("lpar", '('),
    ("rpar", ')'),
    ("lsqb", '['),
    ("rsqb", ']'),
    ("num", '#'),
    ("percnt", '%'),
    ("ast", '*'),
    ("plus", '+'),
    ("equals", '='),
    ("quest", '?'),
    ("excl", '!'),
    ("commat", '@'),
    ("semi", ';'),
    ("lowbar", '_'),
    ("hyphen", '‐'),
    ("dash", '‐'),
    ("Tab", '\t'),
    ("NewLine", '\n'),
    ("star", '☆'),
    ("starf", '★'),
    ("squ", '□'),
    ("squf", '▪'),
    ("ne", '≠'),
    ("le", '≤'),
    ("ge", '≥'),
    ("infin", '∞'),
    ("frac12", '½'),
    ("frac14", '¼'),
    ("sup2", '²'),
    ("sup3", '³'),
    ("lang", '〈'),
    ("rang", '〉'),
    ("check", '✓'),
    ("cross", '✗'),
    ("phone", '☎'),
    ("ordm", 'º'),
    ("ordf", 'ª'),
    ("brvbar", '¦'),
    ("not", '¬'),
    ("cent", '¢'),
    ("pound", '£'),
    ("euro", '€'),
    ("uml", '¨'),
    ("macr", '¯'),
    ("acute", '´'),
    ("cedil", '¸'),
    ("eacute", 'é'),
    ("egrave", 'è'),
    ("ouml", 'ö'),
    ("auml", 'ä'),
    ("uuml", 'ü'),
    ("szlig", 'ß'),
    ("ccedil", 'ç'),
];
