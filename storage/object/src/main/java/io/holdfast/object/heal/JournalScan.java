package io.holdfast.object.heal;

import io.holdfast.base.Bytes;
import io.holdfast.drive.Drive;
import io.holdfast.drive.Family;
import io.holdfast.drive.RowVisitor;
import io.holdfast.drive.ScanEnd;
import io.holdfast.object.StoreError;
import io.holdfast.object.StoreException;
import io.holdfast.object.row.Keys;
import java.util.ArrayList;
import java.util.List;

/// Reads a drive's journal from a number on, slot by slot: what a drive that was away has missed.
final class JournalScan {
    private static final int PAGE = 1000;

    private JournalScan() {}

    /// One journal row.
    record Item(byte[] key, byte[] entry) {
        long sequence() {
            return Keys.sequenceOfJournal(key);
        }
    }

    /// Takes pages of rows in order.
    @FunctionalInterface
    interface Consumer {
        void page(List<Item> page) throws StoreException, InterruptedException;
    }

    /// Those of a page that no VOID can take back any more.
    ///
    /// @param decided what was decided before the page was read
    static List<Item> decided(List<Item> page, long decided) {
        return page.stream()
                .filter(item -> Long.compareUnsigned(item.sequence(), decided) <= 0)
                .toList();
    }

    /// All entries with numbers above {@code after}.
    static void after(Drive source, long after, Consumer consumer)
            throws StoreException, InterruptedException {
        byte[] from = Keys.journal(0, after + 1);
        while (true) {
            List<Item> page = page(source, from, after);
            if (page.isEmpty()) {
                return;
            }
            consumer.page(page);
            from = Keys.after(page.getLast().key());
        }
    }

    /// One scan for all slots: what is older than wanted is skipped by seeking.
    private static List<Item> page(Drive source, byte[] from, long after)
            throws StoreException, InterruptedException {
        List<Item> page = new ArrayList<>();
        ScanEnd end =
                source.scan(
                                Family.JOURNAL,
                                from,
                                Bytes.EMPTY,
                                (key, row) -> {
                                    if (Long.compareUnsigned(Keys.sequenceOfJournal(key), after)
                                            <= 0) {
                                        return new RowVisitor.Next.SeekTo(
                                                Keys.journal(Keys.slotOfJournal(key), after + 1));
                                    }
                                    page.add(new Item(key, row.record()));
                                    return page.size() == PAGE
                                            ? RowVisitor.Next.stop()
                                            : RowVisitor.Next.row();
                                })
                        .await();
        if (end instanceof ScanEnd.Failed) {
            throw new StoreException(StoreError.READ_QUORUM_LOST, "the journal cannot be read");
        }
        return page;
    }
}
