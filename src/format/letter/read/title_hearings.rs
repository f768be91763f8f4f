//! Spans of time that only the title says are hearings: 「年金局　９月１６日（火）１４：００～１５：００」.

use jp_datetime::prose::{Precision, Role};

use super::Letter;
use super::rows_of_offices::{BARS, cells, is_office};
use crate::format::letter::prose;
use crate::request::TimeMention;
use crate::source::Span;

/// Meetings with the addressee, in a title.
const MEETINGS: [&str; 6] = [
    "ヒアリング",
    "打合せ",
    "打ち合わせ",
    "意見交換",
    "説明聴取",
    "面談",
];

/// Words of a title about a meeting that is over or called off.
const OVER: [&str; 9] = [
    "キャンセル",
    "取消",
    "結果",
    "議事",
    "記録",
    "御礼",
    "お礼",
    "報告",
    "中止",
];

/// Words of a line whose span of time is another, is past or called off.
const OTHERS: [&str; 21] = [
    "旧：",
    "変更前",
    "訂正前",
    "昼休み",
    "中止",
    "取りやめ",
    "延期",
    "受付",
    "開庁",
    "勤務時間",
    "平日",
    "電話",
    "窓口",
    "内線",
    "公表",
    "閣議",
    "ました",
    "でした",
    "行った",
    "した際",
    "した結果",
];

/// Words of a sentence that says when something takes place.
const HELD: [&str; 4] = ["行い", "実施", "開催", "お願い"];

/// Labels and heads of columns that say when something takes place.
const TIME_LABELS: [&str; 5] = ["日時", "日程", "実施日時", "開催日時", "実施日"];

impl Letter<'_, '_> {
    /// Takes the spans of time of a letter that states no hearing, if its title names a meeting: where it states a deadline,
    /// those behind a label (日時) only.
    pub(super) fn hearings_of_title(&mut self, mentions: &mut [TimeMention]) {
        let subject = self.request.subject.known();
        let names_meeting = subject.is_some_and(|subject| {
            MEETINGS.iter().any(|name| subject.contains(name))
                && !OVER.iter().any(|over| subject.contains(over))
        });
        if !names_meeting {
            return;
        }
        for one in mentions.iter_mut() {
            let is_timed = one.at.is_some() && one.precision == Some(Precision::Minute);
            let is_named = one.until.is_some()
                && (self.request.dues.is_empty() || self.is_labelled_as_time(one.span))
                || self.is_in_time_column(one.span);
            if one.role == Role::Mention
                && is_timed
                && !one.repeats
                && (is_named || self.is_of_title(one.span))
                && self.may_be_held(one.span)
            {
                one.role = Role::Hearing;
            }
        }
        self.take_hearings(mentions);
    }

    pub(super) fn take_hearings(&mut self, mentions: &[TimeMention]) {
        if !self.stated_hearing && self.request.hearing_unreadable.is_none() {
            let mut hearings = prose::hearings(mentions);
            self.request.hearing = hearings.next().map(Box::new);
            self.request.further_hearings = hearings.collect();
        }
    }

    /// 「標記、11月６日（木）14時30分から第３会議室で行います。」
    fn is_of_title(&self, span: Span) -> bool {
        let before = self.shown.get(..span.start as usize).unwrap_or_default();
        let line = before.rsplit(['\n', '。']).next().unwrap_or_default();
        let behind = self.shown.get(span.end as usize..).unwrap_or_default();
        let is_start = behind.starts_with("から") || behind.starts_with("より");
        // 「御提示いただいた中から、10月21日（火）16時からでお願いいたします。」
        line.trim_start().starts_with("標記") && is_start || behind.starts_with("からでお願い")
    }

    /// Whether the head of the column is 日時: 「総合行政局　７月14日（月）　９：30～」, below 「局名　　日時」.
    fn is_in_time_column(&self, span: Span) -> bool {
        /// Limit on the rows between.
        const ROWS_LIMIT: usize = 30;
        let before = self.shown.get(..span.start as usize).unwrap_or_default();
        let mut lines = before.rsplit('\n');
        let row = lines.next().unwrap_or_default();
        let is_row = |line: &&str| {
            let signs = "+-=―─━| ";
            line.contains(char::is_numeric) || line.chars().all(|c| signs.contains(c) || c.is_whitespace())
        };
        let head = lines.take(ROWS_LIMIT).find(|line| !is_row(line));
        let heads = head.map(cells).unwrap_or_default();
        // The cell of the moment is the last of what stands before it, unless blanks separate cells.
        let own = cells(row).len() - usize::from(row.contains(BARS));
        let behind = self.shown.get(span.end as usize..).unwrap_or_default();
        let behind = behind.split('\n').next().unwrap_or_default();
        // Of a meeting with whom: 「記者発表　９月16日（火）10：00」 is no row of an office.
        let names_office = || cells(row).into_iter().chain(cells(behind)).any(is_office);
        let is_end = row.trim_end().ends_with(['～', '〜', '~', '-', '－']);
        !is_end
            && heads.len() > 1
            && heads
                .get(own)
                .is_some_and(|head| TIME_LABELS.contains(&head.replace([' ', '\u{3000}'], "").as_str()))
            && names_office()
    }

    /// 「■日時　９月18日（木）13:30〜15:00」, 「| 日時 | …」
    fn is_labelled_as_time(&self, span: Span) -> bool {
        let before = self.shown.get(..span.start as usize).unwrap_or_default();
        // The label may stand above: 「【１】日時等」, and below it 「10月14日（水）午前10時から」.
        let mut lines = before
            .rsplit('\n')
            .map(|line| -> String { line.chars().filter(|c| c.is_alphabetic()).collect() });
        let label = lines.find(|label| !label.is_empty()).unwrap_or_default();
        let label = label.strip_suffix('等').unwrap_or(&label);
        TIME_LABELS.contains(&label)
    }

    /// Whether the line is a row, or a sentence that says when something takes place.
    fn may_be_held(&self, span: Span) -> bool {
        let (before, behind) = self
            .shown
            .split_at_checked(span.start as usize)
            .unwrap_or_default();
        let before = before.rsplit(['\n', '。']).next().unwrap_or_default();
        let behind = behind.split('\n').next().unwrap_or_default();
        let (behind, is_sentence) = match behind.split_once('。') {
            Some((behind, _)) => (behind, true),
            None => (behind, false),
        };
        let holds = |words: &[&str]| {
            words
                .iter()
                .any(|word| before.contains(word) || behind.contains(word))
        };
        !holds(&OTHERS) && (!is_sentence || holds(&HELD))
    }
}
