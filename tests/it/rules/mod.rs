//! Rule packs, and the verdicts of rules.

mod command;
mod conditions;
mod deadlines;
mod hostile_packs;
mod judging;
mod missing;
mod packs_of_others;
mod properties;
mod said;
mod second_plan;
