//! Weekdays beside a date: (木), （木・祝）, 木曜日, Thu.

use chrono::Weekday;

use super::scan::Scan;
use super::word_search::WordSearch;

/// Eats the weekday after a date: (木), （木・祝）, 木曜日, fri; with its range.
pub(super) fn eat_weekday(at: &mut Scan<'_>) -> Option<(Weekday, std::ops::Range<usize>)> {
    let mut look = *at;
    look.blank();
    look.eat_any(&["、", ","]);
    look.blank();
    let close = if look.eat("(") {
        Some(")")
    } else if look.eat("【") {
        Some("】")
    } else {
        None
    };
    if close.is_some() {
        // （祝・金）, （祝）
        let marked = look
            .eat_any(&["祝日", "祝", "休日", "休", "振休", "振替休日"])
            .is_some();
        if marked && look.eat_any(&["・", "、", ",", "/"]).is_none() {
            if look.eat(close?) {
                *at = look;
            }
            return None;
        }
    } else if look.at > at.at
        && !look.rest().starts_with(|c: char| c.is_ascii_alphabetic())
        && look.before().ends_with(['、', ','])
        // ９月１２日、木曜日、１７時
        && look.rest().chars().nth(1) != Some('曜')
    {
        return None;
    }
    let is_parted = look.before().ends_with('、') && look.at > at.at;
    let start = look.at;
    let named = day_name(&mut look, close.is_some())?;
    let word = start..look.at;
    if close.is_some() {
        look.eat(".");
    }
    let Some(close) = close else {
        if is_parted && look.rest().starts_with('、') {
            look.eat("、");
        }
        *at = look;
        return Some((named, word));
    };
    // （木・祝）, （木、17時）: what comes behind is read on.
    let mut inside = look;
    loop {
        let sign = inside.eat_any(&["・", "、", ",", "/", "･"]).is_some();
        let mark = inside
            .eat_any(&[
                "振替休日",
                "祝前日",
                "休前日",
                "祝前",
                "祝日",
                "祝",
                "休日",
                "休庁日",
                "閉庁日",
                "休",
                "振休",
                "振替",
                "振",
            ])
            .is_some();
        if !sign && !mark {
            break;
        }
        if mark {
            look = inside;
        }
    }
    if look.eat(close) {
        // (月)(祝)
        let mut mark = look;
        if mark.eat("(") && mark.eat_any(&["祝日", "祝", "休日", "振休", "休"]).is_some() && mark.eat(")")
        {
            look = mark;
        }
        *at = look;
        return Some((named, word));
    }
    // （土・日）, （月~金） are several.
    let next = look.rest().chars().nth(1).unwrap_or(' ');
    let several = look.rest().starts_with(['・', '、', ',', '/', '~', '-']) && day_of(next).is_some();
    if several
        || look
            .rest()
            .starts_with(|c: char| c.is_alphanumeric() && day_of(c).is_some())
    {
        return None;
    }
    if look.rest().starts_with(['・', '、']) {
        // （金・開庁日）
        let inside = look
            .rest()
            .char_indices()
            .take(10)
            .find(|(_, c)| *c == ')' || *c == '】');
        if let Some((end, sign)) = inside
            && !look
                .rest()
                .get(..end)
                .unwrap_or_default()
                .contains(|c: char| c.is_ascii_digit() || matches!(c, '午' | '正'))
        {
            look.at += end + sign.len_utf8();
            *at = look;
            return Some((named, word));
        }
    }
    // (Sun Microsystems) is no Sunday.
    let word_follows = look
        .rest()
        .strip_prefix(' ')
        .is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_alphabetic()));
    if word_follows {
        return None;
    }
    if look.eat_any(&["・", "、", ",", "/", " "]).is_some()
        || look
            .rest()
            .starts_with(|c: char| c.is_ascii_digit() || matches!(c, '午' | '正'))
    {
        *at = look;
        return Some((named, word));
    }
    None
}

fn day_of(c: char) -> Option<Weekday> {
    Some(match c {
        '月' => Weekday::Mon,
        '火' => Weekday::Tue,
        '水' => Weekday::Wed,
        '木' => Weekday::Thu,
        '金' => Weekday::Fri,
        '土' => Weekday::Sat,
        '日' => Weekday::Sun,
        _ => return None,
    })
}

/// Eats a day's name; outside brackets 木 alone is none.
pub(super) fn day_name(at: &mut Scan<'_>, bracketed: bool) -> Option<Weekday> {
    if let Some(day) = at.peek().and_then(day_of) {
        let mut look = *at;
        look.at += '月'.len_utf8();
        // 「10/17 金 15:00」: normalisation has removed the blanks around it.
        let alone = look;
        let stands_alone = || {
            let rest = alone.rest();
            let digits = rest.trim_start_matches(|c: char| c.is_ascii_digit());
            let time = digits.len() < rest.len() && digits.starts_with([':', '時']);
            let dated = at.before().ends_with(|c: char| c.is_ascii_digit() || c == '日');
            dated && (time || rest.starts_with_any(&["まで", "午前", "午後", "正午", "必着", "〆"]))
        };
        if look.eat_any(&["曜日", "曜"]).is_some() || bracketed || stands_alone() {
            *at = look;
            return Some(day);
        }
        return None;
    }
    const NAMES: [(&[&str], Weekday); 7] = [
        (&["monday", "mon"], Weekday::Mon),
        (&["tuesday", "tues", "tue"], Weekday::Tue),
        (&["wednesday", "wed"], Weekday::Wed),
        (&["thursday", "thurs", "thur", "thu"], Weekday::Thu),
        (&["friday", "fri"], Weekday::Fri),
        (&["saturday", "sat"], Weekday::Sat),
        (&["sunday", "sun"], Weekday::Sun),
    ];
    if !at.is_at_latin() {
        return None;
    }
    NAMES.iter().find_map(|(names, day)| {
        let name = at.eat_latin(names)?;
        eat_abbreviation_stop(at, name);
        Some(*day)
    })
}

/// Eats the full stop of an abbreviation, if the date continues after it.
pub(super) fn eat_abbreviation_stop(at: &mut Scan<'_>, name: &str) {
    let rest = at
        .rest()
        .strip_prefix('.')
        .map(|rest| rest.trim_start_matches(' '));
    let goes_on = rest.is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
    if name.len() <= 5 && goes_on {
        at.eat(".");
    }
}
