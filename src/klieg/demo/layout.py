"""Where things are on the test card, in pixels of 1280x720, and how light they are."""

WIDTH = 1280
HEIGHT = 720

BLACK, WHITE = 16, 235
"""Luma in the limited range of ITU-R BT.709."""

MARGIN = 64

CLOCK_LEFT, CLOCK_TOP, CLOCK_SIZE = 62, 476, 92

RUNNER_LEFT, RUNNER_RIGHT = MARGIN, WIDTH - MARGIN
RUNNER_TOP, RUNNER_SIZE = 592, 36
