package io.holdfast.fuzz;

import io.holdfast.base.settings.SettingsTargets;
import io.holdfast.cluster.ClusterTargets;
import io.holdfast.cluster.copy.CopyTargets;
import io.holdfast.drive.DriveTargets;
import io.holdfast.drive.file.ShardFileTargets;
import io.holdfast.drive.index.ManifestTargets;
import io.holdfast.drive.log.LogTargets;
import io.holdfast.http.HttpTargets;
import io.holdfast.http.tls.KeyTargets;
import io.holdfast.iam.PolicyTargets;
import io.holdfast.iam.records.IdentityTargets;
import io.holdfast.kms.SealingTargets;
import io.holdfast.object.bucket.BucketTargets;
import io.holdfast.object.commit.CommitTargets;
import io.holdfast.object.rename.RenameTargets;
import io.holdfast.object.row.RowTargets;
import io.holdfast.s3.RequestTargets;
import io.holdfast.s3.archive.ArchiveTargets;
import io.holdfast.s3.form.FormTargets;
import io.holdfast.s3.job.JobTargets;
import io.holdfast.s3.sign.SignatureTargets;
import io.holdfast.s3.wire.WireTargets;
import io.holdfast.server.CommandLineTargets;
import io.holdfast.server.bootstrap.BootstrapTargets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/// All parsers of the house. Each room's targets lie in its own package, so that they reach what
/// the room keeps to itself.
final class Targets {
    private static final Map<String, FuzzTarget> BY_NAME = byName();

    private Targets() {}

    static Stream<FuzzTarget> all() {
        return BY_NAME.values().stream();
    }

    static FuzzTarget named(String name) {
        FuzzTarget target = BY_NAME.get(name);
        if (target == null) {
            throw new IllegalArgumentException("no target " + name + " in " + BY_NAME.keySet());
        }
        return target;
    }

    private static Map<String, FuzzTarget> byName() {
        Map<String, FuzzTarget> map = new TreeMap<>();
        Stream.of(
                        SettingsTargets.all(),
                        ClusterTargets.all(),
                        CopyTargets.all(),
                        DriveTargets.all(),
                        ShardFileTargets.all(),
                        LogTargets.all(),
                        ManifestTargets.all(),
                        SealingTargets.all(),
                        HttpTargets.all(),
                        KeyTargets.all(),
                        BucketTargets.all(),
                        PolicyTargets.all(),
                        IdentityTargets.all(),
                        BootstrapTargets.all(),
                        CommitTargets.all(),
                        RowTargets.all(),
                        RenameTargets.all(),
                        ArchiveTargets.all(),
                        FormTargets.all(),
                        JobTargets.all(),
                        RequestTargets.all(),
                        SignatureTargets.all(),
                        WireTargets.all(),
                        CommandLineTargets.all())
                .flatMap(List::stream)
                .forEach(
                        target -> {
                            if (map.put(target.name(), target) != null) {
                                throw new IllegalStateException("two targets " + target);
                            }
                        });
        return map;
    }
}
