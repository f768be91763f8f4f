//! Names left as signs where only the sender can have meant to write them: the addressee of a mass mail
//! (「○○省　御担当者様」), the contact (「担当：○○」), the writer (「総務省の○○です。」).
//!
//! Elsewhere two circles stand for any name: 「○○法の一部を改正する法律案」, 「○○課の意見」.

use crate::text::unfilled::is_sign;

/// Length limit of what is looked at on either side, in bytes.
const REACH: usize = 120;

/// Honorifics after an addressee.
pub(super) const HONORIFICS: [&str; 6] = ["御中", "様", "殿", "各位", "宛", "あて"];

/// Length in bytes of the unfilled name at the start of `rest`, if it is one.
pub(super) fn blank(before: &str, rest: &str) -> Option<usize> {
    if before.ends_with(is_sign) {
        return None;
    }
    let signs: usize = rest.chars().take_while(|c| is_sign(*c)).map(char::len_utf8).sum();
    rest.get(..signs)?.chars().nth(1)?;
    // In a longer line the signs are not at its head.
    let near = before.get(before.ceil_char_boundary(before.len().saturating_sub(REACH))..)?;
    let line = near.rsplit('\n').next().unwrap_or_default();
    let after = rest.get(signs..)?;
    let after = after.get(..after.floor_char_boundary(after.len().min(REACH)))?;
    let after = after.split(['\n', '\r']).next().unwrap_or_default();
    if let Some(more) = addressee(before, line, after) {
        return Some(signs + more);
    }
    (is_contact(line, after) || is_writer(line, after)).then_some(signs)
}

fn is_blank(c: char) -> bool {
    matches!(c, ' ' | '\u{3000}' | '\t')
}

/// A character of an office's name.
fn is_of_name(c: char) -> bool {
    matches!(c, '一'..='龠' | 'ァ'..='ヺ' | 'ー' | '・') || is_sign(c)
}

/// Length of what follows the signs up to the honorific, if a salutation at the head of a text is left unfilled.
fn addressee(before: &str, line: &str, after: &str) -> Option<usize> {
    /// Forms that are sent along have addressees further below.
    const HEAD_LIMIT: usize = 1000;
    let office = line.trim_matches(is_blank);
    if before.len() > HEAD_LIMIT || !office.chars().all(is_of_name) {
        return None;
    }
    let mut at = 0;
    for c in after.chars() {
        let here = after.get(at..)?;
        let end = HONORIFICS.iter().find_map(|word| {
            let rest = here.strip_prefix(word)?;
            let ends = |c: char| is_blank(c) || matches!(c, '、' | '，' | '。' | '（' | '(');
            rest.chars()
                .next()
                .is_none_or(ends)
                .then(|| after.len() - rest.len())
        });
        if end.is_some() {
            return end;
        }
        if !is_of_name(c) && !is_blank(c) && c != 'ご' {
            return None;
        }
        at += c.len_utf8();
    }
    None
}

/// Length in bytes of the unfilled part of a contact at the start of `rest`: 「電話：03-XXXX-XXXX」, 「（内線XXXX）」, 「担当：XXX」.
pub(super) fn blank_number(before: &str, rest: &str) -> Option<usize> {
    let is_x = |c: char| matches!(c, 'X' | 'Ｘ');
    let is_number = |c: char| c.is_ascii_digit() || ('０'..='９').contains(&c) || "-－ー‐()（）".contains(c);
    if before.ends_with(is_x) {
        return None;
    }
    let length: usize = rest
        .chars()
        .take(REACH)
        .take_while(|c| is_x(*c) || is_number(*c) && !matches!(c, ')' | '）'))
        .map(char::len_utf8)
        .sum();
    let signs = rest.get(..length)?.trim_end_matches(is_number);
    signs.chars().filter(|c| is_x(*c)).nth(1)?;
    let behind = rest.get(signs.len()..)?;
    // 「内線XXXX番は使用していません」; 03-XXXX-1325 is a number that is not to be shown.
    let masks = behind
        .strip_prefix(['-', '－', 'ー', '‐'])
        .is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit() || ('０'..='９').contains(&c)));
    if masks || behind.starts_with(char::is_alphabetic) {
        return None;
    }
    let near = before.get(before.ceil_char_boundary(before.len().saturating_sub(REACH))..)?;
    let line = near.rsplit('\n').next().unwrap_or_default();
    let head = line.trim_end_matches(is_number).trim_end_matches(is_blank);
    let ends_with_label = NUMBERS
        .iter()
        .any(|label| head.trim_end_matches(['：', ':']).ends_with(label));
    (ends_with_label || is_contact(line, rest.get(signs.len()..)?)).then_some(signs.len())
}

/// Labels of numbers, which need no colon: 内線XXXX.
const NUMBERS: [&str; 9] = [
    "電話",
    "電話番号",
    "内線",
    "直通",
    "代表",
    "TEL",
    "Tel",
    "ＴＥＬ",
    "FAX",
];

/// Labels of a contact.
const CONTACTS: [&str; 14] = [
    "担当",
    "担当者",
    "担当者名",
    "担当課",
    "連絡先",
    "照会先",
    "問合せ先",
    "問い合わせ先",
    "お問合せ先",
    "電話",
    "電話番号",
    "内線",
    "発出元",
    "宛先",
];

/// 「担当：○○（内線○○○○）」, 「担当：○○　内線：○○」
fn is_contact(line: &str, after: &str) -> bool {
    let bullet = |c: char| is_blank(c) || matches!(c, '・' | '＜' | '（' | '(' | '※' | '■');
    let Some(label) = line.trim_end_matches(is_blank).strip_suffix(['：', ':']) else {
        return false;
    };
    // 担　当, or the last of several labels on a line
    let whole: String = label
        .trim_start_matches(bullet)
        .chars()
        .filter(|c| !is_blank(*c))
        .collect();
    let last = label.rsplit(is_blank).next().unwrap_or_default();
    let is_label = CONTACTS.contains(&whole.as_str()) || CONTACTS.contains(&last);
    let after = after.trim_start_matches(is_blank);
    let next = after.chars().next();
    let is_followed_by_label = || {
        let (name, _) = after.split_once(['：', ':']).unwrap_or_default();
        CONTACTS.contains(&name)
    };
    is_label
        && (next.is_none_or(|c| matches!(c, '（' | '(' | '、' | '／' | '）' | ')')) || is_followed_by_label())
}

/// 「総務省の○○です。」
fn is_writer(line: &str, after: &str) -> bool {
    let office = line.trim_start_matches(is_blank).strip_suffix('の');
    office.is_some_and(|office| !office.is_empty() && office.chars().all(is_of_name))
        && ["です", "と申します", "でございます"]
            .iter()
            .any(|word| after.starts_with(word))
}
