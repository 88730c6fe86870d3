import uuid

import pytest
from archive import Archive
from server import Server


@pytest.fixture(scope="session")
def server(tmp_path_factory):
    """One server for all tests."""
    server = Server(tmp_path_factory.mktemp("holdfast"))
    server.start()
    yield server
    assert server.stop() == 0
    server.forget()


@pytest.fixture
def own_server(tmp_path):
    """A server for a test that ends it, or takes its drives away."""
    server = Server(tmp_path)
    server.start()
    yield server
    server.kill()
    server.forget()


@pytest.fixture
def archive(server):
    """An archive that no other test has."""
    return Archive(server.client(), f"archive-{uuid.uuid4()}")
