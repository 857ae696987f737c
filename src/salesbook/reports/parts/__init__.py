"""The parts of a period's report, one file each."""
