//! Checks 100,000 request files of about 1 KB against reading them and running the bare parser over them, in the same
//! run on the same cores. Prints the ratio; asserts nothing.
//!
//! `cargo bench --all-features --bench folder -- [FILES] [ROUNDS]` (default: 100,000 files, 5 rounds).
//! `--write FOLDER [FILES]` only writes the files, for other programs to read.

#![allow(clippy::print_stdout, reason = "a benchmark prints its figures")]

mod common;

use std::fs;
use std::io;
use std::path::Path;
use std::time::{Duration, Instant};

use rayon::iter::{ParallelBridge, ParallelIterator};

use common::kigen;

/// The baseline uses the program's allocator.
#[cfg(feature = "mimalloc")]
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// A clean request, and one with two findings (① under 48 hours; due outside office hours).
const CLEAN: [&str; 2] = ["令和7年9月12日（金）17時00分", "2025-09-12T17:00+09:00"];
const FINDINGS: [&str; 2] = ["令和7年9月11日（木）08時30分", "2025-09-11T08:30+09:00"];

fn document(number: usize, due: &str) -> String {
    format!(
        "種別: 協議\n\
         件名: 行政手続における特定の個人を識別するための番号の利用等に関する法律施行令の一部を改正する政令案（第{number}号）について\n\
         発出元: 総務省行政管理局\n\
         宛先:\n  - 財務省主計局\n  - {{府省: 厚生労働省, 部局: 大臣官房, 勤務時間: \"8:30-17:15\", 休憩: \"12:00-13:00\"}}\n  - デジタル庁\n\
         発出日時: 令和7年9月9日（火）10時\n\
         回答期限: {due}\n\
         段階: 初回\n\
         想定作業量: 6時間\n\
         必要性: 政令案の閣議請議に向けた各府省との調整のため必要である。\n\
         資料:\n  - 名称: 新旧対照表\n    目的: 改正内容の確認\n  - 名称: 説明資料\n    目的: 改正の趣旨の確認\n\
         本文: |\n  標記について、別添のとおり協議いたします。\n  つきましては、期限までに御回答くださいますようお願いいたします。\n  なお、御不明な点がございましたら、下記の担当まで御連絡ください。\n"
    )
}

fn main() -> io::Result<()> {
    let mut words = std::env::args().skip_while(|word| word != "--write").skip(1);
    if let Some(folder) = words.next() {
        let files = words.next().and_then(|word| word.parse().ok()).unwrap_or(10_000);
        write(&Path::new(&folder).join("clean"), files, CLEAN)?;
        return write(&Path::new(&folder).join("findings"), files, FINDINGS);
    }
    let arguments: Vec<usize> = std::env::args()
        .filter_map(|argument| argument.parse().ok())
        .collect();
    let files = arguments.first().copied().unwrap_or(100_000);
    let rounds = arguments.get(1).copied().unwrap_or(5);
    let folder = tempfile::tempdir()?;
    let clean = folder.path().join("clean");
    let findings = folder.path().join("findings");
    write(&clean, files, CLEAN)?;
    write(&findings, files, FINDINGS)?;
    println!(
        "{files} files of {} bytes; {rounds} rounds, the best of each; both {} mimalloc",
        document(0, CLEAN[0]).len(),
        if cfg!(feature = "mimalloc") {
            "with"
        } else {
            "without"
        }
    );
    for (name, folder, status) in [("clean", &clean, 0), ("two findings a file", &findings, 1)] {
        let mut bare = Duration::MAX;
        let mut human = Duration::MAX;
        let mut json = Duration::MAX;
        for _ in 0..rounds {
            bare = bare.min(read_and_parse(folder));
            human = human.min(kigen(folder, "human", status)?);
            json = json.min(kigen(folder, "json", status)?);
        }
        println!("{name}:");
        println!("  read + bare parser  {bare:>10.3?}");
        for (format, time) in [("human", human), ("json", json)] {
            println!(
                "  kigen, {format:<5}        {time:>10.3?}  ratio {:.2}",
                time.as_secs_f64() / bare.as_secs_f64()
            );
        }
    }
    let one = clean.join("000").join("000000.yaml");
    let cold = (0..50)
        .map(|_| kigen(&one, "human", 0))
        .collect::<io::Result<Vec<_>>>()?;
    println!(
        "one file, cold process: {:.3?} (best of 50)",
        cold.iter().min().copied().unwrap_or_default()
    );
    for (count, format) in [
        (10_000, "json"),
        (1_000, "human"),
        (10_000, "human"),
        (files, "human"),
    ] {
        let part = folder.path().join(format!("memory-{count}"));
        if !part.exists() {
            write(&part, count, FINDINGS)?;
        }
        match common::memory(&part, format) {
            Some(kib) => println!(
                "memory, {count} files with two findings, {format}: {:.1} MB",
                kib / 1000.0
            ),
            None => println!("memory, {count} files, {format}: not measured (GNU time is not installed)"),
        }
    }
    Ok(())
}

fn write(folder: &Path, files: usize, dues: [&str; 2]) -> io::Result<()> {
    common::write(folder, files, "yaml", |number| document(number, dues[number % 2]))
}

/// The baseline: finds, reads and parses the files.
fn read_and_parse(folder: &Path) -> Duration {
    let start = Instant::now();
    let events: usize = ignore::WalkBuilder::new(folder)
        .build()
        .filter_map(Result::ok)
        .filter(|entry| entry.file_type().is_some_and(|kind| kind.is_file()))
        .par_bridge()
        .map(|entry| {
            fs::read_to_string(entry.path())
                .map_or(0, |text| granit_parser::Parser::new_from_str(&text).count())
        })
        .sum();
    assert!(events > 0, "the bare parser read nothing");
    start.elapsed()
}
