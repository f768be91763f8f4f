//! Word lists for placeholders and for reasons that state nothing.

/// Words that state nothing where a reason, an approver or a necessity is required.
pub(super) const VOID: &[&str] = &[
    "なし",
    "無し",
    "無",
    "ナシ",
    "特になし",
    "特に無し",
    "とくになし",
    "特にありません",
    "ありません",
    "該当なし",
    "該当無し",
    "理由なし",
    "不明",
    "不詳",
    "同上",
    "〃",
    "同じ",
    "同様",
    "同前",
    "上記",
    "上に同じ",
    "空欄",
    "空白",
    "省略",
    "略",
    "適宜",
    "その他",
    "ー",
    "none",
    "nothing",
    "n/a",
    "na",
    "n.a",
    "null",
    "nil",
    "undefined",
    "unknown",
    "ditto",
    "same as above",
    "true",
    "false",
    "yes",
    "no",
    "on",
    "off",
    "はい",
    "いいえ",
    "あり",
    "ある",
    "有る",
    "あります",
    "有ります",
    "有",
    "有り",
    "ok",
    "可",
    "test",
    "テスト",
    "dummy",
    "ダミー",
    "sample",
    "サンプル",
    "lorem ipsum",
];

/// Endings of a reason, stripped before comparison.
pub(super) const REASON_ENDS: &[&str] = &[
    "ためです",
    "のため",
    "なため",
    "ため",
    "なので",
    "ので",
    "であるから",
    "だから",
    "から",
    "です",
    "である",
    "こと",
    "と考える",
    "と考えます",
    "と判断",
    "と思料",
];

/// Openings that add no reason, stripped before comparison.
pub(super) const REASON_HEADS: &[&str] = &[
    "業務上",
    "事務上",
    "特に",
    "極めて",
    "非常に",
    "既に",
    "すでに",
    "理由は",
];

/// Words that only say that something is needed; may be followed by one of [`NEEDED_MORE`].
pub(super) const NEEDED: &[&str] = &["必要性", "必要", "必須", "要"];

/// Endings of [`NEEDED`].
pub(super) const NEEDED_MORE: &[&str] = &[
    "あり",
    "有り",
    "有",
    "ある",
    "有る",
    "あります",
    "有ります",
    "がある",
    "が有る",
    "があり",
    "があります",
    "はある",
    "が高い",
    "は高い",
    "である",
    "が認められる",
    "性あり",
    "",
];

/// Words that only refer to another place; may be followed by one of [`REFERENCES_MORE`].
pub(super) const REFERENCES: &[&str] = &[
    "記載", "上記", "前記", "前述", "上述", "後述", "既述", "先述", "下記", "以上", "以下", "本文", "件名",
    "別途", "別に", "同上", "前回", "例年", "従来",
];

/// Endings of [`REFERENCES`].
pub(super) const REFERENCES_MORE: &[&str] = &[
    "",
    "のとおり",
    "の通り",
    "とおり",
    "通り",
    "に記載",
    "に記載のとおり",
    "に記載の通り",
    "記載",
    "記載のとおり",
    "記載の通り",
    "記載済み",
    "と同じ",
    "に同じ",
    "と同様",
    "参照",
    "を参照",
    "説明",
    "連絡",
    "通知",
    "送付",
    "示す",
    "説明する",
    "説明します",
    "連絡する",
    "連絡します",
    "御説明",
    "御連絡",
    "御説明します",
    "御連絡します",
    "の理由",
    "します",
];

/// Actions followed by 済み: they report that something was done and give no reason.
pub(super) const DONE: &[&str] = &[
    "記載", "記入", "説明", "検討", "確認", "吟味", "精査", "連絡", "通知", "協議", "調整", "了解", "承認",
    "決裁", "",
];

/// Words saying that something is still to be filled in.
pub(super) const TO_FILL: &[&str] = &[
    "未定",
    "未記入",
    "未入力",
    "未記載",
    "未設定",
    "要記入",
    "要入力",
    "要記載",
    "要追記",
    "調整中",
    "検討中",
    "確認中",
    "作成中",
    "後で",
    "後日",
    "追記",
    "tbd",
    "tba",
    "tbc",
    "t.b.d",
    "todo",
    "fixme",
    "wip",
    "仮",
    "(仮)",
];

/// Fields that the sender fills in before the request goes out.
pub(super) const OWN_FIELDS: &[&str] = &[
    "日付",
    "日時",
    "年月日",
    "月日",
    "曜日",
    "時刻",
    "期限",
    "期日",
    "期限日",
    "期限日時",
    "締切",
    "締切日",
    "締切日時",
    "締切り",
    "締め切り",
    "〆切",
    "〆切日",
    "回答期限",
    "提出期限",
    "報告期限",
    "質問期限",
    "意見期限",
    "登録期限",
    "発出日",
    "発出日時",
    "発信日",
    "発信日時",
    "送付日",
    "送付日時",
    "依頼日",
    "依頼日時",
    "開始日",
    "開始日時",
    "終了日",
    "終了日時",
    "開催日",
    "開催日時",
    "実施日",
    "実施日時",
    "件名",
    "題名",
    "標題",
    "表題",
    "タイトル",
    "案件名",
    "法律名",
    "法令名",
    "法案名",
    "政令名",
    "省令名",
    "計画名",
    "調査名",
    "会議名",
    "事業名",
    "制度名",
    "資料名",
    "議員名",
    "宛先",
    "宛名",
    "送付先",
    "協議先",
    "照会先",
    "依頼先",
    "発出元",
    "協議元",
    "照会元",
    "依頼元",
    "差出人",
    "文書番号",
    "date",
    "time",
    "datetime",
    "date and time",
    "deadline",
    "due",
    "due date",
    "subject",
    "title",
    "sent",
    "to",
    "from",
    "recipient",
    "sender",
];

/// Fields that the recipient may be asked to fill in as well.
pub(super) const SHARED_FIELDS: &[&str] = &[
    "氏名",
    "名前",
    "お名前",
    "御氏名",
    "府省名",
    "府省庁名",
    "省庁名",
    "省名",
    "府省等名",
    "機関名",
    "組織名",
    "部局名",
    "部局",
    "局名",
    "部名",
    "課名",
    "課室名",
    "室名",
    "係名",
    "所属名",
    "担当者名",
    "担当課名",
    "担当部局名",
    "担当名",
    "役職",
    "役職名",
    "職名",
    "官職",
    "官職名",
    "電話番号",
    "内線番号",
    "メールアドレス",
    "承認者",
    "承認者名",
    "決裁者",
    "決裁者名",
    "了解者",
    "回答日",
    "提出日",
    "作成日",
    "記入日",
    "番号",
    "件数",
    "金額",
    "人数",
    "数字",
    "数値",
    "単語",
    "name",
    "your name",
    "ministry",
    "office",
    "bureau",
    "email",
    "phone",
    "tel",
    "approver",
];

/// Fields that are also headings of paragraphs that follow.
pub(super) const HEADINGS: &[&str] = &[
    "理由",
    "事由",
    "必要性",
    "目的",
    "趣旨",
    "内容",
    "概要",
    "場所",
    "会場",
    "本文",
    "担当",
    "担当者",
    "担当課",
    "所属",
    "連絡先",
    "内線",
    "備考",
    "資料",
    "規則",
    "reason",
    "purpose",
    "place",
    "necessity",
    "body",
    "rule",
    "approved by",
    "approved_by",
];

/// Words saying that a field has not been filled in.
pub(super) const UNWRITTEN: &[&str] = &["未記入", "未入力", "要記入", "要入力", "要追記", "要記載"];

/// Verbs for filling in a placeholder.
pub(super) const FILL: &[&str] = &["記入", "入力", "記載", "追記", "挿入", "代入", "差込", "差し込み"];

/// Bitmap over a 12-bit hash of a word's first and last character and its length, of all words in some lists. Most texts
/// name no placeholder and state something, and one lookup shows that.
const fn listed(lists: &[&[&str]]) -> [bool; 4096] {
    let mut table = [false; 4096];
    let mut list = 0;
    while list < lists.len() {
        let mut word = 0;
        while word < lists[list].len() {
            let bytes = lists[list][word].as_bytes();
            if bytes[0] >= 0x80 {
                table[mixed(bytes)] = true;
            }
            word += 1;
        }
        list += 1;
    }
    table
}

const NAMES: [bool; 4096] = listed(&[OWN_FIELDS, SHARED_FIELDS, HEADINGS, UNWRITTEN, FILL]);
const NOTHINGS: [bool; 4096] = listed(&[VOID, TO_FILL]);

/// Assumes three-byte characters: every listed word but the English ones consists of them.
const fn mixed(bytes: &[u8]) -> usize {
    let end = bytes.len();
    let first = ((bytes[1] & 0x3F) as usize) << 6 | (bytes[2] & 0x3F) as usize;
    let last = ((bytes[end - 1] & 0x3F) as usize) << 6 | (bytes[end - 2] & 0x3F) as usize;
    (first ^ last.rotate_left(3) ^ end << 5) & 0xFFF
}

/// Whether a word may be the name of a placeholder; `false` is certain.
pub(super) fn may_be_listed(word: &str) -> bool {
    match word.as_bytes() {
        [first, ..] if first.is_ascii() => first.is_ascii_alphabetic(),
        bytes @ [_, _, _, ..] => NAMES[mixed(bytes)],
        _ => false,
    }
}

/// Whether a word may be in [`VOID`] or [`TO_FILL`]; `false` is certain.
pub(super) fn may_be_void(word: &str) -> bool {
    match word.as_bytes() {
        [first, ..] if first.is_ascii() => true,
        bytes @ [_, _, _, ..] => NOTHINGS[mixed(bytes)],
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_listed_word_is_ruled_out() {
        assert!(VOID.iter().chain(TO_FILL).all(|word| may_be_void(word)));
        let names = [OWN_FIELDS, SHARED_FIELDS, HEADINGS, UNWRITTEN, FILL];
        assert!(names.concat().into_iter().all(may_be_listed));
    }
}
