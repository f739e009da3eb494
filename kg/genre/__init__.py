"""Is a text a report on law-based government at all?"""

from kg.genre.judge import Judgement, judge

__all__ = ["Judgement", "judge"]
