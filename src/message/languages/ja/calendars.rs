//! Closed days, and findings of the iCalendar reader.

sentences! {
    // `kigen calendar`: closed days.
    CALENDAR_YEAR: "年";
    CALENDAR_BAD_YEAR: "「{value}」は年として読み取れません（例：2026、令和8年）。";
    CALENDAR_BAD_DATE: "{field} の「{value}」は年月日として読み取れません（例：2026-01-01、令和8年1月1日）。";
    CALENDAR_WEEKDAY: "{field} の「{value}」は曜日が日付と一致しません（正しくは{right}曜日）。";
    CALENDAR_REVERSED: "--from（{from}）が --until（{until}）より後になっています。";
    CALENDAR_PREDICTED: "（推定）";
    CALENDAR_LEGEND: "* は閉庁日（行政機関の休日）です。";
    CALENDAR_LEGEND_PREDICTED: "（推定）は、春分日又は秋分日がまだ官報で公表されていないため、計算によるものです。";

    // iCalendar: lines and components.
    ICS_BROKEN: "UTF-8の文字になっていないバイトがあります。";
    ICS_NO_COLON: "「名前:値」の形の行ではありません。";
    ICS_BAD_NAME: "行の名前又はパラメーターの書き方に誤りがあります。";
    ICS_QUOTE: "引用符が閉じられていません。";
    ICS_LINE_HELP: "長い行を折り返すときは、続きの行の頭に空白を置きます。この行は判定に用いていません。";
    ICS_LINE_TOO_LONG: "行が長すぎるため、読んでいません。";
    ICS_TOO_MANY_PARAMS: "パラメーターが多すぎるため、この行は読んでいません。";
    ICS_TOO_DEEP: "入れ子が深すぎるため（上限{limit}）、この中は読んでいません。";
    ICS_MORE: "このほか{count}件の読み取りの所見は、一覧を省略しました。";
    ICS_MORE_HERE: "この予定には、このほかにも読み取れない箇所があります。";
    ICS_TOO_MANY: "予定やタスクが多すぎるため（上限{limit}件）、残りは読んでいません。";
    ICS_UNCLOSED: "「BEGIN:{name}」に対応する「END:{name}」がありません。";
    ICS_UNCLOSED_HELP: "ファイルが途中で切れていないか御確認ください。「{name}」は、読み取れたところまでで判定しました。";
    ICS_END_ALONE: "「END:{name}」に対応する「BEGIN:{name}」がありません。";
    ICS_END_ALONE_HELP: "行の抜けや重複がないか御確認ください。";
    ICS_QUOTED_PRINTABLE: "{field}の文字コードを読み取れません。";

    // iCalendar: values.
    ICS_ZONE: "「{value}」という時間帯はなく、このファイルにもその定義（VTIMEZONE）がありません。";
    ICS_ZONE_HELP: "「TZID=Asia/Tokyo」のように記載するか、VTIMEZONEを含めて書き出してください。";
    ICS_ZONE_UNREADABLE: "「{value}」という時間帯の定義（VTIMEZONE）がこのファイルにありますが、読み取れません。";
    ICS_ZONE_UNREADABLE_HELP: "「TZID=Asia/Tokyo」のように記載するか、VTIMEZONEの記載を御確認ください。";
    ICS_DURATION: "{field}の「{value}」は時間の長さとして読み取れません。";
    ICS_DURATION_HELP: "「PT1H30M」「P1D」のように記載してください。";
    ICS_NO_OFFICE: "{field}に府省・部局も宛先もありません。";
    ICS_MISSING_START: "開始日時（DTSTART）の記載がありません。";
    ICS_MISSING_START_HELP: "DTSTART又はX-KIGEN-DUEを記載してください。";
    ICS_MISSING_DUE: "期限（DUE）の記載がありません。";
    ICS_MISSING_DUE_HELP: "DUE、DTSTARTとDURATION又はX-KIGEN-DUEを記載してください。";
    ICS_NOT_EXPANDED: "{field}の「{part}」は展開できないため、繰り返しのうち最初の1回だけを判定しました。";
    ICS_NOT_EXPANDED_HELP: "繰り返しの書き方（RFC 5545 §3.3.10）を御確認ください。西暦以外の暦による繰り返し（RSCALE）は読み取れません。";
    ICS_RANGE: "「この回以降」の変更（RANGE=THISANDFUTURE）の元の予定を読み取れないため、この回だけを判定しました。";
    ICS_PERIOD: "{field}の「{value}」は期間として読み取れません。";
    ICS_PERIOD_HELP: "「20250910T140000/PT1H」「20250910T140000/20250910T150000」のように記載してください。";
    ICS_OCCURRENCES_CUT: "繰り返しが多すぎるため、判定したのは最初の{limit}回です。";
    ICS_OCCURRENCES_FILE: "このファイルの繰り返しが多すぎるため、この依頼は次の1回だけを判定しました。";
    ICS_LOOKS_FILE: "このファイルの繰り返しが多すぎるため、この依頼は最初の1回だけを判定しました。";
    ICS_OCCURRENCES: "{message}繰り返しのうち{count}回が該当します（{dates}）。";
    ICS_OCCURRENCES_MORE: "ほか{count}回";

    // iCalendar: sources of derived values.
    NOTE_SENT_PROPERTY: "発出日時は、予定表の{property}（{at}）によりました。";
    NOTE_FLOATING: "時間帯の記載がない日時は、日本時間としました。";
    NOTE_FLOATING_TZ: "予定表の時間帯（TZ、DAYLIGHT）は用いず、時間帯の記載がない日時は日本時間としました。";
    NOTE_OCCURRENCES: "繰り返しは、{from}から{days}日以内の{count}回を判定しました。";
    NOTE_UNMATCHED: "繰り返しから除く日時（EXDATE、RECURRENCE-ID）のうち、どの回とも一致しないものがあります（{times}）。";
    NOTE_OCCURRENCE_RULE: "繰り返しのうちの1回（RECURRENCE-ID）の変更のため、その{field}は用いていません。";
    NOTE_NEXT_OCCURRENCE: "繰り返しのうち、次回（{day}）の日時を示しています。";
    ICS_KIND_CATEGORY: "種別「{kind}」は、CATEGORIESによりました。";
    ICS_KIND_PATTERN: "種別「{kind}」は、件名の型「{pattern}」によりました。";
    ICS_KIND_ATTENDEES: "種別「{kind}」は、他府省の出席者がいることによりました。";
    REPORT_EXPLANATION: "{path}：{note}";
    LEFT_ICS: "{line}行目の{name}{subject}：{reason}";
    LEFT_ICS_SUBJECT: "「{subject}」";
    LEFT_ICS_CANCELLED: "取消し（{why}）です";
    LEFT_ICS_OLDER: "{line}行目に新しい版があります";
    LEFT_ICS_SAME: "{line}行目と同じ内容です";
    LEFT_ICS_SERIES_CANCELLED: "{line}行目で繰り返しの予定全体が取り消されています";
    LEFT_ICS_REPLY: "依頼ではなく返答（{why}）です";
    LEFT_ICS_NO_KIND: "件名などから依頼の種別が分からず、他府省の出席者もいません";
    LEFT_ICS_OTHER: "依頼となる予定（VEVENT）でもタスク（VTODO）でもありません";
    LEFT_ICS_OVER: "{from}から{days}日以内に予定がありません（繰り返しの予定）";
    LEFT_ICS_EMPTY: "予定（VEVENT）もタスク（VTODO）もありません";
}
