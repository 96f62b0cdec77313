from stat import S_IMODE

from config.secret import secret_key


def test_a_given_key_is_used_and_nothing_is_written(tmp_path):
    assert secret_key("given", tmp_path) == "given"
    assert list(tmp_path.iterdir()) == []


def test_a_key_is_made_once_and_kept_for_its_owner_alone(tmp_path):
    key = secret_key("", tmp_path)
    assert len(key) >= 64
    assert secret_key("", tmp_path) == key
    assert S_IMODE((tmp_path / "secret_key").stat().st_mode) == 0o600


def test_two_machines_have_different_keys(tmp_path):
    one, other = tmp_path / "one", tmp_path / "other"
    one.mkdir(), other.mkdir()
    assert secret_key("", one) != secret_key("", other)
