// First file of Tables comes with its own commit.
