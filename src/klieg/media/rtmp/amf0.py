"""AMF0 values (Action Message Format 0, 2.1 to 2.18), strict on lengths, bounded in depth and count.

Null, undefined and unsupported read as None; XML documents as str; typed objects as plain objects. References and the
switch to AMF3 are refused: no encoder needs them in RTMP and a reference could make a value contain itself.
"""

import struct
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum

from klieg.media.rtmp.errors import Amf0Error, LimitExceededError
from klieg.media.rtmp.limits import DEFAULT_LIMITS, Limits


@dataclass(frozen=True, slots=True)
class AmfDate:
    """A date (2.13): milliseconds since 1970 UTC, and a time zone field that is to be 0."""

    epoch_ms: float
    zone: int = 0


class EcmaArray(dict[str, "AmfValue"]):
    """An associative array (2.10); like an object, told apart so that it encodes as it came."""


type AmfValue = bool | float | str | AmfDate | list[AmfValue] | dict[str, AmfValue] | None
type AmfObject = dict[str, AmfValue]
type Encodable = bool | float | str | AmfDate | Sequence[Encodable] | Mapping[str, Encodable] | None


class Marker(IntEnum):
    """Type markers (2.1)."""

    NUMBER = 0
    BOOLEAN = 1
    STRING = 2
    OBJECT = 3
    NULL = 5
    UNDEFINED = 6
    REFERENCE = 7
    ECMA_ARRAY = 8
    OBJECT_END = 9
    STRICT_ARRAY = 10
    DATE = 11
    LONG_STRING = 12
    UNSUPPORTED = 13
    XML_DOCUMENT = 15
    TYPED_OBJECT = 16


_OBJECT_END = b"\x00\x00\x09"
_EMPTY_MARKERS = frozenset((Marker.NULL, Marker.UNDEFINED, Marker.UNSUPPORTED))
_OBJECT_MARKERS = frozenset((Marker.OBJECT, Marker.TYPED_OBJECT))
_LONG_MARKERS = frozenset((Marker.LONG_STRING, Marker.XML_DOCUMENT))


def decode(data: bytes, limits: Limits = DEFAULT_LIMITS) -> list[AmfValue]:
    """Return all values of a command or data message.

    Raises:
        Amf0Error: A value is cut off or of a type that has no place here.
        LimitExceededError: command_bytes, amf_depth or amf_values.
    """
    if len(data) > limits.command_bytes:
        raise LimitExceededError("command_bytes", limits.command_bytes)
    decoder = _Decoder(data, limits)
    values: list[AmfValue] = []
    while decoder.position < len(data):
        values.append(decoder.read_value(0))
    return values


def encode(*values: Encodable) -> bytes:
    """Return values one after the other. Integers are written as numbers, mappings as objects.

    Raises:
        Amf0Error: A property name does not fit 65535 bytes.
    """
    return b"".join(_encode(value) for value in values)


class _Decoder:
    def __init__(self, data: bytes, limits: Limits) -> None:
        self._data = data
        self._limits = limits
        self._values_left = limits.amf_values
        self.position = 0

    def read_value(self, depth: int) -> AmfValue:
        """Read a marker and its value."""
        if depth > self._limits.amf_depth:
            raise LimitExceededError("amf_depth", self._limits.amf_depth)
        self._values_left -= 1
        if self._values_left < 0:
            raise LimitExceededError("amf_values", self._limits.amf_values)
        marker = self._take(1)[0]
        if marker in _EMPTY_MARKERS:
            return None
        if marker in _OBJECT_MARKERS or marker in {Marker.ECMA_ARRAY, Marker.STRICT_ARRAY}:
            return self._read_compound(marker, depth)
        return self._read_simple(marker)

    def _read_simple(self, marker: int) -> AmfValue:
        if marker == Marker.NUMBER:
            return self._read_number()
        if marker == Marker.BOOLEAN:
            return self._take(1) != b"\x00"
        if marker == Marker.STRING:
            return self._read_text(2)
        if marker in _LONG_MARKERS:
            return self._read_text(4)
        if marker == Marker.DATE:
            epoch_ms = self._read_number()
            return AmfDate(epoch_ms, int.from_bytes(self._take(2), signed=True))
        raise Amf0Error(f"AMF0 type marker {marker} is not one an encoder may send.")

    def _read_compound(self, marker: int, depth: int) -> AmfValue:
        if marker == Marker.STRICT_ARRAY:
            count = int.from_bytes(self._take(4))
            if count > self._values_left:
                raise LimitExceededError("amf_values", self._limits.amf_values)
            return [self.read_value(depth + 1) for _ in range(count)]
        if marker == Marker.ECMA_ARRAY:
            count = int.from_bytes(self._take(4))
            return EcmaArray(self._read_properties(depth, count))
        if marker == Marker.TYPED_OBJECT:
            self._read_text(2)
        return self._read_properties(depth, None)

    def _read_properties(self, depth: int, count: int | None) -> AmfObject:
        """Read name and value pairs up to the object end marker.

        The count of an ECMA array is only advice, except that some encoders leave the end marker out when the array
        is the last thing in a message.
        """
        properties: AmfObject = {}
        while not self._data.startswith(_OBJECT_END, self.position):
            if self.position == len(self._data) and count == len(properties):
                return properties
            name = self._read_text(2)
            properties[name] = self.read_value(depth + 1)
        self.position += len(_OBJECT_END)
        return properties

    def _read_number(self) -> float:
        number: float = struct.unpack(">d", self._take(8))[0]
        return number

    def _read_text(self, length_bytes: int) -> str:
        length = int.from_bytes(self._take(length_bytes))
        return self._take(length).decode(errors="replace")

    def _take(self, size: int) -> bytes:
        end = self.position + size
        if end > len(self._data):
            raise Amf0Error(f"An AMF0 value needs {size} bytes where {len(self._data) - self.position} are left.")
        taken = self._data[self.position : end]
        self.position = end
        return taken


def _encode(value: Encodable) -> bytes:
    match value:
        case None:
            return bytes((Marker.NULL,))
        case bool():
            return bytes((Marker.BOOLEAN, value))
        case int() | float():
            return struct.pack(">Bd", Marker.NUMBER, value)
        case str():
            return _encode_text(value)
        case _:
            return _encode_compound(value)


def _encode_compound(value: AmfDate | Sequence[Encodable] | Mapping[str, Encodable]) -> bytes:
    if isinstance(value, AmfDate):
        return struct.pack(">Bdh", Marker.DATE, value.epoch_ms, value.zone)
    if isinstance(value, Mapping):
        return _encode_properties(value)
    return struct.pack(">BI", Marker.STRICT_ARRAY, len(value)) + encode(*value)


def _encode_text(text: str) -> bytes:
    encoded = text.encode()
    if len(encoded) <= 0xFFFF:
        return struct.pack(">BH", Marker.STRING, len(encoded)) + encoded
    return struct.pack(">BI", Marker.LONG_STRING, len(encoded)) + encoded


def _encode_properties(properties: Mapping[str, Encodable]) -> bytes:
    if isinstance(properties, EcmaArray):
        pieces = [struct.pack(">BI", Marker.ECMA_ARRAY, len(properties))]
    else:
        pieces = [bytes((Marker.OBJECT,))]
    for name, value in properties.items():
        encoded = name.encode()
        if len(encoded) > 0xFFFF:
            raise Amf0Error(f"A property name of {len(encoded)} bytes does not fit AMF0.")
        pieces += (len(encoded).to_bytes(2), encoded, _encode(value))
    return b"".join(pieces) + _OBJECT_END
