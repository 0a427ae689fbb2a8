"""A key of the demo shop, made by its owner in the dashboard."""

import re

import requests

from harness.forms import read


def make_key(program, name, scopes):
    owner = sign_in(program)
    address = f"{program.base}/dashboard/stores/demo/settings/keys"
    page = read(owner.get(address, timeout=10).text, address)
    form = next(form for form in page.forms if form.action == address)
    fields = form.filled(name=name, **{f"scope-{scope}": "yes" for scope in scopes})
    made = owner.post(form.action, data=fields, timeout=10).text
    return re.search(r"<code>(sug_\w+)</code>", made).group(1)


def sign_in(program, email="demo@sellusgenie.test", password="demo-password"):
    browser = requests.Session()
    address = f"{program.base}/dashboard/sign-in"
    form = read(browser.get(address, timeout=10).text, address).form("/dashboard/session")
    browser.post(form.action, data=form.filled(email=email, password=password), timeout=30)
    return browser
