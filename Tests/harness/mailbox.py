"""Letters that the program wrote as files, because it knows no mail server."""

import email
import email.policy
import pathlib
import re
import urllib.parse

from harness.polling import until


class Letter:
    def __init__(self, path):
        message = email.message_from_bytes(path.read_bytes(), policy=email.policy.default)
        self.recipient = message["To"].addresses[0].addr_spec
        self.sender = message["From"].addresses[0].display_name
        self.subject = message["Subject"]
        self.text = message.get_body(("plain",)).get_content()

    @property
    def link(self):
        return re.search(r"https?://\S+", self.text).group()

    @property
    def token(self):
        return urllib.parse.parse_qs(urllib.parse.urlparse(self.link).query)["token"][0]

    @property
    def code(self):
        return re.search(r"(?<![0-9])[0-9]{6}(?![0-9])", self.text).group()


class Mailbox:
    def __init__(self, home):
        self._directory = pathlib.Path(home) / "mail"
        self._read = set()

    def next(self, recipient, within=15):
        """The next letter to somebody that was not read yet."""
        found = []

        def arrived():
            for path in sorted(self._directory.glob("*.eml"), key=lambda path: path.stat().st_mtime_ns):
                if path in self._read:
                    continue
                letter = Letter(path)
                if letter.recipient.lower() == recipient.lower():
                    self._read.add(path)
                    found.append(letter)
                    return True
            return False

        until(arrived, within, f"no letter came to {recipient}")
        return found[0]

    def count(self, recipient):
        return sum(Letter(path).recipient.lower() == recipient.lower() for path in self._directory.glob("*.eml"))
