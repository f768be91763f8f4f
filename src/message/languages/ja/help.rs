//! Texts of `--help` and the manual pages.

sentences! {
    HELP_TEMPLATE: "{about-with-newline}\n使い方: {usage}\n\n{all-args}{after-help}";
    HELP_OPTIONS: "オプション";
    HELP_ARG_HELP: "この説明を表示します";
    HELP_ARG_LANG: "表示の言語（既定は環境の言語。指定がなければ日本語）";
    HELP_ARG_NOW: "現在とみなす日時（例：2025-09-09T17:30）";
    HELP_ARG_RULES: "追加する規則の定義（plan.yaml と規則のファイル）のフォルダ";
    HELP_ARG_CONFIG: "用いる設定ファイル（既定は、ファイルごとに最も近い kigen.yaml）";
    HELP_ARG_NO_CONFIG: "設定ファイルを用いません";
    HELP_ARG_FORMAT: "出力の形式（既定は human）";
    HELP_ARG_COLOR: "色の使用（既定は端末に限り使用。NO_COLOR に従います）";
    HELP_ARG_STDIN_FILENAME: "標準入力の内容のファイル名";
    HELP_ARG_SEND_NOW: "発出日時の記載によらず、現在発出するものとして判定します";
    HELP_CHECK: "依頼の案を計画の規則に照らして確認します";
    HELP_ARG_CHECK_FORMAT: "出力の形式（既定は human。ほかに json、jsonl、sarif、github、gitlab、junit、checkstyle、rdjsonl、concise）";
    HELP_ARG_OUTPUT: "同じ結果をファイルにも書き込みます（複数も可。例：sarif=report.sarif）";
    HELP_ARG_FAIL_ON: "終了状態を1とする重さ（既定は error）";
    HELP_ARG_FAIL_ON_UNDETERMINED: "判断できない規則があるときも、終了状態を1とします";
    HELP_ARG_BRIEF: "依頼ごとに、結論、ファイル、件名及び対処を1行で示します";
    HELP_ARG_SELECT: "使う規則（番号又はその頭。例：KG1,KG201）";
    HELP_ARG_IGNORE: "使わない規則（番号又はその頭）";
    HELP_ARG_HORIZON: "予定表の繰り返しを判定する日数（既定は365日）、雛形の発出を確かめる日数（既定は3年）";
    HELP_ARG_FIX: "安全に修正できる日時を書き換えます（- では修正後の内容を標準出力に、所見を標準エラー出力に示します）";
    HELP_ARG_DIFF: "--fix による変更を差分で示し、ファイルは書き換えません（git apply などで適用できます）";
    HELP_ARG_UNSAFE_FIXES: "内容の確認を要する修正（曜日の誤り、本文にある同じ日時）も行います";
    HELP_ARG_BASELINE: "既存の所見の一覧。ここにある所見は数えるだけで示しません";
    HELP_ARG_WRITE_BASELINE: "今の所見を既存の所見の一覧に書き込みます（既定は --baseline のファイル又は kigen-baseline.json）";
    HELP_ARG_SINCE: "gitのコミット（例：main、HEAD~1）から変更のあったファイルだけを確認します";
    HELP_ARG_VERBOSE: "対象外としたファイル、例外とした所見、既存の所見も一覧にします";
    HELP_WHEN: "依頼ごとに、適合する最も早い期限、いつまで発出できるか、依頼文に使える一文を表示します";
    HELP_WHEN_AFTER: "終了状態: 0 表示した　2 表示できなかった（引数又は規則の定義の誤り、ないファイル、読めないファイル）";
    HELP_TEST: "規則の定義に書かれた例を試し、規則が例のとおりに働くか確かめます";
    HELP_ARGUMENTS: "引数";
    HELP_TEST_FOLDER: "規則の定義のフォルダ、又はその中のファイル。既定は組み込みの定義";
    HELP_TEST_AFTER: "終了状態: 0 すべて期待どおり　1 期待と異なる例あり　2 確認できなかった（定義の誤り、規則なし）";
    HELP_RULES: "規則の一覧を表示します";
    HELP_COMMANDS: "コマンド";
    HELP_COMMAND: "コマンド";
    HELP_EXPLAIN: "規則の内容、根拠、用いる値及び例を表示します";
    HELP_EXPLAIN_CODES: "規則の番号（例：KG101。複数も可）";
    HELP_EXCEPTIONS: "依頼に記録された例外と逸脱を一覧にします";
    HELP_EXCEPTIONS_AFTER: "終了状態: 0 一覧にした　1 読み取れない箇所のあるファイルあり　2 一覧にできなかった";
    HELP_CALENDAR: "閉庁日を表示します";
    HELP_CALENDAR_YEAR: "年（例：2026、令和8年）。既定は今年";
    HELP_CALENDAR_FROM: "最初の日（例：2026-01-01、令和8年1月1日）";
    HELP_CALENDAR_UNTIL: "最後の日（その日を含みます）";
    HELP_LSP: "エディターの中で確認します（Language Server Protocol。標準入力と標準出力で通信します）";
    HELP_CONFIG: "設定（kigen.yaml）のうち適用されているものを、その出所とともに表示します";
    HELP_CONFIG_PATH: "ファイル又はフォルダ。既定は現在のフォルダ";
    HELP_COMPLETIONS: "シェルの補完の定義を表示します";
    HELP_COMPLETIONS_SHELL: "シェルの名前";
    HELP_MAN: "マニュアル（man）の原稿を表示します";
    HELP_MAN_OUT: "コマンドごとの原稿も含め、このフォルダに書き込みます";
    HELP_KIGEN: "府省間の依頼（協議、査定・審査、調査、照会）を、発出前に取組計画の規則に照らして確認します";
    HELP_ARG_VERSION: "版を表示します";
    HELP_MEANINGS: "\
所見の重さ（発出について）:
  違反・誤り  直すまで発出できない
  注意        内容を確かめたうえで発出する
  参考        発出を妨げない
  未判定      不足する記載を補うまで、適合するか分からない

終了状態: 0 問題なし　1 --fail-on 以上の所見あり　2 確認できなかった";
    HELP_ARG_PATHS_FROM: "パスの一覧（NUL区切り。- は標準入力。例：find -print0 の出力）";
    HELP_PATHS: "ファイル、フォルダ、又は - （標準入力）。既定は現在のフォルダ";
    HELP_PATHS_FILES: "ファイル又はフォルダ。既定は現在のフォルダ";
    HELP_PATHS_RECORDED: "ファイル、フォルダ、記録（.jsonl）、又は - （標準入力）。既定は現在のフォルダ";
    HELP_READ: "依頼やメールから何を読み取ったか（期限、日時、宛先など）を、その語句とともに表示します";
    HELP_READ_AFTER: "終了状態: 0 表示した　1 読み取れないファイルがあった　2 表示できなかった（引数又は規則の定義の誤り、ないファイル）";
    HELP_REPORT: "依頼の状況（件数、違反、期限までの時間など）を集計します";
    HELP_REPORT_OUTPUT: "結果をファイルに書き込みます（既定は標準出力）";
    HELP_REPORT_YEAR: "集計する年度（4月から翌年3月まで。例：令和7年度、2025）。既定はすべて";
    HELP_REPORT_COMPARE: "前の年度を並べて示します";
    HELP_REPORT_WITH_SUBJECTS: "期限までの時間が短い依頼に、ファイル名と件名を示します（既定では示しません）";
    HELP_REPORT_AFTER: "終了状態: 0 集計した　2 集計できなかった（引数又は規則の定義の誤り、ないファイル、記録でないファイル）";
    HELP_ARG_RECORD: "依頼ごとに1行の記録を書き加えます（「kigen report」で集計。件名、本文、理由、承認者は含みません）";
    HELP_ARG_PLAN: "判定に用いる計画（複数も可。例：soumu-wlb、yukatsu）。既定は読み込んだ計画のすべて";
    HELP_SCHEMA: "依頼、規則、出力、設定の JSON Schema を表示します（エディターの補完などに使えます）";
    HELP_SCHEMA_DOCUMENT: "request 依頼の文書、rule 規則集のファイル、output check --format json の出力、line jsonl の一行、when when --format json の出力、read read --format json の出力、report report --format json の出力、record 記録の一行、config 設定（kigen.yaml）、exceptions exceptions --format json の出力、baseline 既存の所見の一覧";
    HELP_INIT: "設定（kigen.yaml）と依頼の案の見本を作ります";
    HELP_INIT_FOLDER: "作る場所のフォルダ。既定は現在のフォルダ";
    HELP_INIT_AFTER: "既にあるファイルは書き換えません（終了状態は2となります。）。";
    HELP_NEW: "依頼の記載例を、種別ごとに表示します";
    HELP_NEW_KIND_NAME: "種別";
    HELP_NEW_KIND: "協議、査定、調査又は照会（consultation、review、survey、inquiry でも可）";
    HELP_NEW_OUTPUT: "画面に表示せず、このファイルに書き込みます（既にあるファイルは書き換えません）";
    HELP_NEW_AFTER: "終了状態: 0 表示した、又は書き込んだ　2 できなかった（知らない種別、既にあるファイル）";
    HELP_MAN_NAME: "名前";
    HELP_MAN_SYNOPSIS: "書式";
    HELP_MAN_DESCRIPTION: "説明";
    HELP_MAN_EXTRA: "補足";
    HELP_MAN_VERSION: "版";
}
