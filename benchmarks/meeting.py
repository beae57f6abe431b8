"""casetool on the day of the invented discussion: ``python -m benchmarks.meeting FOLDER``."""

import sys
from datetime import UTC, datetime
from pathlib import Path

from casetool.app.facilitator_app import CasetoolApp
from casetool.clock import local_now

BEGINS = datetime(2026, 11, 12, 10, 0, tzinfo=UTC)
"""When the discussion begins."""


def main(folder: Path) -> int:
    """Run the app with a clock that begins at that instant and goes on as time does."""
    ahead = BEGINS - local_now()
    app = CasetoolApp(folder, now=lambda: local_now() + ahead)
    app.run()
    return app.return_code or 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
