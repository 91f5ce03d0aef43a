"""Documents that leave the program: one tree, one small renderer per format, no disk, no clock."""
