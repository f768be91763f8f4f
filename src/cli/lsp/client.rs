//! The client's process, and whether it still runs: the server must end even if the editor is killed.

/// A client's process.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Client {
    process: u64,
    /// Start time of the process, which distinguishes it from a later one with the same id.
    start_time: String,
}

impl Client {
    /// The client named in `initialize`. None if its process is not visible (an editor outside this container): then
    /// it is not monitored.
    pub(super) fn of(params: &serde_json::Value) -> Option<Self> {
        let process = params.get("processId")?.as_u64()?;
        Some(Self {
            process,
            start_time: start_time(process)?,
        })
    }

    pub(super) fn is_running(&self) -> bool {
        start_time(self.process).is_some_and(|start_time| start_time == self.start_time)
    }
}

/// The start time of a running process, as `/proc` writes it.
#[cfg(target_os = "linux")]
fn start_time(process: u64) -> Option<String> {
    // `pid (name) state …`; the start time is field 22. The name may contain any character.
    const START_TIME: usize = 22 - 3;
    let about = std::fs::read_to_string(format!("/proc/{process}/stat")).ok()?;
    let (_, fields) = about.rsplit_once(')')?;
    let mut fields = fields.split_ascii_whitespace();
    // A zombie counts as ended.
    let state = fields.clone().next()?;
    if matches!(state, "Z" | "X" | "x") {
        return None;
    }
    fields.nth(START_TIME).map(str::to_owned)
}

/// `Some` if a process is running; the start time is not available.
#[cfg(all(unix, not(target_os = "linux")))]
fn start_time(process: u64) -> Option<String> {
    use rustix::io::Errno;
    use rustix::process::{Pid, test_kill_process};
    let process = Pid::from_raw(i32::try_from(process).ok()?)?;
    match test_kill_process(process) {
        // EPERM: running as another user.
        Ok(()) | Err(Errno::PERM) => Some(String::new()),
        Err(_) => None,
    }
}

/// Not available on this system.
#[cfg(not(unix))]
fn start_time(_: u64) -> Option<String> {
    None
}
