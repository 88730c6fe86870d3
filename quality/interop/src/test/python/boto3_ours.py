"""boto3 on what few servers have: boto3_ours.py URL FUNCTION. Exit code 0 says that all held."""

import gzip
import io
import os
import sys
import tarfile
from datetime import datetime, timedelta, timezone

from boto3_suite import bucket, check, get, keys, put, refused, s3


def archives():
    bodies = {f"up/{i} ü": os.urandom(i * 1000) for i in range(20)}
    for prefix, pack in (("", bytes), ("zipped/", gzip.compress)):
        archive = io.BytesIO()
        with tarfile.open(fileobj=archive, mode="w") as tar:
            for key, body in bodies.items():
                entry = tarfile.TarInfo(prefix + key)
                entry.size = len(body)
                tar.addfile(entry, io.BytesIO(body))
        put(f"{prefix}archive.tar", pack(archive.getvalue()), Metadata={"snowball-auto-extract": "true"})
        check({key: get(prefix + key) for key in bodies}, bodies)
    check(len(keys()), 40)


def appends():
    put("log", b"one ", WriteOffsetBytes=0)
    put("log", b"two ", WriteOffsetBytes=4)
    put("log", b"three", WriteOffsetBytes=8)
    check(get("log"), b"one two three")
    refused("InvalidWriteOffset", put, key="log", body=b"x", WriteOffsetBytes=4)
    check(get("log"), b"one two three")


def renames():
    body = os.urandom(200_000)
    put("old/ü", body, Metadata={"colour": "blue"})
    put("taken")
    source = {"Bucket": bucket, "RenameSource": f"/{bucket}/old/%C3%BC"}
    refused("PreconditionFailed", s3.rename_object, Key="taken", **source, DestinationIfNoneMatch="*")
    s3.rename_object(Key="new", **source)
    check(s3.get_object(Bucket=bucket, Key="new")["Metadata"], {"colour": "blue"})
    check((get("new"), keys()), (body, ["new", "taken"]))
    refused("NoSuchKey", s3.rename_object, Key="again", **source)


def locks():
    s3.put_bucket_versioning(Bucket=bucket, VersioningConfiguration={"Status": "Enabled"})
    rule = {"ObjectLockEnabled": "Enabled", "Rule": {"DefaultRetention": {"Mode": "COMPLIANCE", "Days": 2}}}
    s3.put_object_lock_configuration(Bucket=bucket, ObjectLockConfiguration=rule)
    check(s3.get_object_lock_configuration(Bucket=bucket)["ObjectLockConfiguration"], rule)
    at = {"Bucket": bucket, "Key": "k"}
    version = put("k")["VersionId"]
    until = datetime.now(timezone.utc).replace(microsecond=0) + timedelta(days=3)
    s3.put_object_retention(**at, Retention={"Mode": "COMPLIANCE", "RetainUntilDate": until})
    check(s3.get_object_retention(**at)["Retention"], {"Mode": "COMPLIANCE", "RetainUntilDate": until})
    shorter = {"Mode": "COMPLIANCE", "RetainUntilDate": until - timedelta(days=1)}
    refused("AccessDenied", s3.put_object_retention, **at, Retention=shorter, BypassGovernanceRetention=True)
    refused("AccessDenied", s3.delete_object, **at, VersionId=version, BypassGovernanceRetention=True)
    answer = s3.delete_objects(Bucket=bucket, Delete={"Objects": [{"Key": "k", "VersionId": version}]})
    check(answer["Errors"][0]["Code"], "AccessDenied")
    s3.put_object_legal_hold(**at, LegalHold={"Status": "ON"})
    check(s3.head_object(**at)["ObjectLockLegalHoldStatus"], "ON")


def bucket_tags():
    refused("NoSuchTagSet", s3.get_bucket_tagging, Bucket=bucket)
    tags = [{"Key": "a", "Value": "1"}, {"Key": "b c", "Value": "x/y"}]
    s3.put_bucket_tagging(Bucket=bucket, Tagging={"TagSet": tags})
    check(s3.get_bucket_tagging(Bucket=bucket)["TagSet"], tags)
    s3.delete_bucket_tagging(Bucket=bucket)
    refused("NoSuchTagSet", s3.get_bucket_tagging, Bucket=bucket)


if __name__ == "__main__":
    s3.create_bucket(Bucket=bucket)
    globals()[sys.argv[2]]()
