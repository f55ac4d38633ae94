#!/usr/bin/env python3
"""Checks NDJSON records against data-schema/*.schema.json with an outside validator.

usage: validate_records.py [--all-invalid] FILE...      (- is standard input)

Each line is checked by its `record` member; absent means post. Beside the schemas, sums are
checked that a schema cannot express: read = kept + set aside, and memberships sum to 1.
With --all-invalid every line must be wrong (for the fixtures of wrong records).
Prints one line for each record that is not as it should be, and never what it says.
Exit status: 0 fine, 1 something is not as it should be, 2 jsonschema is missing or usage.
"""
import json
import pathlib
import sys

try:
    import jsonschema
except ImportError:
    message = (
        "validate_records.py needs the Python package jsonschema: "
        "apt-get install python3-jsonschema, or python3 -m pip install jsonschema")
    print(message, file=sys.stderr)
    sys.exit(2)

KINDS = ["post", "alias", "tie", "participant", "profile", "tally", "end"]
FOLDER = pathlib.Path(__file__).resolve().parent.parent / "data-schema"


def validators():
    found = {}
    for kind in KINDS:
        schema = json.loads((FOLDER / f"{kind}.schema.json").read_text(encoding="utf-8"))
        jsonschema.Draft7Validator.check_schema(schema)
        found[kind] = jsonschema.Draft7Validator(schema)
    return found


def once(pairs):
    """A JSON object whose keys stand once each."""
    keys = [key for key, _ in pairs]
    if len(set(keys)) != len(keys):
        raise ValueError("a key stands twice")
    return dict(pairs)


def fault(error):
    """Where and which rule, without the value that breaks it."""
    place = "/".join(str(part) for part in error.absolute_path) or "record"
    rule, value = error.validator, error.validator_value
    if rule is None:
        return f"{place}: not allowed here"
    if rule == "required":
        return f"{place}: missing {', '.join(key for key in value if key not in error.instance)}"
    if rule == "dependencies":
        missing = [f"{key} without {other}" for key in value if key in error.instance
                   for other in value[key] if other not in error.instance]
        return f"{place}: {', '.join(missing)}"
    if rule == "additionalProperties":
        return f"{place}: a key that is not known"
    if rule == "enum":
        return f"{place}: none of {', '.join(map(str, value))}"
    return f"{place}: {rule}"


def sums(record):
    if record.get("record") == "tally":
        if record["read"] != record["kept"] + sum(record["set_aside"].values()):
            yield "read is not kept + set_aside"
    for key in ("membership", "ego_membership", "alter_membership"):
        weights = record.get(key)
        if weights and abs(sum(weights.values()) - 1) > 1e-9:
            yield f"{key}: weights do not sum to 1"


def faults(line, checks):
    try:
        record = json.loads(line, object_pairs_hook=once)
    except (ValueError, RecursionError):
        return ["not JSON, or a key stands twice"]
    if not isinstance(record, dict):
        return ["not a JSON object"]
    check = checks.get(record.get("record", "post"))
    if check is None:
        return ["record: no such kind"]
    wrong = sorted({fault(error) for error in check.iter_errors(record)})
    return wrong or list(sums(record))


def main(arguments):
    all_invalid = "--all-invalid" in arguments
    files = [a for a in arguments if a != "--all-invalid"]
    if not files or any(a.startswith("--") for a in files):
        print(__doc__, file=sys.stderr)
        return 2
    checks = validators()
    records = strange = 0
    for name in files:
        stream = sys.stdin if name == "-" else open(name, encoding="utf-8", newline="\n")
        with stream:
            for number, line in enumerate(stream, 1):
                records += 1
                wrong = faults(line, checks)
                if all_invalid and not wrong:
                    strange += 1
                    print(f"{name}:{number}: valid, but should not be")
                elif wrong and not all_invalid:
                    strange += 1
                    print(f"{name}:{number}: {'; '.join(wrong)}")
    state = "not wrong" if all_invalid else "wrong"
    print(f"{records} records, {strange} {state}")
    if records == 0:
        print("no records at all", file=sys.stderr)
    return 1 if strange or records == 0 else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
