"""The emulator's own HTTP API, under `/_emulator/`: what no Amplitude has, and a local one needs.

The web page, the console script and programs in other languages use it; in Python the same things
are methods of `Emulator`. Everything is JSON except exported files. Errors have the shape of the
query side: `{"error": {"http_code", "type", "message", "metadata": {"details"}}}`.

Projects are known by their number (`app_id` elsewhere, from 100001); a key is shown by its first
letters only, a secret never. `POST projects` tells the number for a key, which may be new: before
anything was sent it makes the project to define things in; without `api_key` it is the only
project, or a first one with the key "emulator". Names in paths are percent-encoded UTF-8, a space
as `%20`; a plus is a plus. Times are epoch milliseconds of the emulator's clock. `sequence`
counts up in the order of arrival, through all projects.

| request | answer |
| --- | --- |
| `GET health`, `HEAD health` | `{"service": "amplitude-emulator", "status": "ok", "now", "projects", "generation", "last_sequence"}` |
| `GET projects` | `{"projects": [{"number", "api_key", "events"}]}` |
| `POST projects` with `api_key` | `{"project": {"number", "api_key", "events"}}`, a new one if need be |
| `GET projects/{number}/user-properties` of `user_id` or `device_id` | `{"user_properties": {...}}`, none if it never sent anything |
| `GET projects/{number}/group-properties` of `group_type` and `group_name` | `{"group_properties": {...}}`, none if it was never identified |
| `GET projects/{number}/api/...` | what the Amplitude API answers there for this project, without credentials; GET only, and not in the journal |
| `GET projects/{number}/catalogue` | `{"event_types": [{"event_type", "count", "first", "last", "properties"}], "user_properties", "more"}`, the most frequent first |
| `GET projects/{number}/releases` | `{"releases": [...]}` as the Releases API stored them |
| `GET projects/{number}/charts` | `{"definitions": [{"name", ...}]}`, all that are defined |
| `PUT projects/{number}/charts/{name}` with `type`, `parameters`, `title` | defines or replaces: `{"name", ...}` |
| `DELETE projects/{number}/charts/{name}` | forgets it; the answer shows it |
| `GET projects/{number}/cohorts` | `{"definitions": [{"name", ...}]}`, all that are defined |
| `PUT projects/{number}/cohorts/{name}` with `user_ids`, `amplitude_ids` | defines or replaces: `{"name", ...}` |
| `DELETE projects/{number}/cohorts/{name}` | forgets it; the answer shows it |
| `GET projects/{number}/custom-events` | `{"definitions": [{"name", ...}]}`, all that are defined |
| `PUT projects/{number}/custom-events/{name}` with `events` | defines or replaces: `{"name", ...}` |
| `DELETE projects/{number}/custom-events/{name}` | forgets it; the answer shows it |
| `GET projects/{number}/event-types` | `{"definitions": [{"name", ...}]}`, all that are defined |
| `PUT projects/{number}/event-types/{name}` with `display`, `non_active`, `deleted`, `hidden`, `flow_hidden` | defines or replaces: `{"name", ...}` |
| `DELETE projects/{number}/event-types/{name}` | forgets it; the answer shows it |
| `GET operations` | `{"operations": [{"id", "api", "method", "path"}]}` |
| `GET events` | `{"events": [...], "generation", "last_sequence", "more"}`, newest first |
| `GET requests` | `{"requests": [...], "generation", "last_sequence", "more"}`, the journal, newest first |
| `GET faults` | `{"faults": [...]}` that are set |
| `POST faults` | sets one: `{"fault": {...}}` |
| `DELETE faults`, `DELETE faults/{id}` | `{"faults": [...]}` that are left |
| `POST reset` | forgets everything but snapshots: `{"reset": true}` |
| `POST seed` | stores events: `{"stored", "repeated"}` |
| `GET clock` | `{"now", "text", "frozen"}` |
| `PUT clock` with `{"now": milliseconds or RFC 3339 text}` | stands still there; the answer is that of GET |
| `POST clock/advance` with any of `days`, `hours`, `minutes`, `seconds` | moves; the same answer |
| `DELETE clock` | back to how it was made; the same answer |
| `GET snapshots` | `{"snapshots": [{"id", "events", "time"}]}` |
| `POST snapshots` | takes one: `{"snapshot": {...}}` |
| `POST snapshots/{id}/restore` | `{"snapshot": {...}}` |
| `DELETE snapshots/{id}` | `{"snapshots": [...]}` that are left |
| `GET export` | a file of all events: `format` is `jsonl` (default) or `parquet`, `project` a number |

`GET events` takes `project`, `event_type`, `user` (a user id, a device id or an Amplitude ID, whole),
`search` (a part of the event type, the ids, the properties, without case), `after` and `before` (a
sequence, both exclusive) and `limit` (100 unless given, at most 1,000). To follow live, ask with
`after` the `last_sequence` of the answer before; `more` says that older ones were left out. When
`generation` is another one, everything was replaced (reset, restore, another process): begin anew.
An entry is `{"sequence", "project", "event"}`, the event as `Emulator.events` gives it; `$identify`
and `$groupidentify` are among them.

`GET requests` takes `operation`, `status`, `fault`, `after`, `before` and `limit`. An entry is `{"sequence",
"time", "method", "path", "query", "status", "operation", "fault"}`: `operation` null for what no
spec has, `fault` the id of the fault that changed the answer, or null.

`POST faults` takes the arguments of `Emulator.fault` by the same names, all optional, `body` as
text. `throttle`, `silence` and `exceed_quota` are faults of the kinds "throttle", "silence" and
"quota", with `user_id` or `device_id` (only the latter for "silence") beside `times`, `rate` and
`seed`: `{"kind": "throttle", "user_id": ...}`. Once a fault has happened `times` times it is set no
more, and to clear it is a 404; `GET requests` with its id as `fault` lists what it happened to. A fault is `{"id", "kind", "hits", "operation", "times",
"rate", "seed", "match"}` and, of the kind "reply", `status`, `when`, `delay`, `reset`, `truncate`,
`body` and `retry_after`, else `user_id` and `device_id`; what was not given is null.

`POST seed` takes `project`, a number, or `api_key`, which makes a new project if need be (neither
of them if there is one project, or none), and either `"events": [...]`, events as in an upload, or
`"generate": {"users", "days", "seed"}`, numbers for `SyntheticUsers`. No limit of events per second
or per request holds for it; its body stays below 100 MB. When an event is not valid the answer is a
400 with its position from 0 as `event` and the `problem` in `metadata`, and those before it are
stored.

Charts, cohorts, custom events and event types are what people define in the web app: see the
methods `define_...` of `Emulator`, whose arguments are the members. A chart or a cohort goes by its
id, a custom event by its name without `ce:`.

Who may ask: requests must name as `Host` the address the emulator listens on, or this machine
(`localhost`, a loopback address), so that no web site can reach it through a name of its own; what
a browser marks as coming from another site is refused. All methods but GET need
`Content-Type: application/json`, which other sites cannot send unasked; no body is compressed.
"""
