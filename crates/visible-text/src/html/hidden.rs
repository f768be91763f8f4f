//! What styles hide: `display: none`, struck text, the line that mail programs preview and no reader shows.

use std::collections::HashSet;

use super::tokens::{Tag, declaration};

/// The selectors of a document's own styles that hide: an element, a class or an identifier, in lower case.
#[derive(Default)]
pub(super) struct Sheet {
    hiding: HashSet<String>,
}

impl Sheet {
    /// The styles of a document.
    pub(super) fn of(source: &str) -> Self {
        let mut sheet = Self::default();
        let mut rest = source;
        // ASCII letters alone change, so places stay; a document without styles is not copied.
        while let Some(start) = find_ignoring_case(rest, "<style") {
            let body = rest.get(start..).unwrap_or_default();
            let body = body
                .find('>')
                .and_then(|end| body.get(end + 1..))
                .unwrap_or_default();
            let end = find_ignoring_case(body, "</style").unwrap_or(body.len());
            sheet.add(body.get(..end).unwrap_or_default());
            rest = body.get(end..).unwrap_or_default();
        }
        sheet
    }

    fn add(&mut self, css: &str) {
        let mut rest = css;
        while let Some(open) = rest.find('{') {
            let selectors = rest.get(..open).unwrap_or_default();
            let body = rest.get(open + 1..).unwrap_or_default();
            // Rules for a medium (print, small screens) hide nothing here: pass over the block with its blocks.
            if selectors
                .rsplit(['}', ';'])
                .next()
                .unwrap_or_default()
                .contains('@')
            {
                rest = after_block(body);
                continue;
            }
            let end = body.find('}').unwrap_or(body.len());
            if hides(body.get(..end).unwrap_or_default()) {
                let selectors = selectors
                    .rsplit("*/")
                    .next()
                    .unwrap_or_default()
                    .replace("<!--", "");
                for selector in selectors.split(',').take(1000) {
                    self.hiding.insert(selector.trim().to_ascii_lowercase());
                }
            }
            rest = body.get(end..).unwrap_or_default().trim_start_matches('}');
        }
    }

    fn hides(&self, tag: &Tag) -> bool {
        if self.hiding.is_empty() {
            return false;
        }
        let name = tag.name.as_str();
        let has = |selector: String| {
            self.hiding.contains(&selector) || self.hiding.contains(&format!("{name}{selector}"))
        };
        let classes = tag.get("class").unwrap_or_default().to_ascii_lowercase();
        self.hiding.contains(name)
            || classes
                .split_ascii_whitespace()
                .any(|class| has(format!(".{class}")))
            || tag
                .get("id")
                .is_some_and(|id| has(format!("#{}", id.to_ascii_lowercase())))
    }
}

fn after_block(css: &str) -> &str {
    let mut depth = 1usize;
    for (at, sign) in css.char_indices() {
        match sign {
            '{' => depth += 1,
            '}' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return css.get(at + 1..).unwrap_or_default();
        }
    }
    ""
}

fn find_ignoring_case(text: &str, wanted: &str) -> Option<usize> {
    memchr::memchr_iter(b'<', text.as_bytes()).find(|at| {
        let head = text.as_bytes().get(*at..at + wanted.len());
        head.is_some_and(|head| head.eq_ignore_ascii_case(wanted.as_bytes()))
    })
}

/// Whether an element is not seen.
pub(super) fn is_hidden(tag: &Tag, sheet: &Sheet) -> bool {
    let by_attribute = tag
        .get("hidden")
        .is_some_and(|value| !value.eq_ignore_ascii_case("until-found"));
    // What is said at the element goes before the sheet.
    let shown = tag
        .style("display")
        .is_some_and(|value| value != "none" && !value.starts_with("none!"));
    by_attribute || tag.get("style").is_some_and(hides) || (sheet.hides(tag) && !shown)
}

/// Whether declarations hide.
fn hides(style: &str) -> bool {
    let is = |property: &str, wanted: &[&str]| {
        declaration(style, property).is_some_and(|value| {
            let value = value.trim_end_matches("!important");
            wanted.contains(&value)
        })
    };
    let zero: &[&str] = &["0", "0px", "0pt", "0em", "0%"];
    let struck = ["text-decoration", "text-decoration-line"]
        .iter()
        .any(|property| declaration(style, property).is_some_and(|value| value.contains("line-through")));
    struck
        || is("display", &["none"])
        || is("visibility", &["hidden", "collapse"])
        || is("mso-hide", &["all"])
        || is("opacity", &["0", "0.0", "0%"])
        || is("font-size", zero)
        || (is("max-height", zero) && is("overflow", &["hidden"]))
        || (is("height", zero) && is("overflow", &["hidden"]))
}
