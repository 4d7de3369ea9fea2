"""Names of speakers: states, organisations, offices and persons, and other forms of a name."""
