"""What every test stands on: a Qt that draws into memory, since a test machine has no screen."""

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
