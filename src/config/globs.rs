//! Globs: which files a part of a configuration is for. Relative to the configuration's folder, as in
//! a .gitignore: `*.yaml` is a file in any folder, `/*.yaml` and `依頼/*.yaml` only there, and a folder
//! is all that is in it.

use globset::{GlobBuilder, GlobSet, GlobSetBuilder};

use crate::exception::Stated;

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
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
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
        self.set.is_match(path)
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.written.is_empty()
    }
}

/// The patterns a glob stands for: itself, and all that is in a folder of that name.
fn patterns(written: &str) -> Result<[globset::Glob; 2], GlobError> {
    let glob = written.trim();
    let glob = glob.strip_prefix("./").unwrap_or(glob);
    if glob.is_empty() || glob == "/" {
        return Err(GlobError::Empty);
    }
    if glob.len() > MAX_BYTES {
        return Err(GlobError::TooLong);
    }
    if glob.starts_with('!') {
        return Err(GlobError::Negated);
    }
    if glob.split('/').any(|part| part == "..") {
        return Err(GlobError::Outside);
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
            ("./*.yaml", &["a.yaml", "依頼/a.yaml"], &[]),
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
        ] {
            assert_eq!(globs(&[glob]).1, [(0, why)], "{glob}");
        }
        assert_eq!(globs(&[&"a".repeat(500)]).1, [(0, GlobError::TooLong)]);
        // Deep and wide alternatives end, one way or the other.
        let _ = globs(&[&"{".repeat(190), &"{a,b}".repeat(60), &"*".repeat(300)]);
    }

    #[test]
    fn a_path_is_seen_from_the_folder() {
        assert_eq!(relative("/a/b", "/a/b/c/d.yaml"), "c/d.yaml");
        assert_eq!(relative("/a/b", "/a/x.yaml"), "../x.yaml");
        assert_eq!(relative("/", "/a.yaml"), "a.yaml");
        assert_eq!(relative("/a/b", "/a/bc/d"), "../bc/d");
    }
}
