//! Fields that a letter states in a line of their own: 「想定作業量：６時間」, 「３　オンライン　可」.

use std::borrow::Cow;

use jp_datetime::duration;

use super::{LINES_LIMIT, Letter};
use crate::format::letter::heading::item;
use crate::format::letter::line::lines;
use crate::read::keys::{self, HearingKey, Key};
use crate::read::online;
use crate::request::{Fact, Online};
use crate::source::Span;
use crate::text::{range_in, trim, unfilled};

/// Labels of lines that say how a meeting takes place, besides those of オンライン and 場所.
const WAYS: [&str; 7] = [
    "開催方法",
    "実施方法",
    "開催形式",
    "実施形式",
    "会議形式",
    "方法",
    "形式",
];

/// A part of every label of a field that every letter may state; a text without them is not taken apart.
const PARTS_OF_LABELS: [&str; 5] = ["作業量", "作業時間", "必要性", "趣旨", "目的"];

impl Letter<'_, '_> {
    /// Reads the lines that are a label of a field with its value, or a label above its value. What front matter states
    /// goes before.
    pub(super) fn labelled(&mut self, body: &[Span]) {
        for span in body {
            let text = self.source.slice(*span);
            if self.request.hearing.is_none() && !PARTS_OF_LABELS.iter().any(|part| text.contains(part)) {
                continue;
            }
            let lines = lines(text, span.start as usize, LINES_LIMIT);
            let mut lines = lines.iter().map(|line| line.span).peekable();
            while let Some(line) = lines.next() {
                let raw = self.source.slice(line);
                let bare = item(raw);
                let (label, value) = match parted(bare) {
                    Some(parts) => parts,
                    // 「１　目的」, and below it the purpose.
                    None if bare.len() < raw.len() => match lines.peek() {
                        Some(below) => (trim(bare), trim(self.source.slice(*below))),
                        None => continue,
                    },
                    None => continue,
                };
                let at = range_in(self.source.text(), value);
                self.field(label, value, Span::new(at.start, at.end));
            }
            self.online(text, span.start as usize);
        }
    }

    /// Whether a sentence says that the hearing may be attended online.
    fn online(&mut self, text: &str, base: usize) {
        let Some(hearing) = self.request.hearing.as_deref_mut() else {
            return;
        };
        let mut sentences = text.split_inclusive(['。', '\n']);
        if hearing.online.is_absent()
            && let Some(sentence) = sentences.find(|sentence| online::is_offered_in(sentence))
        {
            let start = base + range_in(text, sentence).start;
            let span = Span::new(start, start + sentence.trim_end().len());
            hearing.online = Fact::Known(Online::Offered, span);
        }
    }

    fn field(&mut self, label: &str, value: &str, at: Span) {
        let label: String = label.split_whitespace().collect();
        let label = &*label;
        let request = &mut self.request;
        match keys::REQUEST.get(label) {
            Some(Key::Effort) if request.effort.is_absent() => {
                let seconds = duration::read(value, self.context.working_day).ok();
                request.effort = match seconds.filter(|seconds| *seconds > 0) {
                    Some(seconds) => Fact::Known(seconds, at),
                    None => Fact::Unreadable(at),
                };
            }
            Some(Key::Considerable) if request.considerable.is_absent() => {
                let known = keys::TRUTH.get(value);
                request.considerable = known.map_or(Fact::Unreadable(at), |known| Fact::Known(known, at));
            }
            Some(Key::Necessity) if request.necessity.is_absent() && !unfilled::states_nothing(value) => {
                request.necessity = Fact::Known(Cow::Owned(value.to_owned()), at);
            }
            _ => {}
        }
        let Some(hearing) = request.hearing.as_deref_mut() else {
            return;
        };
        let key = keys::HEARING.get(label);
        let is_place = key == Some(HearingKey::Place) || label == "会場";
        let is_way = is_place || WAYS.contains(&label);
        let is_online = key == Some(HearingKey::Online);
        // 「対面（機微情報を扱うため）」
        let (head, note) = value.split_once(['（', '(']).unwrap_or((value, ""));
        let stated = match head.trim() {
            "○" | "〇" | "◯" if is_online => Some(Online::Offered),
            "×" if is_online => Some(Online::No),
            head if is_online => keys::ONLINE.get(head),
            // A room is no answer to whether one may attend online.
            head @ ("対面" | "対面のみ") if is_way => keys::ONLINE.get(head),
            _ => None,
        };
        let offered = || online::is_offered(value).then_some(Online::Offered);
        if hearing.online.is_absent()
            && let Some(online) = offered().filter(|_| is_way || is_online).or(stated)
        {
            hearing.online = Fact::Known(online, at);
            let reason = note.trim_end_matches(['）', ')']);
            if online == Online::No && reason.ends_with("ため") && hearing.reason.is_absent() {
                hearing.reason = Fact::Known(Cow::Owned(reason.to_owned()), at);
            }
        }
        if is_place && hearing.place.is_absent() {
            hearing.place = Fact::Known(Cow::Owned(value.to_owned()), at);
        }
    }
}

/// A line's label and value, parted by a colon, the border of a cell or a wide gap.
fn parted(line: &str) -> Option<(&str, &str)> {
    let row = line.trim_matches(['|', '｜']);
    let (label, value) = row
        .split_once(['：', ':', '|', '｜', '\t'])
        .or_else(|| row.split_once('\u{3000}'))
        .or_else(|| row.split_once("  "))?;
    let value = value.trim_matches(|c: char| c.is_whitespace() || matches!(c, '：' | ':' | '|' | '｜' | '*'));
    let label = trim(label).trim_matches(['【', '】', '［', '］', '[', ']', '＜', '＞', '*']);
    (!label.is_empty() && !value.is_empty()).then_some((label, value))
}
