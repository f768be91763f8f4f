//! Words for units of time, including unsupported units.

use crate::moment::tokens::Cursor;

/// Units, longest first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Unit {
    Day,
    Hour,
    Minute,
    Second,
}

/// Class of the word after a number.
pub(crate) enum Measure {
    Unit(Unit),
    Calendar,
    Person,
    /// Missing or unknown.
    None,
}

/// Words for units; a longer word precedes its prefixes.
const WORDS: &[(&str, Unit)] = &[
    ("営業日", Unit::Day),
    ("日間", Unit::Day),
    ("日", Unit::Day),
    ("days", Unit::Day),
    ("day", Unit::Day),
    ("d", Unit::Day),
    ("時間", Unit::Hour),
    ("hours", Unit::Hour),
    ("hour", Unit::Hour),
    ("hrs", Unit::Hour),
    ("hr", Unit::Hour),
    ("h", Unit::Hour),
    ("分間", Unit::Minute),
    ("分", Unit::Minute),
    ("minutes", Unit::Minute),
    ("minute", Unit::Minute),
    ("mins", Unit::Minute),
    ("min", Unit::Minute),
    ("m", Unit::Minute),
    ("秒間", Unit::Second),
    ("秒", Unit::Second),
    ("seconds", Unit::Second),
    ("second", Unit::Second),
    ("secs", Unit::Second),
    ("sec", Unit::Second),
    ("s", Unit::Second),
];

const CALENDAR: &[&str] = &[
    "週間", "週", "weeks", "week", "w", "か月", "ヶ月", "ケ月", "カ月", "ヵ月", "ヵ月", "箇月", "月",
    "months", "month", "mo", "年度", "年", "years", "year", "y",
];

const PERSON: &[&str] = &[
    "人・日",
    "人・月",
    "人日",
    "人月",
    "人時間",
    "人時",
    "人年",
    "人工",
    "人",
    "man",
    "person",
];

/// Parses a unit.
pub(crate) fn measure(c: &mut Cursor<'_>) -> Measure {
    let whole_word = |c: &mut Cursor<'_>, word: &str| {
        let mut look = *c;
        let hit = look.eat_word(word) && !(word.is_ascii() && look.at_letter());
        if hit {
            *c = look;
        }
        hit
    };
    if c.eat_any(PERSON) {
        // man-day, person-hours
        c.eat('-');
        c.blanks();
        for (word, _) in WORDS {
            if whole_word(c, word) {
                break;
            }
        }
        return Measure::Person;
    }
    if CALENDAR.iter().any(|w| whole_word(c, w)) {
        return Measure::Calendar;
    }
    WORDS
        .iter()
        .find(|(w, _)| whole_word(c, w))
        .map_or(Measure::None, |(_, unit)| Measure::Unit(*unit))
}
