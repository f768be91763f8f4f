//! Mail (RFC 5322, MIME).

mod structure;

use std::ops::Range;

use crate::blocks::{Block, Writer, blocks, with_line_ends};
use crate::charset;
use crate::header::{addresses, date, decode_encoded_words, unfolded};
use crate::places::{Places, Text};
use crate::transfer::{self, Transfer};
use crate::{Attachment, Document, Error, Limits, Notice, Problem, html, kind};
use structure::{MimePart, parts, value, values};

/// Reads a mail. Broken parts are skipped with a notice; a file that is not mail is an error.
pub fn read(bytes: &[u8], limits: &Limits) -> Result<Document, Error> {
    if bytes.trim_ascii().is_empty() || kind(bytes).is_some_and(|kind| kind != crate::Kind::Mail) {
        return Err(Error::NotOfThisKind);
    }
    if bytes.starts_with(&[0xFF, 0xFE]) || bytes.starts_with(&[0xFE, 0xFF]) {
        return Err(Error::Broken("UTF-16".to_owned()));
    }
    let start = header_start(bytes);
    let mut document = Document::default();
    let parts = parts(bytes, start, limits, &mut document.notices);
    if parts.first().is_some_and(|top| top.fields.is_empty()) && !is_text(bytes) {
        return Err(Error::NotOfThisKind);
    }
    let mut reader = Reader {
        bytes,
        limits,
        parts: &parts,
        document,
    };
    reader.header();
    let shown = reader.shown(0);
    let mut document = reader.document;
    let silent = shown.iter().all(|block| block.text.text.trim().is_empty());
    let has_notice = document
        .notices
        .iter()
        .any(|notice| !matches!(notice.problem, Problem::WrongCharset { .. } | Problem::NotClosed));
    if silent
        && !has_notice
        && document
            .attachments
            .iter()
            .all(|attachment| attachment.calendar.is_none())
    {
        let range = parts.first().map_or(0..0, |part| part.body.clone());
        let attached = document.attachments.as_slice();
        let problem = if attached.iter().any(is_tnef) {
            Problem::UnknownKind {
                media_type: "winmail.dat".to_owned(),
            }
        } else if attached
            .iter()
            .any(|attachment| attachment.media_type == "message/rfc822")
        {
            Problem::AttachedMailOnly
        } else {
            Problem::NoText
        };
        document.notices.push(Notice { problem, range });
    }
    document.blocks = shown;
    document.notices.dedup();
    Ok(document)
}

/// Whether bytes without a mail header may be text: they contain no control characters but those of line ends, pages and
/// encodings.
fn is_text(bytes: &[u8]) -> bool {
    let is_control = |byte: &u8| byte.is_ascii_control() && !byte.is_ascii_whitespace();
    // ESC, SO and SI of ISO-2022-JP, and the end of a file of DOS.
    let is_of_text = |byte: &u8| matches!(byte, 0x0E | 0x0F | 0x1A | 0x1B);
    !bytes.iter().any(|byte| is_control(byte) && !is_of_text(byte))
}

/// Start of the header, after a byte order mark, blank lines and the `From ` line of an mbox.
fn header_start(bytes: &[u8]) -> usize {
    let mut at = if bytes.starts_with(b"\xEF\xBB\xBF") { 3 } else { 0 };
    let rest = bytes.get(at..).unwrap_or_default();
    at += rest.len() - rest.trim_ascii_start().len();
    let rest = bytes.get(at..).unwrap_or_default();
    if rest.starts_with(b"From ") || rest.starts_with(b">From ") {
        at += memchr::memchr(b'\n', rest).map_or(rest.len(), |end| end + 1);
    }
    at
}

struct Reader<'a> {
    bytes: &'a [u8],
    limits: &'a Limits,
    parts: &'a [MimePart],
    document: Document,
}

impl Reader<'_> {
    fn header(&mut self) {
        let Some(top) = self.parts.first() else { return };
        if top.fields.is_empty() {
            self.add_notice(Problem::NoHeader, 0..top.body.start);
        }
        let limit = self.limits.text.min(1 << 20);
        let mut notices = Vec::new();
        let mut field = |name: &str| {
            let value = value(self.bytes, &top.fields, name)?;
            Some(unfolded(self.bytes, value, limit, &mut notices))
        };
        let from = field("From").or_else(|| field("Sender"));
        let (subject, sent) = (field("Subject"), field("Date"));
        let marked = field("X-Unsent").is_some_and(|value| value.text.trim() == "1");
        // Some programs write a field of recipients for each.
        let every = |name: &str, notices: &mut Vec<Notice>| -> Vec<Text> {
            values(self.bytes, &top.fields, name)
                .map(|value| unfolded(self.bytes, value, limit, notices))
                .collect()
        };
        let (to, cc) = (every("To", &mut notices), every("Cc", &mut notices));
        let most = self.limits.parts;
        let mut list = |texts: Vec<Text>| {
            let mut found = Vec::new();
            for text in texts {
                found.extend(addresses(&text, most.saturating_sub(found.len()), &mut notices));
            }
            found
        };
        let document = &mut self.document;
        document.from = list(from.into_iter().collect());
        document.to = list(to);
        document.cc = list(cc);
        document.subject = subject.map(|subject| decode_encoded_words(&subject, &mut notices));
        document.date = sent.filter(|sent| !sent.text.trim().is_empty()).map(|sent| {
            let at = date(&sent.text);
            (sent, at)
        });
        document.unsent = marked || document.date.is_none();
        document.notices.append(&mut notices);
    }

    fn add_notice(&mut self, problem: Problem, range: Range<usize>) {
        self.document.notices.push(Notice { problem, range });
    }

    /// Visible blocks of a part. Nesting is limited.
    fn shown(&mut self, index: usize) -> Vec<Block> {
        let parts = self.parts;
        let Some(part) = parts.get(index) else {
            return Vec::new();
        };
        if part.is_multipart() {
            return self.multipart(part);
        }
        let is_attachment = part.disposition.value == "attachment"
            || (index > 0 && part.name().is_some() && part.disposition.value != "inline");
        let kind = part.kind.value.as_str();
        if is_calendar(part) {
            self.attach(part);
            return Vec::new();
        }
        if is_encrypted(kind) {
            let by = part
                .kind
                .get("smime-type")
                .unwrap_or_default()
                .to_ascii_lowercase();
            let problem = match by.as_str() {
                "signed-data" | "signed-receipt" | "certs-only" => Problem::Signed,
                _ => Problem::Encrypted,
            };
            self.add_notice(problem, part.body.clone());
            self.attach(part);
            return Vec::new();
        }
        if is_attachment && index > 0 {
            self.attach(part);
            return Vec::new();
        }
        match kind {
            ""
            | "text"
            | "text/plain"
            | "text/html"
            | "text/markdown"
            | "text/x-markdown"
            | "application/xhtml+xml" => self.body(part, kind),
            // An invalid media type.
            _ if !kind.contains('/') => self.body(part, "text/plain"),
            "text/x-amp-html" | "text/x-watch-html" => Vec::new(),
            "message/rfc822"
            | "message/global"
            | "text/rfc822-headers"
            | "message/delivery-status"
            | "message/disposition-notification" => {
                self.attach(part);
                Vec::new()
            }
            _ if kind.starts_with("text/") || index == 0 => {
                self.add_notice(
                    Problem::UnknownKind {
                        media_type: kind.to_owned(),
                    },
                    part.body.clone(),
                );
                self.attach(part);
                Vec::new()
            }
            _ => {
                self.attach(part);
                Vec::new()
            }
        }
    }

    fn multipart(&mut self, part: &MimePart) -> Vec<Block> {
        if part.kind.value == "multipart/encrypted" {
            self.add_notice(Problem::Encrypted, part.body.clone());
            return Vec::new();
        }
        if part.too_deep {
            return Vec::new();
        }
        if part.children.is_empty() {
            // No boundary found: treat the content as text.
            self.add_notice(Problem::NotClosed, part.body.clone());
            return self.body(part, "text/plain");
        }
        let mut shown = Vec::new();
        match part.kind.value.as_str() {
            "multipart/alternative" => {
                let before = self.document.notices.len();
                let all: Vec<Vec<Block>> = part.children.iter().map(|child| self.shown(*child)).collect();
                shown = best_alternative(all);
                if !shown.is_empty() {
                    // The alternative not read has the same content.
                    let notices = self.document.notices.split_off(before);
                    let unknown = |notice: &Notice| matches!(notice.problem, Problem::UnknownKind { .. });
                    self.document
                        .notices
                        .extend(notices.into_iter().filter(|notice| !unknown(notice)));
                }
            }
            "multipart/related" => {
                let root = part.kind.get("start").and_then(|start| {
                    part.children
                        .iter()
                        .copied()
                        .find(|child| self.content_id(*child).as_deref() == Some(start.trim()))
                });
                let root = root.or_else(|| part.children.first().copied());
                for child in &part.children {
                    if Some(*child) == root {
                        shown.extend(self.shown(*child));
                    } else if let Some(child) = self.parts.get(*child) {
                        self.attach(child);
                    }
                }
            }
            _ => {
                for child in &part.children {
                    shown.extend(self.shown(*child));
                }
            }
        }
        shown
    }

    fn content_id(&self, index: usize) -> Option<String> {
        let part = self.parts.get(index)?;
        let value = value(self.bytes, &part.fields, "Content-ID")?;
        Some(String::from_utf8_lossy(self.bytes.get(value)?).trim().to_owned())
    }

    fn attach(&mut self, part: &MimePart) {
        let calendar = is_calendar(part).then(|| self.text(part)).flatten();
        self.document.attachments.push(Attachment {
            name: part.name().map(str::to_owned),
            media_type: part.kind.value.clone(),
            range: part.body.clone(),
            calendar,
        });
    }

    fn body(&mut self, part: &MimePart, kind: &str) -> Vec<Block> {
        let Some(text) = self.text(part) else {
            return Vec::new();
        };
        if text.text.trim_start().starts_with("-----BEGIN PGP MESSAGE-----") {
            self.add_notice(Problem::Encrypted, part.body.clone());
            return Vec::new();
        }
        let head = text.text.trim_start();
        let head = head
            .get(..head.floor_char_boundary(15))
            .unwrap_or_default()
            .to_ascii_lowercase();
        let unlabelled = kind.is_empty() && (head.starts_with("<html") || head.starts_with("<!doctype html"));
        if kind.ends_with("html") || kind.ends_with("xml") || unlabelled {
            let seen = html::visible_html(&text);
            return blocks(&seen.text, &seen.cited, Writer::OfMail(&self.document.from));
        }
        let flowed = part
            .kind
            .get("format")
            .is_some_and(|format| format.eq_ignore_ascii_case("flowed"));
        let deletes = part
            .kind
            .get("delsp")
            .is_some_and(|delsp| delsp.eq_ignore_ascii_case("yes"));
        let text = with_line_ends(text, flowed.then_some(deletes));
        blocks(&text, &[], Writer::OfMail(&self.document.from))
    }

    /// The decoded text of a part.
    fn text(&mut self, part: &MimePart) -> Option<Text> {
        let range = part.body.clone();
        let Some(transfer) = Transfer::by_label(&part.transfer) else {
            self.add_notice(
                Problem::UnknownTransfer {
                    label: part.transfer.trim().to_owned(),
                },
                range,
            );
            return None;
        };
        let end = range.end.min(range.start.saturating_add(self.limits.text));
        if end < range.end {
            self.add_notice(Problem::TooLong, end..range.end);
        }
        let raw = self.bytes.get(range.start..end).unwrap_or_default();
        let mut decoded = transfer::decode(transfer, raw, range.start);
        if decoded.strange > 0 {
            self.add_notice(Problem::BrokenTransfer, range.clone());
            // Mostly invalid characters: it was not base64.
            if transfer == Transfer::Base64 && decoded.strange * 4 > raw.len() {
                decoded = transfer::decode(Transfer::Identity, raw, range.start);
            }
        }
        let label = part.kind.get("charset").map(str::to_owned);
        let label = label.or_else(|| {
            part.kind
                .value
                .ends_with("html")
                .then(|| html::declared_charset(&decoded.bytes))
                .flatten()
        });
        let places = Places::first(decoded.map, transfer != Transfer::Identity);
        let text = charset::decode(&decoded.bytes, label.as_deref());
        if let Some(found) = text.charset.filter(|_| text.wrong_label) {
            self.add_notice(
                Problem::WrongCharset {
                    label,
                    found: found.name(),
                },
                range.clone(),
            );
        }
        if text.errors > 0 {
            self.add_notice(
                Problem::Unreadable {
                    characters: text.errors,
                },
                range,
            );
        }
        Some(Text {
            text: text.text,
            places: places.then(text.map),
        })
    }
}

/// The best of several alternatives: the last with content, or the plain one if it has the same words, since it is
/// verbatim in the file.
pub(crate) fn best_alternative(all: Vec<Vec<Block>>) -> Vec<Block> {
    fn words(blocks: &[Block]) -> impl Iterator<Item = char> + '_ {
        let all = blocks.iter().flat_map(|block| block.text.text.chars());
        all.filter(|character| !character.is_whitespace())
    }
    let mut spoken: Vec<Vec<Block>> = all
        .into_iter()
        .filter(|blocks| words(blocks).next().is_some())
        .collect();
    let Some(last) = spoken.pop() else {
        return Vec::new();
    };
    let same = spoken.into_iter().find(|blocks| words(blocks).eq(words(&last)));
    same.unwrap_or(last)
}

fn is_calendar(part: &MimePart) -> bool {
    let named = part.name().is_some_and(|name| {
        let name = name.to_ascii_lowercase();
        name.ends_with(".ics") || name.ends_with(".vcs")
    });
    matches!(
        part.kind.value.as_str(),
        "text/calendar" | "application/ics" | "text/x-vcalendar" | "application/calendar"
    ) || named
}

/// Outlook's container for text and attachments (TNEF).
fn is_tnef(attachment: &Attachment) -> bool {
    let named = attachment.name.as_deref();
    matches!(
        attachment.media_type.as_str(),
        "application/ms-tnef" | "application/vnd.ms-tnef"
    ) || named.is_some_and(|name| name.eq_ignore_ascii_case("winmail.dat"))
}

fn is_encrypted(kind: &str) -> bool {
    matches!(
        kind,
        "application/pkcs7-mime"
            | "application/x-pkcs7-mime"
            | "application/pgp-encrypted"
            | "message/partial"
            | "message/external-body"
    )
}
