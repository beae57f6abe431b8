"""Strip a Word file of other people's texts, names and links before it goes out."""

from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE as KIND
from docx.opc.part import Part, XmlPart
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement

from casetool.render.formats.docx.xml import element

_KEPT_PARTS = (
    KIND.STYLES, KIND.SETTINGS, KIND.THEME, KIND.FONT_TABLE, KIND.NUMBERING, KIND.HEADER,
    KIND.FOOTER,
)  # fmt: skip
"""Kinds of parts that stay. Notes, comments, macros and former texts do not."""

_PACKAGE_PARTS = (KIND.OFFICE_DOCUMENT, KIND.CORE_PROPERTIES)

_FOREIGN_SETTINGS = (
    "attachedTemplate", "rsids", "docVars", "mailMerge", "savePreviewPicture", "proofState",
    "footnotePr", "endnotePr", "attachedSchema", "trackRevisions",
)  # fmt: skip
"""Settings that name people, places or missing parts."""

_REFERENCE = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_REVISION_ID = qn("w:rsid")
"""Attribute that identifies an editing session of the template's author."""

_LANGUAGE = "en-GB"
_AFTER_LANGUAGE = (
    "clrSchemeMapping", "doNotIncludeSubdocsInStats", "doNotAutoCompressPictures", "forceUpgrade",
    "captions", "readModeInkLockDown", "smartTagType", "shapeDefaults", "doNotEmbedSmartTags",
    "decimalSymbol", "listSeparator",
)  # fmt: skip


def clear_body(document: Document) -> None:
    """Remove all text from a document, but keep its page, headers and footers.

    Args:
        document: the Word document.
    """
    body = document.element.body
    section_element = document.sections[-1]._sectPr
    if section_element.getparent() is not body:  # the last paragraph of the file holds its section
        body.append(section_element)
    sections = list(body.iter(qn("w:sectPr")))
    for tag in ("w:footerReference", "w:headerReference"):
        references = {
            reference.get(qn("w:type")): reference
            for section in sections
            for reference in section.findall(qn(tag))
        }
        for old_reference in section_element.findall(qn(tag)):
            section_element.remove(old_reference)
        for reference in references.values():
            section_element.insert(0, reference)
    for child in list(body):
        if child is not section_element:
            body.remove(child)


def strip_foreign_parts(document: Document) -> None:
    """Remove parts, settings and external links that came from elsewhere.

    Args:
        document: the Word document.
    """
    package = document.part.package
    assert package is not None
    _keep_relations(package.rels, _PACKAGE_PARTS)
    _keep_relations(document.part.rels, _KEPT_PARTS)
    for part in list(package.iter_parts()):
        _cut_external_links(part)
    settings = document.settings.element
    for name in _FOREIGN_SETTINGS:
        for setting in settings.findall(qn(f"w:{name}")):
            settings.remove(setting)
    for setting in list(settings):
        if str(setting.tag).endswith("}docId"):
            settings.remove(setting)
    _set_british_english(document)


def _keep_relations(rels: dict[str, object], kinds: tuple[str, ...]) -> None:
    for key, relation in list(rels.items()):
        if getattr(relation, "reltype", "") not in kinds:
            del rels[key]


def _cut_external_links(part: Part) -> None:
    """Remove the external relations of a part, and all references to them."""
    external_keys = [key for key, relation in part.rels.items() if relation.is_external]
    for key in external_keys:
        del part.rels[key]
    if not isinstance(part, XmlPart):
        return
    for child in part.element.iter():
        for name, value in list(child.attrib.items()):
            is_external = name.startswith(_REFERENCE) and value in external_keys
            if is_external or name.startswith(_REVISION_ID):
                del child.attrib[name]
    for child in list(part.element.iter(_REVISION_ID)):
        child.getparent().remove(child)


def _set_british_english(document: Document) -> None:
    styles, settings = document.styles.element, document.settings.element
    for language in styles.iter(qn("w:lang")):
        language.set(qn("w:val"), _LANGUAGE)
    for theme_language in settings.findall(qn("w:themeFontLang")):
        settings.remove(theme_language)
    language_element = element("w:themeFontLang", val=_LANGUAGE)
    later_settings = [
        setting for setting in settings if setting.tag in map(_word_tag, _AFTER_LANGUAGE)
    ]
    if later_settings:
        later_settings[0].addprevious(language_element)
    else:
        settings.append(language_element)
    _set_default_language(styles)


def _word_tag(name: str) -> str:
    return qn(f"w:{name}")


def _set_default_language(styles: BaseOxmlElement) -> None:
    """Set the language of text whose style names none."""
    defaults = styles.find(qn("w:docDefaults"))
    if defaults is None:
        defaults = element("w:docDefaults")
        styles.insert(0, defaults)
    run_defaults = defaults.find(qn("w:rPrDefault"))
    if run_defaults is None:
        run_defaults = element("w:rPrDefault")
        defaults.insert(0, run_defaults)
    run_properties = run_defaults.find(qn("w:rPr"))
    if run_properties is None:
        run_properties = element("w:rPr")
        run_defaults.append(run_properties)
    if run_properties.find(qn("w:lang")) is None:
        run_properties.append(element("w:lang", val=_LANGUAGE))
