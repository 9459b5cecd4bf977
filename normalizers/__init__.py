"""A grid becomes records. Knows Indonesian government documents; knows no PDF library."""
