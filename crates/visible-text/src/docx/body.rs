//! Text of a part: paragraphs, tables and text boxes, without deleted, moved or hidden text.

use std::collections::HashSet;

use super::numbering::Numbering;
use super::styles::Styles;
use super::xml::{Event, Events, Tag};
use crate::Limits;

/// Indentation written for a right-aligned paragraph.
const MARGIN: &str = "\u{3000}\u{3000}\u{3000}\u{3000}\u{3000}\u{3000}\u{3000}\u{3000}\u{3000}\u{3000}";

/// Visible text of a part.
#[derive(Default)]
pub(super) struct VisibleBody {
    pub(super) text: String,
    /// Content that would require following a link or running code.
    pub(super) not_followed: Vec<String>,
    pub(super) too_deep: bool,
    pub(super) broken: bool,
    /// Number of references that are not expanded.
    pub(super) unknown: usize,
}

/// Extracts the visible text of a part.
pub(super) fn visible_body(
    xml: &str,
    styles: &Styles,
    numbers: &mut Numbering,
    limits: &Limits,
) -> VisibleBody {
    let mut reader = Reader {
        styles,
        numbers,
        // Text is about a dozen elements deep; text boxes nested in tables multiply that.
        most: limits.depth.saturating_mul(8),
        seen: VisibleBody::default(),
        open: Vec::new(),
        skip: None,
        texts: vec![Paragraphs::default()],
        chosen: Vec::new(),
    };
    let endless = endless_fields(xml);
    let mut fields = 0;
    for event in Events::new(xml) {
        match event {
            Event::Open(mut tag) => {
                if begins_field(&tag) {
                    if endless.contains(&fields) {
                        // Nothing says where its code ends, so what follows is text.
                        tag.name.clear();
                    }
                    fields += 1;
                }
                reader.open(&tag);
            }
            Event::Close => reader.close(),
            Event::Text(text) => reader.text(&text),
            Event::Unknown if reader.is_in_text() => {
                reader.seen.unknown += 1;
                reader.text("\u{FFFD}");
            }
            Event::Unknown => {}
            Event::Broken => reader.seen.broken = true,
        }
    }
    while !reader.open.is_empty() {
        // Truncated XML.
        reader.seen.broken = true;
        reader.close();
    }
    let mut seen = reader.seen;
    seen.text = reader.texts.into_iter().map(|text| text.out).collect();
    seen
}

fn begins_field(tag: &Tag) -> bool {
    tag.name == "fldChar" && tag.get("fldCharType").as_deref() == Some("begin")
}

/// Whether Word understands what an alternative requires: every prefix is one of its namespaces.
fn is_understood(tag: &Tag) -> bool {
    const KNOWN: [&str; 10] = ["wps", "wpg", "wpc", "wpi", "wne", "cx", "am3d", "aink", "v", "m"];
    // w14, w16cex, wp14, a14, c16, cx1.
    const VERSIONED: [&str; 6] = ["w1", "wp1", "a1", "c1", "cx", "p1"];
    tag.get("Requires").is_none_or(|required| {
        required
            .split_ascii_whitespace()
            .all(|name| KNOWN.contains(&name) || VERSIONED.iter().any(|known| name.starts_with(known)))
    })
}

/// Numbers of the fields that have no end.
fn endless_fields(xml: &str) -> HashSet<usize> {
    let mut open = Vec::new();
    let mut number = 0;
    // Most parts have no field, and are not parsed for one.
    if memchr::memmem::find(xml.as_bytes(), b"fldChar").is_none() {
        return HashSet::new();
    }
    for event in Events::new(xml) {
        let Event::Open(tag) = event else { continue };
        if begins_field(&tag) {
            open.push(number);
            number += 1;
        } else if tag.name == "fldChar" && tag.get("fldCharType").as_deref() == Some("end") {
            open.pop();
        }
    }
    open.into_iter().collect()
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Field {
    Code,
    Result,
}

#[derive(Default)]
struct Run {
    hidden: bool,
    /// Visibility set by its own properties.
    vanish: Option<bool>,
}

/// Consecutive paragraphs of the page or of a text box.
#[derive(Default)]
struct Paragraphs {
    out: String,
    /// Text of the current paragraph, and of text boxes anchored in it.
    paragraph: String,
    boxes: String,
    hidden_by_style: bool,
    /// Right-aligned, as the sender of a letter is.
    right: bool,
    number: Option<(Option<String>, usize)>,
    style: Option<String>,
    numbered: bool,
    /// Its paragraph mark was deleted, so the next paragraph continues it.
    joins: bool,
    run: Run,
    fields: Vec<Field>,
    cells: Vec<usize>,
    /// Whether a cell has begun and is still empty.
    cell_begins: bool,
    /// For each open table, whether its style hides it.
    tables: Vec<bool>,
}

struct Reader<'a> {
    styles: &'a Styles,
    numbers: &'a mut Numbering,
    most: usize,
    seen: VisibleBody,
    open: Vec<String>,
    /// Number of open elements when skipping began.
    skip: Option<usize>,
    texts: Vec<Paragraphs>,
    /// For each open mc:AlternateContent, whether an alternative has been taken.
    chosen: Vec<bool>,
}

impl Reader<'_> {
    fn top(&mut self) -> Option<&mut Paragraphs> {
        self.texts.last_mut()
    }

    fn inside(&self, name: &str) -> bool {
        self.open.iter().rev().nth(1).is_some_and(|open| open == name)
    }

    fn open(&mut self, tag: &Tag) {
        self.open.push(tag.name.clone());
        if self.skip.is_some() {
            return;
        }
        if self.open.len() > self.most {
            self.seen.too_deep = true;
            self.skip = Some(self.open.len());
            return;
        }
        let parent_is = |reader: &Self, name: &str| reader.inside(name);
        match tag.name.as_str() {
            "AlternateContent" => self.chosen.push(false),
            "Choice" | "Fallback" => match self.chosen.last_mut() {
                Some(chosen) if !*chosen && is_understood(tag) => *chosen = true,
                _ => self.skip_here(),
            },
            "del"
                if parent_is(self, "rPr")
                    && self.open.iter().rev().nth(2).is_some_and(|name| name == "pPr") =>
            {
                if let Some(top) = self.top() {
                    top.joins = true;
                }
            }
            "del" | "cellDel" if parent_is(self, "trPr") || parent_is(self, "tcPr") => {
                self.drop_row(&tag.name)
            }
            "del" | "moveFrom" | "rt" | "delText" | "instrText" | "rPrChange" | "pPrChange"
            | "tcPrChange" | "trPrChange" | "sectPrChange" | "sdtPr" | "tblPrChange" | "tblPrExChange"
            | "tblGrid" | "sectPr" => self.skip_here(),
            "footnote" | "endnote" if tag.get("type").is_some_and(|kind| kind != "normal") => {
                self.skip_here()
            }
            "altChunk" | "subDoc" => self.seen.not_followed.push(tag.name.clone()),
            "txbxContent" => self.texts.push(Paragraphs::default()),
            "p" => {
                let hidden = self.styles.hides_paragraphs();
                if let Some(top) = self.top() {
                    top.hidden_by_style = hidden;
                    top.right = false;
                    top.number = None;
                    top.style = None;
                    top.numbered = false;
                    top.joins = false;
                }
            }
            "r" => {
                if let Some(top) = self.top() {
                    top.run = Run::default();
                }
            }
            "tbl" => {
                if let Some(top) = self.top() {
                    top.tables.push(false);
                }
            }
            "tr" => {
                if let Some(top) = self.top() {
                    top.begin_line();
                    top.cells.push(0);
                }
            }
            "tc" => {
                if let Some(top) = self.top() {
                    let first = top.cells.last().is_none_or(|cells| *cells == 0);
                    if !first {
                        top.end_cell();
                        top.out.push('\t');
                    }
                    if let Some(cells) = top.cells.last_mut() {
                        *cells += 1;
                    }
                    top.cell_begins = true;
                }
            }
            "vMerge" if tag.get("val").is_none_or(|value| value == "continue") => self.skip_cell(),
            "hMerge" if tag.get("val").is_none_or(|value| value == "continue") => self.skip_cell(),
            _ => self.property(tag),
        }
    }

    /// Skips the element that has just begun.
    fn skip_here(&mut self) {
        self.skip = Some(self.open.len());
    }

    /// Skips a cell merged with the one above or before.
    fn skip_cell(&mut self) {
        let cell = self.open.iter().rposition(|name| name == "tc");
        self.skip = cell.map(|cell| cell + 1);
    }

    fn drop_row(&mut self, name: &str) {
        let of = if name == "cellDel" { "tc" } else { "tr" };
        let row = self.open.iter().rposition(|open| open == of);
        self.skip = row.map(|row| row + 1);
    }

    fn property(&mut self, tag: &Tag) {
        let styles = self.styles;
        let in_run = self.inside("rPr") && self.open.iter().rev().nth(2).is_some_and(|name| name == "r");
        let in_paragraph = self.inside("pPr");
        let in_number = self.inside("numPr");
        let in_table = self.inside("tblPr");
        let Some(top) = self.top() else { return };
        match tag.name.as_str() {
            "tblStyle" if in_table => {
                if let Some(hidden) = top.tables.last_mut() {
                    *hidden = styles.hides(&tag.get("val").unwrap_or_default());
                }
            }
            "pStyle" if in_paragraph => {
                let style = tag.get("val").unwrap_or_default();
                top.hidden_by_style = styles.hides(&style);
                top.style = Some(style);
            }
            "jc" if in_paragraph => {
                top.right =
                    top.cells.is_empty() && matches!(tag.get("val").as_deref(), Some("right" | "end"));
            }
            "numId" if in_number => {
                let level = top.number.take().map_or(0, |(_, level)| level);
                top.number = Some((tag.get("val"), level));
            }
            "ilvl" if in_number => {
                let level = tag.get("val").and_then(|level| level.parse().ok()).unwrap_or(0);
                let id = top.number.take().and_then(|(id, _)| id);
                top.number = Some((id, level));
            }
            "vanish" | "strike" | "dstrike" if in_run => {
                top.run.vanish = Some(top.run.vanish.unwrap_or(false) | tag.is_on());
            }
            "rStyle" if in_run => top.run.hidden = styles.hides(&tag.get("val").unwrap_or_default()),
            "fldChar" => match tag.get("fldCharType").as_deref() {
                Some("begin") => top.fields.push(Field::Code),
                Some("separate") => {
                    if let Some(field) = top.fields.last_mut() {
                        *field = Field::Result;
                    }
                }
                Some("end") => {
                    top.fields.pop();
                }
                _ => {}
            },
            "tab" | "ptab" if !in_paragraph && !self.inside("tabs") => self.push("\t"),
            "br" | "cr" => {
                let column = self.texts.last().map(Paragraphs::column);
                let line = format!("\n{}", column.unwrap_or_default());
                self.push(&line);
            }
            "noBreakHyphen" => self.push("-"),
            "sym" => self.push("●"),
            _ => {}
        }
    }

    fn push(&mut self, text: &str) {
        let numbers = &mut *self.numbers;
        let styles = self.styles;
        let Some(top) = self.texts.last_mut() else { return };
        let by_style = top.hidden_by_style || top.tables.contains(&true);
        let hidden = top.run.vanish.unwrap_or(top.run.hidden || by_style);
        if hidden || top.fields.contains(&Field::Code) {
            return;
        }
        if !top.numbered {
            top.numbered = true;
            let of_style = top.style.as_deref().and_then(|style| styles.number(style));
            let number = match (&top.number, of_style) {
                (Some((Some(id), level)), _) => Some((id.clone(), *level)),
                (Some((None, level)), Some((id, _))) => Some((id, *level)),
                (_, of_style) => of_style,
            };
            // numId 0 removes a paragraph from its style's list.
            let mark = number
                .filter(|(id, _)| id != "0")
                .and_then(|(id, level)| numbers.next(&id, level));
            if let Some(mark) = mark {
                top.paragraph.push_str(&mark);
                top.paragraph.push(' ');
            }
        }
        top.paragraph.push_str(text);
    }

    fn is_in_text(&self) -> bool {
        self.skip.is_none() && self.open.last().is_some_and(|open| open == "t")
    }

    fn text(&mut self, text: &str) {
        if self.is_in_text() {
            self.push(text);
        }
    }

    fn close(&mut self) {
        let Some(name) = self.open.pop() else { return };
        if let Some(skip) = self.skip {
            if self.open.len() + 1 > skip {
                return;
            }
            self.skip = None;
            if self.open.len() + 1 == skip && !matches!(name.as_str(), "tc" | "tr") {
                return;
            }
        }
        match name.as_str() {
            "AlternateContent" if self.chosen.pop() == Some(false) => self.seen.not_followed.push(name),
            "p" => {
                if let Some(top) = self.top() {
                    top.end_paragraph();
                }
            }
            "tbl" => {
                if let Some(top) = self.top() {
                    top.tables.pop();
                }
            }
            "tr" => {
                if let Some(top) = self.top() {
                    top.end_cell();
                    top.cells.pop();
                    top.cell_begins = false;
                    top.begin_line();
                }
            }
            "txbxContent" if self.texts.len() > 1 => {
                let boxed = self.texts.pop().map(|text| text.out).unwrap_or_default();
                if let Some(top) = self.top() {
                    top.boxes.push_str(&boxed);
                }
            }
            _ => {}
        }
    }
}

impl Paragraphs {
    fn begin_line(&mut self) {
        if !self.out.is_empty() && !self.out.ends_with('\n') {
            self.out.push('\n');
        }
    }

    /// Tabs before a further line of the cell.
    fn column(&self) -> String {
        "\t".repeat(self.cells.last().map_or(0, |cells| cells.saturating_sub(1)))
    }

    /// Removes the line end after a cell's last line.
    fn end_cell(&mut self) {
        if self.out.ends_with('\n') && !self.cell_begins {
            self.out.pop();
        }
        self.cell_begins = false;
    }

    fn end_paragraph(&mut self) {
        let paragraph = std::mem::take(&mut self.paragraph);
        if self.right && !paragraph.trim().is_empty() {
            self.out.push_str(MARGIN);
        }
        // Further lines of a cell align below its first.
        if self.out.ends_with('\n') && !self.cell_begins && !paragraph.is_empty() {
            let column = self.column();
            self.out.push_str(&column);
        }
        self.out.push_str(&paragraph);
        let boxes = std::mem::take(&mut self.boxes);
        if !self.joins {
            self.out.push('\n');
        }
        self.cell_begins = false;
        self.out.push_str(&boxes);
    }
}
