"""Forms of a page, read as a browser without JavaScript reads them."""

from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import urljoin


@dataclass
class Form:
    action: str
    method: str
    fields: dict = field(default_factory=dict)

    def filled(self, **values):
        """The fields with what a person typed over what was there."""
        return self.fields | {name: str(value) for name, value in values.items()}


@dataclass
class Page:
    """What the tests look at in a page."""

    title: str
    words: str
    forms: list
    links: list

    def form(self, path):
        """The form that is sent to an address with this in it."""
        return next(form for form in self.forms if path in form.action)


def read(text, address):
    parser = _Reader(address)
    parser.feed(text)
    parser.close()
    return Page(" ".join(parser.title).strip(), " ".join(" ".join(parser.words).split()), parser.forms, parser.links)


class _Reader(HTMLParser):
    _silent = {"script", "style", "template", "title"}

    def __init__(self, address):
        super().__init__(convert_charrefs=True)
        self.title, self.words, self.forms, self.links = [], [], [], []
        self._address = address
        self._form = None
        self._open = []
        self._select = None
        self._area = None

    def handle_starttag(self, tag, attributes):
        values = dict(attributes)
        if tag in self._silent:
            self._open.append(tag)
        handler = getattr(self, f"_start_{tag}", None)
        if handler:
            handler(values)

    def handle_endtag(self, tag):
        if self._open and self._open[-1] == tag:
            self._open.pop()
        if tag == "form":
            self._form = None
        elif tag == "select":
            self._select = None
        elif tag == "textarea":
            self._area = None

    def handle_data(self, data):
        if self._area:
            self._form.fields[self._area] += data.removeprefix("\n")
        elif self._open[-1:] == ["title"]:
            self.title.append(data)
        elif not self._open:
            self.words.append(data)

    def _start_a(self, values):
        if values.get("href"):
            self.links.append(urljoin(self._address, values["href"]))

    def _start_form(self, values):
        action = urljoin(self._address, values.get("action") or self._address)
        self._form = Form(action, values.get("method", "get").lower())
        self.forms.append(self._form)

    def _start_input(self, values):
        name, kind = values.get("name"), values.get("type", "text")
        if self._form is None or not name:
            return
        if kind in ("radio", "checkbox"):
            if "checked" in values:
                self._form.fields[name] = values.get("value", "on")
            elif "required" in values:
                # A person picks one; the tests pick the first.
                self._form.fields.setdefault(name, values.get("value", "on"))
        elif kind not in ("submit", "button", "reset"):
            self._form.fields[name] = values.get("value") or ""

    def _start_select(self, values):
        self._select = values.get("name") if self._form else None

    def _start_option(self, values):
        if self._select is None:
            return
        if "selected" in values or not self._form.fields.get(self._select):
            self._form.fields[self._select] = values.get("value") or ""

    def _start_textarea(self, values):
        if self._form is not None and values.get("name"):
            self._area = values["name"]
            self._form.fields[self._area] = ""
