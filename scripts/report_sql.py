"""Holds the figures of `kigen report --year YEAR --format json` to SQL over the same records, in DuckDB.

usage: report_sql.py RECORDS.jsonl REPORT.json
"""

import json
import sys

import duckdb

records, report = sys.argv[1:]
r = json.load(open(report))
year = r["year"]["fiscal_year"]
c=duckdb.connect()
c.execute("""create macro secs(t) as case when t is null then null else
 (case when t like '-%' then -1 else 1 end)*(coalesce(try_cast(regexp_extract(t,'(\\d+)H',1) as bigint),0)*3600+coalesce(try_cast(regexp_extract(t,'(\\d+)M',1) as bigint),0)*60+coalesce(try_cast(regexp_extract(t,'(\\d+)S',1) as bigint),0)) end""")
c.execute("create table a as select *, timezone('Asia/Tokyo',sent) as s, timezone('Asia/Tokyo',due) as d from read_json('" + records + "',format='newline_delimited')")
c.execute(f"create table t as select * from a where s>='{year}-04-01' and s<'{year + 1}-04-01' and not template")
one=lambda q:c.execute(q).fetchone()[0]
bad=0
def eq(n,a,b):
    global bad
    if a!=b: bad+=1; print('DIFF',n,a,b)
N=one("select count(*) from t"); eq('requests',r['requests'],N)
eq('breached',r['breached'],one("select count(*) from t where verdict='must-fix'"))
eq('warned',r['warned'],one("select count(*) from t where verdict='review'"))
eq('judged',r['judged'],one("select count(*) from t where len(undetermined)=0"))
for k in ('excepted','deviated','undetermined'): eq(k,r[k],one(f"select count(*) from t where len({k})>0"))
for x in r['by_rule']:
    k=x['code']; R=f"(list_contains(error,'{k}') or list_contains(warning,'{k}') or list_contains(info,'{k}'))"
    eq(k,x['requests'],one(f"select count(*) from t where {R}")); u=one(f"select count(*) from t where list_contains(undetermined,'{k}') and not {R}")
    eq(k+'u',x['undetermined'],u); eq(k+'j',x['judged'],N-u)
    eq(k+'e',x['excepted'],one(f"select count(*) from t where list_contains(excepted,'{k}')"))
for x in r['by_month']: eq(x['month'],x['requests'],one(f"select count(*) from t where strftime(s,'%Y-%m')='{x['month']}'"))
for x in r['by_kind']: eq(x['kind'],(x['requests'],x['breached']),tuple(c.execute(f"select count(*),count(*) filter (verdict='must-fix') from t where kind='{x['kind']}'").fetchone()))
for x in r['by_bureau']: eq(x['bureau'],x['requests'],one(f"select count(*) from t where list_contains(list_transform(\"from\",lambda f: f.office),'{x['bureau']}')"))
for x in r['by_recipient']:
    m=x['ministry']; w="list_contains(list_transform(recipients,lambda f: coalesce(f.ministry,'-')),'%s')"%(m or '-')
    eq(m,(x['requests'],x['asked']['requests']),tuple(c.execute(f"select count(*),count(effort) from t where {w}").fetchone()))
g="from t where d>s and clocks is not null"
for n,mark in (('elapsed',172800),('working',27900)):
    q=r['given'][n]; v=f"secs(clocks.{n})"
    eq(n,(q['requests'],q['below']),tuple(c.execute(f"select count(*),count(*) filter ({v}<{mark}) {g}").fetchone()))
    def S(t):
        import re; m=re.match(r'PT(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?$',t); return sum(int(a or 0)*b for a,b in zip(m.groups(),(3600,60,1)))
    eq(n+'med',S(q['median']),one(f"select quantile_disc({v}//60*60,0.5) {g}")); eq(n+'min',S(q['min']),one(f"select min({v}) {g}")); eq(n+'max',S(q['max']),one(f"select max({v}) {g}"))
    for b in q['bins']: eq(n+b['from'],b['requests'],one(f"select count(*) {g} and {v}>={S(b['from'])}"+(f" and {v}<{S(b['until'])}" if b['until'] else '')))
for h in r['sent']['by_hour']: eq(('h',h['weekday'],h['hour']),h['requests'],one(f"select count(*) from t where isodow(s)={h['weekday']} and hour(s)={h['hour']}"))
eq('int',r['intensive']['inside']['requests'],one("select count(*) from t where month(s) in (7,8,9)"))
print('requests',N,'differences',bad)
sys.exit(1 if bad else 0)
