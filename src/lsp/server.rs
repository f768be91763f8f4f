//! The protocol's state machine: a message in, messages out. It never blocks.

use std::collections::{BTreeMap, BTreeSet};

use gen_lsp_types as types;
use lsp_server::{ErrorCode, Message, Notification, Request, RequestId, Response};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use super::actions::{self, ActionRequest};
use super::analysis::Analysis;
use super::document::{Document, MAX_OPEN};
use super::edits::{Edited, Opened};
use super::host::Host;
use super::position::Units;
use super::settings::Settings;
use super::{completion, diagnostics, hover};
use crate::message::{self, Lang, catalogue};
use crate::source::printable;

/// What to do after a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AfterMessage {
    /// Continue.
    Continue,
    /// Exit with a status.
    Exit(u8),
}

/// The state of the session.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Phase {
    New,
    Running,
    ShutDown,
}

/// The client's capabilities.
#[derive(Clone, Copy, Debug, Default)]
struct Client {
    units: Units,
    /// Edits may carry the document's version.
    versioned: bool,
    /// Pull diagnostics (LSP 3.17).
    pulls: bool,
    /// Hovers in Markdown.
    markdown: bool,
    /// Dynamic registration for file changes.
    watches: bool,
}

/// A server for one client.
pub struct Server<'h> {
    host: &'h mut dyn Host,
    base_lang: Lang,
    lang: Lang,
    settings: Settings,
    client: Client,
    phase: Phase,
    documents: BTreeMap<String, Document>,
    /// The last analysis of each document, if it has not changed since.
    analyses: BTreeMap<String, Analysis>,
    /// URIs whose diagnostics have to be sent.
    stale: BTreeSet<String>,
}

impl<'h> Server<'h> {
    /// A server with `lang` as the default language.
    ///
    /// # Errors
    /// The host's error for the default settings.
    pub fn new(host: &'h mut dyn Host, lang: Lang) -> Result<Self, message::Message> {
        let settings = Settings::default();
        host.configure(&settings)?;
        Ok(Self {
            host,
            base_lang: lang,
            lang,
            settings,
            client: Client::default(),
            phase: Phase::New,
            documents: BTreeMap::new(),
            analyses: BTreeMap::new(),
            stale: BTreeSet::new(),
        })
    }

    /// Whether `shutdown` was requested.
    pub fn is_shut_down(&self) -> bool {
        self.phase == Phase::ShutDown
    }

    /// Handles a message; answers and notifications are added to `out`.
    pub fn handle(&mut self, message: Message, out: &mut Vec<Message>) -> AfterMessage {
        match message {
            Message::Request(request) => {
                let response = self.request(request, out);
                out.push(response.into());
                AfterMessage::Continue
            }
            Message::Notification(notification) => self.notification(notification, out),
            Message::Response(_) => AfterMessage::Continue,
        }
    }

    /// Sends diagnostics of documents that changed.
    pub fn publish(&mut self, out: &mut Vec<Message>) {
        let stale = std::mem::take(&mut self.stale);
        // After `shutdown` only the answer to it is sent.
        if self.client.pulls || self.is_shut_down() {
            return;
        }
        for uri in stale {
            let version = self.documents.get(&uri).map(|document| document.version);
            if let Some(diagnostics) = self.diagnostics(&uri) {
                publish(uri, version, diagnostics, out);
            }
        }
    }

    /// Marks documents as changed if the minute has changed and their findings depend on the present.
    pub fn tick(&mut self) {
        let now = self.host.now();
        let aged = |(_, analysis): &(&String, &Analysis)| analysis.is_stale(now) && analysis.depends_on_now();
        let aged = self.analyses.iter().filter(aged).map(|(uri, _)| uri.clone());
        self.stale.extend(aged);
    }

    fn diagnostics(&mut self, uri: &str) -> Option<Vec<types::Diagnostic>> {
        self.analyse(uri)?;
        let document = self.documents.get(uri)?;
        let analysis = self.analyses.get(uri)?;
        let units = self.client.units;
        Some(diagnostics::all(document, analysis, units, self.lang))
    }

    /// Judges a document, unless its last analysis is still valid.
    fn analyse(&mut self, uri: &str) -> Option<()> {
        let now = self.host.now();
        let document = self.documents.get(uri)?;
        if self.analyses.get(uri).is_none_or(|known| known.is_stale(now)) {
            let analysis = Analysis::of(document, self.host);
            self.analyses.insert(uri.to_owned(), analysis);
        }
        Some(())
    }

    fn request(&mut self, request: Request, out: &mut Vec<Message>) -> Response {
        let Request { id, method, params } = request;
        let refuse = |code: ErrorCode, why: &str| Response::new_err(id.clone(), code as i32, why.to_owned());
        match (self.phase, method.as_str()) {
            (Phase::New, "initialize") => return self.initialize(id, &params, out),
            (Phase::New, _) => return refuse(ErrorCode::ServerNotInitialized, "not initialized"),
            (Phase::ShutDown, _) => return refuse(ErrorCode::InvalidRequest, "shut down"),
            (Phase::Running, "initialize") => return refuse(ErrorCode::InvalidRequest, "initialized before"),
            (Phase::Running, _) => {}
        }
        match method.as_str() {
            "shutdown" => {
                self.phase = Phase::ShutDown;
                Response::new_ok(id, Value::Null)
            }
            "textDocument/codeAction" => answer(id, params, |params| self.code_actions(&params)),
            "textDocument/hover" => answer(id, params, |params| self.hover(&params)),
            "textDocument/completion" => answer(id, params, |params| self.complete(&params)),
            "textDocument/diagnostic" => answer(id, params, |params| self.pull(&params)),
            _ => refuse(ErrorCode::MethodNotFound, "no such method"),
        }
    }

    fn initialize(&mut self, id: RequestId, params: &Value, out: &mut Vec<Message>) -> Response {
        // Read by name and leniently: a malformed capability must not fail the session.
        let value_at = |pointer: &str| params.pointer(pointer);
        let is_true = |pointer: &str| value_at(pointer).and_then(Value::as_bool).unwrap_or(false);
        let strings = |pointer: &str| {
            let list = value_at(pointer).and_then(Value::as_array);
            list.into_iter().flatten().filter_map(Value::as_str)
        };
        let pushes = value_at("/capabilities/textDocument/publishDiagnostics").is_some();
        self.client = Client {
            units: Units::negotiate(strings("/capabilities/general/positionEncodings")),
            versioned: is_true("/capabilities/workspace/workspaceEdit/documentChanges"),
            pulls: !pushes && value_at("/capabilities/textDocument/diagnostic").is_some(),
            markdown: strings("/capabilities/textDocument/hover/contentFormat")
                .any(|form| form == "markdown"),
            watches: is_true("/capabilities/workspace/didChangeWatchedFiles/dynamicRegistration"),
        };
        self.phase = Phase::Running;
        if let Some(options) = params.get("initializationOptions") {
            self.reconfigure(options, out);
        }
        let capabilities = self.capabilities();
        let server = json!({ "name": "kigen", "version": env!("CARGO_PKG_VERSION") });
        respond(id, &json!({ "capabilities": capabilities, "serverInfo": server }))
    }

    fn capabilities(&self) -> types::ServerCapabilities {
        let sync = types::TextDocumentSyncOptions {
            open_close: Some(true),
            change: Some(types::TextDocumentSyncKind::Incremental),
            save: Some(types::Save::Bool(true)),
            ..types::TextDocumentSyncOptions::default()
        };
        let actions = types::CodeActionOptions {
            code_action_kinds: Some(vec![
                types::CodeActionKind::QuickFix,
                types::CodeActionKind::Custom(actions::FIX_ALL.into()),
            ]),
            ..types::CodeActionOptions::default()
        };
        let pull = types::DiagnosticOptions {
            identifier: Some("kigen".to_owned()),
            ..types::DiagnosticOptions::default()
        };
        types::ServerCapabilities {
            position_encoding: Some(self.client.units.kind()),
            text_document_sync: Some(types::TextDocumentSync::Options(sync)),
            hover_provider: Some(types::HoverProvider::Bool(true)),
            completion_provider: Some(types::CompletionOptions {
                trigger_characters: Some([" ", ":", "、", "-"].map(str::to_owned).to_vec()),
                ..types::CompletionOptions::default()
            }),
            code_action_provider: Some(types::CodeActionProvider::CodeActionOptions(actions)),
            diagnostic_provider: self
                .client
                .pulls
                .then_some(types::DiagnosticProvider::DiagnosticOptions(pull)),
            ..types::ServerCapabilities::default()
        }
    }

    fn notification(&mut self, notification: Notification, out: &mut Vec<Message>) -> AfterMessage {
        let Notification { method, params } = notification;
        if method == "exit" {
            return AfterMessage::Exit(u8::from(self.phase != Phase::ShutDown));
        }
        if self.phase != Phase::Running {
            return AfterMessage::Continue;
        }
        match method.as_str() {
            "initialized" if self.client.watches => out.push(watch()),
            "textDocument/didOpen" => match Opened::read(&params) {
                Some(opened) => self.open(opened),
                None => log(format!("{method}: invalid parameters"), out),
            },
            "textDocument/didChange" => match Edited::read(&params) {
                Some(edited) => self.change(edited, out),
                None => log(format!("{method}: invalid parameters"), out),
            },
            "textDocument/didSave" => {
                if let Some(types::DidSaveTextDocumentParams { text_document, .. }) =
                    read(params, &method, out)
                {
                    self.invalidate(text_document.uri.0);
                }
            }
            "textDocument/didClose" => {
                if let Some(types::DidCloseTextDocumentParams { text_document }) = read(params, &method, out)
                {
                    let uri = text_document.uri.0;
                    self.stale.remove(&uri);
                    self.close(uri, out);
                }
            }
            "workspace/didChangeConfiguration" => {
                self.reconfigure(params.get("settings").unwrap_or(&Value::Null), out);
            }
            "workspace/didChangeWatchedFiles" => {
                self.reload(out);
            }
            _ => {}
        }
        AfterMessage::Continue
    }

    fn open(&mut self, opened: Opened) {
        let Opened {
            uri,
            language,
            version,
            text,
        } = opened;
        let document = Document::open(uri.clone(), version, &language, text);
        let is_configuration = document.is_configuration();
        self.documents.insert(uri.clone(), document);
        self.keep_within(&uri);
        self.analyses.remove(&uri);
        self.stale.insert(uri.clone());
        if is_configuration {
            self.take_configuration(&uri);
        }
    }

    fn close(&mut self, uri: String, out: &mut Vec<Message>) {
        let Some(document) = self.documents.remove(&uri) else {
            return;
        };
        self.analyses.remove(&uri);
        if document.is_configuration()
            && let Some(path) = document.path()
        {
            self.host.set_text(&path, None);
            self.invalidate_all();
        }
        if !self.client.pulls {
            publish(uri, None, Vec::new(), out);
        }
    }

    fn change(&mut self, edited: Edited, out: &mut Vec<Message>) {
        let Edited {
            uri,
            version,
            changes,
        } = edited;
        let Some(document) = self.documents.get_mut(&uri) else {
            let uri: String = printable(&uri).chars().take(200).collect();
            log(catalogue::LSP_NOT_OPEN.fill(self.lang, &[("uri", &uri)]), out);
            return;
        };
        self.stale.insert(uri.clone());
        self.analyses.remove(&uri);
        let in_step = match changes {
            Some(changes) => document.edit(version.unwrap_or(document.version), changes, self.client.units),
            None => {
                document.mark_out_of_sync(version);
                false
            }
        };
        if !in_step {
            log(catalogue::LSP_OUT_OF_STEP.text(self.lang).to_owned(), out);
        }
        let is_configuration = document.is_configuration();
        self.keep_within(&uri);
        if is_configuration {
            self.take_configuration(&uri);
        }
    }

    /// Enforces the limit on open documents on the one opened or edited last.
    fn keep_within(&mut self, uri: &str) {
        let others = self.documents.iter().filter(|(other, _)| *other != uri);
        let others: usize = others.map(|(_, document)| document.memory_size()).sum();
        if let Some(document) = self.documents.get_mut(uri)
            && others + document.memory_size() > MAX_OPEN
        {
            document.keep_within(MAX_OPEN.saturating_sub(others));
        }
    }

    /// Makes an open configuration's text effective, saved or not, and judges every document again.
    fn take_configuration(&mut self, uri: &str) {
        let Some(document) = self.documents.get(uri) else {
            return;
        };
        if let Some(path) = document.path() {
            self.host.set_text(&path, Some(document.text().to_owned()));
        }
        self.invalidate_all();
    }

    fn invalidate(&mut self, uri: String) {
        if self.documents.contains_key(&uri) {
            self.analyses.remove(&uri);
            self.stale.insert(uri);
        }
    }

    fn reconfigure(&mut self, json: &Value, out: &mut Vec<Message>) {
        let (settings, wrong) = self.settings.read(json);
        self.lang = settings.lang.unwrap_or(self.base_lang);
        for name in wrong {
            show(catalogue::LSP_BAD_SETTING.fill(self.lang, &[("name", name)]), out);
        }
        let before = std::mem::replace(&mut self.settings, settings);
        let other = Settings {
            lang: before.lang,
            ..self.settings.clone()
        };
        if other == before && self.settings.lang != before.lang {
            // Another language: the same findings are rendered again.
            self.stale.extend(self.documents.keys().cloned());
        } else if !self.reload(out) {
            // Unusable settings are dropped, or no configuration could be reloaded.
            self.settings = Settings {
                lang: self.settings.lang,
                ..before
            };
            self.reload(out);
        }
    }

    /// Reloads the configurations and judges every document again. False after an error, which is shown; the old
    /// settings stay effective.
    fn reload(&mut self, out: &mut Vec<Message>) -> bool {
        let configured = self.host.configure(&self.settings);
        if let Err(why) = &configured {
            show(printable_lines(&why.render(self.lang)), out);
        }
        for document in self.documents.values().filter(|it| it.is_configuration()) {
            if let Some(path) = document.path() {
                self.host.set_text(&path, Some(document.text().to_owned()));
            }
        }
        self.invalidate_all();
        configured.is_ok()
    }

    /// Marks every document to be judged again.
    fn invalidate_all(&mut self) {
        self.analyses.clear();
        self.stale.extend(self.documents.keys().cloned());
    }

    fn code_actions(&mut self, params: &types::CodeActionParams) -> Option<Vec<types::CodeAction>> {
        let uri = &params.text_document.uri.0;
        self.analyse(uri)?;
        let document = self.documents.get(uri)?;
        let asked = ActionRequest {
            document,
            analysis: self.analyses.get(uri)?,
            units: self.client.units,
            lang: self.lang,
            versioned: self.client.versioned,
        };
        Some(asked.actions(params.range, params.context.only.as_deref()))
    }

    fn hover(&mut self, params: &types::HoverParams) -> Option<types::Hover> {
        let place = &params.text_document_position_params;
        let uri = &place.text_document.uri.0;
        self.analyse(uri)?;
        let document = self.documents.get(uri)?;
        let analysis = self.analyses.get(uri)?;
        let units = self.client.units;
        let byte = document.lines().offset(document.text(), place.position, units);
        let at = analysis.text_offset(byte);
        let hover = hover::hover(analysis, at, self.lang)?;
        let (kind, value) = if self.client.markdown {
            (types::MarkupKind::Markdown, hover.markdown())
        } else {
            (types::MarkupKind::PlainText, hover.plain())
        };
        Some(types::Hover {
            contents: types::Contents::MarkupContent(types::MarkupContent { kind, value }),
            range: Some(analysis.range(hover.span, document, units)),
        })
    }

    fn complete(&mut self, params: &types::CompletionParams) -> Option<types::CompletionList> {
        let place = &params.text_document_position_params;
        let uri = &place.text_document.uri.0;
        self.analyse(uri)?;
        let document = self.documents.get(uri)?;
        let units = self.client.units;
        let (text, lines) = (document.text(), document.lines());
        let at = lines.offset(text, place.position, units);
        let analysis = self.analyses.get(uri)?;
        let found = &analysis.report.diagnostics;
        let offered = if document.is_configuration() {
            completion::configuration::complete(text, at, analysis.engine(), self.lang)
        } else {
            let cursor = document.form().input_format().cursor(text, at);
            completion::complete(cursor, analysis.engine(), found, self.lang)
        };
        let range = types::Range {
            start: lines.position(text, offered.replaces.start, units),
            end: lines.position(text, offered.replaces.end, units),
        };
        Some(types::CompletionList {
            is_incomplete: offered.is_incomplete,
            items: offered.items.into_iter().map(|item| item.item(range)).collect(),
            ..types::CompletionList::default()
        })
    }

    fn pull(&mut self, params: &types::DocumentDiagnosticParams) -> Value {
        let items = self.diagnostics(&params.text_document.uri.0).unwrap_or_default();
        json!({ "kind": "full", "items": items })
    }
}

/// Answers a request if its parameters deserialize.
fn answer<P: DeserializeOwned, R: Serialize>(
    id: RequestId,
    params: Value,
    work: impl FnOnce(P) -> R,
) -> Response {
    match serde_json::from_value(params) {
        Ok(params) => respond(id, &work(params)),
        Err(error) => Response::new_err(id, ErrorCode::InvalidParams as i32, error.to_string()),
    }
}

fn respond(id: RequestId, result: &impl Serialize) -> Response {
    match serde_json::to_value(result) {
        Ok(result) => Response {
            id,
            response_result: Ok(result),
        },
        Err(error) => Response::new_err(id, ErrorCode::InternalError as i32, error.to_string()),
    }
}

/// The parameters of a notification; an error goes to the log, since notifications have no answer.
fn read<P: DeserializeOwned>(params: Value, method: &str, out: &mut Vec<Message>) -> Option<P> {
    match serde_json::from_value(params) {
        Ok(params) => Some(params),
        Err(error) => {
            log(format!("{method}: {error}"), out);
            None
        }
    }
}

/// Several lines with control characters escaped.
fn printable_lines(text: &str) -> String {
    let lines: Vec<_> = text.lines().map(printable).collect();
    lines.join("\n")
}

fn log(message: String, out: &mut Vec<Message>) {
    let params = types::LogMessageParams {
        kind: types::MessageType::Warning,
        message,
    };
    notify("window/logMessage", &params, out);
}

/// Shows a message to the user.
fn show(message: String, out: &mut Vec<Message>) {
    let params = types::ShowMessageParams::new(types::MessageType::Warning, message);
    notify("window/showMessage", &params, out);
}

fn publish(uri: String, version: Option<i32>, diagnostics: Vec<types::Diagnostic>, out: &mut Vec<Message>) {
    let params = types::PublishDiagnosticsParams {
        uri: types::Uri(uri),
        version,
        diagnostics,
    };
    notify("textDocument/publishDiagnostics", &params, out);
}

fn notify(method: &str, params: &impl Serialize, out: &mut Vec<Message>) {
    if let Ok(params) = serde_json::to_value(params) {
        let method = method.to_owned();
        out.push(Message::Notification(Notification { method, params }));
    }
}

/// The request to register for changes of configurations.
fn watch() -> Message {
    let options = json!({ "watchers": [{ "globPattern": "**/kigen.yaml" }] });
    let registration = json!({
        "id": "kigen.yaml",
        "method": "workspace/didChangeWatchedFiles",
        "registerOptions": options,
    });
    Message::Request(Request {
        id: RequestId::from("kigen.yaml".to_owned()),
        method: "client/registerCapability".to_owned(),
        params: json!({ "registrations": [registration] }),
    })
}
