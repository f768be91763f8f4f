//! Rule packs, and what rules say of requests.

mod command;
mod hostile_packs;
mod judging;
mod properties;
