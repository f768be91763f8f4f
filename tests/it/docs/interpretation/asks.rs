//! A rule's `require` in Japanese words, generated so that the page shows the condition itself and not a paraphrase.

use kigen::message::{Lang, words};
use kigen::read::keys::{HEARING, HearingKey, Key, MATERIAL, MaterialKey, REQUEST};
use kigen::rules::Rule;
use kigen::rules::condition::{
    Bound, Condition, Field, Flag, List, MentionTest, MomentField, Operand, Order, Precision, Quantity,
    Subject, Until, Whose,
};

/// The requirement of a rule, in words.
pub fn of(rule: &Rule) -> String {
    let asked = condition(&rule.require, true);
    match rule.each {
        Some(list) => format!("{}ごとに、{asked}", item(list)),
        None => asked,
    }
}

/// The words for a condition (`holds`) or for its negation.
fn condition(it: &Condition, holds: bool) -> String {
    match it {
        Condition::All(parts) if holds => join(parts, holds, "、かつ、"),
        Condition::Any(parts) if holds => join(parts, holds, "、又は、"),
        Condition::All(parts) => join(parts, holds, "、又は、"),
        Condition::Any(parts) => join(parts, holds, "、かつ、"),
        Condition::Not(inner) => condition(inner, !holds),
        Condition::Known(inner) => condition(inner, holds),
        Condition::Present(field) => format!("{}の記載が{}", name(*field), is(holds)),
        Condition::Absent(field) => format!("{}の記載が{}", name(*field), is(!holds)),
        Condition::EveningRequest { of, evening, until } => {
            let until = match until {
                Until::Second(second) => time(*second) + "まで（この時刻を含む。）",
                Until::EndOfDay => "24時より前".to_owned(),
            };
            let due = if *of == MomentField::Hearing {
                "に開始するヒアリング"
            } else {
                "を期限とする依頼"
            };
            format!(
                "夕方（{}以後）に依頼し、翌開庁日の{until}{due}で{}",
                time(*evening),
                is(holds)
            )
        }
        Condition::InOfficeHours(field, whose) => {
            let day = if *field == MomentField::Hearing {
                "一つの開庁日"
            } else {
                "開庁日"
            };
            format!(
                "{}が{}の{day}の勤務時間内に{}",
                moment(*field),
                whom(*whose),
                is(holds)
            )
        }
        Condition::InBreak(whose) => {
            let within = if holds { "ある" } else { "あるものでない" };
            format!("ヒアリングの全部が{}の休憩時間の中に{within}", either(*whose))
        }
        Condition::OverBreak(whose) => {
            format!(
                "ヒアリングの一部が{}の休憩時間に{}",
                either(*whose),
                if holds { "かかる" } else { "かからない" }
            )
        }
        Condition::WithinPlan(field) => format!("{}が計画の期間内で{}", moment(*field), is(holds)),
        Condition::Month(field, months) => {
            let months: Vec<String> = months.iter().map(u32::to_string).collect();
            format!("{}が{}月で{}", moment(*field), months.join("、"), is(holds))
        }
        Condition::TimeOfDay { field, from, until } => {
            let time = |second: &i64| words::time_of_day(u32::try_from(second / 60).unwrap(), Lang::Ja);
            let (from, until) = (time(from), time(until));
            format!("{}が{from}から{until}までの間で{}", moment(*field), is(holds))
        }
        Condition::WrittenAs(field, precision) => {
            let time = holds == (*precision == Precision::Time);
            format!("{}に時刻の記載が{}", moment(*field), is(time))
        }
        Condition::WeekdayRight => format!("曜日が日付と一致{}", if holds { "する" } else { "しない" }),
        Condition::Mention(test) => match test {
            MentionTest::Role(roles) => {
                one_of("文中の日時", roles.iter().map(|role| role_name(*role)), holds)
            }
            MentionTest::Open(wanted) => {
                format!("文中の日時が一つの時を定めないもので{}", is(holds == *wanted))
            }
            MentionTest::AgreesWithDue(wanted) => {
                format!(
                    "文中の期限が期限と一致{}",
                    if holds == *wanted { "する" } else { "しない" }
                )
            }
            MentionTest::ToldApart(wanted) => {
                format!(
                    "文中の期限が一つ又は何の期限か分かるもので{}",
                    is(holds == *wanted)
                )
            }
            MentionTest::AfterSent(bounds) => {
                let limits = |bound: &Bound| match bound.with {
                    Operand::Effort => limit(quantity_name(Quantity::Effort), bound.order),
                    Operand::Number(seconds) => limit(&words::duration(seconds, Lang::Ja), bound.order),
                };
                bounded("発出から文中の日時までの時間", bounds, limits, holds)
            }
        },
        Condition::Order(a, order, b) => {
            let stands = match order {
                Order::AtLeast => "以後",
                Order::MoreThan => "より後",
                Order::AtMost => "以前",
                Order::LessThan => "より前",
            };
            // Of a hearing its start is compared.
            let start = |field: &MomentField| match field {
                MomentField::Hearing => "ヒアリングの開始",
                MomentField::Sent | MomentField::Due => moment(*field),
            };
            format!("{}が{}{stands}で{}", start(a), start(b), is(holds))
        }
        Condition::Time(quantity, bounds) => {
            let limits = |bound: &Bound| match bound.with {
                Operand::Effort => limit(quantity_name(Quantity::Effort), bound.order),
                Operand::Number(seconds) => limit(&words::duration(seconds, Lang::Ja), bound.order),
            };
            bounded(quantity_name(*quantity), bounds, limits, holds)
        }
        Condition::Ministries(bounds) => bounded("府省の数", bounds, count, holds),
        Condition::Count(list, bounds) => {
            let of = match list {
                List::Materials => "資料の数",
                List::To => "宛先の数",
                List::Dues => "期限の数",
                List::Dates => "日付の数",
                List::Mentions => "文中の日時の数",
                List::Deadlines => "文中の期限の数",
            };
            bounded(of, bounds, count, holds)
        }
        Condition::Kind(kinds) => one_of("種別", kinds.iter().map(|kind| kind.ja()), holds),
        Condition::Scope(scopes) => one_of("協議区分", scopes.iter().map(|scope| scope.ja()), holds),
        Condition::Round(rounds) => one_of("段階", rounds.iter().map(|round| round.ja()), holds),
        Condition::Online(states) => one_of("オンライン", states.iter().map(|state| state.ja()), holds),
        Condition::Flag(flag, wanted) => {
            let so = holds == *wanted;
            match flag {
                Flag::Internal => format!("省内の依頼で{}", is(so)),
                Flag::ScopeUnsaid => format!("協議区分の分からない意見照会で{}", is(so)),
                Flag::Considerable => format!("相当の作業量が{}", is(so)),
                Flag::Bound => format!("発出元が計画の対象で{}", is(so)),
                Flag::Template => format!("雛形で{}", is(so)),
                Flag::SentStated => format!("発出日時が記載されたもの又は現在で{}", is(so)),
                Flag::HearingIsDue => format!("ヒアリングの開始が資料の期限で{}", is(so)),
            }
        }
        Condition::UnderClause(subject) => {
            let of = match subject {
                Subject::Due => "期限",
                Subject::Hearing => "ヒアリング",
            };
            format!(
                "依頼を判定する計画の、{of}を定める条項に当たるもので{}",
                is(holds)
            )
        }
        Condition::Matches(field, pattern) => {
            let so = if holds { "する" } else { "しない" };
            format!("{}が書式（`{}`）に一致{so}", name(*field), pattern.as_str())
        }
    }
}

/// Conditions joined by a word; nested joins are put in brackets.
fn join(parts: &[Condition], holds: bool, with: &str) -> String {
    let one = |part: &Condition| {
        let text = condition(part, holds);
        let brackets = parts.len() > 1
            && matches!(part, Condition::All(inner) | Condition::Any(inner) if inner.len() > 1);
        if brackets { format!("（{text}）") } else { text }
    };
    parts.iter().map(one).collect::<Vec<_>>().join(with)
}

fn is(holds: bool) -> &'static str {
    if holds { "ある" } else { "ない" }
}

fn time(second: i64) -> String {
    let minutes = u32::try_from(second / 60).unwrap_or_default();
    words::time_of_day(minutes, Lang::Ja)
}

fn bounded(what: &str, bounds: &[Bound], say: impl Fn(&Bound) -> String, holds: bool) -> String {
    let limits: Vec<String> = bounds.iter().map(say).collect();
    format!("{what}が{}で{}", limits.join("、"), is(holds))
}

fn limit(value: &str, order: Order) -> String {
    match order {
        Order::AtLeast => format!("{value}以上"),
        Order::MoreThan => format!("{value}超"),
        Order::AtMost => format!("{value}以下"),
        Order::LessThan => format!("{value}未満"),
    }
}

fn count(bound: &Bound) -> String {
    match bound.with {
        Operand::Number(number) => limit(&number.to_string(), bound.order),
        Operand::Effort => limit(quantity_name(Quantity::Effort), bound.order),
    }
}

fn one_of<'w>(what: &str, all: impl Iterator<Item = &'w str>, holds: bool) -> String {
    let all: Vec<String> = all.map(|word| format!("「{word}」")).collect();
    format!("{what}が{}で{}", all.join("又は"), is(holds))
}

fn quantity_name(quantity: Quantity) -> &'static str {
    match quantity {
        Quantity::Elapsed => "期限までの時間",
        Quantity::Open => "閉庁日を除いた期限までの時間",
        Quantity::Working => "期限までに作業できる時間",
        Quantity::Effort => "想定作業量",
    }
}

fn moment(field: MomentField) -> &'static str {
    match field {
        MomentField::Sent => "発出日時",
        MomentField::Due => "期限",
        MomentField::Hearing => "ヒアリングの全部",
    }
}

fn whom(whose: Whose) -> &'static str {
    match whose {
        Whose::Sender => "発出元",
        Whose::Recipient => "宛先",
        Whose::Everyone => "発出元及びすべての宛先",
    }
}

fn either(whose: Whose) -> &'static str {
    match whose {
        Whose::Sender => "発出元",
        Whose::Recipient => "宛先",
        Whose::Everyone => "発出元又は宛先",
    }
}

fn name(field: Field) -> String {
    let of = |key: Key| REQUEST.ja(key).to_owned();
    let hearing = |key: HearingKey| format!("{}の{}", REQUEST.ja(Key::Hearing), HEARING.ja(key));
    match field {
        Field::Kind => of(Key::Kind),
        Field::Scope => of(Key::Scope),
        Field::Subject => of(Key::Subject),
        Field::From => of(Key::From),
        Field::To => of(Key::To),
        Field::Sent => of(Key::Sent),
        Field::Due => of(Key::Due),
        Field::DueName => format!("{}の名称", of(Key::Due)),
        Field::Round => of(Key::Round),
        Field::Effort => of(Key::Effort),
        Field::Considerable => of(Key::Considerable),
        Field::Necessity => of(Key::Necessity),
        Field::Materials => of(Key::Materials),
        Field::Hearing => of(Key::Hearing),
        Field::HearingPlace => hearing(HearingKey::Place),
        Field::HearingOnline => hearing(HearingKey::Online),
        Field::HearingReason => hearing(HearingKey::Reason),
        Field::Body => of(Key::Body),
        Field::ItemName => MATERIAL.ja(MaterialKey::Name).to_owned(),
        Field::ItemWords => "文中の語".to_owned(),
        Field::ItemPurpose => MATERIAL.ja(MaterialKey::Purpose).to_owned(),
    }
}

/// The word for a list's items.
fn item(list: List) -> &'static str {
    match list {
        List::Materials => "資料",
        List::To => "宛先",
        List::Dues => "期限",
        List::Dates => "曜日の記載がある日付",
        List::Mentions => "件名、必要性及び本文の中の日時",
        List::Deadlines => "件名、必要性及び本文の中の期限",
    }
}

/// The word for a mention's role.
fn role_name(role: jp_datetime::prose::Role) -> &'static str {
    use jp_datetime::prose::Role;
    match role {
        Role::Deadline => "期限",
        Role::RelativeDeadline => "発出から数える期限",
        Role::Hearing => "ヒアリング",
        Role::Mention => "その他の日時",
        Role::Vague => "日時のない至急などの語",
    }
}
