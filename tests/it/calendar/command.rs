//! The `kigen calendar` command.

use std::collections::BTreeMap;
use std::process::{Command, Output};

use serde_json::Value;

use crate::common::clean;

fn kigen(arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_kigen"));
    for name in ["LC_ALL", "LC_MESSAGES", "LANG", "NO_COLOR"] {
        command.env_remove(name);
    }
    command
        .arg("calendar")
        .args(arguments)
        .output()
        .expect("kigen runs")
}

fn text(arguments: &[&str]) -> String {
    clean(kigen(arguments))
}

/// Date → (reason, basis, kind).
fn days(arguments: &[&str]) -> BTreeMap<String, (String, String, String)> {
    let text = text(&[arguments, &["--format", "json"]].concat());
    let value: Value = serde_json::from_str(&text).expect("JSON");
    let member = |day: &Value, name: &str| day[name].as_str().expect(name).to_owned();
    let days = value["closed_days"].as_array().expect("closed_days");
    let found: BTreeMap<_, _> = days
        .iter()
        .map(|day| {
            (
                member(day, "date"),
                (member(day, "reason"), member(day, "basis"), member(day, "kind")),
            )
        })
        .collect();
    assert_eq!(found.len(), days.len(), "a day stands twice");
    assert!(
        days.windows(2)
            .all(|pair| member(&pair[0], "date") < member(&pair[1], "date"))
    );
    found
}

/// Exit status 2, nothing on standard output, one sentence on standard error.
fn refused(arguments: &[&str]) -> String {
    let output = kigen(arguments);
    assert_eq!(output.status.code(), Some(2), "{arguments:?}");
    assert!(output.stdout.is_empty(), "{arguments:?}");
    let sentence = String::from_utf8(output.stderr).expect("UTF-8");
    assert_eq!(sentence.trim_end().lines().count(), 1, "{sentence}");
    sentence
}

#[test]
fn the_closed_days_of_2026() {
    let closed = days(&["2026"]);
    for (date, reason, kind) in [
        ("2026-01-01", "元日", "national-holiday"),
        ("2026-01-02", "年末年始", "year-end"),
        ("2026-01-03", "土曜日", "saturday"),
        ("2026-01-12", "成人の日", "national-holiday"),
        ("2026-03-20", "春分の日", "national-holiday"),
        ("2026-05-06", "振替休日", "substitute-holiday"),
        ("2026-09-22", "国民の休日", "citizens-holiday"),
        ("2026-12-31", "年末年始", "year-end"),
    ] {
        let day = (reason.to_owned(), "law".to_owned(), kind.to_owned());
        assert_eq!(closed.get(date), Some(&day), "{date}");
    }
    assert!(!closed.contains_key("2026-01-05") && !closed.contains_key("2026-12-28"));
    assert!(closed.keys().all(|date| date.starts_with("2026-")));
}

#[test]
fn every_announced_holiday_is_closed() {
    let list = include_str!("../../../fixtures/national-holidays/syukujitsu-1955-2027.csv");
    let closed = days(&["--from", "1955-01-01", "--until", "2027-12-31"]);
    let mut seen = 0;
    for line in list.lines() {
        let Some((date, _)) = line.split_once(',') else {
            continue;
        };
        let parts: Vec<u32> = date.split('/').filter_map(|part| part.parse().ok()).collect();
        let [year, month, day] = parts[..] else { continue };
        seen += 1;
        assert!(
            closed.contains_key(&format!("{year:04}-{month:02}-{day:02}")),
            "{line}"
        );
    }
    assert!(seen > 1000);
}

#[test]
fn the_first_and_the_last_year_work_and_those_beyond_are_refused() {
    assert!(days(&["1948"]).len() > 104);
    assert!(days(&["2150"]).values().any(|(_, basis, _)| basis == "predicted"));
    assert!(text(&["1948"]).contains("1948年12月（昭和23年）"));
    for beyond in ["1947", "2151", "昭和22年"] {
        assert!(refused(&[beyond]).contains("1948年〜2150年"));
        assert!(refused(&[beyond, "--lang", "en"]).contains("1948 to 2150"));
    }
    assert!(refused(&["--from", "1947-12-31", "--until", "1948-01-05"]).contains("--from"));
}

#[test]
fn a_year_and_a_date_are_read_as_people_write_them() {
    let year = days(&["2026"]);
    for written in ["令和8年", "令和8", "R8", "２０２６", "2026年"] {
        assert_eq!(days(&[written]), year, "{written}");
    }
    assert_eq!(days(&["令和元年"]), days(&["2019"]));
    assert_eq!(days(&["昭和64年"]), days(&["1989"]));
    assert_eq!(
        days(&["--from", "令和8年1月1日（木）", "--until", "R8.12.31"]),
        year
    );
    let new_year = days(&["--from", "2025-12-29", "--until", "2026-01-05"]);
    assert_eq!(new_year.len(), 7);
    assert_eq!(days(&["--from", "2026-01-01", "--until", "2026-01-01"]).len(), 1);
    assert!(days(&["--from", "2026-01-05", "--until", "2026-01-05"]).is_empty());
}

#[test]
fn what_cannot_be_read_is_refused_in_both_languages() {
    let cases: [&[&str]; 9] = [
        &["abc"],
        &["26"],
        &["平成40年"],
        &["--from", "2026-02-30", "--until", "2026-03-01"],
        &["--from", "1/1", "--until", "1/3"],
        &["--from", "2026-01-01 10:00", "--until", "2026-01-03"],
        &["--from", "2026-01-01（金）", "--until", "2026-01-03"],
        &["--from", "2026-02-01", "--until", "2026-01-31"],
        &["--from", "2026-01-01"],
    ];
    for case in cases {
        let (ja, en) = (refused(case), refused(&[case, &["--lang", "en"]].concat()));
        assert_ne!(ja, en);
        assert!(
            en.chars().all(|c| !('\u{3040}'..='\u{309f}').contains(&c)),
            "{en}"
        );
    }
    assert!(refused(&["平成40年1月", "--now", "2026-01-01T10:00"]).contains("平成40年1月"));
    refused(&["2026", "--from", "2026-01-01", "--until", "2026-01-02"]);
    refused(&["2026", "--now", "x"]);
}

#[test]
fn the_year_of_now_is_that_of_japan() {
    let eve = days(&["--now", "2025-12-31T15:00:00Z"]);
    assert_eq!(eve, days(&["2026"]));
}

#[test]
fn every_closed_day_is_marked_in_the_grid_and_no_other() {
    for year in [2026, 2030] {
        for month in 1..=12 {
            let from = format!("{year}-{month:02}-01");
            let until = format!("{year}-{month:02}-28");
            let range = ["--from", from.as_str(), "--until", &until];
            let closed: Vec<u32> = days(&range)
                .keys()
                .filter_map(|date| date.rsplit('-').next()?.parse().ok())
                .collect();
            let page = text(&range);
            let weeks = page
                .lines()
                .skip(2)
                .take_while(|line| !line.contains(['日', 'は']));
            let cells: Vec<&str> = weeks.flat_map(str::split_whitespace).collect();
            // 「 1*」 and 「10*」 may be adjacent without a blank: the mark always ends its cell.
            let marked: Vec<u32> = cells
                .iter()
                .filter_map(|cell| cell.strip_suffix('*')?.parse().ok())
                .collect();
            assert_eq!(marked, closed, "{page}");
            assert_eq!(cells.len(), 28, "{page}");
        }
    }
}

#[test]
fn people_see_names_guesses_and_colour() {
    let page = text(&["2030"]);
    assert!(page.contains("20日（水）春分の日（推定）") && page.contains("2日〜3日 年末年始"));
    assert!(
        page.lines()
            .all(|line| textwrap::core::display_width(line) <= 100)
    );
    assert!(!text(&["2026"]).contains("推定"));
    assert!(text(&["2030", "--lang", "en"]).contains("Vernal Equinox Day"));
    assert!(!page.contains('\u{1b}'));
    assert!(text(&["2026", "--color", "always"]).contains("\u{1b}[31m 12*"));
}
