//! The language server: bytes → frames → messages → answers. Input that begins with `{` is one message body per line,
//! each put into a frame.

use std::collections::HashSet;
use std::path::Path;
use std::sync::Arc;

use kigen::calendar::hours::Moment;
use kigen::engine::Engine;
use kigen::lsp::{
    AfterMessage, Disposition, DocumentSetup, Frame, Frames, Host, Server, Settings, decode, encode,
};
use kigen::message::{self, Lang};
use kigen::read::FileSelection;
use lsp_server::Message;

/// 2025-09-09T10:00+09:00.
const NOW: Moment = Moment(1_757_379_600);

/// A host without files.
struct Nowhere(Arc<Engine>);

impl Host for Nowhere {
    fn now(&self) -> Moment {
        NOW
    }

    fn configure(&mut self, _: &Settings) -> Result<(), message::Message> {
        self.0 = Arc::new(Engine::new(&[]).expect("the built-in pack"));
        Ok(())
    }

    fn default_setup(&self) -> Arc<dyn DocumentSetup> {
        Arc::<Engine>::clone(&self.0)
    }

    fn disposition(&mut self, path: &Path) -> Disposition {
        match path.extension() {
            Some(it) if it == "no" => Disposition::LeaveOut("ここでは確認しません。".into()),
            _ => Disposition::Judge(self.default_setup(), FileSelection::Explicit),
        }
    }

    fn set_text(&mut self, _: &Path, _: Option<String>) {}
}

/// Runs it on these bytes.
pub fn run(bytes: &[u8]) {
    let framed: Vec<u8>;
    let bytes = match bytes.first() {
        Some(b'{') => {
            let lines = bytes.split(|byte| *byte == b'\n');
            let frame =
                |body: &[u8]| [format!("Content-Length: {}\r\n\r\n", body.len()).as_bytes(), body].concat();
            framed = lines.flat_map(frame).collect();
            &framed
        }
        _ => bytes,
    };
    let engine = Engine::new(&[]).expect("the built-in pack");
    let mut host = Nowhere(Arc::new(engine));
    let mut server = Server::new(&mut host, Lang::Ja).expect("a server");
    let mut frames = Frames::new(bytes);
    loop {
        match frames.read().expect("bytes are read") {
            Frame::End => break,
            Frame::Bad(why) => assert!(!why.is_empty()),
            Frame::Body(body) => match decode(&body) {
                Err(answer) => {
                    assert!(answer["error"]["code"].is_number());
                    frames.resync(&body);
                }
                Ok(message) => {
                    if !answered(&mut server, message) {
                        break;
                    }
                }
            },
        }
    }
}

/// Whether the server continues. Asserts that a request has exactly one answer, with its id.
fn answered(server: &mut Server<'_>, message: Message) -> bool {
    let asked = match &message {
        Message::Request(request) => Some(request.id.clone()),
        _ => None,
    };
    let mut out = Vec::new();
    let next = server.handle(message, &mut out);
    server.publish(&mut out);
    let answers: Vec<_> = out
        .iter()
        .filter_map(|message| match message {
            Message::Response(response) => Some(response.id.clone()),
            _ => None,
        })
        .collect();
    assert_eq!(answers, Vec::from_iter(asked));
    let mut sent = HashSet::new();
    for message in &out {
        let frame = encode(message);
        if let Message::Notification(told) = message
            && told.method == "textDocument/publishDiagnostics"
        {
            assert!(sent.insert(told.params["uri"].to_string()), "told twice");
        }
        assert!(frame.starts_with(b"Content-Length: "));
    }
    next == AfterMessage::Continue
}
