"""Runs a job on a standalone cluster on loopback (a master and two workers), and holds the result against one machine.

    cluster.py BINARY [--reports N] [--kill] [--executors 1|2] [--resume] [--bad-record] [--no-compare] [--keep FOLDER]

With --kill an executor is killed by force in the middle of the run. Times and shuffle bytes of the stages are told at the end.
Everything listens on loopback alone, and every process that is started here is ended here.
"""

import argparse
import collections
import contextlib
import glob
import json
import os
import pathlib
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time

import pyspark

import collection
from compare import compare

HERE = pathlib.Path(__file__).resolve().parent
HOME = pathlib.Path(pyspark.__file__).parent
LOOPBACK = "127.0.0.1"


def free_port():
    with socket.socket() as s:
        s.bind((LOOPBACK, 0))
        return s.getsockname()[1]


@contextlib.contextmanager
def cluster(folder, workers, memory):
    """A standalone cluster; gives its address."""
    port = free_port()
    environment = dict(os.environ, SPARK_LOCAL_IP=LOOPBACK, SPARK_HOME=str(HOME), PYSPARK_PYTHON=sys.executable)
    environment.update(SPARK_PUBLIC_DNS=LOOPBACK, SPARK_DAEMON_MEMORY="256m")
    started = []

    def start(name, *command):
        log = open(folder / f"{name}.log", "wb")
        started.append(
            # A group of its own, so that its executors end with it.
            subprocess.Popen([HOME / "bin/spark-class", *command], env=environment, stdout=log, stderr=log, start_new_session=True)
        )

    try:
        master = f"spark://{LOOPBACK}:{port}"
        start("master", "org.apache.spark.deploy.master.Master", "--host", LOOPBACK, "--port", str(port), "--webui-port", "0")
        wait_for(folder / "master.log", "I have been elected leader", 60)
        for n in range(workers):
            where = ["--host", LOOPBACK, "--webui-port", "0", "--cores", "1", "--memory", memory, "--work-dir", str(folder / f"work{n}")]
            start(f"worker{n}", "org.apache.spark.deploy.worker.Worker", *where, master)
        for n in range(workers):
            wait_for(folder / f"worker{n}.log", "Successfully registered", 60)
        yield master
    finally:
        for process in reversed(started):
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGTERM)
        for process in started:
            try:
                process.wait(20)
            except subprocess.TimeoutExpired:
                os.killpg(process.pid, signal.SIGKILL)


def wait_for(path, words, seconds):
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if words in path.read_text(encoding="utf-8", errors="replace"):
            return
        time.sleep(0.2)
    raise TimeoutError(f"{path} never said {words!r}:\n{path.read_text(encoding='utf-8', errors='replace')[-2000:]}")


def executors(folder):
    """The processes of the executors that run in this cluster's folder."""
    found = []
    for entry in pathlib.Path("/proc").iterdir():
        if entry.name.isdigit():
            with contextlib.suppress(OSError):
                command = (entry / "cmdline").read_bytes()
                where = os.readlink(entry / "cwd")
                if b"CoarseGrainedExecutorBackend" in command and where.startswith(str(folder)) and b"java" in command:
                    found.append(int(entry.name))
    return found


def kill_one(folder, out, told):
    """Kills an executor while the pairs are sought, and tells which."""
    while not told["ended"]:
        if (out / "texts/_SUCCESS").exists():
            time.sleep(2)
            running = executors(folder)
            if running:
                os.kill(running[0], signal.SIGKILL)
                told["killed"] = running[0]
                return
        time.sleep(0.2)


def submit(master, binary, inputs, out, folder, partitions, memory, extra=()):
    events = pathlib.Path(tempfile.mkdtemp(prefix="events-", dir=folder))
    environment = dict(os.environ, SPARK_LOCAL_IP=LOOPBACK, PYSPARK_PYTHON=sys.executable, PYTHONPATH=str(HERE.parent))
    command = [
        str(HOME / "bin/spark-submit"),
        *("--master", master),
        *("--files", str(binary)),
        *("--driver-memory", "1g"),
        *("--executor-memory", memory),
        *("--conf", "spark.ui.enabled=false"),
        *("--conf", f"spark.driver.bindAddress={LOOPBACK}", "--conf", f"spark.driver.host={LOOPBACK}"),
        *("--conf", "spark.eventLog.enabled=true", "--conf", f"spark.eventLog.dir={events.as_uri()}"),
        *("--conf", "spark.eventLog.rolling.enabled=false", "--conf", "spark.eventLog.compress=false"),
        str(HERE.parent / "twosource_spark/__main__.py"),
        *map(str, inputs),
        *("--out", str(out), "--partitions", str(partitions), *extra),
    ]
    begun = time.monotonic()
    run = subprocess.run(command, env=environment, capture_output=True, check=False)
    return run, time.monotonic() - begun, events


def measured(events):
    """Seconds of tasks and shuffle bytes written, by the stages of the job."""
    described, sums = {}, collections.defaultdict(lambda: [0.0, 0])
    for path in glob.glob(f"{events}/*"):
        for line in open(path, encoding="utf-8"):
            event = json.loads(line)
            if event["Event"] == "SparkListenerJobStart":
                name = event.get("Properties", {}).get("spark.job.description", "")
                described.update(dict.fromkeys(event["Stage IDs"], name))
            elif event["Event"] == "SparkListenerTaskEnd" and event.get("Task Metrics"):
                of = sums[described.get(event["Stage ID"], "")]
                of[0] += event["Task Metrics"]["Executor Run Time"] / 1000
                of[1] += event["Task Metrics"]["Shuffle Write Metrics"]["Shuffle Bytes Written"]
    return sums


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("binary", type=pathlib.Path)
    parser.add_argument("--reports", type=int, default=300)
    parser.add_argument("--files", type=int, default=6)
    parser.add_argument("--executors", type=int, default=2)
    parser.add_argument("--partitions", type=int, default=4)
    parser.add_argument("--memory", default="1g")
    parser.add_argument("--kill", action="store_true")
    parser.add_argument("--bad-record", action="store_true")
    parser.add_argument("--resume", action="store_true")
    parser.add_argument("--no-compare", action="store_true")
    parser.add_argument("--keep", type=pathlib.Path)
    given = parser.parse_args()
    folder = pathlib.Path(tempfile.mkdtemp(prefix="twosource-cluster-"))
    try:
        inputs = folder / "inputs"
        collection.write(inputs, given.reports, given.files)
        paths = [inputs, *sorted(p for p in (HERE.parents[1] / "examples").iterdir() if p.name != "formats")]
        out = (given.keep or folder) / "out"
        told = {"ended": False}
        with cluster(folder, given.executors, given.memory) as master:
            if given.kill:
                killer = threading.Thread(target=kill_one, args=(folder, out, told))
                killer.start()
            if given.bad_record:
                (inputs / "bad.jsonl").write_text('{"id": "bad", "text":\n', encoding="utf-8")
            binary = given.binary.resolve()
            run, seconds, events = submit(master, binary, paths, out, folder, given.partitions, given.memory)
            told["ended"] = True
            sys.stdout.write(run.stdout.decode())
            assert run.returncode == (1 if given.bad_record else 0), run.stderr.decode()[-6000:]
            if given.kill:
                killer.join()
                assert "killed" in told, "the run ended before an executor could be killed"
                print(f"killed the executor {told['killed']} by force")
            if given.bad_record:
                problems = [json.loads(line) for path in glob.glob(f"{out}/problems.jsonl/part-*") for line in open(path)]
                told_of = [(p["stage"], os.path.basename(p["file"]), p["line"]) for p in problems]
                assert told_of == [("read", "bad.jsonl", 1)], problems
                print("the bad record was told:", problems[0]["reason"])
                os.remove(inputs / "bad.jsonl")
            if given.resume:
                # As if the run had been stopped before its last stages: those that are there are kept.
                for name in ("stories", "stories.jsonl", "briefs.jsonl"):
                    shutil.rmtree(out / name)
                again, _, _ = submit(master, binary, paths, out, folder, given.partitions, given.memory)
                words = again.stdout.decode()
                assert "pairs: there already" in words and "stories: there already" not in words, words
                print("a stopped run went on where it was")
        for name, (busy, shuffled) in measured(events).items():
            print(f"  {name or 'other'}: {busy:.1f} task-seconds, {shuffled:,} bytes shuffled")
        print(f"{given.reports} generated reports, {given.executors} executors: {seconds:.1f} s")
        if not given.no_compare:
            differ = compare(str(given.binary.resolve()), out, [str(p) for p in paths])
            assert not differ, differ
    finally:
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    main()
