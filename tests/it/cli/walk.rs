//! The folder walk: it stays inside the folder, visits a file once, and never finds none without saying so.

use crate::common::repositories::{SHORT, commit, edit, git};
use crate::common::{Run, check, codes, count, folder, list, of, put, text};

const CLEAN: &str = "種別: 照会\n件名: 資料の所在\n発出元: 総務省行政管理局\n宛先: 財務省主計局\n発出日時: 2025-09-08 10:00\n回答期限: 2025-09-12 17:00\n想定作業量: 1時間\n";

fn paths(run: &Run, name: &str) -> Vec<String> {
    let output = run.json();
    let all = list(&output, name);
    all.iter().map(|one| text(one, "path").to_owned()).collect()
}

fn json(folder: &std::path::Path, arguments: &[&str]) -> Run {
    check(folder, &[&["--format", "json"], arguments].concat())
}

#[cfg(unix)]
mod links {
    use std::fs;
    use std::os::unix::fs::symlink;

    use super::*;

    #[test]
    fn folders_full_of_links_to_one_another_are_walked_once() {
        const DEPTH: usize = 24;
        let place = folder(&[]);
        let mut here = place.path().to_owned();
        for _ in 0..DEPTH {
            let next = here.join("d");
            fs::create_dir(&next).unwrap();
            for name in ["x", "y", "z"] {
                symlink("d", here.join(name)).unwrap();
            }
            here = next;
        }
        put(&here, "a.yaml", SHORT.as_bytes());
        let run = json(place.path(), &["."]);
        assert_eq!(paths(&run, "requests").len(), 1);
        assert_eq!(paths(&run, "left_out").len(), 0, "they lead to what is walked");
    }

    #[test]
    fn links_that_leave_the_folder_are_left_out_and_counted() {
        let place = folder(&[
            ("名指し/a.yaml", CLEAN),
            ("名指し/b/c.yaml", CLEAN),
            ("外/x.yaml", SHORT),
            ("外/x.txt", ""),
            ("名指しの外/y.yaml", SHORT),
        ]);
        let root = place.path();
        for (name, target) in [
            ("外へ", "../外"),
            ("根", "/"),
            ("上", ".."),
            ("似た名", "../名指しの外"),
            ("x.yaml", "../外/x.yaml"),
            ("b/遠く", "../../外"),
            ("メモ.txt", "../外/x.txt"),
            ("中", "b"),
            ("自", "."),
            ("d.yaml", "b/c.yaml"),
        ] {
            symlink(target, root.join("名指し").join(name)).unwrap();
        }
        for path in ["名指し", "./名指し/", root.join("名指し").to_str().unwrap()] {
            let run = json(root, &[path]);
            assert_eq!(run.status, Some(0), "{run:?}");
            assert_eq!(
                paths(&run, "requests"),
                ["名指し/a.yaml", "名指し/b/c.yaml", "名指し/d.yaml"],
                "{path}"
            );
            let mut left = paths(&run, "left_out");
            left.sort();
            let expected = ["b/遠く", "x.yaml", "上", "似た名", "外へ", "根"];
            let mut expected = expected.map(|name| format!("名指し/{name}"));
            expected.sort();
            assert_eq!(left, expected, "{path}");
        }
        // A link that is named is followed, and its target is then the root of the walk.
        let run = json(root, &["名指し/外へ"]);
        assert_eq!(paths(&run, "requests"), ["名指し/外へ/x.yaml"]);
        let run = json(root, &["名指し/x.yaml"]);
        assert_eq!(paths(&run, "requests"), ["名指し/x.yaml"]);
    }

    #[test]
    fn fixes_stay_inside_the_folder_that_was_named() {
        let place = folder(&[("名指し/a.yaml", SHORT), ("外/x.yaml", SHORT)]);
        let root = place.path();
        symlink("../外", root.join("名指し/外へ")).unwrap();
        symlink("../外/x.yaml", root.join("名指し/b.yaml")).unwrap();
        check(root, &["--fix", "--unsafe-fixes", "名指し"]);
        assert_ne!(fs::read_to_string(root.join("名指し/a.yaml")).unwrap(), SHORT);
        assert_eq!(fs::read_to_string(root.join("外/x.yaml")).unwrap(), SHORT);
    }

    #[test]
    fn a_link_to_what_git_ignores_is_counted() {
        let place = folder(&[("a.yaml", CLEAN), ("隠/x.yaml", SHORT), (".gitignore", "隠/\n")]);
        git(place.path(), &["init", "-q"]);
        symlink("隠", place.path().join("見")).unwrap();
        let run = json(place.path(), &[]);
        assert_eq!(paths(&run, "requests"), ["a.yaml"]);
        assert_eq!(paths(&run, "left_out"), ["隠", "見"]);
    }
}

#[test]
fn what_editors_and_file_managers_leave_is_left_out() {
    let place = folder(&[
        ("a.yaml", CLEAN),
        ("._a.yaml", "\u{0}\u{5}\u{16}\u{7}"),
        ("~$a.yaml", "\u{0}x"),
        (".#b.yaml", SHORT),
        ("._.DS_Store", ""),
        (".隠し.yaml", CLEAN),
    ]);
    #[cfg(unix)]
    for (name, target) in [
        (".#a.yaml", "user@host.123:456"),
        ("c.yaml", "nowhere"),
        ("輪", "輪"),
    ] {
        std::os::unix::fs::symlink(target, place.path().join(name)).unwrap();
    }
    let run = json(place.path(), &["--fail-on", "info", "."]);
    assert_eq!((run.status, run.stderr.as_str()), (Some(0), ""), "{run:?}");
    assert_eq!(paths(&run, "requests"), [".隠し.yaml", "a.yaml"]);
    let links = if cfg!(unix) { 3 } else { 0 };
    assert_eq!(paths(&run, "left_out").len(), 3 + links, "{run:?}");
    // A file that is named is read.
    assert_eq!(json(place.path(), &["._a.yaml"]).status, Some(1));
}

#[test]
fn a_slash_behind_a_folder_changes_nothing() {
    let place = folder(&[("依頼/a.yaml", CLEAN), ("依頼/b/c.yaml", CLEAN), ("空/x.txt", "")]);
    let root = place.path();
    let whole = root.join("依頼");
    let whole = whole.to_str().unwrap();
    for path in [
        "依頼",
        "依頼/",
        "依頼//",
        "./依頼/",
        "依頼/.",
        "依頼/./",
        "依頼/b/..",
        whole,
    ] {
        for path in [path, &format!("{path}/")] {
            let run = json(root, &["--fail-on", "info", path]);
            assert_eq!(codes(&run.json()), [""; 0], "{path}");
            assert_eq!(paths(&run, "requests").len(), 2, "{path}");
        }
    }
    // From inside the folder, named by its absolute path.
    let run = json(&root.join("依頼/b"), &[whole]);
    assert_eq!(codes(&run.json()), [""; 0]);
    for path in ["空", "空/", "./空//"] {
        let run = json(root, &[path]);
        let output = run.json();
        assert_eq!(text(of(&output, "KG017")[0], "path"), "空", "{path}");
    }
    let run = json(root, &["依頼/", "空/"]);
    assert_eq!(codes(&run.json()), ["KG017"]);
}

/// As in git, ignore files above the repository do not apply.
#[test]
fn ignore_files_count_inside_their_repository_alone() {
    let place = folder(&[
        (".gitignore", "*\n"),
        ("own/依頼/a.yaml", SHORT),
        ("own/依頼/隠.yaml", SHORT),
        ("own/.gitignore", "隠.yaml\n"),
        ("none/b.yaml", SHORT),
    ]);
    let root = place.path();
    let own = root.join("own");
    git(&own, &["init", "-q"]);
    let expected = [
        (&own, ".", "依頼/a.yaml"),
        (&own, "依頼", "依頼/a.yaml"),
        (&root.join("own/依頼"), ".", "a.yaml"),
    ];
    for (folder, path, found) in expected {
        assert_eq!(paths(&json(folder, &[path]), "requests"), [found], "{path}");
    }
    // Without a repository, those from the named folder down apply, and none above it.
    assert_eq!(paths(&json(&root.join("none"), &[]), "requests"), ["b.yaml"]);
    put(root, "none/下/c.yaml", SHORT.as_bytes());
    put(root, "none/.gitignore", b"b.yaml\n");
    assert_eq!(paths(&json(root, &["none"]), "requests"), ["none/下/c.yaml"]);
    assert_eq!(paths(&json(root, &["none/下"]), "requests"), ["none/下/c.yaml"]);
    // `.git/info/exclude`.
    put(&own, ".git/info/exclude", b"a.yaml\n");
    assert_eq!(codes(&json(&own, &[]).json()), ["KG017"]);
    // A worktree has its own ignore files and shares the exclude file.
    std::fs::remove_file(own.join(".git/info/exclude")).unwrap();
    commit(&own);
    git(&own, &["worktree", "add", "-q", "../second"]);
    assert_eq!(
        paths(&json(&root.join("second"), &[]), "requests"),
        ["依頼/a.yaml"]
    );
}

/// Files left out by an ignore file are counted, one by one or by folder.
#[test]
fn what_git_ignores_is_counted() {
    let place = folder(&[
        (".gitignore", "下書き/\n案*\n!案2.yaml\n{甲,乙}.yaml\n"),
        ("a.yaml", CLEAN),
        ("下書き/x.yaml", SHORT),
        ("案1.yaml", SHORT),
        ("案2.yaml", CLEAN),
        ("案3.md", ""),
        ("甲.yaml", CLEAN),
    ]);
    git(place.path(), &["init", "-q"]);
    let run = json(place.path(), &[]);
    assert_eq!(
        paths(&run, "requests"),
        ["a.yaml", "案2.yaml", "甲.yaml"],
        "braces are characters to git"
    );
    assert_eq!(paths(&run, "left_out"), ["下書き", "案1.yaml"]);
}

/// As in git, a link to an ignore file is not followed; a FIFO or endless file is not read.
#[cfg(unix)]
#[test]
fn an_ignore_file_is_a_file() {
    let place = folder(&[("a.yaml", SHORT), ("hide.txt", "*.yaml\n")]);
    let root = place.path();
    git(root, &["init", "-q"]);
    let names = [".gitignore", ".git/info/exclude"];
    for name in names {
        let _ = std::fs::remove_file(root.join(name));
    }
    for name in names {
        let file = root.join(name);
        for target in [root.join("hide.txt"), "/dev/zero".into()] {
            std::os::unix::fs::symlink(target, &file).unwrap();
            assert_eq!(paths(&json(root, &[]), "requests"), ["a.yaml"], "{name}");
            std::fs::remove_file(&file).unwrap();
        }
        let made = std::process::Command::new("mkfifo").arg(&file).status().unwrap();
        assert!(made.success());
        assert_eq!(paths(&json(root, &[]), "requests"), ["a.yaml"], "{name}");
        std::fs::remove_file(&file).unwrap();
        let long = format!("*.yaml\n{}", "#\n".repeat(24_576));
        put(root, name, long.as_bytes());
        assert_eq!(paths(&json(root, &[]), "requests"), ["a.yaml"], "past the bound");
        put(root, name, &long.as_bytes()[..49_152]);
        assert_eq!(codes(&json(root, &[]).json()), ["KG017"], "at the bound");
        std::fs::remove_file(&file).unwrap();
    }
}

/// The ignore files that apply in a folder have a common bound, and those of finished folders are freed: a hundred of
/// them take the memory of one.
#[cfg(unix)]
#[test]
fn ignore_files_have_a_bound_together() {
    let place = folder(&[("a.yaml", SHORT), ("in/b.yaml", SHORT), ("in/deep/c.yaml", SHORT)]);
    let root = place.path();
    git(root, &["init", "-q"]);
    let _ = std::fs::remove_file(root.join(".git/info/exclude"));
    let half = |pattern: &str| format!("{pattern}\n{}", "#".repeat(24_576 - pattern.len() - 1));
    put(root, ".gitignore", half("a.yaml").as_bytes());
    put(root, "in/.gitignore", half("b.yaml").as_bytes());
    assert_eq!(
        paths(&json(root, &[]), "requests"),
        ["in/deep/c.yaml"],
        "at the bound"
    );
    put(root, "in/deep/.gitignore", b"c.yaml\n");
    assert_eq!(
        paths(&json(root, &[]), "requests"),
        ["in/deep/c.yaml"],
        "past the bound"
    );
    put(root, "in/.gitignore", b"b.yaml\n");
    assert!(paths(&json(root, &[]), "requests").is_empty());
    for name in ["a.yaml", ".gitignore", "in/.gitignore", "in/deep/.gitignore"] {
        std::fs::remove_file(root.join(name)).unwrap();
    }
    let costly: String = (0..3_000).map(|number| format!("/a{number}/**/b*y\n")).collect();
    for number in 0..12 {
        put(root, &format!("more/{number}/.gitignore"), costly.as_bytes());
        put(root, &format!("more/{number}/x.yaml"), SHORT.as_bytes());
    }
    let mut command = std::process::Command::new("sh");
    command.args([
        "-c",
        "ulimit -v 400000; exec \"$0\" check --no-config --format json",
    ]);
    let run = crate::common::run(command.arg(env!("CARGO_BIN_EXE_kigen")).current_dir(root));
    assert_eq!(run.json()["summary"]["requests"], 14, "{}", run.stderr);
}

#[test]
fn a_folder_whose_every_request_is_ignored_is_said_to_hold_none() {
    let place = folder(&[("依頼/a.yaml", SHORT), ("依頼/値.yaml", "name: x\n")]);
    let root = place.path();
    git(root, &["init", "-q"]);
    commit(root);
    let fails = |arguments: &[&str]| {
        let run = json(root, &[&["--fail-on", "warning"], arguments].concat());
        (run.status, codes(&run.json()).join(" "))
    };
    let none = (Some(1), "KG017".to_owned());
    let nothing = (Some(0), String::new());
    assert_eq!(
        fails(&["--since", "HEAD"]),
        nothing,
        "one that has not changed is one"
    );
    assert_eq!(fails(&["--since", "HEAD", "依頼/"]), nothing);
    for (name, text) in [
        (".gitignore", "a.yaml\n"),
        ("依頼/.gitignore", "/a*\n"),
        (".git/info/exclude", "依頼/a.*\n"),
    ] {
        put(root, name, text.as_bytes());
        for arguments in [&["."][..], &["--since", "HEAD"], &["--since", "HEAD", "依頼"]] {
            assert_eq!(fails(arguments), none, "{name} {arguments:?}");
        }
        std::fs::remove_file(root.join(name)).unwrap();
    }
    // A folder without any.
    put(root, "他/x.txt", b"");
    assert_eq!(fails(&["--since", "HEAD", "他", "依頼"]), none);
    edit(root, "依頼/a.yaml");
    assert_eq!(fails(&["--since", "HEAD"]).1, "KG101");
}

#[test]
fn an_empty_file_that_is_named_does_not_pass_a_gate() {
    for text in ["", "\n", "# 案\n", "\u{feff}", "---\n---\n"] {
        let place = folder(&[("a.yaml", text)]);
        let run = json(place.path(), &["--fail-on", "warning", "a.yaml"]);
        let output = run.json();
        assert_eq!((run.status, codes(&output)), (Some(1), vec!["KG009"]), "{text:?}");
        assert_eq!(count(&output["summary"], "warning"), 1);
        let run = crate::common::check_input(place.path(), &["--fail-on", "warning", "-"], text.as_bytes());
        assert_eq!(run.status, Some(1), "{text:?}: {run:?}");
        let run = crate::common::check_input(place.path(), &["-"], text.as_bytes());
        assert_eq!(run.status, Some(0), "{text:?}: {run:?}");
    }
}

/// Drafts as offices write them that are no mapping to YAML.
const DRAFTS: [&str; 49] = [
    "種別:調査\n件名:文書管理\n宛先:財務省\n回答期限:9月11日\n",
    "種別：調査\n件名：文書管理\n回答期限：9月11日\n",
    "件名:文書管理\n回答期限:照会のとおり\n",
    "【種別】調査\n【件名】文書管理\n【期限】9月11日\n",
    "［種別］調査\n［回答期限］9月11日\n",
    "種別\t調査\n件名\t文書管理\n回答期限\t9月11日\n",
    "件名\t種別\t回答期限\n文書管理\t調査\t9月11日\n",
    "■種別　調査\n■期限　9月11日\n",
    "１．種別：調査\n２．期限：9月11日\n",
    "種　別：調査\n期　限：9月11日\n",
    "- 種別:調査\n- 期限:9月11日\n",
    "種別:調査\r\n期限:9月11日\r\n",
    "回答期眼:9月11日\n件名:x\n",
    "kind:survey\ndue:2025-09-11\n",
    "\"種別:調査 期限:9月11日\"\n",
    "【種別】: 調査\n【期限】: 9月11日\n",
    "Kind: consultation\nFrom: 総務省\nTo: 財務省\nSent: 2025-09-10 17:45\nDue: 2025-09-11 17:00\n",
    "KIND: consultation\nDUE: 2025-09-11 17:00\n",
    "Due: 2025-09-11 17:00\n",
    "Kind:consultation\nDue:2025-09-11\n",
    "締め切り: 3月3日\n宛先: 財務省\n",
    "提出締切: 3月3日\n",
    "回答締切: 3月3日\n",
    "期限日時: 3月3日\n",
    "返信期限: 3月3日\n",
    "協議期限: 3月3日\n宛先: 財務省\n",
    "発出: 3月3日\n宛先: 財務省\n",
    "deadline: 2025-09-11 17:00\nto: 財務省\n",
    "due_date: 2025-09-11\n",
    "種類: 協議\n宛先: 財務省\n",
    "（種別）協議\n（回答期限）3月3日\n",
    "＜種別＞協議\n",
    "『種別』協議\n",
    "種別；協議\n",
    "種別／協議\n",
    "一　種別　協議\n",
    "締め切り：3月3日\n件名：x\n",
    "knd: survey\n",
    "duee: 2025-09-11 17:00\n",
    "knd: survey\nduee: 2025-09-11 17:00\n",
    "業務種別: 調査\n",
    "テンプレート: true\n",
    "雛型: はい\n",
    "種類: 調査\n",
    "ヒアリング日程: 9月11日\n",
    "発出予定日: 9月11日\n",
    "snet: 2025-09-11 17:00\n",
    "tempalte: true\n",
    "herring: {}\nhering: {start: 2025-09-11 10:00}\n",
];

#[test]
fn what_looks_like_a_request_gets_the_finding_that_naming_it_would_give() {
    for draft in DRAFTS {
        let place = folder(&[("依頼/a.yaml", draft), ("依頼/b.yaml", CLEAN)]);
        let root = place.path();
        let named = json(root, &["依頼/a.yaml"]);
        let named = named.json();
        assert!(!codes(&named).is_empty(), "{draft}");
        let found = json(root, &["依頼"]);
        assert_eq!(found.status, Some(1), "{draft}: {found:?}");
        let output = found.json();
        assert_eq!(
            list(&output, "diagnostics"),
            list(&named, "diagnostics"),
            "{draft}"
        );
        // The same with the folder given in other ways.
        git(root, &["init", "-q"]);
        put(root, "x", b"");
        git(root, &["add", "x"]);
        git(root, &["commit", "-q", "-m", "x"]);
        let since = json(root, &["--since", "HEAD", "."]).json();
        assert_eq!(codes(&since), codes(&named), "{draft}");
        let mut when = crate::common::kigen(root);
        let when = crate::common::run(when.args(["when", "--now", crate::common::NOW, "依頼"]));
        let said = format!("{}{}", when.stdout, when.stderr);
        assert!(said.contains("依頼/a.yaml"), "{draft}: {said}");
    }
}

#[test]
fn what_does_not_look_like_a_request_is_left_out() {
    for text in [
        "a text\n",
        "due to the weather, nothing\nkind of\n",
        "- 期限\n- 種別\n",
        "- set:1\n- find:x\n",
        "協議の種別について書いた文章です。\n",
        "name: chart\nset: 1\n",
        "version: '3'\nservices:\n  web:\n    image: nginx\n    deploy: {}\n",
        "name: ci\non: [push]\njobs:\n  test:\n    runs-on: ubuntu-latest\n",
        "title: x\ndate: 2025-09-11\ntype: post\n",
        "証明書: a\n有効期限: 2026-03-31\n",
        "保存期限：10年\n",
        "日時: 3月3日\n場所: 会議室\n",
        "氏名: x\n性別: 女\n期間: 3月3日\n権限: 管理者\n",
        "テンプレート: 標準.docx\n",
        "種類: その他\n名称: x\n",
        "apiVersion: v1\nkind: Service\nmetadata: {name: x}\nspec: {}\n",
        "apiVersion: apps/v1\nkind: Deployment\nspec: {template: {}}\n",
        "kind: List\napiVersion: v1\nitems: []\n",
        "openapi: 3.0.0\ninfo: {title: x}\npaths: {}\n",
        "swagger: '2.0'\ndefinitions: {}\n",
        "questions:\n- a\nheading: x\n",
        "templates:\n- a\n",
        "口座種別: 普通\n",
    ] {
        let place = folder(&[("a.yaml", text), ("b.yaml", CLEAN)]);
        let run = json(place.path(), &["."]);
        assert_eq!((run.status, codes(&run.json())), (Some(0), vec![]), "{text}");
        assert_eq!(paths(&run, "left_out"), ["a.yaml"], "{text}");
    }
}

/// Windows hides an extension and adds its own (`a.yaml.txt`).
#[test]
fn what_windows_saved_as_text_is_looked_at() {
    let calendar = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\nUID:1\r\nSUMMARY:査定ヒアリング\r\nDTSTART;TZID=Asia/Tokyo:20250911T200000\r\nDTEND;TZID=Asia/Tokyo:20250911T210000\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";
    let place = folder(&[
        ("協議.yaml.txt", SHORT),
        ("大.YAML.TXT", SHORT),
        ("短.yml.txt", SHORT),
        ("予定.ics.txt", calendar),
        ("メモ.txt", SHORT),
        ("yaml.txt", SHORT),
        (".txt", SHORT),
        ("a.yaml.txt.bak", SHORT),
    ]);
    let run = json(place.path(), &["."]);
    assert_eq!(run.status, Some(1));
    assert_eq!(
        paths(&run, "requests"),
        ["予定.ics.txt", "協議.yaml.txt", "大.YAML.TXT", "短.yml.txt"]
    );
    assert_eq!(count(&run.json()["summary"], "files"), 4);
}
