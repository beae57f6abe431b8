"""The closing round: what each person says at the end."""
