"""The rows of a table. Thirteen weeks of charts have four thousand cells, too many to loop over in a template."""

from html import escape

from django import template
from django.utils.html import html_safe

from diary.tables import Table

register = template.Library()
BETWEEN = "\0"  # in no text: `diary.services.check` refuses it


@html_safe
class Rows:
    """
    All rows of a table, written by one pattern.

    Every text that goes into it is escaped, a whole column at a time: cell by cell that would cost more than all the
    rest of the page. A test holds this against hostile texts, and another sees to it that no other class may do so.
    """

    def __init__(self, table: Table) -> None:
        self.table = table

    def __str__(self) -> str:
        columns = [self.table.urls, *self.table.texts] if self.table.urls else self.table.texts
        escaped = [escape(BETWEEN.join(column)).split(BETWEEN) for column in columns]
        pattern = self._pattern()
        return "".join(pattern.format(*row) for row in zip(*escaped, strict=True))

    def _pattern(self) -> str:
        head = '<a href="{}">{}</a>' if self.table.urls else "{}"
        others = ('<td class="num">{}</td>' if column.is_number else "<td>{}</td>" for column in self.table.columns[1:])
        return f'<tr><th scope="row">{head}</th>{"".join(others)}</tr>'


@register.simple_tag
def table_rows(table: Table) -> Rows:
    return Rows(table)
