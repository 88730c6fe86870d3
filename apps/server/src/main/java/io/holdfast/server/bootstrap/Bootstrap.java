package io.holdfast.server.bootstrap;

import io.holdfast.iam.IdentityRecord;
import io.holdfast.object.DefaultRetention;
import io.holdfast.object.Versioning;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/// What a bootstrap file declares, in the order in which it is put in place.
///
/// @param file its name, for messages
/// @param identities each group all or none
/// @param buckets to be there
public record Bootstrap(String file, List<Identity> identities, List<Bucket> buckets) {
    public Bootstrap {
        identities = List.copyOf(identities);
        buckets = List.copyOf(buckets);
    }

    /// Nothing at all.
    public static Bootstrap none() {
        return new Bootstrap("", List.of(), List.of());
    }

    /// Records that belong together.
    ///
    /// @param line of the declaration
    record Identity(int line, List<IdentityRecord> records) {
        Identity {
            records = List.copyOf(records);
        }
    }

    /// A bucket. What is empty is left as it is.
    ///
    /// @param line of the declaration
    /// @param owner id of the account
    /// @param quota bytes; 0 for no bound
    record Bucket(
            int line,
            String name,
            String owner,
            Optional<String> region,
            Optional<Versioning> versioning,
            boolean hasLock,
            Optional<DefaultRetention> retention,
            Optional<String> policy,
            OptionalLong quota,
            Optional<Map<String, String>> tags) {}
}
