package io.holdfast.interop.differ.corpus;

import java.util.ArrayList;
import java.util.List;

/// All cases, family after family.
public final class Corpus {
    private static final List<Family> FAMILIES =
            List.of(
                    new ServiceFamily(),
                    new BucketFamily(),
                    new SettingFamily(),
                    new UnknownFamily(),
                    new SignatureFamily(),
                    new ObjectFamily(),
                    new RangeFamily(),
                    new ConditionFamily(),
                    new ListingFamily(),
                    new MultipartFamily(),
                    new CopyFamily(),
                    new DeletesFamily(),
                    new VersionFamily(),
                    new TagFamily(),
                    new LockFamily(),
                    new PolicyFamily(),
                    new CorsFamily(),
                    new EncryptionFamily(),
                    new ChecksumFamily(),
                    new AclFamily(),
                    new FormFamily());

    private Corpus() {}

    /// The cases in their order.
    ///
    /// @param run begins the name of every bucket: lower-case letters and digits
    public static List<Case> all(String run) {
        List<Case> all = new ArrayList<>();
        for (Family family : FAMILIES) {
            family.tell(new Cases(run, family.name(), all));
        }
        return List.copyOf(all);
    }
}
