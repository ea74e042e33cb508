"""The at-a-glance for printing: one page an outcome, letters and numbers beside every mark."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from pathlib import Path

from fpdf import FPDF
from fpdf.enums import TableBordersLayout, TableHeadingsDisplay, VAlign
from fpdf.fonts import FontFace

from bot.chat.phrases import Phrases
from bot.chat.text import plain
from bot.documents import paper
from bot.language.reader import Reader
from bot.records.glance import Confirmation, Glance, Line, Record, Section, hash_of, to_data

_SMALL, _TEXT, _TITLE = 8, 9.5, 16
_GREY = (90, 90, 90)
_WIDTHS = (74, 18, 48, 40, 24)
_PADDING = 1.5


def write(file: Path, given: Iterable[Record], t: Phrases, reader: Reader) -> int:
    """The pages of all records, letter-sized and lying; how many records. The same give the same bytes."""
    pages, records = _Pages(t, reader), 0
    for record in given:
        records += 1
        for section in record.glance.sections:
            pages.add_outcome(record, section)
    file.write_bytes(pages.content())
    return records


class _Pages:
    """A document that grows by a page an outcome."""

    def __init__(self, t: Phrases, reader: Reader) -> None:
        self._t, self._reader = t, reader
        self._made_on: date | None = None
        self._pdf = FPDF(orientation="landscape", format="letter", unit="mm")
        paper.begin(self._pdf, reader.locale)
        # A little less than a cell, so that what was broken to fit is not broken again.
        of_all = self._pdf.epw / sum(_WIDTHS)
        self._rooms = [width * of_all - 2 * _PADDING - 1 for width in _WIDTHS]

    def add_outcome(self, record: Record, section: Section) -> None:
        """One page: what it is about, the table, how to read it."""
        glance = record.glance
        self._made_on = date.fromisoformat(glance.made_on)
        self._pdf.add_page()
        self._line(f"{section.id} · {section.title}", _TITLE, bold=True)
        t = self._t
        about = t(
            "{team} · at-a-glance of {year} · {day}",
            team=glance.team_name,
            year=glance.year,
            day=self._reader.day_with_year(self._made_on),
        )
        self._line(plain(about), _TEXT)
        self._pdf.ln(3)
        self._table(glance, section)
        self._pdf.ln(3)
        self._foot(record)

    def content(self) -> bytes:
        """The bytes, dated by the record and not by the moment of printing."""
        return paper.finished(self._pdf, self._made_on or date(2000, 1, 1))

    def _table(self, glance: Glance, section: Section) -> None:
        t = self._t
        names = (t("Indicator"), t("Before"), t("Now"), t("Agreed"), t("Goal"))
        self._pdf.set_font(paper.FAMILY, size=_TEXT)
        with self._pdf.table(
            borders_layout=TableBordersLayout.HORIZONTAL_LINES,
            col_widths=_WIDTHS,
            headings_style=FontFace(emphasis="BOLD"),
            line_height=5.5,
            padding=_PADDING,
            repeat_headings=TableHeadingsDisplay.ON_TOP_OF_EVERY_PAGE,
            text_align="LEFT",
            v_align=VAlign.T,
        ) as table:
            table.row([plain(name) for name in names])
            for line in glance.of_section(section):
                cells = zip(self._cells(glance, line), self._rooms, strict=True)
                table.row([self._in_order(words, room) for words, room in cells])

    def _cells(self, glance: Glance, line: Line) -> list[str]:
        t, state = self._t, line.state
        title = f"{line.title}\n{line.indicator} · {plain(self._evidence(line))}"
        goal = f"{line.goal}\n{self._day(line.goal_by)}" if line.goal is not None else ""
        before = "" if line.previous is None else str(line.previous)
        if state is None:
            return [title, before, plain(t("not agreed on yet")), "", goal]
        now = f"{state.level} · {glance.level_name(state.level)}"
        if state.provisional:
            now += "\n" + plain(t("no consensus, for now"))
        agreed = plain(t("{day}, {count} votes", day=self._day(state.agreed_on), count=state.people))
        if state.agreement is not None:
            agreed += "\n" + plain(t("agreement {agreement}", agreement=f"{state.agreement:.2f}"))
        if state.dissent:
            agreed += "\n" + plain(t("Seen otherwise: {dissent}", dissent=state.dissent))
        return [title, before, now, agreed, goal]

    def _evidence(self, line: Line) -> str:
        t = self._t
        return t.plural("{count} item of evidence", "{count} items of evidence", line.evidence)

    def _foot(self, record: Record) -> None:
        t, glance = self._t, record.glance
        self._pdf.set_text_color(*_GREY)
        if record.confirmation is not None:
            self._line(plain(self._confirmed(record.confirmation)), _SMALL)
            if record.confirmation.reason:
                reason = t("Why some are missing: {reason}", reason=record.confirmation.reason)
                self._line(plain(reason), _SMALL)
        words = t(
            "States were agreed on in consensus rounds. {instrument}, version {version}. "
            "Evidence counts the last twelve months. Hash of the record: {hash}.",
            instrument=glance.instrument_title,
            version=glance.version,
            hash=hash_of(to_data(glance)),
        )
        self._line(plain(words), _SMALL)
        self._pdf.set_text_color(0)

    def _confirmed(self, how: Confirmation) -> str:
        t = self._t
        return t(
            "Confirmed on {day}; prepared by {first}, confirmed by {second}.",
            day=self._day(how.day),
            first=how.prepared_by,
            second=how.confirmed_by,
        )

    def _in_order(self, words: str, room: float) -> str:
        return paper.in_order(self._pdf, words, room, _TEXT, "ltr")

    def _line(self, words: str, size: float, *, bold: bool = False) -> None:
        self._pdf.set_font(paper.FAMILY, style="B" if bold else "", size=size)
        room = self._pdf.epw - 2 * self._pdf.c_margin
        shown = paper.in_order(self._pdf, words, room, size, "ltr")
        self._pdf.multi_cell(0, size * 0.5, shown, align="L", new_x="LMARGIN", new_y="NEXT")

    def _day(self, text: str) -> str:
        return self._reader.day_with_year(date.fromisoformat(text)) if text else ""
