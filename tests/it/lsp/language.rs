//! A change of language: messages are rendered again, documents are not judged again.

use std::path::Path;
use std::sync::Arc;

use kigen::calendar::hours::Moment;
use kigen::engine::Engine;
use kigen::lsp::{Disposition, DocumentSetup, Host, Server, Settings};
use kigen::message::Lang;
use kigen::read::FileSelection;
use lsp_server::{Message, Notification, Request};
use serde_json::{Value, json};

use super::support::monday;

/// Counts lookups of a document's engine, and configurations.
struct Counting(Arc<Engine>, usize, usize);

impl Host for Counting {
    fn now(&self) -> Moment {
        monday()
    }

    fn configure(&mut self, _: &Settings) -> Result<(), kigen::message::Message> {
        self.2 += 1;
        Ok(())
    }

    fn default_setup(&self) -> Arc<dyn DocumentSetup> {
        Arc::<Engine>::clone(&self.0)
    }

    fn disposition(&mut self, _: &Path) -> Disposition {
        self.1 += 1;
        Disposition::Judge(self.default_setup(), FileSelection::Explicit)
    }

    fn set_text(&mut self, _: &Path, _: Option<String>) {}
}

#[test]
fn another_language_is_spoken_without_reading_again() {
    let mut host = Counting(Arc::new(Engine::new(&[]).unwrap()), 0, 0);
    let mut server = Server::new(&mut host, Lang::Ja).unwrap();
    let hello = Request::new(1.into(), "initialize".to_owned(), json!({"capabilities": {}}));
    let _ = server.handle(Message::Request(hello), &mut Vec::new());
    let mut say = |method: &str, params: Value| {
        let mut out = Vec::new();
        let _ = server.handle(
            Message::Notification(Notification::new(method.to_owned(), params)),
            &mut out,
        );
        server.publish(&mut out);
        out.into_iter()
            .filter_map(|message| match message {
                Message::Notification(one) if one.method == "textDocument/publishDiagnostics" => {
                    Some(one.params["diagnostics"].to_string())
                }
                _ => None,
            })
            .collect::<String>()
    };
    let text = "種別: 照会\n件名: 照会\n";
    let document = json!({"uri": "file:///a.yaml", "languageId": "yaml", "version": 1, "text": text});
    let ja = say("textDocument/didOpen", json!({"textDocument": document}));
    let en = say(
        "workspace/didChangeConfiguration",
        json!({"settings": {"kigen": {"lang": "en"}}}),
    );
    assert!(ja.contains("期限") && ja.contains("KG005"), "{ja}");
    assert!(
        en.contains("KG005") && en.contains("due") && !en.contains("ください"),
        "{en}"
    );
    assert_eq!((host.1, host.2), (1, 1));
}
