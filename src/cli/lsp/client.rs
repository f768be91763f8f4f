//! The process of a client, and whether it is still there: a server whose editor was killed ends too.

/// A client's process.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Client {
    process: u64,
    /// What tells it from a later one of the same number.
    begun: String,
}

impl Client {
    /// The client that an `initialize` names. One that cannot be seen (an editor outside this container) is
    /// never asked for.
    pub(super) fn of(params: &serde_json::Value) -> Option<Self> {
        let process = params.get("processId")?.as_u64()?;
        Some(Self {
            process,
            begun: begun(process)?,
        })
    }

    pub(super) fn is_there(&self) -> bool {
        begun(self.process).is_some_and(|begun| begun == self.begun)
    }
}

/// When a process that is running was begun, in the system's own words.
#[cfg(target_os = "linux")]
fn begun(process: u64) -> Option<String> {
    // pid (name) state … and the 22nd is when it began. The name may hold anything.
    const BEGUN: usize = 22 - 3;
    let about = std::fs::read_to_string(format!("/proc/{process}/stat")).ok()?;
    let (_, fields) = about.rsplit_once(')')?;
    let mut fields = fields.split_ascii_whitespace();
    // One that is dead, though nobody has asked how it ended.
    let state = fields.clone().next()?;
    if matches!(state, "Z" | "X" | "x") {
        return None;
    }
    fields.nth(BEGUN).map(str::to_owned)
}

/// Something where a process is running.
#[cfg(all(unix, not(target_os = "linux")))]
fn begun(process: u64) -> Option<String> {
    use rustix::io::Errno;
    use rustix::process::{Pid, test_kill_process};
    let process = Pid::from_raw(i32::try_from(process).ok()?)?;
    match test_kill_process(process) {
        // It is there, but another user's.
        Ok(()) | Err(Errno::PERM) => Some(String::new()),
        Err(_) => None,
    }
}

/// Nobody can say.
#[cfg(not(unix))]
fn begun(_: u64) -> Option<String> {
    None
}
