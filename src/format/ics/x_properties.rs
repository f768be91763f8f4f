//! The names of the X-KIGEN- properties.

/// Prefix of the names.
pub(super) const PREFIX: &str = "X-KIGEN-";

/// An X-KIGEN- property.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum XProperty {
    Kind,
    Scope,
    Subject,
    From,
    To,
    Sent,
    Due,
    QuestionDue,
    OpinionDue,
    Round,
    Effort,
    Considerable,
    Necessity,
    Material,
    Place,
    Online,
    Reason,
    Body,
    Exception,
    Template,
}

/// Names without the prefix.
pub(super) const NAMES: &[(&str, XProperty)] = &[
    ("KIND", XProperty::Kind),
    ("SCOPE", XProperty::Scope),
    ("SUBJECT", XProperty::Subject),
    ("FROM", XProperty::From),
    ("TO", XProperty::To),
    ("SENT", XProperty::Sent),
    ("DUE", XProperty::Due),
    ("QUESTION-DUE", XProperty::QuestionDue),
    ("OPINION-DUE", XProperty::OpinionDue),
    ("ROUND", XProperty::Round),
    ("EFFORT", XProperty::Effort),
    ("CONSIDERABLE", XProperty::Considerable),
    ("NECESSITY", XProperty::Necessity),
    ("MATERIAL", XProperty::Material),
    ("MATERIALS", XProperty::Material),
    ("PLACE", XProperty::Place),
    ("ONLINE", XProperty::Online),
    ("REASON", XProperty::Reason),
    ("BODY", XProperty::Body),
    ("EXCEPTION", XProperty::Exception),
    ("EXCEPTIONS", XProperty::Exception),
    ("TEMPLATE", XProperty::Template),
];

/// The property with a name.
pub(super) fn by_name(name: &str) -> Option<XProperty> {
    let bare = name.strip_prefix(PREFIX)?;
    NAMES
        .iter()
        .find(|(known, _)| *known == bare)
        .map(|(_, property)| *property)
}

impl XProperty {
    /// Whether it may occur more than once.
    pub fn repeats(self) -> bool {
        matches!(self, Self::To | Self::Material | Self::Exception | Self::Due)
    }
}
