//! Rows of a table whose column names offices: those of the recipients ask something of them, those of others do not.

use jp_datetime::prose::Role;

use super::Letter;
use crate::request::{Office, TimeMention};
use crate::source::Span;
use crate::text::trim;

/// Signs between cells.
pub(super) const BARS: [char; 4] = ['|', '｜', '\t', '│'];

/// The cells of a row: between bars or tabs, empty ones included, else between gaps of several blanks.
pub(super) fn cells(row: &str) -> Vec<&str> {
    if row.contains(BARS) {
        let row = trim(row);
        let row = row.strip_prefix(BARS).unwrap_or(row);
        return row.split(BARS).map(trim).collect();
    }
    let parts = row.split("\u{3000}\u{3000}").flat_map(|part| part.split("  "));
    parts.map(trim).filter(|cell| !cell.is_empty()).collect()
}

/// Whether a cell is the name of an office, and of one only.
pub(super) fn is_office(cell: &str) -> bool {
    const ENDS: [&str; 10] = ["省", "府", "庁", "院", "局", "部", "課", "室", "官房", "委員会"];
    const SEVERAL: [&str; 5] = ["全", "関係", "該当", "担当", "会議"];
    (3..=24).contains(&cell.chars().count())
        && ENDS.iter().any(|end| cell.ends_with(end))
        && !SEVERAL.iter().any(|which| cell.starts_with(which))
        && !cell.contains(|c: char| c.is_numeric() || "当貴各、・及".contains(c))
}

/// A line of a table.
struct TableLine<'t> {
    /// Its start, in bytes.
    start: usize,
    /// The number of the table.
    table: usize,
    /// The table's first row without numbers.
    head: &'t str,
}

/// The lines of tables in a text, in one pass.
fn table_lines(text: &str) -> Vec<TableLine<'_>> {
    let mut found: Vec<TableLine<'_>> = Vec::new();
    let (mut at, mut table, mut head) = (0, 0, None);
    for line in text.split('\n') {
        if cells(line).len() > 1 {
            let is_head = || line.contains(char::is_alphabetic) && !line.contains(char::is_numeric);
            head = head.or_else(|| is_head().then_some(line));
            found.push(TableLine {
                start: at,
                table,
                head: head.unwrap_or_default(),
            });
        } else if !line.trim().chars().all(|c| "+-=―─━".contains(c)) || line.trim().is_empty() {
            (table, head) = (table + 1, None);
        }
        at += line.len() + 1;
    }
    found
}

/// A row with a moment.
#[derive(Default)]
struct Row<'t> {
    /// The number of its table.
    table: usize,
    /// The office, and the number of its cell.
    office: Option<(usize, &'t str)>,
    /// The head of the office's column.
    head: &'t str,
    /// Whether a cell names what is handed in.
    is_answer: bool,
}

impl Letter<'_, '_> {
    /// In a table with a row of a recipient that has a moment asked for or an answer, the rows of other offices in the
    /// same column are theirs.
    pub(super) fn rows_of_offices(&self, mentions: &mut [TimeMention]) {
        let lines = table_lines(&self.shown);
        let rows: Vec<Row<'_>> = mentions
            .iter()
            .map(|mention| self.row(mention.span, &lines))
            .collect();
        let sent = self.sent();
        let asks = |mention: &TimeMention, row: &Row<'_>| {
            let is_mention = mention.role == Role::Mention && mention.at.is_some_and(|at| at > sent);
            mention.role.is_deadline()
                || mention.role == Role::Hearing
                || is_mention && mention.until.is_none() && row.is_answer && names_actor(row.head)
        };
        let own: Vec<(usize, usize)> = mentions
            .iter()
            .zip(&rows)
            .filter_map(|(mention, row)| {
                let (cell, office) = row.office?;
                (self.is_recipient(office) && asks(mention, row)).then_some((row.table, cell))
            })
            .collect();
        for (mention, row) in mentions.iter_mut().zip(&rows) {
            let Some((_, office)) = row.office.filter(|(cell, _)| own.contains(&(row.table, *cell))) else {
                continue;
            };
            if self.is_recipient(office) {
                if mention.role == Role::Mention && asks(mention, row) {
                    mention.role = Role::Deadline;
                }
            } else if !self.is_sender(office) && (mention.role.is_deadline() || mention.role == Role::Hearing)
            {
                mention.role = Role::Mention;
            }
        }
    }

    fn row<'t>(&'t self, span: Span, lines: &[TableLine<'t>]) -> Row<'t> {
        const ANSWERS: [&str; 5] = ["の提出", "の回答", "の登録", "の報告", "の返送"];
        let at = span.start as usize;
        let number = lines.partition_point(|line| line.start <= at);
        let Some(line) = number.checked_sub(1).and_then(|number| lines.get(number)) else {
            return Row::default();
        };
        let rest = self.shown.get(line.start..).unwrap_or_default();
        let row = rest.split('\n').next().unwrap_or_default();
        if line.start + row.len() < at {
            return Row::default();
        }
        let all = cells(row);
        let office = all.iter().enumerate().find(|(_, cell)| is_office(cell));
        Row {
            table: line.table,
            office: office.map(|(at, cell)| (at, *cell)),
            head: office
                .and_then(|(at, _)| cells(line.head).get(at).copied())
                .unwrap_or_default(),
            is_answer: all
                .iter()
                .any(|cell| ANSWERS.iter().any(|answer| cell.ends_with(answer)) && !cell.contains("国会")),
        }
    }

    /// Whether a name is that of a recipient, or of the ministry of one.
    fn is_recipient(&self, name: &str) -> bool {
        let directory = self.read_environment.directory;
        self.request.to.iter().any(|office| {
            is_same(office, name)
                || directory.is_whole_ministry(name)
                    && directory.resolve(name) == directory.resolve(&office.name)
        })
    }

    fn is_sender(&self, name: &str) -> bool {
        self.request
            .from
            .known()
            .is_some_and(|office| is_same(office, name))
    }
}

fn is_same(office: &Office<'_>, name: &str) -> bool {
    office.name.contains(name) || name.contains(&*office.name)
}

/// 実施主体, 担当: the head of a column that says who acts.
fn names_actor(head: &str) -> bool {
    ["主体", "担当", "対応", "実施者", "作業者", "提出者"]
        .iter()
        .any(|word| head.contains(word))
}
