# Generated from specs/ by `nox -s generate`; do not edit.
from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.event_event_properties import EventEventProperties
    from ..models.event_group_properties import EventGroupProperties
    from ..models.event_groups import EventGroups
    from ..models.event_user_properties import EventUserProperties
    from ..models.ingestion_metadata import IngestionMetadata
    from ..models.tracking_plan import TrackingPlan


T = TypeVar("T", bound="Event")


@_attrs_define
class Event:
    """Something one user did, or, for the event types `$identify` and `$groupidentify`, something that
    is now known about a user or a group. At least one of `user_id` and `device_id` identifies the
    user.

    No string may be longer than 1,024 characters, at any depth. The vendor's SDKs shorten longer
    ones before sending, so the length is described here and not enforced by the schema. Members
    that are not listed here are passed on.

    """

    event_type: str
    """ Name of the event. Reserved for the vendor: `[Amplitude] Start Session`, `[Amplitude] End Session`,
    `[Amplitude] Revenue`, `[Amplitude] Revenue (Verified)`, `[Amplitude] Revenue (Unverified)` and `[Amplitude]
    Merged User`. `$identify` changes user properties without an event, `$groupidentify` changes group properties.
    """
    user_id: str | Unset = UNSET
    """ The project's own id of the user; needed unless `device_id` is there. At least 5 characters, or as
    `options.min_id_length` says. Some placeholder values, such as `null`, `anonymous` or `0`, are refused with 400.
    Always text: a number can be answered with 200 and vanish. """
    device_id: str | Unset = UNSET
    """ Id of the device, for instance the Identifier for Vendor on iOS; needed unless `user_id` is there. Same
    rules as for `user_id`. When it is absent, the service derives one from `user_id`. An id of zeros only, which
    iOS hands out as advertising id when tracking is limited, is refused. """
    time: int | Unset = UNSET
    """ When the event happened, in milliseconds since the epoch. Any other form, such as ISO 8601 text, is answered
    with 400. Absent: the time of the upload. """
    event_properties: EventEventProperties | Unset = UNSET
    """ What is known about this event. Values can be arrays and objects, at most 40 levels deep. Dates are kept as
    text and compared as text, so write them as ISO 8601 (`2026-03-01T18:30:00`). The vendor's SDKs keep at most
    1,024 keys. """
    user_properties: EventUserProperties | Unset = UNSET
    """ What is known about the user, with the limits of `event_properties`. Plain keys set the property. With the
    event type `$identify`, operators hold the keys instead: `$set`, `$setOnce`, `$add`, `$append` and `$unset` are
    documented for this API; `$prepend`, `$preInsert`, `$postInsert` and `$remove` by the vendor's Identify page and
    SDKs; `$clearAll` by the SDKs. Plain keys and operators cannot be mixed. Above 1,800 updates per hour for one
    user the service drops the updates without an error. """
    groups: EventGroups | Unset = UNSET
    """ Groups the user acts for: group type to group name, or to several names. At most 5 group types and 10 group
    names per event; what is beyond is not tracked. Part of the paid Accounts add-on. """
    group_properties: EventGroupProperties | Unset = UNSET
    """ What is known about the groups in `groups`. Read only with the event type `$groupidentify`, ignored
    otherwise. The operators `$set`, `$setOnce`, `$add`, `$append` and `$unset` are documented. Part of the paid
    Accounts add-on. """
    skip_user_properties_sync: bool | Unset = UNSET
    """ When true, the user properties of this event are not synchronised. """
    app_version: str | Unset = UNSET
    """ Version of the application. Queries call it `version`. """
    platform: str | Unset = UNSET
    """ Platform of the device, such as `iOS`, `Android` or `Web`. """
    os_name: str | Unset = UNSET
    """ Name of the operating system or browser. """
    os_version: str | Unset = UNSET
    """ Version of the operating system or browser. """
    device_brand: str | Unset = UNSET
    """ Brand of the device. """
    device_manufacturer: str | Unset = UNSET
    """ Manufacturer of the device. """
    device_model: str | Unset = UNSET
    """ Model of the device. """
    carrier: str | Unset = UNSET
    """ Mobile carrier of the user. """
    country: str | Unset = UNSET
    """ Country the user is in. """
    region: str | Unset = UNSET
    """ Region or state the user is in. """
    city: str | Unset = UNSET
    """ City the user is in. """
    dma: str | Unset = UNSET
    """ Designated Market Area the user is in. Queries call it `DMA`. """
    language: str | Unset = UNSET
    """ Language the user has set. A known language tag becomes the name of the language before the event is stored,
    whatever its case: `en-US` becomes `English`. The 1,388 known tags are in `languages.json`; anything else is
    stored as it is. """
    price: float | Unset = UNSET
    """ Price of one item, needed for revenue when `revenue` is absent. Negative for a refund. """
    quantity: int | Unset = UNSET
    """ How many items were bought. """
    revenue: float | Unset = UNSET
    """ Revenue of the event. When `price` and `quantity` are there too, their product is used instead. Negative for
    a refund. """
    product_id: str | Unset = UNSET
    """ Id of the item bought. Comes with `revenue`, or with `price` and `quantity`. """
    revenue_type: str | Unset = UNSET
    """ Kind of revenue, such as `purchase` or `refund`. Comes with `revenue`, or with `price` and `quantity`. """
    currency: str | Unset = UNSET
    """ Currency of `price` and `revenue`, as ISO 4217 code in upper case. """
    location_lat: float | Unset = UNSET
    """ Latitude of the user, in degrees. """
    location_lng: float | Unset = UNSET
    """ Longitude of the user, in degrees. """
    ip: str | Unset = UNSET
    """ IP address of the user; `$remote` stands for the address the upload comes from. The service finds city,
    country, region and DMA with it. The vendor's support can have IP address and location dropped after that. """
    idfa: str | Unset = UNSET
    """ Identifier for Advertiser (iOS). """
    idfv: str | Unset = UNSET
    """ Identifier for Vendor (iOS). """
    adid: str | Unset = UNSET
    """ Advertising ID of Google Play Services (Android). """
    android_id: str | Unset = UNSET
    """ Android ID. Not the advertising ID. """
    android_app_set_id: str | Unset = UNSET
    """ App Set ID (Android). """
    user_agent: str | Unset = UNSET
    """ User agent as the browser sent it. The service reads device and browser from it. """
    event_id: int | Unset = UNSET
    """ Counter that grows with every event. It orders events of the same user with the same time and is recommended
    where events can coincide. """
    session_id: int | Unset = UNSET
    """ Start of the session this event belongs to, in milliseconds since the epoch. `-1`, or nothing, means that it
    belongs to none. """
    insert_id: str | Unset = UNSET
    """ Makes repeating safe: an event with an `insert_id` that the same device sent within the past 7 days is
    ignored. Use a UUID, or a combination of `device_id`, `user_id`, `event_type`, `event_id` and `time`. An empty
    one would name nothing (T-X40). """
    plan: TrackingPlan | Unset = UNSET
    """ Tracking plan of an event. The service keeps no other members than these. """
    ingestion_metadata: IngestionMetadata | Unset = UNSET
    """ Source of an event that came through an integration. """
    partner_id: str | Unset = UNSET
    """ Id the vendor has assigned to a partner integration. """
    library: str | Unset = UNSET
    """ Name and version of the library that sends the event. """
    version_name: str | Unset = UNSET
    """ Name of the application's version, as the vendor's SDKs send it. """
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        event_type = self.event_type

        user_id = self.user_id

        device_id = self.device_id

        time = self.time

        event_properties: dict[str, Any] | Unset = UNSET
        if not isinstance(self.event_properties, Unset):
            event_properties = self.event_properties.to_dict()

        user_properties: dict[str, Any] | Unset = UNSET
        if not isinstance(self.user_properties, Unset):
            user_properties = self.user_properties.to_dict()

        groups: dict[str, Any] | Unset = UNSET
        if not isinstance(self.groups, Unset):
            groups = self.groups.to_dict()

        group_properties: dict[str, Any] | Unset = UNSET
        if not isinstance(self.group_properties, Unset):
            group_properties = self.group_properties.to_dict()

        skip_user_properties_sync = self.skip_user_properties_sync

        app_version = self.app_version

        platform = self.platform

        os_name = self.os_name

        os_version = self.os_version

        device_brand = self.device_brand

        device_manufacturer = self.device_manufacturer

        device_model = self.device_model

        carrier = self.carrier

        country = self.country

        region = self.region

        city = self.city

        dma = self.dma

        language = self.language

        price = self.price

        quantity = self.quantity

        revenue = self.revenue

        product_id = self.product_id

        revenue_type = self.revenue_type

        currency = self.currency

        location_lat = self.location_lat

        location_lng = self.location_lng

        ip = self.ip

        idfa = self.idfa

        idfv = self.idfv

        adid = self.adid

        android_id = self.android_id

        android_app_set_id = self.android_app_set_id

        user_agent = self.user_agent

        event_id = self.event_id

        session_id = self.session_id

        insert_id = self.insert_id

        plan: dict[str, Any] | Unset = UNSET
        if not isinstance(self.plan, Unset):
            plan = self.plan.to_dict()

        ingestion_metadata: dict[str, Any] | Unset = UNSET
        if not isinstance(self.ingestion_metadata, Unset):
            ingestion_metadata = self.ingestion_metadata.to_dict()

        partner_id = self.partner_id

        library = self.library

        version_name = self.version_name

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "event_type": event_type,
            }
        )
        if user_id is not UNSET:
            field_dict["user_id"] = user_id
        if device_id is not UNSET:
            field_dict["device_id"] = device_id
        if time is not UNSET:
            field_dict["time"] = time
        if event_properties is not UNSET:
            field_dict["event_properties"] = event_properties
        if user_properties is not UNSET:
            field_dict["user_properties"] = user_properties
        if groups is not UNSET:
            field_dict["groups"] = groups
        if group_properties is not UNSET:
            field_dict["group_properties"] = group_properties
        if skip_user_properties_sync is not UNSET:
            field_dict["$skip_user_properties_sync"] = skip_user_properties_sync
        if app_version is not UNSET:
            field_dict["app_version"] = app_version
        if platform is not UNSET:
            field_dict["platform"] = platform
        if os_name is not UNSET:
            field_dict["os_name"] = os_name
        if os_version is not UNSET:
            field_dict["os_version"] = os_version
        if device_brand is not UNSET:
            field_dict["device_brand"] = device_brand
        if device_manufacturer is not UNSET:
            field_dict["device_manufacturer"] = device_manufacturer
        if device_model is not UNSET:
            field_dict["device_model"] = device_model
        if carrier is not UNSET:
            field_dict["carrier"] = carrier
        if country is not UNSET:
            field_dict["country"] = country
        if region is not UNSET:
            field_dict["region"] = region
        if city is not UNSET:
            field_dict["city"] = city
        if dma is not UNSET:
            field_dict["dma"] = dma
        if language is not UNSET:
            field_dict["language"] = language
        if price is not UNSET:
            field_dict["price"] = price
        if quantity is not UNSET:
            field_dict["quantity"] = quantity
        if revenue is not UNSET:
            field_dict["revenue"] = revenue
        if product_id is not UNSET:
            field_dict["productId"] = product_id
        if revenue_type is not UNSET:
            field_dict["revenueType"] = revenue_type
        if currency is not UNSET:
            field_dict["currency"] = currency
        if location_lat is not UNSET:
            field_dict["location_lat"] = location_lat
        if location_lng is not UNSET:
            field_dict["location_lng"] = location_lng
        if ip is not UNSET:
            field_dict["ip"] = ip
        if idfa is not UNSET:
            field_dict["idfa"] = idfa
        if idfv is not UNSET:
            field_dict["idfv"] = idfv
        if adid is not UNSET:
            field_dict["adid"] = adid
        if android_id is not UNSET:
            field_dict["android_id"] = android_id
        if android_app_set_id is not UNSET:
            field_dict["android_app_set_id"] = android_app_set_id
        if user_agent is not UNSET:
            field_dict["user_agent"] = user_agent
        if event_id is not UNSET:
            field_dict["event_id"] = event_id
        if session_id is not UNSET:
            field_dict["session_id"] = session_id
        if insert_id is not UNSET:
            field_dict["insert_id"] = insert_id
        if plan is not UNSET:
            field_dict["plan"] = plan
        if ingestion_metadata is not UNSET:
            field_dict["ingestion_metadata"] = ingestion_metadata
        if partner_id is not UNSET:
            field_dict["partner_id"] = partner_id
        if library is not UNSET:
            field_dict["library"] = library
        if version_name is not UNSET:
            field_dict["version_name"] = version_name

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.event_event_properties import EventEventProperties  # noqa: PLC0415
        from ..models.event_group_properties import EventGroupProperties  # noqa: PLC0415
        from ..models.event_groups import EventGroups  # noqa: PLC0415
        from ..models.event_user_properties import EventUserProperties  # noqa: PLC0415
        from ..models.ingestion_metadata import IngestionMetadata  # noqa: PLC0415
        from ..models.tracking_plan import TrackingPlan  # noqa: PLC0415

        d = dict(src_dict)
        event_type = d.pop("event_type")

        user_id = d.pop("user_id", UNSET)

        device_id = d.pop("device_id", UNSET)

        time = d.pop("time", UNSET)

        _event_properties = d.pop("event_properties", UNSET)
        event_properties: EventEventProperties | Unset
        if isinstance(_event_properties, Unset):
            event_properties = UNSET
        else:
            event_properties = EventEventProperties.from_dict(_event_properties)

        _user_properties = d.pop("user_properties", UNSET)
        user_properties: EventUserProperties | Unset
        if isinstance(_user_properties, Unset):
            user_properties = UNSET
        else:
            user_properties = EventUserProperties.from_dict(_user_properties)

        _groups = d.pop("groups", UNSET)
        groups: EventGroups | Unset
        if isinstance(_groups, Unset):
            groups = UNSET
        else:
            groups = EventGroups.from_dict(_groups)

        _group_properties = d.pop("group_properties", UNSET)
        group_properties: EventGroupProperties | Unset
        if isinstance(_group_properties, Unset):
            group_properties = UNSET
        else:
            group_properties = EventGroupProperties.from_dict(_group_properties)

        skip_user_properties_sync = d.pop("$skip_user_properties_sync", UNSET)

        app_version = d.pop("app_version", UNSET)

        platform = d.pop("platform", UNSET)

        os_name = d.pop("os_name", UNSET)

        os_version = d.pop("os_version", UNSET)

        device_brand = d.pop("device_brand", UNSET)

        device_manufacturer = d.pop("device_manufacturer", UNSET)

        device_model = d.pop("device_model", UNSET)

        carrier = d.pop("carrier", UNSET)

        country = d.pop("country", UNSET)

        region = d.pop("region", UNSET)

        city = d.pop("city", UNSET)

        dma = d.pop("dma", UNSET)

        language = d.pop("language", UNSET)

        price = d.pop("price", UNSET)

        quantity = d.pop("quantity", UNSET)

        revenue = d.pop("revenue", UNSET)

        product_id = d.pop("productId", UNSET)

        revenue_type = d.pop("revenueType", UNSET)

        currency = d.pop("currency", UNSET)

        location_lat = d.pop("location_lat", UNSET)

        location_lng = d.pop("location_lng", UNSET)

        ip = d.pop("ip", UNSET)

        idfa = d.pop("idfa", UNSET)

        idfv = d.pop("idfv", UNSET)

        adid = d.pop("adid", UNSET)

        android_id = d.pop("android_id", UNSET)

        android_app_set_id = d.pop("android_app_set_id", UNSET)

        user_agent = d.pop("user_agent", UNSET)

        event_id = d.pop("event_id", UNSET)

        session_id = d.pop("session_id", UNSET)

        insert_id = d.pop("insert_id", UNSET)

        _plan = d.pop("plan", UNSET)
        plan: TrackingPlan | Unset
        if isinstance(_plan, Unset):
            plan = UNSET
        else:
            plan = TrackingPlan.from_dict(_plan)

        _ingestion_metadata = d.pop("ingestion_metadata", UNSET)
        ingestion_metadata: IngestionMetadata | Unset
        if isinstance(_ingestion_metadata, Unset):
            ingestion_metadata = UNSET
        else:
            ingestion_metadata = IngestionMetadata.from_dict(_ingestion_metadata)

        partner_id = d.pop("partner_id", UNSET)

        library = d.pop("library", UNSET)

        version_name = d.pop("version_name", UNSET)

        event = cls(
            event_type=event_type,
            user_id=user_id,
            device_id=device_id,
            time=time,
            event_properties=event_properties,
            user_properties=user_properties,
            groups=groups,
            group_properties=group_properties,
            skip_user_properties_sync=skip_user_properties_sync,
            app_version=app_version,
            platform=platform,
            os_name=os_name,
            os_version=os_version,
            device_brand=device_brand,
            device_manufacturer=device_manufacturer,
            device_model=device_model,
            carrier=carrier,
            country=country,
            region=region,
            city=city,
            dma=dma,
            language=language,
            price=price,
            quantity=quantity,
            revenue=revenue,
            product_id=product_id,
            revenue_type=revenue_type,
            currency=currency,
            location_lat=location_lat,
            location_lng=location_lng,
            ip=ip,
            idfa=idfa,
            idfv=idfv,
            adid=adid,
            android_id=android_id,
            android_app_set_id=android_app_set_id,
            user_agent=user_agent,
            event_id=event_id,
            session_id=session_id,
            insert_id=insert_id,
            plan=plan,
            ingestion_metadata=ingestion_metadata,
            partner_id=partner_id,
            library=library,
            version_name=version_name,
        )

        event.additional_properties = d
        return event

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
