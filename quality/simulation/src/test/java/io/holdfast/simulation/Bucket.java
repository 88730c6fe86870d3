package io.holdfast.simulation;

import io.holdfast.object.ObjectName;
import io.holdfast.object.Versioning;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// What the clients know of a bucket.
public final class Bucket {
    public final String name;
    public final List<KeyHistory> keys = new ArrayList<>();
    final List<Upload> uploads = new ArrayList<>();
    final boolean hasObjectLock;
    Versioning versioning = Versioning.OFF;
    public boolean exists;
    public long id;
    int requests;
    int uploadRequests;
    boolean isLocked;
    boolean isDeleting;

    /// An upload that clients know.
    static final class Upload {
        final int token;
        final int key;
        final String id;
        final Map<Integer, Integer> parts = new TreeMap<>();
        Map<Integer, Integer> listed = Map.of();

        Upload(int token, int key, String id) {
            this.token = token;
            this.key = key;
            this.id = id;
        }
    }

    Bucket(String name, int keyCount, Contents contents, boolean hasObjectLock) {
        this.name = name;
        this.hasObjectLock = hasObjectLock;
        for (int key = 0; key < keyCount; key++) {
            keys.add(new KeyHistory(name + "/" + keyName(key), contents, KeyState.absentBucket()));
        }
    }

    /// A deletion of the bucket aborts uploads, and may then not get through.
    void doubtUploads() {
        keys.forEach(KeyHistory::doubtUploads);
        uploads.clear();
    }

    static String keyName(int key) {
        return "k/" + key;
    }

    ObjectName name(int key) {
        return new ObjectName(name, keyName(key));
    }
}
