// AWS SDK for JavaScript v3 against one endpoint: aws_sdk.js URL. A line for each thing that held.
import { randomBytes } from "node:crypto";
import { Readable } from "node:stream";
import * as s3 from "@aws-sdk/client-s3";
import { createPresignedPost } from "@aws-sdk/s3-presigned-post";
import { getSignedUrl } from "@aws-sdk/s3-request-presigner";
import { ENDPOINT, check, freshName, refused, runAll, sendForm, visit } from "./checks.js";

const client = new s3.S3Client({ endpoint: ENDPOINT.href, region: "us-east-1", forcePathStyle: true });

/** `call("GetObject", {...})` */
function call(operation, input) {
  return client.send(new s3[`${operation}Command`](input));
}

async function newBucket(more = {}) {
  const Bucket = freshName();
  await call("CreateBucket", { Bucket, ...more });
  return Bucket;
}

async function get(input) {
  const answer = await call("GetObject", input);
  return Buffer.from(await answer.Body.transformToByteArray());
}

async function objects() {
  const Bucket = await newBucket();
  const at = { Bucket, Key: "a b/ü+%" };
  const body = randomBytes(3_000_000);
  await call("PutObject", { ...at, Body: body, Metadata: { colour: "blue" }, CacheControl: "max-age=90" });
  check((await get(at)).equals(body), true);
  check((await get({ ...at, Range: "bytes=1048570-1048580" })).equals(body.subarray(1048570, 1048581)), true);
  const head = await call("HeadObject", at);
  check([head.ContentLength, head.Metadata, head.CacheControl], [3_000_000, { colour: "blue" }, "max-age=90"]);
  await call("CopyObject", { Bucket, Key: "copy", CopySource: encodeURIComponent(`${Bucket}/${at.Key}`) });
  const listed = await call("ListObjectsV2", { Bucket, Delimiter: "/" });
  check([listed.Contents[0].Key, listed.CommonPrefixes[0].Prefix], ["copy", "a b/"]);
  await refused("PreconditionFailed", () => call("PutObject", { ...at, IfNoneMatch: "*", Body: "x" }));
  const doomed = { Objects: [{ Key: "copy" }, { Key: at.Key }] };
  check((await call("DeleteObjects", { Bucket, Delete: doomed })).Deleted.length, 2);
  await refused("NoSuchKey", () => get(at));
  await call("DeleteBucket", { Bucket });
}

async function parts() {
  const at = { Bucket: await newBucket(), Key: "k", ChecksumAlgorithm: "CRC32C" };
  const body = randomBytes(6 << 20);
  const { UploadId } = await call("CreateMultipartUpload", at);
  const Parts = [];
  for (const [from, to] of [[0, 5 << 20], [5 << 20, 6 << 20]]) {
    const part = { ...at, UploadId, PartNumber: Parts.length + 1, Body: body.subarray(from, to) };
    const { ETag, ChecksumCRC32C } = await call("UploadPart", part);
    Parts.push({ ETag, ChecksumCRC32C, PartNumber: part.PartNumber });
  }
  const done = await call("CompleteMultipartUpload", { ...at, UploadId, MultipartUpload: { Parts } });
  check([done.ETag.endsWith('-2"'), done.ChecksumCRC32C.endsWith("-2")], [true, true]);
  check((await get(at)).equals(body), true);
}

async function versioning() {
  const Bucket = await newBucket();
  await call("PutBucketVersioning", { Bucket, VersioningConfiguration: { Status: "Enabled" } });
  check((await call("GetBucketVersioning", { Bucket })).Status, "Enabled");
  const at = { Bucket, Key: "k" };
  const { VersionId } = await call("PutObject", { ...at, Body: "1" });
  await call("PutObject", { ...at, Body: "2" });
  const marker = await call("DeleteObject", at);
  check(marker.DeleteMarker, true);
  const listed = await call("ListObjectVersions", { Bucket });
  check([listed.Versions.length, listed.DeleteMarkers.length], [2, 1]);
  check((await get({ ...at, VersionId })).toString(), "1");
  await call("DeleteObject", { ...at, VersionId: marker.VersionId });
  check((await get(at)).toString(), "2");
}

async function lock() {
  const Bucket = await newBucket({ ObjectLockEnabledForBucket: true });
  const rule = { ObjectLockEnabled: "Enabled", Rule: { DefaultRetention: { Mode: "COMPLIANCE", Days: 2 } } };
  await call("PutObjectLockConfiguration", { Bucket, ObjectLockConfiguration: rule });
  check((await call("GetObjectLockConfiguration", { Bucket })).ObjectLockConfiguration, rule);
  const at = { Bucket, Key: "k" };
  const { VersionId } = await call("PutObject", { ...at, Body: "x" });
  check((await call("GetObjectRetention", at)).Retention.Mode, "COMPLIANCE");
  const until = new Date(Math.ceil(Date.now() / 1000) * 1000 + 3 * 86_400_000);
  await call("PutObjectRetention", { ...at, Retention: { Mode: "COMPLIANCE", RetainUntilDate: until } });
  check((await call("HeadObject", at)).ObjectLockRetainUntilDate, until);
  const soon = { Mode: "COMPLIANCE", RetainUntilDate: new Date(Date.now() + 86_400_000) };
  await refused("AccessDenied", () => call("PutObjectRetention", { ...at, Retention: soon }));
  await refused("AccessDenied", () => call("DeleteObject", { ...at, VersionId }));
  await call("PutObjectLegalHold", { ...at, LegalHold: { Status: "ON" } });
  check((await call("GetObjectLegalHold", at)).LegalHold.Status, "ON");
}

async function tagging() {
  const Bucket = await newBucket();
  const Tagging = { TagSet: [{ Key: "a", Value: "1" }, { Key: "b c", Value: "x/y" }] };
  await call("PutBucketTagging", { Bucket, Tagging });
  check((await call("GetBucketTagging", { Bucket })).TagSet, Tagging.TagSet);
  await call("DeleteBucketTagging", { Bucket });
  await refused("NoSuchTagSet", () => call("GetBucketTagging", { Bucket }));
  await call("PutObject", { Bucket, Key: "k", Body: "x", Tagging: "a=1&b%20c=x%2Fy" });
  check((await call("GetObjectTagging", { Bucket, Key: "k" })).TagSet, Tagging.TagSet);
  check((await call("HeadObject", { Bucket, Key: "k" })).TagCount, 2);
  await call("DeleteObjectTagging", { Bucket, Key: "k" });
  check((await call("GetObjectTagging", { Bucket, Key: "k" })).TagSet, []);
}

async function checksums() {
  const Bucket = await newBucket();
  for (const name of ["CRC32", "CRC32C", "CRC64NVME", "SHA1", "SHA256"]) {
    const put = await call("PutObject", { Bucket, Key: name, Body: "123456789", ChecksumAlgorithm: name });
    const head = await call("HeadObject", { Bucket, Key: name, ChecksumMode: "ENABLED" });
    check([head[`Checksum${name}`], head.ChecksumType], [put[`Checksum${name}`], "FULL_OBJECT"]);
    check((await get({ Bucket, Key: name, ChecksumMode: "ENABLED" })).toString(), "123456789");
  }
  check((await call("HeadObject", { Bucket, Key: "CRC32", ChecksumMode: "ENABLED" })).ChecksumCRC32, "y/Q5Jg==");
  await refused("BadDigest", () => call("PutObject", { Bucket, Key: "bad", Body: "x", ChecksumCRC32: "AAAAAA==" }));
  // A stream has its checksum behind the body.
  const Body = Readable.from([randomBytes(70_000), randomBytes(30_000)]);
  await call("PutObject", { Bucket, Key: "stream", Body, ContentLength: 100_000 });
  const ObjectAttributes = ["Checksum", "ObjectSize"];
  const attributes = await call("GetObjectAttributes", { Bucket, Key: "stream", ObjectAttributes });
  check([attributes.ObjectSize, typeof attributes.Checksum.ChecksumCRC32], [100_000, "string"]);
}

async function cors() {
  const Bucket = await newBucket();
  const AllowedOrigins = ["https://app.example.org"];
  const rule = { AllowedOrigins, AllowedMethods: ["GET", "PUT"], AllowedHeaders: ["*"], MaxAgeSeconds: 90 };
  await call("PutBucketCors", { Bucket, CORSConfiguration: { CORSRules: [rule] } });
  check((await call("GetBucketCors", { Bucket })).CORSRules, [rule]);
  const headers = { Origin: AllowedOrigins[0], "Access-Control-Request-Method": "PUT" };
  const preflight = await fetch(new URL(`/${Bucket}/k`, ENDPOINT), { method: "OPTIONS", headers });
  check([preflight.status, preflight.headers.get("access-control-allow-origin")], [200, AllowedOrigins[0]]);
  await call("DeleteBucketCors", { Bucket });
  await refused("NoSuchCORSConfiguration", () => call("GetBucketCors", { Bucket }));
}

async function presigned() {
  const at = { Bucket: await newBucket(), Key: "a b/ü+%" };
  const sign = (command) => getSignedUrl(client, command, { expiresIn: 600 });
  check((await visit(await sign(new s3.PutObjectCommand(at)), "body"))[0], 200);
  const url = await sign(new s3.GetObjectCommand({ ...at, ResponseContentType: "text/x" }));
  check(await visit(url), [200, "body"]);
  check((await visit(url.replace("600", "700")))[0], 403);
}

async function form() {
  const Bucket = await newBucket();
  const Conditions = [["starts-with", "$key", "up/"], ["content-length-range", 1, 10]];
  const post = await createPresignedPost(client, { Bucket, Key: "up/${filename}", Conditions });
  check(await sendForm(post.url, post.fields, "form"), 204);
  check((await get({ Bucket, Key: "up/a.txt" })).toString(), "form");
  check(await sendForm(post.url, post.fields, "longer than ten"), 400);
  check(await sendForm(post.url, { ...post.fields, key: "other" }, "form"), 403);
}

async function encryption() {
  const Bucket = await newBucket();
  const Body = randomBytes(200_000);
  const own = () => ({ SSECustomerAlgorithm: "AES256", SSECustomerKey: randomBytes(32) });
  const key = own();
  await call("PutObject", { Bucket, Key: "own", Body, ...key });
  check((await get({ Bucket, Key: "own", ...key })).equals(Body), true);
  await refused("InvalidRequest", () => get({ Bucket, Key: "own" }));
  await refused("AccessDenied", () => get({ Bucket, Key: "own", ...own() }));
  await call("PutObject", { Bucket, Key: "named", Body, ServerSideEncryption: "aws:kms", SSEKMSKeyId: "second" });
  check((await call("HeadObject", { Bucket, Key: "named" })).SSEKMSKeyId, "second");
  check((await get({ Bucket, Key: "named" })).equals(Body), true);
}

await runAll(objects, parts, versioning, lock, tagging, checksums, cors, presigned, form, encryption);
