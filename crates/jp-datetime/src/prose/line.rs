//! The lines of a text: which of them continue the one above.

use super::columns::{self, separates_cells, starts_with_month_day};
use super::english::is_month;
use super::lexicon::LIMIT_NOUNS;
use super::word_search::WordSearch;
use crate::moment::tokens::{fold, is_blank, is_stray};

/// A line, asked for the properties that decide whether the line before continues in it. Each is computed when it is
/// asked for: most lines are told apart by one or two.
#[derive(Clone, Copy, Default)]
pub(super) struct Line<'a> {
    /// As written.
    raw: &'a str,
    /// Without blanks around it.
    body: &'a str,
    /// Whether its cells are separated by blanks or slashes.
    pub has_cells: bool,
}

impl<'a> Line<'a> {
    pub fn of(raw: &'a str) -> Self {
        Self {
            raw,
            body: raw.trim_matches(|c: char| is_blank(c) || is_stray(c)),
            has_cells: false,
        }
    }

    pub fn is_empty(self) -> bool {
        self.body.is_empty()
    }

    fn is_short(self) -> bool {
        self.body.len() <= SHORT_LINE_BYTES_LIMIT
    }

    fn is_indented(self) -> bool {
        self.raw.starts_with('\u{3000}')
    }

    fn is_quoted(self) -> bool {
        self.body.starts_with(['>', '＞'])
    }

    fn is_table_row(self) -> bool {
        self.has_cells || is_table_row(self.body) || columns::is_border(self.body)
    }

    /// Whether a sign at its end ends it.
    fn ends_line(self) -> bool {
        self.body.is_ascii() && self.body.ends_with(':')
            // <訓練当日>
            || self.body.starts_with('<') && self.body.ends_with('>')
            || self
                .body
                .ends_with(['。', '：', '」', '】', '！', '？', '｡', '＞', '〉', '》'])
    }

    /// Whether it ends with a word, at any length.
    fn ends_with_word(self) -> bool {
        self.body
            .ends_with(|c: char| matches!(c, '一'..='龠' | 'ァ'..='ー' | '〆' | ')' | '）'))
            && !self.body.ends_with(['年', '月', '和', '成'])
    }

    fn is_short_phrase(self) -> bool {
        self.is_short() && self.ends_with_word()
    }

    fn starts_with_date(self) -> bool {
        starts_with_month_day(self.body)
    }

    /// Whether it is a row of a schedule: a date, then an action.
    fn is_schedule_row(self) -> bool {
        let body = self.body;
        let has_kana = |text: &str| text.contains(|c: char| matches!(c, 'ぁ'..='ん'));
        let until = || {
            body.strip_suffix("まで").is_some_and(|head| {
                !head.contains(|c: char| matches!(c, 'ぁ'..='ん') && !matches!(c, 'の' | 'を'))
            })
        };
        let names_limit = || body.ends_with_any(&["締切", "〆切", "期限", "提出", "登録", "回答", "送付"]);
        let answers_by = || {
            ["提出", "登録", "回答", "報告", "送付", "返送", "返信"]
                .iter()
                .any(|end| {
                    body.strip_suffix(end)
                        .is_some_and(|head| head.ends_with("までに"))
                })
        };
        self.is_short()
            && (until()
                || answers_by()
                || self.starts_with_date() && (names_limit() || self.ends_with_word() && !has_kana(body)))
    }

    /// Whether a gap separates a name from a limit: 「市町村から都道府県へ　９月11日まで」.
    fn is_limit_row(self) -> bool {
        self.body.strip_suffix("まで").is_some_and(|head| {
            head.rsplit_once('\u{3000}').is_some_and(|(_, moment)| {
                moment.starts_with(|c: char| fold(c).is_ascii_digit() || c == '令')
                    && moment.ends_with(['日', '時', '分', ')', '）'])
            })
        })
    }

    /// Whether it ends with the year or the month of a date.
    fn ends_with_year_or_month(self) -> bool {
        self.body
            .strip_suffix(['年', '月', '⽉'])
            .is_some_and(|head| head.ends_with(|c: char| fold(c).is_ascii_digit() || c == '元'))
    }

    fn ends_with_day(self) -> bool {
        self.body.ends_with(['日', '⽇', ')', '）'])
    }

    /// Whether it ends with a moment. A list's row may be long, with a gap between name and moment.
    fn ends_with_moment(self) -> bool {
        (self.is_short() || self.body.contains_word("\u{3000}\u{3000}")) && {
            let bare = self.body.trim_end_matches(['中', '~', '～', '〜']);
            bare.ends_with(['時', '分', '日', ')', '）'])
                || self.body.ends_with("午前中")
                || bare.ends_with(|c: char| fold(c).is_ascii_digit())
                || ends_with_month(bare)
        }
    }

    /// The same, where no other date can follow as the end of a range or the next of a list.
    fn ends_with_whole_moment(self) -> bool {
        self.ends_with_moment() && self.body.ends_with(['時', '分', '中', ')', '）'])
    }

    /// Whether a limit word in the next line may belong to a moment at its end.
    pub fn ends_with_moment_or_day(self) -> bool {
        self.ends_with_day() || self.ends_with_moment()
    }

    /// Whether it begins with a weekday in a bracket.
    fn starts_with_weekday(self) -> bool {
        self.body.strip_prefix(['(', '（']).is_some_and(|rest| {
            let mut inside = rest.chars();
            inside
                .next()
                .is_some_and(|c| "月火水木金土日⽉⽕⽔⽊⾦⼟⽇".contains(c))
                && inside
                    .next()
                    .is_some_and(|c| matches!(c, ')' | '）' | '・' | '曜'))
        })
    }

    /// Whether a blank separates its name from the rest.
    fn has_gap(self) -> bool {
        self.body.contains('\u{3000}') && !self.body.contains(['。', '、'])
    }

    /// Whether a gap of several blanks does, or a leader, as in a column.
    fn has_wide_gap(self) -> bool {
        // Two blanks end a sentence in English.
        !self.body.is_ascii() && self.body.contains_word("  ")
            || self
                .body
                .contains_any(&["\u{3000}\u{3000}", "   ", "…", "→", "・・"])
    }

    /// Whether it ends with the verb of a sentence without its full stop.
    fn ends_with_verb(self) -> bool {
        self.body
            .ends_with_any(&["ください", "下さい", "ます", "です", "すること"])
    }

    /// Whether it begins with a word that cannot continue a moment.
    fn starts_new_phrase(self) -> bool {
        let body = self.body;
        (body.starts_with_any(&["期間", "時間", "時刻", "場所", "以上", "以降は", "以降の", "以下"])
            || starts_with_limit_noun(body)
            || body.strip_prefix(['(', '（']).is_some_and(|inside| {
                inside.starts_with(|c| {
                    matches!(c, '一'..='龠' | 'ァ'..='ヶ') && !CONTINUATION_CHARS.contains(c)
                }) && !inside.starts_with(['郵', '消', '土', '日'])
            })
            || body.starts_with(|c: char| c.is_alphabetic() && !CONTINUATION_CHARS.contains(c))
            || starts_with_numbered_name(body))
            && !body.starts_with("ごろ")
    }

    /// Whether it is an item whose sentence goes on below, as 「・契約実績は、週明けまでに」.
    fn is_open_item(self) -> bool {
        starts_with_item_mark(self.body) && self.body.ends_with(['に', 'は', 'を', 'で', 'と', 'が', '、'])
    }

    /// Whether this line, as one below 「２５日」, goes on with its time.
    fn continues_day(self, before: Self) -> bool {
        before.ends_with_day() && starts_with_time_of_day(self.body)
    }

    pub fn continues(self, before: Self) -> bool {
        // 「令和７年６月」 and below it 「１３日（金）」; 「２５日」 and 「（金）正午」
        if before.ends_with_year_or_month() && starts_with_date_part(self.body)
            || before.ends_with_day() && self.starts_with_weekday()
            || starts_with_limit_word(self.body) && before.ends_with_moment_or_day()
        {
            return true;
        }
        !(self.is_empty()
            || before.is_empty()
            || before.ends_line()
            || self.is_quoted() != before.is_quoted()
            || starts_with_item_mark(self.body)
            || self.is_table_row()
            || self.is_indented()
                && !before.is_indented()
                && !self.continues_day(before)
                && !before.is_open_item()
            || self.has_wide_gap() && before.has_wide_gap()
            || before.is_table_row() && !self.continues_day(before)
            || before.is_limit_row() && self.is_limit_row()
            || starts_with_ordinal(self.body) && starts_with_ordinal(before.body)
            || starts_with_span_of_time(self.body) && starts_with_span_of_time(before.body)
            // 「10月15日（水）中」, and below it 「13日（月）は祝日ですが、」
            || starts_with_date_part(self.body) && before.ends_with_whole_moment()
            || (before.ends_with_moment() || before.is_schedule_row() || before.is_limit_row())
                && self.starts_new_phrase()
            // 「ヒアリング日程」, and below it 「総務課　６月２６日（木）１０：００」
            || before.is_short_phrase() && self.ends_with_moment() && self.has_gap()
            || self.starts_with_date()
                && (before.is_short_phrase()
                    || before.starts_with_date()
                        && (before.ends_with_word() || before.ends_with_moment() || before.ends_with_verb())))
    }
}

/// 第１日, 第２回
fn starts_with_ordinal(line: &str) -> bool {
    line.strip_prefix('第').is_some_and(|rest| {
        let unit =
            rest.trim_start_matches(|c: char| fold(c).is_ascii_digit() || "一二三四五六七八九十".contains(c));
        unit.len() < rest.len() && unit.starts_with(['日', '回', '部', '次', '班', '組', '報', '期'])
    })
}

/// １４：００～１５：００, 14時～15時.
fn starts_with_span_of_time(line: &str) -> bool {
    let digits = |text: &str| {
        let rest = text.trim_start_matches(|c: char| fold(c).is_ascii_digit());
        let count = text.chars().count() - rest.chars().count();
        (1..=2).contains(&count).then_some(rest.len())
    };
    let time = |text: &str| {
        let rest = text.get(text.len() - digits(text)?..)?;
        let rest = rest.strip_prefix([':', '：', '時'])?;
        let rest = digits(rest).map_or(Some(rest), |left| rest.get(rest.len() - left..))?;
        Some(rest.strip_prefix('分').unwrap_or(rest).len())
    };
    let end = || {
        let rest = line.get(line.len() - time(line)?..)?.trim_start_matches(is_blank);
        let rest = rest
            .strip_prefix(['~', '～', '〜', '-', '－', '―'])
            .or(rest.strip_prefix("から"))?;
        time(rest.trim_start_matches(is_blank))
    };
    line.starts_with(|c: char| fold(c).is_ascii_digit()) && end().is_some()
}

/// Thu 25 Sep
fn ends_with_month(line: &str) -> bool {
    let word = line.rsplit(' ').next().unwrap_or_default();
    let head = line.get(..line.len() - word.len()).unwrap_or_default();
    head.trim_end().ends_with(|c: char| c.is_ascii_digit()) && is_month(word)
}

/// 「６月分：６月２５日」: a name that begins with a number and is no time.
fn starts_with_numbered_name(line: &str) -> bool {
    /// Limit on the name's bytes.
    const NAME_BYTES_LIMIT: usize = 24;
    let name = line.split([':', '：']).next().unwrap_or_default();
    let name = name.trim_end_matches(is_blank);
    name.len() < line.len()
        && name.len() <= NAME_BYTES_LIMIT
        && name.starts_with(|c: char| fold(c).is_ascii_digit())
        && (name.ends_with(|c: char| c.is_alphabetic() && !"年月日時分".contains(c))
            || name.ends_with_any(&["月分", "年分", "日分", "期分"]))
}

/// Whether a line is a row of a table.
fn is_table_row(line: &str) -> bool {
    // The bars begin with one of these bytes, which few lines contain.
    memchr::memchr3(b'|', 0xE2, 0xEF, line.as_bytes()).is_some()
        && line.contains(['|', '｜', '│', '┃', '┼', '╋', '┬', '┴', '┳', '┻'])
        || line.find('\t').is_some_and(|at| {
            separates_cells(
                line.get(..at).unwrap_or_default(),
                line.get(at..).unwrap_or_default(),
            )
        })
}

/// Limit on the bytes of a short line: a line broken by a narrow column is longer.
const SHORT_LINE_BYTES_LIMIT: usize = 96;

/// Characters with which a moment, or the words after it, may continue in the next line.
const CONTINUATION_CHARS: &str =
    "年月日時分まで迄必着厳〆締期頃にのをはとか付現午正中以前後曜木金土火水祝ⅠTt";

/// Whether a line begins with the month or the day of a date: 13日（金）.
fn starts_with_date_part(line: &str) -> bool {
    let rest = line.trim_start_matches(|c: char| fold(c).is_ascii_digit());
    rest.len() < line.len() && rest.starts_with(['月', '日', '⽉', '⽇'])
}

pub(super) fn starts_with_limit_word(line: &str) -> bool {
    let line = line.trim_start_matches(is_blank);
    line.starts_with("まで") || line.starts_with('迄')
}

/// 「締切までに書類を回付してください」: a new sentence, whereas 「締切」 alone continues the moment above.
fn starts_with_limit_noun(line: &str) -> bool {
    line.strip_prefix_any(&LIMIT_NOUNS)
        .is_some_and(|rest| rest.starts_with_any(&["まで", "は", "を", "が", "内", "後", "に"]))
}

/// Whether a line begins with a time of day.
fn starts_with_time_of_day(line: &str) -> bool {
    if line.starts_with_any(&["午前", "午後", "正午"]) {
        return true;
    }
    let rest = line.trim_start_matches(|c: char| fold(c).is_ascii_digit());
    rest.len() < line.len() && rest.starts_with(['時', ':', '：'])
}

/// Whether a line begins with a bullet, a number or a label.
fn starts_with_item_mark(line: &str) -> bool {
    let Some(first) = line.chars().next() else {
        return false;
    };
    if "・･■□●○◆◇◎▼▽▲△※＊*【〇★☆▪•－-①②③④⑤⑥⑦⑧⑨⑩⑪⑫".contains(first)
    {
        // A circle may be a placeholder for a number: ○月○日.
        let rest = line.get(first.len_utf8()..).unwrap_or_default();
        return !rest.starts_with(['月', '日', '時', '年']);
    }
    // ⑴, ①, Ⅰ; ア　提出先
    let other_number =
        first.is_numeric() && !fold(first).is_ascii_digit() && !matches!(first, '一'..='龠' | '〇');
    let second = line.get(first.len_utf8()..).unwrap_or_default();
    let lettered = matches!(first, 'ア'..='ン') && second.starts_with('\u{3000}');
    if other_number || lettered {
        return true;
    }
    // (b), （イ）
    let mut bracketed = line.strip_prefix(['(', '（']).unwrap_or_default().chars();
    if bracketed
        .next()
        .is_some_and(|c| fold(c).is_ascii_lowercase() || matches!(c, 'ア'..='ン'))
        && bracketed.next().is_some_and(|c| matches!(c, ')' | '）'))
    {
        return true;
    }
    let head = line.trim_start_matches(['(', '（']);
    let rest = head.trim_start_matches(|c: char| fold(c).is_ascii_digit());
    let number = head.len() - rest.len();
    if number > 0 {
        let bracketed = head.len() < line.len();
        if bracketed {
            return rest.starts_with([')', '）']);
        }
        // 1. 提出先, １　提出先; but 9.11 and 1 月.
        let mut chars = rest.chars();
        let sign = chars.next();
        let next = chars.next();
        let digit = |c: Option<char>| c.is_some_and(|c| fold(c).is_ascii_digit());
        return match sign {
            Some(')' | '）' | '、') => true,
            Some('.' | '．') => !digit(next),
            // 1 提出先; but 9 月, 5 営業日.
            Some(' ') => next.is_some_and(|c| {
                c.is_alphabetic() && !c.is_ascii() && !"年月⽉日⽇時分週営開か半名人件".contains(c)
            }),
            Some('\u{3000}') => {
                !digit(next)
                    && !next.is_some_and(|c| {
                        matches!(
                            c,
                            '年' | '月' | '⽉' | '日' | '⽇' | '時' | '分' | ':' | '：' | '～' | '〜'
                        )
                    })
            }
            _ => false,
        };
    }
    // 提出先：
    line.char_indices().take(13).any(|(at, c)| {
        let before = line.get(..at).unwrap_or_default();
        matches!(c, ':' | '：') && before.ends_with(|c: char| !fold(c).is_ascii_digit()) && !before.is_empty()
    })
}
