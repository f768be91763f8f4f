//! The snippets of the editor extension: filled with their defaults, each is a request of its kind without a
//! finding.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::common::{check_input, codes, folder, list, root, text};

/// A snippet's body with its defaults: `${1:words}` → words, `${2|one,other|}` → the choice at `pick`, `$0` →
/// nothing.
fn filled(body: &str, pick: usize) -> String {
    let mut out = String::new();
    let mut rest = body;
    while let Some((before, after)) = rest.split_once('$') {
        out.push_str(before);
        if let Some(after) = after.strip_prefix('{') {
            let (inside, after) = after.split_once('}').expect("an end");
            let at = inside.find([':', '|']).expect("a proposal");
            let words = &inside[at + 1..];
            let words = match words.strip_suffix('|') {
                Some(all) => {
                    let all: Vec<&str> = all.split(',').collect();
                    all[pick % all.len()]
                }
                None => words,
            };
            out.push_str(words);
            rest = after;
        } else {
            rest = after.trim_start_matches(|c: char| c.is_ascii_digit());
        }
    }
    out + rest
}

#[test]
fn every_kind_has_a_snippet_that_is_read() {
    let path = root().join("editors/vscode/snippets/requests.json");
    let snippets: Value = serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
    let snippets = snippets.as_object().unwrap();
    let bodies: Vec<String> = snippets
        .values()
        .map(|snippet| {
            let lines = list(snippet, "body").iter().map(|line| line.as_str().unwrap());
            lines.collect::<Vec<_>>().join("\n") + "\n"
        })
        .collect();
    let (exception, requests): (Vec<_>, Vec<_>) = bodies.iter().partition(|body| body.starts_with("例外:"));
    let [exception] = exception[..] else {
        panic!("{exception:?}")
    };
    let empty = folder(&[]);
    let mut kinds = BTreeSet::new();
    for body in requests {
        for pick in 0..3 {
            let request = filled(body, pick);
            let args = ["--format", "json", "--stdin-filename", "a.yaml", "-"];
            let output = check_input(empty.path(), &args, request.as_bytes()).json();
            let wrong: Vec<&str> = codes(&output)
                .into_iter()
                .filter(|code| code.starts_with("KG0"))
                .collect();
            assert!(wrong.is_empty(), "{wrong:?}\n{request}");
            let read = &list(&output, "requests")[0];
            assert!(read["due"].is_string(), "{request}");
            kinds.insert(text(read, "kind").to_owned());
        }
        // An exception is written after a request; without a reason and approver it is invalid (KG011).
        let both = filled(body, 0) + &filled(exception, 0);
        let args = ["--format", "json", "--stdin-filename", "a.yaml", "-"];
        let output = check_input(empty.path(), &args, both.as_bytes()).json();
        assert_eq!(list(&output, "requests").len(), 1, "{both}");
        let unread = ["KG002", "KG003", "KG004", "KG006", "KG007"];
        assert!(
            !codes(&output).iter().any(|code| unread.contains(code)),
            "{output}"
        );
    }
    let kinds: Vec<_> = kinds.into_iter().collect();
    assert_eq!(kinds, ["consultation", "inquiry", "other", "review", "survey"]);
}
