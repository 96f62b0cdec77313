"""Notes for supplements: which product calls for which, and what the person mentioned comes first."""

from nutrients.background import FACTORS
from nutrients.interactions import INTERACTIONS, notes
from nutrients.registry import NUTRIENTS


def test_a_product_gets_only_the_notes_about_what_it_holds():
    texts = " ".join(note.text for note in notes(["vitamin_d"], []))
    assert "Digoxin" in texts
    assert "Levothyroxine" not in texts


def test_what_the_person_mentioned_comes_first():
    assert "Levothyroxine" in notes(["magnesium"], {"levothyroxine"})[0].text  # S100, S101
    assert "Kidney" in notes(["magnesium"], {"kidney"})[0].text


def test_a_product_without_counted_nutrients_has_no_notes():
    assert not notes([], {"levothyroxine"})


def test_every_note_points_to_things_that_exist():
    for note in INTERACTIONS:
        assert note.nutrients <= NUTRIENTS.keys()
        assert note.factors <= FACTORS.keys()
    for factor in FACTORS.values():
        assert set(factor.nutrients) <= NUTRIENTS.keys()


def test_no_note_tells_anyone_to_stop_or_change_a_medicine():
    words = " ".join(note.text.lower() for note in INTERACTIONS)
    assert "stop" not in words
    assert "deficien" not in words
    assert "risk" not in words
