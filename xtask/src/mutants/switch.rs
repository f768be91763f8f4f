//! Many mutants in one build: each stands in the source beside what it replaces, and a number chosen when the program
//! runs decides which of them is in force.

use std::ops::Range;

use serde::Deserialize;

use super::sites::{Kind, Site, Sites};
use crate::Failure;

/// A mutant as `cargo mutants --list --json` names it. Lines and columns count from 1, columns in code points.
#[derive(Debug, Clone, Deserialize)]
pub struct Mutant {
    pub file: String,
    pub genre: String,
    pub name: String,
    pub package: String,
    pub replacement: String,
    pub span: Lines,
}

#[derive(Debug, Clone, Deserialize)]
pub struct Lines {
    pub start: Place,
    pub end: Place,
}

#[derive(Debug, Clone, Copy, Deserialize)]
pub struct Place {
    pub line: usize,
    pub column: usize,
}

/// Where in the source made the code of some mutants stands.
#[derive(Debug, Clone)]
pub struct Region {
    pub bytes: Range<usize>,
    /// Their numbers.
    pub ids: Vec<u32>,
    /// Whether it is the mutant's own code; else it is the code that it replaces.
    pub mutated: bool,
}

/// A file with switches.
#[derive(Debug, Default)]
pub struct Switched {
    pub text: String,
    pub regions: Vec<Region>,
    /// The numbers of what has no switch here: constants, bodies that give an `impl Trait`.
    pub left_out: Vec<u32>,
    /// The numbers of what cannot be a program.
    pub refused: Vec<u32>,
}

/// The mutants of one place, which share one switch.
struct Switch {
    bytes: Range<usize>,
    kind: Kind,
    /// Their numbers and their own code.
    mutants: Vec<(u32, String)>,
}

/// What is put around or into the source.
struct Wrap {
    /// Around these bytes of the source.
    bytes: Range<usize>,
    /// What goes before and after them, in pieces: the mutants that a piece is, if it is one.
    before: Vec<(String, Option<u32>)>,
    after: Vec<(String, Option<u32>)>,
}

/// The source with a switch for each of the mutants that can have one.
pub fn switched(source: &str, mutants: &[(u32, &Mutant)]) -> Result<Switched, Failure> {
    let sites = Sites::of(source)?;
    let mut made = Switched::default();
    let mut switches: Vec<Switch> = Vec::new();
    for (id, mutant) in mutants {
        let (bytes, kind, code) = match sites.site(mutant) {
            Some(Site::Switch(bytes, kind, code)) => (bytes, kind, code),
            Some(Site::Refused) => {
                made.refused.push(*id);
                continue;
            }
            None => {
                made.left_out.push(*id);
                continue;
            }
        };
        match switches
            .iter_mut()
            .find(|switch| switch.bytes == bytes && switch.kind == kind)
        {
            Some(switch) => switch.mutants.push((*id, code)),
            None => switches.push(Switch {
                bytes,
                kind,
                mutants: vec![(*id, code)],
            }),
        }
    }
    let wraps: Vec<Wrap> = switches.into_iter().map(wrap).collect();
    assemble(source, &wraps, &mut made);
    Ok(made)
}

fn wrap(switch: Switch) -> Wrap {
    let Switch {
        bytes,
        kind,
        mutants: all,
    } = switch;
    let ids: Vec<String> = all.iter().map(|(id, _)| id.to_string()).collect();
    let which = format!("crate::mutant::which(&[{}])", ids.join(", "));
    let last = all.len() - 1;
    let arms = all.into_iter().enumerate().flat_map(|(at, (id, code))| {
        let pattern = if at == last { "_".into() } else { id.to_string() };
        [(format!(", {pattern} => "), None), (code, Some(id))]
    });
    let text = |text: String| (text, None);
    let (before, after) = match kind {
        // The original comes first: it gives the type, and an error is in the mutant's arm.
        Kind::Expression => {
            let mut after: Vec<_> = arms.collect();
            after.push(text(" })".into()));
            (vec![text(format!("(match {which} {{ 0 => "))], after)
        }
        Kind::Body => {
            let mut before = vec![text(format!(" match {which} {{ 0 => {{}}"))];
            before.extend(arms);
            before.push(text(" }".into()));
            (before, Vec::new())
        }
        Kind::Arm => (vec![text(format!(" if {which} == 0"))], Vec::new()),
        Kind::Guard => (vec![text(format!("({which} == 0 && ("))], vec![text("))".into())]),
    };
    Wrap { bytes, before, after }
}

/// Puts the pieces into the source: the outer ones further outside.
fn assemble(source: &str, wraps: &[Wrap], made: &mut Switched) {
    // By place; what ends there before what begins there.
    let mut edits: Vec<(usize, bool, isize, usize)> = Vec::new();
    for (at, wrap) in wraps.iter().enumerate() {
        let length = isize::try_from(wrap.bytes.len()).unwrap_or(isize::MAX);
        // What is put in at one place alone stands before what begins there.
        let (begin, tie) = if length == 0 {
            (isize::MIN, at)
        } else {
            (-length, at)
        };
        edits.push((wrap.bytes.start, true, begin, tie));
        if length > 0 {
            edits.push((wrap.bytes.end, false, length, usize::MAX - at));
        }
    }
    edits.sort_unstable();
    let mut copied = 0;
    let mut open: Vec<(usize, usize)> = Vec::new();
    for (place, begins, _, tie) in edits {
        made.text.push_str(source.get(copied..place).unwrap_or_default());
        copied = place;
        let at = if begins { tie } else { usize::MAX - tie };
        let Some(wrap) = wraps.get(at) else { continue };
        let pieces = if begins { &wrap.before } else { &wrap.after };
        if !begins && let Some(started) = open.iter().position(|(one, _)| *one == at) {
            let (_, start) = open.swap_remove(started);
            let ids = wrap.before.iter().chain(&wrap.after);
            made.regions.push(Region {
                bytes: start..made.text.len(),
                ids: ids.filter_map(|(_, id)| *id).collect(),
                mutated: false,
            });
        }
        for (piece, id) in pieces {
            let start = made.text.len();
            made.text.push_str(piece);
            if let Some(id) = id {
                made.regions.push(Region {
                    bytes: start..made.text.len(),
                    ids: vec![*id],
                    mutated: true,
                });
            }
        }
        if begins && !wrap.bytes.is_empty() {
            open.push((at, made.text.len()));
        }
    }
    made.text.push_str(source.get(copied..).unwrap_or_default());
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]

    use super::*;

    /// A mutant whose place is a piece of the source.
    fn mutant(source: &str, genre: &str, piece: &str, replacement: &str) -> Mutant {
        let place = |at: usize| {
            let before = source.get(..at).unwrap();
            let line_start = before.rfind('\n').map_or(0, |at| at + 1);
            Place {
                line: before.matches('\n').count() + 1,
                column: source.get(line_start..at).unwrap().chars().count() + 1,
            }
        };
        let start = source.find(piece).unwrap();
        Mutant {
            file: "src/lib.rs".into(),
            genre: genre.into(),
            name: piece.into(),
            package: "a".into(),
            replacement: replacement.into(),
            span: Lines {
                start: place(start),
                end: place(start + piece.len()),
            },
        }
    }

    fn made(source: &str, mutants: &[Mutant]) -> Switched {
        let numbered: Vec<(u32, &Mutant)> = (1..).zip(mutants).collect();
        let made = switched(source, &numbered).unwrap();
        syn::parse_file(&made.text).unwrap();
        made
    }

    #[test]
    fn each_stands_beside_what_it_replaces() {
        let source = "fn f(日: u8) -> bool {\n    \"日\".len() == 3 && 日 + 1 > 2\n}\n";
        let mutants = [
            mutant(source, "FnValue", "\"日\".len()", "true"),
            mutant(source, "BinaryOperator", "==", "!="),
            mutant(source, "BinaryOperator", "&&", "||"),
            mutant(source, "BinaryOperator", "+", "-"),
            mutant(source, "BinaryOperator", "+", "*"),
        ];
        let made = made(source, &mutants);
        assert_eq!(
            made.text,
            "fn f(日: u8) -> bool { match crate::mutant::which(&[1]) { 0 => {}, _ => return true }\n    \
             (match crate::mutant::which(&[3]) { 0 => (match crate::mutant::which(&[2]) { 0 => \"日\".len() == 3, \
             _ => (\"日\".len()) != (3) }) && (match crate::mutant::which(&[4, 5]) { 0 => 日 + 1, \
             4 => (日) - (1), _ => (日) * (1) }) > 2, _ => (\"日\".len() == 3) || (日 + 1 > 2) })\n}\n"
        );
        for region in made.regions.iter().filter(|region| region.mutated) {
            let code = made.text.get(region.bytes.clone()).unwrap();
            let expected = [
                "return true",
                "(\"日\".len()) != (3)",
                "(\"日\".len() == 3) || (日 + 1 > 2)",
                "(日) - (1)",
                "(日) * (1)",
            ];
            assert_eq!(code, expected[region.ids[0] as usize - 1]);
        }
    }

    #[test]
    fn arms_guards_and_fields() {
        let source = "fn f(a: A) -> A {\n    match a.x {\n        1 => A { x: 2, ..a },\n        \
                      3 if a.y => a,\n        _ => a,\n    }\n}\n";
        let mutants = [
            mutant(source, "MatchArm", "1 => A { x: 2, ..a },", ""),
            mutant(source, "MatchArm", "3 if a.y => a,", ""),
            mutant(source, "MatchArmGuard", "a.y", "true"),
            mutant(source, "StructField", "x: 2,", ""),
        ];
        let made = made(source, &mutants);
        for part in [
            "1 if crate::mutant::which(&[1]) == 0 => (match crate::mutant::which(&[4])",
            "0 => A { x: 2, ..a }, _ => A {  ..a } }),",
            "3 if (crate::mutant::which(&[2]) == 0 && ((match crate::mutant::which(&[3]) { 0 => a.y, _ => true })))",
        ] {
            assert!(made.text.contains(part), "{part}: {}", made.text);
        }
    }

    #[test]
    fn what_has_no_switch_and_what_is_no_program() {
        let source = "const A: u8 = 1 + 2;\nfn f(a: Option<bool>) -> u8 {\n    \
                      if let Some(b) = a && b { 1 } else { match a { Some(_) => 1, None => 2 } }\n}\n\
                      fn g() -> impl Iterator<Item = u8> {\n    [3].into_iter()\n}\n";
        let mutants = [
            mutant(source, "BinaryOperator", "+", "-"),
            mutant(source, "BinaryOperator", "&&", "||"),
            mutant(source, "MatchArm", "None => 2", ""),
            mutant(source, "FnValue", "[3].into_iter()", "::std::iter::empty()"),
        ];
        let made = made(source, &mutants);
        assert_eq!((made.left_out, made.refused), (vec![1, 4], vec![2, 3]));
        assert_eq!(made.text, source);
    }
}
