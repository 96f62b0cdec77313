"""
A believable person with any number of days, to look at, to test with and to measure by.

Meals are drawn from real foods in household portions. Some days are missing and some are not complete, because real
diaries are like that. The same seed makes the same diary.
"""
