"""Letters in a bucket: what is saved again keeps what was there before."""


class Archive:
    """A bucket with versioning; made when it is not there."""

    def __init__(self, s3, bucket):
        self.s3 = s3
        self.bucket = bucket
        s3.create_bucket(Bucket=bucket)
        s3.put_bucket_versioning(
            Bucket=bucket, VersioningConfiguration={"Status": "Enabled"}
        )

    def save(self, name, body):
        """Returns the version that it is from now on."""
        return self.s3.put_object(Bucket=self.bucket, Key=name, Body=body)["VersionId"]

    def load(self, name, **version):
        return self.s3.get_object(Bucket=self.bucket, Key=name, **version)["Body"].read()

    def throw_away(self, name):
        self.s3.delete_object(Bucket=self.bucket, Key=name)

    def history(self, name):
        """Its versions, newest first; what was thrown away has them still."""
        found = self.s3.list_object_versions(Bucket=self.bucket, Prefix=name)
        return [each["VersionId"] for each in found.get("Versions", []) if each["Key"] == name]

    def bring_back(self, name, version):
        """Makes an old version the newest one."""
        source = {"Bucket": self.bucket, "Key": name, "VersionId": version}
        self.s3.copy_object(Bucket=self.bucket, Key=name, CopySource=source)

    def link(self, name, seconds):
        """An address that whoever has it can read the letter at."""
        return self.s3.generate_presigned_url(
            "get_object", Params={"Bucket": self.bucket, "Key": name}, ExpiresIn=seconds
        )
