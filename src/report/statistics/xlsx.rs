//! The figures as a workbook with one sheet per table; numbers are numeric cells, and shares can be calculated with.

use rust_xlsxwriter::{Format, Workbook, Worksheet, XlsxError};

use super::contract::Output;
use super::tables::{self, Cell, Table, Titles};
use crate::message::Lang;
use crate::report::human::columns::display_width;
use crate::source::printable;

/// The workbook as bytes.
///
/// # Errors
/// A table exceeds the size of a sheet.
pub fn xlsx(output: &Output, titles: &Titles, lang: Lang) -> Result<Vec<u8>, String> {
    workbook(output, titles, lang).map_err(|error| error.to_string())
}

fn workbook(output: &Output, titles: &Titles, lang: Lang) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    // Reproducible: no creation time.
    let made = rust_xlsxwriter::ExcelDateTime::from_ymd(2000, 1, 1)?;
    book.set_properties(&rust_xlsxwriter::DocProperties::new().set_creation_datetime(&made));
    let head = Format::new().set_bold().set_background_color("#EEEEEE");
    let share = Format::new().set_num_format("0.0%");
    let all = tables::tables(output, titles, lang);
    for (at, table) in all.iter().enumerate() {
        let sheet = book.add_worksheet();
        sheet.set_name(table.id)?;
        sheet
            .set_landscape()
            .set_paper_size(9)
            .set_print_fit_to_pages(1, 0);
        let mut row = fill(sheet, table, (&head, &share))?;
        if at == 0 {
            for note in [tables::title(output, lang)]
                .iter()
                .chain(&tables::notes(output, lang))
            {
                row += 1;
                sheet.write(row, 0, note.as_str())?;
            }
        }
    }
    book.save_to_buffer()
}

/// Writes a table; returns the row after it.
fn fill(sheet: &mut Worksheet, table: &Table, (head, share): (&Format, &Format)) -> Result<u32, XlsxError> {
    sheet.write_with_format(0, 0, table.title.as_str(), head)?;
    for (column, name) in (0_u16..).zip(&table.heads) {
        sheet.write_with_format(1, column, name.as_str(), head)?;
        // Fit columns to their content, which for subjects may be long.
        let rows = table.rows.iter().filter_map(|row| row.get(usize::from(column)));
        let widest = rows.map(|cell| match cell {
            Cell::Text(text) => display_width(text),
            _ => 0,
        });
        let widest = widest.max().unwrap_or_default().max(display_width(name));
        sheet.set_column_width(column, (widest + 2).clamp(10, 60) as f64)?;
    }
    sheet.set_freeze_panes(2, 1)?;
    let mut last = 1;
    for (number, row) in (2_u32..).zip(&table.rows) {
        last = number;
        for (column, cell) in (0_u16..).zip(row) {
            match cell {
                // Written as text, so that a name is never evaluated as a formula.
                Cell::Text(text) => _ = sheet.write_string(number, column, printable(text))?,
                Cell::Count(count) => _ = sheet.write_number(number, column, *count as f64)?,
                Cell::Share(_, 0) | Cell::None => {}
                Cell::Share(part, whole) => {
                    let value = *part as f64 / *whole as f64;
                    sheet.write_number_with_format(number, column, value, share)?;
                }
            }
        }
    }
    if let Some(note) = &table.note {
        last += 1;
        sheet.write(last, 0, note.as_str())?;
    }
    Ok(last)
}
