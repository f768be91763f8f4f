//! Mentions of a due in the subject, the necessity and the body move with it under unsafe fixes, and never under safe
//! ones; a wrong weekday of a date alone is corrected.

use proptest::prelude::*;

use super::harness::{WAYS, broken, codes, judge, local, lossy, settle, times, write};

/// A notation usable in running text: no offset, no quotes, with a time.
fn words(at: i64, sent: i64, way: u8) -> String {
    let way = match way {
        // A time with an offset is no mention, and 24時 and 正午 are rewritten otherwise; a date alone gets its time.
        0 | 8 | 9 | 10 | 13 => 3,
        6 | 14 if at < sent => 3,
        way => way,
    };
    write(local(at), way).trim_matches(['"', '\'']).to_owned()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn texts_say_what_the_due_says(
        (sent, due) in times(),
        way in 0..WAYS,
        kind in prop::sample::select(vec!["協議", "査定・審査", "調査", "その他"]),
        scalar in 0..4_u8,
        calendar in any::<bool>(),
        crlf in any::<bool>(),
    ) {
        // A mention of a moment that is also the sending's stays unless まで follows.
        prop_assume!(due != sent);
        let said = words(due, sent, way);
        let sent = write(local(sent), 1);
        // If sent and due have the same words, both places would be replaced.
        prop_assume!(sent != said);
        let mut text = if calendar {
            format!(
                "BEGIN:VCALENDAR\nVERSION:2.0\nBEGIN:VTODO\nUID:1\nX-KIGEN-KIND:{kind}\nX-KIGEN-SENT:{sent}\n\
                 ORGANIZER:mailto:kanri@soumu.go.jp\nATTENDEE:mailto:a@mof.go.jp\nX-KIGEN-DUE:{said}\n\
                 X-KIGEN-NECESSITY:期限{said}の会議のため\nSUMMARY:依頼の件について【期限{said}】\n\
                 DESCRIPTION:お世話になっております。\\n回答期限は{said}\n です。\\n（再掲）期限{said}\\, 以上\nEND:VTODO\nEND:VCALENDAR\n",
            )
        } else {
            let subject = match scalar {
                0 => format!("依頼の件について【期限{said}】"),
                1 => format!("\"依頼の件について【期限{said}】\\u3000\""),
                2 => format!("'依頼の件について【期限{said}】'"),
                _ => format!(">-\n  依頼の件について【期限{said}】"),
            };
            format!(
                "種別: {kind}\n件名: {subject}\n必要性: 期限{said}の会議のため\n発出元: 総務省\n宛先: 財務省\n発出日時: {sent}\n\
                 期限: {said}\n本文: |\n  お世話になっております。\n  回答期限は{said}です。\n\n  （再掲）期限{said}, 以上\n",
            )
        };
        if crlf {
            text = text.replace('\n', "\r\n");
        }
        let name = if calendar { "a.ics" } else { "a.yaml" };
        let unfolded = |text: &str| text.replace("\r\n ", "").replace("\n ", "");
        let own = |text: &str| {
            let key = if calendar { "X-KIGEN-DUE:" } else { "期限: " };
            let text = if calendar { unfolded(text) } else { text.to_owned() };
            text.lines().find_map(|line| line.strip_prefix(key)).unwrap().to_owned()
        };
        let (after, fixed) = settle(name, text.as_bytes(), true).unwrap();
        let fixed = lossy(&fixed);
        prop_assert_eq!(broken(&after.report), Vec::<&str>::new(), "{}", fixed);
        let new = own(&fixed);
        let (old_text, new_text) = if calendar { (unfolded(&text), unfolded(&fixed)) } else { (text.clone(), fixed.clone()) };
        prop_assert_eq!(&new_text, &old_text.replace(&said, &new), "{}", fixed);
        prop_assert!(fixed.lines().all(|line| !calendar || line.len() <= 75 || text.contains(line)), "{}", fixed);
        // Safe fixes move only the due.
        let (_, fixed) = settle(name, text.as_bytes(), false).unwrap();
        let fixed = if calendar { unfolded(&lossy(&fixed)) } else { lossy(&fixed) };
        let key = if calendar { "X-KIGEN-DUE:" } else { "期限: " };
        prop_assert_eq!(fixed, old_text.replace(&format!("{key}{said}"), &format!("{key}{new}")));
    }
}

/// 12日（木） of 9月10日から12日（木）: its weekday is corrected, or its day, in its notation.
#[test]
fn the_wrong_weekday_of_a_day_alone_is_put_right() {
    let request = |text: &str| {
        format!(
            "種別: その他\n発出元: 総務省\n宛先: 財務省\n発出日時: 2025-09-08 10:00\n期限: 2025-09-19 17:00\n本文: |\n  {text}\n"
        )
    };
    let calendar = |text: &str| {
        format!(
            "BEGIN:VCALENDAR\nVERSION:2.0\nBEGIN:VTODO\nUID:1\nX-KIGEN-KIND:その他\nX-KIGEN-SENT:2025-09-08 10:00\n\
             DUE:20250919T170000\nDESCRIPTION:{text}\nEND:VTODO\nEND:VCALENDAR\n"
        )
    };
    for (text, weekday, day) in [
        (
            "９月１０日から１２日（木）まで",
            "９月１０日から１２日（金）まで",
            Some("９月１０日から１１日（木）まで"),
        ),
        (
            "9月10日（水）～12日(木曜)",
            "9月10日（水）～12日(金曜)",
            Some("9月10日（水）～11日(木曜)"),
        ),
        (
            "9月10日（水）・12日（月）",
            "9月10日（水）・12日（金）",
            Some("9月10日（水）・15日（月）"),
        ),
        // The day with that weekday is in another month.
        (
            "令和7年9月29日（月）～1日（月）",
            "令和7年9月29日（月）～1日（水）",
            None,
        ),
    ] {
        // With the year: without it the weekday could be right in another year.
        let dated = |text: &str| match text.starts_with("令和") {
            true => text.to_owned(),
            false => format!("令和7年{text}"),
        };
        let (text, weekday) = (&*dated(text), &*dated(weekday));
        let day = day.map(dated);
        let day = day.as_deref();
        for (name, file) in [
            ("a.yaml", &request as &dyn Fn(&str) -> String),
            ("a.ics", &calendar),
        ] {
            let judged = judge(name, file(text).as_bytes()).unwrap();
            assert_eq!(codes(&judged.report)["KG405"], 1, "{text}");
            let found = judged
                .report
                .diagnostics
                .iter()
                .find(|found| found.code == "KG405")
                .unwrap();
            let made: Vec<String> = found
                .fixes
                .iter()
                .map(|fix| {
                    let edits = fix.edits.iter().map(|edit| (edit.span, edit.text.as_str()));
                    lossy(&judged.source.edited(file(text).as_bytes(), edits))
                })
                .collect();
            let wanted: Vec<String> = [Some(weekday), day].into_iter().flatten().map(file).collect();
            assert_eq!(made, wanted, "{text}");
            let (after, fixed) = settle(name, file(text).as_bytes(), true).unwrap();
            assert_eq!(lossy(&fixed), file(weekday));
            assert!(!codes(&after.report).contains_key("KG405"));
            let (_, left) = settle(name, file(text).as_bytes(), false).unwrap();
            assert_eq!(lossy(&left), file(text), "never unasked");
        }
    }
}
