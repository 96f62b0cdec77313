"""What a browser says of itself, in words a person recognises."""

from django import template

register = template.Library()

# The first that is found counts: most browsers name those they resemble too.
BROWSERS = {
    "Edg": "Edge",
    "OPR": "Opera",
    "SamsungBrowser": "Samsung Internet",
    "Firefox": "Firefox",
    "FxiOS": "Firefox",
    "Chrome": "Chrome",
    "CriOS": "Chrome",
    "Safari": "Safari",
}
SYSTEMS = {
    "Android": "Android",
    "iPhone": "an iPhone",
    "iPad": "an iPad",
    "Windows": "Windows",
    "CrOS": "a Chromebook",
    "Mac OS X": "a Mac",
    "Linux": "Linux",
}
UNNAMED = 60  # characters of what neither list knows


@register.filter
def device(user_agent: str) -> str:
    """Return "Firefox on Windows", or the beginning of what was said where that is not known."""
    named = [next((name for mark, name in marks.items() if mark in user_agent), "") for marks in (BROWSERS, SYSTEMS)]
    return " on ".join(filter(None, named)) or user_agent[:UNNAMED] or "a browser that says nothing of itself"
