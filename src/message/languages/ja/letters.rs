//! Letters: mail, messages, documents and plain text.

sentences! {
    LETTER_ENCRYPTED: "暗号化されているため、読み取れません。";
    LETTER_ENCRYPTED_HELP: "パスワードなどを解除して保存し直したものを指定してください。";
    LETTER_PDF: "PDFは読み取れません。";
    LETTER_ICHITARO: "一太郎の文書は読み取れません。";
    LETTER_OTHER: "依頼の文書として読み取れる形式ではありません。";
    LETTER_NONE: "メール又は文書として読み取れません。";
    LETTER_PASTE_HELP: "本文をコピーし、テキストファイル（UTF-8）に貼り付けて指定するか、「kigen check -」に貼り付けてください。";
    LETTER_OLD_WORD: "旧形式のWord文書（.doc）は読み取れません。";
    LETTER_RICH_TEXT: "リッチテキスト（.rtf）は読み取れません。";
    LETTER_OLD_WORD_HELP: "Wordで開き、「名前を付けて保存」で「Word文書（.docx）」として保存したものを指定してください。";
    LETTER_BROKEN: "ファイルが壊れているため、読み取れません。";
    LETTER_BROKEN_HELP: "もう一度保存するか受け取り直したものを指定してください。";
    LETTER_SIGNED: "電子署名に包まれた形式（S/MIME）のため、読み取れません。";
    LETTER_TOO_LARGE: "上限を超えているため、読み取れません。";
    LETTER_CHARSET: "文字コードは「{label}」と記載されていますが、{found}として読みました。";
    LETTER_NO_CHARSET: "文字コードの記載がないため、{found}として読みました。";
    LETTER_NOT_FOLLOWED: "マクロなどの実行や、別のファイルの読み込みはしていません（{part}）。";
    LETTER_NOT_CLOSED: "メールの終わりの区切りがありません。途中で切れていないか御確認ください。";
    LETTER_NO_HEADER: "メールのヘッダーがないため、全体を本文として読みました。";
    LETTER_TRANSFER: "メールの符号化に乱れがあります。読み取った内容を御確認ください。";
    LETTER_CHARACTERS: "読み取れない文字が{count}字あります。";
    LETTER_UNKNOWN_TRANSFER: "知らない符号化方式（{label}）のため、本文を読み取れません。";
    LETTER_UNKNOWN_KIND: "この形式（{kind}）の内容は読み取っていません。";
    LETTER_PART_BROKEN: "壊れているため、読み取れない部分があります（{part}）。";
    LETTER_NO_TEXT: "読み取れる文字がありません（空か、画像のみです。）。";
    LETTER_ATTACHED_MAIL: "本文がなく、別のメールが添付されています。添付のメールは読み取っていません。";
    LETTER_ATTACHED_MAIL_HELP: "添付のメールを保存し、そのファイルを指定してください。";
    LETTER_BIDI: "本文に、文字の向きを変える制御文字（{names}）が含まれています。";
    LETTER_BLANK_SUBJECT: "件名に記入されていない箇所（{value}）があります。";
    LETTER_BLANK: "本文に記入されていない箇所（{value}）があります。";
    LETTER_BLANK_HELP: "記入してから発出してください。";
    LETTER_RECURRING: "繰り返される予定です。初回の日時を読み取りました。";
    LETTER_LIMIT: "上限を超えているため、読んでいない部分があります。";
    LETTER_ATTACHMENTS: "添付ファイルは確認していません（{count}件：{names}）。";
    LETTER_QUOTED: "引用又は転送とみなした{count}行の日時は、期限としていません。";
    LETTER_NO_REQUEST: "相手方に求める期限やヒアリングの日時が見当たりません。";
    LETTER_NO_REQUEST_HELP: "依頼の場合は、「9月11日（木）17時までに御回答願います」のように期限を記載してください。何を読み取ったかは「kigen read」で確かめられます。";
}
