//! Holidays by 国民の祝日に関する法律 (昭和23年法律第178号, below 祝日法), for each year by the law of that year.
//!
//! Computed rather than listed: article 2 with its amendments is the table [`RULES`], article 3 (substitute and
//! citizens' holidays) is applied to its results, and both equinoxes are computed astronomically. Single days made
//! holidays by separate laws are in [`ONE_DAY_LAWS`].
//!
//! Future years follow the law as it stands today.

use chrono::{Datelike, Days, NaiveDate, Weekday};

/// The year 祝日法 came into force (1948-07-20, the day of its promulgation).
pub const FIRST_YEAR: i32 = 1948;

/// The last year computed.
pub const LAST_YEAR: i32 = 2150;

/// The last year whose equinox days have been announced.
///
/// Article 2 only names 「春分日」 and 「秋分日」; the dates are announced by the 暦要項 in the 官報 of the first of
/// February of the preceding year.
pub const LAST_ANNOUNCED_EQUINOX_YEAR: i32 = 2027;

/// Certainty of a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Basis {
    /// Fixed by law, or announced.
    Law,
    /// An equinox not yet announced, or a holiday that depends on one.
    Predicted,
    /// An office's configured closure.
    Configuration,
}

/// The provision that makes a day a holiday.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum HolidayKind {
    /// 国民の祝日: article 2.
    National,
    /// 振替休日, for a 国民の祝日 on a Sunday: article 3, paragraph 2.
    Substitute,
    /// 国民の休日, between two 国民の祝日: article 3, paragraph 3.
    Citizens,
    /// A day made a holiday by a separate law.
    OneOff,
}

/// One holiday.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Holiday {
    /// The day.
    pub date: NaiveDate,
    /// The name by law; 振替休日 and 国民の休日 are common names, as the law has none.
    pub name_ja: &'static str,
    /// The name in English, that of the Cabinet Office if it has one.
    pub name_en: &'static str,
    /// The provision.
    pub kind: HolidayKind,
    /// Certainty of the day.
    pub basis: Basis,
}

/// How article 2 defines the day of a 国民の祝日.
#[derive(Clone, Copy)]
enum Day {
    Fixed(u32, u32),
    /// The nth Monday of a month.
    Monday(u32, u8),
    Vernal,
    Autumnal,
}

/// A 国民の祝日, with the years in which it was on that day.
struct Rule {
    name_ja: &'static str,
    name_en: &'static str,
    day: Day,
    first: i32,
    last: i32,
}

const fn rule(ja: &'static str, en: &'static str, day: Day, first: i32, last: i32) -> Rule {
    Rule {
        name_ja: ja,
        name_en: en,
        day,
        first,
        last,
    }
}

/// Still in force.
const ON: i32 = LAST_YEAR;

/// Article 2 in all its versions.
///
/// The amendments, by the year of the first holiday they moved or made:
/// - 1966 敬老の日・体育の日, 1967 建国記念の日: 昭和41年法律第86号 (in force on
///   1966-06-25), the day of the latter by 昭和41年政令第376号
/// - 1989 みどりの日, 天皇誕生日 on 12-23: 平成元年法律第5号
/// - 1996 海の日: 平成7年法律第22号
/// - 2000 成人の日・体育の日 on Mondays: 平成10年法律第141号
/// - 2003 海の日・敬老の日 on Mondays: 平成13年法律第59号
/// - 2007 昭和の日, みどりの日 on 05-04: 平成17年法律第43号
/// - 2016 山の日: 平成26年法律第43号
/// - 2020 天皇誕生日 on 02-23: 平成29年法律第63号附則10条, in force from
///   2019-05-01, so that 2019 has none
/// - 2020 スポーツの日 for 体育の日: 平成30年法律第57号
/// - 2020 and 2021 only, 海の日・スポーツの日・山の日 moved for the Olympic Games:
///   平成27年法律第33号32条1項・2項
const RULES: &[Rule] = &[
    rule("元日", "New Year's Day", Day::Fixed(1, 1), 1949, ON),
    rule("成人の日", COMING_OF_AGE, Day::Fixed(1, 15), 1949, 1999),
    rule("成人の日", COMING_OF_AGE, Day::Monday(1, 2), 2000, ON),
    rule("建国記念の日", FOUNDATION, Day::Fixed(2, 11), 1967, ON),
    rule("天皇誕生日", EMPEROR, Day::Fixed(4, 29), 1949, 1988),
    rule("天皇誕生日", EMPEROR, Day::Fixed(12, 23), 1989, 2018),
    rule("天皇誕生日", EMPEROR, Day::Fixed(2, 23), 2020, ON),
    rule("春分の日", "Vernal Equinox Day", Day::Vernal, 1949, ON),
    rule("みどりの日", GREENERY, Day::Fixed(4, 29), 1989, 2006),
    rule("みどりの日", GREENERY, Day::Fixed(5, 4), 2007, ON),
    rule("昭和の日", "Showa Day", Day::Fixed(4, 29), 2007, ON),
    rule("憲法記念日", CONSTITUTION, Day::Fixed(5, 3), 1949, ON),
    rule("こどもの日", "Children's Day", Day::Fixed(5, 5), 1949, ON),
    rule("海の日", MARINE, Day::Fixed(7, 20), 1996, 2002),
    rule("海の日", MARINE, Day::Monday(7, 3), 2003, 2019),
    rule("海の日", MARINE, Day::Fixed(7, 23), 2020, 2020),
    rule("海の日", MARINE, Day::Fixed(7, 22), 2021, 2021),
    rule("海の日", MARINE, Day::Monday(7, 3), 2022, ON),
    rule("山の日", MOUNTAIN, Day::Fixed(8, 11), 2016, 2019),
    rule("山の日", MOUNTAIN, Day::Fixed(8, 10), 2020, 2020),
    rule("山の日", MOUNTAIN, Day::Fixed(8, 8), 2021, 2021),
    rule("山の日", MOUNTAIN, Day::Fixed(8, 11), 2022, ON),
    rule("敬老の日", AGED, Day::Fixed(9, 15), 1966, 2002),
    rule("敬老の日", AGED, Day::Monday(9, 3), 2003, ON),
    rule("秋分の日", AUTUMNAL, Day::Autumnal, 1948, ON),
    rule("体育の日", HEALTH_SPORTS, Day::Fixed(10, 10), 1966, 1999),
    rule("体育の日", HEALTH_SPORTS, Day::Monday(10, 2), 2000, 2019),
    rule("スポーツの日", "Sports Day", Day::Fixed(7, 24), 2020, 2020),
    rule("スポーツの日", "Sports Day", Day::Fixed(7, 23), 2021, 2021),
    rule("スポーツの日", "Sports Day", Day::Monday(10, 2), 2022, ON),
    rule("文化の日", "Culture Day", Day::Fixed(11, 3), 1948, ON),
    rule("勤労感謝の日", THANKSGIVING, Day::Fixed(11, 23), 1948, ON),
];

const COMING_OF_AGE: &str = "Coming of Age Day";
const FOUNDATION: &str = "National Foundation Day";
const EMPEROR: &str = "The Emperor's Birthday";
const GREENERY: &str = "Greenery Day";
const CONSTITUTION: &str = "Constitution Memorial Day";
const MARINE: &str = "Marine Day";
const MOUNTAIN: &str = "Mountain Day";
const AGED: &str = "Respect for the Aged Day";
const AUTUMNAL: &str = "Autumnal Equinox Day";
const HEALTH_SPORTS: &str = "Health and Sports Day";
const THANKSGIVING: &str = "Labor Thanksgiving Day";

/// A day made a holiday by a separate law.
struct OneDayLaw {
    date: (i32, u32, u32),
    name_ja: &'static str,
    name_en: &'static str,
    /// Whether it counts as a 国民の祝日 for article 3, paragraphs 2 and 3.
    counts_as_national: bool,
}

const fn one_day(
    date: (i32, u32, u32),
    name_ja: &'static str,
    name_en: &'static str,
    counts_as_national: bool,
) -> OneDayLaw {
    OneDayLaw {
        date,
        name_ja,
        name_en,
        counts_as_national,
    }
}

/// 昭和34年法律第16号, 平成元年法律第4号, 平成2年法律第24号, 平成5年法律第32号 and, for both days of 2019,
/// 平成30年法律第99号. Only the last states (附則2条) that its days are 国民の祝日 for article 3; the neighbours of the older
/// days are not holidays, so it makes no difference for them.
const ONE_DAY_LAWS: &[OneDayLaw] = &[
    one_day((1959, 4, 10), "結婚の儀", WEDDING, false),
    one_day((1989, 2, 24), "大喪の礼", FUNERAL, false),
    one_day((1990, 11, 12), "即位礼正殿の儀", ENTHRONEMENT, false),
    one_day((1993, 6, 9), "結婚の儀", WEDDING, false),
    one_day((2019, 5, 1), "天皇の即位の日", ACCESSION, true),
    one_day((2019, 10, 22), "即位礼正殿の儀", ENTHRONEMENT, true),
];

const WEDDING: &str = "Wedding of the Crown Prince";
const FUNERAL: &str = "Funeral of Emperor Showa";
const ENTHRONEMENT: &str = "Enthronement Ceremony";
const ACCESSION: &str = "Accession of the Emperor";

/// The holidays of a year, ascending; empty outside [`FIRST_YEAR`]..=[`LAST_YEAR`].
///
/// 1948 begins with the law on 20 July; earlier holidays under 昭和2年勅令第25号 are not included.
pub fn holidays_of(year: i32) -> Vec<Holiday> {
    if !(FIRST_YEAR..=LAST_YEAR).contains(&year) {
        return Vec::new();
    }
    let mut national: Vec<Holiday> = RULES
        .iter()
        .filter(|rule| (rule.first..=rule.last).contains(&year))
        .filter_map(|rule| article_2(rule, year))
        .collect();
    let mut others = Vec::new();
    for law in ONE_DAY_LAWS.iter().filter(|law| law.date.0 == year) {
        let (y, month, day) = law.date;
        let Some(date) = NaiveDate::from_ymd_opt(y, month, day) else {
            continue;
        };
        let holiday = Holiday {
            date,
            name_ja: law.name_ja,
            name_en: law.name_en,
            kind: HolidayKind::OneOff,
            basis: Basis::Law,
        };
        if law.counts_as_national {
            national.push(holiday);
        } else {
            others.push(holiday);
        }
    }
    national.sort_by_key(|holiday| holiday.date);

    let mut all = article_3(&national);
    all.append(&mut others);
    all.append(&mut national);
    all.sort_by_key(|holiday| holiday.date);
    all
}

/// The 国民の祝日 of a rule in a year.
fn article_2(rule: &Rule, year: i32) -> Option<Holiday> {
    let date = match rule.day {
        Day::Fixed(month, day) => NaiveDate::from_ymd_opt(year, month, day),
        Day::Monday(month, nth) => NaiveDate::from_weekday_of_month_opt(year, month, Weekday::Mon, nth),
        Day::Vernal => equinox(year, &MARCH),
        Day::Autumnal => equinox(year, &SEPTEMBER),
    }?;
    let is_equinox = matches!(rule.day, Day::Vernal | Day::Autumnal);
    Some(Holiday {
        date,
        name_ja: rule.name_ja,
        name_en: rule.name_en,
        kind: HolidayKind::National,
        basis: if is_equinox && year > LAST_ANNOUNCED_EQUINOX_YEAR {
            Basis::Predicted
        } else {
            Basis::Law
        },
    })
}

/// Holidays derived from a year's 国民の祝日 (ascending) by article 3.
///
/// No 国民の祝日 is close enough to the turn of the year for neighbours in another year.
fn article_3(national: &[Holiday]) -> Vec<Holiday> {
    // 2項 by 昭和48年法律第10号, 3項 by 昭和60年法律第103号, both from promulgation; both
    // reworded by 平成17年法律第43号.
    let substitutes_since = NaiveDate::from_ymd_opt(1973, 4, 12);
    let citizens_since = NaiveDate::from_ymd_opt(1985, 12, 27);
    let reworded = |date: NaiveDate| date.year() >= 2007;
    let is_national = |date| national.iter().any(|holiday| holiday.date == date);

    let mut derived: Vec<Holiday> = Vec::new();
    for holiday in national {
        if holiday.date.weekday() != Weekday::Sun || Some(holiday.date) < substitutes_since {
            continue;
        }
        // The next day; since 2007 the next day that is not a 国民の祝日.
        let free = if reworded(holiday.date) {
            holiday.date.iter_days().find(|&date| !is_national(date))
        } else {
            holiday.date.succ_opt().filter(|&date| !is_national(date))
        };
        derived.extend(free.map(|date| Holiday {
            date,
            name_ja: "振替休日",
            name_en: "Substitute Holiday",
            kind: HolidayKind::Substitute,
            basis: holiday.basis,
        }));
    }
    for (before, after) in national.iter().zip(national.iter().skip(1)) {
        let Some(date) = before.date.succ_opt() else {
            continue;
        };
        // A 振替休日 keeps its name: before 2007 the law excludes the day from paragraph 3, afterwards both paragraphs
        // would apply. Sundays were excluded until 2006.
        let excluded = derived.iter().any(|holiday| holiday.date == date)
            || (date.weekday() == Weekday::Sun && !reworded(date))
            || Some(date) < citizens_since;
        if excluded || before.date.checked_add_days(Days::new(2)) != Some(after.date) {
            continue;
        }
        derived.push(Holiday {
            date,
            name_ja: "国民の休日",
            name_en: "Citizens' Holiday",
            kind: HolidayKind::Citizens,
            basis: if before.basis == Basis::Law {
                after.basis
            } else {
                before.basis
            },
        });
    }
    derived
}

/// Coefficients of the mean equinox as a polynomial in millennia from 2000.
type MeanEquinox = [f64; 5];

/// J. Meeus, Astronomical Algorithms (2nd ed.), table 27.B.
const MARCH: MeanEquinox = [2_451_623.809_84, 365_242.374_04, 0.051_69, -0.004_11, -0.000_57];
const SEPTEMBER: MeanEquinox = [2_451_810.217_15, 365_242.017_67, -0.115_75, 0.003_37, 0.000_78];

/// Periodic terms around the mean equinox (the same book, table 27.C): amplitude
/// in 0.00001 day, phase in degrees, degrees per Julian century.
#[rustfmt::skip]
const PERIODIC: [(f64, f64, f64); 24] = [
    (485.0, 324.96, 1934.136), (203.0, 337.23, 32964.467), (199.0, 342.08, 20.186),
    (182.0, 27.85, 445267.112), (156.0, 73.14, 45036.886), (136.0, 171.52, 22518.443),
    (77.0, 222.54, 65928.934), (74.0, 296.72, 3034.906), (70.0, 243.58, 9037.513),
    (58.0, 119.81, 33718.147), (52.0, 297.17, 150.678), (50.0, 21.02, 2281.226),
    (45.0, 247.54, 29929.562), (44.0, 325.15, 31555.956), (29.0, 60.93, 4443.417),
    (18.0, 155.12, 67555.328), (17.0, 288.79, 4562.452), (16.0, 198.04, 62894.029),
    (14.0, 199.76, 31436.921), (12.0, 95.39, 14577.848), (12.0, 287.11, 31931.756),
    (12.0, 320.81, 34777.259), (9.0, 227.73, 1222.114), (8.0, 15.45, 16859.074),
];

/// The date in Japan on which the sun passes the equinox.
///
/// The instant is accurate to about a minute, plus the uncertainty of the earth's rotation: some ten seconds in 2030,
/// about two minutes in 2150. The instants nearest to midnight are those of autumn 2074 (three minutes past), 2136
/// and 2012 (eleven minutes), so the date is certain.
fn equinox(year: i32, mean: &MeanEquinox) -> Option<NaiveDate> {
    let millennia = (f64::from(year) - 2000.0) / 1000.0;
    let mean_day = mean.iter().rev().fold(0.0, |sum, c| sum * millennia + c);
    let centuries = (mean_day - 2_451_545.0) / 36_525.0;
    let anomaly = (35_999.373 * centuries - 2.47).to_radians();
    let speed = 1.0 + 0.0334 * anomaly.cos() + 0.0007 * (2.0 * anomaly).cos();
    let periodic: f64 = PERIODIC
        .iter()
        .map(|(amplitude, phase, rate)| amplitude * (phase + rate * centuries).to_radians().cos())
        .sum();
    let terrestrial = mean_day + 0.00001 * periodic / speed;
    let japan = terrestrial - delta_t(f64::from(year)) / 86_400.0 + 9.0 / 24.0;
    // Julian days begin at noon: 2451544.5 is 2000-01-01 0:00.
    let days = (japan - 2_451_544.5).floor() as i64;
    NaiveDate::from_ymd_opt(2000, 1, 1)?.checked_add_signed(chrono::TimeDelta::try_days(days)?)
}

/// Terrestrial time minus universal time, in seconds: until 2005 a linear fit of observed values (within four
/// seconds), then the estimates of Espenak and Meeus.
fn delta_t(year: f64) -> f64 {
    let t = year - 2000.0;
    if year < 2005.0 {
        62.5 + 0.66 * t
    } else if year < 2050.0 {
        62.92 + 0.322_17 * t + 0.005_589 * t * t
    } else {
        let centuries = (year - 1820.0) / 100.0;
        -20.0 + 32.0 * centuries * centuries - 0.5628 * (2150.0 - year)
    }
}
