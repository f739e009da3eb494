"""Training of the models that find measures, and their evaluation on reports left out; training of what tells reports from other texts.

Needs scikit-learn.
"""

from kg.training.genre import train_genre
from kg.training.train import fit_model, train_all

__all__ = ["fit_model", "train_all", "train_genre"]
