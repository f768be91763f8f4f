//! `--since` in untrusted repositories: whatever their configuration says, no program is run, nothing is fetched,
//! and the verdict is that of the files.

#![cfg(unix)]

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};

use crate::common::repositories::{SHORT, checked, commit, edit, git, repository};
use crate::common::{Run, check, folder, kigen, put};

/// A command that leaves a file where it is run, and that file's path.
struct Trap {
    folder: tempfile::TempDir,
}

impl Trap {
    fn new() -> Self {
        let trap = Self {
            folder: folder(&[("mark.sh", "")]),
        };
        let script = format!(
            "#!/bin/sh\necho \"$0 $*\" >> '{}'\nexit 1\n",
            trap.mark().display()
        );
        fs::write(trap.folder.path().join("mark.sh"), script).unwrap();
        let mode = fs::Permissions::from_mode(0o755);
        fs::set_permissions(trap.folder.path().join("mark.sh"), mode).unwrap();
        trap
    }

    fn mark(&self) -> PathBuf {
        self.folder.path().join("mark")
    }

    fn command(&self) -> String {
        self.folder.path().join("mark.sh").display().to_string()
    }

    /// Asserts that the command was not run.
    fn is_whole(&self, why: &str) {
        let run = fs::read_to_string(self.mark());
        assert!(run.is_err(), "{why}: {run:?}");
    }

    /// Asserts that git itself would run the command: the trap works.
    fn springs(&self, folder: &Path, arguments: &[&str]) {
        let _ = std::process::Command::new("git")
            .args(arguments)
            .current_dir(folder)
            .env("GIT_CONFIG_GLOBAL", "/dev/null")
            .output()
            .unwrap();
        assert!(self.mark().exists(), "git {arguments:?} runs it");
        fs::remove_file(self.mark()).unwrap();
    }
}

fn configure(folder: &Path, key: &str, value: &str) {
    git(folder, &["config", key, value]);
}

fn codes(run: &Run) -> Vec<String> {
    let output = run.json();
    crate::common::codes(&output)
        .into_iter()
        .map(str::to_owned)
        .collect()
}

#[test]
fn a_repository_hidden_in_a_folder_runs_nothing_and_is_refused() {
    let trap = Trap::new();
    for worktree in [".", "..", "/"] {
        let outer = repository(&["a.yaml", "inner/x.yaml"]);
        let inner = outer.path().join("inner");
        git(outer.path(), &["init", "-q", "--bare", "inner"]);
        let config = format!(
            "[core]\n\trepositoryformatversion = 0\n\tbare = false\n\tworktree = {worktree}\n\tfsmonitor = {}\n",
            trap.command()
        );
        fs::write(inner.join("config"), config).unwrap();
        for arguments in [&["inner"][..], &["inner/x.yaml"], &["a.yaml", "inner"]] {
            let run = check(outer.path(), &[&["--since", "HEAD"], arguments].concat());
            assert_eq!(
                (run.status, run.stdout.as_str()),
                (Some(2), ""),
                "{worktree} {arguments:?}: {run:?}"
            );
            trap.is_whole(worktree);
        }
        // From the outer repository it is a folder like any other.
        let run = check(outer.path(), &["--since", "HEAD", "--format", "json", "."]);
        assert_eq!(run.status, Some(0), "{run:?}");
        trap.is_whole(worktree);
    }
}

#[test]
fn no_key_of_a_repository_s_configuration_runs_anything() {
    let trap = Trap::new();
    let run = trap.command();
    let folder = repository(&["same.yaml", "changed.yaml", "依頼/staged.yaml"]);
    let root = folder.path();
    put(
        root,
        ".gitattributes",
        b"*.yaml filter=own diff=own merge=own ident\n*.yml filter=served\n",
    );
    commit(root);
    git(root, &["tag", "-f", "base"]);
    put(root, "new.yaml", SHORT.as_bytes());
    put(root, "served.yml", SHORT.as_bytes());
    edit(root, "changed.yaml");
    edit(root, "依頼/staged.yaml");
    git(root, &["add", "依頼/staged.yaml"]);
    let own = format!("!{run}");
    for (key, value) in [
        ("core.fsmonitor", run.as_str()),
        ("core.hooksPath", trap.folder.path().to_str().unwrap()),
        ("core.pager", &run),
        ("core.editor", &run),
        ("core.sshCommand", &run),
        ("core.gitProxy", &run),
        ("core.askPass", &run),
        ("core.alternateRefsCommand", &run),
        ("core.untrackedCache", "true"),
        ("core.splitIndex", "true"),
        ("core.attributesFile", "/dev/null"),
        ("credential.helper", &own),
        ("diff.external", &run),
        ("diff.own.command", &run),
        ("diff.own.textconv", &run),
        ("filter.own.clean", &run),
        ("filter.own.smudge", &run),
        ("filter.own.required", "true"),
        ("filter.served.process", &run),
        ("merge.own.driver", &run),
        ("gpg.program", &run),
        ("log.showSignature", "true"),
        ("sequence.editor", &run),
        ("interactive.diffFilter", &run),
        ("submodule.recurse", "true"),
        ("alias.rev-parse", &own),
        ("alias.ls-files", &own),
        ("alias.cat-file", &own),
        ("pager.rev-parse", &run),
        ("pager.ls-files", &run),
        ("pager.cat-file", &run),
        ("uploadpack.packObjectsHook", &run),
        ("trace2.eventTarget", "/dev/stderr"),
    ] {
        configure(root, key, value);
    }
    for name in [
        "post-index-change",
        "reference-transaction",
        "fsmonitor-watchman",
        "query-watchman",
    ] {
        fs::copy(trap.command(), trap.folder.path().join(name)).unwrap();
    }
    assert_eq!(
        checked(root, &[]),
        ["changed.yaml", "new.yaml", "served.yml", "依頼/staged.yaml"]
    );
    checked(root, &["same.yaml", "new.yaml"]);
    trap.is_whole("any key");
    trap.springs(root, &["diff", "--name-only", "base"]);
    // From an included file, and from a worktree's own configuration.
    let included = put(
        root,
        ".git/more",
        format!("[core]\n\tfsmonitor = {run}\n[filter \"own\"]\n\tclean = {run}\n").as_bytes(),
    );
    git(root, &["config", "--unset", "core.fsmonitor"]);
    git(root, &["config", "extensions.worktreeConfig", "true"]);
    for key in [
        "include.path",
        "includeIf.onbranch:**.path",
        "includeIf.gitdir:/**.path",
    ] {
        configure(root, key, included.to_str().unwrap());
    }
    fs::copy(&included, root.join(".git/config.worktree")).unwrap();
    checked(root, &[]);
    trap.is_whole("included");
}

#[test]
fn a_submodule_is_not_asked_and_its_files_are_checked() {
    let trap = Trap::new();
    let other = repository(&["x.yaml"]);
    let folder = repository(&["a.yaml"]);
    let url = other.path().to_str().unwrap();
    git(folder.path(), &["submodule", "--quiet", "add", url, "sub"]);
    commit(folder.path());
    git(folder.path(), &["tag", "-f", "base"]);
    let sub = folder.path().join("sub");
    configure(&sub, "core.fsmonitor", &trap.command());
    configure(&sub, "filter.own.clean", &trap.command());
    put(&sub, ".gitattributes", b"* filter=own\n");
    edit(&sub, "x.yaml");
    assert_eq!(checked(folder.path(), &[]), ["sub/x.yaml"]);
    trap.is_whole("a submodule");
    trap.springs(folder.path(), &["status"]);
    // A path inside a nested repository is compared with that repository's commits.
    configure(&sub, "core.fsmonitor", "false");
    git(&sub, &["checkout", "-q", "--", "x.yaml"]);
    let run = check(&sub, &["--since", "HEAD", "--format", "json", "x.yaml"]);
    assert_eq!((run.status, codes(&run)), (Some(0), vec![]));
}

/// A partial clone fetches missing objects from its promisor, by any command that its configuration names.
#[test]
fn what_a_partial_clone_lacks_is_not_fetched() {
    let trap = Trap::new();
    let whole = repository(&["a.yaml", "依頼/b.yaml"]);
    configure(whole.path(), "uploadpack.allowFilter", "true");
    configure(whole.path(), "uploadpack.allowAnySHA1InWant", "true");
    let place = folder(&[]);
    for (filter, since) in [("blob:none", Some(0)), ("tree:0", Some(2))] {
        let url = format!("file://{}", whole.path().display());
        let name = filter.replace(':', "-");
        let filter = format!("--filter={filter}");
        git(
            place.path(),
            &["clone", "-q", "--no-checkout", &filter, &url, &name],
        );
        let clone = place.path().join(&name);
        put(&clone, "a.yaml", SHORT.as_bytes());
        put(&clone, "依頼/b.yaml", SHORT.as_bytes());
        if since == Some(0) {
            git(&clone, &["read-tree", "base"]);
        }
        configure(&clone, "remote.origin.url", "ssh://nobody@host.invalid/x");
        configure(&clone, "core.sshCommand", &trap.command());
        let run = check(&clone, &["--since", "base"]);
        assert_eq!(run.status, since, "{run:?}");
        configure(&clone, "remote.origin.url", &format!("ext::{}", trap.command()));
        configure(&clone, "protocol.ext.allow", "always");
        assert_eq!(check(&clone, &["--since", "base"]).status, since);
        trap.is_whole(&filter);
        if since == Some(0) {
            trap.springs(&clone, &["cat-file", "-p", "base:a.yaml"]);
        }
    }
}

#[test]
fn a_working_tree_elsewhere_is_refused() {
    let place = folder(&[("other/a.yaml", SHORT)]);
    let outer = place.path();
    git(outer, &["init", "-q", "own"]);
    let own = outer.join("own");
    put(&own, "in/a.yaml", SHORT.as_bytes());
    commit(&own);
    let absolute = outer.join("other");
    for worktree in ["../../other", "../..", "../in", absolute.to_str().unwrap(), "/"] {
        configure(&own, "core.worktree", worktree);
        for path in [".", "in", "in/a.yaml"] {
            let run = check(&own, &["--since", "HEAD", path]);
            assert_eq!(
                (run.status, run.stdout.as_str()),
                (Some(2), ""),
                "{worktree} {path}: {run:?}"
            );
            assert_eq!(run.stderr.lines().count(), 1, "{run:?}");
        }
    }
    configure(&own, "core.worktree", "..");
    assert_eq!(
        check(&own, &["--since", "HEAD"]).status,
        Some(0),
        "its own folder, said at length"
    );
    // As in worktrees and submodules: `.git` is a file.
    git(&own, &["config", "--unset", "core.worktree"]);
    git(&own, &["worktree", "add", "-q", "../second"]);
    let second = outer.join("second");
    assert_eq!(check(&second, &["--since", "HEAD"]).status, Some(0));
    edit(&second, "in/a.yaml");
    assert_eq!(check(&second, &["--since", "HEAD", "in"]).status, Some(1));
}

/// Inside a hook GIT_DIR and the like name a repository; the paths decide which one is meant.
#[test]
fn the_environment_names_no_other_repository_and_runs_nothing() {
    let trap = Trap::new();
    let folder = repository(&["a.yaml"]);
    edit(folder.path(), "a.yaml");
    let other = repository(&["a.yaml"]);
    edit(other.path(), "a.yaml");
    commit(other.path());
    git(other.path(), &["tag", "-f", "base"]);
    let other = other.path().join(".git");
    for (name, value) in [
        ("GIT_DIR", other.to_str().unwrap()),
        ("GIT_WORK_TREE", "/"),
        ("GIT_INDEX_FILE", other.join("index").to_str().unwrap()),
        ("GIT_OBJECT_DIRECTORY", other.join("objects").to_str().unwrap()),
        ("GIT_COMMON_DIR", other.to_str().unwrap()),
        ("GIT_NAMESPACE", "x"),
        ("GIT_PAGER", &trap.command()),
        ("GIT_EXTERNAL_DIFF", &trap.command()),
        ("GIT_SSH_COMMAND", &trap.command()),
        ("GIT_EXEC_PATH", "/nonexistent"),
        ("GIT_TRACE", trap.mark().to_str().unwrap()),
        ("GIT_TRACE2_EVENT", trap.mark().to_str().unwrap()),
    ] {
        let mut command = kigen(folder.path());
        command.args(["check", "--now", crate::common::NOW, "--since", "base"]);
        let run = crate::common::run(command.env(name, value));
        assert_eq!(run.status, Some(1), "{name}: {run:?}");
        trap.is_whole(name);
    }
}

/// An empty entry of PATH is the current folder, which lies in the repository; an absolute entry, or a link, may
/// lead into it too.
#[test]
fn git_is_not_taken_from_the_repository() {
    let trap = Trap::new();
    let folder = repository(&["a.yaml"]);
    fs::copy(trap.command(), folder.path().join("git")).unwrap();
    let path = std::env::var("PATH").unwrap();
    let links = crate::common::folder(&[]);
    std::os::unix::fs::symlink(folder.path(), links.path().join("folder")).unwrap();
    std::os::unix::fs::symlink(folder.path().join("git"), links.path().join("git")).unwrap();
    for first in [
        String::new(),
        ".".to_owned(),
        "../x/.".to_owned(),
        folder.path().display().to_string(),
        links.path().join("folder").display().to_string(),
        links.path().display().to_string(),
    ] {
        let path = format!("{first}:{path}");
        let mut command = kigen(folder.path());
        command
            .args(["check", "--since", "base", "a.yaml"])
            .env("PATH", &path);
        let run = crate::common::run(&mut command);
        assert_eq!(run.status, Some(0), "{run:?}");
        trap.is_whole(&path);
    }
}

/// An unpacked archive may carry replace refs or grafts: the commit's original content is compared.
#[test]
fn a_commit_is_compared_as_it_is_and_not_as_it_is_replaced() {
    let folder = repository(&["a.yaml"]);
    let here = folder.path();
    edit(here, "a.yaml");
    commit(here);
    let name = |revision: &str| git(here, &["rev-parse", revision]).trim().to_owned();
    let (base, edited) = (name("base"), name("HEAD"));
    git(here, &["replace", &base, &edited]);
    git(here, &["reset", "-q", "--soft", &base]);
    assert_eq!(checked(here, &[]), ["a.yaml"]);
    git(here, &["replace", "-d", &base]);
    git(here, &["commit", "-q", "-m", "edited again"]);
    // A graft that makes the edited commit the parent of HEAD.
    put(
        here,
        ".git/info/grafts",
        format!("{} {edited}\n", name("HEAD")).as_bytes(),
    );
    assert_eq!(name("HEAD~1"), edited);
    let run = check(here, &["--since", "HEAD~1", "--format", "json"]);
    assert_eq!(run.json()["summary"]["files"], 1, "{run:?}");
}

#[test]
fn line_ends_that_git_writes_itself_are_no_change() {
    let folder = repository(&["a.yaml", "b.yaml"]);
    let windows = SHORT.replace('\n', "\r\n");
    put(folder.path(), "a.yaml", windows.as_bytes());
    assert_eq!(checked(folder.path(), &[]), ["a.yaml"]);
    for value in ["true", "input"] {
        configure(folder.path(), "core.autocrlf", value);
        assert_eq!(checked(folder.path(), &[]), [""; 0], "{value}");
    }
    let edited = windows.replacen("協議", "照会", 1);
    for changed in [
        &edited,
        &windows.replacen("\r\n", "\r\r\n", 1),
        &windows.replacen("\r\n", "\r", 1),
    ] {
        put(folder.path(), "a.yaml", changed.as_bytes());
        let run = check(folder.path(), &["--since", "base", "--format", "json"]);
        assert_eq!(run.json()["summary"]["files"], 1, "{changed:?}");
    }
}

/// The content of an unreadable object is unknown.
#[test]
fn a_damaged_repository_has_everything_checked_or_is_refused() {
    let folder = repository(&["a.yaml", "依頼/b.yaml"]);
    let objects = folder.path().join(".git/objects");
    let id = git(folder.path(), &["rev-parse", "base:依頼"]);
    let path = objects.join(&id[..2]).join(id[2..].trim());
    fs::set_permissions(&path, fs::Permissions::from_mode(0o644)).unwrap();
    fs::write(&path, "no object").unwrap();
    assert_eq!(checked(folder.path(), &[]), ["依頼/b.yaml"]);
    fs::write(folder.path().join(".git/index"), "no index").unwrap();
    let run = check(folder.path(), &["--since", "base"]);
    assert_eq!((run.status, run.stderr.lines().count()), (Some(2), 1), "{run:?}");
}

#[test]
fn a_repository_of_sha_256_is_compared_too() {
    let folder = folder(&[]);
    git(folder.path(), &["init", "-q", "--object-format=sha256"]);
    put(folder.path(), "依頼/a.yaml", SHORT.as_bytes());
    put(folder.path(), "依頼/b.yaml", SHORT.as_bytes());
    commit(folder.path());
    git(folder.path(), &["tag", "base"]);
    assert_eq!(checked(folder.path(), &[]), [""; 0]);
    edit(folder.path(), "依頼/b.yaml");
    assert_eq!(checked(folder.path(), &[]), ["依頼/b.yaml"]);
}

/// Planted parts of a repository: hooks, alternate object folders, a `.git` file that names another folder, a
/// shared `commondir`.
#[test]
fn no_part_of_a_repository_runs_anything() {
    let trap = Trap::new();
    let folder = repository(&["a.yaml", "sub/x.yaml"]);
    let root = folder.path();
    edit(root, "a.yaml");
    for hook in [
        "post-checkout",
        "reference-transaction",
        "post-index-change",
        "pre-auto-gc",
        "fsmonitor-watchman",
    ] {
        fs::copy(trap.command(), root.join(".git/hooks").join(hook)).unwrap();
    }
    assert_eq!(checked(root, &[]), ["a.yaml"]);
    trap.is_whole("a hook");
    let alternates = root.join(".git/objects/info/alternates");
    let own = root.join(".git/objects");
    for other in ["/dev/zero", "/nonexistent", "\"\\n", own.to_str().unwrap()] {
        fs::write(&alternates, format!("{other}\n")).unwrap();
        assert_eq!(checked(root, &[]), ["a.yaml"], "{other}");
    }
    fs::remove_file(&alternates).unwrap();
    // `sub/.git` names a folder beside it, whose configuration is not trusted.
    let evil = root.join("sub/evil");
    git(root, &["clone", "-q", "--bare", ".", "sub/evil"]);
    for (key, value) in [
        ("core.bare", "false"),
        ("core.fsmonitor", &trap.command()),
        ("core.sshCommand", &trap.command()),
    ] {
        configure(&evil, key, value);
    }
    fs::write(root.join("sub/.git"), "gitdir: evil\n").unwrap();
    let run = check(&root.join("sub"), &["--since", "base", "--format", "json", "."]);
    assert!(matches!(run.status, Some(1 | 2)), "{run:?}");
    trap.is_whole("a file in the place of the folder");
    for named in ["gitdir: .git", "gitdir: x", "gitdir: /dev/zero", "gitdir:", ""] {
        fs::write(root.join("sub/.git"), named).unwrap();
        let run = check(&root.join("sub"), &["--since", "base", "."]);
        assert_eq!(
            (run.status, run.stdout.as_str()),
            (Some(2), ""),
            "{named}: {run:?}"
        );
        assert_eq!(run.stderr.lines().count(), 1, "{named}: {run:?}");
    }
    fs::remove_file(root.join("sub/.git")).unwrap();
    // With `commondir` the configuration too comes from the other folder.
    fs::write(root.join(".git/commondir"), "../sub/evil\n").unwrap();
    let run = check(root, &["--since", "base", "."]);
    assert!(matches!(run.status, Some(1 | 2)), "{run:?}");
    trap.is_whole("a common folder");
}

/// For a missing commit or tree only git itself could ask the network, and it is not allowed to.
#[test]
fn what_is_missing_of_a_commit_is_a_sentence() {
    let trap = Trap::new();
    for missing in ["base", "base^{tree}"] {
        let folder = repository(&["a.yaml"]);
        let root = folder.path();
        let url = format!("ext::{}", trap.command());
        for (key, value) in [
            ("extensions.partialClone", "origin"),
            ("remote.origin.promisor", "true"),
            ("remote.origin.url", &url),
            ("remote.origin.uploadpack", &trap.command()),
            ("core.sshCommand", &trap.command()),
            ("protocol.ext.allow", "always"),
        ] {
            configure(root, key, value);
        }
        let id = git(root, &["rev-parse", missing]);
        fs::remove_file(root.join(".git/objects").join(&id[..2]).join(id[2..].trim())).unwrap();
        let run = check(root, &["--since", "base"]);
        assert_eq!(
            (run.status, run.stdout.as_str()),
            (Some(2), ""),
            "{missing}: {run:?}"
        );
        assert_eq!(run.stderr.lines().count(), 1, "{missing}: {run:?}");
        trap.is_whole(missing);
    }
}

/// Where a tree's listing exceeds the bound, every file is checked.
#[test]
fn bytes_of_a_tree() {
    const BOUND: usize = 16 * 1024 * 1024;
    /// Bytes of a tree entry besides its name: mode, blank, NUL and object id.
    const BESIDE: usize = 28;
    let folder = repository(&["a.yaml"]);
    let root = folder.path();
    let id = git(root, &["rev-parse", "base:a.yaml"]).trim().to_owned();
    for (bytes, expected) in [(BOUND, &[][..]), (BOUND + 1, &["a.yaml"][..])] {
        let mut listed = format!("100644 blob {id}\ta.yaml\n");
        let mut left = bytes - BESIDE - "a.yaml".len();
        let mut number = 0;
        while left > 0 {
            let take = if left > 8192 { 4096 } else { left };
            let name = format!("z{number:07}{}", "x".repeat(take - BESIDE - 8));
            listed += &format!("100644 blob {id}\t{name}\n");
            left -= take;
            number += 1;
        }
        let list = put(root, ".git/list", listed.as_bytes());
        let tree = std::process::Command::new("git")
            .arg("mktree")
            .stdin(fs::File::open(list).unwrap())
            .current_dir(root)
            .output()
            .unwrap();
        let tree = String::from_utf8(tree.stdout).unwrap();
        assert_eq!(
            git(root, &["cat-file", "-s", tree.trim()]).trim(),
            bytes.to_string()
        );
        let made = git(root, &["commit-tree", "-m", "x", tree.trim()]);
        git(root, &["tag", "-f", "base", made.trim()]);
        assert_eq!(checked(root, &["a.yaml"]), expected, "{bytes}");
    }
}
