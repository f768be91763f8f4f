//! What a file is, by its first bytes.

/// A kind of file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A mail (RFC 5322).
    Mail,
    /// An Outlook message.
    OutlookMessage,
    /// A Word document of the kind with an x.
    WordDocument,
    /// An older Word document.
    OldWord,
    /// 一太郎.
    Ichitaro,
    /// PDF.
    Pdf,
    /// Rich text.
    RichText,
    /// A container of Microsoft's with a password.
    EncryptedOffice,
    /// Another compound file.
    CompoundFile,
    /// Another zip: a spreadsheet, a presentation, an archive.
    Zip,
}

/// The kind of a file; none for plain text and what is not known.
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

/// Which compound file, by the names in its directory, which are UTF-16.
fn compound(bytes: &[u8]) -> Kind {
    let named = |name: &str| {
        let wide: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
        memchr::memmem::find(bytes, &wide).is_some()
    };
    // A message may hold a document, never the other way round.
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

/// Whether a text begins as mail does: two fields of a header that only mail has, or one and the mark of mbox.
fn is_mail(head: &[u8]) -> bool {
    const FIELDS: [&[u8]; 16] = [
        b"from",
        b"to",
        b"cc",
        b"subject",
        b"date",
        b"message-id",
        b"mime-version",
        b"received",
        b"return-path",
        b"content-type",
        b"x-unsent",
        b"delivered-to",
        b"reply-to",
        b"dkim-signature",
        b"x-mailer",
        b"content-transfer-encoding",
    ];
    let head = head.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(head);
    let mut known = 0;
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
        let name = line.get(..colon).unwrap_or_default();
        if name.is_empty()
            || !name
                .iter()
                .all(|byte| byte.is_ascii_alphanumeric() || *byte == b'-')
        {
            break;
        }
        known += usize::from(FIELDS.iter().any(|field| field.eq_ignore_ascii_case(name)));
    }
    known >= 2
}
