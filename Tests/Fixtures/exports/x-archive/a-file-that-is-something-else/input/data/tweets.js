<html><body>canarytext7q [niet gevonden]</body></html>
