"""A package, so that what its fixtures start, Chromium and an event loop, ends before the next folder's tests."""
