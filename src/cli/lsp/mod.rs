//! `kigen lsp`: the language server on standard input and output.

mod client;
mod transport;

use std::collections::{HashSet, VecDeque};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use clap::ArgMatches;
use crossbeam_channel::SendTimeoutError;
use lsp_server::{Connection, ErrorCode, Message, RequestId, Response};

use self::client::Client;
use super::configuration::{self, Choice, Configurations, Overrides, Refused, Setup};
use super::{FAILED, Failure, Outcome, parse_now, threads};
use crate::calendar::hours::Moment;
use crate::engine::{Engine, OutputNeeds, Selection};
use crate::lsp::{AfterMessage, Disposition, DocumentSetup, Host, Server, Settings};
use crate::message::{self, Lang, catalogue};
use crate::read::FileSelection;

/// While no message arrives: interval for re-evaluating the present and checking the editor's process (wall clock).
const TICK: Duration = Duration::from_secs(3);
/// Limit on messages processed before diagnostics are sent.
const BATCH_LIMIT: usize = 4096;
/// Exit status when the client disappears, or exits without `shutdown`.
const ABANDONED: u8 = 1;

/// Placeholder for the clock in cached configurations, which outlive any moment.
const NO_CLOCK: Moment = Moment(i64::MIN);

/// The environment of `kigen lsp`: a clock, rule packs in folders, and the configurations above the documents.
pub struct CliHost {
    clock: fn() -> Moment,
    /// The options of the command line.
    overrides: Overrides,
    all: Configurations,
}

impl CliHost {
    /// An environment with a clock and default options.
    ///
    /// # Errors
    /// The built-in packs cannot be loaded.
    pub fn new(clock: fn() -> Moment) -> Result<Self, message::Message> {
        let overrides = Overrides {
            plans: Vec::new(),
            choice: Choice::Nearest,
            packs: Vec::new(),
            selection: Selection::default(),
            now: None,
            clock: NO_CLOCK,
            horizon_days: None,
            output: OutputNeeds::default(),
            send_now: false,
        };
        Self::with_overrides(clock, overrides).map_err(|why| why.message())
    }

    fn with_overrides(clock: fn() -> Moment, overrides: Overrides) -> Result<Self, Failure> {
        let all = Configurations::new(overrides.clone())?.with_plans()?;
        Ok(Self {
            clock,
            overrides,
            all,
        })
    }
}

impl Host for CliHost {
    fn now(&self) -> Moment {
        (self.clock)()
    }

    fn configure(&mut self, settings: &Settings) -> Result<(), message::Message> {
        let mut overrides = self.overrides.clone();
        overrides.packs.extend(settings.rules.iter().map(PathBuf::from));
        if !settings.plan.is_empty() {
            overrides.plans.clone_from(&settings.plan);
        }
        if let Some(now) = &settings.now {
            let wrong = |_| catalogue::LSP_BAD_SETTING.with(&[("name", "now")]);
            overrides.now = Some(parse_now(now).map_err(wrong)?);
        }
        let all = Configurations::new(overrides).and_then(Configurations::with_plans);
        self.all = all.map_err(|why| why.message())?;
        Ok(())
    }

    fn default_setup(&self) -> Arc<dyn DocumentSetup> {
        Arc::<Setup>::clone(self.all.plain())
    }

    fn disposition(&mut self, path: &Path) -> Disposition {
        match self.all.disposition(path, FileSelection::Walked) {
            configuration::Disposition::Judge(setup, named) => Disposition::Judge(setup, named),
            configuration::Disposition::LeaveOut(reason) => Disposition::LeaveOut(reason),
            configuration::Disposition::Refused(refused) => Disposition::Refused {
                why: Refused::sentence(&refused.source),
                found: refused.found.clone(),
                whole: refused.why.message(),
            },
        }
    }

    fn set_text(&mut self, path: &Path, text: Option<String>) {
        self.all.set_text(path, text);
    }
}

impl DocumentSetup for Setup {
    fn engine(&self) -> &Engine {
        &self.engine
    }

    fn now(&self) -> Option<Moment> {
        Some(self.now).filter(|now| *now != NO_CLOCK)
    }
}

pub(super) fn run(matches: &ArgMatches, lang: Lang, clock: fn() -> Moment) -> Outcome {
    let overrides = Overrides {
        output: OutputNeeds::default(),
        ..Overrides::of(matches, NO_CLOCK)?
    };
    let mut host = CliHost::with_overrides(clock, overrides)?;
    let mut server = Server::new(&mut host, lang).map_err(Failure::of)?;
    let (connection, io) = transport::stdio().map_err(|_| threads::none())?;
    let status = serve(&connection, &mut server, TICK);
    drop(connection);
    io.finish();
    Ok(status.min(FAILED))
}

/// Serves a client until it leaves; the exit status. `tick` (wall clock) is the time without a message after which
/// the present and the client's process are checked.
pub fn serve(connection: &Connection, server: &mut Server<'_>, tick: Duration) -> u8 {
    let mut client: Option<Client> = None;
    loop {
        let first = match connection.receiver.recv_timeout(tick) {
            Ok(message) => Some(message),
            Err(error) if error.is_timeout() => None,
            Err(_) => return left(server),
        };
        let mut out = Vec::new();
        let Some(first) = first else {
            if client.as_ref().is_some_and(|client| !client.is_running()) {
                return ABANDONED;
            }
            server.tick();
            server.publish(&mut out);
            if !send(connection, out, client.as_ref(), tick) {
                return left(server);
            }
            continue;
        };
        // All queued messages are processed together: of several edits of a document only the last is judged, and a
        // request cancelled meanwhile is not computed.
        let mut queue = VecDeque::from([first]);
        queue.extend(connection.receiver.try_iter().take(BATCH_LIMIT));
        let cancelled = cancelled(&queue);
        for message in queue {
            if let Message::Request(request) = &message {
                if request.method == "initialize" {
                    client = Client::of(&request.params);
                }
                if cancelled.contains(&request.id) {
                    let code = ErrorCode::RequestCanceled as i32;
                    out.push(Response::new_err(request.id.clone(), code, "cancelled".to_owned()).into());
                    continue;
                }
            }
            let next = server.handle(message, &mut out);
            if !send(connection, std::mem::take(&mut out), client.as_ref(), tick) {
                return left(server);
            }
            if let AfterMessage::Exit(status) = next {
                return status;
            }
        }
        server.publish(&mut out);
        if !send(connection, out, client.as_ref(), tick) {
            return left(server);
        }
    }
}

/// The exit status after the connection is lost: success only after `shutdown`.
fn left(server: &Server<'_>) -> u8 {
    u8::from(!server.is_shut_down()) * ABANDONED
}

/// Sends messages, waiting as long as the client's process runs; false if nobody receives.
fn send(connection: &Connection, messages: Vec<Message>, client: Option<&Client>, tick: Duration) -> bool {
    messages.into_iter().all(|mut message| {
        loop {
            match connection.sender.send_timeout(message, tick) {
                Ok(()) => return true,
                Err(SendTimeoutError::Timeout(unsent)) => message = unsent,
                Err(SendTimeoutError::Disconnected(_)) => return false,
            }
            if client.is_some_and(|client| !client.is_running()) {
                return false;
            }
        }
    })
}

/// The requests in `queue` that are cancelled in it.
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
