"""Workbooks made for tests, and the real lists beside them."""

import io
import zipfile
from collections.abc import Sequence
from pathlib import Path

LISTS = Path(__file__).parent / "lists"


def workbook(*sheets: str, states: Sequence[str] = (), after: str = "", styles: str = "") -> bytes:
    """Return a workbook; each sheet is given as its rows in the format's own XML, with its state; so are its styles."""
    head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    main = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    packages = "http://schemas.openxmlformats.org/package/2006/relationships"
    numbers = range(1, len(sheets) + 1)
    names = "".join(
        f'<sheet name="S{n}" sheetId="{n}" r:id="rId{n}"{state}/>'
        for n, state in zip(numbers, states or [""] * len(sheets), strict=True)
    )
    links = "".join(
        f'<Relationship Id="rId{n}" Type="{office}/worksheet" Target="worksheets/sheet{n}.xml"/>' for n in numbers
    )
    parts = {
        "[Content_Types].xml": f'{head}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
        "_rels/.rels": f'{head}<Relationships xmlns="{packages}"><Relationship Id="rId1" '
        f'Type="{office}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'{head}<workbook {main} xmlns:r="{office}"><sheets>{names}</sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'{head}<Relationships xmlns="{packages}">{links}</Relationships>',
    }
    if styles:
        parts["xl/styles.xml"] = f"{head}<styleSheet {main}>{styles}</styleSheet>"
    for n, rows in zip(numbers, sheets, strict=True):
        parts[f"xl/worksheets/sheet{n}.xml"] = (
            f"{head}<worksheet {main}><sheetData>{rows}</sheetData>{after}</worksheet>"
        )
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content, zipfile.ZIP_DEFLATED)
    return file.getvalue()


def open_document(rows: str, styles: str = "") -> bytes:
    """Return an OpenDocument sheet given as its rows and the styles of its cells in the format's own XML."""
    names = "urn:oasis:names:tc:opendocument:xmlns"
    spaces = " ".join(f'xmlns:{name}="{names}:{name}:1.0"' for name in ("office", "style", "table", "text"))
    styles = f"<office:automatic-styles>{styles}</office:automatic-styles>"
    head = f"<office:document-content {spaces}>{styles}<office:body><office:spreadsheet>"
    foot = "</office:spreadsheet></office:body></office:document-content>"
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("mimetype", kind)
        archive.writestr("META-INF/manifest.xml", f'<m:manifest xmlns:m="{names}:manifest:1.0"/>')
        archive.writestr("content.xml", f'{head}<table:table table:name="S">{rows}</table:table>{foot}')
    return file.getvalue()
