"""Files that a clerk has asked for, on their way to the disk; never on the window's thread."""

from pathlib import Path


def written(content: bytes, file: Path) -> str:
    """Why it could not be written, in the system's words; empty when it was. Whole or not at all."""
    draft = file.with_name(file.name + ".new")
    try:
        draft.write_bytes(content)
        draft.replace(file)
    except OSError as error:
        return error.strerror or str(error)
    return ""
