//! Keys: duplicate, unknown, of another mapping.

use super::*;

#[test]
fn duplicate_keys_are_refused_in_whatever_words() {
    for more in ["件名: 二つ目\n", "\"件名\": 二つ目\n", "subject: second\n"] {
        doc(&format!("{SHORT}{more}"))
            .refused("KG004")
            .at("KG004", 8, 1)
            .beside();
    }
    for more in [
        "回答期限: 2025-09-20 17:00\n",
        "提出期限: 2025-09-20 17:00\n",
        "due: 2025-09-20 17:00\n",
    ] {
        doc(&format!("{SHORT}{more}"))
            .refused("KG004")
            .at("KG004", 8, 1)
            .beside();
    }
    doc(&with(
        "2025-09-11 16:59",
        "{質問: 2025-09-11 16:59, 質問: 2025-09-20 17:00}",
    ))
    .refused("KG004")
    .beside();
    doc(&with("財務省", "{府省: 財務省, ministry: 法務省}"))
        .refused("KG004")
        .beside();
}

#[test]
fn an_unknown_key_is_offered_the_known_one() {
    for (key, near) in [
        ("回答期眼", "回答期限"),
        ("想定作業料", "想定作業量"),
        ("effrot", "effort"),
        ("Subjct", "subject"),
        ("例 外", "例外"),
    ] {
        doc(&format!("{SHORT}{key}: x\n"))
            .refused("KG003")
            .at("KG003", 8, 1)
            .says("KG003", near)
            .beside();
    }
    doc(&format!("{SHORT}担当者の電話番号: x\n"))
        .refused("KG003")
        .says("KG003", "使える項目");
    // A key of another mapping: the message names that mapping, and no similar key.
    doc(&format!("{SHORT}オンライン: 可\n"))
        .refused("KG003")
        .says("KG003", "「ヒアリング」の中");
    doc(&format!("{SHORT}理由: 会期末のため\n"))
        .refused("KG003")
        .says("KG003", "「ヒアリング、例外」の中");
    doc(&with("財務省", "{府省: 財務省, 件名: 協議}"))
        .refused("KG003")
        .says("KG003", "依頼の一番外側")
        .says("KG003", "府省");
}

#[test]
fn a_key_with_a_blank_in_it_is_not_offered_itself() {
    let verdict = doc(&format!("{SHORT}\"必要性 \": x\n"));
    // Either it is read as the key it resembles, or the message shows the hidden difference.
    for found in of(&verdict.named, "KG003") {
        let help = found["help"].as_str().unwrap_or_default();
        assert!(
            !text(found, "message").contains("「必要性」") || !help.contains("「必要性」"),
            "{found}"
        );
    }
}

#[test]
fn anchors_aliases_tags_and_complex_keys_are_read_or_refused() {
    doc(&with("総務省", "&誰 総務省").replace("財務省", "[財務省, *誰]")).read();
    doc(&with("協議", "!!str 協議")).read();
    doc(&with("2025-09-11 16:59", "!!timestamp 2025-09-11 16:59")).read();
    doc(&with("協議", "!own 協議")).read();
    doc(&format!("%YAML 1.2\n---\n{SHORT}")).read();
    doc(&format!("{SHORT}? [a, b]\n: x\n? {{c: d}}\n: y\n"))
        .refused("KG006")
        .at("KG006", 8, 3)
        .beside();
    doc(&with("財務省", "*誰")).refused("KG002").at("KG002", 4, 5);
    doc(&format!("{SHORT}本文: &私 [*私]\n"))
        .refused("KG002")
        .at("KG002", 8, 9);
    doc(&format!("{SHORT}本文: &私 {{a: *私}}\n")).refused("KG002");
    // An anchor of another YAML document cannot be used.
    doc(&format!(
        "a: &誰 財務省\n---\n{}---\n{SHORT}",
        with("財務省", "*誰")
    ))
    .refused("KG002")
    .beside();
}

#[test]
fn merge_keys_are_not_obeyed_in_silence() {
    let text = format!("基: &基 {{種別: 協議}}\n<<: *基\n{}", with("種別: 協議\n", ""));
    doc(&text).refused("KG003").at("KG003", 1, 1).refused("KG005");
    doc(&format!("{SHORT}<<: {{想定作業量: 100時間}}\n"))
        .refused("KG003")
        .at("KG003", 8, 1)
        .beside();
}

// ── Sizes ──
