//! The threads of a run; a failure if the system cannot create one.

use std::process::ExitCode;
use std::thread::{self, Builder};

use rayon::{ThreadPool, ThreadPoolBuilder};

use super::Failure;
use crate::message::catalogue;

/// Stack size in bytes, independent of `ulimit -s`: readers recurse into nested input.
const STACK_BYTES: usize = 8 * 1024 * 1024;
/// Limit on worker threads, unless the machine has more cores.
const MAX_THREADS: usize = 64;

/// Runs `work` on a thread with a stack of known size; on this one if no thread can be created.
pub(super) fn on_large_stack(work: impl Fn() -> ExitCode + Sync) -> ExitCode {
    thread::scope(|scope| match builder().spawn_scoped(scope, &work) {
        Ok(thread) => match thread.join() {
            Ok(status) => status,
            Err(panic) => std::panic::resume_unwind(panic),
        },
        Err(_) => work(),
    })
}

/// A builder of threads with that stack.
pub(super) fn builder() -> Builder {
    Builder::new().stack_size(STACK_BYTES)
}

/// The worker threads: one per core, or `RAYON_NUM_THREADS`; fewer if the system cannot create more.
pub(super) fn pool() -> Result<ThreadPool, Failure> {
    let cores = thread::available_parallelism().map_or(1, usize::from);
    let requested = std::env::var("RAYON_NUM_THREADS").ok();
    let requested = requested
        .and_then(|text| text.parse().ok())
        .filter(|count| *count > 0);
    let mut count = requested.unwrap_or(cores).min(MAX_THREADS.max(cores));
    while count > 0 {
        let pool = ThreadPoolBuilder::new()
            .num_threads(count)
            .stack_size(STACK_BYTES)
            .build();
        if let Ok(pool) = pool {
            return Ok(pool);
        }
        count /= 2;
    }
    Err(none())
}

/// The failure that no thread can be created.
pub(super) fn none() -> Failure {
    Failure::of(catalogue::NO_THREADS.message())
}
