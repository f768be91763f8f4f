//! What styles hide: `display: none`, struck text, the line that mail programs preview and no reader shows.

use std::cell::Cell;
use std::collections::HashMap;

use super::tokens::{Tag, declaration};

/// The most comparisons of selectors with the elements around: beyond, an element counts as seen.
const MOST: u32 = 10_000_000;

/// What an element must be: `td.x[hidden]`.
#[derive(Clone, Default)]
struct Compound {
    name: Option<String>,
    id: Option<String>,
    classes: Vec<String>,
    attributes: Vec<String>,
    /// Whether it is the parent of the next one, and no element further out.
    is_parent: bool,
}

impl Compound {
    /// Of a selector's piece, in lower case; none where it says what is not looked at here.
    fn read(written: &str) -> Option<Self> {
        let mut found = Self::default();
        let mut rest = written;
        while let Some(sign) = rest.chars().next() {
            let inner = rest.get(sign.len_utf8()..)?;
            let end = inner.find(['.', '#', '[', ':', '*']).unwrap_or(inner.len());
            match sign {
                '.' => found.classes.push(inner.get(..end)?.to_owned()),
                '#' => found.id = Some(inner.get(..end)?.to_owned()),
                '*' => {
                    rest = inner;
                    continue;
                }
                '[' => {
                    let (name, after) = inner.split_once(']')?;
                    if name.contains('=') {
                        return None;
                    }
                    found.attributes.push(name.trim().to_owned());
                    rest = after;
                    continue;
                }
                _ if sign.is_alphanumeric() && found.name.is_none() => {
                    let end = rest.find(['.', '#', '[', ':']).unwrap_or(rest.len());
                    found.name = Some(rest.get(..end)?.to_owned());
                    rest = rest.get(end..)?;
                    continue;
                }
                _ => return None,
            }
            rest = inner.get(end..)?;
        }
        Some(found)
    }

    fn is(&self, tag: &Tag) -> bool {
        let has = |class: &String| {
            let mut classes = tag.get("class").unwrap_or_default().split_ascii_whitespace();
            classes.any(|own| own.eq_ignore_ascii_case(class))
        };
        self.name.as_ref().is_none_or(|name| *name == tag.name)
            && self
                .id
                .as_ref()
                .is_none_or(|id| tag.get("id").is_some_and(|own| own.eq_ignore_ascii_case(id)))
            && self.classes.iter().all(has)
            && self.attributes.iter().all(|name| tag.get(name).is_some())
    }

    /// What it is looked up by.
    fn key(&self) -> String {
        match (&self.id, self.classes.first(), &self.name) {
            (Some(id), ..) => format!("#{id}"),
            (_, Some(class), _) => format!(".{class}"),
            (_, _, Some(name)) => name.clone(),
            _ => String::new(),
        }
    }
}

/// What is not seen by a property that the elements inside take over, unless they state their own.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Faded {
    visibility: bool,
    size: bool,
    color: bool,
}

impl Faded {
    pub(super) fn any(self) -> bool {
        self.visibility || self.size || self.color
    }

    /// What an element's declarations make of it; `None` of a property on which they say nothing.
    fn declared(style: &str) -> [Option<bool>; 3] {
        let value = |property: &str| declared(style, property);
        let size = value("font-size").map(|size| number(&size) == Some(0.0));
        [
            value("visibility").map(|value| value == "hidden" || value == "collapse"),
            size.or_else(|| value("font").map(|font| font.starts_with("0/"))),
            value("color").map(|color| color == "transparent"),
        ]
    }

    fn and(self, [visibility, size, color]: [Option<bool>; 3]) -> Self {
        Self {
            visibility: visibility.unwrap_or(self.visibility),
            size: size.unwrap_or(self.size),
            color: color.unwrap_or(self.color),
        }
    }

    fn or(self, other: Self) -> Self {
        Self {
            visibility: self.visibility || other.visibility,
            size: self.size || other.size,
            color: self.color || other.color,
        }
    }
}

/// What a rule of a sheet does to an element.
#[derive(Clone, Copy, Default)]
struct Effects {
    hidden: bool,
    faded: Faded,
}

impl Effects {
    fn of(style: &str) -> Self {
        Self {
            hidden: hides(style),
            faded: Faded::default().and(Faded::declared(style)),
        }
    }

    fn any(self) -> bool {
        self.hidden || self.faded.any()
    }

    fn or(self, other: Self) -> Self {
        Self {
            hidden: self.hidden || other.hidden,
            faded: self.faded.or(other.faded),
        }
    }
}

/// The selectors of a document's own styles that hide, by what the element itself must be.
#[derive(Default)]
pub(super) struct Sheet {
    hiding: HashMap<String, Vec<(Vec<Compound>, Effects)>>,
    compared: Cell<u32>,
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
            sheet.add(&without_comments(body.get(..end).unwrap_or_default()));
            rest = body.get(end..).unwrap_or_default();
        }
        sheet
    }

    fn add(&mut self, css: &str) {
        let mut rest = css;
        while let Some(open) = rest.find('{') {
            let selectors = rest.get(..open).unwrap_or_default();
            let selectors = selectors.rsplit(['}', ';']).next().unwrap_or_default();
            let body = rest.get(open + 1..).unwrap_or_default();
            if let Some((_, medium)) = selectors.split_once('@') {
                let medium = medium.trim().to_ascii_lowercase();
                // Rules for another medium (print, small screens) hide nothing here: the block is passed over with
                // its blocks.
                rest = match medium.as_str() {
                    "media all" | "media screen" | "media only screen" | "media screen, print" => body,
                    _ => after_block(body),
                };
                continue;
            }
            let end = body.find('}').unwrap_or(body.len());
            let effects = Effects::of(body.get(..end).unwrap_or_default());
            if effects.any() {
                for selector in selectors.split(',').take(1000) {
                    self.hide(&selector.to_ascii_lowercase(), effects);
                }
            }
            rest = body.get(end..).unwrap_or_default().trim_start_matches('}');
        }
    }

    fn hide(&mut self, selector: &str, effects: Effects) {
        let spaced = selector.replace('>', " > ");
        let mut all: Vec<Compound> = Vec::new();
        for piece in spaced.split_ascii_whitespace() {
            if piece == ">" {
                match all.last_mut() {
                    Some(last) => last.is_parent = true,
                    None => return,
                }
                continue;
            }
            match Compound::read(piece) {
                Some(compound) => all.push(compound),
                None => return,
            }
        }
        if let Some(subject) = all.last() {
            let same = self.hiding.entry(subject.key()).or_default();
            if same.len() < 1000 {
                same.push((all, effects));
            }
        }
    }

    /// What the styles do to an element that stands within others, the innermost last.
    fn effects<'t>(&self, tag: &Tag, around: &impl Fn(usize) -> Option<&'t Tag>) -> Effects {
        if self.hiding.is_empty() {
            return Effects::default();
        }
        let by = |key: &str| {
            let found = self.hiding.get(key).into_iter().flatten();
            found
                .filter(|(selector, _)| self.matches(selector, tag, around))
                .fold(Effects::default(), |all, (_, effects)| all.or(*effects))
        };
        let classes = tag.get("class").unwrap_or_default().to_ascii_lowercase();
        let by_class = classes
            .split_ascii_whitespace()
            .fold(Effects::default(), |all, class| all.or(by(&format!(".{class}"))));
        let by_id = tag.get("id").map_or_else(Effects::default, |id| {
            by(&format!("#{}", id.to_ascii_lowercase()))
        });
        by(&tag.name).or(by("")).or(by_class).or(by_id)
    }

    fn matches<'t>(
        &self,
        selector: &[Compound],
        tag: &Tag,
        around: &impl Fn(usize) -> Option<&'t Tag>,
    ) -> bool {
        let Some((subject, outer)) = selector.split_last() else {
            return false;
        };
        if !subject.is(tag) {
            return false;
        }
        let mut at = 0;
        // The nearest that fits: one further out could fit only where a parent is asked for, which is rare enough.
        outer.iter().rev().all(|compound| {
            loop {
                let Some(element) = around(at).filter(|_| self.compared.get() < MOST) else {
                    return false;
                };
                self.compared.set(self.compared.get() + 1);
                at += 1;
                if compound.is(element) {
                    return true;
                }
                if compound.is_parent {
                    return false;
                }
            }
        })
    }
}

fn without_comments(css: &str) -> String {
    let css = css.replace("<!--", "").replace("-->", "");
    let mut out = String::with_capacity(css.len());
    let mut rest = css.as_str();
    while let Some((before, comment)) = rest.split_once("/*") {
        out.push_str(before);
        out.push(' ');
        rest = comment.split_once("*/").map_or("", |(_, after)| after);
    }
    out.push_str(rest);
    out
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

/// Whether an element is not seen, and what is not of the text in it where `outer` is not of the text around.
pub(super) fn is_hidden<'t>(
    tag: &Tag,
    sheet: &Sheet,
    outer: Faded,
    around: &impl Fn(usize) -> Option<&'t Tag>,
) -> (bool, Faded) {
    let by_attribute = tag
        .get("hidden")
        .is_some_and(|value| !value.eq_ignore_ascii_case("until-found"));
    // The element's own style goes before the sheet's.
    let shown = tag
        .style("display")
        .is_some_and(|value| value != "none" && !value.starts_with("none!"));
    let by_sheet = sheet.effects(tag, around);
    let style = tag.get("style");
    let faded = outer.or(by_sheet.faded);
    (
        by_attribute || style.is_some_and(hides) || !shown && by_sheet.hidden,
        style.map_or(faded, |style| faded.and(Faded::declared(style))),
    )
}

/// A property's value.
fn declared(style: &str, property: &str) -> Option<String> {
    let value = declaration(style, property)?;
    Some(value.trim_end_matches("!important").to_owned())
}

/// The number that a length begins with.
fn number(value: &str) -> Option<f64> {
    let unit = value
        .find(|c: char| !matches!(c, '0'..='9' | '.' | '-'))
        .unwrap_or(value.len());
    value.get(..unit)?.parse().ok()
}

/// Whether declarations hide an element with all that is in it: they leave it no room, or move it out of sight.
fn hides(style: &str) -> bool {
    let value = |property: &str| declared(style, property);
    let is = |property: &str, wanted: &[&str]| value(property).is_some_and(|value| wanted.contains(&&*value));
    let number = |property: &str| number(&value(property)?);
    let zero = |property: &str| number(property) == Some(0.0);
    let far = |property: &str| number(property).is_some_and(|at| at <= -500.0);
    let struck = ["text-decoration", "text-decoration-line"]
        .iter()
        .any(|property| value(property).is_some_and(|value| value.contains("line-through")));
    let clipped = is("overflow", &["hidden"])
        && ["max-height", "height", "max-width", "width"]
            .into_iter()
            .any(zero);
    let moved = is("position", &["absolute", "fixed"]) && ["left", "top", "right"].into_iter().any(far);
    struck
        || clipped
        || moved
        || is("display", &["none"])
        || is("mso-hide", &["all"])
        || zero("opacity")
        || far("text-indent")
        || value("clip").is_some_and(|clip| clip.starts_with("rect(0,0,0,0") || clip.starts_with("rect(0000"))
}
