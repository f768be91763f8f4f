//! Texts of `--help` and the manual pages.

sentences! {
    HELP_TEMPLATE: "{about-with-newline}\nUsage: {usage}\n\n{all-args}{after-help}";
    HELP_OPTIONS: "Options";
    HELP_ARG_HELP: "Show this help";
    HELP_ARG_LANG: "Language of messages (default: the locale's; Japanese where it says nothing)";
    HELP_ARG_NOW: "The moment taken as now (such as 2025-09-09T17:30)";
    HELP_ARG_RULES: "A folder with a further rule pack (plan.yaml and rule files)";
    HELP_ARG_CONFIG: "The configuration to use (default: the kigen.yaml nearest to each file)";
    HELP_ARG_NO_CONFIG: "Use no configuration";
    HELP_ARG_FORMAT: "Output format (default: human)";
    HELP_ARG_COLOR: "Use of colour (default: on a terminal; NO_COLOR is respected)";
    HELP_ARG_STDIN_FILENAME: "The file name of what comes on standard input";
    HELP_ARG_SEND_NOW: "Judge every request as sent now, whatever it says";
    HELP_CHECK: "Check requests against the plan's rules";
    HELP_ARG_CHECK_FORMAT: "Output format (default: human; json, jsonl, sarif, github, gitlab, junit, checkstyle, rdjsonl, concise)";
    HELP_ARG_OUTPUT: "Also write the result to a file, in another format (repeatable; such as sarif=report.sarif)";
    HELP_ARG_FAIL_ON: "The severity from which the exit status is 1 (default: error)";
    HELP_ARG_FAIL_ON_UNDETERMINED: "Exit with status 1 where a rule is undetermined, too";
    HELP_ARG_BRIEF: "Show a line a request: the verdict, the path, the subject and what to do";
    HELP_ARG_SELECT: "Rules to use, by code or prefix (such as KG1,KG201)";
    HELP_ARG_IGNORE: "Rules to leave out, by code or prefix";
    HELP_ARG_HORIZON: "How many days ahead recurring events of a calendar are judged (default: 365), and templates sent (default: three years)";
    HELP_ARG_FIX: "Write the fixes that are safe (with -, the text goes to standard output and the report to standard error)";
    HELP_ARG_DIFF: "Show what --fix would change as a diff (for git apply or patch -p1), and write nothing";
    HELP_ARG_UNSAFE_FIXES: "Also make fixes whose result must be reviewed (a wrong weekday, repeats in the body)";
    HELP_ARG_BASELINE: "A baseline: the findings it knows are counted and not shown";
    HELP_ARG_WRITE_BASELINE: "Write today's findings to the baseline (default: the file of --baseline, else kigen-baseline.json)";
    HELP_ARG_SINCE: "Check only files changed since a git commit (such as main or HEAD~1)";
    HELP_ARG_VERBOSE: "Also list what was left out, excepted or baselined";
    HELP_WHEN: "Show for each request the earliest due time that complies, until when it may be sent, and a sentence to paste";
    HELP_WHEN_AFTER: "Exit status: 0 shown, 2 it could not be done (bad usage, an invalid pack, a path that cannot be read)";
    HELP_TEST: "Run a pack's examples: every bad one must raise its rule, and no good one may";
    HELP_ARGUMENTS: "Arguments";
    HELP_TEST_FOLDER: "A pack's folder, or a file in it; default: the pack that ships";
    HELP_TEST_AFTER: "Exit status: 0 all as expected, 1 an example failed, 2 it could not be done (an invalid pack, no rules)";
    HELP_RULES: "List the rules";
    HELP_COMMANDS: "Commands";
    HELP_COMMAND: "COMMAND";
    HELP_EXPLAIN: "Explain rules: the clause, the values they are judged by, examples";
    HELP_EXPLAIN_CODES: "Codes of rules (such as KG101; several may be given)";
    HELP_EXCEPTIONS: "List the exceptions and deviations that requests record";
    HELP_EXCEPTIONS_AFTER: "Exit status: 0 listed, 1 a part of a file cannot be read, 2 it could not be done";
    HELP_CALENDAR: "Show the closed days";
    HELP_CALENDAR_YEAR: "The year (such as 2026); default: the current one";
    HELP_CALENDAR_FROM: "The first day (such as 2026-01-01)";
    HELP_CALENDAR_UNTIL: "The last day, itself included";
    HELP_LSP: "Serve an editor (Language Server Protocol on standard input and output)";
    HELP_CONFIG: "Show what is in force for a path, and where each value comes from";
    HELP_CONFIG_PATH: "A file or a folder; default: the current folder";
    HELP_COMPLETIONS: "Print a shell's completion script";
    HELP_COMPLETIONS_SHELL: "The shell";
    HELP_MAN: "Print the manual page (man)";
    HELP_MAN_OUT: "Write it and a page for each command to this folder instead";
    HELP_KIGEN: "Lints requests between Japanese ministries against the plan that binds the sender, before they go out";
    HELP_ARG_VERSION: "Show the version";
    HELP_MEANINGS: "\
What findings mean for sending:
  error         must be fixed before it is sent
  warning       needs a look before it is sent
  info          does not prevent sending
  undetermined  unknown until what is missing is stated

Exit status: 0 nothing found, 1 findings at or above --fail-on, 2 the check could not be completed";
    HELP_ARG_PATHS_FROM: "A list of paths, separated by NUL (- for standard input; as find -print0 writes it)";
    HELP_PATHS: "Files, folders or - (standard input); default: the current folder";
    HELP_PATHS_FILES: "Files or folders; default: the current folder";
    HELP_PATHS_RECORDED: "Files, folders, records (.jsonl) or - (standard input); default: the current folder";
    HELP_READ: "Show what was understood of each request or mail (deadlines, times, recipients), with the words that say it";
    HELP_READ_AFTER: "Exit status: 0 shown, 1 a file could not be read, 2 it could not be done (bad usage, an invalid pack, a missing path)";
    HELP_REPORT: "Count a year's requests: how many, what they breach, how much time they give";
    HELP_REPORT_OUTPUT: "Write the result to this file (default: standard output)";
    HELP_REPORT_YEAR: "The fiscal year to count, April to March (such as 2025); default: all";
    HELP_REPORT_COMPARE: "Also show the year before";
    HELP_REPORT_WITH_SUBJECTS: "Show file names and subjects of the strictest requests (by default they are left out)";
    HELP_REPORT_AFTER: "Exit status: 0 counted, 2 it could not be done (bad usage, an invalid pack, a missing path, no record)";
    HELP_ARG_RECORD: "Add a line for each request to this file, for kigen report (no subject, text, reason or approver is in it)";
    HELP_ARG_PLAN: "The plans to judge by (repeatable; such as soumu-wlb or yukatsu); default: all that are loaded";
    HELP_SCHEMA: "Print the JSON Schema of requests, rules, the output or configurations (for completion in editors, say)";
    HELP_SCHEMA_DOCUMENT: "request: a request document; rule: a rule pack's file; output: what check --format json prints; line: a line of jsonl; when: what when --format json prints; read: what read --format json prints; report: what report --format json prints; record: a recorded line; config: a configuration (kigen.yaml); exceptions: what exceptions --format json prints; baseline: a baseline";
    HELP_INIT: "Write a small kigen.yaml and a first request";
    HELP_INIT_FOLDER: "The folder to write into; default: the current folder";
    HELP_INIT_AFTER: "A file that is there already is not touched (exit status 2).";
    HELP_NEW: "Print a filled-in request of a kind";
    HELP_NEW_KIND_NAME: "KIND";
    HELP_NEW_KIND: "consultation, review, survey or inquiry (or 協議, 査定, 調査, 照会)";
    HELP_NEW_OUTPUT: "Write it to this file instead (one that is there already is not touched)";
    HELP_NEW_AFTER: "Exit status: 0 done, 2 it could not be done (no such kind, a file that is there already)";
    HELP_MAN_NAME: "NAME";
    HELP_MAN_SYNOPSIS: "SYNOPSIS";
    HELP_MAN_DESCRIPTION: "DESCRIPTION";
    HELP_MAN_EXTRA: "EXTRA";
    HELP_MAN_VERSION: "VERSION";
}
