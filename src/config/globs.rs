//! Globs: which files a part of a configuration is for. Relative to the configuration's folder, as in
//! a .gitignore: `*.yaml` is a file in any folder, `/*.yaml` and `依頼/*.yaml` only there, and a folder
//! is all that is in it.

use globset::{GlobBuilder, GlobSet, GlobSetBuilder};

use crate::exception::Stated;
use crate::read::composed;
use crate::source::{is_hidden, is_private, is_variation};

/// The longest glob, in bytes.
const MAX_BYTES: usize = 400;

/// Several globs, any of which may match.
#[derive(Clone, Debug, Default)]
pub struct Globs {
    /// As written.
    pub written: Vec<Stated<String>>,
    set: GlobSet,
}

/// Why a glob is refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum GlobError {
    /// Nothing stands there.
    Empty,
    /// It begins with `!`.
    Negated,
    /// It leads out of the configuration's folder.
    Outside,
    /// It is no glob.
    Malformed,
    /// It is too long, or they are too many.
    TooLong,
    /// It can match no path as it is written; as this it could.
    Never(String),
    /// It leads from the root of a disk or from somebody's home; no folder of the repository does.
    Absolute,
}

impl Globs {
    /// Compiles globs. The second part is those that are refused, by their number.
    pub fn new(written: Vec<Stated<String>>) -> (Self, Vec<(usize, GlobError)>) {
        let mut builder = GlobSetBuilder::new();
        let mut refused = Vec::new();
        for (number, glob) in written.iter().enumerate() {
            match patterns(&glob.value) {
                Ok(patterns) => {
                    for pattern in patterns {
                        builder.add(pattern);
                    }
                }
                Err(error) => refused.push((number, error)),
            }
        }
        let set = builder.build().unwrap_or_else(|_| {
            refused.push((0, GlobError::TooLong));
            GlobSet::empty()
        });
        (Self { written, set }, refused)
    }

    /// Whether any matches a path, which is relative to the configuration's folder, with `/`.
    pub fn matches(&self, path: &str) -> bool {
        self.set.is_match(&*composed(path))
    }

    /// Whether the glob of a number matches a path.
    pub fn matches_one(&self, number: usize, path: &str) -> bool {
        // Two patterns each, unless one was refused: then nothing is judged by them.
        self.set
            .matches(&*composed(path))
            .iter()
            .any(|pattern| pattern / 2 == number)
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.written.is_empty()
    }
}

/// How many choices a glob leaves: each is compiled by itself.
pub fn choices(glob: &str) -> usize {
    let class = |c: &char| matches!(c, '{' | '[');
    let (mut depth, mut found) = (0_usize, 0);
    for c in glob.chars() {
        match c {
            '{' => depth += 1,
            '}' => depth = depth.saturating_sub(1),
            ',' => found += usize::from(depth > 0),
            _ => {}
        }
        found += usize::from(class(&c));
    }
    found
}

/// The patterns of a glob: itself, and everything in a folder of that name.
fn patterns(written: &str) -> Result<[globset::Glob; 2], GlobError> {
    let glob = written.trim();
    if matches!(glob, "" | "." | "./" | "/") {
        return Err(GlobError::Empty);
    }
    if glob.len() > MAX_BYTES {
        return Err(GlobError::TooLong);
    }
    if glob.starts_with('!') {
        return Err(GlobError::Negated);
    }
    // What nobody sees in it no name has; the joiner of emoji, a chosen form and an office's own letters one may have.
    let is_of_names = |c: char| c == '\u{200d}' || is_variation(c) || is_private(c);
    if glob.contains(|c| c == '\t' || is_hidden(c) && !is_of_names(c)) {
        return Err(GlobError::Malformed);
    }
    // Before anything is made of its backslashes, which a path of Windows has.
    if is_absolute(glob) {
        return Err(GlobError::Absolute);
    }
    if glob.split(['/', '\\']).any(|part| part == "..") {
        return Err(GlobError::Outside);
    }
    let clean = fixed(glob);
    // `./a` is this folder's `a`, as `/a` is.
    let glob = glob
        .strip_prefix('.')
        .filter(|rest| rest.starts_with('/'))
        .unwrap_or(glob);
    if clean != glob {
        return Err(GlobError::Never(clean));
    }
    let folder = glob.trim_end_matches('/');
    let anchored = folder.contains('/');
    let stem = folder.strip_prefix('/').unwrap_or(folder);
    let stem = if anchored {
        stem.to_owned()
    } else {
        format!("**/{stem}")
    };
    let build = |pattern: &str| {
        GlobBuilder::new(pattern)
            .literal_separator(true)
            .backslash_escape(true)
            .build()
            .map_err(|_| GlobError::Malformed)
    };
    Ok([build(&stem)?, build(&format!("{stem}/**"))?])
}

/// Whether a glob begins where no path of a repository does: a drive, a server, a home, a URL.
fn is_absolute(glob: &str) -> bool {
    let drive = |glob: &str| {
        let mut head = glob.chars();
        head.next().is_some_and(|c| c.is_ascii_alphabetic()) && head.next() == Some(':')
    };
    let variable = |glob: &str| {
        let first = glob.split(['/', '\\']).next().unwrap_or_default();
        let name = first
            .strip_prefix('$')
            .or_else(|| first.strip_prefix('%')?.strip_suffix('%'));
        name.is_some_and(|name| {
            let name = name
                .strip_prefix('{')
                .and_then(|name| name.strip_suffix('}'))
                .unwrap_or(name);
            !name.is_empty() && name.chars().all(|c| c.is_ascii_uppercase() || c == '_')
        })
    };
    let home = glob == "~" || glob.starts_with("~/") || glob.starts_with("~\\");
    drive(glob) || home || glob.starts_with("\\\\") || glob.contains("://") || variable(glob)
}

/// A glob as it can match: between its parts stands one `/`, none of them is `.`, and `**` is a part by
/// itself. What is not so, no path that is asked for is ever like, or fewer are than were meant.
fn fixed(glob: &str) -> String {
    // A backslash may keep a bracket from being read; before anything else it is meant as a separator.
    let mut slashed = String::with_capacity(glob.len());
    let mut characters = glob.chars().peekable();
    while let Some(c) = characters.next() {
        match (c, characters.peek()) {
            ('\\', Some('[' | ']' | '{' | '}')) => {
                slashed.push(c);
                slashed.extend(characters.next());
            }
            ('\\', _) => slashed.push('/'),
            _ => slashed.push(c),
        }
    }
    let mut out = String::with_capacity(slashed.len());
    if slashed.starts_with('/') || slashed.starts_with("./") {
        out.push('/');
    }
    for part in slashed.split('/') {
        if matches!(part, "" | ".") {
            continue;
        }
        if !out.is_empty() && !out.ends_with('/') {
            out.push('/');
        }
        // A choice may hold the separators of several parts.
        if part.contains(['{', '}', ',']) {
            out.push_str(part);
        } else if part.len() > 1 && part.bytes().all(|byte| byte == b'*') {
            out.push_str("**");
        } else if let Some(rest) = part.strip_prefix("**") {
            out.push_str("**/*");
            out.push_str(&single(rest));
        } else if let Some(rest) = part.strip_suffix("**") {
            out.push_str(&single(rest));
            out.push_str("*/**");
        } else {
            out.push_str(&single(part));
        }
    }
    if slashed.ends_with('/') {
        out.push('/');
    }
    out
}

/// A part with a star where there are several.
fn single(part: &str) -> String {
    let mut out = String::with_capacity(part.len());
    for c in part.chars() {
        if c != '*' || !out.ends_with('*') {
            out.push(c);
        }
    }
    out
}

/// A glob that was written as a whole path, as it stands in `folder`, which is absolute with `/`.
pub fn within(folder: &str, written: &str) -> Option<String> {
    let rest = written.trim().strip_prefix(folder.trim_end_matches('/'))?;
    let rest = rest.strip_prefix('/')?.trim_start_matches('/');
    let rooted = folder.len() > 1 && !rest.is_empty();
    rooted.then(|| format!("/{rest}"))
}

/// `path` as it is seen from `folder`; both absolute, with `/`.
pub fn relative(folder: &str, path: &str) -> String {
    let folder: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    let path: Vec<&str> = path.split('/').filter(|part| !part.is_empty()).collect();
    let common = folder.iter().zip(&path).take_while(|(a, b)| a == b).count();
    let ups = std::iter::repeat_n("..", folder.len() - common);
    let rest = path.get(common..).unwrap_or_default().iter().copied();
    ups.chain(rest).collect::<Vec<_>>().join("/")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Span;

    fn globs(written: &[&str]) -> (Globs, Vec<(usize, GlobError)>) {
        let stated = |text: &&str| Stated {
            value: (*text).to_owned(),
            span: Span::default(),
        };
        Globs::new(written.iter().map(stated).collect())
    }

    #[test]
    fn a_glob_means_what_it_means_in_a_gitignore() {
        for (glob, yes, no) in [
            ("*.yaml", &["a.yaml", "依頼/協議/a.yaml"][..], &["a.yml"][..]),
            ("/*.yaml", &["a.yaml"], &["依頼/a.yaml"]),
            ("./*.yaml", &["a.yaml"], &["依頼/a.yaml"]),
            ("./依頼", &["依頼/a.yaml"], &["x/依頼/a.yaml"]),
            ("\\[案\\]*.yaml", &["[案]a.yaml"], &["案a.yaml"]),
            ("~$*", &["~$a.yaml"], &["a.yaml"]),
            ("**", &["a.yaml", "x/y/a.yaml"], &[]),
            (
                "依頼/**/**/*.yaml",
                &["依頼/a.yaml", "依頼/x/a.yaml"],
                &["a.yaml"],
            ),
            (
                "{依頼/**,照会}/*.yaml",
                &["依頼/x/a.yaml", "照会/a.yaml"],
                &["照会/x/a.yaml"],
            ),
            ("/**/*.yaml", &["a.yaml", "x/y/a.yaml"], &["a.ics"]),
            (
                "依頼/*.yaml",
                &["依頼/a.yaml"],
                &["依頼/協議/a.yaml", "x/依頼/a.yaml", "a.yaml"],
            ),
            (
                "依頼/**/*.yaml",
                &["依頼/a.yaml", "依頼/協議/a.yaml"],
                &["a.yaml"],
            ),
            (
                "依頼",
                &["依頼/a.yaml", "依頼/協議/a.yaml", "x/依頼/a.yaml"],
                &["依頼書/a.yaml"],
            ),
            ("依頼/", &["依頼/a.yaml", "依頼/協議/a.yaml"], &["依頼書/a.yaml"]),
            (
                "**/雛形_*",
                &["雛形_a.yaml", "x/y/雛形_a.yaml"],
                &["x/a雛形_a.yaml"],
            ),
            (
                "{協議,照会}/*.ics",
                &["協議/a.ics", "照会/𠮷.ics"],
                &["調査/a.ics"],
            ),
            ("[a-c].yaml", &["b.yaml"], &["d.yaml"]),
            ("依頼?.yaml", &["依頼1.yaml"], &["依頼.yaml"]),
        ] {
            let (set, refused) = globs(&[glob]);
            assert!(refused.is_empty(), "{glob}");
            for path in yes {
                assert!(set.matches(path), "{glob} {path}");
            }
            for path in no {
                assert!(!set.matches(path), "{glob} {path}");
            }
        }
    }

    #[test]
    fn what_is_no_glob_is_refused() {
        for (glob, why) in [
            ("", GlobError::Empty),
            ("  ", GlobError::Empty),
            ("/", GlobError::Empty),
            ("!a", GlobError::Negated),
            ("../a", GlobError::Outside),
            ("a/../b", GlobError::Outside),
            ("[a", GlobError::Malformed),
            ("{a", GlobError::Malformed),
            ("a}", GlobError::Malformed),
            ("[z-a]", GlobError::Malformed),
            ("a\0", GlobError::Malformed),
            ("\u{202e}a", GlobError::Malformed),
            ("a\u{200b}b", GlobError::Malformed),
            ("a\\..\\b", GlobError::Outside),
            ("C:\\依頼\\*.yaml", GlobError::Absolute),
            ("d:/依頼", GlobError::Absolute),
            ("\\\\server\\依頼", GlobError::Absolute),
            ("~/依頼", GlobError::Absolute),
            ("$HOME/依頼", GlobError::Absolute),
            ("${GITHUB_WORKSPACE}/依頼", GlobError::Absolute),
            ("%USERPROFILE%\\依頼", GlobError::Absolute),
            ("file:///依頼", GlobError::Absolute),
        ] {
            assert_eq!(globs(&[glob]).1, [(0, why)], "{glob}");
        }
        assert_eq!(globs(&[&"a".repeat(500)]).1, [(0, GlobError::TooLong)]);
        // Deep and wide alternatives end, one way or the other.
        let _ = globs(&[&"{".repeat(190), &"{a,b}".repeat(60), &"*".repeat(300)]);
    }

    #[test]
    fn what_can_match_nothing_is_offered_as_it_could() {
        for (glob, fixed) in [
            ("依頼\\*.yaml", "依頼/*.yaml"),
            ("依頼\\協議\\", "依頼/協議/"),
            ("依頼//a.yaml", "依頼/a.yaml"),
            ("//依頼", "/依頼"),
            ("依頼/./a.yaml", "依頼/a.yaml"),
            ("依頼/.", "依頼"),
            ("././a", "/a"),
            ("***", "**"),
            ("依頼/***/*.yaml", "依頼/**/*.yaml"),
            ("依頼/**.yaml", "依頼/**/*.yaml"),
            ("**.yaml", "**/*.yaml"),
            ("依頼**", "依頼*/**"),
            ("a**b", "a*b"),
        ] {
            let refused = globs(&[glob]).1;
            assert_eq!(refused, [(0, GlobError::Never(fixed.to_owned()))], "{glob}");
            assert!(globs(&[fixed]).1.is_empty(), "{fixed}");
        }
    }

    #[test]
    fn a_whole_path_is_seen_in_its_folder() {
        assert_eq!(
            within("/home/x", "/home/x/依頼/*.yaml").as_deref(),
            Some("/依頼/*.yaml")
        );
        assert_eq!(within("/home/x", "/home/x"), None);
        assert_eq!(within("/home/x", "/home/xy/a"), None);
        assert_eq!(within("/", "/依頼"), None);
    }

    #[test]
    fn a_path_is_seen_from_the_folder() {
        assert_eq!(relative("/a/b", "/a/b/c/d.yaml"), "c/d.yaml");
        assert_eq!(relative("/a/b", "/a/x.yaml"), "../x.yaml");
        assert_eq!(relative("/", "/a.yaml"), "a.yaml");
        assert_eq!(relative("/a/b", "/a/bc/d"), "../bc/d");
    }
}
