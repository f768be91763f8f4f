//! Derives the kind of request from a component, or why it is no request.

use super::components::{Calendar, Component};
use super::facts::Facts;
use super::property::Prop;
use super::reader::Reader;
use super::x_properties::XProperty;
use crate::message::{Message, catalogue};
use crate::read::keys::{self, KindWord};
use crate::request::{Fact, Kind, KindScope, Round};

/// A component's kind, and what it was derived from.
pub(super) struct ComponentKind {
    pub kind: Fact<KindWord>,
    pub round: Option<Round>,
    pub explanation: Option<Message>,
}

/// Why a component is not a request.
pub(super) struct SkipReason {
    pub reason: Message,
    /// Whether it is cancelled or superseded by another version.
    pub superseded: bool,
}

/// Whether STATUS is CANCELLED.
pub(super) fn is_cancelled(status: &Prop<'_>) -> bool {
    ["CANCELLED", "CANCELED"]
        .iter()
        .any(|word| status.value.trim().eq_ignore_ascii_case(word))
}

fn kind_name(word: KindWord) -> Message {
    Message::Key([word.0.name(), word.0.ja()])
}

impl<'a> Reader<'a, '_> {
    /// Why a component asks for nothing regardless of its kind.
    pub fn skip_cancelled(&self, facts: &Facts<'_, 'a>, calendar: &Calendar) -> Option<SkipReason> {
        // RFC 5546: these methods withdraw or answer an invitation.
        if matches!(
            &*calendar.method,
            "CANCEL" | "REPLY" | "REFRESH" | "DECLINECOUNTER"
        ) {
            let why = format!("METHOD:{}", calendar.method);
            let superseded = calendar.method == "CANCEL";
            let entry = if superseded {
                catalogue::LEFT_ICS_CANCELLED
            } else {
                catalogue::LEFT_ICS_REPLY
            };
            return Some(SkipReason {
                reason: entry.with(&[("why", &why)]),
                superseded,
            });
        }
        facts.status.filter(|status| is_cancelled(status))?;
        Some(SkipReason {
            reason: catalogue::LEFT_ICS_CANCELLED.with(&[("why", "STATUS:CANCELLED")]),
            superseded: true,
        })
    }

    /// The kind of request, or why the component is no request.
    pub fn kind(
        &mut self,
        component: &Component<'a>,
        facts: &Facts<'_, 'a>,
    ) -> Result<ComponentKind, SkipReason> {
        if let Some(prop) = facts.x_property(XProperty::Kind) {
            let kind = self.choice(prop, &keys::KIND);
            return Ok(ComponentKind {
                kind,
                round: None,
                explanation: None,
            });
        }
        for prop in &facts.categories {
            let text = prop.text();
            if let Some(word) = text
                .split([',', '、'])
                .find_map(|word| keys::KIND.get(word.trim()))
            {
                let explanation = catalogue::ICS_KIND_CATEGORY.arg("kind", kind_name(word));
                let kind = Fact::Known(word, prop.value_span);
                return Ok(ComponentKind {
                    kind,
                    round: None,
                    explanation: Some(explanation),
                });
            }
        }
        if let Some(prop) = facts.summary
            && let Some(pattern) = self.read_environment.kinds.of(&prop.text())
        {
            let explanation = catalogue::ICS_KIND_PATTERN
                .arg("kind", kind_name(pattern.kind))
                .arg("pattern", Message::text(&*pattern.name));
            let kind = Fact::Known(pattern.kind, prop.value_span);
            return Ok(ComponentKind {
                kind,
                round: pattern.round,
                explanation: Some(explanation),
            });
        }
        if let Some(prop) = self.other_ministry(facts).filter(|_| component.event) {
            let review = KindWord(Kind::Review, KindScope::Usual);
            let explanation = catalogue::ICS_KIND_ATTENDEES.arg("kind", kind_name(review));
            let kind = Fact::Known(review, prop.value_span);
            return Ok(ComponentKind {
                kind,
                round: None,
                explanation: Some(explanation),
            });
        }
        // KIND is present but empty, which `blank_x_property` reports.
        if let Some(blank) = facts.x_properties(XProperty::Kind).next() {
            return Ok(ComponentKind {
                kind: Fact::Unreadable(blank.name_span),
                round: None,
                explanation: None,
            });
        }
        Err(SkipReason {
            reason: catalogue::LEFT_ICS_NO_KIND.message(),
            superseded: false,
        })
    }
}
