"""Draws the two exhibits of the demo that are no text: a site plan and a short recording. Everything is invented.

Only the standard library; run it in this folder to make both files again: python3 make_media.py
"""
import math
import struct
import wave
import zlib

WIDTH, HEIGHT = 480, 320
PAPER, WALL, YARD = (250, 248, 240), (40, 44, 52), (226, 234, 214)
ROOM, LOCKED, GATE = (214, 224, 236), (236, 204, 196), (196, 140, 40)

# Letters of five by seven dots, a number a row: only those that the plan needs.
GLYPHS = {
    "A": (14, 17, 17, 31, 17, 17, 17), "B": (30, 17, 30, 17, 17, 17, 30), "C": (14, 17, 16, 16, 16, 17, 14),
    "D": (30, 17, 17, 17, 17, 17, 30), "E": (31, 16, 30, 16, 16, 16, 31), "F": (31, 16, 30, 16, 16, 16, 16),
    "G": (14, 17, 16, 23, 17, 17, 14), "I": (14, 4, 4, 4, 4, 4, 14), "K": (17, 18, 28, 18, 17, 17, 17),
    "L": (16, 16, 16, 16, 16, 16, 31), "M": (17, 27, 21, 17, 17, 17, 17), "N": (17, 25, 21, 19, 17, 17, 17),
    "O": (14, 17, 17, 17, 17, 17, 14), "R": (30, 17, 17, 30, 20, 18, 17), "S": (15, 16, 14, 1, 1, 17, 14),
    "T": (31, 4, 4, 4, 4, 4, 4), "V": (17, 17, 17, 17, 10, 10, 4), "Y": (17, 10, 4, 4, 4, 4, 4),
    "1": (4, 12, 4, 4, 4, 4, 14), "2": (14, 17, 1, 6, 8, 16, 31), "3": (30, 1, 14, 1, 1, 17, 14), " ": (0,) * 7,
}


def fill(rows, left, top, right, bottom, colour):
    for y in range(top, bottom):
        for x in range(left, right):
            rows[y][x] = colour


def room(rows, left, top, right, bottom, colour, label):
    fill(rows, left, top, right, bottom, WALL)
    fill(rows, left + 2, top + 2, right - 2, bottom - 2, colour)
    for place, letter in enumerate(label):
        for y, bits in enumerate(GLYPHS[letter]):
            for x in range(5):
                if bits >> (4 - x) & 1:
                    fill(rows, left + 8 + 12 * place + 2 * x, top + 8 + 2 * y, left + 10 + 12 * place + 2 * x,
                         top + 10 + 2 * y, WALL)


def chunk(kind, body):
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def draw_plan(path):
    rows = [[PAPER] * WIDTH for _ in range(HEIGHT)]
    room(rows, 20, 20, 460, 300, YARD, "INVENTED SITE")
    room(rows, 40, 56, 200, 160, ROOM, "OFFICE 1")
    room(rows, 210, 56, 370, 160, ROOM, "OFFICE 2")
    room(rows, 40, 180, 140, 280, LOCKED, "DORM 1")
    room(rows, 150, 180, 250, 280, LOCKED, "DORM 2")
    room(rows, 260, 180, 370, 280, LOCKED, "DORM 3")
    room(rows, 390, 220, 462, 260, GATE, "GATE")
    raw = b"".join(b"\0" + b"".join(bytes(colour) for colour in row) for row in rows)
    with open(path, "wb") as out:
        out.write(b"\x89PNG\r\n\x1a\n")
        out.write(chunk(b"IHDR", struct.pack(">IIBBBBB", WIDTH, HEIGHT, 8, 2, 0, 0, 0)))
        out.write(chunk(b"tEXt", b"Comment\0Invented for the demo"))
        out.write(chunk(b"IDAT", zlib.compress(raw, 9)))
        out.write(chunk(b"IEND", b""))


def play_tones(path):
    rate = 8000
    samples = []
    for tone in (440, 554, 659, 880):
        for i in range(rate // 4):
            fade = min(1.0, i / 200, (rate // 4 - i) / 200)
            samples.append(int(12000 * fade * math.sin(2 * math.pi * tone * i / rate)))
    with wave.open(path, "wb") as out:
        out.setnchannels(1)
        out.setsampwidth(2)
        out.setframerate(rate)
        out.writeframes(struct.pack("<%dh" % len(samples), *samples))


draw_plan("site-plan.png")
play_tones("recording.wav")
