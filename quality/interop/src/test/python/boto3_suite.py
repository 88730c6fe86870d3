"""boto3 against one endpoint: boto3_suite.py URL FUNCTION. Exit code 0 says that all held."""

import base64
import hashlib
import io
import json
import os
import sys
import urllib.error
import urllib.request
import uuid

import boto3
from boto3.s3.transfer import TransferConfig
from botocore import UNSIGNED
from botocore.config import Config
from botocore.exceptions import ClientError

URL = sys.argv[1]
s3 = boto3.client(
    "s3",
    endpoint_url=URL,
    config=Config(signature_version="s3v4", s3={"addressing_style": "path"}, retries={"max_attempts": 1}),
)
bucket = f"interop-{uuid.uuid4()}"


def check(actual, expected):
    assert actual == expected, f"expected {expected!r}, got {actual!r}"


def refused(code, call, **arguments):
    try:
        call(**arguments)
    except ClientError as error:
        check(error.response["Error"]["Code"], code)
        return error.response
    raise AssertionError(f"{call.__name__} was not refused with {code}")


def put(key, body=b"x", **more):
    return s3.put_object(Bucket=bucket, Key=key, Body=body, **more)


def get(key, **more):
    return s3.get_object(Bucket=bucket, Key=key, **more)["Body"].read()


def keys(**more):
    pages = s3.get_paginator("list_objects_v2").paginate(Bucket=bucket, **more)
    return [entry["Key"] for page in pages for entry in page.get("Contents", [])]


def buckets():
    assert bucket in [entry["Name"] for entry in s3.list_buckets()["Buckets"]]
    s3.head_bucket(Bucket=bucket)
    s3.create_bucket(Bucket=bucket)
    refused("BucketAlreadyOwnedByYou", s3.create_bucket, Bucket=bucket, ObjectLockEnabledForBucket=True)
    put("guard")
    refused("BucketNotEmpty", s3.delete_bucket, Bucket=bucket)
    s3.delete_object(Bucket=bucket, Key="guard")
    s3.delete_bucket(Bucket=bucket)
    refused("404", s3.head_bucket, Bucket=bucket)


def objects():
    for size in (0, 1, 8191, 1 << 20, (1 << 20) + 1, 7_000_000):
        body = os.urandom(size)
        check(put("k", body)["ETag"], f'"{hashlib.md5(body).hexdigest()}"')
        check(get("k"), body)
        check(s3.head_object(Bucket=bucket, Key="k")["ContentLength"], size)
    s3.copy_object(Bucket=bucket, Key="copy", CopySource={"Bucket": bucket, "Key": "k"})
    check(get("copy"), body)
    s3.delete_object(Bucket=bucket, Key="k")
    refused("NoSuchKey", s3.get_object, Bucket=bucket, Key="k")


def ranges():
    body = os.urandom(3_000_000)
    put("k", body)
    for first, last in ((0, 0), (1_048_575, 1_048_577), (2_999_999, 2_999_999)):
        answer = s3.get_object(Bucket=bucket, Key="k", Range=f"bytes={first}-{last}")
        check(answer["ContentRange"], f"bytes {first}-{last}/3000000")
        check(answer["ResponseMetadata"]["HTTPStatusCode"], 206)
        check(answer["Body"].read(), body[first : last + 1])
    check(get("k", Range="bytes=-10"), body[-10:])
    check(get("k", Range="bytes=2999000-"), body[2_999_000:])
    refused("InvalidRange", s3.get_object, Bucket=bucket, Key="k", Range="bytes=3000000-")


def metadata():
    put("k", Metadata={"plain": "value", "encoded": "=?UTF-8?B?w7w=?="}, ContentType="text/x-own", Tagging="a=1")
    head = s3.head_object(Bucket=bucket, Key="k")
    check(head["Metadata"]["plain"], "value")
    check(head["ContentType"], "text/x-own")
    s3.put_object_tagging(Bucket=bucket, Key="k", Tagging={"TagSet": [{"Key": "b c", "Value": "x:y/z"}]})
    check(s3.get_object_tagging(Bucket=bucket, Key="k")["TagSet"], [{"Key": "b c", "Value": "x:y/z"}])
    s3.delete_object_tagging(Bucket=bucket, Key="k")
    check(s3.get_object_tagging(Bucket=bucket, Key="k")["TagSet"], [])


def odd_keys():
    names = ["a b", "a+b", "a%2Fb", "ü/日本/🙂", "x//y", "t/", "q?u#e&s", "'\"<>", "a:b;c,d=e@f", "~*()!", "n\nl"]
    for name in names:
        put(name, name.encode())
        check(get(name), name.encode())
    check(keys(), sorted(names, key=str.encode))
    put("a/b", b"1")
    put("a/b/c", b"2")
    check((get("a/b"), get("a/b/c")), (b"1", b"2"))
    put("k" * 1024)
    refused("KeyTooLongError", s3.put_object, Bucket=bucket, Key="k" * 1025, Body=b"")


def listing():
    names = sorted([f"d{i % 5}/{i:03}" for i in range(60)] + ["top"])
    for name in names:
        put(name)
    check(keys(PaginationConfig={"PageSize": 7}), names)
    check(keys(Prefix="d3/"), [name for name in names if name.startswith("d3/")])
    pages = s3.get_paginator("list_objects_v2").paginate(Bucket=bucket, Delimiter="/", PaginationConfig={"PageSize": 2})
    check([p["Prefix"] for page in pages for p in page.get("CommonPrefixes", [])], [f"d{i}/" for i in range(5)])
    check(keys(StartAfter="d4/050"), [name for name in names if name > "d4/050"])
    marker, found = "", []
    while True:
        page = s3.list_objects(Bucket=bucket, Marker=marker, MaxKeys=11)
        found += [entry["Key"] for entry in page["Contents"]]
        if not page["IsTruncated"]:
            break
        marker = found[-1]
    check(found, names)


def multipart():
    body = os.urandom(11_000_000)
    upload = s3.create_multipart_upload(Bucket=bucket, Key="k")["UploadId"]
    parts = []
    for number, start in enumerate(range(0, len(body), 5 << 20), 1):
        piece = body[start : start + (5 << 20)]
        etag = s3.upload_part(Bucket=bucket, Key="k", UploadId=upload, PartNumber=number, Body=piece)["ETag"]
        parts.append({"PartNumber": number, "ETag": etag})
    listed = s3.list_parts(Bucket=bucket, Key="k", UploadId=upload, MaxParts=2)
    check((len(listed["Parts"]), listed["IsTruncated"]), (2, True))
    check([u["UploadId"] for u in s3.list_multipart_uploads(Bucket=bucket, Prefix="k")["Uploads"]], [upload])
    done = s3.complete_multipart_upload(Bucket=bucket, Key="k", UploadId=upload, MultipartUpload={"Parts": parts})
    sums = b"".join(bytes.fromhex(part["ETag"].strip('"')) for part in parts)
    check(done["ETag"], f'"{hashlib.md5(sums).hexdigest()}-3"')
    check(get("k"), body)
    upload = s3.create_multipart_upload(Bucket=bucket, Key="gone")["UploadId"]
    s3.abort_multipart_upload(Bucket=bucket, Key="gone", UploadId=upload)
    refused("NoSuchUpload", s3.list_parts, Bucket=bucket, Key="gone", UploadId=upload)


def versions():
    s3.put_bucket_versioning(Bucket=bucket, VersioningConfiguration={"Status": "Enabled"})
    ids = [put("k", str(i).encode())["VersionId"] for i in range(3)]
    for i, version in enumerate(ids):
        check(get("k", VersionId=version), str(i).encode())
    marker = s3.delete_object(Bucket=bucket, Key="k")
    check(marker["DeleteMarker"], True)
    refused("NoSuchKey", s3.get_object, Bucket=bucket, Key="k")
    page = s3.list_object_versions(Bucket=bucket)
    check([entry["VersionId"] for entry in page["Versions"]], ids[::-1])
    check([entry["VersionId"] for entry in page["DeleteMarkers"]], [marker["VersionId"]])
    s3.delete_object(Bucket=bucket, Key="k", VersionId=marker["VersionId"])
    check(get("k"), b"2")


def multi_delete():
    names = [f"k{i} &<ü>" for i in range(30)]
    for name in names:
        put(name)
    answer = s3.delete_objects(Bucket=bucket, Delete={"Objects": [{"Key": name} for name in names]})
    check(sorted(entry["Key"] for entry in answer["Deleted"]), sorted(names))
    quiet = s3.delete_objects(Bucket=bucket, Delete={"Objects": [{"Key": "never"}], "Quiet": True})
    check((quiet.get("Deleted"), quiet.get("Errors")), (None, None))
    check(keys(), [])


def conditions():
    put("k", b"1", IfNoneMatch="*")
    refused("PreconditionFailed", s3.put_object, Bucket=bucket, Key="k", Body=b"2", IfNoneMatch="*")
    etag = s3.head_object(Bucket=bucket, Key="k")["ETag"]
    refused("304", s3.get_object, Bucket=bucket, Key="k", IfNoneMatch=etag)
    refused("PreconditionFailed", s3.get_object, Bucket=bucket, Key="k", IfMatch='"other"')
    put("k", b"3", IfMatch=etag)
    refused("PreconditionFailed", s3.put_object, Bucket=bucket, Key="k", Body=b"4", IfMatch=etag)
    check(get("k"), b"3")


def checksums():
    body = os.urandom(200_000)
    for algorithm in ("CRC32", "SHA1", "SHA256"):
        put(algorithm, body, ChecksumAlgorithm=algorithm)
        head = s3.head_object(Bucket=bucket, Key=algorithm, ChecksumMode="ENABLED")
        assert head[f"Checksum{algorithm}"]
    check(head["ChecksumSHA256"], base64.b64encode(hashlib.sha256(body).digest()).decode())
    refused("BadDigest", s3.put_object, Bucket=bucket, Key="bad", Body=body, ChecksumCRC32="AAAAAA==")
    attributes = s3.get_object_attributes(Bucket=bucket, Key="SHA256", ObjectAttributes=["ETag", "ObjectSize", "Checksum"])
    check(attributes["ObjectSize"], 200_000)
    check(attributes["ETag"], hashlib.md5(body).hexdigest())


def fetch(url, method="GET", data=None, headers={}):
    with urllib.request.urlopen(urllib.request.Request(url, method=method, data=data, headers=headers)) as answer:
        return answer.read()


def presigned():
    for key in ("plain", "a b/ü+%.txt"):
        address = {"Bucket": bucket, "Key": key}
        fetch(s3.generate_presigned_url("put_object", address), "PUT", b"body")
        check(fetch(s3.generate_presigned_url("get_object", address)), b"body")
        attachment = {**address, "ResponseContentDisposition": 'attachment; filename="x y"'}
        check(fetch(s3.generate_presigned_url("get_object", attachment)), b"body")
    try:
        fetch(s3.generate_presigned_url("get_object", {"Bucket": bucket, "Key": "plain"})[:-1])
        raise AssertionError("a cut signature was accepted")
    except urllib.error.HTTPError as error:
        check(error.code, 403)


def send_form(post, body, name="a.txt", behind=b""):
    """A form as a browser sends it; answers status, fields and body."""
    boundary = "----form"
    parts = [
        f'Content-Disposition: form-data; name="{field}"\r\n\r\n{value}\r\n--{boundary}\r\n'.encode()
        for field, value in post["fields"].items()
    ]
    head = f'Content-Disposition: form-data; name="file"; filename="{name}"\r\n\r\n'.encode()
    data = f"--{boundary}\r\n".encode() + b"".join(parts) + head + body + behind + f"\r\n--{boundary}--\r\n".encode()
    request = urllib.request.Request(post["url"], data, {"Content-Type": f"multipart/form-data; boundary={boundary}"})
    try:
        with urllib.request.urlopen(request) as answer:
            return answer.status, answer.headers, answer.read().decode()
    except urllib.error.HTTPError as error:
        return error.code, error.headers, error.read().decode()


def forms():
    for version in ("s3v4", "s3"):
        client = boto3.client("s3", endpoint_url=URL, config=Config(signature_version=version, s3={"addressing_style": "path"}))

        def sign(key, fields=None, conditions=None, **more):
            return client.generate_presigned_post(bucket, key, fields, conditions, **more)

        status, headers, body = send_form(sign("plain"), b"form")
        check((status, body), (204, ""))
        check(headers["ETag"], s3.head_object(Bucket=bucket, Key="plain")["ETag"])
        check(get("plain"), b"form")
        meta = {"x-amz-meta-a": "b", "Content-Type": "text/x", "success_action_status": "201"}
        status, _, body = send_form(sign("up/${filename}", meta, [{name: value} for name, value in meta.items()]), b"x")
        check(status, 201)
        assert "<Key>up/a.txt</Key>" in body, body
        head = s3.head_object(Bucket=bucket, Key="up/a.txt")
        check((head["Metadata"], head["ContentType"]), ({"a": "b"}, "text/x"))
        large = os.urandom(5 << 20) + b"\r\n----form" * 1000
        behind = b'\r\n------form\r\nContent-Disposition: form-data; name="submit"\r\n\r\nUpload'
        check(send_form(sign("large", None, [["content-length-range", 1, 6 << 20]]), large, behind=behind)[0], 204)
        check(get("large"), large)
        for code, post in [
            ("EntityTooLarge", sign("k", None, [["content-length-range", 0, 1]])),
            ("EntityTooSmall", sign("k", None, [["content-length-range", 9, 10]])),
            ("AccessDenied", sign("k", {"x-amz-meta-a": "b"})),
            ("AccessDenied", sign("k", ExpiresIn=-1)),
        ]:
            status, _, body = send_form(post, b"form")
            assert f"<Code>{code}</Code>" in body, (code, status, body)
        wrong = sign("k")
        wrong["fields"]["key"] = "other"
        check(send_form(wrong, b"form")[0], 403)


def transfer():
    body = os.urandom(20_000_000)
    config = TransferConfig(multipart_threshold=6 << 20, multipart_chunksize=6 << 20, max_concurrency=4)
    s3.upload_fileobj(io.BytesIO(body), bucket, "k", Config=config)
    target = io.BytesIO()
    s3.download_fileobj(bucket, "k", target, Config=config)
    check(target.getvalue(), body)
    s3.copy({"Bucket": bucket, "Key": "k"}, bucket, "copy", Config=config)
    check(get("copy"), body)


def encryption():
    body = os.urandom(200_000)
    answer = put("stored", body, ServerSideEncryption="AES256")
    check(answer["ServerSideEncryption"], "AES256")
    check(answer["ETag"].strip('"'), hashlib.md5(body).hexdigest())
    check(get("stored"), body)
    answer = put("named", body, ServerSideEncryption="aws:kms", SSEKMSKeyId="second")
    check(answer["SSEKMSKeyId"], "second")
    check(get("named", Range="bytes=65000-66000"), body[65000:66001])
    refused("KMS.NotFoundException", put, key="k", ServerSideEncryption="aws:kms", SSEKMSKeyId="no")
    key = {"SSECustomerAlgorithm": "AES256", "SSECustomerKey": os.urandom(32)}
    put("own", body, **key)
    check(get("own", **key), body)
    refused("InvalidRequest", s3.get_object, Bucket=bucket, Key="own")
    other = {"SSECustomerAlgorithm": "AES256", "SSECustomerKey": os.urandom(32)}
    refused("AccessDenied", s3.get_object, Bucket=bucket, Key="own", **other)
    source = {f"CopySource{name}": value for name, value in key.items()}
    copied = {"Bucket": bucket, "Key": "copy", "CopySource": {"Bucket": bucket, "Key": "own"}}
    s3.copy_object(**copied, **source, ServerSideEncryption="AES256")
    check(get("copy"), body)
    rule = {"ApplyServerSideEncryptionByDefault": {"SSEAlgorithm": "AES256"}}
    s3.put_bucket_encryption(Bucket=bucket, ServerSideEncryptionConfiguration={"Rules": [rule]})
    config = TransferConfig(multipart_threshold=6 << 20, multipart_chunksize=6 << 20)
    large = os.urandom(14_000_000)
    s3.upload_fileobj(io.BytesIO(large), bucket, "large", Config=config)
    check(s3.head_object(Bucket=bucket, Key="large")["ServerSideEncryption"], "AES256")
    check(get("large"), large)
    s3.delete_bucket_encryption(Bucket=bucket)
    code = "ServerSideEncryptionConfigurationNotFoundError"
    refused(code, s3.get_bucket_encryption, Bucket=bucket)


def statement(actions, resource, effect="Allow", **more):
    return {
        "Effect": effect,
        "Principal": {"AWS": ["*"]},
        "Action": actions,
        "Resource": [f"arn:aws:s3:::{bucket}{resource}"],
        **more,
    }


def put_policy(*statements):
    document = json.dumps({"Version": "2012-10-17", "Statement": statements})
    s3.put_bucket_policy(Bucket=bucket, Policy=document)
    check(s3.get_bucket_policy(Bucket=bucket)["Policy"], document)


def policies():
    nobody = boto3.client("s3", endpoint_url=URL, config=Config(signature_version=UNSIGNED))
    at = {"Bucket": bucket, "Key": "k"}
    put("k", b"open")
    refused("NoSuchBucketPolicy", s3.get_bucket_policy, Bucket=bucket)
    refused("AccessDenied", nobody.get_object, **at)

    # What MinIO's client calls "download", "upload" and "public".
    read = [
        statement(["s3:GetBucketLocation", "s3:ListBucket"], ""),
        statement(["s3:GetObject"], "/*"),
    ]
    write = [
        statement(["s3:GetBucketLocation", "s3:ListBucketMultipartUploads"], ""),
        statement(
            ["s3:AbortMultipartUpload", "s3:DeleteObject", "s3:ListMultipartUploadParts", "s3:PutObject"], "/*"
        ),
    ]
    put_policy(*read)
    check(nobody.get_object(**at)["Body"].read(), b"open")
    check(nobody.list_objects_v2(Bucket=bucket)["KeyCount"], 1)
    refused("AccessDenied", nobody.put_object, **at)
    check(s3.get_bucket_policy_status(Bucket=bucket)["PolicyStatus"]["IsPublic"], True)
    put_policy(*write)
    nobody.put_object(**at, Body=b"put by nobody")
    refused("AccessDenied", nobody.get_object, **at)
    refused("AccessDenied", nobody.list_objects_v2, Bucket=bucket)
    put_policy(*read, *write)
    check(nobody.get_object(**at)["Body"].read(), b"put by nobody")
    nobody.delete_object(**at)

    # Conditions.
    put("k", b"x", Tagging="level=open")
    put("hidden", b"x", Tagging="level=secret")
    put_policy(
        statement(["s3:GetObject"], "/*", Condition={"StringEquals": {"s3:ExistingObjectTag/level": "open"}}),
        statement(["s3:ListBucket"], "", Condition={"StringEquals": {"s3:prefix": "k"}}),
    )
    nobody.get_object(**at)
    refused("AccessDenied", nobody.get_object, Bucket=bucket, Key="hidden")
    nobody.list_objects_v2(Bucket=bucket, Prefix="k")
    refused("AccessDenied", nobody.list_objects_v2, Bucket=bucket)
    put_policy(statement(["s3:GetObject"], "/*", Condition={"IpAddress": {"aws:SourceIp": "127.0.0.0/8"}}))
    nobody.get_object(**at)
    check(s3.get_bucket_policy_status(Bucket=bucket)["PolicyStatus"]["IsPublic"], False)
    put_policy(statement(["s3:GetObject"], "/*", Condition={"IpAddress": {"aws:SourceIp": "192.0.2.0/24"}}))
    refused("AccessDenied", nobody.get_object, **at)

    # The owner is stopped, but not locked out.
    put_policy(statement(["s3:*"], "/*", "Deny"))
    refused("AccessDenied", s3.get_object, **at)
    s3.delete_bucket_policy(Bucket=bucket)
    check(get("k"), b"x")

    # Nothing public by mistake.
    block = {"BlockPublicAcls": False, "IgnorePublicAcls": False, "BlockPublicPolicy": True, "RestrictPublicBuckets": True}
    refused("NoSuchPublicAccessBlockConfiguration", s3.get_public_access_block, Bucket=bucket)
    s3.put_public_access_block(Bucket=bucket, PublicAccessBlockConfiguration=block)
    check(s3.get_public_access_block(Bucket=bucket)["PublicAccessBlockConfiguration"], block)
    document = json.dumps({"Version": "2012-10-17", "Statement": read})
    refused("AccessDenied", s3.put_bucket_policy, Bucket=bucket, Policy=document)
    s3.delete_public_access_block(Bucket=bucket)

    answer = refused("MalformedPolicy", s3.put_bucket_policy, Bucket=bucket, Policy="{}")
    check(answer["ResponseMetadata"]["HTTPStatusCode"], 400)


def errors():
    refused("NoSuchBucket", s3.list_objects_v2, Bucket=f"never-{uuid.uuid4()}")
    refused("InvalidBucketName", s3.create_bucket, Bucket="Upper_Case")
    refused("NoSuchUpload", s3.list_parts, Bucket=bucket, Key="k", UploadId="never")
    refused("404", s3.head_object, Bucket=bucket, Key="never")
    other = boto3.client("s3", endpoint_url=URL, aws_access_key_id="nobody", aws_secret_access_key="x" * 20)
    answer = refused("InvalidAccessKeyId", other.list_buckets)
    check(answer["ResponseMetadata"]["HTTPStatusCode"], 403)


if __name__ == "__main__":
    s3.create_bucket(Bucket=bucket)
    globals()[sys.argv[2]]()
