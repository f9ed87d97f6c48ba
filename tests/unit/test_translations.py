"""Every sentence of the window exists in both languages: in the code in English, in resources/translations in Indonesian."""

import re
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple
from xml.etree import ElementTree as ET

import pytest

HOME = Path(__file__).resolve().parents[2]
PLACEHOLDER = re.compile(r"\{\w*\}|%\w+|&(?=\w)")


class Sentence(NamedTuple):
    """Where it is said and what it says."""

    context: str
    source: str


def sentences(file: Path) -> dict[Sentence, str]:
    """A .ts file's sentences and their translations; an unfinished one is empty."""
    found: dict[Sentence, str] = {}
    for context in ET.parse(file).iter("context"):
        for message in context.iter("message"):
            translation = message.find("translation")
            finished = translation is not None and translation.get("type") is None
            forms = [form.text or "" for form in message.iter("numerusform")]
            text = " ".join(forms) if forms else (translation.text or "" if translation is not None else "")
            name = Sentence(context.findtext("name", ""), message.findtext("source", ""))
            found[name] = text if finished else ""
    return found


@pytest.fixture(scope="module")
def said(tmp_path_factory: pytest.TempPathFactory) -> set[Sentence]:
    """What the code says, as Qt's own collector finds it."""
    collected = tmp_path_factory.mktemp("translations") / "all.ts"
    collector = Path(sys.executable).with_name("pyside6-lupdate")
    sources = sorted((HOME / "ui").rglob("*.py"))
    subprocess.run([collector, "-silent", *sources, "-ts", collected], check=True, timeout=60)
    return set(sentences(collected))


@pytest.fixture(scope="module")
def translated() -> dict[Sentence, str]:
    """What the Indonesian files hold."""
    files = sorted((HOME / "resources" / "translations").glob("*_id.ts"))
    return {name: text for file in files for name, text in sentences(file).items()}


def test_every_sentence_of_the_window_is_there_in_indonesian(
    said: set[Sentence], translated: dict[Sentence, str]
) -> None:
    assert said
    assert sorted(said - {name for name, text in translated.items() if text.strip()}) == []


def test_nothing_is_translated_that_nobody_says(said: set[Sentence], translated: dict[Sentence, str]) -> None:
    assert sorted(set(translated) - said) == []


def test_a_translation_has_the_places_of_its_sentence(translated: dict[Sentence, str]) -> None:
    wrong = [
        name
        for name, text in translated.items()
        if text and {*PLACEHOLDER.findall(name.source)} - {"&"} != {*PLACEHOLDER.findall(text)} - {"&"}
    ]
    assert wrong == []
