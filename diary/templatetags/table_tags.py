"""The rows of a table. Thirteen weeks of charts have four thousand cells, too many to loop over in a template."""

from django import template
from django.utils.html import format_html_join
from django.utils.safestring import SafeString

from diary.tables import Table

register = template.Library()


@register.simple_tag
def table_rows(table: Table) -> SafeString:
    """Write all rows by one pattern; what goes into it is escaped."""
    cells = "".join('<td class="num">{}</td>' if column.is_number else "<td>{}</td>" for column in table.columns[1:])
    if table.urls:
        pattern = f'<tr><th scope="row"><a href="{{}}">{{}}</a></th>{cells}</tr>'
        return format_html_join("", pattern, ((row[0].url, *(cell.text for cell in row)) for row in table.cells))
    pattern = f'<tr><th scope="row">{{}}</th>{cells}</tr>'
    return format_html_join("", pattern, ((cell.text for cell in row) for row in table.cells))
