"""Columns of numbers, positions and embeddings as PostgreSQL's binary COPY format.

A million rows of 768 numbers take seconds to lay out: numpy writes whole blocks as they are sent.
https://www.postgresql.org/docs/current/sql-copy.html, section "Binary Format".
"""

from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from predictor.models.points import WGS84
from predictor.sql import load

HEADER: Final = b"PGCOPY\n\xff\r\n\0" + bytes(8)
TRAILER: Final = b"\xff\xff"
BLOCK_ROWS: Final = 2048
# Extended WKB of a little-endian point with its reference system, as PostGIS receives it.
POINT: Final = np.dtype([("order", "u1"), ("kind", "<u4"), ("srid", "<u4"), ("xy", "<f8", 2)])
POINT_WITH_SRID: Final = 0x20000001

Array = NDArray[Any]
Encode = Callable[[Array], Array]
# Values with a row each, and how a block of them is laid out.
Column = tuple[Array, Encode]


def send(cursor: Any, statement: str, columns: Mapping[str, Column]) -> None:
    """Columns of equal length, in the order of the COPY statement."""
    with cursor.copy(load(statement)) as copy:
        for message in messages(columns):
            copy.write(message)


def reserve_ids(cursor: Any, table: str, count: int) -> Array:
    """Ascending, for rows that others will point to before they are read back."""
    cursor.execute(load("reserve_ids"), {"table_name": table, "count": count})
    return np.array([row[0] for row in cursor.fetchall()], dtype=np.int64)


def bigints(values_N: Array) -> Array:
    return values_N.astype(">i8")


def integers(values_N: Array) -> Array:
    return values_N.astype(">i4")


def points(latlng_N2: Array) -> Array:
    column = np.zeros(len(latlng_N2), dtype=POINT)
    column["order"], column["kind"], column["srid"] = 1, POINT_WITH_SRID, WGS84
    column["xy"] = latlng_N2[:, ::-1]
    return column


def halfvecs(embeddings_ND: Array) -> Array:
    count, dimension = embeddings_ND.shape
    form = np.dtype([("dimension", ">u2"), ("unused", ">u2"), ("values", ">f2", (dimension,))])
    column = np.zeros(count, dtype=form)
    column["dimension"], column["values"] = dimension, embeddings_ND
    return column


def messages(columns: Mapping[str, Column]) -> Iterator[bytes]:
    (count,) = {len(values) for values, _ in columns.values()}
    yield HEADER
    for start in range(0, count, BLOCK_ROWS):
        stop = min(start + BLOCK_ROWS, count)
        yield rows({name: encode(values[start:stop]) for name, (values, encode) in columns.items()})
    yield TRAILER


def rows(encoded: Mapping[str, Array]) -> bytes:
    """Each row: how many columns, then every column behind its length in bytes."""
    form: list[tuple[str, Any]] = [("columns", ">i2")]
    for name, column in encoded.items():
        form += [(f"{name} bytes", ">i4"), (name, column.dtype)]
    table = np.zeros(len(next(iter(encoded.values()))), dtype=form)
    table["columns"] = len(encoded)
    for name, column in encoded.items():
        table[f"{name} bytes"] = column.dtype.itemsize
        table[name] = column
    return table.tobytes()
