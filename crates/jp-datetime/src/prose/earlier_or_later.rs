//! The choice between two moments: いずれか早い日までに.

use super::candidate::Candidate;
use super::day::Day;
use super::phrases::Phrases;
use super::sentence::{window_after, window_before};
use super::word_search::WordSearch;

/// 「９月１９日又は会議の前日のいずれか早い日までに」
pub(super) struct EarlierOrLater<'a> {
    /// Whether this moment is the one meant, as far as the words determine it.
    pub is_taken: bool,
    /// Whether the other one is not dated, so that the choice is unknown.
    pub is_open: bool,
    /// The text that applies to the one meant.
    pub rest: &'a str,
}

static EARLIER_OR_LATER_PHRASES: Phrases = Phrases::new(&[
    "いずれか早い",
    "どちらか早い",
    "いずれか先",
    "早い方",
    "早いほう",
    "いずれか遅い",
    "どちらか遅い",
    "遅い方",
    "遅いほう",
]);

/// The choice between two moments that this one is part of.
pub(super) fn earlier_or_later<'a>(
    text: &str,
    found: &Candidate,
    previous: Option<&Candidate>,
    behind: &'a str,
) -> Option<EarlierOrLater<'a>> {
    const GAP_BYTES_LIMIT: usize = 150;
    const CONJUNCTIONS: [&str; 8] = ["又は", "または", "若しくは", "もしくは", "か", "及び", "と", "、"];
    let near = window_after(behind, 0, GAP_BYTES_LIMIT + 30);
    if !near.contains_word("早") && !near.contains_word("遅") && !near.contains_word("先") {
        return None;
    }
    let (word, at) = EARLIER_OR_LATER_PHRASES.first_match(near)?;
    let is_later = word.contains('遅');
    let length = word.len();
    let head = behind.get(..at)?.trim_start_matches(')');
    let rest = behind.get(at + length..)?;
    let rest = rest
        .strip_prefix_any(&["期日", "時点", "時期", "日", "方", "時", "ほう"])
        .unwrap_or(rest);
    // The first of two has the word for or behind it, the second before it.
    let is_first = head.starts_with_any(&CONJUNCTIONS);
    let before = window_before(text, found.range.start, 9);
    let is_second = !is_first && before.ends_with_any(&CONJUNCTIONS);
    let other_is_dated = if is_second {
        previous.is_some_and(|one| one.day.is_calendar_day() && found.range.start - one.range.end < 20)
    } else {
        head.contains(|c: char| c.is_ascii_digit())
    };
    let taken = !other_is_dated || is_later == is_second;
    (is_first || is_second && matches!(head, "" | "の" | "の、")).then_some(EarlierOrLater {
        is_taken: taken
            && found.names_day()
            && !matches!(found.day, Day::Before(_) | Day::OpenBefore(_) | Day::Elsewhere),
        is_open: !other_is_dated,
        rest,
    })
}
