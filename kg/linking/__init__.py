"""From mentions to the things they name."""
