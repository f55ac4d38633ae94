// First file of Interactions comes with its own commit.
