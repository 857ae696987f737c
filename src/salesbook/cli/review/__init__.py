"""The review of bank lines on a terminal: panes that press keys into states, and two ways to show them."""
