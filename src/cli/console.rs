//! The console of Windows: colours are switched on, and a window that was opened for a file dropped onto the program
//! stays until it was read.

use std::ffi::OsString;
use std::io::IsTerminal;
use std::path::Path;

use super::output;
use crate::message::{Lang, catalogue};

/// Makes the console understand the colours of a report; elsewhere every terminal does.
pub(super) fn begin() {
    anstyle_query::windows::enable_ansi_colors();
}

/// Waits for a key before the window goes, where it was opened for this run alone.
pub(super) fn end(arguments: &[OsString], lang: Lang) {
    let seen = std::io::stdin().is_terminal() && std::io::stdout().is_terminal();
    if cfg!(windows) && seen && are_dropped(arguments) {
        output::complain(catalogue::CLOSE_WINDOW.text(lang));
        // Whatever comes, and the end of input, is an answer.
        let _ = std::io::stdin().read_line(&mut String::new());
    }
}

/// Whether files were dropped onto the program: nothing but whole paths of what is there, as the desktop hands them over
/// and nobody types them.
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
