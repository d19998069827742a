"""A small reader of Mapbox Vector Tiles 2.1, enough to look inside the ones we serve."""

from dataclasses import dataclass, field


@dataclass
class Feature:
    id: int = 0
    properties: dict = field(default_factory=dict)
    kind: int = 0  # 1 points, 2 lines, 3 polygons
    points: list = field(default_factory=list)  # (x, y) of every vertex, in tile units


def decode(body):
    """Features by the name of their layer."""
    return dict(layer(value) for number, value in fields(body) if number == 3)


def varint(data, at):
    value = shift = 0
    while True:
        byte = data[at]
        value |= (byte & 0x7F) << shift
        at, shift = at + 1, shift + 7
        if byte < 0x80:
            return value, at


def fields(data):
    """(number, value) pairs of a protobuf message; bytes for anything with a length."""
    at = 0
    while at < len(data):
        key, at = varint(data, at)
        assert key & 7 in {0, 2}, "wire types of doubles are not used by these tiles"
        value, at = varint(data, at)
        if key & 7 == 2:
            value, at = data[at : at + value], at + value
        yield key >> 3, value


def packed(data):
    at = 0
    while at < len(data):
        value, at = varint(data, at)
        yield value


def layer(data):
    rows = list(fields(data))
    keys = [value.decode() for number, value in rows if number == 3]
    values = [scalar(value) for number, value in rows if number == 4]
    name = next(value.decode() for number, value in rows if number == 1)
    return name, [feature(value, keys, values) for number, value in rows if number == 2]


def scalar(data):
    (number, value), *_ = fields(data)
    if number == 1:
        return value.decode()
    return unzigzag(value) if number == 6 else value


def feature(data, keys, values):
    made = Feature()
    for number, value in fields(data):
        if number == 1:
            made.id = value
        elif number == 2:
            tags = list(packed(value))
            pairs = zip(tags[::2], tags[1::2], strict=True)
            made.properties = {keys[key]: values[index] for key, index in pairs}
        elif number == 3:
            made.kind = value
        elif number == 4:
            made.points = list(vertices(list(packed(value))))
    return made


def unzigzag(value):
    return (value >> 1) ^ -(value & 1)


def vertices(commands):
    at = x = y = 0
    while at < len(commands):
        command, count = commands[at] & 7, commands[at] >> 3
        at += 1
        if command == 7:  # close the ring
            continue
        for _ in range(count):
            x, y = x + unzigzag(commands[at]), y + unzigzag(commands[at + 1])
            at += 2
            yield x, y
