"""Texts that have broken other programs: every field keeps them exactly or refuses them, and no output obeys them."""

from itertools import product

FORMULAS = [
    f"{sign}{rest}"
    for sign in ("=", "+", "-", "@", "\t=", "\r=", "\n=", "＝", "＋", "－", "＠")
    for rest in ("1+1", "cmd|' /C calc'!A0", 'HYPERLINK("http://evil.example","x")', "SUM(A1:A9)", "2+3)*4")
]
HTML = [
    "<script>alert(1)</script>",
    "</script><script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<svg/onload=alert(1)>",
    "<b>bold</b>",
    '" onmouseover="alert(1)',
    "' onfocus='alert(1)' autofocus='",
    "javascript:alert(1)",
    "<!-- ",
    "]]>",
    "<style>*{display:none}</style>",
    "<base href=//evil.example>",
    "<iframe srcdoc='<script>alert(1)</script>'>",
    "&lt;script&gt;",
    "&#x3C;b&#x3E;",
    "<a href=//evil.example>x</a>",
    "<form action=//evil.example>",
    "</title></textarea></select>",
    "<plaintext>",
    "<math><mtext></mtext></math>",
]
TYPST = [
    '#read("/etc/passwd")',
    '#import "@preview/cetz:0.2.0"',
    '#include "x.typ"',
    "#panic()",
    "#while true {}",
    "#let x = x",
    "$ sum_(i=0)^n $",
    "*not bold*",
    "_not slanted_",
    "= not a heading",
    "- not a list",
    "+ not a list",
    "/ term: no",
    "`code`",
    "```rust fn```",
    "<label>",
    "@reference",
    "[content]",
    "#{ 1 + 1 }",
    '#eval("1")',
    "// no comment",
    "/* no comment */",
    "\\u{1F600}",
    "~ -- --- ...",
    "#sys.inputs",
    "#set page(fill: red)",
    "#show: none",
    "#place(dx: -999pt)[x]",
    '#link("http://evil.example")',
    '#image("/etc/passwd")',
]
TEMPLATES = ["{{ 7*7 }}", "{% debug %}", "${7*7}", "#{7*7}", "%(x)s", "{0}", "%n%n%n", "<%= 7 %>", "{{constructor}}"]
DATABASES = [
    "'; DROP TABLE diary_meal;--",
    '" OR 1=1 --',
    "1) UNION SELECT password FROM accounts_user",
    "\\'; --",
    "%_%",
]
PATHS = [
    "../../etc/passwd",
    "..\\..\\boot.ini",
    "/dev/null",
    "C:\\con",
    "file:///etc/passwd",
    "~root",
    "a\r\nX-Evil: 1",
]
DATA = [
    '{"a": [',
    "]}",
    "null",
    "NaN",
    "1e999",
    "-0",
    "true",
    "undefined",
    "<?xml version='1.0'?>",
    "<!ENTITY x SYSTEM 'y'>",
]
BIDI = ["\u202eevil", "\u2066isolate\u2069", "\u200fright", "שלום", "مرحبا بالعالم", "abc\u202dabc", "\u061c"]
UNICODE = [
    "😀",
    "👩‍👩‍👧‍👦",
    "🇬🇧",
    "❤️",
    "ｆｕｌｌｗｉｄｔｈ",
    "Z̷̢̛͓a̷l̸g̵o̶",
    "ﬁ ligature",
    "ẞ ß ſ İ ı",
    "你好，世界",
    "日本語テキスト",
    "한국어",
    "ไทย",
    "हिन्दी",
    "Ελληνικά",
    "Русский",
    "Tiếng Việt",
    "½ µ Ω Å ℃",
    "\u00a0nbsp\u00a0",
    "zero\u200bwidth",
    "\ufeffbom",
    "soft\u00adhyphen",
    "\U0001f9d1\U0001f3fd\u200d\U0001f33e",
    "𝕸𝖆𝖙𝖍",
    "\ue000private",
    "a\u0301\u0301\u0301",
    "\U000e0041tag",
    "\ufffd",
    "noncharacter\ufffe",
]
CONTROL = [
    "nul\0nul",
    "bell\x07",
    "escape\x1b[31m",
    "delete\x7f",
    "\x85next line",
    "\u2028line\u2029paragraph",
    "tab\tand\nnewline",
]
PLAIN = [
    "O'Brien & Sons <3",
    "50 % off",
    "1,5 l",
    "C:\\Users",
    "a" * 200,
    " leading and trailing ",
    "'apostrophe",
    '"quoted"',
]

SEEDS = [*FORMULAS, *HTML, *TYPST, *TEMPLATES, *DATABASES, *PATHS, *DATA, *BIDI, *UNICODE, *CONTROL, *PLAIN]
AROUND = ["{}", "salmon {}", "{} (2 cups)"]
HOSTILE = list(dict.fromkeys(shape.replace("{}", seed)[:200] for shape, seed in product(AROUND, SEEDS)))
KEPT = [text for text in HOSTILE if "\0" not in text]  # no field takes a NUL
