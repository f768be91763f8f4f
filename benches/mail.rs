//! Checks 10,000 mails of about 5 KB against mail-parser alone, in the same run on one core. Prints ratios; asserts
//! nothing.
//!
//! `cargo bench --bench mail -- [MAILS] [ROUNDS]` (default: 10,000 mails, 5 rounds).

#![allow(clippy::print_stdout, reason = "a benchmark prints its figures")]

use std::fs;
use std::hint::black_box;
use std::io;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use encoding_rs::{EUC_JP, Encoding, ISO_2022_JP, SHIFT_JIS, UTF_8};
use mail_parser::MessageParser;
use visible_text::Limits;

/// Size of a mail, in bytes.
const LENGTH: usize = 5_000;

const TEXT: &str = "標記の件につきまして、別添のとおり照会いたします。御多忙のところ恐縮ですが、内容を御確認の上、\r\n期限までに御回答くださいますようお願いいたします。なお、御不明な点がありましたら、下記まで御連絡ください。\r\n";

const ENCODINGS: [(&str, &Encoding); 4] = [
    ("iso-2022-jp", ISO_2022_JP),
    ("shift_jis", SHIFT_JIS),
    ("euc-jp", EUC_JP),
    ("utf-8", UTF_8),
];

/// A mail: alternating charsets, raw and in base64, and for every fourth with an HTML alternative.
fn mail(number: usize) -> Vec<u8> {
    let (label, encoding) = ENCODINGS[number % ENCODINGS.len()];
    let way = number / ENCODINGS.len() % 3;
    let mut text = String::from("財務省主計局　御中\r\n\r\n総務省行政管理局の山田です。\r\n");
    text.push_str("９月１２日（金）１７時までに御回答願います。\r\n\r\n");
    let room = match way {
        0 => LENGTH - 500,
        1 => (LENGTH - 500) * 3 / 4,
        _ => (LENGTH - 900) * 3 / 8,
    };
    while encoding.encode(&text).0.len() < room {
        text.push_str(TEXT);
    }
    let part = |kind: &str, text: &str, encoded: bool| -> Vec<u8> {
        let (bytes, _, _) = encoding.encode(text);
        let transfer = if encoded { "base64" } else { "8bit" };
        let mut out = format!(
            "Content-Type: text/{kind}; charset={label}\r\nContent-Transfer-Encoding: {transfer}\r\n\r\n"
        )
        .into_bytes();
        if encoded {
            out.extend_from_slice(base64(&bytes).as_bytes());
        } else {
            out.extend_from_slice(&bytes);
        }
        out
    };
    let mut out = format!(
        "Message-ID: <{number}@soumu.go.jp>\r\nFrom: =?UTF-8?B?{}?= <yamada@soumu.go.jp>\r\nTo: =?UTF-8?B?{}?= <shukei@mof.go.jp>\r\nDate: Tue, 09 Sep 2025 10:00:00 +0900\r\nSubject: =?UTF-8?B?{}?=\r\nMIME-Version: 1.0\r\n",
        base64("総務省行政管理局".as_bytes()).trim_end(),
        base64("財務省主計局".as_bytes()).trim_end(),
        base64("【照会】行政手続について".as_bytes()).trim_end(),
    )
    .into_bytes();
    if way < 2 {
        out.extend(part("plain", &text, way == 1));
        return out;
    }
    out.extend_from_slice(b"Content-Type: multipart/alternative; boundary=parts\r\n\r\n--parts\r\n");
    out.extend(part("plain", &text, true));
    out.extend_from_slice(b"\r\n--parts\r\n");
    let html = format!(
        "<html><body><p>{}</p></body></html>",
        text.replace("\r\n", "<br>\r\n")
    );
    out.extend(part("html", &html, true));
    out.extend_from_slice(b"\r\n--parts--\r\n");
    out
}

fn base64(bytes: &[u8]) -> String {
    const LETTERS: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut out = String::new();
    for (number, three) in bytes.chunks(3).enumerate() {
        if number > 0 && number % 19 == 0 {
            out.push_str("\r\n");
        }
        let bits = three.iter().fold(0_u32, |sum, byte| sum << 8 | u32::from(*byte));
        let bits = bits << (8 * (3 - three.len()));
        for letter in 0..4 {
            let sextet = (bits >> (18 - 6 * letter) & 63) as usize;
            out.push(if letter <= three.len() {
                char::from(LETTERS[sextet])
            } else {
                '='
            });
        }
    }
    out.push_str("\r\n");
    out
}

fn main() -> io::Result<()> {
    let arguments: Vec<usize> = std::env::args()
        .filter_map(|argument| argument.parse().ok())
        .collect();
    let count = arguments.first().copied().unwrap_or(10_000);
    let rounds = arguments.get(1).copied().unwrap_or(5);
    let folder = tempfile::tempdir()?;
    let mut bytes = 0;
    for number in 0..count {
        let mail = mail(number);
        bytes += mail.len();
        let within = folder.path().join(format!("{:03}", number / 1000));
        fs::create_dir_all(&within)?;
        fs::write(within.join(format!("{number:05}.eml")), mail)?;
    }
    println!(
        "{count} mails of {} bytes; {rounds} rounds, the best of each",
        bytes / count.max(1)
    );
    let mut best = [Duration::MAX; 4];
    for _ in 0..rounds {
        let alone = each(folder.path(), |mail| {
            black_box(MessageParser::default().parse(mail));
        })?;
        let read = each(folder.path(), |mail| {
            black_box(visible_text::mail::read(mail, &Limits::default()).is_ok());
        })?;
        let times = [
            alone,
            read,
            kigen(folder.path(), "human")?,
            kigen(folder.path(), "json")?,
        ];
        for (best, time) in best.iter_mut().zip(times) {
            *best = (*best).min(time);
        }
    }
    let [alone, rest @ ..] = best;
    println!("mail-parser alone       {alone:>9.3?}");
    for (name, time) in ["visible-text", "kigen check (human)", "kigen check (json)"]
        .iter()
        .zip(rest)
    {
        println!(
            "{name:<22}  {time:>9.3?}  ratio {:.2}",
            time.as_secs_f64() / alone.as_secs_f64()
        );
    }
    Ok(())
}

/// Time to find, open and read all mails of a folder.
fn each(folder: &Path, mut read: impl FnMut(&[u8])) -> io::Result<Duration> {
    let start = Instant::now();
    let mut folders: Vec<PathBuf> = vec![folder.to_owned()];
    while let Some(next) = folders.pop() {
        for entry in fs::read_dir(next)? {
            let entry = entry?;
            if entry.file_type()?.is_dir() {
                folders.push(entry.path());
            } else {
                read(&fs::read(entry.path())?);
            }
        }
    }
    Ok(start.elapsed())
}

/// Time of `kigen check` on one core.
fn kigen(folder: &Path, format: &str) -> io::Result<Duration> {
    let start = Instant::now();
    let status = Command::new(env!("CARGO_BIN_EXE_kigen"))
        .args([
            "check",
            "--no-config",
            "--now",
            "2025-09-08T10:00",
            "--format",
            format,
        ])
        .arg(folder)
        .env("RAYON_NUM_THREADS", "1")
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()?;
    assert_eq!(status.code(), Some(0), "kigen could not do its work");
    Ok(start.elapsed())
}
