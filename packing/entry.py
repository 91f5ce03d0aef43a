"""What the packed program begins with: kpfacil itself, or the process of its own in which a workbook is read."""

import sys

from kpfacil.storage.program import READ_WORKBOOK, read_workbook

if __name__ == "__main__":
    if sys.argv[1:] == [READ_WORKBOOK]:
        read_workbook()
    else:
        from kpfacil.__main__ import main

        sys.exit(main())
