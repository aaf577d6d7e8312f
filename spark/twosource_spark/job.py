"""A run over a collection: every stage writes Parquet, and is passed over where it is there already."""

import dataclasses
import hashlib
import json
import os
import tempfile
import time

import pyarrow as pa
from pyspark import cloudpickle
from pyspark.sql import SparkSession
from pyspark.sql import functions as f

from . import groups, worker

# Executors get the functions of these by value and need nothing of this package.
cloudpickle.register_pickle_by_value(worker)

# What pairs of texts must share; the worker's own numbers.
FINGERPRINTS = 2
NAMES = 5


@dataclasses.dataclass(frozen=True)
class Settings:
    """What a run is asked for."""

    # Files, folders, patterns (seen by the driver and by all executors), or addresses such as hdfs:// and s3a://.
    inputs: tuple
    # Where the stages are written.
    out: str
    # Days of a window within which stories are sought; None takes all reports as one window.
    window: int | None = None
    # Other spellings of record fields, as (ours, theirs).
    fields: tuple = ()
    # Pieces that rows are shuffled into.
    partitions: int = 64
    # The binary, where it is at the same place on every machine; else it is shipped with --files.
    binary: str | None = None

    def told(self):
        """What decides the answer, so that a stopped run is not continued with other settings."""
        return {"inputs": list(self.inputs), "window": self.window, "fields": [list(x) for x in self.fields]}


class Job:
    """The stages, in order. Each is a method that gives rows and is run once."""

    def __init__(self, spark: SparkSession, settings: Settings, say=print):
        self.spark, self.settings, self.say = spark, settings, say
        # A row holds a whole report, and some rows many.
        spark.conf.set("spark.sql.execution.arrow.maxRecordsPerBatch", "256")
        # Every partition that is asked for is a process; none is merged away between two others' rows.
        spark.conf.set("spark.sql.adaptive.coalescePartitions.enabled", "false")
        spark.conf.set("spark.sql.shuffle.partitions", str(settings.partitions))
        self.temporary = tempfile.TemporaryDirectory(prefix="twosource-spark-")

    # What every stage needs.

    def path(self, name):
        return f"{self.settings.out.rstrip('/')}/{name}"

    def _file(self, path):
        hadoop = self.spark._jvm.org.apache.hadoop.fs.Path(path)
        return hadoop.getFileSystem(self.spark._jsc.hadoopConfiguration()), hadoop

    def there(self, name):
        system, path = self._file(self.path(f"{name}/_SUCCESS"))
        return system.exists(path)

    def stage(self, name, rows):
        """The rows of a stage: as written before, or made now and written."""
        if self.there(name):
            self.say(f"{name}: there already")
        else:
            begun = time.monotonic()
            self.spark.sparkContext.setJobDescription(name)
            rows().write.mode("overwrite").parquet(self.path(name))
            self.say(f"{name}: {time.monotonic() - begun:.1f} s")
        return self.spark.read.parquet(self.path(name))

    def mapped(self, rows, stage, arguments=()):
        run = worker.stage(stage, arguments, self.settings.binary)
        return rows.mapInArrow(run, worker.COLUMNS[stage])

    def grouped(self, rows, by, order):
        """Rows of one group in one piece and in a row."""
        return rows.repartition(self.settings.partitions, *by).sortWithinPartitions(*order)

    # The stages.

    def run(self):
        """Runs what is not there yet, and gives how many reports, pairs, stories and problems there are."""
        self._claim()
        read = self.stage("read", self._read)
        reports = self.stage("reports", lambda: self._admit(read))
        standing = self.stage("standing", lambda: self._versions(reports))
        marks = self.stage("marks", lambda: self.mapped(self._spread(standing.where("json is not null")), "marks"))
        texts = self.stage("texts", lambda: self._texts(marks))
        candidates = self.stage("candidates", lambda: self._candidates(texts))
        learned = self.stage("learned", lambda: self._learn(candidates, texts, standing))
        found = self.stage("found", lambda: self._pairs(candidates, learned, texts, standing, marks))
        copies = self.stage("groups", lambda: self._groups(found))
        pairs = self.stage("pairs", lambda: self._origins(found, copies, marks, learned))
        members = self.stage("members", lambda: self._stories(reports))
        stories = self.stage("stories", lambda: self._brief(members, reports))
        for name, rows in {
            "reports.jsonl": lambda: reports.where("json is not null").orderBy("id").select("json"),
            "reuse.jsonl": lambda: pairs.where("json is not null").orderBy("a", "b").select("json"),
            "stories.jsonl": lambda: self._in_order(stories).select(f.col("head").alias("json")),
            "briefs.jsonl": lambda: self._in_order(stories).select("json"),
        }.items():
            if not self.there(name):
                self.spark.sparkContext.setJobDescription(name)
                rows().write.mode("overwrite").text(self.path(name))
        parts = {
            "read": read,
            "reports": reports,
            "standing": standing,
            "marks": marks,
            "learned": learned,
            "found": found,
            "pairs": pairs,
            "members": members,
            "stories": stories,
        }
        problems = self._problems(parts)
        return {
            "reports": reports.where("json is not null").count(),
            "pairs": pairs.where("json is not null").count(),
            "stories": stories.where("json is not null").count(),
            "problems": problems,
        }

    def _claim(self):
        """Writes what the run was asked for, or refuses to go on with another one's stages."""
        system, path = self._file(self.path("job.json"))
        told = json.dumps(self.settings.told(), sort_keys=True)
        if system.exists(path):
            before = "\n".join(row.value for row in self.spark.read.text(self.path("job.json")).collect())
            if before != told:
                raise ValueError(f"{self.settings.out} holds a run with other settings: {before}")
            return
        out = system.create(path)
        out.write(bytearray(told.encode()))
        out.close()

    def _read(self):
        if "-" in self.settings.inputs:
            raise ValueError("standard input is not there on a cluster: name files")
        named = [i for i in self.settings.inputs if "://" not in i]
        remote = [i for i in self.settings.inputs if "://" in i]
        files, problems = self._files(named) if named else ([], [])
        if problems:
            raise FileNotFoundError("; ".join(problems))
        schema = "input long, file string, content binary"
        rows = self.spark.createDataFrame(
            pa.table({
                "input": pa.array(range(len(files)), pa.int64()),
                "file": pa.array(files, pa.string()),
                "content": pa.nulls(len(files), pa.binary()),
            }),
            schema,
        )  # fmt: skip
        if remote:
            stored = self.spark.read.format("binaryFile").option("recursiveFileLookup", "true").load(remote)
            paths = sorted(row.path for row in stored.select("path").collect())
            places = self.spark.createDataFrame(
                pa.table({"input": pa.array(range(len(files), len(files) + len(paths)), pa.int64()), "path": paths})
            )
            stored = stored.join(f.broadcast(places), "path")
            rows = rows.unionByName(stored.select("input", f.col("path").alias("file"), "content"))
        fields = [word for ours, theirs in self.settings.fields for word in ("--field", f"{ours}={theirs}")]
        # A file is a piece of work; they are dealt out evenly.
        count = max(1, min(len(files) + 10_000 * len(remote), 16 * self.settings.partitions))
        return self.mapped(rows.repartition(count, "input"), "read", fields)

    def _files(self, paths):
        """The files behind paths, told by the worker as one machine walks them."""
        batch = pa.record_batch({"path": pa.array(paths, pa.string())})
        found = list(worker.stage("inputs", (), self.settings.binary)(iter([batch])))
        rows = [row for batch in found for row in batch.to_pylist()]
        problems = [f"{row['file']}: {row['error']}" for row in rows if row["error"]]
        return [row["file"] for row in rows if not row["error"]], problems

    def _spread(self, rows):
        """Rows dealt out evenly: what was read in one file is many pieces from here on."""
        return rows.repartition(self.settings.partitions, "id")

    def _admit(self, read):
        rows = read.where("error is null")
        return self.mapped(self.grouped(rows, ["key"], ["key", "input", "number"]), "admit")

    def _versions(self, reports):
        rows = reports.where("json is not null").withColumn("address", f.coalesce("canonical", "id"))
        return self.mapped(self.grouped(rows, ["address"], ["address", "id"]), "versions")

    def _texts(self, marks):
        """The texts, each with the reports that print it; what it is found by is told by the first of them."""
        return (
            marks.where("text is not null")
            .groupBy("text")
            .agg(
                f.sort_array(f.collect_list("id")).alias("ids"),
                f.min_by("fingerprints", "id").alias("fingerprints"),
                f.min_by("names", "id").alias("names"),
            )
        )

    def _candidates(self, texts):
        """Pairs of texts that share enough. The worker caps what a frequent mark costs."""

        def sharing(marks, least, alias):
            postings = texts.select(f.explode(marks).alias("mark"), "text")
            pairs = self.mapped(self.grouped(postings, ["mark"], ["mark", "text"]), marks)
            return pairs.groupBy("x", "y").count().where(f"count >= {least}").select("x", "y", f.lit(True).alias(alias))

        near = sharing("fingerprints", FINGERPRINTS, "near")
        related = sharing("names", NAMES, "related")
        return near.join(related, ["x", "y"], "full").select(
            "x", "y", f.coalesce("near", f.lit(False)).alias("near"), f.coalesce("related", f.lit(False)).alias("related")
        )

    def _learn(self, candidates, texts, standing):
        first = texts.select("text", f.col("ids")[0].alias("id")).join(standing.select("id", "json"), "id")
        near = candidates.where("near").select("x", "y")
        rows = near.join(first.select(f.col("text").alias("x"), f.col("json").alias("a")), "x")
        rows = rows.join(first.select(f.col("text").alias("y"), f.col("json").alias("b")), "y")
        return self.mapped(rows.select("x", "y", "a", "b"), "learn")

    def _known(self, learned, marks):
        """What is known of the whole collection, shipped to every executor."""
        stock = learned.select(f.explode("stock").alias("phrase")).distinct().toArrow()["phrase"].to_numpy()
        agencies = marks.select(f.explode("agencies").alias("agency")).distinct().toArrow()["agency"].to_pylist()
        stock = stock.astype("<i8")
        stock.sort()
        return [
            *("--stock", self._ship("stock", stock.tobytes())),
            *("--agencies", self._ship("agencies", "".join(a + "\n" for a in sorted(agencies)).encode())),
        ]

    def _ship(self, name, content):
        # A name by the content: Spark ships a name once.
        name = f"twosource-{name}-{hashlib.sha256(content).hexdigest()[:16]}"
        path = os.path.join(self.temporary.name, name)
        if not os.path.exists(path):
            with open(path, "wb") as file:
                file.write(content)
            self.spark.sparkContext.addFile(path)
        return f"shipped:{name}"

    def _pairs(self, candidates, learned, texts, standing, marks):
        printed = texts.select("text", f.explode("ids").alias("id")).join(standing.select("id", "json"), "id")
        printed = printed.groupBy("text").agg(f.sort_array(f.collect_list(f.struct("id", "json"))).alias("rows"))
        printed = printed.select("text", f.col("rows.json").alias("jsons"))
        words = learned.where("error is null").select("x", "y", f.lit(True).alias("words"))
        rows = candidates.join(words, ["x", "y"], "left").withColumn("words", f.coalesce("words", f.lit(False)))
        rows = rows.where("words or related")
        rows = rows.join(printed.select(f.col("text").alias("x"), f.col("jsons").alias("xs")), "x")
        rows = rows.join(printed.select(f.col("text").alias("y"), f.col("jsons").alias("ys")), "y")
        rows = rows.select("xs", "ys", "words", "related")
        same = printed.where(f.size("jsons") > 1).select(
            f.col("jsons").alias("xs"),
            f.array().cast("array<string>").alias("ys"),
            f.lit(True).alias("words"),
            f.lit(False).alias("related"),
        )
        return self.mapped(rows.unionByName(same), "pairs", self._known(learned, marks))

    def _groups(self, found):
        """Reports that hang together by more than speech."""
        pairs = found.where("copied").select("a", "b").toArrow()
        return self.spark.createDataFrame(groups.groups(pairs))

    def _origins(self, found, copies, marks, learned):
        credits = marks.select("id", "credits")
        rows = found.where("copied").join(copies.select(f.col("id").alias("a"), "component"), "a")
        for side in ("a", "b"):
            own = credits.select(f.col("id").alias(side), f.col("credits").alias(f"credits_{side}"))
            rows = rows.join(own, side)
        rows = rows.select("component", "a", "b", "json", "credits_a", "credits_b")
        rows = self.grouped(rows, ["component"], ["component", "a", "b"])
        settled = self.mapped(rows, "origins", self._known(learned, marks))
        none = f.lit(None).cast("string")
        others = found.where("not copied and json is not null")
        return settled.unionByName(
            others.select("a", "b", "json", none.alias("warning"), none.alias("error"))
        )

    def _stories(self, reports):
        rows = reports.where("json is not null")
        if self.settings.window is None:
            rows = rows.withColumn("window", f.lit(0).cast("long"))
        else:
            address = f.coalesce("canonical", "id")
            first = rows.groupBy(address.alias("address")).agg(f.min("day").alias("first"))
            # Reports without a day are a window of their own.
            days = f.datediff(f.expr("try_cast(first as date)"), f.lit("1970-01-01"))
            window = f.coalesce(f.floor(days / self.settings.window).cast("long"), f.lit(-(2**62)))
            rows = rows.withColumn("address", address).join(first, "address").withColumn("window", window)
        rows = rows.select("window", "id", "json")
        return self.mapped(self.grouped(rows, ["window"], ["window", "id"]), "stories")

    def _brief(self, members, reports):
        rows = members.where("error is null").join(reports.select("id", "json"), "id")
        rows = rows.select("window", "story", "place", "of", "passages", "json")
        rows = self.grouped(rows, ["window", "story"], ["window", "story", "place"])
        return self.mapped(rows, "brief")

    def _in_order(self, stories):
        """The story of most reports first, then the earliest: as one machine tells them."""
        return stories.where("json is not null").orderBy(
            f.col("reports").desc(), f.col("first_published").asc_nulls_last(), "story"
        )

    def _problems(self, parts):
        """Writes what could not be read or worked on, and what was bounded; gives how many could not."""
        none = f.lit(None).cast("string")
        rows = None
        for name, part in parts.items():
            wrong = part.where("error is not null").select(
                f.lit(name).alias("stage"),
                (f.col("file") if "file" in part.columns else none).alias("file"),
                (f.col("line") if "line" in part.columns else f.lit(None).cast("long")).alias("line"),
                (f.col("id") if "id" in part.columns else none).alias("id"),
                f.col("error").alias("reason"),
            )
            rows = wrong if rows is None else rows.unionByName(wrong)
        if not self.there("problems.jsonl"):
            self.spark.sparkContext.setJobDescription("problems")
            rows.orderBy("stage", "file", "line").coalesce(1).write.mode("overwrite").json(self.path("problems.jsonl"))
        if not self.there("warnings.jsonl"):
            bounded = parts["marks"].where("warning is not null").select("warning")
            bounded = bounded.union(parts["pairs"].where("warning is not null").select("warning"))
            bounded = bounded.union(parts["stories"].select(f.explode("warnings").alias("warning")))
            bounded.distinct().orderBy("warning").coalesce(1).write.mode("overwrite").json(self.path("warnings.jsonl"))
        return self.spark.read.text(self.path("problems.jsonl")).count()
