"""Notes for supplements: which product calls for which, and what the person mentioned comes first."""

from nutrients.background import FACTORS
from nutrients.interactions import INTERACTIONS, notes
from nutrients.reference import sources
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


def test_each_note_says_who_says_so_or_that_nobody_confirmed_it():
    assert notes(["magnesium"], {"levothyroxine"})[0].source == "S100, S101"
    assert notes(["calcium"], {"digoxin"})[0].source == "unconfirmed"
    assert all(source in sources() for note in INTERACTIONS for source in note.source_ids)


def test_fish_oil_carries_the_figures_of_the_sources():  # FDA 5 g (S06); 1 to 4 g and the heart's rhythm, from memory
    said = {note.text: note.source for note in notes(["omega3_epa_dha"], [])}
    assert any("5 g of EPA+DHA" in text and source == "S06" for text, source in said.items())
    assert any("1 to 4 g of EPA+DHA" in text and source == "unconfirmed" for text, source in said.items())


def test_iron_is_told_apart_from_tea_coffee_and_antacids():
    texts = " ".join(note.text for note in notes(["iron"], []))
    assert "Tea and coffee lower" in texts
    assert "antacids do the same" in texts
