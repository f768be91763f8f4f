//! Outlook messages.

#![allow(clippy::unwrap_used)]

mod common;

use common::own;
use std::io::{Cursor, Write};

use encoding_rs::SHIFT_JIS;
use visible_text::{Document, Error, Kind, Limits, Problem, kind, msg};

/// Builder of a message from properties.
struct Message {
    file: cfb::CompoundFile<Cursor<Vec<u8>>>,
    fixed: Vec<(u16, u16, u64)>,
}

impl Message {
    fn new() -> Self {
        let file = cfb::CompoundFile::create(Cursor::new(Vec::new())).unwrap();
        Self {
            file,
            fixed: Vec::new(),
        }
    }

    fn stream(&mut self, path: &str, bytes: &[u8]) -> &mut Self {
        self.file.create_stream(path).unwrap().write_all(bytes).unwrap();
        self
    }

    fn wide(&mut self, id: u16, text: &str) -> &mut Self {
        let bytes: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        self.stream(&format!("/__substg1.0_{id:04X}001F"), &bytes)
    }

    fn narrow(&mut self, id: u16, text: &str) -> &mut Self {
        let (bytes, _, _) = SHIFT_JIS.encode(text);
        self.stream(&format!("/__substg1.0_{id:04X}001E"), &bytes)
    }

    fn fixed(&mut self, id: u16, kind: u16, value: u64) -> &mut Self {
        self.fixed.push((id, kind, value));
        self
    }

    fn recipient(&mut self, number: usize, kind: u64, name: &str, address: &str) -> &mut Self {
        let folder = format!("/__recip_version1.0_#{number:08X}");
        self.file.create_storage(&folder).unwrap();
        for (id, text) in [(0x3001, name), (0x39FE, address)] {
            let bytes: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
            self.stream(&format!("{folder}/__substg1.0_{id:04X}001F"), &bytes);
        }
        let table = table(8, &[(0x0C15, 3, kind)]);
        self.stream(&format!("{folder}/__properties_version1.0"), &table)
    }

    fn finish(&mut self) -> Vec<u8> {
        let table = table(32, &self.fixed);
        self.stream("/__properties_version1.0", &table);
        self.file.flush().unwrap();
        let file = std::mem::replace(
            &mut self.file,
            cfb::CompoundFile::create(Cursor::new(Vec::new())).unwrap(),
        );
        file.into_inner().into_inner()
    }
}

fn table(head: usize, fixed: &[(u16, u16, u64)]) -> Vec<u8> {
    let mut bytes = vec![0; head];
    for (id, kind, value) in fixed {
        bytes.extend_from_slice(&kind.to_le_bytes());
        bytes.extend_from_slice(&id.to_le_bytes());
        bytes.extend_from_slice(&6u32.to_le_bytes());
        bytes.extend_from_slice(&value.to_le_bytes());
    }
    bytes
}

fn read(bytes: &[u8]) -> Document {
    msg::read(bytes, &Limits::default()).unwrap()
}

/// 2025-09-09T08:30:00Z.
const SENT: u64 = (1_757_406_600 + 11_644_473_600) * 10_000_000;

#[test]
fn sender_recipients_times_and_body_are_read() {
    let bytes = Message::new()
        .wide(0x0037, "【照会】期限について")
        .wide(0x0C1A, "総務省行政管理局")
        .wide(0x5D01, "A@soumu.go.jp")
        .wide(
            0x1000,
            "9月11日（木）まで\r\n-----Original Message-----\r\n9月1日まで\r\n",
        )
        .fixed(0x0039, 0x40, SENT)
        .fixed(0x0E07, 3, 1)
        .recipient(0, 2, "写し", "c@cao.go.jp")
        .recipient(1, 1, "財務省主計局", "b@mof.go.jp")
        .finish();
    assert_eq!(kind(&bytes), Some(Kind::OutlookMessage));
    let read = read(&bytes);
    assert_eq!(read.subject.as_ref().unwrap().text, "【照会】期限について");
    assert_eq!(read.from[0].domain(), Some("soumu.go.jp"));
    assert_eq!(read.from[0].name.as_deref(), Some("総務省行政管理局"));
    assert_eq!((read.to.len(), read.cc.len()), (1, 1));
    assert_eq!(read.to[0].name.as_deref(), Some("財務省主計局"));
    let at = read.date.as_ref().unwrap().1.unwrap();
    assert_eq!(
        (at.year, at.month, at.day, at.hour, at.minute),
        (2025, 9, 9, 8, 30)
    );
    assert!(!read.unsent);
    assert_eq!(own(&read), "9月11日（木）まで\n");
    assert_eq!(read.notices, []);
    let place = read.blocks[0].text.places.in_file(0..3).unwrap();
    assert!(place.len() > 3 && place.len() < bytes.len() && read.blocks[0].text.places.is_encoded());
}

#[test]
fn a_draft_is_one_that_is_marked_or_was_never_submitted() {
    let marked = Message::new()
        .wide(0x1000, "x")
        .fixed(0x0E07, 3, 9)
        .fixed(0x0E06, 0x40, SENT)
        .finish();
    assert!(read(&marked).unsent && read(&marked).date.is_none());
    assert!(read(&Message::new().wide(0x1000, "x").finish()).unsent);
}

#[test]
fn texts_of_one_byte_are_in_the_code_page_of_the_message() {
    for page in [932u64, 0, 1252] {
        let bytes = Message::new()
            .narrow(0x0037, "期限について（照会）")
            .narrow(0x1000, "９月11日までに御回答願います。")
            .fixed(0x3FFD, 3, page)
            .finish();
        let read = read(&bytes);
        assert_eq!(
            read.subject.as_ref().unwrap().text,
            "期限について（照会）",
            "{page}"
        );
        assert_eq!(own(&read), "９月11日までに御回答願います。");
    }
}

#[test]
fn names_are_in_the_code_page_that_the_text_shows_and_a_wrong_one_is_said() {
    let bytes = Message::new()
        .narrow(0x0037, "期限について（照会）")
        .narrow(0x1000, "９月11日までに御回答願います。")
        .narrow(0x0C1A, "総務省行政管理局")
        .narrow(0x0E04, "財務省主計局")
        .fixed(0x3FFD, 3, 1252)
        .finish();
    let read = read(&bytes);
    assert_eq!(read.from[0].name.as_deref(), Some("総務省行政管理局"));
    assert_eq!(read.to[0].name.as_deref(), Some("財務省主計局"));
    let wrong = Problem::WrongCharset {
        label: Some("windows-1252".to_owned()),
        found: "Shift_JIS",
    };
    let said: Vec<_> = read.notices.iter().map(|notice| &notice.problem).collect();
    assert_eq!(said, [&wrong]);
}

#[test]
fn html_in_another_code_page_than_declared_is_said() {
    let bytes = Message::new()
        .stream(
            "/__substg1.0_10130102",
            "<p>９月11日までに御回答願います。".as_bytes(),
        )
        .fixed(0x3FDE, 3, 932)
        .finish();
    let read = read(&bytes);
    assert_eq!(own(&read), "９月11日までに御回答願います。");
    assert!(matches!(
        &read.notices[0].problem,
        Problem::WrongCharset { label: Some(label), found: "UTF-8" } if label == "Shift_JIS"
    ));
}

#[test]
fn rich_text_with_a_wrong_checksum_is_read_and_said() {
    // The example of MS-OXRTFCP, with another character in its contents.
    let mut rich = vec![
        0x2d, 0, 0, 0, 0x2b, 0, 0, 0, 0x4c, 0x5a, 0x46, 0x75, 0xf1, 0xc5, 0xc7, 0xa7, 0x03, 0x00, 0x0a, 0x00,
        0x72, 0x63, 0x70, 0x67, 0x31, 0x32, 0x35, 0x42, 0x32, 0x0a, 0xf3, 0x20, 0x68, 0x65, 0x6c, 0x09, 0x00,
        0x20, 0x62, 0x77, 0x05, 0xb0, 0x6c, 0x64, 0x7d, 0x0a, 0x80, 0x0f, 0xa0,
    ];
    for (byte, text, is_said) in [(0x68, "hello world", false), (0x6a, "jello world", true)] {
        rich[32] = byte;
        let bytes = Message::new().stream("/__substg1.0_10090102", &rich).finish();
        let read = read(&bytes);
        assert_eq!(own(&read).trim(), text);
        let broken =
            |problem: &Problem| matches!(problem, Problem::Broken { part } if part == "PidTagRtfCompressed");
        assert_eq!(read.notices.iter().any(|notice| broken(&notice.problem)), is_said);
    }
}

#[test]
fn html_and_rich_text_are_read_where_there_is_no_plain_text() {
    let html = "<html><p>9月11日<s>10日</s>まで</p>";
    let bytes = Message::new()
        .stream("/__substg1.0_10130102", html.as_bytes())
        .finish();
    assert_eq!(own(&read(&bytes)), "9月11日まで");
    let wide = Message::new()
        .wide(0x1013, html)
        .wide(0x1000, "9月11日 10日 まで")
        .finish();
    assert_eq!(own(&read(&wide)), "9月11日まで");
    let rich = r"{\rtf1\ansi\fromhtml1 {\*\htmltag64 <p>}9\u26376?11{\*\htmltag72 </p>}}";
    let bytes = Message::new()
        .stream("/__substg1.0_10090102", &uncompressed(rich))
        .finish();
    assert_eq!(own(&read(&bytes)), "9月11");
    let plain = r"{\rtf1\ansi\ansicpg932 9\'8c\'8e11\par x}";
    let bytes = Message::new()
        .stream("/__substg1.0_10090102", &uncompressed(plain))
        .finish();
    assert_eq!(own(&read(&bytes)), "9月11\nx");
}

fn uncompressed(text: &str) -> Vec<u8> {
    let len = u32::try_from(text.len()).unwrap();
    let mut bytes = Vec::new();
    for word in [len + 12, len, 0x414C_454D, 0] {
        bytes.extend_from_slice(&word.to_le_bytes());
    }
    bytes.extend_from_slice(text.as_bytes());
    bytes
}

/// Named properties of an appointment, by number.
const APPOINTMENT: [u32; 5] = [0x820D, 0x820E, 0x8208, 0x8215, 0x8223];

impl Message {
    /// An appointment whose named properties have ids from 0x8000 on.
    fn appointment(&mut self, class: &str) -> &mut Self {
        let set = [0x02, 0x20, 0x06, 0x00, 0, 0, 0, 0, 0xC0, 0, 0, 0, 0, 0, 0, 0x46];
        let mut entries = Vec::new();
        for (index, name) in (0u16..).zip(APPOINTMENT) {
            entries.extend_from_slice(&name.to_le_bytes());
            // The second property set listed in the message, by number.
            entries.extend_from_slice(&(4u16 << 1).to_le_bytes());
            entries.extend_from_slice(&index.to_le_bytes());
        }
        self.file.create_storage("/__nameid_version1.0").unwrap();
        let sets = [[9; 16], set].concat();
        self.stream("/__nameid_version1.0/__substg1.0_00020102", &sets)
            .stream("/__nameid_version1.0/__substg1.0_00030102", &entries)
            .wide(0x001A, class)
            .wide(0x1000, "定員要求のヒアリングです。")
    }
}

#[test]
fn the_times_of_an_appointment_are_its_meetings() {
    const HOUR: u64 = 3_600 * 10_000_000;
    let bytes = Message::new()
        .appointment("IPM.Appointment")
        .fixed(0x8000, 0x40, SENT)
        .fixed(0x8001, 0x40, SENT + HOUR)
        .wide(0x8002, "会議室A")
        .finish();
    let document = read(&bytes);
    let meeting = document.meeting.unwrap();
    assert_eq!(
        meeting.words.text,
        "2025-09-09T17:30:00+09:00/2025-09-09T18:30:00+09:00"
    );
    assert_eq!((meeting.start.hour, meeting.start.offset_minutes), (17, 540));
    assert_eq!(meeting.place.unwrap().text, "会議室A");
    assert!(document.notices.is_empty() && !meeting.whole_days);
    // From 9 September 0:00 to 11 September 0:00 Japan time, recurring.
    let midnight = SENT - 17 * HOUR - HOUR / 2;
    let bytes = Message::new()
        .appointment("IPM.Schedule.Meeting.Request")
        .fixed(0x8000, 0x40, midnight)
        .fixed(0x8001, 0x40, midnight + 48 * HOUR)
        .fixed(0x8003, 0x0B, 1)
        .fixed(0x8004, 0x0B, 1)
        .finish();
    let document = read(&bytes);
    let meeting = document.meeting.unwrap();
    assert!(meeting.whole_days);
    assert_eq!(meeting.words.text, "2025-09-09/2025-09-11");
    assert_eq!(document.notices[0].problem, Problem::Recurring);
    // Without names, by the common properties; an answer to an invitation holds none.
    let common = |class: &str| {
        let bytes = Message::new()
            .wide(0x001A, class)
            .fixed(0x0060, 0x40, SENT)
            .wide(0x1000, "x")
            .finish();
        read(&bytes)
    };
    let meeting = common("IPM.Appointment").meeting.unwrap();
    assert_eq!(meeting.words.text, "2025-09-09T17:30:00+09:00");
    let answer = common("IPM.Schedule.Meeting.Resp.Pos");
    assert!(answer.meeting.is_none());
    assert_eq!((own(&answer).as_str(), answer.notices.len()), ("x", 0));
    let silent = Message::new()
        .wide(0x001A, "IPM.Schedule.Meeting.Resp.Neg")
        .finish();
    assert_eq!(read(&silent).notices, []);
}

#[test]
fn a_task_is_due_on_its_day() {
    let mut task = Message::new();
    let set = [0x03, 0x20, 0x06, 0x00, 0, 0, 0, 0, 0xC0, 0, 0, 0, 0, 0, 0, 0x46];
    let entry = [0x05, 0x81, 0, 0, 3 << 1, 0, 0, 0];
    task.file.create_storage("/__nameid_version1.0").unwrap();
    task.stream("/__nameid_version1.0/__substg1.0_00020102", &set)
        .stream("/__nameid_version1.0/__substg1.0_00030102", &entry)
        .wide(0x001A, "IPM.Task")
        .fixed(0x8000, 0x40, SENT);
    let document = read(&task.finish());
    assert_eq!(document.due.unwrap().0.text, "2025-09-09");
    assert_eq!(document.notices, []);
    // A task without a due is read by its text; without a text it raises a notice.
    let bare = |text: &str| {
        let mut task = Message::new();
        task.wide(0x001A, "IPM.Task").wide(0x1000, text);
        read(&task.finish())
    };
    assert_eq!(bare("9月11日まで").notices, []);
    assert!(matches!(bare("").notices[0].problem, Problem::UnknownKind { .. }));
}

#[test]
fn what_cannot_be_read_is_said() {
    let says = |bytes: &[u8]| {
        read(bytes)
            .notices
            .into_iter()
            .map(|notice| notice.problem)
            .collect::<Vec<_>>()
    };
    assert_eq!(says(&Message::new().finish()), [Problem::NoText]);
    let sealed = Message::new().wide(0x001A, "IPM.Note.SMIME").finish();
    assert_eq!(says(&sealed), [Problem::Encrypted]);
    let meeting = Message::new()
        .wide(0x001A, "IPM.Appointment")
        .wide(0x1000, "x")
        .finish();
    assert!(matches!(says(&meeting)[0], Problem::UnknownKind { .. }));
    for rich in [&b""[..], b"\x01", b"0123456789abcdef", &[0xFF; 40]] {
        let bytes = Message::new().stream("/__substg1.0_10090102", rich).finish();
        assert!(matches!(says(&bytes)[0], Problem::Broken { .. }));
    }
    let mut claims = uncompressed("{\\rtf1 x}");
    claims[4..8].copy_from_slice(&u32::MAX.to_le_bytes());
    let bytes = Message::new().stream("/__substg1.0_10090102", &claims).finish();
    assert!(says(&bytes).contains(&Problem::TooLong));
}

#[test]
fn broken_containers_are_refused_without_a_panic() {
    let bytes = Message::new()
        .wide(0x1000, "9月11日まで")
        .wide(0x0037, "x")
        .recipient(0, 1, "a", "a@b")
        .stream("/__substg1.0_10090102", &uncompressed("{\\rtf1 x}"))
        .finish();
    for len in (0..bytes.len()).step_by(64) {
        let _ = msg::read(&bytes[..len], &Limits::default());
    }
    let mut state = 0x9E37_79B9_7F4A_7C15u64;
    for _ in 0..3_000 {
        let mut broken = bytes.clone();
        for _ in 0..4 {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            let at = (state >> 20) as usize % broken.len();
            broken[at] = state as u8;
        }
        let _ = msg::read(&broken, &Limits::default());
    }
    let other = cfb::CompoundFile::create(Cursor::new(Vec::new()))
        .unwrap()
        .into_inner()
        .into_inner();
    assert!(matches!(
        msg::read(&other, &Limits::default()),
        Err(Error::Broken(_))
    ));
    assert_eq!(
        msg::read(b"x", &Limits::default()).unwrap_err(),
        Error::NotOfThisKind
    );
}

#[test]
fn what_the_properties_lack_is_taken_from_the_header_of_the_mail() {
    let header = "From: =?UTF-8?B?57eP5YuZ55yB?= <a@soumu.go.jp>\r\nTo: b@mof.go.jp\r\nDate: Mon, 08 Sep 2025 09:30:00 +0900\r\n";
    let bytes = Message::new()
        .wide(0x007D, header)
        .wide(0x0E1D, "照会")
        .wide(0x1000, "x")
        .finish();
    let read = read(&bytes);
    assert_eq!(read.from[0].name.as_deref(), Some("総務省"));
    assert_eq!(read.to[0].domain(), Some("mof.go.jp"));
    assert!(!read.unsent && read.date.is_some());
    assert_eq!(read.subject.unwrap().text, "照会");
}
