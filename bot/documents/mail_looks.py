"""How each element looks in an e-mail.

E-mail programs read no stylesheet for sure, so the looks stand with each element. There are no colours of
letters or ground: the program's own may be light or dark.
"""

from __future__ import annotations

from typing import Final

LOOKS: Final = {
    "div": "max-width:600px;margin:0 auto;padding:20px 16px 32px;"
    "font-family:'Segoe UI',Roboto,'Helvetica Neue',Arial,sans-serif;"
    "font-size:16px;line-height:1.5;word-break:break-word;overflow-wrap:anywhere",
    "h1": "margin:0 0 4px;font-size:18px;line-height:1.3",
    "h2": "margin:24px 0 12px;font-size:22px;line-height:1.3",
    "h3": "margin:24px 0 4px;font-size:17px;line-height:1.3",
    "p": "margin:12px 0",
    "small": "margin:8px 0;font-size:14px",
    "ul": "margin:4px 0 12px;padding:0 22px",
    "li": "margin:4px 0",
    "a": "color:inherit;text-decoration:underline",
    "code": "font-family:Consolas,Menlo,monospace;font-size:15px",
    "blockquote": "margin:12px 0;padding:0 14px;border-left:4px solid #8a8a8a",
    "hr": "margin:24px 0;border:0;border-top:1px solid #8a8a8a",
    "img": "display:block;width:100%;max-width:600px;height:auto",
}
