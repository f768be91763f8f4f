//! The threads of a run; an error where the system gives none.

use std::process::ExitCode;
use std::thread::{self, Builder};

use rayon::{ThreadPool, ThreadPoolBuilder};

use super::Failure;
use crate::message::catalogue;

/// The stack of each, whatever the shell's limit is (`ulimit -s`): readers go into what is nested.
const STACK: usize = 8 * 1024 * 1024;
/// The most that do the work, unless the machine has more cores.
const MOST: usize = 64;

/// Does the work on a stack of known size; on this one where no thread can be made.
pub(super) fn on_ample_stack(work: impl Fn() -> ExitCode + Sync) -> ExitCode {
    thread::scope(|scope| match builder().spawn_scoped(scope, &work) {
        Ok(thread) => match thread.join() {
            Ok(status) => status,
            Err(panic) => std::panic::resume_unwind(panic),
        },
        Err(_) => work(),
    })
}

/// What makes a thread.
pub(super) fn builder() -> Builder {
    Builder::new().stack_size(STACK)
}

/// The threads that judge: one a core, or as many as `RAYON_NUM_THREADS` says; fewer where the system gives no
/// more.
pub(super) fn pool() -> Result<ThreadPool, Failure> {
    let cores = thread::available_parallelism().map_or(1, usize::from);
    let asked = std::env::var("RAYON_NUM_THREADS").ok();
    let asked = asked
        .and_then(|text| text.parse().ok())
        .filter(|count| *count > 0);
    let mut count = asked.unwrap_or(cores).min(MOST.max(cores));
    while count > 0 {
        let pool = ThreadPoolBuilder::new()
            .num_threads(count)
            .stack_size(STACK)
            .build();
        if let Ok(pool) = pool {
            return Ok(pool);
        }
        count /= 2;
    }
    Err(none())
}

/// No thread can be made.
pub(super) fn none() -> Failure {
    Failure::of(catalogue::NO_THREADS.message())
}
