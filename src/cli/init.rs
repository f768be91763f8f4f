//! `kigen init`: a small configuration and a first request, both with comments; `kigen new`: a request of a kind.
//! Neither prompts, and neither overwrites a file.

use std::path::{Path, PathBuf};

use clap::ArgMatches;

use super::{CLEAN, Failure, Outcome, files, output, reason, replace, stated_now};
use crate::calendar::hours::Moment;
use crate::config::FILE_NAME;
use crate::message::{Lang, Spelling, catalogue};
use crate::read::keys;
use crate::schema::samples;
use crate::source::printable;

/// The files to write, in one language.
struct Sample {
    config: &'static str,
    /// The first request's file.
    request: &'static str,
    /// The first request; `{sent}` and `{due}` are filled in.
    draft: &'static str,
}

/// The files of a language: comments, keys and names are in that language only.
fn sample(lang: Lang) -> Sample {
    match lang.spelling() {
        Spelling::Japanese => Sample {
            config: include_str!("init/kigen.ja.yaml"),
            request: "依頼/協議の例.yaml",
            draft: include_str!("init/request.ja.yaml"),
        },
        Spelling::English => Sample {
            config: include_str!("init/kigen.en.yaml"),
            request: "requests/consultation.yaml",
            draft: include_str!("init/request.en.yaml"),
        },
    }
}

pub(super) fn run(matches: &ArgMatches, lang: Lang, now: Moment) -> Outcome {
    let now = stated_now(matches)?.unwrap_or(now);
    let dot = PathBuf::from(".");
    let folder = matches.get_one::<PathBuf>("folder").unwrap_or(&dot);
    let working = std::env::current_dir().unwrap_or_default();
    let name = |path: &Path| printable(&files::display(path, &working)).into_owned();
    let sample = sample(lang);
    let texts = [
        (folder.join(FILE_NAME), sample.config.to_owned()),
        (
            folder.join(sample.request),
            samples::dated(sample.draft, now, lang),
        ),
    ];
    // All or nothing: a partial start would block the next attempt.
    for (path, _) in &texts {
        if path.symlink_metadata().is_ok() {
            return Err(Failure::of(catalogue::INIT_EXISTS.with(&[("path", &name(path))])));
        }
        // The folder itself must be no link either.
        let above = folder.parent().unwrap_or(Path::new(""));
        replace::refuse_linked_folders(above, path).map_err(|error| unwritten(&name(path), &error))?;
    }
    let mut done = String::new();
    for (written, (path, text)) in texts.iter().enumerate() {
        write(path, text).map_err(|error| {
            for (path, _) in texts.iter().take(written) {
                let _ = std::fs::remove_file(path);
            }
            unwritten(&name(path), &error)
        })?;
        done.push_str(&catalogue::INIT_DONE.fill(lang, &[("path", &name(path))]));
        done.push('\n');
    }
    done.push_str(&catalogue::INIT_NEXT.fill(lang, &[("folder", &name(folder))]));
    done.push('\n');
    output::print(&done)?;
    Ok(CLEAN)
}

/// The failure that a file cannot be written.
pub(super) fn unwritten(name: &str, error: &std::io::Error) -> Failure {
    let message = catalogue::INIT_CANNOT_WRITE.with(&[("path", name)]);
    Failure::of(message.arg("error", reason(error)))
}

/// `kigen new`: a filled-in request of a kind, to be edited.
pub(super) fn new(matches: &ArgMatches, lang: Lang, now: Moment) -> Outcome {
    let now = stated_now(matches)?.unwrap_or(now);
    let word = matches.get_one::<String>("kind").map_or("", |word| word.trim());
    let kind = keys::KIND.get(word).map(|known| known.0);
    let Some(text) = kind.and_then(|kind| samples::request(kind, now, lang)) else {
        let values = [("value", &*printable(word))];
        return Err(Failure::of(catalogue::NEW_NO_SUCH_KIND.with(&values)));
    };
    let Some(path) = matches.get_one::<PathBuf>("output") else {
        output::print(&text)?;
        return Ok(CLEAN);
    };
    let working = std::env::current_dir().unwrap_or_default();
    let name = printable(&files::display(path, &working)).into_owned();
    if path.symlink_metadata().is_ok() {
        return Err(Failure::of(catalogue::INIT_EXISTS.with(&[("path", &name)])));
    }
    write(path, &text).map_err(|error| unwritten(&name, &error))?;
    let done = catalogue::INIT_DONE.fill(lang, &[("path", &name)]) + "\n";
    output::print(&done)?;
    Ok(CLEAN)
}

/// Writes a new file and its parent folders. A file created meanwhile is not overwritten.
fn write(path: &Path, text: &str) -> std::io::Result<()> {
    replace::refuse_linked_folders(&std::env::current_dir().unwrap_or_default(), path)?;
    if let Some(folder) = path.parent().filter(|folder| !folder.as_os_str().is_empty()) {
        std::fs::create_dir_all(folder)?;
    }
    replace::create(path, text.as_bytes())
}
