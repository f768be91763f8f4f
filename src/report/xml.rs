//! Escaping for XML 1.0.

use crate::source::is_hidden;
use crate::text::visible::commands;

/// The XML declaration.
pub const DECLARATION: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";

/// Appends an attribute with a preceding blank.
pub fn attribute(out: &mut String, name: &str, value: &str) {
    out.push(' ');
    out.push_str(name);
    out.push_str("=\"");
    escape(out, value);
    out.push('"');
}

/// Escapes text for content and attributes. Characters not allowed in XML 1.0 in any form (most controls, two
/// noncharacters; `Char`, §2.2) become U+FFFD. Other controls and invisible or bidirectional characters become
/// references, which a reader restores and a terminal does not interpret. So do line breaks and tabs, which attribute
/// normalization would turn into blanks (§3.3.3).
pub fn escape(out: &mut String, text: &str) {
    let mut commands = commands(text).peekable();
    for (at, c) in text.char_indices() {
        match c {
            // Avoid commands of CI logs.
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
