//! The names of the X-KIGEN- properties.

/// What their names begin with.
pub(super) const PREFIX: &str = "X-KIGEN-";

/// A property of ours.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Own {
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

/// Their names without the prefix.
pub(super) const NAMES: &[(&str, Own)] = &[
    ("KIND", Own::Kind),
    ("SCOPE", Own::Scope),
    ("SUBJECT", Own::Subject),
    ("FROM", Own::From),
    ("TO", Own::To),
    ("SENT", Own::Sent),
    ("DUE", Own::Due),
    ("QUESTION-DUE", Own::QuestionDue),
    ("OPINION-DUE", Own::OpinionDue),
    ("ROUND", Own::Round),
    ("EFFORT", Own::Effort),
    ("CONSIDERABLE", Own::Considerable),
    ("NECESSITY", Own::Necessity),
    ("MATERIAL", Own::Material),
    ("MATERIALS", Own::Material),
    ("PLACE", Own::Place),
    ("ONLINE", Own::Online),
    ("REASON", Own::Reason),
    ("BODY", Own::Body),
    ("EXCEPTION", Own::Exception),
    ("EXCEPTIONS", Own::Exception),
    ("TEMPLATE", Own::Template),
];

/// The property of ours that a name is.
pub(super) fn by_name(name: &str) -> Option<Own> {
    let bare = name.strip_prefix(PREFIX)?;
    NAMES
        .iter()
        .find(|(known, _)| *known == bare)
        .map(|(_, own)| *own)
}

impl Own {
    /// Whether it may stand more than once.
    pub fn repeats(self) -> bool {
        matches!(self, Self::To | Self::Material | Self::Exception | Self::Due)
    }
}
