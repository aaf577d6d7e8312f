"""A stage of the worker as a function for ``mapInArrow``: one process a partition, rows in and rows out as Arrow streams.

Executors get this module by value, so they need pyarrow and the binary and nothing of this package.
"""

import os
import shutil
import subprocess
import tempfile
import threading

import pyarrow as pa

BINARY = "twosource"

# The columns of each stage's answer, as Spark spells them.
COLUMNS = {
    "read": "input long, number long, key string, id string, source string, file string, line long, canonical string, "
    "day string, json string, error string",
    "admit": "id string, canonical string, day string, json string, error string",
    "versions": "id string, json string, error string",
    "marks": "id string, text binary, fingerprints array<int>, names array<int>, credits string, agencies array<string>, "
    "warning string, error string",
    "fingerprints": "x binary, y binary",
    "names": "x binary, y binary",
    "learn": "x binary, y binary, stock array<long>, error string",
    "pairs": "a string, b string, copied boolean, json string, error string",
    "origins": "a string, b string, json string, warning string, error string",
    "stories": "window long, story long, place long, role string, id string, of string, passages string, error string",
    "brief": "story string, reports long, first_published string, head string, json string, warnings array<string>, "
    "error string",
}


class WorkerError(RuntimeError):
    """A worker ended otherwise than well."""


def binary(given=None):
    """Where the binary is: as given, among the files that Spark has shipped, or on the path."""
    if given and os.path.exists(given):
        return given
    from pyspark import SparkFiles

    try:
        shipped = SparkFiles.get(BINARY)
    except Exception:  # There is no Spark around it.
        shipped = None
    if shipped and os.path.exists(shipped):
        return shipped
    found = shutil.which(BINARY)
    if not found:
        raise WorkerError(f"there is no {BINARY} here: ship it with --files {BINARY}")
    return found


def shipped(argument):
    """An argument; one that begins with ``shipped:`` is a file that Spark has shipped."""
    if not argument.startswith("shipped:"):
        return argument
    from pyspark import SparkFiles

    return SparkFiles.get(argument.removeprefix("shipped:"))


def stage(name, arguments=(), given=None):
    """The function that maps batches of rows by a stage of the worker."""

    def run(batches):
        first = next(iter(batches), None)
        if first is None:
            return
        command = [binary(given), "worker", "--stage", name, *map(shipped, arguments)]
        with tempfile.TemporaryFile() as said:
            process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=said)
            failed = []

            def feed():
                # Apart from what is read, since both pipes fill up.
                try:
                    with process.stdin, pa.ipc.new_stream(process.stdin, first.schema) as stream:
                        stream.write_batch(first)
                        for batch in batches:
                            stream.write_batch(batch)
                except BrokenPipeError:
                    pass  # The worker has ended, and says why.
                except BaseException as error:  # Told by the thread that waits.
                    failed.append(error)
                    process.kill()

            feeder = threading.Thread(target=feed, daemon=True)
            feeder.start()
            try:
                try:
                    yield from pa.ipc.open_stream(process.stdout)
                except pa.ArrowInvalid:
                    if process.wait() == 0:
                        raise
                feeder.join()
                if failed:
                    raise failed[0]
                if process.wait() != 0:
                    said.seek(0)
                    words = said.read(4000).decode("utf-8", "replace").strip()
                    raise WorkerError(f"{name}: {words or 'ended with ' + str(process.returncode)}")
            finally:
                process.kill()
                process.stdout.close()
                process.wait()

    return run
