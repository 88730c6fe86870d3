"""MinIO's SDK for Python against one endpoint: minio_sdk.py URL. A line for each thing that held, exit code 0 for all."""

import io
import os
import sys
import urllib.error
import urllib.request
import uuid
from datetime import datetime, timedelta, timezone
from urllib.parse import urlsplit

from minio import Minio
from minio.commonconfig import COMPLIANCE, ENABLED, GOVERNANCE, ComposeSource, CopySource, SnowballObject, Tags
from minio.datatypes import PostPolicy
from minio.deleteobjects import DeleteObject
from minio.error import S3Error
from minio.objectlockconfig import DAYS, ObjectLockConfig
from minio.retention import Retention
from minio.sse import SseCustomerKey, SseKMS, SseS3
from minio.sseconfig import Rule, SSEConfig
from minio.versioningconfig import SUSPENDED, VersioningConfig

URL = sys.argv[1]
client = Minio(
    urlsplit(URL).netloc,
    access_key=os.environ["AWS_ACCESS_KEY_ID"],
    secret_key=os.environ["AWS_SECRET_ACCESS_KEY"],
    secure=False,
)


def check(actual, expected):
    assert actual == expected, f"expected {expected!r}, got {actual!r}"


def refused(code, call, *arguments, **named):
    try:
        call(*arguments, **named)
    except S3Error as error:
        check(error.code, code)
        return
    raise AssertionError(f"{call.__name__} was not refused with {code}")


def make_bucket(**more):
    name = f"interop-{uuid.uuid4()}"
    client.make_bucket(name, **more)
    return name


def put(bucket, key, body=b"x", **more):
    return client.put_object(bucket, key, io.BytesIO(body), len(body), **more)


def get(bucket, key, **more):
    answer = client.get_object(bucket, key, **more)
    try:
        return answer.read()
    finally:
        answer.close()
        answer.release_conn()


def keys(bucket, **more):
    return [entry.object_name for entry in client.list_objects(bucket, recursive=True, **more)]


def objects():
    bucket = make_bucket()
    body = os.urandom(11_000_000)
    put(bucket, "a b/ü+%", body, part_size=5 << 20, metadata={"colour": "blue"})
    check(get(bucket, "a b/ü+%"), body)
    check(get(bucket, "a b/ü+%", offset=5 << 20, length=10), body[5 << 20 : (5 << 20) + 10])
    stat = client.stat_object(bucket, "a b/ü+%")
    check((stat.size, stat.metadata["x-amz-meta-colour"]), (len(body), "blue"))
    client.put_object(bucket, "unknown", io.BytesIO(body), -1, part_size=5 << 20)
    check(get(bucket, "unknown"), body)
    client.copy_object(bucket, "copy", CopySource(bucket, "a b/ü+%"))
    client.compose_object(bucket, "both", [ComposeSource(bucket, "copy"), ComposeSource(bucket, "unknown")])
    check(client.stat_object(bucket, "both").size, 2 * len(body))
    check(keys(bucket), ["a b/ü+%", "both", "copy", "unknown"])
    check(list(client.remove_objects(bucket, [DeleteObject(key) for key in keys(bucket)])), [])
    check(keys(bucket), [])
    refused("NoSuchKey", client.stat_object, bucket, "copy")
    client.remove_bucket(bucket)
    check(client.bucket_exists(bucket), False)


def versioning():
    bucket = make_bucket()
    client.set_bucket_versioning(bucket, VersioningConfig(ENABLED))
    check(client.get_bucket_versioning(bucket).status, ENABLED)
    first = put(bucket, "k", b"1").version_id
    put(bucket, "k", b"2")
    client.remove_object(bucket, "k")
    listed = list(client.list_objects(bucket, include_version=True))
    check(sorted(entry.is_delete_marker for entry in listed), [False, False, True])
    check(get(bucket, "k", version_id=first), b"1")
    marker = next(entry.version_id for entry in listed if entry.is_delete_marker)
    client.remove_object(bucket, "k", version_id=marker)
    check(get(bucket, "k"), b"2")
    client.set_bucket_versioning(bucket, VersioningConfig(SUSPENDED))
    check(client.get_bucket_versioning(bucket).status, SUSPENDED)


def lock():
    bucket = make_bucket(object_lock=True)
    client.set_object_lock_config(bucket, ObjectLockConfig(GOVERNANCE, 2, DAYS))
    rule = client.get_object_lock_config(bucket)
    check((rule.mode, rule.duration, rule.duration_unit), (GOVERNANCE, 2, DAYS))
    version = put(bucket, "k").version_id
    until = datetime.now(timezone.utc).replace(microsecond=0) + timedelta(days=3)
    check(client.get_object_retention(bucket, "k").mode, GOVERNANCE)
    client.set_object_retention(bucket, "k", Retention(GOVERNANCE, until))
    check(client.get_object_retention(bucket, "k").retain_until_date, until)
    refused("AccessDenied", client.set_object_retention, bucket, "k", Retention(COMPLIANCE, until))
    refused("AccessDenied", client.remove_object, bucket, "k", version_id=version)
    client.enable_object_legal_hold(bucket, "k")
    check(client.is_object_legal_hold_enabled(bucket, "k"), True)
    client.disable_object_legal_hold(bucket, "k")
    check(client.is_object_legal_hold_enabled(bucket, "k"), False)
    held = put(bucket, "held", retention=Retention(GOVERNANCE, until), legal_hold=True).version_id
    check(client.is_object_legal_hold_enabled(bucket, "held", version_id=held), True)
    client.delete_object_lock_config(bucket)
    put(bucket, "free")
    check(client.get_object_retention(bucket, "free"), None)


def tagging():
    bucket = make_bucket()
    tags = Tags.new_bucket_tags()
    tags["a"], tags["b c"] = "1", "x/y"
    check(client.get_bucket_tags(bucket), None)
    client.set_bucket_tags(bucket, tags)
    check(client.get_bucket_tags(bucket), tags)
    client.delete_bucket_tags(bucket)
    check(client.get_bucket_tags(bucket), None)
    tags = Tags.new_object_tags()
    tags["a"], tags["b c"] = "1", "x/y"
    put(bucket, "k", tags=tags)
    check(client.get_object_tags(bucket, "k"), tags)
    client.delete_object_tags(bucket, "k")
    check(client.get_object_tags(bucket, "k"), None)
    client.set_object_tags(bucket, "k", tags)
    check(client.get_object_tags(bucket, "k"), tags)


def encryption():
    bucket = make_bucket()
    body = os.urandom(200_000)
    own, other = SseCustomerKey(os.urandom(32)), SseCustomerKey(os.urandom(32))
    put(bucket, "own", body, sse=own)
    check(get(bucket, "own", ssec=own), body)
    refused("AccessDenied", get, bucket, "own", ssec=other)
    put(bucket, "stored", body, sse=SseS3())
    check(get(bucket, "stored"), body)
    put(bucket, "named", body, sse=SseKMS("second", {}))
    check(client.stat_object(bucket, "named").metadata["x-amz-server-side-encryption-aws-kms-key-id"], "second")
    client.set_bucket_encryption(bucket, SSEConfig(Rule.new_sse_s3_rule()))
    check(client.get_bucket_encryption(bucket).rule.sse_algorithm, "AES256")
    put(bucket, "default", body)
    check(client.stat_object(bucket, "default").metadata["x-amz-server-side-encryption"], "AES256")
    client.delete_bucket_encryption(bucket)
    check(client.get_bucket_encryption(bucket), None)


def fetch(url, method="GET", data=None, headers={}):
    with urllib.request.urlopen(urllib.request.Request(url, method=method, data=data, headers=headers)) as answer:
        return answer.status, answer.read()


def presigned():
    bucket = make_bucket()
    fetch(client.presigned_put_object(bucket, "a b/ü+%"), "PUT", b"body")
    check(fetch(client.presigned_get_object(bucket, "a b/ü+%")), (200, b"body"))
    try:
        fetch(client.presigned_get_object(bucket, "a b/ü+%")[:-1])
        raise AssertionError("a cut signature was accepted")
    except urllib.error.HTTPError as error:
        check(error.code, 403)


def form():
    bucket = make_bucket()
    policy = PostPolicy(bucket, datetime.now(timezone.utc) + timedelta(minutes=10))
    policy.add_starts_with_condition("key", "up/")
    policy.add_content_length_range_condition(1, 10)
    fields = {**client.presigned_post_policy(policy), "key": "up/${filename}"}

    def send(body):
        parts = [f'Content-Disposition: form-data; name="{name}"\r\n\r\n{value}' for name, value in fields.items()]
        parts.append(f'Content-Disposition: form-data; name="file"; filename="a.txt"\r\n\r\n{body}')
        data = "".join(f"--form\r\n{part}\r\n" for part in parts) + "--form--\r\n"
        headers = {"Content-Type": "multipart/form-data; boundary=form"}
        return fetch(f"{URL}/{bucket}", "POST", data.encode(), headers)[0]

    check(send("form"), 204)
    check(get(bucket, "up/a.txt"), b"form")
    try:
        send("longer than ten")
        raise AssertionError("too large a form was accepted")
    except urllib.error.HTTPError as error:
        check(error.code, 400)


def snowball():
    bucket = make_bucket()
    bodies = {f"up/{i} ü": os.urandom(i * 1000) for i in range(20)}
    client.upload_snowball_objects(
        bucket, [SnowballObject(key, data=io.BytesIO(body), length=len(body)) for key, body in bodies.items()]
    )
    check({key: get(bucket, key) for key in keys(bucket)}, bodies)


def append():
    bucket = make_bucket()
    put(bucket, "log", b"one ")
    client.append_object(bucket, "log", io.BytesIO(b"two "), 4)
    client.append_object(bucket, "log", io.BytesIO(b"three"), 5)
    check(get(bucket, "log"), b"one two three")


for topic in (objects, versioning, lock, tagging, encryption, presigned, form, snowball, append):
    topic()
    print(topic.__name__)
