//! The readers' codes: a summary and an explanation each.

sentences! {
    READER_KG001: "The file's encoding cannot be read.";
    READER_KG001_MORE: "Only UTF-8, and UTF-16 with a byte order mark, can be read. A file in any other encoding has not been checked; save it again as UTF-8.";
    READER_KG002: "The file is not written correctly.";
    READER_KG002_MORE: "Check indentation, quotes, brackets and the space after a colon. A document with such an error has not been judged.";
    READER_KG003: "A key is unknown.";
    READER_KG003_MORE: "Keys may be in Japanese or in English; the nearest one is offered. The value of an unknown key is not judged.";
    READER_KG004: "Two keys mean the same.";
    READER_KG004_MORE: "Keys may mean the same although they differ in wording or language; only one of them may be given. The first is used.";
    READER_KG005: "Something that must be stated is missing.";
    READER_KG005_MORE: "A request must state its kind, and a due time or a hearing.";
    READER_KG006: "A value has the wrong shape for its key.";
    READER_KG006_MORE: "Each key takes a single value, a list, or a mapping (“key: value”).";
    READER_KG007: "A value cannot be read.";
    READER_KG007_MORE: "It cannot be read as a date, a duration, office hours or one of the words allowed. Nothing is guessed: rules that need it are undetermined.";
    READER_KG008: "A limit is exceeded, so part of it has not been read.";
    READER_KG008_MORE: "The size of a file, how deeply it nests and how many items it has are limited. What lies beyond has not been judged.";
    READER_KG009: "A file that was named holds no request.";
    READER_KG009_MORE: "Reported for a file that was named. In a folder, files that hold no request are counted as left out.";
    READER_KG010: "An exception matches no finding.";
    READER_KG010_MORE: "The request has no finding of the rule that the exception names. Remove it if it is not needed.";
    READER_KG011: "An exception is not complete.";
    READER_KG011_MORE: "An exception names the rule, the reason and who approved it. One that does not is not applied.";
    READER_KG012: "An exception is written for a rule that allows none.";
    READER_KG012_MORE: "Neither the reader’s findings (KG0xx) nor KG401, KG405, KG409 and KG416 allow an exception or a recorded deviation. The finding stands. “kigen explain” says of each rule whether it allows any.";
    READER_KG013: "An exception has expired.";
    READER_KG013_MORE: "It holds until the end of the day on which it expires. Have it approved again, or remove it.";
    READER_KG014: "A time zone is unknown.";
    READER_KG014_MORE: "Write an IANA name such as “Asia/Tokyo”. Where none is written, it is Japan time.";
    READER_KG015: "A line cannot be read.";
    READER_KG016: "A glob of the configuration matches no file.";
    READER_KG016_MORE: "Reported when the whole of a configuration's folder is checked, so that a mistyped glob does not leave files unchecked in silence.";
    READER_KG017: "A folder that was named holds no request to check.";
    READER_KG017_MORE: "Reported so that having checked nothing is not taken for having found nothing. Check that it is the right folder, what git ignores, and why files were left out. With --since, requests that have not changed count.";
    READER_KG018: "A configuration weakens what the plan says.";
    READER_KG018_MORE: "Values below the plan's, and rules without exception that are lowered or turned off, are reported in every run: a run without findings then does not mean that the plan is complied with.";
    READER_KG019: "The name of a sender, a recipient or an office with configured hours is not in the directory of ministries.";
    READER_KG019_MORE: "In a request it is taken for a ministry of its own, and this is only information, or a warning where the name is close to a listed one: check its spelling. In a configuration it is reported only where the name is close to a listed one, and the hours apply to an office of exactly that name.";
    READER_KG020: "A field is left empty.";
    READER_KG020_MORE: "Reported when a key that is judged is there but its value is empty (blanks, a dash, an empty list and the like). In a template it is a blank to be filled in, and the rules that need it are undetermined. It is an error when the kind is empty, or when both the due time and the hearing are.";
    READER_KG021: "There is an invisible character.";
    READER_KG021_MORE: "Reported for zero-width spaces, no-break spaces, marks that change the direction of text and the like in a key or a value, and for a value in typographic quotes. They are ignored when it is read. In free text such as the subject and the body, only marks of direction are reported.";
    READER_KG409: "A blank has not been filled in.";
    READER_KG409_MORE: "Fields and texts are searched for “○月○日”, “{{ due }}”, “<期限>”, “YYYY-MM-DD” and the like, so that no request goes out with them. In a template this is no finding: rules that need the field are undetermined. It cannot be excepted or ignored.";
    READER_KG015_MORE: "A line of a calendar file (iCalendar) is malformed. It is not judged.";
}
