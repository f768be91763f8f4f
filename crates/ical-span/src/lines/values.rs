//! Encodings of values: escapes, RFC 6868 carets, quoted-printable, folds.

use std::borrow::Cow;

use encoding_rs::{Encoding, UTF_8};

/// Limit on octets of a line (RFC 5545 §3.1), without its terminator.
const FOLD_AT: usize = 75;

/// Unescapes a TEXT value: `\n` and `\N` are a line break; `\;`, `\,` and `\\` the escaped character. Other
/// backslashes are kept: vCalendar only knows `\;`, and a path in a body should remain readable.
pub fn unescape(value: &str) -> Cow<'_, str> {
    decode(value, '\\', |next| match next {
        'n' | 'N' => Some('\n'),
        ';' | ',' | '\\' => Some(next),
        _ => None,
    })
}

/// Decodes RFC 6868 carets in a parameter's value.
pub(super) fn decode_carets(value: &str) -> Cow<'_, str> {
    decode(value, '^', |next| match next {
        'n' => Some('\n'),
        '\'' => Some('"'),
        '^' => Some('^'),
        _ => None,
    })
}

/// Replaces each `mark` and its following character by the latter's `meaning`.
fn decode(value: &str, mark: char, meaning: impl Fn(char) -> Option<char>) -> Cow<'_, str> {
    if !value.contains(mark) {
        return Cow::Borrowed(value);
    }
    let mut out = String::with_capacity(value.len());
    let mut rest = value.chars();
    while let Some(c) = rest.next() {
        match rest.clone().next().filter(|_| c == mark).and_then(&meaning) {
            Some(meant) => {
                out.push(meant);
                rest.next();
            }
            None => out.push(c),
        }
    }
    Cow::Owned(out)
}

/// Decodes a quoted-printable value of vCalendar (RFC 2045 §6.7) in the given charset, by default UTF-8. `None` if
/// the charset is unknown or the bytes are invalid in it; a `=` without hex digits is literal.
pub fn quoted_printable(value: &str, charset: Option<&str>) -> Option<String> {
    let encoding = match charset {
        Some(name) => Encoding::for_label(name.trim().as_bytes())?,
        None => UTF_8,
    };
    let hex = |byte: u8| {
        char::from(byte)
            .to_digit(16)
            .and_then(|digit| u8::try_from(digit).ok())
    };
    let mut bytes = Vec::with_capacity(value.len());
    let mut rest = value.as_bytes();
    while let Some((&first, after)) = rest.split_first() {
        rest = after;
        let code = match (first, after) {
            (b'=', [high, low, ..]) => hex(*high).zip(hex(*low)),
            _ => None,
        };
        match code {
            Some((high, low)) => {
                bytes.push(high << 4 | low);
                rest = &after[2..];
            }
            None => bytes.push(first),
        }
    }
    encoding
        .decode_without_bom_handling_and_without_replacement(&bytes)
        .map(Cow::into_owned)
}

/// Folds a line after 75 octets, never inside a character, and terminates it by CRLF.
pub fn fold(line: &str) -> String {
    let mut out = String::with_capacity(line.len() + line.len() / FOLD_AT * 3 + 2);
    let mut rest = line;
    // The leading blank of a continuation counts.
    let mut room = FOLD_AT;
    while rest.len() > room {
        let (head, tail) = rest.split_at(rest.floor_char_boundary(room));
        out.push_str(head);
        out.push_str("\r\n ");
        rest = tail;
        room = FOLD_AT - 1;
    }
    out.push_str(rest);
    out.push_str("\r\n");
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escapes() {
        assert_eq!(
            unescape(r"一\n二\N三\, 四\; \\n C:\temp\"),
            "一\n二\n三, 四; \\n C:\\temp\\"
        );
        assert!(matches!(unescape("期限"), Cow::Borrowed(_)));
        assert_eq!(decode_carets("a^nb^'c^^n^x^"), "a\nb\"c^n^x^");
    }

    #[test]
    fn quoted_printable_in_the_sets_that_are_met() {
        assert_eq!(
            quoted_printable("=E6=9C=9F=E9=99=90=", None).as_deref(),
            Some("期限=")
        );
        assert_eq!(
            quoted_printable("=8a=FA=8C=C0", Some("shift_jis")).as_deref(),
            Some("期限")
        );
        assert_eq!(quoted_printable("=FF", None), None);
        assert_eq!(quoted_printable("x", Some("no-such-set")), None);
    }

    #[test]
    fn a_line_is_folded_between_characters() {
        let folded = fold(&format!("SUMMARY:{}", "限".repeat(60)));
        assert!(folded.split("\r\n").all(|line| line.len() <= FOLD_AT));
        assert_eq!(folded.matches("\r\n ").count(), 2);
    }
}
