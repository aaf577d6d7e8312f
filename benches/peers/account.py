"""What the peers share: rows in, findings out, and an account of the work as one line of JSON.

Only the work is counted. Loading Python, libraries and models is not, which is to the peers' favour. What the whole process
takes is counted from outside.
"""
import json
import sys
import time


def rows():
    """The rows of the file that the first argument names."""
    with open(sys.argv[-2], encoding="utf-8") as file:
        return [json.loads(line) for line in file]


class Account:
    """Counts from its making to `told`."""

    def __init__(self):
        self.cpu = time.process_time()

    def told(self, items, found):
        """Stops counting, writes the findings to the file of the last argument, and prints the account."""
        cpu = time.process_time() - self.cpu
        with open(sys.argv[-1], "w", encoding="utf-8") as out:
            for row in found:
                out.write(json.dumps(row) + "\n")
        print(json.dumps({"items": items, "cpu": cpu}))
