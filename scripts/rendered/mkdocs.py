"""Renders Markdown as MkDocs with the usual extensions does: a JSON list of texts in, of HTML out."""
import json
import re
import sys

import markdown

WANTED = [
    "abbr", "admonition", "attr_list", "def_list", "footnotes", "md_in_html", "tables", "toc",
    "pymdownx.arithmatex", "pymdownx.betterem", "pymdownx.caret", "pymdownx.critic",
    "pymdownx.details", "pymdownx.highlight", "pymdownx.inlinehilite", "pymdownx.keys",
    "pymdownx.mark", "pymdownx.superfences", "pymdownx.tabbed", "pymdownx.tasklist",
    "pymdownx.tilde", "pymdownx.blocks.caption", "pymdownx.blocks.admonition",
    "pymdownx.blocks.details", "pymdownx.blocks.tab",
]

# Icons come from Material itself, which need not be here.
ICON = re.compile(r":[a-z]+-[a-z0-9-]+:(?:\{[^{}]*\})?")


def usable():
    """The wanted extensions that are installed here."""
    for name in WANTED:
        try:
            markdown.Markdown(extensions=[name])
        except Exception:
            continue
        yield name


def main():
    config = {
        "pymdownx.arithmatex": {"generic": True},
        "pymdownx.tabbed": {"alternate_style": True},
    }
    made = []
    names = list(usable())
    for text in json.load(sys.stdin):
        reader = markdown.Markdown(extensions=names, extension_configs=config)
        made.append(ICON.sub("", reader.convert(text)))
    json.dump(made, sys.stdout)


main()
