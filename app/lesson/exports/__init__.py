"""A problem and its numbers as files to take away: scripts, a notebook, a worked solution, data."""
