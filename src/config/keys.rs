//! Keys and words of a configuration in both languages, shared by the reader and the schema.

use super::Level;
use crate::message::Lang;
use crate::read::keys::{Row, Table, keys, table};

keys! {
    /// A configuration's members.
    CONFIG:
    /// A member of a configuration.
    ConfigKey {
        Include => ["include", "対象"];
        Exclude => ["exclude", "対象外"];
        Packs => ["packs", "規則集"];
        BuiltinPack => ["builtin_pack", "組み込み規則集"];
        Plans => ["plans", "計画"];
        Severities => ["severities", "重さ"];
        Params => ["params", "値"];
        Hours => ["hours", "勤務時間"];
        ClosedDays => ["closed_days", "閉庁日"];
        OpenDays => ["open_days", "開庁日"];
        Now => ["now", "現在"];
        Lang => ["lang", "言語"];
        Exceptions => ["exceptions", "例外"];
        UnreadKeys => ["unread_keys", "判定しない項目"];
        FailOnUndetermined => ["fail_on_undetermined", "fail-on-undetermined", "未判定も不可"];
        Overrides => ["overrides", "個別設定"];
    }
}
keys! {
    /// An override's members.
    OVERRIDE:
    /// A member of one of `overrides:`.
    OverrideKey {
        Paths => ["paths", "対象"];
        Severities => ["severities", "重さ"];
        Params => ["params", "値"];
        Hours => ["hours", "勤務時間"];
        ClosedDays => ["closed_days", "閉庁日"];
        OpenDays => ["open_days", "開庁日"];
        Now => ["now", "現在"];
    }
}
keys! {
    /// An office's hours.
    HOURS:
    /// A member of an office's hours.
    HoursKey {
        Hours => ["hours", "勤務時間"];
        Break => ["break", "休憩"];
        Zone => ["zone", "時間帯"];
    }
}
keys! {
    /// A closed day's members, or a special opening's.
    DAY:
    /// A member of a closed day or of a special opening.
    DayKey {
        Date => ["date", "日付"];
        From => ["from", "開始"];
        Until => ["until", "終了"];
        Reason => ["reason", "理由"];
    }
}
keys! {
    /// A plan's members.
    PLAN:
    /// A member of a plan.
    PlanKey {
        Period => ["period", "期間"];
    }
}
keys! {
    /// A period's members.
    PERIOD:
    /// A member of a plan's period.
    PeriodKey {
        From => ["from", "開始"];
        Until => ["until", "終了"];
    }
}
keys! {
    /// An exception's members: those of a request's, and the files that it is for.
    EXCEPTION:
    /// A member of an exception.
    ExceptionKey {
        Paths => ["paths", "対象"];
        Rule => ["rule", "規則"];
        Reason => ["reason", "理由"];
        ApprovedBy => ["approved_by", "承認者", "了解者", "決裁者"];
        Expires => ["expires", "有効期限"];
    }
}
table! {
    /// Levels of a rule.
    LEVEL: Level {
        Level::Error => ["error", "違反"];
        Level::Warning => ["warning", "注意"];
        Level::Info => ["info", "参考"];
        Level::Off => ["off", "使わない"];
    }
}
/// Languages.
pub static LANG: Table<Lang> = Table::new(&LANGUAGES);
const LANGUAGES: [Row<Lang>; Lang::ALL.len()] = {
    let first = Row {
        meaning: Lang::ALL[0],
        words: &Lang::NAMES[0],
    };
    let mut rows = [first; Lang::ALL.len()];
    let mut at = 1;
    while at < rows.len() {
        rows[at] = Row {
            meaning: Lang::ALL[at],
            words: &Lang::NAMES[at],
        };
        at += 1;
    }
    rows
};
/// Key for the default of all offices not named.
pub const DEFAULT_OFFICE: [&str; 2] = ["default", "既定"];
/// Values for “no break”.
pub const NO_BREAK: [&str; 3] = ["none", "なし", "無"];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_word_has_two_meanings() {
        CONFIG.assert_distinct();
        OVERRIDE.assert_distinct();
        HOURS.assert_distinct();
        DAY.assert_distinct();
        PLAN.assert_distinct();
        PERIOD.assert_distinct();
        EXCEPTION.assert_distinct();
        LEVEL.assert_distinct();
        LANG.assert_distinct();
    }
}
