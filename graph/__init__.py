"""What is said: the values, how they look in RDF, the gate they pass and the store they rest in."""
