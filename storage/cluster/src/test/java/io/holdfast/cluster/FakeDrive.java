package io.holdfast.cluster;

import io.holdfast.base.Pending;
import io.holdfast.drive.BucketUsage;
import io.holdfast.drive.ChangeFeed;
import io.holdfast.drive.Drive;
import io.holdfast.drive.DriveIdentity;
import io.holdfast.drive.DriveSpace;
import io.holdfast.drive.DriveStatus;
import io.holdfast.drive.Family;
import io.holdfast.drive.HelloReply;
import io.holdfast.drive.Location;
import io.holdfast.drive.RowRead;
import io.holdfast.drive.RowVisitor;
import io.holdfast.drive.ScanEnd;
import io.holdfast.drive.ShardId;
import io.holdfast.drive.ShardOpen;
import io.holdfast.drive.ShardWriter;
import io.holdfast.drive.VersionVisitor;

/// A drive of which only identity, status and closing matter, as to this room.
final class FakeDrive implements Drive {
    private final DriveIdentity identity;
    private volatile DriveStatus status = new DriveStatus.Serving();

    FakeDrive(DriveIdentity identity) {
        this.identity = identity;
    }

    void setStatus(DriveStatus now) {
        status = now;
    }

    @Override
    public DriveIdentity identity() {
        return identity;
    }

    @Override
    public String name() {
        return "fake drive " + identity.index();
    }

    @Override
    public DriveStatus status() {
        return status;
    }

    @Override
    public DriveSpace space() {
        return new DriveSpace(1, 1, 1, 1);
    }

    @Override
    public void close() {
        status = new DriveStatus.Closed();
    }

    private static UnsupportedOperationException notHere() {
        return new UnsupportedOperationException("this room stores nothing");
    }

    @Override
    public Pending<HelloReply> hello(int epoch) {
        throw notHere();
    }

    @Override
    public void follow(ChangeFeed feed, long afterOrdinal) {
        throw notHere();
    }

    @Override
    public void wake() {
        throw notHere();
    }

    @Override
    public void setRebuilding(boolean isRebuilding) {
        throw notHere();
    }

    @Override
    public Pending<RowRead> read(Family family, byte[] key, boolean withShard) {
        throw notHere();
    }

    @Override
    public Pending<RowRead> readReplaced(Family family, byte[] key, boolean withShard) {
        throw notHere();
    }

    @Override
    public Pending<ScanEnd> scan(Family family, byte[] from, byte[] to, RowVisitor visitor) {
        throw notHere();
    }

    @Override
    public Pending<ScanEnd> scanVersions(byte[] from, byte[] to, VersionVisitor visitor) {
        throw notHere();
    }

    @Override
    public BucketUsage usage(long bucketId) {
        throw notHere();
    }

    @Override
    public ShardWriter stage(ShardId id, int chunkBytes, long expectedBytes) {
        throw notHere();
    }

    @Override
    public Pending<ShardOpen> openShard(Location.InFile location) {
        throw notHere();
    }
}
