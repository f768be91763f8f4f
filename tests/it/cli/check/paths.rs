//! Paths: files, folders, links, standard input; files that are no request.

use super::*;

#[test]
fn a_path_that_cannot_be_looked_at_is_one_sentence_in_either_language() {
    let folder = folder(&[("short.yaml", SHORT)]);
    for path in ["not-there.yaml", "not-there/", "short.yaml/under-a-file.yaml"] {
        for lang in ["ja", "en"] {
            for format in ["human", "json"] {
                let run = check(folder.path(), &["--lang", lang, "--format", format, path]);
                assert_eq!(run.status, Some(2), "{path}");
                assert!(one_sentence(&run.stderr), "{path}: {}", run.stderr);
                assert!(
                    run.stderr.contains("読めません") == (lang == "ja"),
                    "{}",
                    run.stderr
                );
                // An unreadable folder must not be reported as one without requests.
                assert!(!run.stdout.contains("依頼は見つかりません"), "{}", run.stdout);
            }
        }
    }
}

#[test]
fn why_a_path_cannot_be_read_is_said_in_the_language_of_the_run() {
    let folder = folder(&[("short.yaml", SHORT)]);
    for path in ["not-there.yaml", "short.yaml/under-a-file.yaml"] {
        let said = check(folder.path(), &[path]).stderr;
        assert!(!said.contains("os error"), "{said}");
    }
}

#[cfg(unix)]
#[test]
fn a_link_to_nowhere_in_a_folder_is_left_out_and_the_rest_is_read() {
    let folder = folder(&[("a.yaml", CLEAN), ("c.yaml", SHORT)]);
    std::os::unix::fs::symlink("nowhere.yaml", folder.path().join("b.yaml")).expect("a link");
    let run = check(folder.path(), &["--format", "json", "."]);
    assert_eq!((run.status, run.stderr.as_str()), (Some(1), ""));
    let output = run.json();
    assert_eq!(codes(&output), ["KG101"]);
    assert_eq!(text(&list(&output, "left_out")[0], "path"), "b.yaml");
}

#[cfg(unix)]
#[test]
fn a_folder_that_may_not_be_opened_is_said() {
    use std::os::unix::fs::{MetadataExt, PermissionsExt};
    use std::os::unix::process::CommandExt;
    let folder = folder(&[("shut/a.yaml", SHORT), ("open/b.yaml", CLEAN)]);
    let shut = folder.path().join("shut");
    let mode =
        |path: &Path, mode| fs::set_permissions(path, fs::Permissions::from_mode(mode)).expect("permissions");
    mode(&shut, 0o000);
    let mut command = kigen(folder.path());
    // Root ignores permission bits: rerun as `nobody`, from a copy outside directories closed to it.
    if fs::metadata(folder.path()).expect("the folder").uid() == 0 {
        let program = folder.path().join("kigen");
        fs::copy(env!("CARGO_BIN_EXE_kigen"), &program).expect("a copy");
        mode(folder.path(), 0o755);
        command = std::process::Command::new(&program);
        command
            .current_dir(folder.path())
            .env_clear()
            .uid(65534)
            .gid(65534);
    }
    let run = run(command.args(["check", "--now", crate::common::NOW, "."]));
    mode(&shut, 0o700);
    assert_eq!(run.status, Some(2), "{}", run.stdout);
    assert!(
        one_sentence(&run.stderr) && run.stderr.contains("shut") && run.stderr.contains("権限"),
        "{}",
        run.stderr
    );
}

#[cfg(unix)]
#[test]
fn a_folder_that_holds_itself_by_a_link_is_walked_once() {
    let folder = folder(&[("a.yaml", SHORT), ("inner/b.yaml", SHORT)]);
    std::os::unix::fs::symlink(".", folder.path().join("self")).expect("a link");
    std::os::unix::fs::symlink("..", folder.path().join("inner/up")).expect("a link");
    let run = check(folder.path(), &["--format", "json", "."]);
    assert_eq!((run.status, run.stderr.as_str()), (Some(1), ""));
    assert_eq!(files_read(&run), 2);
}

#[test]
fn a_folder_is_walked_in_order_with_gitignore_respected() {
    let folder = folder(&[
        (".gitignore", "out/\n*.bak.yaml\n"),
        ("b.yml", SHORT),
        ("a/z.YAML", SHORT),
        ("a/b.bak.yaml", SHORT),
        ("out/c.yaml", SHORT),
        ("note.txt", SHORT),
        (".github/d.yaml", SHORT),
        (".git/e.yaml", SHORT),
    ]);
    let run = check(folder.path(), &["--format", "json"]);
    let output = run.json();
    let paths: Vec<&str> = list(&output, "requests")
        .iter()
        .map(|request| text(request, "path"))
        .collect();
    assert_eq!(paths, [".github/d.yaml", "a/z.YAML", "b.yml"]);
    assert_eq!((run.status, files_read(&run)), (Some(1), 3));
}

#[test]
fn a_folder_named_beside_the_one_that_is_walked_is_walked_too() {
    let here = folder(&[
        ("a.yaml", CLEAN),
        (".gitignore", "drafts/\n"),
        ("drafts/c.yaml", SHORT),
        ("in/d.yaml", CLEAN),
    ]);
    let elsewhere = folder(&[("b.yaml", SHORT)]);
    let elsewhere = elsewhere.path().to_str().expect("UTF-8");
    // A path that was named must not be skipped: unread would look like clean.
    for paths in [[".", elsewhere], [elsewhere, "."]] {
        let run = check(here.path(), &[&["--format", "json"], &paths[..]].concat());
        assert_eq!((run.status, files_read(&run)), (Some(1), 3), "{paths:?}");
    }
    let run = check(here.path(), &["--format", "json", ".", "drafts"]);
    assert_eq!(
        (run.status, files_read(&run)),
        (Some(1), 3),
        "named, although .gitignore leaves it out"
    );
    let run = check(&here.path().join("in"), &["--format", "json", ".", ".."]);
    assert_eq!(files_read(&run), 2);
    assert!(
        list(&run.json(), "requests")
            .iter()
            .any(|request| text(request, "path") == "../a.yaml")
    );
}

/// Passes `a/x.yaml` under several spellings at once; gives how often it was judged.
fn judged(paths: &[&str]) -> usize {
    let folder = folder(&[("a/x.yaml", SHORT), ("a/values.yaml", VALUES)]);
    let whole = folder.path().join("a/x.yaml");
    let paths: Vec<&str> = paths
        .iter()
        .map(|path| {
            if *path == "WHOLE" {
                whole.to_str().expect("UTF-8")
            } else {
                path
            }
        })
        .collect();
    let run = check(folder.path(), &[&["--format", "json"], &paths[..]].concat());
    codes(&run.json()).len()
}

#[test]
fn a_file_that_is_named_twice_is_read_once() {
    assert_eq!(judged(&["a/x.yaml", "a/x.yaml"]), 1);
    assert_eq!(judged(&["a/x.yaml", "./a/x.yaml"]), 1);
    assert_eq!(judged(&["a", "a/x.yaml"]), 1);
    assert_eq!(judged(&["a/x.yaml", "a", "a/"]), 1);
    assert_eq!(judged(&[".", "a"]), 1);
}

#[test]
fn a_folder_after_one_inside_it_does_not_bring_its_files_again() {
    assert_eq!(judged(&["a", "."]), 1);
}

#[test]
fn a_file_that_is_named_in_full_and_in_short_is_read_once() {
    assert_eq!(judged(&["a/x.yaml", "WHOLE"]), 1);
    assert_eq!(judged(&["a/../a/x.yaml", "a/x.yaml"]), 1);
}

#[test]
fn what_is_no_request_is_left_out_and_counted_and_listed_on_demand() {
    let folder = folder(&[
        ("values.yaml", VALUES),
        ("list.yaml", "- a\n"),
        ("empty.yaml", ""),
        ("short.yaml", SHORT),
    ]);
    let run = check(folder.path(), &["."]);
    let last = run.stdout.lines().last().expect("a summary");
    assert!(
        last.contains("4ファイル・依頼1件") && last.contains("対象外3件"),
        "{last}"
    );
    assert!(!run.stdout.contains("values.yaml"));
    let run = check(folder.path(), &["--verbose", "."]);
    for name in ["values.yaml", "list.yaml", "empty.yaml"] {
        assert!(
            run.stdout.contains(&format!("対象外：{name}：")),
            "{}",
            run.stdout
        );
    }
    let output = check(folder.path(), &["--format", "json", "."]).json();
    let left: Vec<&str> = list(&output, "left_out")
        .iter()
        .map(|left| text(left, "path"))
        .collect();
    assert_eq!(left, ["empty.yaml", "list.yaml", "values.yaml"]);
}

#[test]
fn a_near_miss_of_a_request_is_read_in_a_folder() {
    for key in ["回答期眼", "発出日次", "種類別", "hearings", "templete"] {
        let folder = folder(&[("a.yaml", &format!("件名: x\n{key}: 2025-09-11 17:00\n"))]);
        let output = check(folder.path(), &["--format", "json"]).json();
        assert!(codes(&output).contains(&"KG003"), "{key}: {output}");
    }
}

#[test]
fn a_folder_without_requests_is_not_called_clean_in_silence() {
    let folder = folder(&[("values.yaml", VALUES)]);
    let run = check(folder.path(), &[]);
    assert_eq!(run.status, Some(0));
    assert!(
        run.stdout.contains("依頼は見つかりませんでした"),
        "{}",
        run.stdout
    );
}

#[test]
fn a_file_that_is_named_is_read_as_a_request_whatever_it_is_called() {
    let folder = folder(&[
        ("values.yaml", VALUES),
        ("案.txt", SHORT),
        (".gitignore", "*\n"),
        ("empty.yaml", ""),
    ]);
    let output = check(folder.path(), &["--format", "json", "案.txt"]).json();
    assert_eq!(codes(&output), ["KG101"]);
    let run = check(folder.path(), &["--format", "json", "values.yaml"]);
    assert_eq!(run.status, Some(1));
    assert!(codes(&run.json()).contains(&"KG005"));
    let run = check(folder.path(), &["--format", "json", "empty.yaml"]);
    assert_eq!((run.status, codes(&run.json())), (Some(0), vec!["KG009"]));
}

#[test]
fn standard_input_is_read_once_under_the_name_given() {
    let folder = folder(&[("clean.yaml", CLEAN)]);
    for arguments in [&["-"][..], &["-", "-"], &["-", "clean.yaml"]] {
        let run = check_input(
            folder.path(),
            &[
                &["--format", "json", "--stdin-filename", "案/協議.yaml"],
                arguments,
            ]
            .concat(),
            SHORT.as_bytes(),
        );
        let output = run.json();
        assert_eq!(
            (run.status, codes(&output)),
            (Some(1), vec!["KG101"]),
            "{arguments:?}"
        );
        assert_eq!(text(&list(&output, "diagnostics")[0], "path"), "案/協議.yaml");
    }
    let run = check_input(folder.path(), &["-"], b"");
    assert_eq!(run.status, Some(0));
    assert!(run.stdout.contains("KG009"), "{}", run.stdout);
    let run = check_input(
        folder.path(),
        &["-"],
        "種別: 協議".as_bytes().get(..4).expect("cut in a character"),
    );
    assert_eq!(run.status, Some(1));
    assert!(run.stdout.contains("KG001"), "{}", run.stdout);
}

#[test]
fn a_file_called_dash_can_still_be_named() {
    let folder = folder(&[("-", SHORT)]);
    assert_eq!(status(folder.path(), &["./-"]), 1);
}

#[cfg(unix)]
#[test]
fn a_pipe_in_a_folder_is_not_waited_for() {
    let folder = folder(&[("a.yaml", SHORT)]);
    let pipe = folder.path().join("b.yaml");
    let made = std::process::Command::new("mkfifo").arg(&pipe).status();
    if made.is_ok_and(|made| made.success()) {
        // If the FIFO is opened against expectation, this writer gives it EOF instead of a hang.
        std::thread::spawn(move || fs::write(pipe, b""));
        let run = check(folder.path(), &["--format", "json", "."]);
        assert_eq!((codes(&run.json()), files_read(&run)), (vec!["KG101"], 1));
    }
}

/// `--stdin-filename` replaces the file on disk: one report, with one fingerprint.
#[test]
fn standard_input_stands_in_for_the_file_of_its_name() {
    const SHORT: &str = "種別: 協議\n件名: 法律案\n発出元: 総務省行政管理局\n宛先: 財務省主計局\n発出日時: 2025-09-09 17:30\n回答期限: 2025-09-11 17:00\n想定作業量: 1時間\n";
    let folder = folder(&[("依頼/a.yaml", SHORT), ("依頼/b.yaml", SHORT)]);
    for paths in [
        &["-", "依頼"][..],
        &["-", "."],
        &["依頼/a.yaml", "-", "依頼/b.yaml"],
        &["-"],
    ] {
        let arguments = [
            &["--format", "gitlab", "--stdin-filename", "./依頼/a.yaml"],
            paths,
        ]
        .concat();
        let run = check_input(folder.path(), &arguments, SHORT.as_bytes());
        let issues = run.json();
        let issues = issues.as_array().expect("a list");
        let mut fingerprints: Vec<&str> = issues.iter().map(|one| text(one, "fingerprint")).collect();
        assert_eq!(
            fingerprints.len(),
            if paths.len() == 1 { 1 } else { 2 },
            "{paths:?}: {}",
            run.stdout
        );
        fingerprints.sort_unstable();
        fingerprints.dedup();
        assert_eq!(fingerprints.len(), issues.len(), "{paths:?}");
    }
}
