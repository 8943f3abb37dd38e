"""The output folder of a run: published, read back, led back to its sources, exported."""
