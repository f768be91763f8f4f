//! The figures as a self-contained page without scripts, which prints as four pages of A4.

use std::fmt::Write as _;

use chrono::Weekday;

use super::contract::{Asked, Distribution, Group, Output};
use super::svg::{self, Bar, escape};
use super::tables::{self, Cell, Table, Titles, known_or};
use crate::message::{Lang, catalogue, words};
use crate::statistics::seconds;

/// Limit on rows of a table and bars of a chart, to fit the page.
const ROWS: usize = 10;
/// Limit on rules.
const RULES: usize = 18;

/// Length limit of a cell, in characters; subjects are free text.
const CELL: usize = 60;

/// As [`CELL`], for the table with the most columns.
const NARROW: usize = 24;

const STYLE: &str = "\
@page{size:A4;margin:14mm}\
*{box-sizing:border-box}\
body{margin:0 auto;padding:0 1em;max-width:190mm;font:10.5pt/1.45 'Hiragino Sans','Yu Gothic','Noto Sans CJK JP','Noto Sans JP',Meiryo,sans-serif;color:#000;background:#fff}\
section{margin:0 0 2em}\
h1{font-size:17pt;margin:.6em 0 .3em}h2{font-size:12pt;margin:.9em 0 .25em;border-bottom:1px solid #333}\
table{border-collapse:collapse;width:100%;font-size:9pt}\
th,td{border:1px solid #999;padding:.12em .4em;text-align:right;font-variant-numeric:tabular-nums}\
th{background:#eee}th:first-child,td.t{text-align:left}\
td.t{overflow-wrap:anywhere}\
#overview td+td{text-align:right;white-space:nowrap}\
#strictest th{text-align:left}#strictest td.t+td.t{font-size:7.5pt;line-height:1.25}\
.wide{overflow-x:auto}.wide>*{min-width:34em}\
svg{display:block;width:100%;height:auto}svg text{font-size:11px;fill:#000}\
p,li{margin:.15em 0;font-size:9pt}ul{padding-left:1.2em;margin:.3em 0}\
@media print{.wide{overflow:visible}body{max-width:none;padding:0}section{margin:0;break-after:page}\
section:last-of-type{break-after:auto}*{print-color-adjust:exact;-webkit-print-color-adjust:exact}}";

/// The page.
pub fn html(output: &Output, titles: &Titles, lang: Lang) -> String {
    let title = escape(&tables::title(output, lang));
    let policy = "default-src 'none'; style-src 'unsafe-inline'";
    let language = lang.tag();
    let mut out = format!(
        "<!DOCTYPE html>\n<html lang=\"{language}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"{policy}\">\n\
         <meta name=\"viewport\" content=\"width=device-width\">\n<title>{title}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n{}\n<main>\n",
        svg::PATTERNS
    );
    let all = tables::tables(output, titles, lang);
    let table = |id: &str| all.iter().find(|table| table.id == id);
    let figures = &output.figures;
    let page = Page { lang };
    let text = |entry: crate::message::Entry| entry.text(lang).to_owned();
    let chart = |title: String, (drawn, legend): (String, String)| {
        let title = escape(&title);
        format!("<h2>{title}</h2>\n{}{legend}\n", wide(&title, &drawn))
    };
    let mut notes = String::from("<ul>");
    for note in tables::notes(output, lang) {
        let _ = write!(notes, "<li>{}</li>", escape(&note));
    }
    notes.push_str("</ul>");
    let months = figures
        .by_month
        .iter()
        .map(|it| (page.name(it.month.as_ref()), &it.group, String::new()));
    let recipients = figures.by_recipient.iter().map(|it| {
        (
            page.ministry(it.ministry.as_ref()),
            &it.group,
            page.asked(&it.asked),
        )
    });
    let bureaus = figures
        .by_bureau
        .iter()
        .map(|it| (page.name(it.bureau.as_ref()), &it.group, String::new()));
    let pages = [
        format!(
            "<h1>{title}</h1>\n{}{}{}{notes}",
            page.table(table("overview")),
            page.table(table("by_clause")),
            page.table(table("by_kind")),
        ),
        format!(
            "{}{}{}",
            chart(
                text(catalogue::YEARLY_ELAPSED),
                page.histogram(&figures.given.elapsed)
            ),
            chart(
                text(catalogue::YEARLY_WORKING),
                page.histogram(&figures.given.working)
            ),
            chart(text(catalogue::YEARLY_BY_MONTH), page.groups(months, 12)),
        ),
        format!(
            "{}{}{}{}",
            chart(text(catalogue::YEARLY_BY_HOUR), page.hours(output)),
            page.table(table("intensive")),
            chart(text(catalogue::YEARLY_BY_RECIPIENT), page.groups(recipients, 10)),
            chart(text(catalogue::YEARLY_BY_BUREAU), page.groups(bureaus, 8)),
        ),
        format!(
            "{}{}",
            page.table(table("by_rule")),
            page.table(table("strictest")),
        ),
    ];
    for page in pages {
        let _ = write!(out, "<section>\n{page}</section>\n");
    }
    out.push_str("</main>\n</body>\n</html>\n");
    out
}

/// A container that scrolls on narrow screens.
fn wide(title: &str, inner: &str) -> String {
    format!("<div class=\"wide\" role=\"region\" aria-label=\"{title}\" tabindex=\"0\">\n{inner}\n</div>\n")
}

struct Page {
    lang: Lang,
}

impl Page {
    fn name(&self, name: Option<&String>) -> String {
        known_or(name, catalogue::YEARLY_UNKNOWN, self.lang)
    }

    fn ministry(&self, name: Option<&String>) -> String {
        known_or(name, catalogue::YEARLY_UNNAMED_MINISTRY, self.lang)
    }

    fn table(&self, table: Option<&Table>) -> String {
        let Some(table) = table.filter(|table| !table.rows.is_empty()) else {
            return String::new();
        };
        let title = escape(&table.title);
        let mut inner = format!("<table id=\"{}\" aria-label=\"{title}\">\n<tr>", table.id);
        for head in &table.heads {
            let _ = write!(inner, "<th scope=\"col\">{}</th>", escape(head));
        }
        inner.push_str("</tr>\n");
        let most = match table.id {
            "overview" => table.rows.len(),
            "by_rule" => RULES,
            _ => ROWS,
        };
        let longest = if table.id == "strictest" { NARROW } else { CELL };
        for row in table.rows.iter().take(most) {
            inner.push_str("<tr>");
            for cell in row {
                let class = if matches!(cell, Cell::Text(_)) {
                    " class=\"t\""
                } else {
                    ""
                };
                let words = svg::shortened(&cell.words(self.lang), longest);
                let _ = write!(inner, "<td{class}>{}</td>", escape(&words));
            }
            inner.push_str("</tr>\n");
        }
        inner.push_str("</table>");
        let mut out = format!("<h2>{title}</h2>\n{}", wide(&title, &inner));
        out.push_str(&self.more(table.rows.len().saturating_sub(most)));
        if let Some(note) = &table.note {
            let _ = writeln!(out, "<p>{}</p>", escape(note));
        }
        out
    }

    fn more(&self, count: usize) -> String {
        if count == 0 {
            return String::new();
        }
        let more = catalogue::YEARLY_MORE.fill(self.lang, &[("count", &count.to_string())]);
        format!("<p>{}</p>\n", escape(more.trim()))
    }

    /// Working time asked of each ministry, with the number of requests that state an effort.
    fn asked(&self, asked: &Asked) -> String {
        let effort = tables::duration(&asked.effort, self.lang);
        let values = [("effort", &*effort), ("count", &*asked.requests.to_string())];
        catalogue::YEARLY_ASKED.fill(self.lang, &values)
    }

    /// Bars of groups of requests, errors hatched, with each group's other figures.
    fn groups<'g>(
        &self,
        groups: impl Iterator<Item = (String, &'g Group, String)>,
        most: usize,
    ) -> (String, String) {
        let groups: Vec<_> = groups.collect();
        let bars: Vec<Bar> = groups
            .iter()
            .take(most)
            .map(|(name, group, more)| {
                let counts = group.counts;
                let share = Cell::Share(counts.breached, counts.requests).words(self.lang);
                Bar {
                    label: name.clone(),
                    value: counts.requests,
                    hatched: counts.breached,
                    words: format!("{} / {}（{share}）{more}", counts.breached, counts.requests),
                }
            })
            .collect();
        let legend = catalogue::YEARLY_LEGEND_BREACHED.text(self.lang);
        let more = self.more(groups.len().saturating_sub(most));
        (
            svg::bars(legend, &bars),
            format!("<p>{}</p>\n{more}", escape(legend)),
        )
    }

    /// The bins of a distribution, with a line at its mark.
    fn histogram(&self, distribution: &Distribution) -> (String, String) {
        let hours = |iso: &str| seconds(iso).unwrap_or_default() / 3600;
        let values: Vec<(String, u64)> = distribution
            .bins
            .iter()
            .map(|bin| (hours(&bin.from).to_string(), bin.requests))
            .collect();
        let width = distribution
            .bins
            .get(1)
            .and_then(|bin| seconds(&bin.from))
            .unwrap_or(1)
            .max(1);
        let mark = seconds(&distribution.mark).unwrap_or_default();
        let whole = usize::try_from(mark / width).unwrap_or_default();
        let rest = usize::try_from(mark % width * 100 / width).unwrap_or_default();
        let words = tables::duration(&distribution.mark, self.lang);
        let counts = [
            ("mark", words.clone()),
            ("below", distribution.below.to_string()),
            ("of", distribution.requests.to_string()),
            (
                "share",
                Cell::Share(distribution.below, distribution.requests).words(self.lang),
            ),
        ];
        let counts: Vec<(&str, &str)> = counts
            .iter()
            .map(|(name, value)| (*name, value.as_str()))
            .collect();
        let legend = catalogue::YEARLY_LEGEND_BELOW.fill(self.lang, &counts);
        (
            svg::columns(&legend, &values, Some((whole, rest, &words))),
            format!("<p>{}</p>", escape(&legend)),
        )
    }

    fn hours(&self, output: &Output) -> (String, String) {
        let week = std::iter::successors(Some(Weekday::Mon), |day| Some(day.succ())).take(7);
        let rows: Vec<String> = week
            .map(|day| words::weekday(day, self.lang).to_owned())
            .collect();
        let heads: Vec<String> = (0..24).map(|hour: usize| hour.to_string()).collect();
        let sent = &output.figures.sent;
        let value = |row: usize, column: usize| {
            let found = sent
                .by_hour
                .iter()
                .find(|it| it.weekday == row + 1 && it.hour == column);
            found.map_or(0, |it| it.requests)
        };
        let total = sent.requests.to_string();
        let legend = catalogue::YEARLY_LEGEND_HOURS.fill(self.lang, &[("of", &total)]);
        (
            svg::heat(&legend, &rows, &heads, value),
            format!("<p>{}</p>", escape(&legend)),
        )
    }
}
