//! The languages of messages: a folder each, registered here and nowhere else.

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

            /// In the order of [`Lang::ALL`]: the tag (BCP 47), as `--lang` takes it and machine formats name it,
            /// then what a configuration may call it.
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
    /// The languages in which a rule pack must bring its texts; it may bring others.
    pub const OF_PACKS: &[Self] = &[Self::Ja, Self::En];

    /// The language of whoever's own is none of these.
    pub const FOREIGN: Self = Self::En;

    /// The language of a tag (BCP 47).
    pub fn from_tag(tag: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|lang| lang.tag() == tag)
    }

    /// Its tag.
    pub fn tag(self) -> &'static str {
        let [tag, _] = Self::NAMES[self as usize];
        tag
    }

    /// The spelling of keys and the pages that its readers get.
    pub fn spelling(self) -> Spelling {
        self.form().spelling()
    }
}
