"""The union-find over arrays against one over sets."""

import pathlib
import random
import sys
import unittest

import numpy
import pyarrow as pa

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))

from twosource_spark import groups


def naive(n, pairs):
    of = {i: {i} for i in range(n)}
    for x, y in pairs:
        if of[x] is not of[y]:
            of[x] |= of[y]
            for member in of[y]:
                of[member] = of[x]
    return [min(of[i]) for i in range(n)]


class Groups(unittest.TestCase):
    def test_components_are_those_of_sets(self):
        r = random.Random(9)
        for _ in range(300):
            n = r.randrange(1, 60)
            pairs = [(r.randrange(n), r.randrange(n)) for _ in range(r.randrange(0, 80))]
            left, right = (numpy.array([p[i] for p in pairs], dtype=numpy.uint32) for i in (0, 1))
            self.assertEqual(groups.components(n, left, right).tolist(), naive(n, pairs))

    def test_a_long_chain_is_one(self):
        n = 100_000
        order = numpy.random.default_rng(9).permutation(n)
        self.assertTrue((groups.components(n, order[:-1], order[1:]) == 0).all())

    def test_a_group_is_named_by_its_least_report(self):
        pairs = pa.table({"a": pa.chunked_array([["c", "x"], ["b"]]), "b": pa.chunked_array([["d", "y"], ["d"]])})
        found = {row["id"]: row["first"] for row in groups.groups(pairs).to_pylist()}
        self.assertEqual(found, {"b": "b", "c": "b", "d": "b", "x": "x", "y": "x"})
        none = pa.table({"a": pa.chunked_array([], pa.string()), "b": pa.chunked_array([], pa.string())})
        self.assertEqual(len(groups.groups(none)), 0)


if __name__ == "__main__":
    unittest.main()
