//! English.

mod calendars;
mod commands;
mod judging;
mod letters;
mod packs;
mod readers;
mod reading;
mod reports;
mod statistics;

pub(super) use calendars::*;
pub(super) use commands::*;
pub(super) use judging::*;
pub(super) use letters::*;
pub(super) use packs::*;
pub(super) use readers::*;
pub(super) use reading::*;
pub(super) use reports::*;
pub(super) use statistics::*;
