"""A YAML document as nothing but texts, lists and dictionaries.

PyYAML's parser says what stands where, and this puts it together. Its constructors are not asked: they turn an id such
as 00123 into a number, refuse what Ruby writes about its own classes, and copy a document of a few lines into gigabytes
where entries are merged into each other.
"""

from collections.abc import Iterator
from typing import Any, TypeAlias, cast

MAX_DEPTH = 100
NOTHING = ("", "~", "null", "Null", "NULL")

Node: TypeAlias = "str | list[Node] | dict[str, Node]"


class NotYamlError(ValueError):
    """The text is no YAML; the message goes on after its name."""


class _Open:
    """A list or a dictionary whose end is not read yet."""

    def __init__(self, node: "list[Node] | dict[str, Node]") -> None:
        self.node = node
        self.key: str | None = None

    def add(self, node: Node) -> None:
        if isinstance(self.node, list):
            self.node.append(node)
        elif self.key is None:
            self.key = node if isinstance(node, str) else ""
        else:
            self.node[self.key] = node
            self.key = None


def read(data: bytes) -> Node:
    """The first document.

    Raises:
        NotYamlError: it is no YAML.
    """
    import yaml

    try:
        return _compose(yaml.parse(data, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader)))
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        raise NotYamlError(f"is no YAML (line {mark.line + 1})" if mark else "is no YAML") from None
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        raise error if isinstance(error, NotYamlError) else NotYamlError("is no YAML") from None


def _compose(events: Iterator[Any]) -> Node:
    import yaml

    top = _Open([])
    opened = [top]
    anchors: dict[str, Node] = {}
    for event in events:
        if isinstance(event, yaml.NodeEvent):
            node = _node(event, anchors)
            opened[-1].add(node)
            if isinstance(event, yaml.CollectionStartEvent):
                opened.append(_Open(cast("list[Node] | dict[str, Node]", node)))
            if len(opened) > MAX_DEPTH:
                raise NotYamlError(f"is nested deeper than {MAX_DEPTH} levels")
        elif isinstance(event, yaml.CollectionEndEvent):
            opened.pop()
        elif isinstance(event, yaml.DocumentEndEvent):
            break
    return top.node[0] if isinstance(top.node, list) and top.node else ""


def _node(event: Any, anchors: dict[str, Node]) -> Node:
    import yaml

    if isinstance(event, yaml.AliasEvent):
        if event.anchor not in anchors:
            raise NotYamlError(f"is no YAML: it refers to {event.anchor}, and there is none")
        return anchors[event.anchor]
    node: Node
    if isinstance(event, yaml.ScalarEvent):
        node = "" if event.implicit[0] and event.value in NOTHING else event.value
        node = node.encode(errors="replace").decode()  # half a character can be written as an escape
    else:
        node = {} if isinstance(event, yaml.MappingStartEvent) else []
    if event.anchor:
        anchors[event.anchor] = node
    return node
