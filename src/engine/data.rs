//! What is known besides the rules.

use std::sync::Arc;

use crate::calendar::closed_days::ClosedDays;
use crate::calendar::hours::OfficeHours;
use crate::directory::Directory;
use crate::directory::hours::OfficeBook;
use crate::read::kinds::Kinds;

/// What is known besides the rules, shared by all files of a configuration.
#[derive(Clone, Debug)]
pub struct Data {
    /// 府省の名簿
    pub directory: Arc<Directory>,
    /// What tells the kind of a calendar's component.
    pub kinds: Arc<Kinds>,
    /// 閉庁日
    pub closed: ClosedDays,
    /// The hours of an office whose own are not known.
    pub default_hours: OfficeHours,
    /// The hours that configuration gives to offices by name.
    pub offices: OfficeBook,
    /// One working day, in seconds of working time.
    pub working_day: i64,
    /// The keys that configuration has letters written with besides, and no rule reads.
    pub unread: Vec<String>,
}
