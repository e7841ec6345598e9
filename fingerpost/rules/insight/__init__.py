"""What the closed months show together: trend, movement, slip, bunching, lateness, promises, silence.

Every function takes a `series.Series` and gives a frozen value: numbers, the actions behind each of them by
name, and a sentence that is true of them. Nothing here is stored; the same months always give the same value.
"""
