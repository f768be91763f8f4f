//! Commands other than `kigen check`, and the editor.

use crate::text::Entry;

catalogue! {
    // The baseline and `--since`.
    BASELINED: "既存の所見の一覧にあります" / "known to the baseline";
    BASELINE_WRITTEN: "既存の所見{count}件を{path}に書き込みました。" / "{count finding|findings} written to the baseline {path}.";
    BASELINE_STALE: "既存の所見の一覧（{path}）のうち、該当のなくなったものが{count}件あります。--write-baseline で更新してください。" / "No longer found: {count finding|findings} of the baseline ({path}). Update it with --write-baseline.";
    BASELINE_REMOVED: "該当のなくなった{count}件を{path}から除きました。" / "Removed from {path}: {count finding|findings} no longer found.";
    BASELINE_STALE_ENTRY: "　{path}：{code}：「{text}」（{count}件）" / "  {path}: {code}: “{text}” ({count})";
    BASELINE_STALE_MORE: "　ほか{count}件（--verboseで一覧）" / "  and {count more entry|more entries} (--verbose lists them)";
    BASELINE_ENCODING: "{path}は、文字コードがUTF-8ではないため、既存の所見の一覧として読めません。" / "The baseline {path} is not encoded in UTF-8.";
    BASELINE_SHAPE: "{path}の{line}行目は、既存の所見の一覧として読めません。" / "Line {line} of {path} cannot be read as a baseline.";
    BASELINE_VERSION: "{path}は、このkigenで読める既存の所見の一覧ではありません（{wanted}ではなく「{found}」）。" / "{path} is not a baseline that this kigen can read (“{found}”, not {wanted}).";
    BASELINE_TWICE: "{path}の{number}件目は、それより前のものと同じです。" / "Entry {number} of the baseline {path} repeats an earlier one.";
    BASELINE_PROTECTED: "{path}の{number}件目（{code}）は、既存の所見とすることができません。" / "Entry {number} of the baseline {path} names {code}, which cannot be baselined.";
    BASELINE_EMPTY: "{path}の{number}件目に、ファイル、規則又は件数がありません。" / "Entry {number} of the baseline {path} lacks its file, rule or count.";
    BASELINE_SIZE: "{path}は大きすぎるため（上限{limit}）、読んでいません。" / "{path} is too large (the limit is {limit}) and has not been read.";
    BASELINE_UNWRITTEN: "{path}に書き込めません：{error}" / "{path} cannot be written: {error}";
    BASELINE_TWO: "--baseline と --write-baseline には、同じファイルを指定してください。" / "--baseline and --write-baseline must name the same file.";
    SINCE_NO_REVISION: "--since の「{revision}」に当たるコミットは、このリポジトリにありません。" / "This repository has no commit “{revision}” (--since).";
    SINCE_NO_REPOSITORY: "{path}はgitのリポジトリの中にないため、--since は使えません。" / "{path} is not in a git repository, so --since cannot be used.";
    SINCE_OTHER_FOLDER: "{path}のリポジトリは、別のフォルダを作業ツリーとしているため、--since は使えません。gitの設定（core.worktree）を御確認ください。" / "--since cannot be used: the repository of {path} has its working tree elsewhere. Check git's configuration (core.worktree).";
    SINCE_NO_GIT: "--since に必要なgitが見つかりません。" / "--since needs git, which was not found.";
    SINCE_GIT_SILENT: "gitが{seconds}秒間応答しないため、中止しました。リポジトリの .git の中に、通常のファイルでないもの（パイプなど）がないか御確認ください。" / "git did not answer within {seconds} seconds and was stopped. Check whether the repository's .git holds something other than regular files, such as a pipe.";
    SINCE_NOT_A_FILE: "{path}は通常のファイルではないため、--since は使えません。取り除いてください。" / "--since cannot be used: {path} is not a regular file. Remove it.";
    SINCE_GIT_FAILED: "gitが失敗しました：{error}" / "git failed: {error}";

    // `--paths-from`.
    NO_PATH_IN_LIST: "パスの一覧（--paths-from）が空のため、何も確認していません。" / "The list of paths (--paths-from) is empty, so nothing has been checked.";
    NO_PATH_IN_LIST_HELP: "一覧を作ったコマンドを御確認ください。" / "Check the command that makes the list.";
    PATHS_FROM_LINES: "{path}のパスは、改行ではなくNULで区切ってください（「find -print0」「git ls-files -z」など）。" / "The paths in {path} must be separated by NUL, not by line feeds (as find -print0 or git ls-files -z writes them).";
    PATHS_FROM_EMPTY: "{path}の{number}番目のパスが空です。" / "Path {number} in {path} is empty.";
    PATHS_FROM_STDIN: "パスの一覧を標準入力から読み取るときは、一覧に「-」を含めないでください（{number}番目）。" / "Path {number} is “-”, but standard input is the list itself.";

    // `kigen exceptions`.
    EXCEPTIONS_NONE: "例外の記録はありません。" / "There is no record of an exception.";
    EXCEPTIONS_UNREAD: "{path}に読み取れない箇所があるため、その例外は一覧にありません。" / "Part of {path} cannot be read; exceptions there are not listed.";
    EXCEPTIONS_STANDING: "状態" / "standing";
    EXCEPTIONS_RULE: "規則" / "rule";
    EXCEPTIONS_FINDINGS: "所見" / "findings";
    EXCEPTIONS_EXPIRES: "有効期限" / "until";
    EXCEPTIONS_APPROVED_BY: "承認者" / "approved by";
    EXCEPTIONS_PLACE: "記載箇所" / "recorded in";
    EXCEPTIONS_REASON: "理由" / "reason";
    EXCEPTIONS_COUNT: "{standing}{count}件" / "{count} {standing}";
    STANDING_IN_FORCE: "有効" / "in force";
    STANDING_DEVIATION: "逸脱" / "deviation";
    STANDING_UNUSED: "該当なし" / "unused";
    STANDING_EXPIRED: "期限切れ" / "expired";
    STANDING_INCOMPLETE: "不備" / "incomplete";
    STANDING_REFUSED: "不可" / "refused";

    // The editor.
    LSP_TOO_LONG_HELP: "エディターでは判定しません。保存して「kigen check」で確認してください。" / "It is not judged in the editor: save it and run “kigen check”.";
    LSP_OPEN: "開いている文書の合計が大きすぎるため（上限{limit}）、この文書は判定していません。" / "The open documents are too large together (the limit is {limit}): this one has not been judged.";
    LSP_OPEN_HELP: "ほかの文書を閉じてから、この文書を開き直してください。" / "Close others, then open this one again.";
    LSP_MORE: "このほか{count}件の所見は、一覧を省略しました。すべては「kigen check」で表示します。" / "{count more finding|more findings} not listed; “kigen check” shows all.";
    LSP_OUT_OF_STEP: "反映できない編集を受け取ったため、所見の位置がエディターの内容と異なることがあります。ファイルを開き直してください。" / "An edit could not be applied, so findings may not match what the editor shows. Open the file again.";
    LSP_LEFT_OUT: "対象外：{reason}" / "Left out: {reason}";
    LSP_EXCEPTED: "例外：{message}" / "Excepted: {message}";
    LSP_UNDETERMINED: "未判定：{note}" / "Undetermined: {note}";
    LSP_BAD_SETTING: "設定「{name}」の値が正しくないため、用いていません。" / "The setting “{name}” is not valid and has not been used.";
    LSP_CLAUSE: "根拠：{plan}{section}（{binding}）" / "Clause: {plan} {section} ({binding})";
    LSP_NOT_OPEN: "開かれていない文書への編集を受け取りました：{uri}" / "An edit of a document that is not open was received: {uri}";
    HOVER_TEMPLATE: "雛形のため、現在発出する場合の日時を示します。" / "A template: shown as if it were sent now.";
    HOVER_NOT_AFTER: "発出より後になっていません。" / "Not after the sending time.";
    HOVER_ELAPSED: "経過：{value}" / "elapsed: {value}";
    HOVER_OPEN: "閉庁日を除く：{value}" / "not counting closed days: {value}";
    HOVER_WORKING: "作業できる時間：{value}" / "working time: {value}";
    HOVER_WORKING_OF: "作業できる時間（{office}）：{value}" / "working time ({office}): {value}";
    HOVER_HOURS: "勤務時間（{office}）：{value}" / "office hours ({office}): {value}";
    HOVER_CLOSED: "閉庁日{count}日：{days}" / "closed days ({count}): {days}";
    HOVER_MORE_DAYS: "ほか{count}日" / " and {count} more";
    HOVER_PREDICTED: "（推定）" / " (predicted)";
    HOVER_EARLIEST: "適合する最も早い期限：{at}" / "earliest due time that complies: {at}";
    HOVER_LATEST: "この期限に適合する最も遅い発出：{at}" / "latest sending time that complies with this due time: {at}";
    FIX_SENT: "発出日時を{at}にする" / "Set the sending time to {at}";
    FIX_EXCEPTION: "{code}の例外を記載する（理由と承認者は記入してください）" / "Record an exception for {code} (fill in the reason and the approver)";
    FIX_ALL: "自動で直せるものをすべて直す" / "Fix all that can be fixed";

    // `kigen init`.
    NEW_NO_SUCH_KIND: "「{value}」という種別の記載例はありません。協議、査定、調査又は照会としてください。" / "There is no example of the kind “{value}”: it is consultation, review, survey or inquiry.";
    INIT_EXISTS: "{path}は既にあるため、何も作りませんでした。" / "{path} already exists; nothing has been written.";
    INIT_CANNOT_WRITE: "{path}を作れません：{error}" / "{path} cannot be written: {error}";
    INIT_DONE: "作成：{path}" / "written: {path}";
    INIT_NEXT: "「kigen check {folder}」で確認できます。" / "Check it with “kigen check {folder}”.";

    // `kigen rules`: the catalogue.
    RULES_CODE: "番号" / "code";
    RULES_NAME: "名称" / "name";
    RULES_SEVERITY: "重さ" / "severity";
    RULES_BINDING: "拘束" / "binding";
    RULES_CLAUSE: "根拠" / "clause";
    RULES_SUMMARY: "内容" / "summary";
    RULES_READERS: "読み取り（計画によらない、本ツールのもの）" / "Reading (this tool's own, of no plan)";
    RULES_PLAN: "{title}（{plan}）" / "{title} ({plan})";

    // `kigen rules test`: a pack's examples.
    TEST_NO_RULES: "この定義には規則がないため、何も試していません。" / "There is no rule in this pack: nothing has been tested.";
    TEST_FAILED: "{path}：{wanted}、{came}。" / "{path}: {wanted}, but {came}.";
    TEST_WANTED_RAISED: "{code}の違反となる例（bad）ですが" / "{code} must be raised (bad)";
    TEST_WANTED_NOT_RAISED: "{code}の違反とならない例（good）ですが" / "{code} must not be raised (good)";
    TEST_RAISED: "所見が出ました：「{message}」" / "it was: “{message}”";
    TEST_NOTHING: "何の所見も出ませんでした" / "nothing was";
    TEST_OTHERS: "出たのはほかの所見でした（{codes}）" / "others were ({codes})";
    TEST_UNDETERMINED: "判断できませんでした（不足：{missing}）" / "it could not be determined (missing: {missing})";
    TEST_EXCEPTED: "所見は例の中の例外により除かれました" / "an exception in the example cleared it";
    TEST_STOPPED: "{code}の所見により判定されませんでした" / "it was not judged because of {code}";
    TEST_UNREADABLE: "読み取れませんでした（{code}：{message}）" / "it could not be read ({code}: {message})";
    TEST_PASSED: "規則{rules}件の例{examples}件は、すべて期待どおりです。" / "{rules rule|rules}, {examples example|examples}: all as expected.";
    TEST_SUMMARY: "規則{rules}件の例{examples}件のうち、期待と異なるものが{failed}件あります。" / "{rules rule|rules}, {examples example|examples}: {failed} failed.";

    // `kigen explain`: a rule whole.
    CLOSE_WINDOW: "Enterキーを押すと閉じます。" / "Press Enter to close the window.";
    EXPLAIN_UNKNOWN: "「{code}」という規則はありません。" / "There is no rule “{code}”.";
    EXPLAIN_LIST: "規則の一覧は「kigen rules」で表示します。" / "“kigen rules” lists them all.";
    EXPLAIN_TERM: "{term}：{note}" / "{term}: {note}";
    EXPLAIN_PLAN: "計画" / "plan";
    EXPLAIN_CLAUSE: "{section}\n「{quote}」" / "{section}\n“{quote}”";
    EXPLAIN_AT: "指す箇所" / "points at";
    EXPLAIN_ALSO: "（あわせて{places}）" / " (and shows {places})";
    EXPLAIN_ITEM: "該当する資料" / "the material concerned";
    EXPLAIN_ITEM_MENTION: "該当する文中の語" / "the words concerned";
    EXPLAIN_ITEM_DATE: "該当する日付" / "the date concerned";
    EXPLAIN_FILE: "定義" / "defined in";
    EXPLAIN_MUST: "計画に「原則として」の定めがないため、例外は認められません。" / "the plan's clause does not say “in principle”, so no exception clears it.";
    EXPLAIN_DEVIATION: "理由と承認者を記載した記録は、逸脱として所見に添えます（所見は残ります。）。" / "A record with a reason and an approver is added to the finding as a deviation; the finding stays.";
    EXPLAIN_IN_PRINCIPLE: "計画に「原則」の定めがあり、理由と承認者を記載した例外が認められます。" / "the plan says so; an exception with a reason and an approver clears it.";
    EXPLAIN_PRACTICE: "義務又は基準が計画の文言によらないもので、理由と承認者を記載した例外が認められます。" / "the duty or the measure is not in the plan's words; an exception with a reason and an approver clears it.";
    EXPLAIN_PRACTICE_PROTECTED: "計画の文言によらないものですが、どの依頼にも欠かせないため、例外は認められません。" / "it is not in the plan's words, but every request needs it, and no exception clears it.";
    EXPLAIN_READER: "読み取りの所見で、例外とすること、除くこと及び重さを変えることはできません。" / "a finding of the reader, which cannot be excepted, ignored or lowered.";
    EXPLAIN_PARAMS: "判定に用いる値" / "Values used";
    EXPLAIN_IN_PLAN: "計画の定め" / "in the plan";
    EXPLAIN_NOT_IN_PLAN: "計画に定めなし" / "not in the plan";
    EXPLAIN_WORKING_DAY: "作業量の「1日」。既定の勤務時間から休憩を除いたもの。" / "One day of effort: the default office hours less the break.";
    EXPLAIN_BAD: "違反となる例（{number}）" / "Raised by ({number})";
    EXPLAIN_GOOD: "違反とならない例（{number}）" / "Not raised by ({number})";
}
