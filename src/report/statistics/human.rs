//! The figures for a terminal.

use super::contract::Output;
use super::tables::{self, Cell, Table, Titles};
use crate::message::{Lang, catalogue};
use crate::report::human::columns::{display_width, wrap};
use crate::source::printable;

/// Limit on rows of a table.
const ROWS: usize = 30;

/// The figures as text of this width in columns.
pub fn human(output: &Output, titles: &Titles, width: usize, lang: Lang) -> String {
    let mut out = format!("{}\n", tables::title(output, lang));
    let is_empty = output.figures.counts.requests == 0;
    if is_empty {
        out.push_str(&format!("\n{}\n", catalogue::YEARLY_NONE.text(lang)));
    } else {
        for table in tables::tables(output, titles, lang) {
            if !table.rows.is_empty() {
                add(&mut out, &without_empty_parts(table), lang);
            }
        }
    }
    out.push('\n');
    for note in tables::notes(output, lang) {
        out.push_str(&format!("{}\n", wrap(&note, width, "").join("\n")));
    }
    out
}

/// A distribution without empty bins.
fn without_empty_parts(mut table: Table) -> Table {
    if table.id.starts_with("given") {
        table.rows.retain(|row| row.get(1) != Some(&Cell::Count(0)));
    }
    table
}

fn add(out: &mut String, table: &Table, lang: Lang) {
    out.push_str(&format!("\n{}\n", table.title));
    let rows: Vec<Vec<(String, bool)>> = table
        .rows
        .iter()
        .take(ROWS)
        .map(|row| row.iter().map(|cell| shown(cell, lang)).collect())
        .collect();
    let heads: Vec<(String, bool)> = table
        .heads
        .iter()
        .enumerate()
        .map(|(at, head)| {
            let is_number = rows
                .first()
                .and_then(|row| row.get(at))
                .is_some_and(|cell| cell.1);
            (head.clone(), is_number)
        })
        .collect();
    let mut widths = vec![0_usize; heads.len()];
    for row in rows.iter().chain([&heads]) {
        for (width, (cell, _)) in widths.iter_mut().zip(row) {
            *width = display_width(cell).max(*width);
        }
    }
    for row in [&heads].into_iter().chain(&rows) {
        let mut line = String::from(" ");
        for ((cell, is_number), width) in row.iter().zip(&widths) {
            let blank = " ".repeat(width.saturating_sub(display_width(cell)));
            line.push(' ');
            if *is_number {
                line.push_str(&blank);
                line.push_str(cell);
            } else {
                line.push_str(cell);
                line.push_str(&blank);
            }
            line.push(' ');
        }
        out.push_str(line.trim_end());
        out.push('\n');
    }
    let more = table.rows.len().saturating_sub(ROWS);
    if more > 0 {
        out.push_str(&catalogue::YEARLY_MORE.fill(lang, &[("count", &more.to_string())]));
        out.push('\n');
    }
    if let Some(note) = &table.note {
        out.push_str(&format!("  {note}\n"));
    }
}

/// A cell, and whether it is right-aligned.
fn shown(cell: &Cell, lang: Lang) -> (String, bool) {
    let is_number = !matches!(cell, Cell::Text(_));
    (printable(&cell.words(lang)).into_owned(), is_number)
}
