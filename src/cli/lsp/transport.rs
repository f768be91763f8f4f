//! Frames on standard input and output: a header with the length, a blank line, JSON.
//!
//! What is not a message is answered with an error, and reading goes on at the next header: an editor
//! that sends one broken message keeps its server. Nothing is allocated on a header's word alone.

use std::io::{self, BufRead, Read, Write};
use std::thread::{self, JoinHandle};

use lsp_server::{Connection, Message};
use serde_json::{Value, json};

/// The longest message that is read, in bytes.
const MAX_BODY: usize = 64 * 1024 * 1024;
/// The longest line of a header.
const MAX_LINE: u64 = 4096;

const PARSE_ERROR: i32 = -32700;
const INVALID_REQUEST: i32 = -32600;

/// What comes in.
#[derive(Debug, PartialEq)]
pub(super) enum Frame {
    /// A message's bytes.
    Body(Vec<u8>),
    /// Something else, and what is wrong with it.
    Bad(&'static str),
    /// Nothing any more.
    End,
}

/// Reads frames.
pub(super) struct Frames<R> {
    input: R,
    /// The length of a header found while looking for one.
    found: Option<Option<usize>>,
}

impl<R: BufRead> Frames<R> {
    pub(super) fn new(input: R) -> Self {
        Self { input, found: None }
    }

    /// The next frame.
    pub(super) fn next(&mut self) -> io::Result<Frame> {
        let mut length = self.found.take();
        loop {
            let Some(line) = self.line()? else {
                return Ok(Frame::End);
            };
            let text = line.trim_ascii();
            if text.is_empty() {
                match length {
                    // Blank lines between messages are nobody's.
                    None => continue,
                    Some(length) => return self.body(length),
                }
            }
            let colon = text.iter().position(|byte| *byte == b':');
            let Some((name, value)) = colon.map(|at| text.split_at(at)) else {
                return self.lost("malformed header");
            };
            if name.eq_ignore_ascii_case(b"content-length") {
                length = Some(number(value.get(1..).unwrap_or_default()));
            }
        }
    }

    fn body(&mut self, length: Option<usize>) -> io::Result<Frame> {
        let Some(length) = length.filter(|length| *length <= MAX_BODY) else {
            return self.lost("Content-Length is no number, or too large");
        };
        let mut body = Vec::new();
        self.input.by_ref().take(length as u64).read_to_end(&mut body)?;
        Ok(if body.len() < length {
            Frame::End
        } else {
            Frame::Body(body)
        })
    }

    /// A line of a header; none at the end.
    fn line(&mut self) -> io::Result<Option<Vec<u8>>> {
        let mut line = Vec::new();
        self.input.by_ref().take(MAX_LINE).read_until(b'\n', &mut line)?;
        Ok((!line.is_empty()).then_some(line))
    }

    /// Goes on to the next header.
    fn lost(&mut self, why: &'static str) -> io::Result<Frame> {
        const HEADER: &[u8] = b"content-length:";
        let mut matched = 0;
        loop {
            let buffer = self.input.fill_buf()?;
            if buffer.is_empty() {
                return Ok(Frame::Bad(why));
            }
            let mut used = 0;
            for byte in buffer {
                used += 1;
                let byte = byte.to_ascii_lowercase();
                matched = if HEADER.get(matched) == Some(&byte) {
                    matched + 1
                } else {
                    // Its first letter does not come again in it.
                    usize::from(byte == b'c')
                };
                if matched == HEADER.len() {
                    break;
                }
            }
            self.input.consume(used);
            if matched == HEADER.len() {
                let value = self.line()?.unwrap_or_default();
                self.found = Some(number(&value));
                return Ok(Frame::Bad(why));
            }
        }
    }
}

fn number(text: &[u8]) -> Option<usize> {
    std::str::from_utf8(text).ok()?.trim().parse().ok()
}

/// A message from its bytes, or the answer to what is none.
pub(super) fn decode(body: &[u8]) -> Result<Message, Value> {
    let error = |id: Value, code: i32, message: String| json!({ "jsonrpc": "2.0", "id": id, "error": { "code": code, "message": message } });
    let value: Value =
        serde_json::from_slice(body).map_err(|why| error(Value::Null, PARSE_ERROR, why.to_string()))?;
    let id = value.get("id").cloned().unwrap_or_default();
    match serde_json::from_value(value) {
        // An id of a form that is not known must not make of a request something that nobody answers.
        Ok(Message::Notification(_)) if !id.is_null() => {
            Err(error(id, INVALID_REQUEST, "invalid id".to_owned()))
        }
        Ok(message) => Ok(message),
        Err(why) => Err(error(id, INVALID_REQUEST, why.to_string())),
    }
}

/// Writes a message in its frame.
pub(super) fn encode(message: &impl serde::Serialize) -> Vec<u8> {
    let body = serde_json::to_vec(message).unwrap_or_default();
    let mut frame = format!("Content-Length: {}\r\n\r\n", body.len()).into_bytes();
    frame.extend(body);
    frame
}

/// The threads that read and write.
pub(super) struct Io {
    writer: JoinHandle<()>,
}

impl Io {
    /// Waits until all that was sent is written. The reader may still wait for an input that never ends,
    /// and ends with the process.
    pub(super) fn finish(self) {
        let _ = self.writer.join();
    }
}

/// A connection over standard input and output.
pub(super) fn stdio() -> io::Result<(Connection, Io)> {
    let (ours, theirs) = Connection::memory();
    let Connection { sender, receiver } = theirs;
    let writer = thread::Builder::new().name("writer".to_owned()).spawn(move || {
        for message in receiver {
            if write(&encode(&Framed::new(&message))).is_err() {
                // The receiver is dropped: whoever sends is told that nobody listens.
                return;
            }
        }
    })?;
    thread::Builder::new().name("reader".to_owned()).spawn(move || {
        let mut frames = Frames::new(io::stdin().lock());
        loop {
            let answer = match frames.next() {
                Err(_) | Ok(Frame::End) => return,
                Ok(Frame::Bad(why)) => json!({
                    "jsonrpc": "2.0", "id": null, "error": { "code": PARSE_ERROR, "message": why },
                }),
                Ok(Frame::Body(body)) => match decode(&body) {
                    Ok(message) => {
                        let last = matches!(&message, Message::Notification(it) if it.method == "exit");
                        if sender.send(message).is_err() || last {
                            return;
                        }
                        continue;
                    }
                    Err(answer) => answer,
                },
            };
            if write(&encode(&answer)).is_err() {
                return;
            }
        }
    })?;
    Ok((ours, Io { writer }))
}

/// A message as it goes over the wire.
#[derive(serde::Serialize)]
struct Framed<'m> {
    jsonrpc: &'static str,
    #[serde(flatten)]
    message: &'m Message,
}

impl<'m> Framed<'m> {
    fn new(message: &'m Message) -> Self {
        Self {
            jsonrpc: "2.0",
            message,
        }
    }
}

/// Writes a whole frame: two threads write, and frames must not mix.
fn write(frame: &[u8]) -> io::Result<()> {
    let mut stdout = io::stdout().lock();
    stdout.write_all(frame)?;
    stdout.flush()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn frames(input: &[u8]) -> Vec<Frame> {
        let mut frames = Frames::new(input);
        let mut all = Vec::new();
        loop {
            match frames.next().unwrap() {
                Frame::End => return all,
                frame => all.push(frame),
            }
        }
    }

    fn body(text: &str) -> Frame {
        Frame::Body(text.as_bytes().to_vec())
    }

    #[test]
    fn frames_are_read_however_their_headers_are_written() {
        let input = b"Content-Length: 2\r\n\r\n{}content-length:3\nX-Other: a\n\n[1]\r\n\r\nContent-Length: 1\r\n\r\n1";
        assert_eq!(frames(input), [body("{}"), body("[1]"), body("1")]);
    }

    #[test]
    fn reading_goes_on_at_the_next_header() {
        let huge = Frame::Bad("Content-Length is no number, or too large");
        let input = b"Content-Length: 99999999999999999999\r\n\r\n{}Content-Length: 2\r\n\r\n{}";
        assert_eq!(frames(input), [huge, body("{}")]);
        let none = Frame::Bad("malformed header");
        let input = b"hello ccontent-length\r\nCONTENT-LENGTH: 2\r\n\r\n{}";
        assert_eq!(frames(input), [none, body("{}")]);
        assert_eq!(frames(b"Content-Length: 5\r\n\r\n{}"), []);
        assert_eq!(frames(b"").len(), 0);
    }

    #[test]
    fn what_is_no_message_is_answered() {
        assert_eq!(decode(b"{").unwrap_err()["error"]["code"], PARSE_ERROR);
        assert_eq!(decode(&[b'[', 0xff]).unwrap_err()["error"]["code"], PARSE_ERROR);
        let odd = decode(br#"{"id":99999999999,"method":"x"}"#).unwrap_err();
        assert_eq!(
            (&odd["error"]["code"], &odd["id"]),
            (&json!(INVALID_REQUEST), &json!(99_999_999_999_u64))
        );
        assert!(decode("[".repeat(100_000).as_bytes()).is_err());
        assert!(decode(br#"{"jsonrpc":"2.0","id":1,"method":"x"}"#).is_ok());
    }
}
