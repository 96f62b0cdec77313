"""
Sealing a file so that only the holder of the key can read it, and nobody can change it unseen.

AES-256-GCM in pieces of one megabyte, so that a large database needs little memory. Each file has a key of its own,
derived from the kept one and a random salt; the number of each piece and a mark on the last one are part of its nonce,
so pieces can be neither swapped nor left out.
"""

import os
import secrets
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

MAGIC = b"sunplate backup 1\n"
KEY_BYTES = 32
SALT_BYTES = 16
PIECE = 1 << 20
TAG = 16


class SealError(Exception):
    """The file is no backup of ours, was changed or cut short, or the key is another one."""


def kept_key(path: Path) -> bytes:
    """Return the key kept in a file, making it on first use, for its owner alone."""
    if not path.exists():
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "wb") as file:
            file.write(secrets.token_bytes(KEY_BYTES))
    key = path.read_bytes()
    if len(key) != KEY_BYTES:
        raise SealError(f"{path} is no key of {KEY_BYTES} bytes.")
    return key


def seal(pieces: Iterable[bytes], into: BinaryIO, key: bytes) -> None:
    """Write the bytes of `pieces` to a file, sealed."""
    salt = secrets.token_bytes(SALT_BYTES)
    cipher = _cipher(key, salt)
    into.write(MAGIC + salt)
    waiting, number = b"", 0
    for piece in _evenly(pieces):
        if number:
            into.write(cipher.encrypt(_nonce(number, last=False), waiting, MAGIC))
        waiting, number = piece, number + 1
    into.write(cipher.encrypt(_nonce(max(number, 1), last=True), waiting, MAGIC))


def unseal(file: BinaryIO, key: bytes) -> Iterator[bytes]:
    """
    Yield what was sealed.

    Raises
    ------
    SealError
        If the file or the key is not what it was.
    """
    head = file.read(len(MAGIC) + SALT_BYTES)
    if not head.startswith(MAGIC):
        raise SealError("This file is no backup of the diary.")
    cipher = _cipher(key, head[len(MAGIC) :])
    piece, number = file.read(PIECE + TAG), 1
    while True:
        following = file.read(PIECE + TAG)
        try:
            yield cipher.decrypt(_nonce(number, last=not following), piece, MAGIC)
        except InvalidTag:
            raise SealError("The backup was changed or cut short, or the key is another one.") from None
        if not following:
            return
        piece, number = following, number + 1


def _cipher(key: bytes, salt: bytes) -> AESGCM:
    return AESGCM(HKDF(algorithm=SHA256(), length=KEY_BYTES, salt=salt, info=MAGIC).derive(key))


def _nonce(number: int, *, last: bool) -> bytes:
    return number.to_bytes(11, "big") + bytes([last])


def _evenly(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """Cut a stream into pieces of one size, the last one aside."""
    held = bytearray()
    for piece in pieces:
        held += piece
        while len(held) >= PIECE:
            yield bytes(held[:PIECE])
            del held[:PIECE]
    if held:
        yield bytes(held)
