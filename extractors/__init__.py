"""A page becomes grids of text. Knows PDF and pixels; knows no Indonesian and no indicator."""
