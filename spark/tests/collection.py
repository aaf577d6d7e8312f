"""A collection of made-up reports with planted copies, the same for the same seed: ``collection.py FOLDER COUNT [FILES]``.

Events have a dispatch of an agency; outlets print it whole, cut, or with paragraphs of their own, some crediting it; others
write their own account with a remark in common. There are later versions under one address, the same bytes twice, records
that share an id, lines that an outlet prints under every report, and reports that stand alone.
"""

import json
import os
import random
import sys

START = ["Al", "Bren", "Cal", "Dor", "El", "Far", "Gren", "Hal", "Is", "Jor", "Kel", "Lor", "Mar", "Nor", "Or", "Pel", "Quin", "Ros",
         "Sel", "Tam", "Ul", "Ver", "Wen", "Yar"]  # fmt: skip
MIDDLE = ["a", "e", "i", "o", "u", "an", "en", "in", "or", "ist", "ath", "ul"]
END = ["bury", "wick", "dale", "mouth", "stead", "ford", "haven", "holm", "gate", "moor", "ness", "combe"]
FIRST = ["Ada", "Bo", "Cora", "Dag", "Edda", "Finn", "Greta", "Hugo", "Ines", "Jon", "Kaia", "Lars", "Mona", "Nils", "Olga", "Per"]
THINGS = ["lock gate", "cold store", "grain silo", "ferry ramp", "tram depot", "paper mill", "water tower", "swing bridge", "fish market",
          "slate quarry", "signal box", "boat yard", "glass works", "wool hall", "rope walk", "salt pan"]  # fmt: skip
HAPPENED = ["collapsed", "caught fire", "was flooded", "was evacuated", "jammed", "was struck by a crane", "was closed by inspectors"]
BODIES = ["harbour board", "fire service", "county police", "rail inspectorate", "water authority", "town council", "coast guard"]
WORDS = (
    "anchor barrel beacon canvas cellar chimney cobble copper culvert ditch engine fender ferry flagstone funnel gable girder "
    "gravel gutter hatch hinge hoist jetty keel ladder lantern ledge lever mast mooring mortar oar paddle parapet pillar pulley "
    "quay rafter rail rivet rudder sail scaffold shutter sluice spar stable stairwell tarpaulin timber turbine valve wharf winch"
).split()
VERBS = "cracked shifted buckled leaked gave burst tilted snapped rusted loosened split slipped sank swelled".split()
VERBS2 = "carried counted found lifted marked mended moved noticed painted praised repaired sold towed traded weighed".split()
KINDS = (
    "amber ash birch blue brass broad bronze chalk clay coarse copper crooked double flint granite green grey hollow iron ivory "
    "leaden linen lower narrow new oaken old outer painted pine red round rusty short single slate steel stone tall tarred tin upper "
    "walnut wet white wide willow woollen wooden yellow"
).split()
WHEN = "before dawn|after noon|at dusk|by lamplight|in heavy rain|within the hour|overnight|during the thaw|at low tide".split("|")
OUTLETS = 60


def name(random):
    return random.choice(START) + random.choice(MIDDLE) + random.choice(END)


def person(random):
    return f"{random.choice(FIRST)} {random.choice(START)}{random.choice(MIDDLE)}{random.choice(['son', 'er', 'low', 'ley'])}"


class Event:
    def __init__(self, n, seed):
        r = self.random = random.Random(f"{seed}/{n}")
        self.n, self.place, self.thing, self.happened = n, name(r), r.choice(THINGS), r.choice(HAPPENED)
        self.day, self.chief, self.witness = r.randrange(180), person(r), person(r)
        self.body, self.hurt, self.dead = r.choice(BODIES), r.randrange(3, 60), r.randrange(1, 20)
        self.agency = r.choice(["Halcyon News Agency", "Meridian Press Service"])
        said = " ".join(self.sentence(r) for _ in range(2))
        self.remark = f"“{said} We ran,” said {self.witness}, who works at the {self.thing}."
        self.dispatch = self.account(r, 5)

    def sentence(self, r):
        """A sentence of few words that others have side by side: frames are short, and what fills them is of thousands."""

        def thing():
            return f"{r.choice(KINDS)} {r.choice(WORDS)}"

        frames = [
            lambda: f"{thing().capitalize()}s {r.choice(VERBS)} near {self.place} until {person(r)} reached {name(r)}.",
            lambda: f"{person(r)} {r.choice(VERBS2)} {r.randrange(3, 900)} {thing()}s from {name(r)} towards {self.place}.",
            lambda: f"Beyond {name(r)}, {r.randrange(3, 99)} {thing()}s {r.choice(VERBS)}; {person(r)} {r.choice(VERBS2)} every {thing()}.",
            lambda: f"Nobody in {name(r)} {r.choice(VERBS2)} {person(r)}'s {thing()}, which {r.choice(VERBS)} {r.choice(WHEN)}.",
            lambda: f"{r.choice(WHEN).capitalize()}, {thing()} and {thing()} {r.choice(VERBS)} under {person(r)}'s {r.choice(WORDS)}.",
            lambda: f"Crews {r.choice(VERBS2)} {thing()}s, {thing()}s and {r.randrange(2, 40)} {r.choice(WORDS)}s {r.choice(WHEN)}.",
        ]
        return r.choice(frames)()

    def account(self, r, paragraphs):
        lead = (
            f"A {self.thing} in {self.place} {self.happened} on {weekday(self.day)}, killing {self.dead} people and injuring {self.hurt}, "
            f"the {self.body} said."
        )
        rest = [" ".join(self.sentence(r) for _ in range(r.randrange(2, 4))) for _ in range(paragraphs)]
        return [lead, *rest[:2], self.remark, *rest[2:], f"{self.chief}, head of the {self.body}, said that the {r.choice(WORDS)} would be mended."]


def weekday(day):
    # 1 January 2031 is a Wednesday.
    return ["Wednesday", "Thursday", "Friday", "Saturday", "Sunday", "Monday", "Tuesday"][day % 7]


def date(day):
    months = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    month = 0
    while day >= months[month]:
        day, month = day - months[month], month + 1
    return f"2031-{month + 1:02}-{day + 1:02}"


def about(outlet):
    r = random.Random(f"about/{outlet}")
    return (
        f"Readers of {OUTLET(outlet)} may write to the {r.choice(WORDS)} desk at the old {r.choice(WORDS)} house about the {r.choice(WORDS)} page, "
        f"the {r.choice(WORDS)} column and the weekly {r.choice(WORDS)} chart."
    )


def OUTLET(n):
    r = random.Random(f"outlet/{n}")
    return f"{name(r)} {r.choice(['Herald', 'Post', 'Gazette', 'Courier', 'Echo', 'Mail'])}"


def reports(event):
    """The records of one event."""
    r = event.random
    headline = f"{event.thing.capitalize()} {event.happened} in {event.place}"
    for k in range(r.choice([1, 2, 3, 4, 5, 6, 8, 12])):
        outlet = r.randrange(OUTLETS)
        kind = r.choice(["whole", "whole", "cut", "mixed", "own", "own"]) if k else "whole"
        own = Event.account(event, random.Random(f"{event.n}/{k}"), 4)
        paragraphs = {
            "whole": lambda: list(event.dispatch),
            "cut": lambda: event.dispatch[: r.randrange(2, 5)],
            "mixed": lambda: own[:2] + event.dispatch[2:4] + own[4:],
            "own": lambda: own,
        }[kind]()
        if r.random() < 0.5:
            paragraphs.append(about(outlet))
        record = {
            "id": f"e{event.n}-{k}",
            "url": f"https://outlet{outlet}.example/{date(event.day)}/e{event.n}-{k}",
            "headline": headline if r.random() < 0.5 else f"{event.dead} killed as {headline[0].lower()}{headline[1:]}",
            "published": f"{date(event.day + (k > 4))}T{r.randrange(6, 23):02}:{r.randrange(60):02}:00+00:00",
            "outlet": OUTLET(outlet),
            "language": "en",
        }
        if kind in ("whole", "cut") and r.random() < 0.6:
            record["author"] = event.agency
        elif kind == "mixed" and r.random() < 0.5:
            paragraphs.append(f"{event.agency} contributed to this report.")
        if r.random() < 0.03:
            del record["published"]
        record["text"] = "\n\n".join(paragraphs)
        yield record
        if r.random() < 0.05:
            # A later version under the same address, in other words here and there.
            later = dict(record, id=f"{record['id']}-v2", modified=f"{date(event.day + 2)}T08:00:00+00:00")
            later["text"] = record["text"].replace(f"injuring {event.hurt}", f"injuring {event.hurt + 4}")
            yield later
        if r.random() < 0.02:
            yield record
        if r.random() < 0.02:
            yield dict(record, text=f"Another report under the same id tells of a {r.choice(WORDS)} in {name(r)} that {r.choice(VERBS)}.")


def write(folder, count, files=8, seed=9):
    os.makedirs(folder, exist_ok=True)
    written, n = 0, 0
    out = [open(os.path.join(folder, f"part-{i:04}.jsonl"), "w", encoding="utf-8") for i in range(files)]
    while written < count:
        for record in reports(Event(n, seed)):
            if written < count:
                out[random.Random(f"{seed}/file/{written}").randrange(files)].write(json.dumps(record, ensure_ascii=False) + "\n")
                written += 1
        n += 1
    for file in out:
        file.close()


if __name__ == "__main__":
    write(sys.argv[1], int(sys.argv[2]), *map(int, sys.argv[3:4]))
