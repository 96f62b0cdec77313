"""
From the original tables to the committed CSV files, by `manage.py build_foods`.

    originals -> sr28, fndds (rows as published) -> composed (EPA+DHA, ALA) -> plants (zeros by nature)
              -> siblings (raw and cooked forms) -> written (CSV and checksums)

Nothing here runs when the site does; docs/foods.md tells the rules in words.
"""
