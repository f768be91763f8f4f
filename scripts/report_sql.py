"""Holds the figures of `kigen report --year YEAR --format json` to SQL over the same records, in DuckDB.

usage: report_sql.py RECORDS.jsonl REPORT.json CALENDAR.json…

The calendars are those of `kigen calendar YEAR --format json`: which days are closed is not counted anew here.
"""

import json
import sys

import duckdb
import report_figures

records, report, *calendars = sys.argv[1:]
report = json.load(open(report, encoding="utf-8"))
closed = [(day["date"],) for name in calendars for day in json.load(open(name, encoding="utf-8"))["closed_days"]]
year = report["year"]["fiscal_year"]

sql = duckdb.connect()
sql.execute(r"""
    create macro secs(t) as case when t is null then null else (case when t like '-%' then -1 else 1 end) * (
        coalesce(try_cast(regexp_extract(t, '(\d+)H', 1) as bigint), 0) * 3600
        + coalesce(try_cast(regexp_extract(t, '(\d+)M', 1) as bigint), 0) * 60
        + coalesce(try_cast(regexp_extract(t, '(\d+)S', 1) as bigint), 0)) end
""")
sql.execute(
    "create table r as select row_number() over () as id, *, timezone('Asia/Tokyo', sent) as s, "
    "timezone('Asia/Tokyo', due) as d from read_json(?, format = 'newline_delimited')",
    [records],
)
sql.execute(f"delete from r where template or not (s >= '{year}-04-01' and s < '{year + 1}-04-01')")
sql.execute("""
    create table t as select id, kind, verdict, sent_basis = 'now' as draft, strftime(s, '%Y-%m-%d') as day,
        strftime(s, '%Y-%m') as month, strftime(s, '%m-%d') as month_day, isodow(s) as weekday, hour(s) as hour,
        strftime(s, '%H:%M') as minute, strftime(d - interval 1 second, '%Y-%m-%d') as due_last_day,
        d > s and clocks is not null as given, secs(clocks.elapsed) as elapsed, secs(clocks.working) as working,
        secs(effort) as effort, s as sent_at from r
""")
sql.execute('create table senders as select id, unnest("from").office as office from r')
sql.execute("create table recipients as select id, unnest(recipients).ministry as ministry from r")
parts = ("error", "warning", "info", "excepted", "deviated", "undetermined")
codes = (f"select id, '{part}' as part, unnest({part}) as code from r" for part in parts)
sql.execute("create table codes as " + " union all ".join(codes))
sql.execute("create table closed (day varchar)")
if closed:
    sql.executemany("insert into closed values (?)", closed)

sys.exit(report_figures.compare(report, lambda query: sql.execute(query).fetchall()))
