#!/usr/bin/env python3
"""Keeps the catalogues of the window in step with its source.

    python3 assets/lang/update.py                 new sentences come in empty, unused ones go, translations stay
    python3 assets/lang/update.py --list          every sentence with its number
    python3 assets/lang/update.py --take km FILE LIST   translations from FILE: number, tab, sentence, by the numbers of
                                                  LIST (an output of --list); plural forms parted by " | "; they are
                                                  marked as not checked by a native speaker (fuzzy)
    python3 assets/lang/update.py --check         exit status 1 where a catalogue is not in step

A sentence is whatever stands between the quotes of tr(), trn() or say() in app/gui and app/forms/paper*.cpp.
"""
import glob
import os
import re
import sys

TOP = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..")
SOURCES = ["app/gui/**/*.h", "app/gui/**/*.cpp", "app/forms/paper*.cpp"]
ONE = "nplurals=1; plural=0;"
TWO = "nplurals=2; plural=(n != 1);"
ARABIC = ("nplurals=6; plural=(n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 : "
          "n%100>=11 ? 4 : 5);")
LANGUAGES = {
    "zh-Hans": ONE, "zh-Hant": ONE, "th": ONE, "vi": ONE, "km": ONE, "my": ONE, "lo": ONE, "ms": ONE, "id": ONE,
    "fr": "nplurals=2; plural=(n > 1);", "es": TWO, "pt": "nplurals=2; plural=(n > 1);", "sw": TWO, "ar": ARABIC,
}
LITERAL = r'"(?:[^"\\]|\\.)*"'
LITERALS = r"(?:%s\s*)+" % LITERAL
CALLS = [
    (re.compile(r"\b(?:tr|say|msgid)\(\s*(" + LITERALS + r")\s*(?:,\s*(" + LITERALS + r")\s*,)?"), True),
    (re.compile(r"\btrn\(\s*(" + LITERALS + r")\s*,\s*(" + LITERALS + r")"), True),
]


def joined(literals):
    text = "".join(piece[1:-1] for piece in re.findall(LITERAL, literals))
    return text.replace('\\"', '"').replace("\\n", "\n").replace("\\\\", "\\")


def sentences():
    """(one, many or None) in the order of the files, each once."""
    found = {}
    for pattern in SOURCES:
        for path in sorted(glob.glob(os.path.join(TOP, pattern), recursive=True)):
            with open(path, encoding="utf-8") as file:
                source = file.read()
            for call, _ in CALLS:
                for match in call.finditer(source):
                    one = joined(match.group(1))
                    many = joined(match.group(2)) if match.group(2) else None
                    if found.get(one) is None:
                        found[one] = many
    return list(found.items())


def quoted(text):
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'


def unquoted(text):
    return joined(text)


def forms_of(language):
    return int(re.match(r"nplurals=(\d)", LANGUAGES[language]).group(1))


def read_catalogue(language):
    """msgid -> (list of msgstr, reviewed)."""
    path = os.path.join(TOP, "assets/lang", language + ".po")
    entries = {}
    if not os.path.exists(path):
        return entries
    with open(path, encoding="utf-8") as file:
        blocks = file.read().split("\n\n")
    for block in blocks[1:]:
        match = re.search(r"^msgid (.*)$", block, re.M)
        if not match:
            continue
        strings = [unquoted(s) for s in re.findall(r"^msgstr(?:\[\d\])? (.*)$", block, re.M)]
        entries[unquoted(match.group(1))] = (strings, "#, fuzzy" not in block)
    return entries


def catalogue_text(language, entries):
    out = ['msgid ""\nmsgstr ""\n"Language: %s\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n'
           '"Content-Transfer-Encoding: 8bit\\n"\n"Plural-Forms: %s\\n"\n' % (language, LANGUAGES[language])]
    for one, many in sentences():
        count = forms_of(language) if many else 1
        strings, reviewed = entries.get(one, ([], False))
        if len(strings) != count:
            strings, reviewed = [""] * count, False
        block = "" if reviewed or not all(strings) else "#, fuzzy\n"
        block += "msgid %s\n" % quoted(one)
        if many:
            block += "msgid_plural %s\n" % quoted(many)
            block += "".join("msgstr[%d] %s\n" % (i, quoted(s)) for i, s in enumerate(strings))
        else:
            block += "msgstr %s\n" % quoted(strings[0])
        out.append(block)
    return "\n".join(out)


def here():
    """The languages that have a catalogue."""
    return [l for l in LANGUAGES if os.path.exists(os.path.join(TOP, "assets/lang", l + ".po"))]


def placeholders(text):
    return sorted(set(re.findall(r"\{(?:\d|n)\}", text)))


def listed(path):
    """Number -> (one, many or None) of an output of --list, as far as the source still has them."""
    known = dict(sentences())
    out = {}
    with open(path, encoding="utf-8") as file:
        for row in file:
            number, text = row.rstrip("\n").split("\t", 1)
            one = text.replace("\\n", "\n")
            if one not in known:
                one = one.split(" | ")[0]
            if one in known:
                out[int(number)] = (one, known[one])
    return out


def take(language, path, list_path):
    entries = read_catalogue(language)
    known = listed(list_path)
    taken = 0
    with open(path, encoding="utf-8") as file:
        for row in file:
            if "\t" not in row:
                continue
            number, text = row.rstrip("\n").split("\t", 1)
            if int(number) not in known:
                continue
            one, many = known[int(number)]
            strings = [s.strip() for s in text.split(" | ")] if many else [text.strip()]
            strings = [s.replace("\\n", "\n") for s in strings]
            expected = forms_of(language) if many else 1
            if len(strings) != expected:
                print("%s %s: %d forms instead of %d" % (language, number, len(strings), expected), file=sys.stderr)
                continue
            wanted = placeholders(one + (many or ""))
            if not many and any(placeholders(s) != wanted for s in strings):
                print("%s %s: not the placeholders of: %s" % (language, number, one), file=sys.stderr)
                continue
            entries[one] = (strings, False)
            taken += 1
    print("%s: %d of %d" % (language, taken, len(known)))
    write(language, catalogue_text(language, entries))


def write(language, text):
    with open(os.path.join(TOP, "assets/lang", language + ".po"), "w", encoding="utf-8") as file:
        file.write(text)


def main(words):
    if words[:1] == ["--list"]:
        for number, (one, many) in enumerate(sentences()):
            print("%d\t%s%s" % (number, one.replace("\n", "\\n"), " | " + many if many else ""))
    elif words[:1] == ["--take"]:
        take(words[1], words[2], words[3])
    elif words[:1] == ["--check"]:
        stale = [language for language in here()
                 if open(os.path.join(TOP, "assets/lang", language + ".po"), encoding="utf-8").read() !=
                 catalogue_text(language, read_catalogue(language))]
        print("\n".join(language + ".po is not in step with the source" for language in stale), end="")
        return 1 if stale else 0
    else:
        for language in here():
            write(language, catalogue_text(language, read_catalogue(language)))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
