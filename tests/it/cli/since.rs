//! `--since` with real git: every changed file is checked.

use std::fs;
use std::path::Path;

use crate::common::repositories::{SHORT, checked, commit, edit, git, repository};
use crate::common::{Run, check, folder, put};

fn refused(folder: &Path, arguments: &[&str]) -> String {
    let run: Run = check(folder, arguments);
    assert_eq!(
        (run.status, run.stdout.as_str()),
        (Some(2), ""),
        "{arguments:?}: {run:?}"
    );
    let sentence = run.stderr.trim_end().to_owned();
    assert!(
        sentence.starts_with("kigen: ") && !sentence.contains('\n'),
        "{sentence}"
    );
    assert!(sentence.chars().all(crate::common::is_harmless), "{sentence}");
    sentence
}

#[test]
fn nothing_changed_is_nothing_to_check_and_says_so() {
    let folder = repository(&["a.yaml"]);
    assert_eq!(checked(folder.path(), &[]), [""; 0]);
    let run = check(folder.path(), &["--since", "base"]);
    assert_eq!(run.status, Some(0));
    assert!(run.stdout.contains("base"), "{}", run.stdout);
}

#[test]
fn committed_staged_unstaged_and_untracked_changes_count() {
    let folder = repository(&[
        "committed.yaml",
        "staged.yaml",
        "unstaged.yaml",
        "same.yaml",
        "back.yaml",
        "touched.yaml",
    ]);
    edit(folder.path(), "committed.yaml");
    edit(folder.path(), "back.yaml");
    commit(folder.path());
    edit(folder.path(), "staged.yaml");
    git(folder.path(), &["add", "staged.yaml"]);
    edit(folder.path(), "unstaged.yaml");
    put(folder.path(), "untracked.yaml", SHORT.as_bytes());
    put(folder.path(), "back.yaml", SHORT.as_bytes());
    git(folder.path(), &["commit", "-q", "-m", "back", "back.yaml"]);
    put(folder.path(), "touched.yaml", SHORT.as_bytes());
    assert_eq!(
        checked(folder.path(), &[]),
        ["committed.yaml", "staged.yaml", "unstaged.yaml", "untracked.yaml"]
    );
    // Staged, with the old contents on disk: the index differs from the working tree.
    put(folder.path(), "staged.yaml", SHORT.as_bytes());
    assert!(checked(folder.path(), &[]).contains(&"staged.yaml".to_owned()));
}

#[test]
fn names_of_any_characters_are_found() {
    let names = [
        "協議/電気通信事業法.yaml",
        "空 白.yaml",
        "\"引用\".yaml",
        "it's.yaml",
        "行\n替え.yaml",
        "\t.yaml",
        "-x.yaml",
        "𠮷野\u{1f600}.yaml",
        "か\u{3099}.yaml",
        ":(top).yaml",
        "*.yaml",
        "back\\slash.yaml",
    ];
    let folder = repository(&["same.yaml"]);
    for name in names {
        put(folder.path(), name, SHORT.as_bytes());
    }
    let untracked = checked(folder.path(), &[]);
    assert_eq!(untracked.len(), names.len(), "{untracked:?}");
    commit(folder.path());
    assert_eq!(checked(folder.path(), &[]), untracked);
    for name in names.iter().filter(|name| !name.starts_with('-')) {
        assert_eq!(checked(folder.path(), &[name]).len(), 1, "{name:?}");
    }
}

#[test]
fn renamed_files_are_checked_and_deleted_ones_are_not_there() {
    let folder = repository(&["old.yaml", "gone.yaml", "same.yaml"]);
    git(folder.path(), &["mv", "old.yaml", "new.yaml"]);
    fs::remove_file(folder.path().join("gone.yaml")).unwrap();
    assert_eq!(checked(folder.path(), &[]), ["new.yaml"]);
    commit(folder.path());
    assert_eq!(checked(folder.path(), &[]), ["new.yaml"]);
    let run = check(folder.path(), &["--since", "base", "gone.yaml"]);
    assert_eq!(run.status, Some(2), "{run:?}");
}

#[test]
fn only_what_lies_in_the_paths_is_checked_from_any_folder() {
    let folder = repository(&["a/x.yaml", "b/y.yaml", "b/c/z.yaml"]);
    for name in ["a/x.yaml", "b/y.yaml", "b/c/z.yaml"] {
        edit(folder.path(), name);
    }
    assert_eq!(checked(folder.path(), &["a"]), ["a/x.yaml"]);
    assert_eq!(
        checked(folder.path(), &["a/x.yaml", "b/c"]),
        ["a/x.yaml", "b/c/z.yaml"]
    );
    let inside = folder.path().join("b");
    assert_eq!(checked(&inside, &[]), ["c/z.yaml", "y.yaml"]);
    assert_eq!(checked(&inside, &["../a"]), ["../a/x.yaml"]);
    let whole = folder.path().join("a");
    assert_eq!(checked(&inside, &[whole.to_str().unwrap()]).len(), 1);
    // Also from outside the repository.
    let outside = crate::common::folder(&[]);
    assert_eq!(
        checked(outside.path(), &[folder.path().join("a").to_str().unwrap()]).len(),
        1
    );
}

#[test]
fn a_changed_configuration_or_rule_pack_has_all_it_governs_checked() {
    let folder = repository(&["a/x.yaml", "b/y.yaml"]);
    put(folder.path(), "a/kigen.yaml", b"# x\n");
    assert!(checked(folder.path(), &[]).contains(&"a/x.yaml".to_owned()));
    assert!(!checked(folder.path(), &[]).contains(&"b/y.yaml".to_owned()));
    commit(folder.path());
    git(folder.path(), &["tag", "-f", "base"]);
    fs::remove_file(folder.path().join("a/kigen.yaml")).unwrap();
    assert_eq!(checked(folder.path(), &[]), ["a/x.yaml"]);
    // A file that .gitignore no longer excludes.
    git(folder.path(), &["checkout", "-q", "--", "a/kigen.yaml"]);
    put(folder.path(), "b/.gitignore", b"y.yaml\n");
    assert_eq!(checked(folder.path(), &[]), [""; 0]);
    commit(folder.path());
    git(folder.path(), &["tag", "-f", "base"]);
    fs::remove_file(folder.path().join("b/.gitignore")).unwrap();
    assert_eq!(checked(folder.path(), &[]), ["b/y.yaml"]);
}

#[test]
fn a_changed_baseline_has_everything_held_against_it() {
    let folder = repository(&["a.yaml"]);
    check(folder.path(), &["--write-baseline", "b.json"]);
    commit(folder.path());
    git(folder.path(), &["tag", "-f", "base"]);
    let run = check(folder.path(), &["--since", "base", "--baseline", "b.json"]);
    assert_eq!(run.status, Some(0));
    put(
        folder.path(),
        "b.json",
        b"{\"schema\":\"kigen/baseline/v1\",\"entries\":[]}",
    );
    let run = check(folder.path(), &["--since", "base", "--baseline", "b.json"]);
    assert_eq!(run.status, Some(1), "{run:?}");
}

#[test]
fn a_named_file_that_git_ignores_is_checked() {
    let folder = repository(&["a.yaml"]);
    put(folder.path(), ".gitignore", b"draft.yaml\n");
    commit(folder.path());
    git(folder.path(), &["tag", "-f", "base"]);
    put(folder.path(), "draft.yaml", SHORT.as_bytes());
    assert_eq!(checked(folder.path(), &[]), [""; 0]);
    assert_eq!(checked(folder.path(), &["draft.yaml"]), ["draft.yaml"]);
}

#[test]
fn a_repository_within_counts_as_a_whole() {
    let folder = repository(&["a.yaml"]);
    let inner = folder.path().join("inner");
    fs::create_dir(&inner).unwrap();
    git(&inner, &["init", "-q"]);
    put(&inner, "x.yaml", SHORT.as_bytes());
    commit(&inner);
    assert_eq!(checked(folder.path(), &[]), ["inner/x.yaml"]);
}

#[cfg(unix)]
#[test]
fn links_count_where_they_or_what_they_lead_to_changed() {
    let folder = repository(&["real/a.yaml", "real/b.yaml"]);
    std::os::unix::fs::symlink("real/a.yaml", folder.path().join("link.yaml")).unwrap();
    commit(folder.path());
    git(folder.path(), &["tag", "-f", "base"]);
    assert_eq!(checked(folder.path(), &[]), [""; 0]);
    edit(folder.path(), "real/a.yaml");
    assert_eq!(checked(folder.path(), &["link.yaml"]), ["link.yaml"]);
    commit(folder.path());
    git(folder.path(), &["tag", "-f", "base"]);
    fs::remove_file(folder.path().join("link.yaml")).unwrap();
    std::os::unix::fs::symlink("real/b.yaml", folder.path().join("link.yaml")).unwrap();
    assert_eq!(checked(folder.path(), &["link.yaml"]), ["link.yaml"]);
}

#[test]
fn any_name_of_a_commit_will_do_and_nothing_else() {
    let folder = repository(&["a.yaml"]);
    edit(folder.path(), "a.yaml");
    commit(folder.path());
    for revision in ["base", "HEAD~1", "main~", "refs/tags/base", "HEAD^{/x}~1"] {
        let run = check(folder.path(), &["--since", revision]);
        assert_eq!(run.status, Some(1), "{revision}: {run:?}");
    }
    assert_eq!(check(folder.path(), &["--since", "HEAD"]).status, Some(0));
    for revision in [
        "",
        " ",
        "none",
        "HEAD~99",
        "base..HEAD",
        "base...HEAD",
        "HEAD:a.yaml",
        "HEAD^{tree}",
        "a.yaml",
        "本線",
        "--all",
        "--output=x",
        "-",
        "--",
        "HEAD\n",
        "$(touch x)",
        "; touch x",
        "\u{202e}HEAD",
        "\u{1b}[31m",
        "0000000000000000000000000000000000000000",
    ] {
        let sentence = refused(folder.path(), &[&format!("--since={revision}")]);
        assert!(sentence.ends_with('。'), "{revision:?}: {sentence}");
    }
    assert!(!folder.path().join("x").exists());
    refused(folder.path(), &["--since", "--all"]);
}

#[test]
fn where_there_is_no_repository_it_says_so() {
    let bare = folder(&[("a.yaml", SHORT)]);
    let sentence = refused(bare.path(), &["--since", "HEAD"]);
    assert!(sentence.contains("git"), "{sentence}");
    // A repository without a commit.
    git(bare.path(), &["init", "-q"]);
    refused(bare.path(), &["--since", "HEAD"]);
    // git is not installed.
    let mut command = crate::common::kigen(bare.path());
    command
        .args(["check", "--since", "HEAD"])
        .env("PATH", "/nonexistent");
    let run = crate::common::run(&mut command);
    assert_eq!(run.status, Some(2));
    assert!(
        run.stderr.contains("git") && run.stderr.lines().count() == 1,
        "{}",
        run.stderr
    );
}

#[test]
fn standard_input_is_always_checked() {
    let folder = repository(&["a.yaml"]);
    let run = crate::common::check_input(folder.path(), &["--since", "base", "-"], SHORT.as_bytes());
    assert_eq!(run.status, Some(1), "{run:?}");
}

/// Files marked assume-unchanged or skip-worktree are checked: git does not look for changes in them.
#[test]
fn files_that_git_does_not_watch_are_checked() {
    for flag in ["--assume-unchanged", "--skip-worktree"] {
        let folder = repository(&["a.yaml", "依頼/b.yaml"]);
        git(folder.path(), &["update-index", flag, "依頼/b.yaml"]);
        put(
            folder.path(),
            "依頼/b.yaml",
            SHORT.replace("17時\n", "16時\n").as_bytes(),
        );
        let run = check(folder.path(), &["--format", "concise", "--since", "base"]);
        assert!(
            run.stdout.contains("依頼/b.yaml") && !run.stdout.contains("a.yaml:1"),
            "{flag}: {}",
            run.stdout
        );
        assert_eq!(run.status, Some(1), "{flag}");
        // One that is absent, as in a sparse checkout, is no change.
        fs::remove_file(folder.path().join("依頼/b.yaml")).unwrap();
        assert_eq!(
            check(folder.path(), &["--since", "base"]).status,
            Some(0),
            "{flag}"
        );
    }
}
