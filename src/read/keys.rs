//! Keys and words of requests in both languages, shared by the reader, the schema and completion.

mod lookup;

use std::borrow::Cow;

use crate::request::{Kind, KindScope, Online, Round, Scope};

pub use lookup::{Row, Table, nearest};

/// Declares a table of words: `MEANING => ["english", "日本語", …];`.
macro_rules! table {
    ($(#[$doc:meta])* $name:ident: $type:ty { $($meaning:path => [$($word:literal),+ $(,)?];)+ }) => {
        $(#[$doc])*
        pub static $name: Table<$type> =
            Table::new(&[$(Row { meaning: $meaning, words: &[$($word),+] }),+]);
    };
}
pub(crate) use table;

/// As [`table`], with an enum for the keys: `TABLE: Type { Key => ["english", "日本語", …]; }`.
macro_rules! keys {
    ($(#[$doc:meta])* $name:ident = $new:ident: $(#[$of:meta])* $type:ident {
        $($key:ident => [$($word:literal),+ $(,)?];)+
    }) => {
        $(#[$of])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[allow(missing_docs, reason = "the words say it")]
        pub enum $type {
            $($key,)+
        }
        $(#[$doc])*
        pub static $name: Table<$type> =
            Table::$new(&[$(Row { meaning: $type::$key, words: &[$($word),+] }),+]);
    };
    ($(#[$doc:meta])* $name:ident: $($rest:tt)+) => {
        $crate::read::keys::keys! { $(#[$doc])* $name = new: $($rest)+ }
    };
}
pub(crate) use keys;

/// Members inside which a misplaced key belongs, in English and Japanese; `None` for the top level.
pub fn homes(word: &str) -> Vec<Option<(&'static str, &'static str)>> {
    let inside = |key: Key| {
        let row = REQUEST.rows.iter().find(|row| row.meaning == key)?;
        Some((*row.words.first()?, *row.words.get(1)?))
    };
    let mut homes = Vec::new();
    if REQUEST.get(word).is_some() {
        homes.push(None);
    }
    for (stands, key) in [
        (OFFICE.get(word).is_some(), Key::To),
        (HEARING.get(word).is_some(), Key::Hearing),
        (MATERIAL.get(word).is_some(), Key::Materials),
        (EXCEPTION.get(word).is_some(), Key::Exceptions),
    ] {
        if stands {
            homes.push(inside(key));
        }
    }
    homes
}

keys! {
    /// A request's members.
    REQUEST:
    /// A member of a request document.
    Key {
        Kind => ["kind", "種別"];
        Scope => ["scope", "協議区分"];
        Subject => ["subject", "件名"];
        From => ["from", "発出元", "協議元", "照会元", "依頼元", "発信者", "差出人"];
        To => ["to", "宛先", "協議先", "照会先", "依頼先", "送付先", "あて先"];
        Sent => ["sent", "発出日時", "発出予定", "発信日時", "送付日時", "協議開始"];
        Due => ["due", "回答期限", "提出期限", "期限", "〆切", "締切", "期日", "報告期限"];
        QuestionDue => ["question_due", "質問期限"];
        OpinionDue => ["opinion_due", "意見期限"];
        Round => ["round", "段階", "回次"];
        Effort => ["effort", "想定作業量", "作業量", "想定作業時間"];
        Considerable => ["considerable", "相当の作業量"];
        Necessity => ["necessity", "必要性", "趣旨", "目的"];
        Materials => ["materials", "資料", "提出資料", "作成資料"];
        Hearing => ["hearing", "ヒアリング", "ヒア", "説明", "打合せ"];
        Body => ["body", "本文"];
        Exceptions => ["exceptions", "例外"];
        Template => ["template", "雛形", "ひな形", "様式"];
    }
}
keys! {
    /// An office's members.
    OFFICE:
    /// A member of an office.
    OfficeKey {
        Ministry => ["ministry", "府省"];
        Bureau => ["bureau", "部局"];
        Hours => ["hours", "勤務時間"];
        Break => ["break", "休憩"];
        Zone => ["zone", "時間帯"];
    }
}
keys! {
    /// The members of a template's window.
    WINDOW:
    /// A member of a template's window.
    WindowKey {
        Dates => ["dates", "期間"];
        Days => ["days", "曜日"];
        Hours => ["hours", "時間帯"];
    }
}
keys! {
    /// A hearing's members.
    HEARING:
    /// A member of a hearing.
    HearingKey {
        Start => ["start", "開始"];
        End => ["end", "終了"];
        Place => ["place", "場所"];
        Online => ["online", "オンライン"];
        Reason => ["reason", "理由"];
    }
}
keys! {
    /// A material's members.
    MATERIAL:
    /// A member of a material.
    MaterialKey {
        Name => ["name", "名称"];
        Purpose => ["purpose", "目的"];
    }
}
keys! {
    /// An exception's members.
    EXCEPTION = record:
    /// A member of an exception.
    ExceptionKey {
        Rule => ["rule", "規則"];
        Reason => ["reason", "理由"];
        ApprovedBy => ["approved_by", "承認者", "了解者", "決裁者"];
        Expires => ["expires", "有効期限"];
    }
}

/// Normalizes 再々質問 and 追加質問 to 再質問, anywhere in a text.
pub(crate) fn as_follow_up(text: &str) -> Cow<'_, str> {
    // Most words are neither.
    if !text.contains(['再', '追']) {
        return Cow::Borrowed(text);
    }
    let plain = text.replace("再々", "再").replace("再再", "再");
    Cow::Owned(plain.replace("追加質問", "再質問").replace("追加意見", "再意見"))
}

/// Keys common in letters that no rule reads: accepted in a request and its parts, case-insensitively.
pub const IGNORED_KEYS: &[&str] = &[
    "担当",
    "担当者",
    "担当課",
    "連絡先",
    "電話",
    "メール",
    "備考",
    "添付",
    "別添",
    "文書番号",
    "回答方法",
    "回答先",
    "提出先",
    "提出方法",
    "写し",
    "CC",
];

/// Meaning of a word for 種別: the kind, and the scope that some words imply.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct KindWord(pub Kind, pub KindScope);

const fn kind(kind: Kind) -> KindWord {
    KindWord(kind, KindScope::Usual)
}

/// Words for 種別.
pub static KIND: Table<KindWord> = Table::new(&[
    Row {
        meaning: kind(Kind::Consultation),
        words: &["consultation", "協議"],
    },
    Row {
        meaning: KindWord(Kind::Consultation, KindScope::Is(Scope::Law)),
        words: &["law-consultation", "法令協議", "各省協議"],
    },
    Row {
        meaning: KindWord(Kind::Consultation, KindScope::Is(Scope::PolicyCoordination)),
        words: &["policy-consultation", "政策協議"],
    },
    Row {
        meaning: KindWord(Kind::Consultation, KindScope::Open),
        words: &["request-for-opinions", "意見照会"],
    },
    Row {
        meaning: kind(Kind::Review),
        words: &[
            "review",
            "査定・審査",
            "査定",
            "審査",
            "査定･審査",
            "査定・審査等",
            "査定審査",
            "査定／審査",
            "査定/審査",
            "予算査定",
            "予算審査",
            "予算ヒアリング",
            "定員査定",
            "定員審査",
            "定員ヒアリング",
            "機構査定",
            "機構審査",
            "機構ヒアリング",
            "機構定員査定",
            "機構定員審査",
            "機構定員ヒアリング",
            "機構・定員査定",
            "機構・定員審査",
            "機構・定員ヒアリング",
            "査定ヒアリング",
            "審査ヒアリング",
            "ヒアリング",
        ],
    },
    Row {
        meaning: kind(Kind::Survey),
        words: &[
            "survey",
            "調査",
            "調査依頼",
            "アンケート",
            "アンケート調査",
            "実態調査",
            "状況調査",
        ],
    },
    Row {
        meaning: kind(Kind::Inquiry),
        words: &["inquiry", "照会", "作業依頼", "資料要求"],
    },
    Row {
        meaning: kind(Kind::Other),
        words: &["other", "その他", "国会関係", "国会対応"],
    },
]);

table! {
    /// Words for 協議区分.
    SCOPE: Scope {
        Scope::Law => ["law", "法令"];
        Scope::PolicyCoordination => ["policy-coordination", "政策調整"];
        Scope::Other => ["other", "その他"];
    }
}
table! {
    /// Words for 段階.
    ROUND: Round {
        Round::First => ["first", "初回", "質問", "意見", "第1回", "1回目", "1", "初回・質問・意見", "質問・意見"];
        Round::FollowUp => ["follow-up", "再質問", "再意見", "再協議", "再質問・再意見"];
    }
}
table! {
    /// Words for オンライン.
    ONLINE: Online {
        Online::Offered => ["offered", "可", "可能", "あり", "有", "true", "yes", "併用", "オンライン"];
        Online::Considered => ["considered", "検討済み", "検討済", "検討", "検討中"];
        Online::No => ["no", "不可", "なし", "無", "無し", "false", "対面", "対面のみ"];
    }
}
table! {
    /// Words for yes and no.
    TRUTH: bool {
        YES => ["true", "あり", "有", "有り", "はい", "yes", "該当", "True", "TRUE", "on", "○"];
        NO => ["false", "なし", "無", "無し", "いいえ", "no", "非該当", "該当なし", "該当しない", "False", "FALSE", "off", "×"];
    }
}
const YES: bool = true;
const NO: bool = false;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_word_has_two_meanings() {
        REQUEST.assert_distinct();
        OFFICE.assert_distinct();
        HEARING.assert_distinct();
        MATERIAL.assert_distinct();
        EXCEPTION.assert_distinct();
        KIND.assert_distinct();
        SCOPE.assert_distinct();
        ROUND.assert_distinct();
        ONLINE.assert_distinct();
        TRUTH.assert_distinct();
        WINDOW.assert_distinct();
    }

    #[test]
    fn a_near_miss_finds_its_word() {
        assert_eq!(REQUEST.nearest("回答期眼"), Some("回答期限"));
        assert_eq!(REQUEST.nearest("duee"), Some("due"));
        assert_eq!(REQUEST.nearest("Kind"), Some("kind"));
        assert_eq!(REQUEST.nearest("spec"), None);
    }
}
