//! An in-memory client; the server runs on a thread of its own, as with standard input.

use std::thread::JoinHandle;
use std::time::Duration;

use kigen::calendar::hours::Moment;
use kigen::cli::lsp::{CliHost, serve};
use kigen::lsp::Server;
use kigen::message::Lang;
use lsp_server::{Connection, Message, Notification, Request, RequestId, Response};
use serde_json::{Value, json};

/// Timeout for an answer: the test fails when it is reached.
const PATIENCE: Duration = Duration::from_secs(60);

/// 2025-09-08T10:00 in Japan: Monday, in office hours.
pub fn monday() -> Moment {
    Moment(1_757_293_200)
}

pub struct Client {
    connection: Option<Connection>,
    server: Option<JoinHandle<u8>>,
    next: i32,
    /// Notifications received while an answer was waited for.
    pub seen: Vec<Notification>,
    pub capabilities: Value,
}

impl Client {
    /// A client after the initialize handshake with these capabilities.
    pub fn new(capabilities: Value, options: Value) -> Self {
        Self::with_tick(
            json!({"capabilities": capabilities, "initializationOptions": options}),
            Duration::from_secs(3600),
            monday,
        )
    }

    pub fn usual() -> Self {
        Self::new(usual(), json!({}))
    }

    pub fn with_tick(params: Value, tick: Duration, clock: fn() -> Moment) -> Self {
        let mut client = Self::silent(tick, clock);
        let answer = client.request("initialize", params);
        client.capabilities = answer["capabilities"].clone();
        client.notify("initialized", json!({}));
        client
    }

    /// A client before `initialize`.
    pub fn silent(tick: Duration, clock: fn() -> Moment) -> Self {
        let (ours, theirs) = Connection::memory();
        let server = std::thread::spawn(move || {
            let mut host = CliHost::new(clock).expect("the pack that is shipped is valid");
            let mut server = Server::new(&mut host, Lang::Ja).expect("the pack that is shipped is valid");
            serve(&theirs, &mut server, tick)
        });
        Self {
            connection: Some(ours),
            server: Some(server),
            next: 0,
            seen: Vec::new(),
            capabilities: Value::Null,
        }
    }

    fn connection(&self) -> &Connection {
        self.connection.as_ref().expect("the connection is open")
    }

    pub fn notify(&self, method: &str, params: Value) {
        self.send(Notification::new(method.to_owned(), params).into());
    }

    pub fn send(&self, message: Message) {
        self.connection()
            .sender
            .send(message)
            .expect("the server listens");
    }

    pub fn receive(&self) -> Message {
        self.connection()
            .receiver
            .recv_timeout(PATIENCE)
            .expect("the server answers")
    }

    /// Sends a request and waits for its answer.
    pub fn ask(&mut self, method: &str, params: Value) -> Response {
        self.next += 1;
        let id = RequestId::from(self.next);
        self.send(Request::new(id.clone(), method.to_owned(), params).into());
        self.answer(&id)
    }

    pub fn answer(&mut self, id: &RequestId) -> Response {
        loop {
            match self.receive() {
                Message::Response(response) if response.id == *id => return response,
                Message::Notification(notification) => self.seen.push(notification),
                _ => {}
            }
        }
    }

    /// The result of a request; panics on an error response.
    pub fn request(&mut self, method: &str, params: Value) -> Value {
        self.ask(method, params).response_result.expect("no error")
    }

    /// The error code of a request that fails.
    pub fn refused(&mut self, method: &str, params: Value) -> i32 {
        self.ask(method, params)
            .response_result
            .expect_err("an error")
            .code
    }

    pub fn open(&self, uri: &str, text: &str) {
        let document = json!({"uri": uri, "languageId": "yaml", "version": 1, "text": text});
        self.notify("textDocument/didOpen", json!({ "textDocument": document }));
    }

    pub fn change(&self, uri: &str, version: i32, changes: Value) {
        let document = json!({"uri": uri, "version": version});
        self.notify(
            "textDocument/didChange",
            json!({"textDocument": document, "contentChanges": changes}),
        );
    }

    /// The next findings sent for a document at a version; those of other documents are kept.
    pub fn diagnostics(&mut self, uri: &str, version: i32) -> Vec<Value> {
        let wanted = |it: &Notification| {
            it.method == "textDocument/publishDiagnostics"
                && it.params["uri"] == uri
                && it.params["version"] == version
        };
        loop {
            if let Some(place) = self.seen.iter().position(wanted) {
                let found = self.seen.remove(place);
                return found.params["diagnostics"].as_array().cloned().expect("a list");
            }
            if let Message::Notification(notification) = self.receive() {
                self.seen.push(notification);
            }
        }
    }

    /// Opens a document and waits for its findings.
    pub fn findings(&mut self, uri: &str, text: &str) -> Vec<Value> {
        self.open(uri, text);
        self.diagnostics(uri, 1)
    }

    pub fn actions(&mut self, uri: &str, range: &Value, only: Option<&str>) -> Vec<Value> {
        let mut context = json!({"diagnostics": []});
        if let Some(only) = only {
            context["only"] = json!([only]);
        }
        let params = json!({"textDocument": {"uri": uri}, "range": range, "context": context});
        let answer = self.request("textDocument/codeAction", params);
        answer.as_array().cloned().unwrap_or_default()
    }

    /// Sends `shutdown` and `exit`; the server's exit status.
    pub fn leave(mut self) -> u8 {
        assert_eq!(self.request("shutdown", Value::Null), Value::Null);
        self.notify("exit", Value::Null);
        self.end()
    }

    /// Closes the connection; the server's exit status.
    pub fn end(mut self) -> u8 {
        self.connection = None;
        self.server.take().expect("a server").join().expect("no panic")
    }

    /// Waits for the server to exit by itself.
    pub fn left(mut self) -> u8 {
        self.server.take().expect("a server").join().expect("no panic")
    }
}

/// Capabilities of a typical editor.
pub fn usual() -> Value {
    json!({
        "workspace": {"workspaceEdit": {"documentChanges": true}},
        "textDocument": {
            "publishDiagnostics": {"relatedInformation": true, "versionSupport": true},
            "hover": {"contentFormat": ["markdown", "plaintext"]},
        },
    })
}

pub fn with_encodings(encodings: &[&str]) -> Value {
    let mut capabilities = usual();
    capabilities["general"] = json!({ "positionEncodings": encodings });
    capabilities
}

/// The findings of a code.
pub fn coded<'d>(diagnostics: &'d [Value], code: &str) -> Vec<&'d Value> {
    diagnostics.iter().filter(|found| found["code"] == code).collect()
}

pub fn codes(diagnostics: &[Value]) -> Vec<&str> {
    diagnostics
        .iter()
        .filter_map(|found| found["code"].as_str())
        .collect()
}

/// The text in a range of UTF-16 columns, computed independently of the server.
pub fn under<'t>(text: &'t str, range: &Value) -> &'t str {
    let at = |end: &str| {
        let line = range[end]["line"].as_u64().expect("a line");
        let units = range[end]["character"].as_u64().expect("a column");
        let start: usize = text.split_inclusive('\n').take(line as usize).map(str::len).sum();
        let mut seen = 0;
        for (byte, c) in text[start..].char_indices() {
            if seen >= units {
                assert_eq!(seen, units, "inside a character");
                return start + byte;
            }
            seen += c.len_utf16() as u64;
        }
        text.len()
    };
    &text[at("start")..at("end")]
}

/// A text with the edits of an action applied, last first.
pub fn applied(text: &str, action: &Value) -> String {
    let edits = &action["edit"]["documentChanges"][0]["edits"];
    let mut text = text.to_owned();
    let mut edits: Vec<&Value> = edits.as_array().expect("edits").iter().collect();
    edits.sort_by_key(|edit| {
        let start = &edit["range"]["start"];
        (start["line"].as_u64(), start["character"].as_u64())
    });
    for edit in edits.into_iter().rev() {
        let old = under(&text, &edit["range"]);
        let start = old.as_ptr() as usize - text.as_ptr() as usize;
        let range = start..start + old.len();
        text.replace_range(range, edit["newText"].as_str().expect("text"));
    }
    text
}
