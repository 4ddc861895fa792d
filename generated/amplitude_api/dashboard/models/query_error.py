# Generated from specs/ by `nox -s generate`; do not edit.
from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.query_error_detail import QueryErrorDetail


T = TypeVar("T", bound="QueryError")


@_attrs_define
class QueryError:
    """Body of a refused request on the query side. The vendor documents status codes and short phrases, not this shape:
    the Dashboard REST API has been seen answering in the form of `QueryErrorDetail`, the other APIs' shape is unknown.
    Every member is therefore optional and unknown members are kept. A proxy in front of the service can answer any 4xx
    or 5xx with an HTML page or plain text instead, so a client must not fail on a body that is not JSON.

    """

    error: QueryErrorDetail | str | Unset = UNSET
    """ What went wrong, as an object (seen live) or as plain text. """
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.query_error_detail import QueryErrorDetail  # noqa: PLC0415

        error: dict[str, Any] | str | Unset
        if isinstance(self.error, Unset):
            error = UNSET
        elif isinstance(self.error, QueryErrorDetail):
            error = self.error.to_dict()
        else:
            error = self.error

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({})
        if error is not UNSET:
            field_dict["error"] = error

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.query_error_detail import QueryErrorDetail  # noqa: PLC0415

        d = dict(src_dict)

        def _parse_error(data: object) -> QueryErrorDetail | str | Unset:
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                error_type_0 = QueryErrorDetail.from_dict(data)

                return error_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(QueryErrorDetail | str | Unset, data)

        error = _parse_error(d.pop("error", UNSET))

        query_error = cls(
            error=error,
        )

        query_error.additional_properties = d
        return query_error

    @property
    def additional_keys(self) -> list[str]:
        return list(self.additional_properties.keys())

    def __getitem__(self, key: str) -> Any:
        return self.additional_properties[key]

    def __setitem__(self, key: str, value: Any) -> None:
        self.additional_properties[key] = value

    def __delitem__(self, key: str) -> None:
        del self.additional_properties[key]

    def __contains__(self, key: str) -> bool:
        return key in self.additional_properties
