"""Computes tests/conformance/funnel/reference_loans.txt with nothing but Python's standard library: funnels of the loan
applications in funnel/bpic2012_ao_events.csv.gz, of a folder given as the argument. Run by hand when it should change:
reference_loans.py FOLDER > reference_loans.txt.

Every occurrence of the first step is tried as the start of a chain; from it each next step is the earliest event of its
name that is not before the former and not behind the window's end. In any order: the most steps of which an event lies in
one window. No event fills two steps, for steps differ.

A line: mode|hours of the window, 0: none|steps with > between|customers who reach each.
"""
import bisect
import collections
import csv
import datetime
import gzip
import pathlib
import sys

FUNNELS = [
    ('ordered', 0, 'A_SUBMITTED>A_PREACCEPTED>A_ACCEPTED>O_SENT>O_SENT_BACK>A_APPROVED'),
    ('ordered', 24, 'A_SUBMITTED>A_PREACCEPTED>A_ACCEPTED>O_SENT>O_SENT_BACK>A_APPROVED'),
    ('ordered', 240, 'A_SUBMITTED>A_PREACCEPTED>A_ACCEPTED>O_SENT>O_SENT_BACK>A_APPROVED'),
    ('ordered', 1, 'O_CREATED>O_SENT>O_CANCELLED'),
    ('ordered', 0, 'O_SENT>O_CANCELLED>O_SENT_BACK'),
    ('ordered', 72, 'O_SENT>O_CANCELLED>O_SENT_BACK'),
    ('any', 0, 'O_ACCEPTED>A_DECLINED>O_CANCELLED'),
    ('any', 48, 'A_ACCEPTED>O_CANCELLED>O_SENT_BACK>A_APPROVED'),
    ('any', 0, 'A_SUBMITTED>A_DECLINED>O_DECLINED'),
]


def journeys(folder):
    """By case: by event the times in milliseconds, ascending."""
    cases = collections.defaultdict(lambda: collections.defaultdict(list))
    with gzip.open(pathlib.Path(folder) / 'funnel/bpic2012_ao_events.csv.gz', 'rt', encoding='utf-8') as file:
        for row in csv.DictReader(file):
            time = datetime.datetime.fromisoformat(row['timestamp'])
            cases[row['case_id']][row['event']].append(round(time.timestamp() * 1000))
    for case in cases.values():
        for times in case.values():
            times.sort()
    return cases.values()


def first_from(times, least):
    """The earliest of the times that is at least that; None: there is none."""
    at = bisect.bisect_left(times, least)
    return times[at] if at < len(times) else None


def depth_in_order(case, steps, window):
    deepest = 0
    for start in case[steps[0]]:
        depth, now = 1, start
        for step in steps[1:]:
            now = first_from(case[step], now)
            if now is None or (window and now > start + window):
                break
            depth += 1
        deepest = max(deepest, depth)
    return deepest


def depth_in_any_order(case, steps, window):
    deepest = 0
    for start in (time for step in steps for time in case[step]):
        found = [first_from(case[step], start) for step in steps]
        deepest = max(deepest, sum(time is not None and (not window or time <= start + window) for time in found))
    return deepest


def main(folder):
    cases = list(journeys(folder))
    for mode, hours, text in FUNNELS:
        steps, window = text.split('>'), hours * 3_600_000
        depth_of = depth_in_order if mode == 'ordered' else depth_in_any_order
        depths = [depth_of(case, steps, window) for case in cases]
        print(mode, hours, text, ' '.join(str(sum(depth >= i + 1 for depth in depths)) for i in range(len(steps))), sep='|')


main(sys.argv[1])
