"""localstripe_on_loopback.py PORT: localstripe, reachable from this machine only and without its file in /tmp."""

import sys

from aiohttp import web
from localstripe.resources import store
from localstripe.server import app

# It would be written after each request, and belongs to whoever ran localstripe first.
store.dump_to_disk = lambda: None

web.run_app(app, host="127.0.0.1", port=int(sys.argv[1]), access_log=None, print=None)
