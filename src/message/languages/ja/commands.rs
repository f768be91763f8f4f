//! Commands other than `kigen check`, and the editor.

sentences! {
    // The baseline and `--since`.
    BASELINED: "既存の所見の一覧にあります";
    BASELINE_WRITTEN: "既存の所見{count}件を{path}に書き込みました。";
    BASELINE_STALE: "既存の所見の一覧（{path}）のうち、該当のなくなったものが{count}件あります。--write-baseline で更新してください。";
    BASELINE_REMOVED: "該当のなくなった{count}件を{path}から除きました。";
    BASELINE_STALE_ENTRY: "　{path}：{code}：「{text}」（{count}件）";
    BASELINE_STALE_MORE: "　ほか{count}件（--verboseで一覧）";
    BASELINE_ENCODING: "{path}は、文字コードがUTF-8ではないため、既存の所見の一覧として読めません。";
    BASELINE_SHAPE: "{path}の{line}行目は、既存の所見の一覧として読めません。";
    BASELINE_VERSION: "{path}は、このkigenで読める既存の所見の一覧ではありません（{wanted}ではなく「{found}」）。";
    BASELINE_TWICE: "{path}の{number}件目は、それより前のものと同じです。";
    BASELINE_PROTECTED: "{path}の{number}件目（{code}）は、既存の所見とすることができません。";
    BASELINE_EMPTY: "{path}の{number}件目に、ファイル、規則又は件数がありません。";
    BASELINE_SIZE: "{path}は大きすぎるため（上限{limit}）、読んでいません。";
    BASELINE_UNWRITTEN: "{path}に書き込めません：{error}";
    BASELINE_TWO: "--baseline と --write-baseline には、同じファイルを指定してください。";
    SINCE_NO_REVISION: "--since の「{revision}」に当たるコミットは、このリポジトリにありません。";
    SINCE_NO_REPOSITORY: "{path}はgitのリポジトリの中にないため、--since は使えません。";
    SINCE_OTHER_FOLDER: "{path}のリポジトリは、別のフォルダを作業ツリーとしているため、--since は使えません。gitの設定（core.worktree）を御確認ください。";
    SINCE_NO_GIT: "--since に必要なgitが見つかりません。";
    SINCE_GIT_SILENT: "gitが{seconds}秒間応答しないため、中止しました。リポジトリの .git の中に、通常のファイルでないもの（パイプなど）がないか御確認ください。";
    SINCE_NOT_A_FILE: "{path}は通常のファイルではないため、--since は使えません。取り除いてください。";
    SINCE_GIT_FAILED: "gitが失敗しました：{error}";

    // `--paths-from`.
    NO_PATH_IN_LIST: "パスの一覧（--paths-from）が空のため、何も確認していません。";
    NO_PATH_IN_LIST_HELP: "一覧を作ったコマンドを御確認ください。";
    PATHS_FROM_LINES: "{path}のパスは、改行ではなくNULで区切ってください（「find -print0」「git ls-files -z」など）。";
    PATHS_FROM_EMPTY: "{path}の{number}番目のパスが空です。";
    PATHS_FROM_STDIN: "パスの一覧を標準入力から読み取るときは、一覧に「-」を含めないでください（{number}番目）。";

    // `kigen exceptions`.
    EXCEPTIONS_NONE: "例外の記録はありません。";
    EXCEPTIONS_UNREAD: "{path}に読み取れない箇所があるため、その例外は一覧にありません。";
    EXCEPTIONS_STANDING: "状態";
    EXCEPTIONS_RULE: "規則";
    EXCEPTIONS_FINDINGS: "所見";
    EXCEPTIONS_EXPIRES: "有効期限";
    EXCEPTIONS_APPROVED_BY: "承認者";
    EXCEPTIONS_PLACE: "記載箇所";
    EXCEPTIONS_REASON: "理由";
    EXCEPTIONS_COUNT: "{standing}{count}件";
    STANDING_IN_FORCE: "有効";
    STANDING_DEVIATION: "逸脱";
    STANDING_UNUSED: "該当なし";
    STANDING_EXPIRED: "期限切れ";
    STANDING_INCOMPLETE: "不備";
    STANDING_REFUSED: "不可";

    // The editor.
    LSP_TOO_LONG_HELP: "エディターでは判定しません。保存して「kigen check」で確認してください。";
    LSP_OPEN: "開いている文書の合計が大きすぎるため（上限{limit}）、この文書は判定していません。";
    LSP_OPEN_HELP: "ほかの文書を閉じてから、この文書を開き直してください。";
    LSP_MORE: "このほか{count}件の所見は、一覧を省略しました。すべては「kigen check」で表示します。";
    LSP_OUT_OF_STEP: "反映できない編集を受け取ったため、所見の位置がエディターの内容と異なることがあります。ファイルを開き直してください。";
    LSP_LEFT_OUT: "対象外：{reason}";
    LSP_EXCEPTED: "例外：{message}";
    LSP_UNDETERMINED: "未判定：{note}";
    LSP_BAD_SETTING: "設定「{name}」の値が正しくないため、用いていません。";
    LSP_CLAUSE: "根拠：{plan}{section}（{binding}）";
    LSP_NOT_OPEN: "開かれていない文書への編集を受け取りました：{uri}";
    HOVER_TEMPLATE: "雛形のため、現在発出する場合の日時を示します。";
    HOVER_NOT_AFTER: "発出より後になっていません。";
    HOVER_ELAPSED: "経過：{value}";
    HOVER_OPEN: "閉庁日を除く：{value}";
    HOVER_WORKING: "作業できる時間：{value}";
    HOVER_WORKING_OF: "作業できる時間（{office}）：{value}";
    HOVER_HOURS: "勤務時間（{office}）：{value}";
    HOVER_CLOSED: "閉庁日{count}日：{days}";
    HOVER_MORE_DAYS: "ほか{count}日";
    HOVER_PREDICTED: "（推定）";
    HOVER_EARLIEST: "適合する最も早い期限：{at}";
    HOVER_LATEST: "この期限に適合する最も遅い発出：{at}";
    FIX_SENT: "発出日時を{at}にする";
    FIX_EXCEPTION: "{code}の例外を記載する（理由と承認者は記入してください）";
    FIX_ALL: "自動で直せるものをすべて直す";

    // `kigen init`.
    NEW_NO_SUCH_KIND: "「{value}」という種別の記載例はありません。協議、査定、調査又は照会としてください。";
    INIT_EXISTS: "{path}は既にあるため、何も作りませんでした。";
    INIT_CANNOT_WRITE: "{path}を作れません：{error}";
    INIT_DONE: "作成：{path}";
    INIT_NEXT: "「kigen check {folder}」で確認できます。";

    // `kigen rules`: the list of rules.
    RULES_CODE: "番号";
    RULES_NAME: "名称";
    RULES_SEVERITY: "重さ";
    RULES_BINDING: "拘束";
    RULES_CLAUSE: "根拠";
    RULES_SUMMARY: "内容";
    RULES_READERS: "読み取り（計画によらない、本ツールのもの）";
    RULES_PLAN: "{title}（{plan}）";

    // `kigen rules test`: a pack's examples.
    TEST_NO_RULES: "この定義には規則がないため、何も試していません。";
    TEST_FAILED: "{path}：{wanted}、{came}。";
    TEST_WANTED_RAISED: "{code}の違反となる例（bad）ですが";
    TEST_WANTED_NOT_RAISED: "{code}の違反とならない例（good）ですが";
    TEST_RAISED: "所見が出ました：「{message}」";
    TEST_NOTHING: "何の所見も出ませんでした";
    TEST_OTHERS: "出たのはほかの所見でした（{codes}）";
    TEST_UNDETERMINED: "判断できませんでした（不足：{missing}）。書かれていなければ成り立たないとする条件は、known で囲んでください";
    TEST_EXCEPTED: "所見は例の中の例外により除かれました";
    TEST_STOPPED: "{code}の所見により判定されませんでした";
    TEST_UNREADABLE: "読み取れませんでした（{code}：{message}）";
    TEST_PASSED: "規則{rules}件の例{examples}件は、すべて期待どおりです。";
    TEST_SUMMARY: "規則{rules}件の例{examples}件のうち、期待と異なるものが{failed}件あります。";

    // `kigen explain`: a rule in full.
    CLOSE_WINDOW: "Enterキーを押すと閉じます。";
    EXPLAIN_UNKNOWN: "「{code}」という規則はありません。";
    EXPLAIN_LIST: "規則の一覧は「kigen rules」で表示します。";
    EXPLAIN_TERM: "{term}：{note}";
    EXPLAIN_PLAN: "計画";
    EXPLAIN_CLAUSE: "{section}\n「{quote}」";
    EXPLAIN_AT: "指す箇所";
    EXPLAIN_ALSO: "（あわせて{places}）";
    EXPLAIN_ITEM: "該当する資料";
    EXPLAIN_ITEM_MENTION: "該当する文中の語";
    EXPLAIN_ITEM_DATE: "該当する日付";
    EXPLAIN_FILE: "定義";
    EXPLAIN_MUST: "計画に「原則として」の定めがないため、例外は認められません。";
    EXPLAIN_DEVIATION: "理由と承認者を記載した記録は、逸脱として所見に添えます（所見は残ります。）。";
    EXPLAIN_IN_PRINCIPLE: "計画に「原則」の定めがあり、理由と承認者を記載した例外が認められます。";
    EXPLAIN_PRACTICE: "義務又は基準が計画の文言によらないもので、理由と承認者を記載した例外が認められます。";
    EXPLAIN_PRACTICE_PROTECTED: "計画の文言によらないものですが、どの依頼にも欠かせないため、例外は認められません。";
    EXPLAIN_READER: "読み取りの所見で、例外とすること、除くこと及び重さを変えることはできません。";
    EXPLAIN_PARAMS: "判定に用いる値";
    EXPLAIN_IN_PLAN: "計画の定め";
    EXPLAIN_NOT_IN_PLAN: "計画に定めなし";
    EXPLAIN_WORKING_DAY: "作業量の「1日」。既定の勤務時間から休憩を除いたもの。";
    EXPLAIN_BAD: "違反となる例（{number}）";
    EXPLAIN_GOOD: "違反とならない例（{number}）";
}
