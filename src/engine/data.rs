//! Data besides the rules.

use std::sync::Arc;

use crate::calendar::closed_days::ClosedDays;
use crate::calendar::hours::OfficeHours;
use crate::directory::Directory;
use crate::directory::hours::ConfiguredOffices;
use crate::read::kinds::Kinds;

/// Data besides the rules, shared by all files of a configuration.
#[derive(Clone, Debug)]
pub struct Data {
    /// 府省の名簿
    pub directory: Arc<Directory>,
    /// Patterns that classify a calendar's components by kind.
    pub kinds: Arc<Kinds>,
    /// 閉庁日
    pub closed: ClosedDays,
    /// Default office hours.
    pub default_hours: OfficeHours,
    /// Configured office hours by name.
    pub offices: ConfiguredOffices,
    /// A working day, in seconds of working time.
    pub working_day: i64,
    /// Further keys, from configuration, that are accepted unread.
    pub unread: Vec<String>,
}
