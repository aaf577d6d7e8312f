#!/usr/bin/env bash
# Makes the stored archive of the present format out of the examples: run once for each format that is released, from the
# repository's root, with the program that has it. Moments are given, so that the same program makes the same content.
set -euo pipefail
format=${1:?the number of the format}
work=$(mktemp -d)
twosource() { cargo run -q --release -- "$@" --archive "$work/desk"; }
twosource add examples/lock-gate --who Ann --now 2031-03-06T09:00:00Z -q
twosource add examples/talks --who Bob --now 2031-03-07T09:00:00Z -q
report=$(twosource list --reports --format jsonl | head -n 1 | sed 's/.*"id":"\([^"]*\)".*/\1/')
twosource correct note "$report" --why "asked again by phone" --who Ann --now 2031-03-08T09:00:00Z
twosource correct note "$report" --why "a slip" --who Bob --now 2031-03-08T10:00:00Z
twosource undo 2 --why "on the wrong report" --who Bob --now 2031-03-08T11:00:00Z
twosource backup "$work/$format.sqlite"
gzip -9 -n -c "$work/$format.sqlite" > "crates/archive/tests/stored/$format.sqlite.gz"
rm -r "$work"
