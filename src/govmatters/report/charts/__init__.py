"""Pictures of results: a plan's stages, and a reduction from before to after."""

from govmatters.report.charts.pictures import Picture
from govmatters.report.charts.reductions import reduction_picture
from govmatters.report.charts.stages import stages_picture

__all__ = ["Picture", "reduction_picture", "stages_picture"]
