"""Who and where: the actors and regions of an article, found offline, each with the words that say so."""

from digest.tagging.tagger import tag
from digest.tagging.tags import ActorTag, Evidence, RegionTag, Tagging

__all__ = ["ActorTag", "Evidence", "RegionTag", "Tagging", "tag"]
