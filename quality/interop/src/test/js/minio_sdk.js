// MinIO's SDK for JavaScript against one endpoint: minio_sdk.js URL. A line for each thing that held.
import { createHash, randomBytes } from "node:crypto";
import { buffer } from "node:stream/consumers";
import { PassThrough } from "node:stream";
import * as minio from "minio";
import { ACCESS_KEY, ENDPOINT, SECRET_KEY, check, freshName, refused, runAll, sendForm, visit } from "./checks.js";

const options = {
  endPoint: ENDPOINT.hostname,
  port: Number(ENDPOINT.port),
  useSSL: false,
  accessKey: ACCESS_KEY,
  secretKey: SECRET_KEY,
};
const client = new minio.Client(options);

async function newBucket(more = {}) {
  const bucket = freshName();
  await client.makeBucket(bucket, "us-east-1", more);
  return bucket;
}

async function get(bucket, key, more = {}) {
  return buffer(await client.getObject(bucket, key, more));
}

async function list(bucket, more = {}) {
  const found = [];
  for await (const entry of client.listObjects(bucket, "", true, more)) {
    found.push(entry);
  }
  return found;
}

async function objects() {
  const bucket = await newBucket();
  const body = randomBytes(11_000_000);
  const parted = new minio.Client({ ...options, partSize: 5 << 20 });
  await parted.putObject(bucket, "a b/ü+%", new PassThrough().end(body), body.length, { colour: "blue" });
  check((await get(bucket, "a b/ü+%")).equals(body), true);
  const some = await buffer(await client.getPartialObject(bucket, "a b/ü+%", 5 << 20, 10));
  check(some.equals(body.subarray(5 << 20, (5 << 20) + 10)), true);
  const stat = await client.statObject(bucket, "a b/ü+%");
  check([stat.size, stat.metaData.colour, /-\d+$/.test(stat.etag)], [body.length, "blue", true]);
  await client.copyObject(bucket, "copy", `/${bucket}/a b/ü+%`);
  check((await list(bucket)).map((entry) => entry.name), ["a b/ü+%", "copy"]);
  await client.removeObjects(bucket, ["a b/ü+%", "copy"]);
  await refused("NotFound", () => client.statObject(bucket, "copy"));
  await refused("NoSuchKey", () => get(bucket, "copy"));
  await client.removeBucket(bucket);
  check(await client.bucketExists(bucket), false);
}

async function versioning() {
  const bucket = await newBucket();
  await client.setBucketVersioning(bucket, { Status: "Enabled" });
  check((await client.getBucketVersioning(bucket)).Status, "Enabled");
  const { versionId } = await client.putObject(bucket, "k", "1");
  await client.putObject(bucket, "k", "2");
  await client.removeObject(bucket, "k");
  const versions = await list(bucket, { IncludeVersion: true });
  check(versions.map((entry) => entry.isDeleteMarker === true).sort(), [false, false, true]);
  check((await get(bucket, "k", { versionId })).toString(), "1");
  const marker = versions.find((entry) => entry.isDeleteMarker).versionId;
  await client.removeObject(bucket, "k", { versionId: marker });
  check((await get(bucket, "k")).toString(), "2");
}

async function lock() {
  const bucket = await newBucket({ ObjectLocking: true });
  await client.setObjectLockConfig(bucket, { mode: "GOVERNANCE", unit: "Days", validity: 2 });
  const rule = await client.getObjectLockConfig(bucket);
  check([rule.mode, rule.unit, rule.validity], ["GOVERNANCE", "Days", 2]);
  const { versionId } = await client.putObject(bucket, "k", "x");
  check((await client.getObjectRetention(bucket, "k")).mode, "GOVERNANCE");
  const until = new Date(Math.ceil(Date.now() / 1000) * 1000 + 3 * 86_400_000).toISOString();
  const compliance = { mode: "COMPLIANCE", retainUntilDate: until };
  await refused("AccessDenied", () => client.putObjectRetention(bucket, "k", compliance));
  await client.putObjectRetention(bucket, "k", { ...compliance, governanceBypass: true });
  check((await client.getObjectRetention(bucket, "k")).mode, "COMPLIANCE");
  await refused("AccessDenied", () => client.removeObject(bucket, "k", { versionId }));
  await client.setObjectLegalHold(bucket, "k", { status: "ON" });
  check(await client.getObjectLegalHold(bucket, "k"), { Status: "ON" });
}

async function tagging() {
  const bucket = await newBucket();
  const tags = [{ Key: "a", Value: "one" }, { Key: "b c", Value: "x/y" }];
  await client.setBucketTagging(bucket, { a: "one", "b c": "x/y" });
  check(await client.getBucketTagging(bucket), tags);
  await client.removeBucketTagging(bucket);
  await refused("NoSuchTagSet", () => client.getBucketTagging(bucket));
  await client.putObject(bucket, "k", "x");
  await client.setObjectTagging(bucket, "k", { a: "one", "b c": "x/y" });
  check(await client.getObjectTagging(bucket, "k"), tags);
  await client.removeObjectTagging(bucket, "k");
  check(await client.getObjectTagging(bucket, "k"), []);
}

async function presigned() {
  const bucket = await newBucket();
  check((await visit(await client.presignedPutObject(bucket, "a b/ü+%", 600), "body"))[0], 200);
  const url = await client.presignedGetObject(bucket, "a b/ü+%", 600, { "response-content-type": "text/x" });
  check(await visit(url), [200, "body"]);
  check((await visit(url.replace("600", "700")))[0], 403);
}

async function form() {
  const bucket = await newBucket();
  const policy = client.newPostPolicy();
  policy.setBucket(bucket);
  policy.setKeyStartsWith("up/");
  policy.setContentLengthRange(1, 10);
  policy.setExpires(new Date(Date.now() + 600_000));
  const { postURL, formData } = await client.presignedPostPolicy(policy);
  const fields = { ...formData, key: "up/${filename}" };
  check(await sendForm(postURL, fields, "form"), 204);
  check((await get(bucket, "up/a.txt")).toString(), "form");
  check(await sendForm(postURL, fields, "longer than ten"), 400);
  check(await sendForm(postURL, { ...fields, key: "other" }, "form"), 403);
}

async function encryption() {
  const bucket = await newBucket();
  const body = randomBytes(200_000);
  const key = randomBytes(32);
  const own = {
    "X-Amz-Server-Side-Encryption-Customer-Algorithm": "AES256",
    "X-Amz-Server-Side-Encryption-Customer-Key": key.toString("base64"),
    "X-Amz-Server-Side-Encryption-Customer-Key-Md5": createHash("md5").update(key).digest("base64"),
  };
  await client.putObject(bucket, "own", body, body.length, own);
  const asked = { SSECustomerAlgorithm: "AES256", SSECustomerKey: own["X-Amz-Server-Side-Encryption-Customer-Key"] };
  asked.SSECustomerKeyMD5 = own["X-Amz-Server-Side-Encryption-Customer-Key-Md5"];
  check((await get(bucket, "own", asked)).equals(body), true);
  await refused("InvalidRequest", () => get(bucket, "own"));
  await client.setBucketEncryption(bucket);
  const rules = await client.getBucketEncryption(bucket);
  check(JSON.stringify(rules).includes("AES256"), true);
  await client.putObject(bucket, "default", body);
  check((await client.statObject(bucket, "default")).metaData["x-amz-server-side-encryption"], "AES256");
}

await runAll(objects, versioning, lock, tagging, presigned, form, encryption);
