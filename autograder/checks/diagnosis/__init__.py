"""What a wrong answer shows: a known mistake, two at once, a property, or else the next step."""
