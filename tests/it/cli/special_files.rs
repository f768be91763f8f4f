//! FIFOs, devices, folders and endless files in place of files that kigen reads: one sentence and exit status 2,
//! never a hang.

#![cfg(target_os = "linux")]

use std::fs;
use std::os::unix::fs::symlink;
use std::path::Path;
use std::process::Command;

use crate::common::repositories::{SHORT, git, repository};
use crate::common::{Run, folder, kigen, run};

/// Replaces the file with a FIFO without a writer.
fn pipe(path: &Path) {
    let _ = fs::remove_file(path);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    assert!(Command::new("mkfifo").arg(path).status().unwrap().success());
}

/// Replaces it with a link to an endless device.
fn device(path: &Path) {
    let _ = fs::remove_file(path);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    symlink("/dev/zero", path).unwrap();
}

/// Asserts that the run exited with status 2 and a sentence that names the file.
fn refused(run: &Run, named: &str) {
    assert_eq!(run.status, Some(2), "{named}: {run:?}");
    assert!(run.stderr.contains(named), "{named}: {}", run.stderr);
}

/// Runs it with a timeout.
fn within_a_minute(folder: &Path, arguments: &[&str]) -> Run {
    let mut command = Command::new("timeout");
    command
        .args(["60", env!("CARGO_BIN_EXE_kigen")])
        .args(arguments)
        .env("LANG", "ja_JP.UTF-8")
        .current_dir(folder);
    run(&mut command)
}

#[test]
fn nothing_in_a_repository_is_waited_for() {
    // Files of `.git`, and paths of loose objects.
    let files = [
        "HEAD",
        "index",
        "config",
        "packed-refs",
        "commondir",
        "refs/tags/base",
    ];
    let objects = ["base^{commit}", "base:依頼"];
    for place in files.iter().chain(&objects).chain(&["objects/info/alternates"]) {
        for put in [pipe, device] {
            let folder = repository(&["a.yaml", "依頼/b.yaml"]);
            let name = if objects.contains(place) {
                let id = git(folder.path(), &["rev-parse", place]);
                format!("objects/{}/{}", &id[..2], id[2..].trim())
            } else {
                (*place).to_owned()
            };
            put(&folder.path().join(".git").join(&name));
            let run = within_a_minute(folder.path(), &["check", "--since", "base", "."]);
            refused(&run, name.rsplit('/').next().unwrap());
        }
    }
    // A folder that only looks like a repository: as a parent, and as the folder asked about.
    let folder = repository(&["inner/a.yaml"]);
    pipe(&folder.path().join("inner/HEAD"));
    let run = within_a_minute(folder.path(), &["check", "--since", "base", "inner"]);
    refused(&run, "HEAD");
}

/// A path reached through another file cannot be checked beforehand: git is killed after a timeout.
#[test]
fn git_is_given_up_where_it_says_nothing() {
    let folder = repository(&["a.yaml"]);
    let aside = crate::common::folder(&[]);
    pipe(&aside.path().join("config"));
    let include = aside.path().join("config");
    git(
        folder.path(),
        &["config", "include.path", &include.display().to_string()],
    );
    let run = within_a_minute(folder.path(), &["check", "--since", "base", "."]);
    refused(&run, "秒間応答しない");
}

/// A failing git's standard error is drained, so that it exits, and shown up to a bound.
#[test]
fn what_git_says_without_end_is_cut() {
    use std::os::unix::fs::PermissionsExt as _;
    let here = folder(&[("a.yaml", SHORT)]);
    let tools = folder(&[(
        "git",
        "#!/bin/sh\nhead -c 3000000 /dev/zero | tr '\\0' x >&2\nexit 128\n",
    )]);
    fs::set_permissions(tools.path().join("git"), fs::Permissions::from_mode(0o755)).unwrap();
    let path = format!("{}:/usr/bin:/bin", tools.path().display());
    let mut command = kigen(here.path());
    let run = run(command
        .env("PATH", path)
        .args(["check", "--since", "base", "a.yaml"]));
    assert_eq!((run.status, &*run.stdout), (Some(2), ""), "{}", run.stderr);
    assert!(run.stderr.len() < 6_000, "{} bytes", run.stderr.len());
}

#[test]
fn configurations_and_packs_are_regular_files() {
    for put in [pipe, device, |path: &Path| fs::create_dir(path).unwrap()] {
        let here = folder(&[("a.yaml", SHORT)]);
        put(&here.path().join("kigen.yaml"));
        refused(&within_a_minute(here.path(), &["check", "a.yaml"]), "kigen.yaml");
        refused(&within_a_minute(here.path(), &["exceptions", "."]), "kigen.yaml");
        let here = folder(&[("a.yaml", SHORT), ("pack/plan.yaml", "plan: {}\n")]);
        put(&here.path().join("pack/x.yaml"));
        let run = within_a_minute(here.path(), &["check", "--rules", "pack", "a.yaml"]);
        refused(&run, "x.yaml");
    }
}

/// With a request's extension each is counted as left out and not opened; with another it is ignored.
#[test]
fn pipes_sockets_and_devices_in_a_folder_are_left_out_and_counted() {
    let here = folder(&[("a.yaml", SHORT)]);
    let place = |name: &str| here.path().join(name);
    pipe(&place("pipe.yaml"));
    pipe(&place("pipe.txt"));
    std::os::unix::fs::symlink("pipe.txt", place("link.ics")).unwrap();
    std::os::unix::fs::symlink("pipe.txt", place("link.txt")).unwrap();
    let _socket = std::os::unix::net::UnixListener::bind(place("socket.yml")).unwrap();
    let run = within_a_minute(here.path(), &["check", "--format", "json", "."]);
    let output = run.json();
    assert_eq!(output["summary"]["files"], 1);
    let left = output["left_out"].as_array().unwrap();
    let left: Vec<&str> = left.iter().filter_map(|left| left["path"].as_str()).collect();
    assert_eq!(left, ["link.ics", "pipe.yaml", "socket.yml"]);
    refused(
        &within_a_minute(here.path(), &["check", "socket.yml"]),
        "通常のファイルではありません",
    );
}

#[test]
fn a_device_that_was_named_is_read_up_to_its_bound() {
    let here = folder(&[]);
    for command in ["check", "exceptions"] {
        let run = run(kigen(here.path()).args([command, "/dev/zero"]));
        assert_ne!(run.status, Some(0), "{command}: {run:?}");
    }
}
