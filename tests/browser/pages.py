"""Which pages there are to look at: the addresses of the resolver, with rows of a full diary where they need one."""

import json

from tests.browser.conftest import Visit
from tests.project.routes import ROUTES

FULL, PASSWORD = "full", "a sunny plate"
NAMES = {route.name for route in ROUTES} - {"account_logout"}
WITHOUT_ROWS = {route.name for route in ROUTES if not route.owned} - {"account_logout"}

# What has to be in a diary for an address to lead somewhere, made on the site itself.
EXAMPLES = """
import json
from accounts.models import User
from nutrients.models import Food
from tests.project import routes
banana = Food.objects.get(source="SR28", code="09040").pk
routes.HOLES |= {"food/pk": lambda user: banana, "eat_food/pk": lambda user: banana}
user = User.objects.get(username="%s")
print(json.dumps({route.name: route.url(user) for route in routes.ROUTES}))
"""


def made_addresses(site) -> dict[str, str]:
    site.manage("seed_demo", "--username", FULL, "--days", "30", "--last", "2026-11-22")
    return json.loads(site.manage("shell", "--no-imports", "-c", EXAMPLES % FULL).splitlines()[-1])


def pages(visit: Visit, addresses: dict[str, str], names: set[str]) -> dict[str, str]:
    """Those that answer this person with a page; the rest take writes, send files, or lead on."""
    found = {}
    for name in sorted(names):
        answer = visit.page.request.get(visit.site.url + addresses[name], max_redirects=0)
        assert answer.status in {200, 302, 404, 405}, (name, answer.status)
        if answer.status == 200 and "text/html" in answer.headers["content-type"]:
            found[name] = visit.site.url + addresses[name]
    return found
