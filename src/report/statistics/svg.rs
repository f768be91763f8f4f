//! Charts as SVG, without scripts and readable without colour: every figure is written out, and parts below a mark
//! are hatched.

use std::fmt::Write as _;

use crate::report::xml;
use crate::source::printable;

/// Width of a chart.
const WIDTH: usize = 720;

/// Definition of the hatching, once per document.
pub const PATTERNS: &str = r##"<svg width="0" height="0" aria-hidden="true" style="position:absolute"><defs><pattern id="hatch" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect width="6" height="6" fill="#fff"/><rect width="3" height="6" fill="#333"/></pattern></defs></svg>"##;

/// Escapes text for content and attributes, without invisible or bidirectional characters.
pub fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    xml::escape(&mut out, &printable(text));
    out
}

fn open(height: usize, title: &str) -> String {
    format!(
        r#"<svg viewBox="0 0 {WIDTH} {height}" role="img" xmlns="http://www.w3.org/2000/svg"><title>{}</title>"#,
        escape(title)
    )
}

fn text(out: &mut String, (x, y): (usize, usize), anchor: &str, words: &str) {
    // Writing to a String cannot fail.
    let _ = write!(
        out,
        r#"<text x="{x}" y="{y}" text-anchor="{anchor}">{}</text>"#,
        escape(words)
    );
}

/// A proportion of a length.
fn scaled(value: u64, most: u64, length: usize) -> usize {
    let part = u128::from(value) * length as u128 / u128::from(most.max(1));
    usize::try_from(part).unwrap_or(length)
}

/// A bar.
pub struct Bar {
    /// Its label.
    pub label: String,
    /// Its length.
    pub value: u64,
    /// The hatched part of it.
    pub hatched: u64,
    /// The text at its end.
    pub words: String,
}

/// A bar chart.
pub fn bars(title: &str, bars: &[Bar]) -> String {
    const ROW: usize = 24;
    const LABELS: usize = 230;
    const WORDS: usize = 150;
    let width = |words: &str| {
        words
            .chars()
            .map(|c| if c.is_ascii() { 7 } else { 12 })
            .sum::<usize>()
    };
    let words = bars.iter().map(|bar| width(&bar.words)).max().unwrap_or_default();
    let words = words.clamp(WORDS, WIDTH / 2);
    let most = bars.iter().map(|bar| bar.value).max().unwrap_or_default();
    let mut out = open(bars.len() * ROW + 4, title);
    for (at, bar) in bars.iter().enumerate() {
        let y = at * ROW + 4;
        let room = WIDTH - LABELS - words;
        let (all, hatched) = (scaled(bar.value, most, room), scaled(bar.hatched, most, room));
        text(&mut out, (LABELS - 8, y + 15), "end", &shortened(&bar.label, 18));
        let _ = write!(
            out,
            r##"<rect x="{LABELS}" y="{y}" width="{all}" height="18" fill="#cdd6e4" stroke="#333"/><rect x="{LABELS}" y="{y}" width="{hatched}" height="18" fill="url(#hatch)" stroke="#333"/>"##
        );
        text(&mut out, (LABELS + all + 6, y + 15), "start", &bar.words);
    }
    out.push_str("</svg>");
    out
}

/// A column chart; columns before the mark are hatched, with a line at the mark.
pub fn columns(title: &str, values: &[(String, u64)], mark: Option<(usize, usize, &str)>) -> String {
    const HEIGHT: usize = 190;
    const BASE: usize = 150;
    const TOP: usize = 28;
    let most = values.iter().map(|(_, value)| *value).max().unwrap_or_default();
    let width = (WIDTH - 20) / values.len().max(1);
    let mut out = open(HEIGHT, title);
    let _ = write!(
        out,
        r##"<line x1="10" y1="{BASE}" x2="{}" y2="{BASE}" stroke="#333"/>"##,
        WIDTH - 10
    );
    // Position of the mark in hundredths of a column.
    let below = mark.map_or(0, |(whole, _, _)| whole);
    for (at, (label, value)) in values.iter().enumerate() {
        let (x, height) = (10 + at * width, scaled(*value, most, BASE - TOP - 14));
        let fill = if at < below { "url(#hatch)" } else { "#cdd6e4" };
        let _ = write!(
            out,
            r##"<rect x="{}" y="{}" width="{}" height="{height}" fill="{fill}" stroke="#333"/>"##,
            x + 2,
            BASE - height,
            width.saturating_sub(4)
        );
        if *value > 0 {
            text(
                &mut out,
                (x + width / 2, BASE - height - 3),
                "middle",
                &value.to_string(),
            );
        }
        text(&mut out, (x, BASE + 14), "middle", label);
    }
    if let Some((whole, hundredths, words)) = mark {
        let x = 10 + whole * width + hundredths * width / 100;
        let _ = write!(
            out,
            r##"<line x1="{x}" y1="14" x2="{x}" y2="{BASE}" stroke="#000" stroke-width="2" stroke-dasharray="5 3"/>"##
        );
        text(&mut out, (x, 11), "middle", words);
    }
    out.push_str("</svg>");
    out
}

/// A heat map with figures.
pub fn heat(title: &str, rows: &[String], heads: &[String], value: impl Fn(usize, usize) -> u64) -> String {
    const ROW: usize = 24;
    const LABELS: usize = 40;
    /// Lightness in percent at which black and white text have equal contrast, 4.6:1.
    const LIGHT: usize = 46;
    let cell = (WIDTH - LABELS) / heads.len().max(1);
    let all = || (0..rows.len()).flat_map(|row| (0..heads.len()).map(move |column| (row, column)));
    let most = all()
        .map(|(row, column)| value(row, column))
        .max()
        .unwrap_or_default();
    let mut out = open(rows.len() * ROW + 24, title);
    for (at, head) in heads.iter().enumerate() {
        text(&mut out, (LABELS + at * cell + cell / 2, 14), "middle", head);
    }
    for (at, row) in rows.iter().enumerate() {
        text(&mut out, (LABELS - 8, 20 + at * ROW + 16), "end", row);
    }
    for (row, column) in all() {
        let (x, y, count) = (LABELS + column * cell, 20 + row * ROW, value(row, column));
        // Dark text while it has the better contrast.
        let shade = scaled(count, most, 100);
        let light = 100 - shade * 7 / 10;
        let _ = write!(
            out,
            r##"<rect x="{x}" y="{y}" width="{cell}" height="{ROW}" fill="hsl(0 0% {light}%)" stroke="#999"/>"##
        );
        if count > 0 {
            let fill = if light < LIGHT { "#fff" } else { "#000" };
            let _ = write!(
                out,
                r##"<text x="{}" y="{}" text-anchor="middle" style="fill:{fill}">{count}</text>"##,
                x + cell / 2,
                y + 16
            );
        }
    }
    out.push_str("</svg>");
    out
}

/// A label cut to this many characters.
pub fn shortened(label: &str, most: usize) -> String {
    if label.chars().count() <= most {
        return label.to_owned();
    }
    let head: String = label.chars().take(most.saturating_sub(1)).collect();
    format!("{head}…")
}
