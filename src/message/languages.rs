//! The languages of messages: one folder each, registered only here.

use super::form::{Form, Spelling};

pub(in crate::message) mod en;
pub(in crate::message) mod ja;

macro_rules! languages {
    ($($(#[$attribute:meta])* $lang:ident => $folder:ident, $names:expr;)+) => {
        /// A language of messages.
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
        pub enum Lang {
            $($(#[$attribute])* $lang,)+
        }

        impl Lang {
            /// Every language.
            pub const ALL: &[Self] = &[$(Self::$lang),+];

            /// Names in the order of [`Lang::ALL`]: the BCP 47 tag, used by `--lang` and in machine formats, then an
            /// alias accepted in configuration.
            pub const NAMES: &[[&'static str; 2]; Self::ALL.len()] = &[$($names),+];

            pub(in crate::message) fn form(self) -> &'static dyn Form {
                match self {
                    $(Self::$lang => &$folder::$lang,)+
                }
            }
        }

        /// The sentences of an identifier, in the order of [`Lang::ALL`].
        macro_rules! in_each_language {
            ($id:ident) => { &[$($crate::message::languages::$folder::$id),+] };
        }
    };
}

languages! {
    /// 日本語
    #[default]
    Ja => ja, ["ja", "日本語"];
    /// English
    En => en, ["en", "英語"];
}

impl Lang {
    /// Languages that a rule pack must provide; it may provide others.
    pub const OF_PACKS: &[Self] = &[Self::Ja, Self::En];

    /// Fallback for a reader or a text in no language listed.
    pub const FOREIGN: Self = Self::En;

    /// The language with a BCP 47 tag.
    pub fn from_tag(tag: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|lang| lang.tag() == tag)
    }

    /// Its BCP 47 tag.
    pub fn tag(self) -> &'static str {
        let [tag, _] = Self::NAMES[self as usize];
        tag
    }

    /// The spelling of keys and the pages for readers of this language.
    pub fn spelling(self) -> Spelling {
        self.form().spelling()
    }
}
