"""Which layers of a PDF are shown on a screen (ISO 32000-1, 8.11). Child side only."""

from __future__ import annotations

from typing import Any, Final

from pikepdf import Array, Dictionary, Name, Pdf

_DEEPEST: Final = 40
_Object = tuple[int, int]


class Layers:
    """The layers of an open PDF, as its default configuration shows them."""

    def __init__(self, pdf: Pdf) -> None:
        self._pdf = pdf
        properties = pdf.Root.get("/OCProperties")
        self._properties = properties if isinstance(properties, Dictionary) else Dictionary()
        shown = self._properties.get("/D")
        shown = shown if isinstance(shown, Dictionary) else Dictionary()
        self._base = shown.get("/BaseState") != Name.OFF
        self._on, self._off = _objects(shown.get("/ON")), _objects(shown.get("/OFF"))
        self._by_usage: set[_Object] = set()
        for rule in _listed(shown.get("/AS")):
            if (
                isinstance(rule, Dictionary) and rule.get("/Event") == Name.View
                and Name.View in _listed(rule.get("/Category"))
            ):  # fmt: skip
                self._by_usage |= _objects(rule.get("/OCGs"))

    def set_plainly(self) -> bool:
        """Take out of the PDF what pdfium follows, and readers that keep to the rules do not: how a
        layer is meant to be used, where no rule says that this counts, and configurations for other
        occasions. Return whether there was any.
        """
        if not len(self._properties):
            return False
        changed = "/Configs" in self._properties
        if changed:
            del self._properties["/Configs"]
        for each in self._pdf.objects:
            if (
                isinstance(each, Dictionary) and "/Usage" in each
                and each.objgen not in self._by_usage
            ):  # fmt: skip
                del each["/Usage"]
                changed = True
        return changed

    def hide(self, layer: Any, depth: int = 0) -> bool:
        """Whether what belongs to a layer, or to several of them, is not shown."""
        if not isinstance(layer, Dictionary) or depth > _DEEPEST:
            return False
        if layer.get("/Type") != Name.OCMD:
            return not self._is_on(layer)
        rule = layer.get("/VE")
        if isinstance(rule, Array):
            return not self._holds(rule, depth + 1)
        groups = [each for each in _listed(layer.get("/OCGs")) if isinstance(each, Dictionary)]
        on = [self._is_on(each) for each in groups]
        if not on:
            return False
        match layer.get("/P"):
            case Name.AllOn:
                return not all(on)
            case Name.AnyOff:
                return all(on)
            case Name.AllOff:
                return any(on)
        return not any(on)

    def _is_on(self, group: Dictionary) -> bool:
        intents = _listed(group.get("/Intent"))
        if intents and Name.View not in intents and Name.All not in intents:
            return True
        if group.objgen in self._by_usage:
            usage: Any = group.get("/Usage")
            for key in ("/View", "/ViewState"):
                usage = usage.get(key) if isinstance(usage, Dictionary) else None
            if usage is not None:
                return bool(usage != Name.OFF)
        return (self._base or group.objgen in self._on) and group.objgen not in self._off

    def _holds(self, rule: Any, depth: int) -> bool:
        if not isinstance(rule, Array) or not len(rule) or depth > _DEEPEST:
            return not self.hide(rule, depth)
        said = [self._holds(each, depth + 1) for each in list(rule)[1:]]
        match rule[0]:
            case Name.Not:
                return not any(said[:1])
            case Name.Or:
                return any(said)
        return all(said)


def _listed(value: Any) -> list[Any]:
    if value is None:
        return []
    return list(value) if isinstance(value, Array) else [value]


def _objects(value: Any) -> set[_Object]:
    return {each.objgen for each in _listed(value) if isinstance(each, Dictionary)}
