//! Sentences of letters with the expected mentions: precision and recall by role.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    missing_docs,
    reason = "a test fails by a panic, and prints what it measured"
)]

use std::collections::BTreeMap;

use chrono::{NaiveDate, NaiveDateTime};
use jp_datetime::prose::{Context, Mention, Precision, Role, mentions};

fn closed(day: NaiveDate) -> bool {
    use chrono::{Datelike, Weekday};
    const HOLIDAYS: [(i32, u32, u32); 18] = [
        (2025, 4, 29),
        (2025, 5, 5),
        (2025, 5, 6),
        (2025, 7, 21),
        (2025, 8, 11),
        (2025, 9, 15),
        (2025, 9, 23),
        (2025, 10, 13),
        (2025, 11, 3),
        (2025, 11, 24),
        (2025, 12, 29),
        (2025, 12, 30),
        (2025, 12, 31),
        (2026, 1, 1),
        (2026, 1, 2),
        (2026, 1, 12),
        (2026, 2, 11),
        (2026, 2, 23),
    ];
    matches!(day.weekday(), Weekday::Sat | Weekday::Sun)
        || HOLIDAYS.contains(&(day.year(), day.month(), day.day()))
        || matches!(
            (day.year(), day.month(), day.day()),
            (2026, 3, 20) | (2026, 5, 4..=6)
        )
}

#[derive(Clone, Debug, PartialEq)]
struct Wanted {
    role: Role,
    at: Option<NaiveDateTime>,
    precision: Option<Precision>,
    open: bool,
    words: String,
}

fn wanted(text: &str) -> Wanted {
    let (head, words) = text.split_once('=').expect(text);
    let (role, at) = head.split_once('@').expect(text);
    let open = role.ends_with('?');
    let role = match role.trim_end_matches('?') {
        "d" => Role::Deadline,
        "r" => Role::RelativeDeadline,
        "h" => Role::Hearing,
        "v" => Role::Vague,
        _ => panic!("{text}"),
    };
    let (at, precision) = match at.split_once('/') {
        Some((day, part)) => {
            let (time, precision) = match part {
                "day" => ("18:15", Precision::Day),
                "close" => ("18:15", Precision::Close),
                "morning" => ("12:00", Precision::Morning),
                "evening" => ("17:00", Precision::Evening),
                _ => panic!("{text}"),
            };
            (format!("{day}T{time}:00"), Some(precision))
        }
        None if at == "-" => (String::new(), None),
        None => (format!("{at}:00"), Some(Precision::Minute)),
    };
    Wanted {
        role,
        at: at.parse().ok(),
        precision,
        open,
        words: words.to_owned(),
    }
}

/// The notation of the corpus, which [`wanted`] reads.
fn written(one: &Wanted) -> String {
    let role = match one.role {
        Role::Deadline => "d",
        Role::RelativeDeadline => "r",
        Role::Hearing => "h",
        Role::Vague => "v",
        Role::Mention => "m",
    };
    let open = if one.open { "?" } else { "" };
    let part = match one.precision {
        Some(Precision::Day) => "/day",
        Some(Precision::Close) => "/close",
        Some(Precision::Morning) => "/morning",
        Some(Precision::Evening) => "/evening",
        Some(Precision::Minute) | None => "",
    };
    let at = match (one.at, part) {
        (None, _) => "-".to_owned(),
        (Some(at), "") => at.format("%Y-%m-%dT%H:%M").to_string(),
        (Some(at), _) => at.format("%Y-%m-%d").to_string(),
    };
    format!("{role}{open}@{at}{part}={}", one.words)
}

/// A sentence that is read otherwise than it should be.
struct Misread {
    /// For people: the sentence, what is wanted and what is found.
    shown: String,
    /// A line of `misread.tsv`.
    line: String,
}

#[derive(Default)]
struct Score {
    found: usize,
    wanted: usize,
    right: usize,
}

/// The scores by role, the sentences that are misread, and the number of all.
fn score(file: &str) -> (BTreeMap<&'static str, Score>, Vec<Misread>, usize) {
    let path = format!("{}/../../fixtures/letters/{file}", env!("CARGO_MANIFEST_DIR"));
    let text = std::fs::read_to_string(&path).expect(&path);
    let mut sent: NaiveDateTime = "2025-09-09T10:00:00".parse().unwrap();
    let mut scores: BTreeMap<&'static str, Score> = BTreeMap::new();
    let mut wrong = Vec::new();
    let mut sentences = 0;
    for line in text.lines() {
        if let Some(at) = line.strip_prefix("# sent ") {
            sent = format!("{at}:00").parse().unwrap();
            continue;
        }
        sentences += 1;
        let mut fields = line.split('\t');
        let raw = fields.next().unwrap();
        let sentence = raw.replace("\\n", "\n").replace("\\t", "\t");
        let wanted: Vec<Wanted> = fields.map(wanted).collect();
        let found = mentions(&sentence, &Context::new(sent, &closed));
        let shown = |one: &Mention| Wanted {
            role: one.role,
            at: one.at,
            precision: one.precision.filter(|_| one.at.is_some()),
            open: one.open,
            words: sentence[one.range.clone()].replace('\n', "\\n"),
        };
        let found: Vec<Wanted> = found
            .iter()
            .filter(|one| one.role != Role::Mention)
            .map(shown)
            .collect();
        // Compared by kind of role, moment and precision; the words are compared separately.
        // A day alone is due at its close: writers take 今週中 and 3日以内 for either.
        let exactly = |one: &Wanted| match one.precision {
            Some(Precision::Close) => Some(Precision::Day),
            other => other,
        };
        let same =
            |a: &Wanted, b: &Wanted| kind(a.role) == kind(b.role) && a.at == b.at && exactly(a) == exactly(b);
        for one in &wanted {
            let score = scores.entry(kind(one.role)).or_default();
            score.wanted += 1;
            score.right += usize::from(found.iter().any(|other| same(one, other)));
        }
        for one in &found {
            scores.entry(kind(one.role)).or_default().found += 1;
        }
        let exact = wanted.len() == found.len()
            && wanted.iter().all(|one| {
                found.iter().any(|other| {
                    same(one, other)
                        && (one.open == other.open || one.role == Role::Vague)
                        && one.role == other.role
                        && (one.words.replace("\\n", "") == other.words.replace("\\n", ""))
                })
            });
        if !exact {
            let read: String = found.iter().map(|one| format!("\t{}", written(one))).collect();
            wrong.push(Misread {
                shown: format!("{sentence}\n  wanted {wanted:?}\n  found  {found:?}"),
                line: format!("{raw}{read}"),
            });
        }
    }
    (scores, wrong, sentences)
}

fn kind(role: Role) -> &'static str {
    match role {
        Role::Deadline | Role::RelativeDeadline => "deadline",
        Role::Hearing => "hearing",
        Role::Vague => "vague",
        Role::Mention => "mention",
    }
}

fn print(name: &str, scores: &BTreeMap<&'static str, Score>) -> (f64, f64) {
    let mut deadlines = (1.0, 1.0);
    for (role, score) in scores {
        let (precision, recall) = (ratio(score.right, score.found), ratio(score.right, score.wanted));
        println!(
            "{name}: {role}: precision {precision:.3} recall {recall:.3} ({} found, {} wanted)",
            score.found, score.wanted
        );
        if *role == "deadline" {
            deadlines = (precision, recall);
        }
    }
    deadlines
}

fn ratio(part: usize, whole: usize) -> f64 {
    if whole == 0 {
        1.0
    } else {
        part as f64 / whole as f64
    }
}

/// Asserts that the same sentences are misread in the same way as before; `UPDATE_FIXTURES=1` rewrites their list.
fn are_misread_as_known(misread: &str) {
    let path = format!(
        "{}/../../fixtures/letters/misread.tsv",
        env!("CARGO_MANIFEST_DIR")
    );
    if std::env::var_os("UPDATE_FIXTURES").is_some() {
        std::fs::write(&path, misread).expect(&path);
        return;
    }
    let known = std::fs::read_to_string(&path).expect(&path);
    let only_in = |one: &str, other: &str| -> Vec<String> {
        one.lines()
            .filter(|line| !other.lines().any(|known| known == *line))
            .map(str::to_owned)
            .collect()
    };
    let (new, gone) = (only_in(misread, &known), only_in(&known, misread));
    assert!(
        new.is_empty() && gone.is_empty(),
        "read otherwise than before (UPDATE_FIXTURES=1 if it is meant):\nnew: {new:#?}\ngone: {gone:#?}"
    );
}

#[test]
fn deadlines_are_found_and_nothing_else_is_one() {
    let mut all: BTreeMap<&'static str, Score> = BTreeMap::new();
    let mut sentences = 0;
    let mut misread = String::new();
    for file in ["deadlines.tsv", "no-deadline.tsv"] {
        let (scores, wrong, count) = score(file);
        for one in wrong {
            println!("{}", one.shown);
            misread.push_str(&one.line);
            misread.push('\n');
        }
        sentences += count;
        for (role, score) in scores {
            let sum = all.entry(role).or_default();
            sum.found += score.found;
            sum.wanted += score.wanted;
            sum.right += score.right;
        }
    }
    let (precision, recall) = print("corpus", &all);
    are_misread_as_known(&misread);
    assert!(sentences >= 400, "{sentences}");
    assert!(precision >= 0.98, "{precision}");
    assert!(recall >= 0.97, "{recall}");
}

#[test]
fn sentences_never_tuned_against_are_read_alike() {
    let (scores, wrong, _) = score("unseen.tsv");
    for one in wrong {
        println!("{}", one.shown);
    }
    let (precision, recall) = print("unseen", &scores);
    assert!(precision >= 0.9, "{precision}");
    assert!(recall >= 0.85, "{recall}");
}
