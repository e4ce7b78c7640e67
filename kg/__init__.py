"""kg: news articles in, a geopolitical knowledge graph out that can prove every edge."""

__version__ = "0.1.0"
