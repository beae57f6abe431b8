"""What a Word file must not carry out of the house: other texts, other names, ways to elsewhere."""

from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE as KIND
from docx.opc.part import Part, XmlPart
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement

from casetool.render.formats.docx.xml import element

_KEPT = (
    KIND.STYLES, KIND.SETTINGS, KIND.THEME, KIND.FONT_TABLE, KIND.NUMBERING, KIND.HEADER,
    KIND.FOOTER,
)  # fmt: skip
"""What a document may be made of; notes, comments, macros, earlier texts are not among it."""

_PACKED = (KIND.OFFICE_DOCUMENT, KIND.CORE_PROPERTIES)

_OF_OTHERS = (
    "attachedTemplate", "rsids", "docVars", "mailMerge", "savePreviewPicture", "proofState",
    "footnotePr", "endnotePr", "attachedSchema", "trackRevisions",
)  # fmt: skip
"""Settings that name people, places or parts that are not there."""

_REFERENCE = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_SITTING = qn("w:rsid")
"""In which sitting of its author a part of a template was written."""

_LANGUAGE = "en-GB"
_AFTER_LANGUAGE = (
    "clrSchemeMapping", "doNotIncludeSubdocsInStats", "doNotAutoCompressPictures", "forceUpgrade",
    "captions", "readModeInkLockDown", "smartTagType", "shapeDefaults", "doNotEmbedSmartTags",
    "decimalSymbol", "listSeparator",
)  # fmt: skip


def clear_body(document: Document) -> None:
    """Take all text out of a document; its page, its headers and its footers stay.

    Args:
        document: the document.
    """
    body = document.element.body
    last = document.sections[-1]._sectPr
    if last.getparent() is not body:  # the file ends with a section of its last paragraph
        body.append(last)
    sections = list(body.iter(qn("w:sectPr")))
    for tag in ("w:footerReference", "w:headerReference"):
        heard = {
            one.get(qn("w:type")): one for section in sections for one in section.findall(qn(tag))
        }
        for old in last.findall(qn(tag)):
            last.remove(old)
        for one in heard.values():
            last.insert(0, one)
    for child in list(body):
        if child is not last:
            body.remove(child)


def without_the_rest(document: Document) -> None:
    """Take out of a document all that is not its own: parts, settings, ways to other places.

    Args:
        document: the document.
    """
    package = document.part.package
    assert package is not None
    _only(package.rels, _PACKED)
    _only(document.part.rels, _KEPT)
    for part in list(package.iter_parts()):
        _closed(part)
    settings = document.settings.element
    for name in _OF_OTHERS:
        for one in settings.findall(qn(f"w:{name}")):
            settings.remove(one)
    for one in list(settings):
        if str(one.tag).endswith("}docId"):
            settings.remove(one)
    _speak_british(document)


def _only(rels: dict[str, object], kinds: tuple[str, ...]) -> None:
    for key, relation in list(rels.items()):
        if getattr(relation, "reltype", "") not in kinds:
            del rels[key]


def _closed(part: Part) -> None:
    """Cut each relation of a part to something outside the file, and what refers to it."""
    outside = [key for key, relation in part.rels.items() if relation.is_external]
    for key in outside:
        del part.rels[key]
    if not isinstance(part, XmlPart):
        return
    for one in part.element.iter():
        for name, value in list(one.attrib.items()):
            elsewhere = name.startswith(_REFERENCE) and value in outside
            if elsewhere or name.startswith(_SITTING):
                del one.attrib[name]
    for one in list(part.element.iter(_SITTING)):
        one.getparent().remove(one)


def _speak_british(document: Document) -> None:
    styles, settings = document.styles.element, document.settings.element
    for one in styles.iter(qn("w:lang")):
        one.set(qn("w:val"), _LANGUAGE)
    for old in settings.findall(qn("w:themeFontLang")):
        settings.remove(old)
    made = element("w:themeFontLang", val=_LANGUAGE)
    later = [one for one in settings if one.tag in map(_named, _AFTER_LANGUAGE)]
    if later:
        later[0].addprevious(made)
    else:
        settings.append(made)
    _language_of_all(styles)


def _named(name: str) -> str:
    return qn(f"w:{name}")


def _language_of_all(styles: BaseOxmlElement) -> None:
    """The language of everything that no style says otherwise of."""
    defaults = styles.find(qn("w:docDefaults"))
    if defaults is None:
        defaults = element("w:docDefaults")
        styles.insert(0, defaults)
    inside = defaults.find(qn("w:rPrDefault"))
    if inside is None:
        inside = element("w:rPrDefault")
        defaults.insert(0, inside)
    looks = inside.find(qn("w:rPr"))
    if looks is None:
        looks = element("w:rPr")
        inside.append(looks)
    if looks.find(qn("w:lang")) is None:
        looks.append(element("w:lang", val=_LANGUAGE))
