//! Rule packs, and what rules say of requests.

mod command;
mod hostile_packs;
mod judging;
mod missing;
mod packs_of_others;
mod properties;
mod second_plan;
