"""A sealed file opens with its key, whole, or not at all (B1)."""

import io
import tracemalloc

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from safekeeping.sealing import MAGIC, PIECE, TAG, SealError, kept_key, seal, unseal

KEY = bytes(range(32))


def sealed(*pieces: bytes) -> bytes:
    into = io.BytesIO()
    seal(pieces, into, KEY)
    return into.getvalue()


def opened(content: bytes, key: bytes = KEY) -> bytes:
    return b"".join(unseal(io.BytesIO(content), key))


@pytest.mark.parametrize("size", [0, 1, PIECE - 1, PIECE, PIECE + 1, 3 * PIECE])
def test_what_is_sealed_comes_out_again(size):
    plain = bytes(size)
    content = sealed(plain)
    assert opened(content) == plain
    assert content != sealed(plain)


@settings(max_examples=30, deadline=None)
@given(st.lists(st.binary(max_size=5000)))
def test_the_cut_of_the_input_makes_no_difference(pieces):
    assert opened(sealed(*pieces)) == b"".join(pieces)


def test_another_key_opens_nothing():
    with pytest.raises(SealError):
        opened(sealed(b"notes"), bytes(32))


@pytest.mark.parametrize("place", [len(MAGIC) + 3, len(MAGIC) + 40, -1])
def test_one_changed_bit_is_noticed(place):
    content = bytearray(sealed(b"x" * 100))
    content[place] ^= 1
    with pytest.raises(SealError):
        opened(bytes(content))


def test_a_cut_a_swap_and_a_missing_piece_are_noticed():
    content = sealed(b"a" * PIECE, b"b" * PIECE, b"c" * 10)
    head, step = len(MAGIC) + 16, PIECE + TAG
    first, second, last = (
        content[head : head + step],
        content[head + step : head + 2 * step],
        content[head + 2 * step :],
    )
    for wrong in (first + second, second + first + last, first + last, content[head:-1]):
        with pytest.raises(SealError):
            opened(content[:head] + wrong)


def test_something_else_is_no_backup():
    with pytest.raises(SealError, match="no backup"):
        opened(b"SQLite format 3\0" * 10)


def test_a_key_is_made_once_for_its_owner_alone(tmp_path):
    path = tmp_path / "key"
    key = kept_key(path)
    assert kept_key(path) == key
    assert path.stat().st_mode & 0o777 == 0o600
    path.write_bytes(b"short")
    with pytest.raises(SealError):
        kept_key(path)


def test_a_large_file_needs_little_memory(tmp_path):
    tracemalloc.start()
    with (tmp_path / "large").open("w+b") as file:
        seal((bytes(PIECE) for _ in range(40)), file, KEY)
        file.seek(0)
        total = sum(len(piece) for piece in unseal(file, KEY))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert total == 40 * PIECE
    assert peak < 8 * PIECE
