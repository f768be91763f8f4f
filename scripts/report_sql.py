"""Holds the figures of `kigen report --year YEAR --format json` to SQL over the same records, in DuckDB.

usage: report_sql.py RECORDS.jsonl REPORT.json CALENDAR.json…

The calendars are those of `kigen calendar YEAR --format json`: which days are closed is not counted anew here.
"""

import json
import re
import sys

import duckdb

records, report, *calendars = sys.argv[1:]
report = json.load(open(report, encoding="utf-8"))
closed = [(day["date"],) for name in calendars for day in json.load(open(name, encoding="utf-8"))["closed_days"]]
year = report["year"]["fiscal_year"]
intensive = (report["intensive"]["from"], report["intensive"]["until"])

sql = duckdb.connect()
sql.execute(r"""
    create macro secs(t) as case when t is null then null else (case when t like '-%' then -1 else 1 end) * (
        coalesce(try_cast(regexp_extract(t, '(\d+)H', 1) as bigint), 0) * 3600
        + coalesce(try_cast(regexp_extract(t, '(\d+)M', 1) as bigint), 0) * 60
        + coalesce(try_cast(regexp_extract(t, '(\d+)S', 1) as bigint), 0)) end
""")
sql.execute(
    "create table everything as select *, timezone('Asia/Tokyo', sent) as s, timezone('Asia/Tokyo', due) as d "
    "from read_json(?, format = 'newline_delimited')",
    [records],
)
sql.execute(
    "create table t as select *, list_concat(error, warning, info) as raised from everything "
    f"where s >= '{year}-04-01' and s < '{year + 1}-04-01' and not template"
)
sql.execute("create table closed (day date)")
if closed:
    sql.executemany("insert into closed values (?)", closed)

differences = 0


def same(name, figure, query):
    """Compares a figure of the report with the row, or the one value, of a query."""
    global differences
    row = sql.execute(query).fetchone()
    found = row if isinstance(figure, tuple) else row[0]
    if figure != found:
        differences += 1
        print("differs:", name, "report", figure, "records", found)


def seconds(text):
    """The seconds of PT1H2M3S."""
    parts = re.fullmatch(r"PT(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?", text).groups()
    return sum(int(part or 0) * size for part, size in zip(parts, (3600, 60, 1)))


COUNTS = ("requests", "judged", "breached", "warned", "excepted", "deviated", "undetermined")
COUNTED = """
    count(*), count(*) filter (len(undetermined) = 0), count(*) filter (verdict = 'must-fix'),
    count(*) filter (verdict = 'review'), count(*) filter (len(excepted) > 0), count(*) filter (len(deviated) > 0),
    count(*) filter (len(undetermined) > 0)
"""


def group(name, figures, where):
    """Compares the counts of a group of requests, and how many of them raise each rule."""
    same(name, tuple(figures[key] for key in COUNTS), f"select {COUNTED} from t where {where}")
    raised = "select unnest(list_distinct(raised)) as code from t where " + where
    found = dict(sql.execute(f"select code, count(*) from ({raised}) group by code").fetchall())
    said = {code: count for code, count in figures["by_rule"].items() if count}
    for code in sorted(set(found) | set(said)):
        same((name, code), said.get(code, 0), f"select {found.get(code, 0)}")


total = sql.execute("select count(*) from t").fetchone()[0]
same("all", tuple(report[key] for key in COUNTS), f"select {COUNTED} from t")

for rule in report["by_rule"]:
    code = rule["code"]
    is_raised = f"list_contains(raised, '{code}')"
    open_ = f"list_contains(undetermined, '{code}') and not {is_raised}"
    same(
        code,
        tuple(rule[key] for key in ("requests", "judged", "undetermined", "excepted", "deviated")),
        f"select count(*) filter ({is_raised}), count(*) filter (not ({open_})), count(*) filter ({open_}), "
        f"count(*) filter (list_contains(excepted, '{code}')), count(*) filter (list_contains(deviated, '{code}')) from t",
    )

# The rules of each clause of 総務省's plan are numbered after it.
for clause in report["by_clause"]:
    number = "①②③".index(clause["section"][-1]) + 1
    any_of = f"len(list_filter(raised, lambda code: code like 'KG{number}%')) > 0"
    same(clause["section"], clause["requests"], f"select count(*) from t where {any_of}")

for month in report["by_month"]:
    group(month["month"], month, f"strftime(s, '%Y-%m') = '{month['month']}'")
for kind in report["by_kind"]:
    group(kind["kind"], kind, "kind is null" if kind["kind"] is None else f"kind = '{kind['kind']}'")
for bureau in report["by_bureau"]:
    group(
        bureau["bureau"],
        bureau,
        f"list_contains(list_transform(\"from\", lambda one: one.office), '{bureau['bureau']}')",
    )
for recipient in report["by_recipient"]:
    ministry = recipient["ministry"] or "-"
    is_asked = f"list_contains(list_transform(recipients, lambda one: coalesce(one.ministry, '-')), '{ministry}')"
    group(ministry, recipient, is_asked)
    asked = recipient["asked"]
    same(
        (ministry, "asked"),
        (asked["requests"], seconds(asked["effort"])),
        f"select count(effort), coalesce(sum(secs(effort)), 0)::bigint from t where {is_asked}",
    )

given = "from t where d > s and clocks is not null"
for clock, mark in (("elapsed", 48 * 3600), ("working", 7 * 3600 + 45 * 60)):
    figures, value = report["given"][clock], f"secs(clocks.{clock})"
    same(
        clock,
        (figures["requests"], figures["below"], *(seconds(figures[key]) for key in ("min", "mean", "max"))),
        f"select count(*), count(*) filter ({value} < {mark}), min({value}), (sum({value}) // count(*))::bigint, "
        f"max({value}) {given}",
    )
    # Kept to the minute.
    same((clock, "median"), seconds(figures["median"]), f"select quantile_disc({value} // 60 * 60, 0.5) {given}")
    for bin_ in figures["bins"]:
        until = f"and {value} < {seconds(bin_['until'])}" if bin_["until"] else ""
        same((clock, bin_["from"]), bin_["requests"], f"select count(*) {given} and {value} >= {seconds(bin_['from'])} {until}")

sent = report["sent"]
for hour in sent["by_hour"]:
    same(
        ("sent", hour["weekday"], hour["hour"]),
        hour["requests"],
        f"select count(*) from t where isodow(s) = {hour['weekday']} and hour(s) = {hour['hour']}",
    )
if closed:
    evening = report["basis"]["evening_from"]
    is_closed = "{} in (select day from closed)".format
    same(
        "sent, evening and closed",
        (sent["evening"], sent["closed_day"]),
        f"select count(*) filter (not {is_closed('s::date')} and strftime(s, '%H:%M') >= '{evening}'), "
        f"count(*) filter ({is_closed('s::date')}) from t where sent is not null",
    )
    # At 0:00 it is due by the end of the day before.
    last_day = "(d - interval 1 second)::date"
    same("due on closed days", report["dues"]["closed_day"], f"select count(*) from t where {is_closed(last_day)}")

inside = f"strftime(s, '%m-%d') between '{intensive[0]}' and '{intensive[1]}'"
group("intensive", report["intensive"]["inside"], inside)
group("not intensive", report["intensive"]["outside"], f"not ({inside})")

strictest = sql.execute(
    f"select secs(clocks.working), secs(clocks.elapsed), epoch(sent)::bigint {given} order by 1, 2, 3 limit 10"
).fetchall()
said = [(seconds(one["working"]), seconds(one["elapsed"])) for one in report["strictest"]]
if said != [one[:2] for one in strictest]:
    differences += 1
    print("differs: the strictest", said, strictest)

print("requests", total, "differences", differences)
sys.exit(1 if differences or not total else 0)
