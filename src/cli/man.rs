//! `kigen man`: manual pages from the definition of the arguments, with the version and without a date, so that one
//! version always gives the same pages.

use std::io::Write as _;
use std::path::{Path, PathBuf};

use clap::{ArgMatches, Command};
use clap_mangen::Man;

use super::replace::{TempFile, output, refuse_linked_folders};
use super::{CLEAN, Failure, Outcome, args, files, output};
use crate::message::{Entry, Lang, catalogue};
use crate::source::printable;

/// The generator's headings, and their translations; `mandb` recognises 名前.
const HEADINGS: [(&str, Entry); 5] = [
    ("NAME", catalogue::HELP_MAN_NAME),
    ("SYNOPSIS", catalogue::HELP_MAN_SYNOPSIS),
    ("DESCRIPTION", catalogue::HELP_MAN_DESCRIPTION),
    ("EXTRA", catalogue::HELP_MAN_EXTRA),
    ("VERSION", catalogue::HELP_MAN_VERSION),
];

/// A page: file name and text.
struct Page {
    name: String,
    text: String,
}

/// Prints the program's page, or writes all pages to a folder.
pub(super) fn run(matches: &ArgMatches, lang: Lang) -> Outcome {
    let mut command = args::command(lang);
    command.build();
    let Some(folder) = matches.get_one::<PathBuf>("out") else {
        output::print(page(command, lang)?.text)?;
        return Ok(CLEAN);
    };
    let mut pages = Vec::new();
    collect(command, lang, &mut pages)?;
    let mut done = String::new();
    for Page { name, text } in pages {
        let path = folder.join(name);
        write(&path, &text).map_err(|error| super::init::unwritten(&shown(&path), &error))?;
        done.push_str(&catalogue::INIT_DONE.fill(lang, &[("path", &shown(&path))]));
        done.push('\n');
    }
    output::print(done)?;
    Ok(CLEAN)
}

/// The pages of a command and its subcommands.
fn collect(command: Command, lang: Lang, pages: &mut Vec<Page>) -> Result<(), Failure> {
    for below in command.get_subcommands().filter(|below| !below.is_hide_set()) {
        collect(below.clone(), lang, pages)?;
    }
    pages.push(page(command, lang)?);
    Ok(())
}

fn page(command: Command, lang: Lang) -> Result<Page, Failure> {
    let man = Man::new(command).source(concat!("kigen ", env!("CARGO_PKG_VERSION")));
    let name = man.get_filename();
    let mut bytes = Vec::new();
    man.render(&mut bytes)
        .map_err(|error| output::cannot_write(&error))?;
    // The generator omits an empty date, so that the next field would be taken for the date.
    let mut text = String::from_utf8_lossy(&bytes).replacen(" 1  \"kigen", " 1 \"\" \"kigen", 1);
    for (generated, heading) in HEADINGS {
        let heading = format!("\n.SH {}\n", heading.text(lang));
        text = text.replace(&format!("\n.SH {generated}\n"), &heading);
    }
    Ok(Page { name, text })
}

/// Writes a page over that of another version.
fn write(path: &Path, text: &str) -> std::io::Result<()> {
    refuse_linked_folders(&std::env::current_dir().unwrap_or_default(), path)?;
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder)?;
    }
    let mut file = TempFile::new(output(path)?)?;
    file.write_all(text.as_bytes())?;
    file.finish()
}

fn shown(path: &Path) -> String {
    let working = std::env::current_dir().unwrap_or_default();
    printable(&files::display(path, &working)).into_owned()
}
