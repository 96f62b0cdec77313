"""The rows of a table. Thirteen weeks of charts have four thousand cells, too many to loop over in a template."""

from collections.abc import Sequence

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from diary.tables import Cell, Table

register = template.Library()
NUMBER = format_html(' class="{}"', "num")
NONE = format_html("{}", "")


@register.simple_tag
def table_rows(table: Table) -> SafeString:
    return format_html_join("", "<tr>{}{}</tr>", ((_head(row[0]), _others(row[1:])) for row in table.cells))


def _head(cell: Cell) -> SafeString:
    if cell.url:
        return format_html('<th scope="row"><a href="{}">{}</a></th>', cell.url, cell.text)
    return format_html('<th scope="row">{}</th>', cell.text)


def _others(cells: Sequence[Cell]) -> SafeString:
    return format_html_join("", "<td{}>{}</td>", ((NUMBER if cell.is_number else NONE, cell.text) for cell in cells))
