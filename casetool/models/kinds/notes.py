"""The notes, which hold nothing of their own."""

from casetool.models.step_kind import StepKind

KIND = StepKind(heading=None, add_lines=None)
