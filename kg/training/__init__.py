"""Training of the models that find measures and topics, and their evaluation on reports left out; of what tells reports from other texts.

Needs scikit-learn.
"""

from kg.training.genre import train_genre
from kg.training.topics import train_topics
from kg.training.train import fit_model, train_all

__all__ = ["fit_model", "train_all", "train_genre", "train_topics"]
