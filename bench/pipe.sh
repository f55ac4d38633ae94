#!/usr/bin/env bash
# The workload as a shell pipe of stages: the way of one table, with the settings of a pipeline file.
#
#   bench/pipe.sh SCHAKEL PIPELINE TABLE
set -euo pipefail
schakel=$1 pipeline=$2 table=$3

stage() { "$schakel" "$1" --pipeline "$pipeline" --stage "$2" --quiet "${@:3}"; }

stage ingest posts | stage classify coded - | stage interact ties - | stage tabulate T5 - >"$table"
