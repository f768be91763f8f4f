//! Arguments → library → exit status. The only place that reads the clock.

use std::process::ExitCode;

use kigen::calendar::hours::Moment;

/// A request is built of many small, short-lived allocations, on every core at once.
#[cfg(feature = "mimalloc")]
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    kigen::cli::run(std::env::args_os(), now)
}

fn now() -> Moment {
    let now = chrono::DateTime::<chrono::Utc>::from(std::time::SystemTime::now());
    // Rules work in whole minutes: seconds of the clock would show up in every figure.
    Moment(now.timestamp().div_euclid(60) * 60)
}
