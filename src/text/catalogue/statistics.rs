//! `kigen report`: the headings and notes of a year's figures.

use crate::text::Entry;

catalogue! {
    YEARLY_TITLE: "依頼の状況" / "Requests";
    YEARLY_TITLE_YEAR: "依頼の状況（{year}）" / "Requests of {year}";
    YEARLY_YEAR: "令和{year}年度" / "fiscal year {year}";
    YEARLY_YEAR_PLAIN: "{year}年度" / "fiscal year {year}";
    YEARLY_OVERVIEW: "全体" / "All requests";
    YEARLY_BY_CLAUSE: "条項別" / "By clause";
    YEARLY_BY_RULE: "規則別" / "By rule";
    YEARLY_BY_BUREAU: "発出元別" / "By sender";
    YEARLY_BY_MONTH: "発出した月別" / "By month of sending";
    YEARLY_BY_KIND: "種別" / "By kind";
    YEARLY_BY_RECIPIENT: "宛先の府省別" / "By ministry asked";
    YEARLY_ELAPSED: "期限までの時間" / "Time given";
    YEARLY_WORKING: "期限までの勤務時間" / "Working time given";
    YEARLY_BY_HOUR: "発出の曜日と時刻" / "Weekday and hour of sending";
    YEARLY_INTENSIVE: "集中取組期間（{from}〜{until}）とその他の期間" / "The intensive period ({from} to {until}) and the rest";
    YEARLY_INTENSIVE_INSIDE: "集中取組期間" / "intensive period";
    YEARLY_INTENSIVE_OUTSIDE: "その他の期間" / "the rest";
    YEARLY_STRICTEST: "期限までの勤務時間が短い依頼" / "Requests that give the least working time";

    YEARLY_ITEM: "項目" / "item";
    YEARLY_COUNT: "件数" / "count";
    YEARLY_OF: "母数" / "of";
    YEARLY_SHARE: "割合" / "share";
    YEARLY_BEFORE: "前年度{head}" / "{head}, year before";
    YEARLY_REQUESTS: "依頼" / "requests";
    YEARLY_JUDGED: "すべて判定できた依頼" / "judged by every rule";
    YEARLY_BREACHED: "違反又は誤りのある依頼" / "with an error";
    YEARLY_WARNED: "注意にとどまる依頼" / "with a warning at most";
    YEARLY_EXCEPTED: "例外のある依頼" / "with an exception";
    YEARLY_DEVIATED: "逸脱を記録した依頼" / "with a recorded deviation";
    YEARLY_UNDETERMINED: "判定できない規則のある依頼" / "with an undetermined rule";
    YEARLY_BELOW_MARK: "期限までの時間が{mark}未満の依頼" / "that give less than {mark}";
    YEARLY_BELOW_DAY: "期限までの勤務時間が{mark}未満の依頼" / "that give less than {mark} of working time";
    YEARLY_EVENING: "開庁日の{evening}以降に発出した依頼" / "sent from {evening} on, on an open day";
    YEARLY_SENT_CLOSED: "閉庁日に発出した依頼" / "sent on a closed day";
    YEARLY_DUE_CLOSED: "期限が閉庁日の依頼" / "due on a closed day";
    YEARLY_MEDIAN: "期限までの時間の中央値" / "time given, median";
    YEARLY_MEDIAN_WORKING: "期限までの勤務時間の中央値" / "working time given, median";

    YEARLY_HEAD_JUDGED: "全判定" / "judged";
    YEARLY_HEAD_RULE_JUDGED: "判定" / "judged";
    YEARLY_HEAD_BREACHED: "違反・誤り" / "error";
    YEARLY_HEAD_WARNED: "注意" / "warning";
    YEARLY_HEAD_EXCEPTED: "例外" / "excepted";
    YEARLY_HEAD_DEVIATED: "逸脱" / "deviated";
    YEARLY_HEAD_UNDETERMINED: "未判定" / "undetermined";
    YEARLY_HEAD_RAISED: "該当" / "raised";
    YEARLY_HEAD_STATED: "作業量の記載" / "effort stated";
    YEARLY_HEAD_EFFORT: "作業量の合計" / "effort, sum";
    YEARLY_HEAD_HOUR: "時" / "hour";
    YEARLY_HEAD_KIND: "種別" / "kind";
    YEARLY_HEAD_SENT: "発出" / "sent";
    YEARLY_HEAD_DUE: "期限" / "due";
    YEARLY_HEAD_CODES: "所見" / "findings";
    YEARLY_HEAD_PATH: "ファイル" / "file";
    YEARLY_HEAD_SUBJECT: "件名" / "subject";
    YEARLY_HEAD_WORKING: "勤務時間" / "working";
    YEARLY_HEAD_ELAPSED: "経過時間" / "elapsed";
    YEARLY_UNKNOWN: "（不明）" / "(not known)";
    YEARLY_UNNAMED_MINISTRY: "（府省の特定なし）" / "(no one ministry)";
    YEARLY_RANGE: "{from}以上{until}未満" / "{from} to under {until}";
    YEARLY_RANGE_LAST: "{from}以上" / "{from} or more";

    YEARLY_LEGEND_BREACHED: "斜線：違反又は誤りのある依頼。数字は、違反・誤りの件数／依頼の件数（割合）" / "Hatched: requests with an error. Figures: with an error / all (share)";
    YEARLY_LEGEND_BELOW: "横軸は時間。斜線と破線の左：{mark}未満（{of}件のうち{below}件、{share}）" / "In hours. Hatched, and left of the broken line: less than {mark} ({below} of {of}, {share})";
    YEARLY_LEGEND_HOURS: "数字は件数（{of}件のうち）。空欄は0件。日本時間" / "Number of requests (of {of}); blank is none. Japan time";
    YEARLY_NONE: "集計する依頼はありません。" / "There is no request to count.";
    YEARLY_MORE: "　ほか{count}行（--format csv ですべて出力）" / "  and {count more row|more rows} (--format csv has all)";
    YEARLY_QUIET_RULES: "このほかの{count}規則に該当する依頼はありません。" / "No request raises any of the other {count rule|rules}.";
    YEARLY_NOTE_UNREAD: "読み取れなかったファイル・文書が{count}件あり、その依頼は含まれていません。" / "{count file or document|files or documents} could not be read: their requests are missing.";
    YEARLY_NOTE_SKIPPED: "読み取れなかった記録が{count}行あり、その依頼は含まれていません。" / "{count recorded line|recorded lines} could not be read: their requests are missing.";
    YEARLY_NOTE_LEFT_OUT: "依頼ではないとして対象外としたファイル・文書は{count}件です。" / "{count file or document was|files or documents were} left out as not being requests.";
    YEARLY_NOTE_UNNAMED: "フォルダにある記録（.jsonl）{count}件は集計していません。集計する場合は、ファイルを指定してください。" / "{count recorded file|recorded files} (.jsonl) in folders not counted: name them to have them counted.";
    YEARLY_NOTE_TEMPLATES: "雛形{count}件は、発出した依頼ではないため、含みません。" / "{count template|templates} not counted: they are not requests that were sent.";
    YEARLY_NOTE_OTHER_YEARS: "ほかの年度に発出した依頼は{count}件です。" / "{count request was|requests were} sent in other years.";
    YEARLY_NOTE_UNDATED: "発出日時の分からない依頼{count}件は、年度に含めていません。" / "{count request|requests} without a known sending time: not counted in any year.";
    YEARLY_NOTE_DRAFTS: "発出日時の記載がない依頼{count}件は、確認した時に発出したものとして集計しました。" / "{count request states|requests state} no sending time and are counted as sent when checked.";
    YEARLY_NOTE_NOT_AFTER: "期限が発出より後でない依頼{count}件は、期限までの時間に含みません。" / "{count request is|requests are} due no later than sent, and not among the times given.";
    YEARLY_NOTE_BASIS: "夕方（{evening}以降）、1日の勤務時間（{day}）及び集中取組期間は、本ツールの設定によるもので、計画に定めはありません。各項目の定義は docs/report.md にあります。" / "The evening (from {evening}), the working day ({day}) and the intensive period are set by this tool, not by the plan. docs/en/report.md defines each figure.";

    RECORD_FOREIGN: "{path}はkigenの記録ではないため、書き加えていません。別のファイルを指定してください。" / "{path} is not a record of kigen's and was left alone: name another file.";
    RECORD_FAILED: "記録（{path}）に書き込めません：{error}" / "The record {path} cannot be written: {error}";
    REPORT_BAD_YEAR: "「{value}」は年度として読めません。「2025」又は「令和7年度」のように指定してください。" / "“{value}” cannot be read as a fiscal year: write 2025 or 令和7年度.";
    REPORT_NO_RECORD: "{path}には、kigen の記録として読める行がありません。" / "No line of {path} can be read as a record of kigen's.";
    REPORT_CUT_SHORT: "{path}は途中で切れています（終わりを示す行がありません。）。" / "{path} is cut short: the line that ends it is missing.";
}
