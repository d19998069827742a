from geoweb import checks


def test_data_folder_may_be_made_later(settings, tmp_path):
    settings.DATA_DIR = tmp_path / "not" / "yet"
    assert checks.data_folder_is_writable() == []


def test_data_folder_that_cannot_be_made_is_an_error(settings, tmp_path):
    (tmp_path / "file").touch()
    settings.DATA_DIR = tmp_path / "file" / "data"
    (error,) = checks.data_folder_is_writable()
    assert error.hint == "Give its owner the right to, or set HOMING_DATA to another folder."


def test_missing_font_names_the_package(monkeypatch):
    monkeypatch.setattr(checks, "FONTS", {"/no/such.ttf": "fonts-noto-core"})
    (caution,) = checks.fonts_are_installed()
    assert "it installs fonts-noto-core" in caution.hint


def test_short_secret_key_is_refused_for_deployment(settings):
    settings.SECRET_KEY = "short"
    (error,) = checks.secret_key_is_long()
    assert error.id == "geoweb.E004"
