#!/usr/bin/env python3
"""Writes english.txt beside this file from a word list given as argument.

Usage: make_words.py SOURCE
Refuses a list that is not 2,048 sorted, different words of a to z, each told apart by its first four letters.
"""
import pathlib
import re
import sys


def main() -> int:
    if len(sys.argv) != 2:
        print(__doc__, file=sys.stderr)
        return 2
    words = pathlib.Path(sys.argv[1]).read_text(encoding="ascii").split()
    problems = []
    if len(words) != 2048:
        problems.append(f"{len(words)} words instead of 2048")
    if words != sorted(set(words)):
        problems.append("not sorted, or a word appears twice")
    if len({word[:4] for word in words}) != len(words):
        problems.append("two words share their first four letters")
    problems += [f"not 3 to 8 letters a-z: {word!r}" for word in words if not re.fullmatch("[a-z]{3,8}", word)]
    for problem in problems:
        print(problem, file=sys.stderr)
    if problems:
        return 1
    target = pathlib.Path(__file__).with_name("english.txt")
    target.write_text("\n".join(words) + "\n", encoding="ascii", newline="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
