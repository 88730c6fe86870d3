"""What the archive promises, seen on a real server."""

import hashlib
import io
import shutil
import urllib.error
import urllib.request

import pytest
from archive import Archive


def read(url):
    with urllib.request.urlopen(url) as answer:
        return answer.read()


def test_what_is_saved_again_keeps_what_was_there(archive):
    first = archive.save("letter", b"Dear Ada")
    second = archive.save("letter", b"Dear Grace")
    assert archive.load("letter") == b"Dear Grace"
    assert archive.load("letter", VersionId=first) == b"Dear Ada"
    assert archive.history("letter") == [second, first]


def test_what_was_thrown_away_can_be_brought_back(archive):
    version = archive.save("letter", b"Dear Ada")
    archive.throw_away("letter")
    with pytest.raises(archive.s3.exceptions.NoSuchKey):
        archive.load("letter")
    archive.bring_back("letter", version)
    assert archive.load("letter") == b"Dear Ada"


def test_a_link_reads_one_letter_and_no_other(archive):
    archive.save("letter", b"Dear Ada")
    archive.save("secret", b"Dear Grace")
    link = archive.link("letter", seconds=60)
    assert read(link) == b"Dear Ada"
    with pytest.raises(urllib.error.HTTPError) as refused:
        read(link.replace("/letter?", "/secret?"))
    assert refused.value.code == 403
    with pytest.raises(urllib.error.HTTPError) as refused:
        read(link.split("?")[0])
    assert refused.value.code == 403


def test_a_large_letter_goes_in_parts(archive):
    body = bytes(range(256)) * (12 << 12)  # 12 MiB: more than one part
    archive.s3.upload_fileobj(io.BytesIO(body), archive.bucket, "large")
    assert archive.s3.head_object(Bucket=archive.bucket, Key="large")["ETag"].endswith('-2"')
    assert hashlib.sha256(archive.load("large")).digest() == hashlib.sha256(body).digest()


@pytest.mark.parametrize("end", ["stop", "kill"])
def test_what_was_acknowledged_is_there_after_a_restart(own_server, end):
    version = Archive(own_server.client(), "archive").save("letter", b"Dear Ada")
    getattr(own_server, end)()
    own_server.start()
    again = own_server.client()
    answer = again.get_object(Bucket="archive", Key="letter")
    assert answer["Body"].read() == b"Dear Ada"
    assert answer["VersionId"] == version


def test_a_lost_drive_takes_nothing_along(own_server):
    Archive(own_server.client(), "archive").save("letter", b"Dear Ada")
    own_server.stop()
    shutil.rmtree(own_server.drives[0])
    own_server.start()
    answer = own_server.client().get_object(Bucket="archive", Key="letter")
    assert answer["Body"].read() == b"Dear Ada"
