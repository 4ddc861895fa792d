# Generated from specs/ by `nox -s generate`; do not edit.
"""Contains all the data models used in inputs/outputs"""

from .activity_direction import ActivityDirection
from .activity_event import ActivityEvent
from .activity_event_data import ActivityEventData
from .activity_event_event_properties import ActivityEventEventProperties
from .activity_event_groups import ActivityEventGroups
from .activity_event_user_properties import ActivityEventUserProperties
from .average_session_length_reply import AverageSessionLengthReply
from .chart_csv_reply import ChartCsvReply
from .chart_reply import ChartReply
from .collapsed_value import CollapsedValue
from .composition import Composition
from .composition_reply import CompositionReply
from .date_interval import DateInterval
from .event_filter import EventFilter
from .event_group_by import EventGroupBy
from .event_list_reply import EventListReply
from .event_object import EventObject
from .filter_operator import FilterOperator
from .funnel_bin import FunnelBin
from .funnel_bin_counts import FunnelBinCounts
from .funnel_days import FunnelDays
from .funnel_distribution import FunnelDistribution
from .funnel_meta import FunnelMeta
from .funnel_mode import FunnelMode
from .funnel_reply import FunnelReply
from .funnel_result import FunnelResult
from .funnel_step_bins import FunnelStepBins
from .funnel_user_type import FunnelUserType
from .last_location import LastLocation
from .listed_event import ListedEvent
from .ltv_complete import LtvComplete
from .ltv_completeness import LtvCompleteness
from .ltv_series import LtvSeries
from .ltv_value import LtvValue
from .ltv_values import LtvValues
from .property_type import PropertyType
from .query_envelope import QueryEnvelope
from .query_error import QueryError
from .query_error_detail import QueryErrorDetail
from .query_error_metadata import QueryErrorMetadata
from .realtime import Realtime
from .realtime_reply import RealtimeReply
from .retention import Retention
from .retention_cell import RetentionCell
from .retention_combined_cell import RetentionCombinedCell
from .retention_mode import RetentionMode
from .retention_reply import RetentionReply
from .retention_series import RetentionSeries
from .retention_values import RetentionValues
from .revenue_ltv import RevenueLtv
from .revenue_ltv_reply import RevenueLtvReply
from .revenue_metric import RevenueMetric
from .segment_event_condition import SegmentEventCondition
from .segment_event_condition_time_type import SegmentEventConditionTimeType
from .segment_event_condition_type import SegmentEventConditionType
from .segment_property_condition import SegmentPropertyCondition
from .segmentation import Segmentation
from .segmentation_interval import SegmentationInterval
from .segmentation_metric import SegmentationMetric
from .segmentation_reply import SegmentationReply
from .segmentation_user_type import SegmentationUserType
from .series_meta import SeriesMeta
from .session_bin_unit import SessionBinUnit
from .session_lengths import SessionLengths
from .session_lengths_reply import SessionLengthsReply
from .session_series import SessionSeries
from .sessions_per_user_reply import SessionsPerUserReply
from .user_activity_reply import UserActivityReply
from .user_counts import UserCounts
from .user_data import UserData
from .user_data_properties import UserDataProperties
from .user_match import UserMatch
from .user_metric import UserMetric
from .user_search_reply import UserSearchReply
from .users_reply import UsersReply

__all__ = (
    "ActivityDirection",
    "ActivityEvent",
    "ActivityEventData",
    "ActivityEventEventProperties",
    "ActivityEventGroups",
    "ActivityEventUserProperties",
    "AverageSessionLengthReply",
    "ChartCsvReply",
    "ChartReply",
    "CollapsedValue",
    "Composition",
    "CompositionReply",
    "DateInterval",
    "EventFilter",
    "EventGroupBy",
    "EventListReply",
    "EventObject",
    "FilterOperator",
    "FunnelBin",
    "FunnelBinCounts",
    "FunnelDays",
    "FunnelDistribution",
    "FunnelMeta",
    "FunnelMode",
    "FunnelReply",
    "FunnelResult",
    "FunnelStepBins",
    "FunnelUserType",
    "LastLocation",
    "ListedEvent",
    "LtvComplete",
    "LtvCompleteness",
    "LtvSeries",
    "LtvValue",
    "LtvValues",
    "PropertyType",
    "QueryEnvelope",
    "QueryError",
    "QueryErrorDetail",
    "QueryErrorMetadata",
    "Realtime",
    "RealtimeReply",
    "Retention",
    "RetentionCell",
    "RetentionCombinedCell",
    "RetentionMode",
    "RetentionReply",
    "RetentionSeries",
    "RetentionValues",
    "RevenueLtv",
    "RevenueLtvReply",
    "RevenueMetric",
    "Segmentation",
    "SegmentationInterval",
    "SegmentationMetric",
    "SegmentationReply",
    "SegmentationUserType",
    "SegmentEventCondition",
    "SegmentEventConditionTimeType",
    "SegmentEventConditionType",
    "SegmentPropertyCondition",
    "SeriesMeta",
    "SessionBinUnit",
    "SessionLengths",
    "SessionLengthsReply",
    "SessionSeries",
    "SessionsPerUserReply",
    "UserActivityReply",
    "UserCounts",
    "UserData",
    "UserDataProperties",
    "UserMatch",
    "UserMetric",
    "UserSearchReply",
    "UsersReply",
)
