#!/usr/bin/env python3
"""Writes the compressed files and workbooks of containers/ and workbooks/, byte for byte the same on every machine.

    python3 tests/conformance/ingest/make_fixtures.py

They are committed; run this only to change them. The workbooks are written by hand, part by part, so that they hold
what spreadsheet programs write and what a library for writing them would not: gaps, repeated rows, formula strings,
dates by custom formats, strings cut by record limits. What each must be read as stands beside it (NAME.expected).
"""

import gzip
import io
import struct
import zipfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
ORDERS = (
    "客户编号,订单号,下单日期,实付金额\r\n"
    "C001,1001,2017-04-05,120.50\r\n"
    "C002,1002,2017-04-06,80\r\n"
    "C001,1003,2017-05-01,35.25\r\n"
    ",1004,2017-05-02,10\r\n"
)
EVENTS = "user,event,time\nu1,view,2017-04-05 08:00:00\nu1,pay,2017-04-05 08:10:00\n"


def write(name, content):
    path = HERE / name
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(content)


def zipped(parts, method=zipfile.ZIP_DEFLATED, streamed=False):
    """parts: (name, content). streamed: lengths stand behind the data, as programs write that cannot seek."""
    buffer = io.BytesIO()
    target = Unseekable(buffer) if streamed else buffer
    with zipfile.ZipFile(target, "w") as archive:
        for name, content in parts:
            entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.compress_type = method
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, content)
    return buffer.getvalue()


class Unseekable:
    def __init__(self, target):
        self.target = target

    def write(self, data):
        return self.target.write(data)

    def flush(self):
        self.target.flush()


def containers():
    text = ORDERS.encode()
    write("containers/one_member.csv.gz", gzip.compress(text, mtime=0))
    middle = len(text) // 2 + 1  # within a row
    write(
        "containers/two_members_padded.csv.gz",
        gzip.compress(text[:middle], mtime=0) + gzip.compress(text[middle:], mtime=0) + bytes(700),
    )
    write("containers/chinese.csv.gz", gzip.compress(ORDERS.encode("gb18030"), mtime=0))
    write("containers/surplus.csv.gz", gzip.compress(text, mtime=0) + b"appended by somebody")
    write("containers/wrong_checksum.csv.gz", bytes_with(gzip.compress(text, mtime=0), -8, 0xFF))
    write("containers/cut.csv.gz", gzip.compress(text, mtime=0)[:-20])

    noise = [("__MACOSX/._orders.csv", "\0\5"), ("export/", ""), ("export/readme.pdf", "%PDF-1.4")]
    write("containers/one_table.zip", zipped([*noise, ("export/orders.csv", text)]))
    write("containers/two_tables.zip", zipped([("export/orders.csv", text), ("export/events.csv", EVENTS)]))
    write("containers/chosen_entry.zip", zipped([("export/orders.csv", text), ("export/events.csv", EVENTS)]))
    write("containers/stored.zip", zipped([("orders.csv", text)], zipfile.ZIP_STORED))
    write("containers/streamed.zip", zipped([("orders.csv", text)], streamed=True))
    write("containers/no_table.zip", zipped([("photo.jpg", b"\xff\xd8\xff")]))
    write("containers/gzip_in_zip.zip", zipped([("orders.csv.gz", gzip.compress(text, mtime=0))]))
    write("containers/json_in_gzip.gz", gzip.compress(b'[{"user":"u1","event":"pay","time":"2017-04-05"}]', mtime=0))
    write("containers/password.zip", with_password_flag(zipped([("orders.csv", text)])))
    write("containers/wrong_checksum.zip", with_wrong_checksum(zipped([("orders.csv", text)])))
    write("containers/bomb.zip", with_plain_size(zipped([("orders.csv", text)]), 4_000_000_000))


def bytes_with(content, at, flipped):
    changed = bytearray(content)
    changed[at] ^= flipped
    return bytes(changed)


def with_password_flag(archive):
    directory = archive.index(b"PK\1\2")
    return bytes_with(bytes_with(archive, 6, 1), directory + 8, 1)


def with_plain_size(archive, size):
    directory = archive.index(b"PK\1\2")
    return archive[: directory + 24] + struct.pack("<I", size) + archive[directory + 28 :]


def with_wrong_checksum(archive):
    directory = archive.index(b"PK\1\2")
    return bytes_with(archive, directory + 16, 0xFF)


# ---- XLSX ---------------------------------------------------------------------------------------------------

MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


def xlsx(sheets, strings=(), formats=(), workbook=""):
    """sheets: (name, state, XML within <worksheet>). formats: codes of cell styles 1, 2, ...; a number is built in."""
    listed = "".join(
        f'<sheet name="{name}" sheetId="{i}" {state}r:id="rId{i}"/>' for i, (name, state, _) in enumerate(sheets, 1)
    )
    related = "".join(
        f'<Relationship Id="rId{i}" Type="{RELATIONS}/worksheet" Target="worksheets/sheet{i}.xml"/>'
        for i in range(1, len(sheets) + 1)
    )
    formats = [code.replace('"', "&quot;") if isinstance(code, str) else code for code in formats]
    custom = [code for code in formats if isinstance(code, str)]
    ids = {code: 164 + i for i, code in enumerate(custom)}
    number_formats = "".join(f'<numFmt numFmtId="{ids[code]}" formatCode="{code}"/>' for code in custom)
    styles = '<xf numFmtId="0"/>' + "".join(f'<xf numFmtId="{ids.get(code, code)}"/>' for code in formats)
    parts = [
        ("[Content_Types].xml", HEAD + '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'),
        (
            "_rels/.rels",
            f'{HEAD}<Relationships><Relationship Id="rId1" Type="{RELATIONS}/officeDocument" '
            'Target="xl/workbook.xml"/></Relationships>',
        ),
        ("xl/workbook.xml", f'{HEAD}<workbook {MAIN} xmlns:r="{RELATIONS}">{workbook}<sheets>{listed}</sheets></workbook>'),
        (
            "xl/_rels/workbook.xml.rels",
            f'{HEAD}<Relationships>{related}<Relationship Id="s" Type="{RELATIONS}/styles" Target="styles.xml"/>'
            f'<Relationship Id="t" Type="{RELATIONS}/sharedStrings" Target="/xl/sharedStrings.xml"/></Relationships>',
        ),
        *((f"xl/worksheets/sheet{i}.xml", f"{HEAD}<worksheet {MAIN}>{xml}</worksheet>") for i, (_, _, xml) in enumerate(sheets, 1)),
        ("xl/styles.xml", f"{HEAD}<styleSheet {MAIN}><numFmts>{number_formats}</numFmts><cellXfs>{styles}</cellXfs></styleSheet>"),
        ("xl/sharedStrings.xml", f"{HEAD}<sst {MAIN}>" + "".join(f"<si>{si}</si>" for si in strings) + "</sst>"),
    ]
    return zipped(parts)


def text(value):
    return f'<c t="inlineStr"><is><t>{value}</t></is></c>'


def xlsx_workbooks():
    # Shared strings with runs and phonetics, inline and formula strings, booleans, errors, a number of 17 digits, gaps.
    strings = ["<t>客户编号</t>", "<t>订单号</t>", "<t>下单日期</t>", "<t>实付金额</t>",
               "<r><rPr><b/></rPr><t>张</t></r><r><t xml:space=\"preserve\">三 </t></r><rPh sb=\"0\" eb=\"1\"><t>ちょう</t></rPh>",
               "<t>备注_x000A_第二行</t>", "<t>会员</t>"]
    cells = (
        '<dimension ref="A1:F6"/><sheetData>'
        '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c><c r="C1" t="s"><v>2</v></c>'
        '<c r="D1" t="s"><v>3</v></c><c r="E1" t="s"><v>5</v></c><c r="F1" t="s"><v>6</v></c></row>'
        '<row r="2"><c r="A2" t="s"><v>4</v></c><c r="B2"><v>1001</v></c><c r="C2" s="1"><v>42830</v></c>'
        '<c r="D2" s="2"><v>4.3499999999999996</v></c><c r="F2" t="b"><v>1</v></c></row>'
        '<row r="4"><c r="A4" t="str"><f>CONCAT("李","四")</f><v>李四</v></c><c r="B4"><v>1002</v></c>'
        '<c r="C4" s="3"><v>42830.351388888892</v></c><c r="D4"><v>1.2E3</v></c><c r="E4" t="inlineStr"><is><t>急</t></is></c></row>'
        '<row r="5"><c r="A5" t="inlineStr"><is><t>王五</t></is></c><c r="B5"><v>1003</v></c>'
        '<c r="C5" s="1"><v>42831</v></c><c r="D5" t="e"><v>#N/A</v></c></row>'
        "<row><c/><c/></row>"
        f'<row>{text("赵六")}<c><v>1004</v></c><c s="4"><v>42832</v></c><c><v>7</v></c></row>'
        "</sheetData>"
    )
    write("workbooks/excel.xlsx", xlsx([("订单", "", cells)], strings,
                                       [14, '#,##0.00_);[Red]\\(#,##0.00\\)', "yyyy/m/d h:mm", '[$-804]yyyy"年"m"月"d"日";@']))

    # Prefixed names, days from 1904, a title and a blank column before the table, a hidden and a second sheet.
    notes = f'<sheetData><row r="1">{text("说明")}</row></sheetData>'
    table = (
        "<x:sheetData>"
        '<x:row r="2"><x:c r="B2" t="inlineStr"><x:is><x:t>四月订单汇总</x:t></x:is></x:c></x:row>'
        '<x:row r="4"><x:c r="B4" t="inlineStr"><x:is><x:t>customer</x:t></x:is></x:c>'
        '<x:c r="C4" t="inlineStr"><x:is><x:t>order date</x:t></x:is></x:c>'
        '<x:c r="D4" t="inlineStr"><x:is><x:t>amount</x:t></x:is></x:c></x:row>'
        '<x:row r="5"><x:c r="B5" t="inlineStr"><x:is><x:t>Ann</x:t></x:is></x:c><x:c r="C5" s="1"><x:v>41368</x:v></x:c>'
        "<x:c r=\"D5\"><x:v>12.5</x:v></x:c></x:row>"
        '<x:row r="6"><x:c r="D6"><x:v>3</x:v></x:c><x:c r="C6" s="1"><x:v>41369.5</x:v></x:c>'
        '<x:c r="B6" t="inlineStr"><x:is><x:t>Bob</x:t></x:is></x:c></x:row>'
        "</x:sheetData>"
    )
    prefixed = f'<x:inner xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main">{table}</x:inner>'
    hidden = f'<sheetData><row r="1">{text("customer")}{text("date")}{text("amount")}</row></sheetData>'
    write("workbooks/days_from_1904.xlsx", xlsx(
        [("hidden", 'state="hidden" ', hidden), ("notes", "", notes), ("orders", "", prefixed)],
        formats=["d-mmm-yy"], workbook='<workbookPr date1904="1"/>'))

    def small(customer):
        rows = "".join(f'<row>{text(customer)}<c s="1"><v>{42830 + i}</v></c><c><v>{i + 1}</v></c></row>' for i in range(2))
        return f'<sheetData><row>{text("customer")}{text("date")}{text("amount")}</row>{rows}</sheetData>'

    write("workbooks/chosen_sheet.xlsx", xlsx([("2016", "", small("old")), ("2017", "", small("new"))], formats=[14]))
    write("workbooks/missing_sheet.xlsx", xlsx([("2016", "", small("old"))], formats=[14]))
    write("workbooks/no_table.xlsx", xlsx([("empty", "", "<sheetData/>"), ("notes", "", notes)]))
    bomb = '<!DOCTYPE w [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    parts = [(n, c) for n, c in unzipped(xlsx([("orders", "", small("a"))]))]
    parts = [(n, c.replace(HEAD.encode(), HEAD.encode() + bomb.encode()) if n.endswith("sheet1.xml") else c) for n, c in parts]
    write("workbooks/entities.xlsx", zipped(parts))
    write("workbooks/binary.xlsx", zipped([("[Content_Types].xml", "<Types/>"), ("xl/workbook.bin", "x")]))


def unzipped(archive):
    with zipfile.ZipFile(io.BytesIO(archive)) as opened:
        return [(entry.filename, opened.read(entry)) for entry in opened.infolist()]


# ---- ODS ----------------------------------------------------------------------------------------------------


def ods(tables, styles=""):
    spaces = " ".join(
        f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{long}:1.0"'
        for short, long in (("office", "office"), ("table", "table"), ("text", "text"), ("style", "style"))
    )
    content = (f"{HEAD}<office:document-content {spaces}><office:automatic-styles>{styles}</office:automatic-styles>"
               f"<office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body></office:document-content>")
    mime = "application/vnd.oasis.opendocument.spreadsheet"
    return zipped([("mimetype", mime), ("content.xml", content)])


def ods_cell(kind, shown, **attributes):
    values = "".join(f' office:{name.replace("_", "-")}="{value}"' for name, value in attributes.items())
    return f'<table:table-cell office:value-type="{kind}"{values}><text:p>{shown}</text:p></table:table-cell>'


def ods_workbooks():
    words = "".join(ods_cell("string", word) for word in ("客户", "日期", "金额", "已付"))
    hidden = ('<style:style style:name="ta2" style:family="table"><style:table-properties table:display="false"/>'
              "</style:style>")
    rows = (
        f'<table:table-row table:number-rows-repeated="2"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>'
        f"<table:table-row>{words}</table:table-row>"
        "<table:table-row>" + ods_cell("string", "张<text:s/>三<office:annotation><text:p>批注</text:p></office:annotation>")
        + ods_cell("date", "2017年4月5日", date_value="2017-04-05") + ods_cell("currency", "￥1,234.50", value="1234.5", currency="CNY")
        + ods_cell("boolean", "真", boolean_value="true") + '<table:table-cell table:number-columns-repeated="16380"/></table:table-row>'
        '<table:table-row table:number-rows-repeated="2">' + ods_cell("string", "李四")
        + ods_cell("date", "2017-04-06 08:26", date_value="2017-04-06T08:26:00") + ods_cell("float", "4.35", value="4.3499999999999996")
        + "</table:table-row>"
        "<table:table-row>" + ods_cell("string", "王<text:span>五</text:span>") + ods_cell("date", "", date_value="2017-04-07T00:00:00.000000000")
        + ods_cell("percentage", "50%", value="0.5") + "<table:covered-table-cell/></table:table-row>"
        '<table:table-row table:number-rows-repeated="1048570"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>'
    )
    other = f"<table:table-row>{words}</table:table-row>"
    write("workbooks/libreoffice.ods", ods(
        f'<table:table table:name="旧表" table:style-name="ta2">{other}</table:table>'
        f'<table:table table:name="订单" table:style-name="ta1">{rows}</table:table>', hidden))
    repeated = '<table:table-row table:number-rows-repeated="1048576">' + ods_cell("string", "x").replace(
        "<table:table-cell", '<table:table-cell table:number-columns-repeated="16384"') + "</table:table-row>"
    write("workbooks/repeated.ods", ods(f'<table:table table:name="bomb"><table:table-row>{words}</table:table-row>{repeated}</table:table>'))
    write("workbooks/password.ods", zipped([
        ("mimetype", "application/vnd.oasis.opendocument.spreadsheet"), ("content.xml", "scrambled"),
        ("META-INF/manifest.xml", "<manifest><file-entry><encryption-data/></file-entry></manifest>")]))


# ---- XLS ----------------------------------------------------------------------------------------------------


def record(number, data=b""):
    return struct.pack("<HH", number, len(data)) + data


def unicode_string(value, length_format="<H", wide=None):
    wide = any(ord(c) > 255 for c in value) if wide is None else wide
    return struct.pack(length_format, len(value)) + bytes([wide]) + value.encode("utf-16-le" if wide else "latin-1")


def shared_strings(strings):
    """SST with CONTINUE records: one string is cut within its characters and goes on with another width."""
    whole = struct.pack("<II", len(strings), len(strings)) + b"".join(unicode_string(s) for s in strings[:-1])
    last = strings[-1]
    head = struct.pack("<H", len(last)) + b"\1" + last[:3].encode("utf-16-le")
    return record(0xFC, whole + head) + record(0x3C, b"\0" + last[3:].encode("latin-1"))


def compound(stream):
    """[MS-CFB] with one stream "Workbook" in ordinary sectors."""
    size, sector = max(len(stream), 4096), 512
    stream = stream.ljust(size + (-size) % sector, b"\0")
    count = len(stream) // sector
    assert count + 2 <= 128
    table = [i + 1 for i in range(count - 1)] + [0xFFFFFFFE, 0xFFFFFFFE, 0xFFFFFFFD]  # stream, directory, this table
    table += [0xFFFFFFFF] * (128 - len(table))
    header = bytes.fromhex("D0CF11E0A1B11AE1") + bytes(16) + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + bytes(6)
    header += struct.pack("<IIIIIIIII", 0, 1, count, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0)
    header += struct.pack("<I", count + 1) + b"\xff" * 432

    def entry(name, kind, child, first, length):
        raw = name.encode("utf-16-le") + b"\0\0"
        return (raw.ljust(64, b"\0") + struct.pack("<HBB", len(raw), kind, 1) + struct.pack("<III", 0xFFFFFFFF, 0xFFFFFFFF, child)
                + bytes(36) + struct.pack("<IQ", first, length))

    directory = entry("Root Entry", 5, 1, 0xFFFFFFFE, 0) + entry("Workbook", 2, 0xFFFFFFFF, 0, size)
    return header + stream + directory.ljust(sector, b"\0") + struct.pack("<128I", *table)


def xls(sheets, strings, formats, globals_records=b""):
    """sheets: (name, hidden, records). formats: codes of cell styles 1, 2, ...; a number is built in."""
    bof = struct.pack("<HHHHII", 0x600, 5, 0x1FA9, 1997, 0, 6)
    head = record(0x809, bof) + globals_records
    styles = record(0xE0, struct.pack("<HH", 0, 0) + bytes(16))
    for i, code in enumerate(formats):
        number = code if isinstance(code, int) else 164 + i
        if isinstance(code, str):
            head += record(0x41E, struct.pack("<H", number) + unicode_string(code))
        styles += record(0xE0, struct.pack("<HH", 0, number) + bytes(16))
    head += styles
    tail = shared_strings(strings) + record(0x0A)
    names = [unicode_string(name, "<B") for name, _, _ in sheets]
    offset = len(head) + sum(4 + 6 + len(name) for name in names) + len(tail)
    listed, bodies = b"", b""
    for (_, hidden, body), name in zip(sheets, names):
        listed += record(0x85, struct.pack("<IBB", offset + len(bodies), hidden, 0) + name)
        bodies += record(0x809, struct.pack("<HHHHII", 0x600, 0x10, 0x1FA9, 1997, 0, 6)) + body + record(0x0A)
    return compound(head + listed + tail + bodies)


def xls_workbooks():
    def place(row, column, style=0):
        return struct.pack("<HHH", row, column, style)

    def label(row, column, index):
        return record(0xFD, place(row, column) + struct.pack("<I", index))

    def number(row, column, value, style=0):
        return record(0x203, place(row, column, style) + struct.pack("<d", value))

    def integer(value, hundredth=False):
        return struct.pack("<I", ((value << 2) & 0xFFFFFFFF) | 2 | hundredth)

    strings = ["customer", "日期", "amount", "order", "Ann", "Bjö", "王小二 and others"]
    cells = (
        record(0x200, struct.pack("<IIHHH", 0, 7, 0, 5, 0))
        + label(0, 0, 0) + label(0, 1, 1) + label(0, 2, 2) + label(0, 3, 3)
        + label(1, 0, 4) + number(1, 1, 42830, 1) + record(0x27E, place(1, 2) + integer(123450, True)) + number(1, 3, 1001)
        # RK as the upper half of a double, a formula with a number, a row of RKs
        + label(2, 0, 5) + number(2, 1, 42830.351388888892, 2)
        + record(0x06, place(2, 2) + struct.pack("<d", 4.35) + bytes(8)) + record(0x27E, place(2, 3) + struct.pack("<I", 0x408F5000))
        # a formula with a text: its result follows, after the shared formula
        + record(0x06, place(3, 0) + b"\0\0\0\0\0\0\xff\xff" + bytes(8)) + record(0x4BC, bytes(10))
        + record(0x207, unicode_string("赵六")) + record(0x27E, place(3, 1, 1) + integer(42832))
        + record(0xBD, struct.pack("<HH", 3, 2) + struct.pack("<H", 0) + integer(-7) + struct.pack("<H", 0) + integer(1003)
                 + struct.pack("<H", 3))
        + label(5, 0, 6) + number(5, 1, 42833, 1) + record(0x205, place(5, 2) + b"\x2a\1") + record(0x205, place(5, 3) + b"\1\0")
        # a chart inside of the sheet
        + record(0x809, struct.pack("<HHHHII", 0x600, 0x20, 0x1FA9, 1997, 0, 6)) + number(9, 9, 9) + record(0x0A)
        + record(0x204, place(6, 0) + unicode_string("old label")) + number(6, 1, 42834, 1) + number(6, 2, 0.1)
    )
    write("workbooks/excel97.xls", xls([("empty", 0, b""), ("订单", 0, cells)], strings, [14, "yyyy\\-mm\\-dd\\ hh:mm"]))
    write("workbooks/password97.xls", xls([("orders", 0, cells)], strings, [14, 22], record(0x2F, bytes(6))))
    write("workbooks/cut.xls", xls([("orders", 0, cells)], strings, [14, 22])[:3000])


if __name__ == "__main__":
    containers()
    xlsx_workbooks()
    ods_workbooks()
    xls_workbooks()
