//! Values used by alias: a fix changes the value it is about and no other, as read back by an independent parser
//! that resolves aliases.

use proptest::prelude::*;
use serde_yaml::Value;

use super::harness::{broken, judge, local, lossy, settle, times, write};

/// The members that may share a value, in the file's order.
const MEMBERS: [&str; 6] = ["発出日時", "質問", "意見", "開始", "終了", "場所"];

/// A request with these texts; the members in `shared` use one anchored text, the first of them holding the anchor
/// (in a notation that serde_yaml reads).
fn request(texts: &[String; 6], shared: &[bool; 6], kind: &str) -> String {
    let first = shared.iter().position(|shared| *shared);
    let said: Vec<String> = (0..6)
        .map(|number| match first {
            Some(first) if number == first => format!("&t {}", texts[number]),
            Some(first) if shared[number] && texts[number] == texts[first] => "*t".to_owned(),
            _ => texts[number].clone(),
        })
        .collect();
    format!(
        "種別: {kind}\n発出元: 総務省\n宛先: 財務省\n発出日時: {} # 発出\n期限: {{質問: {}, 意見: {} }} # 期限\n\
         ヒアリング:\n  開始: {}\n  終了: {} # 終了\n  場所: {}\n  オンライン: 可\n",
        said[0], said[1], said[2], said[3], said[4], said[5],
    )
}

/// The value of a request's member, as text.
fn value(text: &str, member: &str) -> Value {
    let all: Value = serde_yaml::from_str(text).unwrap_or_else(|error| panic!("{error}\n{text}"));
    let home = match member {
        "発出日時" => &all,
        "質問" | "意見" => &all["期限"],
        _ => &all["ヒアリング"],
    };
    home[member].clone()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    /// The result equals that of the same request with every value written out.
    #[test]
    fn aliases_are_fixed_as_the_values_are_that_they_say(
        (sent, due) in times(),
        shared in prop::array::uniform6(any::<bool>()),
        way in 0..8_u8,
        others in prop::array::uniform4(0_i64..4000),
        kind in prop::sample::select(vec!["査定・審査", "協議", "その他"]),
    ) {
        // The shared value is the first sharer's.
        let first = shared.iter().position(|shared| *shared).unwrap_or(6);
        let own = [sent, due, due + others[0] * 60, due + others[1] * 60, due + others[2] * 60, due + others[3] * 60];
        let mut texts = own.map(|at| write(local(at), way).trim_end_matches("まで").to_owned());
        for number in 0..6 {
            if shared[number] {
                texts[number] = texts[first].clone();
            }
        }
        let aliased = request(&texts, &shared, kind);
        let plain = request(&texts, &[false; 6], kind);
        let (_, plain_fixed) = settle("a.yaml", plain.as_bytes(), false).unwrap();
        let (_, fixed) = settle("a.yaml", aliased.as_bytes(), false).unwrap();
        let (plain_fixed, fixed) = (lossy(&plain_fixed), lossy(&fixed));
        for member in MEMBERS {
            let (was, is) = (value(&aliased, member), value(&fixed, member));
            prop_assert!(is == was || is == value(&plain_fixed, member), "{}:\n{}→\n{}", member, aliased, fixed);
        }
        // With unsafe fixes everything fixable is fixed, and no other value has changed.
        let (after, fixed) = settle("a.yaml", aliased.as_bytes(), true).unwrap();
        let (_, plain_fixed) = settle("a.yaml", plain.as_bytes(), true).unwrap();
        let (plain_fixed, fixed) = (lossy(&plain_fixed), lossy(&fixed));
        for member in MEMBERS {
            prop_assert_eq!(value(&fixed, member), value(&plain_fixed, member), "{}:\n{}→\n{}", member, aliased, fixed);
        }
        let plain_after = judge("a.yaml", plain_fixed.as_bytes()).unwrap();
        prop_assert_eq!(broken(&after.report), broken(&plain_after.report), "{}", fixed);
    }
}

/// A value inside a node that is itself used by alias in several places is changed only by unsafe fixes.
#[test]
fn what_stands_in_something_that_is_said_twice_is_left_until_asked() {
    let text = "種別: 査定・審査\n発出元: 総務省\n宛先: 財務省\n発出日時: 2025-09-09 10:00\n\
        期限: &時 {開始: 2025-09-13 10:00, 終了: 2025-09-13 11:00}\nヒアリング: *時\n";
    let (after, fixed) = settle("a.yaml", text.as_bytes(), false).unwrap();
    assert_eq!(lossy(&fixed), text);
    let fixes = after.report.diagnostics.iter().flat_map(|found| &found.fixes);
    assert!(fixes.clone().count() > 0);
    assert!(fixes.clone().all(|fix| {
        fix.title
            .render(kigen::message::Lang::Ja)
            .contains("参照する箇所も変わる")
    }));
}

/// Dues that share one text move together: only that text changes.
#[test]
fn dues_of_one_text_move_together() {
    let text = "種別: 協議\n発出元: 総務省\n宛先: 財務省\n発出日時: 2025-09-09 17:30\n\
        期限:\n  質問: &日 '令和7年9月11日（木）17時' # 質問\n  意見: *日\n";
    let (_, fixed) = settle("a.yaml", text.as_bytes(), false).unwrap();
    assert_eq!(lossy(&fixed), text.replace("17時'", "17時30分'"));
}
