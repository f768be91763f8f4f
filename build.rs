//! Lists the files of the built-in packs, so that a new rule is one data file and needs no line of Rust, and records the
//! YAML events of each, so that no start parses them.

use std::ops::Range;
use std::path::Path;
use std::{env, fs, io};

use granit_parser::{Event, Options, Parser, ScalarStyle};

#[path = "src/read/tree/record.rs"]
mod record;

fn main() -> io::Result<()> {
    let root = env::var("CARGO_MANIFEST_DIR").map_err(io::Error::other)?;
    let mut code = String::new();
    for (name, pack) in [
        ("BUILTIN_PACK", "soumu-wlb"),
        ("COMMON_PACK", "common"),
        ("YUKATSU_PACK", "yukatsu"),
    ] {
        println!("cargo:rerun-if-changed=rules/{pack}");
        let mut files = Vec::new();
        for entry in fs::read_dir(Path::new(&root).join("rules").join(pack))? {
            let path = entry?.path();
            if path.extension().is_some_and(|extension| extension == "yaml") {
                files.push(path);
            }
        }
        files.sort();
        code.push_str(&format!(
            "/// The files of a pack that is shipped: path, text, the text without examples, and the events of that.\nconst {name}: &[ShippedFile] = &[\n"
        ));
        for path in files {
            let file = path.file_name().unwrap_or_default().to_string_lossy();
            let name = format!("rules/{pack}/{file}");
            let short = without_examples(&fs::read_to_string(&path)?);
            let events = events(&name, &short)?;
            code.push_str(&format!(
                "    ({name:?}, include_str!({path:?}), {short:?}, {events}),\n"
            ));
        }
        code.push_str("];\n");
    }
    for (constant, file) in [("OFFICES_EVENTS", "offices.yaml"), ("KINDS_EVENTS", "kinds.yaml")] {
        println!("cargo:rerun-if-changed=rules/{file}");
        let text = fs::read_to_string(Path::new(&root).join("rules").join(file))?;
        let events = events(file, &text)?;
        code.push_str(&format!(
            "/// The events of rules/{file}.\nconst {constant}: &[u8] = {events};\n"
        ));
    }
    let out = env::var("OUT_DIR").map_err(io::Error::other)?;
    fs::write(Path::new(&out).join("builtin_pack.rs"), code)
}

/// A rule without its examples and whole-line comments: more than half of what is parsed at every start, and unused
/// unless a rule is explained or tested.
fn without_examples(text: &str) -> String {
    let mut is_example = false;
    let mut short = String::new();
    for line in text.lines().filter(|line| !line.starts_with('#')) {
        if !line.starts_with([' ', '-']) && !line.is_empty() {
            is_example = line.starts_with("examples:");
        }
        if !is_example {
            short.push_str(line);
            short.push('\n');
        }
    }
    short
}

/// The events of a text as a literal of bytes, which `src/read/tree/record.rs` describes.
fn events(name: &str, text: &str) -> io::Result<String> {
    // The page's size counts for more than its start: it parses them.
    if env::var("CARGO_CFG_TARGET_ARCH").is_ok_and(|arch| arch == "wasm32") {
        return Ok("b\"\"".to_owned());
    }
    let mut options = Options::default();
    options.set_emit_comments(false);
    let mut parser = Parser::new_from_str_with_options(text, options);
    let mut out = Vec::new();
    let mut before = 0;
    while let Some(next) = parser.next_event() {
        let (event, span) = next.map_err(|error| io::Error::other(format!("{name}: {error}")))?;
        let start = span.start.byte_offset().unwrap_or_default();
        let end = span.end.byte_offset().unwrap_or(start);
        let (kind, written) = match &event {
            Event::StreamStart | Event::StreamEnd | Event::DocumentEnd => continue,
            Event::DocumentStart(..) => (record::DOCUMENT, None),
            Event::SequenceStart(_, 0, None) => (record::SEQUENCE, None),
            Event::MappingStart(_, 0, None) => (record::MAPPING, None),
            Event::SequenceEnd | Event::MappingEnd => (record::END, None),
            Event::Scalar(value, style, 0, None) => scalar(text, value, *style, start..end),
            _ => return Err(io::Error::other(format!("{name}: an anchor, an alias or a tag"))),
        };
        out.push(kind);
        number(
            &mut out,
            start.abs_diff(before) << 1 | usize::from(start < before),
        );
        number(&mut out, end - start);
        before = start;
        if let Some(written) = written {
            number(&mut out, written.len());
            out.extend(written.as_bytes());
        }
    }
    Ok(format!("b\"{}\"", out.escape_ascii()))
}

/// The kind of a scalar, and its text where it is not verbatim in the file.
fn scalar<'v>(text: &str, value: &'v str, style: ScalarStyle, at: Range<usize>) -> (u8, Option<&'v str>) {
    let (style, inside) = match style {
        ScalarStyle::Plain => (record::PLAIN, text.get(at.clone())),
        ScalarStyle::SingleQuoted => (record::SINGLE, text.get(at.start + 1..at.end - 1)),
        ScalarStyle::DoubleQuoted => (record::DOUBLE, text.get(at.start + 1..at.end - 1)),
        _ => (record::BLOCK, None),
    };
    // The parser represents a missing value as `~` with an empty span.
    if at.is_empty() || inside == Some(value) {
        (record::VERBATIM + style, None)
    } else {
        (record::SCALAR + style, Some(value))
    }
}

/// A number in LEB128.
fn number(out: &mut Vec<u8>, mut number: usize) {
    while number >= 0x80 {
        out.push(number as u8 | 0x80);
        number >>= 7;
    }
    out.push(number as u8);
}
