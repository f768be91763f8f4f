//! Configurations with what is wrong in each: the reader, the schema and the program are tested against the table.

/// The expected diagnosis of a configuration.
#[derive(Clone, Copy, Debug)]
pub enum Verdict {
    /// Nothing.
    Good,
    /// Wrong on a line (from 1), with these words in the message; the schema rejects it too.
    Bad(usize, &'static str),
    /// As `Bad`, but only the program can know it: dates, offices, parameters of other packs, and YAML errors.
    Beyond(usize, &'static str),
}

use Verdict::{Bad, Beyond, Good};

/// The table of configurations with their diagnoses.
pub const CONFIGURATIONS: &[(&str, Verdict)] = &[
    // An empty file is a valid configuration.
    ("", Good),
    ("# 注釈だけ\n", Good),
    ("---\n", Good),
    ("{}\n", Good),
    ("対象:\n値:\n", Good),
    // Which files.
    ("include: 依頼/**/*.yaml\n", Good),
    (
        "対象: [依頼, '*.ics', /雛形/, './a?.yaml', '{協議,照会}/**']\n対象外: 下書き/\n",
        Good,
    ),
    ("include: []\n", Bad(1, "ファイルの範囲が空")),
    ("include: ['']\n", Bad(1, "ファイルの範囲が空")),
    ("include: {a: b}\n", Bad(1, "一つの値")),
    ("対象: [[a]]\n", Bad(1, "一つの値")),
    ("exclude: '!a'\n", Bad(1, "「!」で始まる")),
    ("exclude: ../a\n", Bad(1, "フォルダの外")),
    ("exclude: [a, b/../../c]\n", Bad(1, "フォルダの外")),
    ("exclude: '['\n", Beyond(1, "読み取れません")),
    ("exclude: '{a'\n", Beyond(1, "読み取れません")),
    ("対象外:\n  - 下書き/\n  - '[z-a]'\n", Beyond(3, "[z-a]")),
    ("exclude: 依頼\\*.yaml\n", Beyond(1, "「依頼/*.yaml」と")),
    ("対象: 依頼//a.yaml\n", Beyond(1, "「依頼/a.yaml」と")),
    ("対象: [依頼/**.yaml]\n", Beyond(1, "「依頼/**/*.yaml」と")),
    ("対象: '***'\n", Beyond(1, "「**」と")),
    ("対象: 依頼/./a.yaml\n", Beyond(1, "「依頼/a.yaml」と")),
    ("対象: .\n", Beyond(1, "ファイルの範囲が空")),
    ("対象: \"依頼\\0\"\n", Beyond(1, "読み取れません")),
    ("対象: \"\\u202e依頼\"\n", Beyond(1, "読み取れません")),
    ("対象:\n  - 依頼/\n  - C:\\依頼\n", Beyond(3, "ドライブ")),
    ("対象外: ~/下書き\n", Beyond(1, "ホームフォルダ")),
    ("対象: $HOME/依頼\n", Beyond(1, "ホームフォルダ")),
    ("対象: file:///依頼\n", Beyond(1, "URL")),
    (
        "例外: [{対象: 依頼\\a.yaml, 規則: KG202}]\n",
        Beyond(1, "「依頼/a.yaml」と"),
    ),
    (
        "個別設定:\n  - 対象: 雛形//\n    重さ: {KG104: off}\n",
        Beyond(2, "「雛形/」と"),
    ),
    // Packs.
    ("組み込み規則集: はい\n", Good),
    ("builtin_pack: true\n", Good),
    ("builtin_pack: maybe\n", Bad(1, "maybe")),
    ("未判定も不可: はい\n", Good),
    ("fail-on-undetermined: true\n", Good),
    ("fail_on_undetermined: sometimes\n", Bad(1, "sometimes")),
    ("組み込み規則集: なし\n", Beyond(1, "確認する規則がありません")),
    ("packs: {a: b}\n", Bad(1, "packs")),
    ("packs: ['']\n", Bad(1, "packs")),
    // Severities.
    ("severities: {KG104: off, KG302: error, KG406: info}\n", Good),
    ("重さ:\n  KG104: 使わない\n  KG302: 違反\n  KG101: 注意\n", Good),
    ("重さ: {KG104: }\n", Good),
    ("重さ: {KG104: none}\n", Bad(1, "none")),
    ("重さ: {KG104: 警告}\n", Bad(1, "警告")),
    ("重さ: {KG104: [error]}\n", Bad(1, "一つの値")),
    ("重さ: error\n", Bad(1, "項目: 値")),
    ("重さ: [KG104]\n", Bad(1, "項目: 値")),
    ("重さ:\n  KG1O4: off\n", Bad(2, "KG1O4")),
    ("重さ:\n  KG999: off\n", Bad(2, "KG999")),
    ("重さ:\n  kg104: off\n", Bad(2, "KG104")),
    ("重さ:\n  KG1: off\n", Bad(2, "KG1")),
    ("重さ:\n  EX101: off\n", Beyond(2, "EX101")),
    ("重さ:\n  KG401: info\n", Bad(2, "弱めたりできない")),
    ("重さ:\n  KG405: off\n", Bad(2, "弱めたりできない")),
    ("重さ:\n  KG003: warning\n", Bad(2, "弱めたりできない")),
    ("重さ:\n  KG104: off\n  KG401: error\n", Bad(3, "この行を削除")),
    ("重さ:\n  KG104: off\n  KG104: info\n", Beyond(3, "先に書かれた")),
    ("重さ:\n  ? [KG104]\n  : off\n", Beyond(2, "項目名は文字")),
    ("重さ:\n  '': off\n", Bad(2, "項目名は文字")),
    // Parameters.
    (
        "params: {min_response: PT72H, evening: '16:30', morning: 13時}\n",
        Good,
    ),
    (
        "値:\n  KG105: {min_response: 72時間}\n  KG202: {evening: '16:00'}\n  working_day: 465分\n",
        Good,
    ),
    ("値: {office_hours: '8:30-17:15', break: '12:00-13:00'}\n", Good),
    ("値: {KG105: }\n", Good),
    ("値: {min_response: 72}\n", Bad(1, "時間（PT48H")),
    ("値: {min_response: '72'}\n", Beyond(1, "時間（PT48H")),
    ("値: {min_response: 早めに}\n", Bad(1, "時間（PT48H")),
    ("値: {min_response: PT0S}\n", Beyond(1, "時間（PT48H")),
    ("値: {min_response: 3日}\n", Beyond(1, "時間（PT48H")),
    ("値: {min_response: -PT48H}\n", Beyond(1, "時間（PT48H")),
    ("値: {min_response: '17:00'}\n", Beyond(1, "時間（PT48H")),
    ("値: {min_response: [PT48H]}\n", Bad(1, "一つの値")),
    ("値: {evening: PT17H}\n", Beyond(1, "時刻（17:00")),
    ("値: {evening: '25:00'}\n", Beyond(1, "時刻（17:00")),
    ("値: {evening: 夕方}\n", Bad(1, "時刻（17:00")),
    ("値: {break: 12時}\n", Beyond(1, "時間帯")),
    ("値: {intensive_period: 8月1日〜9月15日}\n", Good),
    ("params: {intensive_period: 07-01/08-31}\n", Good),
    ("値: {intensive_period: 8月}\n", Beyond(1, "毎年の期間")),
    (
        "値: {intensive_period: 8月1日〜9月31日}\n",
        Beyond(1, "毎年の期間"),
    ),
    ("値: {intensive_period: 夏}\n", Bad(1, "毎年の期間")),
    ("値: {eveníng: '16:00'}\n", Beyond(1, "evening")),
    ("値: {夕方: '16:00'}\n", Beyond(1, "夕方")),
    (
        "値:\n  KG105:\n    evening: '16:00'\n",
        Bad(3, "KG105は「evening」"),
    ),
    ("値:\n  KG205: {a: 1}\n", Bad(2, "KG205は「a」")),
    ("値:\n  KG1050: {min_response: PT72H}\n", Bad(2, "KG1050")),
    ("値: 72時間\n", Bad(1, "項目: 値")),
    ("値: {evening: {a: '16:00'}}\n", Bad(1, "eveningは時刻")),
    ("値:\n  KG105: 72時間\n", Bad(2, "min_response")),
    ("値:\n  KG105: [72時間]\n", Bad(2, "項目: 値")),
    ("値: {KG201: 3}\n", Bad(1, "KG201が用いる値はありません")),
    ("値: {KG1O5: 3}\n", Beyond(1, "KG105")),
    // Office hours.
    ("hours: {default: '8:30-17:15'}\n", Good),
    (
        "勤務時間:\n  既定: {勤務時間: '8:30-17:15', 休憩: なし}\n  財務省: {休憩: '12:15-13:15'}\n  在仏日本国大使館: {勤務時間: '9:00-17:00', 時間帯: Europe/Paris}\n  消防庁: 8時30分から17時15分まで\n",
        Good,
    ),
    ("勤務時間: '8:30-17:15'\n", Bad(1, "項目: 値")),
    ("勤務時間: {財務省: 終日}\n", Bad(1, "終日")),
    ("勤務時間: {財務省: '17:15-8:30'}\n", Beyond(1, "17:15-8:30")),
    ("勤務時間: {財務省: '8:30-17:60'}\n", Beyond(1, "8:30-17:60")),
    ("勤務時間: {財務省: {}}\n", Bad(1, "勤務時間")),
    (
        "勤務時間: {財務省: {勤務時刻: '8:30-17:15'}}\n",
        Bad(1, "勤務時間"),
    ),
    (
        "勤務時間: {財務省: {勤務時間: '9:00-12:00', 休憩: '8:00-13:00'}}\n",
        Beyond(1, "休憩が勤務時間の全部"),
    ),
    (
        "勤務時間: {財務省: '9:00-9:00'}\n",
        Beyond(1, "終わりが始まりより後"),
    ),
    (
        "勤務時間: {財務省: '8:30-25:00'}\n",
        Beyond(1, "という時刻はありません"),
    ),
    ("勤務時間: {新設推進本部: '8:30-11:30'}\n", Good),
    (
        "勤務時間: {財務省: {勤務時間: '9:00-17:00', 休憩: '2:00-3:00'}}\n",
        Beyond(1, "中に収まっていません"),
    ),
    (
        "勤務時間: {財務省: {勤務時間: '9:00-17:00', 休憩: '16:30-17:30'}}\n",
        Beyond(1, "9時〜17時"),
    ),
    (
        "勤務時間:\n  財務省: {休憩: '8:00-9:00'}\n",
        Beyond(2, "中に収まっていません"),
    ),
    ("値: {break: '8:00-9:00'}\n", Beyond(1, "中に収まっていません")),
    (
        "勤務時間: {財務省: {休憩: '0:00-24:00'}}\n",
        Beyond(1, "休憩が勤務時間の全部"),
    ),
    (
        "勤務時間: {財務省: {時間帯: Asia/Toky}}\n",
        Beyond(1, "Asia/Toky"),
    ),
    (
        "勤務時間: {既定: {時間帯: Asia/Tokyo}}\n",
        Beyond(1, "府省・部局ごとに"),
    ),
    (
        "勤務時間: {各府省: '8:30-17:15'}\n",
        Beyond(1, "一つの府省・部局の名称ではありません"),
    ),
    (
        "勤務時間:\n  財務省: '8:30-17:15'\n  財務省: '9:00-17:45'\n",
        Beyond(3, "先に書かれた"),
    ),
    (
        "勤務時間:\n  既定: '8:30-17:15'\n  default: '9:00-17:45'\n",
        Beyond(3, "先に書かれた"),
    ),
    (
        "勤務時間:\n  経済産業省: '8:30-17:15'\n  経産省: '9:00-17:45'\n",
        Beyond(3, "別の名称"),
    ),
    (
        "勤務時間: {既定: '8:30-17:15'}\n値: {office_hours: '9:00-18:00'}\n",
        Beyond(2, "先に書かれた"),
    ),
    // Days.
    (
        "閉庁日:\n  - {日付: 2026-10-01, 理由: 創立記念日}\n  - {開始: 令和8年8月13日, 終了: 2026-08-14（金）, 理由: 夏季一斉休業}\n開庁日: {date: 2026-01-03, reason: 予算編成}\n",
        Good,
    ),
    ("閉庁日: 2026-10-01\n", Bad(1, "項目: 値")),
    ("閉庁日: [{日付: 2026-10-01}]\n", Bad(1, "理由")),
    ("閉庁日: [{理由: 休業}]\n", Bad(1, "日付")),
    ("閉庁日: [{日付: 10/1, 理由: 休業}]\n", Beyond(1, "年月日")),
    (
        "閉庁日: [{日付: 2026-10-01 10:00, 理由: 休業}]\n",
        Beyond(1, "年月日"),
    ),
    ("閉庁日: [{日付: 2026-02-30, 理由: 休業}]\n", Beyond(1, "02-30")),
    ("閉庁日: [{日付: 1900-01-01, 理由: 休業}]\n", Beyond(1, "1948年")),
    (
        "閉庁日: [{日付: 平成40年1月1日, 理由: 休業}]\n",
        Beyond(1, "元号"),
    ),
    (
        "閉庁日: [{日付: 2026-10-01（月）, 理由: 休業}]\n",
        Beyond(1, "木曜日"),
    ),
    ("閉庁日: [{日付: 夏, 理由: 休業}]\n", Beyond(1, "夏")),
    ("閉庁日: [{日付: [2026-10-01], 理由: 休業}]\n", Bad(1, "一つの値")),
    ("閉庁日: [{開始: 2026-10-01, 理由: 休業}]\n", Bad(1, "終了")),
    ("閉庁日: [{終了: 2026-10-01, 理由: 休業}]\n", Bad(1, "開始")),
    (
        "閉庁日: [{開始: 2026-10-02, 終了: 2026-10-01, 理由: 休業}]\n",
        Beyond(1, "終了が開始より前"),
    ),
    (
        "閉庁日: [{開始: 2026-01-01, 終了: 2030-01-01, 理由: 休業}]\n",
        Beyond(1, "366日"),
    ),
    (
        "閉庁日: [{日付: 2026-10-01, 開始: 2026-10-01, 終了: 2026-10-02, 理由: 休業}]\n",
        Bad(1, "どちらか一方"),
    ),
    (
        "閉庁日: [{日付: 2026-10-01, 理由: a}]\n開庁日: [{日付: 2026-10-01, 理由: b}]\n",
        Beyond(2, "閉庁日にも開庁日にも"),
    ),
    (
        "閉庁日:\n  - {日付: 2026-10-01, 理由: a}\n  - {日付: 2026-10-01, 理由: b}\n",
        Beyond(3, "重ねて"),
    ),
    (
        "閉庁日:\n  - {開始: 2026-08-13, 終了: 2026-08-15, 理由: a}\n  - {日付: 2026-08-15, 理由: b}\n",
        Beyond(3, "8月15日"),
    ),
    ("開庁日: [{日付: 2026-01-03, 理由: ''}]\n", Bad(1, "理由")),
    // Now and the language.
    ("now: 2025-09-09 17:30\nlang: en\n", Good),
    ("現在: 令和7年9月9日（火）17時30分\n言語: 日本語\n", Good),
    ("now: 2025-09-09\n", Beyond(1, "年月日と時刻")),
    ("now: 9/9 17:30\n", Beyond(1, "年月日と時刻")),
    ("now: いま\n", Beyond(1, "いま")),
    ("now: [2025-09-09 17:30]\n", Bad(1, "一つの値")),
    ("now: 令和7年9月9日（月）17時30分\n", Beyond(1, "火曜日")),
    ("lang: fr\n", Bad(1, "fr")),
    ("lang: jp\n", Bad(1, "ja")),
    // Exceptions.
    (
        "例外:\n  - {対象: 予算/*.yaml, 規則: KG202, 理由: 予算編成, 承認者: 会計課長, 有効期限: 2026-12-28}\n  - {paths: [a.yaml], rule: KG101}\n",
        Good,
    ),
    ("例外: {規則: KG202, 理由: a, 承認者: b}\n", Bad(1, "対象")),
    ("例外: [{対象: a, 理由: a, 承認者: b}]\n", Bad(1, "規則")),
    ("例外: [{対象: a, 規則: KG2O2}]\n", Bad(1, "KG2O2")),
    ("例外: [{対象: a, 規則: KG999}]\n", Beyond(1, "KG999")),
    (
        "例外: [{対象: a, 規則: KG202, 有効期限: 年度末}]\n",
        Beyond(1, "年度末"),
    ),
    (
        "例外: [{対象: a, 規則: KG202, 理由: x, 承認者: y, 有効期限: }]\n",
        Beyond(1, "有効期限が空"),
    ),
    (
        "例外:\n  - {対象: a, 規則: KG202, expires: ~}\n",
        Beyond(2, "expiresが空"),
    ),
    (
        "例外: [{対象: a, 規則: KG202, 有効期限: 12/28}]\n",
        Beyond(1, "年月日"),
    ),
    ("例外: [{対象: a, 規則: KG202, 承認: b}]\n", Bad(1, "承認者")),
    ("例外: [{対象: '!a', 規則: KG202}]\n", Bad(1, "「!」で始まる")),
    ("例外: KG202\n", Bad(1, "項目: 値")),
    ("例外: [KG202]\n", Bad(1, "項目: 値")),
    // Overrides.
    (
        "個別設定:\n  - 対象: 雛形/\n    重さ: {KG104: off}\n    値: {evening: '16:00'}\n    勤務時間: {既定: '8:30-17:15'}\n    閉庁日: {日付: 2026-10-01, 理由: a}\n    現在: 2025-09-09 17:30\n",
        Good,
    ),
    ("overrides: [{severities: {KG104: off}}]\n", Bad(1, "対象")),
    ("overrides: [{paths: a, lang: en}]\n", Bad(1, "lang")),
    ("overrides: [{paths: a, overrides: []}]\n", Bad(1, "overrides")),
    (
        "overrides:\n  - paths: a\n    severities:\n      KG401: off\n",
        Bad(4, "KG401"),
    ),
    (
        "overrides:\n  - paths: a\n    params: {mornin: '13:00'}\n",
        Beyond(3, "morning"),
    ),
    ("overrides: a\n", Bad(1, "項目: 値")),
    // Keys.
    ("inclde: a\n", Bad(1, "include")),
    ("対照: a\n", Bad(1, "対象")),
    ("rules: {KG104: off}\n", Bad(1, "rules")),
    ("extends: ../kigen.yaml\n", Bad(1, "extends")),
    ("include: a\n対象: b\n", Bad(2, "先に書かれた")),
    ("include: a\ninclude: b\n", Beyond(2, "先に書かれた")),
    ("? {a: b}\n: c\n", Beyond(1, "項目名は文字")),
    ("1: a\n", Bad(1, "「1」")),
    ("<<: {include: a}\n", Beyond(1, "「<<」")),
    // Not a mapping.
    ("include\n", Bad(1, "設定として読めません")),
    ("[include]\n", Bad(1, "設定として読めません")),
    ("42\n", Bad(1, "設定として読めません")),
    // Tags are ignored.
    ("重さ: {KG104: !!str off}\n", Good),
    ("重さ:\n  KG104: !off off\n", Beyond(2, "タグ")),
    ("重さ: !python/object:a {KG104: off}\n", Beyond(1, "タグ")),
    ("!kigen\n重さ: {KG104: off}\n", Beyond(2, "タグ")),
    ("対象:\n  - !Ref 依頼/\n", Beyond(2, "タグ")),
    // Not YAML.
    ("重さ: {KG104: off\n", Beyond(1, "閉じられていない")),
    ("重さ: 'KG104\n", Beyond(2, "読めません")),
    ("重さ:\n\tKG104: off\n", Beyond(2, "タブ")),
    ("重さ:\n  KG104 off\n  KG302: off\n", Beyond(3, "")),
    ("重さ: *a\n", Beyond(1, "「*」")),
    ("重さ: &a {KG104: *a}\n", Beyond(1, "「*」")),
    ("重さ: {KG104: o\u{0}ff}\n", Beyond(1, "制御文字（U+0000）")),
    ("重さ: {KG104: \u{1b}[31moff}\n", Beyond(1, "制御文字（U+001B）")),
    ("include: a\n---\ninclude: b\n", Beyond(2, "一つの文書だけ")),
    ("include: a\n...\n]\n", Beyond(3, "")),
];
