//! The keys and words a request may use, in both languages: one table, from which the reader, the
//! schema and the editor's completion all take theirs.

use std::sync::OnceLock;

use super::unseen;
use crate::request::{Kind, Online, Round, Scope};
use crate::text::trim;

/// A member of a request document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs, reason = "each stands with its words in REQUEST below")]
pub enum Key {
    Kind,
    Scope,
    Subject,
    From,
    To,
    Sent,
    Due,
    QuestionDue,
    OpinionDue,
    Round,
    Effort,
    Considerable,
    Necessity,
    Materials,
    Hearing,
    Body,
    Exceptions,
    Template,
}

/// A member of an office.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs, reason = "each stands with its words in OFFICE below")]
pub enum OfficeKey {
    Ministry,
    Bureau,
    Hours,
    Break,
    Zone,
}

/// A member of a template's window.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs, reason = "each stands with its words in WINDOW below")]
pub enum WindowKey {
    Dates,
    Days,
    Hours,
}

/// A member of a hearing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs, reason = "each stands with its words in HEARING below")]
pub enum HearingKey {
    Start,
    End,
    Place,
    Online,
    Reason,
}

/// A member of a material.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs, reason = "each stands with its words in MATERIAL below")]
pub enum MaterialKey {
    Name,
    Purpose,
}

/// A member of an exception.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs, reason = "each stands with its words in EXCEPTION below")]
pub enum ExceptionKey {
    Rule,
    Reason,
    ApprovedBy,
    Expires,
}

/// One meaning and the words for it: the English name, the Japanese one, then the others accepted.
pub struct Row<T: 'static> {
    /// What it means.
    pub meaning: T,
    /// The words; the first is English and the second Japanese.
    pub words: &'static [&'static str],
}

/// A table of words with an index over them.
pub struct Table<T: 'static> {
    /// The rows, in the order a document is best written in.
    pub rows: &'static [Row<T>],
    /// Whether they are the fields of a request, which rules read.
    pub fields: bool,
    index: OnceLock<Vec<Option<(&'static str, T)>>>,
}

/// Slots of a table's index: a power of two, several times the words of the largest table.
const SLOTS: usize = 512;

/// A word's slot, from its length and its last bytes, which tell nearly all words of a table apart.
fn slot(word: &str) -> usize {
    let bytes = word.as_bytes();
    let tail = match bytes.last_chunk::<8>() {
        Some(tail) => u64::from_le_bytes(*tail),
        None => bytes.iter().fold(0, |tail, byte| tail << 8 | u64::from(*byte)),
    };
    // Fibonacci hashing: the high bits of the product are well mixed.
    let mixed = (tail ^ word.len() as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    (mixed >> (u64::BITS - SLOTS.trailing_zeros())) as usize
}

impl<T: Copy + PartialEq> Table<T> {
    pub(crate) const fn new(rows: &'static [Row<T>]) -> Self {
        Self {
            rows,
            fields: true,
            index: OnceLock::new(),
        }
    }

    pub(crate) const fn record(rows: &'static [Row<T>]) -> Self {
        Self {
            rows,
            fields: false,
            index: OnceLock::new(),
        }
    }

    /// What `word` means.
    pub fn get(&self, word: &str) -> Option<T> {
        let index = self.index.get_or_init(|| self.build());
        let mut at = slot(word);
        while let Some((known, meaning)) = index.get(at)? {
            if *known == word {
                return Some(*meaning);
            }
            at = (at + 1) % SLOTS;
        }
        None
    }

    /// Each word in its slot, or in the next free one.
    fn build(&self) -> Vec<Option<(&'static str, T)>> {
        let mut index: Vec<Option<(&'static str, T)>> = vec![None; SLOTS];
        for row in self.rows {
            for word in row.words {
                let mut at = slot(word);
                while index[at].is_some() {
                    at = (at + 1) % SLOTS;
                }
                index[at] = Some((word, row.meaning));
            }
        }
        index
    }

    /// All words.
    pub fn words(&self) -> impl Iterator<Item = &'static str> {
        self.rows.iter().flat_map(|row| row.words.iter().copied())
    }

    /// The Japanese word for a meaning.
    pub fn ja(&self, meaning: T) -> &'static str {
        self.rows
            .iter()
            .find(|row| row.meaning == meaning)
            .and_then(|row| row.words.get(1))
            .unwrap_or(&"")
    }

    /// The word that `word` was meant to be, for a person to be asked: one that is often written so, the
    /// nearest, or the one that it is the beginning of.
    pub fn meant(&self, word: &str) -> Option<&'static str> {
        let folded = unseen::folded(trim(word));
        let word = bare(&folded);
        let slip = SLIPS.iter().find(|(_, slips)| slips.contains(&word));
        let slip = slip.filter(|(known, _)| self.get(known).is_some());
        let begun = || {
            let begins =
                |known: &&str| !word.is_ascii() && word.chars().count() > 1 && known.starts_with(word);
            self.words().find(begins)
        };
        slip.map(|(known, _)| *known)
            .or_else(|| self.words().find(|known| *known == word))
            .or_else(begun)
            .or_else(|| self.nearest(word))
    }

    /// The known word that `word` was probably meant to be.
    pub fn nearest(&self, word: &str) -> Option<&'static str> {
        nearest(word, self.words())
    }
}

/// A key without the signs that letters put around it: 【種別】, ■種別, ・種別.
fn bare(word: &str) -> &str {
    let around = |c: char| "【】［］[]〔〕（）()「」『』《》〈〉<>■□●○◆◇◎・･-*:： \u{3000}".contains(c);
    word.trim_matches(around)
}

/// What is often written for a key or a word, where another would be nearer by its letters or none is near.
const SLIPS: &[(&str, &[&str])] = &[
    ("種別", &["種類", "分類", "区別", "依頼種別", "依頼区分", "type"]),
    ("協議区分", &["区分", "協議種別", "協議の区分"]),
    (
        "件名",
        &["題名", "標題", "表題", "タイトル", "案件名", "案件", "title"],
    ),
    (
        "発出元",
        &["差出", "発出者", "発信元", "送付元", "依頼者", "差出元", "sender"],
    ),
    (
        "宛先",
        &[
            "宛",
            "宛名",
            "あて",
            "あて名",
            "宛て先",
            "宛て",
            "送り先",
            "発出先",
            "recipient",
            "recipients",
        ],
    ),
    (
        "発出日時",
        &[
            "発出",
            "発出日",
            "発出時刻",
            "発出時間",
            "発信",
            "発信日",
            "送付",
            "送付日",
            "依頼日",
            "依頼日時",
            "発送日",
            "発送日時",
            "日時",
            "送信日時",
            "送信日",
            "sent_at",
            "date",
        ],
    ),
    (
        "回答期限",
        &[
            "回答",
            "回答日",
            "回答日時",
            "回答締切",
            "回答期日",
            "締め切り",
            "締切り",
            "締切日",
            "締切日時",
            "〆切日",
            "提出日",
            "提出締切",
            "期限日",
            "期限日時",
            "納期",
            "deadline",
            "due_date",
            "due_at",
        ],
    ),
    (
        "想定作業量",
        &["想定作業", "作業時間", "所要時間", "工数", "想定時間", "想定工数"],
    ),
    (
        "必要性",
        &["理由", "背景", "趣旨目的", "趣旨・目的", "目的・趣旨", "purpose"],
    ),
    ("資料", &["添付資料", "必要資料", "要求資料", "資料名"]),
    (
        "ヒアリング",
        &[
            "ヒアリング日時",
            "ヒアリング日程",
            "ヒアリング日",
            "面談",
            "会議",
            "打ち合わせ",
            "打合わせ",
            "meeting",
        ],
    ),
    ("本文", &["文面", "内容", "本文案", "text"]),
    ("雛形", &["テンプレート", "ひながた", "雛型", "ひな型"]),
    ("国会関係", &["国会", "国会答弁", "国会質問"]),
];

/// The candidate closest to `word`, where it is close enough that a person would say “did you mean”.
pub fn nearest<'w>(word: &str, candidates: impl Iterator<Item = &'w str>) -> Option<&'w str> {
    let length = word.chars().count();
    // A pasted paragraph is no misspelling, and its distance to every word would take long to find.
    if length == 0 || length > 40 {
        return None;
    }
    let word = word.to_lowercase();
    let letters = word.chars().count();
    candidates
        .filter_map(|known| {
            let longest = length.max(known.chars().count());
            let most = 1.max(longest / 3);
            let known_letters = known.chars().flat_map(char::to_lowercase).count();
            // Words are at least as far apart as their lengths: for most that is all there is to look at,
            // and a file that is no request may have any number of keys.
            if letters.abs_diff(known_letters) > most {
                return None;
            }
            let distance = strsim::damerau_levenshtein(&word, &known.to_lowercase());
            (distance <= most && distance < longest).then_some((distance, known))
        })
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, known)| known)
}

/// Tables of words: `MEANING => ["english", "日本語", …];`.
macro_rules! table {
    ($(#[$doc:meta])* $name:ident: $type:ty { $($meaning:path => [$($word:literal),+ $(,)?];)+ }) => {
        $(#[$doc])*
        pub static $name: Table<$type> =
            Table::new(&[$(Row { meaning: $meaning, words: &[$($word),+] }),+]);
    };
}
pub(crate) use table;

/// Where a key belongs that stands in the wrong place: the member, in English and Japanese, inside which it
/// is written; `None` in the place of one for the request itself.
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

table! {
    /// A request's members.
    REQUEST: Key {
        Key::Kind => ["kind", "種別"];
        Key::Scope => ["scope", "協議区分"];
        Key::Subject => ["subject", "件名"];
        Key::From => ["from", "発出元", "協議元", "照会元", "依頼元", "発信者", "差出人"];
        Key::To => ["to", "宛先", "協議先", "照会先", "依頼先", "送付先", "あて先"];
        Key::Sent => ["sent", "発出日時", "発出予定", "発信日時", "送付日時", "協議開始"];
        Key::Due => ["due", "回答期限", "提出期限", "期限", "〆切", "締切", "期日", "報告期限"];
        Key::QuestionDue => ["question_due", "質問期限"];
        Key::OpinionDue => ["opinion_due", "意見期限"];
        Key::Round => ["round", "段階", "回次"];
        Key::Effort => ["effort", "想定作業量", "作業量", "想定作業時間"];
        Key::Considerable => ["considerable", "相当の作業量"];
        Key::Necessity => ["necessity", "必要性", "趣旨", "目的"];
        Key::Materials => ["materials", "資料", "提出資料", "作成資料"];
        Key::Hearing => ["hearing", "ヒアリング", "ヒア", "説明", "打合せ"];
        Key::Body => ["body", "本文"];
        Key::Exceptions => ["exceptions", "例外"];
        Key::Template => ["template", "雛形", "ひな形", "様式"];
    }
}
table! {
    /// An office's members.
    OFFICE: OfficeKey {
        OfficeKey::Ministry => ["ministry", "府省"];
        OfficeKey::Bureau => ["bureau", "部局"];
        OfficeKey::Hours => ["hours", "勤務時間"];
        OfficeKey::Break => ["break", "休憩"];
        OfficeKey::Zone => ["zone", "時間帯"];
    }
}
table! {
    /// The members of a template's window.
    WINDOW: WindowKey {
        WindowKey::Dates => ["dates", "期間"];
        WindowKey::Days => ["days", "曜日"];
        WindowKey::Hours => ["hours", "時間帯"];
    }
}
table! {
    /// A hearing's members.
    HEARING: HearingKey {
        HearingKey::Start => ["start", "開始"];
        HearingKey::End => ["end", "終了"];
        HearingKey::Place => ["place", "場所"];
        HearingKey::Online => ["online", "オンライン"];
        HearingKey::Reason => ["reason", "理由"];
    }
}
table! {
    /// A material's members.
    MATERIAL: MaterialKey {
        MaterialKey::Name => ["name", "名称"];
        MaterialKey::Purpose => ["purpose", "目的"];
    }
}
/// An exception's members.
pub static EXCEPTION: Table<ExceptionKey> = Table::record(&[
    Row {
        meaning: ExceptionKey::Rule,
        words: &["rule", "規則"],
    },
    Row {
        meaning: ExceptionKey::Reason,
        words: &["reason", "理由"],
    },
    Row {
        meaning: ExceptionKey::ApprovedBy,
        words: &["approved_by", "承認者", "了解者", "決裁者"],
    },
    Row {
        meaning: ExceptionKey::Expires,
        words: &["expires", "有効期限"],
    },
]);

/// The keys that every letter has and no rule reads: accepted in a request and in its parts, in any letter case.
pub const UNREAD: &[&str] = &[
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

/// What a word for 種別 says: the kind, and with some words the scope too.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct KindWord(pub Kind, pub KindScope);

/// What a word for 種別 says of the scope.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KindScope {
    /// Nothing: where the document does not say either, it is the usual one.
    Usual,
    /// 法令協議
    Is(Scope),
    /// 意見照会: it may be any, until the document says which.
    Open,
}

const fn kind(kind: Kind) -> KindWord {
    KindWord(kind, KindScope::Usual)
}

/// 種別の語
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
    /// 協議区分の語
    SCOPE: Scope {
        Scope::Law => ["law", "法令"];
        Scope::PolicyCoordination => ["policy-coordination", "政策調整"];
        Scope::Other => ["other", "その他"];
    }
}
table! {
    /// 段階の語
    ROUND: Round {
        Round::First => ["first", "初回", "質問", "意見", "第1回", "1回目", "1", "初回・質問・意見", "質問・意見"];
        Round::FollowUp => ["follow-up", "再質問", "再意見", "再協議", "再質問・再意見"];
    }
}
table! {
    /// オンラインの語
    ONLINE: Online {
        Online::Offered => ["offered", "可", "可能", "あり", "有", "true", "yes", "併用", "オンライン"];
        Online::Considered => ["considered", "検討済み", "検討済", "検討", "検討中"];
        Online::No => ["no", "不可", "なし", "無", "無し", "false", "対面", "対面のみ"];
    }
}
table! {
    /// Yes and no.
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

    fn distinct<T: Copy + PartialEq>(table: &Table<T>) {
        let mut words: Vec<_> = table.words().collect();
        let count = words.len();
        words.sort_unstable();
        words.dedup();
        assert_eq!(words.len(), count, "a word stands twice in a table");
        for word in words {
            assert!(table.get(word).is_some());
        }
    }

    #[test]
    fn no_word_has_two_meanings() {
        distinct(&REQUEST);
        distinct(&OFFICE);
        distinct(&HEARING);
        distinct(&MATERIAL);
        distinct(&EXCEPTION);
        distinct(&KIND);
        distinct(&SCOPE);
        distinct(&ROUND);
        distinct(&ONLINE);
        distinct(&TRUTH);
        distinct(&WINDOW);
    }

    #[test]
    fn a_near_miss_finds_its_word() {
        assert_eq!(REQUEST.nearest("回答期眼"), Some("回答期限"));
        assert_eq!(REQUEST.nearest("duee"), Some("due"));
        assert_eq!(REQUEST.nearest("Kind"), Some("kind"));
        assert_eq!(REQUEST.nearest("spec"), None);
    }
}
