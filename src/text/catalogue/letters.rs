//! Letters: mail, messages, documents and plain text.

use crate::text::Entry;

catalogue! {
    LETTER_ENCRYPTED: "暗号化されているため、読み取れません。" / "It is encrypted and cannot be read.";
    LETTER_ENCRYPTED_HELP: "パスワードなどを解除して保存し直したものを指定してください。" / "Remove the password or encryption, save it again, and name that file.";
    LETTER_PDF: "PDFは読み取れません。" / "A PDF cannot be read.";
    LETTER_ICHITARO: "一太郎の文書は読み取れません。" / "An Ichitaro document cannot be read.";
    LETTER_OTHER: "依頼の文書として読み取れる形式ではありません。" / "This is not a format that a letter can be read from.";
    LETTER_NONE: "メール又は文書として読み取れません。" / "It cannot be read as mail or as a document.";
    LETTER_PASTE_HELP: "本文をコピーし、テキストファイル（UTF-8）に貼り付けて指定するか、「kigen check -」に貼り付けてください。" / "Copy its text into a text file (UTF-8) and name that, or paste it into “kigen check -”.";
    LETTER_OLD_WORD: "旧形式のWord文書（.doc）は読み取れません。" / "A Word document of the old format (.doc) cannot be read.";
    LETTER_RICH_TEXT: "リッチテキスト（.rtf）は読み取れません。" / "Rich text (.rtf) cannot be read.";
    LETTER_OLD_WORD_HELP: "Wordで開き、「名前を付けて保存」で「Word文書（.docx）」として保存したものを指定してください。" / "Open it in Word, save it as a Word document (.docx), and name that.";
    LETTER_BROKEN: "ファイルが壊れているため、読み取れません。" / "The file is damaged and cannot be read.";
    LETTER_BROKEN_HELP: "もう一度保存するか受け取り直したものを指定してください。" / "Save it or fetch it again, and name that.";
    LETTER_CHARSET: "文字コードは「{label}」と記載されていますが、{found}として読みました。" / "It says that it is encoded in {label}; it was read as {found}.";
    LETTER_NO_CHARSET: "文字コードの記載がないため、{found}として読みました。" / "It does not say how it is encoded; it was read as {found}.";
    LETTER_NOT_FOLLOWED: "マクロなどの実行や、別のファイルの読み込みはしていません（{part}）。" / "No macro was run and no other file was opened ({part}).";
    LETTER_NOT_CLOSED: "メールの終わりの区切りがありません。途中で切れていないか御確認ください。" / "The mail lacks its closing boundary: check that it was not cut off.";
    LETTER_NO_HEADER: "メールのヘッダーがないため、全体を本文として読みました。" / "There is no mail header: all of it was read as text.";
    LETTER_TRANSFER: "メールの符号化に乱れがあります。読み取った内容を御確認ください。" / "The transfer encoding is damaged: check what was read.";
    LETTER_CHARACTERS: "読み取れない文字が{count}字あります。" / "{count character|characters} could not be read.";
    LETTER_UNKNOWN_TRANSFER: "知らない符号化方式（{label}）のため、本文を読み取れません。" / "The text is in a transfer encoding that is not known ({label}).";
    LETTER_UNKNOWN_KIND: "この形式（{kind}）の内容は読み取っていません。" / "Content of this kind was not read: {kind}.";
    LETTER_PART_BROKEN: "壊れているため、読み取れない部分があります（{part}）。" / "A part is damaged and could not be read ({part}).";
    LETTER_NO_TEXT: "読み取れる文字がありません（空か、画像のみです。）。" / "There is no text to read: it is empty, or a picture.";
    LETTER_ATTACHED_MAIL: "本文がなく、別のメールが添付されています。添付のメールは読み取っていません。" / "There is no text, but another mail that hangs on it, which was not read.";
    LETTER_ATTACHED_MAIL_HELP: "添付のメールを保存し、そのファイルを指定してください。" / "Save the attached mail, and name that file.";
    LETTER_BLANK_SUBJECT: "件名に記入されていない箇所（{value}）があります。" / "The subject contains a blank that has not been filled in ({value}).";
    LETTER_BLANK: "本文に記入されていない箇所（{value}）があります。" / "The text contains a blank that has not been filled in ({value}).";
    LETTER_BLANK_HELP: "記入してから発出してください。" / "Fill it in before this goes out.";
    LETTER_RECURRING: "繰り返される予定です。初回の日時を読み取りました。" / "It comes again and again: the first time was read.";
    LETTER_LIMIT: "上限を超えているため、読んでいない部分があります。" / "A limit is exceeded, so part of it was not read.";
    LETTER_ATTACHMENTS: "添付ファイルは確認していません（{count}件：{names}）。" / "Attachments were not checked ({count}: {names}).";
    LETTER_NO_REQUEST: "相手方に求める期限やヒアリングの日時が見当たりません。" / "No deadline for the addressee and no hearing was found.";
    LETTER_NO_REQUEST_HELP: "依頼の場合は、「9月11日（木）17時までに御回答願います」のように期限を記載してください。何を読み取ったかは「kigen read」で確かめられます。" / "If this is a request, write its deadline as in “Please reply by Thursday, 11 September 2025, 17:00”. “kigen read” shows what was understood.";
}
