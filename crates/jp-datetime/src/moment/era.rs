//! Eras (元号) since the Gregorian calendar, with their first days.

use chrono::{Datelike, NaiveDate};

/// An era whose dates can be written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Era {
    /// 明治, from 1873, when the Gregorian calendar was adopted.
    Meiji,
    /// 大正
    Taisho,
    /// 昭和
    Showa,
    /// 平成
    Heisei,
    /// 令和
    Reiwa,
}

/// How the era's name is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum EraStyle {
    /// 令和
    Name,
    /// 令
    Short,
    /// ㋿
    Square,
    /// R
    Letter,
}

impl Era {
    /// Newest first, as most dates are recent.
    pub const ALL: [Era; 5] = [Era::Reiwa, Era::Heisei, Era::Showa, Era::Taisho, Era::Meiji];

    /// Names and first days, newest first.
    pub const STARTS: &[(&str, (i32, u32, u32))] = &[
        (Era::Reiwa.name(), Era::Reiwa.first_day()),
        (Era::Heisei.name(), Era::Heisei.first_day()),
        (Era::Showa.name(), Era::Showa.first_day()),
        (Era::Taisho.name(), Era::Taisho.first_day()),
        (Era::Meiji.name(), Era::Meiji.first_day()),
    ];

    /// The era's first day as (year, month, day).
    pub(crate) const fn first_day(self) -> (i32, u32, u32) {
        match self {
            Era::Meiji => (1868, 1, 25),
            Era::Taisho => (1912, 7, 30),
            Era::Showa => (1926, 12, 25),
            Era::Heisei => (1989, 1, 8),
            Era::Reiwa => (2019, 5, 1),
        }
    }

    /// 令和
    pub const fn name(self) -> &'static str {
        match self {
            Era::Meiji => "明治",
            Era::Taisho => "大正",
            Era::Showa => "昭和",
            Era::Heisei => "平成",
            Era::Reiwa => "令和",
        }
    }

    /// R
    pub fn letter(self) -> char {
        match self {
            Era::Meiji => 'M',
            Era::Taisho => 'T',
            Era::Showa => 'S',
            Era::Heisei => 'H',
            Era::Reiwa => 'R',
        }
    }

    /// ㋿
    pub fn square(self) -> char {
        match self {
            Era::Meiji => '㍾',
            Era::Taisho => '㍽',
            Era::Showa => '㍼',
            Era::Heisei => '㍻',
            Era::Reiwa => '㋿',
        }
    }

    /// The era of a day; `None` before 1873.
    pub fn of(date: NaiveDate) -> Option<Era> {
        let day = (date.year(), date.month(), date.day());
        Era::ALL
            .into_iter()
            .find(|era| day.0 >= 1873 && day >= era.first_day())
    }

    /// The Gregorian year (西暦) of a year of this era, from 1.
    pub fn western(self, year: u32) -> Option<i32> {
        i32::try_from(year)
            .ok()?
            .checked_add(self.first_day().0)?
            .checked_sub(1)
    }

    /// The year of this era for a Gregorian year.
    pub fn year(self, western: i32) -> Option<u32> {
        let year = western.checked_sub(self.first_day().0)?.checked_add(1)?;
        u32::try_from(year).ok()
    }
}
