# Generated from specs/ by `nox -s generate`; do not edit.
"""Contains all the data models used in inputs/outputs"""

from .query_error import QueryError
from .query_error_detail import QueryErrorDetail
from .query_error_metadata import QueryErrorMetadata
from .release import Release
from .release_create import ReleaseCreate
from .release_params import ReleaseParams
from .release_reply import ReleaseReply

__all__ = (
    "QueryError",
    "QueryErrorDetail",
    "QueryErrorMetadata",
    "Release",
    "ReleaseCreate",
    "ReleaseParams",
    "ReleaseReply",
)
