// First file of Markup comes with its own commit.
