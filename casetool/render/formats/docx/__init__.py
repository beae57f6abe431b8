"""The parts that a Word file of ours is made of; only `casetool.render.formats.docx.document` asks for them."""
