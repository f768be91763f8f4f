//! Throughput of reading prose: Japanese text with and without dates, compared to copying the bytes and to `regex`.
#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    missing_docs,
    reason = "a measurement prints, and ends where it cannot be made"
)]

use std::hint::black_box;
use std::time::Instant;

use chrono::{NaiveDate, NaiveDateTime};
use jp_datetime::prose::{Context, mentions};
use regex::Regex;

const PLAIN: &str = "総務省においては、各府省と連携し、女性職員の活躍とワークライフバランスの推進に取り組んでいるところであり、\
業務の見直しや効率化、柔軟な働き方の推進、管理職の意識の改革などについて、引き続き検討を進めることとしている。\
また、職員の意見を聴きながら、働きやすい職場づくりのための環境の整備に努めることが重要である。\n";
const DATED: &str = "つきましては、別添の調査票に御記入の上、９月１１日（木）１７時までに御回答くださいますようお願いいたします。\
なお、本件は９月５日（金）付け事務連絡によりお知らせした調査であり、結果は１０月１日に公表する予定です。\n";

/// Throughput in MB/s, the best of several runs.
fn speed(text: &str, mut run: impl FnMut(&str)) -> f64 {
    let mut best = f64::INFINITY;
    for _ in 0..7 {
        let start = Instant::now();
        run(black_box(text));
        best = best.min(start.elapsed().as_secs_f64());
    }
    text.len() as f64 / best / 1e6
}

fn main() {
    let sent: NaiveDateTime = "2025-09-09T10:00:00".parse().unwrap();
    let closed = |_: NaiveDate| false;
    let context = Context::new(sent, &closed);
    let date =
        Regex::new(r"[0-9０-９]{1,2}月[0-9０-９]{1,2}日|至急|速やか|[0-9０-９]{1,2}時|(明|本|翌)日|まで")
            .unwrap();
    // The text of a mail, and a long document that exceeds the caches.
    for (name, unit) in [("without dates", PLAIN), ("with dates", DATED)] {
        for bytes in [16 << 10, 4 << 20] {
            let text = unit.repeat(bytes / unit.len());
            let read = speed(&text, |text| {
                black_box(mentions(text, &context).len());
            });
            let copy = speed(&text, |text| {
                black_box(text.to_owned());
            });
            let regex = speed(&text, |text| {
                black_box(date.find_iter(text).count());
            });
            println!(
                "{name}, {} KB: prose {read:.0} MB/s, copy {copy:.0} MB/s, regex {regex:.0} MB/s",
                text.len() >> 10
            );
        }
    }
}
