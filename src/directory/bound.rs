//! The ministries that a plan binds.

use crate::directory::{Affiliation, Directory, MinistryId};

/// The ministries that a plan binds.
#[derive(Clone, Debug, Default)]
pub struct BoundMinistries {
    /// Listed ministries.
    ministries: Vec<MinistryId>,
    /// Names that the directory does not list.
    names: Vec<String>,
}

impl BoundMinistries {
    /// Resolves the names that a plan gives.
    pub fn new(names: &[String], directory: &Directory) -> Self {
        let mut bound = Self::default();
        for name in names {
            match directory.resolve(name) {
                Affiliation::Ministry(id) => bound.ministries.push(id),
                _ => bound.names.push(name.trim().to_owned()),
            }
        }
        bound.names.retain(|name| !name.is_empty());
        bound
    }

    /// Whether the plan names no one; its rules then judge every request.
    pub fn is_empty(&self) -> bool {
        self.ministries.is_empty() && self.names.is_empty()
    }

    /// Whether the plan binds an office; `None` if the office's ministry is unknown.
    pub fn binds(&self, office: &str, affiliation: &Affiliation) -> Option<bool> {
        if self.names.iter().any(|name| names(office, name)) {
            return Some(true);
        }
        match affiliation {
            Affiliation::Ministry(id) => Some(self.ministries.contains(id)),
            Affiliation::NoMinistry => Some(false),
            Affiliation::Unlisted(_) | Affiliation::Several | Affiliation::Uncounted | Affiliation::Own => {
                None
            }
        }
    }
}

/// Whether an office's text names `name`, at its start or after a separator: 「総務省、北三省」.
fn names(office: &str, name: &str) -> bool {
    office.match_indices(name).any(|(at, _)| {
        let before = office.get(..at).unwrap_or_default().trim_end();
        before.is_empty()
            || before.ends_with(|c: char| !c.is_alphanumeric())
            || ["及び", "並びに"].iter().any(|word| before.ends_with(word))
    })
}

/// Which plans judge a request with these senders, and whether any of them binds a sender. Plans that bind a
/// sender judge, or all if none does; a plan that names no one always judges.
pub fn judging(plans: &[BoundMinistries], senders: &[(&str, Affiliation)]) -> (Vec<bool>, Option<bool>) {
    let binds_any = |plan: &BoundMinistries| {
        let each = senders
            .iter()
            .map(|(office, affiliation)| plan.binds(office, affiliation));
        any(each)
    };
    let binding: Vec<Option<bool>> = plans
        .iter()
        .map(|plan| binds_any(plan).filter(|_| !plan.is_empty()))
        .collect();
    let named = plans.iter().zip(&binding).filter(|(plan, _)| !plan.is_empty());
    let bound = match senders {
        [] => None,
        _ => any(named.map(|(_, binds)| *binds).chain([Some(false)])),
    };
    let judges = |(plan, binds): (&BoundMinistries, &Option<bool>)| {
        bound != Some(true) || plan.is_empty() || *binds == Some(true)
    };
    (plans.iter().zip(&binding).map(judges).collect(), bound)
}

/// Three-valued “any”: `None` if none is true and at least one is unknown.
pub fn any(all: impl Iterator<Item = Option<bool>>) -> Option<bool> {
    let mut found = Some(false);
    for one in all {
        match one {
            Some(true) => return Some(true),
            None => found = None,
            Some(false) => {}
        }
    }
    found
}
