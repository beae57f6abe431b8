"""The keys of the facilitator's window, in one place."""

from textual.binding import Binding, BindingType

SESSION_KEYS: list[BindingType] = [
    Binding("f1", "help", "Help", id="session.help", tooltip="The keys that work here"),
    Binding("f2", "clock", "Clock", id="session.clock",
            tooltip="Start or pause the clock of the step"),
    Binding("f3", "minute", "+1 minute", id="session.minute", show=False,
            tooltip="One more minute on the clock"),
    Binding("f4,ctrl+g", "go", "Go to", id="session.go", tooltip="Jump to any step"),
    Binding("f5", "look", "Caught", id="session.look", show=False,
            tooltip="Show what was caught under the other headings"),
    Binding("escape,f6", "switch", "Step / line", id="session.switch",
            tooltip="Between the capture line and what the open step shows"),
    Binding("f7", "walk(-1)", "Back", id="session.back", priority=True,
            tooltip="The step before"),
    Binding("f8", "walk(1)", "Next", id="session.next", priority=True, tooltip="The next step"),
    Binding("f9", "prompts", "Prompts", id="session.prompts", show=False,
            tooltip="One prompt, all prompts and questions, or none"),
    Binding("ctrl+z", "undo", "Undo", id="session.undo", tooltip="Take back the last change"),
    Binding("ctrl+y", "redo", "Redo", id="session.redo", show=False,
            tooltip="Bring back what was undone"),
    Binding("ctrl+o", "app.library", "Library", id="session.library", show=False,
            tooltip="Back to the list of sessions; everything is saved"),
    Binding("ctrl+r", "compare", "Compare", id="session.compare", show=False,
            tooltip="Choose between two versions of this session, thing by thing"),
    Binding("ctrl+n", "names", "Names and stand-ins", id="session.names", show=False,
            tooltip="Which real names must not go out, and what stands for each"),
    Binding("ctrl+b", "rings", "Bell", id="session.bell", show=False,
            tooltip="Ring a bell when the clock is at zero, or do not"),
    *(Binding(str(n), f"number('{n}')", f"Heading {n}", id=f"session.number-{n}", show=False,
              tooltip=f"Jump to heading {n}, where no text is typed") for n in range(1, 9)),
]  # fmt: skip
