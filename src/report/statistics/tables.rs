//! The figures as tables, for terminal, page and workbook.

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate, Weekday};

use super::contract::{Counts, Distribution, Figures, Group, Intensive, Output, Rule, Strict, Year};
use crate::calendar::hours::Moment;
use crate::message::{Entry, Lang, catalogue, words};
use crate::request::Kind;
use crate::statistics::seconds;

/// Display names of rules and plans.
#[derive(Clone, Debug, Default)]
pub struct Titles {
    /// Name of each rule, by code.
    pub rules: BTreeMap<String, String>,
    /// Short title of each plan, by id.
    pub plans: BTreeMap<String, String>,
}

/// A table.
#[derive(Clone, Debug)]
pub struct Table {
    /// Identifier without blanks, the same in every language.
    pub id: &'static str,
    /// Title.
    pub title: String,
    /// Columns.
    pub heads: Vec<String>,
    /// Rows.
    pub rows: Vec<Vec<Cell>>,
    /// Notes.
    pub note: Option<String>,
}

/// A cell of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cell {
    /// Text.
    Text(String),
    /// A number of requests.
    Count(u64),
    /// A part and its whole.
    Share(u64, u64),
    /// Empty.
    None,
}

impl Cell {
    /// The cell as text.
    pub fn words(&self, lang: Lang) -> String {
        let number = |count: u64| i64::try_from(count).unwrap_or(i64::MAX);
        match self {
            Self::Text(text) => text.clone(),
            Self::Count(count) => words::count(number(*count)),
            Self::Share(_, 0) | Self::None => "－".to_owned(),
            Self::Share(part, whole) => words::percent(number(*part), number(*whole), lang),
        }
    }
}

/// The name of a fiscal year.
pub(super) fn year_name(year: &Year, lang: Lang) -> String {
    let number = year.fiscal_year.to_string();
    if year.fiscal_year < 2019 {
        return catalogue::YEARLY_YEAR_PLAIN.fill(lang, &[("year", &number)]);
    }
    catalogue::YEARLY_YEAR.fill(lang, &[("year", &words::fiscal_year(year.fiscal_year, lang))])
}

/// The title of the report.
pub(super) fn title(output: &Output, lang: Lang) -> String {
    match &output.year {
        Some(year) => catalogue::YEARLY_TITLE_YEAR.fill(lang, &[("year", &year_name(year, lang))]),
        None => catalogue::YEARLY_TITLE.text(lang).to_owned(),
    }
}

/// Notes on what was not counted, and on parameters.
pub(super) fn notes(output: &Output, lang: Lang) -> Vec<String> {
    let sources = &output.sources;
    let counts = [
        (catalogue::YEARLY_NOTE_UNREAD, sources.unread),
        (catalogue::YEARLY_NOTE_SKIPPED, sources.skipped_lines),
        (catalogue::YEARLY_NOTE_UNNAMED, sources.unnamed_records),
        (catalogue::YEARLY_NOTE_LEFT_OUT, sources.left_out),
        (catalogue::YEARLY_NOTE_TEMPLATES, sources.templates),
        (catalogue::YEARLY_NOTE_OTHER_YEARS, sources.other_years),
        (catalogue::YEARLY_NOTE_UNDATED, sources.undated),
        (catalogue::YEARLY_NOTE_DRAFTS, output.figures.drafts),
        (
            catalogue::YEARLY_NOTE_NOT_AFTER,
            output.figures.given.not_after_sent,
        ),
    ];
    let counted = counts.iter().filter(|(_, count)| *count > 0);
    let mut notes: Vec<String> = counted
        .map(|(entry, count)| entry.fill(lang, &[("count", &count.to_string())]))
        .collect();
    let day = duration(&output.basis.working_day, lang);
    let evening = time_of_day(&output.basis.evening_from, lang);
    let values = [("evening", &*evening), ("day", &*day)];
    notes.push(catalogue::YEARLY_NOTE_BASIS.fill(lang, &values));
    notes
}

/// Every table, in order.
pub(super) fn tables(output: &Output, titles: &Titles, lang: Lang) -> Vec<Table> {
    let figures = &output.figures;
    let builder = TableBuilder { titles, lang };
    vec![
        builder.overview(output),
        builder.clauses(figures),
        builder.rules(&figures.by_rule),
        builder.groups(
            ("by_kind", catalogue::YEARLY_BY_KIND),
            figures
                .by_kind
                .iter()
                .map(|it| (builder.kind(it.kind.as_deref()), &it.group)),
        ),
        builder.groups(
            ("by_month", catalogue::YEARLY_BY_MONTH),
            figures
                .by_month
                .iter()
                .map(|it| (builder.name(it.month.as_ref()), &it.group)),
        ),
        builder.intensive(&figures.intensive),
        builder.groups(
            ("by_bureau", catalogue::YEARLY_BY_BUREAU),
            figures
                .by_bureau
                .iter()
                .map(|it| (builder.name(it.bureau.as_ref()), &it.group)),
        ),
        builder.recipients(figures),
        builder.distribution("given_elapsed", catalogue::YEARLY_ELAPSED, &figures.given.elapsed),
        builder.distribution("given_working", catalogue::YEARLY_WORKING, &figures.given.working),
        builder.hours(figures),
        builder.strictest(&figures.strictest),
    ]
}

/// Formats an ISO 8601 duration.
pub(super) fn duration(iso: &str, lang: Lang) -> String {
    seconds(iso).map_or_else(|| iso.to_owned(), |seconds| words::duration(seconds, lang))
}

/// Formats a machine-readable time of day.
fn time_of_day(text: &str, lang: Lang) -> String {
    let parts = text
        .split_once(':')
        .map(|(hour, minute)| (hour.parse::<u32>(), minute.parse::<u32>()));
    match parts {
        Some((Ok(hour), Ok(minute))) => words::time_of_day(hour * 60 + minute, lang),
        _ => text.to_owned(),
    }
}

/// Context for making tables.
struct TableBuilder<'a> {
    titles: &'a Titles,
    lang: Lang,
}

impl TableBuilder<'_> {
    fn table(&self, id: &'static str, title: String, heads: &[Entry], rows: Vec<Vec<Cell>>) -> Table {
        Table {
            id,
            title,
            heads: heads.iter().map(|head| head.text(self.lang).to_owned()).collect(),
            rows,
            note: None,
        }
    }

    fn name(&self, name: Option<&String>) -> String {
        known_or(name, catalogue::YEARLY_UNKNOWN, self.lang)
    }

    fn kind(&self, kind: Option<&str>) -> String {
        let Some(name) = kind else { return self.name(None) };
        let known = Kind::ALL.iter().find(|known| known.name() == name);
        let spelling = known.map(|kind| words::spelling([kind.name(), kind.ja()], self.lang));
        spelling.unwrap_or(name).to_owned()
    }

    fn duration(&self, iso: &str) -> Cell {
        Cell::Text(duration(iso, self.lang))
    }

    fn overview(&self, output: &Output) -> Table {
        let rows_of = |figures: &Figures| -> Vec<(String, [Cell; 3])> {
            let lang = self.lang;
            let counts = figures.counts;
            let (given, sent, dues) = (&figures.given, &figures.sent, figures.dues);
            let plain = |entry: Entry| entry.text(lang).to_owned();
            let marked = |entry: Entry, name: &str, value: &str| entry.fill(lang, &[(name, value)]);
            let elapsed_mark = duration(&given.elapsed.mark, lang);
            let working_mark = duration(&given.working.mark, lang);
            let evening = time_of_day(&output.basis.evening_from, lang);
            let part = |name: String, part: u64, whole: u64| {
                (
                    name,
                    [Cell::Count(part), Cell::Count(whole), Cell::Share(part, whole)],
                )
            };
            let of_all = |entry: Entry, count: u64| part(plain(entry), count, counts.requests);
            let median = |entry: Entry, distribution: &Distribution| {
                let value = distribution
                    .median
                    .as_deref()
                    .map_or(Cell::None, |iso| self.duration(iso));
                (
                    plain(entry),
                    [value, Cell::Count(distribution.requests), Cell::None],
                )
            };
            vec![
                (
                    plain(catalogue::YEARLY_REQUESTS),
                    [Cell::Count(counts.requests), Cell::None, Cell::None],
                ),
                of_all(catalogue::YEARLY_JUDGED, counts.judged),
                of_all(catalogue::YEARLY_BREACHED, counts.breached),
                of_all(catalogue::YEARLY_WARNED, counts.warned),
                of_all(catalogue::YEARLY_EXCEPTED, counts.excepted),
                of_all(catalogue::YEARLY_DEVIATED, counts.deviated),
                of_all(catalogue::YEARLY_UNDETERMINED, counts.undetermined),
                part(
                    marked(catalogue::YEARLY_BELOW_MARK, "mark", &elapsed_mark),
                    given.elapsed.below,
                    given.elapsed.requests,
                ),
                median(catalogue::YEARLY_MEDIAN, &given.elapsed),
                part(
                    marked(catalogue::YEARLY_BELOW_DAY, "mark", &working_mark),
                    given.working.below,
                    given.working.requests,
                ),
                median(catalogue::YEARLY_MEDIAN_WORKING, &given.working),
                part(
                    marked(catalogue::YEARLY_EVENING, "evening", &evening),
                    sent.evening,
                    sent.requests,
                ),
                part(
                    plain(catalogue::YEARLY_SENT_CLOSED),
                    sent.closed_day,
                    sent.requests,
                ),
                part(
                    plain(catalogue::YEARLY_DUE_CLOSED),
                    dues.closed_day,
                    dues.requests,
                ),
            ]
        };
        let heads = [
            catalogue::YEARLY_ITEM,
            catalogue::YEARLY_COUNT,
            catalogue::YEARLY_OF,
            catalogue::YEARLY_SHARE,
        ];
        let title = catalogue::YEARLY_OVERVIEW.text(self.lang).to_owned();
        let row = |(name, cells): (String, [Cell; 3])| -> Vec<Cell> {
            std::iter::once(Cell::Text(name)).chain(cells).collect()
        };
        let rows = rows_of(&output.figures).into_iter().map(row).collect();
        let mut table = self.table("overview", title, &heads, rows);
        if let Some(before) = &output.before {
            table.heads.extend(
                heads[1..]
                    .iter()
                    .map(|head| catalogue::YEARLY_BEFORE.fill(self.lang, &[("head", head.text(self.lang))])),
            );
            for (row, (_, cells)) in table.rows.iter_mut().zip(rows_of(&before.figures)) {
                row.extend(cells);
            }
        }
        table
    }

    fn clauses(&self, figures: &Figures) -> Table {
        let all = figures.counts.requests;
        let rows = figures.by_clause.iter().map(|clause| {
            let plan = self.titles.plans.get(&clause.plan).unwrap_or(&clause.plan);
            vec![
                Cell::Text(format!("{plan} {}", clause.section)),
                Cell::Count(clause.requests),
                Cell::Count(all),
                Cell::Share(clause.requests, all),
            ]
        });
        let heads = [
            catalogue::YEARLY_ITEM,
            catalogue::YEARLY_HEAD_RAISED,
            catalogue::YEARLY_OF,
            catalogue::YEARLY_SHARE,
        ];
        let title = catalogue::YEARLY_BY_CLAUSE.text(self.lang).to_owned();
        self.table("by_clause", title, &heads, rows.collect())
    }

    fn rules(&self, rules: &[Rule]) -> Table {
        let is_quiet = |rule: &&Rule| rule.requests + rule.undetermined + rule.excepted + rule.deviated == 0;
        // Breaches before undetermined rules.
        let (unread, of_plans): (Vec<&Rule>, Vec<&Rule>) = rules
            .iter()
            .filter(|rule| !is_quiet(rule))
            .partition(|rule| rule.code.starts_with("KG0"));
        let rows = of_plans.into_iter().chain(unread).map(|rule| {
            let name = self.titles.rules.get(&rule.code);
            let name = name.map_or_else(|| rule.code.clone(), |name| format!("{} {name}", rule.code));
            vec![
                Cell::Text(name),
                Cell::Count(rule.requests),
                Cell::Count(rule.judged),
                Cell::Share(rule.requests, rule.judged),
                Cell::Count(rule.undetermined),
                Cell::Count(rule.excepted),
                Cell::Count(rule.deviated),
            ]
        });
        let heads = [
            catalogue::YEARLY_ITEM,
            catalogue::YEARLY_HEAD_RAISED,
            catalogue::YEARLY_HEAD_RULE_JUDGED,
            catalogue::YEARLY_SHARE,
            catalogue::YEARLY_HEAD_UNDETERMINED,
            catalogue::YEARLY_HEAD_EXCEPTED,
            catalogue::YEARLY_HEAD_DEVIATED,
        ];
        let title = catalogue::YEARLY_BY_RULE.text(self.lang).to_owned();
        let mut table = self.table("by_rule", title, &heads, rows.collect());
        let quiet = rules.iter().filter(is_quiet).count();
        table.note = (quiet > 0)
            .then(|| catalogue::YEARLY_QUIET_RULES.fill(self.lang, &[("count", &quiet.to_string())]));
        table
    }

    fn groups<'g>(
        &self,
        (id, title): (&'static str, Entry),
        groups: impl Iterator<Item = (String, &'g Group)>,
    ) -> Table {
        let rows = groups
            .map(|(name, group)| group_row(name, group.counts))
            .collect();
        self.table(id, title.text(self.lang).to_owned(), &GROUP, rows)
    }

    fn intensive(&self, intensive: &Intensive) -> Table {
        let rows = [
            (catalogue::YEARLY_INTENSIVE_INSIDE, &intensive.inside),
            (catalogue::YEARLY_INTENSIVE_OUTSIDE, &intensive.outside),
        ];
        let rows = rows.map(|(name, group)| group_row(name.text(self.lang).to_owned(), group.counts));
        let day = |text: &str| {
            let day = NaiveDate::parse_from_str(&format!("2000-{text}"), "%Y-%m-%d").ok();
            day.map_or_else(
                || text.to_owned(),
                |day| words::month_day(day.month(), day.day(), self.lang),
            )
        };
        let (from, until) = (day(&intensive.from), day(&intensive.until));
        let title = catalogue::YEARLY_INTENSIVE.fill(self.lang, &[("from", &from), ("until", &until)]);
        self.table("intensive", title, &GROUP, rows.into())
    }

    fn recipients(&self, figures: &Figures) -> Table {
        let rows = figures.by_recipient.iter().map(|to| {
            let unnamed = || catalogue::YEARLY_UNNAMED_MINISTRY.text(self.lang).to_owned();
            let name = to.ministry.clone().unwrap_or_else(unnamed);
            let mut row = group_row(name, to.group.counts);
            row.push(Cell::Count(to.asked.requests));
            row.push(self.duration(&to.asked.effort));
            row
        });
        let mut heads = GROUP.to_vec();
        heads.extend([catalogue::YEARLY_HEAD_STATED, catalogue::YEARLY_HEAD_EFFORT]);
        let title = catalogue::YEARLY_BY_RECIPIENT.text(self.lang).to_owned();
        self.table("by_recipient", title, &heads, rows.collect())
    }

    fn distribution(&self, id: &'static str, title: Entry, distribution: &Distribution) -> Table {
        let rows = distribution.bins.iter().map(|bin| {
            let from = duration(&bin.from, self.lang);
            let name = match &bin.until {
                Some(until) => {
                    let until = duration(until, self.lang);
                    catalogue::YEARLY_RANGE.fill(self.lang, &[("from", &from), ("until", &until)])
                }
                None => catalogue::YEARLY_RANGE_LAST.fill(self.lang, &[("from", &from)]),
            };
            vec![
                Cell::Text(name),
                Cell::Count(bin.requests),
                Cell::Count(distribution.requests),
                Cell::Share(bin.requests, distribution.requests),
            ]
        });
        let heads = [
            catalogue::YEARLY_ITEM,
            catalogue::YEARLY_COUNT,
            catalogue::YEARLY_OF,
            catalogue::YEARLY_SHARE,
        ];
        self.table(id, title.text(self.lang).to_owned(), &heads, rows.collect())
    }

    /// One row per hour, one column per weekday, without hours in which nothing was sent.
    fn hours(&self, figures: &Figures) -> Table {
        let hours = &figures.sent.by_hour;
        let rows = (0..24).filter_map(|hour| {
            let of_hour = hours.iter().filter(|it| it.hour == hour);
            let counts: Vec<u64> = of_hour.map(|it| it.requests).collect();
            let sum = counts.iter().sum::<u64>();
            let row = std::iter::once(Cell::Text(format!("{hour}")))
                .chain(counts.into_iter().map(Cell::Count))
                .chain([Cell::Count(sum)]);
            (sum > 0).then(|| row.collect())
        });
        let title = catalogue::YEARLY_BY_HOUR.text(self.lang).to_owned();
        let mut table = self.table("by_hour", title, &[catalogue::YEARLY_HEAD_HOUR], rows.collect());
        let week = std::iter::successors(Some(Weekday::Mon), |day| Some(day.succ())).take(7);
        table
            .heads
            .extend(week.map(|day| words::weekday(day, self.lang).to_owned()));
        table
            .heads
            .push(catalogue::YEARLY_COUNT.text(self.lang).to_owned());
        table
    }

    fn strictest(&self, strictest: &[Strict]) -> Table {
        let mut heads = vec![
            catalogue::YEARLY_ITEM,
            catalogue::YEARLY_HEAD_KIND,
            catalogue::YEARLY_HEAD_SENT,
            catalogue::YEARLY_HEAD_DUE,
            catalogue::YEARLY_HEAD_WORKING,
            catalogue::YEARLY_HEAD_ELAPSED,
            catalogue::YEARLY_HEAD_CODES,
        ];
        let named = strictest.iter().any(|one| one.path.is_some());
        if named {
            heads.extend([catalogue::YEARLY_HEAD_PATH, catalogue::YEARLY_HEAD_SUBJECT]);
        }
        let moment_cell = |text: &str| {
            let read = chrono::DateTime::parse_from_rfc3339(text).map(|at| Moment(at.timestamp()).japan());
            read.map_or_else(
                |_| Cell::Text(text.to_owned()),
                |at| Cell::Text(words::moment(at, i32::MIN, self.lang)),
            )
        };
        let rows = strictest.iter().map(|one| {
            let bureaus: Vec<&str> = one.bureaus.iter().map(String::as_str).collect();
            let codes: Vec<&str> = one.codes.iter().map(String::as_str).collect();
            let sender = if bureaus.is_empty() {
                self.name(None)
            } else {
                words::list(&bureaus, self.lang)
            };
            let mut row = vec![
                Cell::Text(sender),
                Cell::Text(self.kind(one.kind.as_deref())),
                moment_cell(&one.sent),
                moment_cell(&one.due),
                self.duration(&one.working),
                self.duration(&one.elapsed),
                Cell::Text(codes.join(" ")),
            ];
            if named {
                row.push(Cell::Text(one.path.clone().unwrap_or_default()));
                row.push(Cell::Text(one.subject.clone().unwrap_or_default()));
            }
            row
        });
        let title = catalogue::YEARLY_STRICTEST.text(self.lang).to_owned();
        self.table("strictest", title, &heads, rows.collect())
    }
}

/// Columns of groups of requests.
const GROUP: [Entry; 9] = [
    catalogue::YEARLY_ITEM,
    catalogue::YEARLY_REQUESTS,
    catalogue::YEARLY_HEAD_JUDGED,
    catalogue::YEARLY_HEAD_BREACHED,
    catalogue::YEARLY_SHARE,
    catalogue::YEARLY_HEAD_WARNED,
    catalogue::YEARLY_HEAD_EXCEPTED,
    catalogue::YEARLY_HEAD_DEVIATED,
    catalogue::YEARLY_HEAD_UNDETERMINED,
];

fn group_row(name: String, counts: Counts) -> Vec<Cell> {
    vec![
        Cell::Text(name),
        Cell::Count(counts.requests),
        Cell::Count(counts.judged),
        Cell::Count(counts.breached),
        Cell::Share(counts.breached, counts.requests),
        Cell::Count(counts.warned),
        Cell::Count(counts.excepted),
        Cell::Count(counts.deviated),
        Cell::Count(counts.undetermined),
    ]
}

/// A name, or the text for an unknown one.
pub(super) fn known_or(name: Option<&String>, unknown: Entry, lang: Lang) -> String {
    name.cloned().unwrap_or_else(|| unknown.text(lang).to_owned())
}
