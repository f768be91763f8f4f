//! Times of day and ranges: valid and invalid notations.

use jp_datetime::time_of_day::{TimeError, TimeErrorKind as Kind, read_range, read_time};

#[test]
fn times() {
    for (text, minutes) in [
        ("17:00", 1020),
        ("１７：００", 1020),
        ("17 : 00", 1020),
        ("17時", 1020),
        ("17時30分", 1050),
        ("17時まで", 1020),
        ("午後5時半", 1050),
        ("午 後 ５ 時 半", 1050),
        ("午後0時", 720),
        ("5:30 PM", 1050),
        ("12:00 AM", 0),
        ("正午", 720),
        ("零時", 0),
        ("十七時三十分", 1050),
        ("24:00", 1440),
        ("17:00:00", 1020),
    ] {
        assert_eq!(read_time(text), Ok(minutes), "{text}");
    }
}

#[test]
fn ranges() {
    let day = Ok((510, 1035));
    for (text, range) in [
        ("8:30-17:15", day.clone()),
        ("08:30〜17:15", day.clone()),
        ("８時３０分～１７時１５分", day.clone()),
        ("8:30–17:15", day.clone()),
        ("8時半 － 午後5時15分", day),
        ("9時から17時まで", Ok((540, 1020))),
        ("9時半-18時", Ok((570, 1080))),
        ("0:00-24:00", Ok((0, 1440))),
        ("正午から13時", Ok((720, 780))),
    ] {
        assert_eq!(read_range(text), range, "{text}");
    }
}

#[test]
fn bad() {
    let ambiguous = Kind::Ambiguous {
        readings: ["正午".into(), "24時".into()],
    };
    for (text, kind, span) in [
        ("", Kind::Empty, 0..0),
        ("夕方", Kind::Vague, 0..6),
        ("9", Kind::NotATime, 0..1),
        ("25時", Kind::NoSuchTime, 0..5),
        ("17:60", Kind::NoSuchTime, 3..5),
        ("17:00:30", Kind::NoSuchTime, 0..8),
        ("午後12時", ambiguous, 0..11),
        ("17時頃", Kind::Vague, 5..8),
        ("17時以内", Kind::Trailing, 5..11),
        ("17:00\u{202E}", Kind::StrayCharacter, 5..8),
    ] {
        assert_eq!(read_time(text), Err(TimeError { kind, span }), "{text}");
    }
    for (text, kind, span) in [
        ("8:30", Kind::NotARange, 4..4),
        ("8:30-", Kind::NotARange, 5..5),
        ("8:30 17:15", Kind::NotARange, 5..10),
        ("17:15-8:30", Kind::EndNotAfterStart, 0..10),
        ("9:00-9:00", Kind::EndNotAfterStart, 0..9),
        ("9:00-25:00", Kind::NoSuchTime, 5..7),
    ] {
        assert_eq!(read_range(text), Err(TimeError { kind, span }), "{text}");
    }
}

proptest::proptest! {
    #[test]
    fn never_panics(text in "\\PC{0,40}|[0-9:時分半午前後APM〜ー-]{0,12}") {
        for e in [read_time(&text).err(), read_range(&text).err()].into_iter().flatten() {
            assert!(text.get(e.span).is_some());
        }
    }
}
