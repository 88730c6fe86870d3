package io.holdfast.s3.archive;

import io.holdfast.object.Conditions;
import io.holdfast.object.ListPage;
import io.holdfast.object.ListRequest;
import io.holdfast.object.ObjectAttributes;
import io.holdfast.object.ObjectInfo;
import io.holdfast.object.ObjectName;
import io.holdfast.object.ObjectStore;
import io.holdfast.object.OpenObject;
import io.holdfast.object.ReadRequest;
import io.holdfast.object.StoreException;
import io.holdfast.s3.list.PageSource;
import io.holdfast.s3.request.EncryptionFields;
import io.holdfast.s3.request.S3Request;
import io.holdfast.s3.wire.ErrorCode;
import io.holdfast.s3.wire.S3Exception;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Pages of a listing that look inside a zip archive where the prefix leads into one. The archive's
/// directory has no order: each page is one walk over it that keeps no more than the page.
public record MemberPages(ObjectStore store) implements PageSource {
    private static final Comparator<String> BY_BYTES =
            (a, b) ->
                    Arrays.compareUnsigned(
                            a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8));

    @Override
    public ListPage list(S3Request request, ListRequest wanted)
            throws S3Exception, StoreException, IOException, InterruptedException {
        Optional<ZipPath> path = ZipPath.of(wanted.prefix());
        if (path.isEmpty() || !ZipPath.isAsked(request.exchange())) {
            return store.list(wanted);
        }
        request.authorize("s3:GetObject", request.bucket(), path.get().archive());
        ReadRequest read =
                new ReadRequest(
                        new ObjectName(request.bucket(), path.get().archive()),
                        Optional.empty(),
                        OptionalInt.empty(),
                        Conditions.NONE,
                        EncryptionFields.customerKey(request));
        try (OpenObject archive = store.open(read)) {
            Collector collector = new Collector(wanted, path.get().outer());
            new ZipDirectory(archive).visit(collector::add);
            return collector.page(archive.info());
        } catch (ArchiveException e) {
            throw new S3Exception(ErrorCode.BAD_REQUEST, "The archive: " + e.getMessage() + ".");
        }
    }

    /// Keeps the first keys and rolled-up prefixes behind the marker, and one more.
    private static final class Collector {
        private final ListRequest wanted;
        private final String outer;

        /// Members by key; those without one are rolled-up prefixes.
        private final TreeMap<String, @Nullable ZipMember> kept = new TreeMap<>(BY_BYTES);

        Collector(ListRequest wanted, String outer) {
            this.wanted = wanted;
            this.outer = outer;
        }

        boolean add(ZipMember member) {
            String key = outer + member.name();
            if (member.isFolder()
                    || !key.startsWith(wanted.prefix())
                    || BY_BYTES.compare(key, wanted.after()) <= 0) {
                return true;
            }
            String rolled = rolledUp(key);
            if (rolled.isEmpty()) {
                kept.put(key, member);
            } else if (!rolled.equals(wanted.after())) {
                kept.put(rolled, null);
            }
            if (kept.size() > wanted.maxEntries() + 1) {
                kept.pollLastEntry();
            }
            return true;
        }

        private String rolledUp(String key) {
            String delimiter = wanted.delimiter();
            int at = delimiter.isEmpty() ? -1 : key.indexOf(delimiter, wanted.prefix().length());
            return at < 0 ? "" : key.substring(0, at + delimiter.length());
        }

        ListPage page(ObjectInfo archive) {
            List<ObjectInfo> objects = new ArrayList<>();
            List<String> prefixes = new ArrayList<>();
            Optional<String> last = Optional.empty();
            for (Map.Entry<String, @Nullable ZipMember> entry : kept.entrySet()) {
                if (objects.size() + prefixes.size() == wanted.maxEntries()) {
                    return new ListPage(objects, prefixes, last);
                }
                ZipMember member = entry.getValue();
                if (member == null) {
                    prefixes.add(entry.getKey());
                } else {
                    objects.add(described(archive, entry.getKey(), member));
                }
                last = Optional.of(entry.getKey());
            }
            return new ListPage(objects, prefixes, Optional.empty());
        }

        private static ObjectInfo described(ObjectInfo archive, String key, ZipMember member) {
            return new ObjectInfo(
                    new ObjectName(archive.name().bucket(), key),
                    archive.versionId(),
                    archive.isVersioned(),
                    true,
                    false,
                    member.size(),
                    "",
                    archive.modifiedMs(),
                    ObjectAttributes.NONE,
                    0,
                    Optional.empty(),
                    archive.encryption());
        }
    }
}
