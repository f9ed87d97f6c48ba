"""``counter-app doctor``: is everything well, and if not, what is to be done?"""

from argparse import ArgumentParser, Namespace

from counter_app.cli.output import say, say_json, table

HELP = "check the program, its home, database, printer and host"


def add_arguments(parser: ArgumentParser) -> None:
    """The options of ``doctor``."""
    parser.add_argument("--json", action="store_true", help="for programs: ok, and findings with level, words, remedy")


def run(args: Namespace) -> int:
    """Check one thing after the other and print each; 1 when anything failed."""
    from counter_app.cli.health import Level, examine
    from counter_app.settings import default_home

    findings = examine(default_home())
    well = all(finding.level is not Level.FAIL for finding in findings)
    if args.json:
        listed = [
            {"name": each.name, "level": each.level.value, "words": each.words, "remedy": each.remedy}
            for each in findings
        ]
        say_json({"ok": well, "findings": listed})
    else:
        rows = [(each.level.value, each.name, each.words) for each in findings]
        remedies = [each.remedy for each in findings]
        for line, remedy in zip(table(rows).splitlines(), remedies, strict=True):
            say(line if not remedy else f"{line}\n      → {remedy}")
    return 0 if well else 1
