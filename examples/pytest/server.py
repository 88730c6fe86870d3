"""A Holdfast server in a process of its own, on folders of its own."""

import os
import pathlib
import re
import shutil
import subprocess
import time

import boto3
from botocore.config import Config

# The first start in a tree of sources builds the server.
START_SECONDS = 900
STOP_SECONDS = 30
ACCESS_KEY = "pytest"
SECRET_KEY = "pytest-secret"


def home():
    """HOLDFAST_HOME: an unpacked package. Without it, the tree of sources that this example is in."""
    return pathlib.Path(os.environ.get("HOLDFAST_HOME") or pathlib.Path(__file__).parents[2])


class Server:
    """One that can be stopped, killed and started again; its data stay in the folder."""

    def __init__(self, folder):
        self.folder = folder
        self.drives = [folder / f"drive{i}" for i in range(1, 5)]
        self.log = folder / "server.log"
        self.process = None
        self.endpoint = None

    def start(self):
        """Returns when it serves. It takes a free port, another one each time."""
        environment = {
            name: value
            for name, value in os.environ.items()
            if not name.startswith(("HOLDFAST_", "MINIO_"))  # settings of another server
        }
        environment.update(MINIO_ROOT_USER=ACCESS_KEY, MINIO_ROOT_PASSWORD=SECRET_KEY)
        command = [home() / "holdfast", "server", "--small", "--address", "127.0.0.1:0", *self.drives]
        with open(self.log, "w") as log:
            self.process = subprocess.Popen(
                command,
                cwd=self.folder,
                env=environment,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
            )
        self.endpoint = f"http://127.0.0.1:{self._port()}"

    def _port(self):
        """As the log tells it."""
        deadline = time.monotonic() + START_SECONDS
        while time.monotonic() < deadline:
            text = self.log.read_text(errors="replace")
            found = re.search(r"serving on port (\d+)", text)
            if found:
                return found[1]
            if self.process.poll() is not None:
                raise RuntimeError(f"the server ended with {self.process.returncode}:\n{text}")
            time.sleep(0.05)
        self.kill()
        raise RuntimeError(f"the server does not serve after {START_SECONDS} s:\n{text}")

    def client(self):
        return boto3.client(
            "s3",
            endpoint_url=self.endpoint,
            region_name="us-east-1",
            aws_access_key_id=ACCESS_KEY,
            aws_secret_access_key=SECRET_KEY,
            config=Config(signature_version="s3v4", s3={"addressing_style": "path"}),
        )

    def stop(self):
        """Ends it as it should be ended; returns its exit code."""
        self.process.terminate()
        try:
            return self.process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            self.kill()
            raise

    def kill(self):
        """Ends it as a power cut would."""
        self.process.kill()
        self.process.wait()

    def forget(self):
        """Deletes its data: pytest keeps the folders of three runs, and a drive takes its room beforehand."""
        for drive in self.drives:
            shutil.rmtree(drive, ignore_errors=True)  # a test may have taken it away
