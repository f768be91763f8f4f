//! Where there is more to read about a code.

use crate::diagnostic::is_of_readers;
use crate::engine::{Engine, builtin_files, common_files};
use crate::message::{Lang, Spelling};

/// Where the documents are published: `homepage` of Cargo.toml, the one place that says so.
pub const DOCUMENTS: &str = env!("CARGO_PKG_HOMEPAGE");

/// The page of a code: for the readers' own and the rules that are shipped, that of `docs/rules/` as it is published;
/// for a rule of another pack, where its plan's text is, if the pack says.
pub fn rule_url(engine: &Engine, code: &str, lang: Lang) -> Option<String> {
    let rule = engine.rules.get(code);
    let shipped = match rule {
        Some((_, rule)) => [builtin_files(), common_files()]
            .iter()
            .flatten()
            .any(|file| file.path == rule.path),
        None => is_of_readers(code),
    };
    if shipped {
        let folder = match lang.spelling() {
            Spelling::Japanese => "",
            Spelling::English => "en/",
        };
        return Some(format!("{DOCUMENTS}{folder}rules/{code}.html"));
    }
    let source = &rule?.0.source;
    let at = source.find("https://").or_else(|| source.find("http://"))?;
    let url = source.get(at..)?.split(|c: char| !c.is_ascii_graphic()).next()?;
    Some(url.to_owned())
}
