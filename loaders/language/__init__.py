"""What a trained model says of an article's sentences: evidence beside the rules, which work without it."""

from refoulement.loaders.language.analysis import Analysis, Span
from refoulement.loaders.language.pipelines import BLANK, BLANK_NAME, PACKED_NAME, Pipeline, load
from refoulement.loaders.language.reading import analyse

__all__ = ["BLANK", "BLANK_NAME", "PACKED_NAME", "Analysis", "Pipeline", "Span", "analyse", "load"]
