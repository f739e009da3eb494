"""Training of the models that find measures, and their evaluation on reports left out. Needs scikit-learn."""

from kg.training.train import fit_model, train_all

__all__ = ["fit_model", "train_all"]
