//! Letters: mail, messages, documents and plain text.

sentences! {
    LETTER_ENCRYPTED: "It is encrypted and cannot be read.";
    LETTER_ENCRYPTED_HELP: "Remove the password or encryption, save it again, and name that file.";
    LETTER_PDF: "A PDF cannot be read.";
    LETTER_ICHITARO: "An Ichitaro document cannot be read.";
    LETTER_OTHER: "This is not a format that a letter can be read from.";
    LETTER_NONE: "It cannot be read as mail or as a document.";
    LETTER_PASTE_HELP: "Copy its text into a text file (UTF-8) and name that, or paste it into “kigen check -”.";
    LETTER_OLD_WORD: "A Word document of the old format (.doc) cannot be read.";
    LETTER_RICH_TEXT: "Rich text (.rtf) cannot be read.";
    LETTER_OLD_WORD_HELP: "Open it in Word, save it as a Word document (.docx), and name that.";
    LETTER_BROKEN: "The file is damaged and cannot be read.";
    LETTER_BROKEN_HELP: "Save it or fetch it again, and name that.";
    LETTER_SIGNED: "It is enveloped by a digital signature (S/MIME) and cannot be read.";
    LETTER_TOO_LARGE: "A limit is exceeded, so it cannot be read.";
    LETTER_CHARSET: "It says that it is encoded in {label}; it was read as {found}.";
    LETTER_NO_CHARSET: "It does not say how it is encoded; it was read as {found}.";
    LETTER_NOT_FOLLOWED: "No macro was run and no other file was opened ({part}).";
    LETTER_NOT_CLOSED: "The mail lacks its closing boundary: check that it was not cut off.";
    LETTER_NO_HEADER: "There is no mail header: all of it was read as text.";
    LETTER_TRANSFER: "The transfer encoding is damaged: check what was read.";
    LETTER_CHARACTERS: "{count character|characters} could not be read.";
    LETTER_UNKNOWN_TRANSFER: "The text is in a transfer encoding that is not known ({label}).";
    LETTER_UNKNOWN_KIND: "Content of this kind was not read: {kind}.";
    LETTER_PART_BROKEN: "A part is damaged and could not be read ({part}).";
    LETTER_NO_TEXT: "There is no text to read: it is empty, or a picture.";
    LETTER_ATTACHED_MAIL: "There is no text, but another mail that hangs on it, which was not read.";
    LETTER_ATTACHED_MAIL_HELP: "Save the attached mail, and name that file.";
    LETTER_BIDI: "The text contains characters that change its direction ({names}).";
    LETTER_BLANK_SUBJECT: "The subject contains a blank that has not been filled in ({value}).";
    LETTER_BLANK: "The text contains a blank that has not been filled in ({value}).";
    LETTER_BLANK_HELP: "Fill it in before this goes out.";
    LETTER_RECURRING: "It comes again and again: the first time was read.";
    LETTER_LIMIT: "A limit is exceeded, so part of it was not read.";
    LETTER_ATTACHMENTS: "Attachments were not checked ({count}: {names}).";
    LETTER_QUOTED: "{count line|lines} were taken for quoted or forwarded mail, whose times are no deadline.";
    LETTER_NO_REQUEST: "No deadline for the addressee and no hearing was found.";
    LETTER_NO_REQUEST_HELP: "If this is a request, write its deadline as in “Please reply by Thursday, 11 September 2025, 17:00”. “kigen read” shows what was understood.";
}
