#!/usr/bin/env python3
"""Turns a folder with the public record of the economic 2+2 (EPCC) into lines that `ringi import` takes into a joint ledger.

    epcc-to-ndjson.py FOLDER > epcc.ndjson

FOLDER holds epcc_public_record.csv, a row a meeting or act, and the stored texts (*.md) that it speaks of.

What the leaders set up and a meeting that issued a joint text was agreed by both governments: it becomes a proposal with the
stored text, a concurrence of each and a decision at the level of the meeting. Of the others the record states no outcome: they become proposals only. What business
groups said is never counted between governments and is left out; so are agencies, who never speak in a joint ledger.
Where the record gives a day and no hour, the time is the day's first moment there, and `source` says so.
"""
import csv
import datetime
import json
import pathlib
import re
import sys
import zoneinfo

LEVELS = {"leaders": "leaders", "ministerial": "ministerial", "vice-ministerial": "under_secretary"}
TOPICS = [
    ("Supply chains", r"suppl"),
    ("Emerging technology", r"emerging|technolog"),
    ("Economic coercion", r"coercion"),
    ("Energy security", r"energy"),
    ("Trade", r"IPEF|trade"),
    ("Rules-based economic order", r"rules-based"),
]


def front_matter(text):
    """The title and the body of a stored page."""
    head, body = re.match(r"---\n(.*?)\n---\n(.*)", text, re.S).groups()
    title = re.search(r"^title: (.*(?:\n  .*)*)", head, re.M).group(1)
    title = re.sub(r"\\\n\s*\\?", "", title).strip("\"'")
    title = re.sub(r"\\u([0-9a-fA-F]{4})", lambda m: chr(int(m.group(1), 16)), title)
    title = title.replace("\\_", " ").replace("\u00a0", " ")
    return " ".join(title.split()), body.strip() + "\n"


def rank(path):
    """The joint text of a day comes before what one side said about it."""
    for place, word in enumerate(["joint-leaders-statement", "joint-statement", "readout"]):
        if word in path.name:
            return place
    return 9


def moment(row):
    """When it was, as RFC 3339 with an offset, the zone, and whether the hour is stated."""
    zone = row["tz"] or "UTC"
    is_stated = "T" in row["local_start"]
    local = datetime.datetime.fromisoformat(row["local_start"])
    return local.replace(tzinfo=zoneinfo.ZoneInfo(zone)).isoformat(), zone, is_stated


def lines(folder):
    yield {"kind": "party", "code": "USA", "name_en": "United States", "name_ja": "アメリカ合衆国"}
    yield {"kind": "party", "code": "JPN", "name_en": "Japan", "name_ja": "日本国"}
    with open(folder / "epcc_public_record.csv", encoding="utf-8", newline="") as file:
        rows = sorted(csv.DictReader(file), key=lambda row: row["local_start"])
    for row in rows:
        if row["level"] == "consultees":
            print(f"left out: {row['id']} ({row['event_type']})", file=sys.stderr)
            continue
        at, zone, is_stated = moment(row)
        when = {"effective_at": at, "zone": zone}
        said = row["agenda_or_outcome"] + " " + row["public_output"]
        pages = sorted(folder.glob(row["local_start"][:10] + "-*.md"), key=rank)
        level = next(code for name, code in LEVELS.items() if row["level"].startswith(name))
        proposal = {
            "kind": "proposal",
            "ref": row["id"],
            "title_en": f"EPCC {row['event_type']}, {row['place']}",
            "topics": [name for name, sign in TOPICS if re.search(sign, said)] or ["Forum"],
            "level": level,
            "source": row | {"hour_is_stated": is_stated, "texts": [page.name for page in pages]},
        }
        if pages:
            title, body = front_matter(pages[0].read_text(encoding="utf-8"))
            proposal |= {"text": body, "language": "en"}
            proposal["source"]["text_title"] = title
        yield proposal | when
        if "joint" not in row["public_output"].lower() and row["event_type"] != "established":
            continue
        for party in ("USA", "JPN"):
            yield {
                "kind": "position", "ref": row["id"], "party": party, "position": "concur",
            } | when
        yield {
            "kind": "decision", "ref": row["id"], "rule": "colead_consensus", "verdict": "adopted",
            "level": level, "text": row["agenda_or_outcome"], "source": {"url": row["source_url"]},
        } | when


def main():
    if len(sys.argv) != 2:
        sys.exit("usage: epcc-to-ndjson.py FOLDER > epcc.ndjson")
    for line in lines(pathlib.Path(sys.argv[1])):
        print(json.dumps(line, ensure_ascii=False, separators=(",", ":")))


if __name__ == "__main__":
    main()
