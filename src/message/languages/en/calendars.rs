//! Closed days, and findings of the iCalendar reader.

sentences! {
    // `kigen calendar`: closed days.
    CALENDAR_YEAR: "the year";
    CALENDAR_BAD_YEAR: "“{value}” cannot be read as a year (such as 2026).";
    CALENDAR_BAD_DATE: "{field} “{value}” cannot be read as a date with its year (such as 2026-01-01).";
    CALENDAR_WEEKDAY: "The weekday in {field} “{value}” is not that of the date ({right}).";
    CALENDAR_REVERSED: "--from ({from}) is after --until ({until}).";
    CALENDAR_PREDICTED: " (predicted)";
    CALENDAR_LEGEND: "* is a closed day (a holiday of administrative organs).";
    CALENDAR_LEGEND_PREDICTED: "(predicted): the equinox has not been announced yet; the day is computed.";

    // iCalendar: lines and components.
    ICS_BROKEN: "There are bytes that are not valid UTF-8.";
    ICS_NO_COLON: "This is not a line of the form “NAME:value”.";
    ICS_BAD_NAME: "The name of the line, or of a parameter, is not written correctly.";
    ICS_QUOTE: "A quote is not closed.";
    ICS_LINE_HELP: "A long line is continued on the next, which then begins with a space. This line has not been judged.";
    ICS_LINE_TOO_LONG: "The line is too long and has not been read.";
    ICS_TOO_MANY_PARAMS: "The line has too many parameters and has not been read.";
    ICS_TOO_DEEP: "Nested too deeply (the limit is {limit}): what is inside has not been read.";
    ICS_MORE: "{count more finding|more findings} of this kind not listed.";
    ICS_MORE_HERE: "More of this component cannot be read.";
    ICS_TOO_MANY: "Too many events and tasks (the limit is {limit}); the rest has not been read.";
    ICS_UNCLOSED: "There is no “END:{name}” for this “BEGIN:{name}”.";
    ICS_UNCLOSED_HELP: "Check that the file is complete. “{name}” has been judged by the part that could be read.";
    ICS_END_ALONE: "There is no “BEGIN:{name}” for this “END:{name}”.";
    ICS_END_ALONE_HELP: "Check for a line that is missing or duplicated.";
    ICS_QUOTED_PRINTABLE: "The encoding of {field} cannot be read.";

    // iCalendar: values.
    ICS_ZONE: "There is no time zone “{value}”, nor does this file define it (VTIMEZONE).";
    ICS_ZONE_HELP: "Write “TZID=Asia/Tokyo” or the like, or export the file with its VTIMEZONE.";
    ICS_ZONE_UNREADABLE: "This file defines the time zone “{value}” (VTIMEZONE), but its definition cannot be read.";
    ICS_ZONE_UNREADABLE_HELP: "Write “TZID=Asia/Tokyo” or the like, or check what VTIMEZONE says.";
    ICS_DURATION: "“{value}” cannot be read as a duration ({field}).";
    ICS_DURATION_HELP: "Write it like “PT1H30M” or “P1D”.";
    ICS_NO_OFFICE: "{field} names neither an office nor an address.";
    ICS_MISSING_START: "When it starts (DTSTART) is not stated.";
    ICS_MISSING_START_HELP: "State DTSTART or X-KIGEN-DUE.";
    ICS_MISSING_DUE: "When it is due (DUE) is not stated.";
    ICS_MISSING_DUE_HELP: "State DUE, DTSTART with DURATION, or X-KIGEN-DUE.";
    ICS_NOT_EXPANDED: "“{part}” of {field} cannot be expanded, so only the first occurrence has been judged.";
    ICS_NOT_EXPANDED_HELP: "Check the rule (RFC 5545 §3.3.10). Rules in calendars other than the Gregorian (RSCALE) cannot be read.";
    ICS_RANGE: "The series that “this and all that follow” (RANGE=THISANDFUTURE) changes cannot be read, so only this occurrence has been judged.";
    ICS_PERIOD: "“{value}” cannot be read as a period ({field}).";
    ICS_PERIOD_HELP: "Write it like “20250910T140000/PT1H” or “20250910T140000/20250910T150000”.";
    ICS_OCCURRENCES_CUT: "There are too many occurrences: the first {limit} have been judged.";
    ICS_OCCURRENCES_FILE: "This file has too many occurrences: only the next one of this request has been judged.";
    ICS_LOOKS_FILE: "This file has too many occurrences: only the first one of this request has been judged.";
    ICS_OCCURRENCES: "{message} This applies to {count} of its occurrences ({dates}).";
    ICS_OCCURRENCES_MORE: "and {count} more";

    // iCalendar: sources of derived values.
    NOTE_SENT_PROPERTY: "The sending time is taken from {property} ({at}).";
    NOTE_FLOATING: "Times without a zone are taken as Japan time.";
    NOTE_FLOATING_TZ: "The zone of the calendar (TZ, DAYLIGHT) is not used: times without a zone are taken as Japan time.";
    NOTE_OCCURRENCES: "{count occurrence|occurrences} within {days day|days} from {from} judged.";
    NOTE_UNMATCHED: "Some times to be left out of or changed in the series (EXDATE, RECURRENCE-ID) match no occurrence ({times}).";
    NOTE_OCCURRENCE_RULE: "This changes one occurrence of a series (RECURRENCE-ID); its {field} is not used.";
    NOTE_NEXT_OCCURRENCE: "Of its occurrences, the next ({day}) is shown.";
    ICS_KIND_CATEGORY: "The kind, {kind}, is taken from CATEGORIES.";
    ICS_KIND_PATTERN: "The kind, {kind}, is taken from the title, by the pattern “{pattern}”.";
    ICS_KIND_ATTENDEES: "The kind, {kind}, is taken from attendees of another ministry.";
    REPORT_EXPLANATION: "{path}: {note}";
    LEFT_ICS: "line {line}, {name}{subject}: {reason}";
    LEFT_ICS_SUBJECT: " “{subject}”";
    LEFT_ICS_CANCELLED: "is cancelled ({why})";
    LEFT_ICS_OLDER: "line {line} has a newer version";
    LEFT_ICS_SAME: "says the same as line {line}";
    LEFT_ICS_SERIES_CANCELLED: "line {line} cancels the whole series";
    LEFT_ICS_REPLY: "answers a request ({why})";
    LEFT_ICS_NO_KIND: "has no title that tells a kind of request, and nobody of another ministry is invited";
    LEFT_ICS_OTHER: "is neither an event (VEVENT) nor a task (VTODO)";
    LEFT_ICS_OVER: "recurs, and not within {days day|days} from {from}";
    LEFT_ICS_EMPTY: "has neither an event (VEVENT) nor a task (VTODO)";
}
