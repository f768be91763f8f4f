//! A request of which something was not read is offered no sentence: it may ask for another time.

use super::*;

const HEAD: &str = "種別: 協議\n件名: 恩給法について（協議）\n発出元: 総務省\n発出日時: 2025-09-09 10:00\n回答期限: 2025-09-12 17:00\n";

#[test]
fn only_what_was_read_in_full_is_offered_a_sentence() {
    for (lines, is_offered) in [
        ("宛先: 財務省\n", true),
        ("宛先: 財務省\n想定作業量: 半日\n", true),
        ("宛先: 財務省\n想定作業量: 丸一日\n", false),
        ("宛先: 財務省\n備え考: x\n", false),
        // A recipient that no list has is read all the same.
        ("宛先: 何とか庁\n", true),
        // A date that is not the weekday it says may be another.
        (
            "宛先: 財務省\n本文: 9月12日（月）17時までに御回答ください。\n",
            false,
        ),
    ] {
        let here = folder(&[("案.yaml", &format!("{HEAD}{lines}"))]);
        let output = when(here.path(), &["--no-config", "--format", "json", "案.yaml"]).json();
        let request = &list(&output, "requests")[0];
        assert_eq!(
            !list(request, "sentences").is_empty(),
            is_offered,
            "{lines}{output}"
        );
    }
    // Of several requests the others are.
    let text = format!("{HEAD}宛先: 財務省\n---\n{HEAD}宛先: 財務省\n想定作業量: 丸一日\n");
    let here = folder(&[("案.yaml", &text)]);
    let output = when(here.path(), &["--no-config", "--format", "json", "案.yaml"]).json();
    let offered = list(&output, "requests")
        .iter()
        .map(|one| list(one, "sentences").len());
    assert_eq!(offered.collect::<Vec<_>>(), [1, 0], "{output}");
}
