#!/usr/bin/env python3
"""Writes iban.txt: for each country the structure of an IBAN behind country letters and check digits.

    python3 make_iban.py iban.dat > iban.txt

iban.dat is a list with lines like  GB country="United Kingdom" bban="4!a6!n8!n"  as Debian's python3-stdnum installs
it (stdnum/iban.dat), made from the IBAN registry that SWIFT publishes. Neighbouring parts of one kind are joined.
"""
import re
import sys

print("# country, then counts of n (digits), a (capitals), c (either)")
for line in open(sys.argv[1], encoding="utf-8"):
    found = re.match(r'^([A-Z]{2}) .*bban="([^"]+)"', line)
    if not found:
        continue
    parts = [(int(count), kind) for count, kind in re.findall(r"(\d+)!([nac])", found.group(2))]
    joined = []
    for count, kind in parts:
        if joined and joined[-1][1] == kind:
            joined[-1] = (joined[-1][0] + count, kind)
        else:
            joined.append((count, kind))
    print(found.group(1), "".join(f"{count}{kind}" for count, kind in joined))
