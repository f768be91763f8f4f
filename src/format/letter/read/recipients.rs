//! The recipients named above the text, where the header names none.

use super::Letter;
use crate::directory::Affiliation;
use crate::format::letter::heading::Heading;
use crate::format::letter::line::closed_up;
use crate::format::letter::offices;
use crate::format::party;
use crate::request::Office;
use crate::source::Span;

impl<'a> Letter<'a, '_> {
    /// Takes the recipients of the heading, unless the header names an office.
    pub(super) fn recipients(&mut self, heading: &Heading) {
        let directory = self.read_environment.directory;
        let known = |office: &Office<'_>| self.knows(office);
        // 「高等教育局高等教育企画課」 of the sender's own ministry is an office, although no list has it.
        // A bare address says less than 「各市町村統計主管課　御中」.
        // 「市町村健康増進主管課」 of the header is short for 「各市町村健康増進主管課」 of the text.
        let is_shortened = |office: &Office<'_>| {
            heading.to.iter().any(|(span, _)| {
                let named = closed_up(self.source.slice(*span));
                named
                    .strip_prefix('各')
                    .is_some_and(|name| name.starts_with(&*office.name))
            })
        };
        let is_named = |office: &Office<'_>| {
            (known(office) || !is_shortened(office))
                && !office.name.contains('@')
                && (known(office) || self.is_mail && party::is_unit(&office.name))
        };
        if !self.request.to.iter().any(is_named)
            || self.is_to_own_list(heading)
            || self.is_to_sections(heading)
        {
            let offices = |wanted: &dyn Fn(&Office<'a>, bool) -> bool| -> Vec<Office<'a>> {
                let named = heading.to.iter().filter_map(|(span, is_person)| {
                    let office = self.named(*span).known().cloned()?;
                    wanted(&office, *is_person).then_some(office)
                });
                named.collect()
            };
            // 「管理課　田村様」, where the header names the person alone
            let is_unit = |office: &Office<'_>| party::is_unit(&office.name);
            let named = offices(&|office, is_person| known(office) || !is_person || is_unit(office));
            // 「河川計画課　御中」 below 「宛先：国土交通省水管理・国土保全局河川計画課」 is the same office.
            let is_same = |office: &Office<'a>, other: &Office<'a>| {
                other.name.len() > office.name.len() && other.name.ends_with(&*office.name)
                    || self.is_full_name(other, office)
            };
            let named: Vec<Office<'a>> = named
                .iter()
                .enumerate()
                .filter(|(at, office)| !named.iter().take(*at).any(|other| is_same(office, other)))
                .map(|(_, office)| office.clone())
                .collect();
            // 「財務省・総務省　御担当者様」 below the bureaus of both adds no recipient.
            let named: Vec<Office<'a>> = named
                .iter()
                .filter(|office| {
                    let affiliation = directory.resolve(&office.name);
                    // 出入国在留管理庁 is an office besides 法務省.
                    let is_repeat = |other: &&Office<'a>| {
                        !directory.is_whole_ministry(&other.name)
                            && directory.resolve(&other.name) == affiliation
                            && !offices::is_agency(&other.name, directory)
                    };
                    !directory.is_whole_ministry(&office.name) || !named.iter().any(|other| is_repeat(&other))
                })
                .cloned()
                .collect();
            let anybody = named.iter().any(|office| known(office) || self.is_mail && is_unit(office))
                // 「検討会構成員　各位」, sent to an address without a name
                || self.request.to.iter().all(|office| office.name.contains('@'));
            let found = if named.is_empty() {
                offices(&|_, _| true)
            } else {
                named
            };
            if anybody && !found.is_empty() && self.request.to_unreadable.is_none() {
                self.request.to = found;
            }
        }
    }

    /// Whether the text names a section of each ministry that only the domains of the addresses give: 「中小企業庁事業環境部金融課
    /// 佐野様」, sent to 佐野 <sano@chusho.meti.go.jp>.
    fn is_to_sections(&self, heading: &Heading) -> bool {
        let sections: Vec<Office<'a>> = heading
            .to
            .iter()
            .filter_map(|(span, _)| self.named(*span).known().cloned())
            .collect();
        !self.request.to.is_empty()
            && self.request.to.iter().all(|office| {
                self.by_domain.contains(&office.span)
                    && sections.iter().any(|section| self.is_within(section, office))
            })
    }

    /// Whether the header names only the sender's own ministry while the text addresses others: their addresses are
    /// in BCC, or behind the sender's mailing list.
    fn is_to_own_list(&self, heading: &Heading) -> bool {
        let directory = self.read_environment.directory;
        let affiliation = |name: &str| directory.resolve(name);
        let Some(own) = self.request.from.known().map(|office| affiliation(&office.name)) else {
            return false;
        };
        let others = |(span, _): &(Span, bool)| {
            let named = affiliation(&closed_up(self.source.slice(*span)));
            named != own
                && !matches!(
                    named,
                    Affiliation::Unlisted(_) | Affiliation::Uncounted | Affiliation::Own
                )
        };
        self.is_mail
            && self
                .request
                .to
                .iter()
                .all(|office| affiliation(&office.name) == own)
            && heading.to.iter().any(others)
    }
}
