//! The sender's office by the signature.

use visible_text::Author;

use super::Letter;
use crate::format::letter::heading;
use crate::format::party;
use crate::request::Office;
use crate::source::Span;

impl Letter<'_, '_> {
    /// Takes the sender from the signature, if neither the address nor a sentence gives its office. A signature is also more
    /// exact than a sentence: 「国交省都市計画課の高橋です」.
    pub(super) fn sender_by_signature(&mut self, blocks: &[(Span, Author)], own: &[Span]) {
        let directory = self.read_environment.directory;
        let known = self
            .request
            .from
            .known()
            .filter(|office| self.knows(office))
            .cloned();
        let is_by_domain = known
            .as_ref()
            .is_some_and(|known| self.by_domain.contains(&known.span));
        if known.is_some() && !self.is_introduced && !is_by_domain {
            return;
        }
        let signatures = blocks.iter().filter(|(_, author)| *author == Author::Signature);
        let last = own.last().map(|last| match self.request.from.is_absent() {
            true => *last,
            false => self.tail(*last),
        });
        let mut signed = signatures.map(|(span, _)| *span).chain(last);
        // An addressee is not the sender.
        let addressed = self.request.to.iter().map(|office| office.span.end).max();
        // 「神戸地方合同庁舎管理室」 below mail from an address without a name
        let is_nameless = self
            .request
            .from
            .known()
            .is_none_or(|office| office.name.contains('@'));
        let found = signed.find_map(|span| {
            let start = span.start.max(addressed.unwrap_or(0)).min(span.end);
            let own = Span { start, ..span };
            let text = self.source.slice(own);
            let unit = || heading::signed_unit(text, start as usize).filter(|_| is_nameless && self.is_mail);
            heading::signed(text, start as usize, directory).or_else(unit)
        });
        let found = found.map(|span| self.named(span));
        let replaces = |found: &Office<'_>| {
            known.is_none_or(|known| {
                if is_by_domain {
                    self.is_within(found, &known)
                } else {
                    self.is_more_exact(found, &known)
                }
            })
        };
        if let Some(found) = found.filter(|found| found.known().is_some_and(replaces)) {
            self.request.from = found;
        }
    }

    /// Whether an office is a section of a whole ministry or agency: 観光庁国際観光課 of 国土交通省.
    pub(super) fn is_within(&self, office: &Office<'_>, ministry: &Office<'_>) -> bool {
        let directory = self.read_environment.directory;
        let name = directory.canonical(&office.name);
        directory.resolve(&office.name) == directory.resolve(&ministry.name)
            && name.len() > directory.canonical(&ministry.name).len()
            // 内閣府（防災担当）
            && party::is_unit(name.trim_end_matches([')', '）']))
    }

    /// Whether an office is another one, or a section of it, whose name leaves less out: 国土交通省都市局都市計画課 of
    /// 国交省都市計画課.
    fn is_more_exact(&self, office: &Office<'_>, than: &Office<'_>) -> bool {
        let directory = self.read_environment.directory;
        let extends = || {
            let [long, short] = [office, than].map(|office| directory.canonical(&office.name));
            long.len() > short.len() && long.starts_with(&*short)
        };
        directory.resolve(&office.name) == directory.resolve(&than.name)
            && (self.is_full_name(office, than) || extends())
    }

    /// Whether a name is another's with what that leaves out between ministry and unit: 警察庁交通局交通企画課 of
    /// 警察庁交通企画課.
    pub(super) fn is_full_name(&self, office: &Office<'_>, of: &Office<'_>) -> bool {
        let directory = self.read_environment.directory;
        let [full, name] = [office, of].map(|office| directory.canonical(&office.name));
        let unit = directory.unit(&of.name).unwrap_or_default();
        !unit.is_empty()
            && full.len() > name.len()
            && full.ends_with(&unit)
            && name
                .strip_suffix(&*unit)
                .is_some_and(|agency| full.starts_with(agency))
    }
}
