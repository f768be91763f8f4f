//! A glance that spares most texts their folding: nothing in them begins as an expression of time does.

use super::begins::{begins, goes_with};
use super::fold::plain;
use crate::moment::tokens::is_blank;

/// Whether a text says nothing of time for sure. `false` says nothing: the text is to be read.
///
/// Its characters are those of the folded text, or blanks and brackets, with which no expression begins; one that may
/// begin an expression needs a next one that is as plain.
pub(super) fn is_silent(text: &str) -> bool {
    let bytes = text.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        let end = plain(bytes, at);
        if end == at {
            // Half width, a mark of voicing, a dash: what it becomes is the folding's to say.
            let Some(c) = text.get(at..).and_then(|rest| rest.chars().next()) else {
                return false;
            };
            if !(is_blank(c) || matches!(c, '（' | '）' | '：' | '，' | '［' | '］' | '／')) {
                return false;
            }
            at += c.len_utf8();
            continue;
        }
        let stretch = text.get(at..end).unwrap_or_default();
        if !is_silent_stretch(stretch) {
            return false;
        }
        at = end;
    }
    true
}

/// The same of a stretch that folding leaves as it is.
fn is_silent_stretch(stretch: &str) -> bool {
    let mut before = None;
    let mut chars = stretch.chars().peekable();
    while let Some(c) = chars.next() {
        if c.is_ascii_alphanumeric() {
            // The number of a thing is no date's: 第12号.
            let number = c.is_ascii_digit() && before == Some('第');
            if !number {
                return false;
            }
            while chars.next_if(char::is_ascii_digit).is_some() {}
        } else if begins(c) && chars.peek().is_none_or(|next| goes_with(c, *next)) {
            return false;
        }
        before = Some(c);
    }
    true
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::prose::find::find;
    use crate::prose::fold::Folded;

    #[test]
    fn plain_sentences_are_not_read_again() {
        for text in [
            "標記について、別添のとおり協議いたします。\nなお、御不明な点は下記の担当まで御連絡ください。",
            "個人を識別するための番号の利用等に関する法律施行令の一部を改正する政令案（第12号）について",
            "",
        ] {
            assert!(is_silent(text), "{text}");
        }
        for text in [
            "明朝まで",
            "明\n朝まで",
            "第5 9月",
            "12号",
            "第５号",
            "至急",
            "な\nる早",
        ] {
            assert!(!is_silent(text), "{text}");
        }
    }

    proptest! {
        #[test]
        fn a_silent_text_has_no_expression(
            text in r"([ 　\n（）：、。第のとおり明今日朝翌正午前後時月年本当期限までに火水定出退庁来週中いちなるすぐき様12９]|\PC){0,24}"
        ) {
            if is_silent(&text) {
                prop_assert!(find(&Folded::new(&text).text).is_empty(), "{text}");
            }
        }
    }
}
