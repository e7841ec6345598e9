"""What a source says, whatever file it was: report or tracker, figures, exceptions, risks, actions."""
