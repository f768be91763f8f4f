//! Generates a year of requests, deterministically by seed, for measuring and testing `kigen report`.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use super::Failure;

/// Requests per file.
const IN_FILE: u64 = 100;

const BUREAUS: [&str; 8] = [
    "総務省行政管理局",
    "総務省自治行政局",
    "総務省　自治財政局",
    "消防庁予防課",
    "総務省総合通信基盤局",
    "総務省大臣官房企画課",
    "総務省統計局",
    "公害等調整委員会事務局",
];

const MINISTRIES: [&str; 10] = [
    "財務省主計局",
    "厚生労働省大臣官房",
    "文部科学省初等中等教育局",
    "経済産業省大臣官房",
    "国土交通省総合政策局",
    "農林水産省大臣官房",
    "環境省大臣官房",
    "法務省民事局",
    "デジタル庁",
    "各府省",
];

/// SplitMix64: short, and the same on every machine.
pub struct Numbers(u64);

impl Numbers {
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    pub fn below(&mut self, bound: u64) -> u64 {
        self.next() % bound.max(1)
    }

    fn one<'a>(&mut self, of: &[&'a str]) -> &'a str {
        let at = self.below(of.len() as u64);
        usize::try_from(at)
            .ok()
            .and_then(|at| of.get(at))
            .copied()
            .unwrap_or_default()
    }
}

/// Writes requests below a folder, a hundred per file.
pub(crate) fn make(folder: &Path, requests: u64, seed: u64) -> Result<String, Failure> {
    let mut numbers = Numbers::new(seed);
    let mut left = requests;
    let mut file = 0_u64;
    while left > 0 {
        let count = left.min(IN_FILE);
        let mut text = String::new();
        for number in 0..count {
            if number > 0 {
                text.push_str("---\n");
            }
            request(&mut text, &mut numbers);
        }
        // A thousand files per folder.
        let inside = folder.join(format!("{:04}", file / 1000));
        fs::create_dir_all(&inside)?;
        fs::write(inside.join(format!("{file:06}.yaml")), text)?;
        (left, file) = (left - count, file + 1);
    }
    Ok(format!(
        "{requests} requests in {file} files below {}",
        folder.display()
    ))
}

fn request(out: &mut String, numbers: &mut Numbers) {
    // Two fiscal years from 1 April 2024, in minutes of the day.
    let day = numbers.below(730);
    let minute = match numbers.below(10) {
        0 => numbers.below(24 * 60),
        1 | 2 => 17 * 60 + numbers.below(180),
        _ => 9 * 60 + 30 + numbers.below(8 * 60),
    };
    let length = match numbers.below(12) {
        0 => numbers.below(24 * 60),
        1..=4 => 24 * 60 + numbers.below(48 * 60),
        _ => 60 * 24 + numbers.below(14 * 24 * 60),
    };
    let kind = match numbers.below(10) {
        0..=3 => "協議\n協議区分: 法令",
        4 => "査定・審査",
        5 | 6 => "調査",
        7 | 8 => "照会",
        _ => "その他",
    };
    let sent = day * 24 * 60 + minute;
    let (from, to) = (numbers.one(&BUREAUS), numbers.one(&MINISTRIES));
    // Writing to a String cannot fail.
    let _ = write!(
        out,
        "種別: {kind}\n件名: 依頼{}\n発出元: {from}\n宛先: [{to}, {}]\n発出日時: {}\n回答期限: {}\n",
        numbers.below(1_000_000),
        numbers.one(&MINISTRIES),
        moment(sent),
        moment(sent + length)
    );
    if numbers.below(3) > 0 {
        let _ = writeln!(out, "想定作業量: {}分", 30 * (1 + numbers.below(30)));
    }
    if numbers.below(2) == 0 {
        out.push_str("必要性: 現況を示す資料がないため\n");
    }
    match numbers.below(20) {
        0 => out.push_str("例外: [{規則: KG301, 理由: 災害への対応のため, 承認者: 課長}]\n"),
        1 => out.push_str("例外: [{規則: KG101, 理由: 災害への対応のため, 承認者: 課長}]\n"),
        _ => {}
    }
}

/// A moment in minutes since 1 April 2024, 0:00, in the notation of documents.
fn moment(minutes: u64) -> String {
    let (days, minute) = (minutes / 1440, minutes % 1440);
    // Days since 1 March 2024: counting years from March puts the leap day last.
    let (mut year, mut left) = (2024, days + 31);
    loop {
        let leap = (year + 1) % 4 == 0;
        let length = if leap { 366 } else { 365 };
        if left < length {
            break;
        }
        (year, left) = (year + 1, left - length);
    }
    let mut month = 3;
    for length in [31, 30, 31, 30, 31, 31, 30, 31, 30, 31, 31, 29] {
        if left < length {
            break;
        }
        (month, left) = (month + 1, left - length);
    }
    let (year, month) = if month > 12 {
        (year + 1, month - 12)
    } else {
        (year, month)
    };
    format!(
        "{year:04}-{month:02}-{:02}T{:02}:{:02}",
        left + 1,
        minute / 60,
        minute % 60
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_those_of_the_calendar() {
        for (days, wanted) in [
            (0, "2024-04-01"),
            (29, "2024-04-30"),
            (274, "2024-12-31"),
            (275, "2025-01-01"),
            (333, "2025-02-28"),
            (334, "2025-03-01"),
            (364, "2025-03-31"),
            (729, "2026-03-31"),
        ] {
            assert_eq!(moment(days * 1440), format!("{wanted}T00:00"));
        }
    }
}
