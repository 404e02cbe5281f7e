"""Where the tests find what they read of this repository."""

from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
DATA = ROOT / "tests/data"
SAMPLE = DATA / "japan-nato.txt"
"""The article of the tutorial."""
