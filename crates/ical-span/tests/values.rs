//! Values at the bounds of their syntax: dates and times, durations, offsets, quoted-printable, folds, line limits.

#![allow(clippy::unwrap_used, reason = "tests")]

use docspan::Span;
use ical_span::lines::{
    MAX_LINE, MAX_PARAMS, MAX_VALUES, Malformed, control_characters, fold, lines, quoted_printable, unescape,
};
use ical_span::value::{Duration, basic_date_time, duration, signed_offset};

#[test]
fn dates_and_times() {
    for (text, expected) in [
        ("20250911", Some("2025-09-11 00:00:00 false false")),
        (" 20250911 ", Some("2025-09-11 00:00:00 false false")),
        ("20250911T170000", Some("2025-09-11 17:00:00 true false")),
        ("20250911t170000z", Some("2025-09-11 17:00:00 true true")),
        ("19180331T020000Z", Some("1918-03-31 02:00:00 true true")),
        ("20250911T235960Z", Some("2025-09-11 23:59:59 true true")),
        ("20250911T235961Z", None),
        ("20250911T236000", None),
        ("20250911T240000", None),
        ("20250911T17000", None),
        ("20250911T1700000", None),
        ("20250911T17000Z", None),
        ("20250911T+70000", None),
        ("2025091", None),
        ("+2025911", None),
        ("2025+911", None),
        ("20250911X170000", None),
        ("20250911T", None),
        ("20250911Z", None),
        ("20250230", None),
        ("20251301", None),
        ("00000101", Some("0000-01-01 00:00:00 false false")),
        ("", None),
        ("期限期限", None),
    ] {
        let read = basic_date_time(text).map(|read| format!("{} {} {}", read.local, read.has_time, read.utc));
        assert_eq!(read.as_deref(), expected, "{text:?}");
    }
}

#[test]
fn durations() {
    for (text, expected) in [
        ("P1D", Some((1, 0))),
        ("P2W", Some((14, 0))),
        ("P1W2D", Some((9, 0))),
        ("PT1H30M", Some((0, 5400))),
        ("PT1H2M3S", Some((0, 3723))),
        ("PT3S", Some((0, 3))),
        ("P1DT2H", Some((1, 7200))),
        ("+P1D", Some((1, 0))),
        ("-P1DT1S", Some((-1, -1))),
        (" pt15m ", Some((0, 900))),
        ("PT0S", Some((0, 0))),
        // Units may be omitted at either end of the list.
        ("PT5M6S", Some((0, 306))),
        ("P", None),
        ("PT", None),
        ("P1", None),
        ("P1DT", Some((1, 0))),
        ("1D", None),
        ("", None),
        ("-", None),
        ("--P1D", None),
        ("P1H", None),
        ("PT1D", None),
        ("P2D1W", None),
        ("PT1S1M", None),
        ("P1D1D", None),
        ("PD", None),
        ("PTM", None),
        ("P1.5D", None),
        // At most nine digits, and at most 400 years.
        ("P146400D", Some((146_400, 0))),
        ("P146401D", None),
        ("PT12648960000S", None),
        ("PT210816000M", Some((0, 12_648_960_000))),
        ("PT210816001M", None),
        ("PT999999999S", Some((0, 999_999_999))),
        ("PT0999999999S", None),
    ] {
        let expected = expected.map(|(days, seconds)| Duration { days, seconds });
        assert_eq!(duration(text), expected, "{text:?}");
    }
}

#[test]
fn offsets() {
    for (text, expected) in [
        ("+0900", Some(32_400)),
        ("-0530", Some(-19_800)),
        ("+09:00", Some(32_400)),
        ("+09.30", Some(34_200)),
        ("-9", Some(-32_400)),
        ("+09", Some(32_400)),
        ("+090015", Some(32_415)),
        ("-00:00:01", Some(-1)),
        ("+1800", Some(64_800)),
        ("+1859", Some(68_340)),
        ("+1900", None),
        ("+0959", Some(35_940)),
        ("+0960", None),
        ("+095959", Some(35_999)),
        ("+095960", None),
        ("+900", None),
        ("+09000", None),
        ("+0900000", None),
        ("0900", None),
        ("+", None),
        ("", None),
        ("+9x", None),
        ("+期", None),
    ] {
        assert_eq!(signed_offset(text), expected, "{text:?}");
    }
}

#[test]
fn quoted_printable_and_escapes() {
    for (text, charset, expected) in [
        ("a=3Db", None, Some("a=b")),
        ("=e6=9C=9f", None, Some("期")),
        ("=3", None, Some("=3")),
        ("=", None, Some("=")),
        ("==41", None, Some("=A")),
        ("=4", Some("utf-8"), Some("=4")),
        ("=G1=1G", None, Some("=G1=1G")),
        ("=41=", None, Some("A=")),
        ("=8A=FA", Some(" Shift_JIS "), Some("期")),
        ("=C6=FC", Some("euc-jp"), Some("日")),
        ("=E6", None, None),
        ("a", Some("no-such"), None),
        ("", None, Some("")),
    ] {
        assert_eq!(quoted_printable(text, charset).as_deref(), expected, "{text:?}");
    }
    for (text, expected) in [
        (r"a\nb\Nc\;\,\\", "a\nb\nc;,\\"),
        (r"\x\", r"\x\"),
        (r"\\n", r"\n"),
        ("a^nb", "a^nb"),
        ("", ""),
    ] {
        assert_eq!(unescape(text), expected, "{text:?}");
    }
    // Caret escapes (RFC 6868) apply to parameter values only.
    let text = "A;B=x^ny^^z^'^q^:1";
    let line = lines(text).next().unwrap().unwrap();
    assert_eq!(line.param_value("B"), Some("x\ny^z\"^q^"));
}

#[test]
fn a_line_is_folded_at_75_octets() {
    for length in [0, 1, 74, 75, 76, 148, 149, 150, 223, 224, 400] {
        for letter in ["x", "期"] {
            let line = letter.repeat(length);
            let (mut expected, mut room) = (String::new(), 75);
            for c in line.chars() {
                if c.len_utf8() > room {
                    expected.push_str("\r\n ");
                    room = 74;
                }
                expected.push(c);
                room -= c.len_utf8();
            }
            assert_eq!(fold(&line), expected + "\r\n", "{length}");
        }
    }
}

#[test]
fn lines_at_their_limits() {
    let why = |text: &str| {
        lines(text)
            .next()
            .unwrap()
            .map(|line| line.span)
            .map_err(|line| (line.why, line.span))
    };
    // A line beyond the limit, unless it holds an attachment.
    let long = |name: &str, length: usize| format!("{name}:{}", "x".repeat(length - name.len() - 1));
    for (name, length, is_read) in [
        ("SUMMARY", MAX_LINE, true),
        ("SUMMARY", MAX_LINE + 1, false),
        ("ATTACH", MAX_LINE + 1, true),
        ("image", MAX_LINE + 1, true),
        ("Photo", MAX_LINE + 1, true),
    ] {
        let expected = if is_read {
            Ok(Span::new(0, length))
        } else {
            Err((Malformed::TooLong, Span::new(0, 64)))
        };
        assert_eq!(why(&long(name, length)), expected, "{name} {length}");
    }
    let params = |count: usize| format!("A{}:b", ";C=d".repeat(count));
    assert_eq!(
        lines(&params(MAX_PARAMS)).next().unwrap().unwrap().params.len(),
        MAX_PARAMS
    );
    assert_eq!(
        why(&params(MAX_PARAMS + 1)),
        Err((Malformed::TooMany, Span::new(0, 64)))
    );
    let values = |count: usize| format!("A;C=d{}:b", ",d".repeat(count - 1));
    assert_eq!(
        lines(&values(MAX_VALUES)).next().unwrap().unwrap().params[0]
            .values
            .len(),
        MAX_VALUES
    );
    assert_eq!(
        why(&values(MAX_VALUES + 1)),
        Err((Malformed::TooMany, Span::new(0, 64)))
    );
    // Its excerpt is cut between characters.
    let text = format!("A;C=\"{}\"{}:b", "期".repeat(40), ",d".repeat(MAX_VALUES));
    assert_eq!(why(&text), Err((Malformed::TooMany, Span::new(0, 62))));
    for (text, is_limit) in [
        (Malformed::TooLong, true),
        (Malformed::TooMany, true),
        (Malformed::Quote, false),
        (Malformed::Name, false),
        (Malformed::NoColon, false),
    ] {
        assert_eq!(text.is_limit(), is_limit, "{text:?}");
    }
}

/// The span of each part, in lines with every kind of line end.
#[test]
fn parts_of_lines_stand_at_their_places() {
    for end in ["\r\n", "\n", "\r"] {
        let text = format!("{end}A:1{end}  {end}g.b ; C-_/9 = x,\" y:;,\"z ;;D:2:3{end}E;F=:{end}");
        let all: Vec<_> = lines(&text).map(Result::unwrap).collect();
        let shown: Vec<String> = all
            .iter()
            .map(|line| {
                let params: Vec<String> = line
                    .params
                    .iter()
                    .map(|param| format!("{}={:?}@{}", param.name, param.values, &text[param.span.range()]))
                    .collect();
                format!(
                    "{}@{} {} {}@{}",
                    line.name,
                    &text[line.name_span.range()],
                    params.join(" "),
                    line.value,
                    &text[line.value_span.range()]
                )
            })
            .collect();
        assert_eq!(
            shown,
            [
                "A@A  1@1",
                "B@b C-_/9=[\" x\", \" y:;,z \"]@C-_/9 = x,\" y:;,\"z  D=[]@D 2:3@2:3",
                "E@E F=[\"\"]@F= @",
            ],
            "{end:?}"
        );
        let spans: Vec<&str> = all.iter().map(|line| &text[line.span.range()]).collect();
        assert_eq!(spans, ["A:1", "g.b ; C-_/9 = x,\" y:;,\"z ;;D:2:3", "E;F=:"]);
        assert_eq!(all[1].param("D").map(|param| param.values.len()), Some(0));
        assert_eq!((all[1].param_value("D"), all[1].param_value("X")), (None, None));
    }
    // Blanks before a quote.
    let line = lines("A;B= \t \"x:y\":z").next().unwrap().unwrap();
    assert_eq!((line.param_value("B"), line.value), (Some("x:y"), "z"));
    let line = lines("A;B=\t\"x:y\":z").next().unwrap().unwrap();
    assert_eq!((line.param_value("B"), line.value), (Some("x:y"), "z"));
    for (text, why) in [
        ("A", Malformed::NoColon),
        ("A;B", Malformed::NoColon),
        ("A;B=c", Malformed::NoColon),
        ("A;B=\"c\"", Malformed::NoColon),
        ("A;B=\"c", Malformed::Quote),
        ("A;B=\"c:d", Malformed::Quote),
        ("A B:c", Malformed::Name),
        (". A:b", Malformed::Name),
        ("a b.C:d", Malformed::Name),
        ("期:a", Malformed::Name),
        ("A;B C=d:e", Malformed::Name),
        ("A;B C", Malformed::NoColon),
        ("A;=:b", Malformed::Name),
        (":", Malformed::Name),
    ] {
        let line = lines(text).next().unwrap();
        assert_eq!(
            line.map_err(|line| line.why).map(|line| line.value),
            Err(why),
            "{text:?}"
        );
    }
}

#[test]
fn control_characters_are_told_from_the_others() {
    for byte in 0..=0x9f_u8 {
        let c = char::from(byte);
        let text = format!("a{c}b");
        let expected = c.is_ascii_control() && !matches!(c, '\t' | '\n' | '\r');
        let found: Vec<Span> = control_characters(&text).collect();
        assert_eq!(found == [Span::new(1, 2)], expected, "{byte:x}");
        assert!(expected || found.is_empty(), "{byte:x}");
    }
    let found: Vec<Span> = control_characters("\0\u{1}a\u{7f}期\u{1b}\u{8}").collect();
    assert_eq!(found, [Span::new(0, 2), Span::new(3, 4), Span::new(7, 9)]);
}
