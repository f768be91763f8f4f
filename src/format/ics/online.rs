//! Whether a hearing may be held online.

use super::facts::Facts;
use super::reader::Reader;
use super::x_properties::XProperty;
use crate::read::keys;
use crate::request::{Fact, Online};

impl<'a> Reader<'a, '_> {
    /// X-KIGEN-ONLINE; otherwise CONFERENCE (RFC 7986 §5.11) or a meeting's URL counts as offered.
    pub fn online(&mut self, facts: &Facts<'_, 'a>) -> Fact<Online> {
        if let Some(prop) = facts.x_property(XProperty::Online) {
            // Only 可 of 「可（Webex）」 matters.
            let text = prop.text();
            let head = text
                .split(['（', '(', '、', '。'])
                .next()
                .unwrap_or_default()
                .trim();
            return match keys::ONLINE.get(head) {
                Some(online) => Fact::Known(online, prop.value_span),
                None => self.choice(prop, &keys::ONLINE),
            };
        }
        let kinds = self.read_environment.kinds;
        let conference = facts.meetings.iter().find(|prop| !prop.is_empty()).copied();
        let address = || {
            let texts = facts
                .urls
                .iter()
                .copied()
                .chain(facts.location)
                .chain(facts.description);
            let mut texts = texts.filter(|prop| prop.decoded);
            texts.find(|prop| kinds.has_meeting(&prop.text()))
        };
        let place = || facts.location.filter(|prop| kinds.is_online_place(&prop.text()));
        match conference.or_else(address).or_else(place) {
            Some(prop) => Fact::Known(Online::Offered, prop.value_span),
            None => Fact::Absent,
        }
    }
}
