//! Properties of styles that affect visible text: hidden, struck out, numbered.

use std::collections::HashMap;

use super::xml::{Event, Events};
use crate::Limits;

#[derive(Clone, Default)]
struct Style {
    based_on: Option<String>,
    hidden: Option<bool>,
    number: Option<(String, usize)>,
}

#[derive(Default)]
pub(super) struct Styles {
    known: HashMap<String, Style>,
    /// The style of paragraphs that name none.
    paragraph: Option<String>,
}

impl Styles {
    pub(super) fn read(xml: &str, limits: &Limits) -> Self {
        let mut styles = Self::default();
        let mut open: Vec<String> = Vec::new();
        let mut current: Option<(String, Style)> = None;
        for event in Events::new(xml) {
            match event {
                Event::Open(tag) => {
                    if tag.name == "style" {
                        current = tag.get("styleId").map(|id| (id, Style::default()));
                        let is_default = tag
                            .get("default")
                            .is_some_and(|value| matches!(&*value, "1" | "true" | "on"));
                        if is_default && tag.get("type").as_deref() == Some("paragraph") {
                            styles.paragraph = tag.get("styleId");
                        }
                    } else if open.iter().any(|name| name == "tblStylePr") {
                        // Of some rows or columns only.
                    } else if let Some((_, style)) = &mut current {
                        match tag.name.as_str() {
                            "basedOn" => style.based_on = tag.get("val"),
                            "vanish" | "strike" | "dstrike" => {
                                style.hidden = Some(style.hidden.unwrap_or(false) | tag.is_on());
                            }
                            "numId" => {
                                let level = style.number.take().map_or(0, |(_, level)| level);
                                style.number = tag.get("val").map(|id| (id, level));
                            }
                            "ilvl" => {
                                let level = tag.get("val").and_then(|level| level.parse().ok()).unwrap_or(0);
                                let id = style.number.take().map(|(id, _)| id).unwrap_or_default();
                                style.number = Some((id, level));
                            }
                            _ => {}
                        }
                    }
                    open.push(tag.name);
                }
                Event::Close => {
                    if open.pop().as_deref() == Some("style")
                        && let Some((id, style)) = current.take()
                        && styles.known.len() < limits.parts
                    {
                        styles.known.insert(id, style);
                    }
                }
                Event::Text(_) | Event::Unknown | Event::Broken => {}
            }
        }
        styles
    }

    /// The first value set by a style or its ancestors.
    fn find<T>(&self, id: &str, says: impl Fn(&Style) -> Option<T>) -> Option<T> {
        let mut id = id.to_owned();
        // Bounds cycles of styles based on each other.
        for _ in 0..20 {
            let style = self.known.get(&id)?;
            if let Some(found) = says(style) {
                return Some(found);
            }
            id = style.based_on.clone()?;
        }
        None
    }

    /// Whether paragraphs without a style are hidden.
    pub(super) fn hides_paragraphs(&self) -> bool {
        self.paragraph.as_deref().is_some_and(|id| self.hides(id))
    }

    pub(super) fn hides(&self, id: &str) -> bool {
        self.find(id, |style| style.hidden).unwrap_or(false)
    }

    pub(super) fn number(&self, id: &str) -> Option<(String, usize)> {
        self.find(id, |style| style.number.clone().filter(|(id, _)| !id.is_empty()))
    }
}
