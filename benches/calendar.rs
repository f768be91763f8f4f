//! Checks 100,000 one-event calendar files of about 1 KB against the same requests in YAML, and a feed of 50,000
//! events against reading it and tokenizing its content lines, with peak memory against its size; all in the same
//! run. Prints ratios; asserts nothing.
//!
//! `cargo bench --bench calendar -- [FILES] [ROUNDS]` (default: 100,000 files, 5 rounds).

#![allow(clippy::print_stdout, reason = "a benchmark prints its figures")]

mod common;

use std::fmt::Write as _;
use std::fs;
use std::io;
use std::path::Path;
use std::time::{Duration, Instant};

use common::{kigen, write};

/// The baseline uses the program's allocator.
#[cfg(feature = "mimalloc")]
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

const EVENTS_IN_A_FEED: usize = 50_000;

const SUBJECT: &str =
    "【協議】行政手続における特定の個人を識別するための番号の利用等に関する法律施行令の一部を改正する政令案";
const NECESSITY: &str = "政令案の閣議請議に向けた各府省との調整のため必要である。";
const BODY: &str = "標記について、別添のとおり協議いたします。つきましては、期限までに御回答くださいますようお願いいたします。なお、御不明な点がございましたら、下記の担当まで御連絡ください。";

fn yaml(number: usize) -> String {
    format!(
        "種別: 協議\n件名: {SUBJECT}（第{number}号）\n発出元: 総務省行政管理局\n宛先: [財務省主計局, 厚生労働省大臣官房, デジタル庁]\n\
         発出日時: 2025-09-09T10:00:00+09:00\n回答期限: 2025-09-12T17:00:00+09:00\n想定作業量: PT6H\n必要性: {NECESSITY}\n本文: |\n  {BODY}\n"
    )
}

/// The same request as a task, folded at 75 octets as RFC 5545 asks.
fn task(number: usize) -> String {
    let lines = [
        "BEGIN:VTODO".to_owned(),
        format!("UID:{number}@soumu.go.jp"),
        "DTSTAMP:20250909T010000Z".to_owned(),
        "X-KIGEN-KIND:協議".to_owned(),
        "X-KIGEN-SENT:20250909T010000Z".to_owned(),
        "X-KIGEN-EFFORT:PT6H".to_owned(),
        format!("X-KIGEN-NECESSITY:{NECESSITY}"),
        format!("SUMMARY:{SUBJECT}（第{number}号）"),
        "ORGANIZER;CN=総務省行政管理局:mailto:kyogi@soumu.go.jp".to_owned(),
        "ATTENDEE;CN=財務省主計局:mailto:shukei@mof.go.jp".to_owned(),
        "ATTENDEE;CN=厚生労働省大臣官房:mailto:kanbo@mhlw.go.jp".to_owned(),
        "ATTENDEE;CN=デジタル庁:mailto:info@digital.go.jp".to_owned(),
        "DUE:20250912T080000Z".to_owned(),
        format!("DESCRIPTION:{BODY}"),
        "END:VTODO".to_owned(),
    ];
    let mut out = String::new();
    for line in lines {
        let mut width = 0;
        for c in line.chars() {
            if width + c.len_utf8() > 75 {
                out.push_str("\r\n ");
                width = 1;
            }
            out.push(c);
            width += c.len_utf8();
        }
        out.push_str("\r\n");
    }
    out
}

fn calendar(tasks: &str) -> String {
    format!(
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//kigen//bench//JA\r\nMETHOD:PUBLISH\r\n{tasks}END:VCALENDAR\r\n"
    )
}

fn main() -> io::Result<()> {
    let arguments: Vec<usize> = std::env::args()
        .filter_map(|argument| argument.parse().ok())
        .collect();
    let files = arguments.first().copied().unwrap_or(100_000);
    let rounds = arguments.get(1).copied().unwrap_or(5);
    let folder = tempfile::tempdir()?;
    let (in_yaml, in_ics) = (folder.path().join("yaml"), folder.path().join("ics"));
    write(&in_yaml, files, "yaml", yaml)?;
    write(&in_ics, files, "ics", |number| calendar(&task(number)))?;
    println!(
        "{files} files of {} bytes (YAML) and {} bytes (ICS); {rounds} rounds, the best of each",
        yaml(0).len(),
        calendar(&task(0)).len()
    );
    for format in ["human", "json"] {
        let (mut yaml, mut ics) = (Duration::MAX, Duration::MAX);
        for _ in 0..rounds {
            yaml = yaml.min(kigen(&in_yaml, format, 0)?);
            ics = ics.min(kigen(&in_ics, format, 0)?);
        }
        println!(
            "{format:<5}  YAML {yaml:>9.3?}  ICS {ics:>9.3?}  ratio {:.2}",
            ics.as_secs_f64() / yaml.as_secs_f64()
        );
    }
    let mut tasks = String::new();
    for number in 0..EVENTS_IN_A_FEED {
        let _ = write!(tasks, "{}", task(number));
    }
    let feed = folder.path().join("feed.ics");
    fs::write(&feed, calendar(&tasks))?;
    let size = fs::metadata(&feed)?.len();
    println!(
        "a feed of {EVENTS_IN_A_FEED} events, {} MB; {rounds} rounds, the best of each:",
        size / 1_000_000
    );
    let (mut floor, mut human, mut json) = (Duration::MAX, Duration::MAX, Duration::MAX);
    for _ in 0..rounds {
        floor = floor.min(read_and_tokenize(&feed)?);
        human = human.min(kigen(&feed, "human", 0)?);
        json = json.min(kigen(&feed, "json", 0)?);
    }
    println!("read + content lines  {floor:>9.3?}");
    for (format, time) in [("human", human), ("json", json)] {
        let memory = common::memory(&feed, format).map_or_else(
            || "memory not measured (GNU time is not installed)".to_owned(),
            |kib| {
                format!(
                    "{:.0} MB, {:.1} times its size",
                    kib / 1000.0,
                    kib * 1024.0 / size as f64
                )
            },
        );
        println!(
            "{format:<5}  {time:>9.3?}  ratio {:.2}  {}",
            time.as_secs_f64() / floor.as_secs_f64(),
            memory
        );
    }
    Ok(())
}

/// The baseline: reads the file, unfolds and tokenizes it.
fn read_and_tokenize(path: &Path) -> io::Result<Duration> {
    let start = Instant::now();
    let source = docspan::Source::decode_calendar("feed.ics", fs::read(path)?)
        .map_err(|_| io::Error::other("the feed is not decoded"))?;
    let read = ical_span::lines::lines(source.text())
        .filter(Result::is_ok)
        .count();
    assert!(read > EVENTS_IN_A_FEED, "the feed was not read");
    Ok(start.elapsed())
}
