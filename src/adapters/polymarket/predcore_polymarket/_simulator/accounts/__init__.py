"""Who may trade, and how a request proves whose it is."""
