"""The source itself: what databases differ in, what turns text into markup, and what takes names from strangers."""

import ast
import re
from pathlib import Path

import pytest
from django.apps import apps
from django.db import connection, models
from django.test.utils import CaptureQueriesContext

from diary.owned import Owned
from tests.project.routes import ROUTES

ROOT = Path(__file__).resolve().parents[2]
OURS = ("accounts", "config", "diary", "nutrients", "safekeeping")
SOURCES = sorted(path for app in OURS for path in ROOT.glob(f"{app}/**/*.py"))
CODE = [path for path in SOURCES if "migrations" not in path.parts]
MIGRATIONS = sorted(path for path in SOURCES if "migrations" in path.parts and path.name != "__init__.py")
TEMPLATES = sorted(ROOT.glob("templates/**/*.html"))
SCRIPTS = sorted(ROOT.glob("static/js/*.js"))
named = {"ids": lambda path: str(path.relative_to(ROOT))}

# SQL stands only where the database itself is the matter (is it there, a copy of it), and where Django's own is kept.
MAY_SPEAK_SQL = {
    "config/startup.py",
    "diary/exchange/packed.py",  # runs what bulk_create would, packed before the transaction begins
    "diary/prepared.py",
    "safekeeping/snapshot.py",
}
NOT_ON_EVERY_DATABASE = r"RunSQL|deferrable|Deferrable|advisory|CREATE TRIGGER|contrib\.postgres|ArrayField|db_comment"
MAKE_MARKUP = {"mark_safe", "SafeString", "striptags", "urlize", "eval", "exec"}
OPENS_NAMES = r"\.(filter|exclude|annotate|order_by|aggregate|values|values_list|get)\(\s*\*\*?request\."


@pytest.mark.parametrize("path", MIGRATIONS, **named)
def test_a_migration_uses_nothing_that_some_database_lacks(path):
    assert not re.search(NOT_ON_EVERY_DATABASE, path.read_text())


@pytest.mark.parametrize("path", CODE, **named)
def test_queries_are_built_by_the_framework(path):
    text = path.read_text()
    assert not re.search(r"\.extra\(|RawSQL|select_for_update", text)
    if str(path.relative_to(ROOT)) not in MAY_SPEAK_SQL:
        assert not re.search(r"\.raw\(|\.cursor\(|\.execute\(", text)


@pytest.mark.parametrize("path", CODE, **named)
def test_no_name_of_a_column_comes_from_a_request(path):
    text = path.read_text()
    assert not re.search(OPENS_NAMES, text)
    assert not re.search(r"order_by\(request|filter\(\*\*\w*(POST|GET)|getattr\(\w+, request", text)


MEETS_REQUESTS = [
    path for path in CODE if {"views", "forms", "accounts", "config"} & {*path.parts} or path.stem == "http"
]
TAKE_NAMES = {
    "order_by",
    "values",
    "values_list",
    "only",
    "defer",
    "latest",
    "earliest",
    "annotate",
    "alias",
    "aggregate",
}
TAKE_KEYWORDS = {"filter", "exclude", "get", "annotate", "alias", "aggregate", "update", "create", "get_or_create", "Q"}


def loose_names(source: str) -> list[str]:
    """Return the calls to a query whose column is not written out where they stand."""
    found = []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call):
            name = getattr(node.func, "attr", "") or getattr(node.func, "id", "")
            loose = name in TAKE_NAMES and any(not isinstance(each, ast.Constant | ast.Call) for each in node.args)
            if loose or (name in TAKE_KEYWORDS and any(each.arg is None for each in node.keywords)):
                found.append(ast.unparse(node))
    return found


@pytest.mark.parametrize("path", MEETS_REQUESTS, **named)
def test_where_requests_are_read_every_column_is_written_out(path):
    assert loose_names(path.read_text()) == []


def test_the_look_for_loose_names_finds_them():
    assert loose_names("rows.order_by(sort)\nrows.filter(**given)\nrows.values(*names)") != []
    assert loose_names('rows.order_by("-day").filter(day=day).annotate(total=Sum("x"))') == []


@pytest.mark.parametrize("path", CODE, **named)
def test_text_stays_text_in_the_code(path):
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Call):
            name = getattr(node.func, "id", "") or getattr(node.func, "attr", "")
            assert name not in MAKE_MARKUP, f"{path}:{node.lineno}"


@pytest.mark.parametrize("path", CODE, **named)
def test_only_the_rows_of_a_table_are_markup_by_themselves(path):
    says_so = re.search(r"html_safe|__html__", path.read_text())
    assert not says_so or path.name == "table_tags.py"


@pytest.mark.parametrize("path", TEMPLATES, **named)
def test_text_stays_text_in_the_templates(path):
    found = re.search(
        r"\|\s*(safe|safeseq|striptags|urlize\w*|truncat\w+_html|wordwrap)\b|autoescape off", path.read_text()
    )
    assert found is None


@pytest.mark.parametrize("path", SCRIPTS, **named)
def test_text_stays_text_in_the_scripts(path):
    assert not re.search(
        r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function", path.read_text()
    )


@pytest.mark.parametrize("path", CODE, **named)
def test_no_server_is_asked_on_somebodys_word(path):
    modules = {"requests", "httpx", "urllib.request", "http.client", "aiohttp", "socket", "ftplib", "telnetlib"}
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            assert not modules & {alias.name for alias in node.names}
        if isinstance(node, ast.ImportFrom):
            assert node.module not in modules


def test_every_text_and_number_of_a_person_has_a_bound():
    owned = [model for model in apps.get_models() if issubclass(model, Owned)]
    fields = [field for model in owned for field in model._meta.concrete_fields]
    texts = [field for field in fields if isinstance(field, models.CharField | models.TextField)]
    assert [str(field) for field in texts if not field.max_length] == []


# Forms that only look something up, erase everything, or are a stranger's: sent twice, they do no more than once.
SENT_AS_OFTEN_AS_ONE_LIKES = {
    "_line.html": 1,
    "line.html": 1,
    "recipe.html": 1,
    "data_erase.html": 1,
    "reminders_stop.html": 1,
    "shared_door.html": 1,
}


@pytest.mark.parametrize("path", [path for path in TEMPLATES if "diary" in path.parts], **named)
def test_every_form_carries_the_id_of_its_intent(path):
    forms = re.findall(r'<form\b[^>]*method="post".*?</form>', path.read_text(), re.DOTALL)
    without = [form for form in forms if "{% operation %}" not in form]
    assert len(without) == SENT_AS_OFTEN_AS_ONE_LIKES.get(path.name, 0)


PERSONAL = {model._meta.db_table for model in apps.get_models() if issubclass(model, Owned)}


def test_every_query_on_a_personal_table_names_its_person(alice, as_alice, settings):
    settings.DEMO = False
    loose: set[str] = set()
    for route in ROUTES:
        url = route.url(alice)
        for method in ("get", "post"):
            with CaptureQueriesContext(
                connection,
            ) as asked:
                getattr(as_alice, method)(url)
            loose |= {query["sql"][:300] for query in asked.captured_queries if reads_loosely(query["sql"])}
    assert loose == set()


def reads_loosely(sql: str) -> bool:
    """Whether a statement reads or changes personal rows without saying whose."""
    table = re.match(r"""(?:SELECT .*? FROM|UPDATE|DELETE FROM) ["`](\w+)["`]""", sql, re.DOTALL)
    return bool(table and table[1] in PERSONAL and not re.search(r'"user_id"\s*(=|IN)', sql.partition("WHERE")[2]))


def test_the_look_for_loose_queries_finds_one():
    assert reads_loosely('SELECT "diary_painentry"."id" FROM "diary_painentry" WHERE "diary_painentry"."id" = 1')
    assert not reads_loosely('SELECT "a" FROM "diary_painentry" WHERE "diary_painentry"."user_id" = 1')
