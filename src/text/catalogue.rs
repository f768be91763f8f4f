//! Every sentence that the program itself says, in both languages. Rules bring theirs in their files.
//!
//! Japanese as an office writes it: short and polite. A test holds both languages to the same values.

use super::Entry;

macro_rules! catalogue {
    ($($id:ident: $ja:literal / $en:literal;)+) => {
        $(#[allow(missing_docs, reason = "the sentence says it")]
        pub const $id: Entry = Entry { ja: $ja, en: $en };)+
        /// Every sentence.
        #[cfg(test)]
        pub(super) const ALL: &[(&str, Entry)] = &[$((stringify!($id), $id)),+];
    };
}

mod calendars;
mod commands;
mod letters;
mod packs;
mod readers;
mod statistics;

pub use calendars::*;
pub use commands::*;
pub use letters::*;
pub use packs::*;
pub use readers::*;
pub use statistics::*;

catalogue! {
    // Reading: files and syntax.
    ENCODING: "文字コードがUTF-8ではありません。" / "The file is not encoded in UTF-8.";
    ENCODING_LIKELY: "文字コードがUTF-8ではなく、{name}と思われます。" / "The file is not encoded in UTF-8; it looks like {name}.";
    ENCODING_HELP: "メモ帳などで開き、「名前を付けて保存」で文字コードを「UTF-8」にして保存してください。" / "Open it in an editor and save it again as UTF-8 (in Windows’ Notepad: Save as, Encoding: UTF-8).";
    READ_FIELD: "{field}：{value}" / "{field}: {value}";
    READ_WORDS: "　←「{words}」" / "  <- “{words}”";
    READ_NOT_UNDERSTOOD: "読み取れません" / "not understood";
    READ_NO_MOMENT: "日時の記載なし" / "no definite time";
    READ_DEADLINE: "文中の期限" / "deadline in the text";
    READ_RELATIVE: "文中の期限（発出から数えたもの）" / "deadline in the text, counted from the sending";
    READ_HEARING: "文中のヒアリング" / "hearing in the text";
    READ_VAGUE: "急ぎの依頼" / "asked for urgently";
    READ_MENTION: "文中の日時" / "time in the text";
    READ_NO_MENTION: "文中に日時はありません。" / "The text mentions no time.";
    READ_OPEN: "（言葉からは定まりません。）" / " (the words leave it open)";
    SYNTAX_TAB: "字下げにタブは使えません。" / "A tab cannot be used for indentation.";
    SYNTAX_TAB_HELP: "タブを半角の空白に置き換えてください。" / "Replace the tab with spaces.";
    SYNTAX_UNCLOSED: "引用符又は括弧が閉じられていないか、対応していません。" / "A quote or bracket is not closed, or does not match.";
    SYNTAX_UNCLOSED_HELP: "引用符（\" '）と括弧（[ ] { }）の対応を御確認ください。" / "Check that quotes (\" ') and brackets ([ ] { }) match.";
    SYNTAX_ALIAS: "「*」で参照している名前が、これより前に定義されていません。" / "The name after “*” has not been defined before this place.";
    SYNTAX_ALIAS_HELP: "値を直接書くか、値の全体を引用符で囲んでください。" / "Write the value itself, or put the whole value in quotes.";
    SYNTAX_CHARACTER: "使えない文字があります。" / "There is a character that cannot be used here.";
    SYNTAX_CHARACTER_HELP: "その文字を除くか、値の全体を引用符で囲んでください。" / "Remove it, or put the whole value in quotes.";
    SYNTAX_KEY: "項目と値の書き方に誤りがあります。" / "The key or its value is not written correctly.";
    SYNTAX_KEY_HELP: "「項目: 値」の形になっているか、コロンの後に半角の空白があるか、字下げがそろっているかを御確認ください。" / "Write “key: value”, with a space after the colon, and align the indentation.";
    FULL_WIDTH_COLON: "全角のコロン「：」では、項目と値になりません。" / "A full-width colon (：) does not separate a key from its value.";
    FULL_WIDTH_COLON_HELP: "「{key}: {value}」のように、半角のコロンと空白を用いてください。" / "Write an ASCII colon followed by a space: “{key}: {value}”.";
    SLIP_JOINED: "コロンの後に、半角の空白がありません。" / "There is no space after the colon.";
    SLIP_JOINED_HELP: "「{key}: {value}」のように、コロンの後に半角の空白を入れてください。" / "Put a space after the colon: “{key}: {value}”.";
    SLIP_INDENT: "字下げに、半角でない空白（{code}）が使われています。" / "The indentation is not made of plain spaces ({code}).";
    SLIP_INDENT_WIDE: "字下げに、半角でない空白（全角の空白）が使われています。" / "The indentation is not made of plain spaces (full-width ones).";
    SLIP_INDENT_HELP: "半角の空白に置き換えてください。" / "Replace it with plain spaces.";
    SLIP_NO_COLON: "項目名の後に、半角のコロンがありません。" / "There is no colon after the key.";
    SLIP_NO_COLON_HELP: "「{key}: {value}」のように記載してください。" / "Write it like “{key}: {value}”.";
    SLIP_COLON: "「{key}」の値の中に、コロンと空白があります。" / "The value of “{key}” contains a colon followed by a space.";
    SLIP_SIGN: "「{key}」の値が「{sign}」で始まっています。" / "The value of “{key}” begins with “{sign}”.";
    SLIP_TAB: "項目名の後がタブで、半角のコロンがありません。" / "There is a tab and no colon after the key.";
    SLIP_TAB_HELP: "表から貼り付けたものは、1行に1項目ずつ「{key}: {value}」のように改めてください。" / "Write each item pasted from a table on its own line: “{key}: {value}”.";
    SLIP_TABLE: "表の見出しの行が、そのまま貼り付けられています。" / "The heading of a table has been pasted as it is.";
    SLIP_TABLE_HELP: "1行に1項目ずつ「{key}: …」のように記載してください。表の形では読めません。" / "Write each item on its own line: “{key}: …”. A table cannot be read.";
    SLIP_COLON_LAST: "「{key}」の値がコロンで終わっています。" / "The value of “{key}” ends with a colon.";
    SLIP_DEEPER: "「{key}」の行の字下げが、上の行とそろっていません。" / "The line of “{key}” is indented further than the line above.";
    SLIP_DEEPER_HELP: "行の頭の空白を除き、上の項目とそろえてください。" / "Remove the blanks before it, so that it stands under the key above.";
    SLIP_FIRST: "最初の「{key}」の行だけが、字下げされています。" / "Only the first line, of “{key}”, is indented.";
    SLIP_FIRST_HELP: "行の頭の空白（タブ）を除いてください。" / "Remove the blanks (or the tab) before it.";
    SLIP_BRACES: "{field}の一覧が、波括弧で囲まれています。" / "The list of {field} is in braces.";
    SLIP_BRACES_HELP: "「{text}」のように、角括弧で囲んでください。" / "Put it in brackets: “{text}”.";
    SLIP_UNCLOSED: "「{key}」の値の引用符（{sign}）が閉じられていません。" / "The quote ({sign}) that the value of “{key}” begins with is not closed.";
    SLIP_UNCLOSED_HELP: "値の終わりに同じ引用符を加えるか、初めの引用符を除いてください。" / "Add the same quote at the end of the value, or remove the first one.";
    SLIP_FIX_BLANKS: "半角の空白に改める" / "Replace with plain spaces";
    SLIP_QUOTE_HELP: "「{key}: {quoted}」のように、値の全体を引用符で囲んでください。" / "Put the whole value in quotes: “{key}: {quoted}”.";
    KEY_SIGNS: "項目名に記号が付いています。" / "The key has signs around it.";
    KEY_BLANKS: "項目名の文字の間に空白があります。" / "The key has blanks between its letters.";
    KEY_WIDTH: "項目名の文字の幅（全角・半角）が違います。" / "The key is in letters of the wrong width (full-width or half-width).";
    KEY_PLAIN_HELP: "「{near}」と記載してください。" / "Write “{near}”.";
    SLIP_LIST: "一覧が「{key}」と同じ行から始まっています。" / "The list begins on the line of “{key}”.";
    SLIP_LIST_HELP: "一覧は次の行から、字下げした「- 」で始めてください。" / "Begin the list on the next line, indented, with “- ”.";
    SLIP_HERE: "同様" / "here too";
    SLIP_FIX_ALL: "{count}か所を改める" / "Fix {count place|places}";
    SLIP_FIX: "「{text}」に改める" / "Write “{text}”";
    REQUEST_INSIDE: "一覧や他の項目の中に書かれた依頼は、確認していません。" / "A request inside a list or under another key is not checked.";
    REQUEST_INSIDE_HELP: "依頼は文書の最上位に書き、複数の場合は「---」の行で区切ってください。" / "Write a request at the top of its document, and separate several requests with “---” lines.";
    SYNTAX_OTHER: "YAMLとして読めません。" / "This cannot be read as YAML.";
    SYNTAX_OTHER_HELP: "この位置の前後の書き方を御確認ください。この文書の残りは読んでいません。" / "Check what is written around this place. The rest of this document has not been read.";
    CONTROL_CHARACTER: "制御文字（{name}）が含まれています。" / "There is a control character ({name}).";
    CONTROL_CHARACTER_HELP: "その文字を除いてください。" / "Remove it.";
    LIMIT_NESTING: "入れ子が深すぎるか、項目が多すぎるため、この文書は読んでいません。" / "Nested too deeply, or too many items: this document has not been read.";
    LIMIT_SIZE: "ファイルが大きすぎるため（上限{limit}）、読んでいません。" / "The file is too large (the limit is {limit}) and has not been read.";
    LIMIT_DOCUMENTS: "文書が多すぎるため（上限{limit}件）、このファイルは読んでいません。" / "Too many documents (the limit is {limit}): this file has not been read.";
    LIMIT_ITEMS: "{field}が多すぎるため（上限{limit}件）、残りは読んでいません。" / "Too many items in {field} (the limit is {limit}); the rest has not been read.";

    LIMIT_DOCUMENTS_REST: "文書が多すぎるため（上限{limit}件）、ここから後は読んでいません。" / "Too many documents (the limit is {limit}): nothing after this has been read.";
    LIMIT_JUDGED: "規則の条件又はこのファイルの依頼が多すぎるため、この依頼は判定していません。規則集の条件を減らすか、ファイルを分けてください。" / "The rules have too many conditions, or this file too many requests: this one has not been judged. Use fewer conditions, or divide the file.";
    LIMIT_SEARCHES: "このファイルには依頼が多すぎるため、この依頼から後は、適合する日時と発出できる最後の時刻を求めていません。ファイルを分けてください。" / "There are too many requests in this file: from this one on, times that would comply and the last time to send were not looked for. Divide the file.";
    LIMIT_FINDINGS_IN_FILE: "このファイルの所見が多すぎるため（上限{limit}件）、残りの{count}件は数のみとし、依頼ごとに最も重いもののみを示します。ファイルを分けてください。" / "There are too many findings in this file (the limit is {limit}): {count} more are counted and not shown, except for the most serious one of each request. Divide the file.";
    LIMIT_FINDINGS: "この文書の誤りが多すぎるため（上限{limit}件）、残りは示していません。" / "This document has too many errors (the limit is {limit}); the rest is not shown.";

    // Reading: members and values.
    UNKNOWN_KEY: "「{key}」という項目はありません。" / "There is no key “{key}”.";
    UNKNOWN_KEY_NEAR: "「{near}」の誤りではありませんか。" / "Did you mean “{near}”?";
    UNKNOWN_KEY_HOME: "この項目は「{home}」の中に書いてください。" / "It belongs inside “{home}”.";
    UNKNOWN_KEY_TOP: "依頼の一番外側に書く項目です。ここで使える項目：{keys}" / "It belongs to the request itself. The keys here are: {keys}";
    UNKNOWN_KEY_HELP: "使える項目：{keys}" / "The keys are: {keys}";
    KEY_NOT_TEXT: "項目名は文字で書いてください。" / "A key must be text.";
    BLANK_FIELD: "{field}が空欄です。" / "{field} is left empty.";
    BLANK_REMARK_HELP: "「#」から後は注釈とみなされます。値であれば「{key}: {quoted}」のように引用符で囲んでください。" / "What follows “#” is a comment. If it is the value, put it in quotes: “{key}: {quoted}”.";
    BLANK_FIELD_HELP_CALENDAR: "記載してください。記載しない場合は、行ごと削除してください。雛形であれば「X-KIGEN-TEMPLATE:TRUE」と記載してください。" / "Fill it in, or remove its line. If this is a template, state “X-KIGEN-TEMPLATE:TRUE”.";
    BLANK_FIELD_HELP: "記載してください。記載しない場合は、項目ごと削除してください。雛形であれば「雛形: true」と記載してください。" / "Fill it in, or remove its key. If this is a template, state “template: true”.";
    BULLET: "「{marker}」は、一覧の記号として読まれません。" / "“{marker}” is not read as a list marker.";
    BULLET_JOINED: "「{marker}」の後に半角の空白がないため、一覧として読まれません。" / "There is no space after “{marker}”, so this is not read as a list.";
    BULLET_NEWLINE: "改行だけでは、一覧になりません。" / "Line breaks alone do not make a list.";
    BULLET_HELP: "一覧は、1行に1件ずつ、半角の「-」と半角の空白で始めてください（例：「- {example}」）。1件だけであれば、記号を除いてください。" / "Begin each item on its own line with a hyphen and a space (“- {example}”). If there is only one item, remove the marker.";
    BULLET_FIX: "「- 」で始まる一覧にする" / "Make it a list of “- ” items";
    BULLET_FIX_ONE: "「{marker}」を除く" / "Remove “{marker}”";
    UNSEEN: "{field}に、目に見えない文字（{names}）が含まれています。" / "{field} contains invisible characters ({names}).";
    UNSEEN_QUOTES: "{field}が、全角の引用符（{names}）で囲まれています。" / "{field} is enclosed in typographic quotes ({names}).";
    UNSEEN_BIDI: "{field}に、文字の向きを変える制御文字（{names}）が含まれています。" / "{field} contains characters that change the direction of text ({names}).";
    UNSEEN_HELP: "その文字がないものとして読みました。除いてください。" / "They are ignored when it is read. Remove them.";
    UNSEEN_BIDI_HELP: "見えている文面と実際の文面が異なることがあります。その文字を除いてください。" / "What you see may differ from what is written. Remove them.";
    UNSEEN_FIX: "{names}を除く" / "Remove {names}";
    DUPLICATE_KEY: "「{key}」は、先に書かれた「{first}」と同じ項目です。" / "“{key}” means the same as “{first}” above.";
    DUPLICATE_KEY_HELP: "どちらか一つにしてください。先に書かれた方で判定しました。" / "Keep one of them. The first was used.";
    DUPLICATE_KEY_FIRST: "先に書かれた項目" / "written here first";
    MISSING_KIND: "種別の記載がありません。" / "The kind of request is not stated.";
    MISSING_KIND_HELP: "「種別:」に、協議、査定・審査、調査、照会、その他のいずれかを記載してください。" / "State “kind:” as consultation, review, survey, inquiry or other.";
    MISSING_DUE: "回答期限もヒアリングの日時も記載がありません。" / "Neither a due time nor a hearing is stated.";
    MISSING_DUE_HELP: "「回答期限:」又は「ヒアリング:」を記載してください。" / "State “due:” or “hearing:”.";
    MISSING_MEMBER: "{field}に「{member}」の記載がありません。" / "“{member}” is not stated in {field}.";
    WRONG_TYPE: "{field}は{expected}で書いてください。" / "{field} must be {expected}.";
    EXPECTED_TEXT: "一つの値" / "a single value";
    EXPECTED_DUE: "日時か、名前と日時の一覧" / "a date and time, or several by their names";
    EXPECTED_MAPPING: "「項目: 値」の形" / "written as “key: value”";
    EXPECTED_OFFICE: "府省・部局名か、その一覧" / "an office, or a list of offices";
    EXPECTED_MATERIAL: "名称か、「名称」と「目的」" / "a name, or a name and a purpose";
    HEARING_NO_END: "{field}の「{value}」には、終了の時刻がありません。" / "“{value}” says when the hearing starts but not when it ends ({field}).";
    HEARING_UNREAD: "{field}の「{value}」から、開始と終了の日時を読み取れません。" / "“{value}” does not say when the hearing starts and ends ({field}).";
    HEARING_SEVERAL: "{field}は、一つの依頼に一つだけ記載できます。" / "A request has one hearing only ({field}).";
    HEARING_SEVERAL_HELP: "候補日や回が複数のときは、依頼を「---」の行で区切って、一つずつ記載してください。" / "For several dates, write a request for each, separated by “---” lines.";
    HEARING_HELP: "「ヒアリング: 12月3日 14時〜15時」のように、開始と終了を記載してください。" / "State its start and its end: “hearing: 2025-12-03 14:00-15:00”.";
    EXPECTED_HEARING: "「開始」「終了」などの項目" / "written as “start”, “end” and so on";
    REQUEST_EXAMPLE_HELP: "「kigen new 協議」（査定、調査又は照会）で、記載例を表示できます。" / "“kigen new consultation” (or review, survey, inquiry) prints an example.";
    REQUEST_IN_LIST_HELP: "各行の頭の「- 」を除いてください。" / "Remove the “- ” at the head of each line.";
    REQUEST_NOT_MAPPING: "依頼として読めません。依頼は「項目: 値」の形で書いてください。" / "This cannot be read as a request. Write a request as “key: value”.";
    NO_REQUEST_IN_FOLDER: "このフォルダに、確認する依頼がありません。" / "There is no request to check in this folder.";
    NO_REQUEST_IN_FOLDER_HELP: "指定した場所、gitの無視するファイル（.gitignore、.git/info/exclude）及び対象外とした理由（--verbose）を御確認ください。" / "Check the folder, what git ignores (.gitignore, .git/info/exclude) and why files were left out (--verbose).";
    NO_REQUEST_FOUND: "このファイルに依頼はありません。" / "There is no request in this file.";
    NOT_A_CHOICE: "{field}の「{value}」は読み取れません。" / "“{value}” cannot be read as {field}.";
    KIND_IS_ROUND: "種別は「協議」とし、「段階: {round}」を加えてください。" / "State the kind as “協議” (consultation), and add “段階: {round}” (round).";
    SUBJECT_IS_FOLLOW_UP: "件名は再質問・再意見のように読めます。そうであれば「段階: 再質問」を加えてください。" / "The subject reads like that of a follow-up. If it is one, add “段階: 再質問” (round: follow-up).";
    NOT_A_CHOICE_HELP: "次のいずれかを記載してください：{choices}" / "Write one of: {choices}";
    VALUE_TOO_LONG: "{field}が長すぎて読み取れません。" / "{field} is too long to be read.";
    MOMENT_NOT_A_DATE: "{field}の「{value}」は日時として読み取れません。" / "“{value}” cannot be read as a date and time for {field}.";
    MOMENT_NOT_A_DATE_HELP: "「2025-09-11 17:00」「令和7年9月11日（木）17時」のように記載してください。" / "Write it like “2025-09-11 17:00” or “令和7年9月11日（木）17時”.";
    MOMENT_EMPTY: "{field}が空です。" / "{field} is empty.";
    MOMENT_NO_SUCH_DATE: "{field}の「{value}」という日はありません。" / "There is no such day as “{value}” ({field}).";
    NO_SUCH_DAY: "{month}月{day}日という日は、{year}年にも{next}年にもありません。" / "{month}/{day} does not exist in {year} or {next}.";
    NO_SUCH_DAY_IN: "{month}月{day}日という日は、{year}年にありません。" / "{month}/{day} does not exist in {year}.";
    NO_SUCH_TIME_HELP: "時刻を御確認ください。" / "Check the time.";
    NO_SUCH_DAY_HELP: "日付を御確認ください。" / "Check the date.";
    MOMENT_NO_SUCH_TIME: "{field}の「{value}」という時刻はありません。" / "There is no such time as “{value}” ({field}).";
    MOMENT_ERA: "{field}の「{value}」は、その元号の期間にありません。" / "“{value}” lies outside its era ({field}).";
    MOMENT_ERA_HELP: "「{suggestion}」の誤りではありませんか。" / "Did you mean “{suggestion}”?";
    MOMENT_VAGUE: "{field}の「{value}」では、いつまでか定まりません。" / "“{value}” does not say exactly when ({field}).";
    MOMENT_VAGUE_HELP: "日付と時刻で記載してください。" / "Write a date and a time.";
    MOMENT_AMBIGUOUS: "{field}の「{value}」は二通りに読めます。" / "“{value}” can be read in two ways ({field}).";
    MOMENT_AMBIGUOUS_HELP: "西暦4桁の年と、24時間制の時刻（正午、0時）で記載してください。" / "Write the year with four digits and the time in 24 hours.";
    MOMENT_YEAR: "{field}の「{value}」は、暦を計算できる範囲（1948年〜2150年）にありません。" / "“{value}” lies outside the calendar, 1948 to 2150 ({field}).";
    DURATION_BAD: "{field}の「{value}」は作業時間として読み取れません。" / "“{value}” cannot be read as a length of working time ({field}).";
    DURATION_ZERO: "{field}の「{value}」は、0より大きい時間で書いてください。" / "“{value}” must be longer than zero ({field}).";
    DURATION_HELP: "「6時間」「90分」「1日」（7時間45分）、「PT6H」のように記載してください。" / "Write it like “6h”, “90 min”, “1日” (one working day) or “PT6H”.";
    HOURS_BAD: "{field}の「{value}」は時間帯として読み取れません。" / "“{value}” cannot be read as hours of the day ({field}).";
    HOURS_REVERSED: "{field}の「{value}」は、終わりが始まりより後になっていません。" / "“{value}” does not end after it starts ({field}).";
    HOURS_REVERSED_HELP: "始まりと終わりを御確認ください。日をまたぐ時間帯は記載できません。" / "Check both times. Hours cannot run past midnight.";
    HOURS_HELP: "「8:30-17:15」のように記載してください。" / "Write it like “8:30-17:15”.";
    HOURS_NO_WORK: "休憩が勤務時間の全部を占めています。" / "The break covers all of the office hours.";
    RELATIVE_NOT_TEMPLATE: "{field}の「{value}」のように発出日時から数える書き方は、雛形に限ります。" / "“{value}” ({field}) is counted from the sending time: only a template may say this.";
    RELATIVE_NOT_TEMPLATE_HELP: "依頼には日時を記載してください。雛形であれば「雛形: true」と記載してください。" / "Write a date and time in a request. If this is a template, state “template: true”.";
    RELATIVE_TOO_FAR: "{field}の「{value}」は先すぎます（上限は1,000日です。）。" / "“{value}” is too far ahead; the limit is 1,000 days ({field}).";
    RELATIVE_BAD: "{field}の「{value}」は、日時としても、発出日時から数える書き方としても読み取れません。" / "“{value}” cannot be read as a date and time, nor as counted from the sending ({field}).";
    RELATIVE_HELP: "「3開庁日後 17:00」「翌開庁日正午」「5営業日以内」「48時間後」のように記載してください。" / "Write it like “+3 open days 17:00”, “next open day noon”, “within 5 open days” or “+48h”.";
    WINDOW_BAD: "{field}の「{value}」は、発出し得る日時として読み取れません。" / "“{value}” cannot be read as times at which a template may be sent ({field}).";
    WINDOW_HELP: "「9:30〜17:00」「平日 9:30〜12:00」「月・水 10:00〜15:00」「令和8年4月1日〜4月30日」のように記載してください。記載がなければ、発出元の勤務時間内のいつでも発出し得るものとします。" / "Write it like “9:30-17:00”, “weekdays 9:30-12:00”, “Mon, Wed 10:00-15:00” or “2026-04-01~2026-04-30”. If none is stated, it may be sent at any minute of the sender's office hours.";
    WINDOW_BAD_DATES: "発出し得る期間の終わりが始まりより前です。" / "The period in which it may be sent ends before it begins.";
    EXPECTED_WINDOW: "日時か、「期間」「曜日」「時間帯」の項目" / "a date and time, or written as “dates”, “days”, “hours”";
    UNFILLED: "{field}に記入されていない箇所（{value}）があります。" / "{field} contains a blank that has not been filled in ({value}).";
    UNFILLED_HELP: "記入してから発出してください。雛形であれば「雛形: true」と記載してください。" / "Fill it in before this goes out. If this is a template, state “template: true”.";
    UNFILLED_HELP_CALENDAR: "記入してから発出してください。雛形であれば「X-KIGEN-TEMPLATE:TRUE」と記載してください。" / "Fill it in before this goes out. If this is a template, state “X-KIGEN-TEMPLATE:TRUE”.";
    ZONE_BAD: "「{value}」という時間帯はありません。" / "There is no time zone “{value}”.";
    ZONE_HELP: "「Asia/Tokyo」のようにIANAの名前で記載してください。" / "Write an IANA name such as “Asia/Tokyo”.";
    JUST_PAST: "年の記載がないため{taken}と読みましたが、発出の前の{lately}とも読めます。" / "No year is written: it is taken as {taken}, but may mean {lately}, before it is sent.";
    JUST_PAST_HELP: "年を付けて記載してください（例：令和8年1月9日17時、2026-01-09 17:00）。" / "Write it with its year, such as “2026-01-09 17:00”.";
    HEARING_REVERSED: "ヒアリングの終了が開始より前です。" / "The hearing ends before it starts.";
    HEARING_REVERSED_HELP: "開始と終了を御確認ください。" / "Check its start and end.";
    HEARING_START_HERE: "開始" / "starts here";

    // Exceptions.
    EXCEPTION_UNUSED: "{rule}の例外に当たる所見はありません。" / "The exception for {rule} matches no finding.";
    EXCEPTION_WITHOUT_FILES: "この範囲に当たるファイルがありません。" / "no file matches";
    EXCEPTION_UNUSED_HELP: "不要であれば削除してください。" / "Remove it if it is not needed.";
    EXCEPTION_TWICE: "{rule}の例外が重ねて書かれています。" / "There is another exception for {rule} before this one.";
    EXCEPTION_TWICE_HELP: "先に書かれたものを適用しました。どちらか一つにしてください。" / "The first was applied. Keep one of them.";
    EXCEPTION_TWICE_FIRST: "先に書かれた例外" / "the first";
    EXCEPTION_INCOMPLETE: "例外に{missing}の記載がないため、適用していません。" / "The exception does not state {missing} and has not been applied.";
    EXCEPTION_INCOMPLETE_HELP: "規則、理由及び承認者を記載してください。" / "State the rule, the reason and who approved it.";
    EXCEPTION_UNKNOWN_RULE: "「{rule}」という規則はないため、例外を適用していません。" / "There is no rule “{rule}”; the exception has not been applied.";
    EXCEPTION_ONE_RULE_HELP: "一つの例外には、規則を一つだけ記載してください。" / "Name one rule in each exception.";
    EXCEPTION_NOT_ALLOWED: "{rule}は、例外とすることができない規則です。" / "{rule} allows no exception.";
    EXCEPTION_EXPIRED: "{rule}の例外は{expires}で期限が切れています。" / "The exception for {rule} expired on {expires}.";
    EXCEPTION_EXPIRED_HELP: "改めて承認を得るか、例外を削除してください。" / "Have it approved again, or remove it.";
    EXCEPTION_EXPIRES_YEAR: "例外の有効期限に年の記載がないため、適用していません。" / "The exception's last day has no year; the exception has not been applied.";
    EXCEPTION_EXPIRES_TIME: "例外の有効期限に時刻が書かれているため、適用していません。" / "The exception's last day has a time of day; the exception has not been applied.";
    EXCEPTION_EXPIRES_HELP: "「2025-09-30」「令和7年9月30日」のように年月日で記載してください。その日の終わりまで有効です。" / "Write a day with its year, such as “2025-09-30”; the exception holds until the end of that day.";

    // Judging.
    WEEKDAY_LABEL: "正しくは{right}曜日" / "it is a {right}";
    SENT_HERE: "発出：{at}" / "sent: {at}";
    SENT_NOW: "発出（現在の日時）：{at}" / "sent (now): {at}";
    DUE_HERE: "{due_name}：{at}" / "{due_name}: {at}";
    DUE_NAME: "期限" / "due time";
    DUE_NAMED: "{name}期限" / "due time “{name}”";
    DUE_NAMED_WHOLE: "{name}" / "due time “{name}”";
    DUE_NAMED_APART: "期限「{name}」" / "due time “{name}”";
    HEARING_HERE: "ヒアリング：{from}〜{until}" / "hearing: {from} – {until}";
    HEARING_STARTS: "ヒアリング開始：{from}" / "hearing starts: {from}";
    EFFORT_HERE: "想定作業量：{effort}" / "effort: {effort}";
    RECIPIENT_HERE: "宛先" / "recipient";
    LABEL_ELAPSED: "発出から{value}" / "{value} from sending";
    LABEL_OPEN: "閉庁日を除いて{value}" / "{value} not counting closed days";
    LABEL_WORKING: "勤務時間で{value}" / "{value} of working time";
    AND_OTHERS: "ほか{count}府省等" / "and {count} more";
    SENDER: "発出元" / "the sender";
    RECIPIENT: "宛先" / "the recipient";
    FIT_CLOSED: "{what}は{office}の閉庁日（{day}・{reason}）に当たります" / "{what} falls on a closed day ({day}, {reason}) of {office}";
    FIT_BEFORE: "{what}は{office}の勤務時間（{opening}から）より{over}早くなっています" / "{what} is {over} before the office hours of {office} (from {opening})";
    FIT_AFTER: "{what}は{office}の勤務時間（{closing}まで）を{over}超えています" / "{what} is {over} past the office hours of {office} (until {closing})";
    FIT_DAYS: "{what}が一つの開庁日に収まっていません" / "{what} does not lie within one open day";
    FIT_PAUSE: "{what}が{office}の休憩時間（{pause}）の中にあります" / "{what} lies inside the break ({pause}) of {office}";
    FIT_PAUSE_OVER: "{what}が{office}の休憩時間（{pause}）に{over}かかっています" / "{what} overlaps the break ({pause}) of {office} by {over}";
    LOCAL_TIME: "{at}・現地時間" / "{at} local time";
    WHAT_HEARING: "ヒアリング（{from}〜{until}）" / "The hearing ({from} – {until})";
    WHAT_HEARING_DAY: "ヒアリング（{day}）" / "The hearing ({day})";
    WHAT_HEARING_START: "ヒアリングの開始（{at}）" / "The start of the hearing ({at})";
    WHAT_HEARING_END: "ヒアリングの終了（{at}）" / "The end of the hearing ({at})";
    WHAT_DUE: "{due_name}（{at}）" / "The {due_name} ({at})";
    WHAT_SENT: "発出日時（{at}）" / "The sending time ({at})";

    // Remedies.
    REMEDY_BOTH: "{due_name}を{earliest_due}以降とするか、{latest_sent}までに発出してください。" / "Set the {due_name} to {earliest_due} or later, or send by {latest_sent}.";
    REMEDY_DUE: "{due_name}を{earliest_due}以降としてください。" / "Set the {due_name} to {earliest_due} or later.";
    REMEDY_SENT: "{latest_sent}までに発出してください。" / "Send by {latest_sent}.";
    FIX_DUE: "{due_name}を{at}にする" / "Set the {due_name} to {at}";
    FIX_HEARING: "ヒアリングを{from}〜{until}にする" / "Move the hearing to {from} – {until}";
    FIX_HEARING_START: "ヒアリングの開始を{from}にする" / "Move the hearing's start to {from}";
    FIX_HEARING_DAY: "ヒアリングを{day}にする" / "Move the hearing to {day}";
    FIX_WEEKDAY: "曜日を改め、{date}とする" / "Correct the weekday: {date}";
    FIX_DATE: "日付を改め、{date}とする" / "Correct the date: {date}";
    FIX_TEXTS: "{texts}にある同じ日時も改める（{count}か所）" / "Change the same time in the {texts} too ({count place|places})";
    TEXT_SUBJECT: "件名" / "subject";
    TEXT_NECESSITY: "必要性" / "necessity";
    TEXT_BODY: "本文" / "body";
    FIX_ALIAS_KEPT: "{title}（別名（*）で同じ値を参照する{count}か所は、今の値のまま書き起こす）" / "{title} ({count place|places} that refer to it by alias keep the present value, written out)";
    FIX_ALIAS_SHARED: "{title}（別名（*）で同じ項目を参照する箇所も変わる）" / "{title} (places that refer to it by alias change too)";
    FIX_DONE: "修正：{path}:{line}：{title}（{codes}）" / "Fixed: {path}:{line}: {title} ({codes})";
    FIX_WOULD: "修正案：{path}:{line}：{title}（{codes}）" / "Would fix: {path}:{line}: {title} ({codes})";
    FIX_LEFT: "未修正：{path}:{line}：{title}（文章を御確認の上、改めてください。）" / "Not fixed: {path}:{line}: {title} (read the text, and change it yourself)";
    FIX_LEFT_DIFF: "未修正：{path}:{line}：{title}（--unsafe-fixes で修正します。）" / "Not fixed: {path}:{line}: {title} (--unsafe-fixes does it)";
    FIX_SUMMARY: "{count}件を修正しました。" / "{count finding|findings} fixed.";
    FIX_SUMMARY_DIFF: "{count}件を修正できます。ファイルは変更していません。" / "{count finding|findings} can be fixed (no file has been changed).";
    FIX_NONE: "自動で修正できる所見はありません。" / "There is nothing to fix.";
    FIX_MORE: "ほかに、内容の確認を要する修正が{count}件あります（--unsafe-fixes）。" / "{count more finding|more findings} can be fixed, but the result must be reviewed (--unsafe-fixes).";
    FIX_GIVEN_UP: "{path}：修正すると別の所見が生じるため、修正を取りやめました。" / "{path}: a fix would raise another finding, and has not been made.";
    FIX_CHANGED: "{path}は、読み取った後に変更されたため、修正していません。もう一度実行してください。" / "{path} has changed since it was read, and has not been fixed; run again.";
    FIX_KEPT: "{path}は、修正の途中で変更されました。変更後の内容は{kept}にあります。内容を御確認ください。" / "{path} was changed while it was being fixed; that version is in {kept}: compare the two.";
    FIX_NO_FILE: "{path}は通常のファイルではないため、修正していません。" / "{path} is not a regular file and has not been fixed.";
    FIX_FAILED: "{path}を修正できません：{error}" / "{path} cannot be fixed: {error}";
    REMEDY_DUE_TIME: "{due_name}を{at}と記載してください。" / "Write the {due_name} as {at}.";
    REMEDY_TEMPLATE: "{due_name}を「{due}」とすれば、いつ発出しても適合します。" / "Set the {due_name} to “{due}”: it then complies whenever it is sent.";
    REMEDY_TEMPLATE_HEARING: "ヒアリングを「{from}」から「{until}」までとすれば、いつ発出しても適合します。" / "Move the hearing to “{from}” until “{until}”: it then complies whenever it is sent.";
    REMEDY_TEMPLATE_HEARING_START: "ヒアリングの開始を「{from}」とすれば、いつ発出しても適合します。" / "Move the hearing's start to “{from}”: it then complies whenever it is sent.";
    FIX_TEMPLATE: "{due_name}を「{due}」にする" / "Set the {due_name} to “{due}”";
    FIX_TEMPLATE_HEARING: "ヒアリングを「{from}」から「{until}」までにする" / "Move the hearing to “{from}” until “{until}”";
    FIX_TEMPLATE_HEARING_START: "ヒアリングの開始を「{from}」にする" / "Move the hearing's start to “{from}”";
    REMEDY_OF_HEARING: "ヒアリングの日時を変更してください。{remedy}" / "Move the hearing. {remedy}";
    REMEDY_HEARING: "最も早い時間帯は{from}〜{until}です。" / "The next slot is {from} – {until}.";
    REMEDY_HEARING_START: "最も早い日時は{from}です。" / "The next time is {from}.";
    REMEDY_HEARING_SENT: "{latest_sent}までに発出することでも差し支えありません。" / "Or send the request by {latest_sent}.";
    REMEDY_HEARING_NONE: "同じ長さで全員の勤務時間内に収まる時間帯は、{days}日以内にありません。" / "No slot of the same length lies within everybody's office hours in the next {days day|days}.";
    REMEDY_HEARING_DAY: "最も早い日は{day}です。" / "The next day is {day}.";
    REMEDY_HEARING_DAYS: "最も早い日程は{from}〜{until}です。" / "The next days are {from} – {until}.";
    REMEDY_MATERIALS: "資料の提出期限となるヒアリングを、{from}〜{until}以降としてください。" / "Move the hearing, at which the materials are due, to {from} – {until} or later.";
    REMEDY_MATERIALS_START: "資料の提出期限となるヒアリングの開始を、{from}以降としてください。" / "Move the start of the hearing, at which the materials are due, to {from} or later.";
    REMEDY_SERIES: "繰り返しの予定のため、ファイルは自動では修正しません。" / " As it recurs, the file is not changed for you.";

    OUTLOOK_UNREAD: "記載の誤りにより、読み取れないところがあります。次の所見の箇所を直してください。" / "Part of this could not be read: fix what the findings point at.";
    OUTLOOK_MUST_FIX: "このままでは発出できません。違反又は誤りを直してください。" / "This cannot be sent as it is: fix the errors.";
    OUTLOOK_REVIEW: "確認してください。注意すべき事項があります。" / "Review this: there are warnings.";
    OUTLOOK_UNDETERMINED: "判断できない事項があります。不足している事項を記載してください。" / "Not everything could be judged: state what is missing.";
    OUTLOOK_MAY_SEND: "このまま、{at}まで発出できます。" / "This may be sent as it is until {at}.";
    OUTLOOK_NOTHING: "直すべき点はありません。" / "There is nothing to fix.";

    // `kigen when`: the times of a request.
    WHEN_TITLE: "{path}：{subject}" / "{path}: {subject}";
    WHEN_SENT: "発出" / "sent";
    WHEN_DUE: "期限" / "due";
    WHEN_DUE_MATERIALS: "資料の期限" / "materials due";
    WHEN_NAMED: "{what}（{name}）" / "{what}, {name}";
    WHEN_RAISED: "適合しない規則：{codes}（内容は「kigen check」で御確認ください。）" / "Rules that it breaks: {codes} (see “kigen check”).";
    WHEN_MISWRITTEN: "記載の誤り：{codes}（内容は「kigen check」で御確認ください。）" / "Written wrongly: {codes} (see “kigen check”).";
    WHEN_CLOCKS: "期限まで" / "until due";
    WHEN_CLOCKS_VALUE: "経過{elapsed}、閉庁日を除いて{open}、勤務時間で{working}" / "{elapsed} elapsed, {open} not counting closed days, {working} of working time";
    WHEN_CLOCKS_STRICTEST: "（勤務時間が最も短い宛先）" / " (the recipient with the least)";
    WHEN_HEARING: "ヒアリング" / "hearing";
    WHEN_INTERVAL: "{from}〜{until}" / "{from} – {until}";
    WHEN_NONE: "記載なし" / "not stated";
    WHEN_UNREADABLE: "読み取れません" / "cannot be read";
    WHEN_BREAKS: "（規則に適合しません）" / " (does not comply)";
    WHEN_EARLIEST: "最も早い期限" / "earliest due";
    WHEN_NO_EARLIEST: "適合する期限がありません" / "no due time complies";
    WHEN_UNPROVEN: "（判断できない規則を除きます）" / " (apart from rules that cannot be judged)";
    WHEN_COMPLIANT: "直す場合の期限" / "corrected due";
    WHEN_LATEST: "発出できる日時" / "may be sent";
    WHEN_LATEST_VALUE: "この期限の場合、{at}まで" / "until {at}, with this due time";
    WHEN_LATEST_GONE: "（既に過ぎています）" / " (it has passed)";
    WHEN_LATEST_HOURS: "（期限が勤務時間外であることを除きます）" / " (apart from being due outside office hours)";
    WHEN_NO_LATEST: "この期限の場合、60日前までさかのぼってもありません" / "never within the 60 days before this due time";
    WHEN_NO_SENTENCE: "記載に誤りがあるため、依頼文の例は示していません。" / "No sentence to paste is offered, as it is not certain what was meant.";
    WHEN_PAST: "期限又はヒアリングが過ぎているため、その依頼文の例は示していません。" / "No sentence to paste is given for a time that has passed.";
    WHEN_SLOT: "最も早い時間帯" / "next slot";
    WHEN_DAYS: "最も早い日程" / "next days";
    WHEN_SLOT_MATERIALS: "資料が間に合う時間帯" / "slot for the materials";
    WHEN_NO_SLOT: "60日以内に、全員の勤務時間に収まる時間帯がありません" / "none inside everybody's hours within 60 days";
    WHEN_FOLDED: "{from}〜{until}：開庁日{open}日、閉庁日{closed}日" / "{from} – {until}: {open open day|open days}, {closed} closed";
    WHEN_CLOSED: "閉庁日（{reason}）" / "closed ({reason})";
    WHEN_MARK: "{what} {time}" / "{what} {time}";
    WHEN_LEGEND: "= 勤務時間　- 勤務時間外　x 閉庁日　> 発出　< 期限　* 最も早い期限" / "= working time  - other time  x closed  > sent  < due  * earliest due";
    WHEN_LEGEND_HEARING: "　# ヒアリング" / "  # hearing";
    WHEN_LEGEND_ABROAD: "　（日本時間）" / "  (Japan time)";
    PASTE_ANSWER: "つきましては、{until}御回答くださいますようお願いいたします。" / "We would be grateful for your reply {until}.";
    PASTE_SUBMIT: "つきましては、{until}御提出くださいますようお願いいたします。" / "We would be grateful for your submission {until}.";
    PASTE_BY: "{at}までに" / "by {at}";
    PASTE_BY_NAMED: "{name}については{at}までに" / "by {at} ({name})";
    PASTE_HEARING: "つきましては、{from}から{until}まで、ヒアリングを行いますので、御対応くださいますようお願いいたします。" / "We would be grateful if you could attend the hearing from {from} until {until}.";

    // Notes of a report.
    NOTE_SENT_NOW: "発出日時の記載がないため、現在（{at}）発出するものとして判定しました。" / "No sending time is stated: judged as if sent now ({at}).";
    NOTE_SEND_NOW: "--send-nowの指定により、発出日時の記載によらず、現在（{at}）発出するものとして判定しました。" / "Judged as if sent now ({at}), whatever its sending time (--send-now).";
    NOTE_TEMPLATE_NOW: "雛形を、現在（{at}）発出するものとして判定しました。" / "This is a template: judged as if sent now ({at}).";
    NOTE_SENT_DATE: "発出時刻の記載がないため、始業時刻（{at}）に発出するものとして示しています。違反としたのは、その日の勤務時間内のどの時刻に発出しても違反となる規則です。時刻によって違反となる規則は「判断できない」としています。" / "No time of sending is stated: shown as if sent when the office opens ({at}). A rule counts as broken if every time within that day's office hours breaks it, and as undetermined if only some do.";
    PAST: "{what}は{ago}です。{ask}" / "The {what} was {ago}. {ask}";
    PAST_SENT: "発出日時" / "time of sending";
    PAST_HEARING: "ヒアリングの開始" / "hearing's start";
    PAST_TODAY: "{what}は既に過ぎています。" / "The {what} has passed.";
    PAST_DAYS: "{count}日前" / "{count day|days} ago";
    PAST_MONTHS: "約{count}か月前" / "about {count month|months} ago";
    PAST_YEARS: "約{count}年前" / "about {count year|years} ago";
    PAST_ASK_LAST_YEAR: "昨年の日付のままではありませんか。" / "Is it still last year's date?";
    PAST_ASK_BEFORE: "以前の日付のままではありませんか。" / "Is it still an earlier year's date?";
    PAST_ASK: "日付を御確認ください。" / "Please check the date.";
    NOTE_INTERNAL: "省内の依頼のため、①〜③は適用していません。" / "Clauses ① to ③ are not applied: the request stays inside one ministry.";
    NOTE_HOURS_ASSUMED: "勤務時間の記載がない府省・部局は、既定の勤務時間（{hours}）として判定しました。" / "Offices whose hours are not given are judged by the default hours ({hours}).";
    NOTE_HOURS_PAUSE: "{hours}、休憩{pause}" / "{hours}, break {pause}";
    NOTE_DUE_HEARING: "期限の記載がないため、資料の提出期限はヒアリングの開始（{at}）としました。" / "No due time is stated: the materials are taken as due when the hearing starts ({at}).";
    NOTE_CLOSED_DAYS: "発出から{what}までの閉庁日は、{count}日です（{days}）。" / "Closed between the sending and the {what}: {count day|days} ({days}).";
    HEARING_NAME: "ヒアリング" / "hearing";
    NOTE_DUE_DATE: "{due_name}に時刻の記載がないため、{at}としました。" / "The {due_name} has no time of day: taken as {at}.";

    NOTE_TEMPLATE: "雛形です。{from}から{until}までに発出し得るすべての時刻（{days}日の1分ごと）について判定しました。" / "A template: judged for every minute at which it may be sent from {from} until {until} ({days day|days}).";
    NOTE_TEMPLATE_NEVER: "雛形です。{from}から{until}までに、発出し得る時刻がありません。" / "A template: there is no minute at which it may be sent from {from} until {until}.";
    NOTE_TEMPLATE_HOURS: "雛形です。発出元の勤務時間を読み取れないため、発出し得る時刻が定まりません。" / "A template: the sender's office hours cannot be read, so it is not known when it may be sent.";
    NOTE_TEMPLATE_BLANK_HOURS: "{blank}が空欄のため、既定の勤務時間で判定しました。違反とならない規則は「判断できない」としています。" / "Left blank: {blank}. Judged by the default office hours; rules that these do not break are undetermined.";
    NOTE_TEMPLATE_BLANK_SENT: "発出日時が空欄のため、発出元の勤務時間内のすべての時刻について判定しました。違反とならない規則は「判断できない」としています。" / "Left blank: the sending time. Judged for every time within the sender's office hours; rules that none of these breaks are undetermined.";
    TEMPLATE_TOO_MANY_IN_FILE: "このファイルには雛形が多すぎるため、この雛形を発出し得るすべての時刻については判定していません。ファイルを分けてください。" / "There are too many templates in this file to judge this one for every minute at which it may be sent. Divide the file.";
    TEMPLATE_TOO_MANY: "宛先の勤務時間の種類や期限が多すぎるため、この雛形を発出し得るすべての時刻については判定していません。" / "There are too many office hours and due times to judge this template for every minute at which it may be sent.";

    // Templates: the worst time of sending, and how often a rule is broken.
    TEMPLATE_WORST: "{sent}に発出すると、{due_name}は{due}、勤務時間は{working}です。{message}{share}" / "If sent on {sent}, the {due_name} is {due}, with {working} of working time. {message} {share}";
    TEMPLATE_WORST_DUE: "{sent}に発出すると、{due_name}は{due}です。{message}{share}" / "If sent on {sent}, the {due_name} is {due}. {message} {share}";
    TEMPLATE_WORST_SENT: "{sent}に発出した場合、{message}{share}" / "If sent on {sent}: {message} {share}";
    TEMPLATE_SHARE: "発出し得る時刻の{percent}（{failing_days}日）で該当します。" / "This is so at {percent} of the times at which it may be sent (on {failing_days day|days}).";
    TEMPLATE_SHARE_ALL: "発出し得る時刻のすべて（{days}日）で該当します。" / "This is so whenever it is sent (on each of {days day|days}).";

    // What is undetermined, and why.
    UNDETERMINED: "{why}ため、判断できません（{codes}）。{do}" / "Cannot be judged ({codes}): {why}.{do}";
    UNDETERMINED_DO: "{facts}を記載すると判定できます。" / " To have it judged, state: {facts}.";
    WHY_ABSENT: "{facts}の記載がない" / "not stated: {facts}";
    WHY_ABSENT_AND: "{facts}の記載がなく" / "not stated: {facts}";
    WHY_UNREAD: "{facts}を読み取れない" / "cannot be read: {facts}";
    WHY_UNREAD_AND: "{facts}を読み取れず" / "cannot be read: {facts}";
    WHY_MISSPELT: "{facts}の項目名に誤りがある" / "key misspelt: {facts}";
    WHY_MISSPELT_AND: "{facts}の項目名に誤りがあり" / "key misspelt: {facts}";
    WHY_UNCOUNTED: "{facts}から府省の数が分からない" / "number of ministries not known: {facts}";
    WHY_UNCOUNTED_AND: "{facts}から府省の数が分からず" / "number of ministries not known: {facts}";
    WHY_CUT: "文章にある日付が多く、一部を確かめていない" / "the text has more dates than are checked";
    WHY_CUT_AND: "文章にある日付が多いため一部を確かめておらず" / "the text has more dates than are checked";
    WHY_TOO_MANY: "発出し得るすべての時刻については判定していない" / "not every minute of sending has been judged";
    WHY_TOO_MANY_AND: "発出し得るすべての時刻については判定しておらず" / "not every minute of sending has been judged";
    WHY_UNSETTLED: "{facts}が定まらない" / "not settled: {facts}";
    WHY_UNSETTLED_AND: "{facts}が定まらず" / "not settled: {facts}";
    FACT_WRITTEN: "{fact}「{text}」" / "{fact} “{text}”";
    FACT_MINISTRIES: "宛先の府省名" / "the recipients by the names of their ministries";
    FACT_KIND: "種別" / "kind";
    FACT_SCOPE: "協議区分" / "scope";
    FACT_SUBJECT: "件名" / "subject";
    FACT_FROM: "発出元" / "sender";
    FACT_RECIPIENTS: "宛先" / "recipients";
    FACT_SENT: "発出日時" / "time of sending";
    FACT_SENT_TIME: "発出時刻" / "time of day of sending";
    FACT_DUE: "期限" / "due time";
    FACT_DUE_NAME: "期限の名称" / "name of the due time";
    FACT_ROUND: "段階" / "round";
    FACT_EFFORT: "想定作業量" / "effort";
    FACT_CONSIDERABLE: "相当の作業量" / "whether the work is considerable";
    FACT_NECESSITY: "必要性" / "necessity";
    FACT_MATERIALS: "資料とその目的" / "materials and their purpose";
    FACT_HEARING: "ヒアリングの開始・終了の日時" / "start and end of the hearing";
    FACT_PLACE: "ヒアリングの場所" / "place of the hearing";
    FACT_ONLINE: "オンラインの可否" / "whether the hearing may be online";
    FACT_REASON: "ヒアリングの理由" / "reason given for the hearing";
    FACT_BREAK: "休憩" / "break";
    FACT_ZONE: "時間帯" / "zone";
    FACT_HOURS: "勤務時間" / "office hours";
    FACT_BODY: "本文" / "body";

    // The report for people.
    SEVERITY_ERROR: "違反" / "error";
    SEVERITY_MISTAKE: "誤り" / "error";
    SEVERITY_WARNING: "注意" / "warning";
    SEVERITY_INFO: "参考" / "info";
    BINDING_MUST: "例外なし" / "no exception";
    BINDING_IN_PRINCIPLE: "原則" / "in principle";
    BINDING_PRACTICE: "本ツールの目安" / "this tool's own measure";
    BINDING_PRACTICE_SHORT: "本ツールの目安" / "own measure";
    REPORT_HELP: "対処：{help}" / "What to do: {help}";
    REPORT_CLAUSE: "根拠：{plan}{section}（{binding}）「{quote}」" / "Clause: {plan} {section} ({binding}): “{quote}”";
    REPORT_CLAUSE_AGAIN: "根拠：{plan}{section}（{binding}。条文は{code}の所見のとおり）" / "Clause: {plan} {section} ({binding}; quoted under {code})";
    REPORT_HELP_AGAIN: "上の{code}の所見のとおりです。" / "As under {code} above.";
    REPORT_HELP_ABOVE: "冒頭のとおりです。" / "As stated at the top.";
    REPORT_SAME: "{message}（このほか{count}か所も同じです。）" / "{message} (The same applies in {count more place|more places}.)";
    REPORT_ONCE: "{severity}[{code}]：{text}" / "{severity}[{code}]: {text}";
    BRIEF_UNREAD: "【誤り】" / "[unreadable]";
    BRIEF_MUST_FIX: "【不可】" / "[must fix]";
    BRIEF_REVIEW: "【注意】" / "[review]";
    BRIEF_UNDETERMINED: "【未判定】" / "[undetermined]";
    BRIEF_MAY_SEND: "【可】" / "[may send]";
    BRIEF_LINE: "{path}（{line}行目）" / "{path}, line {line}";
    BRIEF_UNTIL: "{at}まで" / "until {at}";
    OUTLOOK_REMEDY: "対処：{remedy}" / "What to do: {remedy}";
    OUTLOOK_REMEDY_ALL: "対処：{remedy}これで、{count}件の所見が解消します。" / "What to do: {remedy} This clears {count finding|findings}.";
    REPORT_ASIDE: "※{code}：{note}" / "Note on {code}: {note}";
    REPORT_FIXABLE: "書き損じのうち{count}件は、「kigen check --fix」で直せます。" / "“kigen check --fix” fixes {count} of these.";
    REPORT_NOTE: "{path}：{note}" / "{path}: {note}";
    REPORT_UNDETERMINED: "未判定：{path}：{note}" / "Undetermined: {path}: {note}";
    REPORT_LEFT_OUT: "対象外：{path}：{reason}" / "Left out: {path}: {reason}";
    REPORT_EXCEPTED: "例外：{path}：{code}：{message}{record}。" / "Excepted: {path}: {code}: {message} ({record})";
    REPORT_DEVIATION: "逸脱の記録：{record}" / "Recorded deviation: {record}";
    RECORD: "理由「{reason}」、承認者「{approved_by}」" / "reason “{reason}”, approved by “{approved_by}”";
    RECORD_UNTIL: "理由「{reason}」、承認者「{approved_by}」、有効期限{expires}" / "reason “{reason}”, approved by “{approved_by}”, until {expires}";
    REPORT_REQUEST: "{path}（{number}件目）" / "{path} (request {number})";
    REPORT_SUMMARY: "{files}ファイル・依頼{requests}件：違反・誤り{error}件、注意{warning}件、参考{info}件、未判定{undetermined}件" / "{files file|files}, {requests request|requests}: {error error|errors}, {warning warning|warnings}, {info} info, {undetermined} undetermined";
    REPORT_SUMMARY_EXCEPTED: "、例外{excepted}件" / ", {excepted} excepted";
    REPORT_BASELINED: "既存：{path}：{code}：{message}" / "Baselined: {path}: {code}: {message}";
    REPORT_SINCE: "{revision}から変更のあったファイルだけを確認しました。" / "Only files changed since {revision} have been checked.";
    REPORT_SINCE_NOTHING: "{revision}から変更のあったファイルに、確認する依頼はありません。" / "No request has changed since {revision}: there is nothing to check.";
    REPORT_SUMMARY_BASELINED: "、既存{baselined}件" / ", {baselined} baselined";
    REPORT_SUMMARY_DEVIATIONS: "、逸脱の記録{deviations}件" / ", {deviations recorded deviation|recorded deviations}";
    REPORT_SUMMARY_LEFT_OUT: "、対象外{left_out}件" / ", {left_out} left out";
    REPORT_SUMMARY_LISTED_BY: "（--verboseで一覧）" / " (--verbose lists them)";
    REPORT_UNDETERMINED_TITLE: "未判定" / "Undetermined";
    REPORT_LEFT_OUT_TITLE: "対象外" / "Left out";
    REPORT_JUNIT_REQUEST: "依頼{number} {subject}" / "request {number} {subject}";
    SARIF_ROOT: "確認を行ったフォルダ" / "The folder in which the check was run.";
    OUTPUT_FORM: "--outputの「{value}」は「形式=ファイル」の形で指定してください（形式：{formats}）。" / "--output “{value}”: write FORMAT=FILE, where FORMAT is one of {formats}.";
    OUTPUT_STDOUT: "--outputに標準出力（-）は指定できません。標準出力の形式は--formatで指定してください。" / "--output cannot write to standard output (-): choose its format with --format.";
    OUTPUT_TWICE: "--outputに同じファイル「{path}」が2回指定されています。" / "--output names the file {path} twice.";
    OUTPUT_INPUT: "確認するファイル「{path}」に結果を書き込むことはできません。ほかのファイルを指定してください。" / "The result cannot be written to {path}, which is itself to be checked. Name another file.";
    OUTPUT_KEPT: "確認に用いるファイル「{path}」に結果を書き込むことはできません。ほかのファイルを指定してください。" / "The result cannot be written to {path}, which the check itself reads. Name another file.";
    OUTPUT_FAILED: "「{path}」に結果を書き込めません：{error}" / "The result cannot be written to {path}: {error}";
    REPORT_NOTHING: "依頼は見つかりませんでした。" / "No request was found.";
    PROGRESS: "{count}ファイルを確認しました…" / "{count file|files} checked…";

    // The command line.
    USAGE_NO_VALUE: "{argument} には値が必要です。" / "{argument} needs a value.";
    USAGE_BAD_VALUE: "{argument} の値「{value}」は使えません。" / "“{value}” is not a value for {argument}.";
    USAGE_BAD_CHOICE: "{argument} の値「{value}」は使えません（使える値：{choices}）。" / "“{value}” is not a value for {argument} (it may be {choices}).";
    USAGE_UNKNOWN: "「{argument}」というオプションはありません。" / "There is no option “{argument}”.";
    USAGE_SUBCOMMAND: "「{argument}」というコマンドはありません。" / "There is no command “{argument}”.";
    USAGE_MISSING: "{argument} が必要です。" / "{argument} is needed.";
    USAGE_CONFLICT: "{argument} は、ここでは一緒に使えないか、一度しか使えません。" / "{argument} cannot be used with another option here, or only once.";
    USAGE_OTHER: "引数が正しくありません。--help で使い方を御覧ください。" / "The arguments are not valid; see --help.";

    // What keeps the program from its work.
    CANNOT_READ: "{path}を読めません：{error}" / "{path} cannot be read: {error}";
    BAD_NOW: "--now の「{value}」は日時として読み取れません（例：2025-09-09T17:30）。" / "--now “{value}” cannot be read as a date and time (such as 2025-09-09T17:30).";
    BAD_CODE: "「{code}」に当たる規則はありません。" / "No rule matches “{code}”.";
    CODE_PROTECTED: "{code}は、外したり弱めたりできない規則です。" / "{code} cannot be ignored or lowered.";
    BAD_PACK: "規則の定義に誤りがあります。" / "The rule pack is not valid.";
    WRITE_FAILED: "結果を書き出せません：{error}" / "The result cannot be written: {error}";
    NO_SUCH_FILE: "ファイル又はフォルダがありません" / "no such file or folder";
    NOT_A_FOLDER: "途中の名前がフォルダではありません" / "part of the path is not a folder";
    NOT_A_FILE: "通常のファイルではありません" / "it is not a regular file";
    IS_A_FOLDER: "ファイルではなくフォルダです" / "it is a folder";
    FILE_TOO_LARGE: "大きすぎます" / "it is too large";
    CHANGED_SINCE: "読み取った後に変更されました。もう一度実行してください" / "it has changed since it was read; run again";
    REFUSED_HARD_LINKS: "ほかの名前（ハードリンク）でも使われているファイルです。ハードリンクを解消してください" / "it has other names (hard links), which would keep the old text";
    REFUSED_OWNER: "所有者を引き継げません。所有者が実行してください" / "its owner cannot be kept: let its owner run this";
    REFUSED_ATTRIBUTES: "アクセス制御リスト又は拡張属性を引き継げません" / "its access control list or extended attributes cannot be kept";
    REFUSED_DANGLING: "リンク先がありません" / "the link leads nowhere";
    REFUSED_LINK: "別のファイルへのリンクです。書き込むファイルを直接指定してください" / "it is a link to another file: name that file itself";
    REFUSED_LINKED_FOLDER: "途中のフォルダが別の場所へのリンクです。リンク先のフォルダを直接指定してください" / "a folder on the way is a link: name the folder it leads to";
    NO_THREADS: "処理を始められません（スレッドを作れません）。同時に実行できる数の制限（ulimit -u）とメモリーの制限（ulimit -v）を御確認ください。" / "No thread could be created: check the limits on processes (ulimit -u) and memory (ulimit -v).";
    LINK_LOOP: "リンクが循環しています" / "its links form a loop";
    BAD_FILE_NAME: "使えない名前です" / "not a valid name";
    PERMISSION_DENIED: "権限がありません" / "permission denied";

    // Left out.
    LEFT_LEAVINGS: "エディターなどが残したファイルです" / "is left behind by an editor or a file manager";
    LEFT_IGNORED: "gitが無視しています（.gitignore又は.git/info/exclude）" / "is ignored by git (.gitignore or .git/info/exclude)";
    LEFT_LINK_NOWHERE: "リンク先がありません" / "is a link that leads nowhere";
    LEFT_LINK_OUTSIDE: "リンク先が、指定したフォルダの外にあります" / "is a link that leads out of the folder that was named";
    LEFT_LINK_IGNORED: "リンク先が、gitの無視するフォルダにあります" / "is a link to a folder that git ignores";
    LEFT_NOT_REQUEST: "依頼の項目（種別、期限、発出日時、ヒアリング、雛形）がありません" / "has none of kind, due, sent, hearing, template";
    LEFT_LETTER: "相手方に求める期限も、ヒアリングの日時もありません" / "states no deadline for the addressee and no hearing";
    LEFT_NOT_LETTER: "メールでも文書でもありません" / "is neither mail nor a document";
    LEFT_NOT_MAPPING: "「項目: 値」の形ではありません" / "is not written as “key: value”";
    LEFT_EMPTY: "空です" / "is empty";
    LEFT_DOCUMENT: "{number}番目の文書：{reason}" / "document {number}: {reason}";
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::placeholders;

    #[test]
    fn both_languages_are_complete_and_name_the_same_values() {
        let all = [
            ALL,
            calendars::ALL,
            commands::ALL,
            letters::ALL,
            packs::ALL,
            readers::ALL,
            statistics::ALL,
        ]
        .concat();
        assert!(all.len() > 80);
        for (id, entry) in all {
            assert!(!entry.ja.is_empty() && !entry.en.is_empty(), "{id}");
            let sorted = |text| {
                let mut names = placeholders(text);
                names.sort_unstable();
                names
            };
            assert_eq!(sorted(entry.ja), sorted(entry.en), "{id}");
            assert!(
                entry.en.is_ascii()
                    || entry.en.chars().all(|c| !('\u{3040}'..='\u{30ff}').contains(&c))
                    || entry.en.contains("令和")
                    || entry.en.contains('日'),
                "{id}: Japanese in the English text"
            );
        }
    }
}
