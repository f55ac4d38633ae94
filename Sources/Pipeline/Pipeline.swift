// First file of Pipeline comes with its own commit.
