//! Resolves paths of the command line: names in NFD on disk (macOS) typed in NFC, and, where the shell does not
//! expand `*` (Windows), patterns.

use std::ffi::OsStr;
use std::path::{Component, Path, PathBuf};

use crate::read::nfc;

/// Limit on the matches of one pattern; past it a folder has to be given.
const MATCHES_LIMIT: usize = 100_000;

/// The paths that a word matches, or the word itself if there is none.
pub(super) fn paths(word: &Path) -> Vec<PathBuf> {
    paths_by(word, cfg!(windows))
}

fn paths_by(word: &Path, with_patterns: bool) -> Vec<PathBuf> {
    if word.as_os_str() == "-" || word.symlink_metadata().is_ok() {
        return vec![word.to_owned()];
    }
    let found = existing_matches(word, with_patterns);
    match found.len() {
        // A missing path is reported under the word given.
        0 => vec![word.to_owned()],
        1 => found,
        _ if with_patterns && is_pattern(word.as_os_str()) => found,
        // Two names that look the same: ambiguous, so neither is taken.
        _ => vec![word.to_owned()],
    }
}

/// A path with the names as they are on disk, in either normal form.
pub(super) fn on_disk(path: &Path) -> PathBuf {
    let mut found = paths_by(path, false);
    found.pop().unwrap_or_else(|| path.to_owned())
}

fn is_pattern(name: &OsStr) -> bool {
    name.to_str().is_some_and(|name| name.contains(['*', '?']))
}

/// The existing paths that a path matches, component by component: the exact name, else all names that are
/// canonically equivalent or that its `*` and `?` match.
fn existing_matches(word: &Path, with_patterns: bool) -> Vec<PathBuf> {
    let mut found = vec![PathBuf::new()];
    for part in word.components() {
        let Component::Normal(name) = part else {
            for path in &mut found {
                path.push(part);
            }
            continue;
        };
        let expands = with_patterns && is_pattern(name);
        let mut next = Vec::new();
        for folder in found {
            let path = folder.join(name);
            if !expands && path.symlink_metadata().is_ok() {
                next.push(path);
            } else {
                add_matches(&folder, name, expands, &mut next);
            }
        }
        if next.is_empty() || next.len() > MATCHES_LIMIT {
            return Vec::new();
        }
        found = next;
    }
    found
}

/// Adds the names in a folder that a component matches, sorted.
fn add_matches(folder: &Path, name: &OsStr, expands: bool, found: &mut Vec<PathBuf>) {
    let here = Path::new(".");
    let place = if folder.as_os_str().is_empty() {
        here
    } else {
        folder
    };
    let (Some(name), Ok(entries)) = (name.to_str(), place.read_dir()) else {
        return;
    };
    let name = nfc(name);
    let mut names: Vec<_> = entries
        .filter_map(|entry| Some(entry.ok()?.file_name()))
        .filter(|other| {
            other.to_str().is_some_and(|other| match expands {
                true => matches(&name.to_lowercase(), &nfc(other).to_lowercase()),
                false => name == nfc(other),
            })
        })
        .collect();
    names.sort();
    found.extend(names.into_iter().map(|name| folder.join(name)));
}

/// Whether a pattern with `*` (any characters) and `?` (one character) matches a name. Brackets and braces are
/// literal, since names contain them.
fn matches(pattern: &str, name: &str) -> bool {
    let (pattern, name): (Vec<char>, Vec<char>) = (pattern.chars().collect(), name.chars().collect());
    let (mut pattern_at, mut name_at) = (0, 0);
    // Position of the last `*`, and how much of the name it has matched.
    let mut star: Option<(usize, usize)> = None;
    while name_at < name.len() {
        match pattern.get(pattern_at) {
            Some('*') => {
                star = Some((pattern_at, name_at));
                pattern_at += 1;
            }
            Some(c) if *c == '?' || name.get(name_at) == Some(c) => {
                pattern_at += 1;
                name_at += 1;
            }
            _ => {
                let Some((back, taken)) = star else {
                    return false;
                };
                star = Some((back, taken + 1));
                pattern_at = back + 1;
                name_at = taken + 1;
            }
        }
    }
    pattern.iter().skip(pattern_at).all(|c| *c == '*')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_star_is_any_letters_and_a_mark_is_one() {
        for (pattern, name, does) in [
            ("*.yaml", "協議.yaml", true),
            ("*.yaml", ".yaml", true),
            ("*.yaml", "協議.yaml.txt", false),
            ("協議?.yaml", "協議𠮷.yaml", true),
            ("協議?.yaml", "協議.yaml", false),
            ("*", "", true),
            ("?", "", false),
            ("a*b*c", "axxbyybzc", true),
            ("a*b*c", "axxcyyb", false),
            ("[案]*.yaml", "[案]1.yaml", true),
            ("[案]*.yaml", "案1.yaml", false),
            ("{a,b}", "a", false),
            ("***", "x", true),
            ("", "", true),
        ] {
            assert_eq!(matches(pattern, name), does, "{pattern} {name}");
        }
        // Time is bounded by pattern length times name length.
        assert!(!matches(&"*a".repeat(200), &"a".repeat(199)));
    }

    #[test]
    fn patterns_are_expanded_where_the_shell_does_not() {
        let folder = tempfile::tempdir().unwrap();
        for name in ["依頼/b.yaml", "依頼/A.YAML", "依頼/c.txt", "別の依頼/d.yaml"] {
            let path = folder.path().join(name);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, "").unwrap();
        }
        let names = |word: &str, with_patterns| -> Vec<String> {
            let found = paths_by(&folder.path().join(word), with_patterns);
            let below = found.iter().map(|path| path.strip_prefix(folder.path()).unwrap());
            below
                .map(|path| path.to_str().unwrap().replace('\\', "/"))
                .collect()
        };
        assert_eq!(names("依頼/*.yaml", true), ["依頼/A.YAML", "依頼/b.yaml"]);
        assert_eq!(
            names("*依頼/?.yaml", true),
            ["依頼/A.YAML", "依頼/b.yaml", "別の依頼/d.yaml"]
        );
        // Patterns without a match, and words that a shell has expanded, are unchanged.
        for (word, with_patterns) in [("依頼/*.ics", true), ("ない/*", true), ("依頼/*.yaml", false)] {
            assert_eq!(names(word, with_patterns), [word]);
        }
        // A file whose name contains `*`.
        #[cfg(unix)]
        {
            std::fs::write(folder.path().join("依頼/*.yaml"), "").unwrap();
            assert_eq!(names("依頼/*.yaml", true), ["依頼/*.yaml"]);
        }
    }
}
