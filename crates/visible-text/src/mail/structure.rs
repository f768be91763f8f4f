//! MIME structure (RFC 2045, 2046), found in one pass without recursion.

use std::collections::HashMap;
use std::ops::Range;

use memchr::memmem;

use crate::header::{Field, ParameterizedValue, fields, unfolded};
use crate::{Limits, Notice, Problem};

/// A part of a mail.
#[derive(Clone, Debug, Default)]
pub(super) struct MimePart {
    pub(super) fields: Vec<Field>,
    /// Media type with parameters.
    pub(super) kind: ParameterizedValue,
    /// Content-Disposition.
    pub(super) disposition: ParameterizedValue,
    pub(super) transfer: String,
    pub(super) body: Range<usize>,
    pub(super) children: Vec<usize>,
    /// Whether it contains parts nested too deeply.
    pub(super) too_deep: bool,
}

impl MimePart {
    pub(super) fn name(&self) -> Option<&str> {
        let name = self.disposition.get("filename").or_else(|| self.kind.get("name"));
        name.filter(|name| !name.is_empty())
    }

    pub(super) fn is_multipart(&self) -> bool {
        self.kind.value.starts_with("multipart/")
    }
}

/// The value of the first field with a name.
pub(super) fn value(bytes: &[u8], fields: &[Field], name: &str) -> Option<Range<usize>> {
    values(bytes, fields, name).next()
}

/// The values of every field with a name.
pub(super) fn values<'f>(
    bytes: &'f [u8],
    fields: &'f [Field],
    name: &'f str,
) -> impl Iterator<Item = Range<usize>> + 'f {
    let found = fields.iter().filter(move |field| {
        let known = bytes.get(field.name.clone()).unwrap_or_default();
        known.eq_ignore_ascii_case(name.as_bytes())
    });
    found.map(|field| field.value.clone())
}

struct Open {
    part: usize,
    boundary: Vec<u8>,
    /// The part with the same boundary that this one shadows.
    shadowed: Option<usize>,
}

/// All parts from a position; the first is the mail itself.
pub(super) fn parts(bytes: &[u8], from: usize, limits: &Limits, notices: &mut Vec<Notice>) -> Vec<MimePart> {
    let mut parts: Vec<MimePart> = Vec::new();
    let mut open: Vec<Open> = Vec::new();
    let mut by_boundary: HashMap<Vec<u8>, usize> = HashMap::new();
    let mut leaf = begin(
        bytes,
        from,
        limits,
        notices,
        &mut parts,
        &mut open,
        &mut by_boundary,
        None,
    );
    let mut at = parts.first().map_or(from, |part| part.body.start);
    let finder = memmem::Finder::new(b"\n--");
    let mut full = false;
    let mut deep = false;
    while !open.is_empty() {
        // A boundary may be the first line of a body.
        let Some(found) = finder.find(bytes.get(at.saturating_sub(1)..).unwrap_or_default()) else {
            break;
        };
        let line_start = at.saturating_sub(1) + found + 1;
        let rest = bytes.get(line_start + 2..).unwrap_or_default();
        let len = memchr::memchr(b'\n', rest).unwrap_or(rest.len());
        let line = rest.get(..len).unwrap_or_default().trim_ascii_end();
        let next = (line_start + 2 + len + 1).min(bytes.len());
        at = next.max(line_start + 2);
        let level = |line: &[u8]| by_boundary.get(line).copied();
        let (level, closes) = match level(line) {
            Some(level) => (level, false),
            None => match line
                .strip_suffix(b"--")
                .map(<[u8]>::trim_ascii_end)
                .and_then(level)
            {
                Some(level) => (level, true),
                None => continue,
            },
        };
        let end = before_line_end(bytes, line_start);
        if let Some(part) = leaf.take().and_then(|leaf| parts.get_mut(leaf)) {
            part.body.end = end.max(part.body.start);
        }
        let mut unclosed = None;
        while open.len() > level + usize::from(!closes) {
            let Some(last) = open.pop() else { break };
            if open.len() > level {
                unclosed = Some(last.part);
            }
            if let Some(part) = parts.get_mut(last.part) {
                part.body.end = end.max(part.body.start);
            }
            match last.shadowed {
                Some(level) => by_boundary.insert(last.boundary, level),
                None => by_boundary.remove(&last.boundary),
            };
        }
        if let Some(part) = unclosed.and_then(|part| parts.get(part)) {
            notices.push(Notice {
                problem: Problem::NotClosed,
                range: part.body.clone(),
            });
        }
        if closes {
            continue;
        }
        if parts.len() >= limits.parts {
            if !full {
                notices.push(Notice {
                    problem: Problem::TooManyParts,
                    range: line_start..bytes.len(),
                });
            }
            full = true;
            continue;
        }
        let parent = open.last().map(|open| open.part);
        leaf = begin(
            bytes,
            next,
            limits,
            notices,
            &mut parts,
            &mut open,
            &mut by_boundary,
            parent,
        );
        if let Some(part) = parts.last() {
            if part.too_deep && !deep {
                deep = true;
                notices.push(Notice {
                    problem: Problem::TooDeep,
                    range: part.body.start..bytes.len(),
                });
            }
            at = part.body.start.max(next);
        }
    }
    let cut = open
        .first()
        .and_then(|open| parts.get(open.part))
        .map(|part| part.body.start);
    if let Some(start) = cut {
        notices.push(Notice {
            problem: Problem::NotClosed,
            range: start..bytes.len(),
        });
    }
    parts
}

/// End of the preceding line, without the line break that belongs to the boundary.
fn before_line_end(bytes: &[u8], line_start: usize) -> usize {
    let before = bytes.get(..line_start).unwrap_or_default();
    let before = before.strip_suffix(b"\n").unwrap_or(before);
    before.strip_suffix(b"\r").unwrap_or(before).len()
}

/// Begins a part; returns it if it cannot contain parts.
#[expect(clippy::too_many_arguments, reason = "the state of one pass")]
fn begin(
    bytes: &[u8],
    from: usize,
    limits: &Limits,
    notices: &mut Vec<Notice>,
    parts: &mut Vec<MimePart>,
    open: &mut Vec<Open>,
    by_boundary: &mut HashMap<Vec<u8>, usize>,
    parent: Option<usize>,
) -> Option<usize> {
    let (fields, body) = fields(bytes, from);
    let mut read = |name: &str| {
        let value = value(bytes, &fields, name)?;
        Some(unfolded(bytes, value, limits.text.min(0x1_0000), notices).text)
    };
    let in_digest = parent
        .and_then(|parent| parts.get(parent))
        .is_some_and(|parent| parent.kind.value == "multipart/digest");
    let default = if in_digest { "message/rfc822" } else { "" };
    let kind = ParameterizedValue::parse(read("Content-Type").as_deref().unwrap_or(default));
    let disposition = ParameterizedValue::parse(read("Content-Disposition").as_deref().unwrap_or_default());
    let transfer = read("Content-Transfer-Encoding").unwrap_or_default();
    let index = parts.len();
    let part = MimePart {
        fields,
        kind,
        disposition,
        transfer,
        body: body..bytes.len(),
        children: Vec::new(),
        too_deep: false,
    };
    let boundary = part
        .kind
        .get("boundary")
        .map(|boundary| boundary.trim_end().as_bytes().to_vec());
    let holds = part.is_multipart() && open.len() < limits.depth;
    let part = MimePart {
        too_deep: part.is_multipart() && !holds,
        ..part
    };
    parts.push(part);
    if let Some(parent) = parent.and_then(|parent| parts.get_mut(parent)) {
        parent.children.push(index);
    }
    match boundary.filter(|boundary| holds && !boundary.is_empty()) {
        Some(boundary) => {
            let shadowed = by_boundary.insert(boundary.clone(), open.len());
            open.push(Open {
                part: index,
                boundary,
                shadowed,
            });
            None
        }
        None => Some(index),
    }
}
