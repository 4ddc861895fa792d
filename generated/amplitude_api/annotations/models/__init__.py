# Generated from specs/ by `nox -s generate`; do not edit.
"""Contains all the data models used in inputs/outputs"""

from .annotation import Annotation
from .annotation_category import AnnotationCategory
from .annotation_category_assignment import AnnotationCategoryAssignment
from .annotation_category_list_reply import AnnotationCategoryListReply
from .annotation_category_reply import AnnotationCategoryReply
from .annotation_category_write import AnnotationCategoryWrite
from .annotation_create import AnnotationCreate
from .annotation_list_reply import AnnotationListReply
from .annotation_reply import AnnotationReply
from .annotation_update import AnnotationUpdate
from .deletion_reply import DeletionReply
from .query_error import QueryError
from .query_error_detail import QueryErrorDetail
from .query_error_metadata import QueryErrorMetadata

__all__ = (
    "Annotation",
    "AnnotationCategory",
    "AnnotationCategoryAssignment",
    "AnnotationCategoryListReply",
    "AnnotationCategoryReply",
    "AnnotationCategoryWrite",
    "AnnotationCreate",
    "AnnotationListReply",
    "AnnotationReply",
    "AnnotationUpdate",
    "DeletionReply",
    "QueryError",
    "QueryErrorDetail",
    "QueryErrorMetadata",
)
