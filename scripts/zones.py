#!/usr/bin/env python3
"""The offsets of every zone, for tests/ics_times.rs, by another reader of the IANA database.

    pip download --no-deps tzdata && unzip tzdata-*.whl
    scripts/zones.py tzdata > tests/ics_data/zones.txt

One line a zone: its name, its offset at the start of 2026, and each change until the end of 2031 as
moment:offset, all in seconds.
"""

import datetime
import pathlib
import sys
import zoneinfo

folder = pathlib.Path(sys.argv[1])
edition = next(
    line.split('"')[1]
    for line in (folder / "__init__.py").read_text().splitlines()
    if line.startswith("IANA_VERSION")
)
first = int(datetime.datetime(2026, 1, 1, tzinfo=datetime.timezone.utc).timestamp())
last = int(datetime.datetime(2032, 1, 1, tzinfo=datetime.timezone.utc).timestamp())
step = 6 * 3600

print(f"# tzdata {edition}")
for name in sorted((folder / "zones").read_text().split()):
    if name == "Factory":
        continue
    with open(folder / "zoneinfo" / name, "rb") as data:
        zone = zoneinfo.ZoneInfo.from_file(data)

    def offset(at):
        return int(datetime.datetime.fromtimestamp(at, zone).utcoffset().total_seconds())

    known = offset(first)
    line = [name, str(known)]
    for at in range(first, last, step):
        if offset(at + step) != known:
            same, other = at, at + step
            while other - same > 1:
                middle = (same + other) // 2
                if offset(middle) == known:
                    same = middle
                else:
                    other = middle
            known = offset(other)
            line.append(f"{other}:{known}")
    print(*line)
