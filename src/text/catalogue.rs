//! Every sentence that the program itself says, in both languages. Rules bring theirs in their files.
//!
//! Japanese as an office writes it: short and polite. A test holds both languages to the same values.

use super::Entry;

macro_rules! catalogue {
    ($($id:ident: $ja:literal / $en:literal;)+) => {
        $(#[allow(missing_docs, reason = "the sentence says it")]
        pub const $id: Entry = Entry { ja: $ja, en: $en };)+
        /// Every sentence, for the tests.
        pub const ALL: &[(&str, Entry)] = &[$((stringify!($id), $id)),+];
    };
}

catalogue! {
    // Reading: files and syntax.
    ENCODING: "文字コードがUTF-8ではありません。" / "The file is not encoded in UTF-8.";
    ENCODING_LIKELY: "文字コードがUTF-8ではなく、{name}と思われます。" / "The file is not encoded in UTF-8; it looks like {name}.";
    ENCODING_HELP: "メモ帳などで開き、「名前を付けて保存」で文字コードを「UTF-8」にして保存してください。" / "Open it in an editor and save it again as UTF-8 (in Windows’ Notepad: Save as, Encoding: UTF-8).";
    SYNTAX_TAB: "字下げにタブは使えません。" / "A tab cannot be used for indentation.";
    SYNTAX_TAB_HELP: "タブを半角の空白に置き換えてください。" / "Replace the tab with spaces.";
    SYNTAX_UNCLOSED: "引用符又は括弧が閉じられていないか、対応していません。" / "A quote or bracket is not closed, or does not match.";
    SYNTAX_UNCLOSED_HELP: "引用符（\" '）と括弧（[ ] {{ }}）の対応を御確認ください。" / "Check that quotes (\" ') and brackets ([ ] {{ }}) match.";
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
    SLIP_TAB_HELP: "表から貼り付けたものは、1行に1項目ずつ「{key}: {value}」のように改めてください。" / "Of what was pasted from a table, write each item on its own line: “{key}: {value}”.";
    SLIP_TABLE: "表の見出しの行が、そのまま貼り付けられています。" / "The heading of a table has been pasted as it is.";
    SLIP_TABLE_HELP: "1行に1項目ずつ「{key}: …」のように記載してください。表の形では読めません。" / "Write each item on its own line: “{key}: …”. A table cannot be read.";
    SLIP_COLON_LAST: "「{key}」の値がコロンで終わっています。" / "The value of “{key}” ends with a colon.";
    SLIP_DEEPER: "「{key}」の行の字下げが、上の行とそろっていません。" / "The line of “{key}” is indented further than the line above.";
    SLIP_DEEPER_HELP: "行の頭の空白を除き、上の項目とそろえてください。" / "Remove the blanks before it, so that it stands under the key above.";
    SLIP_UNCLOSED: "「{key}」の値の引用符（{sign}）が閉じられていません。" / "The quote ({sign}) that the value of “{key}” begins with is not closed.";
    SLIP_UNCLOSED_HELP: "値の終わりに同じ引用符を加えるか、初めの引用符を除いてください。" / "Add the same quote at the end of the value, or remove the first one.";
    SLIP_FIX_BLANKS: "半角の空白に改める" / "Replace with plain spaces";
    SLIP_QUOTE_HELP: "「{key}: {quoted}」のように、値の全体を引用符で囲んでください。" / "Put the whole value in quotes: “{key}: {quoted}”.";
    KEY_SIGNS: "項目名に記号が付いています。" / "The key has signs around it.";
    KEY_BLANKS: "項目名の文字の間に空白があります。" / "The key has blanks between its letters.";
    KEY_WIDTH: "項目名の文字の幅（全角・半角）が違います。" / "The letters of the key are of another width.";
    KEY_PLAIN_HELP: "「{near}」と記載してください。" / "Write “{near}”.";
    SLIP_LIST: "一覧が「{key}」と同じ行から始まっています。" / "The list begins on the line of “{key}”.";
    SLIP_LIST_HELP: "一覧は次の行から、字下げした「- 」で始めてください。" / "Begin the list on the next line, indented, with “- ”.";
    SLIP_HERE: "同様" / "here too";
    SLIP_FIX_ALL: "{count}か所を改める" / "Mend {count place|places}";
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

    LIMIT_DOCUMENTS_REST: "文書が多すぎるため（上限{limit}件）、ここから後は読んでいません。" / "Too many documents (the limit is {limit}): from here on nothing has been read.";
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
    HEARING_NO_END: "{field}の「{value}」には、終了の時刻がありません。" / "“{value}” says when the hearing starts and not when it ends ({field}).";
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
    NO_SUCH_DAY: "{month}月{day}日という日は、{year}年にも{next}年にもありません。" / "There is no day {month}/{day} in {year} or {next}.";
    NO_SUCH_DAY_IN: "{month}月{day}日という日は、{year}年にありません。" / "There is no day {month}/{day} in {year}.";
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
    WINDOW_HELP: "「9:30〜17:00」「平日 9:30〜12:00」「月・水 10:00〜15:00」「令和8年4月1日〜4月30日」のように記載してください。記載がなければ、発出元の勤務時間内のいつでも発出し得るものとします。" / "Write it like “9:30-17:00”, “weekdays 9:30-12:00”, “Mon, Wed 10:00-15:00” or “2026-04-01~2026-04-30”. Unsaid, it may be sent at any minute of the sender's office hours.";
    WINDOW_BAD_DATES: "発出し得る期間の終わりが始まりより前です。" / "The period in which it may be sent ends before it begins.";
    EXPECTED_WINDOW: "日時か、「期間」「曜日」「時間帯」の項目" / "a date and time, or written as “dates”, “days”, “hours”";
    UNFILLED: "{field}に記入されていない箇所（{value}）があります。" / "There is a blank that has not been filled in ({value}) in {field}.";
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
    EXCEPTION_NOT_ALLOWED: "{rule}は、例外とすることができない規則です。" / "{rule} cannot be excepted.";
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
    LABEL_OPEN: "閉庁日を除いて{value}" / "{value} without closed days";
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
    FIX_KEPT: "{path}は、修正の途中で変更されました。変更後の内容は{kept}にあります。内容を御確認ください。" / "{path} was changed while it was being fixed; what was written is in {kept}: look at both.";
    FIX_NO_FILE: "{path}は通常のファイルではないため、修正していません。" / "{path} is not a regular file and has not been fixed.";
    FIX_FAILED: "{path}を修正できません：{error}" / "{path} cannot be fixed: {error}";
    REMEDY_DUE_TIME: "{due_name}を{at}と記載してください。" / "Write the {due_name} as {at}.";
    REMEDY_TEMPLATE: "{due_name}を「{due}」とすれば、いつ発出しても適合します。" / "With the {due_name} at “{due}” it complies whenever it is sent.";
    REMEDY_TEMPLATE_HEARING: "ヒアリングを「{from}」から「{until}」までとすれば、いつ発出しても適合します。" / "With the hearing from “{from}” until “{until}” it complies whenever it is sent.";
    REMEDY_TEMPLATE_HEARING_START: "ヒアリングの開始を「{from}」とすれば、いつ発出しても適合します。" / "With the hearing's start at “{from}” it complies whenever it is sent.";
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
    REMEDY_SERIES: "繰り返しの予定のため、ファイルは自動では修正しません。" / " As it comes again, the file is not changed for you.";

    OUTLOOK_UNREAD: "記載の誤りにより、読み取れないところがあります。次の所見の箇所を直してください。" / "It is written wrongly, and not all of it could be read: mend what the findings point at.";
    OUTLOOK_MUST_FIX: "このままでは発出できません。違反又は誤りを直してください。" / "It cannot be sent as it is: mend the errors.";
    OUTLOOK_REVIEW: "確認してください。注意すべき事項があります。" / "Review it: there are warnings.";
    OUTLOOK_UNDETERMINED: "判断できない事項があります。不足している事項を記載してください。" / "Not everything could be judged: state what is missing.";
    OUTLOOK_MAY_SEND: "このまま、{at}まで発出できます。" / "It may be sent as it is until {at}.";
    OUTLOOK_NOTHING: "直すべき点はありません。" / "Nothing in it needs to be mended.";

    // `kigen when`: the times of a request.
    WHEN_TITLE: "{path}：{subject}" / "{path}: {subject}";
    WHEN_SENT: "発出" / "sent";
    WHEN_DUE: "期限" / "due";
    WHEN_DUE_MATERIALS: "資料の期限" / "materials due";
    WHEN_NAMED: "{what}（{name}）" / "{what}, {name}";
    WHEN_RAISED: "適合しない規則：{codes}（内容は「kigen check」で御確認ください。）" / "Rules that it breaks: {codes} (see “kigen check”).";
    WHEN_MISWRITTEN: "記載の誤り：{codes}（内容は「kigen check」で御確認ください。）" / "Written wrongly: {codes} (see “kigen check”).";
    WHEN_CLOCKS: "期限まで" / "until due";
    WHEN_CLOCKS_VALUE: "経過{elapsed}、閉庁日を除いて{open}、勤務時間で{working}" / "{elapsed} elapsed, {open} without closed days, {working} of working time";
    WHEN_CLOCKS_STRICTEST: "（勤務時間が最も短い宛先）" / " (the recipient with the least)";
    WHEN_HEARING: "ヒアリング" / "hearing";
    WHEN_INTERVAL: "{from}〜{until}" / "{from} – {until}";
    WHEN_NONE: "記載なし" / "not stated";
    WHEN_UNREADABLE: "読み取れません" / "cannot be read";
    WHEN_BREAKS: "（規則に適合しません）" / " (does not comply)";
    WHEN_EARLIEST: "最も早い期限" / "earliest due";
    WHEN_NO_EARLIEST: "適合する期限がありません" / "no due time complies";
    WHEN_UNPROVEN: "（判断できない規則を除きます）" / " (apart from rules that cannot be judged)";
    WHEN_MENDED: "直す場合の期限" / "corrected due";
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
    NOTE_SENT_DATE: "発出時刻の記載がないため、始業時刻（{at}）に発出するものとして示しています。違反としたのは、その日の勤務時間内のどの時刻に発出しても違反となる規則です。時刻によって違反となる規則は「判断できない」としています。" / "No time of sending is stated: shown as if sent when the office opens ({at}). A rule is broken where every time within that day's office hours breaks it; where only some do, it is undetermined.";
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
    NOTE_TEMPLATE_BLANK_HOURS: "{blank}が空欄のため、既定の勤務時間で判定しました。違反とならない規則は「判断できない」としています。" / "Left blank: {blank}. Judged by the default office hours; rules that are not broken by these are undetermined.";
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
    UNDETERMINED: "{why}ため、判断できません（{codes}）。{do}" / "Cannot be determined ({codes}), as {why}.{do}";
    UNDETERMINED_DO: "{facts}を記載すると判定できます。" / " To have it judged, state: {facts}.";
    WHY_ABSENT: "{facts}の記載がない" / "this is not stated: {facts}";
    WHY_ABSENT_AND: "{facts}の記載がなく" / "this is not stated: {facts}";
    WHY_UNREAD: "{facts}を読み取れない" / "this cannot be read: {facts}";
    WHY_UNREAD_AND: "{facts}を読み取れず" / "this cannot be read: {facts}";
    WHY_UNCOUNTED: "{facts}から府省の数が分からない" / "the number of ministries is not known: {facts}";
    WHY_UNCOUNTED_AND: "{facts}から府省の数が分からず" / "the number of ministries is not known: {facts}";
    WHY_CUT: "文章にある日付が多く、一部を確かめていない" / "the text has more dates than are looked at";
    WHY_CUT_AND: "文章にある日付が多いため一部を確かめておらず" / "the text has more dates than are looked at";
    WHY_UNSETTLED: "{facts}が定まらない" / "this is not settled: {facts}";
    WHY_UNSETTLED_AND: "{facts}が定まらず" / "this is not settled: {facts}";
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
    FACT_REASON: "ヒアリングの理由" / "reason of the hearing";
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
    REPORT_HELP_ABOVE: "冒頭のとおりです。" / "As said at the top.";
    REPORT_SAME: "{message}（このほか{count}か所も同じです。）" / "{message} (So too in {count more place|more places}.)";
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
    REPORT_ASIDE: "※{note}" / "Note: {note}";
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
    REPORT_SUMMARY_LEFT_OUT: "、対象外{left_out}件（--verboseで一覧）" / ", {left_out} left out (--verbose lists them)";
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

    // The baseline and `--since`.
    BASELINED: "既存の所見の一覧にあります" / "known to the baseline";
    BASELINE_WRITTEN: "既存の所見{count}件を{path}に書き込みました。" / "{count finding|findings} written to the baseline {path}.";
    BASELINE_STALE: "既存の所見の一覧（{path}）のうち、該当のなくなったものが{count}件あります。--write-baseline で更新してください。" / "No longer found: {count finding|findings} of the baseline ({path}). Update it with --write-baseline.";
    BASELINE_REMOVED: "該当のなくなった{count}件を{path}から除きました。" / "Removed from {path}: {count finding|findings} no longer found.";
    BASELINE_STALE_ENTRY: "　{path}：{code}：「{text}」（{count}件）" / "  {path}: {code}: “{text}” ({count})";
    BASELINE_STALE_MORE: "　ほか{count}件（--verboseで一覧）" / "  and {count more entry|more entries} (--verbose lists them)";
    BASELINE_ENCODING: "{path}は、文字コードがUTF-8ではないため、既存の所見の一覧として読めません。" / "The baseline {path} is not encoded in UTF-8.";
    BASELINE_SHAPE: "{path}の{line}行目は、既存の所見の一覧として読めません。" / "Line {line} of {path} cannot be read as a baseline.";
    BASELINE_VERSION: "{path}は、このkigenで読める既存の所見の一覧ではありません（{wanted}ではなく「{found}」）。" / "{path} is no baseline that this kigen reads (“{found}”, not {wanted}).";
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
    SINCE_GIT_SILENT: "gitが{seconds}秒間応答しないため、中止しました。リポジトリの .git の中に、通常のファイルでないもの（パイプなど）がないか御確認ください。" / "git was given up after {seconds} seconds without an answer. Check whether the repository's .git holds something other than regular files, such as a pipe.";
    SINCE_NOT_A_FILE: "{path}は通常のファイルではないため、--since は使えません。取り除いてください。" / "--since cannot be used: {path} is not a regular file. Remove it.";
    SINCE_GIT_FAILED: "gitが失敗しました：{error}" / "git failed: {error}";

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
    NO_THREADS: "処理を始められません（スレッドを作れません）。同時に実行できる数の制限（ulimit -u）とメモリーの制限（ulimit -v）を御確認ください。" / "No thread could be created: check the limit on processes (ulimit -u).";
    LINK_LOOP: "リンクが循環しています" / "its links form a loop";
    BAD_FILE_NAME: "使えない名前です" / "not a valid name";
    PERMISSION_DENIED: "権限がありません" / "permission denied";

    // The editor.
    LSP_TOO_LONG_HELP: "エディターでは判定しません。保存して「kigen check」で確認してください。" / "It is not judged in the editor: save it and run “kigen check”.";
    LSP_MORE: "このほか{count}件の所見は、一覧を省略しました。すべては「kigen check」で表示します。" / "{count more finding|more findings} not listed; “kigen check” shows all.";
    LSP_OUT_OF_STEP: "反映できない編集を受け取ったため、所見の位置がエディターの内容と異なることがあります。ファイルを開き直してください。" / "An edit could not be applied, so findings may not match what the editor shows. Open the file again.";
    LSP_LEFT_OUT: "対象外：{reason}" / "Left out: {reason}";
    LSP_EXCEPTED: "例外：{message}" / "Excepted: {message}";
    LSP_UNDETERMINED: "未判定：{note}" / "Undetermined: {note}";
    LSP_BAD_SETTING: "設定「{name}」の値が正しくないため、用いていません。" / "The setting “{name}” is not valid and has not been used.";
    LSP_CLAUSE: "根拠：{plan}{section}（{binding}）" / "Clause: {plan} {section} ({binding})";
    LSP_NOT_OPEN: "開かれていない文書への編集を受け取りました：{uri}" / "An edit of a document that is not open was received: {uri}";
    HOVER_TEMPLATE: "雛形のため、現在発出する場合の日時を示します。" / "A template: shown as if it were sent now.";
    HOVER_NOT_AFTER: "発出より後になっていません。" / "Not after the sending.";
    HOVER_ELAPSED: "経過：{value}" / "elapsed: {value}";
    HOVER_OPEN: "閉庁日を除く：{value}" / "without closed days: {value}";
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

    // Rule packs.
    PACK_EXPECTED: "ここには{what}を書きます。" / "This must be {what}.";
    PACK_UNKNOWN: "「{word}」は使えません。" / "“{word}” is not known here.";
    PACK_BOTH_LANGUAGES: "日本語（ja）と英語（en）の両方が必要です。" / "Both Japanese (ja) and English (en) are needed.";
    PACK_NO_PLAN: "plan.yaml がありません。" / "There is no plan.yaml.";
    PACK_CODE_TWICE: "{code}は{path}にもあります。" / "{code} stands in {path} too.";
    PACK_ONE_DOCUMENT: "一つのファイルには一つの文書だけを書きます。" / "A file holds one document only.";
    PACK_DATE: "日付（2026-03-31 など）" / "a date, such as 2026-03-31";
    PACK_PLAN_NEEDS: "plan（計画の識別名）と prefix（規則番号の頭の英大文字）が必要です。" / "plan (its id) and prefix (the capital letters its codes begin with) are needed.";
    PACK_PARAM: "値（PT48H、17:00、9:30-18:15、2 など）" / "a value such as PT48H, 17:00, 9:30-18:15 or 2";
    PACK_DURATION: "時間（PT48H など）か effort" / "a duration such as PT48H, or effort";
    PACK_COUNT: "数" / "a number";
    PACK_TIME: "時刻（17:00 など）" / "a time of day such as 17:00";
    PACK_RULE_NEEDS: "「{key}」が必要です。" / "“{key}” is needed.";
    PACK_CODE: "規則番号は{prefix}と3桁の数字です。" / "A code is {prefix} and three digits.";
    PACK_LAST_MESSAGE: "最後の文には if を付けません（必ず何かが表示されるようにするためです）。" / "The last message has no “if”, so that there is always something to say.";
    PACK_NEEDS_EXAMPLES: "bad（違反となる例）と good（違反とならない例）が一つずつ以上必要です。" / "At least one bad and one good example are needed.";
    PACK_RULES: "一つの規則集の規則は{most}件までです。" / "A pack has {most} rules at most.";
    PACK_PARAMS: "値は{most}件までです。" / "There can be {most} parameters at most.";
    PACK_CONDITIONS: "条件が多すぎます（名前を付けた条件の中のものを含めて{most}個まで）。" / "There are too many conditions: {most} at most, those inside named ones counted wherever these are used.";
    PACK_CONDITIONS_DEEP: "条件の入れ子が深すぎます（名前を付けた条件の中のものを含めて{most}段まで）。" / "Conditions stand too deep in one another: {most} levels at most, those of named ones included.";
    PACK_CONDITIONS_IN_PACK: "規則集全体の条件が多すぎます（名前を付けた条件の中のものを含めて{most}個まで）。" / "The rules of the pack have too many conditions together: {most} at most, those inside named ones counted wherever these are used.";
    PACK_EXAMPLES: "一つの規則の例は{most}件、合わせて{bytes}バイトまでです。" / "A rule has {most} examples at most, of {bytes} bytes together.";
    PACK_PATTERNS: "正規表現は、一つ{bytes}バイト、一つの規則集に{most}個までです。" / "A pattern has {bytes} bytes at most, and a pack {most} patterns.";
    PACK_TOO_LARGE: "規則集のファイルの合計が大きすぎます（{bytes}バイトまで）。" / "The pack's files are too large together: {bytes} bytes at most.";
    PACK_MORE_PROBLEMS: "ほか{count}件の誤りがあります。" / "{count more error|more errors} not shown.";
    KINDS_EXAMPLE: "この例に型（pattern）が当てはまりません。" / "The pattern does not match this example.";
    KINDS_HOSTS: "会議のホストは{most}件までです。" / "There can be {most} hosts of meetings at most.";
    KINDS_TOO_LARGE: "型（pattern）の全体が大きすぎます。" / "The patterns are too large as a whole.";
    PACK_PATTERN: "正規表現が正しくありません：{error}" / "The pattern is not valid: {error}";

    // Configuration.
    CONFIG_NOT_MAPPING: "設定として読めません。設定は「項目: 値」の形で書いてください。" / "This cannot be read as a configuration. Write it as “key: value”.";
    CONFIG_DUPLICATE_HELP: "どちらか一つにしてください。" / "Keep one of them.";
    CONFIG_GLOB: "「{value}」は、ファイルの範囲として読み取れません。" / "“{value}” cannot be read as a glob.";
    CONFIG_GLOB_EMPTY: "ファイルの範囲が空です。" / "The glob is empty.";
    CONFIG_GLOB_HELP: "「依頼/**/*.yaml」「*.ics」「雛形/」のように、設定ファイルのあるフォルダからの位置で記載してください。" / "Write it like “requests/**/*.yaml”, “*.ics” or “templates/”, relative to the configuration's folder.";
    CONFIG_GLOB_NEGATED: "「!」で始まる書き方は使えません。" / "A glob cannot begin with “!”.";
    CONFIG_GLOB_NEGATED_HELP: "除くファイルは「対象外」に記載してください。" / "State what is to be left out under “exclude”.";
    CONFIG_GLOB_OUTSIDE: "「..」により設定ファイルのあるフォルダの外を指すことはできません。" / "A glob cannot lead out of the configuration's folder with “..”.";
    CONFIG_GLOB_ABSOLUTE: "ドライブ、ホームフォルダ、URLなどから始まる書き方は使えません。" / "A glob cannot begin with a drive, a home folder or a URL.";
    CONFIG_GLOB_NEVER: "「{value}」は、このままでは意図したファイルに当たりません。" / "“{value}” does not match what it seems to mean.";
    CONFIG_GLOB_NEVER_HELP: "「{near}」と記載してください。" / "Write “{near}”.";
    CONFIG_GLOB_UNUSED: "「{value}」に当たるファイルはありません。" / "“{value}” matches no file.";
    CONFIG_GLOB_EXCLUDED: "「{value}」に当たるファイルは、すべて対象外としています。" / "All files that “{value}” matches are left out.";
    CONFIG_GLOB_UNUSED_HELP: "綴りを御確認ください。確認するのは、拡張子が.yaml、.yml、.icsのファイル（.gitignoreで除いたものを除く。）です。不要であれば削除してください。" / "Check its spelling. Only files that end in .yaml, .yml or .ics are read, and not those that git ignores. Remove it if it is not needed.";
    CONFIG_GLOB_UNUSED_ROOT: "先頭の「/」は、設定ファイルのあるフォルダを表します。" / "A leading “/” stands for the configuration's folder.";
    CONFIG_GLOB_UNUSED_CLASS: "「[」と「]」の間は、いずれか1文字を表します。括弧そのものは「\\[」「\\]」と記載してください。" / "What stands between “[” and “]” is one character of these. For brackets themselves write “\\[” and “\\]”.";
    CONFIG_GLOB_UNUSED_WIDE: "全角の「／」「＊」「？」は、そのままの文字として扱います。" / "The full-width “／”, “＊” and “？” stand for themselves.";
    CONFIG_GLOB_LONG: "ファイルの範囲の記載が長すぎるか、多すぎます。" / "A glob is too long, or there are too many.";
    CONFIG_NO_PLAN: "「{plan}」という計画は、読み込んだ規則集にありません。" / "No loaded pack has a plan “{plan}”.";
    CONFIG_DATE: "年月日で記載してください（時刻は付けません。）。" / "This must be a date with its year, and without a time.";
    CONFIG_DATE_HELP: "「2026-10-01」「令和8年10月1日」のように記載してください。" / "Write it like “2026-10-01”.";
    CONFIG_NOW: "年月日と時刻で記載してください。" / "This must be a date with its year, and a time.";
    CONFIG_NOW_HELP: "「2025-09-09 17:30」「令和7年9月9日17時30分」のように記載してください。" / "Write it like “2025-09-09 17:30”.";
    CONFIG_WEEKDAY: "曜日が日付と一致しません（正しくは{right}曜日）。" / "The weekday is not that of the date ({right}).";
    CONFIG_DAY_OR_PERIOD: "「日付」と「開始」「終了」は、どちらか一方だけを記載してください。" / "State either “date”, or “from” and “until”.";
    CONFIG_DAYS_REVERSED: "終了が開始より前です。" / "It ends before it begins.";
    CONFIG_DAYS_MANY: "一つの期間は366日までです。" / "A period has 366 days at most.";
    CONFIG_DAY_BOTH: "{day}は、閉庁日にも開庁日にも記載されています。" / "{day} is stated as closed and as open.";
    CONFIG_DAY_CLOSED_HERE: "閉庁日としての記載" / "closed here";
    CONFIG_ZONE_DEFAULT: "時間帯は、府省・部局ごとに記載してください。既定は日本時間です。" / "A time zone is stated office by office; by default it is Japan time.";
    CONFIG_NOT_AN_OFFICE: "「{office}」は、一つの府省・部局の名称ではありません（すべてに当てはめるときは「{default}」とします。）。" / "“{office}” is not the name of one office (for all of them, write “{default}”).";
    CONFIG_OFFICE_TWICE: "「{key}」の勤務時間は、先に別の名称で記載されています。" / "The hours of “{key}” are stated above under another name.";
    CONFIG_DAY_TWICE: "{day}は、重ねて記載されています。" / "{day} is stated twice.";
    CONFIG_MUST_OFF: "例外なしの規則{code}を使わない設定です。" / "{code}, a rule without exception, is turned off.";
    CONFIG_MUST_LOWERED: "例外なしの規則{code}の重さを下げる設定です。" / "{code}, a rule without exception, is lowered.";
    CONFIG_MUST_HELP: "所見がなくても、計画に適合するとは限りません。" / "A run without findings then does not mean that the plan is complied with.";
    CONFIG_WEAKENED: "{code}の「{name}」を{value}とする設定です（計画の定めは{plan}）。" / "“{name}” of {code} is set to {value} (the plan says {plan}).";
    CONFIG_WEAKENED_HELP: "計画の定めを下回るため、所見がなくても計画に適合するとは限りません。" / "This is less than the plan asks for: a run without findings does not mean that it is complied with.";
    OFFICE_UNLISTED: "「{office}」は、府省の名簿にありません。" / "“{office}” is not in the directory of ministries.";
    OFFICE_UNLISTED_HELP: "一つの府省として判定しています。名称に誤りがないか御確認ください。" / "It is taken for a ministry of its own: check the name.";
    CONFIG_OFFICE_UNLISTED_WORDS: "{value}（名簿にない名称）" / "{value} (not in the directory)";
    CONFIG_TAG: "「!」で始まるタグは使えません。" / "A tag, which begins with “!”, cannot be used.";
    CONFIG_TAG_HELP: "タグを除くか、値の全体を引用符で囲んでください。" / "Remove the tag, or put the whole value in quotes.";
    CONFIG_BREAK_OUTSIDE: "休憩が勤務時間（{hours}）の中に収まっていません。" / "The break does not lie within the office hours ({hours}).";
    CONFIG_NO_PACK: "組み込みの規則集を使わず、ほかの規則集の指定もないため、確認する規則がありません。" / "The pack that ships is left out and no other is given, so there are no rules to check.";
    CONFIG_PACK_FOLDER: "規則集のフォルダ（{path}）を読めません：{error}" / "The rule pack's folder ({path}) cannot be read: {error}";
    CONFIG_PROTECTED_HELP: "この行を削除してください。" / "Remove this line.";
    CONFIG_NO_PARAM: "「{name}」という値はありません。" / "There is no parameter “{name}”.";
    CONFIG_NO_PARAMS: "{code}が用いる値はありません。" / "{code} reads no parameter.";
    CONFIG_PARAMS_OF: "用いる値は次のとおりです：{names}" / "It reads: {names}";
    CONFIG_NO_PARAM_OF: "{code}は「{name}」という値を用いません。" / "{code} reads no parameter “{name}”.";
    CONFIG_DURATION: "0より長い時間（PT48H、72時間、90分など）" / "a duration longer than zero, such as PT48H or 90 min";
    CONFIG_TIME: "時刻（17:00、16時30分など）" / "a time of day such as 17:00";
    CONFIG_HOURS: "時間帯（9:30-18:15など）" / "hours such as 9:30-18:15";
    CONFIG_COUNT: "0以上の整数（10など）" / "a whole number such as 10";
    BAD_CONFIG: "{path}に誤りがあるため、これによる確認を行っていません。" / "{path} is not valid; nothing has been checked by it.";
    LEFT_CONFIG: "設定（{path}）により対象外としています" / "left out by the configuration ({path})";

    SEVERITY_OFF: "使わない" / "off";
    RULES_CONFIGURED: "* は設定（{path}）により変えたものです。" / "* set by the configuration ({path}).";
    EXPLAIN_SET_TO: "{value}（設定：{origin}。既定は{default}）" / "{value} (set in {origin}; default: {default})";
    EXPLAIN_SET: "設定（{origin}。既定は{default}・{source}）" / "set in {origin} (default: {default}, {source})";
    CALENDAR_OPEN: "開庁する日：{day}（{reason}）" / "open nevertheless: {day} ({reason})";

    // `kigen config`: what is in force.
    CONFIG_HEAD: "{path}に適用する設定：{file}" / "The configuration for {path}: {file}";
    CONFIG_HEAD_NONE: "{path}に適用する設定ファイル（kigen.yaml）はありません。" / "There is no configuration (kigen.yaml) for {path}.";
    CONFIG_TAKEN_YES: "依頼として確認します（対象）。" / "It is read as a request (include).";
    CONFIG_TAKEN_NO: "フォルダの確認では対象外です。" / "It is left out of a folder.";
    CONFIG_WEAKENS: "{value}（計画の定めは{default}。これを下回る設定です。）" / "{value} (the plan says {default}; this is less)";
    CONFIG_CHANGED: "{value}（既定は{default}）" / "{value} (default: {default})";
    CONFIG_ITEM: "項目" / "setting";
    CONFIG_VALUE: "値" / "value";
    CONFIG_ORIGIN: "出所" / "from";
    CONFIG_FROM_PLAN: "計画（{plan}）" / "the plan ({plan})";
    CONFIG_FROM_TOOL: "本ツールの既定（計画に定めなし）" / "this tool's default (not in the plan)";
    CONFIG_FROM_COMMAND: "コマンドライン" / "the command line";
    CONFIG_FROM_ENVIRONMENT: "環境" / "the environment";
    CONFIG_FROM_CLOCK: "時計" / "the clock";
    CONFIG_NOTHING: "なし" / "none";
    CONFIG_BUILTIN: "使用" / "used";
    CONFIG_YES: "はい" / "yes";
    CONFIG_NO: "いいえ" / "no";
    CONFIG_BUILTIN_OUT: "使わない" / "left out";
    CONFIG_DEFAULTS: "このほかは既定のとおりです（「kigen rules」「kigen explain」で示します。）。" / "Everything else has its default value (see “kigen rules” and “kigen explain”).";

    // `kigen init`.
    NEW_NO_SUCH_KIND: "「{value}」という種別の記載例はありません。協議、査定、調査又は照会としてください。" / "There is no example of the kind “{value}”: it is consultation, review, survey or inquiry.";
    INIT_EXISTS: "{path}は既にあるため、何も作りませんでした。" / "{path} already exists; nothing has been written.";
    INIT_CANNOT_WRITE: "{path}を作れません：{error}" / "{path} cannot be written: {error}";
    INIT_DONE: "作成：{path}" / "written: {path}";
    INIT_NEXT: "「kigen check {folder}」で確認できます。" / "Check it with “kigen check {folder}”.";

    // Left out.
    LEFT_LEAVINGS: "エディターなどが残したファイルです" / "is left behind by an editor or a file manager";
    LEFT_IGNORED: "gitが無視しています（.gitignore又は.git/info/exclude）" / "is ignored by git (.gitignore or .git/info/exclude)";
    LEFT_LINK_NOWHERE: "リンク先がありません" / "is a link that leads nowhere";
    LEFT_LINK_OUTSIDE: "リンク先が、指定したフォルダの外にあります" / "is a link that leads out of the folder that was named";
    LEFT_LINK_IGNORED: "リンク先が、gitの無視するフォルダにあります" / "is a link to a folder that git ignores";
    LEFT_NOT_REQUEST: "依頼の項目（種別、期限、発出日時、ヒアリング、雛形）がありません" / "has none of kind, due, sent, hearing, template";
    LEFT_NOT_MAPPING: "「項目: 値」の形ではありません" / "is not written as “key: value”";
    LEFT_EMPTY: "空です" / "is empty";
    LEFT_DOCUMENT: "{number}番目の文書：{reason}" / "document {number}: {reason}";

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
    EXPLAIN_UNKNOWN: "「{code}」という規則はありません。" / "There is no rule “{code}”.";
    EXPLAIN_LIST: "規則の一覧は「kigen rules」で表示します。" / "“kigen rules” lists them all.";
    EXPLAIN_TERM: "{term}：{note}" / "{term}: {note}";
    EXPLAIN_PLAN: "計画" / "plan";
    EXPLAIN_CLAUSE: "{section}\n「{quote}」" / "{section}\n“{quote}”";
    EXPLAIN_AT: "指す箇所" / "points at";
    EXPLAIN_ALSO: "（あわせて{places}）" / " (and shows {places})";
    EXPLAIN_ITEM: "該当する資料" / "the material concerned";
    EXPLAIN_ITEM_DATE: "該当する日付" / "the date concerned";
    EXPLAIN_FILE: "定義" / "defined in";
    EXPLAIN_MUST: "計画に「原則として」の定めがないため、例外は認められません。" / "the plan's clause does not say “in principle”, so no exception clears it.";
    EXPLAIN_DEVIATION: "理由と承認者を記載した記録は、逸脱として所見に添えます（所見は残ります。）。" / "A record with a reason and an approver is added to the finding as a deviation; the finding stays.";
    EXPLAIN_IN_PRINCIPLE: "計画に「原則」の定めがあり、理由と承認者を記載した例外が認められます。" / "the plan says so; an exception with a reason and an approver clears it.";
    EXPLAIN_PRACTICE: "義務又は基準が計画の文言によらないもので、理由と承認者を記載した例外が認められます。" / "the duty or the measure is not in the plan's words; an exception clears it that states a reason and who approved it.";
    EXPLAIN_PRACTICE_PROTECTED: "計画の文言によらないものですが、どの依頼にも欠かせないため、例外は認められません。" / "it is not in the plan's words, but every request needs it, and no exception clears it.";
    EXPLAIN_READER: "読み取りの所見で、例外とすること、除くこと及び重さを変えることはできません。" / "a finding of the reader, which cannot be excepted, ignored or lowered.";
    EXPLAIN_PARAMS: "判定に用いる値" / "Values it is judged by";
    EXPLAIN_IN_PLAN: "計画の定め" / "in the plan";
    EXPLAIN_NOT_IN_PLAN: "計画に定めなし" / "not in the plan";
    EXPLAIN_WORKING_DAY: "作業量の「1日」。既定の勤務時間から休憩を除いたもの。" / "One day of effort: the default office hours less the break.";
    EXPLAIN_BAD: "違反となる例（{number}）" / "Raised by ({number})";
    EXPLAIN_GOOD: "違反とならない例（{number}）" / "Not raised by ({number})";

    // The readers' own codes: a summary, and what there is to know.
    READER_KG001: "ファイルの文字コードを読み取れません。" / "The file's encoding cannot be read.";
    READER_KG001_MORE: "読み取れるのは、UTF-8と、BOM付きのUTF-16です。ほかの文字コードのファイルは、内容を確認していません。UTF-8で保存し直してください。" / "Only UTF-8, and UTF-16 with a byte order mark, can be read. A file in any other encoding has not been checked; save it again as UTF-8.";
    READER_KG002: "ファイルの書き方に誤りがあります。" / "The file is not written correctly.";
    READER_KG002_MORE: "字下げ、引用符、括弧、コロンの後の空白などを御確認ください。誤りのある文書は判定していません。" / "Check indentation, quotes, brackets and the space after a colon. A document with such an error has not been judged.";
    READER_KG003: "知らない項目が書かれています。" / "A key is not known.";
    READER_KG003_MORE: "項目名は、日本語でも英語でも書けます。似た項目があれば候補を示します。知らない項目の値は判定に用いていません。" / "Keys may be in Japanese or in English; the nearest one is offered. The value of an unknown key is not judged.";
    READER_KG004: "同じ意味の項目が二つ書かれています。" / "Two keys mean the same.";
    READER_KG004_MORE: "「回答期限」と「提出期限」のように語が違っても、意味が同じ項目は一つしか書けません。先に書かれた方で判定します。" / "Keys may mean the same although they differ in wording or language; only one of them may be given. The first is used.";
    READER_KG005: "必要な項目の記載がありません。" / "Something that must be stated is missing.";
    READER_KG005_MORE: "依頼には、種別と、期限又はヒアリングの日時が必要です。" / "A request must state its kind, and a due time or a hearing.";
    READER_KG006: "値の形が項目に合いません。" / "A value has the wrong shape for its key.";
    READER_KG006_MORE: "一つの値、一覧、「項目: 値」の形のいずれで書くかは、項目により決まっています。" / "Each key takes a single value, a list, or a mapping (“key: value”).";
    READER_KG007: "値を読み取れません。" / "A value cannot be read.";
    READER_KG007_MORE: "日時、作業量、勤務時間、選択肢などとして読めない値です。推測はせず、その値を要する規則は「判断できない」とします。" / "It cannot be read as a date, a duration, office hours or one of the words allowed. Nothing is guessed: rules that need it are undetermined.";
    READER_KG008: "上限を超えているため、読んでいない部分があります。" / "A limit is exceeded, so part of it has not been read.";
    READER_KG008_MORE: "ファイルの大きさ、入れ子の深さ又は項目の数には上限があります。超えた部分は判定していません。" / "The size of a file, how deeply it nests and how many items it has are limited. What lies beyond has not been judged.";
    READER_KG009: "指定されたファイルに依頼がありません。" / "A file that was named holds no request.";
    READER_KG009_MORE: "ファイルを名指しした場合のお知らせです。フォルダを指定した場合は、依頼でないファイルは対象外として数えます。" / "Reported for a file that was named. In a folder, files that hold no request are counted as left out.";
    READER_KG010: "当たる所見のない例外が書かれています。" / "An exception matches no finding.";
    READER_KG010_MORE: "例外に書かれた規則の所見が、その依頼にはありません。不要であれば削除してください。" / "The request has no finding of the rule that the exception names. Remove it if it is not needed.";
    READER_KG011: "例外の記載が足りません。" / "An exception is not complete.";
    READER_KG011_MORE: "例外には、規則、理由及び承認者の記載が必要です。そろわない例外は適用しません。" / "An exception names the rule, the reason and who approved it. One that does not is not applied.";
    READER_KG012: "例外の認められない規則に例外が書かれています。" / "An exception is written for a rule that allows none.";
    READER_KG012_MORE: "読み取りの所見（KG0xx）、KG401、KG405、KG409及びKG416には、例外が認められず、逸脱としても記録しません。所見はそのまま残ります。どの規則に認められるかは「kigen explain」で示します。" / "Neither the reader’s findings (KG0xx) nor KG401, KG405, KG409 and KG416 allow an exception or a recorded deviation. The finding stands. “kigen explain” says of each rule whether it allows any.";
    READER_KG013: "例外の有効期限が切れています。" / "An exception has expired.";
    READER_KG013_MORE: "有効期限に書かれた日の終わりまで有効です。改めて承認を得るか、例外を削除してください。" / "It holds until the end of the day on which it expires. Have it approved again, or remove it.";
    READER_KG014: "知らない時間帯が書かれています。" / "A time zone is not known.";
    READER_KG014_MORE: "時間帯は「Asia/Tokyo」のようにIANAの名前で記載してください。記載がなければ日本時間です。" / "Write an IANA name such as “Asia/Tokyo”. Where none is written, it is Japan time.";
    READER_KG015: "読み取れない行があります。" / "A line cannot be read.";
    READER_KG016: "設定に書かれたファイルの範囲に、当たるファイルがありません。" / "A glob of the configuration matches no file.";
    READER_KG016_MORE: "「対象」「個別設定」などの範囲の誤記により、確認したつもりのファイルを確認していないことがないよう、設定のあるフォルダ全体を確認したときに示します。" / "Reported when the whole of a configuration's folder is checked, so that a mistyped glob does not leave files unchecked in silence.";
    READER_KG017: "指定されたフォルダに、確認する依頼がありません。" / "A folder that was named holds no request to check.";
    READER_KG017_MORE: "何も確認していないことを、所見がないことと取り違えないよう示します。指定した場所、gitの無視するファイル及び対象外とした理由を御確認ください。--sinceを用いた確認では、変更のない依頼があれば示しません。" / "Reported so that having checked nothing is not taken for having found nothing. Check that it is the right folder, what git ignores, and why files were left out. With --since, requests that have not changed count.";
    READER_KG018: "計画の定めを弱める設定が書かれています。" / "A configuration weakens what the plan says.";
    READER_KG018_MORE: "計画の定める時間などを下回る値と、例外なしの規則を弱め、又は使わない設定は、確認のたびに示します。所見がないことは、計画に適合することを意味しません。" / "Values below the plan's, and rules without exception that are lowered or turned off, are reported in every run: a run without findings then does not mean that the plan is complied with.";
    READER_KG019: "府省の名簿にない名称が、発出元、宛先又は勤務時間の設定に書かれています。" / "The name of a sender, a recipient or an office with configured hours is not in the directory of ministries.";
    READER_KG019_MORE: "依頼では、一つの府省として判定し、参考とします。名簿の名称とよく似ているときは注意とするので、誤記でないか御確認ください。設定では、名簿の名称とよく似ているときに限り示し、その勤務時間は名称どおりの府省・部局だけに用います。" / "In a request it is taken for a ministry of its own, and this is only information, or a warning where the name is close to a listed one: check its spelling. In a configuration it is reported only where the name is close to a listed one, and the hours apply to an office of exactly that name.";
    READER_KG020: "項目が空欄です。" / "A field is left empty.";
    READER_KG020_MORE: "判定に用いる項目が書かれていながら、値が空欄（空白、「-」、空の一覧などを含みます。）のときに示します。雛形では記入欄とみなし、その項目を要する規則を「判断できない」とします。種別と、期限又はヒアリングのいずれもが空欄であるときは、誤りです。" / "Reported when a key that is judged is there but its value is empty (blanks, a dash, an empty list and the like). In a template it is a blank to be filled in, and the rules that need it are undetermined. It is an error when the kind is empty, or when both the due time and the hearing are.";
    READER_KG021: "目に見えない文字があります。" / "There is an invisible character.";
    READER_KG021_MORE: "幅のない空白、改行しない空白、文字の向きを変える制御文字などが、項目名又は値に含まれているとき、及び値が全角の引用符（“”など）で囲まれているときに示します。判定では、その文字がないものとして読みます。件名、本文などの文章では、文字の向きを変えるものだけを示します。" / "Reported for zero-width spaces, no-break spaces, marks that change the direction of text and the like in a key or a value, and for a value in typographic quotes. They are ignored when it is read. In free text such as the subject and the body, only marks of direction are reported.";
    READER_KG409: "記入されていない箇所があります。" / "A blank has not been filled in.";
    READER_KG409_MORE: "「○月○日」「{{ due }}」「＜期限＞」「YYYY-MM-DD」などのまま発出することのないよう、項目と本文を確かめます。雛形では所見とせず、その項目を要する規則を「判断できない」とします。例外とすることも、外すこともできません。" / "Fields and texts are searched for “○月○日”, “{{ due }}”, “<期限>”, “YYYY-MM-DD” and the like, so that no request goes out with them. In a template this is no finding: rules that need the field are undetermined. It cannot be excepted or ignored.";
    READER_KG015_MORE: "予定表（iCalendar）の行の書き方が正しくありません。その行は判定に用いていません。" / "A line of a calendar file (iCalendar) is malformed. It is not judged.";

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
    ICS_LINE_HELP: "長い行を折り返すときは、続きの行の頭に空白を置きます。この行は判定に用いていません。" / "A long line is continued on the next with a blank at its head. This line has not been judged.";
    ICS_LINE_TOO_LONG: "行が長すぎるため、読んでいません。" / "The line is too long and has not been read.";
    ICS_TOO_MANY_PARAMS: "パラメーターが多すぎるため、この行は読んでいません。" / "The line has too many parameters and has not been read.";
    ICS_TOO_DEEP: "入れ子が深すぎるため（上限{limit}）、この中は読んでいません。" / "Nested too deeply (the limit is {limit}): what is inside has not been read.";
    ICS_MORE: "このほか{count}件の読み取りの所見は、一覧を省略しました。" / "{count more finding|more findings} of this sort not listed.";
    ICS_MORE_HERE: "この予定には、このほかにも読み取れない箇所があります。" / "There is more in this component that cannot be read.";
    ICS_TOO_MANY: "予定やタスクが多すぎるため（上限{limit}件）、残りは読んでいません。" / "Too many events and tasks (the limit is {limit}); the rest has not been read.";
    ICS_UNCLOSED: "「BEGIN:{name}」に対応する「END:{name}」がありません。" / "There is no “END:{name}” for this “BEGIN:{name}”.";
    ICS_UNCLOSED_HELP: "ファイルが途中で切れていないか御確認ください。「{name}」は、読み取れたところまでで判定しました。" / "Check that the file is whole. “{name}” has been judged by what could be read of it.";
    ICS_END_ALONE: "「END:{name}」に対応する「BEGIN:{name}」がありません。" / "There is no “BEGIN:{name}” for this “END:{name}”.";
    ICS_END_ALONE_HELP: "行の抜けや重複がないか御確認ください。" / "Check for a line that is missing or stands twice.";
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
    ICS_OCCURRENCES: "{message}繰り返しのうち{count}回が該当します（{dates}）。" / "{message} This is so for {count} of its occurrences ({dates}).";
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::placeholders;

    #[test]
    fn both_languages_are_complete_and_name_the_same_values() {
        assert!(ALL.len() > 80);
        for (id, entry) in ALL {
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
