//! Commands other than `kigen check`, and the editor.

sentences! {
    // The baseline and `--since`.
    BASELINED: "known to the baseline";
    BASELINE_WRITTEN: "{count finding|findings} written to the baseline {path}.";
    BASELINE_STALE: "No longer found: {count finding|findings} of the baseline ({path}). Update it with --write-baseline.";
    BASELINE_REMOVED: "Removed from {path}: {count finding|findings} no longer found.";
    BASELINE_STALE_ENTRY: "  {path}: {code}: “{text}” ({count})";
    BASELINE_STALE_MORE: "  and {count more entry|more entries} (--verbose lists them)";
    BASELINE_ENCODING: "The baseline {path} is not encoded in UTF-8.";
    BASELINE_SHAPE: "Line {line} of {path} cannot be read as a baseline.";
    BASELINE_VERSION: "{path} is not a baseline that this kigen can read (“{found}”, not {wanted}).";
    BASELINE_TWICE: "Entry {number} of the baseline {path} repeats an earlier one.";
    BASELINE_PROTECTED: "Entry {number} of the baseline {path} names {code}, which cannot be baselined.";
    BASELINE_EMPTY: "Entry {number} of the baseline {path} lacks its file, rule or count.";
    BASELINE_SIZE: "{path} is too large (the limit is {limit}) and has not been read.";
    BASELINE_UNWRITTEN: "{path} cannot be written: {error}";
    BASELINE_TWO: "--baseline and --write-baseline must name the same file.";
    SINCE_NO_REVISION: "This repository has no commit “{revision}” (--since).";
    SINCE_NO_REPOSITORY: "{path} is not in a git repository, so --since cannot be used.";
    SINCE_OTHER_FOLDER: "--since cannot be used: the repository of {path} has its working tree elsewhere. Check git's configuration (core.worktree).";
    SINCE_NO_GIT: "--since needs git, which was not found.";
    SINCE_GIT_SILENT: "git did not answer within {seconds} seconds and was stopped. Check whether the repository's .git holds something other than regular files, such as a pipe.";
    SINCE_NOT_A_FILE: "--since cannot be used: {path} is not a regular file. Remove it.";
    SINCE_GIT_FAILED: "git failed: {error}";

    // `--paths-from`.
    NO_PATH_IN_LIST: "The list of paths (--paths-from) is empty, so nothing has been checked.";
    NO_PATH_IN_LIST_HELP: "Check the command that makes the list.";
    PATHS_FROM_LINES: "The paths in {path} must be separated by NUL, not by line feeds (as find -print0 or git ls-files -z writes them).";
    PATHS_FROM_EMPTY: "Path {number} in {path} is empty.";
    PATHS_FROM_STDIN: "Path {number} is “-”, but standard input is the list itself.";

    // `kigen exceptions`.
    EXCEPTIONS_NONE: "There is no record of an exception.";
    EXCEPTIONS_UNREAD: "Part of {path} cannot be read; exceptions there are not listed.";
    EXCEPTIONS_STANDING: "standing";
    EXCEPTIONS_RULE: "rule";
    EXCEPTIONS_FINDINGS: "findings";
    EXCEPTIONS_EXPIRES: "until";
    EXCEPTIONS_APPROVED_BY: "approved by";
    EXCEPTIONS_PLACE: "recorded in";
    EXCEPTIONS_REASON: "reason";
    EXCEPTIONS_COUNT: "{count} {standing}";
    STANDING_IN_FORCE: "in force";
    STANDING_DEVIATION: "deviation";
    STANDING_UNUSED: "unused";
    STANDING_EXPIRED: "expired";
    STANDING_INCOMPLETE: "incomplete";
    STANDING_REFUSED: "refused";

    // The editor.
    LSP_TOO_LONG_HELP: "It is not judged in the editor: save it and run “kigen check”.";
    LSP_OPEN: "The open documents are too large together (the limit is {limit}): this one has not been judged.";
    LSP_OPEN_HELP: "Close others, then open this one again.";
    LSP_MORE: "{count more finding|more findings} not listed; “kigen check” shows all.";
    LSP_OUT_OF_STEP: "An edit could not be applied, so findings may not match what the editor shows. Open the file again.";
    LSP_LEFT_OUT: "Left out: {reason}";
    LSP_EXCEPTED: "Excepted: {message}";
    LSP_UNDETERMINED: "Undetermined: {note}";
    LSP_BAD_SETTING: "The setting “{name}” is not valid and has not been used.";
    LSP_CLAUSE: "Clause: {plan} {section} ({binding})";
    LSP_NOT_OPEN: "An edit of a document that is not open was received: {uri}";
    HOVER_TEMPLATE: "A template: shown as if it were sent now.";
    HOVER_NOT_AFTER: "Not after the sending time.";
    HOVER_ELAPSED: "elapsed: {value}";
    HOVER_OPEN: "not counting closed days: {value}";
    HOVER_WORKING: "working time: {value}";
    HOVER_WORKING_OF: "working time ({office}): {value}";
    HOVER_HOURS: "office hours ({office}): {value}";
    HOVER_CLOSED: "closed days ({count}): {days}";
    HOVER_MORE_DAYS: " and {count} more";
    HOVER_PREDICTED: " (predicted)";
    HOVER_EARLIEST: "earliest due time that complies: {at}";
    HOVER_LATEST: "latest sending time that complies with this due time: {at}";
    FIX_SENT: "Set the sending time to {at}";
    FIX_EXCEPTION: "Record an exception for {code} (fill in the reason and the approver)";
    FIX_ALL: "Fix all that can be fixed";

    // `kigen init`.
    NEW_NO_SUCH_KIND: "There is no example of the kind “{value}”: it is consultation, review, survey or inquiry.";
    INIT_EXISTS: "{path} already exists; nothing has been written.";
    INIT_CANNOT_WRITE: "{path} cannot be written: {error}";
    INIT_DONE: "written: {path}";
    INIT_NEXT: "Check it with “kigen check {folder}”.";

    // `kigen rules`: the list of rules.
    RULES_CODE: "code";
    RULES_NAME: "name";
    RULES_SEVERITY: "severity";
    RULES_BINDING: "binding";
    RULES_CLAUSE: "clause";
    RULES_SUMMARY: "summary";
    RULES_READERS: "Reading (this tool's own, of no plan)";
    RULES_PLAN: "{title} ({plan})";

    // `kigen rules test`: a pack's examples.
    TEST_NO_RULES: "There is no rule in this pack: nothing has been tested.";
    TEST_FAILED: "{path}: {wanted}, but {came}.";
    TEST_WANTED_RAISED: "{code} must be raised (bad)";
    TEST_WANTED_NOT_RAISED: "{code} must not be raised (good)";
    TEST_RAISED: "it was: “{message}”";
    TEST_NOTHING: "nothing was";
    TEST_OTHERS: "others were ({codes})";
    TEST_UNDETERMINED: "it could not be determined (missing: {missing}); put a condition under “known” to take it for false where nothing is stated";
    TEST_EXCEPTED: "an exception in the example cleared it";
    TEST_STOPPED: "it was not judged because of {code}";
    TEST_UNREADABLE: "it could not be read ({code}: {message})";
    TEST_PASSED: "{rules rule|rules}, {examples example|examples}: all as expected.";
    TEST_SUMMARY: "{rules rule|rules}, {examples example|examples}: {failed} failed.";

    // `kigen explain`: a rule in full.
    CLOSE_WINDOW: "Press Enter to close the window.";
    EXPLAIN_UNKNOWN: "There is no rule “{code}”.";
    EXPLAIN_LIST: "“kigen rules” lists them all.";
    EXPLAIN_TERM: "{term}: {note}";
    EXPLAIN_PLAN: "plan";
    EXPLAIN_CLAUSE: "{section}\n“{quote}”";
    EXPLAIN_AT: "points at";
    EXPLAIN_ALSO: " (and shows {places})";
    EXPLAIN_ITEM: "the material concerned";
    EXPLAIN_ITEM_MENTION: "the words concerned";
    EXPLAIN_ITEM_DATE: "the date concerned";
    EXPLAIN_FILE: "defined in";
    EXPLAIN_MUST: "the plan's clause does not say “in principle”, so no exception clears it.";
    EXPLAIN_DEVIATION: "A record with a reason and an approver is added to the finding as a deviation; the finding stays.";
    EXPLAIN_IN_PRINCIPLE: "the plan says so; an exception with a reason and an approver clears it.";
    EXPLAIN_PRACTICE: "the duty or the measure is not in the plan's words; an exception with a reason and an approver clears it.";
    EXPLAIN_PRACTICE_PROTECTED: "it is not in the plan's words, but every request needs it, and no exception clears it.";
    EXPLAIN_READER: "a finding of the reader, which cannot be excepted, ignored or lowered.";
    EXPLAIN_PARAMS: "Values used";
    EXPLAIN_IN_PLAN: "in the plan";
    EXPLAIN_NOT_IN_PLAN: "not in the plan";
    EXPLAIN_WORKING_DAY: "One day of effort: the default office hours less the break.";
    EXPLAIN_BAD: "Raised by ({number})";
    EXPLAIN_GOOD: "Not raised by ({number})";
}
