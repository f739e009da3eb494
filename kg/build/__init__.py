"""From a folder of reports to a release, and the proof that a release is what it says."""

from kg.build.build import Built, Observer, Outcome, build
from kg.build.verify import Fault, Verification, verify

__all__ = ["Built", "Fault", "Observer", "Outcome", "Verification", "build", "verify"]
