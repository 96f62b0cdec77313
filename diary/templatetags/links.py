"""Django's own `url` tag, which is in every template, with `diary.addresses` behind it."""

from typing import Any

from django import template
from django.template.base import Parser, Token
from django.template.defaulttags import URLNode
from django.template.defaulttags import url as parse
from django.urls import NoReverseMatch
from django.utils.html import conditional_escape

from diary.addresses import address

register = template.Library()


class Link(URLNode):
    """`{% url name arg … [as var] %}`; one asked for by keyword, or that is not there, takes Django's way."""

    def render(self, context: Any) -> str:
        try:
            found = None if self.kwargs else self._found(context)
        except NoReverseMatch:
            found = None
        if found is None:
            return super().render(context)
        if self.asvar:
            context[self.asvar] = found
            return ""
        return conditional_escape(found) if context.autoescape else found

    def _found(self, context: Any) -> str:
        return address(self.view_name.resolve(context), *(arg.resolve(context) for arg in self.args))


@register.tag
def url(parser: Parser, token: Token) -> Link:
    node = parse(parser, token)
    return Link(node.view_name, node.args, node.kwargs, node.asvar)
