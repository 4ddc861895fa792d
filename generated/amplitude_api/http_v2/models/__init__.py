# Generated from specs/ by `nox -s generate`; do not edit.
"""Contains all the data models used in inputs/outputs"""

from .counts_by_id import CountsById
from .event import Event
from .event_event_properties import EventEventProperties
from .event_group_properties import EventGroupProperties
from .event_groups import EventGroups
from .event_indexes_by_field import EventIndexesByField
from .event_user_properties import EventUserProperties
from .ingestion_metadata import IngestionMetadata
from .tracking_plan import TrackingPlan
from .upload_forbidden import UploadForbidden
from .upload_invalid import UploadInvalid
from .upload_options import UploadOptions
from .upload_reply import UploadReply
from .upload_request import UploadRequest
from .upload_server_error import UploadServerError
from .upload_silenced import UploadSilenced
from .upload_throttled import UploadThrottled
from .upload_too_large import UploadTooLarge

__all__ = (
    "CountsById",
    "Event",
    "EventEventProperties",
    "EventGroupProperties",
    "EventGroups",
    "EventIndexesByField",
    "EventUserProperties",
    "IngestionMetadata",
    "TrackingPlan",
    "UploadForbidden",
    "UploadInvalid",
    "UploadOptions",
    "UploadReply",
    "UploadRequest",
    "UploadServerError",
    "UploadSilenced",
    "UploadThrottled",
    "UploadTooLarge",
)
