//! Calendars: closed days, and what their readers say.

use crate::text::Entry;

catalogue! {
    // `kigen calendar`: closed days.
    CALENDAR_YEAR: "年" / "the year";
    CALENDAR_BAD_YEAR: "「{value}」は年として読み取れません（例：2026、令和8年）。" / "“{value}” cannot be read as a year (such as 2026).";
    CALENDAR_BAD_DATE: "{field} の「{value}」は年月日として読み取れません（例：2026-01-01、令和8年1月1日）。" / "{field} “{value}” cannot be read as a date with its year (such as 2026-01-01).";
    CALENDAR_WEEKDAY: "{field} の「{value}」は曜日が日付と一致しません（正しくは{right}曜日）。" / "The weekday in {field} “{value}” is not that of the date ({right}).";
    CALENDAR_REVERSED: "--from（{from}）が --until（{until}）より後になっています。" / "--from ({from}) is after --until ({until}).";
    CALENDAR_PREDICTED: "（推定）" / " (predicted)";
    CALENDAR_LEGEND: "* は閉庁日（行政機関の休日）です。" / "* is a closed day (a holiday of administrative organs).";
    CALENDAR_LEGEND_PREDICTED: "（推定）は、春分日又は秋分日がまだ官報で公表されていないため、計算によるものです。" / "(predicted): the equinox has not been announced yet; the day is computed.";

    // Calendars: lines and components.
    ICS_BROKEN: "UTF-8の文字になっていないバイトがあります。" / "There are bytes that are not valid UTF-8.";
    ICS_NO_COLON: "「名前:値」の形の行ではありません。" / "This is not a line of the form “NAME:value”.";
    ICS_BAD_NAME: "行の名前又はパラメーターの書き方に誤りがあります。" / "The name of the line, or of a parameter, is not written correctly.";
    ICS_QUOTE: "引用符が閉じられていません。" / "A quote is not closed.";
    ICS_LINE_HELP: "長い行を折り返すときは、続きの行の頭に空白を置きます。この行は判定に用いていません。" / "A long line is continued on the next, which then begins with a space. This line has not been judged.";
    ICS_LINE_TOO_LONG: "行が長すぎるため、読んでいません。" / "The line is too long and has not been read.";
    ICS_TOO_MANY_PARAMS: "パラメーターが多すぎるため、この行は読んでいません。" / "The line has too many parameters and has not been read.";
    ICS_TOO_DEEP: "入れ子が深すぎるため（上限{limit}）、この中は読んでいません。" / "Nested too deeply (the limit is {limit}): what is inside has not been read.";
    ICS_MORE: "このほか{count}件の読み取りの所見は、一覧を省略しました。" / "{count more finding|more findings} of this kind not listed.";
    ICS_MORE_HERE: "この予定には、このほかにも読み取れない箇所があります。" / "More of this component cannot be read.";
    ICS_TOO_MANY: "予定やタスクが多すぎるため（上限{limit}件）、残りは読んでいません。" / "Too many events and tasks (the limit is {limit}); the rest has not been read.";
    ICS_UNCLOSED: "「BEGIN:{name}」に対応する「END:{name}」がありません。" / "There is no “END:{name}” for this “BEGIN:{name}”.";
    ICS_UNCLOSED_HELP: "ファイルが途中で切れていないか御確認ください。「{name}」は、読み取れたところまでで判定しました。" / "Check that the file is complete. “{name}” has been judged by the part that could be read.";
    ICS_END_ALONE: "「END:{name}」に対応する「BEGIN:{name}」がありません。" / "There is no “BEGIN:{name}” for this “END:{name}”.";
    ICS_END_ALONE_HELP: "行の抜けや重複がないか御確認ください。" / "Check for a line that is missing or duplicated.";
    ICS_QUOTED_PRINTABLE: "{field}の文字コードを読み取れません。" / "The encoding of {field} cannot be read.";

    // Calendars: values.
    ICS_ZONE: "「{value}」という時間帯はなく、このファイルにもその定義（VTIMEZONE）がありません。" / "There is no time zone “{value}”, nor does this file define it (VTIMEZONE).";
    ICS_ZONE_HELP: "「TZID=Asia/Tokyo」のように記載するか、VTIMEZONEを含めて書き出してください。" / "Write “TZID=Asia/Tokyo” or the like, or export the file with its VTIMEZONE.";
    ICS_ZONE_UNREADABLE: "「{value}」という時間帯の定義（VTIMEZONE）がこのファイルにありますが、読み取れません。" / "This file defines the time zone “{value}” (VTIMEZONE), but its definition cannot be read.";
    ICS_ZONE_UNREADABLE_HELP: "「TZID=Asia/Tokyo」のように記載するか、VTIMEZONEの記載を御確認ください。" / "Write “TZID=Asia/Tokyo” or the like, or check what VTIMEZONE says.";
    ICS_DURATION: "{field}の「{value}」は時間の長さとして読み取れません。" / "“{value}” cannot be read as a duration ({field}).";
    ICS_DURATION_HELP: "「PT1H30M」「P1D」のように記載してください。" / "Write it like “PT1H30M” or “P1D”.";
    ICS_NO_OFFICE: "{field}に府省・部局も宛先もありません。" / "{field} names neither an office nor an address.";
    ICS_MISSING_START: "開始日時（DTSTART）の記載がありません。" / "When it starts (DTSTART) is not stated.";
    ICS_MISSING_START_HELP: "DTSTART又はX-KIGEN-DUEを記載してください。" / "State DTSTART or X-KIGEN-DUE.";
    ICS_MISSING_DUE: "期限（DUE）の記載がありません。" / "When it is due (DUE) is not stated.";
    ICS_MISSING_DUE_HELP: "DUE、DTSTARTとDURATION又はX-KIGEN-DUEを記載してください。" / "State DUE, DTSTART with DURATION, or X-KIGEN-DUE.";
    ICS_NOT_EXPANDED: "{field}の「{part}」は展開できないため、繰り返しのうち最初の1回だけを判定しました。" / "“{part}” of {field} cannot be expanded, so only the first occurrence has been judged.";
    ICS_NOT_EXPANDED_HELP: "繰り返しの書き方（RFC 5545 §3.3.10）を御確認ください。西暦以外の暦による繰り返し（RSCALE）は読み取れません。" / "Check the rule (RFC 5545 §3.3.10). Rules in calendars other than the Gregorian (RSCALE) cannot be read.";
    ICS_RANGE: "「この回以降」の変更（RANGE=THISANDFUTURE）の元の予定を読み取れないため、この回だけを判定しました。" / "The series that “this and all that follow” (RANGE=THISANDFUTURE) changes cannot be read, so only this occurrence has been judged.";
    ICS_PERIOD: "{field}の「{value}」は期間として読み取れません。" / "“{value}” cannot be read as a period ({field}).";
    ICS_PERIOD_HELP: "「20250910T140000/PT1H」「20250910T140000/20250910T150000」のように記載してください。" / "Write it like “20250910T140000/PT1H” or “20250910T140000/20250910T150000”.";
    ICS_OCCURRENCES_CUT: "繰り返しが多すぎるため、判定したのは最初の{limit}回です。" / "There are too many occurrences: the first {limit} have been judged.";
    ICS_OCCURRENCES_FILE: "このファイルの繰り返しが多すぎるため、この依頼は次の1回だけを判定しました。" / "This file has too many occurrences: only the next one of this request has been judged.";
    ICS_LOOKS_FILE: "このファイルの繰り返しが多すぎるため、この依頼は最初の1回だけを判定しました。" / "This file has too many occurrences: only the first one of this request has been judged.";
    ICS_OCCURRENCES: "{message}繰り返しのうち{count}回が該当します（{dates}）。" / "{message} This applies to {count} of its occurrences ({dates}).";
    ICS_OCCURRENCES_MORE: "ほか{count}回" / "and {count} more";

    // Calendars: what was taken from where.
    NOTE_SENT_PROPERTY: "発出日時は、予定表の{property}（{at}）によりました。" / "The sending time is taken from {property} ({at}).";
    NOTE_FLOATING: "時間帯の記載がない日時は、日本時間としました。" / "Times without a zone are taken as Japan time.";
    NOTE_FLOATING_TZ: "予定表の時間帯（TZ、DAYLIGHT）は用いず、時間帯の記載がない日時は日本時間としました。" / "The zone of the calendar (TZ, DAYLIGHT) is not used: times without a zone are taken as Japan time.";
    NOTE_OCCURRENCES: "繰り返しは、{from}から{days}日以内の{count}回を判定しました。" / "{count occurrence|occurrences} within {days day|days} from {from} judged.";
    NOTE_UNMATCHED: "繰り返しから除く日時（EXDATE、RECURRENCE-ID）のうち、どの回とも一致しないものがあります（{times}）。" / "Some times to be left out of or changed in the series (EXDATE, RECURRENCE-ID) match no occurrence ({times}).";
    NOTE_OCCURRENCE_RULE: "繰り返しのうちの1回（RECURRENCE-ID）の変更のため、その{field}は用いていません。" / "This changes one occurrence of a series (RECURRENCE-ID); its {field} is not used.";
    NOTE_NEXT_OCCURRENCE: "繰り返しのうち、次回（{day}）の日時を示しています。" / "Of its occurrences, the next ({day}) is shown.";
    ICS_KIND_CATEGORY: "種別「{kind}」は、CATEGORIESによりました。" / "The kind, {kind}, is taken from CATEGORIES.";
    ICS_KIND_PATTERN: "種別「{kind}」は、件名の型「{pattern}」によりました。" / "The kind, {kind}, is taken from the title, by the pattern “{pattern}”.";
    ICS_KIND_ATTENDEES: "種別「{kind}」は、他府省の出席者がいることによりました。" / "The kind, {kind}, is taken from attendees of another ministry.";
    REPORT_EXPLANATION: "{path}：{note}" / "{path}: {note}";
    LEFT_ICS: "{line}行目の{name}{subject}：{reason}" / "line {line}, {name}{subject}: {reason}";
    LEFT_ICS_SUBJECT: "「{subject}」" / " “{subject}”";
    LEFT_ICS_CANCELLED: "取消し（{why}）です" / "is cancelled ({why})";
    LEFT_ICS_OLDER: "{line}行目に新しい版があります" / "line {line} has a newer version";
    LEFT_ICS_SAME: "{line}行目と同じ内容です" / "says the same as line {line}";
    LEFT_ICS_SERIES_CANCELLED: "{line}行目で繰り返しの予定全体が取り消されています" / "line {line} cancels the whole series";
    LEFT_ICS_REPLY: "依頼ではなく返答（{why}）です" / "answers a request ({why})";
    LEFT_ICS_NO_KIND: "件名などから依頼の種別が分からず、他府省の出席者もいません" / "has no title that tells a kind of request, and nobody of another ministry is invited";
    LEFT_ICS_OTHER: "依頼となる予定（VEVENT）でもタスク（VTODO）でもありません" / "is neither an event (VEVENT) nor a task (VTODO)";
    LEFT_ICS_OVER: "{from}から{days}日以内に予定がありません（繰り返しの予定）" / "recurs, and not within {days day|days} from {from}";
    LEFT_ICS_EMPTY: "予定（VEVENT）もタスク（VTODO）もありません" / "has neither an event (VEVENT) nor a task (VTODO)";
}
