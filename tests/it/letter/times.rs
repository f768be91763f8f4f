//! Moments in letters that cannot be, contradict each other, or are several.

use super::{json, undetermined};

use crate::common::{NOW, check, folder, kigen, list, of, run, text};

/// A text without a sending time: sent at the time of the check, Monday 8 September 2025, 10:00.
fn letter(body: &str) -> serde_json::Value {
    json("案.txt", &format!("財務省主計局御担当者様\n\n{body}\n"))
}

#[test]
fn a_date_that_does_not_exist_is_an_error_at_its_place() {
    for (body, words) in [
        ("９月３１日（水）までに御回答ください。", "９月３１日（水）"),
        (
            "令和７年１１月３１日１７時までに御回答ください。",
            "令和７年１１月３１日１７時",
        ),
        (
            "ヒアリングは１１月３１日１０時から行います。",
            "１１月３１日１０時",
        ),
    ] {
        let output = letter(body);
        let found = of(&output, "KG007");
        assert_eq!(found.len(), 1, "{body}: {output}");
        let start = body.find(words).map(|at| body[..at].chars().count()).unwrap();
        assert_eq!(found[0]["range"]["start"]["line"], 3, "{body}");
        assert_eq!(found[0]["range"]["start"]["column"], start + 1, "{body}");
    }
    // One that is only in the past of this year exists.
    assert!(of(&letter("２月２８日までに御回答ください。"), "KG007").is_empty());
}

#[test]
fn each_of_several_hearings_is_judged() {
    let output = letter(
        "９月２５日（木）１７時までに御回答ください。\n\
         ヒアリングは９月１８日（木）１０時から、９月１９日（金）１９時から、９月２２日（月）７時から行います。",
    );
    let found = of(&output, "KG407");
    let places: Vec<&serde_json::Value> = found
        .iter()
        .map(|found| &found["range"]["start"]["column"])
        .collect();
    assert_eq!(places, [21, 35], "{output}");
    // The first is within office hours; what is asked of all of them is said once.
    for code in ["KG206", "KG207"] {
        assert!(of(&output, code).len() <= 1, "{output}");
    }
    let mut codes = undetermined(&output);
    let all = codes.len();
    codes.sort_unstable();
    codes.dedup();
    assert_eq!(codes.len(), all, "{output}");
}

#[test]
fn an_earlier_hearing_is_only_spoken_of() {
    let output = letter(
        "ヒアリングは９月１８日（木）１０時から行います。\n\
         なお、経済産業省からのヒアリングは９月５日（金）１９時からです。",
    );
    for code in ["KG407", "KG416"] {
        assert!(of(&output, code).is_empty(), "{output}");
    }
}

#[test]
fn a_relative_day_and_its_date_that_differ_leave_the_moment_open() {
    let due = |body: &str| letter(body)["requests"][0]["due"].clone();
    assert_eq!(
        due("明日（９月９日）１７時までに御回答ください。"),
        "2025-09-09T17:00:00+09:00"
    );
    assert!(due("明日（９月１０日）１７時までに御回答ください。").is_null());
    // Where the day is right, the weekday is the slip.
    let output = letter("明日９日（木）１７時までに御回答ください。");
    assert_eq!(of(&output, "KG405").len(), 1, "{output}");
    assert_eq!(output["requests"][0]["due"], "2025-09-09T17:00:00+09:00");
}

#[test]
fn a_time_that_words_leave_open_is_no_silence() {
    let output = letter("明日の午後一までに御回答ください。");
    assert_eq!(of(&output, "KG412").len(), 1, "{output}");
    assert!(output["requests"][0]["due"].is_null());
}

#[test]
fn of_a_hearing_that_states_its_start_the_end_is_missing() {
    let letter =
        "財務省主計局御担当者様\n\n機構・定員要求のヒアリングは９月１８日（木）１０時から行います。\n";
    let folder = folder(&[("案.txt", letter)]);
    for (lang, said, unsaid) in [
        ("ja", "ヒアリングの終了の日時", "開始・終了"),
        ("en", "end of the hearing", "start and end"),
    ] {
        let output = check(folder.path(), &["--no-config", "--lang", lang, "案.txt"]);
        let shown = output.stdout;
        assert!(shown.contains(said) && !shown.contains(unsaid), "{shown}");
    }
}

/// What is read of a letter's dates is told to machines, each at its moment: a day alone at the recipient's closing.
#[test]
fn each_date_is_read_as_a_moment() {
    let here = folder(&[(
        "案.txt",
        "財務省主計局御担当者様\n\n９月２５日（木）１７時までに御回答ください。\n９月１８日（木）に説明会があります。\n",
    )]);
    let arguments = ["read", "--no-config", "--now", NOW, "--format", "json", "案.txt"];
    let output = run(kigen(here.path()).args(arguments)).json();
    let mentions = list(&list(&output, "requests")[0], "mentions").iter();
    let moments: Vec<_> = mentions
        .map(|mention| (text(mention, "words"), text(mention, "at")))
        .collect();
    assert_eq!(
        moments,
        [
            ("９月２５日（木）１７時", "2025-09-25T17:00:00+09:00"),
            ("９月１８日（木）", "2025-09-18T18:15:00+09:00")
        ]
    );
}
