"""
Reading a zip that may hold anything: what it says of itself is checked before, and counted while, it is unpacked.

Names inside it are looked up among ours and never used as paths.
"""

import json
import zipfile
from collections.abc import Iterator
from typing import IO, Any

from diary import limits
from diary.exchange.archive import FORMAT
from diary.exchange.kinds import Plain, kinds, name_of


class UnreadableError(Exception):
    """The file cannot be taken in; the message is for the person who sent it."""


NOT_OURS = "This is not a file from “Take everything along”."


class Archive:
    """An export that was looked over; `rows` reads one kind."""

    def __init__(self, file: IO[bytes]) -> None:
        try:
            self._zip = zipfile.ZipFile(file)
        except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
            raise UnreadableError(NOT_OURS) from error
        self._members = self._checked()
        self._manifest()

    def _checked(self) -> dict[str, zipfile.ZipInfo]:
        found = self._zip.infolist()
        if len(found) > limits.UPLOAD_MEMBERS or len({each.filename for each in found}) < len(found):
            raise UnreadableError("There are more files in it than an export has.")
        if sum(each.file_size for each in found) > limits.UPLOAD_UNPACKED:
            raise UnreadableError("Unpacked it would be larger than a diary can be.")
        if any(each.file_size > limits.UPLOAD_RATIO * max(each.compress_size, 1) for each in found):
            raise UnreadableError("It is packed more tightly than notes can be.")
        if any(each.flag_bits & 1 for each in found):
            raise UnreadableError("It is locked with a password. Please send it without one.")
        return {each.filename: each for each in found}

    def _manifest(self) -> None:
        if "manifest.json" not in self._members:
            raise UnreadableError(NOT_OURS)
        manifest = next(self._parsed("manifest.json", whole=True))
        if not isinstance(manifest, dict) or not isinstance(manifest.get("sunplate"), int):
            raise UnreadableError(NOT_OURS)
        if manifest["sunplate"] > FORMAT:
            raise UnreadableError("It comes from a newer version of Sunplate than this one.")
        known = {f"data/{name_of(model)}.jsonl" for model in kinds()}
        strangers = [name for name in self._members if name.startswith("data/") and name not in known]
        if strangers:
            raise UnreadableError("It holds a kind of note that this version of Sunplate does not know.")

    def rows(self, kind: str) -> Iterator[Plain]:
        """
        Return the rows of one kind as they stand in the file.

        Raises
        ------
        UnreadableError
            If a line is too long, is not JSON, or is not one row.
        """
        name = f"data/{kind}.jsonl"
        for row in self._parsed(name) if name in self._members else ():
            if not isinstance(row, dict):
                raise UnreadableError(f"A line of {name} is not a note.")
            yield row

    def _parsed(self, name: str, *, whole: bool = False) -> Iterator[Any]:
        try:
            with self._zip.open(self._members[name]) as member:
                for text in [member.read(limits.UPLOAD_LINE)] if whole else _lines(member, name):
                    yield json.loads(text, parse_constant=_refuse)
        except (zipfile.BadZipFile, ValueError, RecursionError, EOFError, OSError, NotImplementedError) as error:
            raise UnreadableError(f"{name} is damaged: it cannot be read to its end.") from error
        except Exception as error:  # zlib.error and its kin have no common parent
            if isinstance(error, UnreadableError):
                raise
            raise UnreadableError(f"{name} is damaged: it cannot be read to its end.") from error


def _lines(member: IO[bytes], name: str) -> Iterator[bytes]:
    count = 0
    while text := member.readline(limits.UPLOAD_LINE):
        count += 1
        if len(text) == limits.UPLOAD_LINE or count > limits.UPLOAD_ROWS:
            raise UnreadableError(f"{name} is longer than a diary can be.")
        yield text


def _refuse(constant: str) -> float:
    raise ValueError(f"{constant} is not a number")
