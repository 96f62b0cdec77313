"""Static files with a digest in the name, compressed once."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class StaticFiles(CompressedManifestStaticFilesStorage):  # type: ignore[misc]  # whitenoise has no types
    """
    Rewrites addresses in our style sheets, and nothing else.

    Vendored files are kept as their packages ship them, with a last line that points to a source map we do not ship;
    looking for that map would make collecting fail.
    """

    patterns = (("*.css", (r"""(?P<matched>url\(['"]{0,1}\s*(?P<url>.*?)["']{0,1}\))""",)),)
