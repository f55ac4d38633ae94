#!/usr/bin/env python3
"""Checks pipeline files against data-schema/pipeline.schema.json with an outside validator.

usage: validate_pipelines.py FILE...

Exit status: 0 all valid, 1 some are not, 2 a Python package is missing or usage.
"""
import json
import pathlib
import re
import sys

try:
    import jsonschema
    import yaml
except ImportError as missing:
    print(
        f"validate_pipelines.py needs the Python package {missing.name}: "
        "apt-get install python3-jsonschema python3-yaml, or python3 -m pip install jsonschema "
        "pyyaml", file=sys.stderr)
    sys.exit(2)

SCHEMA = pathlib.Path(__file__).resolve().parent.parent / "data-schema" / "pipeline.schema.json"


class Words(yaml.BaseLoader):
    """YAML whose words stay words: no truth values, no null; only numbers are numbers."""


Words.add_implicit_resolver(
    "tag:yaml.org,2002:int", re.compile(r"^[-+]?[0-9]+$"), list("-+0123456789"))
Words.add_implicit_resolver(
    "tag:yaml.org,2002:float", re.compile(r"^[-+]?[0-9]*\.[0-9]+$|^[-+]?[0-9.]+[eE][-+]?[0-9]+$"),
    list("-+.0123456789"))
Words.add_constructor(
    "tag:yaml.org,2002:int", lambda loader, node: int(loader.construct_scalar(node)))
Words.add_constructor(
    "tag:yaml.org,2002:float", lambda loader, node: float(loader.construct_scalar(node)))


def main(files):
    if not files:
        print(__doc__, file=sys.stderr)
        return 2
    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
    jsonschema.Draft7Validator.check_schema(schema)
    check = jsonschema.Draft7Validator(schema)
    wrong = 0
    for name in files:
        document = yaml.load(pathlib.Path(name).read_text(encoding="utf-8"), Loader=Words)
        errors = sorted(check.iter_errors(document), key=lambda error: list(map(str, error.path)))
        for error in errors:
            print(f"{name}: {'.'.join(map(str, error.absolute_path)) or 'file'}: {error.validator}")
        wrong += bool(errors)
    print(f"{len(files)} pipeline files, {wrong} wrong")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
