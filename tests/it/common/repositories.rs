//! Repositories for tests of `--since`.

use std::fs;
use std::path::Path;
use std::process::Command;

use super::{check, folder, list, put, text};

/// KG101: due after 47.5 hours.
pub const SHORT: &str = "種別: 協議\n件名: 法律案\n発出元: 総務省行政管理局\n宛先: 財務省主計局\n\
発出日時: 令和7年9月9日（火）17時30分\n回答期限: 令和7年9月11日（木）17時\n想定作業量: 1時間\n";

/// Runs git without the machine's configuration; its standard output.
pub fn git(folder: &Path, arguments: &[&str]) -> String {
    let output = Command::new("git")
        .args([
            "-c",
            "user.name=試験",
            "-c",
            "user.email=test@example.invalid",
            "-c",
            "commit.gpgsign=false",
        ])
        .args([
            "-c",
            "init.defaultBranch=main",
            "-c",
            "core.hooksPath=/dev/null",
            "-c",
            "protocol.file.allow=always",
        ])
        .args(arguments)
        .current_dir(folder)
        .env("GIT_CONFIG_GLOBAL", "/dev/null")
        .env("GIT_CONFIG_NOSYSTEM", "1")
        .output()
        .expect("git runs");
    assert!(output.status.success(), "{arguments:?}: {output:?}");
    String::from_utf8_lossy(&output.stdout).into_owned()
}

/// A repository with these files in its first commit, tagged `base`.
pub fn repository(files: &[&str]) -> tempfile::TempDir {
    let folder = folder(&[]);
    git(folder.path(), &["init", "-q"]);
    put(folder.path(), "README", b"x");
    for name in files {
        put(folder.path(), name, SHORT.as_bytes());
    }
    commit(folder.path());
    git(folder.path(), &["tag", "base"]);
    folder
}

/// Commits everything.
pub fn commit(folder: &Path) {
    git(folder, &["add", "-A"]);
    git(folder, &["commit", "-q", "-m", "x"]);
}

/// Changes a file.
pub fn edit(folder: &Path, name: &str) {
    let text = fs::read_to_string(folder.join(name)).unwrap();
    put(folder, name, format!("{text}# 変更\n").as_bytes());
}

/// The paths of the checked files.
pub fn checked(folder: &Path, arguments: &[&str]) -> Vec<String> {
    let run = check(
        folder,
        &[&["--format", "json", "--since", "base"], arguments].concat(),
    );
    assert!(matches!(run.status, Some(0 | 1)), "{run:?}");
    let mut paths: Vec<String> = list(&run.json(), "requests")
        .iter()
        .map(|request| text(request, "path").to_owned())
        .collect();
    paths.sort();
    paths
}
