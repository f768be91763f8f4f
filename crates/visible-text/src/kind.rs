//! Detects the kind of a file by its content.

/// A kind of file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A mail (RFC 5322).
    Mail,
    /// An Outlook message.
    OutlookMessage,
    /// A Word document (.docx).
    WordDocument,
    /// A Word document (.doc).
    OldWord,
    /// 一太郎.
    Ichitaro,
    /// PDF.
    Pdf,
    /// Rich text.
    RichText,
    /// An encrypted Office document.
    EncryptedOffice,
    /// Another compound file.
    CompoundFile,
    /// Another zip: a spreadsheet, a presentation, an archive.
    Zip,
}

/// The kind of a file; `None` for plain text and unknown kinds.
pub fn kind(bytes: &[u8]) -> Option<Kind> {
    let head = bytes.get(..bytes.len().min(1 << 10)).unwrap_or_default();
    if head.starts_with(&[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]) {
        return Some(compound(bytes));
    }
    if head.starts_with(b"PK\x03\x04") || head.starts_with(b"PK\x05\x06") {
        let named = |name: &[u8]| memchr::memmem::find(bytes, name).is_some();
        return Some(if named(b"word/document") {
            Kind::WordDocument
        } else {
            Kind::Zip
        });
    }
    if memchr::memmem::find(head, b"%PDF-").is_some() {
        return Some(Kind::Pdf);
    }
    if head.starts_with(b"{\\rtf") {
        return Some(Kind::RichText);
    }
    is_mail(head).then_some(Kind::Mail)
}

/// The kind of a compound file, by UTF-16 names in its directory.
fn compound(bytes: &[u8]) -> Kind {
    let named = |name: &str| {
        let wide: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
        memchr::memmem::find(bytes, &wide).is_some()
    };
    // Messages may contain documents, but not vice versa.
    if named("__properties_version1.0") {
        Kind::OutlookMessage
    } else if named("EncryptedPackage") {
        Kind::EncryptedOffice
    } else if named("WordDocument") {
        Kind::OldWord
    } else if named("DocumentText") || named("JSRV_SegmentInformation") || named("JustSystem") {
        Kind::Ichitaro
    } else {
        Kind::CompoundFile
    }
}

/// Whether a text begins as mail: two header fields, at least one of which does not occur in handwritten lists of
/// keys and values.
fn is_mail(head: &[u8]) -> bool {
    const OF_PROGRAMS: [&[u8]; 10] = [
        b"message-id",
        b"mime-version",
        b"received",
        b"return-path",
        b"content-type",
        b"content-transfer-encoding",
        b"x-unsent",
        b"x-mailer",
        b"dkim-signature",
        b"delivered-to",
    ];
    const OF_PEOPLE: [&[u8]; 5] = [b"from", b"to", b"cc", b"reply-to", b"date"];
    const OF_OTHERS: [&[u8]; 3] = [b"kind", b"due", b"sent"];
    let head = head.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(head);
    let (mut known, mut sure) = (0, 0);
    for line in head.trim_ascii_start().split(|byte| *byte == b'\n') {
        if line.starts_with(b" ") || line.starts_with(b"\t") {
            continue;
        }
        let Some(colon) = memchr::memchr(b':', line) else {
            if known == 0 && line.starts_with(b"From ") {
                known += 1;
                continue;
            }
            break;
        };
        let (name, value) = line.split_at(colon);
        if name.is_empty()
            || !name
                .iter()
                .all(|byte| byte.is_ascii_alphanumeric() || *byte == b'-')
        {
            break;
        }
        let is_one_of = |fields: &[&[u8]]| fields.iter().any(|field| field.eq_ignore_ascii_case(name));
        if is_one_of(&OF_OTHERS) {
            return false;
        }
        let of_program = is_one_of(&OF_PROGRAMS);
        let of_person = is_one_of(&OF_PEOPLE);
        // An address, an encoded word, or a date with zone.
        let written = value.contains(&b'@') || value.windows(2).any(|two| two == b"=?" || two == b" +");
        sure += usize::from(of_program || of_person && written);
        known += usize::from(of_program || of_person || is_one_of(&[b"subject"]));
    }
    known >= 2 && sure >= 1
}
