"""Plans: sections, actions, dates promised, measures, and what they are linked to."""
