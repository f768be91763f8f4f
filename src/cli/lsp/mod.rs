//! `kigen lsp`: an editor's messages on standard input and output.

mod transport;

use std::collections::{HashSet, VecDeque};
use std::path::{Path, PathBuf};
use std::time::Duration;

use clap::ArgMatches;
use lsp_server::{Connection, ErrorCode, Message, RequestId, Response};

use super::{FAILED, Failure, Outcome, packs, parse_now};
use crate::calendar::hours::Moment;
use crate::engine::Engine;
use crate::lsp::{Host, Next, Server, Settings};
use crate::text::Lang;

/// How often, while nothing comes, the present is looked at, and whether the editor is still there.
const TICK: Duration = Duration::from_secs(20);
/// The most messages taken together before findings are sent.
const BATCH: usize = 4096;
/// The client went away without a word, or without having said that it would.
const ABANDONED: u8 = 1;

/// The surroundings of `kigen lsp`: a clock, and rule packs in folders.
pub struct Surroundings {
    /// Reads the clock.
    pub clock: fn() -> Moment,
    /// `--now`
    pub now: Option<Moment>,
    /// `--rules`
    pub rules: Vec<PathBuf>,
}

impl Host for Surroundings {
    fn now(&self) -> Moment {
        self.now.unwrap_or_else(self.clock)
    }

    fn configure(&self, settings: &Settings, lang: Lang) -> Result<(Engine, Option<Moment>), String> {
        let mut folders = self.rules.clone();
        folders.extend(settings.rules.iter().map(PathBuf::from));
        let engine = packs::engine(&folders, lang).map_err(|Failure(why)| why)?;
        let now = settings.now.as_deref().map(|text| parse_now(text, lang));
        Ok((engine, now.transpose().map_err(|Failure(why)| why)?))
    }
}

pub(super) fn run(matches: &ArgMatches, lang: Lang, clock: fn() -> Moment) -> Outcome {
    let now = matches.get_one::<String>("now");
    let rules = matches.get_many::<PathBuf>("rules").into_iter().flatten();
    let host = Surroundings {
        clock,
        now: now.map(|text| parse_now(text, lang)).transpose()?,
        rules: rules.cloned().collect(),
    };
    let mut server = Server::new(&host, lang).map_err(Failure)?;
    let (connection, io) = transport::stdio().map_err(|error| Failure(error.to_string()))?;
    let status = serve(&connection, &mut server, TICK);
    drop(connection);
    io.finish();
    Ok(status.min(FAILED))
}

/// Serves a client until it leaves; returns the exit status. `tick` is how long to wait in vain before the
/// present, and the client's process, are looked at.
pub fn serve(connection: &Connection, server: &mut Server<'_>, tick: Duration) -> u8 {
    let mut parent = None;
    loop {
        let first = match connection.receiver.recv_timeout(tick) {
            Ok(message) => Some(message),
            Err(error) if error.is_timeout() => None,
            Err(_) => return u8::from(!server.is_shut_down()) * ABANDONED,
        };
        let mut out = Vec::new();
        let Some(first) = first else {
            if parent.is_some_and(|parent| !is_running(parent)) {
                return ABANDONED;
            }
            server.tick();
            server.publish(&mut out);
            if !send(connection, out) {
                return ABANDONED;
            }
            continue;
        };
        // All that waits is taken together: of several edits of a document only the last is judged, and
        // what was asked and cancelled meanwhile is not looked for.
        let mut queue = VecDeque::from([first]);
        queue.extend(connection.receiver.try_iter().take(BATCH));
        let cancelled = cancelled(&queue);
        for message in queue {
            if let Message::Request(request) = &message {
                if request.method == "initialize" {
                    parent = process_of(&request.params).filter(|parent| is_running(*parent));
                }
                if cancelled.contains(&request.id) {
                    let code = ErrorCode::RequestCanceled as i32;
                    out.push(Response::new_err(request.id.clone(), code, "cancelled".to_owned()).into());
                    continue;
                }
            }
            let next = server.handle(message, &mut out);
            if !send(connection, std::mem::take(&mut out)) {
                return ABANDONED;
            }
            if let Next::Exit(status) = next {
                return status;
            }
        }
        server.publish(&mut out);
        if !send(connection, out) {
            return ABANDONED;
        }
    }
}

/// Sends; false where nobody listens any more.
fn send(connection: &Connection, messages: Vec<Message>) -> bool {
    messages
        .into_iter()
        .all(|message| connection.sender.send(message).is_ok())
}

/// The requests among `queue` that are taken back in it.
fn cancelled(queue: &VecDeque<Message>) -> HashSet<RequestId> {
    queue
        .iter()
        .filter_map(|message| match message {
            Message::Notification(it) if it.method == "$/cancelRequest" => it.params.get("id"),
            _ => None,
        })
        .filter_map(|id| serde_json::from_value(id.clone()).ok())
        .collect()
}

fn process_of(params: &serde_json::Value) -> Option<u64> {
    params.get("processId")?.as_u64()
}

/// Whether a process is there, where the system shows its processes. One that was not there from the
/// start (an editor outside this container) is never asked for.
fn is_running(process: u64) -> bool {
    Path::new("/proc").join(process.to_string()).exists()
}
