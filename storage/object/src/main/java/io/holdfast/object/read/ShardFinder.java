package io.holdfast.object.read;

import io.holdfast.drive.Drive;
import io.holdfast.drive.Family;
import io.holdfast.drive.Location;
import io.holdfast.drive.RowRead;
import io.holdfast.object.Conditions;
import io.holdfast.object.ObjectName;
import io.holdfast.object.ReadRequest;
import io.holdfast.object.ShardPlace;
import io.holdfast.object.StoreException;
import io.holdfast.object.commit.SetLeader;
import io.holdfast.object.row.Keys;
import io.holdfast.object.row.PartRef;
import io.holdfast.object.row.UploadId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// Tells where the shards of an object's newest version lie. Any thread.
public final class ShardFinder {
    private final ObjectOpener opener;

    public ShardFinder(ObjectOpener opener) {
        this.opener = opener;
    }

    /// One place for each drive that answers and each row of data; none for an empty object.
    ///
    /// @throws StoreException NO_SUCH_BUCKET, NO_SUCH_KEY, IS_DELETE_MARKER
    public List<ShardPlace> find(ObjectName name) throws StoreException, InterruptedException {
        FoundVersion found =
                opener.find(
                        new ReadRequest(
                                name, Optional.empty(), OptionalInt.empty(), Conditions.NONE),
                        false);
        List<ShardPlace> places = new ArrayList<>();
        if (found.record().upload().isEmpty()) {
            add(found.leader(), found.family(), found.rowKey(), places);
            return places;
        }
        UploadId upload = found.record().upload().get();
        for (PartRef part : opener.partsOf(found)) {
            byte[] rowKey = Keys.part(upload, part.number(), part.sequence());
            add(found.leader(), Family.PART, rowKey, places);
        }
        return places;
    }

    private static void add(SetLeader leader, Family family, byte[] rowKey, List<ShardPlace> places)
            throws InterruptedException {
        for (int place = 0; place < leader.geometry().drives(); place++) {
            Optional<Drive> drive = leader.drive(place);
            if (drive.isPresent()
                    && drive.get().read(family, rowKey, false).await()
                            instanceof RowRead.Found found
                    && isShard(found.row().location())) {
                places.add(new ShardPlace(drive.get().name(), found.row().location()));
            }
        }
    }

    private static boolean isShard(Location location) {
        return switch (location) {
            case Location.InLog _, Location.InFile _ -> true;
            case Location.None _, Location.Missing _ -> false;
        };
    }
}
