#!/usr/bin/env python3
"""Reads a Holdfast bundle without Holdfast. Standard library only; written from sync/FORMAT.md, not from the program.

    age -d -i KEYFILE -o plain BUNDLE.age
    python3 read_bundle.py plain [--out FOLDER] [--age BUNDLE.age --key HEX]

Prints the manifest and every section, checks all lengths, every SHA-256 and the padding, and writes the sections to
FOLDER. With the bundle itself and the sender's Ed25519 key (64 hex digits) it also checks the signature. A section
that is marked "zstd" can be unpacked with `zstd -d`. Leaves with status 1 and one line at the first thing that is not as
the format says.
"""
import argparse
import hashlib
import os
import sys

KINDS = {1: "changes", 2: "media", 3: "receipt", 4: "team", 5: "share", 6: "backup", 7: "order"}
SECTIONS = {1: "entries", 2: "openings", 3: "sealed", 4: "blob", 5: "sealed-blob", 6: "form",
            8: "receipt", 9: "roster", 10: "orders"}
FLOORS = (256 << 10, 64 << 10)


class BadBundle(Exception):
    pass


def need(condition, what):
    if not condition:
        raise BadBundle(what)


# --- CBOR, the deterministic subset -----------------------------------------------------------------------------


def decode_item(data, at, depth=0):
    """Returns (value, position behind it). Shortest lengths, sorted unique keys, nothing indefinite, no tags."""
    need(depth <= 16, "CBOR too deep")
    need(at < len(data), "CBOR ends early")
    major, info = data[at] >> 5, data[at] & 31
    at += 1
    if major == 7:
        need(info in (20, 21, 22), "CBOR simple value not allowed")
        return {20: False, 21: True, 22: None}[info], at
    need(info <= 27, "CBOR length not allowed")
    number = info
    if info >= 24:
        size = 1 << (info - 24)
        need(at + size <= len(data), "CBOR ends early")
        number = int.from_bytes(data[at:at + size], "big")
        need(number >= (24, 1 << 8, 1 << 16, 1 << 32)[info - 24], "CBOR number not shortest")
        at += size
    if major == 0:
        return number, at
    if major == 1:
        return -1 - number, at
    if major in (2, 3):
        need(at + number <= len(data), "CBOR ends early")
        raw = data[at:at + number]
        return (raw if major == 2 else raw.decode("utf-8")), at + number
    need(major in (4, 5), "CBOR tag not allowed")
    need(number <= len(data) - at, "CBOR count too large")
    if major == 4:
        items = []
        for _ in range(number):
            item, at = decode_item(data, at, depth + 1)
            items.append(item)
        return items, at
    pairs, last = {}, b""
    for _ in range(number):
        start = at
        key, at = decode_item(data, at, depth + 1)
        need(data[start:at] > last, "CBOR keys not in order")
        last = data[start:at]
        pairs[key], at = decode_item(data, at, depth + 1)
    return pairs, at


# --- Ed25519, RFC 8032 section 5.1.7 ----------------------------------------------------------------------------

P = 2**255 - 19
ORDER = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P
ROOT_OF_MINUS_ONE = pow(2, (P - 1) // 4, P)


def add_points(a, b):
    e = (a[1] - a[0]) * (b[1] - b[0]) % P
    f = (a[1] + a[0]) * (b[1] + b[0]) % P
    c, d = 2 * a[3] * b[3] * D % P, 2 * a[2] * b[2] % P
    return (f - e) * (d - c) % P, (d + c) * (f + e) % P, (d - c) * (d + c) % P, (f - e) * (f + e) % P


def multiply_point(number, point):
    out = (0, 1, 1, 0)
    while number > 0:
        if number & 1:
            out = add_points(out, point)
        point = add_points(point, point)
        number >>= 1
    return out


def decode_point(raw):
    y = int.from_bytes(raw, "little")
    sign, y = y >> 255, y & ((1 << 255) - 1)
    if y >= P:
        return None
    square = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    x = pow(square, (P + 3) // 8, P)
    if (x * x - square) % P != 0:
        x = x * ROOT_OF_MINUS_ONE % P
    if (x * x - square) % P != 0 or (x == 0 and sign):
        return None
    if x & 1 != sign:
        x = P - x
    return x, y, 1, x * y % P


BASE = decode_point((4 * pow(5, P - 2, P) % P).to_bytes(32, "little"))


def signature_is_true(key, message, signature):
    point, r = decode_point(key), decode_point(signature[:32])
    s = int.from_bytes(signature[32:], "little")
    if point is None or r is None or s >= ORDER:
        return False
    h = int.from_bytes(hashlib.sha512(signature[:32] + key + message).digest(), "little") % ORDER
    left, right = multiply_point(s, BASE), add_points(r, multiply_point(h, point))
    return (left[0] * right[2] - right[0] * left[2]) % P == 0 and (left[1] * right[2] - right[1] * left[2]) % P == 0


# --- the container ----------------------------------------------------------------------------------------------


def padme(size, floor):
    size = max(size, floor)
    if size < 2:
        return size
    exponent = size.bit_length() - 1
    mask = (1 << max(0, exponent - exponent.bit_length())) - 1
    return (size + mask) & ~mask


def age_head(path):
    """Everything before the payload: the text header up to and with its MAC line, and 16 bytes of nonce."""
    with open(path, "rb") as file:
        data = file.read(70000)
    need(data.startswith(b"age-encryption.org/v1\n"), "not an age file")
    mac = data.find(b"\n--- ")
    need(mac > 0, "age header without an end")
    end = data.index(b"\n", mac + 1) + 1
    return data[:end + 16]


def check_signature(head, key, sender, manifest_bytes, signature):
    device = hashlib.sha256(b"holdfast/device/v1\0" + key).digest()[:16]
    need(device == sender, "this key does not belong to the sender")
    body = hashlib.sha256(head).digest() + sender + hashlib.sha256(manifest_bytes).digest()
    need(signature_is_true(key, b"holdfast/bundle/v1\0" + body, signature), "the signature is false")
    print("signature true")


def print_manifest(manifest):
    need(sorted(manifest) == list(range(11)) and manifest[0] == 1, "manifest fields")
    need(manifest[6] in KINDS, "kind of bundle")
    print(f"team {manifest[1].hex()}")
    print(f"sender {manifest[2].hex()}")
    print(f"number {manifest[3]} kind {KINDS[manifest[6]]} last-receipt {manifest[9]}")
    print(f"previous {manifest[4].hex()} voided {manifest[5]}")
    if manifest[7] is not None:
        first, last, before, after = manifest[7]
        print(f"segment {first} to {last} head-before {before.hex()} head-after {after.hex()}")
    for recipient in manifest[8]:
        print(f"recipient {recipient.hex()}")


def read_sections(manifest, data, at, folder):
    for index, (kind, stored, raw, digest, place) in enumerate(manifest[10]):
        need(kind in SECTIONS, "type of section")
        need(at + stored <= len(data), f"section {index} ends early")
        contents = data[at:at + stored]
        at += stored
        need(hashlib.sha256(contents).digest() == digest, f"section {index} has another SHA-256")
        packed = f"zstd to {raw}" if raw else "as it is"
        where = "" if place is None else " place " + repr(place)
        print(f"section {index} {SECTIONS[kind]} {stored} bytes, {packed}, sha256 {digest.hex()} ok{where}")
        if folder:
            with open(os.path.join(folder, f"{index}.{SECTIONS[kind]}" + (".zst" if raw else "")), "wb") as out:
                out.write(contents)
    return at


def read_bundle(arguments):
    with open(arguments.plain, "rb") as file:
        data = file.read()
    need(len(data) >= 84, "too short")
    size = int.from_bytes(data[:4], "little")
    need(0 < size <= 4 << 20 and 84 + size <= len(data), "length of the manifest")
    sender, manifest_bytes, signature = data[4:20], data[20:20 + size], data[20 + size:84 + size]
    manifest, end = decode_item(manifest_bytes, 0)
    need(end == size, "something behind the manifest")
    need(isinstance(manifest, dict), "manifest is no map")
    print_manifest(manifest)
    need(manifest[2] == sender, "another sender inside")
    if arguments.age and arguments.key:
        check_signature(age_head(arguments.age), bytes.fromhex(arguments.key), sender, manifest_bytes, signature)
    if arguments.out:
        os.makedirs(arguments.out, exist_ok=True)
    at = read_sections(manifest, data, 84 + size, arguments.out)
    need(not any(data[at:]), "padding that is not zero")
    need(len(data) in [padme(at, floor) for floor in FLOORS], "padding of another length")
    print(f"padding {len(data) - at} zeros ok")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("plain", help="what `age -d` wrote")
    parser.add_argument("--out", metavar="FOLDER", help="write the sections there")
    parser.add_argument("--age", metavar="FILE", help="the bundle itself, for the signature")
    parser.add_argument("--key", metavar="HEX", help="the sender's Ed25519 key")
    try:
        read_bundle(parser.parse_args())
    except (BadBundle, ValueError, TypeError, IndexError, KeyError) as problem:
        print(f"NOT a whole bundle: {problem}")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
