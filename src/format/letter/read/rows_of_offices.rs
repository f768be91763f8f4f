//! Rows of a table or a list that name offices: those of the recipients ask something of them, those of others do not.

use jp_datetime::prose::Role;

use super::Letter;
use crate::format::party;
use crate::request::TimeMention;
use crate::source::Span;
use crate::text::trim;

/// Whose row a moment stands in.
#[derive(Clone, Copy, PartialEq, Eq)]
enum RowOf {
    Recipients { is_answer: bool },
    Others,
    Nobody,
}

/// Signs between cells.
const BARS: [char; 4] = ['|', '｜', '\t', '│'];

/// The cells of a row: between bars or tabs, else between gaps of several blanks.
pub(super) fn cells(row: &str) -> Vec<&str> {
    let is_named = |cell: &&str| !cell.is_empty();
    if row.contains(BARS) {
        return row.split(BARS).map(trim).filter(is_named).collect();
    }
    let parts = row.split("\u{3000}\u{3000}").flat_map(|part| part.split("  "));
    parts.map(trim).filter(is_named).collect()
}

impl Letter<'_, '_> {
    /// Of rows that name offices, one of them a recipient's: what other offices do is no deadline, and what the
    /// recipient hands in is one.
    pub(super) fn rows_of_offices(&self, mentions: &mut [TimeMention]) {
        let rows: Vec<RowOf> = mentions.iter().map(|mention| self.row_of(mention.span)).collect();
        if !rows.iter().any(|row| matches!(row, RowOf::Recipients { .. })) {
            return;
        }
        for (mention, row) in mentions.iter_mut().zip(rows) {
            match row {
                RowOf::Others if mention.role.is_deadline() || mention.role == Role::Hearing => {
                    mention.role = Role::Mention;
                }
                RowOf::Recipients { is_answer: true }
                    if mention.role == Role::Mention && mention.at.is_some() && mention.until.is_none() =>
                {
                    mention.role = Role::Deadline;
                }
                _ => {}
            }
        }
    }

    fn row_of(&self, span: Span) -> RowOf {
        const ANSWERS: [&str; 5] = ["提出", "回答", "登録", "報告", "返送"];
        let (before, behind) = self
            .shown
            .split_at_checked(span.start as usize)
            .unwrap_or_default();
        let line = before.rsplit('\n').next().unwrap_or_default().len()
            + behind.split('\n').next().map_or(0, str::len);
        let start = before.rfind('\n').map_or(0, |at| at + 1);
        let row = self.shown.get(start..start + line).unwrap_or_default();
        let cells = cells(row);
        if cells.len() < 2 {
            return RowOf::Nobody;
        }
        let is_office = |cell: &&&str| {
            (3..=24).contains(&cell.chars().count())
                && party::is_unit(cell)
                && !cell.contains(|c: char| c.is_numeric() || "当貴各、・及".contains(c))
        };
        let mut offices = cells.iter().filter(is_office).peekable();
        if offices.peek().is_none() {
            return RowOf::Nobody;
        }
        if offices.any(|office| self.is_recipient(office)) {
            let is_answer = row.contains(BARS)
                && cells
                    .iter()
                    .any(|cell| ANSWERS.iter().any(|answer| cell.ends_with(answer)));
            return RowOf::Recipients { is_answer };
        }
        RowOf::Others
    }

    /// Whether a name is that of a recipient, or of the ministry of one.
    fn is_recipient(&self, name: &str) -> bool {
        let directory = self.read_environment.directory;
        self.request.to.iter().any(|office| {
            office.name.contains(name)
                || directory.is_whole_ministry(name)
                    && directory.resolve(name) == directory.resolve(&office.name)
        })
    }
}
