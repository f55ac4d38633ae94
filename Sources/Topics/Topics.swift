// First file of Topics comes with its own commit.
