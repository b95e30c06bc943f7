"""What a team's answers say: how hard and how telling a question is, how sure a score, what to teach again.

Pure: arrays in, plain fields out; no files, no clock.  A figure that too few answers carry is None.
"""

from frontdesk.statistics.answers import Answers
from frontdesk.statistics.classical import Item, analyse_items
from frontdesk.statistics.intervals import wilson
from frontdesk.statistics.latent import Latent, fit_rasch, fit_two_parameter
from frontdesk.statistics.objectives import ObjectiveShare, share_objectives, to_teach_again
from frontdesk.statistics.options import OptionUse
from frontdesk.statistics.reliability import Reliability, measure_reliability, spearman_brown

__all__ = [
    "Answers",
    "Item",
    "Latent",
    "ObjectiveShare",
    "OptionUse",
    "Reliability",
    "analyse_items",
    "fit_rasch",
    "fit_two_parameter",
    "measure_reliability",
    "share_objectives",
    "spearman_brown",
    "to_teach_again",
    "wilson",
]
