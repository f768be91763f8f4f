//! The Windows console: enables colours, and keeps a window that was opened for files dropped onto the program until
//! a key is pressed.

use std::ffi::OsString;
use std::io::IsTerminal;
use std::path::Path;

use super::output;
use crate::message::{Lang, catalogue};

/// Enables ANSI colours on Windows; other terminals need nothing.
pub(super) fn begin() {
    anstyle_query::windows::enable_ansi_colors();
}

/// Waits for Enter before the window closes, if it was opened for this run only.
pub(super) fn end(arguments: &[OsString], lang: Lang) {
    let seen = std::io::stdin().is_terminal() && std::io::stdout().is_terminal();
    if cfg!(windows) && seen && are_dropped(arguments) {
        output::print_error(catalogue::CLOSE_WINDOW.text(lang));
        // Any line, or end of input, will do.
        let _ = std::io::stdin().read_line(&mut String::new());
    }
}

/// Whether files were dropped onto the program: the arguments are existing absolute paths only, which is how the
/// desktop passes them and unlikely to be typed.
fn are_dropped(arguments: &[OsString]) -> bool {
    let mut paths = arguments.iter().skip(1).map(Path::new).peekable();
    paths.peek().is_some() && paths.all(|path| path.is_absolute() && path.exists())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_that_are_dropped_are_whole_paths_and_nothing_else() {
        let folder = tempfile::tempdir().unwrap();
        let [one, two] = ["協議 案.yaml", "b.yaml"].map(|name| folder.path().join(name).into_os_string());
        for path in [&one, &two] {
            std::fs::write(path, "").unwrap();
        }
        let dropped = |words: &[&OsString]| {
            let program = OsString::from("kigen.exe");
            let all: Vec<OsString> = std::iter::once(&program)
                .chain(words.iter().copied())
                .cloned()
                .collect();
            are_dropped(&all)
        };
        let [check, relative, option] = ["check", "b.yaml", "--diff"].map(OsString::from);
        let gone = folder.path().join("ない.yaml").into_os_string();
        assert!(dropped(&[&one]) && dropped(&[&one, &two]));
        assert!(dropped(&[&folder.path().as_os_str().to_owned()]));
        for typed in [
            &[][..],
            &[&check],
            &[&check, &one],
            &[&relative],
            &[&option, &one],
            &[&one, &gone],
        ] {
            assert!(!dropped(typed), "{typed:?}");
        }
    }
}
