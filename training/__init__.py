"""How the packed model comes to be: treebanks in, one file out. Only a checkout has this."""
