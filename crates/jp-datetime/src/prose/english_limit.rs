//! Limits in English: by noon tomorrow, due 6 March, deadline: Friday.

use super::candidate::{Candidate, Joined};
use super::clock::Time;
use super::day::Day;
use super::sentence::{SentenceContext, asks};
use super::word_search::WordSearch;

/// English wordings of a request, and nouns that only the addressee can supply.
const ENGLISH_REQUEST_PHRASES: &[&str] = &[
    "please",
    "kindly",
    "could you",
    "can you",
    "would you",
    "we need",
    "i need",
    "need this",
    "to receive the",
    "must receive",
    "should receive",
    "have to receive",
    "need it",
    "let me know",
    "let us know",
    "appreciate",
    "grateful",
    "look forward to",
    "reply",
    "respond",
    "submit",
    "must reach",
    "must be",
    "should be",
    "should reach",
    "are to be",
    "is to be",
    "are required",
    "is required",
    "are requested",
    "are invited",
    "are asked",
    "you must",
    "you should",
    "need to",
    "we ask",
    "we request",
    "remind",
    "action required",
    "required by",
    "needed by",
    "requested by",
    "send ",
    "your ",
    "rsvp",
    "get back to",
    "would be great",
    "would be ideal",
    "would be perfect",
    "would be helpful",
    "would help",
    "comments requested",
    "input requested",
    "action requested",
    "response requested",
    "to be uploaded",
    "to be sent",
    "to be returned",
    "welcome",
    "works for us",
    "fill in",
    "fill out",
];

pub(super) fn asks_in_english(around: &SentenceContext<'_>) -> bool {
    around.before.contains_any(ENGLISH_REQUEST_PHRASES) || around.behind.contains_any(ENGLISH_REQUEST_PHRASES)
}

/// The clause of a moment, if its neighbour is a complete clause: 「The Secretariat will circulate the draft by
/// Friday, and members are asked to send comments no later than …」.
fn own_clause<'a>(around: &SentenceContext<'a>, words: &str) -> SentenceContext<'a> {
    // Normalised text has no blank after punctuation.
    const PARTS: [&str; 5] = [";", ",and ", ",but ", ".", " while "];
    let is_whole = |part: &str| {
        part.contains_any(ENGLISH_REQUEST_PHRASES)
            || part.contains_any(&[" will ", " is ", " are ", " plans "])
    };
    let start = PARTS
        .iter()
        .filter_map(|part| around.before.rfind_word(part).map(|at| at + part.len()))
        .max()
        .filter(|start| around.before.get(*start..).is_some_and(is_whole));
    // The full stop of an abbreviation such as Mar. may also end the sentence.
    let stop = words.ends_with('.') && around.behind.starts_with(' ');
    let end = PARTS
        .iter()
        .filter_map(|part| around.behind.find_word(part).map(|at| (at, at + part.len())))
        .min()
        .filter(|(_, next)| around.behind.get(*next..).is_some_and(is_whole))
        .map(|(end, _)| end);
    SentenceContext {
        before: around.before.get(start.unwrap_or(0)..).unwrap_or_default(),
        behind: if stop {
            ""
        } else {
            around
                .behind
                .get(..end.unwrap_or(around.behind.len()))
                .unwrap_or_default()
        },
        ..*around
    }
}

/// by noon tomorrow, due 6 march, deadline: friday, no later than.
pub(super) fn is_english_limit(around: &SentenceContext<'_>, found: &Candidate, words: &str) -> bool {
    // Fri 28 Nov is the cut-off for your edits
    let named = around
        .behind
        .trim_start()
        .strip_prefix("is the ")
        .is_some_and(|rest| {
            rest.starts_with_any(&[
                "cut-off",
                "cutoff",
                "deadline",
                "due date",
                "closing date",
                "last day",
                "final day",
                "latest",
            ])
        });
    if named && asks_in_english(around) {
        return true;
    }
    // The words before a limit, and 「eod」, are Latin.
    let before = around.before.trim_end_matches([' ', ':', '(']);
    let close = matches!(found.time, Some(Time::Close)) && words.is_ascii();
    if !close && !before.ends_with(|c: char| c.is_ascii_alphabetic()) {
        return false;
    }
    let around = &own_clause(around, words);
    let before = around.before.trim_end_matches([' ', ':', '(']);
    let last = |word: &str| {
        before
            .strip_suffix(word)
            .is_some_and(|head| !head.ends_with(|c: char| c.is_ascii_alphabetic()))
    };
    let last_any = |words: &[&str]| words.iter().any(|word| last(word));
    // the deadline for comments is 19 september
    let of_deadline = around
        .before
        .contains_any(&["deadline", "due date", "closing date"])
        && last_any(&["is", "be", "on", "to", "at"]);
    let of_deadline = of_deadline
        || around.before.trim_end().ends_with(':')
            && around.before.contains_any(&[
                "deadline for ",
                "due date for ",
                "deadline is approaching",
                "deadline approaching",
            ]);
    let moved = last_any(&[
        "extended to",
        "closes on",
        "closes at",
        "closes",
        "accepted through",
        "open through",
        "close on",
    ]);
    let led = of_deadline
        || moved
        || last_any(&[
            "by",
            "due",
            "due on",
            "no later than",
            "not later than",
            "deadline",
            "deadline is",
            "until",
            "before",
            "by the",
            "postponed to",
            "moved to",
            "changed to",
            "ends on",
        ]);
    // the secretariat closes at 18:00
    if last("closes at") && found.day == Day::Unspecified {
        return false;
    }
    if found.joined == Joined::Range
        && last_any(&["extended from", "postponed from", "moved from", "changed from"])
        && around.before.contains_word("deadline")
    {
        return true;
    }
    if !led {
        // EOD please; reply cob friday.
        return close && asks_in_english(around);
    }
    // if we do not hear from you by friday, we will assume …
    let silence = around.before.contains_any(&[
        "if we do not hear",
        "if we don't hear",
        "if no reply",
        "if no response",
        "if no comment",
        "if no objection",
        "unless we hear",
        "unless you reply",
        "unless otherwise advised",
        "in the absence of",
        "silence procedure",
    ]);
    // contributions received by 15 june will be reflected
    let counts = last("received by")
        && around.behind.contains_any(&[
            "will be reflected",
            "will be considered",
            "will be accepted",
            "will be taken into",
        ]);
    if silence || counts {
        return true;
    }
    // By EOD tomorrow; otherwise we will proceed.
    let ends = [";", ", ", " otherwise", " so ", " as we ", " and we "];
    let end = ends.iter().filter_map(|end| around.behind.find_word(end)).min();
    let clause = end.map_or(around.behind, |end| around.behind.get(..end).unwrap_or_default());
    // the ministry of finance will submit its response by
    const DOES: [&str; 16] = [
        "submit",
        "send",
        "circulate",
        "publish",
        "confirm",
        "share",
        "provide",
        "issue",
        "announce",
        "report",
        "finalize",
        "finalise",
        "prepare",
        "respond",
        "decide",
        "adopt",
    ];
    let theirs = around.before.split_at_word(" will ").is_some_and(|(who, does)| {
        !who.contains_word("you")
            && does.starts_with_any(&DOES)
            && !asks_in_english(&SentenceContext {
                behind: "",
                before: who,
                ..*around
            })
    });
    let own = theirs
        || [
            "not necessary to",
            "no need to",
            "need not",
            "not required to",
            "not have to",
            "public comment",
            "for your information",
            "will inform you",
            "will notify you",
            "will send you",
            "will let you know",
            "will provide you",
            "will get back to you",
            "fyi",
            "thank you for",
            "thanks for",
            "we will",
            "i will",
            "we'll",
            "i'll",
            "will be sent",
            "we plan",
            "is valid",
            "valid until",
            "closed until",
            "closed from",
            "be closed",
            "away from",
            "out of the office",
            "on leave",
            "unavailable",
            "away until",
            "in force",
            "asks member",
            "asks us",
            "asked us",
            "requires us",
            "was",
            "were",
            "out of office",
            "they ",
            "applicants ",
            "will be published",
            "will be announced",
            "will be issued",
            "will be notified",
            "is expected",
            "are expected to publish",
            "enter into force",
            "take effect",
            "takes effect",
            "expire",
        ]
        .iter()
        .any(|word| around.before.contains_word(word) || clause.contains_word(word));
    // keep the original until 31 March 2031
    let is_kept = last("until")
        && around
            .before
            .rsplit([',', ';', '.'])
            .next()
            .and_then(|clause| clause.rsplit(" and ").next())
            .is_some_and(|clause| {
                clause.contains_any(&["keep ", "retain ", "store ", "preserve ", "maintain "])
            });
    if is_kept {
        return false;
    }
    let labelled = of_deadline
        || moved
        || last_any(&[
            "extended until",
            "accepted until",
            "open until",
            "due",
            "due on",
            "due by",
            "deadline",
            "deadline is",
            "no later than",
            "not later than",
        ]);
    let japanese = asks(around.behind) && !words.is_empty();
    !own && (labelled
        || asks_in_english(around)
        || japanese
        || around.before.trim() == "by" && around.behind.trim_end_matches(['.', ' ']).is_empty())
}
