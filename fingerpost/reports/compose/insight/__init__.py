"""Insight as parts of a document: each question with its sentence, its picture, and the table of the picture.

Every part takes the months it is to be made from as a `rules.insight.series.Series`, whoever asks: the pages of
the council, a report, or the public pages with the months that are published.
"""
