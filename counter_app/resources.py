"""The files that come with the program: found beside the packages, in a checkout and in a built program alike."""

import csv
import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType

from counter_app.domain.tariff import Tariff
from counter_app.tariff_file import TariffFileError, tariff_of

FOLDER = Path(__file__).resolve().parents[1] / "resources"


@cache
def tariff() -> Tariff:
    """The tariff as delivered. Raises ``TariffFileError`` when a file is missing or does not make sense."""
    return read_tariff(FOLDER / "tariff")


def read_tariff(folder: Path) -> Tariff:
    """Read ``tariff.json`` and the brackets it names. Raises ``TariffFileError``."""
    file = folder / "tariff.json"
    try:
        content = json.loads(file.read_text(encoding="utf-8"))
        brackets = rows(folder / str(content["income_brackets"]))
        return tariff_of(content, brackets)
    except (OSError, ValueError, LookupError, TypeError, AttributeError) as error:
        raise TariffFileError(f"{file}: {error!r}") from error


@cache
def provinces() -> Mapping[str, str]:
    """Names of the provinces by the two digits a NIK begins with."""
    return MappingProxyType({row["code"]: row["name"] for row in rows(FOLDER / "regions" / "provinces.csv")})


def rows(file: Path) -> list[dict[str, str]]:
    """A CSV file's rows by column name."""
    with file.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))
