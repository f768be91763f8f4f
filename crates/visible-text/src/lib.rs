//! What a person sees of a mail, an Outlook message or a Word document, with its places in the file.
