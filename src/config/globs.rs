//! Globs that select files for a part of a configuration. They are relative to the configuration's folder and
//! follow .gitignore: `*.yaml` matches in any folder, `/*.yaml` and `依頼/*.yaml` only in the given one, and a
//! folder matches everything below it.

use globset::{GlobBuilder, GlobSet, GlobSetBuilder};

use crate::exception::Spanned;
use crate::read::nfc;
use crate::source::{is_hidden, is_private, is_variation};

/// Length limit of a glob, in bytes.
const MAX_BYTES: usize = 400;

/// A set of globs; it matches if any of them does.
#[derive(Clone, Debug, Default)]
pub struct Globs {
    /// The globs as written.
    pub written: Vec<Spanned<String>>,
    set: GlobSet,
}

/// Why a glob is rejected.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum GlobError {
    /// Empty.
    Empty,
    /// Begins with `!`.
    Negated,
    /// Leads out of the configuration's folder by `..`.
    Outside,
    /// Not a valid glob.
    Malformed,
    /// Too long, or too many alternatives in all.
    TooLong,
    /// Matches no path as written; the corrected form would.
    Never(String),
    /// Absolute: starts at a drive, a server or a home folder, where no path of the repository does.
    Absolute,
}

impl Globs {
    /// Compiles globs; the second part lists rejected ones by index.
    pub fn new(written: Vec<Spanned<String>>) -> (Self, Vec<(usize, GlobError)>) {
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

    /// Whether any glob matches a path relative to the configuration's folder, with `/` as separator.
    pub fn matches(&self, path: &str) -> bool {
        self.set.is_match(&*nfc(path))
    }

    /// Whether the glob at an index matches a path.
    pub fn matches_one(&self, number: usize, path: &str) -> bool {
        // Each glob adds two patterns, unless one was rejected: such a configuration is never used.
        self.set
            .matches(&*nfc(path))
            .iter()
            .any(|pattern| pattern / 2 == number)
    }

    /// Whether the set is empty.
    pub fn is_empty(&self) -> bool {
        self.written.is_empty()
    }
}

/// Number of alternatives in a glob, each of which is compiled separately.
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

/// The patterns of a glob: itself, and everything below a folder of that name.
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
    // File names contain no invisible characters other than ZWJ, variation selectors and private-use characters.
    let is_of_names = |c: char| c == '\u{200d}' || is_variation(c) || is_private(c);
    if glob.contains(|c| c == '\t' || is_hidden(c) && !is_of_names(c)) {
        return Err(GlobError::Malformed);
    }
    // Before backslashes are taken for separators: Windows paths contain them.
    if is_absolute(glob) {
        return Err(GlobError::Absolute);
    }
    if glob.split(['/', '\\']).any(|part| part == "..") {
        return Err(GlobError::Outside);
    }
    let clean = fixed(glob);
    // `./a` is anchored to this folder, as `/a` is.
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

/// Whether a glob is absolute: a drive, a UNC path, a home folder, an environment variable, a URL.
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

/// Normalizes a glob: single `/` between parts, no `.` parts, `**` only as a whole part. A glob that differs from
/// its normal form would match nothing, or fewer files than intended.
fn fixed(glob: &str) -> String {
    // A backslash before a bracket escapes it; before anything else it is meant as a separator.
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
        // A part with alternatives may contain separators of its own.
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

/// Collapses consecutive stars.
fn single(part: &str) -> String {
    let mut out = String::with_capacity(part.len());
    for c in part.chars() {
        if c != '*' || !out.ends_with('*') {
            out.push(c);
        }
    }
    out
}

/// Rewrites an absolute path that was given as a glob so that it is anchored in `folder` (absolute, `/` separated).
pub fn within(folder: &str, written: &str) -> Option<String> {
    let rest = written.trim().strip_prefix(folder.trim_end_matches('/'))?;
    let rest = rest.strip_prefix('/')?.trim_start_matches('/');
    let rooted = folder.len() > 1 && !rest.is_empty();
    rooted.then(|| format!("/{rest}"))
}

/// `path` relative to `folder`; both absolute, `/` separated.
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
        let stated = |text: &&str| Spanned {
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
        // Deeply nested or numerous alternatives terminate, whatever the result.
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
