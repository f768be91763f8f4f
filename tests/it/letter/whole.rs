//! Whole mails and letters in the encodings and forms that offices use, with the results of `read` and `check`.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::common::{self, kigen, list, root, text};

/// The time of the check.
const NOW: &str = "2025-09-09T10:00";

fn run(command: &str, folder: &std::path::Path, files: &[&str]) -> Value {
    let arguments = [command, "--no-config", "--format", "json", "--now", NOW];
    common::run(kigen(folder).args(arguments).args(files)).json()
}

/// A row of the table: the file, its kind, sender, recipients, dues, hearing and findings.
fn row(name: &str, read: &Value, check: &Value) -> String {
    let request = list(read, "requests")
        .iter()
        .find(|one| text(one, "path") == name);
    let or_none = |value: String| if value.is_empty() { "-".to_owned() } else { value };
    let minute = |at: &Value| at.as_str().map_or("?", |at| &at[..16]).to_owned();
    let of = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let joined = |key: &str, each: &dyn Fn(&Value) -> String, sign: &str| {
        let all = request.map(|one| list(one, key).iter().map(each).collect::<Vec<_>>());
        or_none(all.unwrap_or_default().join(sign))
    };
    let codes: BTreeSet<&str> = list(check, "diagnostics")
        .iter()
        .filter(|one| text(one, "path") == name)
        .map(|one| text(one, "code"))
        .collect();
    let hearing = request.map(|one| &one["hearing"]["start"]);
    [
        name.to_owned(),
        or_none(request.map(|one| of(&one["kind"])).unwrap_or_default()),
        or_none(request.map(|one| of(&one["from"]["office"])).unwrap_or_default()),
        joined("to", &|one| of(&one["office"]), "、"),
        joined("dues", &|one| minute(&one["at"]), " "),
        or_none(
            hearing
                .filter(|at| at.is_string())
                .map(minute)
                .unwrap_or_default(),
        ),
        or_none(codes.into_iter().collect::<Vec<_>>().join(" ")),
    ]
    .join("\t")
}

#[test]
fn forty_letters_are_read_and_judged_as_a_person_would() {
    let letters = root().join("fixtures/letters");
    let folder = letters.join("whole");
    let table = std::fs::read_to_string(letters.join("whole.tsv")).unwrap();
    let names: Vec<&str> = table
        .lines()
        .map(|line| line.split('\t').next().unwrap())
        .collect();
    let on_disk = std::fs::read_dir(&folder).unwrap().count();
    assert!(
        names.len() >= 40 && names.len() == on_disk,
        "{} {on_disk}",
        names.len()
    );
    let (read, check) = (run("read", &folder, &names), run("check", &folder, &names));
    let found: Vec<String> = names.iter().map(|name| row(name, &read, &check)).collect();
    let wrong: Vec<String> = found
        .iter()
        .zip(table.lines())
        .filter(|(found, wanted)| found != wanted)
        .map(|(found, wanted)| format!("wanted {wanted}\nfound  {found}"))
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
