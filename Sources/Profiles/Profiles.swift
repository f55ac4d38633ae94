// First file of Profiles comes with its own commit.
