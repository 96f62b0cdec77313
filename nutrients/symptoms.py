"""Symptoms to choose from, each with other common causes and with what makes it urgent (`symptoms.csv`)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from nutrients.science.tables import rows


@dataclass(frozen=True, slots=True)
class Symptom:
    """
    One row of the table.

    Parameters
    ----------
    name : str
        As printed, in lower case; also what an entry keeps.
    nutrients : sequence of str
        Keys it is sometimes linked with, in no order of likelihood.
    other_causes, urgent_if : str
    source_ids : sequence of str
    unconfirmed : bool
        Whether any part of the row is from memory.
    """

    name: str
    nutrients: Sequence[str]
    other_causes: str
    urgent_if: str
    source_ids: Sequence[str]
    unconfirmed: bool


def _read(row: Mapping[str, str]) -> Symptom:
    return Symptom(
        name=row["symptom"],
        nutrients=tuple(row["nutrients_commonly_linked"].split(";")),
        other_causes=row["other_common_causes_to_name"],
        urgent_if=row["urgent_if"].replace("any red flag in back_pain_measures.md", "any warning sign of back pain"),
        source_ids=tuple(row["source_id"].split(";")),
        unconfirmed="memory" in row["verified"],
    )


SYMPTOMS: Final[Mapping[str, Symptom]] = MappingProxyType({row["symptom"]: _read(row) for row in rows("symptoms")})
