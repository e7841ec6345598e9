"""The committee report as a value: what officers type, and what is filled in from the closed record.

    standard  = standard_parts(ReportKind.EXCEPTION)            # or the council's own list
    report    = CommitteeReport(kind=…, council=…, title=…, parts=new_parts(standard), …)
    sources   = Sources(report, snapshot, previous)             # a draft plan instead, for a new-plan report
    fill("{amber count} of {number of actions}", sources)       # a field cannot be wrong; an unknown one is refused
    check_text("Ten are amber.", sources)                       # what is typed by hand is held against the record
    check_report(report, sources)                               # the same for every part; `unaccepted` is what is left
    public_version(report)                                      # exempt parts are absent from it

`fingerpost.reports.compose.committee.compose_committee` makes the document of it. Everything here is data
and functions of it: no database, no clock, no files.
"""
