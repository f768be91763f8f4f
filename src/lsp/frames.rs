//! Framing: a header with the length, a blank line, JSON.
//!
//! Invalid input is answered with an error, and reading resumes at the next header: one broken message does not end
//! the session. Nothing is allocated by the header's length alone.

use std::io::{self, BufRead, Read};

use lsp_server::Message;
use serde_json::{Value, json};

/// Limit on the bytes of a message.
const MAX_BODY: usize = 64 * 1024 * 1024;
/// Limit on the JSON values of a message: each takes many times its bytes in memory.
const MAX_VALUES: usize = 500_000;
/// Limit on the bytes of an id that is repeated in an answer.
const MAX_ID: usize = 1024;
/// Limit on the bytes of a header line.
const MAX_LINE: u64 = 4096;
/// The header with a message's length, in lower case.
const HEADER: &[u8] = b"content-length:";

/// JSON-RPC error code for invalid JSON or framing.
pub const PARSE_ERROR: i32 = -32700;
const INVALID_REQUEST: i32 = -32600;

/// The next item of the input.
#[derive(Debug, PartialEq)]
pub enum Frame {
    /// A message's bytes.
    Body(Vec<u8>),
    /// Invalid input, and why.
    Bad(&'static str),
    /// End of input.
    End,
}

/// The length in a header; None if it is invalid.
type Length = Option<usize>;

/// Reads frames.
pub struct Frames<R> {
    input: R,
    /// The rest of a body that was no message, from a header inside it on: read before the input.
    replay: io::Cursor<Vec<u8>>,
    /// The length in a header found while resynchronising.
    found: Option<Length>,
}

impl<R: BufRead> Frames<R> {
    /// Frames of an input.
    pub fn new(input: R) -> Self {
        Self {
            input,
            replay: io::Cursor::default(),
            found: None,
        }
    }

    /// Reads the next frame.
    ///
    /// # Errors
    /// An I/O error of the input.
    pub fn read(&mut self) -> io::Result<Frame> {
        let mut length = self.found.take();
        let mut is_header = length.is_some();
        loop {
            let Some(line) = self.line()? else {
                return Ok(Frame::End);
            };
            let text = line.trim_ascii();
            if text.is_empty() {
                match length {
                    Some(length) => return self.body(length),
                    None if is_header => return self.skip_to_header(&[], "no Content-Length"),
                    // Blank lines between messages are skipped.
                    None => continue,
                }
            }
            let colon = text.iter().position(|byte| *byte == b':');
            let header = colon.map(|at| text.split_at(at));
            let Some((name, value)) = header.filter(|(name, _)| is_name(name)) else {
                return self.skip_to_header(&line, "malformed header");
            };
            is_header = true;
            if name.eq_ignore_ascii_case(b"content-length") {
                let value = number(value.get(1..).unwrap_or_default());
                // Two different lengths are invalid.
                length = Some(value.filter(|_| length.is_none_or(|known| known == value)));
            }
        }
    }

    fn body(&mut self, length: Length) -> io::Result<Frame> {
        let Some(length) = length.filter(|length| *length <= MAX_BODY) else {
            return self.skip_to_header(&[], "Content-Length is no number, or too large");
        };
        let mut body = Vec::new();
        self.take(length as u64).read_to_end(&mut body)?;
        Ok(if body.len() < length {
            Frame::End
        } else {
            Frame::Body(body)
        })
    }

    /// Rereads an invalid body from a header inside it on, since its length may have been too large. In valid JSON a
    /// text has no raw line end, so the header is none of a message's text.
    pub fn resync(&mut self, body: &[u8]) {
        let after = |at: usize| {
            let value = body.get(at + HEADER.len()..)?;
            let value = value.get(..value.iter().position(|byte| *byte == b'\n')?)?;
            number(value)
        };
        let mut starts = body.windows(HEADER.len()).enumerate();
        let at = starts.find(|(at, text)| text.eq_ignore_ascii_case(HEADER) && after(*at).is_some());
        if let Some(rest) = at.and_then(|(at, _)| body.get(at..)) {
            let read = usize::try_from(self.replay.position()).unwrap_or_default();
            let mut rest = rest.to_vec();
            rest.extend(self.replay.get_ref().get(read..).unwrap_or_default());
            self.replay = io::Cursor::new(rest);
        }
    }

    fn take(&mut self, most: u64) -> impl BufRead {
        (&mut self.replay).chain(&mut self.input).take(most)
    }

    /// A header line; None at the end.
    fn line(&mut self) -> io::Result<Option<Vec<u8>>> {
        let mut line = Vec::new();
        self.take(MAX_LINE).read_until(b'\n', &mut line)?;
        Ok((!line.is_empty()).then_some(line))
    }

    /// Skips to the next header, in `line` or after it.
    fn skip_to_header(&mut self, line: &[u8], why: &'static str) -> io::Result<Frame> {
        let mut matched = 0;
        let mut matches = |byte: u8| {
            let byte = byte.to_ascii_lowercase();
            matched = if HEADER.get(matched) == Some(&byte) {
                matched + 1
            } else {
                // `c` occurs only at the start of a possible match, so no other prefix can be continued.
                usize::from(byte == b'c')
            };
            matched == HEADER.len()
        };
        if let Some(at) = line.iter().position(|byte| matches(*byte)) {
            let mut value = line.get(at + 1..).unwrap_or_default().to_vec();
            if !value.ends_with(b"\n") {
                value.extend(self.line()?.unwrap_or_default());
            }
            self.found = Some(number(&value));
            return Ok(Frame::Bad(why));
        }
        loop {
            let mut rest = self.take(u64::MAX);
            let buffer = rest.fill_buf()?;
            if buffer.is_empty() {
                return Ok(Frame::Bad(why));
            }
            let at = buffer.iter().position(|byte| matches(*byte));
            let used = at.map_or(buffer.len(), |at| at + 1);
            rest.consume(used);
            drop(rest);
            if at.is_some() {
                let value = self.line()?.unwrap_or_default();
                self.found = Some(number(&value));
                return Ok(Frame::Bad(why));
            }
        }
    }
}

/// Whether bytes are a valid header name (RFC 9110 5.1).
fn is_name(name: &[u8]) -> bool {
    !name.is_empty()
        && name
            .iter()
            .all(|byte| byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(byte))
}

fn number(text: &[u8]) -> Length {
    let text = text.trim_ascii();
    let is_number = text.iter().all(u8::is_ascii_digit);
    std::str::from_utf8(text).ok().filter(|_| is_number)?.parse().ok()
}

/// An upper bound on the JSON values of a body: each but the first follows one of these characters.
fn values(body: &[u8]) -> usize {
    let (mut count, mut in_text, mut is_escaped) = (1_usize, false, false);
    for byte in body {
        match byte {
            _ if is_escaped => is_escaped = false,
            b'\\' if in_text => is_escaped = true,
            b'"' => in_text = !in_text,
            b',' | b'[' | b'{' if !in_text => count += 1,
            _ => {}
        }
    }
    count
}

/// A message from its bytes.
///
/// # Errors
/// The JSON-RPC error to answer with.
pub fn decode(body: &[u8]) -> Result<Message, Value> {
    let error = |id: Value, code: i32, message: String| json!({ "jsonrpc": "2.0", "id": id, "error": { "code": code, "message": message } });
    if values(body) > MAX_VALUES {
        return Err(error(Value::Null, PARSE_ERROR, "too many values".to_owned()));
    }
    let value: Value =
        serde_json::from_slice(body).map_err(|why| error(Value::Null, PARSE_ERROR, why.to_string()))?;
    let id = match value.get("id") {
        Some(Value::String(id)) if id.len() > MAX_ID => {
            return Err(error(Value::Null, INVALID_REQUEST, "id too long".to_owned()));
        }
        Some(id @ (Value::String(_) | Value::Number(_))) => id.clone(),
        // An invalid id is not echoed.
        Some(Value::Bool(_) | Value::Array(_) | Value::Object(_)) => {
            return Err(error(Value::Null, INVALID_REQUEST, "invalid id".to_owned()));
        }
        Some(Value::Null) | None => Value::Null,
    };
    match serde_json::from_value(value) {
        // With an id of an unknown form a request would deserialize as a notification, and get no answer.
        Ok(Message::Notification(_)) if !id.is_null() => {
            Err(error(id, INVALID_REQUEST, "invalid id".to_owned()))
        }
        Ok(message) => Ok(message),
        Err(why) => Err(error(id, INVALID_REQUEST, why.to_string())),
    }
}

/// A message with its frame.
pub fn encode(message: &impl serde::Serialize) -> Vec<u8> {
    let body = serde_json::to_vec(message).unwrap_or_default();
    let mut frame = format!("Content-Length: {}\r\n\r\n", body.len()).into_bytes();
    frame.extend(body);
    frame
}

#[cfg(test)]
mod tests {
    use super::*;

    fn frames(input: &[u8]) -> Vec<Frame> {
        let mut frames = Frames::new(input);
        let mut all = Vec::new();
        loop {
            match frames.read().unwrap() {
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
        let huge = || Frame::Bad("Content-Length is no number, or too large");
        let input = b"Content-Length: 99999999999999999999\r\n\r\n{}Content-Length: 2\r\n\r\n{}";
        assert_eq!(frames(input), [huge(), body("{}")]);
        let none = Frame::Bad("malformed header");
        let input = b"hello ccontent-length\r\nCONTENT-LENGTH: 2\r\n\r\n{}";
        assert_eq!(frames(input), [none, body("{}")]);
        assert_eq!(frames(b"Content-Length: 5\r\n\r\n{}"), []);
        let none = || Frame::Bad("no Content-Length");
        let two = "Content-Length: 2\r\n\r\n{}";
        let read = |before: &str| frames(format!("{before}{two}{two}").as_bytes());
        for before in [
            "X-Foo: 1\r\n\r\n{}",
            "X-Foo: 1\n\n",
            "A: 1\r\nB: 2\r\n\r\n{\"a\":\r\n\r\n1}\r\n",
        ] {
            assert_eq!(read(before), [none(), body("{}"), body("{}")], "{before:?}");
        }
        let bad = || Frame::Bad("malformed header");
        let long = "x".repeat(10_000);
        for before in [
            // No blank line; a length that is too small; other text, also longer than a header line.
            "Content-Length: 2\r\n{}",
            "{\"id\":1}",
            "rest of a message: \"x\"}",
            "ccontent-length ",
            &format!("{long} "),
            &format!("{}conte", &long[..4090]),
        ] {
            assert_eq!(read(before), [bad(), body("{}"), body("{}")], "{before:?}");
        }
        for length in [
            "-2",
            "+2",
            "2x",
            "",
            "99999999999",
            "0x2",
            "2\r\nContent-Length: 3",
        ] {
            let before = format!("Content-Length: {length}\r\n\r\n{{}}");
            assert_eq!(read(&before), [huge(), body("{}"), body("{}")], "{before:?}");
        }
        assert_eq!(frames(b"").len(), 0);
    }

    #[test]
    fn lengths_of_a_body_and_of_a_line_of_its_header_have_bounds() {
        let with_length = |length: usize| frames(format!("Content-Length: {length}\r\n\r\n{{}}").as_bytes());
        // The body ends early; a length past the limit is not waited for.
        assert_eq!(with_length(MAX_BODY), []);
        assert_eq!(
            with_length(MAX_BODY + 1),
            [Frame::Bad("Content-Length is no number, or too large")]
        );
        let most = usize::try_from(MAX_LINE).unwrap();
        let with_header = |bytes: usize| {
            let name = "X: ".to_owned() + &"x".repeat(bytes - 5);
            frames(format!("{name}\r\nContent-Length: 2\r\n\r\n{{}}").as_bytes())
        };
        assert_eq!(with_header(most), [body("{}")]);
        assert_eq!(
            with_header(most + 10),
            [Frame::Bad("malformed header"), body("{}")]
        );
    }

    #[test]
    fn a_length_that_is_too_large_loses_no_other_message() {
        let two = "Content-Length: 2\r\n\r\n{}";
        let input = format!("Content-Length: 40\r\n\r\n[1]{two}{two}{two}{two}");
        let mut frames = Frames::new(input.as_bytes());
        let Frame::Body(taken) = frames.read().unwrap() else {
            panic!("a body");
        };
        assert!(decode(&taken).is_err());
        frames.resync(&taken);
        for _ in 0..4 {
            assert_eq!(frames.read().unwrap(), body("{}"));
        }
        assert_eq!(frames.read().unwrap(), Frame::End);
        // The words inside a JSON text are no header.
        let mut frames = Frames::new(&b""[..]);
        frames.resync(br#"{"text":"Content-Length: 2\r\n\r\n{}"#);
        assert_eq!(frames.read().unwrap(), Frame::End);
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
        for (length, answered) in [(MAX_ID, true), (MAX_ID + 1, false), (1_000_000, false)] {
            let id = "x".repeat(length);
            let odd = json!({"jsonrpc": "2.0", "id": id, "method": 1}).to_string();
            let answer = decode(odd.as_bytes()).unwrap_err();
            assert_eq!(answer["id"] == json!(id), answered);
            assert!(answer["error"]["message"].as_str().unwrap().len() < 200);
            let request = json!({"jsonrpc": "2.0", "id": id, "method": "x"}).to_string();
            assert_eq!(decode(request.as_bytes()).is_ok(), answered);
        }
        for id in ["[1]", "{}", "true"] {
            let odd = format!(r#"{{"id":{id},"method":"x"}}"#);
            assert_eq!(decode(odd.as_bytes()).unwrap_err()["id"], Value::Null, "{id}");
        }
        let many = |count: usize| {
            format!(
                r#"{{"method":"x","params":[{}0,"[,[\"],["]}}"#,
                "0,".repeat(count)
            )
        };
        // The mapping, the list and its elements; a comma inside a text does not count.
        assert!(decode(many(MAX_VALUES - 6).as_bytes()).is_ok());
        let error = decode(many(MAX_VALUES).as_bytes()).unwrap_err();
        assert_eq!(error["error"]["code"], PARSE_ERROR);
        assert!(decode("[".repeat(100_000).as_bytes()).is_err());
        assert!(decode(br#"{"jsonrpc":"2.0","id":1,"method":"x"}"#).is_ok());
    }
}
