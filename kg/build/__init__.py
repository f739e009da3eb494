"""From a folder of reports to a release, and the proof that a release is what it says."""

from kg.build.build import Built, Observer, Progress, build
from kg.build.verify import Fault, Verification, verify

__all__ = ["Built", "Fault", "Observer", "Progress", "Verification", "build", "verify"]
