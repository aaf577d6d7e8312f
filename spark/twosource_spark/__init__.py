"""Runs the stages of Twosource on Apache Spark."""

from .job import Job, Settings

__all__ = ["Job", "Settings"]
