//! Numbers of list items, which are not in the text.

use std::collections::HashMap;

use super::xml::{Event, Events};
use crate::Limits;

#[derive(Clone, Default)]
struct Level {
    format: String,
    text: String,
    start: u32,
}

#[derive(Clone, Default)]
struct List {
    levels: HashMap<usize, Level>,
}

#[derive(Default)]
pub(super) struct Numbering {
    /// List of each number id, with restarts.
    lists: HashMap<String, List>,
    counts: HashMap<(String, usize), u32>,
    /// Abstract list of each number id: ids of one share a counter.
    shared: HashMap<String, String>,
}

impl Numbering {
    pub(super) fn read(xml: &str, limits: &Limits) -> Self {
        let mut numbering = Self::default();
        let mut lists: HashMap<String, List> = HashMap::new();
        let mut list: Option<String> = None;
        let mut number: Option<String> = None;
        let mut level: Option<usize> = None;
        let mut open: Vec<String> = Vec::new();
        for event in Events::new(xml) {
            match event {
                Event::Open(tag) => {
                    let value = tag.get("val").unwrap_or_default();
                    match tag.name.as_str() {
                        "abstractNum" => list = tag.get("abstractNumId"),
                        "num" => number = tag.get("numId"),
                        "lvl" | "lvlOverride" => level = tag.get("ilvl").and_then(|level| level.parse().ok()),
                        "abstractNumId" => {
                            if let Some(number) = &number
                                && numbering.lists.len() < limits.parts
                            {
                                let list = lists.get(&value).cloned().unwrap_or_default();
                                numbering.lists.insert(number.clone(), list);
                                numbering.shared.insert(number.clone(), value);
                            }
                        }
                        name @ ("start" | "numFmt" | "lvlText" | "startOverride") => {
                            let of = match (&number, &list) {
                                (Some(number), _) => numbering.lists.get_mut(number),
                                (None, Some(list)) => Some(lists.entry(list.clone()).or_default()),
                                _ => None,
                            };
                            if let (Some(of), Some(level)) = (of, level) {
                                let level = of.levels.entry(level).or_default();
                                match name {
                                    "numFmt" => level.format = value,
                                    "lvlText" => level.text = value,
                                    _ => level.start = value.parse().unwrap_or(1),
                                }
                            }
                            if let ("startOverride", Some(number)) = (name, &number) {
                                // A restarted list has its own counter.
                                numbering.shared.remove(number);
                            }
                        }
                        _ => {}
                    }
                    open.push(tag.name);
                }
                Event::Close => match open.pop().as_deref() {
                    Some("abstractNum") => list = None,
                    Some("num") => number = None,
                    Some("lvl") if number.is_none() => level = None,
                    _ => {}
                },
                Event::Text(_) | Event::Unknown | Event::Broken => {}
            }
        }
        numbering
    }

    /// The number of the next list item.
    pub(super) fn next(&mut self, number: &str, level: usize) -> Option<String> {
        let list = self.lists.get(number)?.clone();
        let of = list.levels.get(&level)?;
        let key = self
            .shared
            .get(number)
            .cloned()
            .unwrap_or_else(|| format!("#{number}"));
        let count = match self.counts.get(&(key.clone(), level)) {
            Some(count) => count.saturating_add(1),
            None => of.start,
        };
        self.counts.insert((key.clone(), level), count);
        for deeper in level + 1..=9 {
            self.counts.remove(&(key.clone(), deeper));
        }
        if of.format == "bullet" {
            return Some("・".to_owned());
        }
        if of.format == "none" && !of.text.contains('%') {
            return (!of.text.is_empty()).then(|| of.text.clone());
        }
        let mut text = of.text.clone();
        for upper in 0..=level.min(8) {
            let sign = format!("%{}", upper + 1);
            if !text.contains(&sign) {
                continue;
            }
            let format = list
                .levels
                .get(&upper)
                .map(|of| of.format.as_str())
                .unwrap_or_default();
            let start = list.levels.get(&upper).map_or(1, |of| of.start);
            let count = self.counts.get(&(key.clone(), upper)).copied().unwrap_or(start);
            text = text.replace(&sign, &written(count, format));
        }
        (!text.is_empty()).then_some(text)
    }
}

/// Formats a counter.
fn written(count: u32, format: &str) -> String {
    let at = usize::try_from(count).unwrap_or(usize::MAX);
    let sign = |all: &str| {
        let found = at.checked_sub(1).and_then(|at| all.chars().nth(at));
        found.map_or_else(|| count.to_string(), String::from)
    };
    match format {
        "decimalFullWidth" | "decimalFullWidth2" => {
            let digits = count.to_string();
            digits
                .bytes()
                .filter_map(|digit| char::from_u32(0xFF10 + u32::from(digit - b'0')))
                .collect()
        }
        "decimalEnclosedCircle" | "decimalEnclosedCircleChinese" => sign("①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"),
        "decimalEnclosedParen" => sign("⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽⑾⑿⒀⒁⒂⒃⒄⒅⒆⒇"),
        "decimalZero" => format!("{count:02}"),
        "lowerLetter" => sign("abcdefghijklmnopqrstuvwxyz"),
        "upperLetter" => sign("ABCDEFGHIJKLMNOPQRSTUVWXYZ"),
        "lowerRoman" => sign("ⅰⅱⅲⅳⅴⅵⅶⅷⅸⅹ"),
        "upperRoman" => sign("ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩ"),
        "aiueoFullWidth" => sign(
            "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワヲン",
        ),
        "aiueo" => sign("ｱｲｳｴｵｶｷｸｹｺｻｼｽｾｿﾀﾁﾂﾃﾄﾅﾆﾇﾈﾉﾊﾋﾌﾍﾎﾏﾐﾑﾒﾓﾔﾕﾖﾗﾘﾙﾚﾛﾜｦﾝ"),
        "irohaFullWidth" => sign(
            "イロハニホヘトチリヌルヲワカヨタレソツネナラムウヰノオクヤマケフコエテアサキユメミシヱヒモセス",
        ),
        "japaneseCounting" | "ideographDigital" | "japaneseDigitalTenThousand" => {
            sign("一二三四五六七八九十")
        }
        _ => count.to_string(),
    }
}
