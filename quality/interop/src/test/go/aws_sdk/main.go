// AWS SDK for Go v2 against one endpoint: aws_sdk URL. A line for each thing that held.
package main

import (
	"bytes"
	"context"
	"crypto/md5"
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"os"
	"strings"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/credentials"
	"github.com/aws/aws-sdk-go-v2/service/s3"
	"github.com/aws/aws-sdk-go-v2/service/s3/types"
	"holdfast.io/interop/check"
)

var (
	ctx    = context.Background()
	client = newClient()
)

func newClient() *s3.Client {
	return s3.New(s3.Options{
		BaseEndpoint: aws.String(check.Endpoint()),
		Region:       "us-east-1",
		UsePathStyle: true,
		Credentials: credentials.NewStaticCredentialsProvider(
			os.Getenv("AWS_ACCESS_KEY_ID"), os.Getenv("AWS_SECRET_ACCESS_KEY"), ""),
	})
}

func newBucket(withLock bool) *string {
	bucket := aws.String(check.FreshName())
	check.Must(client.CreateBucket(ctx, &s3.CreateBucketInput{Bucket: bucket, ObjectLockEnabledForBucket: &withLock}))
	return bucket
}

func put(bucket *string, key string, body []byte) *s3.PutObjectOutput {
	return check.Must(client.PutObject(ctx, &s3.PutObjectInput{Bucket: bucket, Key: &key, Body: bytes.NewReader(body)}))
}

func tryGet(input *s3.GetObjectInput) ([]byte, error) {
	answer, err := client.GetObject(ctx, input)
	if err != nil {
		return nil, err
	}
	defer answer.Body.Close()
	return io.ReadAll(answer.Body)
}

func get(bucket *string, key string) []byte {
	return check.Must(tryGet(&s3.GetObjectInput{Bucket: bucket, Key: &key}))
}

func refused(code string, err error) {
	var refusal interface{ ErrorCode() string }
	check.That(errors.As(err, &refusal), "not refused with ", code, " but ", err)
	check.Equal(refusal.ErrorCode(), code)
}

func objects() {
	bucket, key := newBucket(false), aws.String("a b/ü+%")
	body := check.Bytes(3_000_000)
	check.Must(client.PutObject(ctx, &s3.PutObjectInput{
		Bucket: bucket, Key: key, Body: bytes.NewReader(body), Metadata: map[string]string{"colour": "blue"},
	}))
	check.That(bytes.Equal(get(bucket, *key), body), "other bytes came back")
	some := &s3.GetObjectInput{Bucket: bucket, Key: key, Range: aws.String("bytes=1048570-1048580")}
	check.Equal(check.Must(tryGet(some)), body[1048570:1048581])
	head := check.Must(client.HeadObject(ctx, &s3.HeadObjectInput{Bucket: bucket, Key: key}))
	check.Equal(head.Metadata, map[string]string{"colour": "blue"})
	source := aws.String(*bucket + "/" + url.QueryEscape(*key))
	source = aws.String(strings.ReplaceAll(*source, "+", "%20"))
	check.Must(client.CopyObject(ctx, &s3.CopyObjectInput{Bucket: bucket, Key: aws.String("copy"), CopySource: source}))
	listed := check.Must(client.ListObjectsV2(ctx, &s3.ListObjectsV2Input{Bucket: bucket, Delimiter: aws.String("/")}))
	check.Equal([]string{*listed.Contents[0].Key, *listed.CommonPrefixes[0].Prefix}, []string{"copy", "a b/"})
	_, err := client.PutObject(ctx, &s3.PutObjectInput{Bucket: bucket, Key: key, IfNoneMatch: aws.String("*")})
	refused("PreconditionFailed", err)
	doomed := &types.Delete{Objects: []types.ObjectIdentifier{{Key: key}, {Key: aws.String("copy")}}}
	gone := check.Must(client.DeleteObjects(ctx, &s3.DeleteObjectsInput{Bucket: bucket, Delete: doomed}))
	check.Equal(len(gone.Deleted), 2)
	_, err = tryGet(&s3.GetObjectInput{Bucket: bucket, Key: key})
	refused("NoSuchKey", err)
	check.Must(client.DeleteBucket(ctx, &s3.DeleteBucketInput{Bucket: bucket}))
}

func parts() {
	bucket, key := newBucket(false), aws.String("k")
	body := check.Bytes(6 << 20)
	started := check.Must(client.CreateMultipartUpload(ctx, &s3.CreateMultipartUploadInput{
		Bucket: bucket, Key: key, ChecksumAlgorithm: types.ChecksumAlgorithmCrc64nvme,
	}))
	done := []types.CompletedPart{}
	for i, piece := range [][]byte{body[:5<<20], body[5<<20:]} {
		number := aws.Int32(int32(i + 1))
		part := check.Must(client.UploadPart(ctx, &s3.UploadPartInput{
			Bucket: bucket, Key: key, UploadId: started.UploadId, PartNumber: number, Body: bytes.NewReader(piece),
			ChecksumAlgorithm: types.ChecksumAlgorithmCrc64nvme,
		}))
		done = append(done, types.CompletedPart{
			ETag: part.ETag, PartNumber: number, ChecksumCRC64NVME: part.ChecksumCRC64NVME,
		})
	}
	completed := check.Must(client.CompleteMultipartUpload(ctx, &s3.CompleteMultipartUploadInput{
		Bucket: bucket, Key: key, UploadId: started.UploadId,
		MultipartUpload: &types.CompletedMultipartUpload{Parts: done},
	}))
	check.Equal(completed.ChecksumType, types.ChecksumTypeFullObject)
	check.That(bytes.Equal(get(bucket, "k"), body), "other bytes came back")
}

func versioning() {
	bucket, key := newBucket(false), aws.String("k")
	enabled := &types.VersioningConfiguration{Status: types.BucketVersioningStatusEnabled}
	check.Must(client.PutBucketVersioning(ctx, &s3.PutBucketVersioningInput{Bucket: bucket, VersioningConfiguration: enabled}))
	status := check.Must(client.GetBucketVersioning(ctx, &s3.GetBucketVersioningInput{Bucket: bucket})).Status
	check.Equal(status, types.BucketVersioningStatusEnabled)
	first := put(bucket, "k", []byte("1")).VersionId
	put(bucket, "k", []byte("2"))
	marker := check.Must(client.DeleteObject(ctx, &s3.DeleteObjectInput{Bucket: bucket, Key: key}))
	check.Equal(*marker.DeleteMarker, true)
	listed := check.Must(client.ListObjectVersions(ctx, &s3.ListObjectVersionsInput{Bucket: bucket}))
	check.Equal([]int{len(listed.Versions), len(listed.DeleteMarkers)}, []int{2, 1})
	old := check.Must(tryGet(&s3.GetObjectInput{Bucket: bucket, Key: key, VersionId: first}))
	check.Equal(string(old), "1")
	check.Must(client.DeleteObject(ctx, &s3.DeleteObjectInput{Bucket: bucket, Key: key, VersionId: marker.VersionId}))
	check.Equal(string(get(bucket, "k")), "2")
}

func lock() {
	bucket, key := newBucket(true), aws.String("k")
	retention := &types.DefaultRetention{Mode: types.ObjectLockRetentionModeCompliance, Days: aws.Int32(2)}
	check.Must(client.PutObjectLockConfiguration(ctx, &s3.PutObjectLockConfigurationInput{
		Bucket: bucket,
		ObjectLockConfiguration: &types.ObjectLockConfiguration{
			ObjectLockEnabled: types.ObjectLockEnabledEnabled,
			Rule:              &types.ObjectLockRule{DefaultRetention: retention},
		},
	}))
	kept := check.Must(client.GetObjectLockConfiguration(ctx, &s3.GetObjectLockConfigurationInput{Bucket: bucket}))
	check.Equal(*kept.ObjectLockConfiguration.Rule.DefaultRetention.Days, int32(2))
	version := put(bucket, "k", []byte("x")).VersionId
	until := time.Now().UTC().Truncate(time.Second).Add(72 * time.Hour)
	longer := &types.ObjectLockRetention{Mode: types.ObjectLockRetentionModeCompliance, RetainUntilDate: &until}
	check.Must(client.PutObjectRetention(ctx, &s3.PutObjectRetentionInput{Bucket: bucket, Key: key, Retention: longer}))
	head := check.Must(client.HeadObject(ctx, &s3.HeadObjectInput{Bucket: bucket, Key: key}))
	check.Equal(head.ObjectLockRetainUntilDate.UTC(), until)
	soon := time.Now().Add(time.Hour)
	shorter := &types.ObjectLockRetention{Mode: types.ObjectLockRetentionModeCompliance, RetainUntilDate: &soon}
	_, err := client.PutObjectRetention(ctx, &s3.PutObjectRetentionInput{Bucket: bucket, Key: key, Retention: shorter})
	refused("AccessDenied", err)
	_, err = client.DeleteObject(ctx, &s3.DeleteObjectInput{Bucket: bucket, Key: key, VersionId: version})
	refused("AccessDenied", err)
	on := &types.ObjectLockLegalHold{Status: types.ObjectLockLegalHoldStatusOn}
	check.Must(client.PutObjectLegalHold(ctx, &s3.PutObjectLegalHoldInput{Bucket: bucket, Key: key, LegalHold: on}))
	hold := check.Must(client.GetObjectLegalHold(ctx, &s3.GetObjectLegalHoldInput{Bucket: bucket, Key: key}))
	check.Equal(hold.LegalHold.Status, types.ObjectLockLegalHoldStatusOn)
}

func tagging() {
	bucket, key := newBucket(false), aws.String("k")
	tags := []types.Tag{{Key: aws.String("a"), Value: aws.String("1")}, {Key: aws.String("b c"), Value: aws.String("x/y")}}
	check.Must(client.PutBucketTagging(ctx, &s3.PutBucketTaggingInput{Bucket: bucket, Tagging: &types.Tagging{TagSet: tags}}))
	check.Equal(check.Must(client.GetBucketTagging(ctx, &s3.GetBucketTaggingInput{Bucket: bucket})).TagSet, tags)
	check.Must(client.DeleteBucketTagging(ctx, &s3.DeleteBucketTaggingInput{Bucket: bucket}))
	_, err := client.GetBucketTagging(ctx, &s3.GetBucketTaggingInput{Bucket: bucket})
	refused("NoSuchTagSet", err)
	check.Must(client.PutObject(ctx, &s3.PutObjectInput{Bucket: bucket, Key: key, Tagging: aws.String("a=1&b%20c=x%2Fy")}))
	check.Equal(check.Must(client.GetObjectTagging(ctx, &s3.GetObjectTaggingInput{Bucket: bucket, Key: key})).TagSet, tags)
	check.Must(client.DeleteObjectTagging(ctx, &s3.DeleteObjectTaggingInput{Bucket: bucket, Key: key}))
	left := check.Must(client.GetObjectTagging(ctx, &s3.GetObjectTaggingInput{Bucket: bucket, Key: key}))
	check.Equal(len(left.TagSet), 0)
}

func checksums() {
	bucket := newBucket(false)
	for _, algorithm := range types.ChecksumAlgorithmCrc32.Values()[:5] {
		key := aws.String(string(algorithm))
		check.Must(client.PutObject(ctx, &s3.PutObjectInput{
			Bucket: bucket, Key: key, Body: strings.NewReader("123456789"), ChecksumAlgorithm: algorithm,
		}))
		head := check.Must(client.HeadObject(ctx, &s3.HeadObjectInput{
			Bucket: bucket, Key: key, ChecksumMode: types.ChecksumModeEnabled,
		}))
		sums := map[types.ChecksumAlgorithm]*string{
			types.ChecksumAlgorithmCrc32: head.ChecksumCRC32, types.ChecksumAlgorithmCrc32c: head.ChecksumCRC32C,
			types.ChecksumAlgorithmSha1: head.ChecksumSHA1, types.ChecksumAlgorithmSha256: head.ChecksumSHA256,
			types.ChecksumAlgorithmCrc64nvme: head.ChecksumCRC64NVME,
		}
		check.That(sums[algorithm] != nil, "no ", algorithm)
		checked := &s3.GetObjectInput{Bucket: bucket, Key: key, ChecksumMode: types.ChecksumModeEnabled}
		check.Equal(string(check.Must(tryGet(checked))), "123456789")
	}
	_, err := client.PutObject(ctx, &s3.PutObjectInput{
		Bucket: bucket, Key: aws.String("bad"), Body: strings.NewReader("x"), ChecksumCRC32: aws.String("AAAAAA=="),
	})
	refused("BadDigest", err)
}

func cors() {
	bucket := newBucket(false)
	origin := "https://app.example.org"
	rule := types.CORSRule{
		AllowedOrigins: []string{origin}, AllowedMethods: []string{"PUT"}, AllowedHeaders: []string{"*"},
		MaxAgeSeconds: aws.Int32(90),
	}
	rules := &types.CORSConfiguration{CORSRules: []types.CORSRule{rule}}
	check.Must(client.PutBucketCors(ctx, &s3.PutBucketCorsInput{Bucket: bucket, CORSConfiguration: rules}))
	check.Equal(check.Must(client.GetBucketCors(ctx, &s3.GetBucketCorsInput{Bucket: bucket})).CORSRules, rules.CORSRules)
	preflight := check.Must(http.NewRequest(http.MethodOptions, check.Endpoint()+"/"+*bucket+"/k", nil))
	preflight.Header.Set("Origin", origin)
	preflight.Header.Set("Access-Control-Request-Method", "PUT")
	answer := check.Must(http.DefaultClient.Do(preflight))
	answer.Body.Close()
	check.Equal(answer.Header.Get("Access-Control-Allow-Origin"), origin)
	check.Must(client.DeleteBucketCors(ctx, &s3.DeleteBucketCorsInput{Bucket: bucket}))
	_, err := client.GetBucketCors(ctx, &s3.GetBucketCorsInput{Bucket: bucket})
	refused("NoSuchCORSConfiguration", err)
}

func presigned() {
	bucket, key := newBucket(false), aws.String("a b/ü+%")
	signer := s3.NewPresignClient(client, s3.WithPresignExpires(time.Minute))
	upload := check.Must(signer.PresignPutObject(ctx, &s3.PutObjectInput{Bucket: bucket, Key: key}))
	status, _ := check.Visit(upload.URL, []byte("body"))
	check.Equal(status, 200)
	download := check.Must(signer.PresignGetObject(ctx, &s3.GetObjectInput{Bucket: bucket, Key: key}))
	status, text := check.Visit(download.URL, nil)
	check.Equal(fmt.Sprint(status, text), "200body")
	status, _ = check.Visit(strings.Replace(download.URL, "Expires=60", "Expires=70", 1), nil)
	check.Equal(status, 403)
}

func form() {
	bucket := newBucket(false)
	signer := s3.NewPresignClient(client)
	post := check.Must(signer.PresignPostObject(ctx, &s3.PutObjectInput{Bucket: bucket, Key: aws.String("up/a")},
		func(options *s3.PresignPostOptions) {
			options.Conditions = []any{[]any{"content-length-range", 1, 10}}
		}))
	check.Equal(check.Form(post.URL, post.Values, "form"), 204)
	check.Equal(string(get(bucket, "up/a")), "form")
	check.Equal(check.Form(post.URL, post.Values, "longer than ten"), 400)
	post.Values["key"] = "other"
	check.Equal(check.Form(post.URL, post.Values, "form"), 403)
}

func encryption() {
	bucket, key := newBucket(false), aws.String("own")
	body, own := check.Bytes(200_000), check.Bytes(32)
	sum := md5.Sum(own)
	algorithm, text := aws.String("AES256"), aws.String(base64.StdEncoding.EncodeToString(own))
	md5Text := aws.String(base64.StdEncoding.EncodeToString(sum[:]))
	check.Must(client.PutObject(ctx, &s3.PutObjectInput{
		Bucket: bucket, Key: key, Body: bytes.NewReader(body),
		SSECustomerAlgorithm: algorithm, SSECustomerKey: text, SSECustomerKeyMD5: md5Text,
	}))
	opened := check.Must(tryGet(&s3.GetObjectInput{
		Bucket: bucket, Key: key, SSECustomerAlgorithm: algorithm, SSECustomerKey: text, SSECustomerKeyMD5: md5Text,
	}))
	check.That(bytes.Equal(opened, body), "other bytes came back")
	_, err := tryGet(&s3.GetObjectInput{Bucket: bucket, Key: key})
	refused("InvalidRequest", err)
	check.Must(client.PutObject(ctx, &s3.PutObjectInput{
		Bucket: bucket, Key: aws.String("named"), Body: bytes.NewReader(body),
		ServerSideEncryption: types.ServerSideEncryptionAwsKms, SSEKMSKeyId: aws.String("second"),
	}))
	check.That(bytes.Equal(get(bucket, "named"), body), "other bytes came back")
}

func main() {
	check.All(
		check.Topic{Name: "objects", Run: objects},
		check.Topic{Name: "parts", Run: parts},
		check.Topic{Name: "versioning", Run: versioning},
		check.Topic{Name: "lock", Run: lock},
		check.Topic{Name: "tagging", Run: tagging},
		check.Topic{Name: "checksums", Run: checksums},
		check.Topic{Name: "cors", Run: cors},
		check.Topic{Name: "presigned", Run: presigned},
		check.Topic{Name: "form", Run: form},
		check.Topic{Name: "encryption", Run: encryption},
	)
}
