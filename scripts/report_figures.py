"""What `kigen report --year YEAR --format json` must say, in SQL that DuckDB and Spark both read.

`compare` takes the report and a function that runs a query; the tables it asks are

    t(id, kind, verdict, draft, day, month, month_day, weekday, hour, minute, due_last_day, given, elapsed, working,
      effort, sent_at)         a request of the year that is no template; times in Japan time, lengths in seconds
    senders(id, office)        recipients(id, ministry)
    codes(id, part, code)      part: error, warning, info, excepted, deviated or undetermined
    closed(day)                closed days
"""

import re

COUNTS = ("requests", "judged", "breached", "warned", "excepted", "deviated", "undetermined")


def seconds(text):
    """The seconds of PT1H2M3S."""
    parts = re.fullmatch(r"PT(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?", text).groups()
    return sum(int(part or 0) * size for part, size in zip(parts, (3600, 60, 1)))


def has(part):
    return f"(id in (select id from codes where part = '{part}'))"


def amount(condition):
    """How many rows fulfil a condition."""
    return f"coalesce(sum(case when {condition} then 1 else 0 end), 0)"


COUNTED = ", ".join(
    ["count(*)"]
    + [
        amount(condition)
        for condition in (
            f"not {has('undetermined')}",
            "verdict = 'must-fix'",
            "verdict = 'review'",
            has("excepted"),
            has("deviated"),
            has("undetermined"),
        )
    ]
)
RAISED = "(select distinct id, code from codes where part in ('error', 'warning', 'info'))"


class Comparison:
    """A report beside what queries find."""

    def __init__(self, report, query):
        self.report, self.query, self.differences, self.compared = report, query, 0, 0

    def same(self, name, figure, found):
        self.compared += 1
        if figure != found:
            self.differences += 1
            print("differs:", name, "report", figure, "records", found)

    def groups(self, table, key, name, source="t"):
        """Holds every group of a table of the report to the rows of a query, both ways."""
        rows = {row[0]: tuple(row[1:]) for row in self.query(f"select {key}, {COUNTED} from {source} group by {key}")}
        rules = {}
        for group, code, count in self.query(
            f"select {key}, code, count(distinct g.id) from (select *, id as i from {source}) g "
            f"join {RAISED} r on r.id = g.i group by {key}, code"
        ):
            rules.setdefault(group, {})[code] = count
        for group, figures in table:
            self.same((name, group), tuple(figures[part] for part in COUNTS), rows.pop(group, (0,) * len(COUNTS)))
            said = {code: count for code, count in figures["by_rule"].items() if count}
            self.same((name, group, "by_rule"), said, rules.get(group, {}))
        self.same((name, "others"), {}, rows)

    def rules(self):
        raised = dict(self.query(f"select code, count(*) from {RAISED} r group by code"))
        of = {
            part: dict(self.query(f"select code, count(distinct id) from codes where part = '{part}' group by code"))
            for part in ("excepted", "deviated")
        }
        # Of a rule that is raised for another due it is not said that it could not be judged.
        left = dict(
            self.query(
                f"select u.code, count(distinct u.id) from codes u left join {RAISED} r on r.id = u.id and "
                "r.code = u.code where u.part = 'undetermined' and r.id is null group by u.code"
            )
        )
        for rule in self.report["by_rule"]:
            code, undetermined = rule["code"], left.pop(rule["code"], 0)
            self.same(
                code,
                tuple(rule[part] for part in ("requests", "judged", "undetermined", "excepted", "deviated")),
                (
                    raised.pop(code, 0),
                    self.report["requests"] - undetermined,
                    undetermined,
                    of["excepted"].get(code, 0),
                    of["deviated"].get(code, 0),
                ),
            )
        self.same("rules that the report lacks", ({}, {}), (raised, left))
        # The rules of each clause of 総務省's plan are numbered after it.
        clauses = dict(
            self.query(
                f"select substr(code, 3, 1), count(distinct id) from {RAISED} r where code like 'KG%' "
                "group by substr(code, 3, 1)"
            )
        )
        for clause in self.report["by_clause"]:
            number = "①②③".index(clause["section"][-1]) + 1
            self.same(clause["section"], clause["requests"], clauses.get(str(number), 0))

    def time_given(self):
        for clock, mark in (("elapsed", 48 * 3600), ("working", 7 * 3600 + 45 * 60)):
            figures = self.report["given"][clock]
            bins = [
                amount(
                    f"{clock} >= {seconds(one['from'])}"
                    + (f" and {clock} < {seconds(one['until'])}" if one["until"] else "")
                )
                for one in figures["bins"]
            ]
            count, low, high, total, below, median, *rest = self.query(
                f"select count(*), min({clock}), max({clock}), sum({clock}), {amount(f'{clock} < {mark}')}, "
                # Kept to the minute.
                f"percentile_disc(0.5) within group (order by {clock} - {clock} % 60), "
                + ", ".join(bins)
                + " from t where given"
            )[0]
            self.same(
                clock,
                (figures["requests"], figures["below"], *(seconds(figures[key]) for key in ("min", "mean", "max"))),
                (count, below, low, total // count, high),
            )
            self.same((clock, "median"), seconds(figures["median"]), int(median))
            self.same((clock, "bins"), [one["requests"] for one in figures["bins"]], rest)
        found = self.query("select working, elapsed from t where given order by working, elapsed, sent_at limit 10")
        said = [(seconds(one["working"]), seconds(one["elapsed"])) for one in self.report["strictest"]]
        self.same("the strictest", said, [tuple(row) for row in found])

    def sending(self):
        sent = self.report["sent"]
        hours = {
            (weekday, hour): count
            for weekday, hour, count in self.query(
                "select weekday, hour, count(*) from t where day is not null group by weekday, hour"
            )
        }
        said = {(one["weekday"], one["hour"]): one["requests"] for one in sent["by_hour"] if one["requests"]}
        self.same("hours of sending", said, hours)
        evening = self.report["basis"]["evening_from"]
        closed = "in (select day from closed)"
        found = self.query(
            f"select {amount(f'not (day {closed}) and minute >= {chr(39)}{evening}{chr(39)}')}, "
            f"{amount(f'day {closed}')}, {amount(f'due_last_day {closed}')} from t"
        )[0]
        said = (sent["evening"], sent["closed_day"], self.report["dues"]["closed_day"])
        self.same("evening, sent and due on closed days", said, tuple(found))
        drafts = self.query(f"select {amount('draft')} from t")[0][0]
        self.same("drafts", self.report["drafts"], drafts)

    def all(self):
        report = self.report
        total = self.query(f"select {COUNTED} from t")[0]
        self.same("all", tuple(report[key] for key in COUNTS), tuple(total))
        self.rules()
        self.groups([(one["month"], one) for one in report["by_month"]], "month", "month")
        self.groups([(one["kind"], one) for one in report["by_kind"]], "kind", "kind")
        senders = "(select t.*, s.office from t join (select distinct id, office from senders) s on s.id = t.id) b"
        self.groups([(one["bureau"], one) for one in report["by_bureau"]], "office", "bureau", senders)
        to = "(select t.*, s.ministry from t join (select distinct id, ministry from recipients) s on s.id = t.id) m"
        self.groups([(one["ministry"], one) for one in report["by_recipient"]], "ministry", "recipient", to)
        asked = {
            row[0]: tuple(row[1:])
            for row in self.query(f"select ministry, count(effort), coalesce(sum(effort), 0) from {to} group by ministry")
        }
        for one in report["by_recipient"]:
            figures = (one["asked"]["requests"], seconds(one["asked"]["effort"]))
            self.same((one["ministry"], "asked"), figures, asked.get(one["ministry"]))
        first, last = report["intensive"]["from"], report["intensive"]["until"]
        join = "and" if first <= last else "or"
        inside = f"case when month_day >= '{first}' {join} month_day <= '{last}' then 'inside' else 'outside' end"
        parts = [(part, report["intensive"][part]) for part in ("inside", "outside")]
        self.groups(parts, "part", "intensive", f"(select *, {inside} as part from t) p")
        self.time_given()
        self.sending()
        return total[0]


def compare(report, query):
    """Compares every figure; returns the exit status."""
    comparison = Comparison(report, query)
    total = comparison.all()
    print("requests", total, "compared", comparison.compared, "differences", comparison.differences)
    return 1 if comparison.differences or not total else 0
