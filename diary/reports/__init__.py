"""
Reading: a person's rows in, small frozen facts out.

One computation feeds every page: the day, the review, a nutrient's own page, the prompts, the summary and the exports
all read these facts, so that a figure is never worked out twice in two ways.
"""
