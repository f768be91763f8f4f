//! Windows paths as text, so that their tests run on every system.

/// The prefix of a path that Windows does not normalise, as canonicalizing returns it.
const VERBATIM: &str = r"\\?\";

/// A path without the prefix: `\\?\C:\依頼` is `C:\依頼`, and `\\?\UNC\server\share` is `\\server\share`.
pub(super) fn without_verbatim(path: &str) -> String {
    match path.strip_prefix(VERBATIM) {
        Some(rest) => match rest.strip_prefix(r"UNC\") {
            Some(share) => format!(r"\\{share}"),
            None if has_drive(rest) => rest.to_owned(),
            // A volume GUID path has no other form.
            None => path.to_owned(),
        },
        None => path.to_owned(),
    }
}

fn has_drive(path: &str) -> bool {
    matches!(path.as_bytes(), [letter, b':', ..] if letter.is_ascii_alphabetic())
}

/// The name of a path in reports: relative to the working directory, with `/` and without a leading `./`.
pub(super) fn display(path: &str, working: &str) -> String {
    let [path, working] = [path, working].map(|path| without_verbatim(path).replace('\\', "/"));
    let inside = inside(&path, &working).unwrap_or(&path);
    let root = match inside {
        path if path.starts_with("//") => "//",
        path if path.starts_with('/') => "/",
        _ => "",
    };
    let parts = inside.split('/').filter(|part| !matches!(*part, "" | "."));
    let names = parts.collect::<Vec<_>>().join("/");
    match (root, names.as_str()) {
        ("", "") => ".".to_owned(),
        (root, names) => format!("{root}{names}"),
    }
}

/// The path relative to a folder, ignoring ASCII case.
fn inside<'p>(path: &'p str, folder: &str) -> Option<&'p str> {
    let folder = folder.trim_end_matches('/');
    let (before, behind) = path.split_at_checked(folder.len())?;
    let is_below = !folder.is_empty() && before.eq_ignore_ascii_case(folder);
    (is_below && (behind.is_empty() || behind.starts_with('/'))).then(|| behind.trim_start_matches('/'))
}

/// Whether a name is a device's, in any folder and with any extension: `NUL`, `con.yaml`. Through a `\\?\` path a
/// file with such a name could be created, which other programs could not remove.
pub(super) fn is_device(path: &str) -> bool {
    let name = path.rsplit(['/', '\\']).next().unwrap_or_default();
    let stem = name.split(['.', ':']).next().unwrap_or_default().trim_end();
    let stem = stem.to_ascii_uppercase();
    let numbered = |device| {
        let number = stem.strip_prefix(device);
        number.is_some_and(|number| {
            matches!(
                number,
                "1" | "2" | "3" | "4" | "5" | "6" | "7" | "8" | "9" | "¹" | "²" | "³"
            )
        })
    };
    matches!(
        stem.as_str(),
        "CON" | "PRN" | "AUX" | "NUL" | "CONIN$" | "CONOUT$"
    ) || numbered("COM")
        || numbered("LPT")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_relative_with_slashes() {
        for (path, working, shown) in [
            (r"依頼\a.yaml", r"C:\w", "依頼/a.yaml"),
            (r".\依頼\.\a.yaml", r"C:\w", "依頼/a.yaml"),
            (r"C:\w\依頼\a.yaml", r"C:\w", "依頼/a.yaml"),
            (r"c:\W\依頼\a.yaml", r"C:\w", "依頼/a.yaml"),
            (r"C:/w/依頼/a.yaml", r"C:\w", "依頼/a.yaml"),
            (r"\\?\C:\w\依頼\a.yaml", r"C:\w", "依頼/a.yaml"),
            (r"C:\w\依頼\a.yaml", r"\\?\C:\w", "依頼/a.yaml"),
            (r"C:\a.yaml", r"C:\", "a.yaml"),
            (r"C:\windows\system.ini", r"C:\w", "C:/windows/system.ini"),
            (r"\\?\D:\a.yaml", r"C:\w", "D:/a.yaml"),
            (r"C:\w2\a.yaml", r"C:\w", "C:/w2/a.yaml"),
            (r"..\a.yaml", r"C:\w", "../a.yaml"),
            (r"C:\w", r"C:\w", "."),
            (r"\\server\共有\a.yaml", r"C:\w", "//server/共有/a.yaml"),
            (r"\\?\UNC\server\共有\a.yaml", r"C:\w", "//server/共有/a.yaml"),
            (
                r"\\?\UNC\server\共有\依頼\a.yaml",
                r"\\server\共有",
                "依頼/a.yaml",
            ),
            (r"\a.yaml", r"C:\w", "/a.yaml"),
            (r"依頼\", r"C:\w", "依頼"),
            (r"C:\あw\a.yaml", r"C:\w", "C:/あw/a.yaml"),
            ("", r"C:\w", "."),
        ] {
            assert_eq!(display(path, working), shown, "{path} in {working}");
        }
        assert_eq!(without_verbatim(r"\\?\Volume{1}\a"), r"\\?\Volume{1}\a");
    }

    #[test]
    fn names_of_devices_are_no_files() {
        for name in [
            "NUL",
            "nul",
            "con.yaml",
            r"依頼\Aux",
            "a/prn.txt.bak",
            "COM1",
            "lpt9.ics",
            "COM¹",
            "nul ",
            "NUL:",
            "CONOUT$",
        ] {
            assert!(is_device(name), "{name}");
        }
        for name in [
            "nul1",
            "COM",
            "COM0",
            "COM10",
            "console.yaml",
            "a.nul",
            "依頼",
            "",
            r"NUL\a.yaml",
            "協議.yaml",
        ] {
            assert!(!is_device(name), "{name}");
        }
    }
}
