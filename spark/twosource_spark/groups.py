"""Copy groups: the connected components of the pairs of reports, on the driver.

Each report is a number of 32 bits, so that a hundred million of them and their pairs fit the memory of one machine
(four bytes a report, eight a pair). Beyond that there is GraphFrames, whose connected components are spread.
"""

import numpy
import pyarrow as pa
import pyarrow.compute as pc

MOST = 2**32 - 1


def components(n, left, right):
    """The least member of the component of each of ``n`` numbers, where ``left[i]`` and ``right[i]`` are joined.

    A union-find over whole arrays: every root is hooked to the least root it is joined to, then paths are halved until all
    point at roots. It ends when nothing is hooked, after about as many rounds as the logarithm of the longest chain.
    """
    parent = numpy.arange(n, dtype=numpy.uint32)
    left, right = left.astype(numpy.uint32), right.astype(numpy.uint32)
    while len(left):
        x, y = parent[left], parent[right]
        apart = x != y
        if not apart.any():
            break
        left, right, x, y = left[apart], right[apart], x[apart], y[apart]
        numpy.minimum.at(parent, numpy.maximum(x, y), numpy.minimum(x, y))
        while True:
            higher = parent[parent]
            if (higher == parent).all():
                break
            parent = higher
    return parent


def groups(pairs):
    """A table of ``id``, ``component`` (a number) and ``first`` (the least id in it) for a table of pairs ``a``, ``b``."""
    ids = pc.unique(pa.chunked_array(pairs["a"].chunks + pairs["b"].chunks, type=pa.string()))
    ids = ids.take(pc.sort_indices(ids))
    if len(ids) > MOST:
        raise ValueError(f"more than {MOST} reports share text; see GraphFrames")

    def place(column):
        return pc.index_in(pairs[column], value_set=ids).to_numpy()

    found = components(len(ids), place("a"), place("b"))
    return pa.table({"id": ids, "component": pa.array(found.astype(numpy.int64)), "first": ids.take(pa.array(found))})
