//! Exception records of a configuration, applied through the library's engine.

use std::sync::Arc;

use chrono::NaiveDate;
use kigen::calendar::hours::Moment;
use kigen::check::exceptions::{ExceptionStatus, review};
use kigen::check::{FileReport, check_yaml};
use kigen::diagnostic::Origin;
use kigen::engine::Engine;
use kigen::exception::{ConfiguredException, Spanned};
use kigen::read::FileSelection;
use kigen::source::{Source, Span};

use super::{CONSULTATION, HOLDS, REVIEW};

const CONFIGURATION: &str =
    "例外:\n  - 対象: 査定/**\n    規則: KG202\n    理由: 査定の日程\n    承認者: 次長\n";

fn now() -> Moment {
    let day = NaiveDate::from_ymd_opt(2025, 9, 8).unwrap();
    Moment::from_japan(day.and_hms_opt(10, 0, 0).unwrap())
}

/// The record above, with another rule and last day.
fn record(rule: &str, reason: &str, expires: Option<(i32, u32, u32)>) -> ConfiguredException {
    let text = CONFIGURATION.replace("KG202", rule);
    let stated = |value: &str, name: &str| {
        let at = text.find(name).unwrap() + name.len() + 2;
        let end = at + text[at..].find('\n').unwrap();
        Spanned {
            value: value.to_owned(),
            span: Span::new(at, end),
        }
    };
    ConfiguredException {
        span: Span::new(text.find("対象").unwrap(), text.len() - 1),
        rule: stated(rule, "規則"),
        reason: Some(stated(reason, "理由")),
        approved_by: Some(stated("次長", "承認者")),
        expires: expires.map(|(year, month, day)| Spanned {
            value: NaiveDate::from_ymd_opt(year, month, day).unwrap(),
            span: Span::new(0, 1),
        }),
        source: Arc::new(Source::from_text("kigen.yaml", text)),
    }
}

fn judged(document: &str, records: Vec<ConfiguredException>) -> FileReport {
    let mut engine = Engine::new(&[]).unwrap();
    engine.file.exceptions = records.into_iter().map(Arc::new).collect();
    let source = Source::from_text("a.yaml", document);
    check_yaml(&source, FileSelection::Explicit, &engine, now())
}

fn codes(report: &FileReport) -> Vec<&str> {
    report.diagnostics.iter().map(|found| &*found.code).collect()
}

#[test]
fn a_configured_record_clears_and_says_where_it_stands() {
    let report = judged(REVIEW, vec![record("KG202", "査定の日程", None)]);
    assert_eq!(codes(&report), [""; 0]);
    let record = report.excepted[0].exception.as_ref().unwrap();
    assert_eq!(
        (record.reason.as_str(), record.approved_by.as_str()),
        ("査定の日程", "次長")
    );
    let Origin::Configured(source, span) = &record.origin else {
        panic!("{record:?}")
    };
    assert_eq!(source.path(), "kigen.yaml");
    assert!(source.slice(*span).starts_with("対象: 査定/**"));
    assert_eq!(
        (report.exceptions[0].status, report.exceptions[0].findings),
        (ExceptionStatus::InForce, 1)
    );
}

#[test]
fn the_request_s_own_goes_first_and_neither_is_one_too_many() {
    let document = format!("{REVIEW}例外: [{HOLDS}]\n");
    let report = judged(&document, vec![record("KG202", "査定の日程", None)]);
    assert_eq!(codes(&report), [""; 0]);
    let record = report.excepted[0].exception.as_ref().unwrap();
    assert!(matches!(record.origin, Origin::Document(_)));
}

#[test]
fn one_that_does_not_hold_clears_nothing_and_is_no_finding_of_the_request() {
    for (rule, reason, expires) in [
        ("KG202", "なし", None),
        ("KG202", "x", Some((2025, 9, 7))),
        ("KG203", "x", None),
        ("KG999", "x", None),
        ("KG405", "x", None),
    ] {
        let report = judged(REVIEW, vec![record(rule, reason, expires)]);
        assert_eq!(codes(&report), ["KG202"], "{rule} {reason}");
        assert!(report.excepted.is_empty() && report.exceptions.is_empty());
    }
    let report = judged(CONSULTATION, vec![record("KG101", "閣議", None)]);
    assert_eq!(codes(&report), ["KG101"]);
    assert_eq!(report.diagnostics[0].deviation.as_ref().unwrap().reason, "閣議");
}

#[test]
fn what_is_wrong_with_one_is_said_at_its_place_in_the_configuration() {
    let engine = Engine::new(&[]).unwrap();
    for (rule, reason, expires, findings, standing, wanted) in [
        ("KG202", "x", None, Some(2), ExceptionStatus::InForce, &[][..]),
        ("KG202", "x", None, None, ExceptionStatus::InForce, &[]),
        ("KG202", "x", None, Some(0), ExceptionStatus::Unused, &["KG010"]),
        (
            "KG202",
            "なし",
            None,
            Some(0),
            ExceptionStatus::Incomplete,
            &["KG011"],
        ),
        ("KG999", "x", None, Some(0), ExceptionStatus::Refused, &["KG011"]),
        ("KG101", "x", None, Some(0), ExceptionStatus::Deviation, &[]),
        ("KG101", "x", None, Some(1), ExceptionStatus::Deviation, &[]),
        ("KG405", "x", None, Some(0), ExceptionStatus::Refused, &["KG012"]),
        (
            "KG202",
            "x",
            Some((2025, 9, 7)),
            Some(0),
            ExceptionStatus::Expired,
            &["KG013"],
        ),
        (
            "KG202",
            "x",
            Some((2025, 9, 8)),
            Some(1),
            ExceptionStatus::InForce,
            &[],
        ),
    ] {
        let record = record(rule, reason, expires);
        let (listed, found) = review(&record, findings, &engine, now());
        let codes: Vec<&str> = found.iter().map(|found| &*found.code).collect();
        assert_eq!(
            (listed.status, codes.as_slice()),
            (standing, wanted),
            "{rule} {reason}"
        );
        for found in &found {
            let marked = record.source.slice(found.span);
            assert!(
                marked == rule || marked == "査定の日程" || expires.is_some(),
                "{rule} {reason}: {marked}"
            );
        }
    }
}
