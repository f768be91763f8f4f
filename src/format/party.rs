//! People → offices: mail and calendars name those, and the directory knows ministries by name and by mail domain.

use crate::directory::{Belongs, Directory};

/// An office, by the name given where that says one, else by the mail domain.
pub(super) fn office(directory: &Directory, name: Option<&str>, address: Option<&str>) -> String {
    let is_address = |name: &&str| address.is_some_and(|it| name.eq_ignore_ascii_case(it));
    let named = name
        .map(str::trim)
        .filter(|name| !name.is_empty() && !is_address(name));
    let belongs = named.map(|name| directory.resolve(name));
    if let (Some(name), Some(Belongs::Ministry(_) | Belongs::Several | Belongs::Uncounted | Belongs::Own)) =
        (named, &belongs)
    {
        return name.to_owned();
    }
    // A family name may end like a town's, so the domain is asked first.
    let by_domain = address.and_then(|address| directory.by_domain(address));
    if let Some(ministry) = by_domain.and_then(|id| directory.get(id)) {
        return ministry.name.clone();
    }
    // lg.jp is for local governments alone, whatever a person of one is called.
    if let Some(address) = address.filter(|address| address.ends_with(".lg.jp"))
        && belongs != Some(Belongs::NoMinistry)
    {
        return address.to_owned();
    }
    named.or(address).unwrap_or_default().to_owned()
}
