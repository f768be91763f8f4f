//! The keys and words of a configuration, in both languages: the reader and the schema take theirs from
//! here.

use super::Level;
use crate::message::Lang;
use crate::read::keys::{Row, Table, table};

/// A member of a configuration.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs, reason = "each stands with its words in CONFIG below")]
pub enum ConfigKey {
    Include,
    Exclude,
    Packs,
    BuiltinPack,
    Plans,
    Severities,
    Params,
    Hours,
    ClosedDays,
    OpenDays,
    Now,
    Lang,
    Exceptions,
    UnreadKeys,
    FailOnUndetermined,
    Overrides,
}

/// A member of one of `overrides:`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs, reason = "each stands with its words in OVERRIDE below")]
pub enum OverrideKey {
    Paths,
    Severities,
    Params,
    Hours,
    ClosedDays,
    OpenDays,
    Now,
}

/// A member of an office's hours.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs, reason = "each stands with its words in HOURS below")]
pub enum HoursKey {
    Hours,
    Break,
    Zone,
}

/// A member of a closed day or of a special opening.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs, reason = "each stands with its words in DAY below")]
pub enum DayKey {
    Date,
    From,
    Until,
    Reason,
}

/// A member of a plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs, reason = "each stands with its words in PLAN below")]
pub enum PlanKey {
    Period,
}

/// A member of a plan's period.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs, reason = "each stands with its words in PERIOD below")]
pub enum PeriodKey {
    From,
    Until,
}

/// A member of an exception.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs, reason = "each stands with its words in EXCEPTION below")]
pub enum ExceptionKey {
    Paths,
    Rule,
    Reason,
    ApprovedBy,
    Expires,
}

table! {
    /// A configuration's members.
    CONFIG: ConfigKey {
        ConfigKey::Include => ["include", "対象"];
        ConfigKey::Exclude => ["exclude", "対象外"];
        ConfigKey::Packs => ["packs", "規則集"];
        ConfigKey::BuiltinPack => ["builtin_pack", "組み込み規則集"];
        ConfigKey::Plans => ["plans", "計画"];
        ConfigKey::Severities => ["severities", "重さ"];
        ConfigKey::Params => ["params", "値"];
        ConfigKey::Hours => ["hours", "勤務時間"];
        ConfigKey::ClosedDays => ["closed_days", "閉庁日"];
        ConfigKey::OpenDays => ["open_days", "開庁日"];
        ConfigKey::Now => ["now", "現在"];
        ConfigKey::Lang => ["lang", "言語"];
        ConfigKey::Exceptions => ["exceptions", "例外"];
        ConfigKey::UnreadKeys => ["unread_keys", "判定しない項目"];
        ConfigKey::FailOnUndetermined => ["fail_on_undetermined", "fail-on-undetermined", "未判定も不可"];
        ConfigKey::Overrides => ["overrides", "個別設定"];
    }
}
table! {
    /// An override's members.
    OVERRIDE: OverrideKey {
        OverrideKey::Paths => ["paths", "対象"];
        OverrideKey::Severities => ["severities", "重さ"];
        OverrideKey::Params => ["params", "値"];
        OverrideKey::Hours => ["hours", "勤務時間"];
        OverrideKey::ClosedDays => ["closed_days", "閉庁日"];
        OverrideKey::OpenDays => ["open_days", "開庁日"];
        OverrideKey::Now => ["now", "現在"];
    }
}
table! {
    /// An office's hours.
    HOURS: HoursKey {
        HoursKey::Hours => ["hours", "勤務時間"];
        HoursKey::Break => ["break", "休憩"];
        HoursKey::Zone => ["zone", "時間帯"];
    }
}
table! {
    /// A closed day's members, or a special opening's.
    DAY: DayKey {
        DayKey::Date => ["date", "日付"];
        DayKey::From => ["from", "開始"];
        DayKey::Until => ["until", "終了"];
        DayKey::Reason => ["reason", "理由"];
    }
}
table! {
    /// A plan's members.
    PLAN: PlanKey {
        PlanKey::Period => ["period", "期間"];
    }
}
table! {
    /// A period's members.
    PERIOD: PeriodKey {
        PeriodKey::From => ["from", "開始"];
        PeriodKey::Until => ["until", "終了"];
    }
}
table! {
    /// An exception's members: those of a request's, and the files that it is for.
    EXCEPTION: ExceptionKey {
        ExceptionKey::Paths => ["paths", "対象"];
        ExceptionKey::Rule => ["rule", "規則"];
        ExceptionKey::Reason => ["reason", "理由"];
        ExceptionKey::ApprovedBy => ["approved_by", "承認者", "了解者", "決裁者"];
        ExceptionKey::Expires => ["expires", "有効期限"];
    }
}
table! {
    /// What a rule can be set to.
    LEVEL: Level {
        Level::Error => ["error", "違反"];
        Level::Warning => ["warning", "注意"];
        Level::Info => ["info", "参考"];
        Level::Off => ["off", "使わない"];
    }
}
/// The languages.
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
/// The hours of every office that is not named.
pub const DEFAULT_OFFICE: [&str; 2] = ["default", "既定"];
/// That an office keeps no break.
pub const NO_BREAK: [&str; 3] = ["none", "なし", "無"];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_word_has_two_meanings() {
        fn distinct<T: Copy + PartialEq>(table: &Table<T>) {
            let mut words: Vec<_> = table.words().collect();
            let count = words.len();
            words.sort_unstable();
            words.dedup();
            assert_eq!(words.len(), count, "a word stands twice in a table");
            assert!(words.iter().all(|word| table.get(word).is_some()));
        }
        distinct(&CONFIG);
        distinct(&OVERRIDE);
        distinct(&HOURS);
        distinct(&DAY);
        distinct(&PLAN);
        distinct(&PERIOD);
        distinct(&EXCEPTION);
        distinct(&LEVEL);
        distinct(&LANG);
    }
}
