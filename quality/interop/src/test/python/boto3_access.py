"""boto3 on who may do what: boto3_access.py URL FUNCTION. Exit code 0 says that all held.

Two accounts of the bootstrap file, `one` and `two`, each with its root key.
"""

import http.client
import sys
import urllib.parse
import uuid

import boto3
from boto3_suite import check, refused
from botocore import UNSIGNED
from botocore.config import Config

URL = sys.argv[1]
ALL_USERS = "http://acs.amazonaws.com/groups/global/AllUsers"
PAGE = "https://app.example.org"


def client(**more):
    config = dict(s3={"addressing_style": "path"}, retries={"max_attempts": 1})
    if not more:
        config["signature_version"] = UNSIGNED
    return boto3.client("s3", endpoint_url=URL, region_name="us-east-1", config=Config(**config), **more)


def account(name):
    return client(aws_access_key_id=f"{name}-root", aws_secret_access_key=f"{name}-root-secret")


one = account("one")
two = account("two")
nobody = client()
bucket = f"access-{uuid.uuid4()}"
at = {"Bucket": bucket, "Key": "k"}


def send(method, path, host="", **fields):
    """A request of a browser, unsigned: status, fields in lower case, body."""
    address = urllib.parse.urlsplit(URL)
    connection = http.client.HTTPConnection(address.hostname, address.port)
    headers = {name.replace("_", "-"): value for name, value in fields.items()}
    if host:
        headers["Host"] = f"{host}:{address.port}"
    connection.request(method, path, headers=headers)
    answer = connection.getresponse()
    body = answer.read()
    connection.close()
    return answer.status, {name.lower(): value for name, value in answer.getheaders()}, body


def make(**more):
    one.create_bucket(Bucket=bucket, **more)


def grants(answer):
    return sorted(
        (grant["Grantee"].get("URI") or grant["Grantee"]["ID"], grant["Permission"]) for grant in answer["Grants"]
    )


def cors():
    make()
    one.put_object(**at, Body=b"x")
    refused("NoSuchCORSConfiguration", one.get_bucket_cors, Bucket=bucket)
    rule = {
        "AllowedMethods": ["GET", "PUT"],
        "AllowedOrigins": [PAGE, "http://*.example.org"],
        "AllowedHeaders": ["x-amz-*"],
        "ExposeHeaders": ["ETag"],
        "MaxAgeSeconds": 60,
    }
    one.put_bucket_cors(Bucket=bucket, CORSConfiguration={"CORSRules": [rule]})
    check(one.get_bucket_cors(Bucket=bucket)["CORSRules"], [rule])

    path = f"/{bucket}/k"
    question = {"Access_Control_Request_Method": "PUT", "Access_Control_Request_Headers": "x-amz-acl"}
    status, fields, _ = send("OPTIONS", path, Origin=PAGE, **question)
    check(status, 200)
    check(fields["access-control-allow-origin"], PAGE)
    check(fields["access-control-allow-methods"], "GET, PUT")
    check(fields["access-control-allow-headers"], "x-amz-acl")
    check(fields["access-control-expose-headers"], "ETag")
    check(fields["access-control-max-age"], "60")
    assert "Origin" in fields["vary"]
    for origin, method, status in (("http://a.example.org", "GET", 200), ("http://other.org", "GET", 403), (PAGE, "DELETE", 403)):
        check(send("OPTIONS", path, Origin=origin, Access_Control_Request_Method=method)[0], status)
    check(send("OPTIONS", path)[0], 400)

    status, fields, _ = send("GET", path, Origin=PAGE)
    check((status, fields["access-control-allow-origin"]), (403, PAGE))
    url = one.generate_presigned_url("get_object", Params=at)
    status, fields, body = send("GET", url[len(URL.rstrip("/")) :], Origin=PAGE)
    check((status, body, fields["access-control-allow-origin"]), (200, b"x", PAGE))

    rules = {"CORSRules": [{"AllowedMethods": ["PATCH"], "AllowedOrigins": ["*"]}]}
    refused("InvalidRequest", one.put_bucket_cors, Bucket=bucket, CORSConfiguration=rules)
    one.delete_bucket_cors(Bucket=bucket)
    refused("NoSuchCORSConfiguration", one.get_bucket_cors, Bucket=bucket)


def acls():
    make(ObjectOwnership="ObjectWriter")
    owner = one.list_buckets()["Owner"]["ID"]
    other = two.list_buckets()["Owner"]["ID"]
    one.put_object(**at, Body=b"x")
    check(grants(one.get_object_acl(**at)), [(owner, "FULL_CONTROL")])
    refused("AccessDenied", nobody.get_object, **at)

    before = one.head_object(**at)["LastModified"]
    one.put_object_acl(**at, ACL="public-read")
    check(nobody.get_object(**at)["Body"].read(), b"x")
    check(one.head_object(**at)["LastModified"], before)
    check(grants(one.get_object_acl(**at)), sorted([(owner, "FULL_CONTROL"), (ALL_USERS, "READ")]))
    one.copy_object(Bucket=bucket, Key="copy", CopySource=at)
    refused("AccessDenied", nobody.get_object, Bucket=bucket, Key="copy")

    one.put_object_acl(**at, GrantRead=f"id={other}")
    refused("AccessDenied", nobody.get_object, **at)
    two.get_object(**at)
    refused("AccessDenied", two.get_object_acl, **at)
    policy = one.get_object_acl(**at)
    policy["Grants"].append({"Grantee": {"Type": "AmazonCustomerByEmail", "EmailAddress": "two@example.org"}, "Permission": "READ_ACP"})
    one.put_object_acl(**at, AccessControlPolicy={"Owner": policy["Owner"], "Grants": policy["Grants"]})
    check(grants(two.get_object_acl(**at)), [(other, "READ"), (other, "READ_ACP")])

    refused("AccessDenied", nobody.list_objects_v2, Bucket=bucket)
    one.put_bucket_acl(Bucket=bucket, ACL="public-read-write")
    nobody.list_objects_v2(Bucket=bucket)
    two.put_object(Bucket=bucket, Key="theirs", Body=b"y")
    refused("AccessDenied", one.get_object, Bucket=bucket, Key="theirs")
    listed = one.list_objects_v2(Bucket=bucket, FetchOwner=True)["Contents"]
    check({entry["Key"]: entry["Owner"]["ID"] for entry in listed}, {"copy": owner, "k": owner, "theirs": other})
    two.put_object_acl(Bucket=bucket, Key="theirs", ACL="bucket-owner-full-control")
    one.get_object(Bucket=bucket, Key="theirs")

    upload = two.create_multipart_upload(Bucket=bucket, Key="parts", ACL="public-read")["UploadId"]
    part = two.upload_part(Bucket=bucket, Key="parts", UploadId=upload, PartNumber=1, Body=b"z")
    parts = {"Parts": [{"PartNumber": 1, "ETag": part["ETag"]}]}
    two.complete_multipart_upload(Bucket=bucket, Key="parts", UploadId=upload, MultipartUpload=parts)
    check(nobody.get_object(Bucket=bucket, Key="parts")["Body"].read(), b"z")

    block = {"BlockPublicAcls": True, "IgnorePublicAcls": True, "BlockPublicPolicy": False, "RestrictPublicBuckets": False}
    one.put_public_access_block(Bucket=bucket, PublicAccessBlockConfiguration=block)
    refused("AccessDenied", nobody.get_object, Bucket=bucket, Key="parts")
    refused("AccessDenied", one.put_bucket_acl, Bucket=bucket, ACL="public-read")
    one.put_bucket_acl(Bucket=bucket, ACL="private")

    refused("InvalidArgument", one.put_bucket_acl, Bucket=bucket, GrantRead="id=nobody")
    refused("InvalidArgument", one.put_object_acl, **at, ACL="fake")
    refused("UnresolvableGrantByEmailAddress", one.put_bucket_acl, Bucket=bucket, GrantRead="emailAddress=no@example.org")


def ownership():
    make()
    enforced = {"Rules": [{"ObjectOwnership": "BucketOwnerEnforced"}]}
    check(one.get_bucket_ownership_controls(Bucket=bucket)["OwnershipControls"], enforced)
    refused("AccessControlListNotSupported", one.put_object, **at, ACL="public-read")
    refused("AccessControlListNotSupported", one.put_bucket_acl, Bucket=bucket, ACL="public-read")
    one.put_object(**at, ACL="bucket-owner-full-control")
    one.delete_bucket_ownership_controls(Bucket=bucket)
    refused("OwnershipControlsNotFoundError", one.get_bucket_ownership_controls, Bucket=bucket)
    one.put_bucket_acl(Bucket=bucket, ACL="public-read-write")
    refused(
        "InvalidBucketAclWithObjectOwnership",
        one.put_bucket_ownership_controls,
        Bucket=bucket,
        OwnershipControls=enforced,
    )
    preferred = {"Rules": [{"ObjectOwnership": "BucketOwnerPreferred"}]}
    one.put_bucket_ownership_controls(Bucket=bucket, OwnershipControls=preferred)
    two.put_object(**at, Body=b"given", ACL="bucket-owner-full-control")
    check(one.get_object(**at)["Body"].read(), b"given")
    refused("AccessDenied", two.get_object, **at)
    two.put_object(**at, Body=b"kept")
    refused("AccessDenied", one.get_object, **at)
    one.put_bucket_acl(Bucket=bucket, ACL="private")
    one.put_bucket_ownership_controls(Bucket=bucket, OwnershipControls=enforced)
    check(one.get_object(**at)["Body"].read(), b"kept")
    own = "111122223333"
    one.head_object(**at, ExpectedBucketOwner=own)
    refused("403", one.head_object, **at, ExpectedBucketOwner="444455556666")


def website():
    make(ObjectOwnership="ObjectWriter")
    site = {
        "IndexDocument": {"Suffix": "index.html"},
        "ErrorDocument": {"Key": "error.html"},
        "RoutingRules": [{"Condition": {"KeyPrefixEquals": "old/"}, "Redirect": {"ReplaceKeyPrefixWith": "new/"}}],
    }
    refused("NoSuchWebsiteConfiguration", one.get_bucket_website, Bucket=bucket)
    one.put_bucket_website(Bucket=bucket, WebsiteConfiguration=site)
    check(one.get_bucket_website(Bucket=bucket)["ErrorDocument"], site["ErrorDocument"])
    host = f"{bucket}.web.example.org"
    check(send("GET", "/", host)[0], 403)
    for key in ("index.html", "docs/index.html", "error.html"):
        one.put_object(Bucket=bucket, Key=key, Body=key.encode(), ContentType="text/html", ACL="public-read")
    status, fields, body = send("GET", "/", host)
    check((status, fields["content-type"], body), (200, "text/html", b"index.html"))
    check(send("GET", "/docs/", host)[2], b"docs/index.html")
    status, fields, _ = send("GET", "/docs", host)
    check((status, fields["location"]), (302, "/docs/"))
    status, fields, _ = send("GET", "/old/page", host)
    check((status, fields["location"]), (301, f"http://{host}:{urllib.parse.urlsplit(URL).port}/new/page"))
    status, _, body = send("GET", "/absent", host)
    check((status, body), (403, b"error.html"))
    one.put_bucket_acl(Bucket=bucket, ACL="public-read")
    status, _, body = send("GET", "/absent", host)
    check((status, body), (404, b"error.html"))
    check(send("POST", "/", host)[0], 405)
    one.delete_bucket_website(Bucket=bucket)
    status, fields, body = send("GET", "/", host)
    check((status, fields["x-amz-error-code"]), (404, "NoSuchWebsiteConfiguration"))


if __name__ == "__main__":
    globals()[sys.argv[2]]()
