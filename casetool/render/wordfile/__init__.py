"""The parts that a Word file of ours is made of; only `casetool.render.word` asks for them."""
