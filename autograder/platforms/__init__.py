"""Results in the formats that other systems take."""
