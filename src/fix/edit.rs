//! Edits that apply a remedy in the author's notation and quotes, changing nothing but the value.

mod hearing;

use hearing::Edits;

use crate::calendar::hours::{DAY, Moment, Zone};
use crate::diagnostic::{Applicability, Fix};
use crate::engine::Engine;
use crate::format::edit::{Editable, Form, SideEffect};
use crate::message::{Message, catalogue};
use crate::request::Fact;
use crate::resolve::{Basis, Case, nearest_anchor};
use crate::rules::explain::dates_of;
use crate::source::Span;

use super::sentence::earlier_sending;
use super::subject::FixSubject;
use super::target::{Target, anchor, is_settled, target};

/// Limit on dues in one text for which a joint move is examined: each needs its own search.
const TOGETHER_LIMIT: usize = 16;

/// Edits that move a due or a hearing to `target`; `None` if it is there already, or its notation cannot be
/// rewritten: quoted-printable, or a text that its quotes could not hold.
pub fn fix(
    engine: &Engine,
    case: &Case<'_>,
    due: Option<usize>,
    target: Target,
    editable: &dyn Editable,
) -> Option<Fix> {
    let (rewritten, title, right) = match target {
        Target::Due(to) => due_edits(engine, case, due?, to, editable)?,
        Target::Hearing(from, until) => hearing::times(case, from, until, editable)?,
        Target::Days(first, last) => hearing::days(case, first, last, editable)?,
    };
    // With a mismatched weekday the author may have meant another day.
    let is_safe =
        rewritten.side_effect == SideEffect::None && (right || is_settled(engine, case, due, target));
    Some(Fix {
        title: with_side_effect(title, rewritten.side_effect),
        applicability: if is_safe {
            Applicability::Safe
        } else {
            Applicability::Unsafe
        },
        edits: rewritten.edits,
    })
}

/// Edits that move the sending to the last moment for which a due complies; `None` if the document does not state the
/// sending, no earlier time helps, or that time is past.
///
/// Not attached to findings: it would be applied together with the due's fix, and one of them suffices.
pub fn sent_fix(engine: &Engine, case: &Case<'_>, due: usize, editable: &dyn Editable) -> Option<Fix> {
    let Fact::Known(written, span) = &case.request.sent else {
        return None;
    };
    let (sent, at) = (case.sent.at?, case.dues.get(due)?.at?);
    let latest = earlier_sending(engine, case, Some(due), sent, at).filter(|_| written.has_time())?;
    let today = Zone::Japan.local(case.env.now).date;
    let rewritten = editable.moment(*span, written, latest, nearest_anchor(written, today), &[])?;
    let title = catalogue::FIX_SENT.arg("at", Message::moment(latest.japan(), dates_of(case)));
    Some(Fix {
        title: with_side_effect(title, rewritten.side_effect),
        applicability: Applicability::Unsafe,
        edits: rewritten.edits,
    })
}

/// A fix's title with its side effects.
pub(crate) fn with_side_effect(title: Message, side_effect: SideEffect) -> Message {
    match side_effect {
        SideEffect::None | SideEffect::Sentence => title,
        SideEffect::Aliases(count) => catalogue::FIX_ALIAS_KEPT.arg("title", title).arg("count", count),
        SideEffect::OtherValues => catalogue::FIX_ALIAS_SHARED.arg("title", title),
    }
}

fn due_edits(
    engine: &Engine,
    case: &Case<'_>,
    due: usize,
    to: Moment,
    editable: &dyn Editable,
) -> Option<Edits> {
    let resolved = case.dues.get(due)?;
    let at = resolved.at?;
    let written = case.request.dues.get(due)?.at.stated()?;
    // A date alone gets a time, even if that is the moment it was taken for.
    if resolved.basis == Basis::Stated && to <= at {
        return None;
    }
    let anchor = anchor(case)?;
    let span = resolved.span;
    let form = editable.form(span)?;
    let year = dates_of(case);
    // A text that states several dues moves only those with the same target: another due may be subject to other
    // rules.
    let moves_too = |number: usize| {
        number != due && target(engine, case, FixSubject::Due, Some(number)) == Some(Target::Due(to))
    };
    let dues: Vec<Span> = if editable.is_used_elsewhere(span) {
        let others = case.dues.iter().enumerate();
        others
            .filter(|(_, other)| other.at == Some(at))
            .take(TOGETHER_LIMIT)
            .filter(|(number, _)| moves_too(*number))
            .map(|(_, other)| other.span)
            .collect()
    } else {
        Vec::new()
    };
    let (rewritten, at) = match form {
        // A duration is relative to the start: lengthen it by as much as the due moves.
        Form::Duration if written.has_time() => (
            editable.longer(span, to.0 - at.0, written.offset_seconds)?,
            Message::moment(to.japan(), year),
        ),
        Form::Duration | Form::Date => {
            // It stays a date, which is taken for the closing of the strictest recipient.
            let day = Zone::Japan.local(to).date;
            let old = written.date(anchor);
            if case.closing(day)? < to || Some(day) == old {
                return None;
            }
            let rewritten = if form == Form::Date {
                editable.date(span, day, anchor, &dues)?
            } else {
                editable.longer(span, (day - old?).num_days() * DAY, None)?
            };
            (rewritten, Message::date(day, year))
        }
        Form::DateTime => (
            editable.moment(span, written, to, anchor, &dues)?,
            Message::moment(to.japan(), year),
        ),
    };
    let title = catalogue::FIX_DUE
        .arg("due_name", Message::due_name(resolved.name, resolved.key))
        .arg("at", at);
    Some((rewritten, title, written.weekday_mismatch(anchor).is_none()))
}
