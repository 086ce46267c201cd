#!/usr/bin/env python3
"""Measures running servers and prints Markdown. Python 3 alone; the asking itself is done by `load`.

  run.py --queries FOLDER --server mingce http://127.0.0.1:8080 PID --server FTS5 http://127.0.0.1:8099 PID
         --bare http://127.0.0.1:8099 PID [--rounds 3] [--seconds 5]
"""
import argparse
import json
import os
import pathlib
import statistics
import subprocess

LOAD = pathlib.Path(__file__).parent / "peer/target/release/load"
KINDS = {
    "exact": "exact full name",
    "trade": "three-character trade name",
    "homophone": "homophone typo of a trade name",
    "initials": "pinyin initials",
    "substring": "four characters from inside",
    "typo": "one-edit typo of a full name",
    "pinyin": "pinyin in full",
    "district": "trade name + district",
    "address": "address fragment",
    "uscc": "15 characters of the code",
    "unlisted": "complete name, not listed",
    "short": "one or two characters",
    "filters": "trade name, region and list chosen",
}
# The peer stores neither region nor list, so it would answer another question.
OURS_ALONE = {"filters"}


def load(url, pid, paths, connections, seconds):
    words = [LOAD, "--url", url, "--paths", paths, "--connections", connections, "--seconds", seconds, "--pid", pid]
    return json.loads(subprocess.run([str(word) for word in words], check=True, stdout=subprocess.PIPE).stdout)


def table(heads, rows):
    print("|", " | ".join(heads), "|")
    print("|---" + "|---:" * (len(heads) - 1) + "|")
    for row in rows:
        print("|", " | ".join(row), "|")
    print(flush=True)


def load_average():
    return f"load average {os.getloadavg()[0]:.1f}"


def one_connection(options):
    def cell(kind, place, server):
        if kind in OURS_ALONE and place > 0:
            return "–"
        _, url, pid = server
        seen = load(url, pid, options.queries / f"{kind}.txt", 1, options.seconds)
        told = " / ".join(f"{seen[key]:,}" for key in ("p50", "p90", "p99", "max"))
        found = "" if seen["found"] is None else f" [{seen['found']:.2f}]"
        failed = f" **{seen['errors']} errors**" if seen["errors"] else ""
        return f"{told} · {seen['rows']:.1f}{found}{failed}"

    print(f"One connection, µs p50 / p90 / p99 / max · rows an answer [asked-for row among them]; {load_average()}\n")
    bare = load(*options.bare, options.queries / "bare.txt", 1, options.seconds)
    floor = " / ".join(f"{bare[key]:,}" for key in ("p50", "p90", "p99", "max"))
    rows = [[words, *(cell(kind, place, server) for place, server in enumerate(options.server))]
            for kind, words in KINDS.items()]
    table(["kind", *(name for name, _, _ in options.server)], [["13 bytes, bare route", floor] + ["–"] * (len(options.server) - 1)] + rows)


def mixed(options):
    targets = [(name, url, pid, "mix.txt") for name, url, pid in options.server]
    targets.append(("13 bytes, bare route", *options.bare, "bare.txt"))
    for _, url, pid, paths in targets:
        load(url, pid, options.queries / paths, 64, 1)  # unmeasured, so that files are in memory
    print(f"Six kinds mixed, 64 connections, medians of {options.rounds} interleaved rounds; {load_average()}\n")
    seen = {name: [] for name, *_ in targets}
    for _ in range(options.rounds):
        for name, url, pid, paths in targets:
            seen[name].append(load(url, pid, options.queries / paths, 64, options.seconds))
    rows = []
    for name, rounds in seen.items():
        middle = {key: statistics.median(one[key] for one in rounds) for key in rounds[0] if rounds[0][key] is not None}
        rows.append([name, f"{middle['rps']:,.0f}", f"{middle['p50'] / 1000:.2f} / {middle['p99'] / 1000:.1f}",
                     f"{middle['server_us']:,.0f}", f"{middle['bytes']:,.0f}", f"{middle['rows']:.1f}",
                     f"{middle['found']:.2f}" if "found" in middle else "–",
                     f"{middle['client_share']:.2f}", str(sum(one["errors"] for one in rounds))])
    table(["server", "requests/s", "p50 / p99 ms", "server CPU µs a request", "bytes", "rows", "asked-for row found",
           "client, of one core", "errors"], rows)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--queries", type=pathlib.Path, required=True)
    parser.add_argument("--server", nargs=3, action="append", required=True, metavar=("NAME", "URL", "PID"), help="mingce first")
    parser.add_argument("--bare", nargs=2, required=True, metavar=("URL", "PID"))
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--seconds", type=float, default=5)
    options = parser.parse_args()
    mixed(options)
    one_connection(options)


if __name__ == "__main__":
    main()
