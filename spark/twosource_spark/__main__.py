"""The command: ``twosource-spark PATH… --out DIR``, or the same behind ``spark-submit``."""

import argparse
import sys

from pyspark.sql import SparkSession

from twosource_spark import Job, Settings


def field(text):
    ours, equals, theirs = text.partition("=")
    if not equals:
        raise argparse.ArgumentTypeError("write it as OURS=THEIRS, such as text=articleBody")
    return ours, theirs


def main(arguments=None):
    parser = argparse.ArgumentParser(prog="twosource-spark", description="Run the stages of Twosource on Apache Spark.")
    parser.add_argument("inputs", nargs="+", metavar="PATH", help="files, folders, patterns, or addresses (hdfs://, s3a://)")
    parser.add_argument("--out", required=True, metavar="DIR", help="where the stages are written; what is there is kept")
    parser.add_argument("--window", type=int, metavar="DAYS", help="seek stories within windows of so many days [all as one]")
    parser.add_argument("--field", type=field, action="append", default=[], dest="fields", metavar="OURS=THEIRS")
    parser.add_argument("--partitions", type=int, default=64, help="pieces that rows are shuffled into [64]")
    parser.add_argument("--binary", metavar="FILE", help="the twosource binary, where every machine has it at one place")
    given = parser.parse_args(arguments)
    if given.window is not None and given.window < 1:
        parser.error("a window has at least one day")
    spark = SparkSession.builder.appName("twosource").getOrCreate()
    spark.sparkContext.setLogLevel("ERROR")
    settings = Settings(
        inputs=tuple(given.inputs),
        out=given.out,
        window=given.window,
        fields=tuple(given.fields),
        partitions=given.partitions,
        binary=given.binary,
    )
    try:
        told = Job(spark, settings).run()
    except (ValueError, FileNotFoundError) as error:
        print(f"twosource-spark: {error}", file=sys.stderr)
        return 2
    finally:
        spark.stop()
    print(", ".join(f"{count} {what}" for what, count in told.items()))
    return 1 if told["problems"] else 0


if __name__ == "__main__":
    sys.exit(main())
