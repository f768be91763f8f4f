//! Labels of a heading and their values: 件名：…, 【宛先】…, rows and columns of tables.

use jp_datetime::moment;

use super::names::{ENDS, key_of, label_start, spaced_label, without_address};
use super::{Heading, Line, Open};
use crate::directory::Directory;
use crate::read::keys::{self, Key};
use crate::text::{range_in, trim};

impl Heading {
    /// A form's row of several labels and values: 番号｜保総政第３１号｜日付｜令和８年12月14日.
    fn dated_cell(&mut self, line: &Line<'_>) {
        const LABELS: [&str; 5] = ["日付", "発出日", "発信日", "年月日", "発出日時"];
        let mut cells = line.text.split('\t');
        while let Some(label) = cells.next() {
            if !LABELS.contains(&trim(label)) {
                continue;
            }
            let Some(value) = cells.next().map(trim) else {
                return;
            };
            if let Ok(written) = moment::read(value) {
                let place = line.place(range_in(&line.text, value));
                self.sent.get_or_insert((written, place));
            }
        }
    }

    /// 件名：…, 【宛先】….
    pub(super) fn labelled(&mut self, line: &Line<'_>, directory: &Directory) -> bool {
        self.dated_cell(line);
        let inner = label_start(&line.text);
        let spaced = spaced_label(inner, directory);
        // 「## 宛先」, and the name below
        let alone = || key_of(inner, "", directory).map(|_| inner.len());
        let Some(end) = spaced.or_else(|| inner.find(ENDS)).or_else(alone) else {
            return false;
        };
        let value = inner.get(end..).unwrap_or_default();
        let value = value.trim_start_matches(|c| ENDS.contains(&c) || matches!(c, ' ' | '\u{3000}' | '*'));
        // | 宛先 | 財務省主計局 |
        let value = value.trim_end_matches([' ', '\u{3000}', '*', '|']);
        let key = key_of(inner.get(..end).unwrap_or_default(), value, directory);
        self.open = matches!(key, Some(Key::To | Key::From)).then_some(Open {
            is_sender: key == Some(Key::From),
            has_value: !value.is_empty(),
            indent: line.indent,
        });
        if value.is_empty() {
            return self.open.is_some();
        }
        self.take(key, value, line, directory)
    }

    /// A value of a label, which is a part of the line's text. False if the heading has no such value.
    fn take(&mut self, key: Option<Key>, value: &str, line: &Line<'_>, directory: &Directory) -> bool {
        let at = range_in(&line.text, value);
        let span = line.place(at.clone());
        match key {
            Some(Key::Subject) => {
                self.subject.get_or_insert(span);
            }
            Some(Key::From) => {
                self.from
                    .get_or_insert(line.place(at.start..at.start + without_address(value).len()));
            }
            Some(Key::To) => {
                // Recipients of mail may be people; a phone number marks a contact.
                self.take_names(line, at, false, directory);
            }
            Some(Key::Sent) => {
                if let Ok(written) = moment::read(value) {
                    self.sent.get_or_insert((written, span));
                }
            }
            Some(Key::Kind) => {
                if let Some(kind) = keys::KIND.get(value) {
                    self.kind.get_or_insert((kind, span));
                }
            }
            _ => return false,
        }
        true
    }

    /// A table whose first row has labels and the second, below its rule, their values: 宛先｜発出元｜回答期限. The number of
    /// the values' line.
    pub(super) fn columns(
        &mut self,
        lines: &[Line<'_>],
        number: usize,
        directory: &Directory,
    ) -> Option<usize> {
        let head = lines.get(number).filter(|line| line.text.starts_with('|'))?;
        let cells = |line: &'_ str| line.split('|').count();
        let keys: Vec<_> = head
            .text
            .split('|')
            .map(|cell| key_of(cell, "", directory))
            .collect();
        let parties = keys
            .iter()
            .flatten()
            .filter(|key| matches!(key, Key::To | Key::From | Key::Sent));
        if parties.count() < 2 {
            return None;
        }
        let below = number + 1;
        let is_rule = |line: &Line<'_>| line.text.chars().all(|c| matches!(c, '|' | '-' | ':' | ' '));
        let at = below + usize::from(lines.get(below).is_some_and(is_rule));
        let values = lines
            .get(at)
            .filter(|line| cells(&line.text) == cells(&head.text))?;
        for (key, cell) in keys.into_iter().zip(values.text.split('|')) {
            let cell = cell.trim_matches([' ', '\u{3000}', '*']);
            if key.is_some() && !cell.is_empty() {
                self.take(key, cell, values, directory);
            }
        }
        Some(at)
    }
}
