//! Unfilled dates and times: ○月○日, 9月　日, 令和　年　月　日（　）, YYYY-MM-DD.
//!
//! Whether blanks are a placeholder depends on their number, so this works on the original text, unlike
//! [`crate::prose`], which removes blanks.

use std::ops::Range;

use crate::moment::tokens::{fold, kanji_digit};

/// Placeholder characters in Japanese drafts.
pub fn is_sign(c: char) -> bool {
    matches!(
        c,
        '○' | '◯'
            | '●'
            | '◎'
            | '△'
            | '▲'
            | '□'
            | '■'
            | '×'
            | '✕'
            | '✖'
            | '〇'
            | 'X'
            | 'x'
            | 'Ｘ'
            | 'ｘ'
            | '＿'
            | '_'
            | '＊'
            | '*'
            | '？'
            | '?'
    )
}

/// The placeholder that a character at `at` may belong to: the 月 of a date, the 時 of a time, the bracket of a
/// weekday, or the first letter of YYYY-MM-DD.
pub fn at(text: &str, at: usize) -> Option<Range<usize>> {
    let (before, rest) = text.split_at_checked(at)?;
    match rest.chars().next()? {
        '月' => day(text, at),
        '時' => time(text, at),
        'Y' | 'y' | 'Ｙ' => letters(before, rest).map(|length| at..at + length),
        '(' | '（' => weekday(text, at),
        _ => None,
    }
}

/// Length limit of a part of a date, in characters: ＿＿＿＿, or blanks of a form.
const PART_CHARS_LIMIT: usize = 12;

/// Content of a numeric part.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum DigitSlot {
    /// Digits, in any script.
    Number,
    /// Placeholder characters: ○, XX, ＿＿.
    Signs,
    /// This many blanks only, possibly none.
    Blank(usize),
}

fn is_space(c: char) -> bool {
    matches!(c, ' ' | '\u{3000}' | '\u{a0}' | '\t')
}

fn is_digit(c: char) -> bool {
    fold(c).is_ascii_digit() || kanji_digit(c).is_some() || matches!(c, '十' | '元')
}

fn is_mark(c: char, letters: &[char]) -> bool {
    is_sign(c) || matches!(c, 'N' | 'n' | '－' | '―' | '—' | '…' | '‥') || letters.contains(&c)
}

/// The part at the end of a text, with its start.
fn part_before(text: &str, letters: &[char]) -> (DigitSlot, usize) {
    let spaces = text
        .chars()
        .rev()
        .take(PART_CHARS_LIMIT)
        .take_while(|c| is_space(*c));
    let (count, width) = spaces.fold((0, 0), |(count, width), c| (count + 1, width + c.len_utf8()));
    let end = text.len() - width;
    let head = text.get(..end).unwrap_or_default();
    let run = |test: &dyn Fn(char) -> bool| -> usize {
        head.chars()
            .rev()
            .take(PART_CHARS_LIMIT)
            .take_while(|c| test(*c))
            .map(char::len_utf8)
            .sum()
    };
    let digits = run(&is_digit);
    let number = head.get(end - digits..).unwrap_or_default();
    if digits > 0 && number.chars().any(|c| c != '〇') {
        return (DigitSlot::Number, end - digits);
    }
    let marks = run(&|c| is_mark(c, letters));
    if marks == 0 {
        return (DigitSlot::Blank(count), end);
    }
    let start = end - marks;
    let first = head.get(start..).and_then(|run| run.chars().next());
    let before = head.get(..start).and_then(|head| head.chars().next_back());
    // MAX月, §XX: part of a longer word.
    let word = first.is_some_and(|c| c.is_ascii_alphabetic())
        && before.is_some_and(|c| c.is_ascii_alphanumeric() || c == '-' || c == '_');
    if word {
        (DigitSlot::Number, start)
    } else {
        (DigitSlot::Signs, start)
    }
}

/// The part at the start of a text, with its end.
fn part_after(text: &str, letters: &[char]) -> (DigitSlot, usize) {
    let mut count = 0;
    let mut at = 0;
    for c in text.chars().take(PART_CHARS_LIMIT).take_while(|c| is_space(*c)) {
        count += 1;
        at += c.len_utf8();
    }
    let rest = text.get(at..).unwrap_or_default();
    let run = |test: &dyn Fn(char) -> bool| -> usize {
        rest.chars()
            .take(PART_CHARS_LIMIT)
            .take_while(|c| test(*c))
            .map(char::len_utf8)
            .sum()
    };
    let digits = run(&is_digit);
    if digits > 0 && rest.get(..digits).unwrap_or_default().chars().any(|c| c != '〇') {
        return (DigitSlot::Number, at + digits);
    }
    let marks = run(&|c| is_mark(c, letters));
    if marks > 0 {
        return (DigitSlot::Signs, at + marks);
    }
    (DigitSlot::Blank(count), at)
}

/// A date around the 月 at `at` with an unfilled part.
fn day(text: &str, at: usize) -> Option<Range<usize>> {
    let (before, rest) = text.split_at_checked(at)?;
    // Fast path for complete dates: 9月11日.
    let written = |c: char| c.is_ascii_digit() || matches!(c, '０'..='９');
    if before.ends_with(written) && rest.chars().nth(1).is_some_and(written) {
        return None;
    }
    let (month, start) = part_before(before, &['M', 'm', 'Ｍ']);
    let after = rest.get('月'.len_utf8()..)?;
    let (day, length) = part_after(after, &['D', 'd', 'Ｄ']);
    let spaces = |text: &str| text.len() - text.trim_start_matches(is_space).len();
    let tail = after.get(length..)?;
    let gap = spaces(tail);
    let tail = tail.get(gap..)?.strip_prefix('日')?;
    if (month, day) == (DigitSlot::Number, DigitSlot::Number) {
        return None;
    }
    let head = before.get(..start)?;
    let end = at + '月'.len_utf8() + length + gap + '日'.len_utf8();
    // Blanks before an unfilled month are indentation, unless a year precedes them.
    let begins = if matches!(month, DigitSlot::Blank(_)) {
        at
    } else {
        start
    };
    let (start, year) = year_before(head, begins);
    let found = start..end;
    match (month, day) {
        (DigitSlot::Signs, _) | (_, DigitSlot::Signs) => return Some(found),
        // 9月　日: unfilled. 9月 日本: another word.
        (DigitSlot::Number, _) => return (day != DigitSlot::Blank(0) && ends_here(tail)).then_some(found),
        // 来月10日, 毎月1日, 3か月10日: a word ending in 月.
        (DigitSlot::Blank(0), DigitSlot::Number) => return None,
        _ => {}
    }
    // 令和　年　月　日 is unfilled; 「月　日　　内　容」 is a table heading, and 「年月日」 names a column.
    let open = day != DigitSlot::Blank(0) || month != DigitSlot::Blank(0) && gap > 0;
    if !open || !ends_here(tail) {
        return None;
    }
    // For the recipient to fill in: 「回答日：　年　月　日」.
    let label = text
        .get(..start)?
        .rsplit('\n')
        .next()
        .unwrap_or_default()
        .trim_end_matches(is_space);
    let label = label.trim_end_matches([':', '：']).trim_end_matches(is_space);
    if [
        "回答日",
        "記入日",
        "記載日",
        "回答年月日",
        "記入年月日",
        "生年月日",
        "提出年月日",
        "作成日",
        "作成年月日",
        "受付日",
        "確認日",
        "受領日",
        "決裁日",
        "制定日",
        "施行日",
    ]
    .iter()
    .any(|word| label.ends_with(word))
    {
        return None;
    }
    if year == Year::Era || bracket_follows(tail) {
        return Some(found);
    }
    let follows = tail.trim_start_matches(is_space);
    let column = follows.len() < tail.len()
        && !follows.is_empty()
        && !follows.starts_with(['\n', '\r', '（', '(', '○', '〇', '午', '正'])
        && !follows.starts_with(|c: char| c.is_ascii_digit() || matches!(c, '０'..='９'));
    let alone = follows.is_empty() || follows.starts_with(['\n', '\r']);
    // Alone on its line it may be a column heading, unless text precedes it or it is the whole text.
    let whole = text.get(..start)?.trim().is_empty() && follows.trim().is_empty();
    let is_labelled = !label.is_empty() || year == Year::Open || whole;
    (!column && (!alone || is_labelled)).then_some(found)
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Year {
    None,
    Written,
    /// 　年, with no era before it.
    Open,
    /// 令和　年
    Era,
}

/// Start of the date including a year at the end of `head`, and the form of the year.
fn year_before(head: &str, start: usize) -> (usize, Year) {
    let trimmed = head.trim_end_matches(is_space);
    let Some(head) = trimmed.strip_suffix('年') else {
        return (start, Year::None);
    };
    let (part, at) = part_before(head, &['Y', 'y', 'Ｙ']);
    let before = head.get(..at).unwrap_or_default().trim_end_matches(is_space);
    let era = ["令和", "平成", "昭和", "西暦"]
        .iter()
        .find_map(|era| before.strip_suffix(era));
    match (era, part) {
        (Some(rest), DigitSlot::Number | DigitSlot::Signs) => (rest.len(), Year::Written),
        (Some(rest), _) => (rest.len(), Year::Era),
        (None, DigitSlot::Blank(0)) => (start, Year::None),
        (None, DigitSlot::Blank(_)) => (head.len(), Year::Open),
        (None, _) => (at, Year::Written),
    }
}

/// Whether the 日 ends here, rather than beginning 日本 or 日程.
fn ends_here(tail: &str) -> bool {
    tail.chars()
        .next()
        .is_none_or(|c| !matches!(c, '一'..='龠') || "必厳〆締迄付以中午正現頃前後夕朝".contains(c))
}

/// Whether a bracket with an unfilled weekday follows: （　）, （○）.
fn bracket_follows(tail: &str) -> bool {
    let tail = tail.trim_start_matches(is_space);
    tail.starts_with(['（', '(']) && open_weekday(tail).is_some()
}

/// Length of a bracket containing only blanks and placeholder characters, possibly with 曜日.
fn open_weekday(rest: &str) -> Option<usize> {
    let inside = rest.strip_prefix(['（', '('])?;
    let skip = rest.len() - inside.len();
    let end = inside
        .char_indices()
        .take(8)
        .find(|(_, c)| matches!(c, '）' | ')'))?
        .0;
    let word = inside.get(..end)?;
    let word = word
        .strip_suffix("曜日")
        .or(word.strip_suffix("曜"))
        .unwrap_or(word);
    let open = word.chars().all(|c| is_space(c) || is_mark(c, &[]));
    (open && (end > 0)).then(|| {
        skip + end
            + inside
                .get(end..)
                .and_then(|rest| rest.chars().next())
                .map_or(0, char::len_utf8)
    })
}

/// A complete date with an unfilled weekday: 9月11日（　）, 9月11日（○）; the bracket is at `at`.
fn weekday(text: &str, at: usize) -> Option<Range<usize>> {
    let (before, rest) = text.split_at_checked(at)?;
    if !before.trim_end_matches(is_space).ends_with('日') {
        return None;
    }
    let length = open_weekday(rest)?;
    let head = before.trim_end_matches(is_space).strip_suffix('日')?;
    let (part, _) = part_before(head, &[]);
    let dated = part == DigitSlot::Number
        && head
            .trim_end_matches(|c| is_space(c) || is_digit(c))
            .ends_with('月');
    dated.then(|| at..at + length)
}

/// A time with an unfilled hour after a day: 9月11日（木）○時; the 時 is at `at`.
fn time(text: &str, at: usize) -> Option<Range<usize>> {
    let (before, rest) = text.split_at_checked(at)?;
    if before.ends_with(|c: char| c.is_ascii_digit() || matches!(c, '０'..='９' | 'ぁ'..='ん')) {
        return None;
    }
    let (part, start) = part_before(before, &[]);
    if part != DigitSlot::Signs {
        return None;
    }
    // 「○時間外の対応」, 「○時点」: a bullet before another word.
    let after = rest.get('時'.len_utf8()..)?;
    let goes_on = after
        .chars()
        .next()
        .is_some_and(|c| matches!(c, '一'..='龠') && !"必厳〆締迄以頃半".contains(c));
    let head = before.get(..start)?.trim_end_matches(is_space);
    let behind_a_day =
        head.ends_with(['日', '）', ')', '前', '後']) && !head.ends_with("以前") && !head.ends_with("以後");
    (!goes_on && behind_a_day).then(|| start..at + '時'.len_utf8())
}

/// Whether `time` is the unfilled hour belonging to the unfilled `day`, rather than a separate placeholder:
/// ○月○日（○）○時.
pub fn hour_belongs_to_day(text: &str, day: &Range<usize>, time: &Range<usize>) -> bool {
    let between = text.get(day.end..time.start).unwrap_or_default();
    let part = |c: char| is_space(c) || is_mark(c, &[]) || "（）()曜日月火水木金土午前後".contains(c);
    text.get(time.clone()).is_some_and(|time| time.ends_with('時')) && between.chars().all(part)
}

/// Length of YYYY-MM-DD or yyyy年mm月dd日 in bytes, unless part of a file name.
fn letters(before: &str, rest: &str) -> Option<usize> {
    let mut at = 0;
    let mut eat = |sets: &[&str]| {
        let found = sets
            .iter()
            .find(|set| rest.get(at..).is_some_and(|rest| rest.starts_with(**set)))?;
        at += found.len();
        Some(())
    };
    const SIGNS: &[&str] = &["-", "/", ".", "－", "／", "．"];
    eat(&["YYYY", "yyyy", "ＹＹＹＹ"])?;
    let mut compact = false;
    if eat(&["年"]).is_some() {
        eat(&["MM", "mm", "ＭＭ", "M", "m", "Ｍ"])?;
        eat(&["月"])?;
        eat(&["DD", "dd", "ＤＤ", "D", "d", "Ｄ"])?;
        eat(&["日"])?;
    } else {
        compact = eat(SIGNS).is_none();
        eat(&["MM", "mm", "ＭＭ"])?;
        eat(SIGNS);
        eat(&["DD", "dd", "ＤＤ"])?;
    }
    let joined = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '＿' | '－');
    let after = rest.get(at..)?;
    let named = before.ends_with(joined)
        || after.starts_with(joined)
        || after
            .strip_prefix(['.', '．'])
            .is_some_and(|rest| rest.starts_with(joined));
    // A file name, or a pattern for file names.
    let line = before.rsplit('\n').next().unwrap_or_default();
    let pattern = ["ファイル", "形式", "様式", "書式", "例"]
        .iter()
        .any(|word| line.contains(word));
    (!(named || pattern || compact && line.ends_with(['「', '『', '"', '\'']))).then_some(at)
}

/// Whether an unreadable value contains a date with an unfilled part.
pub fn in_value(text: &str) -> bool {
    let open = |sign: char, next: &dyn Fn(&str) -> bool| {
        text.match_indices(sign).any(|(at, _)| {
            let (part, start) = part_before(&text[..at], &[]);
            let before = text[..start].trim_end_matches(is_space).chars().next_back();
            let at_start =
                before.is_none_or(|c| matches!(c, '年' | '月' | '和' | '成' | '暦' | ':' | '：' | '、'));
            part != DigitSlot::Number && at_start && next(&text[at + sign.len_utf8()..])
        })
    };
    let lone_zero = text.match_indices('〇').any(|(at, _)| {
        let rest = text[at..].trim_start_matches('〇');
        rest.starts_with(['年', '月', '日', '時', '分']) && !text[..at].ends_with(is_digit)
    });
    lone_zero
        || open('年', &|rest| is_followed_by_part_and_unit(rest, '月'))
        || open('月', &|rest| is_followed_by_part_and_unit(rest, '日'))
        || open('日', &|rest| {
            rest.trim().is_empty() || rest.starts_with(['（', '('])
        })
}

/// Whether a part of a date and its unit follow.
fn is_followed_by_part_and_unit(rest: &str, unit: char) -> bool {
    let (_, end) = part_after(rest, &[]);
    rest.get(end..)
        .is_some_and(|rest| rest.trim_start_matches(is_space).starts_with(unit))
}
