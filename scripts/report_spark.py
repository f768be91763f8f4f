"""The report of `kigen report --year YEAR --format json`, in Spark: paths are piped through `kigen check`, and its lines
asked in SQL; every figure is held to the report.

usage: report_spark.py KIGEN PATHS REPORT.json CALENDAR.json…

PATHS lists a path a line. The master is that of spark-submit, else local[2].
"""

import json
import shlex
import sys

import report_figures
from pyspark.sql import SparkSession

kigen, paths, report, *calendars = sys.argv[1:]
report = json.load(open(report, encoding="utf-8"))
closed = [(day["date"],) for name in calendars for day in json.load(open(name, encoding="utf-8"))["closed_days"]]
year = report["year"]["fiscal_year"]

spark = (
    SparkSession.builder.appName("kigen report")
    .master("local[2]")
    .config("spark.sql.session.timeZone", "Asia/Tokyo")
    .config("spark.sql.shuffle.partitions", "2")
    .config("spark.ui.enabled", "false")
    .getOrCreate()
)
spark.sparkContext.setLogLevel("ERROR")

# A partition of paths is a run of kigen. `pipe` writes them a line each; findings are no failure, but what could not be
# read is (exit status 2), and ends the job.
check = [kigen, *"check --no-config --now 2026-04-01T10:00 --fail-on never --format jsonl --paths-from -".split()]
command = shlex.join(["sh", "-c", r"tr '\n' '\0' | " + shlex.join(check)])
lines = spark.sparkContext.textFile(paths, minPartitions=8).pipe(command, checkCode=True)

schema = """
    type string, path string, index bigint, request bigint, code string, severity string, kind string, verdict string,
    template boolean, sent string, sent_basis string, due string, effort string,
    clocks struct<elapsed: string, working: string>, `from` array<struct<office: string>>,
    recipients array<struct<ministry: string>>, deviation struct<reason: string>
"""
spark.read.schema(schema).json(lines).persist().createOrReplaceTempView("lines")

SECONDS = r"""
    (case when {0} like '-%' then -1 else 1 end) * (
        coalesce(try_cast(nullif(regexp_extract({0}, '(\\d+)H', 1), '') as bigint), 0) * 3600
        + coalesce(try_cast(nullif(regexp_extract({0}, '(\\d+)M', 1), '') as bigint), 0) * 60
        + coalesce(try_cast(nullif(regexp_extract({0}, '(\\d+)S', 1), '') as bigint), 0))
"""


def secs(column):
    return f"case when {column} is null then null else {SECONDS.format(column)} end"


def table(name, query):
    """A table that is made once."""
    spark.sql(query).persist().createOrReplaceTempView(name)


table(
    "r",
    f"""
    select * from (select *, concat(index, ' ', path) as id, to_timestamp(sent) as s, to_timestamp(due) as d from lines
        where type = 'request' and not coalesce(template, false))
    where s >= '{year}-04-01' and s < '{year + 1}-04-01'
    """,
)
table(
    "t",
    f"""
    select id, kind, verdict, sent_basis = 'now' as draft, date_format(s, 'yyyy-MM-dd') as day,
        date_format(s, 'yyyy-MM') as month, date_format(s, 'MM-dd') as month_day, weekday(s) + 1 as weekday,
        hour(s) as hour, date_format(s, 'HH:mm') as minute,
        date_format(d - interval 1 second, 'yyyy-MM-dd') as due_last_day, d > s and clocks is not null as given,
        {secs("clocks.elapsed")} as elapsed, {secs("clocks.working")} as working, {secs("effort")} as effort,
        s as sent_at from r
    """,
)
# As they are written, but for their blanks.
table("senders", r"select id, regexp_replace(sender.office, '[\\s\u3000]', '') as office from (select id, explode(`from`) as sender from r)")
table("recipients", "select id, one.ministry as ministry from (select id, explode(recipients) as one from r)")
table(
    "codes",
    """
    select distinct id, part, code from (
        select concat(request, ' ', path) as id, code, case when type in ('excepted', 'undetermined') then type
            else severity end as part from lines where type in ('diagnostic', 'baselined', 'excepted', 'undetermined')
        union all
        select concat(request, ' ', path), code, 'deviated' from lines
            where type in ('diagnostic', 'baselined') and deviation is not null)
    where id in (select id from r)
    """,
)
spark.createDataFrame(closed, "day string").createOrReplaceTempView("closed")

status = report_figures.compare(report, lambda query: [tuple(row) for row in spark.sql(query).collect()])
spark.stop()
sys.exit(status)
