//! Tables of words, with exact lookup and suggestions for near misses.

use std::sync::OnceLock;

use crate::message::Message;
use crate::read::normalize;
use crate::text::trim;

/// A meaning with its words: English name, Japanese name, further synonyms.
#[derive(Clone, Copy)]
pub struct Row<T: 'static> {
    /// The meaning.
    pub meaning: T,
    /// The words; the first two are the English and the Japanese name.
    pub words: &'static [&'static str],
}

impl<T> Row<T> {
    /// The name in the spelling of the reader's language.
    pub fn spelling(&self) -> Option<Message> {
        match self.words {
            [english, japanese, ..] => Some(Message::Key([english, japanese])),
            _ => None,
        }
    }
}

/// A table of words with an index.
pub struct Table<T: 'static> {
    /// The rows, in the recommended order of a document's fields.
    pub rows: &'static [Row<T>],
    /// Whether the rows are fields of a request.
    pub fields: bool,
    index: OnceLock<Vec<Option<(&'static str, T)>>>,
}

/// Size of the hash index: a power of two, several times the words of the largest table.
const SLOTS: usize = 512;

/// Slot of a word, from its length and last eight bytes, which distinguish nearly all words of a table.
fn slot(word: &str) -> usize {
    let bytes = word.as_bytes();
    let tail = match bytes.last_chunk::<8>() {
        Some(tail) => u64::from_le_bytes(*tail),
        None => bytes.iter().fold(0, |tail, byte| tail << 8 | u64::from(*byte)),
    };
    // Fibonacci hashing: take the high bits of the product, which are well mixed.
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

    /// The meaning of a word.
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

    /// Builds the index, with linear probing.
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

    /// The meanings, named in the spelling of the reader's language.
    pub fn spellings(&self) -> Message {
        Message::List(self.rows.iter().filter_map(Row::spelling).collect())
    }

    /// All words.
    pub fn words(&self) -> impl Iterator<Item = &'static str> {
        self.rows.iter().flat_map(|row| row.words.iter().copied())
    }

    /// The Japanese name of a meaning.
    pub fn ja(&self, meaning: T) -> &'static str {
        self.rows
            .iter()
            .find(|row| row.meaning == meaning)
            .and_then(|row| row.words.get(1))
            .unwrap_or(&"")
    }

    /// The word probably meant, for a question to the author: by a known typo, by prefix, or the nearest.
    pub fn meant(&self, word: &str) -> Option<&'static str> {
        let folded = normalize::nfkc(trim(word));
        let folded = if folded.is_ascii() {
            folded.to_lowercase()
        } else {
            folded
        };
        let word = bare(&folded);
        let typo = self.typo(word);
        let begun = || {
            let begins =
                |known: &&str| !word.is_ascii() && word.chars().count() > 1 && known.starts_with(word);
            self.words().find(begins)
        };
        typo.or_else(|| self.words().find(|known| *known == word))
            .or_else(begun)
            .or_else(|| {
                // 「調査（③）」: drop the remark.
                let (head, _) = word.split_once(['（', '('])?;
                self.words().find(|known| *known == trim(head))
            })
            .or_else(|| self.nearest(word))
    }

    /// The word for which `word` is a known typo.
    pub(crate) fn typo(&self, word: &str) -> Option<&'static str> {
        let of_this = TYPOS.iter().filter(|(known, _)| self.get(known).is_some());
        let (known, _) = of_this.into_iter().find(|(_, slips)| slips.contains(&word))?;
        Some(*known)
    }

    /// The nearest word, if near enough.
    pub fn nearest(&self, word: &str) -> Option<&'static str> {
        nearest(word, self.words())
    }
}

/// A key without surrounding signs: 【種別】, ■種別, ・種別.
fn bare(word: &str) -> &str {
    let around = |c: char| "【】［］[]〔〕（）()「」『』《》〈〉<>■□●○◆◇◎・･-*:： \u{3000}".contains(c);
    word.trim_matches(around)
}

/// Common typos for a key or a word that edit distance would miss or attribute to another.
const TYPOS: &[(&str, &[&str])] = &[
    (
        "due",
        &[
            "due date",
            "due_date",
            "due-date",
            "duedate",
            "due by",
            "due at",
            "due time",
            "deadline date",
            "response deadline",
            "response_deadline",
            "reply by",
            "respond by",
            "answer by",
        ],
    ),
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
            "発出予定日",
            "日付",
            "発送日",
            "送信日",
            "送信日時",
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
            "回答締切日",
            "回答締切日時",
            "回答締め切り",
            "回答〆切",
            "回答〆切日",
            "提出〆切",
            "提出締切日",
            "締め切り日",
            "〆切日時",
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
    (
        "開始",
        &["日時", "日程", "時間", "開始時刻", "開始日時", "開催日時"],
    ),
    ("終了", &["終了時刻", "終了日時", "終り", "終わり"]),
    ("本文", &["文面", "内容", "本文案", "text"]),
    ("雛形", &["テンプレート", "ひながた", "雛型", "ひな型"]),
    ("国会関係", &["国会", "国会答弁", "国会質問"]),
];

/// The candidate nearest to `word`, if near enough for “did you mean”.
pub fn nearest<'w>(word: &str, candidates: impl Iterator<Item = &'w str>) -> Option<&'w str> {
    let length = word.chars().count();
    // Not a misspelling, and slow to compare: a pasted paragraph.
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
            // The difference in length is a lower bound of the distance, and rules most words out cheaply: a file
            // that is no request may have any number of keys.
            if letters.abs_diff(known_letters) > most {
                return None;
            }
            let distance = strsim::damerau_levenshtein(&word, &known.to_lowercase());
            (distance <= most && distance < longest).then_some((distance, known))
        })
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, known)| known)
}

#[cfg(test)]
impl<T: Copy + PartialEq> Table<T> {
    /// Asserts that no word has two meanings and that every word is found.
    pub(crate) fn assert_distinct(&self) {
        let mut words: Vec<_> = self.words().collect();
        let count = words.len();
        words.sort_unstable();
        words.dedup();
        assert_eq!(words.len(), count, "a word stands twice in a table");
        assert!(words.iter().all(|word| self.get(word).is_some()));
    }
}
