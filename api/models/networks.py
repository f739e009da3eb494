"""The network of measures that bureaus state together."""

from typing import Literal

from pydantic import BaseModel, Field

from api.models.common import Held, MeasureRef

__all__ = ["MeasureEdge", "MeasureInNetwork", "MeasureNetwork"]


class MeasureInNetwork(MeasureRef):
    """A measure, and its place among those that the same bureaus state."""

    category: MeasureRef
    bureaus: int = Field(description="Bureaus that state it")
    strength: float = Field(description="The sum of the weights of its edges")
    community: int | None = Field(description="The number of its community, that of the most measures being 1; null: it has no edge")
    stability: float | None = Field(description="How much its community stays itself over the runs: below 0.5 it is none")


class MeasureEdge(BaseModel):
    """Two measures that the same bureaus state, in the same report or in others."""

    source: str = Field(description="The id of one measure")
    target: str = Field(description="The id of the other")
    bureaus: int = Field(description="Bureaus that state both")
    weight: float = Field(description="What the edge weighs by the normalisation")
    alpha: float | None = Field(description="How rarely a random share of the strength of an end is as large; null without a backbone")


class MeasureNetwork(BaseModel):
    """The network of measures, which `node_link_graph` of networkx takes as it is."""

    held: Held = Field(description="Reports, and their bureaus, that match region, level, sector and year, whatever they state")
    bureaus: int = Field(description="Bureaus that state a measure")
    normalisation: str
    backbone: float | None
    modularity: float | None = Field(description="That of the communities; null: there is no edge")
    agreement: float | None = Field(description="The mean adjusted mutual information of the runs: 1 if all find the same, 0 as by chance")
    runs: int = Field(description="How often communities were looked for, each time in another order")
    caution: str
    directed: Literal[False]
    multigraph: Literal[False]
    nodes: list[MeasureInNetwork] = Field(description="The measures that bureaus state, the strongest first")
    edges: list[MeasureEdge] = Field(description="Those of the most weight first")
