//! Messages on standard input and output, with a thread each for reading and writing.

use std::io::{self, Write};
use std::thread;
use std::time::Duration;

use crossbeam_channel::{Receiver, Sender, bounded};
use lsp_server::{Connection, Message};
use serde_json::json;

use crate::lsp::{Frame, Frames, PARSE_ERROR, decode, encode};

/// Limit on unprocessed messages; the reader then stops reading.
const QUEUED_LIMIT: usize = 256;
/// Limit on their bytes; a single message may exceed it.
const MAX_QUEUED_BYTES: usize = 64 * 1024 * 1024;
/// Poll interval of the reader while it waits for them to be processed.
const POLL_INTERVAL: Duration = Duration::from_millis(1);
/// Limit on unsent messages; until the client reads, nothing more is processed.
const UNSENT_LIMIT: usize = 16;
/// How long to wait at the end for a client to read.
const FLUSH_TIMEOUT: Duration = Duration::from_secs(10);

/// The reader and writer threads.
pub(super) struct Io {
    written: Receiver<()>,
}

impl Io {
    /// Waits until everything is written, or nobody has read it for a while. The reader may block on an input that
    /// never ends; it ends with the process.
    pub(super) fn finish(self) {
        let _ = self.written.recv_timeout(FLUSH_TIMEOUT);
    }
}

/// A connection over standard input and output.
pub(super) fn stdio() -> io::Result<(Connection, Io)> {
    let (sender, incoming) = bounded(QUEUED_LIMIT);
    let (outgoing, receiver) = bounded::<Message>(UNSENT_LIMIT);
    let ours = Connection {
        sender: outgoing,
        receiver: incoming,
    };
    let (done, written) = bounded(1);
    thread::Builder::new().name("writer".to_owned()).spawn(move || {
        // Dropped when the thread ends, which wakes `finish`.
        let _done: Sender<()> = done;
        for message in receiver {
            if write(&encode(&Framed::new(&message))).is_err() {
                // Dropping the receiver makes senders fail.
                return;
            }
        }
    })?;
    thread::Builder::new().name("reader".to_owned()).spawn(move || {
        let mut frames = Frames::new(io::stdin().lock());
        let mut queued = QueuedBytes::default();
        loop {
            let answer = match frames.read() {
                Err(_) | Ok(Frame::End) => return,
                Ok(Frame::Bad(why)) => json!({
                    "jsonrpc": "2.0", "id": null, "error": { "code": PARSE_ERROR, "message": why },
                }),
                Ok(Frame::Body(body)) => match decode(&body) {
                    Ok(message) => {
                        let has_room = queued.has_room_for(body.len());
                        drop(body);
                        if !has_room {
                            while !sender.is_empty() {
                                thread::sleep(POLL_INTERVAL);
                            }
                            queued = QueuedBytes::default();
                        }
                        let last = matches!(&message, Message::Notification(it) if it.method == "exit");
                        if sender.send(message).is_err() || last {
                            return;
                        }
                        continue;
                    }
                    Err(answer) => {
                        frames.resync(&body);
                        answer
                    }
                },
            };
            if write(&encode(&answer)).is_err() {
                return;
            }
        }
    })?;
    Ok((ours, Io { written }))
}

/// A message in JSON-RPC form.
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

/// Writes a whole frame under the lock: both threads write.
fn write(frame: &[u8]) -> io::Result<()> {
    let mut stdout = io::stdout().lock();
    stdout.write_all(frame)?;
    stdout.flush()
}

/// Bytes of unprocessed messages, as the reader counts them.
#[derive(Default)]
struct QueuedBytes(usize);

impl QueuedBytes {
    /// Adds bytes; false if they exceed the limit until others are processed.
    fn has_room_for(&mut self, bytes: usize) -> bool {
        self.0 = self.0.saturating_add(bytes);
        self.0 <= MAX_QUEUED_BYTES
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_more_than_so_many_bytes_wait() {
        for (more, has_room) in [(0, true), (1, false), (usize::MAX, false)] {
            let mut queued = QueuedBytes::default();
            assert!(queued.has_room_for(MAX_QUEUED_BYTES - 1) && queued.has_room_for(1));
            assert_eq!(queued.has_room_for(more), has_room, "{more}");
        }
    }
}
