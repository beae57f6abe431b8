"""The analysis tree."""

from collections.abc import Iterator

from casetool.models.base import single_line
from casetool.models.capture.attribution import kept_mentions
from casetool.models.capture.kept_signs import kept_signs
from casetool.models.capture.line import CapturedLine, CaptureRefused, NewItem, NewLines
from casetool.models.finding import Finding, quoted
from casetool.models.method import Step
from casetool.models.session import Session, tree_of
from casetool.models.step_kind import StepKind
from casetool.models.tree.edits import TooDeepError, add_nodes, set_focal
from casetool.models.tree.model import (
    FOCAL,
    Cause,
    Effect,
    Node,
    Tree,
    dangling,
    find_node,
    root_causes,
    walk,
)
from casetool.models.tree.paths import Side


def _tree_findings(session: Session, step: Step) -> Iterator[Finding]:
    tree = session.heading(step.id)
    if not isinstance(tree, Tree):
        return
    if not tree.focal.strip():
        yield Finding("no-focal-point", step.id, None, "No focal point is agreed yet.")
    for node, _, _ in walk(tree):
        if isinstance(node, Effect):
            lacks = [
                *([] if node.happened else ["whether it has happened or could happen"]),
                *([] if node.horizon else ["short or longer term"]),
                *([] if node.on else ["on whom"]),
            ]
            if lacks:
                message = f"Effect {quoted(node.text)} lacks {', '.join(lacks)}."
                yield Finding("effect-unclear", step.id, node.id, message)
    for leaf in dangling(tree):
        message = f"{quoted(leaf.text)}: why? Or is it a root cause, a gap, or set aside?"
        yield Finding("dangling-leaf", step.id, leaf.id, message)
    if tree.causes and not root_causes(tree):
        message = "No cause is named as a root cause yet."
        yield Finding("no-root-cause", step.id, tree.causes[0].id, message)


def _place_in_tree(session: Session, lines: NewLines) -> Session:
    tree = tree_of(session)
    if tree is None or not tree.focal.strip():
        captured = lines[0][0]
        if captured.side is not None:
            raise CaptureRefused(_focal_point_first(captured.step), captured)
        session, lines = set_focal(session, captured.text), lines[1:]
    for (side, parent), new_lines in _by_parent(session, lines).items():
        try:
            session = add_nodes(session, [_node(side, *line) for line in new_lines], parent, side)
        except TooDeepError as error:
            raise CaptureRefused(str(error), new_lines[0][0]) from None
    return session


def _by_parent(
    session: Session, lines: NewLines
) -> dict[tuple[Side, str], list[tuple[CapturedLine, NewItem]]]:
    """The lines for each side and parent. All of them have the same selected node."""
    tree = tree_of(session)
    lines_by_parent: dict[tuple[Side, str], list[tuple[CapturedLine, NewItem]]] = {}
    if tree is None or not lines:
        return lines_by_parent
    selected = _selected_node(tree, lines[0][1].under)
    for captured, new in lines:
        side, node = _side_and_parent(captured, selected)
        parent = node.id if node is not None else FOCAL
        lines_by_parent.setdefault((side, parent), []).append((captured, new))
    return lines_by_parent


def _node(side: Side, captured: CapturedLine, new: NewItem) -> Node:
    model = Effect if side == "effects" else Cause
    return model(id=new.id, text=captured.text, at=new.at)


def _focal_point_first(step: Step) -> str:
    location = f"step {step.number}" if step.number else step.title
    return f"Effects and causes wait until the focal point is agreed: type it in {location}."


def _selected_node(tree: Tree, under: str) -> Node | None:
    return find_node(tree, under) if under != FOCAL else None


def _side_and_parent(captured: CapturedLine, node: Node | None) -> tuple[Side, Node | None]:
    """The side for a line in the tree, and the selected node if it is on that side."""
    if node is None:
        return captured.side or "causes", None
    side: Side = "effects" if isinstance(node, Effect) else "causes"
    if captured.side is not None and captured.side != side:
        return captured.side, None
    return side, node


def _tree_target(captured: CapturedLine, session: Session, under: str) -> str:
    tree = tree_of(session)
    if tree is None or not tree.focal.strip():
        return _focal_point_first(captured.step) if captured.side is not None else "the focal point"
    side, node = _side_and_parent(captured, _selected_node(tree, under))
    if node is None:
        return f"{'an effect' if side == 'effects' else 'a cause'} of the focal point"
    text = single_line(node.text)
    excerpt = text if len(text) <= 32 else f"{text[:31]}…"
    return f"{'and then?' if side == 'effects' else 'why?'}  “{excerpt}”"


def _describe(captured: CapturedLine, session: Session, under: str) -> tuple[str, ...]:
    notices = *kept_signs(captured.text), *kept_mentions(captured.text, session.people)
    return captured.title, _tree_target(captured, session, under), *notices


KIND = StepKind(
    heading=Tree,
    findings=_tree_findings,
    add_lines=_place_in_tree,
    describe=_describe,
    names_speakers=False,
    line_options=frozenset(),
)
