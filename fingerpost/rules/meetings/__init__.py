"""Meetings: working days and bank holidays, clear days' notice, deadlines, and what a body may do with a report."""
