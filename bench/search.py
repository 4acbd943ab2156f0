"""What finding a name takes, by how many names there are: putting them in order, and each way of asking.

    .venv/bin/python bench/search.py [--names 1200 100000]

Names are made of syllables of Korean and Chinese and of plain English words, drawn from a seeded generator: persons and
places in Latin letters and Hangul, organisations, titles of articles and events.
"""

import argparse
import random
import statistics
import time
from collections.abc import Iterator

from refoulement.web.finding import Finder
from refoulement.web.index import built
from refoulement.web.names import Name, Thing

SLOWEST_MS = 150  # that any question may take on a quiet machine, at the most names
SEED = 7
SYLLABLES = (
    "Ba Bae Bo Bong Chae Chang Cheol Chun Dae Dan Do Dong Eun Ga Gang Geum Gi Go Gu Gwang Ha Hae Han Ho Hong Hye Hyeon "
    "Il In Ja Jae Jang Jeong Ji Jin Jun Kang Kil Ko Kwang Kyong Man Mi Min Mu Mun Myong Na Nam No Ok Pyong Rae Ri Rim "
    "Sa San Sang Seok Seong Sik Sin So Song Su Sun Tae Tu U Un Ung Won Yang Yeon Yong Yu"
).split()
FAMILIES = "Kim Ri Pak Choe Jong Kang Jo Yun Jang Rim Han O So Sin Kwon Hwang An Song Ryu Hong".split()
HANGUL = [
    chr(0xAC00 + 588 * lead + 28 * vowel + tail)
    for lead in range(19)
    for vowel in (0, 4, 8, 13, 20)
    for tail in (0, 4, 21)
]
WORDS = (
    "border centre council fund group house institute law network observer press relief report rights society watch"
).split()
ASKED = {
    "a name as it is": "{name}",
    "its beginning": "{begin}",
    "one letter": "{letter}",
    "another romanisation": "{other}",
    "a slip": "{slip}",
    "an event": "repatriation 20{year} {place}",
    "in vain": "qqzzxxw",
    "in Hangul, begun": "{hangul}",
}


def things(count: int) -> Iterator[Thing]:
    """Things that have so many names together."""
    drawn, made = random.Random(SEED), 0
    while made < count:
        given = "-".join(drawn.choice(SYLLABLES) for _ in range(2))
        hangul = "".join(drawn.choices(HANGUL, k=3))
        place = "".join(drawn.choices(SYLLABLES, k=3)).capitalize()
        body = " ".join((place, *drawn.choices(WORDS, k=2)))
        for kind, names, told in (
            ("person", (f"{drawn.choice(FAMILIES)} {given}", hangul), ()),
            ("place", (place, hangul[:2], place.lower().replace("eo", "o")), ()),
            ("organisation", (body.title(),), ()),
            ("article", (" ".join(drawn.choices(WORDS, k=7)) + f" in {place}",), ()),
            (
                "event",
                (f"Repatriation, {(year := drawn.randrange(2000, 2025))}, {made}",),
                ("repatriation", str(year), place),
            ),
        ):
            made += len(names)
            known = tuple(Name(name, "en" if name.isascii() else "ko", "other") for name in names)
            yield Thing(address=f"x:{made}", kind=kind, sort=kind, names=known, told=told, times=drawn.randrange(9))


def questions(some: list[Thing]) -> Iterator[tuple[str, str]]:
    """Ways to ask for things that are there, by what they are."""
    drawn = random.Random(SEED)
    for person, place in zip(drawn.choices(some[0::5], k=40), drawn.choices(some[1::5], k=40), strict=True):
        name, town = person.names[0].text, place.names[0].text
        at = drawn.randrange(1, len(town) - 1)
        given = {
            "name": name,
            "begin": town[:4],
            "letter": town[0],
            "other": name.replace("o", "eo", 1).replace("-", ""),
            "slip": town[:at] + town[at + 1 :] + "q",
            "year": f"{drawn.randrange(25):02}",
            "place": town[:5],
            "hangul": person.names[1].text[:2],
        }
        for what, form in ASKED.items():
            yield what, form.format(**given)


def main() -> int:
    """Measure, and print what was measured; returns 1 where a question takes too long."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument(
        "--names", type=int, nargs="+", default=[1200, 100_000], metavar="N", help="default: %(default)s"
    )
    slowest = 0.0
    for count in parser.parse_args().names:
        some = list(things(count))
        began = time.process_time()
        database = built(some)
        names = sum(len(thing.names) for thing in some)
        took, size = time.process_time() - began, len(database.serialize()) / 2**20
        print(f"{names:,} names of {len(some):,} things: put in order in {took:.2f} s, {size:.1f} MiB")
        finder, times = Finder(database), dict[str, list[float]]()
        for what, sought in questions(some):
            began = time.process_time()
            finder.find(sought, most=8)
            times.setdefault(what, []).append(1000 * (time.process_time() - began))
        for what, each in times.items():
            print(f"  {what:24} median {statistics.median(each):7.1f} ms, slowest {max(each):7.1f} ms")
            slowest = max(slowest, *each)
    return int(slowest > SLOWEST_MS)


if __name__ == "__main__":
    raise SystemExit(main())
