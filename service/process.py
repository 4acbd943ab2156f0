"""The process that answers: a front with its connections, started by `run.py` and told which socket it listens on."""

import asyncio
import json
import os
import resource
import signal
import socket
import sys

import uvloop

from refoulement.service.front import Front
from refoulement.service.http import Listener
from refoulement.web.settings import from_json

HANDED_OVER = "REFOULEMENT_SERVICE"  # the settings, in the environment
CONNECTIONS_WAITING = 4096  # until they are taken in; whoever comes beyond these tries again a second later
FILES_ASIDE = 500  # of those that a process may have open, for what are no connections of clients
GRACE_S = 20  # for requests that run when the service is told to stop


def main() -> int:
    """Answer until told to stop (SIGTERM, Ctrl-C)."""
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        return runner.run(_serve(socket.socket(fileno=int(sys.argv[1]))))


async def _serve(listening: socket.socket) -> int:
    loop, stop = asyncio.get_running_loop(), asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop.set)
    front = Front(from_json(json.loads(os.environ[HANDED_OVER])))
    try:
        await front.open()
    except OSError as error:
        print(error, file=sys.stderr)
        return 1
    files, _ = resource.getrlimit(resource.RLIMIT_NOFILE)
    listener = Listener(front.answer, at_most=max(1, files - FILES_ASIDE))
    server = await loop.create_server(listener.connection, sock=listening, backlog=CONNECTIONS_WAITING)
    await stop.wait()
    server.close()
    await listener.close(within_s=GRACE_S)
    await front.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
