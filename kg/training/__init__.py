"""Training of the models that find measures, and their evaluation on reports left out. Needs scikit-learn."""
