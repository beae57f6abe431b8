"""What leaves casetool by the command line: notes, the tree, actions, with names approved."""
