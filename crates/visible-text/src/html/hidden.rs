//! Text hidden by styles: `display: none`, strikethrough, preview lines that mail clients do not show.

use std::cell::Cell;
use std::collections::HashMap;

use super::tokens::{Tag, declaration};

/// Limit on comparisons of selectors with ancestors; beyond it, elements count as visible.
const COMPARISONS_LIMIT: u32 = 10_000_000;

/// A compound selector: `td.x[hidden]`.
#[derive(Clone, Default)]
struct Compound {
    name: Option<String>,
    id: Option<String>,
    classes: Vec<String>,
    attributes: Vec<String>,
    /// Whether the combinator after it is `>`.
    is_parent: bool,
}

impl Compound {
    /// Parses a lower-case compound selector; `None` for unsupported ones.
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

    /// Key in the index of selectors.
    fn key(&self) -> String {
        match (&self.id, self.classes.first(), &self.name) {
            (Some(id), ..) => format!("#{id}"),
            (_, Some(class), _) => format!(".{class}"),
            (_, _, Some(name)) => name.clone(),
            _ => String::new(),
        }
    }
}

/// Inherited properties that hide text unless overridden.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct InheritedHiding {
    visibility: bool,
    size: bool,
    color: bool,
}

impl InheritedHiding {
    pub(super) fn any(self) -> bool {
        self.visibility || self.size || self.color
    }

    /// Values declared for an element; `None` where a property is not declared.
    fn declared(style: &str) -> [Option<bool>; 3] {
        let value = |property: &str| declared(style, property);
        let size = value("font-size").map(|size| is_too_small(&size));
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

/// Effect of a style rule on an element.
#[derive(Clone, Copy, Default)]
struct Effects {
    hidden: bool,
    inherited: InheritedHiding,
}

impl Effects {
    fn of(style: &str) -> Self {
        Self {
            hidden: hides(style),
            inherited: InheritedHiding::default().and(InheritedHiding::declared(style)),
        }
    }

    fn any(self) -> bool {
        self.hidden || self.inherited.any()
    }

    fn or(self, other: Self) -> Self {
        Self {
            hidden: self.hidden || other.hidden,
            inherited: self.inherited.or(other.inherited),
        }
    }
}

/// Hiding selectors of the document's style sheets, indexed by their subject.
#[derive(Default)]
pub(super) struct Sheet {
    hiding: HashMap<String, Vec<(Vec<Compound>, Effects)>>,
    compared: Cell<u32>,
}

impl Sheet {
    /// Collects the style sheets of a document.
    pub(super) fn of(source: &str) -> Self {
        let mut sheet = Self::default();
        let mut rest = source;
        // ASCII case-insensitive search keeps positions, and copies nothing if there is no style sheet.
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
                // Rules for other media (print, small screens) do not hide text here: skip the block with nested
                // ones.
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

    /// Effect of the style sheets on an element within others, innermost last.
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
        // Matches the nearest fitting ancestor; backtracking would matter only with `>`, which is rare.
        outer.iter().rev().all(|compound| {
            loop {
                let Some(element) = around(at).filter(|_| self.compared.get() < COMPARISONS_LIMIT) else {
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

/// Whether an element is hidden, and the inherited state for its text given that of its parent, `outer`.
pub(super) fn is_hidden<'t>(
    tag: &Tag,
    sheet: &Sheet,
    outer: InheritedHiding,
    around: &impl Fn(usize) -> Option<&'t Tag>,
) -> (bool, InheritedHiding) {
    let by_attribute = tag
        .get("hidden")
        .is_some_and(|value| !value.eq_ignore_ascii_case("until-found"))
        || tag.name == "dialog" && tag.get("open").is_none();
    // Inline style takes precedence.
    let shown = tag
        .style("display")
        .is_some_and(|value| value != "none" && !value.starts_with("none!"));
    let by_sheet = sheet.effects(tag, around);
    let style = tag.get("style");
    let inherited = outer.or(by_sheet.inherited);
    (
        by_attribute || style.is_some_and(hides) || !shown && by_sheet.hidden,
        style.map_or(inherited, |style| inherited.and(InheritedHiding::declared(style))),
    )
}

/// Value of a property.
fn declared(style: &str, property: &str) -> Option<String> {
    let value = declaration(style, property)?;
    Some(value.trim_end_matches("!important").to_owned())
}

/// Whether text of this size cannot be seen: nothing, or at most a pixel.
fn is_too_small(size: &str) -> bool {
    let is_absolute = size.ends_with("px") || size.ends_with("pt");
    number(size).is_some_and(|number| number == 0.0 || is_absolute && (0.0..=1.0).contains(&number))
}

/// The number at the start of a length.
fn number(value: &str) -> Option<f64> {
    let unit = value
        .find(|c: char| !matches!(c, '0'..='9' | '.' | '-'))
        .unwrap_or(value.len());
    value.get(..unit)?.parse().ok()
}

/// Whether declarations hide an element with its contents: no size, or moved out of sight.
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
