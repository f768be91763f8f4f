//! Addresses of documentation on a code.

use crate::diagnostic::is_of_readers;
use crate::engine::{Engine, builtin_files, common_files};
use crate::message::{Lang, Spelling};

/// Address of the published documents: `homepage` in Cargo.toml.
pub const DOCUMENTS: &str = env!("CARGO_PKG_HOMEPAGE");

/// Page of a code: for codes of the readers and built-in rules, the page under `docs/rules/`; for rules of other
/// packs, the source of the plan's text, if the pack gives one.
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
