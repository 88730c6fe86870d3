package io.holdfast.object.list;

import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;

/// Merges the sorted pages of several sets into one; equal prefixes become one entry.
final class Merge {
    private Merge() {}

    private static final class Cursor implements Comparable<Cursor> {
        private final List<Listed> page;
        private int at;

        Cursor(List<Listed> page) {
            this.page = page;
        }

        Listed current() {
            return page.get(at);
        }

        @Override
        public int compareTo(Cursor other) {
            return current().compareTo(other.current());
        }

        @Override
        public boolean equals(Object other) {
            return this == other;
        }

        @Override
        public int hashCode() {
            return System.identityHashCode(this);
        }
    }

    /// @param most entries wanted
    static List<Listed> merge(List<List<Listed>> pages, int most) {
        if (pages.size() == 1) {
            List<Listed> only = pages.getFirst();
            return only.size() <= most ? only : only.subList(0, most);
        }
        PriorityQueue<Cursor> cursors = new PriorityQueue<>();
        for (List<Listed> page : pages) {
            if (!page.isEmpty()) {
                cursors.add(new Cursor(page));
            }
        }
        List<Listed> merged = new ArrayList<>();
        while (!cursors.isEmpty() && merged.size() < most) {
            Cursor first = cursors.remove();
            Listed entry = first.current();
            if (merged.isEmpty() || !merged.getLast().equals(entry)) {
                merged.add(entry);
            }
            first.at++;
            if (first.at < first.page.size()) {
                cursors.add(first);
            }
        }
        return merged;
    }
}
