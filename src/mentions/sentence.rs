//! The sentence around a place in free text.

use jp_datetime::moment::tokens::is_blank;

/// How somebody is asked.
const ASKS: &[&str] = &[
    "ください",
    "下さい",
    "願",
    "いただ",
    "頂",
    "求め",
    "されたい",
    "お寄せ",
    "お知らせ",
    "お送り",
    "please",
    "Please",
];
/// How far a sentence is followed back, in characters.
const REACH: usize = 160;

/// The text of the sentence before a place: lines are wrapped, so that only a blank line, a bullet or a full
/// stop begins one.
pub(crate) fn sentence_before(text: &str, at: usize) -> &str {
    let before = text.get(..at).unwrap_or_default();
    let from = before
        .char_indices()
        .rev()
        .take(REACH)
        .last()
        .map_or(at, |(from, _)| from);
    let near = before.get(from..).unwrap_or_default();
    let mut ends = near.char_indices().filter_map(|(at, c)| {
        let rest = near.get(at + c.len_utf8()..)?;
        let line = c == '\n' || c == '\\' && rest.starts_with('n');
        let next = rest.trim_start_matches(|c: char| is_blank(c) && c != '\n');
        let begins =
            || next.starts_with(['\n', '\r']) || next.starts_with(|c| "・･■□●○◆◇※【-*(（①②③④⑤".contains(c));
        (matches!(c, '。' | '！' | '？') || line && begins()).then_some(at + c.len_utf8())
    });
    near.get(ends.next_back().unwrap_or(0)..).unwrap_or_default()
}

/// Whether somebody is asked for something.
pub(super) fn asks(text: &str) -> bool {
    ASKS.iter().any(|word| text.contains(word))
}
