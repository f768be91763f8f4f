//! Mail domains → ministry or body.

use super::{Directory, Ministry, MinistryId};

/// Whether `domain` equals `known` or is a subdomain of it.
fn owns(known: &str, domain: &str) -> bool {
    domain
        .strip_suffix(known)
        .is_some_and(|rest| rest.is_empty() || rest.ends_with('.'))
}

impl Directory {
    /// The owner of a mail address or domain: the body with that domain, else the ministry.
    pub fn name_by_domain(&self, address: &str) -> Option<&str> {
        let domain = address.rsplit('@').next()?.to_ascii_lowercase();
        let of_body = self.body_domains.iter().find(|(known, _)| owns(known, &domain));
        match of_body {
            Some((_, body)) => Some(body),
            None => self.get(self.by_domain(address)?).map(|ministry| &*ministry.name),
        }
    }

    /// The ministry of a mail address or domain; the longest matching parent domain wins.
    pub fn by_domain(&self, address: &str) -> Option<MinistryId> {
        let domain = address.rsplit('@').next()?.to_ascii_lowercase();
        let owns = |known: &String| owns(known, &domain);
        let longest = |ministry: &Ministry| {
            ministry
                .domains
                .iter()
                .filter(|known| owns(known))
                .map(String::len)
                .max()
        };
        let found = self
            .ministries
            .iter()
            .enumerate()
            .filter_map(|(id, ministry)| Some((longest(ministry)?, id)));
        found
            .max_by_key(|(length, _)| *length)
            .and_then(|(_, id)| MinistryId::try_from(id).ok())
    }
}
