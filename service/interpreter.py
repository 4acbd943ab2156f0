"""How another process of this program is started: it imports nothing from the folder that it is started in."""

import sys

MODULE = (sys.executable, "-P", "-m")
