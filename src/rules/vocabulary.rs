//! Words of the rule language, shared by the loader, “did you mean” and the published schema.

use super::condition::{Field, Flag, List, MomentField, Order, Quantity, Subject, Whose};
use super::pack::Place;
use jp_datetime::prose::Role;

/// Keys of a condition.
pub(crate) const CONDITION_KEYS: &[&str] = &[
    "all",
    "any",
    "not",
    "known",
    "is",
    "kind",
    "scope",
    "scope_unsaid",
    "round",
    "online",
    "internal",
    "considerable",
    "bound",
    "template",
    "under_clause",
    "sent_stated",
    "hearing_is_due",
    "present",
    "absent",
    "matches",
    "count",
    "ministries",
    "elapsed",
    "open",
    "working",
    "effort",
    "due",
    "sent",
    "hearing",
    "evening_request",
    "weekday",
    "mention",
];

/// Keys of a rule.
pub(crate) const RULE_KEYS: &[&str] = &[
    "code",
    "name",
    "summary",
    "clause",
    "quote",
    "binding",
    "severity",
    "params",
    "when",
    "each",
    "require",
    "at",
    "also",
    "message",
    "help",
    "note",
    "stop",
    "once",
    "protected",
    "examples",
];

/// Keys of the evening rule.
pub(crate) const EVENING_KEYS: &[&str] = &["from", "until", "of"];

/// Keys of a test of a mention.
pub(crate) const MENTION_KEYS: &[&str] = &["role", "open", "agrees_with_due", "told_apart", "after_sent"];

/// Keys of a plan.
pub(crate) const PLAN_KEYS: &[&str] = &[
    "plan",
    "title",
    "short_title",
    "issuer",
    "source",
    "binds",
    "period",
    "prefix",
    "params",
    "conditions",
];

/// Facts that a message may refer to.
pub(crate) const FACTS: &[&str] = &[
    "elapsed",
    "open",
    "working",
    "effort",
    "required",
    "shortfall",
    "recipient",
    "sent",
    "due",
    "due_name",
    "stated_dues",
    "hearing",
    "next_open",
    "breach",
    "written",
    "right",
    "date",
    "as_written",
    "item",
    "item_at",
    "plan",
    "plan_end",
    "sender",
];

macro_rules! words {
    ($name:ident: $type:ty { $($word:literal => $meaning:expr;)+ }) => {
        pub(crate) const $name: &[(&str, $type)] = &[$(($word, $meaning)),+];
    };
}

words!(FIELDS: Field {
    "kind" => Field::Kind;
    "scope" => Field::Scope;
    "subject" => Field::Subject;
    "from" => Field::From;
    "to" => Field::To;
    "sent" => Field::Sent;
    "due" => Field::Due;
    "due.name" => Field::DueName;
    "round" => Field::Round;
    "effort" => Field::Effort;
    "considerable" => Field::Considerable;
    "necessity" => Field::Necessity;
    "materials" => Field::Materials;
    "hearing" => Field::Hearing;
    "hearing.place" => Field::HearingPlace;
    "hearing.online" => Field::HearingOnline;
    "hearing.reason" => Field::HearingReason;
    "body" => Field::Body;
    "item.name" => Field::ItemName;
    "item.purpose" => Field::ItemPurpose;
    "item.words" => Field::ItemWords;
});
words!(LISTS: List {
    "materials" => List::Materials;
    "to" => List::To;
    "dues" => List::Dues;
    "dates" => List::Dates;
    "mentions" => List::Mentions;
    "deadlines" => List::Deadlines;
});
words!(EACH: List {
    "materials" => List::Materials;
    "dates" => List::Dates;
    "mentions" => List::Mentions;
});
words!(ROLES: Role {
    "deadline" => Role::Deadline;
    "relative-deadline" => Role::RelativeDeadline;
    "hearing" => Role::Hearing;
    "mention" => Role::Mention;
    "vague" => Role::Vague;
});
words!(FLAGS: Flag {
    "internal" => Flag::Internal;
    "scope_unsaid" => Flag::ScopeUnsaid;
    "considerable" => Flag::Considerable;
    "bound" => Flag::Bound;
    "template" => Flag::Template;
    "sent_stated" => Flag::SentStated;
    "hearing_is_due" => Flag::HearingIsDue;
});
words!(SUBJECTS: Subject {
    "due" => Subject::Due;
    "hearing" => Subject::Hearing;
});
words!(QUANTITIES: Quantity {
    "elapsed" => Quantity::Elapsed;
    "open" => Quantity::Open;
    "working" => Quantity::Working;
    "effort" => Quantity::Effort;
});
words!(MOMENTS: MomentField {
    "due" => MomentField::Due;
    "sent" => MomentField::Sent;
    "hearing" => MomentField::Hearing;
});
words!(BOUNDS: Order {
    "at_least" => Order::AtLeast;
    "more_than" => Order::MoreThan;
    "at_most" => Order::AtMost;
    "less_than" => Order::LessThan;
});
words!(ORDERS: Order {
    "after" => Order::MoreThan;
    "not_before" => Order::AtLeast;
    "before" => Order::LessThan;
    "not_after" => Order::AtMost;
});
words!(WHOSE: Whose {
    "sender" => Whose::Sender;
    "recipient" => Whose::Recipient;
    "everyone" => Whose::Everyone;
});
words!(PLACES: Place {
    "kind" => Place::Kind;
    "from" => Place::From;
    "to" => Place::To;
    "sent" => Place::Sent;
    "due" => Place::Due;
    "effort" => Place::Effort;
    "considerable" => Place::Considerable;
    "necessity" => Place::Necessity;
    "subject" => Place::Subject;
    "body" => Place::Body;
    "materials" => Place::Materials;
    "hearing" => Place::Hearing;
    "hearing.start" => Place::HearingStart;
    "hearing.end" => Place::HearingEnd;
    "hearing.online" => Place::HearingOnline;
    "item" => Place::Item;
});

/// Looks a word up in a table.
pub(crate) fn find<T: Copy>(words: &[(&str, T)], word: &str) -> Option<T> {
    words
        .iter()
        .find(|(known, _)| *known == word)
        .map(|(_, meaning)| *meaning)
}

impl Field {
    /// The name in machine output.
    pub fn name(self) -> &'static str {
        FIELDS
            .iter()
            .find(|(_, field)| *field == self)
            .map_or("", |(name, _)| name)
    }
}

impl List {
    /// The name in machine output.
    pub fn name(self) -> &'static str {
        LISTS
            .iter()
            .find(|(_, list)| *list == self)
            .map_or("", |(name, _)| name)
    }
}

impl MomentField {
    /// The name in machine output.
    pub fn name(self) -> &'static str {
        MOMENTS
            .iter()
            .find(|(_, field)| *field == self)
            .map_or("", |(name, _)| name)
    }
}
