"""All widgets in our look, from one place: ``from hvh_desktop.ui import kit``.

A part is loaded when a name of it is first asked for, because the login window needs only a few.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from hvh_desktop.ui.kit.buttons import Button, Link, MenuButton
    from hvh_desktop.ui.kit.choices import Check, CheckList, CheckRow, ChoiceCards, RadioGroup
    from hvh_desktop.ui.kit.fields import (
        Area,
        ChoiceField,
        FieldBlock,
        SearchField,
        TextField,
    )
    from hvh_desktop.ui.kit.footer import Footer
    from hvh_desktop.ui.kit.header import Alert, AlertStrip, Fact, HeaderCard
    from hvh_desktop.ui.kit.layout import (
        BAR,
        STRETCH,
        Columns,
        Holder,
        ScrollPage,
        beside,
        clear,
        column,
        fill,
        filled,
        line,
    )
    from hvh_desktop.ui.kit.marks import (
        Avatar,
        Badge,
        IconDisc,
        LegendMark,
        concept_badge,
        fixed_badge,
    )
    from hvh_desktop.ui.kit.moments import (
        DateField,
        TimeField,
        date_problem,
        parse_date,
        parse_time,
        time_problem,
    )
    from hvh_desktop.ui.kit.numbers import NumberField
    from hvh_desktop.ui.kit.rows import Row, RowList, StepRail, TimelineItem
    from hvh_desktop.ui.kit.scales import FACE_WORDS, Faces, SevenSteps
    from hvh_desktop.ui.kit.states import (
        EmptyState,
        ErrorSummary,
        FixedNote,
        NoticeBanner,
        ProgressBar,
        ProgressCard,
        UndoStrip,
    )
    from hvh_desktop.ui.kit.surfaces import Card, ClickSurface, Fold, Panel, Quote
    from hvh_desktop.ui.kit.table import Table
    from hvh_desktop.ui.kit.tabs import Tabs
    from hvh_desktop.ui.kit.wheel import WHEEL_WORDS, Wheel
    from hvh_desktop.ui.kit.words import Heading, Icon, IconLabel, Label, SectionHead, ShortLabel

__all__ = [
    "BAR",
    "FACE_WORDS",
    "STRETCH",
    "WHEEL_WORDS",
    "Alert",
    "AlertStrip",
    "Area",
    "Avatar",
    "Badge",
    "Button",
    "Card",
    "Check",
    "CheckList",
    "CheckRow",
    "ChoiceCards",
    "ChoiceField",
    "ClickSurface",
    "Columns",
    "DateField",
    "EmptyState",
    "ErrorSummary",
    "Faces",
    "Fact",
    "FieldBlock",
    "FixedNote",
    "Fold",
    "Footer",
    "HeaderCard",
    "Heading",
    "Holder",
    "Icon",
    "IconDisc",
    "IconLabel",
    "Label",
    "LegendMark",
    "Link",
    "MenuButton",
    "NoticeBanner",
    "NumberField",
    "Panel",
    "ProgressBar",
    "ProgressCard",
    "Quote",
    "RadioGroup",
    "Row",
    "RowList",
    "ScrollPage",
    "SearchField",
    "SectionHead",
    "SevenSteps",
    "ShortLabel",
    "StepRail",
    "Table",
    "Tabs",
    "TextField",
    "TimeField",
    "TimelineItem",
    "UndoStrip",
    "Wheel",
    "beside",
    "clear",
    "column",
    "concept_badge",
    "date_problem",
    "fill",
    "filled",
    "fixed_badge",
    "line",
    "parse_date",
    "parse_time",
    "time_problem",
]

# In the order of loading: what the login window needs comes first.
_PARTS = (
    *("words", "layout", "buttons", "surfaces", "fields"),
    *(
        "choices",
        "footer",
        "header",
        "marks",
        "moments",
        "numbers",
        "rows",
        "scales",
        "states",
        "table",
    ),
    *("tabs", "wheel"),
)


def __getattr__(name: str) -> Any:
    if name in _PARTS:
        return import_module(f"{__name__}.{name}")
    if name in __all__:
        for part in _PARTS:
            module = import_module(f"{__name__}.{part}")
            if hasattr(module, name):
                globals()[name] = getattr(module, name)
                return globals()[name]
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
