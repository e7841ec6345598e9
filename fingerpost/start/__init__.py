"""The start page: what each person has to do now."""
