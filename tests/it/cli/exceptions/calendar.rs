//! Exceptions of a calendar.

use super::*;

#[test]
fn a_calendar_records_exceptions_in_a_property() {
    assert_eq!(codes(&hearing("")), ["KG201"]);
    let output = hearing(
        "X-KIGEN-EXCEPTION;RULE=KG201;APPROVED-BY=会計課長;EXPIRES=2025-12-31:先方の希望\\, 夜間\r\n",
    );
    assert_eq!(codes(&output), [""; 0]);
    let record = &list(&output, "excepted")[0]["exception"];
    assert_eq!(text(record, "reason"), "先方の希望, 夜間");
    assert_eq!(text(record, "approved_by"), "会計課長");
    assert_eq!(text(record, "expires"), "2025-12-31");
}

#[test]
fn an_exception_of_a_calendar_that_does_not_hold_is_answered_at_its_place() {
    let table: &[(&str, &[&str])] = &[
        (";RULE=KG201;APPROVED-BY=y:", &["KG011"]),
        (";RULE=KG201;APPROVED-BY=y:　", &["KG011"]),
        (";RULE=KG201;APPROVED-BY=y:\\n", &["KG011"]),
        (";RULE=KG201;APPROVED-BY=y:なし", &["KG011"]),
        (";RULE=KG201;APPROVED-BY=:x", &["KG011"]),
        (";RULE=KG201:x", &["KG011"]),
        (";APPROVED-BY=y:x", &["KG011"]),
        (":KG201", &["KG011"]),
        (";RULE=KG999;APPROVED-BY=y:x", &["KG011"]),
        (";RULE=ＫＧ２０１;APPROVED-BY=y:x", &["KG011"]),
        (";RULE=KG201,KG206;APPROVED-BY=y:x", &["KG006"]),
        (";RULE=KG201;RULE=KG206;APPROVED-BY=y:x", &["KG004"]),
        (";RULE=KG201;APPROVER=y:x", &["KG003", "KG011"]),
        (";RULE=KG201;APPROVED-BY=y;EXPIRE=2025-09-01:x", &["KG003"]),
        (";RULE=KG201;APPROVED-BY=y;EXPIRES=2025-02-30:x", &["KG007"]),
        (";RULE=KG201;APPROVED-BY=y;EXPIRES=:x", &["KG007"]),
        (";RULE=KG201;APPROVED-BY=y;EXPIRES=\"\":x", &["KG007"]),
        (";RULE=KG201;APPROVED-BY=y;EXPIRES=9/30:x", &["KG007"]),
        (";RULE=KG201;APPROVED-BY=y;EXPIRES=20251231T000000Z:x", &["KG007"]),
        (";RULE=KG201;APPROVED-BY=y;EXPIRES=20250907:x", &["KG013"]),
        (";RULE=KG201;APPROVED-BY=y;EXPIRES=令和7年9月7日:x", &["KG013"]),
        (";RULE=KG101;APPROVED-BY=y:x", &[]),
        (";RULE=KG405;APPROVED-BY=y:x", &["KG012"]),
        (";RULE=KG207;APPROVED-BY=y:x", &["KG010"]),
    ];
    for (written, wanted) in table {
        let output = hearing(&format!("X-KIGEN-EXCEPTION{written}\r\n"));
        let whole = [["KG003"], ["KG004"]].iter().any(|one| one == wanted);
        let mut found: Vec<&str> = codes(&output)
            .into_iter()
            .filter(|code| *code != "KG201")
            .collect();
        found.sort_unstable();
        assert_eq!(&found, wanted, "{written}: {output:#}");
        assert_eq!(codes(&output).contains(&"KG201"), !whole, "{written}");
        for finding in list(&output, "diagnostics") {
            assert!(
                text(finding, "code") == "KG201" || count(&finding["range"]["start"], "line") == 14,
                "{written}: {finding:#}"
            );
        }
    }
}
