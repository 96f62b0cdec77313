"""
A summary as a FHIR R4 document: one Composition, and the resources it ties together.

Every figure is the rounded one of the page. What is unknown carries a reason, never a zero; a lower bound carries ">=".
The patient has no name, and a year of birth only if the person chose to show sex and age.
"""

import json
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Any, Final
from uuid import NAMESPACE_URL, UUID, uuid5

from django.utils.html import escape

from diary import sun_words, wording
from diary import verdict_words as verdicts
from diary.models import Background, PegScore
from diary.reports.labs import LabCourse, Result
from diary.reports.nutrients import NutrientFact
from diary.reports.pain import Flagged, PainDay, PainFacts, Peg
from diary.reports.summary import Summary, UsualSun
from diary.reports.symptoms import Felt
from diary.reports.taken import Taken
from diary.summary import codes, sections
from diary.summary.fhir_check import check
from diary.summary.page import page
from diary.summary.pain import sign
from diary.summary.parts import Section

Resource = dict[str, Any]
CATEGORY: Final = "http://terminology.hl7.org/CodeSystem/observation-category"
ABSENT: Final = "http://terminology.hl7.org/CodeSystem/data-absent-reason"
XHTML: Final = "http://www.w3.org/1999/xhtml"


def document(summary: Summary, now: datetime | None = None) -> str:
    """
    Return the bundle as JSON, checked against FHIR's own rules and ours.

    Raises
    ------
    FhirError
        If a status, code or unit is not one of those we may use.
    """
    from fhir.resources.R4B.bundle import Bundle  # 2 s and 33 MB: only for those who want it

    made = bundle(summary, now or datetime.now(UTC))
    check(made)
    Bundle.model_validate(made)
    return json.dumps(made, ensure_ascii=False, indent=1)


def bundle(summary: Summary, now: datetime) -> Resource:
    writer = Writer(summary)
    entries = dict(writer.entries())
    composition = _composition(writer, entries, now)
    whole = {"composition": composition, "patient": writer.patient(), **entries}
    return {
        "resourceType": "Bundle",
        "type": "document",
        "identifier": {"system": codes.OURS, "value": str(writer.key("bundle"))},
        "timestamp": now.isoformat(timespec="seconds"),
        "entry": [{"fullUrl": writer.url(name), "resource": each} for name, each in whole.items()],
    }


def _composition(writer: "Writer", entries: Mapping[str, Resource], now: datetime) -> Resource:
    words = page(writer.summary)
    about = Section("about", "About", lines=[words.period, words.who, words.nothing, codes.LOINC_NOTICE])
    return {
        "resourceType": "Composition",
        "status": "final",
        "type": {"text": "Summary of a person's own diary"},
        "subject": writer.patient_reference,
        "date": now.isoformat(timespec="seconds"),
        "author": [writer.patient_reference],
        "title": f"{words.title}, {words.period}",
        "section": [
            {"title": each.title, "text": narrative(each), **_entries_of(writer, each.key, entries)}
            for each in (*words.sections, *words.behind, about)
        ],
    }


def _entries_of(writer: "Writer", section: str, entries: Mapping[str, Resource]) -> Resource:
    mine = [{"reference": writer.url(name)} for name in entries if name.startswith(f"{section}/")]
    return {"entry": mine} if mine else {}


def narrative(section: Section) -> Resource:
    """Write a section as the plain text a reader sees; everything is escaped."""
    lines = [section.notice, *(f"{term}: {told}" for term, told in section.facts), *section.lines]
    if section.table:
        lines += [section.table.caption, *(" | ".join(row) for row in (section.table.head, *section.table.rows))]
    told = "".join(f"<p>{escape(printable(line))}</p>" for line in lines if line)
    return {"status": "generated", "div": f'<div xmlns="{XHTML}">{told or "<p>–</p>"}</div>'}


def printable(text: str) -> str:
    """Leave out control characters, which neither FHIR nor XHTML can hold."""
    return "".join(char for char in text if char >= " " or char in "\t\n\r")


class Writer:
    """Writes the resources of one summary; their names begin with the section they belong to."""

    def __init__(self, summary: Summary) -> None:
        self.summary = summary
        choice = summary.choice
        self.period = {"start": choice.first.isoformat(), "end": choice.last.isoformat()}
        self._namespace = uuid5(NAMESPACE_URL, f"{codes.OURS}:{summary.profile.user_id}:{choice.query}")

    def key(self, name: str) -> UUID:
        return uuid5(self._namespace, name)

    def url(self, name: str) -> str:
        return self.key(name).urn

    @property
    def patient_reference(self) -> Resource:
        return {"reference": self.url("patient")}

    def patient(self) -> Resource:
        born = self.summary.profile.birth_year if "about" in self.summary.choice.sections else None
        return {"resourceType": "Patient", **({"birthDate": str(born)} if born else {})}

    def entries(self) -> Iterator[tuple[str, Resource]]:
        """Return every resource with its name."""
        summary = self.summary
        if summary.pain:
            yield from self._pain(summary.pain)
        if summary.nutrients:
            yield from ((f"nutrients/{fact.nutrient.key}", self._nutrient(fact)) for fact in summary.nutrients)
            yield "completeness/logged", self._count("logged-days", "Days with food written down", summary.logged_days)
            yield "completeness/complete", self._count("complete-days", "Complete days", summary.complete_days)
        if summary.sun:
            yield "sun/minutes", self._sun_minutes(summary.sun)
            yield "sun/vitamin-d", self._sun_vitamin_d(summary.sun)
        yield from _numbered("taken", [self._taken(line) for line in summary.taken])
        medicines = [each.text for each in summary.background if each.kind == Background.Kind.MEDICINE]
        yield from _numbered("taken/mentioned", [self._statement(name, "unknown", {}) for name in medicines])
        results = [(course, result) for course in summary.labs for result in course.results]
        yield from _numbered("labs", [self._lab(*each) for each in results])
        yield from _numbered("symptoms", [self._symptom(felt) for felt in summary.symptoms])

    def _pain(self, facts: PainFacts) -> Iterator[tuple[str, Resource]]:
        for day in facts.days:
            yield f"pain/{day.day}", self._pain_day(day)
        yield "pain/median", self._pain_median(facts)
        for number, peg in enumerate(facts.pegs):
            yield f"pain/peg-answers-{number}", self._peg_answers(peg)
            yield f"pain/peg-{number}", self._peg(peg, f"pain/peg-answers-{number}")
        for number, flag in enumerate(facts.flags):
            yield f"pain/signs-{number}", self._signs(flag)

    def _observation(self, category: str, code: Resource, told: Resource, **more: Any) -> Resource:
        return {
            "resourceType": "Observation",
            "status": "final",
            "category": [{"coding": [{"system": CATEGORY, "code": category}]}],
            "code": code,
            "subject": self.patient_reference,
            **({"effectivePeriod": self.period} if "effectiveDateTime" not in more else {}),
            **told,
            **more,
        }

    def _pain_day(self, day: PainDay) -> Resource:
        several = [{"text": f"Mean of {len(day.scores)} scores, worst {day.worst}"}] if len(day.scores) > 1 else []
        return self._observation(
            "survey",
            codes.concept(codes.PAIN, "Back pain, 0 to 10"),
            _score(day.score),
            effectiveDateTime=day.day.isoformat(),
            **({"note": several} if several else {}),
        )

    def _pain_median(self, facts: PainFacts) -> Resource:
        worst = {"code": codes.concept("pain-worst", "Worst of the period"), **_score(facts.worst)}
        days = {"code": codes.concept("pain-days", "Days scored"), **_days(len(facts.days))}
        code = codes.concept("pain-median", "Back pain, 0 to 10, median of the days scored")
        return self._observation("survey", code, _score(facts.median), component=[worst, days])

    def _peg_answers(self, peg: Peg) -> Resource:
        return {
            "resourceType": "QuestionnaireResponse",
            "status": "completed",
            "questionnaire": f"{codes.OURS}:peg",
            "subject": self.patient_reference,
            "authored": peg.day.isoformat(),
            "item": [
                {"linkId": codes.PEG_ITEMS[name], "answer": [{"valueInteger": getattr(peg, name)}]}
                for name in PegScore.QUESTIONS
            ],
        }

    def _peg(self, peg: Peg, answers: str) -> Resource:
        items = [
            {"code": codes.concept(codes.PEG_ITEMS[name], name), **_score(getattr(peg, name))}
            for name in PegScore.QUESTIONS
        ]
        return self._observation(
            "survey",
            codes.concept(codes.PEG_SCORE, "PEG score"),
            _score(peg.score),
            effectiveDateTime=peg.day.isoformat(),
            component=items,
            derivedFrom=[{"reference": self.url(answers)}],
        )

    def _signs(self, flag: Flagged) -> Resource:
        told = {"valueString": "; ".join(printable(sign(key)) for key in flag.signs)}
        code = codes.concept("warning-signs", "Warning signs ticked")
        return self._observation("survey", code, told, effectiveDateTime=flag.day.isoformat())

    def _nutrient(self, fact: NutrientFact) -> Resource:
        unit, nutrient = f"{fact.nutrient.unit}/{codes.PER_DAY}", fact.nutrient
        words = f"{nutrient.symbol}/day"

        def told(value: float | None, comparator: str = "") -> Resource:
            if value is None:
                return _unknown()
            return {"valueQuantity": codes.quantity(wording.rounded(value, nutrient), unit, words, comparator)}

        parts = [
            {"code": codes.concept("from-supplements", "From supplements"), **told(fact.mean_from_supplements)},
            {"code": codes.concept("known-share", "Share of the food's energy with a value"), **_share(fact.coverage)},
            {"code": codes.concept("complete-days", "Complete days"), **_days(fact.days)},
        ]
        reference = sections.reference(fact)
        authority = fact.reference.authority if fact.reference else ""
        return self._observation(
            "social-history",
            codes.intake(nutrient),
            told(fact.mean, ">=" if fact.is_lower_bound else ""),
            component=parts,
            referenceRange=[{"text": f"{reference}, {authority}" if authority else reference}],
            note=[{"text": f"{verdicts.title(fact)}. {verdicts.reason(fact)}"}],
        )

    def _taken(self, line: Taken) -> Resource:
        going_on = line.is_daily and (line.until is None or line.until >= self.summary.choice.last)
        first = line.since or line.first
        until = line.until if line.is_daily else line.last
        when = {"start": first.isoformat(), **({"end": until.isoformat()} if until else {})}
        more = {
            "effectivePeriod": when,
            "dosage": [{"text": printable(sections.how(line))}],
            "note": [{"text": f"In one: {sections.contents(line)}"}],
        }
        return self._statement(line.label, "active" if going_on else "completed", more)

    def _statement(self, name: str, status: str, more: Resource) -> Resource:
        return {
            "resourceType": "MedicationStatement",
            "status": status,
            "medicationCodeableConcept": {"text": printable(name) or "not named"},
            "subject": self.patient_reference,
            **more,
        }

    def _sun_minutes(self, sun: UsualSun) -> Resource:
        told = {"valueQuantity": codes.quantity(round(sun.minutes), "min", "minutes")}
        code = codes.concept("sun-minutes", "Time outside, average of the days written down")
        days = {"code": codes.concept("sun-days", "Days written down"), **_days(sun.days)}
        return self._observation("social-history", code, told, component=[days])

    def _sun_vitamin_d(self, sun: UsualSun) -> Resource:
        low, high = (
            codes.quantity(sun_words.one_figure(end), f"ug/{codes.PER_DAY}", "µg/day") for end in (sun.low, sun.high)
        )
        code = codes.concept("sun-vitamin-d", "Vitamin D made by the skin, rough estimate, never added to food")
        return self._observation("social-history", code, {"valueRange": {"low": low, "high": high}})

    def _lab(self, course: LabCourse, result: Result) -> Resource:
        unit = codes.ucum(result.unit)
        name = printable(result.test_name) or course.analyte.name
        ends = {"low": result.low, "high": result.high}
        told = {end: codes.quantity(value, unit, result.unit) for end, value in ends.items() if value is not None}
        span = {"referenceRange": [{**told, "text": "As given by the laboratory"}]} if told else {}
        return self._observation(
            "laboratory",
            codes.laboratory(course.analyte.key, result.unit, name),
            {"valueQuantity": codes.quantity(result.value, unit, result.unit)},
            effectiveDateTime=result.day.isoformat(),
            **span,
        )

    def _symptom(self, felt: Felt) -> Resource:
        worst = {"code": codes.concept("symptom-worst", "At worst"), "valueString": felt.worst.label.lower()}
        return self._observation("survey", {"text": printable(felt.name)}, _days(felt.days), component=[worst])

    def _count(self, code: str, text: str, days: int) -> Resource:
        return self._observation("survey", codes.concept(code, text), _days(days))


def _numbered(name: str, resources: list[Resource]) -> Iterator[tuple[str, Resource]]:
    return ((f"{name}/{number}", resource) for number, resource in enumerate(resources))


def _unknown() -> Resource:
    return {"dataAbsentReason": {"coding": [{"system": ABSENT, "code": "unknown"}]}}


def _score(value: float | None) -> Resource:
    return _unknown() if value is None else {"valueQuantity": codes.quantity(round(value, 1), codes.SCORE, "score")}


def _days(count: int) -> Resource:
    return {"valueQuantity": codes.quantity(count, "d", "days")}


def _share(coverage: float | None) -> Resource:
    if coverage is None:
        return _unknown()
    return {"valueQuantity": codes.quantity(wording.whole_percent(coverage), "%", "%")}
