// MinIO's SDK for Go against one endpoint: minio_sdk URL. A line for each thing that held.
package main

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"net/url"
	"os"
	"strings"
	"time"

	"github.com/minio/minio-go/v7"
	"github.com/minio/minio-go/v7/pkg/cors"
	"github.com/minio/minio-go/v7/pkg/credentials"
	"github.com/minio/minio-go/v7/pkg/encrypt"
	"github.com/minio/minio-go/v7/pkg/sse"
	"github.com/minio/minio-go/v7/pkg/tags"
	"holdfast.io/interop/check"
)

var (
	ctx    = context.Background()
	client = newClient()
)

func newClient() *minio.Client {
	endpoint := check.Must(url.Parse(check.Endpoint()))
	return check.Must(minio.New(endpoint.Host, &minio.Options{
		Creds:           credentials.NewStaticV4(os.Getenv("AWS_ACCESS_KEY_ID"), os.Getenv("AWS_SECRET_ACCESS_KEY"), ""),
		TrailingHeaders: true,
	}))
}

func newBucket(options minio.MakeBucketOptions) string {
	bucket := check.FreshName()
	check.Done(client.MakeBucket(ctx, bucket, options))
	return bucket
}

func plainBucket() string {
	return newBucket(minio.MakeBucketOptions{})
}

func put(bucket, key string, body []byte, options minio.PutObjectOptions) minio.UploadInfo {
	return check.Must(client.PutObject(ctx, bucket, key, bytes.NewReader(body), int64(len(body)), options))
}

func tryGet(bucket, key string, options minio.GetObjectOptions) ([]byte, error) {
	object, err := client.GetObject(ctx, bucket, key, options)
	if err != nil {
		return nil, err
	}
	defer object.Close()
	return io.ReadAll(object)
}

func get(bucket, key string, options minio.GetObjectOptions) []byte {
	return check.Must(tryGet(bucket, key, options))
}

func holds(bucket, key string, body []byte) {
	check.That(bytes.Equal(get(bucket, key, minio.GetObjectOptions{}), body), key, " holds other bytes")
}

func refused(code string, err error) {
	check.Equal(minio.ToErrorResponse(err).Code, code)
}

func keys(bucket string, options minio.ListObjectsOptions) []minio.ObjectInfo {
	options.Recursive = true
	found := []minio.ObjectInfo{}
	for entry := range client.ListObjects(ctx, bucket, options) {
		check.Done(entry.Err)
		found = append(found, entry)
	}
	return found
}

func objects() {
	bucket := plainBucket()
	body := check.Bytes(11_000_000)
	options := minio.PutObjectOptions{PartSize: 5 << 20, UserMetadata: map[string]string{"colour": "blue"}}
	put(bucket, "a b/ü+%", body, options)
	holds(bucket, "a b/ü+%", body)
	stat := check.Must(client.StatObject(ctx, bucket, "a b/ü+%", minio.StatObjectOptions{}))
	check.Equal(stat.UserMetadata["Colour"], "blue")
	check.That(strings.HasSuffix(stat.ETag, "-3"), stat.ETag)
	part := minio.GetObjectOptions{}
	check.Done(part.SetRange(5<<20, 5<<20+9))
	check.Equal(get(bucket, "a b/ü+%", part), body[5<<20:5<<20+10])
	check.Must(client.PutObject(ctx, bucket, "unknown", bytes.NewReader(body), -1, minio.PutObjectOptions{PartSize: 5 << 20}))
	holds(bucket, "unknown", body)
	source := minio.CopySrcOptions{Bucket: bucket, Object: "a b/ü+%"}
	check.Must(client.CopyObject(ctx, minio.CopyDestOptions{Bucket: bucket, Object: "copy"}, source))
	check.Must(client.ComposeObject(ctx, minio.CopyDestOptions{Bucket: bucket, Object: "both"}, source, source))
	check.Equal(len(keys(bucket, minio.ListObjectsOptions{})), 4)
	doomed := make(chan minio.ObjectInfo, 10)
	for _, entry := range keys(bucket, minio.ListObjectsOptions{}) {
		doomed <- entry
	}
	close(doomed)
	for failure := range client.RemoveObjects(ctx, bucket, doomed, minio.RemoveObjectsOptions{}) {
		check.Done(failure.Err)
	}
	_, err := tryGet(bucket, "copy", minio.GetObjectOptions{})
	refused("NoSuchKey", err)
	check.Done(client.RemoveBucket(ctx, bucket))
	check.Equal(check.Must(client.BucketExists(ctx, bucket)), false)
}

func versioning() {
	bucket := plainBucket()
	check.Done(client.EnableVersioning(ctx, bucket))
	check.Equal(check.Must(client.GetBucketVersioning(ctx, bucket)).Status, "Enabled")
	first := put(bucket, "k", []byte("1"), minio.PutObjectOptions{}).VersionID
	put(bucket, "k", []byte("2"), minio.PutObjectOptions{})
	check.Done(client.RemoveObject(ctx, bucket, "k", minio.RemoveObjectOptions{}))
	versions := keys(bucket, minio.ListObjectsOptions{WithVersions: true})
	check.Equal([]bool{versions[0].IsDeleteMarker, versions[1].IsDeleteMarker, len(versions) == 3}, []bool{true, false, true})
	check.Equal(string(get(bucket, "k", minio.GetObjectOptions{VersionID: first})), "1")
	marker := minio.RemoveObjectOptions{VersionID: versions[0].VersionID}
	check.Done(client.RemoveObject(ctx, bucket, "k", marker))
	holds(bucket, "k", []byte("2"))
}

func lock() {
	bucket := newBucket(minio.MakeBucketOptions{ObjectLocking: true})
	mode, days, unit := minio.Governance, uint(2), minio.Days
	check.Done(client.SetObjectLockConfig(ctx, bucket, &mode, &days, &unit))
	enabled, isMode, isDays, _, err := client.GetObjectLockConfig(ctx, bucket)
	check.Done(err)
	check.Equal([]any{enabled, *isMode, *isDays}, []any{"Enabled", mode, days})
	version := put(bucket, "k", []byte("x"), minio.PutObjectOptions{}).VersionID
	until := time.Now().UTC().Truncate(time.Second).Add(72 * time.Hour)
	compliance := minio.Compliance
	retention := minio.PutObjectRetentionOptions{Mode: &compliance, RetainUntilDate: &until}
	refused("AccessDenied", client.PutObjectRetention(ctx, bucket, "k", retention))
	retention.GovernanceBypass = true
	check.Done(client.PutObjectRetention(ctx, bucket, "k", retention))
	kept, isUntil, err := client.GetObjectRetention(ctx, bucket, "k", "")
	check.Done(err)
	check.Equal([]any{*kept, isUntil.UTC()}, []any{compliance, until})
	bypass := minio.RemoveObjectOptions{VersionID: version, GovernanceBypass: true}
	refused("AccessDenied", client.RemoveObject(ctx, bucket, "k", bypass))
	on := minio.LegalHoldEnabled
	check.Done(client.PutObjectLegalHold(ctx, bucket, "k", minio.PutObjectLegalHoldOptions{Status: &on}))
	hold := check.Must(client.GetObjectLegalHold(ctx, bucket, "k", minio.GetObjectLegalHoldOptions{}))
	check.Equal(*hold, on)
}

func tagging() {
	bucket := plainBucket()
	all := map[string]string{"a": "1", "b c": "x/y"}
	check.Done(client.SetBucketTagging(ctx, bucket, check.Must(tags.NewTags(all, false))))
	check.Equal(check.Must(client.GetBucketTagging(ctx, bucket)).ToMap(), all)
	check.Done(client.RemoveBucketTagging(ctx, bucket))
	_, err := client.GetBucketTagging(ctx, bucket)
	refused("NoSuchTagSet", err)
	put(bucket, "k", []byte("x"), minio.PutObjectOptions{UserTags: all})
	check.Equal(check.Must(client.GetObjectTagging(ctx, bucket, "k", minio.GetObjectTaggingOptions{})).ToMap(), all)
	check.Done(client.RemoveObjectTagging(ctx, bucket, "k", minio.RemoveObjectTaggingOptions{}))
	left := check.Must(client.GetObjectTagging(ctx, bucket, "k", minio.GetObjectTaggingOptions{}))
	check.Equal(len(left.ToMap()), 0)
}

func checksums() {
	bucket := plainBucket()
	for _, kind := range []minio.ChecksumType{
		minio.ChecksumCRC32, minio.ChecksumCRC32C, minio.ChecksumSHA1, minio.ChecksumSHA256, minio.ChecksumCRC64NVME,
	} {
		body := check.Bytes(100_000)
		put(bucket, kind.String(), body, minio.PutObjectOptions{Checksum: kind})
		expected := check.Must(kind.ChecksumReader(bytes.NewReader(body))).Encoded()
		stat := check.Must(client.StatObject(ctx, bucket, kind.String(), minio.StatObjectOptions{Checksum: true}))
		found := []string{
			stat.ChecksumCRC32, stat.ChecksumCRC32C, stat.ChecksumSHA1, stat.ChecksumSHA256, stat.ChecksumCRC64NVME,
		}
		check.Equal(strings.Join(found, ""), expected)
		holds(bucket, kind.String(), body)
	}
	body := check.Bytes(6 << 20)
	put(bucket, "parts", body, minio.PutObjectOptions{PartSize: 5 << 20, Checksum: minio.ChecksumCRC32C})
	stat := check.Must(client.StatObject(ctx, bucket, "parts", minio.StatObjectOptions{Checksum: true}))
	check.That(strings.HasSuffix(stat.ChecksumCRC32C, "-2"), stat.ChecksumCRC32C)
	full := minio.PutObjectOptions{PartSize: 5 << 20, Checksum: minio.ChecksumFullObjectCRC32C}
	put(bucket, "full", body, full)
	stat = check.Must(client.StatObject(ctx, bucket, "full", minio.StatObjectOptions{Checksum: true}))
	check.Equal(stat.ChecksumCRC32C, check.Must(minio.ChecksumCRC32C.ChecksumReader(bytes.NewReader(body))).Encoded())
	wrong := minio.PutObjectOptions{UserMetadata: map[string]string{"x-amz-checksum-crc32": "AAAAAA=="}}
	_, err := client.PutObject(ctx, bucket, "bad", strings.NewReader("x"), 1, wrong)
	refused("BadDigest", err)
}

func corsRules() {
	bucket := plainBucket()
	rule := cors.Rule{
		AllowedOrigin: []string{"https://app.example.org"}, AllowedMethod: []string{"GET"},
		AllowedHeader: []string{"x-*"}, MaxAgeSeconds: 90,
	}
	check.Done(client.SetBucketCors(ctx, bucket, cors.NewConfig([]cors.Rule{rule})))
	check.Equal(check.Must(client.GetBucketCors(ctx, bucket)).CORSRules, []cors.Rule{rule})
	check.Done(client.SetBucketCors(ctx, bucket, nil))
	left := check.Must(client.GetBucketCors(ctx, bucket))
	check.That(left == nil, "rules are left")
}

func presigned() {
	bucket := plainBucket()
	upload := check.Must(client.PresignedPutObject(ctx, bucket, "a b/ü+%", time.Minute))
	status, _ := check.Visit(upload.String(), []byte("body"))
	check.Equal(status, 200)
	as := url.Values{"response-content-type": {"text/x"}}
	download := check.Must(client.PresignedGetObject(ctx, bucket, "a b/ü+%", time.Minute, as)).String()
	status, text := check.Visit(download, nil)
	check.Equal(fmt.Sprint(status, text), "200body")
	status, _ = check.Visit(strings.Replace(download, "Expires=60", "Expires=70", 1), nil)
	check.Equal(status, 403)
}

func form() {
	bucket := plainBucket()
	policy := minio.NewPostPolicy()
	check.Done(policy.SetBucket(bucket))
	check.Done(policy.SetKeyStartsWith("up/"))
	check.Done(policy.SetContentLengthRange(1, 10))
	check.Done(policy.SetExpires(time.Now().Add(time.Minute).UTC()))
	check.Done(policy.SetUserMetadata("colour", "blue"))
	target, fields, err := client.PresignedPostPolicy(ctx, policy)
	check.Done(err)
	fields["key"] = "up/${filename}"
	check.Equal(check.Form(target.String(), fields, "form"), 204)
	holds(bucket, "up/a.txt", []byte("form"))
	check.Equal(check.Form(target.String(), fields, "longer than ten"), 400)
	fields["key"] = "other"
	check.Equal(check.Form(target.String(), fields, "form"), 403)
}

func encryption() {
	bucket := plainBucket()
	body := check.Bytes(200_000)
	own := check.Must(encrypt.NewSSEC(check.Bytes(32)))
	put(bucket, "own", body, minio.PutObjectOptions{ServerSideEncryption: own})
	check.Equal(get(bucket, "own", minio.GetObjectOptions{ServerSideEncryption: own}), body)
	other := check.Must(encrypt.NewSSEC(check.Bytes(32)))
	_, err := tryGet(bucket, "own", minio.GetObjectOptions{ServerSideEncryption: other})
	refused("AccessDenied", err)
	put(bucket, "named", body, minio.PutObjectOptions{ServerSideEncryption: check.Must(encrypt.NewSSEKMS("second", nil))})
	holds(bucket, "named", body)
	check.Done(client.SetBucketEncryption(ctx, bucket, sse.NewConfigurationSSES3()))
	rule := check.Must(client.GetBucketEncryption(ctx, bucket)).Rules[0]
	check.Equal(rule.Apply.SSEAlgorithm, "AES256")
	put(bucket, "default", body, minio.PutObjectOptions{})
	stat := check.Must(client.StatObject(ctx, bucket, "default", minio.StatObjectOptions{}))
	check.Equal(stat.Metadata.Get("x-amz-server-side-encryption"), "AES256")
}

func snowball() {
	sendAll(minio.SnowballOptions{InMemory: true}, check.Bytes)
	// Compressed by S2: what does not shrink, what repeats, and both in blocks of a megabyte.
	compressed := minio.SnowballOptions{InMemory: true, Compress: true}
	sendAll(compressed, check.Bytes)
	sendAll(compressed, func(size int) []byte {
		return bytes.Repeat([]byte(fmt.Sprintf("%d,abc,0.5\n", size)), size*30/10+1)
	})
	sendAll(compressed, func(size int) []byte {
		return bytes.Join([][]byte{check.Bytes(size), make([]byte, size*40), check.Bytes(size)}, nil)
	})
}

func sendAll(options minio.SnowballOptions, body func(size int) []byte) {
	bucket := plainBucket()
	sent := make(chan minio.SnowballObject, 20)
	bodies := map[string][]byte{}
	for i := range 20 {
		key := fmt.Sprintf("up/%d ü", i)
		bodies[key] = body(i * 1000)
		sent <- minio.SnowballObject{Key: key, Size: int64(len(bodies[key])), Content: bytes.NewReader(bodies[key])}
	}
	close(sent)
	check.Done(client.PutObjectsSnowball(ctx, bucket, options, sent))
	for key, body := range bodies {
		holds(bucket, key, body)
	}
}

func appended() {
	bucket := plainBucket()
	put(bucket, "log", []byte("one "), minio.PutObjectOptions{})
	for _, text := range []string{"two ", "three"} {
		size := int64(len(text))
		check.Must(client.AppendObject(ctx, bucket, "log", strings.NewReader(text), size, minio.AppendObjectOptions{}))
	}
	holds(bucket, "log", []byte("one two three"))
}

func main() {
	check.All(
		check.Topic{Name: "objects", Run: objects},
		check.Topic{Name: "versioning", Run: versioning},
		check.Topic{Name: "lock", Run: lock},
		check.Topic{Name: "tagging", Run: tagging},
		check.Topic{Name: "checksums", Run: checksums},
		check.Topic{Name: "cors", Run: corsRules},
		check.Topic{Name: "presigned", Run: presigned},
		check.Topic{Name: "form", Run: form},
		check.Topic{Name: "encryption", Run: encryption},
		check.Topic{Name: "snowball", Run: snowball},
		check.Topic{Name: "append", Run: appended},
	)
}
