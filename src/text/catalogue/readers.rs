//! The readers' own codes: a summary, and what there is to know.

use crate::text::Entry;

catalogue! {
    // The readers' own codes: a summary, and what there is to know.
    READER_KG001: "ファイルの文字コードを読み取れません。" / "The file's encoding cannot be read.";
    READER_KG001_MORE: "読み取れるのは、UTF-8と、BOM付きのUTF-16です。ほかの文字コードのファイルは、内容を確認していません。UTF-8で保存し直してください。" / "Only UTF-8, and UTF-16 with a byte order mark, can be read. A file in any other encoding has not been checked; save it again as UTF-8.";
    READER_KG002: "ファイルの書き方に誤りがあります。" / "The file is not written correctly.";
    READER_KG002_MORE: "字下げ、引用符、括弧、コロンの後の空白などを御確認ください。誤りのある文書は判定していません。" / "Check indentation, quotes, brackets and the space after a colon. A document with such an error has not been judged.";
    READER_KG003: "知らない項目が書かれています。" / "A key is unknown.";
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
    READER_KG014: "知らない時間帯が書かれています。" / "A time zone is unknown.";
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
}
