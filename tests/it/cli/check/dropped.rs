//! Findings past the limit of a file: each is counted by its severity, and the gravest of each request is shown.

use super::*;

#[test]
fn what_is_not_shown_is_counted_by_its_severity() {
    const HEAD: &str = "件名: x\n発出元: 総務省\n宛先: 財務省\n";
    let materials = vec!["a"; 5_000].join(", ");
    let all = format!(
        "種別: 査定・審査\n{HEAD}発出日時: 2025-09-09 10:00\n提出期限: 2025-09-19 17:00\n資料: [{materials}]\n"
    );
    // KG101 and KG103, errors, and KG402, a warning.
    let graver = format!("種別: 協議\n{HEAD}発出日時: 2025-09-09 18:15\n回答期限: 2025-09-10 09:00\n");
    // KG205 twice, for information, and KG202, excepted.
    let excepted = format!(
        "種別: 査定・審査\n{HEAD}発出日時: 2025-09-09 17:30\n提出期限: 2025-09-10 11:00\n想定作業量: 1時間\n資料: [b, c]\n\
         例外: [{{規則: KG202, 理由: 国会対応のため, 承認者: 総務課長}}]\n"
    );
    let here = folder(&[("a.yaml", &[all, graver, excepted].join("---\n"))]);
    let output = check(here.path(), &["--no-config", "--format", "json", "a.yaml"]).json();
    let shown = codes(&output);
    let counted = |code: &str| shown.iter().filter(|shown| **shown == code).count();
    assert_eq!(
        ["KG008", "KG101", "KG103", "KG402", "KG205"].map(counted),
        [1, 1, 0, 0, 5_001]
    );
    assert!(list(&output, "excepted").is_empty());
    let said = text(of(&output, "KG008")[0], "message");
    assert!(said.contains("残りの4件は数のみとし"), "{said}");
    // With KG008 itself.
    let counts = ["error", "warning", "info", "excepted"].map(|name| count(&output["summary"], name));
    assert_eq!(counts, [3, 1, 5_002, 1]);
}
