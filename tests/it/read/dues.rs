//! What `kigen read` understood of each due: its moment, and how precisely it is stated.

use crate::common::{kigen, list, root, run_with_input};
use serde_json::Value;

fn dues(lines: &str) -> Vec<(Value, Value)> {
    let document =
        format!("種別: 協議\n件名: x\n発出元: 総務省\n宛先: 財務省\n発出日時: 2025-09-09 10:00\n{lines}");
    let arguments = ["read", "--format", "json", "--now", "2025-09-09T10:00", "-"];
    let output = run_with_input(kigen(root()).args(arguments), document.as_bytes()).json();
    list(&list(&output, "requests")[0], "dues")
        .iter()
        .map(|due| (due["at"].clone(), due["precision"].clone()))
        .collect()
}

#[test]
fn a_due_is_as_precise_as_its_field() {
    const DAY: (&str, &str) = ("2025-09-12T18:15:00+09:00", "day");
    const MINUTE: (&str, &str) = ("2025-09-12T17:00:00+09:00", "minute");
    let of = |(at, precision): (&str, &str)| (Value::from(at), Value::from(precision));
    let unread = (Value::Null, Value::Null);
    // What the body says is not the field's.
    for body in ["", "本文: 9月12日（金）17時までに御回答ください。\n"] {
        for (due, expected) in [
            ("2025-09-12", vec![of(DAY)]),
            ("2025-09-12 17:00", vec![of(MINUTE)]),
            ("未定", vec![unread.clone()]),
            (
                "{第1: 2025-09-12, 第2: 2025-09-12 17:00, 第3: 未定}",
                vec![of(DAY), of(MINUTE), unread.clone()],
            ),
        ] {
            assert_eq!(
                dues(&format!("回答期限: {due}\n{body}")),
                expected,
                "{due} {body}"
            );
        }
    }
}
