"""The only place that touches the disk: session files, shipped texts and processes, rosters."""
