//! Dates of mail (RFC 5322 §3.3, including obsolete forms).

use super::comments::without_comments;

/// A local time with its offset.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Timestamp {
    /// The year.
    pub year: i32,
    /// The month, from 1.
    pub month: u32,
    /// The day, from 1.
    pub day: u32,
    /// The hour.
    pub hour: u32,
    /// The minute.
    pub minute: u32,
    /// The second, 0–60.
    pub second: u32,
    /// Offset from UTC in minutes, negative to the west.
    pub offset_minutes: i32,
}

/// Parses a date.
pub(crate) fn date(text: &str) -> Option<Timestamp> {
    const MONTHS: [&str; 12] = [
        "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
    ];
    let text = without_comments(text).to_ascii_lowercase();
    let text = text.split_once(',').map_or(text.as_str(), |(_, rest)| rest);
    let mut words: Vec<&str> = text
        .split([' ', '\t', '-'])
        .filter(|word| !word.is_empty())
        .collect();
    // The sign belongs to the zone.
    let west = text
        .trim_end()
        .rsplit([' ', '\t'])
        .next()
        .is_some_and(|zone| zone.starts_with('-'));
    if words
        .first()
        .is_some_and(|word| word.chars().all(char::is_alphabetic) && !MONTHS.contains(word))
    {
        words.remove(0);
    }
    let mut words = words.into_iter();
    let first = words.next()?;
    let second = words.next()?;
    let month_of = |word: &str| {
        let word: String = word.chars().take(3).collect();
        MONTHS.iter().position(|month| *month == word)
    };
    let (day, month) = match month_of(second) {
        Some(month) => (first.parse().ok()?, month),
        // Format of `asctime`: month before day.
        None => (second.parse().ok()?, month_of(first)?),
    };
    let mut third = words.next()?;
    let mut late_year = None;
    if third.contains(':') {
        late_year = Some(());
    }
    let mut year: i32 = 0;
    if late_year.is_none() {
        year = year_of(third)?;
        third = words.next().unwrap_or("0:0");
    }
    let mut clock = third.split([':', '.']);
    let hour = clock.next()?.parse().ok()?;
    let minute = clock.next()?.parse().ok()?;
    let second = clock.next().map_or(Some(0), |second| second.parse().ok())?;
    let mut zone = words.next();
    if late_year.is_some() {
        let last = words.next();
        year = year_of(zone?).or_else(|| year_of(last?))?;
        zone = last;
    }
    let month = u32::try_from(month).ok()? + 1;
    let sane = (1..=31).contains(&day) && hour < 24 && minute < 60 && second <= 60;
    sane.then_some(Timestamp {
        year,
        month,
        day,
        hour,
        minute,
        second: second.min(59),
        offset_minutes: offset(zone.unwrap_or("+0000"), west)?,
    })
}

fn year_of(word: &str) -> Option<i32> {
    let year: i32 = word.parse().ok()?;
    match word.len() {
        2 if year < 50 => Some(2000 + year),
        2 | 3 => Some(1900 + year),
        4 => Some(year),
        _ => None,
    }
}

fn offset(zone: &str, west: bool) -> Option<i32> {
    let digits = zone.trim_start_matches('+').replace(':', "");
    if digits.len() == 4 && digits.bytes().all(|digit| digit.is_ascii_digit()) {
        let number: i32 = digits.parse().ok()?;
        let minutes = number / 100 * 60 + number % 100;
        return (minutes < 24 * 60).then_some(if west { -minutes } else { minutes });
    }
    // An unknown name is UTC (RFC 5322, section 4.3).
    let named = ZONES.into_iter().find(|(name, _)| *name == zone);
    Some(named.map_or(0, |(_, hours)| hours * 60))
}

/// Names of zones in headers, and their hours from UTC.
const ZONES: [(&str, i32); 10] = [
    ("jst", 9),
    ("est", -5),
    ("edt", -4),
    ("cst", -6),
    ("cdt", -5),
    ("mst", -7),
    ("mdt", -6),
    ("pst", -8),
    ("pdt", -7),
    ("est5edt", -5),
];

#[cfg(test)]
mod tests {
    use super::date;

    #[test]
    fn dates_of_all_forms_are_read() {
        let read = |text: &str| {
            let at = date(text)?;
            Some((
                at.year,
                at.month,
                at.day,
                at.hour,
                at.minute,
                at.second,
                at.offset_minutes,
            ))
        };
        assert_eq!(
            read("Tue, 9 Sep 2025 17:30:00 +0900"),
            Some((2025, 9, 9, 17, 30, 0, 540))
        );
        assert_eq!(
            read("Tue, 09 Sep 2025 17:30 +0900 (JST)"),
            Some((2025, 9, 9, 17, 30, 0, 540))
        );
        assert_eq!(read("9 Sep 25 17:30:01 JST"), Some((2025, 9, 9, 17, 30, 1, 540)));
        assert_eq!(
            read("Tue, 9 Sep 2025 03:30:00 -0530"),
            Some((2025, 9, 9, 3, 30, 0, -330))
        );
        assert_eq!(read("Tue Sep  9 17:30:00 2025"), Some((2025, 9, 9, 17, 30, 0, 0)));
        assert_eq!(
            read("Tue, 9 Sep 2025 08:30:00 GMT"),
            Some((2025, 9, 9, 8, 30, 0, 0))
        );
        let zones = [
            ("EST", -5),
            ("EDT", -4),
            ("CST", -6),
            ("CDT", -5),
            ("MST", -7),
            ("MDT", -6),
            ("PST", -8),
            ("PDT", -7),
        ];
        for (zone, hours) in zones {
            let at = read(&format!("Tue, 9 Sep 2025 08:30:00 {zone}"));
            assert_eq!(at, Some((2025, 9, 9, 8, 30, 0, hours * 60)), "{zone}");
        }
        assert_eq!(read("yesterday"), None);
        assert_eq!(read("Tue, 99 Sep 2025 08:30:00 GMT"), None);
        assert_eq!(read(""), None);
    }
}
