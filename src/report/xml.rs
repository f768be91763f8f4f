//! Text in XML 1.0.

use crate::source::is_hidden;
use crate::text::visible::commands;

/// The declaration that a document begins with.
pub const DECLARATION: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";

/// An attribute, a blank before it.
pub fn attribute(out: &mut String, name: &str, value: &str) {
    out.push(' ');
    out.push_str(name);
    out.push_str("=\"");
    escape(out, value);
    out.push('"');
}

/// A text as content, or within quotes. What XML 1.0 has no place for, in whatever writing, becomes U+FFFD:
/// most control characters, and two non-characters (`Char`, §2.2). Other controls, and what turns or hides
/// text, are written as references: a reader gets them back, and a terminal does not. So are line breaks and
/// tabs, of which a reader would make blanks in an attribute (§3.3.3).
pub fn escape(out: &mut String, text: &str) {
    let mut commands = commands(text).peekable();
    for (at, c) in text.char_indices() {
        match c {
            // A build's log would obey it.
            '#' if commands.next_if_eq(&at).is_some() => out.push_str("&#35;"),
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\t' => out.push_str("&#9;"),
            '\n' => out.push_str("&#10;"),
            '\r' => out.push_str("&#13;"),
            '\0'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => out.push(char::REPLACEMENT_CHARACTER),
            c if is_hidden(c) => out.push_str(&format!("&#{};", u32::from(c))),
            c => out.push(c),
        }
    }
}
