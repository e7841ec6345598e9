"""What people are told, and when: reminders, escalation, and the outbox from which mail is sent."""
