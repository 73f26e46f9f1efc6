"""What is laid out for LocalStack, and the settings that it is started with."""

from pathlib import Path

import pytest

from northstar_localstack.launch.layout import lay_out, manifest
from northstar_localstack.launch.settings import Settings


def repository(folder: Path) -> Path:
    for jar in (
        "local/localstack/target/lib/aws-lambda-java-runtime-interface-client-2.9.0.jar",
        "local/localstack/target/lib/northstar-localstack-0.1.0.jar",
        "local/dynamodb-local/target/lib/DynamoDBLocal-2.6.1.jar",
    ):
        (folder / jar).parent.mkdir(parents=True, exist_ok=True)
        (folder / jar).write_bytes(b"")
    return folder


def settings(folder: Path, **more: str) -> Settings:
    return Settings.of(folder, {"JAVA_HOME": "/opt/jdk", **more})


def test_manifest_folds_long_lines() -> None:
    names = [f"DynamoDBLocal_lib/library-number-{number}.jar" for number in range(40)]
    text = manifest("some.Main", names)
    lines = text.split("\r\n")
    assert all(len(line.encode()) <= 72 for line in lines)
    assert text.replace("\r\n ", "").split("\r\n")[2] == f"Class-Path: {' '.join(names)}"
    assert text.endswith("\r\n\r\n")


def test_lay_out_makes_dynamodb_look_installed(tmp_path: Path) -> None:
    made = settings(repository(tmp_path))
    lay_out(made)
    lib = made.root / "var/lib/localstack/lib"
    folder = lib / "dynamodb-local/2"
    assert (folder / "DynamoDBLocal.jar").is_file()
    assert (folder / "ddb-local-loader-0.1.jar").is_file()
    assert (folder / "DynamoDBLocal_lib/DynamoDBLocal-2.6.1.jar").exists()
    assert (lib / "java/21").readlink() == Path("/opt/jdk")
    assert (made.libraries / "aws-lambda-java-runtime-interface-client-2.9.0.jar").exists()


def test_lay_out_again_forgets_the_clock_unless_there_is_a_data_folder(tmp_path: Path) -> None:
    forgetful = settings(repository(tmp_path))
    lay_out(forgetful)
    forgetful.clock.write_text("{}")
    lay_out(forgetful)
    assert not forgetful.clock.exists()

    lasting = settings(tmp_path, NORTHSTAR_LOCALSTACK_DATA=str(tmp_path / "data"))
    lay_out(lasting)
    lasting.clock.write_text("{}")
    lay_out(lasting)
    assert lasting.clock.exists()


def test_lay_out_before_the_build_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match="make localstack"):
        lay_out(settings(tmp_path))


@pytest.mark.parametrize("port", ["80", "70000", "http"])
def test_port_out_of_range_is_refused(port: str) -> None:
    with pytest.raises(ValueError, match=r"must be in 1024\.\.65535"):
        settings(Path("/"), NORTHSTAR_LOCALSTACK_PORT=port)


def test_environment_has_nothing_of_the_user_but_what_programs_need(tmp_path: Path) -> None:
    environment = settings(tmp_path).environment({"PATH": "/bin", "AWS_PROFILE": "work", "HOME": "/home/ada"})
    assert "AWS_PROFILE" not in environment
    assert environment["HOME"] == "/home/ada"
    assert environment["GATEWAY_LISTEN"] == "127.0.0.1:4566"
    assert environment["DYNAMODB_IN_MEMORY"] == "1"
