"""How it is kept up: a front that bounds what is asked, and workers that are killed when they take too long."""
